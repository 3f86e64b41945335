//! Where does the cursor in a page lead?

use super::page::Received;
use std::fmt::Display;

/// The page whose query says `cursor`. Empty text and zero, which some services send with the last
/// page, are no cursors. Where the page says that there are more and has no cursor, it is this
/// page, at which a walk ends with an error.
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
