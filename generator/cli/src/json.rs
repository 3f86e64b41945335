//! How is everything said to a tool? One JSON object a line.

use bindery::diagnostic::{Diagnostic, to_json};
use bindery::load::Sources;
use bindery::name::Rename;
use bindery::write::{Change, Plan, Summary};
use serde_json::{Value, json};
use std::path::Path;

/// An error of a document or of the configuration.
pub(super) fn diagnostic(sources: &Sources, problem: &Diagnostic) -> String {
    let object = to_json(problem, sources);
    let properties = object.strip_prefix('{').unwrap_or(&object);
    format!("{{\"reason\":\"diagnostic\",{properties}")
}

/// Anything else that is wrong.
pub(super) fn problem(code: &str, message: &str) -> Value {
    json!({
        "reason": "diagnostic",
        "code": code,
        "severity": "error",
        "message": message,
        "places": [],
        "help": null,
    })
}

/// An item whose name is another than in the previous run.
pub(super) fn renamed(module: &str, rename: &Rename) -> Value {
    json!({
        "reason": "renamed",
        "module": module,
        "item": rename.item,
        "before": rename.before.as_str(),
        "after": rename.after.as_str(),
    })
}

/// The result of `generate`.
pub(super) fn written(out: &Path, summary: &Summary) -> Value {
    let names = |paths: &[bindery::emit::RelativePath]| -> Vec<_> {
        paths.iter().map(|path| path.as_str().to_owned()).collect()
    };
    json!({
        "reason": "generated",
        "out": out.display().to_string(),
        "created": names(&summary.created),
        "updated": names(&summary.updated),
        "deleted": names(&summary.deleted),
        "kept": names(&summary.kept),
        "unchanged": summary.unchanged,
    })
}

/// The result of `check`; no plan if there is nothing to do.
pub(super) fn checked(out: &Path, plan: Option<&Plan<'_>>) -> Value {
    let changes = |wanted: fn(&Change) -> bool| -> Vec<_> {
        let changes = plan.iter().flat_map(|plan| plan.changes());
        changes
            .filter(|(_, change)| wanted(change))
            .map(|(path, _)| path.as_str())
            .collect()
    };
    let edited = plan.iter().flat_map(|plan| plan.hand_edited());
    let kept = plan.iter().flat_map(|plan| plan.kept());
    json!({
        "reason": "checked",
        "out": out.display().to_string(),
        "fresh": plan.is_none(),
        "create": changes(|change| matches!(change, Change::Create)),
        "update": changes(|change| matches!(change, Change::Update(_))),
        "delete": changes(|change| matches!(change, Change::Delete(_))),
        "hand_edited": edited.map(|path| path.as_str()).collect::<Vec<_>>(),
        "kept": kept.map(|path| path.as_str()).collect::<Vec<_>>(),
    })
}
