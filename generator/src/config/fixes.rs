//! What is put right in a document?

use super::read::{Item, Key, Reader, Span};
use crate::diagnostic::Pointer;
use serde_json::{Map, Value};
use toml::de::DeValue;

/// A change at one place of a document: an entry of `api.<stem>.fix`.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// The place.
    pub at: Pointer,
    /// The expected value; without it, nothing is expected where a value is set, and anything where
    /// one is removed.
    pub expect: Option<Value>,
    /// The new value; `None` removes it.
    pub set: Option<Value>,
    /// The position of the place in the text of the configuration.
    pub(crate) span: Span,
}

/// A number that is none does not come out of a configuration.
impl Eq for Fix {}

impl Reader {
    /// `api.<stem>.fix`.
    pub(super) fn fixes(&mut self, stem: &str, key: &Key<'_>, item: &Item<'_>) -> Vec<Fix> {
        let Some(list) = item.get_ref().as_array() else {
            self.problem(
                key.span(),
                &format!("fixes are tables, each under `[[api.{stem}.fix]]`"),
            );
            return Vec::new();
        };
        list.iter()
            .filter_map(|item| self.fix(stem, item))
            .collect()
    }

    fn fix(&mut self, stem: &str, item: &Item<'_>) -> Option<Fix> {
        let (mut at, mut expect, mut set, mut remove) = (None, None, None, false);
        for (key, item) in self.table(item)? {
            match key.get_ref().as_ref() {
                "at" => {
                    at = self
                        .text(item, is_pointer, POINTER)
                        .map(|text| (text, item.span()))
                }
                "because" => drop(self.text(item, |text| !text.is_empty(), "a reason")),
                "expect" => expect = Some(json(item)),
                "set" => set = Some(json(item)),
                "remove" => match item.get_ref().as_bool() {
                    Some(true) => remove = true,
                    _ => self.wrong_type(item, "`true`"),
                },
                _ => {
                    let known = ["at", "because", "expect", "remove", "set"];
                    self.unknown_key(key, &format!("api.{stem}.fix"), &known);
                }
            }
        }
        if set.is_some() == remove {
            self.problem(item.span(), "a fix says either `set` or `remove = true`");
        }
        let Some((at, span)) = at else {
            self.problem(item.span(), "a fix says `at` which place it is");
            return None;
        };
        Some(Fix {
            at: Pointer::from_escaped(at.strip_prefix('#').unwrap_or(&at)),
            expect,
            set,
            span: Span(span),
        })
    }
}

const POINTER: &str = "a JSON pointer such as `#/paths/~1pets/get`";

fn is_pointer(text: &str) -> bool {
    text.strip_prefix('#').unwrap_or(text).starts_with('/')
}

/// The same value as JSON has it. A date is text; numbers that JSON does not have are text, too.
fn json(item: &Item<'_>) -> Value {
    match item.get_ref() {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => number.into(),
            Err(_) => Value::String(number.to_string()),
        },
        DeValue::Float(number) => {
            let text = number.as_str();
            let parsed = text.parse().ok().and_then(serde_json::Number::from_f64);
            parsed.map_or_else(|| Value::String(text.to_owned()), Value::Number)
        }
        DeValue::Datetime(date) => Value::String(date.to_string()),
        DeValue::Array(list) => list.iter().map(json).collect(),
        DeValue::Table(table) => {
            // As they are written, not by their names.
            let mut properties: Vec<_> = table.iter().collect();
            properties.sort_by_key(|(key, _)| key.span().start);
            let properties = properties.into_iter();
            let properties: Map<String, Value> = properties
                .map(|(key, item)| (key.get_ref().to_string(), json(item)))
                .collect();
            Value::Object(properties)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::read::{read, tests::problems};
    use serde_json::json;

    #[test]
    fn a_fix_is_a_place_and_what_stands_there() {
        let config = read(
            "[[api.x.fix]]\nat = '#/a/~1b'\nexpect = { z = [1, -2], a = 1.5 }\nset = 'text'\n\
             because = 'https://issues.example/1'\n[[api.x.fix]]\nat = '/a'\nremove = true\n",
        );
        let fixes = &config.unwrap().apis["x"].fixes;
        assert_eq!(fixes[0].at.as_str(), "/a/~1b");
        assert_eq!(fixes[0].expect, Some(json!({"z": [1, -2], "a": 1.5})));
        assert_eq!(fixes[0].set, Some(json!("text")));
        assert_eq!((&fixes[1].set, &fixes[1].expect), (&None, &None));
        for (text, place, message) in [
            (
                "at = 'a'\nset = 1",
                "'a'",
                "`a` is not a JSON pointer such as `#/paths/~1pets/get`",
            ),
            (
                "at = '/a'\nremove = false\nset = 1",
                "false",
                "expected `true`, found boolean",
            ),
            (
                "at = '/a'\nst = 1\nset = 2",
                "st",
                "unknown key `st` in `[api.x.fix]`",
            ),
        ] {
            let found = problems(&format!("[[api.x.fix]]\n{text}\n"));
            assert!(
                found.contains(&(place.to_owned(), message.to_owned())),
                "{text}: {found:?}"
            );
        }
        let messages = |text: &str| {
            problems(text)
                .into_iter()
                .map(|(_, it)| it)
                .collect::<Vec<_>>()
        };
        let both = "a fix says either `set` or `remove = true`";
        assert_eq!(messages("[[api.x.fix]]\nat = '/a'\n"), [both]);
        assert_eq!(
            messages("[[api.x.fix]]\nat = '/a'\nset = 1\nremove = true\n"),
            [both]
        );
        assert_eq!(
            messages("[[api.x.fix]]\nset = 1\n"),
            ["a fix says `at` which place it is"]
        );
        assert_eq!(
            messages("[api.x]\nfix = 1\n"),
            ["fixes are tables, each under `[[api.x.fix]]`"]
        );
    }
}
