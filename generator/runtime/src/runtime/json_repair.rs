//! JSON that deviates in details which are unambiguous.

use super::whole::integers;

/// Repairs a text that could not be decoded: half of a surrogate pair becomes U+FFFD, and integers
/// such as `1.0` lose their decimal point. Returns `None` if there is nothing to repair.
pub(crate) fn repaired(text: &[u8], problem: &serde_json::Error) -> Option<Vec<u8>> {
    let paired = lone_surrogates_replaced(text);
    if paired.is_none() && !problem.is_data() {
        return None;
    }
    integers(paired.as_deref().unwrap_or(text)).or(paired)
}

/// Replaces escapes of lone surrogates, which stand for no character (RFC 8259, section 8.2), by
/// that of U+FFFD. The text keeps its length, so that positions in it stay right.
fn lone_surrogates_replaced(text: &[u8]) -> Option<Vec<u8>> {
    let mut replaced: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        if *byte != b'\\' {
            at += 1;
            continue;
        }
        at += match escaped_unit(text, at) {
            Some(0xd800..=0xdbff)
                if matches!(escaped_unit(text, at + 6), Some(0xdc00..=0xdfff)) =>
            {
                12
            }
            Some(0xd800..=0xdfff) => {
                let new = replaced.get_or_insert_with(|| text.to_vec());
                if let Some(escape) = new.get_mut(at..at + 6) {
                    escape.copy_from_slice(br"\ufffd");
                }
                6
            }
            Some(_) => 6,
            None => 2,
        };
    }
    replaced
}

/// The code unit that is escaped here, if it is one of `\uXXXX`.
fn escaped_unit(text: &[u8], at: usize) -> Option<u16> {
    let digits = text.get(at..at + 6)?.strip_prefix(br"\u")?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_surrogates_are_replaced_and_pairs_are_kept() {
        for (text, expected) in [
            (r#""\ud83d\ude00""#, None),
            (r#""\\ud83d""#, None),
            (r#""\u00e9\n""#, None),
            (r#""a\ud83d""#, Some(r#""a\ufffd""#)),
            (r#""\uDE00b""#, Some(r#""\ufffdb""#)),
            (r#""\ud83d\ud83d\ude00""#, Some(r#""\ufffd\ud83d\ude00""#)),
            (r#""\\\ud83d\n""#, Some(r#""\\\ufffd\n""#)),
            (r#""\ud83d\u0041""#, Some(r#""\ufffd\u0041""#)),
            (r#""\ud8"#, None),
        ] {
            let new = lone_surrogates_replaced(text.as_bytes());
            let new = new.map(|new| String::from_utf8(new).unwrap());
            assert_eq!(new.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn all_deviations_of_a_text_are_repaired() {
        let text = br#"{"\udc00":[1.0]}"#;
        type Map = std::collections::BTreeMap<String, Vec<u8>>;
        let problem = serde_json::from_slice::<Map>(text).unwrap_err();
        let repaired = repaired(text, &problem).unwrap();
        let map: Map = serde_json::from_slice(&repaired).unwrap();
        assert_eq!(map["\u{fffd}"], [1]);
    }

    #[test]
    fn a_text_that_is_not_json_is_left_alone() {
        let problem = serde_json::from_slice::<u8>(b"<1.0>").unwrap_err();
        assert_eq!(repaired(b"<1.0>", &problem), None);
    }
}
