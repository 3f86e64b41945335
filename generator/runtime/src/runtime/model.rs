//! Structs to JSON and back, by a table of their fields.
//!
//! Generic code is here, once; the macro expands to little code for each field. Compiling a table
//! takes about an eighth of the time of serde's derives.

use super::nulls;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Unexpected, Visitor,
};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// A struct with a field table.
pub(crate) trait Model: Sized {
    /// Decodes the properties of an object; `None` after an error.
    fn read<'de, A: MapAccess<'de>>(from: &mut FromObject<'de, A>) -> Option<Self>;
}

/// The properties of an object that is being decoded. It keeps the first error and stops there.
pub(crate) struct FromObject<'de, A: MapAccess<'de>> {
    pub(crate) properties: A,
    pub(crate) problem: Option<A::Error>,
    lifetime: PhantomData<&'de ()>,
}

#[allow(dead_code, reason = "not every API has fields of every kind")]
impl<'de, A: MapAccess<'de>> FromObject<'de, A> {
    /// The name of the next property.
    pub(crate) fn key(&mut self) -> Option<Cow<'de, str>> {
        if self.problem.is_some() {
            return None;
        }
        let key = self.properties.next_key_seed(Key);
        self.keep(key).flatten()
    }

    /// A required field: `T`.
    pub(crate) fn required<T: Deserialize<'de>>(&mut self, to: &mut Option<T>) {
        let value = self.properties.next_value();
        *to = self.keep(value);
    }

    /// An optional field: `Option<T>`. Null counts as absent, except in a server.
    pub(crate) fn optional<T: Deserialize<'de>>(&mut self, to: &mut Option<T>) {
        let value = self.properties.next_value_seed(OrAbsent(PhantomData));
        *to = self.keep(value).flatten();
    }

    /// An optional field whose values include null: `Option<T>`.
    pub(crate) fn present<T: Deserialize<'de>>(&mut self, to: &mut Option<T>) {
        self.required(to);
    }

    /// A required field that may be null: `Option<T>`.
    pub(crate) fn nullable<T: Deserialize<'de>>(&mut self, to: &mut Option<Option<T>>) {
        self.required(to);
    }

    /// A property that is not in the table and is kept.
    pub(crate) fn rest<T: Deserialize<'de>>(
        &mut self,
        key: Cow<'de, str>,
        to: &mut BTreeMap<String, T>,
    ) {
        let value = self.properties.next_value();
        if let Some(value) = self.keep(value) {
            to.insert(key.into_owned(), value);
        }
    }

    /// A property that is not in the table and is skipped.
    pub(crate) fn skip(&mut self, key: Cow<'de, str>) {
        lose(|| match key {
            Cow::Borrowed(name) => (name.as_ptr().addr(), name.to_owned()),
            Cow::Owned(name) => (0, name),
        });
        let value = self.properties.next_value::<IgnoredAny>();
        self.keep(value);
    }

    /// A required field is missing.
    pub(crate) fn missing<T>(&mut self, name: &'static str) -> Option<T> {
        if self.problem.is_none() {
            self.problem = Some(A::Error::missing_field(name));
        }
        None
    }

    pub(crate) fn keep<T>(&mut self, value: Result<T, A::Error>) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(problem) => {
                self.problem = Some(problem);
                None
            }
        }
    }
}

/// Decodes the value of an optional field.
struct OrAbsent<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for OrAbsent<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        let value = Option::deserialize(deserializer)?;
        match value {
            None if !nulls::are_allowed() => {
                Err(D::Error::invalid_type(Unexpected::Unit, &"a value"))
            }
            value => Ok(value),
        }
    }
}

/// A skipped property: its name, and the address of its text, which distinguishes properties of one
/// value; 0 if the text was copied.
pub(crate) type Lost = (usize, String);

thread_local! {
    /// The properties skipped while a type is tried. Serde has no way to return them.
    static LOST: Cell<Option<Vec<Lost>>> = const { Cell::new(None) };
}

/// Starts or stops recording skipped properties, and returns those recorded so far.
pub(crate) fn take_down(lost: Option<Vec<Lost>>) -> Option<Vec<Lost>> {
    LOST.try_with(|cell| cell.replace(lost)).ok().flatten()
}

/// Records a skipped property, if recording is on.
pub(crate) fn lose(property: impl FnOnce() -> Lost) {
    if let Some(mut lost) = take_down(None) {
        lost.push(property());
        take_down(Some(lost));
    }
}

/// Decodes an object by its field table.
#[allow(dead_code, reason = "an API may only write models")]
pub(crate) fn read<'de, D: Deserializer<'de>, T: Model>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(Object(PhantomData))
}

struct Object<T>(PhantomData<T>);

impl<'de, T: Model> Visitor<'de> for Object<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, properties: A) -> Result<T, A::Error> {
        let mut from = FromObject {
            properties,
            problem: None,
            lifetime: PhantomData,
        };
        let value = T::read(&mut from);
        match from.problem {
            Some(problem) => Err(problem),
            None => value.ok_or_else(|| Error::custom("an object that cannot be read")),
        }
    }
}

/// Decodes the name of a property, without a copy if the input allows it.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }

    fn visit_string<E: Error>(self, name: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name))
    }
}

/// An object that is being encoded. It keeps the first error and stops there.
pub(crate) struct ToObject<S: Serializer>(Result<S::SerializeMap, S::Error>);

#[allow(dead_code, reason = "not every API has fields of every kind")]
impl<S: Serializer> ToObject<S> {
    pub(crate) fn new(serializer: S) -> Self {
        Self(serializer.serialize_map(None))
    }

    /// A required field.
    pub(crate) fn required<T: Serialize>(&mut self, name: &str, value: &T) {
        if let Ok(properties) = &mut self.0
            && let Err(problem) = properties.serialize_entry(name, value)
        {
            self.0 = Err(problem);
        }
    }

    /// An optional field.
    pub(crate) fn optional<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// An optional field whose values include null.
    pub(crate) fn present<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        self.optional(name, value);
    }

    /// A required field that may be null.
    pub(crate) fn nullable<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        self.required(name, value);
    }

    /// Properties that are not in the table.
    pub(crate) fn rest<T: Serialize>(&mut self, rest: &BTreeMap<String, T>) {
        for (name, value) in rest {
            self.required(name, value);
        }
    }

    pub(crate) fn end(self) -> Result<S::Ok, S::Error> {
        self.0?.end()
    }
}

/// Implements encoding and decoding of a struct by a table of its fields:
///
/// ```text
/// model! {
///     Participant: read write {
///         required id = "id",
///         optional tag = "tag",
///         ..others,
///     }
/// }
/// ```
///
/// The kinds are the methods of `FromObject` and `ToObject`, and `maybe` for `Maybe<T>`. Properties
/// that are not in the table go into the map after `..`, or are skipped. Of a repeated property,
/// the last one is used.
macro_rules! model {
    ($name:ident: read { $($table:tt)* }) => {
        $crate::runtime::model! { @read $name { $($table)* } }
    };
    ($name:ident: write { $($table:tt)* }) => {
        $crate::runtime::model! { @write $name { $($table)* } }
    };
    ($name:ident: read write { $($table:tt)* }) => {
        $crate::runtime::model! { @read $name { $($table)* } }
        $crate::runtime::model! { @write $name { $($table)* } }
    };
    (@read $name:ident {
        $($kind:ident $field:ident = $key:literal,)* $(..$rest:ident $(,)?)?
    }) => {
        impl $crate::runtime::model::Model for $name {
            fn read<'de, A: ::serde::de::MapAccess<'de>>(
                from: &mut $crate::runtime::model::FromObject<'de, A>,
            ) -> ::std::option::Option<Self> {
                $(let mut $field = $crate::runtime::model!(@blank $kind);)*
                $(let mut $rest = ::std::collections::BTreeMap::new();)?
                while let ::std::option::Option::Some(key) = from.key() {
                    match &*key {
                        $($key => from.$kind(&mut $field),)*
                        _ => $crate::runtime::model!(@other from key $($rest)?),
                    }
                }
                ::std::option::Option::Some(Self {
                    $($field: $crate::runtime::model!(@there from $key $kind $field),)*
                    $($rest,)?
                })
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::model::read(deserializer)
            }
        }
    };
    (@blank maybe) => { $crate::runtime::maybe::Maybe::Absent };
    (@blank $kind:ident) => { ::std::option::Option::None };
    (@other $from:ident $key:ident) => { $from.skip($key) };
    (@other $from:ident $key:ident $rest:ident) => { $from.rest($key, &mut $rest) };
    (@there $from:ident $key:literal required $field:ident) => {
        match $field {
            ::std::option::Option::Some(value) => value,
            ::std::option::Option::None => return $from.missing($key),
        }
    };
    (@there $from:ident $key:literal nullable $field:ident) => {
        $crate::runtime::model!(@there $from $key required $field)
    };
    (@there $from:ident $key:literal $kind:ident $field:ident) => { $field };
    (@write $name:ident {
        $($kind:ident $field:ident = $key:literal,)* $(..$rest:ident $(,)?)?
    }) => {
        impl ::serde::Serialize for $name {
            #[allow(unused_mut, reason = "the table may be empty")]
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                let mut to = $crate::runtime::model::ToObject::new(serializer);
                $(to.$kind($key, &self.$field);)*
                $(to.rest(&self.$rest);)?
                to.end()
            }
        }
    };
}

#[allow(unused_imports, reason = "the runtime by itself declares no model")]
pub(crate) use model;

#[cfg(test)]
mod tests {
    use super::super::maybe::Maybe;
    #[cfg(feature = "server")]
    use super::nulls;
    use std::collections::BTreeMap;

    #[derive(Debug, PartialEq)]
    struct All {
        id: u8,
        tag: Option<String>,
        parent: Option<u8>,
        note: Maybe<Option<u8>>,
        any: Option<serde_json::Value>,
        others: BTreeMap<String, u8>,
    }

    model! {
        All: read write {
            required id = "id",
            optional tag = "Tag",
            nullable parent = "parent",
            maybe note = "note",
            present any = "any",
            ..others,
        }
    }

    #[derive(Debug, PartialEq)]
    struct Empty {}

    model! { Empty: read write {} }

    #[derive(Debug, PartialEq)]
    struct Open {
        rest: BTreeMap<String, u8>,
    }

    model! { Open: read write { ..rest } }

    fn problem(text: &str) -> String {
        serde_json::from_str::<All>(text).unwrap_err().to_string()
    }

    #[test]
    fn what_is_read_is_written_again() {
        for text in [
            r#"{"id":1,"parent":null}"#,
            r#"{"id":1,"Tag":"a","parent":2,"note":null,"x":1,"y\n":2}"#,
            r#"{"id":1,"parent":2,"note":3,"any":null}"#,
            r#"{"id":1,"parent":2,"any":7.410994173728746e-177}"#,
        ] {
            let all: All = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&all).unwrap(), text);
        }
        let open: Open = serde_json::from_str(r#"{"b":1,"a":2}"#).unwrap();
        assert_eq!(serde_json::to_string(&open).unwrap(), r#"{"a":2,"b":1}"#);
    }

    #[test]
    fn unknown_properties_are_ignored_and_the_last_of_two_counts() {
        let empty: Empty = serde_json::from_str(r#"{"a":[{"b":null}]}"#).unwrap();
        assert_eq!(serde_json::to_string(&empty).unwrap(), "{}");
        let all: All =
            serde_json::from_str(r#"{"Tag":"x","id":1,"parent":1,"\u0069d":2,"Tag":null}"#)
                .unwrap();
        assert_eq!((all.id, all.tag), (2, None));
    }

    #[cfg(feature = "server")]
    #[test]
    fn a_server_distinguishes_null_from_an_absent_field() {
        let read = |text: &str| serde_json::from_str::<All>(text);
        let null = r#"{"id":1,"parent":null,"note":null,"any":null,"Tag":null}"#;
        assert_eq!(read(null).unwrap().tag, None);
        let refused = nulls::refused(|| {
            let allowed = null.replace(r#","Tag":null"#, "");
            assert!(read(&allowed).is_ok(), "of those that are nullable");
            read(null).unwrap_err().to_string()
        });
        assert!(
            refused.starts_with("invalid type: null, expected a value"),
            "{refused}"
        );
        assert!(read(null).is_ok());
    }

    #[test]
    fn problems_name_the_field() {
        assert!(problem("{}").starts_with("missing field `id`"));
        assert!(problem(r#"{"id":1}"#).starts_with("missing field `parent`"));
        assert!(problem(r#"{"id":null}"#).starts_with("invalid type: null"));
        assert!(problem(r#"{"id":300}"#).starts_with("invalid value: integer `300`"));
        assert!(problem(r#"{"x":"y"}"#).starts_with("invalid type: string"));
        assert!(problem("[]").starts_with("invalid type: sequence, expected an object"));
        assert!(problem(r#"{"id":1,"#).starts_with("EOF"));
    }
}
