//! How is everything said to a tool? One JSON object a line.

use crate::diagnostic::{Diagnostic, Place, Target};
use crate::load::Sources;
use crate::write::{Change, Plan, Summary};
use serde_json::{Value, json};
use std::path::Path;

/// A fault of a document or of the configuration.
pub(super) fn diagnostic(sources: &Sources, fault: &Diagnostic) -> Value {
    let places = fault.places.iter().map(|place| self::place(sources, place));
    json!({
        "reason": "diagnostic",
        "code": fault.code.name(),
        "severity": fault.severity.to_string(),
        "message": fault.message,
        "places": places.collect::<Vec<_>>(),
        "help": fault.help,
    })
}

fn place(sources: &Sources, place: &Place) -> Value {
    let location = sources.locate(&place.target);
    let pointer = match &place.target {
        Target::Value(pointer) | Target::Key(pointer) => Some(pointer.as_str()),
        Target::Text { .. } | Target::Source(_) | Target::File(_) => None,
    };
    let source = match &place.target {
        Target::Text { source, .. } | Target::Source(source) => *source,
        _ => location.as_ref().map_or(0, |location| location.source),
    };
    let file = match &place.target {
        Target::File(name) => Some(name.as_str()),
        _ => sources.get(source).map(|(name, _)| name),
    };
    json!({
        "file": file,
        "line": location.as_ref().map(|location| location.line),
        "column": location.as_ref().map(|location| location.column),
        "bytes": location.as_ref().map(|location| [location.span.start, location.span.end]),
        "pointer": pointer,
        "label": place.label,
    })
}

/// Anything else that is wrong.
pub(super) fn fault(code: &str, message: &str) -> Value {
    json!({
        "reason": "diagnostic",
        "code": code,
        "severity": "error",
        "message": message,
        "places": [],
        "help": null,
    })
}

/// What `generate` did.
pub(super) fn written(out: &Path, summary: &Summary) -> Value {
    let names = |paths: &[crate::emit::RelativePath]| -> Vec<_> {
        paths.iter().map(|path| path.as_str().to_owned()).collect()
    };
    json!({
        "reason": "generated",
        "out": out.display().to_string(),
        "created": names(&summary.created),
        "updated": names(&summary.updated),
        "deleted": names(&summary.deleted),
        "unchanged": summary.unchanged,
    })
}

/// What `check` found; no plan where there is nothing to do.
pub(super) fn checked(out: &Path, plan: Option<&Plan<'_>>) -> Value {
    let changes = |wanted: fn(&Change) -> bool| -> Vec<_> {
        let changes = plan.iter().flat_map(|plan| plan.changes());
        changes
            .filter(|(_, change)| wanted(change))
            .map(|(path, _)| path.as_str())
            .collect()
    };
    let edited = plan.iter().flat_map(|plan| plan.hand_edited());
    json!({
        "reason": "checked",
        "out": out.display().to_string(),
        "fresh": plan.is_none(),
        "create": changes(|change| matches!(change, Change::Create)),
        "update": changes(|change| matches!(change, Change::Update(_))),
        "delete": changes(|change| matches!(change, Change::Delete(_))),
        "hand_edited": edited.map(|path| path.as_str()).collect::<Vec<_>>(),
    })
}
