//! How is a paragraph of CommonMark broken into lines without changing its meaning?

/// Breaks inline content at spaces into lines of at most `width` characters, where words allow.
/// A newline in `text` is kept as a line break.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for part in text.split('\n') {
        let mut line = String::new();
        let mut length = 0;
        for word in part.split(' ').filter(|word| !word.is_empty()) {
            let size = word.chars().count();
            if line.is_empty() {
                line = defused(word);
                length = line.chars().count();
            } else if length + 1 + size <= width || starts_block(word) {
                line.push(' ');
                line.push_str(word);
                length += 1 + size;
            } else {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
                length = size;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines
}

/// Whether a line that begins with this word would be a list item, a heading, a quotation, a rule,
/// a fence, HTML or the second line of a table instead of a part of its paragraph. A code span does
/// not protect its words: blocks are parsed before spans.
fn starts_block(word: &str) -> bool {
    let all = |c: char| word.chars().all(|other| other == c);
    ["-", "+", "*"].contains(&word)
        || ['#', '=', '-', '_', '*'].into_iter().any(all)
        || [">", "~~~", "```", "|"]
            .into_iter()
            .any(|start| word.starts_with(start))
        || is_ordinal(word)
        || is_markup(word)
        || is_delimiter(word)
}

/// Whether the word begins an HTML block (CommonMark, section 4.6), for which every `<` but that of
/// a link is taken.
fn is_markup(word: &str) -> bool {
    let link = ["<http://", "<https://", "<mailto:"]
        .into_iter()
        .any(|start| word.starts_with(start));
    word.starts_with('<') && !link
}

/// Whether the word is a part of the delimiter row of a table (GitHub Flavored Markdown, 4.10).
fn is_delimiter(word: &str) -> bool {
    word.contains('-') && word.chars().all(|c| "|:-".contains(c))
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
        assert_eq!(wrap("`aaaa :-|-: b`", 5), ["`aaaa :-|-:", "b`"]);
        assert_eq!(wrap("aaaa <https://b>", 5), ["aaaa", "<https://b>"]);
    }
}
