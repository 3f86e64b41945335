//! How do objects other than schemas read in 3.0, and what do real ones leave out?

use super::walk::UpgradeVisitor;
use crate::diagnostic::Trail;
use crate::openapi::canonical::{DELIMITER, OF_ITEMS, WHOLE_QUERY};
use crate::openapi::media_type::{Family, family};
use crate::openapi::objects::ObjectKind;
use serde_json::{Map, Value, json};

/// Rewrites an object of this kind.
pub(super) fn rewrite(
    walk: &mut UpgradeVisitor,
    kind: ObjectKind,
    map: &mut Map<String, Value>,
    trail: &Trail<'_>,
) {
    match kind {
        ObjectKind::Operation => absent(map, "responses", || json!({})),
        ObjectKind::Response => absent(map, "description", || "".into()),
        ObjectKind::Parameter => {
            schema_of_parameter(walk, map, trail);
            example_of_list(map);
            whole_query(walk, map, trail);
            plain_cookie(map);
            // Section 4.7.12: a path parameter must be required.
            if let Some(location) = map.get("in").and_then(Value::as_str)
                && location.eq_ignore_ascii_case("path")
            {
                map.insert("required".to_owned(), true.into());
            }
        }
        ObjectKind::Header => {
            // Properties of a Parameter Object that a Header Object has no use for.
            map.shift_remove("name");
            map.shift_remove("in");
            schema_of_parameter(walk, map, trail);
            example_of_list(map);
        }
        ObjectKind::MediaType => {
            schema_of_items(walk, map, trail);
            example_of_list(map);
        }
        ObjectKind::ServerVariable => absent_default(map),
        ObjectKind::SecurityScheme => security_scheme(map),
        ObjectKind::RequestBody => absent(map, "content", || json!({})),
        ObjectKind::OpenApi => absent(map, "paths", || json!({})),
        _ => {}
    }
}

/// Puts a value where there is none, or null.
fn absent(map: &mut Map<String, Value>, key: &str, value: impl FnOnce() -> Value) {
    if map.get(key).is_none_or(Value::is_null) {
        map.insert(key.to_owned(), value());
    }
}

/// Keywords that make a Schema Object out of an Items Object of Swagger 2.0. They stand directly
/// in the parameter there, and by mistake in some later documents.
pub(super) const SIMPLE: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "x-nullable",
    "nullable",
];

/// Collects the schema of a parameter that spells it without `schema`.
fn schema_of_parameter(walk: &mut UpgradeVisitor, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    if map.contains_key("schema") || map.contains_key("content") || !map.contains_key("type") {
        return;
    }
    let pointer = trail.pointer();
    let inside = pointer.child("schema");
    let mut schema = Map::new();
    for key in SIMPLE {
        if let Some(value) = map.shift_remove(*key) {
            walk.moved.push(inside.child(key), pointer.child(key));
            schema.insert((*key).to_owned(), value);
        }
    }
    map.insert("schema".to_owned(), Value::Object(schema));
}

/// `in: querystring`, new in 3.2: the whole query. As a form, it is what 3.0 calls the properties of an
/// object in the query. As JSON or text, it has a mark.
fn whole_query(walk: &mut UpgradeVisitor, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    const FORM: &str = "application/x-www-form-urlencoded";
    if map.get("in").and_then(Value::as_str) != Some("querystring") {
        return;
    }
    let Some(content) = map.get_mut("content").and_then(Value::as_object_mut) else {
        return;
    };
    let is_value = |name: &String| matches!(family(name), Family::Json | Family::Text);
    if !content.contains_key(FORM) && content.keys().any(is_value) {
        map.insert("in".to_owned(), json!("query"));
        map.insert(WHOLE_QUERY.to_owned(), json!(true));
        return;
    }
    let form = content.get_mut(FORM).and_then(Value::as_object_mut);
    let Some(form) = form.filter(|form| !form.contains_key("encoding")) else {
        return;
    };
    let schema = form.shift_remove("schema").unwrap_or_else(|| json!({}));
    let pointer = trail.pointer();
    let written = pointer.child("content").child(FORM).child("schema");
    walk.moved.push(pointer.child("schema"), written);
    map.shift_remove("content");
    map.insert("schema".to_owned(), schema);
    for (key, value) in [
        ("in", json!("query")),
        ("style", json!("form")),
        ("explode", json!(true)),
    ] {
        map.insert(key.to_owned(), value);
    }
}

/// `style: cookie`, new in 3.2, which 3.0 has no name for.
fn plain_cookie(map: &mut Map<String, Value>) {
    let is = |key: &str| map.get(key).and_then(Value::as_str) == Some("cookie");
    if is("in") && is("style") {
        map.shift_remove("style");
        map.insert(DELIMITER.to_owned(), "cookie".into());
    }
}

/// `itemSchema`, new in 3.2: the schema of each item of a sequence, which 3.0 has no other place
/// for than `schema`. The schema of the whole says less.
fn schema_of_items(walk: &mut UpgradeVisitor, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    if let Some(schema) = map.shift_remove("itemSchema") {
        let pointer = trail.pointer();
        walk.moved
            .push(pointer.child("schema"), pointer.child("itemSchema"));
        map.insert("schema".to_owned(), schema);
        map.insert(OF_ITEMS.to_owned(), true.into());
    }
}

/// `examples` as a list, as in JSON Schema: the first is the example.
pub(super) fn example_of_list(map: &mut Map<String, Value>) {
    if map
        .get("examples")
        .is_some_and(|examples| !examples.is_object())
        && let Some(Value::Array(list)) = map.shift_remove("examples")
        && let Some(first) = list.into_iter().next()
        && !map.contains_key("example")
    {
        map.insert("example".to_owned(), first);
    }
}

fn absent_default(map: &mut Map<String, Value>) {
    let first = map
        .get("enum")
        .and_then(|values| values.get(0))
        .cloned()
        .unwrap_or_else(|| "".into());
    absent(map, "default", || first);
}

/// Mutual TLS, new in 3.1: converted to an HTTP scheme with an unregistered name, so that it is
/// reported as unsupported.
fn security_scheme(map: &mut Map<String, Value>) {
    if map.get("type").is_some_and(|kind| kind == "mutualTLS") {
        map.insert("type".to_owned(), "http".into());
        map.insert("scheme".to_owned(), "mutualTLS".into());
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Pointer, Report};
    use crate::upgrade::upgrade;
    use serde_json::json;

    #[test]
    fn a_whole_query_is_the_properties_of_an_object() {
        let form = "application/x-www-form-urlencoded";
        let parameter = |content: serde_json::Value| {
            let parameter = json!({"name": "all", "in": "querystring", "content": content});
            let tree = json!({"openapi": "3.2.0", "components": {"parameters": {"A": parameter}}});
            let upgraded = upgrade(tree, &mut Report::new()).unwrap();
            let schema = Pointer::from_escaped("/components/parameters/A/schema/type".to_owned());
            let origin = upgraded.moved.origin(&schema).as_str().to_owned();
            let parameter = upgraded.tree.pointer("/components/parameters/A");
            (parameter.unwrap().clone(), origin)
        };
        let (upgraded, origin) = parameter(json!({form: {"schema": {"type": "object"}}}));
        assert_eq!(
            upgraded,
            json!({"name": "all", "in": "query", "style": "form", "explode": true,
                "schema": {"type": "object"}})
        );
        let written = "content/application~1x-www-form-urlencoded/schema/type";
        assert_eq!(origin, format!("/components/parameters/A/{written}"));
        let content = json!({form: {"encoding": {"a": {}}}});
        assert_eq!(parameter(content.clone()).0["content"], content);
        for content in [json!({"text/plain": {}}), json!({"application/json": {}})] {
            let (upgraded, _) = parameter(content.clone());
            let expected = json!({"name": "all", "in": "query", "content": content,
                "x-bindery-whole-query": true});
            assert_eq!(upgraded, expected);
        }
    }

    #[test]
    fn a_cookie_of_its_own_style_has_a_mark() {
        let parameter = json!({"name": "a", "in": "cookie", "style": "cookie",
            "schema": {"type": "string"}});
        let tree = json!({"openapi": "3.2.0", "components": {"parameters": {"A": parameter}}});
        let upgraded = upgrade(tree, &mut Report::new()).unwrap();
        assert_eq!(
            upgraded.tree.pointer("/components/parameters/A").unwrap(),
            &json!({"name": "a", "in": "cookie", "schema": {"type": "string"},
                "x-bindery-delimiter": "cookie"})
        );
    }

    #[test]
    fn the_schema_of_items_is_kept_as_the_schema() {
        let media_type = json!({"itemSchema": {"type": "object", "properties": {"data": {
            "type": "string", "contentMediaType": "application/json",
            "contentSchema": {"type": ["integer", "null"]},
        }}}});
        let response = json!({"description": "", "content": {"text/event-stream": media_type}});
        let tree = json!({"openapi": "3.2.0", "components": {"responses": {"A": response}}});
        let upgraded = upgrade(tree, &mut Report::new()).unwrap();
        let base = "/components/responses/A/content/text~1event-stream";
        assert_eq!(
            upgraded.tree.pointer(base).unwrap(),
            &json!({"x-bindery-of-items": true, "schema": {"type": "object", "properties": {
                "data": {"type": "string", "contentSchema": {"type": "integer", "nullable": true}},
            }}})
        );
        let schema = Pointer::from_escaped(format!("{base}/schema/type"));
        let origin = upgraded.moved.origin(&schema);
        assert_eq!(origin.as_str(), format!("{base}/itemSchema/type"));
    }
}
