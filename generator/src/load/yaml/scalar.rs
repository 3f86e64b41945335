//! Which value does a word of a YAML text stand for? The core schema of YAML 1.2.2 (section 10.3.2),
//! with binary integers.

use granit_parser::{ScalarStyle, Tag};
use serde_json::{Number, Value};
use std::borrow::Cow;

/// The value of a scalar; none where it does not fit its tag.
pub(super) fn value(text: Cow<'_, str>, style: ScalarStyle, tag: Option<&Tag>) -> Option<Value> {
    let is_plain = style == ScalarStyle::Plain;
    let Some(tag) = tag else {
        return Some(match is_plain {
            true => plain(text),
            false => Value::String(text.into_owned()),
        });
    };
    match tag.core_suffix() {
        Some("null") => Some(plain(text)).filter(Value::is_null),
        Some("bool") => Some(plain(text)).filter(Value::is_boolean),
        Some("int") => integer(&text),
        Some("float") => float(&text).or_else(|| integer(&text)),
        // A tag of an application, such as `!Ref`: the value counts, the tag does not.
        None if is_plain && is_local(tag) => Some(plain(text)),
        _ => Some(Value::String(text.into_owned())),
    }
}

/// Whether a tag is one of an application. `!` alone says that the text is one.
fn is_local(tag: &Tag) -> bool {
    tag.handle().starts_with('!') && !tag.suffix().is_empty()
}

/// The value of a text without quotes.
fn plain(text: Cow<'_, str>) -> Value {
    let known = match text.as_bytes().first() {
        None => Some(Value::Null),
        Some(b'~' | b'n' | b'N') => {
            matches!(&*text, "~" | "null" | "Null" | "NULL").then_some(Value::Null)
        }
        Some(b't' | b'T') => {
            matches!(&*text, "true" | "True" | "TRUE").then_some(Value::Bool(true))
        }
        Some(b'f' | b'F') => {
            matches!(&*text, "false" | "False" | "FALSE").then_some(Value::Bool(false))
        }
        Some(b'+' | b'-' | b'.' | b'0'..=b'9') => integer(&text).or_else(|| float(&text)),
        Some(_) => None,
    };
    known.unwrap_or_else(|| Value::String(text.into_owned()))
}

/// An integer in decimal, hexadecimal, octal or binary. One of several digits that begins with zero is
/// a text, such as a postal code.
fn integer(text: &str) -> Option<Value> {
    let (is_negative, digits) = sign(text);
    let prefixed = [("0x", 16), ("0o", 8), ("0b", 2)];
    let prefixed = prefixed.into_iter().find_map(|(prefix, radix)| {
        let digits = digits.strip_prefix(prefix)?;
        Some((digits, radix))
    });
    let (digits, radix) = prefixed.unwrap_or((digits, 10));
    if digits.starts_with(['+', '-']) || radix == 10 && has_leading_zero(digits) {
        return None;
    }
    let size = u128::from_str_radix(digits, radix).ok()?;
    if !is_negative && let Ok(size) = u64::try_from(size) {
        return Some(size.into());
    }
    let narrow = u64::try_from(size).ok();
    if is_negative && let Some(value) = narrow.and_then(|size| 0_i64.checked_sub_unsigned(size)) {
        return Some(value.into());
    }
    // Wider integers become floats: nothing in OpenAPI needs their last digits.
    let wide = beyond(size);
    Some(number(if is_negative { -wide } else { wide }))
}

fn float(text: &str) -> Option<Value> {
    let (is_negative, digits) = sign(text);
    let size = match digits {
        ".inf" | ".Inf" | ".INF" => f64::INFINITY,
        ".nan" | ".NaN" | ".NAN" if digits.len() == text.len() => f64::NAN,
        _ if digits.starts_with(['+', '-']) || has_leading_zero(digits) => return None,
        _ => digits.parse().ok().filter(|size: &f64| size.is_finite())?,
    };
    Some(number(if is_negative { -size } else { size }))
}

fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

fn has_leading_zero(digits: &str) -> bool {
    digits.len() > 1
        && digits.starts_with('0')
        && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// JSON knows neither NaN nor infinity; as text they still show in an example.
fn number(value: f64) -> Value {
    Number::from_f64(value).map_or_else(|| Value::String(value.to_string()), Value::Number)
}

/// The nearest float, or, where that is the very limit of 64 bits, the one after it. As floats, these
/// powers of two are what languages without integers of 64 bits write for the greatest of them.
fn beyond(value: u128) -> f64 {
    const LIMITS: [f64; 2] = [9_223_372_036_854_775_808.0, 18_446_744_073_709_551_616.0];
    let nearest = value as f64;
    match LIMITS.contains(&nearest) {
        true => nearest.next_up(),
        false => nearest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_stand_for_what_the_core_schema_says() {
        for (text, expected) in [
            ("", json!(null)),
            ("~", json!(null)),
            ("Null", json!(null)),
            ("nULL", json!("nULL")),
            ("true", json!(true)),
            ("False", json!(false)),
            // Booleans in YAML 1.1 only.
            ("yes", json!("yes")),
            ("no", json!("no")),
            ("on", json!("on")),
            ("off", json!("off")),
            ("y", json!("y")),
            ("0", json!(0)),
            ("-0", json!(0)),
            ("+7", json!(7)),
            ("-7", json!(-7)),
            ("18446744073709551615", json!(u64::MAX)),
            ("-9223372036854775808", json!(i64::MIN)),
            (
                "18446744073709551616",
                json!(18_446_744_073_709_551_616.0_f64.next_up()),
            ),
            (
                "-9223372036854775809",
                json!(-(9_223_372_036_854_775_808.0_f64.next_up())),
            ),
            ("100000000000000000000", json!(1e20)),
            ("1e400", json!("1e400")),
            ("0x1F", json!(31)),
            ("-0x1F", json!(-31)),
            ("0o17", json!(15)),
            ("0b101", json!(5)),
            ("0x-1", json!("0x-1")),
            ("0xg", json!("0xg")),
            ("007", json!("007")),
            ("-007", json!("-007")),
            ("00.5", json!(0.5)),
            ("1_000", json!("1_000")),
            ("190:20:30", json!("190:20:30")),
            ("1.50", json!(1.5)),
            ("-.5", json!(-0.5)),
            ("1.", json!(1.0)),
            ("1e3", json!(1000.0)),
            ("12E+02", json!(1200.0)),
            ("+-1", json!("+-1")),
            ("--1", json!("--1")),
            (".", json!(".")),
            ("-", json!("-")),
            (".inf", json!("inf")),
            ("-.Inf", json!("-inf")),
            (".NAN", json!("NaN")),
            ("-.nan", json!("-.nan")),
            ("inf", json!("inf")),
            ("nan", json!("nan")),
            ("2001-12-14", json!("2001-12-14")),
            ("2001-12-14T21:59:43Z", json!("2001-12-14T21:59:43Z")),
            ("1.2.3", json!("1.2.3")),
        ] {
            assert_eq!(plain(text.into()), expected, "{text:?}");
        }
    }
}
