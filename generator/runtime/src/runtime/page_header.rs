//! The header `Link` of a page (RFC 8288).

use super::page::Received;
use http::header::LINK;

/// The target of the first link with the relation `next`, in any case, and without `anchor`: such a
/// link is about another page (RFC 8288, sections 3.2 and 3.3). A malformed header yields the links
/// before the error.
pub(crate) fn next_by_header(received: &Received<'_>) -> Option<String> {
    let headers = received.headers().get_all(LINK).iter();
    headers
        .filter_map(|header| std::str::from_utf8(header.as_bytes()).ok())
        .find_map(next)
}

/// The target of the link in one header.
pub(crate) fn next(header: &str) -> Option<String> {
    let mut rest = header;
    loop {
        let (target, parameters) = rest
            .trim_start_matches([' ', '\t', ','])
            .strip_prefix('<')?
            .split_once('>')?;
        rest = parameters;
        let (mut relation, mut anchored) = (None, false);
        while let Some(after) = rest.trim_start().strip_prefix(';') {
            let (name, value, after) = parameter(after)?;
            rest = after;
            match name.to_ascii_lowercase().as_str() {
                // Further parameters of the name are ignored (section 3.3).
                "rel" => relation = relation.or(Some(value)),
                "anchor" => anchored = true,
                _ => {}
            }
        }
        let is_next = |relation: String| {
            let mut relations = relation.split_ascii_whitespace();
            relations.any(|relation| relation.eq_ignore_ascii_case("next"))
        };
        if !anchored && relation.is_some_and(is_next) {
            return Some(target.trim().to_owned());
        }
        rest = rest.trim_start();
    }
}

/// The name and the value of a parameter, and the rest of the text.
fn parameter(text: &str) -> Option<(&str, String, &str)> {
    let end = text.find([';', ',', '=']).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    let name = name.trim();
    let Some(rest) = rest.strip_prefix('=') else {
        return Some((name, String::new(), rest));
    };
    let rest = rest.trim_start();
    let Some(quoted) = rest.strip_prefix('"') else {
        let end = rest.find([';', ',']).unwrap_or(rest.len());
        let (value, rest) = rest.split_at_checked(end)?;
        return Some((name, value.trim().to_owned(), rest));
    };
    let (mut value, mut escaped) = (String::new(), false);
    for (at, character) in quoted.char_indices() {
        match character {
            '"' if !escaped => return Some((name, value, quoted.get(at + 1..)?)),
            '\\' if !escaped => escaped = true,
            _ => {
                value.push(character);
                escaped = false;
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn links_are_read_as_the_rfc_writes_them() {
        for (header, target) in [
            (
                r#"<https://h/x?page=2>; rel="next""#,
                Some("https://h/x?page=2"),
            ),
            ("</x>;rel=next", Some("/x")),
            ("<?a=1,2;3>; rel=next", Some("?a=1,2;3")),
            (r#"</a>; rel="last", </b>; rel="next""#, Some("/b")),
            (
                r#"</a>; title="x, y; <z>; rel=\"next\"", </b>; rel=NEXT"#,
                Some("/b"),
            ),
            (
                r#"</a> ; REL = "prev next" ; type="a/b" , </b>"#,
                Some("/a"),
            ),
            (r#"</a>; rel="prev"; rel="next""#, None),
            (
                r##"</a>; rel="next"; anchor="#x", </b>; rel=next"##,
                Some("/b"),
            ),
            (r#"</a>; crossorigin; rel="next""#, Some("/a")),
            (", , </a>; rel=next", Some("/a")),
            (r#"</a>; rel="nextpage""#, None),
            ("</a>", None),
            ("", None),
            ("next", None),
            ("</a; rel=next", None),
            (r#"</a>; rel="next"#, None),
        ] {
            assert_eq!(next(header).as_deref(), target, "{header}");
        }
    }
}
