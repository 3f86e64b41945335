//! How does a schema of any version read as a Schema Object of 3.0?
//!
//! A schema is rewritten before its parts are, so each rule sees parts as the author wrote them.

mod bounds;
mod conditional;
mod keywords;
mod null;
mod plain;
mod reference;
mod required;
mod tuple;
mod types;
mod values;
mod whole;
mod wide;

use super::walk::UpgradeVisitor;
use crate::diagnostic::Trail;
use serde_json::{Map, Value};

/// Rewrites one schema, without its parts.
pub(super) fn rewrite(walk: &mut UpgradeVisitor, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    if map.get("$ref").is_some_and(Value::is_string) {
        reference::siblings(walk, map, trail);
        if map.contains_key("$ref") {
            return;
        }
    }
    if plain::is_plain(map) {
        required::rewrite(map);
        return;
    }
    types::spelling(map, walk.version);
    null::unions(walk, map, trail);
    conditional::rewrite(walk, map, trail);
    keywords::default_mapping(map);
    keywords::annotated_enum(map);
    keywords::rewrite(walk, map, trail);
    tuple::rewrite(walk, map, trail);
    required::rewrite(map);
    types::several(walk, map, trail);
    types::infer(map);
    whole::rewrite(map);
    wide::rewrite(map);
    bounds::rewrite(map);
    values::rewrite(map);
    types::irrelevant(map);
}

/// Moves a property of a schema into a part of it.
fn relocate(
    walk: &mut UpgradeVisitor,
    from: &mut Map<String, Value>,
    to: &mut Map<String, Value>,
    key: &str,
    old: &Trail<'_>,
    new: &crate::diagnostic::Pointer,
) {
    if let Some(value) = from.shift_remove(key) {
        walk.moved.push(new.child(key), old.key(key).pointer());
        to.insert(key.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Pointer, Report};
    use crate::upgrade::{Moved, upgrade};
    use serde_json::{Value, json};

    fn upgraded(version: &str, schema: Value) -> (Value, Moved) {
        let tree = json!({"openapi": version, "components": {"schemas": {"A": schema}}});
        let upgraded = upgrade(tree, &mut Report::new()).unwrap();
        (
            upgraded.tree["components"]["schemas"]["A"].clone(),
            upgraded.moved,
        )
    }

    /// Holds the upgrade of each schema of 3.1 against the schema expected.
    #[track_caller]
    fn becomes(schema: Value, expected: Value) {
        assert_eq!(upgraded("3.1.0", schema).0, expected);
    }

    #[test]
    fn every_spelling_of_null_is_nullable() {
        let text = json!({"type": "string", "nullable": true});
        becomes(json!({"type": ["string", "null"]}), text.clone());
        becomes(
            json!({"anyOf": [{"type": "null"}, {"type": "string"}]}),
            text.clone(),
        );
        becomes(
            json!({"oneOf": [{"type": "string"}, {"enum": [null]}]}),
            text.clone(),
        );
        becomes(json!({"type": "string", "x-nullable": true}), text);
        becomes(
            json!({"type": "string", "enum": ["a", null]}),
            json!({"type": "string", "enum": ["a"], "nullable": true}),
        );
        becomes(
            json!({"anyOf": [{"$ref": "#/components/schemas/A"}, {"type": "null"}]}),
            json!({"nullable": true, "allOf": [{"$ref": "#/components/schemas/A"}]}),
        );
        becomes(
            json!({"allOf": [{"$ref": "#/components/schemas/A"}, {"nullable": true}]}),
            json!({"allOf": [{"$ref": "#/components/schemas/A"}], "nullable": true}),
        );
        becomes(
            json!({"type": "null"}),
            json!({"nullable": true, "enum": [null]}),
        );
        let odata = json!({"anyOf": [{"$ref": "#/a"}, {"type": "object", "nullable": true}]});
        let expected = json!({"nullable": true, "allOf": [{"$ref": "#/a"}]});
        assert_eq!(upgraded("3.0.0", odata).0, expected);
    }

    #[test]
    fn several_types_are_a_union() {
        becomes(
            json!({"type": ["string", "integer"], "maxLength": 3, "minimum": 1, "title": "t"}),
            json!({"title": "t", "anyOf": [
                {"type": "string", "maxLength": 3}, {"type": "integer", "minimum": 1}
            ]}),
        );
        becomes(
            json!({"type": ["integer", "number"]}),
            json!({"type": "number"}),
        );
        becomes(
            json!({"type": ["string", "integer"], "enum": ["a", 1]}),
            json!({"anyOf": [
                {"type": "string", "enum": ["a"]}, {"type": "integer", "enum": [1]}
            ]}),
        );
    }

    #[test]
    fn siblings_of_a_reference_stand_beside_it() {
        let schema = json!({"$ref": "#/a", "description": "d", "minLength": 1});
        let (new, moved) = upgraded("3.1.0", schema.clone());
        let expected = json!({"description": "d", "minLength": 1, "allOf": [{"$ref": "#/a"}]});
        assert_eq!(new, expected);
        let pointer = Pointer::from_escaped("/components/schemas/A/allOf/0/$ref");
        assert_eq!(
            moved.origin(&pointer).as_str(),
            "/components/schemas/A/$ref"
        );
        let expected = json!({"description": "d", "allOf": [{"$ref": "#/a"}]});
        assert_eq!(upgraded("3.0.0", schema).0, expected);
        becomes(json!({"$ref": "#/a", "title": "t"}), json!({"$ref": "#/a"}));
    }

    #[test]
    fn keywords_of_json_schema_have_their_spelling_in_three() {
        becomes(
            json!({"const": "a"}),
            json!({"type": "string", "enum": ["a"]}),
        );
        becomes(
            json!({"type": "integer", "exclusiveMinimum": 0, "maximum": 5, "exclusiveMaximum": 9}),
            json!({"type": "integer", "maximum": 5, "minimum": 0, "exclusiveMinimum": true}),
        );
        becomes(
            json!({"type": "string", "contentEncoding": "base64", "examples": ["x", "y"]}),
            json!({"type": "string", "example": "x", "format": "byte"}),
        );
        becomes(
            json!({"oneOf": [{"const": "a", "description": "A"}, {"const": "b"}]}),
            json!({"enum": ["a", "b"], "x-enum-descriptions": {"a": "A"}, "type": "string"}),
        );
        becomes(
            json!({"type": "object", "patternProperties": {"^a": {"type": "string"}}}),
            json!({"type": "object", "additionalProperties": {"type": "string"}, "x-bindery-key-pattern": "^a"}),
        );
        becomes(
            json!({"type": "array", "prefixItems": [{"type": "string"}, true], "items": false}),
            json!({"type": "array", "items": {"anyOf": [{"type": "string"}, {}]},
                "x-bindery-prefix-items": [{"type": "string"}, true]}),
        );
        becomes(
            json!({"properties": {"a": true, "b": false}}),
            json!({"properties": {"a": {}, "b": {"not": {}}}, "type": "object"}),
        );
    }

    #[test]
    fn properties_on_a_condition_are_properties() {
        let properties = |schema: Value| upgraded("3.1.0", schema).0["properties"].clone();
        let (new, moved) = upgraded(
            "3.1.0",
            json!({
                "properties": {"k": {"type": "string"}},
                "if": {"properties": {"k": {"const": "a"}}},
                "then": {"properties": {"k": {"const": "a"}, "y": false, "z": {"type": "integer"}}},
                "else": {"properties": {"y": {"type": "string"}, "z": {"type": "string"}}},
            }),
        );
        assert_eq!(
            new["properties"],
            json!({
                "k": {"type": "string"},
                "z": {"anyOf": [{"type": "integer"}, {"type": "string"}]},
                "y": {"type": "string"},
            })
        );
        let base = "/components/schemas/A";
        let origin = |new: &str| {
            let new = Pointer::from_escaped(format!("{base}/{new}"));
            moved.origin(&new).as_str().to_owned()
        };
        assert_eq!(
            origin("properties/z/anyOf/1/type"),
            format!("{base}/else/properties/z/type")
        );
        assert_eq!(
            origin("properties/y/type"),
            format!("{base}/else/properties/y/type")
        );
        let nested = json!({
            "allOf": [{"$ref": "#/a"}, {"then": {"else": {"properties": {"z": {"type": "integer"}}}}}],
            "dependentSchemas": {"k": {"properties": {"z": {"type": "integer"}}}},
        });
        assert_eq!(properties(nested), json!({"z": {"type": "integer"}}));
        // An object that keeps every property continues to do so.
        let map = json!({"type": "object", "then": {"properties": {"z": {"type": "integer"}}}});
        assert_eq!(properties(map), Value::Null);
    }

    /// A schema counts as plain if no rule changes it.
    #[test]
    fn plain_schemas_are_what_no_rule_changes() {
        let schemas = [
            json!({"type": "string", "format": "date", "pattern": "a", "maxLength": 3}),
            json!({"type": "boolean", "default": null, "nullable": true}),
            json!({"type": "array", "items": {"type": "string"}, "uniqueItems": true}),
            json!({"type": "object", "properties": {"a": {}}, "required": ["a"], "title": "t"}),
        ];
        for schema in schemas {
            assert!(
                super::plain::is_plain(schema.as_object().unwrap()),
                "{schema}"
            );
            // A keyword that no rule looks at, and that keeps it from being plain.
            let mut other = schema.clone();
            other["x-other"] = json!(1);
            assert!(!super::plain::is_plain(other.as_object().unwrap()));
            for version in ["3.0.0", "3.1.0"] {
                let mut all = upgraded(version, other.clone()).0;
                all.as_object_mut().unwrap().shift_remove("x-other");
                assert_eq!(upgraded(version, schema.clone()).0, all);
            }
        }
        for schema in [
            json!({"type": "string", "properties": {}}),
            json!({"type": "boolean", "format": "x"}),
            json!({"type": "array", "items": [{}]}),
            json!({"type": "object", "additionalProperties": {}, "then": {}}),
            json!({"type": ["string"]}),
            json!({"type": "String"}),
            json!({"type": "integer"}),
        ] {
            assert!(
                !super::plain::is_plain(schema.as_object().unwrap()),
                "{schema}"
            );
        }
        let said =
            json!({"type": "object", "properties": {"a": {"type": "string", "required": true}}});
        assert_eq!(upgraded("3.0.0", said).0["required"], json!(["a"]));
    }

    #[test]
    fn ill_typed_keywords_mean_what_they_can_only_mean() {
        let three = |schema| upgraded("3.0.3", schema).0;
        assert_eq!(
            three(
                json!({"type": "object", "properties": {"a": {"type": "String", "required": true}}})
            ),
            json!({"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]})
        );
        assert_eq!(
            three(
                json!({"type": "array", "maxItems": 2.0, "items": {"type": "int", "maximum": 1e30}})
            ),
            json!({"type": "array", "maxItems": 2, "items": {"type": "integer", "format": "int128"}})
        );
        assert_eq!(
            three(json!({"type": "any", "description": ["a", "b"], "title": null})),
            json!({"description": "a\nb"})
        );
        assert_eq!(
            three(json!({"type": "string", "enum": [1, true], "minimum": 3})),
            json!({"type": "string", "enum": ["1", "true"]})
        );
        assert_eq!(
            three(json!({"type": "integer", "enum": ["1", 2.0], "format": "int32"})),
            json!({"type": "integer", "enum": [1, 2], "format": "int32"})
        );
    }
}
