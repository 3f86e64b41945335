//! What does the user put right in a document, and does it still have to be?

use super::edit::Edit;
use crate::config::{Fix, problem};
use crate::diagnostic::{Diagnostic, Report};
use serde_json::Value;

/// Makes the changes, one after the other. One that no longer applies is an error.
pub(super) fn apply(fixes: &[Fix], edit: &mut Edit<'_>, report: &mut Report) {
    for fix in fixes {
        if let Err(problem) = make(fix, edit) {
            report.push(*problem);
        }
    }
}

fn make(fix: &Fix, edit: &mut Edit<'_>) -> Result<(), Box<Diagnostic>> {
    let wrong = |message: &str, help: &str| {
        let problem = problem(
            fix.span.0.clone(),
            &format!("this fix no longer applies: {message}"),
        );
        Err(Box::new(problem.help(help)))
    };
    let remove = "look whether the document was put right; if it was, remove the fix";
    let found = fix.at.find(edit.tree);
    match (found, &fix.expect) {
        (None, Some(_)) => return wrong("nothing is there", remove),
        (None, None) if fix.set.is_none() => return wrong("nothing is there", remove),
        (Some(found), Some(expected)) if found != expected => {
            return wrong(&format!("there is {}", shown(found)), remove);
        }
        (Some(found), None) if fix.set.is_some() => {
            let help = "say with `expect` what is to be replaced, or remove the fix";
            return wrong(&format!("there is {} already", shown(found)), help);
        }
        _ => {}
    }
    let done = match &fix.set {
        Some(value) => edit.set(&fix.at, value),
        None => edit.remove(&fix.at),
    };
    if done {
        Ok(())
    } else {
        let help = "correct the place: it counts from the top of the document";
        wrong("there is no object that could contain it", help)
    }
}

/// A value in one line, not all too long.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("`{}…`", text.get(..end).unwrap_or_default()),
        None => format!("`{text}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::load::edit::Origins;
    use serde_json::json;

    fn fixed(fix: &str) -> Result<Value, String> {
        let config = Config::parse(&format!("[[api.x.fix]]\n{fix}\n")).unwrap();
        let mut tree = json!({"a": {"type": "strng", "list": [1, 2]}});
        let mut report = Report::new();
        let mut edit = Edit {
            tree: &mut tree,
            origins: &mut Origins::default(),
        };
        apply(&config.apis["x"].fixes, &mut edit, &mut report);
        match report.diagnostics().first() {
            Some(problem) => Err(problem.message.clone()),
            None => Ok(tree),
        }
    }

    #[test]
    fn a_fix_changes_what_it_expects() {
        let a = |value: Value| Ok(json!({ "a": value }));
        let list = json!([1, 2]);
        assert_eq!(
            fixed("at = '/a/type'\nexpect = 'strng'\nset = 'string'"),
            a(json!({"type": "string", "list": list}))
        );
        assert_eq!(
            fixed("at = '/a/new'\nset = { b = true }"),
            a(json!({"type": "strng", "list": list, "new": {"b": true}}))
        );
        assert_eq!(
            fixed("at = '/a/list/0'\nremove = true"),
            a(json!({"type": "strng", "list": [2]}))
        );
        assert_eq!(
            fixed("at = '/a/list/1'\nexpect = 2\nset = 3"),
            a(json!({"type": "strng", "list": [1, 3]}))
        );
    }

    #[test]
    fn a_fix_that_no_longer_applies_is_an_error() {
        for (fix, why) in [
            (
                "at = '/a/type'\nexpect = 'sting'\nset = 'string'",
                "there is `\"strng\"`",
            ),
            (
                "at = '/a/type'\nset = 'string'",
                "there is `\"strng\"` already",
            ),
            ("at = '/a/b'\nexpect = 1\nset = 2", "nothing is there"),
            ("at = '/a/b'\nremove = true", "nothing is there"),
            (
                "at = '/b/c'\nset = 2",
                "there is no object that could contain it",
            ),
            (
                "at = '/a/list/7'\nset = 2",
                "there is no object that could contain it",
            ),
            (
                "at = '/a/list'\nexpect = [2, 1]\nremove = true",
                "there is `[1,2]`",
            ),
        ] {
            let message = format!("this fix no longer applies: {why}");
            assert_eq!(fixed(fix), Err(message), "{fix}");
        }
    }
}
