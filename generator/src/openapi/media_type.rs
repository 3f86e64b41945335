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
    let essence = essence(media_type);
    let (kind, subtype) = essence.split_once('/').unwrap_or((essence.as_str(), ""));
    match (kind, subtype) {
        // Several JSON values are no JSON value.
        _ if framing(media_type).is_some() => Family::Text,
        _ if subtype.ends_with("+json") => Family::Json,
        // As `application/hal+json`, before there were suffixes.
        (_, "json" | "x-json" | "json-patch" | "vnd.api") => Family::Json,
        ("application", "x-www-form-urlencoded") => Family::Form,
        ("multipart", _) => Family::Multipart,
        ("*", _) | ("application", "*") => Family::Any,
        ("text", _) => Family::Text,
        ("application", "xml" | "yaml" | "x-yaml" | "javascript" | "graphql" | "sql" | "toml") => {
            Family::Text
        }
        _ if subtype.ends_with("+xml") || subtype.ends_with("+yaml") => Family::Text,
        _ => Family::Binary,
    }
}

/// How the items of a sequential media type are distinguished (OpenAPI 3.2, section "Sequential Media
/// Types"); none for other media types.
pub fn framing(media_type: &str) -> Option<Framing> {
    let essence = essence(media_type);
    let (kind, subtype) = essence.split_once('/')?;
    let suffix = subtype.rsplit('+').next().unwrap_or_default();
    let suffix = suffix.strip_prefix("x-").unwrap_or(suffix);
    match (kind, suffix) {
        ("text", "event-stream") => Some(Framing::Events),
        ("application", "json-seq") => Some(Framing::Sequence),
        // There is no registered name for them.
        (
            "application" | "text",
            "jsonl" | "jsonlines" | "json-lines" | "ndjson" | "nd-json" | "ldjson" | "stream-json"
            | "json-stream" | "jsonstream",
        ) => Some(Framing::Lines),
        ("application", "json") if subtype == "stream+json" || is_watched(media_type) => {
            Some(Framing::Lines)
        }
        _ => None,
    }
}

/// Whether a media type has the parameter `stream`, as `application/json;stream=watch` of Kubernetes.
fn is_watched(media_type: &str) -> bool {
    let parameters = media_type.split(';').skip(1);
    parameters
        .filter_map(|it| it.split_once('='))
        .any(|(name, value)| {
            let off = ["false", "0", ""].contains(&value.trim().trim_matches('"'));
            name.trim().eq_ignore_ascii_case("stream") && !off
        })
}

/// A media type without its parameters, in lower case.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.to_ascii_lowercase()
}

/// Whether it stands for several media types, as `image/*`.
pub fn is_range(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.contains('*') || !essence.contains('/')
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
        let relative = *family == Family::Json && essence(name) != "application/json";
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
            ("application/json;version=2", Family::Json),
            ("application/json;stream=watch", Family::Text),
            ("application/json; stream=false", Family::Json),
            ("application/vnd.docker.raw-stream", Family::Binary),
            ("application/ld+json", Family::Json),
            ("nonsense", Family::Binary),
        ] {
            assert_eq!(family(name), expected, "{name}");
        }
    }

    #[test]
    fn lines_of_json_have_many_names() {
        for name in [
            "application/jsonl",
            "application/x-jsonlines",
            "application/json-lines",
            "application/vnd.example+ndjson",
            "application/x-ldjson; charset=utf-8",
            "text/x-ndjson",
            "application/stream+json",
            "application/x-json-stream",
            "application/json;stream=watch",
            "application/vnd.example+json; Stream=\"watch\"",
        ] {
            assert_eq!(framing(name), Some(Framing::Lines), "{name}");
        }
        for name in [
            "application/json",
            "text/plain",
            "application/ld+json",
            "text/json",
        ] {
            assert_eq!(framing(name), None, "{name}");
        }
        assert_eq!(framing("application/x-json-seq"), Some(Framing::Sequence));
    }

    #[test]
    fn a_range_stands_for_several() {
        for name in ["image/*", "*/*", "application/*+json", "any"] {
            assert!(is_range(name), "{name}");
        }
        assert!(!is_range("image/png; q=*"));
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
        let patch = content(&["application/json-patch+json", "application/json;v=2"]);
        assert_eq!(preferred(&patch).unwrap().0, "application/json;v=2");
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
