//! Which operations does a request mean? By its path, with the base path of each server and without
//! (Paths Object, "Path Templating"; Server Object).

use super::coding::decoded;
use bindery::ir::{Api, Server};
use bindery::openapi::path_template::split_path_and_query;

/// Segments of a path. One with more leads nowhere, so that none takes long.
const SEGMENTS: usize = 256;

/// Pieces of a segment, and values with slashes of a path.
const PIECES: usize = 64;
const RESERVED: usize = 2;

/// The paths of all documents.
#[derive(Debug, Default)]
pub(super) struct Router {
    routes: Vec<Route>,
}

/// A way to an operation.
#[derive(Debug)]
struct Route {
    /// One for each segment of the path.
    segments: Vec<Vec<Piece>>,
    /// The pairs that the query has to hold, as some documents write them behind a path.
    query: Vec<(String, String)>,
    /// Which operation it leads to.
    operation: usize,
    /// The characters that are the same in all paths of the route: of two routes that match, the
    /// one with more of them is meant.
    literal: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Literal(String),
    /// A value up to the next slash.
    Value(String),
    /// A value that may hold slashes: `{+name}`.
    Reserved(String),
    /// A server variable, which matches anything.
    Any,
}

/// An operation that a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub operation: usize,
    /// The encoded values of path parameters.
    pub values: Vec<(String, String)>,
}

impl Router {
    /// Adds the ways to an operation of a document; none for what is no path.
    pub(super) fn add(&mut self, operation: usize, api: &Api, servers: &[Server], path: &str) {
        let servers = match servers {
            [] => &api.servers,
            own => own,
        };
        let (path, query) = split_path_and_query(path);
        let pairs = query.split('&').filter(|pair| !pair.contains('{'));
        let query: Vec<_> = pairs
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                (decoded(name), decoded(value))
            })
            .collect();
        let own = segments(path, false);
        let mut ways = vec![own.clone()];
        for server in servers {
            let mut way = segments(base_path(server.url.untrusted()), true);
            way.extend(own.iter().cloned());
            if !ways.contains(&way) {
                ways.push(way);
            }
        }
        for segments in ways.into_iter().filter(|way| is_short(way)) {
            let literals = segments.iter().flatten().map(|piece| match piece {
                Piece::Literal(text) => text.len() + 1,
                _ => 0,
            });
            self.routes.push(Route {
                literal: literals.sum::<usize>() + query.len(),
                segments,
                query: query.clone(),
                operation,
            });
        }
    }

    /// Puts the routes into the order in which they are tried.
    pub(super) fn finish(&mut self) {
        self.routes
            .sort_by_key(|route| std::cmp::Reverse(route.literal));
    }

    /// The operations that match a path and a query, the most specific first.
    pub(super) fn find(&self, path: &str, query: &[(String, String)]) -> Vec<Match> {
        let given: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let given = match given.as_slice() {
            // A slash at the end says nothing.
            [given @ .., ""] => given,
            given => given,
        };
        if given.len() > SEGMENTS {
            return Vec::new();
        }
        let routes = self.routes.iter().filter(|route| {
            let mut pairs = route.query.iter();
            pairs.all(|pair| query.contains(pair))
        });
        let found = routes.filter_map(|route| {
            let mut values = Vec::new();
            matches(&route.segments, given, &mut values).then_some(Match {
                operation: route.operation,
                values,
            })
        });
        found.collect()
    }
}

fn is_short(way: &[Vec<Piece>]) -> bool {
    let pieces = way.iter().flatten();
    let reserved = pieces.filter(|piece| matches!(piece, Piece::Reserved(_)));
    way.len() <= SEGMENTS
        && way.iter().all(|pieces| pieces.len() <= PIECES)
        && reserved.count() <= RESERVED
}

/// The path of a server's URL, which may be relative, without a slash at its end.
fn base_path(url: &str) -> &str {
    let path = match url.split_once("//") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or(""),
        None => url,
    };
    split_path_and_query(path).0
}

fn segments(path: &str, server: bool) -> Vec<Vec<Piece>> {
    let path = path.trim_matches('/');
    if path.is_empty() {
        return Vec::new();
    }
    // A name in braces may hold a slash, if only by mistake.
    let mut parts = vec![String::new()];
    let mut inside = false;
    for character in path.chars() {
        inside = match character {
            '{' => true,
            '}' => false,
            _ => inside,
        };
        match parts.last_mut() {
            Some(last) if character != '/' || inside => last.push(character),
            _ => parts.push(String::new()),
        }
    }
    parts.iter().map(|part| pieces(part, server)).collect()
}

fn pieces(part: &str, server: bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = part;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else {
            break;
        };
        if !before.is_empty() {
            pieces.push(Piece::Literal(before.to_owned()));
        }
        pieces.push(match name.strip_prefix('+') {
            _ if server => Piece::Any,
            Some(name) => Piece::Reserved(name.to_owned()),
            None => Piece::Value(name.to_owned()),
        });
        rest = behind;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest.to_owned()));
    }
    pieces
}

fn matches(route: &[Vec<Piece>], given: &[&str], values: &mut Vec<(String, String)>) -> bool {
    let (Some((pieces, route)), Some((segment, others))) =
        (route.split_first(), given.split_first())
    else {
        return route.is_empty() && given.is_empty();
    };
    let reserved = pieces
        .iter()
        .any(|piece| matches!(piece, Piece::Reserved(_)));
    if !reserved {
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

/// Whether the text of a segment has these pieces. A value ends where the literal behind it is
/// found last, so `{name}:run` takes `a:b:run` too.
fn within(pieces: &[Piece], text: &str, values: &mut Vec<(String, String)>) -> bool {
    let Some((piece, pieces)) = pieces.split_first() else {
        return text.is_empty();
    };
    let (name, reserved) = match piece {
        Piece::Literal(literal) if pieces.is_empty() => {
            return text == literal || decoded(text) == *literal || text == decoded(literal);
        }
        Piece::Literal(literal) => {
            return text
                .strip_prefix(literal.as_str())
                .is_some_and(|rest| within(pieces, rest, values));
        }
        Piece::Any => (None, false),
        Piece::Value(name) => (Some(name), false),
        Piece::Reserved(name) => (Some(name), true),
    };
    let end = match pieces.first() {
        Some(Piece::Literal(literal)) if pieces.len() == 1 => {
            text.strip_suffix(literal.as_str()).map(str::len)
        }
        Some(Piece::Literal(literal)) => text.find(literal.as_str()),
        // Of two values side by side nobody knows where the first one ends.
        Some(_) => text.chars().next().map(char::len_utf8),
        None => Some(text.len()),
    };
    let Some((value, rest)) = end.and_then(|end| text.split_at_checked(end)) else {
        return false;
    };
    if value.is_empty() && !reserved {
        return false;
    }
    if let Some(name) = name {
        values.push((name.clone(), value.to_owned()));
    }
    within(pieces, rest, values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn router(paths: &[&str]) -> Router {
        let mut router = Router::default();
        for (index, path) in paths.iter().enumerate() {
            let server = |url: &str| Server {
                url: url.into(),
                docs: bindery::ir::Docs::default(),
                variables: Vec::new(),
            };
            let servers = [server("https://a.example/v1/"), server("/{region}/x")];
            let api = Api {
                title: bindery::text::DocumentText::default(),
                version: bindery::text::DocumentText::default(),
                docs: bindery::ir::Docs::default(),
                servers: Vec::new(),
                schemes: Vec::new(),
                types: Vec::new(),
                views: std::collections::BTreeMap::new(),
                operations: Vec::new(),
                headers: Vec::new(),
                retry: bindery::ir::Retry::default(),
                omitted: Vec::new(),
            };
            router.add(index, &api, &servers, path);
        }
        router.finish();
        router
    }

    fn first(router: &Router, path: &str) -> String {
        match router
            .find(path, &[("Action".to_owned(), "Run".to_owned())])
            .first()
        {
            None => "none".to_owned(),
            Some(found) => {
                let values: Vec<String> = found
                    .values
                    .iter()
                    .map(|(name, value)| format!("{name}={value}"))
                    .collect();
                format!("{} {}", found.operation, values.join(","))
            }
        }
    }

    #[test]
    fn paths_lead_to_operations() {
        let router = router(&[
            "/pets/{id}",
            "/pets/mine",
            "/v1/{+name}:run",
            "/files/{path}.{format}",
            "/a b",
            "/?Action=Run",
            "/?Action=Stop",
            "/x/{a}{b}",
            "/big/{+rest}",
        ]);
        for (path, expected) in [
            ("/pets/7", "0 id=7"),
            ("/pets/7/", "0 id=7"),
            ("/v1/pets/7", "0 id=7"),
            ("/eu/x/pets/7", "0 id=7"),
            ("/pets/a%2Fb", "0 id=a%2Fb"),
            ("/pets/mine", "1 "),
            ("/pets/", "none"),
            ("/pets//", "none"),
            ("/v1/projects/a:run", "2 name=projects/a"),
            ("/v1/v1/projects/a/b:run", "2 name=projects/a/b"),
            ("/files/a.tar.gz", "3 path=a,format=tar.gz"),
            ("/a%20b", "4 "),
            ("/", "5 "),
            ("/x/12", "7 a=1,b=2"),
            ("/x/1", "none"),
            ("/big/a/b/c", "8 rest=a/b/c"),
            ("/nothing", "none"),
            ("", "5 "),
        ] {
            assert_eq!(first(&router, path), expected, "{path}");
        }
    }

    #[test]
    fn no_path_takes_long() {
        let many: String = "{a}".repeat(40);
        let router = router(&[&format!("/{many}x"), "/{+a}/b/{+c}/d"]);
        assert_eq!(first(&router, &format!("/{}", "a".repeat(60_000))), "none");
        assert_eq!(first(&router, &"/b".repeat(2_000)), "none");
    }
}
