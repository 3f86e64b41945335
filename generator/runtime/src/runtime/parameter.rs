//! The values of arguments, before their style is applied.

use super::text::InvalidText;
use std::borrow::Cow;

/// An argument of a path, a query, a header, a cookie or a form.
pub trait Parameter {
    /// The parts of its value, not yet encoded.
    fn parts(&self) -> Parts<'_>;
}

/// The parts of an argument (Parameter Object, "Style Values").
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parts<'a> {
    /// Not sent.
    Absent,
    /// Text.
    Text(Cow<'a, str>),
    /// A number or boolean. It differs from text only in JSON.
    Literal(Cow<'a, str>),
    /// An array.
    List(Vec<Parts<'a>>),
    /// An object; its properties in order.
    Object(Vec<(Cow<'a, str>, Parts<'a>)>),
    /// An error: it cannot be sent.
    Invalid(InvalidText),
}

impl<'a> Parts<'a> {
    /// The unchanged text.
    pub fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// The value as JSON.
    pub(crate) fn to_json(&self) -> Result<String, InvalidText> {
        let mut json = String::new();
        self.write_json(&mut json)?;
        Ok(json)
    }

    fn write_json(&self, to: &mut String) -> Result<(), InvalidText> {
        let string = |text: &str| serde_json::Value::from(text).to_string();
        match self {
            Self::Absent => to.push_str("null"),
            Self::Text(text) => to.push_str(&string(text)),
            Self::Literal(text) => to.push_str(text),
            Self::List(list) => {
                to.push('[');
                for (at, part) in list.iter().enumerate() {
                    to.push_str(if at > 0 { "," } else { "" });
                    part.write_json(to)?;
                }
                to.push(']');
            }
            Self::Object(properties) => {
                to.push('{');
                for (at, (name, part)) in properties.iter().enumerate() {
                    to.push_str(if at > 0 { "," } else { "" });
                    to.push_str(&string(name));
                    to.push(':');
                    part.write_json(to)?;
                }
                to.push('}');
            }
            Self::Invalid(problem) => return Err(problem.clone()),
        }
        Ok(())
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
        Parts::Literal(Cow::Borrowed(if *self { "true" } else { "false" }))
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Parameter for $number {
            fn parts(&self) -> Parts<'_> {
                Parts::Literal(Cow::Owned(self.to_string()))
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

impl<T: Parameter> Parameter for Vec<T> {
    fn parts(&self) -> Parts<'_> {
        Parts::List(self.iter().map(T::parts).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_become_text() {
        assert_eq!(true.parts(), Parts::Literal("true".into()));
        assert_eq!(50u32.parts(), Parts::Literal("50".into()));
        assert_eq!((-0.5f64).parts(), Parts::Literal("-0.5".into()));
        assert_eq!(None::<String>.parts(), Parts::Absent);
        assert_eq!(
            vec!["a", "b"].parts(),
            Parts::List(vec![Parts::text("a"), Parts::text("b")])
        );
    }
}
