//! Which parameters does a path hold, and where? (Paths Object, "Path Templating".)

use crate::ir::{PathTemplate, Segment};
use crate::openapi::path_template::split_path_and_query;

/// Takes a path apart. Google's documents write `{+name}` for a value that may hold slashes; the
/// parameter is called `name`.
pub(super) fn template(path: &str) -> PathTemplate {
    let mut segments = Vec::new();
    let mut literal = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        literal.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            literal.push('{');
            rest = after;
            continue;
        };
        if !literal.is_empty() {
            segments.push(Segment::Literal(std::mem::take(&mut literal).into()));
        }
        let name = name.strip_prefix('+').unwrap_or(name);
        segments.push(Segment::Parameter(name.into()));
        rest = behind;
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        segments.push(Segment::Literal(literal.into()));
    }
    PathTemplate {
        text: path.into(),
        segments,
    }
}

/// A parameter that occurs in a path, or in the query that some documents write behind one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placeholder {
    /// Its name.
    pub(super) name: String,
    /// Whether it is written `{+name}`, in the path.
    pub(super) reserved: bool,
    /// Where it occurs.
    pub(super) half: Half,
}

/// Where a placeholder occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// In the path.
    Path,
    /// In the query, as all of the pair of its own name: `name={name}`.
    Pair,
    /// In the query, elsewhere.
    Query,
}

/// The parameters in a path, each once, in order.
pub(super) fn parameters(path: &str) -> Vec<Placeholder> {
    let (before, query) = split_path_and_query(path);
    let mut found: Vec<Placeholder> = Vec::new();
    for name in names(before) {
        if found.iter().all(|known| known.name != name) {
            found.push(Placeholder {
                reserved: before.contains(&format!("{{+{name}}}")),
                half: Half::Path,
                name,
            });
        }
    }
    for pair in query.split('&') {
        for name in names(pair) {
            let half = match pair == format!("{name}={{{name}}}") {
                true => Half::Pair,
                false => Half::Query,
            };
            match found.iter_mut().find(|known| known.name == name) {
                Some(known) if known.half == Half::Pair => known.half = half,
                Some(_) => {}
                None => found.push(Placeholder {
                    reserved: false,
                    half,
                    name,
                }),
            }
        }
    }
    found
}

fn names(part: &str) -> impl Iterator<Item = String> {
    let segments = template(part).segments.into_iter();
    segments.filter_map(|segment| match segment {
        Segment::Parameter(name) => Some(name.untrusted().to_owned()),
        Segment::Literal(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_literals_and_parameters() {
        let literal = |text: &str| Segment::Literal(text.into());
        let parameter = |name: &str| Segment::Parameter(name.into());
        assert_eq!(
            template("/v1/{a}/b.{c}:run").segments,
            [
                literal("/v1/"),
                parameter("a"),
                literal("/b."),
                parameter("c"),
                literal(":run")
            ]
        );
        assert_eq!(
            template("/{+name}").segments,
            [literal("/"), parameter("name")]
        );
        assert_eq!(template("/{open").segments, [literal("/{open")]);
        assert_eq!(template("").segments, []);
    }

    #[test]
    fn placeholders_stand_in_the_path_or_in_the_query_behind_it() {
        let found: Vec<_> = parameters("/{a}/{+b}/{a}?c={c}&x={d}&e={e}&y={e}&{a}#{f}")
            .into_iter()
            .map(|found| (found.name, found.reserved, found.half))
            .collect();
        let expected = [
            ("a", false, Half::Path),
            ("b", true, Half::Path),
            ("c", false, Half::Pair),
            ("d", false, Half::Query),
            ("e", false, Half::Query),
        ];
        let expected = expected.map(|(name, reserved, half)| (name.to_owned(), reserved, half));
        assert_eq!(found, expected);
    }
}
