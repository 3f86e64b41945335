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
pub(crate) fn has_dots(segments: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(given: &[(&'static str, &str)]) -> Arguments {
        let mut arguments = Arguments::default();
        for (name, value) in given {
            let write = |to: &mut String| {
                to.push_str(value);
                Ok::<_, ()>(())
            };
            arguments.add(name, write).unwrap();
        }
        arguments
    }

    fn filled(template: &'static str, value: &str) -> Result<String, &'static str> {
        let mut url = String::new();
        let arguments = arguments(&[("a", value)]);
        match fill(template, &arguments, &mut url) {
            Ok(()) => Ok(url),
            Err((_, why)) => Err(why),
        }
    }

    #[test]
    fn arguments_stand_where_they_belong() {
        assert_eq!(
            filled("/x y/{a}.json:run", "1").unwrap(),
            "/x%20y/1.json:run"
        );
        assert_eq!(filled("v1/{+a}/{a}", "b/c").unwrap(), "/v1/b/c/b/c");
        assert_eq!(filled("/{b}", "1"), Err("not given"));
        assert_eq!(filled("/{open", "1").unwrap(), "/%7Bopen");
        assert_eq!(filled("/{{/a}/{{a}", "1"), Err("not given"));
        assert_eq!(filled("/{{/b}/x{a}y/", "1").unwrap(), "/%7B%7B/b%7D/x1y/");
        assert_eq!(filled("", "1").unwrap(), "/");
        assert_eq!(filled("{a}{a}", "1").unwrap(), "/11");
    }

    #[test]
    fn a_query_behind_the_path_is_filled() {
        let arguments = arguments(&[("a", "1%20&+"), ("b", "")]);
        let filled = |template| query(template, &arguments);
        assert_eq!(
            filled("x=1&y={a}.{b}&z={b}&c={c}&w"),
            "x=1&y=1%20%26%2B.&z=&w"
        );
        assert_eq!(filled("c={c}"), "");
        assert_eq!(filled("q=a+b"), "q=a+b");
        assert_eq!(halves("/{a#}/{?}?x={y#?}?#z"), ("/{a#}/{?}", "x={y#?}?"));
        assert_eq!(halves("/a#b?c"), ("/a", ""));
        assert!(is_in_query("/a?x={a}", "a"));
        assert!(!is_in_query("/{+a}?x={a}", "a"));
        assert!(!is_in_query("/a?x=1", "a"));
    }

    #[test]
    fn no_segment_becomes_another() {
        for value in [".", "..", "%2e", "%2E.", "x/../y", "x/%2e%2E", "../x"] {
            assert!(filled("/{+a}/z", value).is_err(), "{value}");
        }
        for value in ["...", "x..", "x/.y", "%252e"] {
            assert!(filled("/{+a}/z", value).is_ok(), "{value}");
        }
        assert!(filled("/.{a}", ".").is_err());
        assert!(filled("/{a}./x", ".").is_err());
        assert!(filled("/{a}{a}", ".").is_err());
        assert!(filled("/{a}x/../{a}", ".").is_err());
        assert!(filled("/v{a}", "..").is_ok());
        assert!(filled("/../x/{a}", "1").is_ok(), "the author's");
    }
}
