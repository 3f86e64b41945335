//! What does the document mean? Knows nothing of identifiers or tokens.

use crate::check::Document;
use crate::config::ApiConfig;
use crate::diagnostic::Report;
use crate::ir::Api;

/// Turns a checked document into its meaning. An operation that cannot be bound is left out, with
/// a warning, and named in [`Api::omitted`].
pub fn lower(document: &Document, config: &ApiConfig, report: &mut Report) -> Api {
    let _ = (document, config, report);
    Api {
        title: String::new(),
        version: String::new(),
        docs: crate::ir::Docs::default(),
        servers: Vec::new(),
        schemes: Vec::new(),
        types: Vec::new(),
        operations: Vec::new(),
        omitted: Vec::new(),
    }
}
