//! Which operation does a request belong to?

use super::spec::Spec;
use bindery::diagnostic::Pointer;
use bindery::openapi::percent::percent_decoded;
use serde_json::Value;
use std::collections::BTreeMap;

/// The paths of a document, by their number of segments.
pub(super) struct Routes<'t> {
    by_length: BTreeMap<usize, Vec<Route<'t>>>,
    /// The paths of the document's servers, the longest first, without a slash at the end.
    bases: Vec<String>,
}

struct Route<'t> {
    segments: Vec<Segment>,
    at: Pointer,
    item: &'t Value,
}

/// The parts of a segment of a path template: texts and parameters.
struct Segment {
    shown: String,
    parts: Vec<Part>,
}

enum Part {
    Text(String),
    Parameter,
}

/// The result of a search.
pub(super) enum Matched<'t> {
    Operation {
        at: Pointer,
        operation: &'t Value,
        item: &'t Value,
        item_at: Pointer,
    },
    /// The document does not declare it. The path has only the segments that are declared.
    Undeclared {
        path: String,
        item_at: Option<Pointer>,
    },
    /// It is not below the path of a server.
    Elsewhere,
}

impl<'t> Routes<'t> {
    pub fn new(spec: &Spec<'t>) -> Self {
        let at = Pointer::root().child("paths");
        let mut by_length: BTreeMap<usize, Vec<Route<'t>>> = BTreeMap::new();
        let mut bases = spec.base_paths(spec.tree);
        let paths = spec.tree.get("paths").and_then(Value::as_object);
        for (path, item) in paths.into_iter().flatten() {
            if !path.starts_with('/') {
                continue;
            }
            let (item, at) = spec.resolve(item, at.child(path));
            bases.extend(spec.base_paths(item));
            let plain = path.split(['?', '#']).next().unwrap_or_default();
            let segments: Vec<_> = plain.split('/').skip(1).map(Segment::new).collect();
            let routes = by_length.entry(segments.len()).or_default();
            routes.push(Route { segments, at, item });
        }
        // The most concrete first: texts before mixed segments before parameters.
        for routes in by_length.values_mut() {
            routes
                .sort_by_key(|route| route.segments.iter().map(Segment::rank).collect::<Vec<_>>());
        }
        bases.sort_by_key(|base| (std::cmp::Reverse(base.len()), base.clone()));
        bases.dedup();
        if bases.is_empty() {
            bases.push(String::new());
        }
        Self { by_length, bases }
    }

    /// Finds the operation of a request.
    pub fn find(&self, method: &str, uri: &str) -> Matched<'t> {
        let path = path_of(uri);
        let below = |base: &str| {
            let rest = path.strip_prefix(base)?;
            rest.starts_with('/').then_some(rest)
        };
        let candidates: Vec<&str> = self.bases.iter().filter_map(|base| below(base)).collect();
        // A `base_url` can replace the path of the server.
        let paths = candidates.iter().copied().chain([path]);
        let mut other_method = None;
        for path in paths {
            let segments = decoded(path);
            let routes = self.by_length.get(&segments.len()).into_iter().flatten();
            for route in routes.filter(|route| route.matches(&segments)) {
                if let Some(operation) = route.item.get(method.to_ascii_lowercase()) {
                    return Matched::Operation {
                        at: route.at.child(&method.to_ascii_lowercase()),
                        operation,
                        item: route.item,
                        item_at: route.at.clone(),
                    };
                }
                other_method.get_or_insert(route);
            }
        }
        match (other_method, candidates.first()) {
            (Some(route), _) => Matched::Undeclared {
                path: shown(&route.segments),
                item_at: Some(route.at.clone()),
            },
            (None, Some(path)) => Matched::Undeclared {
                path: self.declared_beginning(&decoded(path)),
                item_at: None,
            },
            (None, None) => Matched::Elsewhere,
        }
    }

    /// The longest declared beginning of a path; the segments after it are values.
    fn declared_beginning(&self, segments: &[String]) -> String {
        let routes = self.by_length.values().flatten();
        let same = |route: &Route<'_>| {
            let pairs = route.segments.iter().zip(segments);
            pairs
                .take_while(|(declared, text)| declared.is_text() && declared.matches(text))
                .count()
        };
        let longest = routes
            .map(|route| (same(route), route))
            .max_by_key(|(count, _)| *count);
        let (count, begin) = longest.map_or((0, String::new()), |(count, route)| {
            (
                count,
                shown(route.segments.get(..count).unwrap_or_default()),
            )
        });
        let rest = segments.len().saturating_sub(count);
        begin + &"/{…}".repeat(rest.min(8))
    }
}

impl Route<'_> {
    fn matches(&self, segments: &[String]) -> bool {
        let mut pairs = self.segments.iter().zip(segments);
        pairs.all(|(declared, text)| declared.matches(text))
    }
}

impl Segment {
    fn new(text: &str) -> Self {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((_, behind)) = after.split_once('}') else {
                break;
            };
            if !before.is_empty() {
                parts.push(Part::Text(decode(before)));
            }
            parts.push(Part::Parameter);
            rest = behind;
        }
        if !rest.is_empty() || parts.is_empty() {
            parts.push(Part::Text(decode(rest)));
        }
        Self {
            shown: text.to_owned(),
            parts,
        }
    }

    fn is_text(&self) -> bool {
        self.parts.iter().all(|part| matches!(part, Part::Text(_)))
    }

    fn rank(&self) -> u8 {
        match self.parts.as_slice() {
            [Part::Parameter] => 2,
            _ if self.is_text() => 0,
            _ => 1,
        }
    }

    fn matches(&self, text: &str) -> bool {
        let mut rest = text;
        let mut parts = self.parts.iter().peekable();
        while let Some(part) = parts.next() {
            match (part, parts.peek()) {
                (Part::Text(text), _) => match rest.strip_prefix(text.as_str()) {
                    Some(after) => rest = after,
                    None => return false,
                },
                (Part::Parameter, None) => return !rest.is_empty(),
                (Part::Parameter, Some(Part::Parameter)) => {}
                (Part::Parameter, Some(Part::Text(text))) => {
                    // A parameter is not empty. The last occurrence leaves most to it.
                    match rest.rfind(text.as_str()).filter(|at| *at > 0) {
                        Some(at) => rest = rest.get(at..).unwrap_or_default(),
                        None => return false,
                    }
                }
            }
        }
        rest.is_empty()
    }
}

fn shown(segments: &[Segment]) -> String {
    segments
        .iter()
        .map(|segment| format!("/{}", segment.shown))
        .collect()
}

/// Scheme and authority of a URI; empty if it has none.
pub(super) fn origin_of(uri: &str) -> &str {
    let Some((_, rest)) = uri.split_once("://") else {
        return "";
    };
    let authority = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    uri.get(..uri.len() - rest.len() + authority)
        .unwrap_or_default()
}

/// The path of a URI or of a server's URL, without query and fragment.
pub(super) fn path_of(uri: &str) -> &str {
    let uri = uri.split(['?', '#']).next().unwrap_or_default();
    match uri.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
        None => uri,
    }
}

fn decoded(path: &str) -> Vec<String> {
    path.split('/').skip(1).map(decode).collect()
}

fn decode(text: &str) -> String {
    String::from_utf8_lossy(&percent_decoded(text)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_most_concrete_path_wins_and_values_stay_hidden() {
        let tree = json!({"openapi": "3.0.3", "servers": [{"url": "https://h/{v}/api/", "variables": {"v": {"default": "v1"}}}],
            "paths": {"/pets/{id}": {"get": {}}, "/pets/mine": {"get": {}}, "/pets/{id}.json": {"get": {}}, "/pets/{id}:run": {"post": {}}, "/caf%C3%A9-{id}": {"get": {}}}});
        let spec = Spec::new(&tree);
        let routes = Routes::new(&spec);
        let found = |method: &str, uri: &str| match routes.find(method, uri) {
            Matched::Operation { at, .. } => at.to_string(),
            Matched::Undeclared { path, .. } => path,
            Matched::Elsewhere => "elsewhere".to_owned(),
        };
        for (method, uri, expected) in [
            (
                "GET",
                "https://x/v1/api/pets/7?q=1",
                "#/paths/~1pets~1{id}/get",
            ),
            (
                "GET",
                "http://x:80/v1/api/pets/m%69ne",
                "#/paths/~1pets~1mine/get",
            ),
            ("GET", "/pets/7.json", "#/paths/~1pets~1{id}.json/get"),
            (
                "POST",
                "/v1/api/pets/7:run",
                "#/paths/~1pets~1{id}:run/post",
            ),
            ("GET", "/v1/api/caf%c3%a9-7", "#/paths/~1caf%C3%A9-{id}/get"),
            ("DELETE", "/v1/api/pets/7", "/pets/{id}"),
            ("GET", "/v1/api/pets/secret/toys", "/pets/{…}/{…}"),
            ("GET", "/v1/api/secret", "/{…}"),
            ("GET", "/secret", "elsewhere"),
        ] {
            assert_eq!(found(method, uri), expected, "{method} {uri}");
        }
        assert_eq!(origin_of("https://h:1/a?b"), "https://h:1");
        assert_eq!(origin_of("/a"), "");
    }
}
