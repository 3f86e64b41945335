//! How much may a document ask of the machine that reads it?
//!
//! One row a limit: the key in `[limits]` of `bindery.toml`, what counts where the key is absent, and
//! the most that the key can say. The configuration, the help of a diagnostic and the page
//! `docs/reference/limits.md` are made from the rows.

use crate::diagnostic::{Code, Diagnostic, Severity};
use serde_json::Value;
use std::fmt::Write;

/// Declares `Limit` with its rows, and `Limits`, which holds a number for each. A row ends with a
/// variant of the type `$over` and a text, which the methods `$outcome` and `$text` return.
#[macro_export]
#[doc(hidden)]
macro_rules! limits {
    ($outcome:ident: $over:ident, $text:ident; $(
        $(#[doc = $doc:literal])*
        $variant:ident = $key:literal, $usual:expr, at most $most:expr, $row_outcome:ident {
            $row_text:literal
        }
    )*) => {
        /// A limit, by what is counted.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Limit { $( $(#[doc = $doc])* $variant, )* }

        impl Limit {
            /// Every limit, in the order of the table.
            pub const ALL: &'static [Self] = &[$( Self::$variant, )*];

            /// Its key in the configuration.
            pub fn key(self) -> &'static str {
                match self { $( Self::$variant => $key, )* }
            }

            /// The default.
            pub fn usual(self) -> usize {
                match self { $( Self::$variant => $usual, )* }
            }

            /// The most that can be configured: beyond it another part of the program would fail.
            pub fn most(self) -> usize {
                match self { $( Self::$variant => $most, )* }
            }

            /// The unit, in a sentence or two.
            pub fn what(self) -> &'static str {
                match self { $( Self::$variant => concat!($($doc),*).trim_ascii(), )* }
            }

            /// The consequence of exceeding the limit.
            pub fn $outcome(self) -> $over {
                match self { $( Self::$variant => $over::$row_outcome, )* }
            }

            fn $text(self) -> &'static str {
                match self { $( Self::$variant => $row_text, )* }
            }

            /// The limit with this key.
            pub fn of_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|limit| limit.key() == key)
            }
        }

        /// All limits.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Limits([usize; Limit::ALL.len()]);

        impl Limits {
            /// The value of this limit.
            pub fn of(&self, limit: Limit) -> usize {
                let value = self.0.get(limit as usize);
                value.copied().unwrap_or_else(|| limit.usual())
            }

            /// Allows so much of this instead, within what can be configured.
            #[must_use]
            pub fn with(mut self, limit: Limit, value: usize) -> Self {
                if let Some(place) = self.0.get_mut(limit as usize) {
                    *place = value.clamp(1, limit.most());
                }
                self
            }
        }

        impl Default for Limits {
            fn default() -> Self {
                let none = Self([0; Limit::ALL.len()]);
                let all = Limit::ALL.iter();
                all.fold(none, |limits, limit| limits.with(*limit, limit.usual()))
            }
        }
    };
}

limits! {
    severity: Severity, fix;

    /// Bytes of one file.
    FileBytes = "file_bytes", 256 << 20, at most u32::MAX as usize, Error {
        "split the document into several files"
    }
    /// Files of one document, the document itself included.
    Files = "files", 2_000, at most 20_000, Error {
        "merge some of the files"
    }
    /// Levels of nesting in one file, with its overlays applied. Real documents stay below 40; each
    /// level costs stack in every stage.
    Depth = "depth", 100, at most 120, Error {
        "flatten this part, for example by moving it to `components` and referring to it"
    }
    /// Bytes of a key, which every diagnostic below it repeats. No known document has one of 300.
    KeyBytes = "key_bytes", 2_000, at most 1_000_000, Error {
        "give it a shorter name"
    }
    /// Values that YAML aliases add to those of the text, and overlay updates with several targets
    /// likewise. A text counts as one value per eight bytes.
    Aliased = "aliased", 1 << 19, at most 1 << 30, Error {
        "use `$ref` for common parts, which copies nothing"
    }
    /// Errors that are reported for the text of a document, and as many for its meaning.
    Errors = "errors", 1_000, at most 1_000_000, Error {
        "fix those that are reported first"
    }
    /// Warnings that are reported for the text of a document, and as many for its meaning.
    Warnings = "warnings", 10_000, at most 1_000_000, Warning {
        "fix or allow those that are reported first"
    }
    /// References in a chain of references. The cost of a chain grows with the square of its length.
    ReferenceChain = "reference_chain", 1_000, at most 100_000, Error {
        "refer to the end of the chain directly"
    }
    /// Schemas that one `allOf` joins, references followed.
    AllOf = "all_of", 1_000, at most 100_000, Warning {
        "join fewer schemas"
    }
    /// Schemas that all `allOf` of a document join, each counted as often as it is joined.
    AllOfTotal = "all_of_total", 500_000, at most 1_000_000_000, Warning {
        "join fewer schemas, or shorten chains of `allOf`"
    }
    /// Properties, values, variants, parameters and headers of the generated code beyond those that the
    /// document contains: `allOf`, unions beside properties, references and path items repeat them. A
    /// text counts as one per 128 bytes.
    Repeated = "repeated", 250_000, at most 1_000_000_000, Warning {
        "let operations and schemas share less, or move what they share to a schema of its own"
    }
    /// Pairs of a type and a tag that reaches it, if operations are behind features.
    Tagged = "tagged", 250_000, at most 1_000_000_000, Warning {
        "use fewer tags, or set `features = \"none\"` for the API"
    }
    /// Schemas that `bindery lint` checks all examples of a document against.
    Examples = "examples", 10_000_000, at most 1_000_000_000_000, Warning {
        "give fewer examples, or examples of schemas that refer to fewer others"
    }
    /// Security schemes in all alternatives of one operation. The requirements of the document count
    /// for each operation.
    Security = "security", 200, at most 100_000, Warning {
        "name fewer alternatives"
    }
    /// Levels of schemas inside one another, including those joined by `allOf`.
    SchemaDepth = "schema_depth", 64, at most 120, Warning {
        "move an inner schema to `components` and refer to it"
    }
}

impl Limit {
    /// The diagnostic for a document that is over this limit.
    pub(crate) fn exceeded(self, message: impl Into<String>) -> Diagnostic {
        let (key, fix) = (self.key(), self.fix());
        let problem = Diagnostic::error(Code::LimitExceeded, message).help(format!(
            "{fix}; if you trust the document, raise `{key}` in `[limits]` of `bindery.toml`"
        ));
        Diagnostic {
            severity: self.severity(),
            ..problem
        }
    }
}

/// The bytes of a text that count as one part of a document, for [`Limit::Repeated`].
pub(crate) const TEXT_PART: usize = 128;

/// Returns the weight of a part of a document, for [`Limit::Repeated`]: its values and texts.
pub(crate) fn weight(value: &Value) -> usize {
    match value {
        Value::String(text) => 1 + text.len() / TEXT_PART,
        Value::Array(list) => 1 + list.iter().map(weight).sum::<usize>(),
        Value::Object(map) => 1 + map.values().map(weight).sum::<usize>(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 1,
    }
}

/// Every limit in Markdown: the page `docs/reference/limits.md`.
pub fn page() -> String {
    let mut text = String::from(
        "# Limits\n\n\
         Documents are untrusted input, so their size and complexity are limited. Documents of real \
         services stay\nfar below every limit. `bindery.toml` can raise or lower a limit for all \
         documents next to it:\n\n\
         ```toml\n[limits]\nfiles = 5000\n```\n\n\
         An exceeded limit is reported as [`limit-exceeded`](diagnostics.md#limit-exceeded), \
         whose help\nnames the key. After an error, nothing is written; after a warning, the part \
         over the limit is left\nout. A value is a whole number of at least 1. This page is generated \
         from the table in `src/limits.rs`.\n\n\
         | key | default | maximum | severity | counts |\n\
         | --- | --: | --: | --- | --- |\n",
    );
    for limit in Limit::ALL {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | {} | {} |",
            limit.key(),
            grouped(limit.usual()),
            grouped(limit.most()),
            limit.severity(),
            limit.what(),
        );
    }
    text
}

/// A number with its thousands apart.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_has_its_own_place_and_key() {
        for limit in Limit::ALL {
            assert_eq!(Limit::of_key(limit.key()), Some(*limit));
            let limits = Limits::default().with(*limit, 7);
            for other in Limit::ALL {
                let expected = if other == limit { 7 } else { other.usual() };
                assert_eq!(limits.of(*other), expected, "{limit:?} {other:?}");
            }
        }
        let limits = Limits::default().with(Limit::Depth, 1_000_000);
        assert_eq!(limits.of(Limit::Depth), Limit::Depth.most());
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(grouped(1), "1");
        assert_eq!(grouped(100), "100");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(268_435_456), "268,435,456");
    }
}
