//! Documents whose schemas ask for as much work as they can.

use super::kinds::{map, reference, responding, responses, values, whole};
use serde_json::{Map, Value, json};

/// One text of a length that grows with the logarithm of `number`, in one of many spellings.
pub fn spelled(number: usize) -> String {
    let bits = (0..12).map(|bit| if number >> bit & 1 == 1 { '-' } else { '.' });
    format!("a{}b", bits.collect::<String>())
}

pub fn objects(count: usize) -> Map<String, Value> {
    map(count, |number| {
        let name = format!("S{number}");
        let own = format!("p{number}");
        let object = json!({"type": "object", "required": ["t", own],
            "properties": {"t": {"type": "string", "enum": [name]}, own: {"type": "string"}}});
        (name, object)
    })
}

pub fn union_of(objects: Map<String, Value>, mapped: Option<usize>) -> String {
    let variants: Vec<Value> = objects.keys().map(|name| reference(name)).collect();
    let mut union = json!({"oneOf": variants});
    if let Some(count) = mapped {
        let target = |number| {
            (
                format!("k{number}"),
                json!(format!("#/components/schemas/S{number}")),
            )
        };
        union["discriminator"] = json!({"propertyName": "t", "mapping": map(count, target)});
    }
    responding(&union, objects)
}

pub fn inline_union(count: usize) -> String {
    let variant = |number| {
        let own = format!("p{number}");
        json!({"type": "object", "required": [own], "properties": {own: {"type": "string"}}})
    };
    responding(&json!({"oneOf": values(count, variant)}), Map::new())
}

pub fn union_of_lists(count: usize) -> String {
    let variant = |number| {
        let own = format!("p{number}");
        json!({"type": "array", "items": {"type": "object", "required": [own], "properties": {own: {"type": "string"}}}})
    };
    responding(&json!({"oneOf": values(count, variant)}), Map::new())
}

pub fn union_of_formats(count: usize) -> String {
    let variant = |number| json!({"type": "string", "pattern": format!("^a{number}$")});
    responding(&json!({"anyOf": values(count, variant)}), Map::new())
}

pub fn union_graph(count: usize) -> String {
    let schemas = map(count, |own| {
        let property = format!("p{own}");
        let others = (0..count).filter(|other| *other != own);
        let mut variants: Vec<Value> = others
            .map(|other| reference(&format!("U{other}")))
            .collect();
        variants.push(json!({"type": "object", "required": [property], "properties": {property: {"type": "string"}}}));
        (format!("U{own}"), json!({"oneOf": variants}))
    });
    responding(&reference("U0"), schemas)
}

/// Each union is a variant of the one before it, and the first of the last.
pub fn union_ring(count: usize) -> String {
    let schemas = map(count, |own| {
        let own_variant = json!({"type": "string", "pattern": format!("^a{own}$")});
        let next = reference(&format!("U{}", (own + 1) % count));
        (format!("U{own}"), json!({"anyOf": [own_variant, next]}))
    });
    responding(&reference("U0"), schemas)
}

pub fn extending(count: usize) -> String {
    let schemas = map(count, |own| {
        let others = (0..count).filter(|other| *other != own);
        let others: Vec<Value> = others
            .map(|other| reference(&format!("S{other}")))
            .collect();
        (format!("S{own}"), json!({"allOf": others}))
    });
    responding(&reference("S0"), schemas)
}

pub fn tuples(count: usize) -> String {
    let item = |number| {
        let own = format!("p{number}");
        json!({"type": "object", "properties": {own: {"type": "string"}}})
    };
    responding(
        &json!({"type": "array", "prefixItems": values(count, item)}),
        Map::new(),
    )
}

pub fn tuples_of_constants(count: usize) -> String {
    let item = |number| json!({"type": "string", "const": format!("v{number}")});
    responding(
        &json!({"type": "array", "prefixItems": values(count, item)}),
        Map::new(),
    )
}

pub fn default_enum(count: usize) -> String {
    let last = format!("v{}", count - 1);
    let listed =
        json!({"type": "string", "enum": values(count, |number| json!(format!("v{number}")))});
    let property = |number| {
        (
            format!("a{number}"),
            json!({"allOf": [reference("E")], "default": last}),
        )
    };
    let schemas = Map::from_iter([("E".to_owned(), listed)]);
    responding(
        &json!({"type": "object", "properties": map(count, property)}),
        schemas,
    )
}

pub fn conditions(count: usize) -> String {
    let all = values(count, |number| {
        let is = json!({"properties": {"t": {"const": format!("v{number}")}}});
        json!({"if": is, "then": {"properties": {"p": {"type": "string", "minLength": number}}}})
    });
    responding(
        &json!({"type": "object", "properties": {"t": {"type": "string"}}, "allOf": all}),
        Map::new(),
    )
}

pub fn definitions(count: usize) -> String {
    let definition = |number| {
        let next = format!("#/definitions/D{}", (number + 1) % count);
        (
            format!("D{number}"),
            json!({"type": "object", "properties": {"n": {"$ref": next}}}),
        )
    };
    json!({
        "swagger": "2.0", "info": {"title": "t", "version": "1"}, "host": "a.b",
        "paths": {"/a": {"get": {"responses": {"200": {"description": "d", "schema": {"$ref": "#/definitions/D0"}}}}}},
        "definitions": map(count, definition),
    })
    .to_string()
}

pub fn checked_chain(count: usize) -> String {
    let mut schemas = map(count, |number| {
        let next = reference(&format!("S{}", number + 1));
        (
            format!("S{number}"),
            json!({"type": "object", "properties": {"n": next}}),
        )
    });
    schemas.insert(
        format!("S{count}"),
        json!({"type": "string", "enum": ["a", "b"]}),
    );
    let body = json!({"content": {"application/json": {"schema": reference("S0")}}});
    let operation = json!({"requestBody": body, "responses": responses(&reference("S0"))});
    whole(
        &json!({"/a": {"post": operation}}),
        &json!({"schemas": schemas}),
    )
}
