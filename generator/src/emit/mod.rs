//! The files of the output. Pure; one back end for each kind of output.

mod files;
pub(crate) mod header;
#[cfg(feature = "docs")]
pub mod markdown;
#[cfg(feature = "docs")]
mod pages;
pub mod rust;

pub(crate) use files::LINE_BREAK;
pub use files::{Chunk, Content, Files, Format, Formatted, RelativePath};
#[cfg(feature = "docs")]
pub use pages::emit_with_reference;

/// The changelog of a crate: written with the first output only. See [`write`](crate::write).
pub const CHANGELOG: &str = "CHANGELOG.md";
