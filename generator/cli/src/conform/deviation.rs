//! What can differ between a document and its service? Deviations have names, types and counts, and
//! no values.

use bindery::diagnostic::{Code, Diagnostic, Pointer};
use serde_json::Value;
use std::collections::BTreeMap;

/// A JSON type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Type {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl Type {
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(number) if number.is_f64() => match number.as_f64() {
                Some(float) if float.fract() == 0.0 => Self::Integer,
                _ => Self::Number,
            },
            Value::Number(_) => Self::Integer,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }

    /// Its name in JSON Schema.
    pub fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// Whether a value of this type is one of the declared type.
    pub fn fits(self, declared: &str) -> bool {
        self.name() == declared || self == Self::Integer && declared == "number"
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    UndeclaredOperation {
        method: &'static str,
        path: String,
    },
    UndeclaredStatus {
        status: u16,
        media_type: Option<String>,
    },
    UndeclaredMediaType(Side, String),
    NoMediaType(Side),
    NotJson(Side),
    MissingBody(Side),
    UndeclaredBody(Side, String),
    MissingProperty(String),
    Null,
    OtherType(Type),
    /// A value that fits no variant of a union.
    NoVariant,
    UndeclaredProperty {
        /// `None` for names that could be values.
        name: Option<String>,
        /// Whether the schema forbids others than the declared properties.
        forbidden: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Request,
    Response,
}

impl Side {
    fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
        }
    }
}

/// What was seen of a deviation.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    pub count: u64,
    /// The types of an undeclared property.
    pub types: Vec<Type>,
    /// For an undeclared status: the key of a declared response that has described all bodies.
    pub alike: Option<String>,
}

/// Deviations by their place in the document.
#[derive(Clone, Debug, Default)]
pub(super) struct Deviations {
    map: BTreeMap<(Pointer, Kind), Seen>,
    /// Those that were not kept.
    pub omitted: u64,
}

/// A service that differs everywhere does not fill the memory.
const KEPT: usize = 20_000;
/// More undeclared properties of a schema are the keys of a map.
const NAMES: usize = 64;

impl Deviations {
    pub fn add(&mut self, at: &Pointer, kind: Kind) -> Option<&mut Seen> {
        let key = (at.clone(), kind);
        if self.map.len() >= KEPT && !self.map.contains_key(&key) {
            self.omitted += 1;
            return None;
        }
        let seen = self.map.entry(key).or_default();
        seen.count += 1;
        Some(seen)
    }

    /// Adds an undeclared property. Its name is kept if it looks like one and its schema has few.
    pub fn add_property(&mut self, at: &Pointer, name: &str, forbidden: bool, value: Type) {
        let seen = Seen {
            count: 1,
            types: vec![value],
            alike: None,
        };
        self.add_properties(at, Some(name.to_owned()), forbidden, seen);
    }

    fn add_properties(&mut self, at: &Pointer, name: Option<String>, forbidden: bool, seen: Seen) {
        let kind = |name: Option<String>| Kind::UndeclaredProperty { name, forbidden };
        let shown = kind(name.filter(|name| is_name(name)));
        let known = self.map.contains_key(&(at.clone(), shown.clone()));
        let first = (at.clone(), kind(None));
        let of_schema = self
            .map
            .range(first..)
            .take_while(|((other, _), _)| other == at);
        let is_kept = known || of_schema.count() < NAMES;
        if let Some(own) = self.add(at, if is_kept { shown } else { kind(None) }) {
            own.count += seen.count.saturating_sub(1);
            for value in seen.types {
                if !own.types.contains(&value) {
                    own.types.push(value);
                }
            }
        }
    }

    pub fn len(&self) -> usize {
        self.map.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&Pointer, &Kind, &Seen)> {
        self.map.iter().map(|((at, kind), seen)| (at, kind, seen))
    }

    pub fn contains_type_error_at(&self, at: &Pointer) -> bool {
        self.iter()
            .any(|(place, kind, _)| place == at && matches!(kind, Kind::OtherType(_)))
    }

    /// Adds the deviations of a part that was compared by itself.
    pub fn append(&mut self, other: Self) {
        self.omitted += other.omitted;
        for ((at, kind), seen) in other.map {
            if let Kind::UndeclaredProperty { name, forbidden } = kind {
                self.add_properties(&at, name, forbidden, seen);
            } else if let Some(own) = self.add(&at, kind) {
                own.count += seen.count.saturating_sub(1);
            }
        }
    }
}

/// Whether a property name is certainly no value: an identifier without a long number.
fn is_name(name: &str) -> bool {
    let allowed =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '$' | '@' | '.' | ':');
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let begins =
        name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$' | '@'));
    let has_at = name.chars().skip(1).any(|c| c == '@');
    begins && !has_at && name.len() <= 40 && digits <= 3 && name.chars().all(allowed)
}

impl Kind {
    /// Whether the document is untrue: it permits an undeclared property where it does not forbid it.
    pub fn is_violation(&self) -> bool {
        !matches!(
            self,
            Self::UndeclaredProperty {
                forbidden: false,
                ..
            }
        )
    }

    /// The deviation in a sentence.
    pub fn message(&self) -> String {
        match self {
            Self::UndeclaredOperation { method, path } => {
                format!("the operation `{method} {path}` is not declared")
            }
            Self::UndeclaredStatus { status, .. } => format!("the status {status} is not declared"),
            Self::UndeclaredMediaType(side, media_type) => {
                format!(
                    "the media type `{media_type}` of the {} is not declared",
                    side.name()
                )
            }
            Self::NoMediaType(side) => {
                format!("the {} has a body but no `Content-Type`", side.name())
            }
            Self::NotJson(side) => format!("the body of the {} is not JSON", side.name()),
            Self::MissingBody(side) => format!("the {} has no body", side.name()),
            Self::UndeclaredBody(side, media_type) => {
                format!(
                    "the {} has a body of `{media_type}`, but none is declared",
                    side.name()
                )
            }
            Self::MissingProperty(name) => format!("the required property `{name}` is missing"),
            Self::Null => "the value is null, but the schema is not nullable".to_owned(),
            Self::OtherType(found) => {
                format!(
                    "the value has the type {}, which is not declared",
                    found.name()
                )
            }
            Self::NoVariant => "the value matches no variant of the union".to_owned(),
            Self::UndeclaredProperty {
                name: Some(name), ..
            } => {
                format!("the property `{name}` is not declared")
            }
            Self::UndeclaredProperty { name: None, .. } => {
                "properties are not declared (their names can be values and are not shown)"
                    .to_owned()
            }
        }
    }

    /// The deviation as a diagnostic.
    pub fn diagnostic(&self, at: &Pointer, count: u64) -> Diagnostic {
        let times = match count {
            1 => "seen once".to_owned(),
            count => format!("seen {count} times"),
        };
        let problem =
            Diagnostic::warning(Code::ServiceDiffers, format!("{}: {times}", self.message()));
        let problem = match self {
            Self::MissingProperty(_) | Self::Null | Self::OtherType(_) => {
                problem.at(at, "declared here")
            }
            _ => problem.at_key(at, ""),
        };
        match self {
            Self::UndeclaredProperty {
                forbidden: false, ..
            } => problem.help("declare the property to get a field for it"),
            Self::UndeclaredOperation { .. } => {
                problem.help("declare the operation, with an overlay for example")
            }
            _ => problem,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_could_be_values_are_hidden() {
        for name in ["id", "createdAt", "@type", "x-rate", "dc:title", "$schema"] {
            assert!(is_name(name), "{name}");
        }
        for value in [
            "jane@example.org",
            "4711",
            "user 1",
            "6f1ed002ab55",
            "ключ",
            "",
            "order-20261201",
        ] {
            assert!(!is_name(value), "{value}");
        }
    }

    #[test]
    fn many_undeclared_properties_are_keys_of_a_map() {
        let (mut deviations, at) = (Deviations::default(), Pointer::root());
        let letters = || ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| format!("{a}{b}")));
        for name in letters().chain(letters()) {
            deviations.add_property(&at, &name, true, Type::Null);
        }
        assert_eq!(deviations.len(), NAMES + 1);
        let total: u64 = deviations.iter().map(|(_, _, seen)| seen.count).sum();
        assert_eq!(total, 2 * 26 * 26);
    }
}
