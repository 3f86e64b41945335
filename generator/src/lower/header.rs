//! Headers of responses (Response Object, `headers`; Header Object).
//!
//! A header has one meaning in all responses of an API, so it is lowered once. If another response
//! declares another type, or if it is neither one value nor a list, it is text.

use super::context::{InlineName, Lowering};
use super::docs::described;
use super::reference::target;
use super::schema::Site;
use crate::diagnostic::Pointer;
use crate::ir::{Docs, Header, IntegerFormat, NumberFormat, Scalar, Shape, TextFormat, Type};
use crate::openapi::media_type::{Family, family};
use crate::text::DocumentText;
use openapiv3::{ReferenceOr, Response};
use serde_json::Value;
use std::collections::BTreeSet;

/// A header, and what its schema says of its type.
pub(super) struct Known {
    pub(super) header: Header,
    kind: Option<Value>,
    /// Where it was met.
    places: BTreeSet<Pointer>,
}

const TEXT: Type = Type::Scalar(Scalar::Text(TextFormat::Plain));

impl<'d> Lowering<'d> {
    /// Remembers the headers of a response, and gives their names.
    pub(super) fn headers(
        &mut self,
        response: &'d ReferenceOr<Response>,
        pointer: &Pointer,
    ) -> Vec<DocumentText> {
        let Some((response, at)) = self.references.response(response, pointer) else {
            return Vec::new();
        };
        let mut names = Vec::new();
        let headers = at.child("headers");
        for (name, header) in &response.headers {
            // It is described by `content` (Response Object, `headers`).
            if name.eq_ignore_ascii_case("content-type") {
                continue;
            }
            let at = match header {
                ReferenceOr::Reference { reference } => target(reference),
                ReferenceOr::Item(_) => Some(headers.child(name)),
            };
            let key = name.to_ascii_lowercase();
            if let Some(at) = at {
                self.remember(name, &key, at);
            }
            names.push(key.into());
        }
        names
    }

    fn remember(&mut self, name: &str, key: &str, pointer: Pointer) -> Option<()> {
        // Many responses refer to the same headers.
        let known = self.headers.get(key);
        if known.is_some_and(|known| known.places.contains(&pointer)) {
            return None;
        }
        let (at, raw) = self.references.behind(&pointer)?;
        let content = raw.get("content").and_then(Value::as_object);
        let json = content.into_iter().flatten().map(|(name, _)| name);
        let json = json.into_iter().find(|name| family(name) == Family::Json);
        let schema = match json {
            Some(media_type) => at.child("content").child(media_type).child("schema"),
            None => at.child("schema"),
        };
        let kind = self.references.behind(&schema).map(|(_, schema)| {
            let of = |key| schema.get(key).cloned().unwrap_or_default();
            Value::from(vec![of("type"), of("format")])
        });
        if let Some(known) = self.headers.get_mut(key) {
            known.places.insert(pointer);
            if known.kind != kind {
                known.header.ty = TEXT;
                known.header.json = false;
            }
            return Some(());
        }
        let ty = self.references.schema(&schema).map(|found| {
            let used = self.schema(
                &Site::new(found, schema),
                InlineName::from(name).step("header"),
            );
            self.drain();
            used.ty
        });
        let ty = ty.filter(|ty| json.is_some() || self.is_simple(ty));
        let description = raw.get("description").and_then(Value::as_str);
        let header = Header {
            name: name.into(),
            json: json.is_some() && ty.is_some(),
            ty: ty.unwrap_or(TEXT),
            docs: Docs {
                deprecated: raw.get("deprecated") == Some(&Value::Bool(true)),
                ..described(description.map(str::to_owned).as_ref())
            },
        };
        let places = BTreeSet::from([pointer]);
        let known = Known {
            header,
            kind,
            places,
        };
        self.headers.insert(key.to_owned(), known);
        Some(())
    }

    /// Whether a value is one text, or a list of such, which fits what a header can hold.
    pub(super) fn is_simple(&self, ty: &Type) -> bool {
        match self.resolved(ty) {
            Type::Scalar(scalar) => !matches!(
                scalar,
                Scalar::Null
                    | Scalar::Integer(IntegerFormat::Big)
                    | Scalar::Number(NumberFormat::Decimal)
            ),
            Type::List(item) => {
                !matches!(self.resolved(item), Type::List(_)) && self.is_simple(item)
            }
            Type::Named(id) => {
                matches!(self.shape(*id), Some(Shape::Enum(_) | Shape::Pattern(_)))
            }
            Type::Nullable(_) | Type::Any | Type::Map(_) | Type::Tuple(_) | Type::Foreign(_) => {
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::testing::lowered;

    #[test]
    fn headers_of_all_responses_are_one_list() {
        let (api, _) = lowered(
            "paths:\n  /a: {get: {responses: {'200': {description: d, headers: {\
             X-Total: {schema: {type: integer}}, ETag: {schema: {type: string}}, \
             Content-Type: {schema: {type: string}}, X-Mixed: {schema: {type: integer}}, \
             X-Object: {schema: {type: object}}, X-Json: {content: {application/json: \
             {schema: {type: array, items: {type: integer}}}}}}}, \
             '429': {description: d, headers: {Retry-After: {$ref: '#/components/headers/R'}}}}}}\n  \
             /b: {get: {responses: {'200': {description: d, headers: {\
             x-total: {schema: {type: integer}}, X-Mixed: {schema: {type: boolean}}}}}}}\n\
             components: {headers: {R: {description: Seconds., schema: {type: integer}}}}",
        );
        let found: Vec<_> = api
            .headers
            .iter()
            .map(|it| (it.name.untrusted(), &it.ty, it.json))
            .collect();
        let integer = Type::Scalar(Scalar::Integer(IntegerFormat::I64));
        let list = Type::List(Box::new(integer.clone()));
        assert_eq!(
            found,
            [
                ("X-Total", &integer, false),
                ("ETag", &TEXT, false),
                ("X-Mixed", &TEXT, false),
                ("X-Object", &TEXT, false),
                ("X-Json", &list, true),
                ("Retry-After", &integer, false),
            ]
        );
        assert_eq!(api.headers[5].docs.description(), "Seconds.");
        assert_eq!(api.operations[1].headers, ["x-total", "x-mixed"]);
        assert_eq!(api.operations[0].headers.len(), 6);
    }
}
