//! How is a path template filled? (Paths Object, "Path Templating".)

use super::escape;
use std::ops::Range;

/// The arguments of a path, encoded, in one text.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    text: String,
    places: Vec<(&'static str, Range<usize>)>,
}

impl Arguments {
    /// Adds what is written, as the argument of this name; tells whether that is anything.
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

    /// The bytes that the arguments of most paths have together.
    const USUALLY: usize = 128;

    fn get(&self, name: &str) -> Option<&str> {
        let mut places = self.places.iter();
        let (_, place) = places.find(|(given, _)| *given == name)?;
        self.text.get(place.clone())
    }

    /// How many bytes they have together.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }
}

/// Adds the path with its arguments, which are encoded already. A segment with an argument in it
/// must not become `.` or `..`, which every URL library would take away, however it is encoded.
///
/// # Errors
///
/// The argument at fault, and what is wrong with it.
pub(crate) fn fill(
    template: &'static str,
    arguments: &Arguments,
    url: &mut String,
) -> Result<(), (&'static str, &'static str)> {
    let mut rest = Some(template.strip_prefix('/').unwrap_or(template));
    while let Some(path) = rest {
        let (segment, others) = first_segment(path);
        url.push('/');
        let start = url.len();
        let argument = self::segment(segment, arguments, url)?;
        if let Some(argument) = argument
            && url.get(start..).is_some_and(has_dots)
        {
            let why = "`.` or `..`, which would address another resource";
            return Err((argument, why));
        }
        rest = others;
    }
    Ok(())
}

/// The first segment of a path, and the others. Segments are short, and this is for each call, so
/// bytes are looked at one by one.
fn first_segment(path: &'static str) -> (&'static str, Option<&'static str>) {
    let end = path.bytes().position(|byte| byte == b'/');
    let halves = end.and_then(|end| Some((path.get(..end)?, path.get(end + 1..)?)));
    halves.map_or((path, None), |(segment, others)| (segment, Some(others)))
}

/// The path of a template and the query behind it, without a fragment, which is never sent. What
/// stands in braces is a name, whatever it holds.
pub(crate) fn halves(template: &'static str) -> (&'static str, &'static str) {
    if !template.bytes().any(|byte| matches!(byte, b'?' | b'#')) {
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

/// The query behind a path, with its arguments. A pair whose argument is none of these is left
/// out: that one is written as parameters of the query are.
pub(crate) fn query(template: &'static str, arguments: &Arguments) -> String {
    let mut query = String::new();
    'pairs: for pair in template.split('&').filter(|pair| !pair.is_empty()) {
        let mut written = String::new();
        let mut rest = pair;
        while let Some((before, name, after)) = split(rest) {
            written.push_str(before);
            let Some(value) = arguments.get(name) else {
                continue 'pairs;
            };
            // What may stand in a path as it is would end the value here, or be a space.
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

/// Whether an argument stands behind the path only, in the query, where empty text is a value.
pub(crate) fn is_in_query(template: &'static str, name: &str) -> bool {
    let (path, query) = halves(template);
    let holds = |part: &str| {
        part.contains(&format!("{{{name}}}")) || part.contains(&format!("{{+{name}}}"))
    };
    holds(query) && !holds(path)
}

/// Fills one segment; returns the last argument in it.
fn segment(
    segment: &'static str,
    arguments: &Arguments,
    url: &mut String,
) -> Result<Option<&'static str>, (&'static str, &'static str)> {
    let mut rest = segment;
    let mut last = None;
    while let Some((before, name, after)) = split(rest) {
        escape::literal(before, url);
        // Google's documents write `{+name}` for what can be several segments.
        let name = name.strip_prefix('+').unwrap_or(name);
        url.push_str(arguments.get(name).ok_or((name, "not given"))?);
        last = Some(name);
        rest = after;
    }
    escape::literal(rest, url);
    Ok(last)
}

/// Text before the first `{name}`, the name, and the text after it.
fn split(segment: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    if !segment.bytes().any(|byte| byte == b'{') {
        return None;
    }
    let (before, rest) = segment.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Whether any segment is `.` or `..`: a reserved argument can be several.
fn has_dots(segments: &str) -> bool {
    let may_be = segments.bytes().any(|byte| matches!(byte, b'.' | b'%'));
    may_be && segments.split('/').any(is_dots)
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
        assert!(filled("/v{a}", "..").is_ok());
        assert!(filled("/../x/{a}", "1").is_ok(), "the author's");
    }
}
