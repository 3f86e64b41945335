//! Types: what values a schema allows.

use super::{Docs, Limits};
use crate::diagnostic::Pointer;
use crate::text::{DocumentText, DocumentValue};
use serde_json::Value;
use std::borrow::Cow;

/// An index into [`Api::types`](super::Api::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(u32);

impl TypeId {
    /// The id of the type at `index`.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The index into the types of the document.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A type that gets a name.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// Where it comes from and what it may be called.
    pub origin: Origin,
    /// Its values.
    pub shape: Shape,
    /// Its description.
    pub docs: Docs,
    /// Validation keywords, documented only.
    pub limits: Limits,
    /// `default` of the schema itself.
    pub default: Option<DocumentValue>,
}

/// Where a type comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The schema.
    pub pointer: Pointer,
    /// The origin of its name.
    pub name: Name,
    /// The equal inline schemas that it stands for too.
    pub others: Vec<Origin>,
}

/// The origin of a type's name, strongest first: a configured name is used unchanged, a component's
/// name yields only to another component's, an inferred one to all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// Given by the configuration or by a naming extension of the document.
    Pinned(DocumentText),
    /// The key under `components.schemas`.
    Component(DocumentText),
    /// The way to an inline schema, outermost first: the component or operation that holds it,
    /// then properties, `item`, `variant`, … The namer uses as few of the last words as suffice.
    Inferred(Vec<DocumentText>),
}

/// The values of a named type.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An object with known properties.
    Struct(Struct),
    /// One of a list of strings or numbers.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// A string with a pattern that can be checked without an expression engine.
    Pattern(Pattern),
    /// Another name for a type.
    Alias(Type),
}

/// A use of a type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// A value without parts.
    Scalar(Scalar),
    /// Any JSON value (an empty schema, or `true`).
    Any,
    /// A named type.
    Named(TypeId),
    /// An array.
    List(Box<Type>),
    /// An array of a fixed length, each element with a type of its own.
    Tuple(Vec<Type>),
    /// An object used as a map from strings.
    Map(Box<Type>),
    /// The type, or null.
    Nullable(Box<Type>),
    /// A type of the user's, by the path that the configuration gives.
    Foreign(String),
}

/// A value without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scalar {
    /// Null and nothing else.
    Null,
    /// `boolean`.
    Boolean,
    /// `integer`.
    Integer(IntegerFormat),
    /// `number`.
    Number(NumberFormat),
    /// `string`.
    Text(TextFormat),
}

/// Formats of `integer` (OpenAPI Format Registry).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IntegerFormat {
    /// `int8`.
    I8,
    /// `int16`.
    I16,
    /// `int32`.
    I32,
    /// `int64`, and integers without a format.
    I64,
    /// `uint8`.
    U8,
    /// `uint16`.
    U16,
    /// `uint32`.
    U32,
    /// `uint64`.
    U64,
    /// Integers whose limits exceed 64 bits.
    Big,
}

/// Formats of `number` (OpenAPI Format Registry).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberFormat {
    /// `double`, `float`, and numbers without a format.
    F64,
    /// `decimal`: digits are kept as they are written.
    Decimal,
}

/// Formats of `string` (OpenAPI Format Registry) that have a type of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextFormat {
    /// Any text, and every format that is only documented.
    Plain,
    /// `date-time` (RFC 3339).
    DateTime,
    /// `date` (RFC 3339, full-date).
    Date,
    /// `time` (RFC 3339, full-time).
    Time,
    /// `duration` (ISO 8601).
    Duration,
    /// `http-date` (RFC 9110, section 5.6.7) and what mail has (RFC 5322).
    HttpDate,
    /// `int64` and other formats of integers, which are sent as text.
    Integer,
    /// `byte`: base64 (RFC 4648, section 4).
    Base64,
    /// `binary`: bytes that are a whole body or a part of one.
    Binary,
}

/// An object with known properties.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// In document order.
    pub fields: Vec<Field>,
    /// The handling of undeclared properties.
    pub rest: Rest,
}

/// The handling of undeclared properties of an object.
#[derive(Clone, Debug, PartialEq)]
pub enum Rest {
    /// They are ignored in responses and cannot be sent.
    Ignored,
    /// The same, but there are none (`additionalProperties: false`), which tells the variants of
    /// a union apart.
    Closed,
    /// They are kept, each of this type (`additionalProperties` is present and not `false`).
    Kept(Type),
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name on the wire.
    pub name: DocumentText,
    /// A name given by the configuration or by an extension.
    pub pinned: Option<DocumentText>,
    /// Its type without the null and the absence that `presence` tells.
    pub ty: Type,
    /// Whether it can be absent, null, or both.
    pub presence: Presence,
    /// `default`: what the server assumes when it is absent.
    pub default: Option<DocumentValue>,
    /// The value of a discriminator that says which schema this is: a new value has it.
    pub tag: Option<DocumentText>,
    /// Its description.
    pub docs: Docs,
    /// Validation keywords, documented only.
    pub limits: Limits,
    /// `readOnly`: only in responses.
    pub read_only: bool,
    /// `writeOnly`: only in requests.
    pub write_only: bool,
}

/// Whether a value can be absent, null, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presence {
    /// Always there, never null.
    Required,
    /// May be absent.
    Optional,
    /// Always there, may be null.
    RequiredNullable,
    /// May be absent, and may be null, which can mean another thing.
    OptionalNullable,
}

impl Presence {
    /// Whether it may be absent.
    pub fn is_optional(self) -> bool {
        matches!(self, Self::Optional | Self::OptionalNullable)
    }
}

/// One of a list of values. Open: a value that the document does not list is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// The scalar that all values are; text for most.
    pub base: Scalar,
    /// In document order, without retries and without null.
    pub values: Vec<EnumValue>,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The value on the wire: a string, or an integer where the base is one.
    pub value: DocumentValue,
    /// A name given by the configuration or by an extension (`x-enum-varnames`).
    pub pinned: Option<DocumentText>,
    /// Its description (`x-enum-descriptions`).
    pub docs: Docs,
}

/// One of several types.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// In document order.
    pub variants: Vec<Variant>,
    /// The property that tells which one it is.
    pub discriminator: Option<Discriminator>,
    /// `anyOf`: several may hold at once.
    pub any: bool,
}

/// One type of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The origin of its name.
    pub name: Name,
    /// Its type.
    pub ty: Type,
    /// The values of the discriminator that choose it, numbers and booleans as text.
    pub tags: Vec<DocumentText>,
    /// Every other value of the discriminator chooses it too (`defaultMapping`).
    pub is_default: bool,
    /// Its description.
    pub docs: Docs,
}

impl Variant {
    /// Whether this value of the discriminator chooses it.
    pub fn has_tag(&self, tag: &Value) -> bool {
        let text = match tag {
            Value::String(text) => Cow::Borrowed(text.as_str()),
            other => Cow::Owned(other.to_string()),
        };
        self.is_default || self.tags.iter().any(|known| *known == *text)
    }

    /// The first value that chooses it: a number or boolean if `usual` is one, otherwise a string.
    #[allow(
        clippy::disallowed_methods,
        reason = "the result is a value of the document"
    )]
    pub fn tag(&self, usual: Option<&Value>) -> Option<Value> {
        let text = self.tags.first()?.untrusted();
        let is_other = usual.is_some_and(|usual| usual.is_number() || usual.is_boolean());
        let other = is_other.then(|| serde_json::from_str(text).ok()).flatten();
        Some(other.unwrap_or_else(|| text.into()))
    }
}

/// The property that tells the variants of a union apart (Discriminator Object).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discriminator {
    /// Its name on the wire.
    pub property: DocumentText,
}

/// A string pattern as a sequence of repeated character sets: the subset of ECMA-262 that can be
/// decided in one pass without backtracking. Anchored at both ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The expression as the document spells it.
    pub expression: DocumentText,
    /// One after the other.
    pub pieces: Vec<Piece>,
}

/// A character set, repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Inclusive ranges, in order, without overlap.
    pub ranges: Vec<(char, char)>,
    /// At least so many.
    pub min: u32,
    /// At most so many; none for any number.
    pub max: Option<u32>,
}
