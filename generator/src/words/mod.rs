//! Which words does a text consist of, and which of them say something? Asked by stages that
//! compare what documents call things, and by the one that names them; knows nothing of Rust's
//! scopes.

#![allow(clippy::disallowed_methods, reason = "words are compared and named")]

pub(crate) mod case;
pub(crate) mod speech;

use crate::ir::Name;
use crate::text::DocumentText;
use case::words;
use speech::{is_telling, singular};

/// The last words on the way to a type that say something, in lower case.
pub(crate) fn label(name: &Name) -> Vec<String> {
    let steps = match name {
        Name::Pinned(name) | Name::Component(name) => return words(name.untrusted()),
        Name::Inferred(way) => folded(way.iter().map(DocumentText::untrusted)),
    };
    let mut label = Vec::new();
    for step in steps.iter().rev() {
        label = overlapped(step, &label);
        if is_telling(step) {
            break;
        }
    }
    label
}

/// The words of the last step on the way to a type, whether they say something or not.
pub(crate) fn own_words(name: &Name) -> Vec<String> {
    match name {
        Name::Pinned(name) | Name::Component(name) => words(name.untrusted()),
        Name::Inferred(way) => {
            let last = folded(way.iter().map(DocumentText::untrusted)).pop();
            last.unwrap_or_default()
        }
    }
}

/// The steps of a way, each in words. An element or value is one of what holds it.
pub(crate) fn folded<'a>(steps: impl Iterator<Item = &'a str>) -> Vec<Vec<String>> {
    let mut folded: Vec<Vec<String>> = Vec::new();
    for step in steps {
        if (step == "item" || step == "value")
            && let Some(holder) = folded.last_mut()
            && let Some(one) = singular(&holder.join("_"))
            // The whole way is one component or operation: that is not a field.
            && is_telling(&words(&one))
        {
            *holder = words(&one);
            continue;
        }
        folded.push(words(step));
    }
    folded
}

/// Both, without saying twice what the first ends and the second begins with.
pub(crate) fn overlapped(first: &[String], second: &[String]) -> Vec<String> {
    let most = first.len().min(second.len());
    let same = |count: &usize| {
        let end = first.get(first.len() - count..);
        end.is_some() && end == second.get(..*count)
    };
    let overlap = (0..=most).rev().find(same).unwrap_or_default();
    let rest = second.get(overlap..).unwrap_or_default();
    first.iter().chain(rest).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_what_types_are_known_by() {
        let label = |steps: &[&str]| {
            label(&Name::Inferred(steps.iter().map(|s| (*s).into()).collect())).join(" ")
        };
        assert_eq!(label(&["A", "owner"]), "owner");
        assert_eq!(label(&["A", "owner", "status"]), "owner status");
        assert_eq!(label(&["A", "status"]), "a status");
        assert_eq!(label(&["A", "tags", "item"]), "tag");
    }
}
