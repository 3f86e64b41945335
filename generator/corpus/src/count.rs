//! How many operations does a document hold? Counted in the raw text, by a reading that shares
//! nothing with the generator, so that an operation the generator overlooks is still counted.

use serde_yaml::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// The members of a Path Item Object that are operations, in Swagger 2.0 to OpenAPI 3.2.
const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// Path items that refer to path items that refer…: more are a circle.
const HOPS: usize = 16;

/// The operations under `paths` of the document at `path`.
pub fn operations(path: &Path) -> Result<usize, String> {
    let document = read(path)?;
    let Some(Value::Mapping(paths)) = document.get("paths") else {
        return Ok(0);
    };
    Ok(paths
        .iter()
        .filter(|(key, _)| !key.as_str().is_some_and(|key| key.starts_with("x-")))
        .map(|(_, item)| in_item(item, &document, path, HOPS))
        .sum())
}

fn in_item(item: &Value, document: &Value, path: &Path, hops: usize) -> usize {
    let referred = item
        .get("$ref")
        .and_then(Value::as_str)
        .filter(|_| hops > 0)
        .map_or(0, |reference| behind(reference, document, path, hops - 1));
    let own = METHODS
        .iter()
        .filter(|method| item.get(**method).is_some_and(Value::is_mapping))
        .count();
    let additional = item
        .get("additionalOperations")
        .and_then(Value::as_mapping)
        .map_or(0, serde_yaml::Mapping::len);
    referred + own + additional
}

/// The operations of the path item that a `$ref` leads to.
fn behind(reference: &str, document: &Value, path: &Path, hops: usize) -> usize {
    let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
    if file.is_empty() {
        return lookup(document, pointer).map_or(0, |item| in_item(item, document, path, hops));
    }
    let other: PathBuf = path
        .parent()
        .unwrap_or_else(|| Path::new("."))
        .join(decode(file));
    read(&other).map_or(0, |document| {
        lookup(&document, pointer).map_or(0, |item| in_item(item, &document, &other, hops))
    })
}

fn lookup<'a>(document: &'a Value, pointer: &str) -> Option<&'a Value> {
    pointer
        .split('/')
        .skip(1)
        .try_fold(document, |value, step| {
            let step = decode(step).replace("~1", "/").replace("~0", "~");
            match value {
                Value::Sequence(items) => items.get(step.parse::<usize>().ok()?),
                other => other.get(step.as_str()),
            }
        })
}

/// Undoes percent-encoding (RFC 3986, section 2.1); leaves what is none.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escaped = match (first, tail) {
            (b'%', [high, low, ..]) => std::str::from_utf8(&[*high, *low])
                .ok()
                .and_then(|digits| u8::from_str_radix(digits, 16).ok()),
            _ => None,
        };
        bytes.push(escaped.unwrap_or(first));
        rest = match escaped {
            Some(_) => tail.get(2..).unwrap_or_default(),
            None => tail,
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn read(path: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let text = text.trim_start_matches('\u{feff}');
    // JSON is read as JSON: as YAML it would take several times as long, and tabs are no YAML.
    let mut document: Value = serde_json::from_str(text)
        .or_else(|_| serde_yaml::from_str(text))
        .map_err(|error| format!("{}: {error}", path.display()))?;
    document
        .apply_merge()
        .map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        let document: Value = serde_yaml::from_str(text).expect("YAML");
        document
            .get("paths")
            .and_then(Value::as_mapping)
            .map_or(0, |paths| {
                paths
                    .iter()
                    .map(|(_, item)| in_item(item, &document, Path::new("x"), HOPS))
                    .sum()
            })
    }

    #[test]
    fn only_methods_are_operations() {
        let text = "
swagger: '2.0'
paths:
  /a:
    parameters: []
    summary: x
    get: {responses: {200: {description: x}}}
    post: {responses: {}}
  /b:
    x-get: {}
    get: null
";
        assert_eq!(count(text), 2);
    }

    #[test]
    fn path_items_by_reference_count_where_they_are_used() {
        let text = "
paths:
  /a: {$ref: '#/components/pathItems/x%7Bid%7D~1y'}
  /b: {$ref: '#/paths/~1a'}
  /loop: {$ref: '#/paths/~1loop'}
components:
  pathItems:
    'x{id}/y': {get: {}, trace: {}}
";
        assert_eq!(count(text), 4);
    }

    #[test]
    fn percent_signs_that_escape_nothing_stay() {
        assert_eq!(decode("a%20b%zz%4"), "a b%zz%4");
    }
}
