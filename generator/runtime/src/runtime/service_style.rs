//! Decoding of parameter styles (Parameter Object, "Style Values"; RFC 6570).
//!
//! This is the inverse of `style.rs` and follows its decisions. In addition:
//!
//! - An array or object without any part is absent.
//! - A value that occurs several times, where its style allows one, is ambiguous.
//! - A query and a form may contain a space as `+` (URL Standard, section 5.1).

use super::escape;
use super::service_value::Raw;
use super::style::Style;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// An argument: its location, name and style.
#[derive(Clone, Copy, Debug)]
pub(crate) struct In {
    pub(super) place: Place,
    pub(super) name: &'static str,
    style: Style,
    shape: Shape,
    /// Empty text is no value.
    empty: bool,
}

/// The location of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Path,
    Query,
    /// The whole query.
    QueryString,
    Header,
    Cookie,
    Form,
    Part,
    /// A header of the part with this name.
    PartHeader(&'static str),
}

impl Place {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query | Self::QueryString => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Form | Self::Part | Self::PartHeader(_) => "body",
        }
    }
}

/// The parts of an argument.
#[derive(Clone, Copy, Debug)]
enum Shape {
    One,
    List,
    /// Properties of these names.
    Object(&'static [&'static str]),
    /// Properties of any names except these, which are other arguments.
    Map(&'static [&'static str]),
    /// A value, or properties of these names.
    Any(&'static [&'static str]),
}

#[allow(dead_code, reason = "an API uses few of the styles there are")]
impl In {
    /// A parameter in the path, style `simple`.
    pub(crate) const fn path(name: &'static str) -> Self {
        Self::new(Place::Path, name, Style::SIMPLE)
    }

    /// A parameter in the query, style `form` with `explode`.
    pub(crate) const fn query(name: &'static str) -> Self {
        Self::new(Place::Query, name, Style::FORM)
    }

    /// The whole query.
    pub(crate) const fn query_string(name: &'static str) -> Self {
        Self::new(Place::QueryString, name, Style::FORM)
    }

    /// A header, style `simple`.
    pub(crate) const fn header(name: &'static str) -> Self {
        Self::new(Place::Header, name, Style::SIMPLE)
    }

    /// A cookie, style `form` with `explode`.
    pub(crate) const fn cookie(name: &'static str) -> Self {
        Self::new(Place::Cookie, name, Style::FORM)
    }

    /// A property of a form, style `form` with `explode`.
    pub(crate) const fn form(name: &'static str) -> Self {
        Self::new(Place::Form, name, Style::FORM)
    }

    /// A part of a body, or several of one name.
    pub(crate) const fn part(name: &'static str) -> Self {
        Self::new(Place::Part, name, Style::FORM)
    }

    /// A header of a part, style `simple`.
    pub(crate) const fn part_header(part: &'static str, name: &'static str) -> Self {
        Self::new(Place::PartHeader(part), name, Style::SIMPLE)
    }

    const fn new(place: Place, name: &'static str, style: Style) -> Self {
        Self {
            place,
            name,
            style,
            shape: Shape::One,
            empty: false,
        }
    }

    /// It is an array.
    pub(crate) const fn list(self) -> Self {
        self.of(Shape::List)
    }

    /// It is an object with properties of these names.
    pub(crate) const fn object(self, properties: &'static [&'static str]) -> Self {
        self.of(Shape::Object(properties))
    }

    /// It is an object with properties of any names but these.
    pub(crate) const fn map(self, others: &'static [&'static str]) -> Self {
        self.of(Shape::Map(others))
    }

    /// It is anything, an object with properties of these names among it.
    pub(crate) const fn any(self, properties: &'static [&'static str]) -> Self {
        self.of(Shape::Any(properties))
    }

    /// It has another style than the default of its location.
    pub(crate) const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// Empty text is no value, instead of a value of its type (`allowEmptyValue`).
    pub(crate) const fn or_empty(mut self) -> Self {
        self.empty = true;
        self
    }

    const fn of(mut self, shape: Shape) -> Self {
        self.shape = shape;
        self
    }

    /// Whether several headers cannot be one value.
    pub(super) fn is_one(&self) -> bool {
        matches!(self.shape, Shape::One)
    }

    pub(super) fn is_empty(&self, raw: &Raw) -> bool {
        self.empty && matches!(raw, Raw::Text(text) if text.is_empty())
    }

    /// Whether nothing is encoded, as in the style `cookie`.
    pub(super) fn is_as_it_is(&self) -> bool {
        self.has(Style::COOKIE)
    }

    /// Returns whether it has this style.
    fn has(&self, style: Style) -> bool {
        let mut own = self.style;
        own.reserved = false;
        own.explode(true) == style.explode(true)
    }

    fn is_exploded(&self) -> bool {
        self.style.explode(true) == self.style
    }

    /// The delimiter of values that are not exploded.
    fn delimiter(&self) -> char {
        match self {
            it if it.has(Style::SPACE_DELIMITED) => ' ',
            it if it.has(Style::PIPE_DELIMITED) => '|',
            it if it.has(Style::TAB_DELIMITED) => '\t',
            _ => ',',
        }
    }

    /// The argument in the text of a path or header, which `decode` decodes.
    pub(super) fn in_text(&self, text: &str, decode: Decode) -> Option<Raw> {
        let (text, between) = match self {
            it if it.has(Style::LABEL) => (text.strip_prefix('.')?, '.'),
            it if it.has(Style::MATRIX) => return self.in_matrix(text.strip_prefix(';')?, decode),
            _ => (text, ','),
        };
        match self.shape {
            Shape::One => Some(Raw::Text(decode(text)?)),
            Shape::List => {
                let between = match self.delimiter() {
                    ',' if self.is_exploded() => between,
                    delimiter => delimiter,
                };
                self.listed(text, between, decode)
            }
            Shape::Object(_) | Shape::Map(_) if self.is_exploded() => {
                named(text, between, decode).map(Raw::Object)
            }
            Shape::Object(_) | Shape::Map(_) => self.alternating(text, decode),
            Shape::Any(_) if self.is_exploded() && text.contains('=') => {
                named(text, between, decode).map(Raw::Object)
            }
            Shape::Any(_) => Some(Raw::Text(decode(text)?)),
        }
    }

    /// `;name=value` (RFC 6570, section 3.2.7).
    fn in_matrix(&self, text: &str, decode: Decode) -> Option<Raw> {
        let pairs = named(text, ';', decode);
        match self.shape {
            Shape::Object(_) | Shape::Map(_) if self.is_exploded() => pairs.map(Raw::Object),
            Shape::List if self.is_exploded() => {
                let values = pairs?.into_iter();
                let values = values.filter(|(name, _)| name == self.name);
                Some(Raw::List(values.map(|(_, value)| value).collect()))
            }
            _ => {
                let (name, value) = text.split_once('=').unwrap_or((text, ""));
                (decode(name)? == self.name).then_some(())?;
                match self.shape {
                    Shape::List => self.listed(value, ',', decode),
                    Shape::Object(_) | Shape::Map(_) => self.alternating(value, decode),
                    _ => Some(Raw::Text(decode(value)?)),
                }
            }
        }
    }

    /// The argument among the pairs of a query, of cookies or of a form, whose names are decoded
    /// and whose values are not.
    pub(super) fn in_pairs(&self, pairs: &[Pair<'_>], decode: Decode) -> Found {
        let own = || pairs.iter().filter(|(name, _)| name == self.name);
        if self.has(Style::DEEP_OBJECT) {
            return self.in_brackets(pairs, decode);
        }
        match self.shape {
            Shape::List if self.is_exploded() => all(own(), decode),
            Shape::Object(names) if self.is_exploded() => {
                let is_property = |name: &str| names.contains(&name);
                properties(pairs, &is_property, decode)
            }
            Shape::Map(others) if self.is_exploded() => {
                let is_property = |name: &str| !others.contains(&name);
                properties(pairs, &is_property, decode)
            }
            Shape::Any(names) if self.is_exploded() => match own().count() {
                0 => properties(pairs, &|name| names.contains(&name), decode),
                1 => one(own(), decode),
                _ => all(own(), decode),
            },
            shape => {
                let mut own = own();
                let Some((_, value)) = own.next() else {
                    return Found::Absent;
                };
                if own.next().is_some() {
                    return Found::Repeated;
                }
                let raw = match shape {
                    Shape::List => self.listed(value, self.delimiter(), decode),
                    Shape::Object(_) | Shape::Map(_) => self.alternating(value, decode),
                    Shape::One | Shape::Any(_) => decode(value).map(Raw::Text),
                };
                Found::of(raw)
            }
        }
    }

    /// `name[property]=value`, with more brackets for nested parts.
    fn in_brackets(&self, pairs: &[Pair<'_>], decode: Decode) -> Found {
        let mut found: Option<Raw> = None;
        let mut count = 0;
        for (name, value) in pairs {
            let Some(way) = name.strip_prefix(self.name).and_then(way) else {
                continue;
            };
            count += 1;
            let Some(value) = decode(value).filter(|_| count <= PROPERTIES) else {
                return Found::Unreadable;
            };
            let root = found.get_or_insert_with(|| Raw::Object(Vec::new()));
            put(root, &way, value);
        }
        found.map_or(Found::Absent, Found::Raw)
    }

    /// Elements with a delimiter.
    fn listed(&self, text: &str, between: char, decode: Decode) -> Option<Raw> {
        if text.is_empty() {
            return Some(Raw::List(Vec::new()));
        }
        Some(Raw::List(
            split(text, between, decode)?
                .into_iter()
                .map(Raw::Text)
                .collect(),
        ))
    }

    /// Alternating names and values.
    fn alternating(&self, text: &str, decode: Decode) -> Option<Raw> {
        let mut properties = Vec::new();
        let mut texts = split(text, self.delimiter(), decode)?.into_iter();
        while let Some(name) = texts.next() {
            properties.push((name, Raw::Text(texts.next()?)));
        }
        Some(Raw::Object(properties))
    }
}

/// Decodes text; `None` if it is invalid.
pub(super) type Decode = fn(&str) -> Option<String>;

/// A name, and a value that is not decoded yet.
pub(super) type Pair<'a> = (String, Cow<'a, str>);

/// The result of looking for an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Absent,
    Raw(Raw),
    /// It is not text, or not in the style.
    Unreadable,
    /// It occurs several times, but may occur once.
    Repeated,
}

impl Found {
    fn of(raw: Option<Raw>) -> Self {
        raw.map_or(Self::Unreadable, Self::Raw)
    }
}

/// A comma in a value is encoded; other delimiters always are.
fn split(text: &str, between: char, decode: Decode) -> Option<Vec<String>> {
    if matches!(between, ',' | '.' | ';') {
        return text.split(between).map(decode).collect();
    }
    Some(decode(text)?.split(between).map(str::to_owned).collect())
}

fn named(text: &str, between: char, decode: Decode) -> Option<Vec<(String, Raw)>> {
    let pairs = text.split(between).filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode(name)?, Raw::Text(decode(value)?)))
        })
        .collect()
}

fn one<'a>(mut pairs: impl Iterator<Item = &'a Pair<'a>>, decode: Decode) -> Found {
    match pairs.next() {
        None => Found::Absent,
        Some((_, value)) => Found::of(decode(value).map(Raw::Text)),
    }
}

fn all<'a>(pairs: impl Iterator<Item = &'a Pair<'a>>, decode: Decode) -> Found {
    let values: Option<Vec<Raw>> = pairs
        .map(|(_, value)| decode(value).map(Raw::Text))
        .collect();
    match values {
        Some(values) if values.is_empty() => Found::Absent,
        values => Found::of(values.map(Raw::List)),
    }
}

/// The properties of an exploded object: one that occurs several times is a list.
fn properties(pairs: &[Pair<'_>], is_property: &dyn Fn(&str) -> bool, decode: Decode) -> Found {
    let mut properties: Vec<(String, Raw)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, value) in pairs.iter().filter(|(name, _)| is_property(name)) {
        let Some(value) = decode(value) else {
            return Found::Unreadable;
        };
        let place = *places.entry(name).or_insert(properties.len());
        match properties.get_mut(place) {
            Some((_, held)) => append(held, Raw::Text(value)),
            None => properties.push((name.to_owned(), Raw::Text(value))),
        }
    }
    match properties.is_empty() {
        true => Found::Absent,
        false => Found::Raw(Raw::Object(properties)),
    }
}

fn add(properties: &mut Vec<(String, Raw)>, name: &str, value: Raw) {
    match properties.iter_mut().find(|(known, _)| known == name) {
        Some((_, held)) => append(held, value),
        None => properties.push((name.to_owned(), value)),
    }
}

/// Turns a repeated value into a list.
fn append(held: &mut Raw, value: Raw) {
    match held {
        Raw::List(list) => list.push(value),
        held => {
            let first = std::mem::replace(held, Raw::List(Vec::new()));
            *held = Raw::List(vec![first, value]);
        }
    }
}

/// The names in brackets after the name of an argument.
fn way(mut rest: &str) -> Option<Vec<&str>> {
    let mut way = Vec::new();
    while let Some(inner) = rest.strip_prefix('[') {
        let (name, after) = inner.split_once(']')?;
        way.push(name);
        rest = after;
    }
    rest.is_empty().then_some(way)
}

/// The limit of nested brackets.
const DEPTH: usize = 32;

/// The limit of values with brackets. Properties are searched one by one.
const PROPERTIES: usize = 1_000;

/// Inserts a value at a path. Nothing is inserted if the path leads through a value.
fn put(mut at: &mut Raw, way: &[&str], value: String) {
    let Some((last, way)) = way.split_last().filter(|_| way.len() <= DEPTH) else {
        *at = Raw::Text(value);
        return;
    };
    for name in way {
        let Raw::Object(properties) = at else { return };
        let known = properties.iter().position(|(known, _)| known == name);
        let place = known.unwrap_or_else(|| {
            properties.push(((*name).to_owned(), Raw::Object(Vec::new())));
            properties.len() - 1
        });
        let Some((_, next)) = properties.get_mut(place) else {
            return;
        };
        at = next;
    }
    match at {
        // `a[]=1&a[]=2`
        Raw::Object(properties) if last.is_empty() && properties.is_empty() => {
            *at = Raw::List(vec![Raw::Text(value)]);
        }
        Raw::List(list) if last.is_empty() => list.push(Raw::Text(value)),
        Raw::Object(properties) => add(properties, last, Raw::Text(value)),
        Raw::Text(_) | Raw::List(_) => {}
    }
}

/// Percent-decodes text of a URL (RFC 3986, section 2.1); `None` if it is not UTF-8.
pub(super) fn percent(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    String::from_utf8(escape::undone(text)).ok()
}

/// Returns whether each `%` begins an octet (RFC 3986, section 2.1).
pub(super) fn is_encoded(text: &str) -> bool {
    let mut octets = text.split('%').skip(1);
    octets.all(|octet| {
        let digits = octet.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}

/// A name or a value of a query or a form.
pub(super) fn form(text: &str) -> Option<String> {
    percent(&text.replace('+', " "))
}

/// Text that is not encoded.
pub(super) fn plain(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// The limit of pairs in a query or form.
pub(super) const MOST: usize = 10_000;

/// The pairs of a query or form; `None` if a name is not text, or there are too many.
pub(super) fn pairs(text: &str) -> Option<Vec<Pair<'_>>> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    (pairs.clone().count() <= MOST).then_some(())?;
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((form(name)?, Cow::Borrowed(value)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::escape;
    use super::super::parameter::Parts;
    use super::super::style;
    use super::*;

    const STYLES: [Style; 9] = [
        Style::SIMPLE,
        Style::LABEL,
        Style::MATRIX,
        Style::FORM,
        Style::SPACE_DELIMITED,
        Style::PIPE_DELIMITED,
        Style::TAB_DELIMITED,
        Style::DEEP_OBJECT,
        Style::COOKIE,
    ];

    fn text(text: &str) -> Raw {
        Raw::Text(text.to_owned())
    }

    type Value = (Parts<'static>, Raw, fn(In) -> In);

    /// Values with their parts, and the shape that decodes them.
    fn values() -> Vec<Value> {
        vec![
            (Parts::text("a%b"), text("a%b"), |it| it),
            (
                Parts::List(vec![Parts::text("x"), Parts::text("y")]),
                Raw::List(vec![text("x"), text("y")]),
                In::list,
            ),
            (
                Parts::Object(vec![
                    ("k".into(), Parts::text("1")),
                    ("l".into(), Parts::text("2")),
                ]),
                Raw::Object(vec![
                    ("k".to_owned(), text("1")),
                    ("l".to_owned(), text("2")),
                ]),
                |it| it.object(&["k", "l"]),
            ),
        ]
    }

    /// Decodes what `style.rs` encodes in every style.
    #[test]
    fn what_is_written_is_read() {
        for (parts, raw, shape) in values() {
            for style in STYLES {
                for explode in [false, true] {
                    let style = style.explode(explode);
                    let slot = shape(In::query("n").style(style));
                    let said = format!("{style:?} {parts:?}");
                    if slot.has(Style::DEEP_OBJECT) && !matches!(parts, Parts::Object(_)) {
                        continue;
                    }
                    let mut query = String::new();
                    style::encode(
                        &mut query,
                        "&",
                        "n",
                        parts.clone(),
                        style,
                        escape::component,
                    )
                    .unwrap();
                    let decode = if slot.is_as_it_is() { plain } else { form };
                    let found = slot.in_pairs(&pairs(&query).unwrap(), decode);
                    assert_eq!(found, Found::Raw(raw.clone()), "{said} {query}");
                    if slot.has(Style::DEEP_OBJECT) {
                        continue;
                    }
                    let mut path = String::new();
                    let escape = escape::component;
                    assert!(style::text(&mut path, "n", parts.clone(), style, escape).unwrap());
                    assert_eq!(
                        slot.in_text(&path, percent),
                        Some(raw.clone()),
                        "{said} {path}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_percent_sign_begins_an_octet() {
        for (text, expected) in [
            ("", true),
            ("a%20b%ffc", true),
            ("%", false),
            ("a%2", false),
            ("%zz", false),
            ("%20%2g", false),
            ("%2é", false),
        ] {
            assert_eq!(is_encoded(text), expected, "{text}");
        }
    }

    fn deep(query: &str) -> Found {
        let slot = In::query("a").object(&[]).style(Style::DEEP_OBJECT);
        slot.in_pairs(&pairs(query).unwrap(), form)
    }

    #[test]
    fn brackets_lead_into_parts() {
        let object = |name: &str, value| Raw::Object(vec![(name.to_owned(), value)]);
        assert_eq!(
            deep("b=1&a%5Bb%5D%5Bc%5D=1+2"),
            Found::Raw(object("b", object("c", text("1 2"))))
        );
        assert_eq!(
            deep("a[b][]=1&a[b][]=2"),
            Found::Raw(object("b", Raw::List(vec![text("1"), text("2")])))
        );
        assert_eq!(
            deep("a[b][0][c]=1"),
            Found::Raw(object("b", object("0", object("c", text("1")))))
        );
        assert_eq!(deep("ab=1&a[b=2"), Found::Absent);
        let many = |count: usize| {
            (0..count)
                .map(|it| format!("a[{it}]=&"))
                .collect::<String>()
        };
        assert!(matches!(deep(&many(PROPERTIES)), Found::Raw(_)));
        assert_eq!(deep(&many(PROPERTIES + 1)), Found::Unreadable);
        // A path through a value matches nothing, and one of any length ends.
        assert_eq!(deep("a[b]=1&a[b][c]=2"), Found::Raw(object("b", text("1"))));
        deep(&format!("a{}=1", "[b]".repeat(10_000)));
    }

    #[test]
    fn text_that_is_none_is_distinguished_from_nothing() {
        let one = In::query("a");
        let found = |query: &str| one.in_pairs(&pairs(query).unwrap(), form);
        assert_eq!(found("a=%ff"), Found::Unreadable);
        assert_eq!(found("b=1"), Found::Absent);
        assert_eq!(found("a=%zz+"), Found::Raw(text("%zz ")));
        for shape in [
            one,
            one.list().style(Style::PIPE_DELIMITED),
            one.object(&[]).style(Style::SIMPLE),
        ] {
            let pairs = pairs("a=1&b=2&a=1").unwrap();
            assert_eq!(shape.in_pairs(&pairs, form), Found::Repeated, "{shape:?}");
        }
        assert!(matches!(
            one.list().in_pairs(&pairs("a=1&a=2").unwrap(), form),
            Found::Raw(_)
        ));
        assert!(pairs("%ff=1").is_none());
        assert!(pairs(&"a&".repeat(MOST)).is_some() && pairs(&"a&".repeat(MOST + 1)).is_none());
        assert_eq!(
            In::path("a").style(Style::LABEL).in_text("x", percent),
            None
        );
        assert_eq!(
            In::path("a").style(Style::MATRIX).in_text(";b=x", percent),
            None
        );
        let odd = In::header("a").object(&[]);
        assert_eq!(odd.in_text("a,b,c", plain), None);
    }
}
