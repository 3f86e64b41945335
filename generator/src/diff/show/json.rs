//! Changes as one JSON object.

use crate::diff::{Change, DocumentLocation, Effect, Level, propose};
use semver::Version;
use serde_json::{Value, json as value};

/// `changes`, each with `kind`, `effect`, `rust`, `subject`, `message`, `old` and `new` (each null or
/// `file`, `line`, `pointer`); `breaking`, whether one of them breaks callers; and `version` with
/// `level`, `from` and `to`.
pub fn json(changes: &[Change], version: Option<&Version>) -> Value {
    let level = Level::of(changes);
    let all: Vec<Value> = changes.iter().map(change).collect();
    value!({
        "reason": "difference",
        "changes": all,
        "breaking": changes.iter().any(|change| change.effect() == Effect::Breaking),
        "version": {
            "level": level.name(),
            "from": version.map(ToString::to_string),
            "to": version.map(|version| propose(version, level).to_string()),
        },
    })
}

fn change(change: &Change) -> Value {
    value!({
        "kind": change.kind.name(),
        "effect": change.effect().name(),
        "rust": change.rust,
        "subject": change.subject.json(),
        "message": change.message.json(),
        "old": change.old.as_ref().map(place),
        "new": change.new.as_ref().map(place),
    })
}

fn place(place: &DocumentLocation) -> Value {
    value!({
        "file": place.file.json(), "line": place.line, "pointer": place.pointer.json(),
    })
}
