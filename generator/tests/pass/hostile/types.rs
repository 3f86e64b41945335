// Made by bindery from the description of `hostile`; changes are overwritten.

//! The types of this API.

/// The schema `Result`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ApiResult {
    /// The member `Self`.
    pub self_: ApiOption,

    /// The member `crate`.
    pub crate_: ApiClient,

    /// The member `gen`.
    pub r#gen: Option<String>,

    /// The member `a"b`.
    pub a_b: Option<String>,

    /// The member `""`.
    pub empty: Option<String>,
}

crate::runtime::model! {
    ApiResult: read {
        required self_ = "Self",
        required crate_ = "crate",
        optional r#gen = "gen",
        optional a_b = "a\"b",
        optional empty = "",
    }
}

/// The schema `Option`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ApiOption {
    /// `None`.
    None,

    /// `Some`.
    Some,

    /// `Unknown`.
    Unknown,

    /// `"`.
    DoubleQuote,

    /// `\`.
    Backslash,

    /// `U+202E`.
    U202e,

    /// `*/`.
    StarSlash,

    /// `" "`.
    Space,

    /// A value that the document does not list, as it was sent.
    Unlisted(String),
}

crate::runtime::open_enum! {
    ApiOption, Unlisted {
        None = "None",
        Some = "Some",
        Unknown = "Unknown",
        DoubleQuote = "\"",
        Backslash = "\\",
        U202e = "\u{202e}",
        StarSlash = "*/",
        Space = " ",
    }
}

/// The schema `Client`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ApiClient {
    /// The member `String`.
    pub string: Option<ApiString>,

    /// The member `vec`.
    pub vec: Option<Vec<ApiVec>>,
}

crate::runtime::model! {
    ApiClient: read {
        optional string = "String",
        optional vec = "vec",
    }
}

/// The schema `String`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ApiString {
    /// The member `a`.
    pub a: Option<String>,
}

crate::runtime::model! {
    ApiString: read {
        optional a = "a",
    }
}

/// The schema `Vec`.
///
/// Matches `^[\x00-\x1f"'\\]{1,3}$`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ApiVec {
    text: String,
}

crate::runtime::pattern! {
    ApiVec = "^[\\x00-\\x1f\"'\\\\]{1,3}$",
    [('\0', '\u{1f}'), ('"', '"'), ('\'', '\''), ('\\', '\\') 1 3]
}

/// The part `caller` of `fn main() {}`.
///
/// Matches ``^`[^`]*$``.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FnMainCaller {
    text: String,
}

crate::runtime::pattern! {
    FnMainCaller = "^`[^`]*$",
    [('`', '`') 1 1]
    [('\0', '_'), ('a', '\u{10ffff}') 0 *]
}
