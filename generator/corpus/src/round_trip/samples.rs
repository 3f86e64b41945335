//! Which values does a document give as examples and defaults, and of which schema is each?

use super::tree;
use bindery::diagnostic::Pointer;
use serde_json::{Map, Value};
use std::collections::{BTreeSet, VecDeque};

/// A value that a document gives for a schema.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Where the value stands.
    pub place: Pointer,
    /// The schema that it is an instance of; never a reference.
    pub schema: Pointer,
    /// The same, or the reference to it beside the value. A component without a type
    /// of its own may have one where it is used.
    pub used_at: Pointer,
    /// The value.
    pub value: Value,
}

/// Every `example`, `examples` and `default` of schemas, JSON contents, parameters and headers that
/// the components and paths of a canonical 3.0 document hold or refer to.
pub fn collect(document: &Value) -> Vec<Sample> {
    let mut walk = Walk {
        document,
        seen: BTreeSet::new(),
        pending: VecDeque::new(),
        samples: Vec::new(),
    };
    walk.start();
    while let Some((kind, pointer)) = walk.pending.pop_front() {
        walk.visit(kind, &pointer);
    }
    walk.samples
}

/// The objects that hold samples, or something that does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Schema,
    /// Parameter Object or Header Object: both hold a schema or a content.
    Parameter,
    MediaType,
    /// Request Body Object or Response Object.
    Message,
    PathItem,
    Operation,
}

/// A list of things to visit instead of recursion, because references can be of any depth.
struct Walk<'a> {
    document: &'a Value,
    seen: BTreeSet<(Kind, Pointer)>,
    pending: VecDeque<(Kind, Pointer)>,
    samples: Vec<Sample>,
}

impl Walk<'_> {
    fn start(&mut self) {
        let components = Pointer::root().child("components");
        for (property, kind) in [
            ("schemas", Kind::Schema),
            ("parameters", Kind::Parameter),
            ("headers", Kind::Parameter),
            ("requestBodies", Kind::Message),
            ("responses", Kind::Message),
        ] {
            self.properties(&components.child(property), kind);
        }
        self.properties(&Pointer::root().child("paths"), Kind::PathItem);
    }

    fn visit(&mut self, kind: Kind, pointer: &Pointer) {
        let Some(pointer) = tree::follow(self.document, pointer) else {
            return;
        };
        if !self.seen.insert((kind, pointer.clone())) {
            return;
        }
        let Some(object) = tree::at(self.document, &pointer).and_then(Value::as_object) else {
            return;
        };
        match kind {
            Kind::Schema => self.schema(&pointer, object),
            Kind::Parameter => {
                self.given(&pointer, object);
                self.one(pointer.child("schema"), Kind::Schema);
                self.properties(&pointer.child("content"), Kind::MediaType);
            }
            Kind::MediaType => {
                if is_json(&pointer) {
                    self.given(&pointer, object);
                }
                self.one(pointer.child("schema"), Kind::Schema);
            }
            Kind::Message => {
                self.properties(&pointer.child("headers"), Kind::Parameter);
                self.properties(&pointer.child("content"), Kind::MediaType);
            }
            Kind::PathItem => {
                self.properties(&pointer.child("parameters"), Kind::Parameter);
                for method in object.keys().filter(|key| is_method(key)) {
                    self.one(pointer.child(method), Kind::Operation);
                }
            }
            Kind::Operation => {
                self.properties(&pointer.child("parameters"), Kind::Parameter);
                self.one(pointer.child("requestBody"), Kind::Message);
                self.properties(&pointer.child("responses"), Kind::Message);
            }
        }
    }

    fn schema(&mut self, pointer: &Pointer, schema: &Map<String, Value>) {
        for keyword in ["example", "default"] {
            if let Some(value) = schema.get(keyword) {
                self.sample(pointer.child(keyword), pointer, value);
            }
        }
        let examples = pointer.child("examples");
        match schema.get("examples") {
            Some(Value::Array(values)) => {
                for (index, value) in values.iter().enumerate() {
                    self.sample(examples.index(index), pointer, value);
                }
            }
            // Not allowed by any version, but meant as it is for media types.
            Some(Value::Object(_)) => self.named(&examples, pointer),
            _ => {}
        }
        for keyword in [
            "items",
            "additionalProperties",
            "contains",
            "unevaluatedProperties",
            "unevaluatedItems",
        ] {
            self.one(pointer.child(keyword), Kind::Schema);
        }
        for keyword in [
            "properties",
            "patternProperties",
            "allOf",
            "oneOf",
            "anyOf",
            "prefixItems",
            "$defs",
            "definitions",
        ] {
            self.properties(&pointer.child(keyword), Kind::Schema);
        }
    }

    /// `example` and `examples` of a parameter, header or media type.
    fn given(&mut self, pointer: &Pointer, object: &Map<String, Value>) {
        let schema = pointer.child("schema");
        if let Some(value) = object.get("example") {
            self.sample(pointer.child("example"), &schema, value);
        }
        self.named(&pointer.child("examples"), &schema);
    }

    /// A map of Example Objects.
    fn named(&mut self, examples: &Pointer, schema: &Pointer) {
        let Some(map) = tree::at(self.document, examples).and_then(Value::as_object) else {
            return;
        };
        for name in map.keys() {
            let place = tree::follow(self.document, &examples.child(name))
                .map(|example| example.child("value"));
            if let Some((place, value)) =
                place.and_then(|place| tree::at(self.document, &place).map(|value| (place, value)))
            {
                self.sample(place, schema, value);
            }
        }
    }

    fn sample(&mut self, place: Pointer, schema: &Pointer, value: &Value) {
        let Some(target) = tree::follow(self.document, schema) else {
            return;
        };
        self.samples.push(Sample {
            place,
            schema: target,
            used_at: schema.clone(),
            value: value.clone(),
        });
    }

    /// Everything that an object or array holds.
    fn properties(&mut self, pointer: &Pointer, kind: Kind) {
        match tree::at(self.document, pointer) {
            Some(Value::Object(map)) => {
                for key in map.keys().filter(|key| !is_extension(key, kind)) {
                    self.pending.push_back((kind, pointer.child(key)));
                }
            }
            Some(Value::Array(items)) => {
                for index in 0..items.len() {
                    self.pending.push_back((kind, pointer.index(index)));
                }
            }
            _ => {}
        }
    }

    fn one(&mut self, pointer: Pointer, kind: Kind) {
        match tree::at(self.document, &pointer) {
            Some(Value::Object(_)) => self.pending.push_back((kind, pointer)),
            // `items` as a tuple.
            Some(Value::Array(_)) => self.properties(&pointer, kind),
            _ => {}
        }
    }
}

/// Names of schemas and properties can begin with `x-`; other maps hold extensions under it.
fn is_extension(key: &str, kind: Kind) -> bool {
    key.starts_with("x-") && kind != Kind::Schema
}

fn is_method(key: &str) -> bool {
    [
        "get", "put", "post", "delete", "options", "head", "patch", "trace",
    ]
    .contains(&key)
}

/// Whether the content at a pointer is JSON (`application/json`, `…+json`, with or without
/// parameters). Examples of other contents are texts of those.
fn is_json(pointer: &Pointer) -> bool {
    let name = pointer.steps().last().unwrap_or_default();
    let essence = name.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    essence == "*/*" || essence.ends_with("/json") || essence.ends_with("+json")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn found(document: &Value) -> Vec<(String, String)> {
        collect(document)
            .into_iter()
            .map(|sample| {
                let shown = |pointer: Pointer| pointer.as_str().to_owned();
                (shown(sample.place), shown(sample.schema))
            })
            .collect()
    }

    #[test]
    fn schemas_give_examples_and_defaults_at_every_depth() {
        let document = json!({"components": {"schemas": {
            "Pet": {
                "example": {"name": "x"},
                "properties": {
                    "example": {"type": "string", "default": "d"},
                    "x-kind": {"items": {"examples": [1, 2]}},
                },
            },
        }}});
        let pet = "/components/schemas/Pet";
        let inner = format!("{pet}/properties/x-kind/items");
        assert_eq!(
            found(&document),
            [
                (format!("{pet}/example"), pet.to_owned()),
                (
                    format!("{pet}/properties/example/default"),
                    format!("{pet}/properties/example")
                ),
                (format!("{inner}/examples/0"), inner.clone()),
                (format!("{inner}/examples/1"), inner.clone()),
            ]
        );
    }

    #[test]
    fn contents_and_parameters_give_examples_for_their_schema() {
        let document = json!({
            "paths": {"/a": {
                "parameters": [{"$ref": "#/components/parameters/P"}],
                "get": {"responses": {"200": {"content": {
                    "application/json; charset=utf-8": {
                        "schema": {"$ref": "#/components/schemas/Pet"},
                        "examples": {
                            "one": {"value": 1},
                            "two": {"$ref": "#/components/examples/Two"},
                            "far": {"externalValue": "https://example.com"},
                        },
                    },
                    "text/csv": {"schema": {"type": "string"}, "example": "a,b"},
                }}}},
            }},
            "components": {
                "examples": {"Two": {"value": 2}},
                "parameters": {"P": {"in": "query", "schema": {}, "example": "p"}},
                "schemas": {"Pet": {}},
            },
        });
        let content = "/paths/~1a/get/responses/200/content/application~1json; charset=utf-8";
        let pet = "/components/schemas/Pet".to_owned();
        assert_eq!(
            found(&document),
            [
                (
                    "/components/parameters/P/example".to_owned(),
                    "/components/parameters/P/schema".to_owned()
                ),
                (format!("{content}/examples/one/value"), pet.clone()),
                ("/components/examples/Two/value".to_owned(), pet),
            ]
        );
    }

    #[test]
    fn circles_end() {
        let document = json!({"components": {"schemas": {
            "A": {"properties": {"a": {"$ref": "#/components/schemas/A"}}, "example": {}},
            "B": {"$ref": "#/components/schemas/B"},
        }}});
        assert_eq!(found(&document).len(), 1);
    }
}
