//! What does the document say in prose?

use crate::ir::Docs;
use crate::text::{DocumentText, DocumentValue};
use indexmap::IndexMap;
use openapiv3::{Example, ExternalDocumentation, ReferenceOr, SchemaData};
use serde_json::Value;

/// The prose of a schema.
pub(super) fn schema_docs(data: &SchemaData) -> Docs {
    Docs {
        summary: said(data.title.as_ref()),
        description: said(data.description.as_ref()),
        external: external(data.external_docs.as_ref()),
        example: data.example.clone().map(DocumentValue::from),
        deprecated: data.deprecated,
    }
}

/// The prose of an operation.
pub(super) fn operation_docs(operation: &openapiv3::Operation) -> Docs {
    Docs {
        summary: said(operation.summary.as_ref()),
        description: said(operation.description.as_ref()),
        external: external(operation.external_docs.as_ref()),
        example: None,
        deprecated: operation.deprecated,
    }
}

/// A description and nothing else.
pub(super) fn described(description: Option<&String>) -> Docs {
    Docs {
        description: said(description),
        ..Docs::default()
    }
}

/// `example`, or the first inline entry of `examples`.
pub(super) fn example(
    one: Option<&Value>,
    several: &IndexMap<String, ReferenceOr<Example>>,
) -> Option<DocumentValue> {
    let found = one.cloned().or_else(|| {
        let mut items = several.values().filter_map(ReferenceOr::as_item);
        items.find_map(|example| example.value.clone())
    });
    found.map(DocumentValue::from)
}

/// Adds what the outer prose leaves open from the inner one.
pub(super) fn completed(outer: Docs, inner: &Docs) -> Docs {
    Docs {
        summary: outer.summary.or_else(|| inner.summary.clone()),
        description: outer.description.or_else(|| inner.description.clone()),
        external: outer.external.or_else(|| inner.external.clone()),
        example: outer.example.or_else(|| inner.example.clone()),
        deprecated: outer.deprecated || inner.deprecated,
    }
}

fn said(text: Option<&String>) -> Option<DocumentText> {
    text.map(|text| text.trim())
        .filter(|text| !text.is_empty())
        .map(DocumentText::from)
}

fn external(docs: Option<&ExternalDocumentation>) -> Option<(DocumentText, Option<DocumentText>)> {
    let docs = docs.filter(|docs| !docs.url.trim().is_empty())?;
    Some((docs.url.trim().into(), said(docs.description.as_ref())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_prose_is_no_prose() {
        assert_eq!(said(Some(&"  \n".to_owned())), None);
        assert_eq!(said(Some(&" x ".to_owned())), Some("x".into()));
    }
}
