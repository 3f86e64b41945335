//! Which value does a type or a schema have as an example? The programs of the crate, its Markdown
//! reference, curl commands and the mock server take their texts and numbers from here.
//!
//! An example of the document is used if it is within the limits. Otherwise a value is created that has
//! the format, the pattern, the length and the bounds.

mod chance;
mod number;
mod sample;
mod scalar;
mod text;

pub use chance::Chance;
pub use number::{NumberLimits, number, whole};
pub(crate) use sample::{Direction, of_pattern, value, value_of};
pub(crate) use scalar::{Constraints, scalar};
pub use text::{TextLimits, text};
