//! Cursors that are sent in the body of a request.

use super::page::Received;
use bytes::Bytes;
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use std::collections::BTreeMap;

/// The body of the request for the page at `cursor`: that of the current page with one property
/// changed. Empty text, zero and null are no cursors. If the page reports more pages but has no
/// cursor, the result is the same body, which ends the pagination with an error.
pub(crate) fn next_by_body(
    received: &Received<'_>,
    property: &[&str],
    more: Option<bool>,
    cursor: Option<impl Serialize>,
) -> Option<Bytes> {
    if more == Some(false) {
        return None;
    }
    let cursor = cursor.and_then(|cursor| to_raw_value(&cursor).ok());
    let none = ["null", "0", "0.0", "\"\"", "\"0\""];
    let Some(cursor) = cursor.filter(|cursor| !none.contains(&cursor.get())) else {
        return more.map(|_| received.body().clone());
    };
    let body = serde_json::from_slice(received.body()).ok();
    let body = with(body, property, cursor)?;
    Some(Bytes::from(String::from(Box::<str>::from(body))))
}

/// Sets a property of a JSON object and creates the objects that contain it. A body that is not an
/// object, such as an omitted one, counts as an empty object. The other properties keep their text.
fn with(body: Option<&RawValue>, way: &[&str], cursor: Box<RawValue>) -> Option<Box<RawValue>> {
    let Some((step, rest)) = way.split_first() else {
        return Some(cursor);
    };
    let properties = body.and_then(|body| serde_json::from_str(body.get()).ok());
    let mut properties: BTreeMap<String, Box<RawValue>> = properties.unwrap_or_default();
    let inner = with(properties.get(*step).map(AsRef::as_ref), rest, cursor)?;
    properties.insert((*step).to_owned(), inner);
    to_raw_value(&properties).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(body: &str, way: &[&str], cursor: &str) -> String {
        let raw = |text: &str| RawValue::from_string(text.to_owned()).ok();
        let changed = with(raw(body).as_deref(), way, raw(cursor).unwrap());
        changed.unwrap().get().to_owned()
    }

    #[test]
    fn one_property_is_another_and_the_rest_is_kept() {
        let body =
            r#"{"page": {"size": 3, "after": "a"}, "filter": {"a": 1.00000000000000000001}}"#;
        assert_eq!(
            changed(body, &["page", "after"], r#""b""#),
            r#"{"filter":{"a": 1.00000000000000000001},"page":{"after":"b","size":3}}"#
        );
        assert_eq!(
            changed("null", &["page", "after"], "7"),
            r#"{"page":{"after":7}}"#
        );
        assert_eq!(changed("[1]", &["after"], "7"), r#"{"after":7}"#);
    }
}
