//! Random numbers.

use std::hash::{BuildHasher, RandomState};

/// A random number. The standard library seeds its hash tables from the operating system, which
/// suffices for delays and identifiers and needs no dependency.
pub(crate) fn number() -> u64 {
    RandomState::new().hash_one(0)
}

/// A random UUID of version 4 (RFC 9562, section 5.4).
pub(crate) fn uuid() -> String {
    let version = (number() & !0xF000) | 0x4000;
    let variant = (number() & !(0b11 << 62)) | (0b10 << 62);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        version >> 32,
        version >> 16 & 0xFFFF,
        version & 0xFFFF,
        variant >> 48,
        variant & 0xFFFF_FFFF_FFFF
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_are_equal() {
        let all: BTreeSet<String> = (0..1000).map(|_| uuid()).collect();
        assert_eq!(all.len(), 1000);
        for uuid in all {
            let bytes = uuid.as_bytes();
            assert_eq!(bytes.len(), 36, "{uuid}");
            assert_eq!(bytes[14], b'4', "{uuid}");
            assert!(b"89ab".contains(&bytes[19]), "{uuid}");
        }
    }
}
