//! Unions.

use crate::runtime::listed::{self, Counts};
use crate::runtime::model::{Lost, lose, take_down};
use serde::de::{DeserializeOwned, Error};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;
use std::cell::Cell;
use std::collections::BTreeSet;

/// The depth of nested unions up to which all properties are compared; below it, only those of the
/// outermost objects. Trying every type at every depth takes exponential time.
#[allow(
    dead_code,
    reason = "an API may have no union that is read without a tag"
)]
const DEPTH: usize = 4;

/// The depth of nested unions up to which a type that keeps all properties is compared with the
/// others by the values that enums list.
#[allow(
    dead_code,
    reason = "an API may have no union that is read without a tag"
)]
const LISTED_DEPTH: usize = 2;

thread_local! {
    #[allow(
        dead_code,
        reason = "an API may have no union that is read without a tag"
    )]
    static OPEN: Cell<usize> = const { Cell::new(0) };
}

/// The factor of copying for a union with those inside it. Each union copies the value that it
/// decodes, so nested unions could copy without limit.
const TIMES: usize = 32;

/// The number of values that may be copied in any case.
const ANYWAY: usize = 1 << 22;

/// The cost of a union in addition to its copies.
const EACH: usize = 2;

thread_local! {
    /// The copies left while a union is decoded.
    #[allow(dead_code, reason = "an API may have no union")]
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// A union that is being decoded.
#[allow(dead_code, reason = "an API may have no union")]
pub(crate) struct Reading {
    outermost: bool,
}

#[allow(dead_code, reason = "an API may have no union")]
impl Reading {
    /// `None` if the limit is reached: the value is then kept as it was received.
    pub(crate) fn begin(value: &Value) -> Option<Self> {
        let size = size(value).saturating_add(EACH);
        let left = LEFT.try_with(Cell::get).ok().flatten();
        let outermost = left.is_none();
        let left = match left {
            None => size.saturating_mul(TIMES).max(ANYWAY),
            Some(left) => match left.checked_sub(size) {
                Some(left) => left,
                None => {
                    listed::note(false);
                    return None;
                }
            },
        };
        let _ = LEFT.try_with(|cell| cell.set(Some(left)));
        Some(Self { outermost })
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        if self.outermost {
            let _ = LEFT.try_with(|cell| cell.set(None));
        }
    }
}

/// The number of values in a value, including itself.
#[allow(dead_code, reason = "an API may have no union")]
fn size(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.iter().map(size).sum::<usize>() + 1,
        Value::Object(properties) => properties.values().map(size).sum::<usize>() + 1,
        _ => 1,
    }
}

/// Selects, among the types that a value fits, the one that loses the fewest properties at any
/// depth; of several, the one that keeps the fewest values in the catch-all variants of enums and
/// unions; then the one whose enums list the most values; then the first. A type is rejected if decoding into it would drop all properties, a
/// property although its schema has `additionalProperties: false`, or a property that another
/// matching type keeps: the value is then kept as it was received. A property that no type has is
/// skipped.
#[allow(
    dead_code,
    reason = "an API may have no union that is read without a tag"
)]
pub(crate) struct Choice<'a, U> {
    value: &'a Value,
    best: Option<U>,
    losses: Losses,
}

#[allow(
    dead_code,
    reason = "an API may have no union that is read without a tag"
)]
impl<'a, U> Choice<'a, U> {
    pub(crate) fn new(value: &'a Value) -> Self {
        Self {
            value,
            best: None,
            losses: Losses::default(),
        }
    }

    /// Tries a type.
    pub(crate) fn offer<T: DeserializeOwned>(&mut self, kept: &Kept<'_>, make: fn(T) -> U) {
        let Some(outer) = self.losses.begin(kept, self.value) else {
            return;
        };
        let read = T::deserialize(self.value);
        let best = self.losses.end(outer, read.is_ok());
        if let Ok(value) = read
            && best
        {
            self.best = Some(make(value));
        }
    }

    pub(crate) fn finish(self) -> Option<U> {
        self.best.filter(|_| self.losses.settled())
    }
}

/// A type that was tried.
#[allow(
    dead_code,
    reason = "an API may have no union that is read without a tag"
)]
struct Tried {
    /// The number of properties that it loses of the outermost object.
    outermost: usize,
    /// All properties that it loses.
    lost: Vec<Lost>,
    /// The values that its enums list.
    counts: Counts,
}

#[allow(
    dead_code,
    reason = "an API may have no union that is read without a tag"
)]
impl Tried {
    /// Whether no other type can be better, or comparing would take too long.
    fn is_final(&self, value: &Value, open: usize, outermost: usize) -> bool {
        let is_scalar = !matches!(value, Value::Array(_) | Value::Object(_));
        let keeps_all = self.lost.is_empty() && self.counts.unlisted == 0;
        match is_scalar {
            true => keeps_all && self.counts.listed > 0,
            false => {
                keeps_all && open >= LISTED_DEPTH || open >= DEPTH && outermost >= self.outermost
            }
        }
    }
}

/// The state of the outer union while a type is tried.
#[allow(
    dead_code,
    reason = "an API may have no union that is read without a tag"
)]
struct Outer {
    lost: Option<Vec<Lost>>,
    counts: Counts,
}

/// The properties lost by the types tried so far.
#[allow(
    dead_code,
    reason = "an API may have no union that is read without a tag"
)]
#[derive(Default)]
struct Losses {
    /// The best type so far.
    best: Option<Tried>,
    /// The number that the current type loses of the outermost object.
    tried: usize,
    /// The properties that every type loses.
    common: Vec<Lost>,
}

#[allow(
    dead_code,
    reason = "an API may have no union that is read without a tag"
)]
impl Losses {
    /// The state before this type is tried; `None` if it need not be tried.
    fn begin(&mut self, kept: &Kept<'_>, value: &Value) -> Option<Outer> {
        self.tried = kept.lost(value)?;
        let open = OPEN.try_with(Cell::get).unwrap_or(DEPTH);
        let best = self.best.as_ref();
        if best.is_some_and(|best| best.is_final(value, open, self.tried)) {
            return None;
        }
        let _ = OPEN.try_with(|cell| cell.set(open.saturating_add(1)));
        Some(Outer {
            lost: take_down(Some(Vec::new())),
            counts: listed::replace(Counts::default()),
        })
    }

    /// Returns whether the current type is the best so far.
    fn end(&mut self, outer: Outer, fits: bool) -> bool {
        let lost = take_down(outer.lost).unwrap_or_default();
        let counts = listed::replace(outer.counts);
        let _ = OPEN.try_with(|cell| cell.set(cell.get().saturating_sub(1)));
        if !fits {
            return false;
        }
        match &self.best {
            None => self.common.clone_from(&lost),
            Some(_) => {
                let others: BTreeSet<(&str, usize)> = lost
                    .iter()
                    .map(|(place, name)| (name.as_str(), *place))
                    .collect();
                self.common.retain(|property| holds(&others, property));
            }
        }
        let best = self.best.as_ref().is_none_or(|best| {
            lost.len() < best.lost.len()
                || lost.len() == best.lost.len() && counts.beat(best.counts)
        });
        if best {
            self.best = Some(Tried {
                outermost: self.tried,
                lost,
                counts,
            });
        }
        best
    }

    /// Returns whether the best type loses only properties that every other type loses.
    fn settled(self) -> bool {
        let Some(Tried { lost, counts, .. }) = self.best else {
            return false;
        };
        let settled =
            OPEN.try_with(Cell::get).unwrap_or(DEPTH) >= DEPTH || lost.len() == self.common.len();
        if settled {
            listed::add(counts);
            // The value is a copy, so the addresses of names mean nothing.
            for (_, name) in lost {
                lose(|| (0, name));
            }
        }
        settled
    }
}

/// Returns whether a property is among others, as far as known for copied names.
#[allow(
    dead_code,
    reason = "an API may have no union that is read without a tag"
)]
fn holds(others: &BTreeSet<(&str, usize)>, (place, name): &Lost) -> bool {
    let mut alike = others.range((name.as_str(), 0)..=(name.as_str(), usize::MAX));
    match place {
        0 => alike.next().is_some(),
        place => others.contains(&(name, 0)) || others.contains(&(name, *place)),
    }
}

/// The properties of an object that a type keeps.
#[allow(
    dead_code,
    reason = "an API may have no union that is read without a tag"
)]
pub(crate) enum Kept<'a> {
    /// All properties.
    All,
    /// These properties; others are allowed.
    Open(&'a [&'a str]),
    /// These properties and no others.
    Closed(&'a [&'a str]),
}

#[allow(
    dead_code,
    reason = "an API may have no union that is read without a tag"
)]
impl Kept<'_> {
    /// The number of lost properties; `None` if the type is rejected.
    fn lost(&self, value: &Value) -> Option<usize> {
        let (Value::Object(properties), Self::Open(kept) | Self::Closed(kept)) = (value, self)
        else {
            return Some(0);
        };
        let lost = |name: &&String| !kept.contains(&name.as_str());
        let lost = properties.keys().filter(lost).count();
        match self {
            Self::Closed(_) if lost > 0 => None,
            _ if lost > 0 && lost == properties.len() => None,
            _ => Some(lost),
        }
    }
}

/// The value of the discriminator as text, in which a document lists numbers and booleans too.
#[allow(dead_code, reason = "an API may have no union that is read with a tag")]
pub(crate) fn tag(value: &Value, property: &str) -> String {
    match value.get(property) {
        Some(Value::String(text)) => text.clone(),
        Some(tag @ (Value::Number(_) | Value::Bool(_))) => tag.to_string(),
        _ => String::new(),
    }
}

/// Decodes the variant that the discriminator selects.
#[allow(dead_code, reason = "an API may have no union that is read with a tag")]
pub(crate) fn decoded<T: DeserializeOwned, E: Error>(value: Value) -> Result<T, E> {
    serde_json::from_value(value).map_err(E::custom)
}

/// Decodes the variant for values of the discriminator that are not listed.
#[allow(
    dead_code,
    reason = "an API may have no union with a variant for other tags"
)]
pub(crate) fn fallback<T: DeserializeOwned>(value: &Value) -> Option<T> {
    value.is_object().then(|| T::deserialize(value).ok())?
}

/// Encodes a variant with its tag, which its type may not have as a property.
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
    if let (Value::Object(properties), Some(tag)) = (&mut value, tags.first())
        && !properties.contains_key(property)
    {
        properties.insert(property.to_owned(), Value::String((*tag).to_owned()));
    }
    value.serialize(serializer)
}

/// Implements encoding and decoding of an enum whose variants each hold a type. With a
/// discriminator, the values of that property select the variant. Without, each row lists the
/// properties that its type keeps, in braces if it allows no others, or `*` for all:
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
/// A value that fits no type is kept in the last variant as it was received. After `by "kind" or
/// Cat`, an object with any other value of the property is a `Cat` if it fits.
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
    (@kept [$($field:literal),*]) => { $crate::runtime::union::Kept::Open(&[$($field),*]) };
    (@kept {$($field:literal),*}) => { $crate::runtime::union::Kept::Closed(&[$($field),*]) };
    (@read $name:ident { $($variant:ident $kept:tt,)* ..$other:ident, }) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let value = <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                let ::std::option::Option::Some(_reading) =
                    $crate::runtime::union::Reading::begin(&value)
                else {
                    return ::std::result::Result::Ok(Self::$other(value));
                };
                let mut choice = $crate::runtime::union::Choice::new(&value);
                $(choice.offer(&$crate::runtime::union!(@kept $kept), Self::$variant);)*
                ::std::result::Result::Ok(match choice.finish() {
                    ::std::option::Option::Some(chosen) => chosen,
                    ::std::option::Option::None => {
                        $crate::runtime::listed::note(false);
                        Self::$other(value)
                    }
                })
            }
        }
    };
    (@read $name:ident by $property:literal $(or $default:ident)? {
        $($variant:ident [$($tag:literal),*],)* ..$other:ident,
    }) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let value = <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                let ::std::option::Option::Some(_reading) =
                    $crate::runtime::union::Reading::begin(&value)
                else {
                    return ::std::result::Result::Ok(Self::$other(value));
                };
                let tag = $crate::runtime::union::tag(&value, $property);
                $(
                    if <[&str]>::contains(&[$($tag),*], &tag.as_str()) {
                        $crate::runtime::listed::note(true);
                        return $crate::runtime::union::decoded(value).map(Self::$variant);
                    }
                )*
                $crate::runtime::listed::note(false);
                $(
                    if let ::std::option::Option::Some(value) =
                        $crate::runtime::union::fallback(&value)
                    {
                        return ::std::result::Result::Ok(Self::$default(value));
                    }
                )?
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
    (@write $name:ident by $property:literal $(or $default:ident)? { $($variant:ident [$($tag:literal),*],)* ..$other:ident, }) => {
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
    use crate::runtime::{model, open_integer_enum::open_integer_enum};
    use serde::Deserialize as _;
    use serde_json::{Value, json};
    use std::collections::BTreeMap;

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

    #[derive(Clone, Debug, PartialEq)]
    struct Left {
        a: Option<String>,
        b: Option<String>,
    }
    model! { Left: read write { optional a = "a", optional b = "b", } }

    #[derive(Clone, Debug, PartialEq)]
    struct Right {
        a: Option<String>,
        c: Option<u8>,
    }
    model! { Right: read write { optional a = "a", optional c = "c", } }

    #[derive(Clone, Debug, PartialEq)]
    struct Holds<T> {
        of: T,
    }
    type HoldsLeft = Holds<Left>;
    type HoldsRight = Holds<Right>;
    type HoldsBoth = Holds<Both>;
    model! { HoldsLeft: read write { required of = "of", } }
    model! { HoldsRight: read write { required of = "of", } }
    model! { HoldsBoth: read write { required of = "of", } }

    #[derive(Clone, Debug, PartialEq)]
    enum Both {
        Left(Left),
        Right(Right),
        Other(Value),
    }
    union! { Both: read write { Left ["a", "b"], Right ["a", "c"], ..Other, } }

    #[derive(Clone, Debug, PartialEq)]
    enum Deep {
        Left(HoldsLeft),
        Right(HoldsRight),
        Lefts(Vec<Left>),
        Rights(Vec<Right>),
        Other(Value),
    }
    union! { Deep: read write { Left ["of"], Right ["of"], Lefts *, Rights *, ..Other, } }

    #[derive(Clone, Debug, PartialEq)]
    enum Nested {
        Left(HoldsLeft),
        Both(HoldsBoth),
        Other(Value),
    }
    union! { Nested: read write { Left ["of"], Both ["of"], ..Other, } }

    /// Encodes a decoded value.
    fn kept<T: serde::de::DeserializeOwned + serde::Serialize>(value: &Value) -> Value {
        serde_json::to_value(serde_json::from_value::<T>(value.clone()).unwrap()).unwrap()
    }

    #[test]
    fn what_no_type_holds_whole_is_kept_whole() {
        let value = json!({ "a": "x", "b": "y", "c": 3 });
        let read: Both = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(read, Both::Other(value.clone()));
        for value in [json!({ "of": value }), json!([value])] {
            assert_eq!(kept::<Deep>(&value), value);
        }
        // Properties that no type has do not count.
        let read: Both = serde_json::from_value(json!({ "a": "x", "new": 1 })).unwrap();
        assert!(matches!(read, Both::Left(_)));
    }

    #[test]
    fn properties_count_at_any_depth() {
        let read = |value: Value| serde_json::from_value::<Deep>(value).unwrap();
        assert!(matches!(read(json!({ "of": { "b": "y" } })), Deep::Left(_)));
        assert!(matches!(read(json!({ "of": { "c": 1 } })), Deep::Right(_)));
        assert!(matches!(read(json!([{ "c": 1 }])), Deep::Rights(_)));
        assert!(matches!(
            read(json!([{ "c": 1, "new": 1 }])),
            Deep::Rights(_)
        ));
        let value = json!([{ "c": 1 }, { "b": "y" }]);
        assert_eq!(read(value.clone()), Deep::Other(value));
    }

    #[test]
    fn a_union_in_a_union_reports_what_it_loses() {
        let read = |value: Value| serde_json::from_value::<Nested>(value).unwrap();
        assert!(matches!(
            read(json!({ "of": { "c": 1, "new": 2 } })),
            Nested::Both(_)
        ));
        let value = json!({ "of": { "a": "x", "b": "y", "c": 3 } });
        assert_eq!(kept::<Nested>(&value), value);
    }

    #[derive(Clone, Debug, PartialEq)]
    struct Link {
        next: Option<Box<Chain>>,
    }
    model! { Link: read { optional next = "next", } }

    #[derive(Clone, Debug, PartialEq)]
    struct Step {
        next: Option<Box<Chain>>,
        last: Option<bool>,
    }
    model! { Step: read { optional next = "next", optional last = "last", } }

    #[derive(Clone, Debug, PartialEq)]
    enum Chain {
        Link(Link),
        Step(Step),
        Other(Value),
    }
    union! { Chain: read { Link ["next"], Step ["next", "last"], ..Other, } }

    #[test]
    fn the_depth_to_which_types_are_tried_has_an_end() {
        let mut text = "{}".to_owned();
        for _ in 0..60 {
            text = format!("{{\"next\":{text},\"new\":1}}");
        }
        let mut at: Chain = serde_json::from_str(&text).unwrap();
        let mut depth = 0;
        while let Chain::Link(Link { next: Some(next) }) = at {
            (at, depth) = (*next, depth + 1);
        }
        assert_eq!(depth, 60);
    }

    #[test]
    fn what_is_copied_has_an_end() {
        let wide = format!("{{\"new\":[{}1]}}", "1,".repeat(100_000));
        let mut text = wide.clone();
        for _ in 0..60 {
            text = format!("{{\"next\":{text},\"new\":1}}");
        }
        let mut at: Chain = serde_json::from_str(&text).unwrap();
        let mut depth = 0;
        while let Chain::Link(Link { next: Some(next) }) = at {
            (at, depth) = (*next, depth + 1);
        }
        assert!(depth < 60, "{depth}");
        assert!(matches!(at, Chain::Other(_)));
        // The next value starts again.
        let one = format!("{{\"next\":{wide}}}");
        assert!(matches!(serde_json::from_str(&one), Ok(Chain::Link(_))));
    }

    #[derive(Clone, Debug, PartialEq)]
    enum Low {
        One,
        Two,
        Unknown(i64),
    }

    open_integer_enum! { Low, Unknown { One = 1, Two = 2 } }

    #[derive(Clone, Debug, PartialEq)]
    enum High {
        Hundred,
        Unknown(i64),
    }

    open_integer_enum! { High, Unknown { Hundred = 100 } }

    #[derive(Clone, Debug, PartialEq)]
    enum Level {
        Low(Low),
        High(High),
        Text(String),
        Lows(Vec<Low>),
        Highs(Vec<High>),
        Other(Value),
    }

    union! { Level: read write { Low *, High *, Text *, Lows *, Highs *, ..Other, } }

    #[derive(Clone, Debug, PartialEq)]
    enum Wide {
        Low(Low),
        Number(i64),
        Levels(BTreeMap<String, Level>),
        Other(Value),
    }

    union! { Wide: read write { Low *, Number *, Levels *, ..Other, } }

    #[test]
    fn a_listed_value_beats_a_plain_type_and_that_an_unlisted_value() {
        let level = |value: Value| Level::deserialize(&value).unwrap();
        assert_eq!(level(json!(2)), Level::Low(Low::Two));
        assert_eq!(level(json!(100)), Level::High(High::Hundred));
        assert_eq!(level(json!(7)), Level::Low(Low::Unknown(7)));
        assert_eq!(level(json!([1, 2])), Level::Lows(vec![Low::One, Low::Two]));
        assert_eq!(level(json!([100])), Level::Highs(vec![High::Hundred]));
        let wide = |value: Value| Wide::deserialize(&value).unwrap();
        assert_eq!(wide(json!(1)), Wide::Low(Low::One));
        assert_eq!(wide(json!(100)), Wide::Number(100));
        let levels = [("a".to_owned(), Level::High(High::Hundred))];
        assert_eq!(wide(json!({"a": 100})), Wide::Levels(levels.into()));
    }

    #[derive(Clone, Debug, PartialEq)]
    struct LowMeta {
        level: Low,
    }

    model! { LowMeta: read write { required level = "level", } }

    #[derive(Clone, Debug, PartialEq)]
    struct HighMeta {
        level: High,
    }

    model! { HighMeta: read write { required level = "level", } }

    #[derive(Clone, Debug, PartialEq)]
    enum Metas {
        Low(LowMeta),
        High(HighMeta),
        Other(Value),
    }

    union! { Metas: read write { Low ["level"], High ["level"], ..Other, } }

    #[test]
    fn values_count_inside_objects() {
        let metas = |level: i64| Metas::deserialize(&json!({"level": level})).unwrap();
        assert_eq!(metas(1), Metas::Low(LowMeta { level: Low::One }));
        let level = High::Hundred;
        assert_eq!(metas(100), Metas::High(HighMeta { level }));
    }

    #[derive(Clone, Debug, PartialEq)]
    enum Version {
        Cat(Cat),
        Dog(Dog),
        Any(BTreeMap<String, Value>),
        Other(Value),
    }

    union! { Version: read write by "v" or Any { Cat ["1"], Dog ["true"], Any [], ..Other, } }

    #[test]
    fn numbers_and_booleans_are_tags_and_other_tags_have_a_variant() {
        let read = |value: Value| Version::deserialize(&value).unwrap();
        assert!(matches!(
            read(json!({"v": 1, "name": "a"})),
            Version::Cat(_)
        ));
        assert!(matches!(
            read(json!({"v": "1", "name": "a"})),
            Version::Cat(_)
        ));
        assert!(matches!(
            read(json!({"v": true, "name": "a"})),
            Version::Dog(_)
        ));
        let other = json!({"v": 2, "x": [1]});
        let any = read(other.clone());
        assert!(matches!(any, Version::Any(_)));
        assert_eq!(serde_json::to_value(any).unwrap(), other);
        assert!(matches!(read(json!({"name": "a"})), Version::Any(_)));
        assert_eq!(read(json!([1])), Version::Other(json!([1])));
    }
}
