// Made by bindery from the description of `hostile`; changes are overwritten.

//! \*/ " } mod evil {} // \[Client\] \`x.
//!
//! \*/ Closes a comment. `unclosed, [Missing], [`Gone\`\], \<script>alert(1)\</script> and
//! Vec\<String>. See <https://example.com/a_b?c=d>, or here (`../relative`) and
//! [image](https://example.com/x.png).
//!
//! ```text
//! indented();
//!     code();
//! ```
//!
//! ```text
//! untagged();
//! ```
//!
//! ```text
//! let x: () = 1;
//! ```
//!
//! - a list
//!   - inside
//!     1. deeper
//!
//! ## Setext
//!
//! | a | b |
//! | --- | --- |
//! | `c` | d |
//!
//! A **bold** word and a [link](https://example.com/).\
//! Next line.
//!
//! Right to left: "U+202E" and a bell "\a".
//!
//! ```json
//! {"never": "closed"}
//! ```
//!
//! Version of the description: `1 2`.

mod client;

pub mod operations;
pub mod types;

pub use client::{Client, ClientBuilder};
