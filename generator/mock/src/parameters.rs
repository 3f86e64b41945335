//! Do the parameters of a request fit? (Parameter Object, "Style Values" and "Style Examples".)

use super::coding::{decoded, decoded_form, raw_pairs};
use super::judge::Judge;
use super::operation::Parameter;
use super::texts::{Texts, typed};
use super::tree::{merged, property_names, variants};
use hyper::HeaderMap;
use serde_json::{Map, Value, json};

/// Where the values of parameters stand, as they were sent.
pub(super) struct Sent<'r> {
    /// Of the path, by name.
    pub path: &'r [(String, String)],
    pub query: &'r str,
    pub headers: &'r HeaderMap,
}

/// The values of the parameters that were given, by name, with their location before a colon.
///
/// # Errors
///
/// The first parameter that is missing or does not fit, in a sentence.
pub(super) fn check(
    judge: &Judge<'_>,
    parameters: &[Parameter],
    sent: &Sent<'_>,
) -> Result<Map<String, Value>, String> {
    let mut values = Map::new();
    for parameter in parameters {
        let what = format!("the {} parameter `{}`", parameter.location, parameter.name);
        let any = json!({});
        let schema = parameter.schema.as_ref();
        let schema = schema.and_then(|schema| schema.find(judge.tree));
        let schema = schema.unwrap_or(&any);
        let Some(found) = found(judge, parameter, schema, sent) else {
            if parameter.required && !is_empty_object(judge, parameter, schema) {
                return Err(format!("{what} is missing"));
            }
            continue;
        };
        let value = match found {
            FoundParameter::Empty => continue,
            FoundParameter::Text(text) if parameter.json => serde_json::from_str(&text)
                .map_err(|error| format!("{what} is no JSON: {error}"))?,
            FoundParameter::Text(text) => typed(judge, schema, &Texts::one(text)),
            FoundParameter::Texts(texts) => typed(judge, schema, &texts),
        };
        judge
            .judge(schema, &value)
            .map_err(|reason| match reason.starts_with('`') {
                true => format!("{what}: {reason}"),
                false => format!("{what} {reason}"),
            })?;
        values.insert(format!("{}:{}", parameter.location, parameter.name), value);
    }
    Ok(values)
}

/// Whether an object without properties is allowed, and is written as nothing at all.
fn is_empty_object(judge: &Judge<'_>, parameter: &Parameter, schema: &Value) -> bool {
    let is_spread = parameter.style == "deepObject" || parameter.explode;
    parameter.location == "query"
        && !parameter.json
        && is_spread
        && kind(judge, schema, &mut { STEPS }) == ParameterKind::Object
        && judge.judge(schema, &json!({})).is_ok()
}

enum FoundParameter {
    /// It was given without a value, which is as good as not at all.
    Empty,
    Text(String),
    Texts(Texts),
}

/// A value with parts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ParameterKind {
    Scalar,
    Array,
    Object,
}

/// Schemas that are asked for one parameter.
const STEPS: usize = 100;

fn kind(judge: &Judge<'_>, schema: &Value, left: &mut usize) -> ParameterKind {
    let map = merged(judge.tree, schema);
    match map.get("type").and_then(Value::as_str) {
        Some("array") => return ParameterKind::Array,
        Some("object") => return ParameterKind::Object,
        Some(_) => return ParameterKind::Scalar,
        None => {}
    }
    let (Some(fewer), Some((_, variants))) = (left.checked_sub(1), variants(&map)) else {
        return ParameterKind::Scalar;
    };
    *left = fewer;
    // A union of a text and a list of them is written as the list.
    let kinds = variants.iter().map(|variant| kind(judge, variant, left));
    let kinds: Vec<ParameterKind> = kinds.collect();
    let known = [ParameterKind::Array, ParameterKind::Object];
    known
        .into_iter()
        .find(|kind| kinds.contains(kind))
        .unwrap_or(ParameterKind::Scalar)
}

fn found(
    judge: &Judge<'_>,
    parameter: &Parameter,
    schema: &Value,
    sent: &Sent<'_>,
) -> Option<FoundParameter> {
    let kind = match parameter.json {
        true => ParameterKind::Scalar,
        false => kind(judge, schema, &mut { STEPS }),
    };
    match parameter.location.as_str() {
        "path" => {
            let mut values = sent.path.iter();
            match values.find(|(name, _)| *name == parameter.name) {
                Some((_, text)) => of_path(parameter, kind, text),
                // It is in the query of the path key.
                None => of_query(judge, parameter, kind, schema, sent.query),
            }
        }
        "query" => of_query(judge, parameter, kind, schema, sent.query),
        "cookie" => {
            let cookies = sent.headers.get_all("cookie").iter();
            let cookies = cookies.filter_map(|value| value.to_str().ok());
            let pairs: Vec<&str> = cookies.flat_map(|text| text.split(';')).collect();
            let joined: Vec<&str> = pairs.iter().map(|pair| pair.trim()).collect();
            of_query(judge, parameter, kind, schema, &joined.join("&"))
        }
        _ => {
            let values = sent.headers.get_all(parameter.name.as_str()).iter();
            let values: Vec<String> = values
                .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
                .collect();
            if values.is_empty() {
                return None;
            }
            let text = values.join(",");
            Some(simple(parameter, kind, &text, &|part| {
                part.trim().to_owned()
            }))
        }
    }
}

/// A value of the path, with the marks of its style.
fn of_path(parameter: &Parameter, kind: ParameterKind, text: &str) -> Option<FoundParameter> {
    let separator = match parameter.style.as_str() {
        "label" => {
            let text = text.strip_prefix('.')?;
            if kind != ParameterKind::Scalar && parameter.explode {
                return Some(split(kind, true, text.split('.'), &decoded));
            }
            return Some(simple(parameter, kind, text, &decoded));
        }
        "matrix" => {
            let text = text.strip_prefix(';')?;
            if kind != ParameterKind::Scalar && parameter.explode {
                let parts = text
                    .split(';')
                    .map(|part| match (kind, part.split_once('=')) {
                        (ParameterKind::Array, Some((_, value))) => value,
                        _ => part,
                    });
                return Some(split(kind, true, parts, &decoded));
            }
            let (_, text) = text.split_once('=').unwrap_or((text, ""));
            return Some(simple(parameter, kind, text, &decoded));
        }
        "spaceDelimited" => "%20",
        "pipeDelimited" => "|",
        "tabDelimited" => "%09",
        _ => return Some(simple(parameter, kind, text, &decoded)),
    };
    let text = text.replace("%7C", "|").replace("%7c", "|");
    Some(split(kind, false, text.split(separator), &decoded))
}

/// A value whose parts have commas between.
fn simple(
    parameter: &Parameter,
    kind: ParameterKind,
    text: &str,
    decode: &dyn Fn(&str) -> String,
) -> FoundParameter {
    match kind {
        ParameterKind::Scalar => FoundParameter::Text(decode(text)),
        _ if text.is_empty() => FoundParameter::Texts(Texts::default()),
        _ => split(kind, parameter.explode, text.split(','), decode),
    }
}

/// The parts of a list, or the names and values of an object.
fn split<'t>(
    kind: ParameterKind,
    explode: bool,
    parts: impl Iterator<Item = &'t str>,
    decode: &dyn Fn(&str) -> String,
) -> FoundParameter {
    if kind != ParameterKind::Object {
        return FoundParameter::Texts(Texts::several(parts.map(decode)));
    }
    let mut texts = Texts::default();
    if explode {
        for part in parts {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            texts.add_plain(&decode(name), decode(value));
        }
        return FoundParameter::Texts(texts);
    }
    let mut parts = parts;
    while let Some(name) = parts.next() {
        texts.add_plain(&decode(name), decode(parts.next().unwrap_or_default()));
    }
    FoundParameter::Texts(texts)
}

fn of_query(
    judge: &Judge<'_>,
    parameter: &Parameter,
    kind: ParameterKind,
    schema: &Value,
    query: &str,
) -> Option<FoundParameter> {
    let name = parameter.name.as_str();
    let own: Vec<&str> = raw_pairs(query)
        .filter(|(key, _)| decoded_form(key) == name)
        .map(|(_, value)| value)
        .collect();
    let nested = || {
        let mut texts = Texts::default();
        for (key, value) in raw_pairs(query) {
            let key = decoded_form(key);
            let inside = key
                .strip_prefix(name)
                .is_some_and(|rest| rest.starts_with('['));
            if inside {
                texts.add(&key, decoded_form(value));
            }
        }
        // A name may hold brackets itself, of which only the later ones lead inside.
        let inner = texts.inner.shift_remove(name);
        inner.or_else(|| (!texts.inner.is_empty()).then(Texts::default))
    };
    let first = own.first().copied();
    if own.len() == 1
        && first == Some("")
        && (parameter.allow_empty || kind == ParameterKind::Scalar)
    {
        let value = typed(judge, schema, &Texts::one(""));
        let fits = judge.fits(schema, &value);
        return Some(match (fits, parameter.required && !parameter.allow_empty) {
            (false, false) => FoundParameter::Empty,
            _ => FoundParameter::Text(String::new()),
        });
    }
    match (parameter.style.as_str(), kind) {
        ("deepObject", ParameterKind::Object | ParameterKind::Array) => nested()
            .map(FoundParameter::Texts)
            .or_else(|| first.map(|text| FoundParameter::Text(decoded_form(text)))),
        (_, ParameterKind::Scalar) => first.map(|text| FoundParameter::Text(decoded_form(text))),
        ("form", ParameterKind::Array) if parameter.explode => match own.as_slice() {
            [] => nested().map(FoundParameter::Texts),
            several => Some(FoundParameter::Texts(Texts::several(
                several.iter().map(|text| decoded_form(text)),
            ))),
        },
        ("form", ParameterKind::Object) if parameter.explode => {
            let names = property_names(judge.tree, schema);
            let open = names.is_empty();
            let mut texts = Texts::default();
            for (key, value) in raw_pairs(query) {
                let key = decoded_form(key);
                if open || names.contains(&key) {
                    texts.add_plain(&key, decoded_form(value));
                }
            }
            (!texts.inner.is_empty()).then_some(FoundParameter::Texts(texts))
        }
        (style, _) if parameter.explode && own.len() > 1 && style != "form" => Some(
            FoundParameter::Texts(Texts::several(own.iter().map(|text| decoded_form(text)))),
        ),
        (style, _) => {
            let text = first?;
            if text.is_empty() {
                return Some(FoundParameter::Texts(Texts::default()));
            }
            let (text, separator) = match style {
                "spaceDelimited" => (text.replace('+', "%20"), "%20"),
                "pipeDelimited" => (text.replace("%7C", "|").replace("%7c", "|"), "|"),
                "tabDelimited" => (text.to_owned(), "%09"),
                _ => (text.to_owned(), ","),
            };
            Some(split(kind, false, text.split(separator), &decoded_form))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::judge::{Direction, Examples, Patterns};
    use super::*;
    use bindery::diagnostic::Pointer;

    /// The value of a parameter `p` at `location`, as decoded from `text`.
    fn value(location: &str, style: &str, explode: bool, schema: Value, text: &str) -> String {
        let tree = json!({"s": schema});
        let patterns = Patterns::default();
        let judge = Judge {
            tree: &tree,
            way: Direction::Sent,
            patterns: &patterns,
            examples: &Examples::new(),
            left: Judge::budget(),
        };
        let parameter = Parameter {
            name: "p".to_owned(),
            location: location.to_owned(),
            style: style.to_owned(),
            explode,
            required: true,
            allow_empty: false,
            json: style == "json",
            schema: Some(Pointer::root().child("s")),
        };
        let mut headers = HeaderMap::new();
        let name = if location == "header" { "p" } else { "cookie" };
        headers.insert(name, text.parse().unwrap());
        let path = [("p".to_owned(), text.to_owned())];
        let sent = Sent {
            path: if location == "path" { &path } else { &[] },
            query: if location == "query" { text } else { "" },
            headers: &headers,
        };
        match check(&judge, &[parameter], &sent) {
            Ok(values) => values
                .values()
                .next()
                .cloned()
                .unwrap_or_default()
                .to_string(),
            Err(reason) => reason,
        }
    }

    #[test]
    fn every_style_is_read() {
        let number = || json!({"type": "integer"});
        let list = || json!({"type": "array", "items": {"type": "string"}});
        let object = || {
            json!({"type": "object", "properties": {
                "r": {"type": "integer"}, "g": {"type": "string"}}})
        };
        for (location, style, explode, schema, text, expected) in [
            ("path", "simple", false, number(), "5", "5"),
            ("path", "simple", false, list(), "a,b%2Cc", r#"["a","b,c"]"#),
            (
                "path",
                "simple",
                false,
                object(),
                "r,1,g,x",
                r#"{"r":1,"g":"x"}"#,
            ),
            (
                "path",
                "simple",
                true,
                object(),
                "r=1,g=x",
                r#"{"r":1,"g":"x"}"#,
            ),
            ("path", "label", false, number(), ".5", "5"),
            ("path", "label", false, list(), ".a,b", r#"["a","b"]"#),
            ("path", "label", true, list(), ".a.b", r#"["a","b"]"#),
            (
                "path",
                "label",
                true,
                object(),
                ".r=1.g=x",
                r#"{"r":1,"g":"x"}"#,
            ),
            ("path", "matrix", false, number(), ";p=5", "5"),
            ("path", "matrix", false, list(), ";p=a,b", r#"["a","b"]"#),
            ("path", "matrix", true, list(), ";p=a;p=b", r#"["a","b"]"#),
            (
                "path",
                "matrix",
                false,
                object(),
                ";p=r,1,g,x",
                r#"{"r":1,"g":"x"}"#,
            ),
            (
                "path",
                "matrix",
                true,
                object(),
                ";r=1;g=x",
                r#"{"r":1,"g":"x"}"#,
            ),
            (
                "path",
                "pipeDelimited",
                false,
                list(),
                "a%7Cb",
                r#"["a","b"]"#,
            ),
            ("query", "form", true, number(), "q=1&p=5", "5"),
            ("query", "form", true, list(), "p=a&p=b", r#"["a","b"]"#),
            ("query", "form", true, list(), "p[]=a&p[]=b", r#"["a","b"]"#),
            (
                "query",
                "form",
                false,
                list(),
                "p=a,b%2Cc",
                r#"["a","b,c"]"#,
            ),
            (
                "query",
                "form",
                true,
                object(),
                "r=1&g=x&z=2",
                r#"{"r":1,"g":"x"}"#,
            ),
            (
                "query",
                "form",
                false,
                object(),
                "p=r,1,g,x",
                r#"{"r":1,"g":"x"}"#,
            ),
            (
                "query",
                "spaceDelimited",
                false,
                list(),
                "p=a%20b+c",
                r#"["a","b","c"]"#,
            ),
            (
                "query",
                "pipeDelimited",
                false,
                list(),
                "p=a%7Cb|c",
                r#"["a","b","c"]"#,
            ),
            (
                "query",
                "tabDelimited",
                false,
                list(),
                "p=a%09b",
                r#"["a","b"]"#,
            ),
            (
                "query",
                "deepObject",
                true,
                object(),
                "p[r]=1&p%5Bg%5D=x",
                r#"{"r":1,"g":"x"}"#,
            ),
            (
                "query",
                "json",
                true,
                object(),
                "p=%7B%22r%22%3A1%7D",
                r#"{"r":1}"#,
            ),
            ("header", "simple", false, list(), "a, b", r#"["a","b"]"#),
            (
                "header",
                "simple",
                true,
                object(),
                "r=1,g=x",
                r#"{"r":1,"g":"x"}"#,
            ),
            ("cookie", "form", true, number(), "q=1; p=5", "5"),
            (
                "query",
                "form",
                true,
                number(),
                "q=1",
                "the query parameter `p` is missing",
            ),
            (
                "query",
                "form",
                true,
                number(),
                "p=x",
                "the query parameter `p` is a string \"x\", and should be a whole number",
            ),
            (
                "query",
                "deepObject",
                true,
                object(),
                "p[r]=x",
                "the query parameter `p`: `r` is a string \"x\", and should be a whole number",
            ),
            (
                "query",
                "json",
                true,
                object(),
                "p=x",
                "the query parameter `p` is no JSON: expected value at line 1 column 1",
            ),
            (
                "path",
                "label",
                false,
                number(),
                "5",
                "the path parameter `p` is missing",
            ),
        ] {
            let found = value(location, style, explode, schema, text);
            assert_eq!(found, expected, "{location} {style} {explode} {text}");
        }
    }
}
