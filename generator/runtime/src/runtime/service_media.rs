//! Content negotiation (RFC 9110, sections 8.3 and 12.5.1).

use super::service_refusal::Refusal;
use http::StatusCode;
use http::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap};

/// The media type of a body: its index among those of the operation, and its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Media {
    place: usize,
    declared: &'static str,
}

impl Media {
    /// The media type of a body. A body without one is assumed to have the first of the operation.
    ///
    /// # Errors
    ///
    /// 415 if the operation does not accept it.
    pub(super) fn of(
        headers: &HeaderMap,
        declared: &'static [&'static str],
        is_empty: bool,
    ) -> Result<Self, Refusal> {
        let Some(first) = declared.first() else {
            return Ok(Self {
                place: 0,
                declared: "",
            });
        };
        let usual = Self {
            place: 0,
            declared: first,
        };
        if is_empty {
            return Ok(usual);
        }
        let unsupported = |detail: String| {
            let refusal = Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail);
            refusal.header(ACCEPT, &declared.join(", "))
        };
        if let Some(coding) = headers.get(CONTENT_ENCODING)
            && coding != "identity"
        {
            return Err(unsupported("the body is encoded".to_owned()));
        }
        let Some(given) = headers.get(CONTENT_TYPE) else {
            return Ok(usual);
        };
        let given = String::from_utf8_lossy(given.as_bytes());
        let given = essence(&given);
        let all = || declared.iter().enumerate();
        let exact = all().find(|(_, declared)| essence(declared) == given);
        let found = exact
            .or_else(|| all().find(|(_, declared)| is_json(&essence(declared)) && is_json(&given)))
            .or_else(|| all().find(|(_, declared)| is_in_ranges(declared, &given)));
        match found {
            Some((place, declared)) => Ok(Self { place, declared }),
            None => Err(unsupported(format!(
                "the body is not of {}",
                declared.join(", ")
            ))),
        }
    }

    pub(super) fn place(self) -> usize {
        self.place
    }

    pub(super) fn is_form(self) -> bool {
        essence(self.declared) == "application/x-www-form-urlencoded"
    }

    pub(super) fn is_multipart(self) -> bool {
        essence(self.declared).starts_with("multipart/")
    }
}

/// Checks that a media type of the operation's responses is acceptable.
///
/// # Errors
///
/// 406 if none is.
pub(super) fn accepted(headers: &HeaderMap, offered: &str) -> Result<(), Refusal> {
    let mut ranges = Vec::new();
    for value in headers.get_all(ACCEPT) {
        let value = String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase();
        ranges.extend(value.split(',').map(|it| it.trim().to_owned()));
    }
    ranges.retain(|range| !range.is_empty());
    if ranges.is_empty() || offered.is_empty() {
        return Ok(());
    }
    let refused = |range: &str| {
        let parameters = range.split(';').skip(1);
        let quality = parameters.filter_map(|it| it.trim().strip_prefix("q="));
        quality
            .filter_map(|it| it.trim().parse::<f32>().ok())
            .any(|it| it <= 0.0)
    };
    let is_met = |offer: &str| {
        // The most specific range that matches decides.
        let covering = ranges.iter().filter(|range| covers(&essence(range), offer));
        let special = covering.max_by_key(|range| match essence(range).as_str() {
            "*/*" => 0,
            range if range.ends_with("/*") => 1,
            _ => 2,
        });
        special.is_some_and(|range| !refused(range))
    };
    let mut offers = offered.split(", ").map(essence);
    match offers.any(|offer| is_met(&offer) || offer.contains('*')) {
        true => Ok(()),
        false => Err(Refusal::new(
            StatusCode::NOT_ACCEPTABLE,
            format!("responses are `{offered}`"),
        )),
    }
}

/// Returns whether a text body can be decoded: it is UTF-8 or ASCII, or has no charset.
pub(super) fn is_utf8(headers: &HeaderMap) -> bool {
    let Some(given) = headers.get(CONTENT_TYPE) else {
        return true;
    };
    let given = String::from_utf8_lossy(given.as_bytes()).to_ascii_lowercase();
    let parameters = given.split(';').skip(1);
    let charsets = parameters.filter_map(|it| it.trim().strip_prefix("charset="));
    charsets
        .map(|charset| charset.trim_matches('"'))
        .all(|charset| ["utf-8", "utf8", "us-ascii"].contains(&charset))
}

/// A media type without parameters.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Returns whether one of several ranges contains a media type.
fn is_in_ranges(ranges: &str, media_type: &str) -> bool {
    ranges
        .split(',')
        .any(|range| covers(&essence(range), media_type))
}

/// Returns whether a range such as `image/*` contains a media type.
fn covers(range: &str, media_type: &str) -> bool {
    match range.strip_suffix('*') {
        Some("*/" | "") => true,
        Some(kind) => media_type.starts_with(kind),
        None => range == media_type,
    }
}

fn is_json(essence: &str) -> bool {
    matches!(essence, "application/json" | "text/json") || essence.ends_with("+json")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: http::HeaderName, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        headers
    }

    #[test]
    fn bodies_are_of_a_declared_type() {
        let place = |declared, given: &str| {
            let headers = headers(CONTENT_TYPE, given);
            Media::of(&headers, declared, false).ok().map(Media::place)
        };
        let both = &["application/json", "application/merge-patch+json", "text/*"];
        assert_eq!(place(both, "Application/JSON; charset=utf-8"), Some(0));
        assert_eq!(place(both, "application/merge-patch+json"), Some(1));
        assert_eq!(place(both, "application/hal+json"), Some(0));
        assert_eq!(place(both, "text/csv"), Some(2));
        assert_eq!(place(both, "image/png"), None);
        assert_eq!(place(&["*/*"], "image/png"), Some(0));
        let none = HeaderMap::new();
        assert_eq!(Media::of(&none, both, false).unwrap().place(), 0);
        let coded = headers(CONTENT_ENCODING, "gzip");
        let refusal = Media::of(&coded, both, false).unwrap_err();
        assert_eq!(refusal.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert!(Media::of(&coded, both, true).is_ok(), "no body has no type");
    }

    #[test]
    fn text_is_in_utf_8() {
        assert!(is_utf8(&HeaderMap::new()));
        for (given, expected) in [
            ("text/plain", true),
            ("text/plain; charset=UTF-8", true),
            ("text/plain;format=flowed; charset=\"us-ascii\"", true),
            ("text/plain; charset=utf-16", false),
            ("text/plain; Charset=ISO-8859-1", false),
        ] {
            assert_eq!(is_utf8(&headers(CONTENT_TYPE, given)), expected, "{given}");
        }
    }

    #[test]
    fn responses_are_of_an_accepted_type() {
        let is_met = |accept: &str, offered| accepted(&headers(ACCEPT, accept), offered).is_ok();
        assert!(is_met("application/json", "application/json"));
        assert!(is_met("text/html, */*;q=0.1", "application/json"));
        assert!(is_met(
            "application/*",
            "text/csv, application/json; charset=utf-8"
        ));
        assert!(is_met("text/html", "*/*") && is_met("text/html", ""));
        assert!(!is_met("text/html", "application/json"));
        assert!(!is_met("*/*, application/json;q=0", "application/json"));
        assert!(!is_met("application/json; q=0.0", "application/json"));
        assert!(accepted(&HeaderMap::new(), "application/json").is_ok());
    }
}
