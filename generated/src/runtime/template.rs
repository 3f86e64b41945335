// Made by bindery; changes are overwritten.

//! Path templates (Paths Object, "Path Templating").

use super::escape;
use std::ops::Range;

/// The encoded arguments of a path, in one text.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    text: String,
    places: Vec<(&'static str, Range<usize>)>,
}

impl Arguments {
    /// Adds the argument of this name; returns whether anything was written.
    pub(crate) fn add<E>(
        &mut self,
        name: &'static str,
        write: impl FnOnce(&mut String) -> Result<(), E>,
    ) -> Result<bool, E> {
        if self.places.is_empty() {
            self.text.reserve(Self::USUALLY);
        }
        let start = self.text.len();
        write(&mut self.text)?;
        let place = start..self.text.len();
        let anything = !place.is_empty();
        self.places.push((name, place));
        Ok(anything)
    }

    /// The capacity for the arguments of most paths in bytes.
    const USUALLY: usize = 128;

    fn get(&self, name: &str) -> Option<&str> {
        let mut places = self.places.iter();
        let (_, place) = places.find(|(given, _)| *given == name)?;
        self.text.get(place.clone())
    }

    /// Their total length in bytes.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }
}

/// Appends the path with its arguments, which are encoded already. A segment that contains an
/// argument must not become `.` or `..`, which URL libraries remove even if encoded.
///
/// # Errors
///
/// The invalid argument, and the reason.
pub(crate) fn fill(
    template: &'static str,
    arguments: &Arguments,
    url: &mut String,
) -> Result<(), (&'static str, &'static str)> {
    if !template.starts_with('/') {
        url.push('/');
    }
    // The last argument, and the start of its segment while that continues.
    let mut open: Option<(&'static str, usize)> = None;
    let mut rest = template;
    while let Some((before, name, after)) = split(rest) {
        literal(before, &mut open, url)?;
        // Google's documents write `{+name}` for an argument of several segments.
        let name = name.strip_prefix('+').unwrap_or(name);
        let start = open.map_or_else(|| segment(url), |(_, start)| start);
        url.push_str(arguments.get(name).ok_or((name, "not given"))?);
        open = Some((name, start));
        rest = after;
    }
    literal(rest, &mut open, url)?;
    open.map_or(Ok(()), |open| check(open, url))
}

/// Appends literal text. Its first slash ends the segment of the argument before it.
fn literal(
    text: &'static str,
    open: &mut Option<(&'static str, usize)>,
    url: &mut String,
) -> Result<(), (&'static str, &'static str)> {
    let mut text = text;
    if let Some(argument) = *open
        && let Some(end) = text.bytes().position(|byte| byte == b'/')
    {
        escape::literal(text.get(..end).unwrap_or_default(), url);
        check(argument, url)?;
        *open = None;
        text = text.get(end..).unwrap_or_default();
    }
    escape::literal(text, url);
    Ok(())
}

/// The start of the last segment of a URL.
fn segment(url: &str) -> usize {
    let slash = url.bytes().rposition(|byte| byte == b'/');
    slash.map_or(0, |slash| slash + 1)
}

/// Whether the segment from here on contains an argument and would be removed.
fn check(
    (argument, start): (&'static str, usize),
    url: &str,
) -> Result<(), (&'static str, &'static str)> {
    let why = "`.` or `..`, which would address another resource";
    match url.get(start..).is_some_and(has_dots) {
        true => Err((argument, why)),
        false => Ok(()),
    }
}

/// Splits a path key into its path and query; a fragment is dropped. Text in braces is a name,
/// whatever it contains.
pub(crate) fn halves(template: &'static str) -> (&'static str, &'static str) {
    let bytes = template.as_bytes();
    if !bytes.contains(&b'?') && !bytes.contains(&b'#') {
        return (template, "");
    }
    let mut inside = false;
    let mut mark = None;
    let mut end = template.len();
    for (at, character) in template.char_indices() {
        match character {
            '{' => inside = true,
            '}' => inside = false,
            '?' if !inside && mark.is_none() => mark = Some(at),
            '#' if !inside => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    let whole = template.get(..end).unwrap_or_default();
    mark.and_then(|at| whole.split_at_checked(at))
        .map_or((whole, ""), |(path, query)| {
            (path, query.strip_prefix('?').unwrap_or(query))
        })
}

/// The query of a path key with its arguments. A pair with an argument that is not among these is
/// omitted: it is written like other query parameters.
pub(crate) fn query(template: &'static str, arguments: &Arguments) -> String {
    let mut query = String::new();
    'pairs: for pair in template.split('&').filter(|pair| !pair.is_empty()) {
        let mut written = String::new();
        let mut rest = pair;
        while let Some((before, inside)) = rest.split_once('{')
            && let Some((name, after)) = inside.split_once('}')
        {
            written.push_str(before);
            let Some(value) = arguments.get(name) else {
                continue 'pairs;
            };
            // Characters that are literal in a path could end the value here, or mean a space.
            written.push_str(&value.replace('&', "%26").replace('+', "%2B"));
            rest = after;
        }
        written.push_str(rest);
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(&written);
    }
    query
}

/// Whether an argument occurs only in the query of the path key, where empty text is allowed.
pub(crate) fn is_in_query(template: &'static str, name: &str) -> bool {
    let (path, query) = halves(template);
    let holds = |part: &str| {
        part.contains(&format!("{{{name}}}")) || part.contains(&format!("{{+{name}}}"))
    };
    holds(query) && !holds(path)
}

/// Splits at the first `{name}` of a path, which no segment boundary divides. This runs for each
/// call, so it scans bytes.
fn split(path: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let mut from = 0;
    loop {
        let open = from + path.get(from..)?.bytes().position(|byte| byte == b'{')?;
        let inside = path.get(open + 1..)?;
        let end = inside
            .bytes()
            .position(|byte| matches!(byte, b'}' | b'/'))?;
        if inside.as_bytes().get(end) == Some(&b'}') {
            let (before, name) = (path.get(..open)?, inside.get(..end)?);
            return Some((before, name, inside.get(end + 1..)?));
        }
        from = open + 1 + end;
    }
}

/// Whether any segment is `.` or `..`: a reserved argument can contain several.
fn has_dots(segments: &str) -> bool {
    match segments.as_bytes().contains(&b'/') {
        true => segments.split('/').any(is_dots),
        false => is_dots(segments),
    }
}

fn is_dots(segment: &str) -> bool {
    let may_be = segment.len() <= 6 && segment.starts_with(['.', '%']);
    may_be
        && matches!(
            segment.to_ascii_lowercase().replace("%2e", ".").as_str(),
            "." | ".."
        )
}
