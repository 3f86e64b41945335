//! Which characters of a document's text are shown by their code point instead of themselves?

/// Makes control characters and those that reorder or hide text visible, as `U+202E`, and
/// normalises line ends, so that a reviewer sees the content of the file.
pub(crate) fn visible(text: &str) -> String {
    // Most texts hold nothing else.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    shown.push('\n');
                }
            }
            '\n' => shown.push('\n'),
            '\t' => shown.push_str("    "),
            '\u{a0}' => shown.push(' '),
            '\u{2028}' | '\u{2029}' | '\u{85}' => shown.push('\n'),
            _ if is_hidden(c) => shown.push_str(&format!("U+{:04X}", u32::from(c))),
            _ => shown.push(c),
        }
    }
    shown
}

/// Whether a character stands for itself.
pub(crate) fn is_shown(c: char) -> bool {
    !is_hidden(c)
}

/// Controls, bidirectional formatting (UAX 9), zero-width spaces and the byte-order mark, and
/// characters for private use. The joiners U+200C and U+200D stay: scripts and emoji need them.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reorders_or_hides_text_is_shown() {
        assert_eq!(visible("a\u{202e}b\u{0}c"), "aU+202EbU+0000c");
        assert_eq!(visible("a\r\nb\rc\u{2028}d\te"), "a\nb\nc\nd    e");
        assert_eq!(visible("héé 👩\u{200d}🔬"), "héé 👩\u{200d}🔬");
    }
}
