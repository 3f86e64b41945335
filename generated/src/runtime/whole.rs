// Made by bindery; changes are overwritten.

//! Which numbers of a JSON text are integers, however they are written?

/// The text with `1.0` as `1`, and so every number with nothing but zeros behind its point: it is
/// an integer by JSON Schema (section 6.1.1 of Validation), but not for serde. Nothing where the
/// text has no such number. Asked only once a text was not understood.
pub(crate) fn integers(text: &[u8]) -> Option<Vec<u8>> {
    let mut new = Vec::new();
    let mut taken = 0;
    let (mut at, mut quoted) = (0, false);
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => quoted = !quoted,
            // What is escaped ends no text.
            b'\\' => at += 1,
            b'.' if !quoted => {
                let fraction = text.get(at + 1..).unwrap_or_default();
                let zeros = fraction.iter().take_while(|byte| **byte == b'0').count();
                let more = matches!(fraction.get(zeros), Some(b'0'..=b'9' | b'e' | b'E'));
                if zeros > 0 && !more {
                    new.extend_from_slice(text.get(taken..at).unwrap_or_default());
                    taken = at + 1 + zeros;
                }
                at += zeros;
            }
            _ => {}
        }
        at += 1;
    }
    new.extend_from_slice(text.get(taken..).unwrap_or_default());
    (taken > 0).then_some(new)
}
