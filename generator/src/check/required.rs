//! Does `required` of a schema name properties that exist?

use super::conform::{ConformanceVisitor, Conformed};
use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Target, Trail, suggest};
use crate::openapi::objects::ObjectKind;
use crate::openapi::reference::follow;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A name in `required` that is no property is nearly always a slip, though a schema by itself
/// may say so.
pub(super) fn check(
    walk: &mut ConformanceVisitor<'_>,
    map: &Map<String, Value>,
    trail: &Trail<'_>,
) {
    let (Some(Value::Array(required)), Some(Value::Object(properties))) =
        (map.get("required"), map.get("properties"))
    else {
        return;
    };
    // Parts of a whole may require what other parts declare, and so may an open map.
    let parts = ["allOf", "anyOf", "oneOf", "additionalProperties"];
    let open = parts.iter().any(|key| map.contains_key(*key));
    let list = trail.key("required");
    for (index, name) in required.iter().enumerate() {
        let Some(name) = name.as_str().filter(|name| !properties.contains_key(*name)) else {
            continue;
        };
        // Each guess goes through all properties.
        let guess = index.saturating_mul(properties.len()) < GUESSES;
        let names = properties.keys().map(String::as_str);
        let meant = guess.then(|| suggest(name, names)).flatten();
        if open && meant.is_none() {
            continue;
        }
        let here = list.index(index);
        let diagnostic = Diagnostic::warning(
            Code::UnknownRequired,
            format!("`required` names `{name}`, which is no property"),
        )
        .at(&here.pointer(), "");
        let diagnostic = match meant {
            Some(meant) => diagnostic.help(format!("write `{meant}`")),
            None => diagnostic.help(format!("add `{name}` to `properties`, or remove it here")),
        };
        walk.warn(diagnostic, &here);
    }
}

/// Names that are compared before nobody guesses any more what the others were meant to be.
const GUESSES: usize = 1_000_000;

/// Drops the warnings about properties that another schema of the same `allOf` declares.
pub(super) fn forget_declared(tree: &Value, found: &Conformed, report: &mut Report) {
    let all = report.diagnostics().iter();
    if !all.clone().any(|it| it.code == Code::UnknownRequired) {
        return;
    }
    let wholes = wholes(found);
    let limits = *report.limits();
    report.retain(|problem| {
        let Some((name, schema)) = subject(tree, problem) else {
            return true;
        };
        let mut search = Search {
            tree,
            limits: &limits,
            name,
            seen: BTreeSet::new(),
        };
        !around(&schema, &wholes)
            .iter()
            .any(|whole| search.declares(whole))
    });
}

/// The name that a warning speaks of, and the schema that requires it.
fn subject<'t>(tree: &'t Value, problem: &Diagnostic) -> Option<(&'t str, Pointer)> {
    if problem.code != Code::UnknownRequired {
        return None;
    }
    let Target::Value(at) = &problem.places.first()?.target else {
        return None;
    };
    let (list, _) = at.split_last()?;
    let (schema, _) = list.split_last()?;
    Some((at.find(tree)?.as_str()?, schema))
}

/// The schemas whose `allOf` refers to each place.
fn wholes(found: &Conformed) -> BTreeMap<Pointer, Vec<Pointer>> {
    let mut wholes: BTreeMap<Pointer, Vec<Pointer>> = BTreeMap::new();
    for ((target, kind), places) in &found.references {
        let Some(target) = target
            .strip_prefix('#')
            .filter(|_| *kind == ObjectKind::Schema)
        else {
            continue;
        };
        for place in places {
            let member = place.split_last().map(|(member, _)| member);
            if let Some(whole) = member.as_ref().and_then(whole_of) {
                let target = Pointer::from_escaped(target);
                wholes.entry(target).or_default().push(whole);
            }
        }
    }
    wholes
}

/// The schema whose `allOf` directly contains this one.
fn whole_of(member: &Pointer) -> Option<Pointer> {
    let (list, _) = member.split_last()?;
    let (whole, key) = list.split_last()?;
    (key == "allOf").then_some(whole)
}

/// All schemas that a schema is a part of, over any number of levels.
fn around(schema: &Pointer, wholes: &BTreeMap<Pointer, Vec<Pointer>>) -> BTreeSet<Pointer> {
    let mut found = BTreeSet::new();
    let mut open = vec![schema.clone()];
    while let Some(at) = open.pop() {
        let by_reference = wholes.get(&at).into_iter().flatten().cloned();
        for whole in whole_of(&at).into_iter().chain(by_reference) {
            if found.len() < WHOLES && found.insert(whole.clone()) {
                open.push(whole);
            }
        }
    }
    // Its own parts declare properties too.
    found.insert(schema.clone());
    found
}

/// Schemas that are looked at for one name.
const WHOLES: usize = 200;

/// The search for the declaration of one property.
struct Search<'t> {
    tree: &'t Value,
    limits: &'t crate::limits::Limits,
    name: &'t str,
    seen: BTreeSet<Pointer>,
}

impl Search<'_> {
    /// Whether a schema or a part of it has the property.
    fn declares(&mut self, schema: &Pointer) -> bool {
        let mut open = vec![schema.clone()];
        while let Some(at) = open.pop() {
            if self.seen.len() >= WHOLES || !self.seen.insert(at.clone()) {
                continue;
            }
            let Some(value) = at.find(self.tree) else {
                continue;
            };
            if let Some(target) = value.get("$ref").and_then(Value::as_str) {
                open.extend(
                    follow(self.tree, target, self.limits)
                        .ok()
                        .map(|(at, _)| at),
                );
                continue;
            }
            let properties = value.get("properties");
            if properties.is_some_and(|properties| properties.get(self.name).is_some()) {
                return true;
            }
            for key in ["allOf", "anyOf", "oneOf"] {
                let parts = value.get(key).and_then(Value::as_array);
                let count = parts.map_or(0, Vec::len);
                open.extend((0..count).map(|index| at.child(key).index(index)));
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use crate::check::check;
    use crate::diagnostic::Report;
    use serde_json::json;

    #[test]
    fn other_parts_of_the_whole_declare_properties() {
        let tree = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {},
        "components": {"schemas": {
            "A": {"type": "object", "properties": {"id": {"type": "string"}}},
            "Inline": {"allOf": [{"$ref": "#/components/schemas/A"},
                {"required": ["id", "no1"], "properties": {"x": {}}}]},
            "Beside": {"allOf": [{"$ref": "#/components/schemas/A"}],
                "required": ["id"], "properties": {"x": {}}},
            // Similar names are the case that is reported although there is an `allOf`.
            "Similar": {"allOf": [{"properties": {"name": {}}}],
                "required": ["name"], "properties": {"names": {}}},
            "Part": {"required": ["id", "no2"], "properties": {"y": {}}},
            "Whole": {"allOf": [{"$ref": "#/components/schemas/Nested"},
                {"$ref": "#/components/schemas/Part"}]},
            "Nested": {"allOf": [{"allOf": [{"$ref": "#/components/schemas/A"}]}]},
        }}});
        let mut report = Report::new();
        check(tree, &mut report);
        let all = report.diagnostics().iter();
        let all: Vec<_> = all.map(|it| it.message.as_str()).collect();
        let expected = [
            "`required` names `no1`, which is no property",
            "`required` names `no2`, which is no property",
        ];
        assert_eq!(all, expected);
    }
}
