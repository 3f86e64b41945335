//! How is a path template filled? (Paths Object, "Path Templating".)

use super::escape;

/// Adds the path with its arguments, which are encoded already. A segment with an argument in it
/// must not become `.` or `..`, which every URL library would take away, however it is encoded.
///
/// # Errors
///
/// The argument at fault, and what is wrong with it.
pub(crate) fn fill(
    template: &'static str,
    arguments: &[(&'static str, String)],
    url: &mut String,
) -> Result<(), (&'static str, &'static str)> {
    if !template.starts_with('/') {
        url.push('/');
    }
    for (at, segment) in template.split('/').enumerate() {
        if at > 0 {
            url.push('/');
        }
        let start = url.len();
        let argument = self::segment(segment, arguments, url)?;
        // A reserved argument can be several segments.
        let mut written = url.get(start..).unwrap_or_default().split('/');
        if let (Some(argument), true) = (argument, written.any(is_dots)) {
            let why = "`.` or `..`, which would address another resource";
            return Err((argument, why));
        }
    }
    Ok(())
}

/// Fills one segment; returns the last argument in it.
fn segment(
    segment: &'static str,
    arguments: &[(&'static str, String)],
    url: &mut String,
) -> Result<Option<&'static str>, (&'static str, &'static str)> {
    let mut rest = segment;
    let mut last = None;
    while let Some((before, name, after)) = split(rest) {
        escape::literal(before, url);
        // Google's documents write `{+name}` for what can be several segments.
        let name = name.strip_prefix('+').unwrap_or(name);
        let argument = arguments.iter().find(|(given, _)| *given == name);
        let (_, value) = argument.ok_or((name, "not given"))?;
        url.push_str(value);
        last = Some(name);
        rest = after;
    }
    escape::literal(rest, url);
    Ok(last)
}

/// Text before the first `{name}`, the name, and the text after it.
fn split(segment: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let (before, rest) = segment.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn is_dots(segment: &str) -> bool {
    let may_be = segment.len() <= 6 && segment.starts_with(['.', '%']);
    may_be
        && matches!(
            segment.to_ascii_lowercase().replace("%2e", ".").as_str(),
            "." | ".."
        )
}
