//! What is said of a thing that the document describes?

use super::docs::{Doc, code, default, example, sentences};
use crate::ir::{Docs, Limits};
use serde_json::Value;

/// What the document says, then limits, default, example, further reading. `otherwise` stands
/// where the document says nothing.
pub(super) fn about(
    docs: &Docs,
    limits: Option<&Limits>,
    value: Option<&Value>,
    otherwise: &str,
) -> Doc {
    let mut doc = prose(docs, otherwise);
    let facts = facts(docs, limits, value);
    if !facts.is_empty() {
        doc.paragraph(&facts);
    }
    if let Some((url, description)) = &docs.external {
        let description = description.as_deref().unwrap_or_default();
        doc.prose(format!("{description} {url}").trim());
    }
    doc
}

/// The same in one paragraph where that can be, for an item of a list.
pub(super) fn about_shortly(
    docs: &Docs,
    limits: Option<&Limits>,
    value: Option<&Value>,
    otherwise: &str,
) -> Doc {
    let mut doc = prose(docs, otherwise);
    let facts = facts(docs, limits, value);
    if !facts.is_empty() {
        doc.append(&facts);
    }
    doc
}

fn facts(docs: &Docs, limits: Option<&Limits>, value: Option<&Value>) -> String {
    let mut facts = limits
        .map(|limits| sentences(limits, true))
        .unwrap_or_default();
    facts.extend(value.map(default));
    facts.extend(docs.example.as_ref().and_then(example));
    if docs.deprecated {
        facts.push("Deprecated.".to_owned());
    }
    facts.join(" ")
}

/// Summary and description, without saying one of them twice.
pub(in crate::emit) fn prose(docs: &Docs, otherwise: &str) -> Doc {
    let summary = docs.summary.as_deref().map(str::trim).unwrap_or_default();
    let description = docs
        .description
        .as_deref()
        .map(str::trim)
        .unwrap_or_default();
    let mut doc = Doc::new();
    let start = summary.trim_end_matches('.');
    let repeated = description
        .get(..start.len())
        .is_some_and(|text| text.eq_ignore_ascii_case(start));
    if !summary.is_empty() && !repeated {
        doc.prose(&sentence(summary));
    }
    if !description.is_empty() {
        doc.prose(&sentence(description));
    }
    if doc.is_empty() {
        doc.paragraph(otherwise);
    }
    doc
}

/// The first paragraph of what the document says.
pub(super) fn summary(docs: &Docs, otherwise: &str) -> Vec<String> {
    let doc = prose(docs, otherwise);
    let lines = doc.lines().iter();
    lines.take_while(|line| !line.is_empty()).cloned().collect()
}

/// A name of the document, as code.
pub(in crate::emit) fn wire(name: &str) -> String {
    if name.trim().is_empty() {
        code(&format!("{name:?}"))
    } else {
        super::docs::shown(name)
    }
}

/// A single line ends in a full stop, as documentation does in Rust.
fn sentence(text: &str) -> String {
    let single = !text.contains('\n');
    if single && text.ends_with(|c: char| c.is_alphanumeric() || "`)\"'".contains(c)) {
        format!("{text}.")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(summary: &str, description: &str) -> String {
        let docs = Docs {
            summary: Some(summary.to_owned()),
            description: Some(description.to_owned()),
            ..Docs::default()
        };
        prose(&docs, "Nothing.").lines().join("\n")
    }

    #[test]
    fn nothing_is_said_twice() {
        assert_eq!(said("List pets", "Lists all."), "List pets.\n\nLists all.");
        assert_eq!(said("List pets", "List pets."), "List pets.");
        assert_eq!(
            said("List pets.", "List pets of a shop"),
            "List pets of a shop."
        );
        assert_eq!(said("", " "), "Nothing.");
    }

    #[test]
    fn facts_follow_the_prose() {
        let docs = Docs {
            deprecated: true,
            example: Some("x".into()),
            external: Some(("https://a.b".into(), Some("More".into()))),
            ..Docs::default()
        };
        let limits = Limits {
            max_length: Some(3),
            ..Limits::default()
        };
        let doc = about(&docs, Some(&limits), Some(&"d".into()), "A.");
        assert_eq!(
            doc.lines().join("\n"),
            "A.\n\nAt most 3 characters. Default: `d`. Example: `x`. Deprecated.\n\nMore <https://a.b>"
        );
    }
}
