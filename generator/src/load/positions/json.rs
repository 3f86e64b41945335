//! Where do the parts of a JSON text stand?

use super::{Builder, Positions};

/// Scans a text that was read as JSON before; none for a text that is not JSON after all.
///
/// Validates no more than the scan needs: serde_json has accepted the text.
pub(super) fn positions(text: &str) -> Option<Positions> {
    let bytes = text.as_bytes();
    let mut builder = Builder::default();
    let mut at = 0;
    // For each open collection, whether it is an object.
    let mut objects = Vec::new();
    let mut key_next = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => at += 1,
            b':' => {
                key_next = false;
                at += 1;
            }
            b',' => {
                key_next = objects.last().copied()?;
                at += 1;
            }
            b'{' | b'[' => {
                builder.open(at..at + 1);
                key_next = *byte == b'{';
                objects.push(key_next);
                at += 1;
            }
            b'}' | b']' => {
                at += 1;
                objects.pop()?;
                builder.close(at);
                key_next = false;
            }
            b'"' => {
                let end = string_end(bytes, at)?;
                if key_next {
                    let name: String = serde_json::from_str(text.get(at..end)?).ok()?;
                    builder.key(name.into(), at..end);
                } else {
                    builder.value(at..end);
                }
                at = end;
            }
            b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => {
                let length = bytes
                    .get(at..)?
                    .iter()
                    .take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte))
                    .count();
                if key_next {
                    return None;
                }
                builder.value(at..at + length);
                at += length;
            }
            _ => return None,
        }
    }
    Some(builder.finish())
}

/// The byte behind the string that begins at `start`.
fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}
