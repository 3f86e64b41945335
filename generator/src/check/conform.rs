//! Does every part of the tree have the type that the specification asks for?
//!
//! What does not is reported, and made harmless: an ill-typed annotation is left out, a part that
//! means nothing without its ill-typed member is marked as faulty. What remains can be read into
//! the types of `openapiv3`, which would otherwise say little about a fault and take time
//! exponential in its depth.

use super::objects::{Expect, Kind, Need};
use super::special;
use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Severity, Trail, suggest};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What was found beside the faults.
#[derive(Debug, Default)]
pub(super) struct Conformed {
    /// Components, path items and operations that are faulty, and why.
    pub(super) broken: BTreeMap<Pointer, (Code, String)>,
    /// Every `$ref`: what it says, what kind of object it stands for, and where it stands.
    pub(super) references: BTreeMap<(String, Kind), Vec<Pointer>>,
}

/// Goes through the whole tree, and through every place outside `components` that is referred to.
pub(super) fn conform(tree: &mut Value, report: &mut Report) -> Conformed {
    let mut walk = Walk {
        report,
        severity: Severity::Error,
        fault: None,
        told: BTreeSet::new(),
        queue: Vec::new(),
        found: Conformed::default(),
    };
    if let Value::Object(map) = &mut *tree {
        walk.object(Kind::OpenApi, map, &Trail::root());
    }
    // What is found on the way is queued in turn; each target is gone through once.
    while let Some((target, kind)) = walk.queue.pop() {
        if let Some(pointer) = target.strip_prefix('#')
            && !is_component(pointer, kind)
            && let Some(value) = tree.pointer_mut(pointer)
        {
            let pointer = Pointer::from_escaped(pointer);
            walk.component(&Expect::Referable(kind), value, &Trail::from(&pointer));
        }
    }
    walk.found
}

/// Whether a pointer leads to an entry of the section for its kind.
pub(super) fn is_component(pointer: &str, kind: Kind) -> bool {
    component_key(pointer, kind).is_some()
}

/// The escaped key of the component that a pointer leads to.
pub(crate) fn component_key(pointer: &str, kind: Kind) -> Option<&str> {
    let key = pointer
        .strip_prefix("/components/")?
        .strip_prefix(kind.section()?)?
        .strip_prefix('/')?;
    (!key.contains('/')).then_some(key)
}

pub(super) struct Walk<'r> {
    report: &'r mut Report,
    /// How much a fault matters here: an operation can be left out, a component cannot.
    severity: Severity,
    /// The last fault that spoils the object around it.
    fault: Option<(Code, String)>,
    /// Faults already told, since a place can be reached twice.
    told: BTreeSet<(Code, Pointer)>,
    /// What is referred to and was not yet gone through for that reason.
    queue: Vec<(String, Kind)>,
    found: Conformed,
}

impl Walk<'_> {
    /// Reports a fault that spoils the object around it.
    pub(super) fn spoil(&mut self, diagnostic: Diagnostic, trail: &Trail<'_>) {
        self.fault = Some((diagnostic.code, diagnostic.message.clone()));
        if self.told.insert((diagnostic.code, trail.pointer())) {
            self.report.push(Diagnostic {
                severity: self.severity,
                ..diagnostic
            });
        }
    }

    /// Reports a fault that the object around it survives.
    pub(super) fn warn(&mut self, diagnostic: Diagnostic, trail: &Trail<'_>) {
        if self.told.insert((diagnostic.code, trail.pointer())) {
            self.report.push(Diagnostic {
                severity: Severity::Warning,
                ..diagnostic
            });
        }
    }

    /// Goes through an object; whether it is sound.
    fn object(&mut self, kind: Kind, map: &mut Map<String, Value>, trail: &Trail<'_>) -> bool {
        let mut sound = true;
        let mut leave_out = Vec::new();
        for (key, value) in map.iter_mut() {
            let here = trail.key(key);
            if let Some(member) = kind.member(key) {
                if value.is_null() && !matches!(member.expect, Expect::Anything) {
                    leave_out.push(key.clone());
                } else if member.need == Need::Optional {
                    let severity = std::mem::replace(&mut self.severity, Severity::Warning);
                    if !self.value(&member.expect, value, &here) {
                        leave_out.push(key.clone());
                    }
                    self.severity = severity;
                } else {
                    sound &= self.value(&member.expect, value, &here);
                }
            } else if key.starts_with("x-") {
                // An extension holds what its author likes.
            } else if let Some(expect) = kind.others() {
                sound &= self.value(&expect, value, &here);
            } else if !kind.ignored().contains(&key.as_str()) {
                self.unknown(kind, key, &here);
            }
        }
        for key in leave_out {
            map.shift_remove(&key);
        }
        for member in kind.members() {
            if member.need == Need::Required && !map.contains_key(member.name) {
                self.missing(kind, member.name, trail);
                sound = false;
            }
        }
        special::conform(self, kind, map, trail) && sound
    }

    /// Goes through a value; whether it is sound.
    fn value(&mut self, expect: &Expect, value: &mut Value, trail: &Trail<'_>) -> bool {
        match (expect, value) {
            (Expect::Anything, _)
            | (Expect::Text, Value::String(_))
            | (Expect::Flag | Expect::SchemaOrFlag, Value::Bool(_))
            | (Expect::Number, Value::Number(_)) => true,
            (Expect::Count, Value::Number(number)) if number.is_u64() => true,
            (Expect::Choice(choices), Value::String(text)) => {
                choices.contains(&text.as_str()) || self.not_among(choices, text, trail)
            }
            (Expect::SchemaOrFlag, value @ Value::Object(_)) => {
                self.value(&Expect::Referable(Kind::Schema), value, trail)
            }
            (Expect::Referable(kind), Value::Object(map)) if map.contains_key("$ref") => {
                self.reference(*kind, map, trail)
            }
            (Expect::Object(kind @ (Kind::PathItem | Kind::Operation)), Value::Object(map)) => {
                self.apart(*kind, map, trail)
            }
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
                self.wrong_type(expect, value, trail);
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

    /// Goes through a part that others refer to; a fault spoils it alone.
    fn component(&mut self, expect: &Expect, value: &mut Value, trail: &Trail<'_>) {
        let severity = std::mem::replace(&mut self.severity, Severity::Error);
        if !self.value(expect, value, trail) {
            self.break_off(trail);
        }
        self.severity = severity;
    }

    /// Goes through a path item or an operation; a fault spoils it alone.
    fn apart(&mut self, kind: Kind, map: &mut Map<String, Value>, trail: &Trail<'_>) -> bool {
        let severity = std::mem::replace(&mut self.severity, Severity::Warning);
        if !self.object(kind, map, trail) {
            self.break_off(trail);
        }
        self.severity = severity;
        if let (Kind::PathItem, Some(Value::String(target))) = (kind, map.get("$ref")) {
            self.note(target, kind, &trail.key("$ref"));
        }
        true
    }

    fn break_off(&mut self, trail: &Trail<'_>) {
        let fault = self.fault.take().unwrap_or((
            Code::InvalidObject,
            "it does not follow the specification".to_owned(),
        ));
        self.found.broken.entry(trail.pointer()).or_insert(fault);
    }

    fn reference(&mut self, kind: Kind, map: &Map<String, Value>, trail: &Trail<'_>) -> bool {
        let here = trail.key("$ref");
        match map.get("$ref") {
            Some(Value::String(target)) => {
                self.note(target, kind, &here);
                true
            }
            Some(value) => {
                self.wrong_type(&Expect::Text, value, &here);
                false
            }
            None => true,
        }
    }

    fn note(&mut self, target: &str, kind: Kind, trail: &Trail<'_>) {
        let key = (target.to_owned(), kind);
        let places = self.found.references.entry(key.clone()).or_default();
        if places.is_empty() {
            self.queue.push(key);
        }
        places.push(trail.pointer());
    }

    fn wrong_type(&mut self, expect: &Expect, value: &Value, trail: &Trail<'_>) {
        let pointer = trail.pointer();
        let name = pointer.steps().last().unwrap_or_default();
        let found = found(value);
        let diagnostic = Diagnostic::error(
            Code::WrongType,
            format!("`{name}` must be {}, not {found}", wanted(expect)),
        )
        .at(&pointer, format!("this is {found}"));
        self.spoil(diagnostic, trail);
    }

    fn not_among(&mut self, choices: &[&'static str], text: &str, trail: &Trail<'_>) -> bool {
        let pointer = trail.pointer();
        let name = pointer.steps().last().unwrap_or_default();
        let all = choices
            .iter()
            .map(|choice| format!("`{choice}`"))
            .collect::<Vec<_>>()
            .join(", ");
        let text: String = text.chars().take(60).collect();
        let help = match suggest(&text, choices.iter().copied()) {
            Some(choice) => format!("write `{choice}`"),
            None => format!("write one of {all}"),
        };
        let diagnostic =
            Diagnostic::error(Code::WrongType, format!("`{text}` is no value of `{name}`"))
                .at(&pointer, "")
                .help(help);
        self.spoil(diagnostic, trail);
        false
    }

    fn missing(&mut self, kind: Kind, name: &str, trail: &Trail<'_>) {
        let diagnostic = Diagnostic::error(
            Code::MissingMember,
            format!("a {} must have `{name}`", kind.name()),
        )
        .at_key(&trail.pointer(), "in this object")
        .help(format!("add `{name}`"));
        self.spoil(diagnostic, trail);
    }

    fn unknown(&mut self, kind: Kind, key: &str, trail: &Trail<'_>) {
        let known = kind.members().iter().map(|member| member.name);
        let Some(meant) = suggest(key, known) else {
            return;
        };
        let diagnostic = Diagnostic::warning(
            Code::UnknownKeyword,
            format!("a {} has no keyword `{key}`", kind.name()),
        )
        .at_key(&trail.pointer(), "")
        .help(format!("write `{meant}`, or `x-{key}` for an extension"));
        self.warn(diagnostic, trail);
    }
}

/// Whether a value has the outer type that is expected.
fn fits(expect: &Expect, value: &Value) -> bool {
    match expect {
        Expect::Text => value.is_string(),
        Expect::Object(_) | Expect::Referable(_) => value.is_object(),
        Expect::List(_) => value.is_array(),
        _ => true,
    }
}

/// What is expected, in words.
fn wanted(expect: &Expect) -> String {
    match expect {
        Expect::Text | Expect::Choice(_) => "a string".to_owned(),
        Expect::Flag => "`true` or `false`".to_owned(),
        Expect::Number => "a number".to_owned(),
        Expect::Count => "a whole number of zero or more".to_owned(),
        Expect::Anything => "a value".to_owned(),
        Expect::Object(kind) => article(kind.name()),
        Expect::Referable(kind) => format!("{} or a reference to one", article(kind.name())),
        Expect::SchemaOrFlag => "a Schema Object, `true` or `false`".to_owned(),
        Expect::List(_) => "a list".to_owned(),
        Expect::Map(_) => "a map".to_owned(),
    }
}

fn article(name: &str) -> String {
    let article = if name.starts_with(['A', 'E', 'I', 'O']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {name}")
}

/// What a value is, in words.
fn found(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
