//! Which of its responses does a caller want? (RFC 7240, with the preferences that Prism has: `code`,
//! `example` and `dynamic`.)

use hyper::HeaderMap;

/// The preferences of a request.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Preferences {
    /// `code=404`: the response of this status.
    pub code: Option<u16>,
    /// `example=name`: the example of this name.
    pub example: Option<String>,
    /// `dynamic=true`: a value that is made up, even where the document has an example.
    pub dynamic: bool,
}

/// The preferences of a request.
///
/// # Errors
///
/// A status that no response can have.
pub(super) fn read(headers: &HeaderMap) -> Result<Preferences, String> {
    let mut preferences = Preferences::default();
    let values = headers.get_all("prefer").iter();
    let values = values.filter_map(|value| value.to_str().ok());
    for pair in values.flat_map(|value| value.split([',', ';'])) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, "true"));
        let value = value.trim().trim_matches('"');
        match name.trim().to_ascii_lowercase().as_str() {
            "code" => {
                let code = value.parse().ok().filter(|code| (200..600).contains(code));
                preferences.code = Some(code.ok_or_else(|| {
                    format!("the header `Prefer` asks for the status `{value}`, which is none of 200 to 599")
                })?);
            }
            "example" => preferences.example = Some(value.to_owned()),
            "dynamic" => preferences.dynamic = value == "true",
            // Others are for other servers.
            _ => {}
        }
    }
    Ok(preferences)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_one(value: &str) -> Result<Preferences, String> {
        let mut headers = HeaderMap::new();
        headers.insert("prefer", value.parse().unwrap());
        read(&headers)
    }

    #[test]
    fn preferences_are_pairs() {
        let read = read_one("respond-async, code=404; example=\"no such\", dynamic=true").unwrap();
        let expected = Preferences {
            code: Some(404),
            example: Some("no such".to_owned()),
            dynamic: true,
        };
        assert_eq!(read, expected);
        assert_eq!(read_one("dynamic").map(|it| it.dynamic), Ok(true));
        assert_eq!(read_one(""), Ok(Preferences::default()));
        for wrong in ["code=1", "code=x", "code=600", "code=99999"] {
            assert!(read_one(wrong).is_err(), "{wrong}");
        }
    }
}
