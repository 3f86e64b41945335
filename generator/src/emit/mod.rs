//! What stands in which file of the output? Pure; one back end a kind of output.

mod files;
pub mod markdown;
pub mod rust;

pub use files::{Chunk, Content, Files, Format, Formatted, LINE_BREAK, RelativePath};
