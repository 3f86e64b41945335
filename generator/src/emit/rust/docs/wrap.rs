//! How is a paragraph of CommonMark broken into lines without changing its meaning?

/// Breaks inline content at spaces into lines of at most `width` characters, where words allow.
/// A newline in `text` is kept as a line break.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in text.split('\n') {
        let start = lines.len();
        let mut line = String::new();
        let mut length = 0;
        for word in part.split(' ').filter(|word| !word.is_empty()) {
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

/// Whether a line that begins with this word would be a list item, a heading, a quotation, a rule
/// or a fence instead of a part of its paragraph. A code span does not protect its words: blocks are
/// parsed before spans.
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
        assert_eq!(wrap("`aaaa <b>`", 5), ["`aaaa <b>`"]);
        assert_eq!(wrap("aaaa < b", 5), ["aaaa", "< b"]);
        assert_eq!(wrap("`a|aa :-|-: bbbb`", 6), ["`a|aa :-|-:", "bbbb`"]);
        assert_eq!(wrap("`a|aa :- | -: bbbb`", 7), ["`a|aa :- | -:", "bbbb`"]);
        assert_eq!(wrap("a | b\\\n:-|-:", 9), ["a | b\\", "\\:-|-:"]);
        assert_eq!(wrap("-| b", 9), ["-| b"]);
        assert_eq!(wrap("aaaa <https://b>", 5), ["aaaa", "<https://b>"]);
    }
}
