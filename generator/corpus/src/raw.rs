//! What does the text of a document hold, as little as counting needs? Numbers of any size are just
//! scalars here, and no version of OpenAPI is known.

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::fs;
use std::path::Path;

/// A value of JSON or YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Raw {
    /// A mapping, with the properties of merge keys (`<<`) behind its own.
    Map(Vec<(String, Raw)>),
    /// A sequence.
    List(Vec<Raw>),
    /// A string, a boolean or a number, as text.
    Scalar(String),
    /// Null.
    Null,
}

impl Raw {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, String> {
        let text =
            fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Self::parse(&text).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Reads a text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}');
        // JSON is read as JSON: as YAML it would take several times as long, and tabs are no YAML.
        serde_json::from_str(text)
            .or_else(|_| serde_yaml::from_str_with_options(text, options()))
            .map_err(|error| error.to_string())
    }

    /// The properties of a mapping; none of anything else.
    pub fn properties(&self) -> &[(String, Raw)] {
        match self {
            Self::Map(properties) => properties,
            _ => &[],
        }
    }

    /// The property or element of this name.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(properties) => properties
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value),
            Self::List(elements) => elements.get(name.parse::<usize>().ok()?),
            _ => None,
        }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Scalar(text) => Some(text),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

/// Scalars that are kept as their text.
macro_rules! scalars {
    ($( $method:ident: $ty:ty ),*) => {
        $( fn $method<E>(self, value: $ty) -> Result<Raw, E> {
            Ok(Raw::Scalar(value.to_string()))
        } )*
    };
}

impl<'de> Visitor<'de> for Reader {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    scalars! {
        visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128,
        visit_f64: f64, visit_str: &str
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = access.next_element()? {
            elements.push(element);
        }
        Ok(Raw::List(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let (mut properties, mut merged): (Vec<(String, Raw)>, Vec<Raw>) = Default::default();
        while let Some(key) = access.next_key::<Raw>()? {
            match key {
                Raw::Scalar(key) if key == "<<" => merged.push(access.next_value()?),
                Raw::Scalar(key) => properties.push((key, access.next_value()?)),
                _ => {
                    access.next_value::<IgnoredAny>()?;
                }
            }
        }
        for merged in merged {
            let sources = match merged {
                Raw::List(sources) => sources,
                one => vec![one],
            };
            for (key, value) in sources.iter().flat_map(Raw::properties) {
                if !properties.iter().any(|(own, _)| own == key) {
                    properties.push((key.clone(), value.clone()));
                }
            }
        }
        Ok(Raw::Map(properties))
    }
}

/// Words stand for what the core schema of YAML 1.2 says.
fn options() -> serde_yaml::Options {
    serde_yaml::options! {
        budget: None,
        duplicate_keys: serde_yaml::DuplicateKeyPolicy::LastWins,
        leading_zero_numbers_as_strings: true,
        strict_booleans: true,
        underscored_numbers_as_strings: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_any_size_and_merge_keys_are_read() {
        let text = "
base: &base {a: 1, b: 18446744073709552000}
200: {<<: *base, b: 2}
list: [null, true]
";
        let raw = Raw::parse(text).unwrap();
        let at = |way: &[&str]| {
            way.iter()
                .try_fold(&raw, |raw, name| raw.get(name))
                .cloned()
        };
        let scalar = |text: &str| Some(Raw::Scalar(text.to_owned()));
        assert_eq!(at(&["base", "b"]), scalar("18446744073709552000"));
        assert_eq!(at(&["200", "a"]), scalar("1"));
        assert_eq!(at(&["200", "b"]), scalar("2"));
        assert_eq!(at(&["list", "0"]), Some(Raw::Null));
        assert_eq!(at(&["list", "2"]), None);
    }

    #[test]
    fn json_is_read_with_tabs_and_a_mark() {
        let raw = Raw::parse("\u{feff}{\t\"a\": \"b\"}").unwrap();
        assert_eq!(raw.get("a").and_then(Raw::text), Some("b"));
    }
}
