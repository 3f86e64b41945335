//! What is sent? (Request Body Object.)

use super::context::{Lowering, Way};
use super::docs::described;
use super::media_type::{Family, family, first_of, preferred};
use super::operation::Unbound;
use super::schema::Site;
use crate::diagnostic::{Code, Pointer};
use crate::ir::{Body, Payload, Scalar, TextFormat, Type};
use openapiv3::{MediaType, ReferenceOr, RequestBody};

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
        let content = pointer.child("content");
        let (mut name, at) = (name, content.child(name));
        let mut payload = match family {
            Family::Multipart => self.multipart(media_type, &at, way),
            Family::Form => self.form(media_type, &at, way),
            _ => self.payload(name, media_type, &at, way.step("body")),
        };
        if self.has_file(&payload)
            && let Some((parts, media_type)) = first_of(&body.content, Family::Multipart)
        {
            name = parts;
            payload = self.multipart(media_type, &content.child(parts), way);
        }
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
}

/// A range such as `*/*` cannot be sent as a `Content-Type`.
fn sent_as(name: &str, payload: &Payload) -> String {
    if !name.contains('*') && name.contains('/') {
        return name.to_owned();
    }
    match payload {
        Payload::Json(_) => "application/json",
        Payload::Form(_) | Payload::WholeForm(_) => "application/x-www-form-urlencoded",
        Payload::Multipart(_) | Payload::Parts => "multipart/form-data",
        Payload::Text => "text/plain; charset=utf-8",
        Payload::Binary => "application/octet-stream",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use crate::ir::Payload;
    use crate::lower::testing::operation;

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
