// Made by bindery; changes are overwritten.

//! The memory that JSON takes once it is decoded.
//!
//! The size of the text does not tell: `{}` has two bytes, and the struct decoded from it has room
//! for all its optional fields. So the values of a long text are counted before decoding, with an
//! estimate for each. Types that are larger than the estimate take proportionally more.

/// The estimate for an object in bytes: a struct with 26 optional strings, or a map with one entry.
const OBJECT: usize = 640;

/// The estimate for any other value in bytes: a string, list or number without its content.
const VALUE: usize = 32;

/// The default limit in bytes.
pub(crate) const USUAL: usize = 512 << 20;

/// Returns whether decoding a JSON text would take more memory than this. Texts that are too short
/// for that are not scanned, and texts with few brackets and commas are scanned once.
pub(crate) fn exceeds(text: &[u8], most: usize) -> bool {
    // The shortest value takes two bytes of text with its separator.
    let values = text.len() / 2 + 1;
    estimate(text, values, 0) > most
        && upper_bound(text) > most
        && estimate_of(text, values_outside_strings(text)) > most
}

/// The error message.
pub(crate) fn refusal(what: &str, most: usize) -> String {
    format!(
        "{what} would take more than {most} bytes of memory once decoded; raise the limit with \
         `decoded_limit` of the client's builder"
    )
}

fn estimate(text: &[u8], objects: usize, others: usize) -> usize {
    let objects = objects.saturating_mul(OBJECT);
    let others = others.saturating_mul(VALUE);
    objects.saturating_add(others).saturating_add(text.len())
}

fn estimate_of(text: &[u8], (objects, others): (usize, usize)) -> usize {
    estimate(text, objects, others)
}

/// An upper bound that also counts brackets and commas in strings. Counts of short chunks fit into
/// a byte, so the compiler can vectorize the loop.
fn upper_bound(text: &[u8]) -> usize {
    let (mut objects, mut others) = (0, 1);
    for chunk in text.chunks(240) {
        let (mut braces, mut rest) = (0_u8, 0_u8);
        for byte in chunk {
            braces = braces.wrapping_add(u8::from(*byte == b'{'));
            rest = rest.wrapping_add(u8::from(*byte == b',') + u8::from(*byte == b'['));
        }
        objects += usize::from(braces);
        others += usize::from(rest);
    }
    estimate(text, objects, others)
}

/// Counts the objects and the other values of a JSON text: every value but the first follows a
/// comma or an opening bracket.
fn values_outside_strings(text: &[u8]) -> (usize, usize) {
    let (mut objects, mut values) = (0, 1);
    let (mut opened, mut quoted) = (false, false);
    let mut bytes = text.iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' if quoted => {
                bytes.next();
            }
            b'"' if quoted => quoted = false,
            _ if quoted => {}
            b' ' | b'\t' | b'\n' | b'\r' => {}
            b']' | b'}' => opened = false,
            _ => {
                values += usize::from(std::mem::take(&mut opened));
                match byte {
                    b'"' => quoted = true,
                    b',' => values += 1,
                    b'[' => opened = true,
                    b'{' => {
                        objects += 1;
                        opened = true;
                    }
                    _ => {}
                }
            }
        }
    }
    (objects, usize::saturating_sub(values, objects))
}
