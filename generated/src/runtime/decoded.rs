// Made by bindery; changes are overwritten.

//! How much memory does a JSON text take once it is decoded?
//!
//! The number of bytes does not say: `{}` is two bytes long, and the struct that it becomes has room for
//! all its optional fields. So the values of a long text are counted before it is decoded, and each is
//! taken for an estimate of its size. Types that are larger than the estimate take as much more.

/// The estimate for an object: a struct of 26 optional texts, or a map with one entry.
const OBJECT: usize = 640;

/// The estimate for any other value: a text, a list or a number, without its characters or elements.
const VALUE: usize = 32;

/// The limit unless the caller sets another.
pub(crate) const USUAL: usize = 512 << 20;

/// Whether a JSON text takes more memory than this once it is decoded. Texts that are too short for
/// that are not looked at, those with few brackets and commas only once.
pub(crate) fn exceeds(text: &[u8], most: usize) -> bool {
    // The shortest value has one byte, and another before it.
    let values = text.len() / 2 + 1;
    estimate(text, values, 0) > most
        && upper_bound(text) > most
        && estimate_of(text, values_outside_strings(text)) > most
}

/// Why it is not decoded.
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

/// The estimate with the brackets and commas in strings, which need not be found for it. Counts of
/// short chunks fit into a byte, which lets the compiler count many bytes at once.
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

/// The objects and the other values of a text that is JSON: every value but the first one follows a
/// comma, or begins what is in brackets.
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
