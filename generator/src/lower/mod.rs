//! What does the document mean? Knows nothing of identifiers or tokens.

#![allow(
    clippy::disallowed_methods,
    reason = "texts are decoded here, and messages are text of a document"
)]

mod alias;
mod context;
mod docs;
pub mod error_names;
mod foreign;
mod form;
mod header;
mod media_type;
mod named;
mod naming;
mod operation;
mod operation_id;
pub mod paging;
mod parameter;
mod path;
mod reference;
mod repeated;
mod request_body;
mod responses;
mod schema;
mod security;
mod server;
mod streaming;
#[cfg(test)]
pub(crate) mod testing;
mod unions;

use crate::check::Document;
use crate::config::ApiConfig;
use crate::diagnostic::Report;
use crate::ir::{Api, Docs};
use crate::openapi::stack::with_room;
use context::Lowering;
use std::collections::BTreeMap;

/// Turns a checked document into its meaning. An operation that cannot be bound is left out, with
/// a warning, and named in [`Api::omitted`].
pub fn lower(document: &Document, config: &ApiConfig, report: &mut Report) -> Api {
    // Parts that are read on demand take as much stack as those that `check` reads.
    let limits = *report.limits();
    let (api, own) = with_room(|| {
        let mut own = Report::within(limits);
        let api = meaning(document, config, &mut own);
        (api, own)
    });
    for diagnostic in own.into_diagnostics() {
        report.push(diagnostic);
    }
    api
}

fn meaning(document: &Document, config: &ApiConfig, report: &mut Report) -> Api {
    let arenas = reference::Arenas::default();
    let mut lowering = Lowering::new(document, &arenas, config, *report.limits());
    lowering.components();
    let schemes = lowering.schemes();
    let (mut operations, omitted) = lowering.operations(&schemes);
    lowering.unknown_types();
    lowering.unknown_names(&operations, &omitted);
    let known = std::mem::take(&mut lowering.headers).into_values();
    let headers = known.map(|known| known.header).collect();
    let (types, diagnostics) = lowering.finish();
    for diagnostic in diagnostics {
        report.push(diagnostic);
    }
    let mut servers = server::servers(&document.servers);
    if servers.is_empty() {
        servers = server::shared(&mut operations);
    }
    let mut api = Api {
        title: (&document.info.title).into(),
        version: (&document.info.version).into(),
        docs: Docs {
            description: docs::described(document.info.description.as_ref()).description,
            ..Docs::default()
        },
        servers,
        schemes,
        types,
        views: BTreeMap::new(),
        operations,
        headers,
        retry: config.retry.clone(),
        omitted,
    };
    unions::break_circles(&mut api, report);
    alias::break_circles(&mut api, report);
    alias::limit_chains(&api, report);
    schema::check_tags(&mut api);
    schema::check_defaults(&mut api, report);
    api
}
