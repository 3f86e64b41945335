//! Integer enums that accept unknown values.

/// Implements an integer enum: `open_integer_enum!(Size, Unknown { Small = 1, Large = 2 })`. The
/// variant named first holds any other integer.
macro_rules! open_integer_enum {
    ($name:ident, $unknown:ident { $($variant:ident = $number:literal),* $(,)? }) => {
        #[allow(deprecated, reason = "a value may be deprecated")]
        impl $name {
            /// The value as a number.
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::$unknown(number) => *number,
                }
            }
        }

        #[allow(deprecated, reason = "a value may be deprecated")]
        impl ::std::convert::From<i64> for $name {
            fn from(number: i64) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    _ => Self::$unknown(number),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let number = <i64 as ::serde::Deserialize>::deserialize(deserializer)?;
                let value = Self::from(number);
                $crate::runtime::listed::note(!::std::matches!(value, Self::$unknown(_)));
                ::std::result::Result::Ok(value)
            }
        }

        impl $crate::runtime::parameter::Parameter for $name {
            fn parts(&self) -> $crate::runtime::parameter::Parts<'_> {
                let text = self.as_i64().to_string();
                $crate::runtime::parameter::Parts::Literal(::std::borrow::Cow::Owned(text))
            }
        }
    };
}

#[allow(unused_imports, reason = "the runtime by itself declares no enum")]
pub(crate) use open_integer_enum;

#[cfg(test)]
mod tests {
    #[derive(Clone, Debug, PartialEq)]
    enum Size {
        Small,
        Large,
        Unknown(i64),
    }

    open_integer_enum! { Size, Unknown { Small = 1, Large = -2 } }

    #[test]
    fn every_number_survives() {
        for text in ["1", "-2", "3"] {
            let size: Size = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&size).unwrap(), text);
            assert_eq!(size.to_string(), text);
        }
        assert_eq!(Size::from(1), Size::Small);
        assert_eq!(Size::from(-2), Size::Large);
        assert_eq!(Size::from(3), Size::Unknown(3));
    }
}
