//! Does every part of the tree have the type that the specification asks for?
//!
//! Other content is reported and made harmless: an ill-typed annotation is dropped, and a part that
//! means nothing without its ill-typed property is marked as invalid. The rest can be deserialized
//! into the types of `openapiv3`, whose errors would be vague and whose time would be exponential
//! in the depth of the document.

use super::{report, required, special};
use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Severity, Trail};
use crate::openapi::objects::{Expect, Need, ObjectKind, component_key};
use crate::visits;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The results besides the errors.
#[derive(Debug, Default)]
pub(super) struct Conformed {
    /// Components, path items and operations that are invalid, and why.
    pub(super) broken: BTreeMap<Pointer, (Code, String)>,
    /// Every `$ref`: what it says, what kind of object it stands for, and where it stands.
    pub(super) references: BTreeMap<(String, ObjectKind), Vec<Pointer>>,
}

/// Goes through the whole tree, and through every place outside `components` that is referred to.
pub(super) fn conform(tree: &mut Value, report: &mut Report) -> Conformed {
    let mut walk = ConformanceVisitor {
        report,
        scope: Scope::Shared,
        problem: None,
        reported: BTreeSet::new(),
        queue: Vec::new(),
        found: Conformed::default(),
    };
    if let Value::Object(map) = &mut *tree {
        let root = Trail::root();
        if !walk.object(ObjectKind::OpenApi, map, &root) {
            walk.break_off(&root);
        }
    }
    // Targets found on the way are queued; each is visited once.
    while let Some((target, kind)) = walk.queue.pop() {
        if let Some(pointer) = target.strip_prefix('#')
            && !is_component(pointer, kind)
            && let Some(value) = tree.pointer_mut(pointer)
        {
            let pointer = Pointer::from_escaped(pointer);
            walk.component(&Expect::Referable(kind), value, &Trail::from(&pointer));
        }
    }
    let found = walk.found;
    required::forget_declared(tree, &found, report);
    found
}

/// Whether a pointer leads to an entry of the section for its kind.
pub(super) fn is_component(pointer: &str, kind: ObjectKind) -> bool {
    component_key(pointer, kind).is_some()
}

/// The effect of an error.
#[derive(Debug)]
enum Scope {
    /// Any number of operations may need the part: an error.
    Shared,
    /// Only this path or operation, which is left out.
    Apart(Pointer, &'static str),
    /// Only a property that nothing depends on, which is left out.
    Property,
}

pub(super) struct ConformanceVisitor<'r> {
    report: &'r mut Report,
    scope: Scope,
    /// The last error that spoils the object around it.
    problem: Option<(Code, String)>,
    /// Errors already told, since a place can be reached twice.
    reported: BTreeSet<(Code, Pointer)>,
    /// Reference targets that were not visited yet.
    queue: Vec<(String, ObjectKind)>,
    found: Conformed,
}

impl ConformanceVisitor<'_> {
    /// Reports an error that spoils the object around it.
    pub(super) fn spoil(&mut self, diagnostic: Diagnostic, trail: &Trail<'_>) {
        if !matches!(self.scope, Scope::Property) {
            self.problem = Some((diagnostic.code, diagnostic.message.clone()));
        }
        if !self.reported.insert((diagnostic.code, trail.pointer())) {
            return;
        }
        self.report.push(match &self.scope {
            // No construct that cannot be bound, but a slip: the document itself is invalid.
            _ if diagnostic.code == Code::UnknownType => diagnostic,
            Scope::Shared => diagnostic,
            Scope::Property => Diagnostic {
                severity: Severity::Warning,
                ..diagnostic
            },
            // The omitted part may be far from the error.
            Scope::Apart(pointer, label) => Diagnostic {
                severity: Severity::Warning,
                ..diagnostic.at_key(pointer, *label)
            },
        });
    }

    /// Reports an error that spoils the object around it, and the document: parts of it stand in the
    /// wrong place, so that what is read is not what was meant.
    pub(super) fn refuse(&mut self, diagnostic: Diagnostic, trail: &Trail<'_>) {
        self.problem = Some((diagnostic.code, diagnostic.message.clone()));
        if self.reported.insert((diagnostic.code, trail.pointer())) {
            self.report.push(diagnostic);
        }
    }

    /// Reports an error that the object around it survives.
    pub(super) fn warn(&mut self, diagnostic: Diagnostic, trail: &Trail<'_>) {
        if self.reported.insert((diagnostic.code, trail.pointer())) {
            self.report.push(Diagnostic {
                severity: Severity::Warning,
                ..diagnostic
            });
        }
    }

    /// Goes through an object; whether it is sound.
    fn object(
        &mut self,
        kind: ObjectKind,
        map: &mut Map<String, Value>,
        trail: &Trail<'_>,
    ) -> bool {
        let mut sound = true;
        let mut leave_out = Vec::new();
        for (key, value) in map.iter_mut() {
            let here = trail.key(key);
            if let Some(property) = kind.property(key) {
                if value.is_null() && !matches!(property.expect, Expect::Anything) {
                    leave_out.push(key.clone());
                } else if property.need == Need::Optional {
                    let scope = std::mem::replace(&mut self.scope, Scope::Property);
                    if !self.value(&property.expect, value, &here) {
                        leave_out.push(key.clone());
                    }
                    self.scope = scope;
                } else {
                    sound &= self.value(&property.expect, value, &here);
                }
            } else if key.starts_with("x-") {
                // An extension holds what its author likes.
            } else if let Some(expect) = kind.others() {
                sound &= self.value(&expect, value, &here);
            } else if !kind.ignored().contains(&key.as_str())
                && let Some(diagnostic) = report::unknown(kind, key, &here)
            {
                self.warn(diagnostic, &here);
            }
        }
        for key in leave_out {
            map.shift_remove(&key);
        }
        for property in kind.properties() {
            if property.need == Need::Required && !map.contains_key(property.name) {
                self.spoil(report::missing(kind, property.name, trail), trail);
                sound = false;
            }
        }
        special::conform(self, kind, map, trail) && sound
    }

    /// Goes through a value; whether it is sound.
    fn value(&mut self, expect: &Expect, value: &mut Value, trail: &Trail<'_>) -> bool {
        visits::note(1);
        match (expect, value) {
            (Expect::Anything, _)
            | (Expect::Text, Value::String(_))
            | (Expect::Flag | Expect::SchemaOrFlag, Value::Bool(_))
            | (Expect::Number, Value::Number(_)) => true,
            (Expect::Count, Value::Number(number)) if number.is_u64() => true,
            (Expect::Choice(choices), Value::String(text)) => {
                let known = choices.contains(&text.as_str());
                if !known {
                    self.spoil(report::not_among(choices, text, trail), trail);
                }
                known
            }
            (Expect::SchemaOrFlag, value @ Value::Object(_)) => {
                self.value(&Expect::Referable(ObjectKind::Schema), value, trail)
            }
            (Expect::Referable(kind), Value::Object(map)) if map.contains_key("$ref") => {
                self.reference(*kind, map, trail)
            }
            (
                Expect::Object(kind @ (ObjectKind::PathItem | ObjectKind::Operation)),
                Value::Object(map),
            ) => self.apart(*kind, map, trail),
            (Expect::Object(kind) | Expect::Referable(kind), Value::Object(map)) => {
                self.object(*kind, map, trail)
            }
            (Expect::List(element), Value::Array(list)) => {
                let mut sound = true;
                for (index, value) in list.iter_mut().enumerate() {
                    sound &= self.value(element, value, &trail.index(index));
                }
                sound
            }
            (Expect::Map(element), Value::Object(map)) => self.map(element, map, trail),
            (expect, value) => {
                self.spoil(report::wrong_type(expect, value, trail), trail);
                false
            }
        }
    }

    fn map(&mut self, element: &Expect, map: &mut Map<String, Value>, trail: &Trail<'_>) -> bool {
        let component = match element {
            Expect::Referable(kind) | Expect::Object(kind) => kind
                .section()
                .is_some_and(|section| trail.is(&["components", section])),
            _ => false,
        };
        // Extensions are allowed beside the names of an author in some maps and common in all.
        map.retain(|key, value| !key.starts_with("x-") || fits(element, value));
        let mut sound = true;
        for (key, value) in map.iter_mut() {
            let here = trail.key(key);
            if component {
                self.component(element, value, &here);
            } else {
                sound &= self.value(element, value, &here);
            }
        }
        sound
    }

    /// Goes through a part that others refer to; an error spoils it alone.
    fn component(&mut self, expect: &Expect, value: &mut Value, trail: &Trail<'_>) {
        let scope = std::mem::replace(&mut self.scope, Scope::Shared);
        if !self.value(expect, value, trail) {
            self.break_off(trail);
        }
        self.scope = scope;
    }

    /// Goes through a path item or an operation; an error spoils it alone.
    fn apart(&mut self, kind: ObjectKind, map: &mut Map<String, Value>, trail: &Trail<'_>) -> bool {
        let label = match kind {
            ObjectKind::Operation => "this operation is left out",
            _ => "the operations of this path are left out",
        };
        let apart = Scope::Apart(trail.pointer(), label);
        let scope = std::mem::replace(&mut self.scope, apart);
        if !self.object(kind, map, trail) {
            self.break_off(trail);
        }
        self.scope = scope;
        if let (ObjectKind::PathItem, Some(Value::String(target))) = (kind, map.get("$ref")) {
            self.note(target, kind, &trail.key("$ref"));
        }
        true
    }

    fn break_off(&mut self, trail: &Trail<'_>) {
        let problem = self.problem.take().unwrap_or((
            Code::InvalidObject,
            "it does not follow the specification".to_owned(),
        ));
        self.found.broken.entry(trail.pointer()).or_insert(problem);
    }

    fn reference(&mut self, kind: ObjectKind, map: &Map<String, Value>, trail: &Trail<'_>) -> bool {
        let here = trail.key("$ref");
        match map.get("$ref") {
            Some(Value::String(target)) => {
                self.note(target, kind, &here);
                true
            }
            Some(value) => {
                self.spoil(report::wrong_type(&Expect::Text, value, &here), &here);
                false
            }
            None => true,
        }
    }

    fn note(&mut self, target: &str, kind: ObjectKind, trail: &Trail<'_>) {
        let key = (target.to_owned(), kind);
        let places = self.found.references.entry(key.clone()).or_default();
        if places.is_empty() {
            self.queue.push(key);
        }
        places.push(trail.pointer());
    }
}

/// Whether a value has the outer type that is expected.
pub(super) fn fits(expect: &Expect, value: &Value) -> bool {
    match expect {
        Expect::Text => value.is_string(),
        Expect::Object(_) | Expect::Referable(_) => value.is_object(),
        Expect::List(_) => value.is_array(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn conformed(mut tree: Value) -> (Value, Conformed, Vec<(Code, Severity)>) {
        let mut report = Report::new();
        let found = conform(&mut tree, &mut report);
        let reported = report.diagnostics().iter();
        let reported = reported
            .map(|problem| (problem.code, problem.severity))
            .collect();
        (tree, found, reported)
    }

    #[test]
    fn an_error_drops_the_smallest_optional_part() {
        let (tree, found, reported) = conformed(json!({
            "info": {"title": "a", "description": {}},
            "paths": {"/a": {
                "get": {"parameters": 5, "responses": {}},
                "put": {"responses": {}},
            }},
            "components": {"schemas": {
                "A": {"properties": {"a": {"items": 3}}},
                "B": {"type": "string", "maxLength": -1},
            }},
        }));
        let broken: Vec<&str> = found.broken.keys().map(Pointer::as_str).collect();
        assert_eq!(broken, ["/components/schemas/A", "/paths/~1a/get"]);
        assert_eq!(
            reported,
            [
                (Code::WrongType, Severity::Warning),
                (Code::WrongType, Severity::Warning),
                (Code::WrongType, Severity::Error),
                (Code::WrongType, Severity::Warning),
            ]
        );
        assert_eq!(tree["info"], json!({"title": "a"}));
        assert_eq!(
            tree["components"]["schemas"]["B"],
            json!({"type": "string"})
        );
    }

    #[test]
    fn places_that_are_referred_to_are_gone_through() {
        let (_, found, reported) = conformed(json!({
            "paths": {},
            "components": {"schemas": {"A": {"$ref": "#/x-mine/a"}}},
            "x-mine": {"a": {"type": 1}},
        }));
        assert!(
            found
                .broken
                .contains_key(&Pointer::from_escaped("/x-mine/a"))
        );
        assert_eq!(reported, [(Code::WrongType, Severity::Error)]);
    }
}
