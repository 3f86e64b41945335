//! Where does documentation of several lines break? Where it was folded into one attribute.

use crate::emit::LINE_BREAK;

/// Appends code, with each folded comment as the lines that it was made from.
pub(super) fn unfold(code: &str, text: &mut String) {
    if !code.contains(LINE_BREAK) {
        text.push_str(code);
        return;
    }
    for line in code.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let (indent, rest) = line.split_at(indent);
        for (index, part) in rest.split(LINE_BREAK).enumerate() {
            if index > 0 {
                text.push('\n');
            }
            text.push_str(indent);
            if index > 0 {
                text.push_str("///");
            }
            text.push_str(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_lines_are_indented_as_the_first() {
        let code = "/// A.\nmod a {\n    /// B.\u{1}\u{1} C.\n    fn b() {}\n\n}\n";
        let mut text = String::new();
        unfold(code, &mut text);
        assert_eq!(
            text,
            "/// A.\nmod a {\n    /// B.\n    ///\n    /// C.\n    fn b() {}\n\n}\n"
        );
    }
}
