// Made by bindery; changes are overwritten.

//! Integers in JSON that are written with a decimal point.

/// Replaces numbers such as `1.0` by `1`: these are integers in JSON Schema (Validation, section
/// 6.1.1), but not for serde. Returns `None` if the text has no such number. Called only after
/// decoding has failed.
pub(crate) fn integers(text: &[u8]) -> Option<Vec<u8>> {
    let mut new = Vec::new();
    let mut taken = 0;
    let (mut at, mut quoted) = (0, false);
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => quoted = !quoted,
            // An escaped quote does not end a string.
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
