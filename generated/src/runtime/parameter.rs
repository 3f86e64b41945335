//! Which texts does an argument become?

use super::text::InvalidText;
use std::borrow::Cow;

/// An argument that can stand in a path, a query, a header, a cookie or a form.
pub trait Parameter {
    /// What it is made of, as text that is not yet encoded.
    fn parts(&self) -> Parts<'_>;
}

/// What an argument is made of (Parameter Object, "Style Values").
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parts<'a> {
    /// It is not sent.
    Absent,
    /// A primitive value.
    One(Cow<'a, str>),
    /// An array.
    List(Vec<Cow<'a, str>>),
    /// An object.
    Object(Vec<(Cow<'a, str>, Cow<'a, str>)>),
    /// It cannot be sent.
    Fault(InvalidText),
}

impl<'a> Parts<'a> {
    /// Text as it is.
    pub fn text(text: &'a str) -> Self {
        Self::One(Cow::Borrowed(text))
    }
}

impl Parameter for String {
    fn parts(&self) -> Parts<'_> {
        Parts::text(self)
    }
}

impl Parameter for &str {
    fn parts(&self) -> Parts<'_> {
        Parts::text(self)
    }
}

impl Parameter for bool {
    fn parts(&self) -> Parts<'_> {
        Parts::text(if *self { "true" } else { "false" })
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Parameter for $number {
            fn parts(&self) -> Parts<'_> {
                Parts::One(Cow::Owned(self.to_string()))
            }
        }
    )*};
}

numbers! { i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 }

impl<T: Parameter> Parameter for Option<T> {
    fn parts(&self) -> Parts<'_> {
        self.as_ref().map_or(Parts::Absent, T::parts)
    }
}

impl<T: Parameter> Parameter for Box<T> {
    fn parts(&self) -> Parts<'_> {
        T::parts(self)
    }
}

/// An element that is itself a list or an object has no place in any style: the specification
/// leaves it undefined, so it is a fault and not a guess.
impl<T: Parameter> Parameter for Vec<T> {
    fn parts(&self) -> Parts<'_> {
        let mut list = Vec::with_capacity(self.len());
        for element in self {
            match element.parts() {
                Parts::Absent => {}
                Parts::One(text) => list.push(text),
                Parts::Fault(fault) => return Parts::Fault(fault),
                Parts::List(_) | Parts::Object(_) => return Parts::Fault(InvalidText::nested()),
            }
        }
        Parts::List(list)
    }
}
