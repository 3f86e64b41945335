//! What does an enum need that holds one of several types?

use serde::de::DeserializeOwned;
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;

/// Chooses, among types that a value fits, the one that loses the fewest of its members; the
/// first of those, where several lose as few. None that would lose all of them, and none that
/// has no others by its schema and would lose one: the value is better kept as it was sent.
#[allow(
    dead_code,
    reason = "an API may have no union that is read without a tag"
)]
pub(crate) struct Choice<'a, U> {
    value: &'a Value,
    best: Option<(usize, U)>,
}

#[allow(
    dead_code,
    reason = "an API may have no union that is read without a tag"
)]
impl<'a, U> Choice<'a, U> {
    pub(crate) fn new(value: &'a Value) -> Self {
        Self { value, best: None }
    }

    /// Offers a type.
    pub(crate) fn offer<T: DeserializeOwned>(&mut self, kept: &Kept<'_>, make: fn(T) -> U) {
        let Some(lost) = kept.lost(self.value) else {
            return;
        };
        if self.best.as_ref().is_some_and(|(least, _)| lost >= *least) {
            return;
        }
        if let Ok(value) = T::deserialize(self.value) {
            self.best = Some((lost, make(value)));
        }
    }

    pub(crate) fn finish(self) -> Option<U> {
        self.best.map(|(_, value)| value)
    }
}

/// What a type keeps of an object.
#[allow(
    dead_code,
    reason = "an API may have no union that is read without a tag"
)]
pub(crate) enum Kept<'a> {
    /// Every member.
    All,
    /// The members of these names; others may be there.
    Open(&'a [&'a str]),
    /// The members of these names, and there are no others.
    Closed(&'a [&'a str]),
}

#[allow(
    dead_code,
    reason = "an API may have no union that is read without a tag"
)]
impl Kept<'_> {
    /// How many members are lost; nothing where the type is out of the question.
    fn lost(&self, value: &Value) -> Option<usize> {
        let (Value::Object(members), Self::Open(kept) | Self::Closed(kept)) = (value, self) else {
            return Some(0);
        };
        let lost = |name: &&String| !kept.contains(&name.as_str());
        let lost = members.keys().filter(lost).count();
        match self {
            Self::Closed(_) if lost > 0 => None,
            _ if lost > 0 && lost == members.len() => None,
            _ => Some(lost),
        }
    }
}

/// Writes a variant, with the tag that its type may not have as a member of its own.
#[allow(
    dead_code,
    reason = "an API may have no union that is written with a tag"
)]
pub(crate) fn write_tagged<T: Serialize, S: Serializer>(
    variant: &T,
    property: &str,
    tags: &[&str],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut value = serde_json::to_value(variant).map_err(S::Error::custom)?;
    if let (Value::Object(members), Some(tag)) = (&mut value, tags.first())
        && !members.contains_key(property)
    {
        members.insert(property.to_owned(), Value::String((*tag).to_owned()));
    }
    value.serialize(serializer)
}

/// Implements reading and writing of an enum whose variants each hold a type. With a
/// discriminator, the values of that member choose the variant; without, each row names the
/// members that its type keeps, in braces if it can have no others, or `*` for all:
///
/// ```text
/// union! {
///     Pet: read write by "kind" {
///         Cat ["cat"],
///         Dog ["dog", "hound"],
///         ..Other,
///     }
/// }
/// union! {
///     Owner: read {
///         Person ["name", "age"],
///         Group {"members"},
///         Name *,
///         ..Other,
///     }
/// }
/// ```
///
/// What is none of the types goes into the last variant, as it was sent.
macro_rules! union {
    ($name:ident: read $($rest:tt)+) => {
        $crate::runtime::union! { @read $name $($rest)+ }
    };
    ($name:ident: write $($rest:tt)+) => {
        $crate::runtime::union! { @write $name $($rest)+ }
    };
    (@read $name:ident write $($rest:tt)+) => {
        $crate::runtime::union! { @read $name $($rest)+ }
        $crate::runtime::union! { @write $name $($rest)+ }
    };
    (@kept *) => { $crate::runtime::union::Kept::All };
    (@kept [$($member:literal),*]) => { $crate::runtime::union::Kept::Open(&[$($member),*]) };
    (@kept {$($member:literal),*}) => { $crate::runtime::union::Kept::Closed(&[$($member),*]) };
    (@read $name:ident { $($variant:ident $kept:tt,)* ..$other:ident, }) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let value = <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                let mut choice = $crate::runtime::union::Choice::new(&value);
                $(choice.offer(&$crate::runtime::union!(@kept $kept), Self::$variant);)*
                let chosen = choice.finish();
                ::std::result::Result::Ok(chosen.unwrap_or(Self::$other(value)))
            }
        }
    };
    (@read $name:ident by $property:literal { $($variant:ident [$($tag:literal),*],)* ..$other:ident, }) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let value = <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                let tag = value.get($property).and_then(::serde_json::Value::as_str);
                let tag = tag.unwrap_or_default().to_owned();
                $(
                    if <[&str]>::contains(&[$($tag),*], &tag.as_str()) {
                        return match ::serde_json::from_value(value) {
                            ::std::result::Result::Ok(value) => {
                                ::std::result::Result::Ok(Self::$variant(value))
                            }
                            ::std::result::Result::Err(fault) => {
                                ::std::result::Result::Err(::serde::de::Error::custom(fault))
                            }
                        };
                    }
                )*
                ::std::result::Result::Ok(Self::$other(value))
            }
        }
    };
    (@write $name:ident { $($variant:ident $kept:tt,)* ..$other:ident, }) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => ::serde::Serialize::serialize(value, serializer),)*
                    Self::$other(value) => ::serde::Serialize::serialize(value, serializer),
                }
            }
        }
    };
    (@write $name:ident by $property:literal { $($variant:ident [$($tag:literal),*],)* ..$other:ident, }) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => {
                        $crate::runtime::union::write_tagged(value, $property, &[$($tag),*], serializer)
                    })*
                    Self::$other(value) => ::serde::Serialize::serialize(value, serializer),
                }
            }
        }
    };
}

#[allow(unused_imports, reason = "the runtime by itself declares no union")]
pub(crate) use union;

#[cfg(test)]
mod tests {
    use crate::runtime::model;
    use serde_json::{Value, json};

    #[derive(Clone, Debug, PartialEq)]
    struct Cat {
        name: String,
        lives: Option<u8>,
    }

    model! { Cat: read write { required name = "name", optional lives = "lives", } }

    #[derive(Clone, Debug, PartialEq)]
    struct Dog {
        name: String,
        breed: Option<String>,
    }

    model! { Dog: read write { required name = "name", optional breed = "breed", } }

    #[derive(Clone, Debug, PartialEq)]
    enum Tagged {
        Cat(Cat),
        Dog(Dog),
        Other(Value),
    }

    union! { Tagged: read write by "kind" { Cat ["cat"], Dog ["dog", "hound"], ..Other, } }

    #[derive(Clone, Debug, PartialEq)]
    enum Plain {
        Cat(Cat),
        Dog(Dog),
        Names(Vec<String>),
        Number(f64),
        Other(Value),
    }

    union! {
        Plain: read write {
            Cat ["name", "lives"],
            Dog ["name", "breed"],
            Names *,
            Number *,
            ..Other,
        }
    }

    #[test]
    fn a_tag_chooses() {
        let read = |value: Value| serde_json::from_value::<Tagged>(value);
        let cat = Cat {
            name: "Tom".into(),
            lives: None,
        };
        let value = json!({ "kind": "cat", "name": "Tom" });
        assert_eq!(read(value.clone()).unwrap(), Tagged::Cat(cat.clone()));
        assert_eq!(serde_json::to_value(Tagged::Cat(cat)).unwrap(), value);
        let dog = Dog {
            name: "Rex".into(),
            breed: None,
        };
        assert_eq!(
            read(json!({ "kind": "hound", "name": "Rex" })).unwrap(),
            Tagged::Dog(dog)
        );
        let error = read(json!({ "kind": "cat" })).unwrap_err().to_string();
        assert!(error.contains("name"), "{error}");
    }

    #[test]
    fn what_is_none_of_the_types_is_kept() {
        for value in [json!({ "kind": "cow", "milk": 3 }), json!(null), json!([1])] {
            let read: Tagged = serde_json::from_value(value.clone()).unwrap();
            assert_eq!(read, Tagged::Other(value.clone()));
            assert_eq!(serde_json::to_value(read).unwrap(), value);
        }
    }

    #[test]
    fn without_a_tag_the_type_that_loses_least_is_taken() {
        let read = |value: Value| serde_json::from_value::<Plain>(value).unwrap();
        assert!(matches!(
            read(json!({ "name": "x", "breed": "y" })),
            Plain::Dog(_)
        ));
        assert!(matches!(read(json!({ "name": "x" })), Plain::Cat(_)));
        assert!(matches!(read(json!(["x"])), Plain::Names(_)));
        assert!(matches!(read(json!(1.5)), Plain::Number(_)));
        assert!(matches!(read(json!({ "name": 1 })), Plain::Other(_)));
    }

    #[derive(Clone, Debug, PartialEq)]
    struct Options {
        color: Option<String>,
        size: Option<u8>,
    }
    model! { Options: read write { optional color = "color", optional size = "size", } }

    #[derive(Clone, Debug, PartialEq)]
    struct Exact {
        name: String,
    }
    model! { Exact: read write { required name = "name", } }

    #[derive(Clone, Debug, PartialEq)]
    enum Careful {
        Exact(Exact),
        Options(Options),
        Other(Value),
    }

    union! {
        Careful: read write {
            Exact {"name"},
            Options ["color", "size"],
            ..Other,
        }
    }

    #[test]
    fn no_type_swallows_what_it_does_not_know() {
        let read = |value: Value| serde_json::from_value::<Careful>(value).unwrap();
        assert!(matches!(read(json!({ "name": "x" })), Careful::Exact(_)));
        assert!(matches!(
            read(json!({ "color": "red", "new": 1 })),
            Careful::Options(_)
        ));
        assert!(matches!(read(json!({})), Careful::Options(_)));
        for value in [
            json!({ "name": "x", "options": [1] }),
            json!({ "weight": 3 }),
            json!({ "size": "large" }),
        ] {
            assert_eq!(read(value.clone()), Careful::Other(value.clone()));
            assert_eq!(serde_json::to_value(read(value.clone())).unwrap(), value);
        }
    }
}
