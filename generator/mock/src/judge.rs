//! Does a value fit its schema, with everything that the schema says of texts and numbers?

use super::tree::list;
use bindery::lint::fit::{Misfit, Rules, fit_by};
use fancy_regex::{Regex, RegexBuilder};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

/// Steps that a match may take, so that no expression of a document can hold up the server.
const STEPS: usize = 10_000;

/// The memory limit of a compiled expression.
const EXPRESSION: usize = 1 << 20;

/// Elements that are compared with each other for `uniqueItems`.
const COMPARED: usize = 500;

/// Schemas in `not` that are asked for one value.
const NEGATIONS: usize = 100;

/// The direction of a value: some properties are only in requests, others only in responses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Sent,
    Response,
}

/// The expressions of the documents, each compiled once; none for what cannot be compiled.
#[derive(Debug, Default)]
pub(super) struct Patterns(Mutex<BTreeMap<String, Option<Arc<Regex>>>>);

impl Patterns {
    /// Whether a text has the pattern. An expression that nobody can read refuses nothing, and
    /// neither does one that takes too long.
    pub(super) fn matches(&self, pattern: &str, text: &str) -> bool {
        let compiled = {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let compile = || {
                let mut builder = RegexBuilder::new(pattern);
                builder.backtrack_limit(STEPS);
                builder.delegate_size_limit(EXPRESSION);
                builder.build().ok().map(Arc::new)
            };
            known
                .entry(pattern.to_owned())
                .or_insert_with(compile)
                .clone()
        };
        compiled.is_none_or(|compiled| compiled.is_match(text).unwrap_or(true))
    }
}

/// The examples of responses in a document, by the component that is their schema.
pub(super) type Examples = BTreeMap<String, Value>;

/// Judges values by the schemas of a document.
pub(super) struct Judge<'t> {
    pub tree: &'t Value,
    pub way: Direction,
    pub patterns: &'t Patterns,
    /// For who makes values: one that was written is better than one that is made up.
    pub examples: &'t Examples,
    /// The remaining number of schemas to compare. A document can require comparing each value with
    /// thousands; values beyond the limit count as valid.
    pub left: Cell<usize>,
}

impl Judge<'_> {
    /// Schemas that are asked for one request.
    pub(super) fn budget() -> Cell<usize> {
        Cell::new(300_000)
    }

    /// Whether `value` fits `schema`.
    ///
    /// # Errors
    ///
    /// The first mismatch, in a phrase that follows the value's name.
    pub(super) fn judge(&self, schema: &Value, value: &Value) -> Result<(), String> {
        let rules = Strict {
            judge: self,
            negations: Cell::new(NEGATIONS),
        };
        self.fit(&rules, schema, value)
            .map_err(|misfit| misfit.to_string())
    }

    fn fit(&self, rules: &Strict<'_>, schema: &Value, value: &Value) -> Result<(), Misfit> {
        let mut left = self.left.get();
        let fits = fit_by(rules, self.tree, schema, value, &mut left);
        self.left.set(left.min(self.left.get()));
        fits
    }

    pub(super) fn fits(&self, schema: &Value, value: &Value) -> bool {
        self.judge(schema, value).is_ok()
    }
}

struct Strict<'j> {
    judge: &'j Judge<'j>,
    negations: Cell<usize>,
}

impl Rules for Strict<'_> {
    fn may_lack(&self, property: &Map<String, Value>) -> bool {
        let other_way = match self.judge.way {
            Direction::Sent => "readOnly",
            Direction::Response => "writeOnly",
        };
        property.get(other_way) == Some(&Value::Bool(true))
    }

    fn judge(&self, schema: &Map<String, Value>, value: &Value) -> Result<(), String> {
        match value {
            Value::String(text) => self.text(schema, text)?,
            Value::Number(_) => number(schema, value)?,
            Value::Array(elements) => {
                let distinct = || {
                    let compared = elements.iter().take(COMPARED).enumerate();
                    let mut compared = compared;
                    compared.all(|(index, one)| !elements.iter().take(index).any(|two| one == two))
                };
                if schema.get("uniqueItems") == Some(&Value::Bool(true)) && !distinct() {
                    return Err("has an element twice, and `uniqueItems` is true".to_owned());
                }
            }
            Value::Object(properties) => {
                let count = u64::try_from(properties.len()).unwrap_or(u64::MAX);
                let bound = |key: &str| schema.get(key).and_then(Value::as_u64);
                if let Some(least) = bound("minProperties").filter(|least| count < *least) {
                    return Err(format!(
                        "has {count} properties, and `minProperties` is {least}"
                    ));
                }
                if let Some(most) = bound("maxProperties").filter(|most| count > *most) {
                    return Err(format!(
                        "has {count} properties, and `maxProperties` is {most}"
                    ));
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
        let Some(refused) = schema.get("not") else {
            return Ok(());
        };
        let Some(left) = self.negations.get().checked_sub(1) else {
            return Ok(());
        };
        self.negations.set(left);
        match self.judge.fit(self, refused, value) {
            Ok(()) => Err("is what `not` refuses".to_owned()),
            Err(_) => Ok(()),
        }
    }
}

impl Strict<'_> {
    fn text(&self, schema: &Map<String, Value>, text: &str) -> Result<(), String> {
        if let Some(Value::String(pattern)) = schema.get("pattern")
            && !self.judge.patterns.matches(pattern, text)
        {
            return Err(format!("does not match the pattern `{pattern}`"));
        }
        let format = schema.get("format").and_then(Value::as_str);
        // A list of allowed values says more than a format.
        let listed = !list(schema, "enum").is_empty();
        match format {
            Some(format) if !listed && !is_of(format, text) => {
                Err(format!("is not of the format `{format}`"))
            }
            _ => Ok(()),
        }
    }
}

fn number(schema: &Map<String, Value>, value: &Value) -> Result<(), String> {
    let number = value.as_f64().unwrap_or_default();
    if let Some(step) = schema.get("multipleOf").and_then(Value::as_f64)
        && step > 0.0
    {
        let times = number / step;
        // 0.3 is no multiple of 0.1 to a processor.
        if (times - times.round()).abs() > 1e-9 * times.abs().max(1.0) {
            return Err(format!("is {value}, and `multipleOf` is {step}"));
        }
    }
    let format = schema
        .get("format")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let whole = schema.get("type").is_some_and(|kind| kind == "integer");
    match range(format).filter(|_| whole) {
        Some((least, most, bits)) if !is_between(value, least, most) => {
            Err(format!("is {value}, which {bits} do not hold"))
        }
        _ => Ok(()),
    }
}

/// The integers of a format, and its width in words (OpenAPI Format Registry).
fn range(format: &str) -> Option<(i128, i128, &'static str)> {
    Some(match format {
        "int8" => (i8::MIN.into(), i8::MAX.into(), "8 bits"),
        "int16" => (i16::MIN.into(), i16::MAX.into(), "16 bits"),
        "int32" => (i32::MIN.into(), i32::MAX.into(), "32 bits"),
        "int64" => (i64::MIN.into(), i64::MAX.into(), "64 bits"),
        "uint8" => (0, u8::MAX.into(), "8 bits without a sign"),
        "uint16" => (0, u16::MAX.into(), "16 bits without a sign"),
        "uint32" => (0, u32::MAX.into(), "32 bits without a sign"),
        "uint64" => (0, u64::MAX.into(), "64 bits without a sign"),
        _ => return None,
    })
}

/// Whether a number lies between two integers. One with a point or an exponent is compared as a
/// floating point number.
#[allow(
    clippy::cast_precision_loss,
    reason = "the bounds are near powers of two"
)]
fn is_between(value: &Value, least: i128, most: i128) -> bool {
    let whole = value.as_i64().map(i128::from);
    match whole.or_else(|| value.as_u64().map(i128::from)) {
        Some(whole) => (least..=most).contains(&whole),
        None => {
            let number = value.as_f64().unwrap_or_default();
            number >= least as f64 && number < (most + 1) as f64
        }
    }
}

/// Whether a text is of a format; true of formats that are not known (OpenAPI Format Registry).
fn is_of(format: &str, text: &str) -> bool {
    match format {
        "date" => is_date(text),
        "date-time" => text
            .split_once(['T', 't', ' '])
            .is_some_and(|(date, time)| is_date(date) && is_time(time)),
        "uuid" => {
            let groups: Vec<&str> = text.split('-').collect();
            let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
            let hex = |group: &&str| group.bytes().all(|byte| byte.is_ascii_hexdigit());
            lengths == [8, 4, 4, 4, 12] && groups.iter().all(hex)
        }
        "ipv4" => text.parse::<Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<Ipv6Addr>().is_ok(),
        "email" => text
            .rsplit_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty()),
        _ => true,
    }
}

/// `full-date` of RFC 3339.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let number = |part: &str, length: usize| {
        let digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<u32>().unwrap_or_default())
    };
    number(year, 4).is_some()
        && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
        && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
}

/// `full-time` of RFC 3339, or one without a zone, as many services have it.
fn is_time(text: &str) -> bool {
    let clock = text.trim_end_matches(['Z', 'z']);
    let clock = clock.split(['+', '-', '.']).next().unwrap_or_default();
    let parts: Vec<&str> = clock.split(':').collect();
    let two = |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    (2..=3).contains(&parts.len()) && parts.iter().all(two)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn judged(schema: Value, value: Value) -> String {
        let judge = Judge {
            tree: &json!({}),
            way: Direction::Sent,
            patterns: &Patterns::default(),
            examples: &Examples::new(),
            left: Judge::budget(),
        };
        judge
            .judge(&schema, &value)
            .err()
            .unwrap_or_else(|| "fits".to_owned())
    }

    #[test]
    fn what_the_structure_leaves_open_is_judged() {
        for (schema, value, expected) in [
            (json!({"pattern": "^a+$"}), json!("aa"), "fits"),
            (
                json!({"pattern": "^a+$"}),
                json!("b"),
                "does not match the pattern `^a+$`",
            ),
            (json!({"pattern": "^(?!x)"}), json!("y"), "fits"),
            (
                json!({"pattern": "^(?!x)"}),
                json!("xy"),
                "does not match the pattern `^(?!x)`",
            ),
            (json!({"pattern": "("}), json!("y"), "fits"),
            (
                json!({"pattern": "^(a+)+(?=b)$"}),
                json!("a".repeat(5000)),
                "does not match the pattern `^(a+)+(?=b)$`",
            ),
            (json!({"format": "date"}), json!("2026-11-22"), "fits"),
            (
                json!({"format": "date"}),
                json!("2026-13-22"),
                "is not of the format `date`",
            ),
            (
                json!({"format": "date-time"}),
                json!("2026-11-22T10:00:00Z"),
                "fits",
            ),
            (
                json!({"format": "date-time"}),
                json!("2026-11-22T10:00:00.5+01:00"),
                "fits",
            ),
            (
                json!({"format": "date-time"}),
                json!("yesterday"),
                "is not of the format `date-time`",
            ),
            (
                json!({"format": "uuid"}),
                json!("320e2af6-13ec-498d-8b51-daba52c37853"),
                "fits",
            ),
            (
                json!({"format": "uuid"}),
                json!("320e2af6"),
                "is not of the format `uuid`",
            ),
            (json!({"multipleOf": 0.1}), json!(0.3), "fits"),
            (
                json!({"multipleOf": 2}),
                json!(3),
                "is 3, and `multipleOf` is 2",
            ),
            (
                json!({"type": "integer", "format": "int32"}),
                json!(3_000_000_000_u64),
                "is 3000000000, which 32 bits do not hold",
            ),
            (
                json!({"type": "integer", "format": "int64"}),
                json!(9_223_372_036_854_775_808_u64),
                "is 9223372036854775808, which 64 bits do not hold",
            ),
            (
                json!({"type": "integer", "format": "int64"}),
                json!(1e19),
                "is 1e+19, which 64 bits do not hold",
            ),
            (
                json!({"type": "integer", "format": "int64"}),
                json!(i64::MAX),
                "fits",
            ),
            (
                json!({"type": "integer", "format": "uint32"}),
                json!(-1),
                "is -1, which 32 bits without a sign do not hold",
            ),
            (
                json!({"uniqueItems": true}),
                json!([1, 1]),
                "has an element twice, and `uniqueItems` is true",
            ),
            (
                json!({"minProperties": 1}),
                json!({}),
                "has 0 properties, and `minProperties` is 1",
            ),
            (
                json!({"maxProperties": 0}),
                json!({"a": 1}),
                "has 1 properties, and `maxProperties` is 0",
            ),
            (
                json!({"not": {"type": "string"}}),
                json!("a"),
                "is what `not` refuses",
            ),
            (json!({"not": {"type": "string"}}), json!(1), "fits"),
        ] {
            assert_eq!(judged(schema.clone(), value), expected, "{schema}");
        }
    }

    #[test]
    fn properties_of_the_other_direction_may_be_absent() {
        let schema = json!({"required": ["id", "secret"], "properties": {
            "id": {"readOnly": true}, "secret": {"writeOnly": true}}});
        let patterns = Patterns::default();
        let tree = json!({});
        let fits = |way, value| {
            let judge = Judge {
                tree: &tree,
                way,
                patterns: &patterns,
                examples: &Examples::new(),
                left: Judge::budget(),
            };
            judge.fits(&schema, &value)
        };
        assert!(fits(Direction::Sent, json!({"secret": 1})));
        assert!(!fits(Direction::Sent, json!({"id": 1})));
        assert!(fits(Direction::Response, json!({"id": 1})));
        assert!(!fits(Direction::Response, json!({"secret": 1})));
    }
}
