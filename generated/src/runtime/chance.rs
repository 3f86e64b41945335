// Made by bindery; changes are overwritten.

//! Where does chance come from?

use std::hash::{BuildHasher, RandomState};

/// A number that nobody can foretell. The standard library draws keys for its hash tables from
/// the system, which is enough for waiting times and names, and costs no dependency.
pub(crate) fn number() -> u64 {
    RandomState::new().hash_one(0)
}

/// A text that nobody else has: a UUID of version 4 (RFC 9562, section 5.4).
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
