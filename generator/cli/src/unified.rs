//! What would `generate` change, line by line?

use bindery::write::{Change, Plan};
use similar::TextDiff;
use std::fmt::Write;

/// A file is shown up to this size; a new one needs no more than its name.
const LIMIT: usize = 1 << 20;

/// A unified difference, as `git diff` shows it.
pub(super) fn unified(plan: &Plan<'_>) -> String {
    let mut text = String::new();
    for (path, change) in plan.changes() {
        let path = path.as_str();
        // Writing to a string cannot fail.
        let _ = match change {
            Change::Create => writeln!(text, "create {path}"),
            Change::Delete(_) => writeln!(text, "delete {path}"),
            Change::Update(old) => {
                let new = plan.wanted(path).unwrap_or_default();
                writeln!(text, "update {path}\n{}", lines(path, old, new))
            }
        };
    }
    text
}

fn lines(path: &str, old: &[u8], new: &str) -> String {
    if old.len() > LIMIT || new.len() > LIMIT {
        return "  (too large to be shown)".to_owned();
    }
    let old = String::from_utf8_lossy(old).replace("\r\n", "\n");
    let diff = TextDiff::from_lines(old.as_str(), new);
    let (one, other) = (format!("a/{path}"), format!("b/{path}"));
    diff.unified_diff().header(&one, &other).to_string()
}
