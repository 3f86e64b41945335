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

#[cfg(test)]
mod tests {
    use crate::runtime::parameter::{Parameter, Parts};

    kept! {
        /// Some text.
        Kept
    }

    #[test]
    fn every_text_survives() {
        for text in [
            "\"2026-01-02T03:04:05.678900Z\"",
            "\"2026-01-02T03:04:05+01:00\"",
            "\"2026-01-02T03:04:05\"",
            "\"Fri, 02 Jan 2026 03:04:05 GMT\"",
            "\"\"",
        ] {
            let kept: Kept = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&kept).unwrap(), text);
        }
        assert_eq!(Kept::from("x").parts(), Parts::text("x"));
        assert_eq!(format!("{:>2}", Kept::from("x")), " x");
        assert_eq!(Kept::from("x".to_owned()).as_str(), "x");
    }
}
