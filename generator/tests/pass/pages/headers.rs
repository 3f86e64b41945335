// Made by bindery from the description of `pages`; changes are overwritten.

//! The headers of this API's answers, as the types that its description declares.

use crate::runtime::header;
use http::HeaderMap;

/// The header `Link`.
pub fn link(headers: &HeaderMap) -> Option<String> {
    header(headers, "Link")
}
