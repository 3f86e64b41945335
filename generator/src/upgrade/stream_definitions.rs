//! `x-stream-definitions` of grpc-gateway: the schemas of messages in streams. They become components of
//! their own, with a mark, because `definitions` has other schemas under the same names.

use super::{Moved, references};
use crate::diagnostic::Pointer;
use crate::openapi::canonical::STREAM_RESULT;
use serde_json::{Map, Value, json};

const SECTION: &str = "x-stream-definitions";

/// Moves them to `components.schemas`.
pub(super) fn place(tree: &mut Value, moved: &mut Moved) {
    let Some(Value::Object(section)) = tree.as_object_mut().and_then(|it| it.shift_remove(SECTION))
    else {
        return;
    };
    let root = Pointer::root();
    let place = root.child("components").child("schemas");
    let Some(schemas) = schemas(tree) else {
        return;
    };
    let mut keys = Map::new();
    for (name, mut schema) in section {
        let mut key = format!("StreamResultOf{}", capitalized(&name));
        while schemas.contains_key(&key) {
            key.push('_');
        }
        if let Value::Object(schema) = &mut schema {
            schema.insert(STREAM_RESULT.to_owned(), json!(true));
        }
        moved.push(place.child(&key), root.child(SECTION).child(&name));
        schemas.insert(key.clone(), schema);
        let (from, to) = (root.child(SECTION).child(&name), place.child(&key));
        keys.insert(
            format!("#{}", from.as_str()),
            json!(format!("#{}", to.as_str())),
        );
    }
    references::rewrite(tree, &mut |target| {
        keys.get(target).and_then(Value::as_str).map(str::to_owned)
    });
}

fn schemas(tree: &mut Value) -> Option<&mut Map<String, Value>> {
    let components = tree.as_object_mut()?.entry("components");
    let components = components.or_insert_with(|| json!({})).as_object_mut()?;
    let schemas = components.entry("schemas").or_insert_with(|| json!({}));
    schemas.as_object_mut()
}

fn capitalized(name: &str) -> String {
    let mut rest = name.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Report;

    #[test]
    fn messages_of_streams_are_components_with_a_mark() {
        let tree = json!({"swagger": "2.0",
            "definitions": {"petWatch": {"type": "object"}},
            "x-stream-definitions": {"petWatch": {"type": "object", "properties": {
                "result": {"$ref": "#/definitions/petWatch"}}}},
            "paths": {"/a": {"get": {"responses": {"200": {"description": "d",
                "schema": {"$ref": "#/x-stream-definitions/petWatch"}}}}}}});
        let upgraded = crate::upgrade::upgrade(tree, &mut Report::new()).unwrap();
        let schemas = &upgraded.tree["components"]["schemas"];
        assert_eq!(schemas["petWatch"], json!({"type": "object"}));
        let result = &schemas["StreamResultOfPetWatch"];
        assert_eq!(result["x-bindery-stream-result"], true);
        let target = &result["properties"]["result"]["$ref"];
        assert_eq!(target, "#/components/schemas/petWatch");
        let text = upgraded.tree["paths"].to_string();
        assert!(
            text.contains("#/components/schemas/StreamResultOfPetWatch"),
            "{text}"
        );
        let moved = Pointer::from_escaped("/components/schemas/StreamResultOfPetWatch/type");
        let origin = upgraded.moved.origin(&moved);
        assert_eq!(origin.as_str(), "/x-stream-definitions/petWatch/type");
    }
}
