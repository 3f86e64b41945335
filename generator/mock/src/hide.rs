//! Which properties does a response never have? (Schema Object, `writeOnly`.)

use super::judge::Judge;
use super::tree::{merged, variants};
use serde_json::Value;

/// So deep properties are looked at.
const DEPTH: usize = 30;

/// Schemas that are looked at for one response.
const STEPS: usize = 20_000;

/// Takes out properties that are only sent in requests, such as passwords.
pub(super) fn hide(judge: &Judge<'_>, schema: &Value, value: &mut Value) {
    within(judge, schema, value, DEPTH, &mut { STEPS });
}

fn within(judge: &Judge<'_>, schema: &Value, value: &mut Value, depth: usize, left: &mut usize) {
    let (Some(depth), Some(fewer)) = (depth.checked_sub(1), left.checked_sub(1)) else {
        return;
    };
    *left = fewer;
    let map = merged(judge.tree, schema);
    match value {
        Value::Object(properties) => {
            let declared = map.get("properties");
            let rest = map
                .get("additionalProperties")
                .filter(|rest| rest.is_object());
            properties.retain(|name, value| {
                let own = declared.and_then(|all| all.get(name)).or(rest);
                let Some(own) = own else {
                    return true;
                };
                let is_hidden =
                    merged(judge.tree, own).get("writeOnly") == Some(&Value::Bool(true));
                if !is_hidden {
                    within(judge, own, value, depth, left);
                }
                !is_hidden
            });
        }
        Value::Array(elements) => {
            if let Some(items) = map.get("items") {
                for element in elements {
                    within(judge, items, element, depth, left);
                }
            }
        }
        _ => return,
    }
    if let Some((_, variants)) = variants(&map) {
        for variant in variants {
            within(judge, variant, value, depth, left);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::judge::{Direction, Examples, Judge, Patterns};
    use super::hide;
    use serde_json::json;

    #[test]
    fn secrets_are_hidden_wherever_they_are() {
        let tree = json!({"components": {"schemas": {"User": {"properties": {
            "name": {}, "password": {"writeOnly": true}, "boss": {"$ref": "#/components/schemas/User"},
        }}}}});
        let judge = Judge {
            tree: &tree,
            way: Direction::Response,
            patterns: &Patterns::default(),
            examples: &Examples::default(),
            left: Judge::budget(),
        };
        let schema =
            json!({"type": "array", "items": {"oneOf": [{"$ref": "#/components/schemas/User"}]}});
        let mut value =
            json!([{"name": "n", "password": "p", "boss": {"password": "q", "name": "m"}}]);
        hide(&judge, &schema, &mut value);
        assert_eq!(value, json!([{"name": "n", "boss": {"name": "m"}}]));
    }
}
