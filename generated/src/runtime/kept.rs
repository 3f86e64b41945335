// Made by bindery; changes are overwritten.

//! Types that keep their text.

/// Declares a type that keeps a text exactly as it was received or will be sent. Every text is
/// accepted; conversions check it.
macro_rules! kept {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::text::read(deserializer, |text| Self(text.into_owned()))
            }
        }

        impl $crate::runtime::parameter::Parameter for $name {
            fn parts(&self) -> $crate::runtime::parameter::Parts<'_> {
                $crate::runtime::parameter::Parts::text(&self.0)
            }
        }
    };
}

pub(crate) use kept;
