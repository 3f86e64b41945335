//! What a document says in prose, and the limits that only documentation can carry.

use serde_json::Value;

/// The prose of an object, as CommonMark, still untrusted text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// `title` or `summary`: a few words.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `externalDocs.url`, with its description.
    pub external: Option<(String, Option<String>)>,
    /// `example`, or the first of `examples`.
    pub example: Option<Value>,
    /// `deprecated: true`.
    pub deprecated: bool,
}

/// Validation keywords of a schema (Schema Object; JSON Schema Validation, section 6).
/// They are documented; the server decides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// `minimum`, and whether it is excluded. Text, so that no digit is lost.
    pub minimum: Option<(String, bool)>,
    /// `maximum`, and whether it is excluded.
    pub maximum: Option<(String, bool)>,
    /// `multipleOf`.
    pub multiple_of: Option<String>,
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
    pub pattern: Option<String>,
    /// `format`, when it is not one that a type stands for.
    pub format: Option<String>,
}
