//! The documentation of a described thing.

use crate::emit::rust::Module;
use crate::emit::rust::docs::{Doc, code, default, example, plain, sentences};
use crate::ir::{Docs, Limits};
use crate::text::{DocumentStr, DocumentText, DocumentValue};

/// The description, then limits, default, example and links. `otherwise` replaces a missing
/// description.
pub(super) fn about(
    docs: &Docs,
    limits: Option<&Limits>,
    value: Option<&DocumentValue>,
    otherwise: &str,
) -> Doc {
    let mut doc = prose(docs, otherwise);
    let facts = facts(docs, limits, value);
    if !facts.is_empty() {
        doc.paragraph(&facts);
    }
    if let Some((url, description)) = &docs.external {
        doc.prose(&further(url, description.as_ref()));
    }
    doc
}

/// The same in one paragraph where that can be, for an item of a list.
pub(super) fn about_shortly(
    docs: &Docs,
    limits: Option<&Limits>,
    value: Option<&DocumentValue>,
    otherwise: &str,
) -> Doc {
    let mut doc = prose(docs, otherwise);
    let facts = facts(docs, limits, value);
    if !facts.is_empty() {
        doc.append(&facts);
    }
    doc
}

fn facts(docs: &Docs, limits: Option<&Limits>, value: Option<&DocumentValue>) -> String {
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
    let summary = docs
        .summary
        .as_ref()
        .map(DocumentText::trim)
        .unwrap_or_default();
    let description = docs
        .description
        .as_ref()
        .map(DocumentText::trim)
        .unwrap_or_default();
    let mut doc = Doc::new();
    if !summary.is_empty() && !repeats(description, summary) {
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

/// Whether a description begins with the summary.
#[allow(clippy::disallowed_methods, reason = "texts are compared")]
fn repeats(description: DocumentStr<'_>, summary: DocumentStr<'_>) -> bool {
    let start = summary.untrusted().trim_end_matches('.');
    let same = description.untrusted().get(..start.len());
    same.is_some_and(|text| text.eq_ignore_ascii_case(start))
}

/// Where to read on: the description of external documentation, and its address.
pub(in crate::emit) fn further(
    url: &DocumentText,
    description: Option<&DocumentText>,
) -> DocumentText {
    let parts = description.into_iter().chain([url]);
    DocumentText::join(parts.map(DocumentText::borrowed), " ")
}

/// The first paragraph of what the document says.
pub(super) fn summary(docs: &Docs, otherwise: &str) -> Vec<String> {
    let doc = prose(docs, otherwise);
    let lines = doc.lines().iter();
    lines.take_while(|line| !line.is_empty()).cloned().collect()
}

/// Bytes of a text that are read where no more than its first paragraph is shown.
const BEGINNING: usize = 16_000;

/// Bytes of a paragraph that is shown wherever the type is used that it is about.
const PARAGRAPH: usize = 4_000;

/// The first paragraph of what the document says of a type, for wherever the type is used. None of one
/// that is too long to be repeated.
pub(in crate::emit) fn summary_of_type(docs: &Docs) -> Option<Doc> {
    let cut = |text: &DocumentText| beginning(text.borrowed()).to_text();
    let docs = Docs {
        summary: docs.summary.as_ref().map(cut),
        description: docs.description.as_ref().map(cut),
        ..Docs::default()
    };
    let lines = summary(&docs, "");
    let length: usize = lines.iter().map(String::len).sum();
    let mut doc = Doc::new();
    doc.block(lines);
    (length <= PARAGRAPH).then_some(doc)
}

/// A text, or so much of a long one that its first paragraph is in it.
#[allow(clippy::disallowed_methods, reason = "the text is cut")]
fn beginning(text: DocumentStr<'_>) -> DocumentStr<'_> {
    let whole = text.untrusted();
    let mut end = BEGINNING.min(whole.len());
    while !whole.is_char_boundary(end) {
        end -= 1;
    }
    whole.get(..end).map_or(text, DocumentStr::new)
}

/// A name of the document, as code.
#[allow(clippy::disallowed_methods, reason = "white space is made visible")]
pub(in crate::emit) fn wire<'a>(name: impl Into<DocumentStr<'a>>) -> String {
    let name = name.into();
    if name.is_blank() {
        code(&format!("{:?}", name.untrusted()))
    } else {
        code(name)
    }
}

/// Whether a name of the document is the name in Rust but for case and separators. A sentence of both
/// would say nothing.
#[allow(clippy::disallowed_methods, reason = "names are compared")]
pub(super) fn is_same_name(rust: &str, wire: DocumentStr<'_>) -> bool {
    let plain = |name: &str| -> String {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    // `r#type` is `type`.
    plain(rust.trim_start_matches("r#")) == plain(wire.untrusted())
}

/// A single line ends in a full stop, as documentation does in Rust.
#[allow(clippy::disallowed_methods, reason = "the end of a text is looked at")]
fn sentence(text: DocumentStr<'_>) -> DocumentText {
    let ends = |c: char| c.is_alphanumeric() || "`)\"'".contains(c);
    match !text.contains("\n") && text.untrusted().ends_with(ends) {
        true => DocumentText::concat([text, ".".into()]),
        false => text.to_text(),
    }
}

/// Names what the document holds and this crate does not.
pub(in crate::emit) fn omitted(module: &Module<'_>, doc: &mut Doc) {
    if module.api.omitted.is_empty() {
        return;
    }
    doc.paragraph("Operations of the document that are not generated:");
    doc.list(module.api.omitted.iter().map(|omitted| {
        let head = format!(
            "{} ({} {})",
            wire(&omitted.id),
            plain(&omitted.method),
            wire(&omitted.path)
        );
        let mut reason = Doc::new();
        reason.prose(&omitted.reason);
        (head, reason)
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(summary: &str, description: &str) -> String {
        let docs = Docs {
            summary: Some(summary.into()),
            description: Some(description.into()),
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
            example: Some(DocumentValue::from(serde_json::json!("x"))),
            external: Some(("https://a.b".into(), Some("More".into()))),
            ..Docs::default()
        };
        let limits = Limits {
            max_length: Some(3),
            ..Limits::default()
        };
        let doc = about(
            &docs,
            Some(&limits),
            Some(&serde_json::json!("d").into()),
            "A.",
        );
        assert_eq!(
            doc.lines().join("\n"),
            "A.\n\nAt most 3 characters. Default: `d`. Example: `x`. Deprecated.\n\nMore <https://a.b>"
        );
    }
}
