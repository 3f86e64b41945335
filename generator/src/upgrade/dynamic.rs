//! Which schema does a `$dynamicRef` stand for? (JSON Schema Core 2020-12, section 8.2.3.2.)
//!
//! A schema that binds names by `$dynamicAnchor`s and refers to a schema with `$dynamicRef`s is an
//! instance of a generic schema. It gets a copy of that schema, in which each `$dynamicRef` is a
//! `$ref` to the bound schema. Everywhere else, a `$dynamicRef` is a `$ref` to the anchor around or
//! beside it.

use super::Moved;
use crate::diagnostic::{Code, Diagnostic, Pointer, Report};
use crate::limits::{Limit, weight};
use crate::openapi::canonical;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Replaces every `$dynamicRef` of a document. One that leads nowhere is reported.
pub(super) fn resolve(tree: &mut Value, moved: &mut Moved, report: &mut Report) {
    if !has_dynamic(tree) {
        return;
    }
    let mut anchors = Anchors::default();
    anchors.collect(tree, &Pointer::root());
    let mut left = report.limits().of(Limit::Repeated);
    for holder in &anchors.holders {
        let Some(own) = holder.find(tree) else {
            continue;
        };
        let bound = bindings(own, holder);
        let mut instances = Instances {
            tree,
            bound: &bound,
            copied: BTreeMap::from([(holder.clone(), holder.clone())]),
            left: &mut left,
            moves: Vec::new(),
        };
        let mut instance = own.clone();
        instances.fill(&mut instance, holder, true);
        if instances.moves.is_empty() {
            continue;
        }
        for (new, old) in instances.moves {
            moved.push(new, old);
        }
        if let Some(place) = tree.pointer_mut(holder.as_str()) {
            *place = instance;
        }
    }
    if left == 0 {
        let most = report.limits().of(Limit::Repeated);
        let message = format!("instances of generic schemas repeat more than {most} parts");
        report.push(Limit::Repeated.exceeded(message));
    }
    // Copies hold further anchors at places of their own, which nothing refers to.
    let mut lost = Vec::new();
    let mut around = Vec::new();
    anchors.replace(tree, &Pointer::root(), &mut around, &mut lost);
    for (at, name) in lost {
        let message =
            format!("`$dynamicRef` names `{name}`, and no schema has this `$dynamicAnchor`");
        report.push(
            Diagnostic::warning(Code::UnsupportedSchema, message)
                .at(&at, "typed as any JSON value")
                .help(format!(
                    "add `$dynamicAnchor: {name}` to the schema that is meant"
                )),
        );
    }
}

/// Whether there is a `$dynamicRef` anywhere.
fn has_dynamic(value: &Value) -> bool {
    match value {
        Value::Object(map) => {
            map.get(REFERENCE).is_some_and(Value::is_string)
                || map
                    .values()
                    .any(|value| is_composite(value) && has_dynamic(value))
        }
        Value::Array(list) => list
            .iter()
            .any(|value| is_composite(value) && has_dynamic(value)),
        _ => false,
    }
}

const REFERENCE: &str = "$dynamicRef";
const ANCHOR: &str = "$dynamicAnchor";

fn is_composite(value: &Value) -> bool {
    value.is_object() || value.is_array()
}

/// Properties that hold data and no schemas.
fn is_data(key: &str) -> bool {
    matches!(key, "example" | "examples" | "default" | "enum" | "const")
        || key.starts_with("x-") && key != canonical::FILES
}

/// The children of a value that may hold schemas.
fn children<'v>(value: &'v Value, at: &Pointer) -> Vec<(Pointer, &'v Value)> {
    match value {
        Value::Object(map) => {
            let parts = map
                .iter()
                .filter(|(key, value)| is_composite(value) && !is_data(key));
            parts.map(|(key, value)| (at.child(key), value)).collect()
        }
        Value::Array(list) => {
            let parts = list
                .iter()
                .enumerate()
                .filter(|(_, value)| is_composite(value));
            parts
                .map(|(index, value)| (at.index(index), value))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The name in `#name`, or behind the `#` of another reference.
fn anchor_of(reference: &str) -> &str {
    reference
        .rsplit_once('#')
        .map_or(reference, |(_, name)| name)
}

/// The anchors of a document.
#[derive(Default)]
struct Anchors {
    /// The places of each name, in the order of the document.
    places: BTreeMap<String, Vec<Pointer>>,
    /// Schemas that bind names in their `$defs` or by themselves.
    holders: Vec<Pointer>,
}

impl Anchors {
    fn collect(&mut self, value: &Value, at: &Pointer) {
        if let Value::Object(map) = value {
            for key in [ANCHOR, "$anchor"] {
                if let Some(name) = map.get(key).and_then(Value::as_str) {
                    self.places
                        .entry(name.to_owned())
                        .or_default()
                        .push(at.clone());
                }
            }
            if !bindings(value, at).is_empty() {
                self.holders.push(at.clone());
            }
        }
        for (at, value) in children(value, at) {
            self.collect(value, &at);
        }
    }

    /// Makes every `$dynamicRef` a `$ref`; `around` are the places from the root to this value.
    fn replace(
        &self,
        value: &mut Value,
        at: &Pointer,
        around: &mut Vec<Pointer>,
        lost: &mut Vec<(Pointer, String)>,
    ) {
        around.push(at.clone());
        if let Value::Object(map) = value
            && let Some(Value::String(reference)) = map.get(REFERENCE)
        {
            let name = anchor_of(reference).to_owned();
            let target = self.nearest(&name, around);
            map.shift_remove(REFERENCE);
            match target {
                Some(target) if !map.contains_key("$ref") => {
                    map.insert("$ref".to_owned(), format!("#{}", target.as_str()).into());
                }
                Some(_) => {}
                None => lost.push((at.clone(), name)),
            }
        }
        match value {
            Value::Object(map) => {
                let parts = map
                    .iter_mut()
                    .filter(|(key, value)| is_composite(value) && !is_data(key));
                for (key, value) in parts {
                    self.replace(value, &at.child(key), around, lost);
                }
            }
            Value::Array(list) => {
                for (index, value) in list.iter_mut().enumerate() {
                    self.replace(value, &at.index(index), around, lost);
                }
            }
            _ => {}
        }
        around.pop();
    }

    /// The anchor of the innermost schema around a place, then one in the `$defs` of such a schema,
    /// then the first one of the document.
    fn nearest(&self, name: &str, around: &[Pointer]) -> Option<&Pointer> {
        let places = self.places.get(name)?;
        let is_here = |schema: &&Pointer| places.iter().any(|place| place == *schema);
        let own = around.iter().rev().find(is_here);
        let in_defs = || {
            around.iter().rev().find_map(|schema| {
                let defs = schema.child("$defs");
                places
                    .iter()
                    .find(|place| place.strip_prefix(&defs).is_some())
            })
        };
        let own = own.and_then(|own| places.iter().find(|place| *place == own));
        own.or_else(in_defs).or_else(|| places.first())
    }
}

/// The names that a schema binds, each with the schema that it stands for.
fn bindings(schema: &Value, at: &Pointer) -> BTreeMap<String, Pointer> {
    let mut bound = BTreeMap::new();
    let name = |schema: &Value| {
        schema
            .get(ANCHOR)
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    if let Some(name) = name(schema) {
        bound.insert(name, at.clone());
    }
    let defs = schema.get("$defs").and_then(Value::as_object);
    for (key, definition) in defs.into_iter().flatten() {
        if let Some(name) = name(definition) {
            let place = at.child("$defs").child(key);
            bound.insert(name, alias(definition).unwrap_or(place));
        }
    }
    bound
}

/// The target of a schema that is a `$ref` and an anchor, and nothing else.
fn alias(schema: &Value) -> Option<Pointer> {
    let map = schema.as_object()?;
    let is_bare = map
        .keys()
        .all(|key| matches!(key.as_str(), "$ref" | ANCHOR | "$comment"));
    let target = map.get("$ref")?.as_str()?.strip_prefix('#')?;
    is_bare.then(|| Pointer::from_escaped(target))
}

/// The instances of generic schemas in one schema that binds names.
struct Instances<'t> {
    tree: &'t Value,
    bound: &'t BTreeMap<String, Pointer>,
    /// Generic schemas by their places, and their copies.
    copied: BTreeMap<Pointer, Pointer>,
    left: &'t mut usize,
    moves: Vec<(Pointer, Pointer)>,
}

impl Instances<'_> {
    /// Replaces the references to generic schemas in a value at a place.
    fn fill(&mut self, value: &mut Value, at: &Pointer, is_holder: bool) {
        if let Value::Object(map) = value {
            self.bind(map);
            self.instantiate(map, at);
        }
        match value {
            Value::Object(map) => {
                for (key, value) in map.iter_mut() {
                    if is_composite(value) && !is_data(key) && !(is_holder && key == "$defs") {
                        self.fill(value, &at.child(key), false);
                    }
                }
            }
            Value::Array(list) => {
                for (index, value) in list.iter_mut().enumerate() {
                    self.fill(value, &at.index(index), false);
                }
            }
            _ => {}
        }
    }

    /// Makes a `$dynamicRef` to a bound name a `$ref`.
    fn bind(&self, map: &mut Map<String, Value>) {
        let name = map.get(REFERENCE).and_then(Value::as_str).map(anchor_of);
        if let Some(target) = name.and_then(|name| self.bound.get(name)) {
            let target = format!("#{}", target.as_str());
            map.shift_remove(REFERENCE);
            map.insert("$ref".to_owned(), target.into());
        }
    }

    /// Puts a copy of a generic schema in the place of a reference to it.
    fn instantiate(&mut self, map: &mut Map<String, Value>, at: &Pointer) {
        let target = map.get("$ref").and_then(Value::as_str);
        let Some(target) = target.and_then(|target| target.strip_prefix('#')) else {
            return;
        };
        let target = Pointer::from_escaped(target);
        if let Some(copy) = self.copied.get(&target) {
            map.insert("$ref".to_owned(), format!("#{}", copy.as_str()).into());
            return;
        }
        let Some(Value::Object(generic)) = target.find(self.tree) else {
            return;
        };
        if !self.is_generic(&target) {
            return;
        }
        let size = weight(&Value::Object(generic.clone()));
        if size > *self.left {
            *self.left = 0;
            return;
        }
        *self.left -= size;
        let mut copy = generic.clone();
        for key in ["$defs", "$id", "$anchor", ANCHOR] {
            copy.shift_remove(key);
        }
        map.shift_remove("$ref");
        let is_alone = map.keys().all(|key| ANNOTATIONS.contains(&key.as_str()));
        let place = match is_alone {
            true => at.clone(),
            false => {
                let list = map
                    .entry("allOf")
                    .or_insert_with(|| Value::Array(Vec::new()));
                let index = list.as_array().map_or(0, Vec::len);
                at.child("allOf").index(index)
            }
        };
        self.copied.insert(target.clone(), place.clone());
        if is_alone {
            for (key, value) in copy {
                self.moves.push((place.child(&key), target.child(&key)));
                map.entry(key).or_insert(value);
            }
        } else if let Some(Value::Array(list)) = map.get_mut("allOf") {
            self.moves.push((place, target));
            list.push(Value::Object(copy));
        }
    }

    /// Whether a schema has a `$dynamicRef` to a bound name, over any number of references.
    fn is_generic(&self, schema: &Pointer) -> bool {
        let mut seen = BTreeSet::from([schema.clone()]);
        let mut open: Vec<&Value> = schema.find(self.tree).into_iter().collect();
        while let Some(value) = open.pop() {
            let text = |key: &str| value.get(key).and_then(Value::as_str);
            if text(REFERENCE).is_some_and(|name| self.bound.contains_key(anchor_of(name))) {
                return true;
            }
            if let Some(target) = text("$ref").and_then(|target| target.strip_prefix('#')) {
                let target = Pointer::from_escaped(target);
                if !seen.contains(&target) {
                    open.extend(target.find(self.tree));
                    seen.insert(target);
                }
            }
            open.extend(
                children(value, &Pointer::root())
                    .into_iter()
                    .map(|(_, value)| value),
            );
        }
        false
    }
}

/// Keywords beside a `$ref` that do not change which values are valid.
const ANNOTATIONS: [&str; 12] = [
    "$defs",
    "$id",
    "$schema",
    "$anchor",
    ANCHOR,
    "$comment",
    "title",
    "description",
    "deprecated",
    "example",
    "examples",
    "unevaluatedProperties",
];

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn resolved(schemas: Value) -> (Value, Moved, Vec<String>) {
        let mut tree = json!({"openapi": "3.1.0", "components": {"schemas": schemas}});
        let (mut moved, mut report) = (Moved::default(), Report::new());
        resolve(&mut tree, &mut moved, &mut report);
        let all = report.diagnostics().iter();
        let all = all.map(|problem| problem.message.clone()).collect();
        (tree["components"]["schemas"].take(), moved, all)
    }

    fn page() -> Value {
        json!({
            "$defs": {"itemType": {"$dynamicAnchor": "itemType", "not": {}}},
            "type": "object",
            "properties": {"items": {"type": "array", "items": {"$dynamicRef": "#itemType"}}},
        })
    }

    #[test]
    fn an_instance_has_the_bound_schema() {
        let (schemas, moved, reported) = resolved(json!({
            "Page": page(),
            "Pet": {"type": "object"},
            "PetPage": {
                "$defs": {"itemType": {"$dynamicAnchor": "itemType", "$ref": "#/components/schemas/Pet"}},
                "$ref": "#/components/schemas/Page",
                "title": "Pets",
            },
            "NumberPage": {
                "$defs": {"itemType": {"$dynamicAnchor": "itemType", "type": "integer"}},
                "allOf": [{"$ref": "#/components/schemas/Page"}, {"properties": {"n": {}}}],
            },
        }));
        assert!(reported.is_empty(), "{reported:?}");
        let items = |at: &str| {
            schemas
                .pointer(&format!("{at}/properties/items/items"))
                .unwrap()
        };
        assert_eq!(
            items("/PetPage"),
            &json!({"$ref": "#/components/schemas/Pet"})
        );
        assert_eq!(schemas["PetPage"]["type"], "object");
        assert_eq!(schemas["PetPage"]["title"], "Pets");
        let of_numbers = "#/components/schemas/NumberPage/$defs/itemType";
        assert_eq!(items("/NumberPage/allOf/0"), &json!({"$ref": of_numbers}));
        let own = "#/components/schemas/Page/$defs/itemType";
        assert_eq!(items("/Page"), &json!({"$ref": own}));
        let place = Pointer::from_escaped("/components/schemas/PetPage/properties/items");
        let origin = moved.origin(&place);
        assert_eq!(origin.as_str(), "/components/schemas/Page/properties/items");
    }

    #[test]
    fn recursion_stays_recursion() {
        let (schemas, _, reported) = resolved(json!({
            "Node": {"$dynamicAnchor": "node", "properties":
                {"children": {"items": {"$dynamicRef": "#node"}}}},
            "Strict": {"$dynamicAnchor": "node", "$ref": "#/components/schemas/Node",
                "unevaluatedProperties": false},
        }));
        assert!(reported.is_empty(), "{reported:?}");
        let items = |name: &str| &schemas[name]["properties"]["children"]["items"]["$ref"];
        assert_eq!(items("Node"), "#/components/schemas/Node");
        assert_eq!(items("Strict"), "#/components/schemas/Strict");
    }

    #[test]
    fn a_name_that_no_schema_has_is_reported() {
        let (schemas, _, reported) = resolved(json!({"A": {"items": {"$dynamicRef": "#no"}}}));
        assert_eq!(schemas["A"], json!({"items": {}}));
        let message = "`$dynamicRef` names `no`, and no schema has this `$dynamicAnchor`";
        assert_eq!(reported, [message]);
    }
}
