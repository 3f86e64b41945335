//! What do the HTML tags that descriptions commonly use say in CommonMark?
//!
//! The time is linear in the length of the text, whatever it holds: no place is searched twice for
//! the same thing.

use super::fences::{Fences, code_span};
use crate::visits;

/// Replaces known tags. Unknown ones stay, and are shown as text later on.
pub(super) fn to_markdown(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let mut written = String::with_capacity(text.len());
    let mut addresses: Vec<String> = Vec::new();
    let mut fences = Fences::of(text);
    let last_end = text.rfind('>');
    let mut rest = text;
    while let Some(at) = rest.find(['<', '`']) {
        let (before, found) = rest.split_at_checked(at).unwrap_or((rest, ""));
        written.push_str(before);
        let place = text.len() - found.len();
        visits::note(at);
        if found.starts_with('`') {
            let (span, after) = code_span(found, place, &mut fences);
            written.push_str(span);
            rest = after;
            continue;
        }
        let can_end = last_end.is_some_and(|end| place < end);
        let Some((tag, after)) = can_end.then(|| tag(found)).flatten() else {
            written.push('<');
            rest = found.strip_prefix('<').unwrap_or_default();
            continue;
        };
        rest = after;
        match (tag.name.as_str(), tag.closing) {
            ("code" | "tt" | "kbd", false) => {
                let end = rest.find("</").unwrap_or(rest.len());
                let (inner, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
                written.push_str(&super::inline::code(&entities(inner)));
                rest = after;
            }
            ("a", false) => {
                addresses.push(tag.href);
                written.push('[');
            }
            ("a", true) => {
                if let Some(address) = addresses.pop() {
                    written.push_str(&format!("](<{address}>)"));
                }
            }
            (name, closing) => match replacement(name, closing) {
                Some(replacement) => {
                    written.push_str(replacement);
                    if replacement.contains('\n') {
                        rest = rest.trim_start_matches(' ');
                    }
                }
                None => written.push_str(tag.text),
            },
        }
    }
    written.push_str(rest);
    written
}

/// The Markdown of a tag; `None` if it is unknown.
fn replacement(name: &str, closing: bool) -> Option<&'static str> {
    Some(match (name, closing) {
        ("p" | "div" | "ul" | "ol" | "dl" | "blockquote", _) => "\n\n",
        ("br", _) => "\\\n",
        ("b" | "strong", _) => "**",
        ("i" | "em", _) => "*",
        ("li" | "dt" | "dd", false) => "\n- ",
        ("li" | "dt" | "dd", true) => "\n",
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => "\n\n### ",
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", true) => "\n\n",
        ("pre", false) => "\n\n```text\n",
        ("pre", true) => "\n```\n\n",
        ("hr", _) => "\n\n---\n\n",
        ("code" | "tt" | "kbd", true) => "",
        ("span" | "u" | "sub" | "sup" | "small" | "font" | "center", _) => "",
        _ => return None,
    })
}

struct Tag<'a> {
    name: String,
    closing: bool,
    href: String,
    text: &'a str,
}

/// The tag at the beginning of `text`, and the text behind it. Its end is searched for only if it
/// begins like a tag, so a text is not searched once for each `<` in it.
fn tag(text: &str) -> Option<(Tag<'_>, &str)> {
    let inner = text.strip_prefix('<')?;
    let (closing, inner) = match inner.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, inner),
    };
    let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, behind) = inner.split_at_checked(length)?;
    if name.is_empty() || !behind.starts_with(['>', ' ', '/', '\n']) {
        return None;
    }
    let (attributes, after) = behind.split_once('>')?;
    visits::note(attributes.len());
    let tag = Tag {
        name: name.to_ascii_lowercase(),
        closing,
        href: href(attributes),
        text: text.get(..text.len() - after.len())?,
    };
    Some((tag, after))
}

/// The value of `href`, without what would end an address in CommonMark.
fn href(attributes: &str) -> String {
    let value = attributes
        .split_once("href=")
        .map(|(_, value)| value)
        .unwrap_or_default();
    let value = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value.split(quote).nth(1),
        _ => value.split([' ', '/']).next(),
    };
    let value = entities(value.unwrap_or_default());
    value.replace(['<', '>', '\n', '\\'], "")
}

/// The entities that HTML cannot do without, as the characters they stand for.
fn entities(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::to_markdown;

    #[test]
    fn common_tags_become_markup() {
        for (html, markdown) in [
            ("a<br/>b", "a\\\nb"),
            ("<b>a</b> <em>c</em>", "**a** *c*"),
            ("<p>a</p> b", "\n\na\n\nb"),
            (
                "<a href=\"https://b.c?d&amp;e\">f</a>",
                "[f](<https://b.c?d&e>)",
            ),
            ("<code>a&lt;b></code>", "`a<b>`"),
            ("<ul><li>a</li><li>b</li></ul>", "\n\n\n- a\n\n- b\n\n\n"),
        ] {
            assert_eq!(to_markdown(html), markdown, "{html}");
        }
    }

    #[test]
    fn code_and_unknown_tags_stay() {
        for text in [
            "`<b>`",
            "```\n<br>\n```",
            "<custom>",
            "a < b > c",
            "<b",
            "``a` <",
            "`",
            "Vec<b1c>",
            "`` ` <b> ``",
            "``` `` <b> ``` <x",
            "<b <i",
        ] {
            assert_eq!(to_markdown(text), text);
        }
    }
}
