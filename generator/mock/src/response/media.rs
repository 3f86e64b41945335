//! The content of a response and its encoding (Media Type Object, Example Object; OpenAPI 3.2,
//! "Sequential Media Types").

use super::super::coding::encoded;
use super::super::judge::{Direction, Examples, Judge, Patterns};
use super::super::make;
use super::super::operation::{Content, Operation};
use super::super::tree::{at, merged};
use super::Making;
use bindery::ir::{Framing, StatusMatch};
use bindery::openapi::media_type::Family;
use bytes::Bytes;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Items of a sequence that has no example.
const ITEMS: usize = 3;

/// The content: the example of this name; else the first example that fits the schema; else a value
/// invented from the schema. `None` if there is no example of the name.
pub(in super::super) fn value(
    judge: &Judge<'_>,
    content: &Content,
    example: Option<&str>,
    seed: u64,
    about: &str,
) -> Option<Value> {
    let named = examples(judge, content);
    if let Some(name) = example {
        let found = named.into_iter().find(|(key, _)| key == name);
        return found.map(|(_, value)| value);
    }
    let fits = |value: &Value| {
        let schema = schema(judge, content);
        // Examples of text and of sequences are used as written.
        let written =
            value.is_string() && (content.framing.is_some() || content.family != Family::Json);
        let items = content.framing.is_some() && value.is_array();
        written || items || schema.is_none_or(|schema| judge.fits(schema, value))
    };
    for (_, value) in named {
        if fits(&value) {
            return Some(value);
        }
        // JSON in a text is a usual mistake.
        let parsed = value
            .as_str()
            .and_then(|text| serde_json::from_str(text).ok());
        if let Some(parsed) = parsed.filter(fits) {
            return Some(parsed);
        }
    }
    made(judge, content, Making { seed, about })
}

/// The examples of successes whose schema is a component, by the reference to that, the first that
/// fits.
pub(in super::super) fn collected<'o>(
    tree: &Value,
    patterns: &Patterns,
    operations: impl Iterator<Item = &'o Operation>,
) -> Examples {
    let judge = Judge {
        tree,
        way: Direction::Response,
        patterns,
        examples: &Examples::new(),
        left: Judge::budget(),
    };
    let mut collected = Examples::new();
    let responses = operations.flat_map(|operation| &operation.responses);
    let successes = responses.filter(|response| {
        matches!(
            response.status,
            StatusMatch::Code(200..300) | StatusMatch::Range(2)
        )
    });
    for content in successes.flat_map(|response| &response.content) {
        let schema = schema(&judge, content);
        let target = schema.and_then(|schema| schema.get("$ref")?.as_str());
        let (Some(schema), Some(target)) = (schema, target) else {
            continue;
        };
        let is_json = content.family == Family::Json && content.framing.is_none();
        if !is_json || collected.contains_key(target) {
            continue;
        }
        let mut examples = examples(&judge, content).into_iter();
        if let Some((_, value)) = examples.find(|(_, value)| judge.fits(schema, value)) {
            collected.insert(target.to_owned(), value);
        }
    }
    collected
}

/// A value invented from the schema.
pub(in super::super) fn made(
    judge: &Judge<'_>,
    content: &Content,
    making: Making<'_>,
) -> Option<Value> {
    let Some(schema) = schema(judge, content) else {
        return Some(match content.family {
            Family::Json | Family::Form => json!({}),
            _ => json!("text"),
        });
    };
    let one = |about: &str| make::value(judge, schema, making.seed, about);
    if content.framing.is_none() {
        return Some(one(making.about));
    }
    let is_list = merged(judge.tree, schema).get("type") == Some(&json!("array"));
    if is_list && !content.of_items {
        return Some(one(making.about));
    }
    let items = (0..ITEMS).map(|number| one(&format!("{} {number}", making.about)));
    Some(items.collect())
}

/// The schema of content.
pub(in super::super) fn schema<'t>(judge: &Judge<'t>, content: &Content) -> Option<&'t Value> {
    let pointer = content.schema.as_ref()?;
    pointer.find(judge.tree)
}

/// `example` and `examples`, by name; the first has none.
fn examples(judge: &Judge<'_>, content: &Content) -> Vec<(String, Value)> {
    let Some(object) = content.pointer.find(judge.tree) else {
        return Vec::new();
    };
    let own = object.get("example").filter(|example| !example.is_null());
    let mut found: Vec<(String, Value)> = own
        .map(|value| (String::new(), value.clone()))
        .into_iter()
        .collect();
    let names = object.get("examples").and_then(Value::as_object);
    for name in names.into_iter().flatten().map(|(name, _)| name) {
        let pointer = content.pointer.child("examples").child(name);
        let example = at(judge.tree, &pointer);
        if let Some(value) = example.and_then(|(_, example)| example.get("value")) {
            found.push((name.clone(), value.clone()));
        }
    }
    found
}

/// The media type and the bytes of content; none where there are more than `most` bytes.
pub(in super::super) fn write(
    judge: &Judge<'_>,
    content: &Content,
    value: &Value,
    most: usize,
) -> Option<(String, Bytes)> {
    let media_type = concrete(&content.media_type, value);
    let text = match (content.framing, content.family) {
        (Some(framing), _) => match value {
            Value::String(text) => text.clone(),
            Value::Array(items) => items.iter().map(|item| framed(framing, item)).collect(),
            item => framed(framing, item),
        },
        (None, Family::Json) => return Some((media_type, json_text(value, most)?)),
        (None, Family::Form) => form(value),
        (None, Family::Multipart) => {
            let boundary = "bindery-mock";
            let body = parts(boundary, value);
            let media_type = format!("{media_type}; boundary={boundary}");
            return (body.len() <= most).then(|| (media_type, body.into()));
        }
        (None, _) => match value {
            Value::String(text) => text.clone(),
            value if media_type.ends_with("xml") => {
                let root = schema(judge, content).and_then(|schema| root_name(judge, schema));
                xml(root.as_deref().unwrap_or("root"), value)
            }
            value => return Some((media_type, json_text(value, most)?)),
        },
    };
    (text.len() <= most).then(|| (media_type, text.into()))
}

/// JSON that people can read; none where there are more than `most` bytes.
pub(in super::super) fn json_text(value: &Value, most: usize) -> Option<Bytes> {
    let mut text = Bounded {
        bytes: Vec::new(),
        most,
    };
    serde_json::to_writer_pretty(&mut text, value).ok()?;
    text.write_all(b"\n").ok()?;
    Some(text.bytes.into())
}

/// Bytes, up to a number of them: the indentation of nested values can be long.
struct Bounded {
    bytes: Vec<u8>,
    most: usize,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.most {
            return Err(io::ErrorKind::WriteZero.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A media type that a response can have: one for each range.
fn concrete(media_type: &str, value: &Value) -> String {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let concrete = match essence {
        "*/*" | "application/*" if value.is_string() => "text/plain; charset=utf-8",
        "*/*" | "application/*" => "application/json",
        "text/*" => "text/plain; charset=utf-8",
        "image/*" => "image/png",
        "audio/*" => "audio/mpeg",
        "video/*" => "video/mp4",
        other if other.ends_with("/*") => "application/octet-stream",
        _ => media_type,
    };
    concrete.to_owned()
}

/// One item of a sequence.
fn framed(framing: Framing, item: &Value) -> String {
    match framing {
        Framing::Lines => format!("{item}\n"),
        Framing::Sequence => format!("\u{1e}{item}\n"),
        Framing::Events => event(item),
    }
}

/// A server-sent event (HTML Standard, section 9.2). An object with `data` is an event, anything
/// else is what one holds.
fn event(item: &Value) -> String {
    let mut lines = String::new();
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let data = item.get("data").filter(|_| {
        let fields = ["data", "event", "id", "retry"];
        let mut names = item.as_object().into_iter().flatten().map(|(name, _)| name);
        names.all(|name| fields.contains(&name.as_str()))
    });
    if data.is_some() {
        for field in ["event", "id", "retry"] {
            if let Some(value) = item.get(field).filter(|value| !value.is_null()) {
                let value = text(value).replace(['\r', '\n'], " ");
                lines.push_str(&format!("{field}: {value}\n"));
            }
        }
    }
    for line in text(data.unwrap_or(item)).lines() {
        lines.push_str(&format!("data: {line}\n"));
    }
    lines + "\n"
}

fn form(value: &Value) -> String {
    let pair = |name: &str, value: &Value| match value {
        Value::String(text) => format!("{}={}", encoded(name), encoded(text)),
        other => format!("{}={}", encoded(name), encoded(&other.to_string())),
    };
    let mut pairs = Vec::new();
    for (name, value) in value.as_object().into_iter().flatten() {
        match value {
            Value::Array(elements) => pairs.extend(elements.iter().map(|one| pair(name, one))),
            one => pairs.push(pair(name, one)),
        }
    }
    pairs.join("&")
}

fn parts(boundary: &str, value: &Value) -> String {
    let mut body = String::new();
    for (name, value) in value.as_object().into_iter().flatten() {
        let name = name.replace(['"', '\r', '\n'], "_");
        let (kind, text) = match value {
            Value::String(text) => ("text/plain; charset=utf-8", text.clone()),
            other => ("application/json", other.to_string()),
        };
        body.push_str(&format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\
             Content-Type: {kind}\r\n\r\n{text}\r\n"
        ));
    }
    body + "--" + boundary + "--\r\n"
}

/// The name of the root element (XML Object), or that of the component.
fn root_name(judge: &Judge<'_>, schema: &Value) -> Option<String> {
    let map = merged(judge.tree, schema);
    let xml = map.get("xml").and_then(|xml| xml.get("name"));
    let named = xml.and_then(Value::as_str);
    let target = schema.get("$ref").and_then(Value::as_str);
    let name = named.or_else(|| target?.rsplit('/').next())?;
    is_name(name).then(|| name.to_owned())
}

fn is_name(name: &str) -> bool {
    let mut characters = name.chars();
    characters
        .next()
        .is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && characters.all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}

/// XML in the manner in which schemas describe it by default: an element for each property, and one
/// for each element of a list. Attributes, prefixes and wrappers are left to examples.
fn xml(name: &str, value: &Value) -> String {
    let inner = match value {
        Value::Array(elements) => {
            return elements.iter().map(|element| xml(name, element)).collect();
        }
        Value::Object(properties) => properties
            .iter()
            .filter(|(name, _)| is_name(name))
            .map(|(name, value)| xml(name, value))
            .collect(),
        Value::Null => String::new(),
        Value::String(text) => escaped(text),
        other => other.to_string(),
    };
    format!("<{name}>{inner}</{name}>")
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}
