//! String enums that accept unknown values.

/// Implements a string enum: `open_enum!(Colour { Red = "red", … })`. The last variant,
/// `Unknown(String)`, holds any other text; `open_enum!(Colour, Other { … })` names it.
///
/// Values are compared, ordered and hashed by their texts: `Unknown("red")`, which only a program
/// can create, equals `Red`. Derives would generate four longer functions for each enum.
macro_rules! open_enum {
    ($name:ident { $($rest:tt)* }) => {
        $crate::runtime::open_enum! { $name, Unknown { $($rest)* } }
    };
    ($name:ident, $unknown:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        #[allow(deprecated, reason = "a value may be deprecated")]
        impl $name {
            /// The value as text.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$unknown(text) => text,
                }
            }

            fn known(text: &str) -> ::std::option::Option<Self> {
                ::std::option::Option::Some(match text {
                    $($text => Self::$variant,)*
                    _ => return ::std::option::Option::None,
                })
            }
        }

        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::cmp::PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> ::std::option::Option<::std::cmp::Ordering> {
                ::std::option::Option::Some(self.cmp(other))
            }
        }

        impl ::std::cmp::Ord for $name {
            fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match Self::known(text) {
                    ::std::option::Option::Some(known) => known,
                    ::std::option::Option::None => Self::$unknown(text.to_owned()),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                match Self::known(&text) {
                    ::std::option::Option::Some(known) => known,
                    ::std::option::Option::None => Self::$unknown(text),
                }
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            // Not `Self::Err`: a variant may have this name.
            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(text.into())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let value: Self = $crate::runtime::text::read_open(deserializer)?;
                $crate::runtime::listed::note(!::std::matches!(value, Self::$unknown(_)));
                ::std::result::Result::Ok(value)
            }
        }

        impl $crate::runtime::parameter::Parameter for $name {
            fn parts(&self) -> $crate::runtime::parameter::Parts<'_> {
                $crate::runtime::parameter::Parts::text(self.as_str())
            }
        }
    };
}

#[allow(unused_imports, reason = "the runtime by itself declares no enum")]
pub(crate) use open_enum;

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

    #[derive(Clone, Debug)]
    enum Colour {
        Red,
        Odd,
        Other(String),
    }

    open_enum! { Colour, Other { Red = "red", Odd = "+1" } }

    #[test]
    fn every_text_survives() {
        for text in ["\"red\"", "\"+1\"", "\"mauve\"", "\"\"", "\"r\\ned\""] {
            let colour: Colour = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&colour).unwrap(), text);
        }
        assert_eq!(Colour::from("red"), Colour::Red);
        assert_eq!("+1".parse(), Ok(Colour::Odd));
        assert_eq!(
            Colour::from("mauve".to_owned()),
            Colour::Other("mauve".to_owned())
        );
        assert_eq!(format!("{:>5}|", Colour::Red), "  red|");
        assert!(serde_json::from_str::<Colour>("7").is_err());
    }

    #[test]
    fn values_are_compared_as_their_texts() {
        let made = Colour::Other("red".to_owned());
        assert_eq!(made, Colour::Red);
        assert_ne!(made, Colour::Odd);
        assert!(Colour::Odd < Colour::Other("mauve".to_owned()));
        assert!(Colour::Other("mauve".to_owned()) < Colour::Red);
        let hash = |colour| BuildHasherDefault::<DefaultHasher>::default().hash_one(colour);
        assert_eq!(hash(&made), hash(&Colour::Red));
        assert_ne!(hash(&made), hash(&Colour::Odd));
    }
}
