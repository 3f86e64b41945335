//! Descriptions, and limits that only documentation contains.

use crate::text::{DocumentStr, DocumentText, DocumentValue};

/// The prose of an object, as CommonMark, still untrusted text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// `title` or `summary`: a few words.
    pub summary: Option<DocumentText>,
    /// `description`.
    pub description: Option<DocumentText>,
    /// `externalDocs.url`, with its description.
    pub external: Option<(DocumentText, Option<DocumentText>)>,
    /// `example`, or the first of `examples`.
    pub example: Option<DocumentValue>,
    /// `deprecated: true`.
    pub deprecated: bool,
}

impl Docs {
    /// The description; empty where there is none.
    pub fn description(&self) -> DocumentStr<'_> {
        let description = self.description.as_ref();
        description.map(DocumentText::borrowed).unwrap_or_default()
    }
}

/// Validation keywords of a schema (Schema Object; JSON Schema Validation, section 6).
/// They are documented; the server decides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// `minimum`, and whether it is excluded. Text, so that no digit is lost.
    pub minimum: Option<(DocumentText, bool)>,
    /// `maximum`, and whether it is excluded.
    pub maximum: Option<(DocumentText, bool)>,
    /// `multipleOf`.
    pub multiple_of: Option<DocumentText>,
    /// `minLength`, in characters.
    pub min_length: Option<u64>,
    /// `maxLength`, in characters.
    pub max_length: Option<u64>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
    /// `pattern`, an ECMA-262 regular expression.
    pub pattern: Option<DocumentText>,
    /// `format`, when it is not one that a type stands for.
    pub format: Option<DocumentText>,
}
