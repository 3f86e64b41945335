//! Where in the body of a request does the cursor in a page go?

use super::page::Received;
use bytes::Bytes;
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use std::collections::BTreeMap;

/// The body that asks for the page at `cursor`: the one that asked for this page, but for one property.
/// Empty text, zero and null are no cursors. Where the page says that there are more and has no
/// cursor, it is the same body again, at which a walk ends with an error.
pub(crate) fn next_by_body(
    received: &Received<'_>,
    member: &[&str],
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
    let body = with(body, member, cursor)?;
    Some(Bytes::from(String::from(Box::<str>::from(body))))
}

/// The object with a property set, and with the objects on the way to it. What is no object, as a body
/// that was left out, says as much as an empty one. The other properties stay as they were written.
fn with(body: Option<&RawValue>, way: &[&str], cursor: Box<RawValue>) -> Option<Box<RawValue>> {
    let Some((step, rest)) = way.split_first() else {
        return Some(cursor);
    };
    let members = body.and_then(|body| serde_json::from_str(body.get()).ok());
    let mut members: BTreeMap<String, Box<RawValue>> = members.unwrap_or_default();
    let inner = with(members.get(*step).map(AsRef::as_ref), rest, cursor)?;
    members.insert((*step).to_owned(), inner);
    to_raw_value(&members).ok()
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
    fn one_member_is_another_and_the_rest_is_kept() {
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
