//! Parameter styles (Parameter Object, "Style Values"; RFC 6570).
//!
//! Implements the tables of OpenAPI 3.0.4 and 3.1.1. Cases that these leave open are handled so:
//!
//! - Null, an array without elements and an object without properties are not sent, like undefined
//!   values in RFC 6570 (section 2.3). Empty text is sent as empty text.
//! - The delimiters of `spaceDelimited` and `pipeDelimited`, and the tab of Swagger 2.0, are
//!   percent-encoded, because a URL cannot contain them; so a value that contains one would be
//!   ambiguous and is an error. With `explode`, all are `form`. Paths and headers can have these
//!   styles too, as in Swagger 2.0.
//! - In `deepObject`, brackets are nested: `a[b][c]=1`. An array of plain values is `a[]=1&a[]=2`,
//!   any other `a[0][b]=1`, as decoded by PHP, Rails, `qs` and services that declare the style. A
//!   plain value is `a=1`.
//! - In other styles, an array or object inside another is written as JSON. The exception is a
//!   property of an exploded object, which is a parameter of its own: an array repeats its key.
//! - A cookie with several pairs has `; ` between them. With the style `cookie`, nothing is
//!   encoded, so characters that a cookie cannot contain are an error.

use super::escape;
use super::parameter::Parts;
use super::text::InvalidText;
use std::borrow::Cow;

/// The style of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    kind: Kind,
    explode: bool,
    pub(crate) reserved: bool,
    pub(crate) empty: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    TabDelimited,
    DeepObject,
    Cookie,
}

impl Style {
    /// `simple`, the default of paths and headers.
    pub const SIMPLE: Self = Self::of(Kind::Simple, false);
    /// `label`.
    pub const LABEL: Self = Self::of(Kind::Label, false);
    /// `matrix`.
    pub const MATRIX: Self = Self::of(Kind::Matrix, false);
    /// `form` with `explode`, the default of queries, cookies and forms.
    pub const FORM: Self = Self::of(Kind::Form, true);
    /// `spaceDelimited`.
    pub const SPACE_DELIMITED: Self = Self::of(Kind::SpaceDelimited, false);
    /// `pipeDelimited`.
    pub const PIPE_DELIMITED: Self = Self::of(Kind::PipeDelimited, false);
    /// Tab-separated values: `tsv` of Swagger 2.0.
    pub const TAB_DELIMITED: Self = Self::of(Kind::TabDelimited, false);
    /// `deepObject`.
    pub const DEEP_OBJECT: Self = Self::of(Kind::DeepObject, true);

    /// `cookie` of OpenAPI 3.2: like `form`, but nothing is encoded.
    pub const COOKIE: Self = Self::of(Kind::Cookie, true);

    /// `explode`: whether each element or property is a pair of its own.
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = explode;
        self
    }

    /// `allowReserved`: reserved characters of URLs are kept, unless they would end the value.
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    /// Permits empty text as the last segment of a path.
    #[allow(dead_code, reason = "few paths can end with a slash")]
    pub const fn or_empty(mut self) -> Self {
        self.empty = true;
        self
    }

    const fn of(kind: Kind, explode: bool) -> Self {
        Self {
            kind,
            explode,
            reserved: false,
            empty: false,
        }
    }

    /// The delimiter of values that are not exploded.
    fn delimiter(self) -> &'static str {
        match self.kind {
            Kind::SpaceDelimited => " ",
            Kind::PipeDelimited => "|",
            Kind::TabDelimited => "\t",
            _ => ",",
        }
    }
}

/// Adds the pairs of an argument to a query, a cookie header or a form.
pub(crate) fn encode(
    to: &mut String,
    between: &str,
    name: &str,
    parts: Parts<'_>,
    style: Style,
    escape: fn(&str, &mut String),
) -> Result<(), InvalidText> {
    let as_it_is = style.kind == Kind::Cookie;
    let escape = match as_it_is {
        true => |text: &str, to: &mut String| to.push_str(text),
        false => escape,
    };
    let value_escape = match style.reserved {
        true => escape::reserved_query,
        false => escape,
    };
    let mut problem = None;
    pairs(name, parts, style, &mut |name, values| {
        if as_it_is && !values.iter().all(|value| is_cookie(value)) {
            problem = Some(InvalidText::cookie());
        }
        if !to.is_empty() {
            to.push_str(between);
        }
        escape(name, to);
        to.push('=');
        for (at, value) in values.iter().enumerate() {
            match style.delimiter() {
                _ if at == 0 => {}
                // The only delimiter that a query can contain literally.
                "," => to.push(','),
                other => escape(other, to),
            }
            value_escape(value, to);
        }
    })?;
    problem.map_or(Ok(()), Err)
}

/// Returns whether text can be the value of a cookie (RFC 6265, section 4.1.1, `cookie-octet`).
fn is_cookie(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\'))
}

/// The pairs of an argument where nothing is encoded.
#[allow(dead_code, reason = "few APIs have parts with a style")]
pub(crate) fn joined(
    name: &str,
    parts: Parts<'_>,
    style: Style,
    pair: &mut dyn FnMut(&str, String),
) -> Result<(), InvalidText> {
    pairs(name, parts, style, &mut |name, values| {
        pair(name, values.join(style.delimiter()));
    })
}

/// Receives the name of a pair, and its values with the delimiter between them.
type Pairs<'a> = dyn FnMut(&str, &[Cow<'_, str>]) + 'a;

/// Produces the pairs of an argument in a query, a cookie or a form. Nothing is encoded.
fn pairs(
    name: &str,
    parts: Parts<'_>,
    style: Style,
    pair: &mut Pairs<'_>,
) -> Result<(), InvalidText> {
    if style.kind == Kind::DeepObject {
        return deep(name, parts, pair);
    }
    match parts {
        Parts::List(list) if style.explode => {
            for part in list {
                if let Some(value) = plain(part)? {
                    pair(name, &[value]);
                }
            }
        }
        Parts::Object(properties) if style.explode => {
            for (property, part) in properties {
                let part = match part {
                    Parts::Object(_) => Parts::Text(Cow::Owned(part.to_json()?)),
                    other => other,
                };
                pairs(&property, part, Style::FORM, pair)?;
            }
        }
        parts => {
            let many = matches!(parts, Parts::List(_) | Parts::Object(_));
            let Some(values) = values(parts)? else {
                return Ok(());
            };
            let delimiter = style.delimiter();
            if many && delimiter != "," && values.iter().any(|value| value.contains(delimiter)) {
                return Err(InvalidText::delimiter(delimiter));
            }
            pair(name, &values);
        }
    }
    Ok(())
}

/// Adds the text of an argument in a path or header; returns whether it is sent.
pub(crate) fn text(
    to: &mut String,
    name: &str,
    parts: Parts<'_>,
    style: Style,
    escape: fn(&str, &mut String),
) -> Result<bool, InvalidText> {
    // Most arguments are a single value.
    if let (Kind::Simple, Parts::Text(value) | Parts::Literal(value)) = (style.kind, &parts) {
        escape(value, to);
        return Ok(true);
    }
    let (prefix, between) = match style.kind {
        Kind::Label => (".", "."),
        Kind::Matrix => (";", ";"),
        _ => ("", ","),
    };
    let matrix = style.kind == Kind::Matrix;
    let start = to.len();
    // One name with its value; `matrix` omits the equals sign before empty text.
    let mut named = |name: &str, value: &str| {
        let first = to.len() == start;
        to.push_str(if first { prefix } else { between });
        escape(name, to);
        if !(matrix && value.is_empty()) {
            to.push('=');
        }
        escape(value, to);
    };
    match parts {
        Parts::Object(properties) if style.explode => {
            for (name, part) in properties {
                if let Some(value) = plain(part)? {
                    named(&name, &value);
                }
            }
        }
        Parts::List(list) if style.explode && matrix => {
            for part in list {
                if let Some(value) = plain(part)? {
                    named(name, &value);
                }
            }
        }
        parts => {
            let delimiter = style.delimiter();
            let many = matches!(parts, Parts::List(_) | Parts::Object(_));
            let Some(values) = values(parts)? else {
                return Ok(false);
            };
            if many && delimiter != "," && values.iter().any(|value| value.contains(delimiter)) {
                return Err(InvalidText::delimiter(delimiter));
            }
            to.push_str(prefix);
            if matrix {
                escape(name, to);
                if !matches!(values.as_slice(), [value] if value.is_empty()) {
                    to.push('=');
                }
            }
            for (at, value) in values.iter().enumerate() {
                match delimiter {
                    _ if at == 0 => {}
                    "," if style.explode => to.push_str(between),
                    "," => to.push(','),
                    other => escape(other, to),
                }
                escape(value, to);
            }
            return Ok(true);
        }
    }
    Ok(to.len() > start)
}

/// Adds brackets for each step into the value.
fn deep(name: &str, parts: Parts<'_>, pair: &mut Pairs<'_>) -> Result<(), InvalidText> {
    match parts {
        Parts::List(list) => {
            let is_plain = |part: &Parts<'_>| !matches!(part, Parts::List(_) | Parts::Object(_));
            let all_plain = list.iter().all(is_plain);
            for (at, part) in list.into_iter().enumerate() {
                let name = match all_plain {
                    true => format!("{name}[]"),
                    false => format!("{name}[{at}]"),
                };
                deep(&name, part, pair)?;
            }
        }
        Parts::Object(properties) => {
            for (property, part) in properties {
                deep(&format!("{name}[{property}]"), part, pair)?;
            }
        }
        part => {
            if let Some(value) = plain(part)? {
                pair(name, &[value]);
            }
        }
    }
    Ok(())
}

/// All parts in order, including the names of properties; `None` if there are none.
fn values(parts: Parts<'_>) -> Result<Option<Vec<Cow<'_, str>>>, InvalidText> {
    let mut values = Vec::new();
    match parts {
        Parts::List(list) => {
            for part in list {
                values.extend(plain(part)?);
            }
        }
        Parts::Object(properties) => {
            for (name, part) in properties {
                if let Some(value) = plain(part)? {
                    values.extend([name, value]);
                }
            }
        }
        part => values.extend(plain(part)?),
    }
    Ok((!values.is_empty()).then_some(values))
}

/// A single value.
fn plain(part: Parts<'_>) -> Result<Option<Cow<'_, str>>, InvalidText> {
    match part {
        Parts::Absent => Ok(None),
        Parts::Text(text) | Parts::Literal(text) => Ok(Some(text)),
        Parts::List(_) | Parts::Object(_) => Ok(Some(Cow::Owned(part.to_json()?))),
        Parts::Invalid(problem) => Err(problem),
    }
}
