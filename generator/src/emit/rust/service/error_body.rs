//! The places of the reason and of other required properties in a declared error body.

#![allow(
    clippy::disallowed_methods,
    reason = "texts are compared, or become JSON, which becomes a literal"
)]

use super::checks;
use crate::examples;
use crate::ir::{
    Api, Enum, ErrorResponse, Field, IntegerFormat, Limits, NumberFormat, Presence, Rest, Scalar,
    Shape, StatusMatch, Struct, TextFormat, Type, Union,
};
use crate::lower::error_names::{REASONS, STATUSES};
use crate::text::DocumentText;
use crate::words;
use serde_json::{Number, Value};
use std::cell::Cell;

/// Properties that hold an error, where the body is an envelope.
const ENVELOPES: [&str; 4] = ["error", "errors", "fault", "problem"];

/// Types that are within each other.
const DEPTH: usize = 6;

/// Types that are looked at for one error. Those of real documents need a hundredth.
const TYPES: usize = 2_000;

/// Elements of an array that requires some.
const ELEMENTS: u64 = 10;

/// Characters of a reason: of a text that takes fewer it would be hard to understand.
const REASON: u64 = 20;

/// Characters of a reason in a text without a limit.
const LONGEST: usize = 2_000;

/// The text of an error body.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ErrorText {
    pub media_type: DocumentText,
    pub pieces: Vec<Piece>,
}

/// A part of it, as the runtime has them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece {
    Text(DocumentText),
    Reason,
    JsonReason(usize),
    Status,
    JsonStatus,
    Title,
    Code,
    Now,
    Errors,
}

/// The body of a declared error; none where it has no place for a reason, or where it requires
/// something of which no value is known.
pub(super) fn of(api: &Api, error: &ErrorResponse) -> Option<ErrorText> {
    let (media_type, ty) = (error.media_type.as_ref()?, error.body.as_ref()?);
    let essence = media_type
        .untrusted()
        .split(';')
        .next()
        .unwrap_or_default()
        .trim();
    if error.text {
        // Of other text, such as HTML, nobody knows what it has to look like.
        return essence
            .eq_ignore_ascii_case("text/plain")
            .then(|| ErrorText {
                media_type: media_type.clone(),
                pieces: vec![Piece::Reason],
            });
    }
    let maker = TemplateBuilder {
        api,
        status: error.status,
        problem: error.problem,
        left: Cell::new(TYPES),
    };
    let mut written = Written::default();
    maker.root(ty)?.write(&mut written);
    let media_type = match essence.contains('*') {
        true => "application/json".into(),
        false => media_type.clone(),
    };
    Some(ErrorText {
        media_type,
        pieces: written.finish(),
    })
}

/// A value that is put together.
#[derive(Clone, Debug)]
enum Node {
    Value(Value),
    Piece(Piece),
    Object(Vec<(String, Node)>),
    Array(Vec<Node>),
}

impl Node {
    fn has_reason(&self) -> bool {
        match self {
            Self::Value(_) => false,
            Self::Piece(piece) => matches!(piece, Piece::JsonReason(_)),
            Self::Object(properties) => {
                properties.iter().any(|(_, property)| property.has_reason())
            }
            Self::Array(elements) => elements.iter().any(Self::has_reason),
        }
    }

    fn write(&self, to: &mut Written) {
        match self {
            Self::Value(value) => to.text.push_str(&value.to_string()),
            Self::Piece(piece) => to.push(piece.clone()),
            Self::Object(properties) => {
                to.text.push('{');
                for (index, (name, property)) in properties.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    let name = Value::from(name.as_str());
                    to.text.push_str(&format!("{comma}{name}:"));
                    property.write(to);
                }
                to.text.push('}');
            }
            Self::Array(elements) => {
                to.text.push('[');
                for (index, element) in elements.iter().enumerate() {
                    if index > 0 {
                        to.text.push(',');
                    }
                    element.write(to);
                }
                to.text.push(']');
            }
        }
    }
}

/// Pieces that are being written.
#[derive(Default)]
struct Written {
    pieces: Vec<Piece>,
    /// The text behind them.
    text: String,
}

impl Written {
    fn push(&mut self, piece: Piece) {
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() {
            self.pieces.push(Piece::Text(text.into()));
        }
        self.pieces.push(piece);
    }

    fn finish(mut self) -> Vec<Piece> {
        if !self.text.is_empty() {
            self.pieces.push(Piece::Text(self.text.into()));
        }
        self.pieces
    }
}

struct TemplateBuilder<'a> {
    api: &'a Api,
    status: StatusMatch,
    problem: bool,
    /// Types that may still be looked at.
    left: Cell<usize>,
}

impl TemplateBuilder<'_> {
    /// The depth within a type; none where it is too deep, or where too much was looked at.
    fn within(&self, depth: usize) -> Option<usize> {
        self.left.set(self.left.get().checked_sub(1)?);
        depth.checked_sub(1)
    }

    fn root(&self, ty: &Type) -> Option<Node> {
        match self.api.resolve(ty) {
            // Anything fits.
            Type::Any => Some(Node::Object(self.standard(&[]))),
            ty => self.reason(ty, None, DEPTH),
        }
    }

    /// The fields of problem details (RFC 9457) that a schema does not declare.
    fn standard(&self, declared: &[Field]) -> Vec<(String, Node)> {
        let standard = [
            ("title", Piece::Title),
            ("status", Piece::Status),
            ("detail", Piece::JsonReason(LONGEST)),
            ("errors", Piece::Errors),
        ];
        let known = |name: &str| declared.iter().any(|field| field.name == name);
        let others = standard.into_iter().filter(|(name, _)| !known(name));
        others
            .map(|(name, piece)| (name.to_owned(), Node::Piece(piece)))
            .collect()
    }

    /// A value that says the reason.
    fn reason(&self, ty: &Type, own: Option<&Limits>, depth: usize) -> Option<Node> {
        let depth = self.within(depth)?;
        let node = match self.api.resolve(ty) {
            Type::Scalar(Scalar::Text(TextFormat::Plain)) => {
                let room = room(&checks::all(self.api, own, ty))?;
                Node::Piece(Piece::JsonReason(room))
            }
            Type::Any => Node::Piece(Piece::JsonReason(LONGEST)),
            Type::Map(inner) => {
                let inner = self.reason(inner, None, depth)?;
                Node::Object(vec![("message".to_owned(), inner)])
            }
            Type::List(inner) => {
                let least = least_items(&checks::all(self.api, own, ty))?;
                let inner = self.reason(inner, None, depth)?;
                match least {
                    0 | 1 => Node::Array(vec![inner]),
                    _ => return None,
                }
            }
            Type::Nullable(inner) => self.reason(inner, own, depth)?,
            Type::Named(id) => match &self.api.get(*id)?.shape {
                Shape::Struct(object) => self.object(object, depth)?,
                Shape::Union(union) => self.variant(union, &|ty| self.reason(ty, None, depth))?,
                Shape::Enum(_) | Shape::Pattern(_) | Shape::Alias(_) => return None,
            },
            Type::Scalar(_) | Type::Tuple(_) | Type::Foreign(_) => return None,
        };
        node.has_reason().then_some(node)
    }

    /// A value of a type.
    fn value(&self, ty: &Type, own: Option<&Limits>, depth: usize) -> Option<Node> {
        let depth = self.within(depth)?;
        let limits = checks::all(self.api, own, ty);
        let literal = |text: &str| Some(Node::Value(text.into()));
        match self.api.resolve(ty) {
            Type::Scalar(scalar) => match scalar {
                Scalar::Null => Some(Node::Value(Value::Null)),
                Scalar::Boolean => Some(Node::Value(false.into())),
                Scalar::Integer(format) => self.integer(*format, &limits),
                Scalar::Number(NumberFormat::F64 | NumberFormat::Decimal) => {
                    self.integer(IntegerFormat::I64, &limits)
                }
                Scalar::Text(TextFormat::Plain) => code(&limits),
                Scalar::Text(TextFormat::DateTime) => Some(Node::Piece(Piece::Now)),
                Scalar::Text(TextFormat::Date) => literal("1970-01-01"),
                Scalar::Text(TextFormat::Time) => literal("00:00:00Z"),
                Scalar::Text(TextFormat::Duration) => literal("PT0S"),
                Scalar::Text(TextFormat::Integer) => literal("0"),
                Scalar::Text(TextFormat::HttpDate) => literal("Thu, 01 Jan 1970 00:00:00 GMT"),
                Scalar::Text(TextFormat::Base64) => literal(""),
                Scalar::Text(TextFormat::Binary) => None,
            },
            Type::Any | Type::Nullable(_) => Some(Node::Value(Value::Null)),
            Type::Map(_) => Some(Node::Object(Vec::new())),
            Type::List(inner) => {
                let least = least_items(&limits)?;
                // Errors one by one.
                if let Type::Named(_) = self.not_null(inner)
                    && let Some(node) = self.reason(ty, own, depth)
                {
                    return Some(node);
                }
                let element = self.value(inner, None, depth);
                let elements = (0..least).map(|_| element.clone());
                Some(Node::Array(elements.collect::<Option<_>>()?))
            }
            Type::Tuple(items) => {
                let items = items.iter().map(|item| self.value(item, None, depth));
                Some(Node::Array(items.collect::<Option<_>>()?))
            }
            Type::Foreign(_) => None,
            Type::Named(id) => match &self.api.get(*id)?.shape {
                Shape::Struct(object) => self.object(object, depth),
                Shape::Union(union) => self.variant(union, &|ty| self.value(ty, None, depth)),
                Shape::Enum(listed) => Some(Node::Value(self.listed(listed)?)),
                Shape::Pattern(pattern) => literal(&examples::of_pattern(pattern)?),
                Shape::Alias(_) => None,
            },
        }
    }

    /// The first variant of which `make` makes a value.
    fn variant(&self, union: &Union, make: &dyn Fn(&Type) -> Option<Node>) -> Option<Node> {
        let mut variants = union.variants.iter();
        variants.find_map(|variant| {
            let mut node = make(&variant.ty)?;
            if let Some(discriminator) = &union.discriminator {
                let Node::Object(properties) = &mut node else {
                    return None;
                };
                let name = discriminator.property.untrusted();
                let known = properties.iter_mut().find(|(known, _)| known == name);
                let usual = match &known {
                    Some((_, Node::Value(value))) => Some(value),
                    _ => None,
                };
                match (variant.tag(usual), known) {
                    (Some(tag), Some((_, entry))) => *entry = Node::Value(tag),
                    (Some(tag), None) => properties.push((name.to_owned(), Node::Value(tag))),
                    (None, _) if variant.is_default => {}
                    (None, _) => return None,
                }
            }
            Some(node)
        })
    }

    /// An object with what it requires, the status, and the reason where there is a place for it.
    fn object(&self, object: &Struct, depth: usize) -> Option<Node> {
        let depth = self.within(depth)?;
        let fields = object.fields.iter().filter(|field| !field.write_only);
        let fields: Vec<&Field> = fields.collect();
        let is_open = match &object.rest {
            Rest::Ignored => true,
            Rest::Closed => false,
            Rest::Kept(ty) => matches!(self.api.resolve(ty), Type::Any),
        };
        let standard = match self.problem && is_open {
            true => self.standard(&object.fields),
            false => Vec::new(),
        };
        let said = |name: &str| standard.iter().any(|(known, _)| known == name);
        let reason = self.reason_field(&fields, said("detail"), depth);
        let mut properties = Vec::new();
        for (index, field) in fields.into_iter().enumerate() {
            let of_reason = reason.as_ref().filter(|(place, _)| *place == index);
            let node = match of_reason {
                Some((_, node)) => node.clone(),
                None => match self.property(field, depth)? {
                    Some(node) => node,
                    None => continue,
                },
            };
            properties.push((field.name.untrusted().to_owned(), node));
        }
        properties.extend(standard);
        Some(Node::Object(properties))
    }

    /// The field that says the reason, and its value: text before objects that hold the text.
    /// `otherwise`: the reason stands elsewhere, so that a title is one.
    fn reason_field(
        &self,
        fields: &[&Field],
        otherwise: bool,
        depth: usize,
    ) -> Option<(usize, Node)> {
        let is_text = |field: &Field| {
            let text = Type::Scalar(Scalar::Text(TextFormat::Plain));
            self.not_null(&field.ty) == &text || matches!(self.not_null(&field.ty), Type::Any)
        };
        let of = |(place, field): (usize, &&Field)| {
            let node = self.reason(&field.ty, Some(&field.limits), depth)?;
            Some((place, node))
        };
        let named = |wanted: &str| {
            let mut named = fields.iter().enumerate();
            let named = named.find(|(_, field)| field.name == wanted && is_text(field));
            named.and_then(of)
        };
        let names = REASONS
            .iter()
            .filter(|name| !(otherwise && **name == "title"));
        let text = names.copied().find_map(named);
        if text.is_some() || otherwise {
            return text;
        }
        let rank = |field: &Field| {
            let envelope = ENVELOPES.iter().position(|name| field.name == *name);
            (
                field.presence.is_optional(),
                envelope.unwrap_or(ENVELOPES.len()),
            )
        };
        let mut inner: Vec<(usize, &&Field)> = fields.iter().enumerate().collect();
        inner.retain(|(_, field)| !is_text(field));
        inner.sort_by_key(|(_, field)| rank(field));
        inner.into_iter().find_map(of)
    }

    /// A field that does not say the reason; `Some(None)` where it is left out.
    #[allow(
        clippy::option_option,
        reason = "there may be no value of what is required"
    )]
    fn property(&self, field: &Field, depth: usize) -> Option<Option<Node>> {
        let name = field.name.untrusted();
        let limits = checks::all(self.api, Some(&field.limits), &field.ty);
        let required = matches!(field.presence, Presence::Required);
        if STATUSES.contains(&name) || (required && name == "code") {
            let piece = match self.not_null(&field.ty) {
                Type::Scalar(Scalar::Integer(format)) if self.holds_status(*format, &limits) => {
                    Some(Piece::Status)
                }
                Type::Scalar(Scalar::Number(_))
                    if self.holds_status(IntegerFormat::I64, &limits) =>
                {
                    Some(Piece::Status)
                }
                Type::Scalar(Scalar::Text(TextFormat::Plain)) if name != "code" => {
                    room_of(&limits, 3, 3).then_some(Piece::JsonStatus)
                }
                _ => None,
            };
            if let Some(piece) = piece {
                return Some(Some(Node::Piece(piece)));
            }
        }
        if self.problem && name == "title" && room_of(&limits, 4, 40) {
            return Some(Some(Node::Piece(Piece::Title)));
        }
        match field.presence {
            Presence::Required => match &field.default {
                Some(default) => Some(Some(Node::Value(default.untrusted().clone()))),
                None => self.value(&field.ty, Some(&field.limits), depth).map(Some),
            },
            Presence::RequiredNullable => Some(Some(Node::Value(Value::Null))),
            Presence::Optional | Presence::OptionalNullable => Some(None),
        }
    }

    fn not_null<'t>(&'t self, ty: &'t Type) -> &'t Type {
        match self.api.resolve(ty) {
            Type::Nullable(inner) => self.api.resolve(inner),
            ty => ty,
        }
    }

    /// Whether every status that is meant is an integer of this format, within these limits.
    fn holds_status(&self, format: IntegerFormat, limits: &[&Limits]) -> bool {
        let (least, most) = match self.status {
            StatusMatch::Code(code) => (code, code),
            StatusMatch::Range(digit) => (u16::from(digit) * 100, u16::from(digit) * 100 + 99),
            StatusMatch::Default => (400, 599),
        };
        !matches!(format, IntegerFormat::I8 | IntegerFormat::U8)
            && [least, most]
                .iter()
                .all(|status| is_within(f64::from(*status), limits))
    }

    /// The whole number next to zero within limits.
    fn integer(&self, format: IntegerFormat, limits: &[&Limits]) -> Option<Node> {
        if self.holds_status(format, limits) {
            return Some(Node::Piece(Piece::Status));
        }
        let bounds = limits.iter().flat_map(|limits| {
            let both = [limits.minimum.as_ref(), limits.maximum.as_ref()];
            both.into_iter().flatten()
        });
        let near = bounds.filter_map(|(text, _)| text.as_f64());
        let near = near.flat_map(|bound| [bound.ceil(), bound.floor() + 1.0, bound.ceil() - 1.0]);
        let mut all: Vec<f64> = [0.0].into_iter().chain(near).collect();
        all.sort_by(|one, other| one.abs().total_cmp(&other.abs()));
        let found = all.into_iter().find(|number| is_within(*number, limits))?;
        #[allow(clippy::cast_possible_truncation, reason = "larger ones are not taken")]
        let whole = (found.abs() < 1e9).then_some(found as i64)?;
        Some(Node::Value(Value::Number(Number::from(whole))))
    }

    /// The value of an enum that says most of the status, or else the first.
    fn listed(&self, listed: &Enum) -> Option<Value> {
        let words = self.words();
        let score = |value: &Value| match value {
            Value::String(text) => {
                let said = words::case::words(text);
                words
                    .iter()
                    .filter(|word| said.iter().any(|it| it == *word))
                    .count()
            }
            Value::Number(number) => usize::from(
                self.status_code()
                    .is_some_and(|code| number.as_u64() == Some(code)),
            ),
            _ => 0,
        };
        let values = listed.values.iter().map(|value| value.value.untrusted());
        // The first of several that say as much.
        let best = values.rev().max_by_key(|value| score(value))?;
        Some(best.clone())
    }

    fn status_code(&self) -> Option<u64> {
        match self.status {
            StatusMatch::Code(code) => Some(code.into()),
            StatusMatch::Range(digit) => Some(u64::from(digit) * 100),
            StatusMatch::Default => Some(400),
        }
    }

    /// The enum values that stand for a status.
    fn words(&self) -> &'static [&'static str] {
        match self.status_code() {
            Some(401) => &["unauthorized", "unauthenticated", "authentication"],
            Some(403) => &["forbidden", "permission", "denied"],
            Some(404) => &["not", "found"],
            Some(405) => &["method", "not", "allowed"],
            Some(406) => &["not", "acceptable"],
            Some(413) => &["too", "large"],
            Some(415) => &["unsupported", "media", "type"],
            Some(501) => &["not", "implemented"],
            Some(500..) => &["internal", "server", "unknown"],
            _ => &["bad", "request", "invalid", "validation", "malformed"],
        }
    }
}

/// The maximum length of a reason in a text; `None` if it needs another format.
fn room(limits: &[&Limits]) -> Option<usize> {
    let room = limits.iter().filter_map(|limits| limits.max_length).min();
    let room = room.map_or(LONGEST, |room| usize::try_from(room).unwrap_or(LONGEST));
    room_of(limits, 1, REASON).then_some(room.min(LONGEST))
}

/// Whether a text may have from `least` to `most` characters of any kind.
fn room_of(limits: &[&Limits], least: u64, most: u64) -> bool {
    limits.iter().all(|limits| {
        limits.pattern.is_none()
            && limits.format.is_none()
            && limits.min_length.is_none_or(|length| length <= least)
            && limits.max_length.is_none_or(|length| length >= most)
    })
}

/// A text: what the status is called, as codes are written, or a value of its format.
fn code(limits: &[&Limits]) -> Option<Node> {
    // Such as `gone` and `request_header_fields_too_large`.
    if room_of(limits, 4, 31) {
        return Some(Node::Piece(Piece::Code));
    }
    if limits.iter().any(|limits| limits.pattern.is_some()) {
        return None;
    }
    let formats = limits.iter().filter_map(|limits| limits.format.as_ref());
    let mut formats = formats.map(DocumentText::untrusted);
    let text = match formats.next_back() {
        Some("uri" | "url" | "uri-reference" | "iri") => "about:blank",
        Some("uuid") => "00000000-0000-0000-0000-000000000000",
        Some("email") => "nobody@example.com",
        Some("hostname") => "example.com",
        Some("ipv4") => "0.0.0.0",
        Some("ipv6") => "::",
        _ => "error",
    };
    let least = limits.iter().filter_map(|limits| limits.min_length).max();
    let most = limits.iter().filter_map(|limits| limits.max_length).min();
    let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
    let fits = least.is_none_or(|least| length >= least) && most.is_none_or(|most| length <= most);
    let text = match (fits, text) {
        (true, text) => text.to_owned(),
        (false, "error") => {
            let wanted = least.unwrap_or(0).min(200);
            "x".repeat(usize::try_from(wanted).unwrap_or_default())
        }
        (false, _) => return None,
    };
    Some(Node::Value(text.into()))
}

fn least_items(limits: &[&Limits]) -> Option<u64> {
    let least = limits.iter().filter_map(|limits| limits.min_items).max();
    let least = least.unwrap_or(0);
    let distinct = limits.iter().any(|limits| limits.unique_items);
    (least <= if distinct { 1 } else { ELEMENTS }).then_some(least)
}

fn is_within(number: f64, limits: &[&Limits]) -> bool {
    limits.iter().all(|limits| {
        let above = limits.minimum.as_ref().is_none_or(|(text, excluded)| {
            text.as_f64()
                .is_none_or(|least| number > least || (number == least && !excluded))
        });
        let below = limits.maximum.as_ref().is_none_or(|(text, excluded)| {
            text.as_f64()
                .is_none_or(|most| number < most || (number == most && !excluded))
        });
        let step = limits.multiple_of.as_ref().and_then(DocumentText::as_f64);
        let step = step.filter(|step| *step > 0.0);
        above && below && step.is_none_or(|step| (number / step).fract() == 0.0)
    })
}

/// The media type and the text of an error as a server writes it.
pub fn sample_error(api: &Api, error: &ErrorResponse) -> Option<(String, String)> {
    let body = of(api, error)?;
    let status = match error.status {
        StatusMatch::Code(code) => code,
        StatusMatch::Range(digit) => u16::from(digit) * 100,
        StatusMatch::Default => 400,
    };
    let reason = "the reason is that something of the request is not as described";
    let pieces = body.pieces.iter().map(|piece| match piece {
        Piece::Text(text) => text.untrusted().to_owned(),
        Piece::Reason => reason.to_owned(),
        Piece::JsonReason(most) => {
            let text: String = reason.chars().take(*most).collect();
            Value::from(text).to_string()
        }
        Piece::Status => status.to_string(),
        Piece::JsonStatus => format!("\"{status}\""),
        Piece::Title => "\"Bad Request\"".to_owned(),
        Piece::Code => "\"bad_request\"".to_owned(),
        Piece::Now => "\"2026-11-30T12:00:00Z\"".to_owned(),
        Piece::Errors => "[]".to_owned(),
    });
    Some((body.media_type.untrusted().to_owned(), pieces.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ApiConfig;
    use crate::diagnostic::Report;
    use crate::{check, lower, upgrade};
    use serde_json::json;

    /// The text of a refusal for which a component is declared.
    fn of_component(name: &str, component: &Value) -> String {
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        sampled(
            "400",
            "application/json",
            &schema,
            &json!({ name: component }),
        )
    }

    /// The text of a refusal with a status for which `schema` is declared.
    fn written(status: &str, media_type: &str, schema: Value) -> String {
        let components = json!({
            "Self": {"type": "object", "required": ["message", "of"], "properties": {
                "message": {"type": "string"}, "of": {"$ref": "#/components/schemas/Self"}}},
            "Other": {"type": "object", "required": ["kind"], "properties": {
                "kind": {"type": "string"}, "size": {"type": "integer"}}},
            "Fault": {"type": "object", "required": ["kind", "text"], "properties": {
                "kind": {"type": "string"}, "text": {"type": "string"}}},
        });
        sampled(status, media_type, &schema, &components)
    }

    fn sampled(status: &str, media_type: &str, schema: &Value, components: &Value) -> String {
        let tree = json!({
            "openapi": "3.0.3",
            "info": { "title": "T", "version": "1" },
            "servers": [{ "url": "https://one.example" }],
            "paths": { "/a": { "get": {
                "operationId": "get",
                "responses": {
                    "204": { "description": "" },
                    status: { "description": "", "content": { media_type: { "schema": schema } } },
                },
            } } },
            "components": { "schemas": components },
        });
        let mut report = Report::new();
        let upgraded = upgrade::upgrade(tree, &mut report).unwrap();
        let document = check::check(upgraded.tree, &mut report).unwrap();
        let api = lower::lower(&document, &ApiConfig::default(), &mut report);
        let error = &api.operations[0].errors[0];
        let reason = "the reason is that something of the request is not as described";
        match sample_error(&api, error) {
            Some((_, text)) => text.replace(reason, "REASON"),
            None => "none".to_owned(),
        }
    }

    fn object(required: &[&str], properties: Value) -> Value {
        json!({"type": "object", "required": required, "properties": properties})
    }

    #[test]
    fn the_reason_stands_where_errors_have_it() {
        let text = || json!({"type": "string"});
        for (status, schema, expected) in [
            ("400", text(), r#""REASON""#),
            (
                "400",
                object(&[], json!({"message": text()})),
                r#"{"message":"REASON"}"#,
            ),
            (
                "default",
                object(
                    &["code", "message"],
                    json!({"code": {"type": "integer", "format": "int32"}, "message": text()}),
                ),
                r#"{"code":400,"message":"REASON"}"#,
            ),
            (
                "401",
                object(
                    &["error"],
                    json!({"error": text(), "error_description": text()}),
                ),
                r#"{"error":"bad_request","error_description":"REASON"}"#,
            ),
            (
                "4XX",
                object(
                    &["error"],
                    json!({"id": text(), "error": object(&["reason", "status"], json!({"reason": text(), "status": text()}))}),
                ),
                r#"{"error":{"reason":"REASON","status":"400"}}"#,
            ),
            (
                "400",
                object(
                    &["errors"],
                    json!({"errors": {"type": "array", "minItems": 1, "items": object(&["title", "at", "hints"], json!({
                    "title": text(), "at": {"type": "string", "format": "date-time"}, "hints": {"type": "array", "items": text()}}))}}),
                ),
                r#"{"errors":[{"title":"REASON","at":"2026-11-30T12:00:00Z","hints":[]}]}"#,
            ),
            (
                "403",
                object(
                    &["code", "message"],
                    json!({"code": {"type": "string", "enum": ["BadInput", "PermissionDenied"]}, "message": text()}),
                ),
                r#"{"code":"PermissionDenied","message":"REASON"}"#,
            ),
            (
                "400",
                object(
                    &["code", "message"],
                    json!({"code": {"type": "string", "enum": ["a", "b"]}, "message": text()}),
                ),
                r#"{"code":"a","message":"REASON"}"#,
            ),
            (
                "400",
                json!({"oneOf": [{"$ref": "#/components/schemas/Other"}, {"$ref": "#/components/schemas/Fault"}],
                    "discriminator": {"propertyName": "kind"}}),
                r#"{"kind":"Fault","text":"REASON"}"#,
            ),
            (
                "400",
                json!({"type": "object", "additionalProperties": text()}),
                r#"{"message":"REASON"}"#,
            ),
            (
                "400",
                object(
                    &["message", "n", "m", "s", "u", "x", "l", "b", "p"],
                    json!({
                    "message": text(), "n": {"type": "integer", "minimum": 7, "maximum": 9}, "m": {"type": "object"},
                    "s": {"type": "string", "maxLength": 4}, "u": {"type": "string", "format": "uri"},
                    "x": {"type": "string", "nullable": true}, "l": {"type": "array", "items": text(), "minItems": 2},
                    "b": {"type": "boolean"}, "p": {"type": "string", "pattern": "^[A-C]{2}[0-9]$"}}),
                ),
                r#"{"message":"REASON","n":7,"m":{},"s":"","u":"about:blank","x":null,"l":["bad_request","bad_request"],"b":false,"p":"AA0"}"#,
            ),
            (
                "400",
                json!({}),
                r#"{"title":"Bad Request","status":400,"detail":"REASON","errors":[]}"#,
            ),
        ] {
            assert_eq!(
                written(status, "application/json", schema.clone()),
                expected,
                "{schema}"
            );
        }
    }

    #[test]
    fn what_has_no_place_for_a_reason_is_left_out() {
        let text = || json!({"type": "string"});
        for schema in [
            json!({"type": "integer"}),
            object(&[], json!({"id": text(), "size": {"type": "integer"}})),
            object(&[], json!({"message": {"type": "string", "maxLength": 5}})),
            object(&[], json!({"message": {"type": "string", "enum": ["a"]}})),
            object(&[], json!({"message": {"type": "string", "format": "uri"}})),
            object(
                &["message", "id"],
                json!({"message": text(), "id": {"type": "string", "pattern": "^(?!x).+$"}}),
            ),
            json!({"$ref": "#/components/schemas/Self"}),
        ] {
            assert_eq!(
                written("400", "application/json", schema.clone()),
                "none",
                "{schema}"
            );
        }
        assert_eq!(written("400", "text/html", text()), "none");
        assert_eq!(written("400", "text/plain", text()), "REASON");
    }

    /// Types that hold each other in many ways.
    #[test]
    fn no_schema_takes_long() {
        let mut properties = serde_json::Map::new();
        for number in 0..40 {
            let own = json!({"$ref": "#/components/schemas/Endless"});
            properties.insert(format!("m{number}"), own);
        }
        let endless = json!({"type": "object", "properties": properties});
        assert_eq!(of_component("Endless", &endless), "none");
        let variants = vec![json!({"$ref": "#/components/schemas/Endless"}); 40];
        let endless = json!({"type": "object", "properties": {"a": {"oneOf": variants}}});
        assert_eq!(of_component("Endless", &endless), "none");
    }

    #[test]
    fn problem_details_have_what_is_not_declared_of_them() {
        let problem = |schema| written("400", "application/problem+json", schema);
        let title = json!({"title": {"type": "string"}});
        assert_eq!(
            problem(object(&[], title.clone())),
            r#"{"title":"Bad Request","status":400,"detail":"REASON","errors":[]}"#
        );
        let mut closed = object(&[], title);
        closed["additionalProperties"] = false.into();
        assert_eq!(problem(closed), r#"{"title":"REASON"}"#);
    }
}
