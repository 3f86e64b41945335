// Made by bindery; changes are overwritten.

//! Strings with a pattern.

use super::parameter::{Parameter, Parts};
use super::text::InvalidText;

/// A string type with a pattern.
pub trait Text: Sized {
    /// Creates a value from a text that matches.
    ///
    /// # Errors
    ///
    /// Returns an error if it does not match.
    fn new(text: String) -> Result<Self, InvalidText>;
}

/// An argument that is checked when it is given: a text that does not match its pattern is an error
/// of the call, before anything is sent.
///
/// It is created from a typed value or from text. A value of another type does not compile, and
/// text with another pattern is an error, so two arguments cannot be swapped unnoticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked<T>(Result<T, InvalidText>);

impl<T> Checked<T> {
    /// The value, or the error of its text.
    ///
    /// # Errors
    ///
    /// Returns an error if the text does not match the pattern.
    pub fn get(&self) -> Result<&T, &InvalidText> {
        self.0.as_ref()
    }
}

impl<T: Text> From<T> for Checked<T> {
    fn from(value: T) -> Self {
        Self(Ok(value))
    }
}

impl<T: Text + Clone> From<&T> for Checked<T> {
    fn from(value: &T) -> Self {
        Self(Ok(value.clone()))
    }
}

impl<T: Text> From<&str> for Checked<T> {
    fn from(text: &str) -> Self {
        Self(T::new(text.to_owned()))
    }
}

impl<T: Text> From<String> for Checked<T> {
    fn from(text: String) -> Self {
        Self(T::new(text))
    }
}

impl<T: Text> From<&String> for Checked<T> {
    fn from(text: &String) -> Self {
        Self(T::new(text.clone()))
    }
}

impl<T: Parameter> Parameter for Checked<T> {
    fn parts(&self) -> Parts<'_> {
        match &self.0 {
            Ok(value) => value.parts(),
            Err(problem) => Parts::Invalid(problem.clone()),
        }
    }
}

/// A piece of a pattern: characters of some ranges with a repeat count.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    ranges: &'static [(char, char)],
    /// A bit set for ASCII, because most texts contain nothing else.
    ascii: [bool; 128],
    least: usize,
    most: usize,
}

impl Piece {
    /// Creates a piece from inclusive ranges of characters and the minimum and maximum repeat
    /// count.
    pub const fn new(ranges: &'static [(char, char)], least: usize, most: usize) -> Self {
        let mut ascii = [false; 128];
        let mut left: &mut [bool] = &mut ascii;
        let mut code = 0;
        while let [holds, rest @ ..] = left {
            *holds = is_in(code, ranges);
            code += 1;
            left = rest;
        }
        Self {
            ranges,
            ascii,
            least,
            most,
        }
    }

    fn holds_all(&self, ascii: &[u8]) -> bool {
        let holds = |byte: u8| self.ascii.get(usize::from(byte)).copied();
        // Without branches, because most texts match.
        let each = ascii.iter().map(|byte| holds(*byte).unwrap_or_default());
        each.fold(true, |all, holds| all & holds)
    }

    fn holds(&self, c: char) -> bool {
        let code = u32::from(c);
        let known = usize::try_from(code).ok().and_then(|at| self.ascii.get(at));
        known.map_or_else(|| is_in(code, self.ranges), |&holds| holds)
    }
}

const fn is_in(code: u32, mut ranges: &[(char, char)]) -> bool {
    while let [(from, to), rest @ ..] = ranges {
        if *from as u32 <= code && code <= *to as u32 {
            return true;
        }
        ranges = rest;
    }
    false
}

/// Returns whether the whole text matches.
pub(crate) fn matches(text: &str, pieces: &[Piece]) -> bool {
    match pieces.split_last() {
        Some((last, others))
            if text.is_ascii() && others.iter().all(|piece| piece.least == piece.most) =>
        {
            in_columns(text.as_bytes(), others, last)
        }
        _ => anywhere(text, pieces),
    }
}

/// A fast path for ASCII patterns whose pieces, except the last, have a fixed length, as in most
/// ids.
fn in_columns(text: &[u8], others: &[Piece], last: &Piece) -> bool {
    let mut rest = text;
    for piece in others {
        match rest.split_at_checked(piece.least) {
            Some((columns, behind)) if piece.holds_all(columns) => rest = behind,
            _ => return false,
        }
    }
    (last.least..=last.most).contains(&rest.len()) && last.holds_all(rest)
}

/// Computes all positions at which each piece can end, in one pass for each piece: greedy matching
/// would be wrong for `[a-z]{0,3}[a-c]`, and backtracking could take exponential time.
fn anywhere(text: &str, pieces: &[Piece]) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let end = chars.len();
    let mut reached = vec![false; end + 1];
    if let Some(start) = reached.first_mut() {
        *start = true;
    }
    for piece in pieces {
        reached = advance(&chars, piece, &reached);
    }
    reached.last().copied().unwrap_or(false)
}

/// The positions at which a piece can end that begins at one of these.
fn advance(chars: &[char], piece: &Piece, starts: &[bool]) -> Vec<bool> {
    let mut ends = vec![false; starts.len()];
    // The current run of matching characters, and the starts within it: those at least `least` and
    // at most `most` characters back count.
    let mut stretch = 0;
    let mut last_start = None;
    let mut pending = std::collections::VecDeque::new();
    for place in 0..starts.len() {
        if place > 0 && !chars.get(place - 1).is_some_and(|&c| piece.holds(c)) {
            stretch = place;
            last_start = None;
            pending.clear();
        }
        if starts.get(place).copied().unwrap_or(false) {
            pending.push_back(place);
        }
        while let Some(&start) = pending.front() {
            if start + piece.least > place {
                break;
            }
            last_start = Some(start);
            pending.pop_front();
        }
        // The nearest start that is far enough back is the most likely to be near enough.
        let within =
            last_start.is_some_and(|start: usize| start >= stretch && place - start <= piece.most);
        if let Some(end) = ends.get_mut(place) {
            *end = within;
        }
    }
    ends
}

/// Implements a string type with a pattern: `pattern!(Sid = "^S[0-9]{2}$", [('S', 'S') 1 1] [('0',
/// '9') 2 2])`. Each piece has ranges of characters and the minimum and maximum repeat count; `*`
/// is unlimited.
///
/// The type is a struct with the field `text`. A tuple struct would also be a value, which would
/// hide a field or argument of the same name in a script without upper and lower case.
macro_rules! pattern {
    (@most *) => { ::std::primitive::usize::MAX };
    (@most $most:literal) => { $most };
    ($name:ident = $pattern:literal, $([$(($from:literal, $to:literal)),+ $least:literal $most:tt])*) => {
        impl $name {
            /// The pattern as in the document.
            pub const PATTERN: &'static str = $pattern;

            const PIECES: &'static [$crate::runtime::pattern::Piece] = &[$(
                $crate::runtime::pattern::Piece::new(
                    &[$(($from, $to)),+],
                    $least,
                    $crate::runtime::pattern!(@most $most),
                ),
            )*];

            /// Creates a value from a text that matches the pattern.
            ///
            /// # Errors
            ///
            /// Returns an error if it does not match.
            pub fn new(
                text: impl ::std::convert::Into<::std::string::String>,
            ) -> ::std::result::Result<Self, $crate::runtime::text::InvalidText> {
                <Self as $crate::runtime::pattern::Text>::new(text.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.text
            }
        }

        impl $crate::runtime::pattern::Text for $name {
            fn new(
                text: ::std::string::String,
            ) -> ::std::result::Result<Self, $crate::runtime::text::InvalidText> {
                if $crate::runtime::pattern::matches(&text, Self::PIECES) {
                    ::std::result::Result::Ok(Self { text })
                } else {
                    ::std::result::Result::Err($crate::runtime::text::InvalidText::pattern(
                        ::std::stringify!($name),
                        Self::PATTERN,
                    ))
                }
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::runtime::text::InvalidText;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                Self::new(text)
            }
        }

        impl ::std::convert::TryFrom<&str> for $name {
            type Error = $crate::runtime::text::InvalidText;

            fn try_from(text: &str) -> ::std::result::Result<Self, Self::Error> {
                Self::new(text)
            }
        }

        impl ::std::convert::TryFrom<::std::string::String> for $name {
            type Error = $crate::runtime::text::InvalidText;

            fn try_from(
                text: ::std::string::String,
            ) -> ::std::result::Result<Self, Self::Error> {
                Self::new(text)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_tuple(::std::stringify!($name)).field(&self.text).finish()
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&self.text)
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.text
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.text)
            }
        }

        /// Accepts any text: a response is not rejected because of a pattern.
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::text::read(deserializer, |text| Self {
                    text: text.into_owned(),
                })
            }
        }

        impl $crate::runtime::parameter::Parameter for $name {
            fn parts(&self) -> $crate::runtime::parameter::Parts<'_> {
                $crate::runtime::parameter::Parts::text(&self.text)
            }
        }
    };
}

#[allow(unused_imports, reason = "the runtime by itself declares no pattern")]
pub(crate) use pattern;
