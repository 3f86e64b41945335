//! Of which items does a response consist that is read while it arrives? (Media Type Object,
//! "Sequential Media Types"; HTML Standard, section 9.2.)
//!
//! - `itemSchema`, or `schema` before there was such a keyword, is the schema of an item; the whole
//!   may be described as an array of items, too.
//! - The schema of a server-sent event is that of its data, or of the event with a property `data`:
//!   the latter if it is an `itemSchema`, or has a property `event` besides. Data is JSON if it is no
//!   text, or text with a `contentSchema`.
//! - grpc-gateway declares a stream as JSON: its schema is in `x-stream-definitions`, or the description
//!   of the response ends with "(streaming responses)". Each line is a JSON text.

use super::context::{InlineName, Lowering};
use super::schema::Site;
use crate::diagnostic::Pointer;
use crate::ir::{Framing, Scalar, Streaming, Type};
use crate::openapi::canonical::{OF_ITEMS, STREAM_RESULT};
use crate::openapi::media_type::{Family, family, framing};
use openapiv3::{MediaType, ReferenceOr, Response};
use serde_json::Value;

impl<'d> Lowering<'d> {
    /// How a response can be read item by item, if it can.
    pub(super) fn streaming(
        &mut self,
        response: &'d ReferenceOr<Response>,
        pointer: &Pointer,
        way: &InlineName,
    ) -> Option<Streaming> {
        let (response, at) = self.references.response(response, pointer)?;
        let mut sequences = response.content.iter();
        let declared =
            sequences.find_map(|(name, media_type)| Some((name, media_type, framing(name)?)));
        let (name, media_type, framing) =
            declared.or_else(|| self.streamed_by_gateway(response, &at))?;
        let content = at.child("content").child(name);
        let of_items = media_type.extensions.contains_key(OF_ITEMS);
        let item = match &media_type.schema {
            Some(_) => self.item_schema(content.child("schema"), framing, of_items),
            None => None,
        };
        let item = item.and_then(|pointer| {
            let schema = self.references.schema(&pointer)?;
            let ty = self.schema(&Site::new(schema, pointer), way.step("item"));
            self.drain();
            Some(ty.into_type())
        });
        let item = match framing {
            Framing::Lines | Framing::Sequence => Some(item.unwrap_or(Type::Any)),
            Framing::Events => item.filter(|ty| {
                let resolved = self.resolved(ty);
                !matches!(resolved, Type::Any | Type::Scalar(Scalar::Text(_)))
            }),
        };
        Some(Streaming {
            media_type: name.into(),
            framing,
            item,
        })
    }

    /// The JSON of a response that grpc-gateway sends as a stream.
    fn streamed_by_gateway(
        &self,
        response: &'d Response,
        pointer: &Pointer,
    ) -> Option<(&'d String, &'d MediaType, Framing)> {
        let said = response
            .description
            .trim_end()
            .ends_with("(streaming responses)");
        let mut contents = response.content.iter();
        let (name, media_type) = contents.find(|(name, _)| family(name) == Family::Json)?;
        let schema = pointer.child("content").child(name).child("schema");
        let schema = self.references.behind(&schema);
        let listed = schema.is_some_and(|(_, schema)| schema.get(STREAM_RESULT).is_some());
        (said || listed).then_some((name, media_type, Framing::Lines))
    }

    /// Where the schema of an item stands, or of the data of an event; none for text.
    pub(super) fn item_schema(
        &self,
        at: Pointer,
        framing: Framing,
        of_items: bool,
    ) -> Option<Pointer> {
        let (resolved, schema) = self.references.behind(&at)?;
        if !of_items && schema.get("type").is_some_and(|kind| kind == "array") {
            return self.item_schema(resolved.child("items"), framing, true);
        }
        if framing != Framing::Events {
            return Some(at);
        }
        let Some(properties) = schema.get("properties") else {
            return Some(at);
        };
        let is_event = of_items || properties.get("event").is_some();
        if properties.get("data").is_none() || !is_event {
            return Some(at);
        }
        let at = resolved.child("properties").child("data");
        let (resolved, data) = self.references.behind(&at)?;
        match data.get("type").and_then(Value::as_str) {
            _ if data.get("contentSchema").is_some() => Some(resolved.child("contentSchema")),
            Some("string") => None,
            _ => Some(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ir::{Framing, Scalar, Shape, Streaming, TextFormat, Type};
    use crate::lower::testing::{lowered, operation};

    /// The payload of the only operation, whose response has this content.
    fn streaming(content: &str) -> Option<Streaming> {
        let response = format!("{{description: d, content: {{{content}}}}}");
        operation(&format!("responses: {{'200': {response}}}")).streaming
    }

    fn item(content: &str) -> Option<Type> {
        streaming(content).unwrap().item
    }

    const FLAG: Type = Type::Scalar(Scalar::Boolean);

    #[test]
    fn sequences_are_known_by_their_media_type() {
        let framing = |name: &str| streaming(&format!("{name}: {{}}")).map(|it| it.framing);
        assert_eq!(framing("text/event-stream"), Some(Framing::Events));
        assert_eq!(
            framing("'application/x-ndjson; charset=utf-8'"),
            Some(Framing::Lines)
        );
        assert_eq!(framing("application/jsonl"), Some(Framing::Lines));
        assert_eq!(framing("application/json-seq"), Some(Framing::Sequence));
        assert_eq!(framing("application/json"), None);
        assert_eq!(
            framing("application/json;stream=watch"),
            Some(Framing::Lines)
        );
        let both = streaming("application/json: {}, text/event-stream: {}").unwrap();
        assert_eq!(both.media_type, "text/event-stream");
    }

    #[test]
    fn the_schema_is_that_of_an_item_or_of_a_list_of_them() {
        for schema in ["{type: boolean}", "{type: array, items: {type: boolean}}"] {
            let lines = item(&format!("application/jsonl: {{schema: {schema}}}"));
            assert_eq!(lines, Some(FLAG), "{schema}");
        }
        let marked = "x-bindery-of-items: true, schema: {type: array, items: {type: boolean}}";
        let lists = Some(Type::List(Box::new(FLAG)));
        assert_eq!(item(&format!("application/jsonl: {{{marked}}}")), lists);
        assert_eq!(item("application/jsonl: {}"), Some(Type::Any));
    }

    #[test]
    fn streams_of_grpc_gateway_are_lines() {
        let schema = "{type: object, properties: {result: {type: boolean}}}";
        let of = |description: &str| {
            let response = format!(
                "{{description: '{description}', content: \
                {{application/json: {{schema: {schema}}}}}}}"
            );
            operation(&format!("responses: {{'200': {response}}}")).streaming
        };
        let streaming = of("A successful response.(streaming responses)").unwrap();
        assert_eq!(streaming.framing, Framing::Lines);
        assert_eq!(streaming.media_type, "application/json");
        assert!(of("A successful response.").is_none());
        let (api, _) = lowered(
            "paths: {/a: {get: {responses: {'200': {description: d, content: {application/json: \
             {schema: {$ref: '#/components/schemas/StreamResultOfWatch'}}}}}}}}\n\
             components: {schemas: {StreamResultOfWatch: {x-bindery-stream-result: true, \
             type: object, properties: {error: {type: object}}}}}",
        );
        let item = api.operations[0].streaming.clone().unwrap().item;
        assert!(matches!(item, Some(Type::Named(_))), "{item:?}");
    }

    #[test]
    fn the_data_of_an_event_is_text_or_json() {
        let data = |media_type: &str| item(&format!("text/event-stream: {{{media_type}}}"));
        let event = |data: &str| {
            format!(
                "schema: {{type: object, properties: {{event: {{type: string}}, data: {data}}}}}"
            )
        };
        assert_eq!(data(""), None);
        assert_eq!(data("schema: {type: string}"), None);
        assert_eq!(data("schema: {type: boolean}"), Some(FLAG));
        assert_eq!(data(&event("{type: string}")), None);
        assert_eq!(data(&event("{type: boolean}")), Some(FLAG));
        let json = "{type: string, contentSchema: {type: boolean}}";
        assert_eq!(data(&event(json)), Some(FLAG));
        // Without a type of event it is an object that has a property `data`.
        let payload = "schema: {type: object, properties: {data: {type: string}}}";
        assert!(matches!(data(payload), Some(Type::Named(_))));
        assert_eq!(data(&format!("x-bindery-of-items: true, {payload}")), None);
    }

    #[test]
    fn references_are_followed() {
        let (api, _) = lowered(
            "paths: {/a: {get: {responses: {'200': {description: d, content: {text/event-stream: \
             {schema: {$ref: '#/components/schemas/Event'}}}}}}}}\n\
             components: {schemas: {Data: {type: object, properties: {a: {type: string}}}, \
             Event: {type: object, properties: {event: {type: string}, \
             data: {$ref: '#/components/schemas/Data'}}}}}",
        );
        let item = api.operations[0].streaming.clone().unwrap().item;
        let Some(Type::Named(id)) = item else {
            panic!("{item:?}")
        };
        let Shape::Struct(data) = &api.types[id.index()].shape else {
            panic!("no struct")
        };
        assert_eq!(data.fields[0].name, "a");
        assert_eq!(
            data.fields[0].ty,
            Type::Scalar(Scalar::Text(TextFormat::Plain))
        );
    }
}
