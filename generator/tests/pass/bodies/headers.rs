// Made by bindery from the description of `bodies`; changes are overwritten.

//! The headers of this API's answers, as the types that its description declares.

use super::types::Tick;
use crate::runtime::{Base64, header, json_header};
use http::HeaderMap;

/// What the bytes come to.
///
/// The header `X-Checksum`.
pub fn x_checksum(headers: &HeaderMap) -> Option<Base64> {
    header(headers, "X-Checksum")
}

/// The header `X-Versions`.
pub fn x_versions(headers: &HeaderMap) -> Option<Vec<i64>> {
    header(headers, "X-Versions")
}

/// Calls that are left.
///
/// The header `X-Rate-Limit`.
pub fn x_rate_limit(headers: &HeaderMap) -> Option<i64> {
    header(headers, "X-Rate-Limit")
}

/// The header `X-Owner`.
pub fn x_owner(headers: &HeaderMap) -> Option<Tick> {
    json_header(headers, "X-Owner")
}
