//! Can a text be shown on a terminal without changing it?

/// Whether a character moves the cursor, hides or reorders text, or breaks a line where `\n` does not.
pub fn is_harmful(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The harmful characters of a text, with what stands around the first.
pub fn harmful(text: &str) -> Option<String> {
    let at = text.find(is_harmful)?;
    let before: String = text.get(..at)?.chars().rev().take(40).collect();
    let before: String = before.chars().rev().collect();
    let after: String = text.get(at..)?.chars().take(20).collect();
    Some(format!("{before:?} then {after:?}"))
}
