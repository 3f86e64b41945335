//! How many operations does a document hold? Counted in the raw text, by a reading that shares
//! nothing with the generator, so that an operation the generator overlooks is still counted.

use crate::raw::Raw;
use std::path::{Path, PathBuf};

/// The properties of a Path Item Object that are operations, in Swagger 2.0 to OpenAPI 3.2.
const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// Path items that refer to path items that refer…: more are a circle.
const HOPS: usize = 16;

/// The operations under `paths` of the document at `path`.
pub fn operations(path: &Path) -> Result<usize, String> {
    Ok(in_document(&Raw::read(path)?, path))
}

fn in_document(document: &Raw, path: &Path) -> usize {
    let items = document
        .get("paths")
        .map(Raw::properties)
        .unwrap_or_default();
    items
        .iter()
        .filter(|(key, _)| !key.starts_with("x-"))
        .map(|(_, item)| in_item(item, document, path, HOPS))
        .sum()
}

fn in_item(item: &Raw, document: &Raw, path: &Path, hops: usize) -> usize {
    let referred = item
        .get("$ref")
        .and_then(Raw::text)
        .filter(|_| hops > 0)
        .map_or(0, |reference| behind(reference, document, path, hops - 1));
    let own = METHODS
        .iter()
        .filter(|method| matches!(item.get(method), Some(Raw::Map(_))))
        .count();
    let additional = item.get("additionalOperations");
    referred + own + additional.map_or(0, |map| map.properties().len())
}

/// The operations of the path item that a `$ref` leads to.
fn behind(reference: &str, document: &Raw, path: &Path, hops: usize) -> usize {
    let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
    if file.is_empty() {
        return lookup(document, pointer).map_or(0, |item| in_item(item, document, path, hops));
    }
    let other: PathBuf = path
        .parent()
        .unwrap_or_else(|| Path::new("."))
        .join(decode(file));
    Raw::read(&other).map_or(0, |document| {
        lookup(&document, pointer).map_or(0, |item| in_item(item, &document, &other, hops))
    })
}

fn lookup<'a>(document: &'a Raw, pointer: &str) -> Option<&'a Raw> {
    pointer
        .split('/')
        .skip(1)
        .try_fold(document, |value, step| {
            value.get(&decode(step).replace("~1", "/").replace("~0", "~"))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        in_document(&Raw::parse(text).unwrap(), Path::new("x"))
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
