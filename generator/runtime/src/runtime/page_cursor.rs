//! Where does the cursor in a page lead?

use super::page::Received;
use std::fmt::Display;

/// The page whose query says `cursor`. Empty text and zero, which some services send with the last
/// page, lead nowhere.
pub(crate) fn next_by_cursor(
    received: &Received<'_>,
    parameter: &str,
    cursor: impl Display,
) -> Option<String> {
    let cursor = cursor.to_string();
    (!matches!(cursor.as_str(), "" | "0")).then(|| received.with(parameter, &cursor))
}
