//! Where does documentation of several lines break? Where it was folded into one attribute.

use crate::emit::LINE_BREAK;

/// Appends a line of code, and what was folded into it as lines of their own.
pub(super) fn unfold(line: &str, text: &mut String) {
    let code = line.trim_start_matches(' ');
    let indent = line.strip_suffix(code).unwrap_or_default();
    for (index, part) in code.split(LINE_BREAK).enumerate() {
        text.push_str(indent);
        if index > 0 {
            text.push_str("///");
        }
        text.push_str(part);
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_lines_are_indented_as_the_first() {
        let mut text = String::new();
        unfold("    /// B.\u{1}\u{1} C.", &mut text);
        unfold("    fn b() {}", &mut text);
        unfold("", &mut text);
        assert_eq!(text, "    /// B.\n    ///\n    /// C.\n    fn b() {}\n\n");
    }
}
