//! The entries of `bindery.toml` that make a document true.

use super::deviation::{Deviations, Kind, Seen, Side, Type};
use super::schema::Types;
use super::spec::{Dialect, Spec};
use bindery::diagnostic::Pointer;
use bindery::openapi::media_type::{Family, family};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// An entry of `[[api.NAME.fix]]`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub at: Pointer,
    pub expect: Option<Value>,
    /// `None` removes the value.
    pub set: Option<Value>,
    pub because: String,
}

/// The entries by their place, and the number of deviations that no entry corrects.
#[derive(Debug, Default)]
pub(super) struct Fixes {
    entries: BTreeMap<Pointer, Entry>,
    pub unfixed: usize,
}

/// The media type of a response, and the key of a declared response that describes its bodies.
type SeenStatus<'d> = (Option<&'d str>, Option<&'d str>);

/// The deviations of one place that one entry corrects.
#[derive(Default)]
struct Place<'d> {
    missing: BTreeSet<&'d str>,
    others: BTreeSet<Type>,
    is_null: bool,
    statuses: BTreeMap<u16, Vec<SeenStatus<'d>>>,
    media_types: BTreeMap<Side, Vec<&'d str>>,
    bodies: BTreeMap<Side, Vec<&'d str>>,
    is_body_missing: bool,
    properties: BTreeMap<&'d str, &'d Seen>,
    has_hidden_properties: bool,
    reasons: Vec<String>,
}

impl Fixes {
    pub fn new(spec: Spec<'_>, deviations: &Deviations, types: &Types) -> Self {
        let mut places: BTreeMap<&Pointer, Place<'_>> = BTreeMap::new();
        let mut fixes = Self::default();
        for (at, kind, seen) in deviations.iter().filter(|(_, kind, _)| kind.is_violation()) {
            let place = places.entry(at).or_default();
            match kind {
                Kind::MissingProperty(name) => drop(place.missing.insert(name)),
                Kind::Null => place.is_null = true,
                Kind::OtherType(found) => drop(place.others.insert(*found)),
                Kind::UndeclaredStatus { status, media_type } => {
                    let of = place.statuses.entry(*status).or_default();
                    of.push((media_type.as_deref(), seen.alike.as_deref()));
                }
                Kind::UndeclaredMediaType(side, name) => {
                    place.media_types.entry(*side).or_default().push(name);
                }
                Kind::UndeclaredBody(side, name) => {
                    place.bodies.entry(*side).or_default().push(name);
                }
                Kind::MissingBody(Side::Request) => place.is_body_missing = true,
                Kind::UndeclaredProperty {
                    name: Some(name), ..
                } => {
                    place.properties.insert(name, seen);
                }
                Kind::UndeclaredProperty { name: None, .. } => place.has_hidden_properties = true,
                Kind::MissingBody(Side::Response)
                | Kind::UndeclaredOperation { .. }
                | Kind::NoMediaType(_)
                | Kind::NotJson(_)
                | Kind::NoVariant => {
                    fixes.unfixed += 1;
                    continue;
                }
            }
            let times = if seen.count == 1 { "time" } else { "times" };
            place
                .reasons
                .push(format!("{} ({} {times})", kind.message(), seen.count));
        }
        for (at, place) in places {
            let Some(value) = at.find(spec.tree) else {
                fixes.unfixed += place.reasons.len();
                continue;
            };
            let before = fixes.entries.len();
            place.fix(spec, at, value, types.get(at), &mut fixes);
            if fixes.entries.len() == before {
                fixes.unfixed += place.reasons.len();
            }
        }
        fixes.keep_outermost();
        fixes
    }

    pub fn entries(&self) -> impl ExactSizeIterator<Item = &Entry> {
        self.entries.values()
    }

    /// A replaced value has no inner values to correct; the next run corrects the new ones.
    fn keep_outermost(&mut self) {
        let all: Vec<Pointer> = self.entries.keys().cloned().collect();
        let is_inside = |at: &Pointer| {
            let mut around = at.split_last();
            std::iter::from_fn(move || {
                let (outer, _) = around.take()?;
                around = outer.split_last();
                Some(outer)
            })
            .any(|outer| all.binary_search(&outer).is_ok())
        };
        self.entries.retain(|at, _| !is_inside(at));
    }

    fn set(&mut self, spec: Spec<'_>, at: Pointer, set: Option<Value>, reasons: &[String]) {
        let expect = at.find(spec.tree).cloned();
        // TOML has no null, and no large numbers.
        if expect.as_ref().is_some_and(|value| !is_toml(value))
            || set.as_ref().is_some_and(|value| !is_toml(value))
            || expect == set
        {
            return;
        }
        let mut because = reasons
            .iter()
            .take(5)
            .cloned()
            .collect::<Vec<_>>()
            .join("; ");
        if reasons.len() > 5 {
            because.push_str("; …");
        }
        let entry = Entry {
            at: at.clone(),
            expect,
            set,
            because,
        };
        self.entries.insert(at, entry);
    }
}

impl Place<'_> {
    fn fix(
        &self,
        spec: Spec<'_>,
        at: &Pointer,
        value: &Value,
        types: Option<&BTreeMap<Type, u64>>,
        fixes: &mut Fixes,
    ) {
        let is_swagger = spec.dialect == Dialect::Swagger;
        let mut set = |at: Pointer, value: Option<Value>| fixes.set(spec, at, value, &self.reasons);
        if let (false, Value::Array(required)) = (self.missing.is_empty(), value) {
            let is_kept = |name: &&Value| {
                name.as_str()
                    .is_none_or(|name| !self.missing.contains(name))
            };
            let kept: Vec<Value> = required.iter().filter(is_kept).cloned().collect();
            set(at.clone(), (!kept.is_empty()).then(|| kept.into()));
        }
        if self.is_null || !self.others.is_empty() {
            let (at, value) = self.schema(spec.dialect, at, value, types);
            set(at, Some(value));
        }
        for (status, seen) in &self.statuses {
            let alike = seen.first().and_then(|(_, alike)| *alike);
            let alike = alike.filter(|key| seen.iter().all(|(_, other)| *other == Some(*key)));
            let response = alike
                .and_then(|key| value.get(key).cloned())
                .unwrap_or_else(|| {
                    let names: Vec<&str> = seen.iter().filter_map(|(name, _)| *name).collect();
                    let mut response =
                        json!({"description": "Undeclared by the original document"});
                    if let Some(object) = response.as_object_mut().filter(|_| !names.is_empty()) {
                        match is_swagger {
                            true => object.insert("schema".to_owned(), json!({})),
                            false => object.insert("content".to_owned(), content(&names, None)),
                        };
                    }
                    response
                });
            set(at.child(&status.to_string()), Some(response));
        }
        for names in self.media_types.values().filter(|_| !is_swagger) {
            let declared = value.get("content").and_then(Value::as_object);
            let mut declared = declared.into_iter().flatten();
            let json = declared.find(|(name, _)| family(name) == Family::Json);
            let schema = json.and_then(|(_, media)| media.get("schema"));
            let Value::Object(content) = content(names, schema) else {
                continue;
            };
            for (name, media) in content {
                set(at.child("content").child(&name), Some(media));
            }
        }
        if let Some(names) = self.media_types.get(&Side::Response).filter(|_| is_swagger) {
            let operation = at
                .split_last()
                .and_then(|(responses, _)| responses.split_last());
            if let Some((operation, _)) = operation.filter(|(_, key)| key == "responses") {
                let at = operation.child("produces");
                let inherited = at.find(spec.tree).or_else(|| spec.tree.get("produces"));
                let mut all = inherited
                    .and_then(Value::as_array)
                    .cloned()
                    .unwrap_or_default();
                if all.is_empty() {
                    all.push("application/json".into());
                }
                all.extend(names.iter().map(|name| Value::from(*name)));
                set(at, Some(all.into()));
            }
        }
        for (side, names) in &self.bodies {
            match (side, is_swagger) {
                (Side::Response, true) => set(at.child("schema"), Some(json!({}))),
                (Side::Response, false) => set(at.child("content"), Some(content(names, None))),
                (Side::Request, true) => {}
                (Side::Request, false) => {
                    let body = json!({"content": content(names, None)});
                    set(at.child("requestBody"), Some(body));
                }
            }
        }
        if self.is_body_missing {
            set(at.child("required"), Some(false.into()));
        }
        if self.has_hidden_properties {
            set(at.child("additionalProperties"), Some(true.into()));
            return;
        }
        let properties = self.properties.iter();
        let properties = properties
            .map(|(name, seen)| ((*name).to_owned(), property(spec.dialect, &seen.types)));
        if value.get("properties").is_some() {
            for (name, schema) in properties {
                set(at.child("properties").child(&name), Some(schema));
            }
        } else if !self.properties.is_empty() {
            set(
                at.child("properties"),
                Some(properties.collect::<Map<_, _>>().into()),
            );
        }
    }

    /// The smallest change of a schema that allows the values.
    fn schema(
        &self,
        dialect: Dialect,
        at: &Pointer,
        schema: &Value,
        types: Option<&BTreeMap<Type, u64>>,
    ) -> (Pointer, Value) {
        if self.others.is_empty() {
            return nullable(dialect, at, schema);
        }
        // All types that were seen, the declared ones too.
        let mut seen: Vec<Type> = types
            .into_iter()
            .flat_map(BTreeMap::keys)
            .copied()
            .collect();
        if seen.contains(&Type::Number) {
            seen.retain(|found| *found != Type::Integer);
        }
        let is_simple = schema.get("type").is_some_and(Value::is_string)
            && ![
                "enum",
                "const",
                "format",
                "items",
                "properties",
                "allOf",
                "oneOf",
                "anyOf",
            ]
            .iter()
            .any(|keyword| schema.get(keyword).is_some());
        if let ([one], true, false) = (seen.as_slice(), is_simple, self.is_null)
            && *one != Type::Array
        {
            return (at.child("type"), one.name().into());
        }
        let mut replaced = Map::new();
        for keyword in [
            "title",
            "description",
            "deprecated",
            "readOnly",
            "writeOnly",
            "nullable",
            "x-nullable",
        ] {
            if let Some(value) = schema.get(keyword) {
                replaced.insert(keyword.to_owned(), value.clone());
            }
        }
        if let Value::Object(property) = property(dialect, &with_null(seen, self.is_null)) {
            replaced.extend(property);
        }
        (at.clone(), replaced.into())
    }
}

fn with_null(mut types: Vec<Type>, is_null: bool) -> Vec<Type> {
    if is_null {
        types.push(Type::Null);
    }
    types
}

fn nullable(dialect: Dialect, at: &Pointer, schema: &Value) -> (Pointer, Value) {
    let has = |keyword: &str| schema.get(keyword).is_some();
    let is_plain = has("type") && !has("enum") && !has("const");
    match (dialect, schema.get("type")) {
        (Dialect::ThreeOne, Some(Value::String(name))) if is_plain => {
            (at.child("type"), json!([name, "null"]))
        }
        (Dialect::ThreeOne, Some(Value::Array(names))) if is_plain => {
            let null = std::iter::once(Value::from("null"));
            (
                at.child("type"),
                names.iter().cloned().chain(null).collect(),
            )
        }
        (Dialect::ThreeOne, _) => (at.clone(), json!({"anyOf": [schema, {"type": "null"}]})),
        (Dialect::Three, _) if has("$ref") => {
            (at.clone(), json!({"allOf": [schema], "nullable": true}))
        }
        (Dialect::Three, _) => (at.child("nullable"), true.into()),
        (Dialect::Swagger, _) if has("$ref") => {
            (at.clone(), json!({"allOf": [schema], "x-nullable": true}))
        }
        (Dialect::Swagger, _) => (at.child("x-nullable"), true.into()),
    }
}

/// A schema for values of these types.
fn property(dialect: Dialect, types: &[Type]) -> Value {
    let is_null = types.contains(&Type::Null);
    let mut names: Vec<&str> = types
        .iter()
        .filter(|it| **it != Type::Null)
        .map(|it| it.name())
        .collect();
    names.sort_unstable();
    names.dedup();
    let mut schema = Map::new();
    match (names.as_slice(), dialect) {
        ([], _) => return schema.into(),
        ([name], _) => drop(schema.insert("type".to_owned(), (*name).into())),
        (names, Dialect::ThreeOne) => drop(schema.insert("type".to_owned(), json!(names))),
        // Without `type`, every value is allowed.
        _ => return schema.into(),
    }
    if names.contains(&"array") {
        schema.insert("items".to_owned(), json!({}));
    }
    match dialect {
        _ if !is_null => {}
        Dialect::ThreeOne => {
            names.push("null");
            schema.insert("type".to_owned(), json!(names));
        }
        Dialect::Three => drop(schema.insert("nullable".to_owned(), true.into())),
        Dialect::Swagger => drop(schema.insert("x-nullable".to_owned(), true.into())),
    }
    schema.into()
}

/// A `content` with these media types.
fn content(names: &[&str], json_schema: Option<&Value>) -> Value {
    let media = |name: &&str| match family(name) {
        Family::Json => {
            let schema = json_schema.cloned().unwrap_or_else(|| json!({}));
            ((*name).to_owned(), json!({"schema": schema}))
        }
        _ => ((*name).to_owned(), json!({})),
    };
    Value::Object(names.iter().map(media).collect())
}

/// Whether TOML has this value.
fn is_toml(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Number(number) => number.is_i64() || number.is_f64(),
        Value::Bool(_) | Value::String(_) => true,
        Value::Array(items) => items.iter().all(is_toml),
        Value::Object(map) => map.values().all(is_toml),
    }
}

impl Entry {
    /// The entry as it is written in `bindery.toml`.
    pub fn toml(&self, api: &str) -> String {
        let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let api = match !api.is_empty() && api.chars().all(is_bare) {
            true => api.to_owned(),
            false => text(api),
        };
        let mut entry = format!("[[api.{api}.fix]]\nat = {}\n", text(&self.at.to_string()));
        if let Some(expect) = &self.expect {
            entry.push_str(&format!("expect = {}\n", inline(expect)));
        }
        match &self.set {
            Some(set) => entry.push_str(&format!("set = {}\n", inline(set))),
            None => entry.push_str("remove = true\n"),
        }
        entry.push_str(&format!("because = {}\n", text(&self.because)));
        entry
    }
}

fn inline(value: &Value) -> String {
    match value {
        Value::String(string) => text(string),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(inline).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(map) if map.is_empty() => "{}".to_owned(),
        Value::Object(map) => {
            let pair =
                |(key, value): (&String, &Value)| format!("{} = {}", text(key), inline(value));
            let pairs: Vec<String> = map.iter().map(pair).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        other => other.to_string(),
    }
}

/// A basic string of TOML: that of JSON, with the delete character escaped.
fn text(text: &str) -> String {
    bindery::text::json(&Value::from(text)).replace('\u{7f}', "\\u007f")
}
