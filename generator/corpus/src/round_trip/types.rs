//! Which type stands for the schema at a pointer?
//!
//! The types of the document know only where they themselves come from; here every use of one is
//! followed into the tree beside it: properties, elements, variants, parameters, bodies, responses.

use super::side::{Side, Sides};
use super::tree;
use bindery::diagnostic::Pointer;
use bindery::ir::{
    Api, Field, Location, Operation, Parameter, Payload, Presence, Rest, Shape, StatusMatch,
    Struct, Type, TypeId,
};
use serde_json::Value;
use std::collections::{BTreeMap, VecDeque};

/// The type that stands for a schema.
#[derive(Clone, Debug, PartialEq)]
pub struct Use {
    /// The type, null included where the use allows for it.
    pub ty: Type,
    /// Other schemas that its values are instances of too: a property that several parts of a
    /// composition list has one type, which need not hold what only one of them allows.
    pub also: Vec<Pointer>,
    /// The side that the type is for, where the other has another one.
    pub side: Option<Side>,
}

/// The types of the schemas that one is known for.
#[derive(Debug, Default)]
pub struct Uses {
    /// The types of responses, and those of both sides.
    usual: BTreeMap<Pointer, Use>,
    /// What only requests hold.
    requests: BTreeMap<Pointer, Use>,
}

impl Uses {
    /// The types that stand for a schema: one, or that of responses and that of requests.
    pub fn get(&self, schema: &Pointer) -> impl Iterator<Item = &Use> {
        let both = [&self.usual, &self.requests].into_iter();
        both.filter_map(move |uses| uses.get(schema))
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Use> {
        self.usual.values().chain(self.requests.values())
    }

    fn of(&mut self, side: Option<Side>) -> &mut BTreeMap<Pointer, Use> {
        match side {
            Some(Side::Request) => &mut self.requests,
            Some(Side::Response) | None => &mut self.usual,
        }
    }
}

/// The types of every schema that one is known for.
pub fn by_schema(document: &Value, api: &Api) -> Uses {
    let mut walk = Walk {
        document,
        api,
        sides: Sides::of(api),
        pending: VecDeque::new(),
        merged: VecDeque::new(),
        found: Uses::default(),
    };
    // The type itself is more certain than the result of a walk.
    for (id, def) in api.types() {
        walk.push(def.origin.pointer.clone(), &Type::Named(id));
    }
    for operation in &api.operations {
        walk.operation(operation);
    }
    while let Some((pointer, found)) = walk.next() {
        walk.visit(pointer, found);
    }
    walk.found
}

struct Walk<'a> {
    document: &'a Value,
    api: &'a Api,
    pending: VecDeque<(Pointer, Use)>,
    /// Those that are instances of more than one schema. What stands for a schema alone is better.
    merged: VecDeque<(Pointer, Use)>,
    found: Uses,
    sides: Sides,
}

impl Walk<'_> {
    fn push(&mut self, pointer: Pointer, ty: &Type) {
        let used = self.used(ty, Vec::new());
        self.pending.push_back((pointer, used));
    }

    fn used(&self, ty: &Type, also: Vec<Pointer>) -> Use {
        Use {
            ty: ty.clone(),
            also,
            side: self.sides.side(ty),
        }
    }

    fn next(&mut self) -> Option<(Pointer, Use)> {
        self.pending.pop_front().or_else(|| self.merged.pop_front())
    }

    fn visit(&mut self, pointer: Pointer, found: Use) {
        let Some(schema) = tree::at(self.document, &pointer) else {
            return;
        };
        if self.found.of(found.side).contains_key(&pointer) {
            return;
        }
        // What a reference leads to is an instance of nothing else elsewhere, and the parts of a
        // merged property are merged too.
        if found.also.is_empty() {
            match tree::reference(schema) {
                Some(target) => self.push(target, &found.ty),
                None => self.parts(&pointer, schema, &found.ty),
            }
        }
        self.found.of(found.side).insert(pointer, found);
    }

    /// What the schema at `pointer` consists of.
    fn parts(&mut self, pointer: &Pointer, schema: &Value, ty: &Type) {
        match self.api.resolve(ty) {
            Type::Nullable(inner) => self.parts(pointer, schema, inner),
            Type::List(item) => self.push(pointer.child("items"), item),
            Type::Map(value) => self.push(pointer.child("additionalProperties"), value),
            Type::Tuple(items) => {
                let list = match schema.get("prefixItems") {
                    Some(_) => pointer.child("prefixItems"),
                    None => pointer.child("items"),
                };
                for (index, item) in items.iter().enumerate() {
                    self.push(list.index(index), item);
                }
            }
            Type::Named(id) => self.parts_of_named(pointer, schema, *id),
            Type::Scalar(_) | Type::Foreign(_) | Type::Any => {}
        }
    }

    fn parts_of_named(&mut self, pointer: &Pointer, schema: &Value, id: TypeId) {
        match self.api.get(id).map(|def| &def.shape) {
            Some(Shape::Struct(shape)) => self.properties(pointer, shape),
            Some(Shape::Union(union)) => {
                for keyword in ["oneOf", "anyOf"] {
                    let parts = schema.get(keyword).and_then(Value::as_array);
                    // Where parts were merged or dropped, they cannot be identified here.
                    if parts.map(Vec::len) == Some(union.variants.len()) {
                        let list = pointer.child(keyword);
                        for (index, variant) in union.variants.iter().enumerate() {
                            self.push(list.index(index), &variant.ty);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn properties(&mut self, pointer: &Pointer, shape: &Struct) {
        let parts = self.composition(pointer);
        for field in &shape.fields {
            self.property(&parts, field);
        }
        if let Rest::Kept(ty) = &shape.rest {
            self.push(pointer.child("additionalProperties"), ty);
        }
    }

    /// A property, in every part of a composition that lists it.
    fn property(&mut self, parts: &[Pointer], field: &Field) {
        let listed: Vec<Pointer> = parts
            .iter()
            .map(|part| part.child("properties").child(field.name.untrusted()))
            .filter(|pointer| tree::at(self.document, pointer).is_some())
            .collect();
        let ty = with_null(&field.ty, field.presence);
        if let [pointer] = listed.as_slice() {
            return self.push(pointer.clone(), &ty);
        }
        for pointer in &listed {
            let others = listed.iter().filter(|other| *other != pointer);
            let used = self.used(&ty, others.cloned().collect());
            self.merged.push_back((pointer.clone(), used));
        }
    }

    /// A schema and everything that its `allOf` joins with it.
    fn composition(&self, pointer: &Pointer) -> Vec<Pointer> {
        let mut pending = vec![pointer.clone()];
        let mut parts = Vec::new();
        while let Some(pointer) = pending.pop() {
            let Some(pointer) = tree::follow(self.document, &pointer) else {
                continue;
            };
            if parts.contains(&pointer) {
                continue;
            }
            let list = pointer.child("allOf");
            let joined = tree::at(self.document, &list).and_then(Value::as_array);
            pending.extend((0..joined.map_or(0, Vec::len)).map(|index| list.index(index)));
            parts.push(pointer);
        }
        parts
    }

    fn operation(&mut self, operation: &Operation) {
        let pointer = &operation.pointer;
        for parameter in &operation.parameters {
            self.parameter(pointer, parameter);
        }
        if let Some(body) = &operation.body {
            let media = self.content(&pointer.child("requestBody"), body.media_type.untrusted());
            match (&body.payload, media) {
                (Payload::Json(ty), Some(schema)) => self.push(schema, ty),
                (Payload::Form(fields), Some(schema)) => {
                    let parts = self.composition(&schema);
                    for field in fields {
                        self.property(&parts, &field.field);
                    }
                }
                _ => {}
            }
        }
        for response in &operation.responses {
            if let Some(body) = &response.body
                && let Payload::Json(ty) = &body.payload
                && let Some(response) = self.response(pointer, response.status)
                && let Some(schema) = self.content(&response, body.media_type.untrusted())
            {
                self.push(schema, ty);
            }
        }
        for error in &operation.errors {
            if let Some(ty) = &error.body
                && let Some(response) = self.response(pointer, error.status)
                && let Some(schema) = self.content(&response, "application/json")
            {
                self.push(schema, ty);
            }
        }
    }

    /// The parameter may stand with the operation or with its path.
    fn parameter(&mut self, operation: &Pointer, parameter: &Parameter) {
        let item = parent(operation).child("parameters");
        let place = match parameter.location {
            Location::Path => "path",
            Location::Query | Location::QueryString => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
        };
        for list in [operation.child("parameters"), item] {
            let count = tree::at(self.document, &list).and_then(Value::as_array);
            for index in 0..count.map_or(0, Vec::len) {
                let Some(found) = tree::follow(self.document, &list.index(index)) else {
                    continue;
                };
                let text = |property: &str| {
                    tree::at(self.document, &found.child(property)).and_then(Value::as_str)
                };
                if text("name") == Some(parameter.name.untrusted()) && text("in") == Some(place) {
                    let ty = with_null(&parameter.ty, parameter.presence);
                    self.push(found.child("schema"), &ty);
                    if let Some(schema) = self.content(&found, "application/json") {
                        self.push(schema, &ty);
                    }
                    return;
                }
            }
        }
    }

    fn response(&self, operation: &Pointer, status: StatusMatch) -> Option<Pointer> {
        let responses = operation.child("responses");
        let names = match status {
            StatusMatch::Code(code) => vec![code.to_string()],
            StatusMatch::Range(digit) => vec![format!("{digit}XX"), format!("{digit}xx")],
            StatusMatch::Default => vec!["default".to_owned()],
        };
        names
            .iter()
            .map(|name| responses.child(name))
            .find(|pointer| tree::at(self.document, pointer).is_some())
    }

    /// The schema of a content of the message at `pointer`.
    fn content(&self, pointer: &Pointer, media_type: &str) -> Option<Pointer> {
        let schema = tree::follow(self.document, pointer)?
            .child("content")
            .child(media_type)
            .child("schema");
        tree::at(self.document, &schema).map(|_| schema)
    }
}

fn with_null(ty: &Type, presence: Presence) -> Type {
    match presence {
        Presence::RequiredNullable | Presence::OptionalNullable => {
            Type::Nullable(Box::new(ty.clone()))
        }
        Presence::Required | Presence::Optional => ty.clone(),
    }
}

/// What holds the value at a pointer.
fn parent(pointer: &Pointer) -> Pointer {
    let text = pointer.as_str();
    Pointer::from_escaped(text.rsplit_once('/').map_or("", |(parent, _)| parent))
}

#[cfg(test)]
mod tests {
    use super::*;
    use bindery::ir::{
        Docs, IntegerFormat, Limits, Name, Origin, Retry, Scalar, TextFormat, TypeDef,
    };
    use serde_json::json;

    const TEXT: Type = Type::Scalar(Scalar::Text(TextFormat::Plain));
    const COUNT: Type = Type::Scalar(Scalar::Integer(IntegerFormat::I64));

    fn field(name: &str, ty: Type, presence: Presence) -> Field {
        Field {
            name: name.into(),
            pinned: None,
            ty,
            presence,
            default: None,
            tag: None,
            docs: Docs::default(),
            limits: Limits::default(),
            read_only: false,
            write_only: false,
        }
    }

    fn pet(fields: Vec<Field>) -> Api {
        let schemas = Pointer::root().child("components").child("schemas");
        Api {
            title: bindery::text::DocumentText::default(),
            version: bindery::text::DocumentText::default(),
            docs: Docs::default(),
            servers: Vec::new(),
            schemes: Vec::new(),
            headers: Vec::new(),
            views: BTreeMap::new(),
            retry: Retry::default(),
            types: vec![TypeDef {
                origin: Origin {
                    pointer: schemas.child("Pet"),
                    name: Name::Component("Pet".into()),
                    others: Vec::new(),
                },
                shape: Shape::Struct(Struct {
                    fields,
                    rest: Rest::Ignored,
                }),
                docs: Docs::default(),
                limits: Limits::default(),
                default: None,
            }],
            operations: Vec::new(),
            omitted: Vec::new(),
        }
    }

    #[test]
    fn properties_are_found_through_compositions_and_references() {
        let document = json!({"components": {"schemas": {
            "Base": {"properties": {"tags": {"type": "array", "items": {"type": "string"}}}},
            "Count": {"type": "integer"},
            "Pet": {"allOf": [
                {"$ref": "#/components/schemas/Base"},
                {"properties": {
                    "age": {"$ref": "#/components/schemas/Count"},
                    "name": {"type": "string", "nullable": true},
                }},
            ]},
        }}});
        let api = pet(vec![
            field("tags", Type::List(Box::new(TEXT)), Presence::Optional),
            field("age", COUNT, Presence::Optional),
            field("name", TEXT, Presence::OptionalNullable),
        ]);
        let found = by_schema(&document, &api);
        let at = |path: &str| {
            let pointer = Pointer::from_escaped(format!("/components/schemas{path}"));
            found.get(&pointer).next().map(|found| &found.ty)
        };
        assert_eq!(at("/Pet"), Some(&Type::Named(TypeId::new(0))));
        assert_eq!(at("/Base/properties/tags/items"), Some(&TEXT));
        assert_eq!(at("/Count"), Some(&COUNT));
        assert_eq!(
            at("/Pet/allOf/1/properties/name"),
            Some(&Type::Nullable(Box::new(TEXT)))
        );
        assert_eq!(at("/Base"), None);
    }

    #[test]
    fn a_schema_has_a_type_for_each_side() {
        let document = json!({"components": {"schemas": {
            "Pet": {"properties": {"name": {"type": "string"}}},
            "New": {"properties": {"pet": {"$ref": "#/components/schemas/Pet"}}},
        }}});
        let mut api = pet(vec![field("name", TEXT, Presence::Optional)]);
        let schemas = Pointer::root().child("components").child("schemas");
        let [response, request] = [0, 1].map(TypeId::new);
        let mut new = api.types.clone();
        new[0].origin.pointer = schemas.child("New");
        new[0].shape = Shape::Struct(Struct {
            fields: vec![field("pet", Type::Named(request), Presence::Optional)],
            rest: Rest::Ignored,
        });
        api.types.push(api.types[0].clone());
        api.types.extend(new);
        api.views.insert(request, response);
        let found = by_schema(&document, &api);
        let at = |pointer: &Pointer| -> Vec<_> {
            let uses = found.get(pointer);
            uses.map(|found| (found.ty.clone(), found.side)).collect()
        };
        assert_eq!(
            at(&schemas.child("Pet")),
            [
                (Type::Named(response), Some(Side::Response)),
                (Type::Named(request), Some(Side::Request)),
            ]
        );
        // It goes one way, and holds what goes that way.
        let new = (Type::Named(TypeId::new(2)), Some(Side::Request));
        assert_eq!(at(&schemas.child("New")), [new]);
        let name = schemas.child("Pet").child("properties").child("name");
        assert_eq!(at(&name), [(TEXT, None)]);
    }

    #[test]
    fn a_property_that_two_parts_list_is_an_instance_of_both() {
        let document = json!({"components": {"schemas": {"Pet": {
            "properties": {"a": {"type": "string"}},
            "allOf": [{"properties": {"a": {"enum": ["x"]}}}],
        }}}});
        let api = pet(vec![field("a", TEXT, Presence::Optional)]);
        let found = by_schema(&document, &api);
        let pet = Pointer::from_escaped("/components/schemas/Pet");
        let own = pet.child("properties").child("a");
        let inner = pet.child("allOf").index(0).child("properties").child("a");
        let also = |pointer: &Pointer| found.get(pointer).next().map(|found| found.also.clone());
        assert_eq!(also(&own), Some(vec![inner.clone()]));
        assert_eq!(also(&inner), Some(vec![own]));
    }
}
