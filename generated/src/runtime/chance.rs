// Made by bindery; changes are overwritten.

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
