//! Does every security requirement name a scheme? Security Requirement Object.

use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Severity, suggest};
use indexmap::IndexSet;
use serde_json::Value;

/// Unknown names for which the one that was meant is looked for: each time among all schemes.
const GUESSES: usize = 100;

/// Takes out alternatives that name a scheme which does not exist.
pub(super) fn check(tree: &mut Value, report: &mut Report) {
    let schemes: IndexSet<String> = tree
        .pointer("/components/securitySchemes")
        .and_then(Value::as_object)
        .map(|schemes| schemes.keys().cloned().collect())
        .unwrap_or_default();
    let root = Pointer::root();
    let mut guesses = GUESSES;
    if let Some(security) = tree.get_mut("security") {
        prune(
            security,
            &schemes,
            &root.child("security"),
            &mut guesses,
            report,
        );
    }
    let paths = tree.get_mut("paths").and_then(Value::as_object_mut);
    for (path, item) in paths.into_iter().flatten() {
        for (key, operation) in item.as_object_mut().into_iter().flatten() {
            if let Some(security) = operation.get_mut("security") {
                let pointer = root.child("paths").child(path).child(key).child("security");
                prune(security, &schemes, &pointer, &mut guesses, report);
            }
        }
    }
}

fn prune(
    security: &mut Value,
    schemes: &IndexSet<String>,
    pointer: &Pointer,
    guesses: &mut usize,
    report: &mut Report,
) {
    let Value::Array(alternatives) = security else {
        return;
    };
    let mut index = 0;
    alternatives.retain(|alternative| {
        let here = pointer.index(index);
        index += 1;
        let mut known = true;
        for name in alternative
            .as_object()
            .into_iter()
            .flat_map(|map| map.keys())
        {
            if schemes.contains(name) {
                continue;
            }
            known = false;
            if report.is_full(Severity::Warning) {
                continue;
            }
            let diagnostic = Diagnostic::warning(
                Code::UnknownSecurityScheme,
                format!("no security scheme is called `{name}`; this requirement is left out"),
            )
            .at_key(&here.child(name), "");
            let known = schemes.iter().map(String::as_str);
            let meant = (*guesses > 0).then(|| suggest(name, known)).flatten();
            *guesses = guesses.saturating_sub(1);
            report.push(match meant {
                Some(meant) => diagnostic.help(format!("write `{meant}`")),
                None => diagnostic.help(format!("add `{name}` to `components.securitySchemes`")),
            });
        }
        known
    });
}
