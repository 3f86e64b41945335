//! How are the properties of a form sent? (Encoding Object; Request Body Object, "Support for
//! x-www-form-urlencoded Request Bodies" and "Special Considerations for multipart Content".)
//!
//! - Where the Encoding Object of a property has `style`, `explode` or `allowReserved`, the property is
//!   written as a query parameter of that style; `form` with `explode` are the defaults.
//! - Otherwise by `contentType`: JSON, where that says so, else by the value, as the defaults of
//!   `contentType` have it: a value without parts is text, each element of an array stands by
//!   itself under the same name, an object is JSON.
//! - In a multipart body, `binary` properties are files; so are texts whose `contentType` is none of
//!   text. An object whose `contentType` is another text than JSON is given as text.

use super::context::{InlineName, Lowering};
use super::docs::described;
use super::parameter::delimited;
use super::schema::Site;
use crate::diagnostic::{Code, Diagnostic, Pointer};
use crate::ir::{
    Encoding, Field, FormField, Limits, Payload, Presence, Rest, Scalar, Shape, Style, TextFormat,
    Type,
};
use crate::openapi::canonical::DELIMITER;
use crate::openapi::media_type::{Family, family, is_bytes};
use crate::text::DocumentText;
use openapiv3::{MediaType, QueryStyle};
use serde_json::Value;

const TEXT: Type = Type::Scalar(Scalar::Text(TextFormat::Plain));
const BYTES: Type = Type::Scalar(Scalar::Text(TextFormat::Binary));

impl<'d> Lowering<'d> {
    /// An `application/x-www-form-urlencoded` body.
    pub(super) fn form(
        &mut self,
        media_type: &'d MediaType,
        pointer: &Pointer,
        way: &InlineName,
    ) -> Payload {
        let Some((ty, fields)) = self.form_properties(media_type, pointer, way) else {
            return Payload::WholeForm(Type::Any, self.encodings(media_type, pointer));
        };
        match fields {
            Some(fields) => Payload::Form(self.encoded(fields, media_type, pointer)),
            None => Payload::WholeForm(ty, self.encodings(media_type, pointer)),
        }
    }

    /// A `multipart/…` body.
    pub(super) fn multipart(
        &mut self,
        media_type: &'d MediaType,
        pointer: &Pointer,
        way: &InlineName,
    ) -> Payload {
        let Some((_, Some(fields))) = self.form_properties(media_type, pointer, way) else {
            return Payload::Parts;
        };
        let mut properties = self.encoded(fields, media_type, pointer);
        for FormField {
            field, encoding, ..
        } in &mut properties
        {
            let declared = media_type.encoding.get(field.name.untrusted());
            let content_type = declared.and_then(|encoding| encoding.content_type.as_deref());
            let first = content_type.unwrap_or_default().split(',').next();
            let first = first.unwrap_or_default().trim();
            field.ty = match self.resolved(&field.ty) {
                Type::Scalar(Scalar::Text(TextFormat::Plain)) | Type::Any if is_bytes(first) => {
                    BYTES
                }
                Type::List(item) if is_bytes(first) && *self.resolved(item) == TEXT => {
                    Type::List(Box::new(BYTES))
                }
                ty if family(first) == Family::Text && self.is_object(ty) => TEXT,
                _ => field.ty.clone(),
            };
            encoding.content_type = content_type
                .filter(|name| !name.contains([',', '*']))
                .map(|name| name.trim().into());
        }
        let headers = self.part_headers(&properties, media_type, pointer, way);
        properties.extend(headers);
        Payload::Multipart(properties)
    }

    /// The headers of parts that are no files; those of files are the caller's.
    fn part_headers(
        &mut self,
        properties: &[FormField],
        media_type: &'d MediaType,
        pointer: &Pointer,
        way: &InlineName,
    ) -> Vec<FormField> {
        let mut headers = Vec::new();
        for property in properties {
            let name = property.field.name.untrusted();
            let Some(declared) = media_type.encoding.get(name) else {
                continue;
            };
            if self.have_files(std::slice::from_ref(property)) {
                continue;
            }
            let at = pointer.child("encoding").child(name).child("headers");
            for header in declared.headers.keys() {
                // The media type is described by `contentType`.
                if !header.eq_ignore_ascii_case("content-type") {
                    let way = way.step(name).step(header);
                    let field = self.part_header(header, at.child(header), property, way);
                    headers.extend(field.map(|field| FormField {
                        field,
                        header_of: Some(property.field.name.clone()),
                        encoding: Encoding {
                            style: None,
                            explode: false,
                            allow_reserved: false,
                            content_type: None,
                        },
                    }));
                }
            }
        }
        headers
    }

    fn part_header(
        &mut self,
        name: &str,
        pointer: Pointer,
        part: &FormField,
        way: InlineName,
    ) -> Option<Field> {
        let (at, header) = self.references.behind(&pointer)?;
        let schema = at.child("schema");
        let found = self.references.schema(&schema);
        let ty = found.map(|found| self.schema(&Site::new(found, schema), way).into_type());
        self.drain();
        let required = header.get("required") == Some(&Value::Bool(true))
            && !part.field.presence.is_optional();
        let description = header.get("description").and_then(Value::as_str);
        Some(Field {
            name: name.into(),
            pinned: None,
            ty: ty.filter(|ty| self.is_simple(ty)).unwrap_or(TEXT),
            presence: match required {
                true => Presence::Required,
                false => Presence::Optional,
            },
            default: None,
            tag: None,
            docs: described(description.map(str::to_owned).as_ref()),
            limits: Limits::default(),
            read_only: false,
            write_only: false,
        })
    }

    /// Whether the properties of a form include a file, which only a multipart body can hold.
    pub(super) fn has_file(&self, payload: &Payload) -> bool {
        let Payload::Form(properties) = payload else {
            return false;
        };
        self.have_files(properties)
    }

    /// Whether properties include a file.
    pub(super) fn have_files(&self, properties: &[FormField]) -> bool {
        properties.iter().any(|property| {
            let ty = self.resolved(&property.field.ty);
            match ty {
                Type::List(item) => *self.resolved(item) == BYTES,
                ty => *ty == BYTES,
            }
        })
    }

    /// Where the schema of a media type allows undeclared properties explicitly.
    pub(super) fn undeclared(&self, pointer: &Pointer) -> Option<Pointer> {
        let (at, schema) = self.references.behind(&pointer.child("schema"))?;
        let rest = schema.get("additionalProperties")?;
        (*rest != Value::Bool(false)).then(|| at.child("additionalProperties"))
    }

    /// Warns of what the schema of a form or of parts allows and its properties have no place for.
    pub(super) fn unsendable(&mut self, pointer: &Pointer) {
        if let Some(at) = self.undeclared(pointer) {
            self.push(
                Diagnostic::warning(
                    Code::UnsupportedBody,
                    "this body may have undeclared properties; they cannot be sent",
                )
                .at(&at, "")
                .help("list them in `properties`"),
            );
        }
    }

    /// The type of a form, and its properties where the document lists them.
    fn form_properties(
        &mut self,
        media_type: &'d MediaType,
        pointer: &Pointer,
        way: &InlineName,
    ) -> Option<(Type, Option<Vec<Field>>)> {
        let schema = media_type.schema.as_ref()?;
        let site = Site::new(schema, pointer.child("schema"));
        // Types of properties are named after the operation and the property.
        let ty = self.schema(&site, way.clone()).into_type();
        self.drain();
        let shape = match self.resolved(&ty) {
            Type::Named(id) => self.shape(*id),
            _ => None,
        };
        let fields = match shape {
            Some(Shape::Struct(object)) => match object.rest {
                Rest::Kept(_) if object.fields.is_empty() => None,
                _ => Some(object.fields.clone()),
            },
            _ => None,
        };
        for field in fields.iter().flatten() {
            self.spend_on(&field.docs, field.default.as_ref());
            self.spend_on_names(&field.ty, 0);
        }
        Some((ty, fields))
    }

    fn encoded(
        &self,
        fields: Vec<Field>,
        media_type: &MediaType,
        pointer: &Pointer,
    ) -> Vec<FormField> {
        let sent = fields.into_iter().filter(|field| !field.read_only);
        let properties = sent.map(|field| FormField {
            header_of: None,
            encoding: self.encoding(media_type, pointer, field.name.untrusted()),
            field,
        });
        properties.collect()
    }

    /// How the properties of a form are written whose list is left to the caller, as far as the
    /// document says so.
    pub(super) fn encodings(
        &self,
        media_type: &MediaType,
        pointer: &Pointer,
    ) -> Vec<(DocumentText, Encoding)> {
        let names = media_type.encoding.keys();
        let all = names.map(|name| (name.into(), self.encoding(media_type, pointer, name)));
        all.filter(|(_, encoding)| encoding.style.is_some())
            .collect()
    }

    fn encoding(&self, media_type: &MediaType, pointer: &Pointer, name: &str) -> Encoding {
        let declared = media_type.encoding.get(name);
        let raw = self.references.raw(&pointer.child("encoding").child(name));
        let said = |key: &str| raw.and_then(|raw| raw.get(key));
        let explode = said("explode").and_then(Value::as_bool);
        let style = match declared.and_then(|encoding| encoding.style.as_ref()) {
            // Values of a response have the default already.
            _ if !["style", "explode", "allowReserved"]
                .iter()
                .any(|key| said(key).is_some()) =>
            {
                let content_type = declared.and_then(|encoding| encoding.content_type.as_deref());
                let json = content_type.is_some_and(|name| family(name) == Family::Json);
                json.then_some(Style::Json)
            }
            Some(QueryStyle::DeepObject) => Some(Style::DeepObject),
            Some(QueryStyle::SpaceDelimited) => Some(Style::SpaceDelimited),
            Some(QueryStyle::PipeDelimited) => Some(Style::PipeDelimited),
            Some(QueryStyle::Form) | None => Some(Style::Form),
        };
        let style = delimited(said(DELIMITER)).or(style);
        Encoding {
            style,
            explode: explode.unwrap_or(matches!(style, None | Some(Style::Form))),
            allow_reserved: declared.is_some_and(|encoding| encoding.allow_reserved),
            content_type: None,
        }
    }

    /// Whether a value has properties, or elements with properties.
    fn is_object(&self, ty: &Type) -> bool {
        match self.innermost(ty) {
            Type::Map(_) | Type::Tuple(_) => true,
            Type::Named(id) => matches!(self.shape(*id), Some(Shape::Struct(_))),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ir::{FormField, Payload, Presence, Scalar, Style, TextFormat, Type};
    use crate::lower::testing::operation;
    use crate::text::DocumentText;

    fn body(content: &str) -> Payload {
        let text = format!("requestBody: {{required: true, content: {{{content}}}}}");
        operation(&text).body.unwrap().payload
    }

    fn properties(payload: Payload) -> Vec<FormField> {
        match payload {
            Payload::Form(properties) | Payload::Multipart(properties) => properties,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn forms_are_flattened() {
        let properties = properties(body(
            "application/x-www-form-urlencoded: {schema: {required: [a], properties: \
             {a: {type: string}, list: {type: array, items: {type: string}}, \
             object: {type: object, properties: {a: {type: string}}}, deep: {}, json: {}, \
             reserved: {}, id: {type: string, readOnly: true}}}, \
             encoding: {list: {explode: false}, deep: {style: deepObject, explode: true}, \
             json: {contentType: application/json}, reserved: {allowReserved: true}}}",
        ));
        assert_eq!(properties[0].field.presence, Presence::Required);
        let styles: Vec<_> = properties
            .iter()
            .map(|property| (property.encoding.style, property.encoding.explode))
            .collect();
        assert_eq!(
            styles,
            [
                (None, true),
                (Some(Style::Form), false),
                (None, true),
                (Some(Style::DeepObject), true),
                (Some(Style::Json), false),
                (Some(Style::Form), true),
            ]
        );
        assert!(properties[5].encoding.allow_reserved);
    }

    #[test]
    fn a_form_without_a_list_of_properties_is_a_value() {
        let form = "application/x-www-form-urlencoded";
        assert_eq!(
            body(&format!("{form}: {{}}")),
            Payload::WholeForm(Type::Any, Vec::new())
        );
        let map = body(&format!(
            "{form}: {{schema: {{type: object, additionalProperties: {{type: string}}}}}}"
        ));
        assert!(matches!(map, Payload::WholeForm(..)), "{map:?}");
        assert_eq!(body("multipart/form-data: {}"), Payload::Parts);
    }

    #[test]
    fn properties_that_are_not_listed_have_styles_too() {
        let whole = body(
            "application/x-www-form-urlencoded: {schema: {oneOf: [{type: object, properties: \
             {a: {type: array, items: {type: string}}}}, {type: object, properties: \
             {b: {type: object}}}]}, encoding: {a: {explode: false}, \
             b: {style: deepObject}, c: {contentType: text/plain}, \
             d: {contentType: application/json}}}",
        );
        let Payload::WholeForm(_, encodings) = whole else {
            panic!("{whole:?}")
        };
        let found = encodings.iter();
        let found: Vec<_> = found
            .map(|(name, it)| (name.untrusted(), it.style, it.explode))
            .collect();
        assert_eq!(
            found,
            [
                ("a", Some(Style::Form), false),
                ("b", Some(Style::DeepObject), false),
                ("d", Some(Style::Json), false),
            ]
        );
    }

    #[test]
    fn parts_are_files_text_or_json() {
        let properties = properties(body(
            "multipart/form-data: {schema: {properties: {file: {type: string, format: binary}, \
             files: {type: array, items: {type: string, format: binary}}, \
             image: {type: string}, text: {type: string}, sdp: {type: string}, \
             xml: {type: object, properties: {a: {type: string}}}}}, \
             encoding: {image: {contentType: 'image/png, image/jpeg'}, \
             sdp: {contentType: application/sdp}, xml: {contentType: text/xml}}}",
        ));
        let text = |format| Type::Scalar(Scalar::Text(format));
        let found: Vec<_> = properties
            .iter()
            .map(|property| {
                let content_type = property.encoding.content_type.as_ref();
                let content_type = content_type.map(DocumentText::untrusted);
                (property.field.ty.clone(), content_type)
            })
            .collect();
        let (binary, plain) = (text(TextFormat::Binary), text(TextFormat::Plain));
        assert_eq!(
            found,
            [
                (binary.clone(), None),
                (Type::List(Box::new(binary.clone())), None),
                (binary, None),
                (plain.clone(), None),
                (plain.clone(), Some("application/sdp")),
                (plain, Some("text/xml")),
            ]
        );
    }

    #[test]
    fn a_form_with_a_file_is_sent_in_parts() {
        let both = |ty: &str| {
            let schema = format!("{{schema: {{properties: {{a: {{{ty}}}}}}}}}");
            body(&format!(
                "application/x-www-form-urlencoded: {schema}, multipart/form-data: {schema}"
            ))
        };
        assert!(matches!(both("type: string"), Payload::Form(_)));
        let file = both("type: string, format: binary");
        assert!(matches!(file, Payload::Multipart(_)));
    }
}
