//! How is content of a media type written? (Media Type Object; RFC 6838.)

use crate::ir::Framing;
use openapiv3::{Content, MediaType};

/// The kind of a media type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// `application/json`, and everything with `+json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `text/…`, XML, YAML and the like.
    Text,
    /// Anything else that is bytes.
    Binary,
    /// `*/*`: the schema tells.
    Any,
    /// `multipart/…`.
    Multipart,
}

/// The family of a media type; parameters such as `charset` do not matter.
pub fn family(media_type: &str) -> Family {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    let (kind, subtype) = essence.split_once('/').unwrap_or((essence.as_str(), ""));
    match (kind, subtype) {
        _ if subtype.ends_with("+json") && !subtype.starts_with("stream+") => Family::Json,
        // As `application/hal+json`, before there were suffixes.
        (_, "json" | "x-json" | "json-patch" | "vnd.api") => Family::Json,
        ("application", "x-www-form-urlencoded") => Family::Form,
        ("multipart", _) => Family::Multipart,
        ("*", _) | ("application", "*") => Family::Any,
        ("text", _) => Family::Text,
        ("application", "xml" | "yaml" | "x-yaml" | "javascript" | "graphql" | "sql" | "toml") => {
            Family::Text
        }
        // Several JSON values are no JSON value.
        _ if framing(media_type).is_some() => Family::Text,
        _ if subtype.ends_with("+xml") || subtype.ends_with("+yaml") => Family::Text,
        _ => Family::Binary,
    }
}

/// How the items of a sequential media type are distinguished (OpenAPI 3.2, section "Sequential Media
/// Types"); none for other media types.
pub fn framing(media_type: &str) -> Option<Framing> {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    let (kind, subtype) = essence.split_once('/')?;
    match (kind, subtype) {
        ("text", "event-stream") => Some(Framing::Events),
        ("application", "json-seq") => Some(Framing::Sequence),
        ("application", _) if subtype.ends_with("+json-seq") => Some(Framing::Sequence),
        (
            "application",
            "jsonl" | "x-jsonl" | "jsonlines" | "x-jsonlines" | "ndjson" | "x-ndjson"
            | "stream-json" | "x-json-stream" | "stream+json",
        ) => Some(Framing::Lines),
        ("text", "jsonl" | "ndjson" | "x-ndjson") => Some(Framing::Lines),
        _ => None,
    }
}

/// The content that is easiest to use, JSON before forms before parts before text before bytes; of
/// equals, the first.
pub fn preferred(content: &Content) -> Option<(&String, &MediaType, Family)> {
    let families = content
        .iter()
        .map(|(name, media_type)| (name, media_type, family(name)));
    families.min_by_key(|(name, media_type, family)| {
        // `application/json` itself before its relatives, content with a schema before content
        // without one.
        let relative = *family == Family::Json && !name.starts_with("application/json");
        let rank = match family {
            Family::Json => 0,
            Family::Any if media_type.schema.is_some() => 1,
            Family::Form => 2,
            Family::Multipart => 3,
            Family::Text => 4,
            Family::Binary => 5,
            Family::Any => 6,
        };
        (rank, relative)
    })
}

/// The first content of a family.
pub fn first_of(content: &Content, wanted: Family) -> Option<(&String, &MediaType)> {
    content.iter().find(|(name, _)| family(name) == wanted)
}

/// Whether content of a media type is certainly no text.
pub fn is_bytes(media_type: &str) -> bool {
    let (kind, subtype) = media_type.split_once('/').unwrap_or((media_type, ""));
    match kind {
        "image" | "audio" | "video" | "font" => !subtype.ends_with("xml"),
        "application" => matches!(subtype, "octet-stream" | "pdf" | "zip" | "gzip"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_follow_the_subtype() {
        for (name, expected) in [
            ("application/json; charset=utf-8", Family::Json),
            ("application/problem+json", Family::Json),
            ("Application/JSON", Family::Json),
            ("application/x-www-form-urlencoded", Family::Form),
            ("text/csv", Family::Text),
            ("application/xml", Family::Text),
            ("application/octet-stream", Family::Binary),
            ("image/*", Family::Binary),
            ("*/*", Family::Any),
            ("multipart/form-data", Family::Multipart),
            ("application/x-ndjson", Family::Text),
            ("application/stream+json", Family::Text),
            ("application/geo+json-seq", Family::Text),
            ("nonsense", Family::Binary),
        ] {
            assert_eq!(family(name), expected, "{name}");
        }
    }

    #[test]
    fn images_are_bytes_unless_they_are_text() {
        for name in ["image/png", "audio/*", "application/octet-stream"] {
            assert!(is_bytes(name), "{name}");
        }
        for name in ["image/svg+xml", "application/sdp", "text/csv", ""] {
            assert!(!is_bytes(name), "{name}");
        }
    }

    #[test]
    fn json_is_preferred() {
        let content = |names: &[&str]| -> Content {
            let one = |name: &&str| ((*name).to_owned(), MediaType::default());
            names.iter().map(one).collect()
        };
        let both = content(&["text/plain", "application/hal+json", "application/json"]);
        assert_eq!(preferred(&both).unwrap().0, "application/json");
        let form = content(&["multipart/form-data", "application/x-www-form-urlencoded"]);
        assert_eq!(preferred(&form).unwrap().2, Family::Form);
        assert_eq!(
            first_of(&form, Family::Multipart).unwrap().0,
            "multipart/form-data"
        );
        assert!(preferred(&content(&[])).is_none());
    }
}
