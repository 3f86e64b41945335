//! Which places of a tree does a JSONPath select? (RFC 9535.)

use crate::diagnostic::Pointer;
use serde_json::Value;

/// The limit of open brackets: the parser recurses for each.
const DEPTH: usize = 32;

/// A query that can be asked.
#[derive(Debug)]
pub(super) struct JsonPath(serde_json_path::JsonPath);

impl JsonPath {
    /// Reads a query, or says why it cannot be asked.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        if depth(text) > DEPTH {
            return Err(format!("more than {DEPTH} brackets are open in it"));
        }
        serde_json_path::JsonPath::parse(text)
            .map(Self)
            .map_err(|error| reason(text, error.position(), error.message()))
    }

    /// The places that it selects, each once.
    pub(super) fn select(&self, tree: &Value) -> Vec<Pointer> {
        let found = self.0.query_located(tree).dedup();
        let found = found.locations();
        found
            .map(|at| Pointer::from_escaped(at.to_json_pointer()))
            .collect()
    }
}

/// Why a text is no query: what the parser did not get past, and what it says, if that is anything.
fn reason(text: &str, position: usize, message: &str) -> String {
    let place = match text.get(position..) {
        Some(rest) if !rest.is_empty() => format!("from `{rest}` on"),
        _ => "at its end".to_owned(),
    };
    match message {
        "parser error" => format!("it cannot be read {place}"),
        message => format!("it cannot be read {place}: {message}"),
    }
}

/// The maximum number of open brackets outside strings, and of consecutive `!`.
fn depth(text: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    let mut negations = 0;
    let mut quote = None;
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match (quote, c) {
            (Some(_), '\\') => {
                characters.next();
            }
            (Some(ends), c) => quote = quote.filter(|_| ends != c),
            (None, '\'' | '"') => quote = Some(c),
            (None, '(' | '[') => open += 1,
            (None, ')' | ']') => open = open.saturating_sub(1),
            (None, _) => {}
        }
        match c {
            '!' if quote.is_none() => negations += 1,
            c if c.is_whitespace() => {}
            _ => negations = 0,
        }
        most = most.max(open + negations);
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn found(path: &str) -> Vec<String> {
        let tree = json!({
            "info": {"title": "t"},
            "paths": {
                "/a": {"get": {"tags": ["x"], "deprecated": true, "parameters": [{"name": "p"}, {"name": "q"}]}},
                "/b": {"get": {"tags": ["y"], "parameters": [{"name": "p", "in": "query"}]}},
            },
        });
        let path = JsonPath::parse(path).unwrap_or_else(|problem| panic!("{path}: {problem}"));
        let found = path.select(&tree).into_iter();
        found.map(|at| at.as_str().to_owned()).collect()
    }

    #[test]
    fn places_are_found() {
        for (path, expected) in [
            ("$", vec![""]),
            ("$.info.title", vec!["/info/title"]),
            ("$['paths']['/a']", vec!["/paths/~1a"]),
            ("$.paths.*.get", vec!["/paths/~1a/get", "/paths/~1b/get"]),
            ("$.paths[*].put", vec![]),
            (
                "$.paths['/a','/b'].get.tags[0]",
                vec!["/paths/~1a/get/tags/0", "/paths/~1b/get/tags/0"],
            ),
            (
                "$..parameters[-1]",
                vec!["/paths/~1a/get/parameters/1", "/paths/~1b/get/parameters/0"],
            ),
            (
                "$..[?@.name == 'p' && @.in]",
                vec!["/paths/~1b/get/parameters/0"],
            ),
            (
                "$.paths.*.get.parameters[?(@.name=='q' || @.in == \"query\")]",
                vec!["/paths/~1a/get/parameters/1", "/paths/~1b/get/parameters/0"],
            ),
            ("$.paths[?@.get.deprecated != true]", vec!["/paths/~1b"]),
            ("$.paths[?@.get.tags[0] == 'x']", vec!["/paths/~1a"]),
            ("$.paths['/a'].get.parameters[7]", vec![]),
            ("$..*.title", vec!["/info/title"]),
            (
                "$.paths['/a']['get','get'].tags",
                vec!["/paths/~1a/get/tags"],
            ),
            (
                "$.paths['/a'].get.parameters[1:]",
                vec!["/paths/~1a/get/parameters/1"],
            ),
            ("$.paths[?length(@.get.parameters) > 1]", vec!["/paths/~1a"]),
        ] {
            assert_eq!(found(path), expected, "{path}");
        }
    }

    #[test]
    fn only_what_is_nested_is_counted() {
        let brackets = "([".repeat(40);
        for condition in [
            vec!["@.a != 1"; 40].join(" && "),
            vec!["!@.a"; 40].join(" && "),
            vec!["(@.a)"; 40].join(" || "),
            format!("@.a == '\\'{brackets}' || @.b == \"'\\\"{brackets}\""),
        ] {
            assert!(
                JsonPath::parse(&format!("$[?{condition}]")).is_ok(),
                "{condition}"
            );
        }
        for condition in [
            format!("{}@.a", "!".repeat(100_000)),
            format!("{}@.a{}", "!(".repeat(33), ")".repeat(33)),
            format!(
                "@.a == 'x' && {}@.a{}",
                "(".repeat(100_000),
                ")".repeat(100_000)
            ),
        ] {
            assert!(JsonPath::parse(&format!("$[?{condition}]")).is_err());
        }
    }

    #[test]
    fn what_cannot_be_asked_is_refused() {
        let deep = format!("$[?{}@.a{}]", "(".repeat(40), ")".repeat(40));
        for (path, problem) in [
            ("paths", "it cannot be read from `paths` on"),
            ("", "it cannot be read at its end"),
            ("$paths", "it cannot be read from `paths` on"),
            ("$.a.b[x]", "it cannot be read from `[x]` on"),
            (
                "$['\u{e4}'].\u{f6}['x",
                "it cannot be read at its end: in long-hand segment, expected an ending quote",
            ),
            (
                "$[?nothing(@.a)]",
                "it cannot be read from `nothing(@.a)]` on: in long-hand segment, function name \
                 'nothing' is not defined",
            ),
            (&deep, "more than 32 brackets are open in it"),
        ] {
            assert_eq!(JsonPath::parse(path).unwrap_err(), problem, "{path}");
        }
    }
}
