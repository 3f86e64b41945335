//! Which of several media types does a caller take? (RFC 9110, section 12.5.1.)

use hyper::HeaderMap;
use hyper::header::ACCEPT;

/// The index of the media type that the caller likes best, the first one of equals; none where it
/// takes none of them. A caller that says nothing takes anything.
pub(super) fn choose(headers: &HeaderMap, offered: &[&str]) -> Option<usize> {
    let values = headers.get_all(ACCEPT).iter();
    let values: Vec<&str> = values.filter_map(|value| value.to_str().ok()).collect();
    let ranges: Vec<Range<'_>> = values
        .iter()
        .flat_map(|value| value.split(','))
        .filter_map(range)
        .collect();
    let offered = offered.iter().enumerate();
    if ranges.is_empty() {
        return offered.map(|(index, _)| index).next();
    }
    let mut best: Option<(f32, usize)> = None;
    for (index, media_type) in offered {
        // The most exact range that speaks of a media type says how much it is liked.
        let exact = ranges
            .iter()
            .filter_map(|range| Some((exactness(range, media_type)?, range.quality)))
            .max_by_key(|(exactness, _)| *exactness);
        if let Some((_, quality)) = exact
            && quality > 0.0
            && best.is_none_or(|(most, _)| quality > most)
        {
            best = Some((quality, index));
        }
    }
    best.map(|(_, index)| index)
}

struct Range<'a> {
    kind: &'a str,
    subtype: &'a str,
    quality: f32,
}

fn range(text: &str) -> Option<Range<'_>> {
    let mut parts = text.split(';');
    let (kind, subtype) = parts.next()?.trim().split_once('/')?;
    let quality = parts.filter_map(|part| part.trim().split_once('='));
    let quality = quality
        .filter(|(name, _)| name.eq_ignore_ascii_case("q"))
        .filter_map(|(_, value)| value.trim().parse().ok())
        .next();
    Some(Range {
        kind,
        subtype,
        quality: quality.unwrap_or(1.0),
    })
}

/// How exactly a range speaks of a media type; none where it does not.
fn exactness(range: &Range<'_>, media_type: &str) -> Option<u8> {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let (kind, subtype) = essence.split_once('/').unwrap_or((essence, "*"));
    let same = |one: &str, other: &str| one.eq_ignore_ascii_case(other) || other == "*";
    if range.kind == "*" {
        return Some(0);
    }
    if !same(range.kind, kind) {
        return None;
    }
    if range.subtype == "*" {
        return Some(1);
    }
    if same(range.subtype, subtype) {
        return Some(3);
    }
    // A relative of JSON is JSON: who takes that can read it.
    let relative = range.subtype.eq_ignore_ascii_case("json")
        && subtype.to_ascii_lowercase().ends_with("+json");
    relative.then_some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(accept: &str, offered: &[&str]) -> Option<usize> {
        let mut headers = HeaderMap::new();
        if !accept.is_empty() {
            headers.insert(ACCEPT, accept.parse().unwrap());
        }
        choose(&headers, offered)
    }

    #[test]
    fn the_best_liked_is_chosen() {
        let both = ["application/json", "text/csv; charset=utf-8"];
        for (accept, expected) in [
            ("", Some(0)),
            ("*/*", Some(0)),
            ("text/csv", Some(1)),
            ("TEXT/*", Some(1)),
            ("application/json;q=0.5, text/csv", Some(1)),
            ("text/*;q=0.1, */*", Some(0)),
            ("application/json;q=0, */*", Some(1)),
            ("image/png", None),
            ("*/*;q=0", None),
            ("nonsense", Some(0)),
        ] {
            assert_eq!(chosen(accept, &both), expected, "{accept}");
        }
        assert_eq!(
            chosen("application/json", &["application/hal+json"]),
            Some(0)
        );
        assert_eq!(chosen("application/pdf", &["application/*"]), Some(0));
        assert_eq!(chosen("text/plain", &[]), None);
    }
}
