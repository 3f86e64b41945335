//! Cursors that are sent in the query.

use super::page::Received;
use std::fmt::Display;

/// The URL of the page at `cursor`. Empty text and zero, which some services send with the last
/// page, are no cursors. If the page reports more pages but has no cursor, the result is the same
/// URL, which ends the pagination with an error.
pub(crate) fn next_by_cursor(
    received: &Received<'_>,
    parameter: &str,
    more: Option<bool>,
    cursor: Option<impl Display>,
) -> Option<String> {
    if more == Some(false) {
        return None;
    }
    let cursor = cursor.map(|cursor| cursor.to_string());
    match cursor.filter(|cursor| !matches!(cursor.as_str(), "" | "0")) {
        Some(cursor) => Some(received.with(parameter, &cursor)),
        None => more.map(|_| received.url().to_string()),
    }
}
