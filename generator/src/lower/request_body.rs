//! What is sent? (Request Body Object, Encoding Object.)

use super::context::{Lowering, Way};
use super::docs::described;
use super::media_type::{Family, family, preferred};
use super::operation::Unbound;
use super::schema::Site;
use crate::diagnostic::{Code, Pointer};
use crate::ir::{Body, Encoding, FormField, Payload, Rest, Scalar, Shape, Style, TextFormat, Type};
use openapiv3::{MediaType, QueryStyle, ReferenceOr, RequestBody};

impl<'d> Lowering<'d> {
    /// The body of an operation.
    pub(super) fn body(
        &mut self,
        body: &'d ReferenceOr<RequestBody>,
        pointer: &Pointer,
        way: &Way,
    ) -> Result<Option<Body>, Unbound> {
        let Some((body, pointer)) = self.references.body(body, pointer) else {
            return Err(Unbound::new(
                Code::DanglingRef,
                "its request body leads nowhere",
                pointer,
            ));
        };
        let Some((name, media_type, family)) = preferred(&body.content) else {
            return Ok(None);
        };
        let pointer = pointer.child("content").child(name);
        let payload = match family {
            Family::Multipart => {
                let reason = format!("its request body is `{name}`");
                return Err(Unbound::new(Code::UnsupportedBody, reason, &pointer));
            }
            Family::Form => self.form(media_type, &pointer, way)?,
            _ => self.payload(name, media_type, &pointer, way.step("body")),
        };
        Ok(Some(Body {
            required: body.required,
            media_type: sent_as(name, &payload),
            payload,
            docs: described(body.description.as_ref()),
        }))
    }

    /// How content that is no form is written or read.
    pub(super) fn payload(
        &mut self,
        name: &str,
        media_type: &'d MediaType,
        pointer: &Pointer,
        way: Way,
    ) -> Payload {
        let schema = media_type.schema.as_ref();
        let typed = |lowering: &mut Self, way: Way| match schema {
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
                    // A string that is sent as anything is sent as it is.
                    Type::Scalar(Scalar::Text(_)) => Payload::Text,
                    _ => Payload::Json(ty),
                }
            }
        }
    }

    /// The members of a form.
    fn form(
        &mut self,
        media_type: &'d MediaType,
        pointer: &Pointer,
        way: &Way,
    ) -> Result<Payload, Unbound> {
        let Some(schema) = &media_type.schema else {
            let reason = "its form has no schema";
            return Err(Unbound::new(Code::UnsupportedBody, reason, pointer));
        };
        let site = Site::new(schema, pointer.child("schema"));
        // Types of members are named after the operation and the member.
        let ty = self.schema(&site, way.clone()).ty;
        self.drain();
        let fields = match self.resolved(&ty) {
            Type::Named(id) => match self.shape(*id) {
                Some(Shape::Struct(object)) => match object.rest {
                    Rest::Kept(_) if object.fields.is_empty() => None,
                    _ => Some(object.fields.clone()),
                },
                _ => None,
            },
            _ => None,
        };
        let Some(fields) = fields else {
            let reason = "its form is no object with members by name";
            return Err(Unbound::new(Code::UnsupportedBody, reason, pointer));
        };
        let members = fields.into_iter().filter(|field| !field.read_only);
        let members = members.map(|field| FormField {
            encoding: self.encoding(media_type, pointer, &field.name, &field.ty),
            field,
        });
        Ok(Payload::Form(members.collect()))
    }

    /// How a member of a form is written: as a query parameter unless the document says otherwise,
    /// and an object as JSON (Encoding Object, `contentType`).
    fn encoding(
        &self,
        media_type: &MediaType,
        pointer: &Pointer,
        name: &str,
        ty: &Type,
    ) -> Encoding {
        let declared = media_type.encoding.get(name);
        let raw = self.references.raw(&pointer.child("encoding").child(name));
        let explode = raw.and_then(|raw| raw.get("explode")?.as_bool());
        let as_json = declared.is_some_and(|encoding| {
            let content_type = encoding.content_type.as_deref();
            content_type.is_some_and(|name| family(name) == Family::Json)
        });
        let style = match declared.and_then(|encoding| encoding.style.as_ref()) {
            Some(QueryStyle::DeepObject) => Style::DeepObject,
            Some(QueryStyle::SpaceDelimited) => Style::SpaceDelimited,
            Some(QueryStyle::PipeDelimited) => Style::PipeDelimited,
            Some(QueryStyle::Form) => Style::Form,
            None if as_json || self.is_object(ty) => Style::Json,
            None => Style::Form,
        };
        Encoding {
            style,
            explode: explode.unwrap_or(style == Style::Form),
            allow_reserved: declared.is_some_and(|encoding| encoding.allow_reserved),
        }
    }

    /// Whether a value has members, or elements with members.
    fn is_object(&self, ty: &Type) -> bool {
        match self.resolved(ty) {
            Type::Map(_) | Type::Tuple(_) => true,
            Type::List(item) | Type::Nullable(item) => self.is_object(item),
            Type::Named(id) => matches!(self.shape(*id), Some(Shape::Struct(_))),
            Type::Scalar(_) | Type::Any => false,
        }
    }
}

/// A range such as `*/*` cannot be sent as a `Content-Type`.
fn sent_as(name: &str, payload: &Payload) -> String {
    if !name.contains('*') && name.contains('/') {
        return name.to_owned();
    }
    match payload {
        Payload::Json(_) => "application/json",
        Payload::Form(_) => "application/x-www-form-urlencoded",
        Payload::Text => "text/plain; charset=utf-8",
        Payload::Binary => "application/octet-stream",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use crate::ir::{Payload, Presence, Style};
    use crate::lower::testing::operation;

    #[test]
    fn forms_are_flattened() {
        let operation = operation(
            "requestBody: {required: true, content: {application/x-www-form-urlencoded: {schema: \
             {required: [Identifier], properties: {Identifier: {type: string}, \
             Tags: {type: array, items: {type: string}}, \
             Extra: {type: object, properties: {a: {type: string}}}}}, \
             encoding: {Tags: {style: form, explode: false}}}}}",
        );
        let body = operation.body.unwrap();
        assert_eq!(body.media_type, "application/x-www-form-urlencoded");
        let Payload::Form(members) = body.payload else {
            panic!("no form")
        };
        assert_eq!(members[0].field.presence, Presence::Required);
        assert!(members[0].encoding.explode, "form explodes by default");
        assert!(!members[1].encoding.explode);
        assert_eq!(members[2].encoding.style, Style::Json);
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
        assert_eq!(any.payload, Payload::Binary);
        assert_eq!(any.media_type, "application/octet-stream");
        assert!(matches!(
            body("'*/*': {schema: {type: integer}}").payload,
            Payload::Json(_)
        ));
    }
}
