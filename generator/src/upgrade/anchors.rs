//! Which schema does a name stand for that a document gives one? (JSON Schema, section 8.2.2.)

use super::references;
use crate::diagnostic::{Pointer, Trail};
use serde_json::Value;
use std::collections::BTreeMap;

/// Members whose values are data, not schemas.
const DATA: [&str; 5] = ["const", "default", "enum", "example", "examples"];

/// Gives every `$ref` to an `$anchor` of the document the pointer to the schema that has it. Of
/// two schemas with one anchor, the first is meant.
pub(super) fn resolve(tree: &mut Value) {
    let mut anchors = BTreeMap::new();
    collect(tree, &Trail::root(), &mut anchors);
    if anchors.is_empty() {
        return;
    }
    references::rewrite(tree, &mut |target| {
        let pointer = anchors.get(target.strip_prefix('#')?)?;
        Some(format!("#{}", pointer.as_str()))
    });
}

fn collect(value: &Value, trail: &Trail<'_>, anchors: &mut BTreeMap<String, Pointer>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(name)) = map.get("$anchor")
                && !anchors.contains_key(name)
            {
                anchors.insert(name.clone(), trail.pointer());
            }
            for (key, value) in map {
                if !DATA.contains(&key.as_str()) {
                    collect(value, &trail.key(key), anchors);
                }
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                collect(value, &trail.index(index), anchors);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_reference_to_an_anchor_leads_to_its_schema() {
        let mut tree = json!({
            "a": {"example": {"$anchor": "data"}},
            "b": {"x/y": [{"$anchor": "here"}, {"$anchor": "here"}]},
            "refs": [{"$ref": "#here"}, {"$ref": "#data"}, {"$ref": "#/a"}, {"$ref": "x#here"}],
        });
        resolve(&mut tree);
        assert_eq!(
            tree["refs"],
            json!([{"$ref": "#/b/x~1y/0"}, {"$ref": "#data"}, {"$ref": "#/a"}, {"$ref": "x#here"}])
        );
    }
}
