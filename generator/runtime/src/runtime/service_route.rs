//! Routing of requests to operations (Paths Object, "Path Templating").
//!
//! Of several matching paths, the one with the most literal text wins. A value does not extend
//! beyond its segment unless it is written `{+name}`. Query parameters in a path key have to match.

use super::escape;
use super::operation::Operation;
use super::service_style::{form, percent};
use super::template;

/// The limit of segments in a path, which bounds the time of matching.
const SEGMENTS: usize = 256;

/// The limit of values with several segments in a path.
const RESERVED: usize = 2;

/// Operations by path.
#[derive(Debug, Default)]
pub(crate) struct Routes {
    routes: Vec<Route>,
}

#[derive(Debug)]
struct Route {
    segments: Vec<Vec<Piece>>,
    query: Vec<(String, String)>,
    /// The index of the operation.
    place: usize,
    /// The number of literal characters in the route.
    literal: usize,
}

#[derive(Debug)]
enum Piece {
    Literal(String),
    /// A value up to the next slash.
    Value(&'static str),
    /// A value that may contain slashes.
    Reserved(&'static str),
}

/// A matching operation: its index, and the values of its parameters, not decoded.
pub(crate) type Match = (usize, Vec<(&'static str, String)>);

impl Routes {
    /// Creates the routes of these operations.
    pub(crate) fn new<'a>(operations: impl Iterator<Item = &'a &'static Operation>) -> Self {
        let routes = operations.enumerate();
        let mut routes: Vec<Route> = routes
            .map(|(place, operation)| Route::new(place, operation.path))
            .filter(Route::is_short)
            .collect();
        // Stable: of two equal ones, the first in the document wins.
        routes.sort_by_key(|route| (std::cmp::Reverse(route.literal), route.holes()));
        Self { routes }
    }

    /// The operations that match a path and a query, the most specific first.
    pub(crate) fn find(&self, path: &str, query: &str) -> Vec<Match> {
        let path = path.strip_prefix('/').unwrap_or(path);
        let given: Vec<&str> = match path {
            "" => Vec::new(),
            path => path.split('/').collect(),
        };
        if given.len() > SEGMENTS {
            return Vec::new();
        }
        let routes = self.routes.iter().filter_map(|route| {
            let mut values = Vec::new();
            let found = matches(&route.segments, &given, &mut values) && route.is_asked(query);
            found.then_some((route.place, values))
        });
        routes.collect()
    }
}

impl Route {
    fn new(place: usize, path: &'static str) -> Self {
        let (path, query) = template::halves(path);
        // A value in the query is an ordinary argument.
        let pairs = query
            .split('&')
            .filter(|it| !it.is_empty() && !it.contains('{'));
        let query: Vec<(String, String)> = pairs.filter_map(pair).collect();
        let segments = segments(path);
        let literals = segments.iter().flatten().map(|piece| match piece {
            Piece::Literal(text) => text.len() + 1,
            Piece::Value(_) | Piece::Reserved(_) => 0,
        });
        Self {
            literal: literals.sum::<usize>() + query.len(),
            segments,
            query,
            place,
        }
    }

    /// The segments that contain values: of two routes, the one with the later value wins.
    fn holes(&self) -> Vec<bool> {
        let is_literal = |piece: &Piece| matches!(piece, Piece::Literal(_));
        let segments = self.segments.iter();
        segments
            .map(|pieces| !pieces.iter().all(is_literal))
            .collect()
    }

    fn is_short(&self) -> bool {
        let pieces = self.segments.iter().flatten();
        let reserved = pieces.filter(|piece| matches!(piece, Piece::Reserved(_)));
        self.segments.len() <= SEGMENTS && reserved.count() <= RESERVED
    }

    /// Returns whether a query contains the pairs of a path key.
    fn is_asked(&self, query: &str) -> bool {
        let holds =
            |wanted: &(String, String)| query.split('&').filter_map(pair).any(|it| it == *wanted);
        self.query.iter().all(holds)
    }
}

fn pair(text: &str) -> Option<(String, String)> {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    Some((form(name)?, form(value)?))
}

/// The segments of a template. A name in braces may contain a slash by mistake.
fn segments(path: &'static str) -> Vec<Vec<Piece>> {
    let path = path.strip_prefix('/').unwrap_or(path);
    if path.is_empty() {
        return Vec::new();
    }
    let mut segments = Vec::new();
    let (mut start, mut inside) = (0, false);
    for (at, character) in path.char_indices() {
        match character {
            '{' => inside = true,
            '}' => inside = false,
            '/' if !inside => {
                segments.push(pieces(path.get(start..at).unwrap_or_default()));
                start = at + 1;
            }
            _ => {}
        }
    }
    segments.push(pieces(path.get(start..).unwrap_or_default()));
    segments
}

fn pieces(segment: &'static str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while let Some((before, (name, behind))) = rest
        .split_once('{')
        .and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        if !before.is_empty() {
            pieces.push(literal(before));
        }
        pieces.push(match name.strip_prefix('+') {
            Some(name) => Piece::Reserved(name),
            None => Piece::Value(name),
        });
        rest = behind;
    }
    if !rest.is_empty() {
        pieces.push(literal(rest));
    }
    pieces
}

/// A literal as clients encode it.
fn literal(text: &str) -> Piece {
    let mut literal = String::new();
    escape::literal(text, &mut literal);
    Piece::Literal(literal)
}

fn matches(route: &[Vec<Piece>], given: &[&str], values: &mut Vec<(&'static str, String)>) -> bool {
    let (Some((pieces, route)), Some((segment, others))) =
        (route.split_first(), given.split_first())
    else {
        return route.is_empty() && given.is_empty();
    };
    let is_reserved = |piece: &Piece| matches!(piece, Piece::Reserved(_));
    if !pieces.iter().any(is_reserved) {
        return within(pieces, segment, values) && matches(route, others, values);
    }
    // A value with slashes takes as many segments as leave enough for the rest.
    let most = given.len().saturating_sub(route.len());
    for count in (1..=most).rev() {
        let Some((taken, others)) = given.split_at_checked(count) else {
            continue;
        };
        let before = values.len();
        if within(pieces, &taken.join("/"), values) && matches(route, others, values) {
            return true;
        }
        values.truncate(before);
    }
    false
}

/// Returns whether a segment matches these pieces. A value extends to the last occurrence of the
/// literal after it, so that `{name}:run` matches `a:b:run`.
fn within(pieces: &[Piece], text: &str, values: &mut Vec<(&'static str, String)>) -> bool {
    let Some((piece, pieces)) = pieces.split_first() else {
        return text.is_empty();
    };
    let (name, reserved) = match piece {
        Piece::Literal(literal) if pieces.is_empty() => return is_same(text, literal),
        Piece::Literal(literal) => {
            let rest = text.strip_prefix(literal.as_str());
            return rest.is_some_and(|rest| within(pieces, rest, values));
        }
        Piece::Value(name) => (*name, false),
        Piece::Reserved(name) => (*name, true),
    };
    let end = match pieces {
        [Piece::Literal(literal)] => text.strip_suffix(literal.as_str()).map(str::len),
        [Piece::Literal(literal), ..] => text.find(literal.as_str()),
        // Two adjacent values would be ambiguous.
        [_, ..] => text.chars().next().map(char::len_utf8),
        [] => Some(text.len()),
    };
    let Some((value, rest)) = end.and_then(|end| text.split_at_checked(end)) else {
        return false;
    };
    if value.is_empty() && !reserved {
        return false;
    }
    values.push((name, value.to_owned()));
    within(pieces, rest, values)
}

/// Returns whether text of a path equals a literal of a template, either of which may be encoded.
fn is_same(text: &str, literal: &str) -> bool {
    text == literal
        || percent(text).as_deref() == Some(literal)
        || percent(text) == percent(literal)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn of(path: &'static str) -> Operation {
        Operation {
            id: path,
            method: "GET",
            path,
            accept: "",
            security: &[],
            errors: &[],
        }
    }

    static OPERATIONS: [Operation; 13] = [
        of("/pets/{id}"),
        of("/pets/mine"),
        of("/v1/{+name}:run"),
        of("/files/{path}.{format}"),
        of("/a b"),
        of("/?Action=Run"),
        of("/?Action=Stop&of={of}"),
        of("/x/{a}{b}"),
        of("/big/{+rest}"),
        of("/{a}/y"),
        of("/x/{b}"),
        of("/pets/{pet}/toys/"),
        of("/for the ü{id} of {whom}"),
    ];

    fn first(path: &str, query: &str) -> String {
        let operations: Vec<&'static Operation> = OPERATIONS.iter().collect();
        let routes = Routes::new(operations.iter());
        match routes.find(path, query).first() {
            None => "none".to_owned(),
            Some((place, values)) => {
                let values: Vec<String> = values
                    .iter()
                    .map(|(name, value)| format!("{name}={value}"))
                    .collect();
                format!("{place} {}", values.join(","))
            }
        }
    }

    #[test]
    fn paths_lead_to_operations() {
        for (path, expected) in [
            ("/pets/7", "0 id=7"),
            ("/pets/a%2Fb", "0 id=a%2Fb"),
            ("/pets/mine", "1 "),
            ("/pets/", "none"),
            ("/pets/7/", "none"),
            ("/pets/7/toys/", "11 pet=7"),
            ("/v1/projects/a:run", "2 name=projects/a"),
            ("/files/a.tar.gz", "3 path=a,format=tar.gz"),
            ("/a%20b", "4 "),
            ("/for%20the%20%C3%BC7%20of%20a%2Fb", "12 id=7,whom=a%2Fb"),
            ("/x/12", "7 a=1,b=2"),
            ("/x/1", "10 b=1"),
            ("/x/y", "10 b=y"),
            ("/q/y", "9 a=q"),
            ("/big/a/b/c", "8 rest=a/b/c"),
            ("/nothing", "none"),
            ("/", "none"),
        ] {
            assert_eq!(first(path, ""), expected, "{path}");
        }
        assert_eq!(first("/", "Action=Run&x=1"), "5 ");
        assert_eq!(first("", "of=1&Action=Stop"), "6 ");
    }

    #[test]
    fn no_path_takes_long() {
        assert_eq!(first(&"/b".repeat(2_000), ""), "none");
        let long = format!("/big{}", "/b".repeat(250));
        assert!(first(&long, "").starts_with("8 "));
    }
}
