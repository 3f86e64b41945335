//! What is sent? (Request Body Object.)

use super::context::{InlineName, Lowering};
use super::docs::{described, example};
use super::operation::Unbound;
use super::schema::Site;
use crate::diagnostic::{Code, Pointer};
use crate::ir::{Body, Docs, FormField, Framing, OtherBody, Payload, Scalar, TextFormat, Type};
use crate::openapi::canonical::OF_ITEMS;
use crate::openapi::media_type::{Family, family, first_of, framing, is_range, preferred};
use crate::text::DocumentText;
use openapiv3::{Content, MediaType, ReferenceOr, RequestBody};
use serde_json::Value;
use std::collections::BTreeSet;

impl<'d> Lowering<'d> {
    /// The body of an operation.
    pub(super) fn body(
        &mut self,
        body: &'d ReferenceOr<RequestBody>,
        pointer: &Pointer,
        way: &InlineName,
    ) -> Result<Option<Body>, Unbound> {
        let Some((body, pointer)) = self.references.body(body, pointer) else {
            return Err(Unbound::new(
                Code::DanglingRef,
                "its request body leads nowhere",
                pointer,
            ));
        };
        let Some((name, media_type, kind)) = preferred(&body.content) else {
            return Ok(None);
        };
        let content = pointer.child("content");
        let (mut name, at) = (name, content.child(name));
        let mut payload = match kind {
            Family::Multipart => self.multipart(media_type, &at, way),
            Family::Form => self.form(media_type, &at, way),
            _ => self.sent(name, media_type, &at, way.step("body")),
        };
        if self.has_file(&payload)
            && let Some((parts, media_type)) = first_of(&body.content, Family::Multipart)
        {
            name = parts;
            payload = self.multipart(media_type, &content.child(parts), way);
        }
        let shown = body.content.get(name);
        let (others, unoffered) = match &payload {
            // Their properties are arguments of the operation, beside which an argument for the whole
            // body would be a second way to say the same.
            Payload::Form(_) | Payload::Multipart(_) => {
                self.unsendable(&content.child(name));
                let rest = body.content.keys().filter(|other| *other != name);
                (Vec::new(), rest.map(DocumentText::from).collect())
            }
            _ => {
                let others = self.others(name, &payload, &body.content, &content, way);
                let offered = others.iter().map(|other| other.media_type.untrusted());
                let offered: BTreeSet<&str> = offered.collect();
                let is_offered = |media_type: &String| {
                    media_type == name
                        || (payload == Payload::Ranged && is_alike(&body.content, name, media_type))
                        || family(media_type) == Family::Json
                        || offered.contains(media_type.as_str())
                };
                let rest = body.content.keys().filter(|other| !is_offered(other));
                let rest = rest.map(DocumentText::from).collect();
                (others, rest)
            }
        };
        let docs = Docs {
            example: shown.and_then(|it| example(it.example.as_ref(), &it.examples)),
            ..described(body.description.as_ref())
        };
        self.spend_on(&docs, None);
        let required = body.required || self.needs(&payload, &pointer);
        let media_type = match payload {
            Payload::Ranged => ranges(&body.content, name),
            _ => sent_as(name, &payload),
        };
        Ok(Some(Body {
            required,
            media_type: media_type.into(),
            payload,
            others,
            unoffered,
            docs,
        }))
    }

    /// Whether a form is required because its properties are: the document does not say whether the
    /// body is, and a body without them would be wrong.
    fn needs(&self, payload: &Payload, pointer: &Pointer) -> bool {
        let (Payload::Form(properties) | Payload::Multipart(properties)) = payload else {
            return false;
        };
        let said = self.references.raw(&pointer.child("required"));
        let required = |it: &FormField| !it.field.presence.is_optional();
        said.is_none_or(Value::is_null)
            && !self.config.optional_forms
            && properties.iter().any(required)
    }

    /// How content that is no form is sent.
    fn sent(
        &mut self,
        name: &str,
        media_type: &'d MediaType,
        pointer: &Pointer,
        way: InlineName,
    ) -> Payload {
        if let Some(framing @ (Framing::Lines | Framing::Sequence)) = framing(name)
            && let Some(item) = self.sent_item(media_type, framing, pointer, &way)
        {
            return Payload::Lines(item, framing);
        }
        match self.payload(name, media_type, pointer, way) {
            Payload::Binary | Payload::Text if is_range(name) => Payload::Ranged,
            payload => payload,
        }
    }

    /// The type of the items of a body that is a sequence of them. Where the schema is that of text, it
    /// describes the whole body.
    fn sent_item(
        &mut self,
        media_type: &'d MediaType,
        framing: Framing,
        pointer: &Pointer,
        way: &InlineName,
    ) -> Option<Type> {
        media_type.schema.as_ref()?;
        let of_items = media_type.extensions.contains_key(OF_ITEMS);
        let at = self.item_schema(pointer.child("schema"), framing, of_items)?;
        let (_, schema) = self.references.behind(&at)?;
        if !of_items && schema.get("type").is_some_and(|kind| kind == "string") {
            return None;
        }
        let schema = self.references.schema(&at)?;
        let ty = self.schema(&Site::new(schema, at), way.step("item"));
        self.drain();
        Some(ty.into_type())
    }

    /// The alternatives of the default content, as far as they differ: another schema, files, or a
    /// kind of patch, which only the media type tells.
    fn others(
        &mut self,
        usual: &str,
        payload: &Payload,
        contents: &'d Content,
        pointer: &Pointer,
        way: &InlineName,
    ) -> Vec<OtherBody> {
        let of_usual = contents.get(usual).and_then(|it| it.schema.as_ref());
        let mut others = Vec::new();
        for (name, media_type) in contents.iter().filter(|(name, _)| *name != usual) {
            let at = pointer.child(name);
            let schema = media_type.schema.as_ref();
            let same = schema == of_usual && family(usual) == Family::Json;
            let way = || way.step(name).step("body");
            let other = match (family(name), payload) {
                _ if !name.contains('/') => continue,
                _ if is_range(name) && family(name) == Family::Json => continue,
                _ if is_range(name) && same && schema.is_some() => continue,
                (_, Payload::Ranged) if is_alike(contents, usual, name) => continue,
                (Family::Json | Family::Form, Payload::Json(ty))
                    if same && (family(name) == Family::Form || is_patch(name)) =>
                {
                    match family(name) {
                        Family::Form => {
                            Payload::WholeForm(ty.clone(), self.encodings(media_type, &at))
                        }
                        _ => Payload::Json(ty.clone()),
                    }
                }
                (Family::Text, _) if same && is_patch(name) => Payload::Text,
                (Family::Multipart, _) => match self.multipart(media_type, &at, &way()) {
                    Payload::Multipart(parts) if same && !self.have_files(&parts) => continue,
                    Payload::Multipart(parts) if self.undeclared(&at).is_none() => {
                        Payload::Multipart(parts)
                    }
                    _ => Payload::Parts,
                },
                // Text that says the same as JSON, such as XML.
                (Family::Json | Family::Text, _) if same => continue,
                (Family::Form, _) => {
                    let ty = self.payload_of_form(media_type, &at, way());
                    let encodings = self.encodings(media_type, &at);
                    Payload::WholeForm(ty.unwrap_or(Type::Any), encodings)
                }
                _ => self.sent(name, media_type, &at, way()),
            };
            let is_sendable = other == Payload::Ranged || !is_range(name);
            if !is_sendable {
                continue;
            }
            others.push(OtherBody {
                media_type: name.into(),
                payload: other,
            });
        }
        others
    }

    fn payload_of_form(
        &mut self,
        media_type: &'d MediaType,
        pointer: &Pointer,
        way: InlineName,
    ) -> Option<Type> {
        let schema = media_type.schema.as_ref()?;
        let ty = self.schema(&Site::new(schema, pointer.child("schema")), way);
        self.drain();
        Some(ty.into_type())
    }

    /// How content that is no form is written or read.
    pub(super) fn payload(
        &mut self,
        name: &str,
        media_type: &'d MediaType,
        pointer: &Pointer,
        way: InlineName,
    ) -> Payload {
        let schema = media_type.schema.as_ref();
        let typed = |lowering: &mut Self, way: InlineName| match schema {
            Some(schema) => {
                let site = Site::new(schema, pointer.child("schema"));
                lowering.schema(&site, way).into_type()
            }
            None => Type::Any,
        };
        match family(name) {
            Family::Json => Payload::Json(typed(self, way)),
            Family::Text | Family::Form => Payload::Text,
            Family::Binary | Family::Multipart => Payload::Binary,
            Family::Any if schema.is_none() => Payload::Binary,
            Family::Any => {
                let ty = typed(self, way);
                self.drain();
                match self.resolved(&ty) {
                    Type::Scalar(Scalar::Text(TextFormat::Binary)) => Payload::Binary,
                    // A string that is sent as anything is sent unchanged.
                    Type::Scalar(Scalar::Text(_)) => Payload::Text,
                    _ => Payload::Json(ty),
                }
            }
        }
    }
}

/// Whether a media type tells how a resource is changed (RFC 5789).
fn is_patch(media_type: &str) -> bool {
    media_type.contains("patch")
}

/// Whether a range is sent as the range `usual` is: bytes or text of the same schema.
fn is_alike(contents: &Content, usual: &str, name: &str) -> bool {
    let schema = |name: &str| contents.get(name).map(|it| &it.schema);
    is_range(name) && family(name) == family(usual) && schema(name) == schema(usual)
}

/// The ranges that a body can be of: the first, and those alike.
fn ranges(contents: &Content, first: &str) -> String {
    let others = contents.keys().filter(|name| *name != first);
    let alike = others.filter(|name| is_alike(contents, first, name));
    let all: Vec<&str> = std::iter::once(first)
        .chain(alike.map(String::as_str))
        .collect();
    all.join(", ")
}

/// A range such as `*/*` cannot be sent as a `Content-Type`.
fn sent_as(name: &str, payload: &Payload) -> String {
    if !name.contains('*') && name.contains('/') {
        return name.to_owned();
    }
    match payload {
        Payload::Json(_) => "application/json",
        Payload::Form(_) | Payload::WholeForm(..) => "application/x-www-form-urlencoded",
        Payload::Multipart(_) | Payload::Parts => "multipart/form-data",
        Payload::Text => "text/plain; charset=utf-8",
        Payload::Lines(..) => "application/jsonl",
        Payload::Binary | Payload::Ranged => "application/octet-stream",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use crate::ir::{Framing, Payload, Presence, Scalar, Type};
    use crate::lower::testing::{lowered, operation};

    #[test]
    fn what_says_something_else_can_be_sent_instead() {
        let others = |content: &str| {
            let operation = operation(&format!("requestBody: {{content: {{{content}}}}}"));
            let others = operation.body.unwrap().others.into_iter();
            let others = others.map(|other| match other.payload {
                Payload::Json(_) => format!("json {}", other.media_type.untrusted()),
                Payload::WholeForm(..) => "form".to_owned(),
                Payload::Parts => "parts".to_owned(),
                Payload::Multipart(parts) => format!("{} typed parts", parts.len()),
                Payload::Text => format!("text {}", other.media_type.untrusted()),
                Payload::Binary => format!("bytes {}", other.media_type.untrusted()),
                Payload::Ranged => format!("any {}", other.media_type.untrusted()),
                Payload::Lines(..) => format!("lines {}", other.media_type.untrusted()),
                other => panic!("{other:?}"),
            });
            others.collect::<Vec<_>>()
        };
        let same = "{schema: {type: object, properties: {a: {type: string}}}}";
        let file = "{schema: {properties: {a: {type: string, format: binary}}}}";
        let json = format!("application/json: {same}");
        let open = "{schema: {properties: {a: {type: string, format: binary}}, additionalProperties: true}}";
        for (content, expected) in [
            // As ASP.NET declares JSON, and what says the same.
            (
                format!("text/json: {same}, application/*+json: {same}, '*/*': {same}"),
                &[][..],
            ),
            (format!("application/xml: {same}, text/plain: {same}"), &[]),
            (format!("multipart/form-data: {same}"), &[]),
            (
                format!("application/x-www-form-urlencoded: {same}"),
                &["form"],
            ),
            (format!("multipart/form-data: {file}"), &["1 typed parts"]),
            (format!("multipart/form-data: {open}"), &["parts"]),
            (
                format!(
                    "application/merge-patch+json: {same}, application/apply-patch+yaml: {same}"
                ),
                &[
                    "json application/merge-patch+json",
                    "text application/apply-patch+yaml",
                ],
            ),
            (
                "application/vnd.b+json: {schema: {type: integer}}, text/csv: {}, image/png: {}"
                    .to_owned(),
                &[
                    "json application/vnd.b+json",
                    "text text/csv",
                    "bytes image/png",
                ],
            ),
        ] {
            assert_eq!(others(&format!("{json}, {content}")), expected, "{content}");
        }
        assert_eq!(others("image/png: {}, image/gif: {}"), ["bytes image/gif"]);
        assert_eq!(
            others("application/json: {}, 'image/*': {}"),
            ["any image/*"]
        );
        assert_eq!(others("image/png: {}, 'image/*': {}"), ["any image/*"]);
        assert_eq!(others("'audio/*': {}, 'video/*': {}"), [""; 0]);
    }

    #[test]
    fn unsupported_media_types_are_reported() {
        let form = operation(
            "requestBody: {content: {application/x-www-form-urlencoded: {schema: {properties: \
             {a: {type: string}}}}, text/csv: {}, application/octet-stream: {}}}",
        );
        let body = form.body.unwrap();
        assert!(matches!(body.payload, Payload::Form(_)), "{body:?}");
        assert_eq!(body.unoffered, ["text/csv", "application/octet-stream"]);

        let schema = "{schema: {type: object, properties: {a: {type: string}}}}";
        let mixed = operation(&format!(
            "requestBody: {{content: {{application/json: {schema}, application/xml: {schema}, \
             application/hal+json: {schema}, text/csv: {{}}}}}}"
        ));
        let body = mixed.body.unwrap();
        assert_eq!(body.others.len(), 1);
        assert_eq!(body.unoffered, ["application/xml"]);
    }

    #[test]
    fn what_a_form_cannot_send_is_warned_of() {
        let reported = |media_type: &str, schema: &str, encoding: &str| {
            let (api, report) = lowered(&format!(
                "paths: {{/a: {{post: {{requestBody: {{content: {{{media_type}: {{schema: {schema}, \
                 encoding: {encoding}}}}}}}, responses: {{'204': {{description: d}}}}}}}}}}"
            ));
            assert_eq!(api.operations.len(), 1);
            let reported = report.diagnostics().iter();
            reported
                .map(|reported| (reported.code.name(), reported.message.clone()))
                .collect::<Vec<_>>()
        };
        let (form, parts) = ("application/x-www-form-urlencoded", "multipart/form-data");
        let open = "{properties: {a: {type: string}}, additionalProperties: {type: string}}";
        for media_type in [form, parts] {
            let found = reported(media_type, open, "{}");
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!(found[0].0, "unsupported-body");
            assert!(found[0].1.contains("undeclared properties"));
        }
        let closed = "{properties: {a: {type: string}}, additionalProperties: false}";
        assert_eq!(reported(parts, closed, "{}"), []);
    }

    #[test]
    fn a_sequence_has_typed_items() {
        let payload = |content: &str| {
            let body = format!("requestBody: {{content: {{{content}}}}}");
            operation(&body).body.unwrap().payload
        };
        let flags = Payload::Lines(Type::Scalar(Scalar::Boolean), Framing::Lines);
        for schema in ["{type: boolean}", "{type: array, items: {type: boolean}}"] {
            let lines = payload(&format!("application/x-ndjson: {{schema: {schema}}}"));
            assert_eq!(lines, flags, "{schema}");
        }
        assert!(matches!(
            payload("application/json-seq: {schema: {type: boolean}}"),
            Payload::Lines(_, Framing::Sequence)
        ));
        // Text describes the whole body.
        assert_eq!(
            payload("application/x-ndjson: {schema: {type: string}}"),
            Payload::Text
        );
        assert_eq!(payload("application/x-ndjson: {}"), Payload::Text);
    }

    #[test]
    fn a_form_is_required_if_its_properties_are() {
        let required = |said: &str, media_type: &str, schema: &str| {
            let body =
                format!("requestBody: {{{said} content: {{{media_type}: {{schema: {schema}}}}}}}");
            operation(&body).body.unwrap().required
        };
        let needs = "{type: object, required: [a], properties: {a: {type: string}}}";
        let form = "application/x-www-form-urlencoded";
        for media_type in [form, "multipart/form-data"] {
            assert!(required("", media_type, needs), "{media_type}");
            assert!(!required("required: false,", media_type, needs));
            assert!(!required(
                "",
                media_type,
                "{type: object, properties: {a: {type: string}}}"
            ));
        }
        assert!(!required("", "application/json", needs));
        let read_only =
            "{type: object, required: [a], properties: {a: {type: string, readOnly: true}}}";
        assert!(!required("", form, read_only));
    }

    #[test]
    fn headers_of_parts_are_arguments_unless_the_part_is_a_file() {
        let body = operation(
            "requestBody: {required: true, content: {multipart/form-data: {schema: {type: object, \
             required: [a], properties: {a: {type: string}, b: {type: string}, \
             f: {type: string, format: binary}}}, encoding: {a: {headers: {X: {required: true, \
             schema: {type: integer}}, Content-Type: {schema: {type: string}}}}, b: {headers: {Y: {required: true, \
             schema: {type: object}}}}, f: {headers: {Z: {schema: {type: string}}}}}}}}",
        )
        .body
        .unwrap();
        let Payload::Multipart(properties) = body.payload else {
            panic!("no parts")
        };
        let headers = properties.iter().filter_map(|it| {
            let part = it.header_of.as_ref()?.untrusted();
            Some((part, it.field.name.untrusted(), it.field.presence))
        });
        let expected = [
            ("a", "X", Presence::Required),
            ("b", "Y", Presence::Optional),
        ];
        assert_eq!(headers.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn content_without_a_type_of_its_own() {
        let body = |content: &str| {
            let operation = operation(&format!("requestBody: {{content: {{{content}}}}}"));
            operation.body.unwrap()
        };
        assert_eq!(body("text/plain: {}").payload, Payload::Text);
        assert_eq!(body("image/png: {}").payload, Payload::Binary);
        let any = body("'*/*': {schema: {type: string, format: binary}}");
        assert_eq!(
            (any.payload, any.media_type),
            (Payload::Ranged, "*/*".into())
        );
        let two = body("'audio/*': {}, 'video/*': {}");
        assert_eq!(two.payload, Payload::Ranged);
        assert_eq!(two.media_type, "audio/*, video/*");
        assert!(two.unoffered.is_empty());
        assert_eq!(body("'text/*': {}").payload, Payload::Ranged);
        assert!(matches!(
            body("'*/*': {schema: {type: integer}}").payload,
            Payload::Json(_)
        ));
    }
}
