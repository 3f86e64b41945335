//! Which headers does a response have? (Header Object.)

use super::super::judge::Judge;
use super::super::make;
use super::super::operation::Response;
use super::super::tree::at;
use super::Making;
use hyper::HeaderMap;
use hyper::header::{HeaderName, HeaderValue};
use serde_json::{Value, json};

/// Those that say what only the server knows, or that would tell what is not so.
const OWN: [&str; 14] = [
    "connection",
    "content-encoding",
    "content-length",
    "content-range",
    "content-type",
    "date",
    "keep-alive",
    "link",
    "location",
    "retry-after",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "www-authenticate",
];

/// The headers that a response declares, with values as it declares them.
pub(super) fn declared(judge: &Judge<'_>, response: &Response, making: Making<'_>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, pointer) in &response.headers {
        let lower = name.to_ascii_lowercase();
        let Ok(header) = HeaderName::from_bytes(lower.as_bytes()) else {
            continue;
        };
        if OWN.contains(&lower.as_str()) {
            continue;
        }
        let Some(object) = pointer.find(judge.tree) else {
            continue;
        };
        let any = json!({"type": "string"});
        let content = object.get("content").and_then(Value::as_object);
        let of_content = content.and_then(|content| content.values().next());
        let schema = of_content.unwrap_or(object).get("schema").unwrap_or(&any);
        let examples = at(judge.tree, &pointer.child("examples"));
        let examples = examples.and_then(|(_, examples)| examples.as_object());
        let of_examples = examples
            .into_iter()
            .flatten()
            .filter_map(|(_, it)| it.get("value"));
        let mut given = object.get("example").into_iter().chain(of_examples);
        let value = match given.find(|value| judge.fits(schema, value)) {
            Some(value) => value.clone(),
            None => {
                let about = format!("{} {name}", making.about);
                make::value(judge, schema, making.seed, &about)
            }
        };
        let text = if of_content.is_some() {
            value.to_string()
        } else {
            simple(&value)
        };
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(header, value);
        }
    }
    headers
}

/// A value in the style `simple`, which headers have.
fn simple(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(elements) => {
            let texts: Vec<String> = elements.iter().map(simple).collect();
            texts.join(",")
        }
        Value::Object(properties) => {
            let texts = properties
                .iter()
                .map(|(name, value)| format!("{name},{}", simple(value)));
            texts.collect::<Vec<_>>().join(",")
        }
        other => other.to_string(),
    }
}
