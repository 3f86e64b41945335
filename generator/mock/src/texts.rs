//! Which value do the texts of a form, a query or a path stand for? Their schema tells.

use super::decode::is_structured;
use super::judge::Judge;
use super::tree::{list, merged, variants};
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

/// Names inside of names: `a[b][c]`.
const DEPTH: usize = 16;

/// Variants of unions that are tried for one value.
const TRIED: usize = 500;

/// Texts under names, and names inside of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Texts {
    /// The values with this name, in order.
    pub own: Vec<String>,
    /// The values with names inside this one.
    pub inner: IndexMap<String, Texts>,
}

impl Texts {
    /// One text.
    pub(super) fn one(text: impl Into<String>) -> Self {
        Self {
            own: vec![text.into()],
            ..Self::default()
        }
    }

    /// Several texts of the same name.
    pub(super) fn several(texts: impl IntoIterator<Item = String>) -> Self {
        Self {
            own: texts.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Adds a text under a name as forms have them: `a`, `a[b]`, `a[]`, `a[0][b]`.
    pub(super) fn add(&mut self, name: &str, text: String) {
        let (head, steps) = match name.split_once('[') {
            Some((head, rest)) if !head.is_empty() && name.ends_with(']') => {
                let rest = rest.strip_suffix(']').unwrap_or(rest);
                (head, rest.split("][").take(DEPTH).collect())
            }
            _ => (name, Vec::new()),
        };
        let mut at = self.inner.entry(head.to_owned()).or_default();
        for step in steps {
            at = at.inner.entry(step.to_owned()).or_default();
        }
        at.own.push(text);
    }

    /// Adds a text under a name, whatever brackets are in it.
    pub(super) fn add_plain(&mut self, name: &str, text: String) {
        let at = self.inner.entry(name.to_owned()).or_default();
        at.own.push(text);
    }
}

/// The value that fits the schema, if there is one; else the one that comes nearest.
pub(super) fn typed(judge: &Judge<'_>, schema: &Value, texts: &Texts) -> Value {
    read(judge, schema, texts, DEPTH, &mut { TRIED })
}

fn read(judge: &Judge<'_>, schema: &Value, texts: &Texts, depth: usize, left: &mut usize) -> Value {
    let map = merged(judge.tree, schema);
    let Some(deeper) = depth.checked_sub(1) else {
        return texts.own.first().cloned().into();
    };
    if let Some((key, variants)) = variants(&map) {
        let mut rest = map.clone().into_owned();
        rest.shift_remove(key);
        let mut first = None;
        for variant in variants {
            let Some(fewer) = left.checked_sub(1) else {
                break;
            };
            *left = fewer;
            let whole = json!({"allOf": [&rest, variant]});
            let value = read(judge, &whole, texts, deeper, left);
            if judge.fits(schema, &value) {
                return value;
            }
            first = first.or(Some(value));
        }
        return first.unwrap_or_default();
    }
    let kind = map.get("type").and_then(Value::as_str);
    let any = json!({});
    match kind {
        Some("array") => {
            let items = map.get("items").unwrap_or(&any);
            let prefix = list(&map, "x-bindery-prefix-items");
            let own = texts.own.iter().map(|text| Texts::one(text.as_str()));
            // `a[]=1` has its texts under the empty name, `a[0]=1` each under a number.
            let inner = texts.inner.iter().flat_map(|(name, inner)| {
                if name.is_empty() && inner.inner.is_empty() {
                    inner
                        .own
                        .iter()
                        .map(|text| Texts::one(text.as_str()))
                        .collect()
                } else {
                    vec![inner.clone()]
                }
            });
            let elements = own.chain(inner).enumerate();
            elements
                .map(|(index, texts)| {
                    read(
                        judge,
                        prefix.get(index).unwrap_or(items),
                        &texts,
                        deeper,
                        left,
                    )
                })
                .collect()
        }
        Some("object") => match texts.own.first() {
            // An object that stands under one name is JSON.
            Some(text) if texts.inner.is_empty() => {
                serde_json::from_str(text).unwrap_or_else(|_| text.as_str().into())
            }
            _ => properties(judge, &map, texts, deeper, left),
        },
        None if !texts.inner.is_empty() => properties(judge, &map, texts, deeper, left),
        None if texts.own.len() > 1 => texts.own.iter().cloned().collect(),
        _ => match texts.own.as_slice() {
            [] => Value::Null,
            [text] => scalar(judge, schema, &map, text),
            several => several.iter().cloned().collect(),
        },
    }
}

fn properties(
    judge: &Judge<'_>,
    map: &Map<String, Value>,
    texts: &Texts,
    depth: usize,
    left: &mut usize,
) -> Value {
    let any = json!({});
    let rest = map.get("additionalProperties").filter(|it| it.is_object());
    let properties = map.get("properties");
    let property = |(name, texts): (&String, &Texts)| {
        let schema = properties.and_then(|all| all.get(name)).or(rest);
        let value = read(judge, schema.unwrap_or(&any), texts, depth, left);
        (name.clone(), value)
    };
    Value::Object(texts.inner.iter().map(property).collect())
}

/// A text, or the number, boolean or null that it reads as, if that is what fits.
fn scalar(judge: &Judge<'_>, schema: &Value, map: &Map<String, Value>, text: &str) -> Value {
    let as_text = Value::from(text);
    if judge.fits(schema, &as_text) {
        return as_text;
    }
    let bare = text.trim() == text;
    // A JSON array or object is not a scalar, and need not be decoded.
    let scalar = Some(text).filter(|text| !is_structured(text));
    let scalar = scalar.and_then(|text| serde_json::from_str::<Value>(text).ok());
    let parsed = match scalar {
        Some(value @ (Value::Number(_) | Value::Bool(_) | Value::Null)) if bare => value,
        _ if text.is_empty() => Value::Null,
        _ => return as_text,
    };
    if judge.fits(schema, &parsed) {
        return parsed;
    }
    // It fits neither; the error of a number is reported.
    match (map.get("type").and_then(Value::as_str), &parsed) {
        (Some("integer" | "number"), Value::Number(_)) | (Some("boolean"), Value::Bool(_)) => {
            parsed
        }
        _ => as_text,
    }
}

#[cfg(test)]
mod tests {
    use super::super::judge::{Direction, Examples, Patterns};
    use super::*;

    fn read_form(schema: Value, pairs: &[(&str, &str)]) -> Value {
        let mut texts = Texts::default();
        for (name, text) in pairs {
            texts.add(name, (*text).to_owned());
        }
        let judge = Judge {
            tree: &json!({}),
            way: Direction::Sent,
            patterns: &Patterns::default(),
            examples: &Examples::new(),
            left: Judge::budget(),
        };
        typed(&judge, &schema, &texts)
    }

    #[test]
    fn texts_become_what_their_schema_says() {
        let schema = json!({"type": "object", "properties": {
            "n": {"type": "integer"}, "b": {"type": "boolean"}, "s": {"type": "string"},
            "l": {"type": "array", "items": {"type": "number"}},
            "o": {"type": "object", "properties": {"x": {"type": "integer"}}},
            "u": {"anyOf": [{"type": "integer"}, {"type": "string"}]},
            "z": {"type": "integer", "nullable": true},
            "ol": {"type": "array", "items": {"type": "object", "properties": {"x": {"type": "integer"}}}},
        }});
        for (pairs, expected) in [
            (
                vec![("n", "1"), ("b", "true"), ("s", "1")],
                json!({"n": 1, "b": true, "s": "1"}),
            ),
            (vec![("l", "1"), ("l", "2.5")], json!({"l": [1, 2.5]})),
            (vec![("l[]", "1"), ("l[]", "2")], json!({"l": [1, 2]})),
            (vec![("l[0]", "1"), ("l[1]", "2")], json!({"l": [1, 2]})),
            (vec![("o[x]", "1")], json!({"o": {"x": 1}})),
            (vec![("o", "{\"x\": 1}")], json!({"o": {"x": 1}})),
            (
                vec![("ol[0][x]", "1"), ("ol[1][x]", "2")],
                json!({"ol": [{"x": 1}, {"x": 2}]}),
            ),
            (vec![("u", "1"), ("z", "")], json!({"u": 1, "z": null})),
            (vec![("n", "x")], json!({"n": "x"})),
            (
                vec![("q[", "x"), ("[a]", "y")],
                json!({"q[": "x", "[a]": "y"}),
            ),
        ] {
            assert_eq!(read_form(schema.clone(), &pairs), expected, "{pairs:?}");
        }
    }

    #[test]
    fn brackets_without_end_are_cut() {
        let name = format!("a{}", "[b]".repeat(1000));
        assert!(read_form(json!({}), &[(&name, "x")]).is_object());
    }
}
