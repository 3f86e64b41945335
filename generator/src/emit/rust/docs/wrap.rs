//! How is a paragraph of CommonMark broken into lines without changing its meaning?

use super::fences::{Fences, code_span};

/// Breaks inline content at spaces into lines of at most `width` characters, where words allow.
/// A newline in `text` is kept as a line break. A code span stays on one line: blocks are parsed
/// before spans, so a line that began within a span could begin a block, and a span that began a
/// line and ended in another would be a fence.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in text.split('\n') {
        let start = lines.len();
        let mut line = String::new();
        let mut length = 0;
        for word in words(part) {
            let size = word.chars().count();
            if line.is_empty() {
                line = defused(word);
                length = line.chars().count();
            } else if length + 1 + size <= width || starts_block(word) || starts_html(word) {
                line.push(' ');
                line.push_str(word);
                length += 1 + size;
            } else {
                push(
                    &mut lines,
                    start,
                    std::mem::replace(&mut line, word.to_owned()),
                );
                length = size;
            }
        }
        if !line.is_empty() {
            push(&mut lines, start, line);
        }
    }
    lines
}

/// Adds a line of a part, whose first line is at `start`. One that would be the delimiter row of a
/// table (GitHub Flavored Markdown, section 4.10) goes behind the line before it.
fn push(lines: &mut Vec<String>, start: usize, line: String) {
    let is_row = line.contains('-') && line.chars().all(|c| " |:-".contains(c));
    let is_first = lines.len() == start;
    match lines.last_mut().filter(|_| is_row) {
        Some(last) if !is_first => {
            last.push(' ');
            last.push_str(&line);
        }
        Some(_) => lines.push(format!("\\{line}")),
        None => lines.push(line),
    }
}

/// The words of a line, each with the code spans in it.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut fences = Fences::of(line);
    let (mut begin, mut at) = (0, 0);
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        at += match rest.as_bytes() {
            [b' ', ..] => {
                words.extend(line.get(begin..at));
                begin = at + 1;
                1
            }
            [b'`', ..] => code_span(rest, at, &mut fences).0.len(),
            // A backtick behind a backslash begins no span.
            [b'\\', escaped, ..] if escaped.is_ascii_punctuation() => 2,
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
    }
    words.extend(line.get(begin..));
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a line that begins with this word would be a list item, a heading, a quotation, a rule,
/// a fence, HTML or the second line of a table instead of a part of its paragraph.
fn starts_block(word: &str) -> bool {
    let all = |c: char| word.chars().all(|other| other == c);
    ["-", "+", "*"].contains(&word)
        || ['#', '=', '-', '_', '*'].into_iter().any(all)
        || [">", "~~~", "```", "|"]
            .into_iter()
            .any(|start| word.starts_with(start))
        || is_ordinal(word)
}

/// Whether a line that begins with this word could be HTML (CommonMark, section 4.6). At the
/// beginning of a paragraph, text is escaped already.
fn starts_html(word: &str) -> bool {
    let link = ["<http://", "<https://", "<mailto:"]
        .into_iter()
        .any(|start| word.starts_with(start));
    let tag = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
    !link && word.strip_prefix('<').is_some_and(tag)
}

fn is_ordinal(word: &str) -> bool {
    word.strip_suffix(['.', ')'])
        .is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()))
}

/// The first word of a paragraph, escaped when it would start a block.
fn defused(word: &str) -> String {
    if is_ordinal(word) {
        let mut text = word.to_owned();
        text.insert(word.len() - 1, '\\');
        text
    } else if starts_block(word) && !word.starts_with('`') {
        format!("\\{word}")
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_the_width() {
        assert_eq!(wrap("aa bb  cc dd", 5), ["aa bb", "cc dd"]);
        assert_eq!(wrap("a-very-long-word b", 5), ["a-very-long-word", "b"]);
        assert_eq!(wrap("a\nb", 5), ["a", "b"]);
        assert_eq!(wrap("", 5), Vec::<String>::new());
    }

    #[test]
    fn no_line_begins_a_block() {
        assert_eq!(wrap("aaaa - b", 5), ["aaaa -", "b"]);
        assert_eq!(wrap("aaaa 12. b", 5), ["aaaa 12.", "b"]);
        assert_eq!(wrap("- b", 5), ["\\- b"]);
        assert_eq!(wrap("12. b", 8), ["12\\. b"]);
        assert_eq!(wrap("# b", 5), ["\\# b"]);
        assert_eq!(wrap("aaaa < b", 5), ["aaaa", "< b"]);
        assert_eq!(wrap("a|aa :-|-: bbbb", 6), ["a|aa :-|-:", "bbbb"]);
        assert_eq!(wrap("a|aa :- | -: bbbb", 5), ["a|aa :- | -:", "bbbb"]);
        assert_eq!(wrap("a | b\\\n:-|-:", 9), ["a | b\\", "\\:-|-:"]);
        assert_eq!(wrap("-| b", 9), ["-| b"]);
        assert_eq!(wrap("aaaa <https://b>", 5), ["aaaa", "<https://b>"]);
    }

    #[test]
    fn code_spans_stay_on_one_line() {
        assert_eq!(wrap("a `b <c> d` e", 5), ["a", "`b <c> d`", "e"]);
        assert_eq!(wrap("```rust a b`` c``` d", 5), ["```rust a b`` c```", "d"]);
        assert_eq!(wrap("a,`` ` [^1]: ``.", 5), ["a,`` ` [^1]: ``."]);
        assert_eq!(wrap("a\\` b c` d", 5), ["a\\` b", "c` d"]);
        assert_eq!(wrap("\\``` a b`` c", 6), ["\\``` a b``", "c"]);
        assert_eq!(wrap("\\\\` a b` c", 6), ["\\\\` a b`", "c"]);
    }
}
