//! Everything that the stages share about OpenAPI documents.

pub mod canonical;
pub mod media_type;
pub mod path_template;
pub mod reference;
