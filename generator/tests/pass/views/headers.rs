// Made by bindery from the description of `views`; changes are overwritten.

//! The headers of this API's answers, as the types that its description declares.

use super::types::Owner;
use crate::runtime::json_header;
use http::HeaderMap;

/// Whose it is.
///
/// The header `X-Owner`.
pub fn x_owner(headers: &HeaderMap) -> Option<Owner> {
    json_header(headers, "X-Owner")
}
