// Made by bindery; changes are overwritten.

//! Where do the parts of an argument go? (Parameter Object, "Style Values"; RFC 6570.)
//!
//! The tables of the specification are followed as 3.0.4 and 3.1.1 correct them. What they leave
//! open is done so:
//!
//! - Null, an array without elements and an object without properties are sent as nothing, as what
//!   RFC 6570 calls undefined (section 2.3). Empty text is sent as empty text.
//! - The delimiters of `spaceDelimited` and `pipeDelimited`, and the tab of Swagger 2.0, are percent-encoded, because a URL can
//!   hold neither; so a value that holds one cannot be distinguished from two, and is refused. With
//!   `explode`, all are `form`. Paths and headers can have them too, as in Swagger 2.0.
//! - In `deepObject`, brackets go on for parts inside parts: `a[b][c]=1`. An array of plain values
//!   is `a[]=1&a[]=2`, any other `a[0][b]=1`, which is what PHP, Rails, `qs` and the services that
//!   declare the style read. A plain value is `a=1`.
//! - In the other styles, an array or object inside of another is written as JSON, for want of a
//!   place. The exception is a property of an exploded object, which is a parameter of its own: an
//!   array there repeats its key.
//! - A cookie holds several pairs with `; ` between, as a header of cookies does. With the style
//!   `cookie`, nothing is encoded, so that what no cookie can hold is refused.

use super::escape;
use super::parameter::Parts;
use super::text::InvalidText;
use std::borrow::Cow;

/// How an argument is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    kind: Kind,
    explode: bool,
    pub(crate) reserved: bool,
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
    /// Tabs between values: `tsv` of Swagger 2.0.
    pub const TAB_DELIMITED: Self = Self::of(Kind::TabDelimited, false);
    /// `deepObject`.
    pub const DEEP_OBJECT: Self = Self::of(Kind::DeepObject, true);

    /// `cookie` of OpenAPI 3.2: as `form`, and nothing is encoded.
    pub const COOKIE: Self = Self::of(Kind::Cookie, true);

    /// `explode`: whether each element or property stands by itself.
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = explode;
        self
    }

    /// `allowReserved`: reserved characters of URLs stay unchanged, as far as the value stays
    /// one value.
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    const fn of(kind: Kind, explode: bool) -> Self {
        Self {
            kind,
            explode,
            reserved: false,
        }
    }

    /// What stands between values that are not exploded.
    fn delimiter(self) -> &'static str {
        match self.kind {
            Kind::SpaceDelimited => " ",
            Kind::PipeDelimited => "|",
            Kind::TabDelimited => "\t",
            _ => ",",
        }
    }
}

/// Adds the pairs that an argument becomes to a query, a cookie header or a form.
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
    let mut fault = None;
    pairs(name, parts, style, &mut |name, values| {
        if as_it_is && !values.iter().all(|value| is_cookie(value)) {
            fault = Some(InvalidText::cookie());
        }
        if !to.is_empty() {
            to.push_str(between);
        }
        escape(name, to);
        to.push('=');
        for (at, value) in values.iter().enumerate() {
            match style.delimiter() {
                _ if at == 0 => {}
                // The one delimiter that a query can hold.
                "," => to.push(','),
                other => escape(other, to),
            }
            value_escape(value, to);
        }
    })?;
    fault.map_or(Ok(()), Err)
}

/// Whether text can be the value of a cookie (RFC 6265, section 4.1.1, `cookie-octet`).
fn is_cookie(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\'))
}

/// The pairs that an argument becomes where nothing is encoded.
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

/// Receives the name of a pair, and its values, between which the delimiter is to stand.
type Pairs<'a> = dyn FnMut(&str, &[Cow<'_, str>]) + 'a;

/// The pairs that an argument becomes in a query, a cookie or a form. Nothing is encoded.
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
        Parts::Object(members) if style.explode => {
            for (member, part) in members {
                let part = match part {
                    Parts::Object(_) => Parts::Text(Cow::Owned(part.to_json()?)),
                    other => other,
                };
                pairs(&member, part, Style::FORM, pair)?;
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

/// Adds the text that an argument becomes in a path or a header; tells whether it is sent.
pub(crate) fn text(
    to: &mut String,
    name: &str,
    parts: Parts<'_>,
    style: Style,
    escape: fn(&str, &mut String),
) -> Result<bool, InvalidText> {
    // What most arguments are needs no list.
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
    // One name with its value; `matrix` leaves the equals sign out before empty text.
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
        Parts::Object(members) if style.explode => {
            for (name, part) in members {
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

/// Brackets for each way into the value.
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
        Parts::Object(members) => {
            for (member, part) in members {
                deep(&format!("{name}[{member}]"), part, pair)?;
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

/// Everything in a row, the names of properties included; nothing when there is nothing.
fn values(parts: Parts<'_>) -> Result<Option<Vec<Cow<'_, str>>>, InvalidText> {
    let mut values = Vec::new();
    match parts {
        Parts::List(list) => {
            for part in list {
                values.extend(plain(part)?);
            }
        }
        Parts::Object(members) => {
            for (name, part) in members {
                if let Some(value) = plain(part)? {
                    values.extend([name, value]);
                }
            }
        }
        part => values.extend(plain(part)?),
    }
    Ok((!values.is_empty()).then_some(values))
}

/// A value by itself.
fn plain(part: Parts<'_>) -> Result<Option<Cow<'_, str>>, InvalidText> {
    match part {
        Parts::Absent => Ok(None),
        Parts::Text(text) | Parts::Literal(text) => Ok(Some(text)),
        Parts::List(_) | Parts::Object(_) => Ok(Some(Cow::Owned(part.to_json()?))),
        Parts::Fault(fault) => Err(fault),
    }
}
