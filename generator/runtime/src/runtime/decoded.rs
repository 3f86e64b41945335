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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::{btree_map, vec};
    use proptest::prelude::*;
    use serde_json::Value;

    /// Objects, and other values.
    fn counted(value: &Value) -> (usize, usize) {
        let inner: Vec<&Value> = match value {
            Value::Array(list) => list.iter().collect(),
            Value::Object(object) => object.values().collect(),
            _ => Vec::new(),
        };
        let own = match value.is_object() {
            true => (1, 0),
            false => (0, 1),
        };
        inner
            .into_iter()
            .map(counted)
            .fold(own, |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            r#"[a,{\[\]}:"\\ ]{0,6}"#.prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                vec(inner.clone(), 0..5).prop_map(Value::from),
                btree_map(r#"[a,{\["\\]{0,3}"#, inner, 0..5)
                    .prop_map(|object| Value::Object(object.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn values_are_counted_as_a_parser_counts_them(value in values(), pretty in any::<bool>()) {
            let text = match pretty {
                true => serde_json::to_string_pretty(&value),
                false => serde_json::to_string(&value),
            }
            .unwrap();
            let text = text.as_bytes();
            let counted = counted(&value);
            prop_assert_eq!(values_outside_strings(text), counted);
            let exact = estimate_of(text, counted);
            prop_assert!(upper_bound(text) >= exact);
            prop_assert!(exceeds(text, exact - 1));
            prop_assert!(!exceeds(text, exact));
        }
    }

    #[test]
    fn what_is_in_strings_takes_no_more_than_its_length() {
        let text = serde_json::to_vec(&"{".repeat(1000)).unwrap();
        assert!(upper_bound(&text) > 600_000);
        assert!(!exceeds(&text, VALUE + text.len()));
    }
}
