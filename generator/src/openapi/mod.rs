//! Everything that the stages share about OpenAPI documents.

pub mod canonical;
pub mod media_type;
pub(crate) mod objects;
pub mod path_template;
pub mod percent;
pub mod reference;
pub(crate) mod spelling;
pub(crate) mod stack;
