//! Is a secret found in whatever mix of spellings it stands?

use crate::runtime::{base64_code, spelling};
use proptest::collection::vec;
use proptest::prelude::*;

/// One character, spelled in one of all ways.
fn character(c: char, way: usize) -> String {
    let (mut units, mut bytes) = ([0; 2], [0; 4]);
    match (way, c) {
        (0, _) => {
            let units = c.encode_utf16(&mut units).iter();
            units.map(|unit| format!("\\u{unit:04x}")).collect()
        }
        (1, _) => {
            let units = c.encode_utf16(&mut units).iter();
            units.map(|unit| format!("\\u{unit:04X}")).collect()
        }
        (2, _) => {
            let bytes = c.encode_utf8(&mut bytes).bytes();
            bytes.map(|byte| format!("%{byte:02X}")).collect()
        }
        (3, _) => {
            let bytes = c.encode_utf8(&mut bytes).bytes();
            bytes.map(|byte| format!("%{byte:02x}")).collect()
        }
        (4, ' ') => "+".to_owned(),
        (5, '"' | '\\' | '/' | '\'') => format!("\\{c}"),
        (6, '&') => "&amp;".to_owned(),
        (6, '"') => "&quot;".to_owned(),
        (6, _) => format!("&#x{:x};", u32::from(c)),
        (7, _) => format!("&#{};", u32::from(c)),
        _ => c.to_string(),
    }
}

/// A text, spelled in these ways one after the other. Those beyond 7 leave a character unchanged.
pub fn mixed(text: &str, ways: &[usize]) -> String {
    let ways = ways.iter().cycle();
    let characters = text.chars().zip(ways);
    characters.map(|(c, way)| character(c, *way)).collect()
}

/// The text as a whole in another spelling, with something beside it where it is in base64.
pub fn around(text: &str, way: usize, beside: &str) -> String {
    let form = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect();
    let base64 = |text: String| base64_code::encoded(text.as_bytes());
    match way {
        0 => serde_json::to_string(text).unwrap(),
        1 => mixed(text, &[0]),
        2 => form(text),
        3 => base64(format!("{beside}{text}")),
        4 => base64(format!("{text}{beside}"))
            .replace('+', "-")
            .replace('/', "_")
            .trim_end_matches('=')
            .to_owned(),
        5 => form(&base64(format!("{beside}{text}"))),
        _ => text.to_owned(),
    }
}

/// Texts that could be passwords and tokens, among them such as look like escapes.
pub fn secrets() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{8,30}",
        "[a-zA-Z0-9+/=_-]{8,40}",
        r#"[%\\&+"nu0-9a-f/ ]{8,20}"#,
        "[a-zäß漢🦀 ]{8,12}",
    ]
}

/// Ways to spell characters.
pub fn ways() -> impl Strategy<Value = Vec<usize>> {
    vec(0..12_usize, 1..9)
}

fn beside() -> impl Strategy<Value = String> {
    prop_oneof![
        r#"[a-z0-9 %\\&+"{}:,=/]{0,12}"#,
        "[ -~]{0,9}",
        "[a-zA-Z0-9+/]{0,9}",
    ]
}

proptest! {
    #[test]
    fn any_mix_of_spellings_is_found(
        secret in secrets(),
        ways in ways(),
        layers in vec((0..9_usize, "[ -~]{0,4}"), 0..2),
        (before, after) in (beside(), beside()),
    ) {
        let spelled = mixed(&secret, &ways);
        let spelled = layers.iter().fold(spelled, |text, (way, beside)| around(&text, *way, beside));
        let text = format!("{before}{spelled}{after}");
        let ranges = spelling::find(text.as_bytes(), &[secret.into_bytes()]);
        let (start, end) = (before.len(), before.len() + spelled.len());
        let is_inside = ranges.iter().any(|range| range.start < end && start < range.end);
        prop_assert!(is_inside, "{text:?} {ranges:?} {start}..{end}");
    }
}
