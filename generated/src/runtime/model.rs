//! How does a struct become JSON and come out of it, by a table of its fields?

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// A struct with a field table.
pub(crate) trait Model: Sized {
    /// Reads the members of an object.
    fn read<'de, A: MapAccess<'de>>(members: A) -> Result<Self, A::Error>;
}

/// Reads an object by its field table. The one visitor for all models.
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

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<T, A::Error> {
        T::read(members)
    }
}

/// The name of the next member, without a copy where the input allows it.
#[allow(dead_code, reason = "an API may only write models")]
pub(crate) fn key<'de, A: MapAccess<'de>>(
    members: &mut A,
) -> Result<Option<Cow<'de, str>>, A::Error> {
    members.next_key_seed(Key)
}

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
        f.write_str("the name of a member")
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

/// Passes over a member that the table does not name.
#[allow(dead_code, reason = "an API may only write models")]
pub(crate) fn skip<'de, A: MapAccess<'de>>(members: &mut A) -> Result<(), A::Error> {
    members.next_value::<IgnoredAny>().map(|IgnoredAny| ())
}

/// Tells what must not be written.
pub(crate) trait Absence {
    /// Whether the member is left out.
    fn is_absent(&self) -> bool;
}

/// Fields that have to be there: `T`.
#[allow(dead_code, reason = "not every API has such fields")]
pub(crate) mod required {
    use serde::Serialize;
    use serde::de::Error;
    use serde::ser::SerializeMap;

    pub(crate) fn finish<T, E: Error>(read: Option<T>, name: &'static str) -> Result<T, E> {
        read.ok_or_else(|| E::missing_field(name))
    }

    pub(crate) fn write<T: Serialize, M: SerializeMap>(
        value: &T,
        name: &'static str,
        members: &mut M,
    ) -> Result<(), M::Error> {
        members.serialize_entry(name, value)
    }
}

/// Fields that may be left out: `Option<T>`. Null is read as left out.
#[allow(dead_code, reason = "not every API has such fields")]
pub(crate) mod optional {
    use serde::Serialize;
    use serde::de::Error;
    use serde::ser::SerializeMap;

    pub(crate) fn finish<T, E: Error>(
        read: Option<Option<T>>,
        _: &'static str,
    ) -> Result<Option<T>, E> {
        Ok(read.flatten())
    }

    pub(crate) fn write<T: Serialize, M: SerializeMap>(
        value: &Option<T>,
        name: &'static str,
        members: &mut M,
    ) -> Result<(), M::Error> {
        match value {
            Some(value) => members.serialize_entry(name, value),
            None => Ok(()),
        }
    }
}

/// Fields that have to be there and may be null: `Option<T>`.
#[allow(unused_imports, reason = "not every API has such fields")]
pub(crate) mod nullable {
    pub(crate) use super::required::{finish, write};
}

/// Fields that may be left out or be null, which are different things: `Maybe<T>`.
#[allow(dead_code, reason = "not every API has such fields")]
pub(crate) mod maybe {
    use super::Absence;
    use serde::Serialize;
    use serde::de::Error;
    use serde::ser::SerializeMap;

    pub(crate) fn finish<T: Default, E: Error>(read: Option<T>, _: &'static str) -> Result<T, E> {
        Ok(read.unwrap_or_default())
    }

    pub(crate) fn write<T: Absence + Serialize, M: SerializeMap>(
        value: &T,
        name: &'static str,
        members: &mut M,
    ) -> Result<(), M::Error> {
        if value.is_absent() {
            Ok(())
        } else {
            members.serialize_entry(name, value)
        }
    }
}

/// Implements reading and writing for a struct, by a table of its fields:
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
/// Members that the table does not name go into the map after `..`, or are passed over. Of a
/// member that is there twice, the last one counts.
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
    (@read $name:ident { $($kind:ident $field:ident = $key:literal,)* }) => {
        impl $crate::runtime::model::Model for $name {
            fn read<'de, A: ::serde::de::MapAccess<'de>>(
                mut members: A,
            ) -> ::std::result::Result<Self, A::Error> {
                $(let mut $field = ::std::option::Option::None;)*
                while let ::std::option::Option::Some(key) =
                    $crate::runtime::model::key(&mut members)?
                {
                    match &*key {
                        $($key => $field = ::std::option::Option::Some(members.next_value()?),)*
                        _ => $crate::runtime::model::skip(&mut members)?,
                    }
                }
                ::std::result::Result::Ok(Self {
                    $($field: $crate::runtime::model::$kind::finish($field, $key)?,)*
                })
            }
        }
        $crate::runtime::model! { @deserialize $name }
    };
    (@read $name:ident { $($kind:ident $field:ident = $key:literal,)* ..$rest:ident $(,)? }) => {
        impl $crate::runtime::model::Model for $name {
            fn read<'de, A: ::serde::de::MapAccess<'de>>(
                mut members: A,
            ) -> ::std::result::Result<Self, A::Error> {
                $(let mut $field = ::std::option::Option::None;)*
                let mut $rest = ::std::collections::BTreeMap::new();
                while let ::std::option::Option::Some(key) =
                    $crate::runtime::model::key(&mut members)?
                {
                    match &*key {
                        $($key => $field = ::std::option::Option::Some(members.next_value()?),)*
                        _ => {
                            $rest.insert(key.into_owned(), members.next_value()?);
                        }
                    }
                }
                ::std::result::Result::Ok(Self {
                    $($field: $crate::runtime::model::$kind::finish($field, $key)?,)*
                    $rest,
                })
            }
        }
        $crate::runtime::model! { @deserialize $name }
    };
    (@deserialize $name:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::model::read(deserializer)
            }
        }
    };
    (@write $name:ident { $($kind:ident $field:ident = $key:literal,)* $(..$rest:ident $(,)?)? }) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                #[allow(unused_mut, reason = "the table may be empty")]
                let mut members = serializer.serialize_map(::std::option::Option::None)?;
                $($crate::runtime::model::$kind::write(&self.$field, $key, &mut members)?;)*
                $(for (key, value) in &self.$rest {
                    ::serde::ser::SerializeMap::serialize_entry(&mut members, key, value)?;
                })?
                ::serde::ser::SerializeMap::end(members)
            }
        }
    };
}

#[allow(unused_imports, reason = "the runtime by itself declares no model")]
pub(crate) use model;
