//! How is text written so that CommonMark and rustdoc read it as nothing but text?

use crate::text::visible::visible;
use crate::visits;

/// Text with every character escaped that would be markup, and bare URLs as `<…>` links.
pub(super) fn text(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some((before, url, after)) = split_url(rest) {
        escape(before, &mut written);
        written.push('<');
        written.push_str(url);
        written.push('>');
        rest = after;
    }
    escape(rest, &mut written);
    written
}

/// Text without links, for inside of a link; on one line, with nothing hidden in it.
pub(super) fn plain(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    escape(&visible(text).replace('\n', " "), &mut written);
    written
}

/// A code span, with nothing hidden in it; its fence is longer than any run of backticks in it.
pub(super) fn code(text: &str) -> String {
    let text = visible(text).replace('\n', " ");
    let longest = text
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The text of a table cell: one line without unescaped bars.
///
/// Each bar follows an odd number of backslashes: those in a code span do not escape one another,
/// but some parsers count them (GitHub Flavored Markdown, section 4.10). Such a span shows an
/// additional backslash.
pub(in crate::emit) fn cell(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    let mut backslashes = 0;
    for c in text.chars() {
        match c {
            '|' => written.push_str(if backslashes % 2 == 0 { "\\|" } else { "\\\\|" }),
            '\n' | '\r' => written.push(' '),
            c => written.push(c),
        }
        backslashes = if c == '\\' { backslashes + 1 } else { 0 };
    }
    written
}

/// A link. Only absolute addresses lead anywhere from a documentation page: of others the text is
/// kept, and the address as code.
pub(super) fn link(text: &str, address: &str) -> String {
    let absolute = ["https://", "http://", "mailto:"]
        .into_iter()
        .any(|scheme| address.starts_with(scheme));
    let sound = !address.contains(|c: char| c.is_whitespace() || "<>\\`".contains(c));
    match (absolute && sound, text.is_empty()) {
        (true, true) => format!("<{address}>"),
        (true, false) if text == plain(address) => format!("<{address}>"),
        (true, false) if address.contains(['(', ')']) => format!("[{text}](<{address}>)"),
        (true, false) => format!("[{text}]({address})"),
        (false, true) => code(address),
        (false, false) if address.is_empty() || address.starts_with('#') => text.to_owned(),
        (false, false) => format!("{text} ({})", code(address)),
    }
}

fn escape(text: &str, written: &mut String) {
    let mut previous = written.chars().next_back().unwrap_or(' ');
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let escaped = match c {
            '`' | '[' | ']' | '~' => true,
            '*' => !(previous.is_whitespace() && next.is_whitespace()),
            '_' => !(previous.is_alphanumeric() && next.is_alphanumeric()),
            '\\' => next.is_ascii_punctuation() || next.is_whitespace(),
            '<' => next.is_ascii_alphabetic() || "/!?".contains(next),
            '&' => next.is_ascii_alphanumeric() || next == '#',
            _ => false,
        };
        if escaped {
            written.push('\\');
        }
        written.push(c);
        previous = c;
    }
}

/// The text before a URL, the URL, and the text behind it.
fn split_url(text: &str) -> Option<(&str, &str, &str)> {
    let mut starts = text.match_indices("http").map(|(at, _)| at);
    let start = starts.find(|at| {
        let rest = text.get(*at..).unwrap_or_default();
        rest.starts_with("https://") || rest.starts_with("http://")
    })?;
    let (before, found) = text.split_at_checked(start)?;
    let end = found
        .find(|c: char| c.is_whitespace() || "<>\"`\\|^".contains(c))
        .unwrap_or(found.len());
    let (url, _) = found.split_at_checked(end)?;
    visits::note(start + end);
    let mut url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', ']']);
    let opened = url.matches('(').count();
    let mut unopened = url.matches(')').count().saturating_sub(opened);
    while let Some(shorter) = url.strip_suffix(')').filter(|_| unopened > 0) {
        url = shorter.trim_end_matches(['.', ',']);
        unopened -= 1;
    }
    let (_, after) = found.split_at_checked(url.len())?;
    Some((before, url, after))
}

#[cfg(test)]
mod tests {
    use super::{cell, code, link, plain, text};

    #[test]
    fn markup_in_text_is_escaped() {
        assert_eq!(
            text("a [Foo] <b> *c* `d`"),
            "a \\[Foo\\] \\<b> \\*c\\* \\`d\\`"
        );
        assert_eq!(
            text("snake_case _x_ 2 * 3 a < b"),
            "snake_case \\_x\\_ 2 * 3 a < b"
        );
        assert_eq!(text("&lt; &"), "\\&lt; &");
    }

    #[test]
    fn bare_urls_become_links() {
        assert_eq!(
            text("See https://a.b/c_d (or http://e.f/g(h))."),
            "See <https://a.b/c_d> (or <http://e.f/g(h)>)."
        );
        assert_eq!(text("https://"), "<https://>");
        assert_eq!(text("http:/ httphttp://a"), "http:/ http<http://a>");
        assert_eq!(text("http://a(b).),))c)"), "<http://a(b).),))c>)");
        assert_eq!(text("http://a(b).),))"), "<http://a(b)>.),))");
        assert_eq!(plain("https://a.b"), "https://a.b");
    }

    #[test]
    fn code_spans_hold_any_text() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`"), "`` ` ``");
    }

    #[test]
    fn no_bar_ends_a_cell() {
        assert_eq!(cell("a|b\nc"), "a\\|b c");
        // An escaped backslash, and then a bar.
        assert_eq!(cell(&text("a\\|b")), "a\\\\\\|b");
        assert_eq!(cell(&code("a\\|b")), "`a\\\\\\|b`");
        assert_eq!(cell(&code("a\\\\|b||")), "`a\\\\\\|b\\|\\|`");
    }

    #[test]
    fn only_absolute_links_are_links() {
        assert_eq!(link("a", "https://b.c"), "[a](https://b.c)");
        assert_eq!(link("a", "https://b.c/(d)"), "[a](<https://b.c/(d)>)");
        assert_eq!(link("a", "/docs/b"), "a (`/docs/b`)");
        assert_eq!(link("a", "#b"), "a");
        assert_eq!(link("a", "https://b/`c"), "a (``https://b/`c``)");
        assert_eq!(link("https://b.c", "https://b.c"), "<https://b.c>");
    }
}
