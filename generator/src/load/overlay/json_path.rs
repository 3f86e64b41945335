//! Which places of a tree does a JSONPath select?
//!
//! Of RFC 9535 there is what overlays use: names, indexes, wildcards, descendants, and filters that
//! ask whether a member is there or equals a literal, joined by `&&` and `||`. The rest (slices,
//! functions, parentheses within filters, other comparisons) is refused.

use crate::diagnostic::Pointer;
use serde_json::Value;

/// A query that can be asked.
#[derive(Debug, PartialEq)]
pub(super) struct JsonPath(Vec<Segment>);

#[derive(Debug, PartialEq)]
struct Segment {
    /// Whether it looks at everything inside, too.
    deep: bool,
    selectors: Vec<Selector>,
}

#[derive(Debug, PartialEq)]
enum Selector {
    Name(String),
    Index(i64),
    All,
    /// One of these holds, of which each is several that hold together.
    Filter(Vec<Vec<Test>>),
}

/// Whether the member at the end of a way is there, or equals a literal, or does not.
#[derive(Debug, PartialEq)]
struct Test {
    way: Vec<String>,
    equals: Option<(bool, Value)>,
}

impl JsonPath {
    /// Reads a query, or says why it cannot be asked.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut reader = Reader { rest: text };
        if !reader.take("$") {
            return Err("it does not begin with `$`".to_owned());
        }
        let mut segments = Vec::new();
        while !reader.rest.is_empty() {
            segments.push(reader.segment()?);
        }
        Ok(Self(segments))
    }

    /// The places that it selects, each once, what is around before what is inside.
    pub(super) fn select(&self, tree: &Value) -> Vec<Pointer> {
        let mut found = vec![(Pointer::root(), tree)];
        for segment in &self.0 {
            let mut next = Vec::new();
            for (at, value) in found {
                segment.select(&at, value, &mut next);
            }
            let mut seen = std::collections::BTreeSet::new();
            next.retain(|(at, _): &(Pointer, &Value)| seen.insert(at.clone()));
            found = next;
        }
        found.into_iter().map(|(at, _)| at).collect()
    }
}

impl Segment {
    fn select<'v>(&self, at: &Pointer, value: &'v Value, found: &mut Vec<(Pointer, &'v Value)>) {
        for selector in &self.selectors {
            match (selector, value) {
                (Selector::Name(name), Value::Object(map)) => {
                    found.extend(map.get(name).map(|value| (at.child(name), value)));
                }
                (Selector::Index(index), Value::Array(list)) => {
                    let index = match usize::try_from(*index) {
                        Ok(index) => Some(index),
                        Err(_) => usize::try_from(index.unsigned_abs())
                            .ok()
                            .and_then(|back| list.len().checked_sub(back)),
                    };
                    let value = index.and_then(|index| Some((at.index(index), list.get(index)?)));
                    found.extend(value);
                }
                (Selector::All, _) => found.extend(children(at, value)),
                (Selector::Filter(any), _) => {
                    let holds =
                        |value: &Value| any.iter().any(|all| all.iter().all(|it| it.holds(value)));
                    found.extend(children(at, value).filter(|(_, value)| holds(value)));
                }
                _ => {}
            }
        }
        if self.deep {
            for (at, value) in children(at, value) {
                self.select(&at, value, found);
            }
        }
    }
}

/// The members of an object, or the elements of an array.
fn children<'v>(
    at: &Pointer,
    value: &'v Value,
) -> impl Iterator<Item = (Pointer, &'v Value)> + use<'v> {
    let at = at.clone();
    let (map, list) = (value.as_object(), value.as_array());
    let of_list = at.clone();
    let members = map.into_iter().flatten();
    let members = members.map(move |(key, value)| (at.child(key), value));
    let items = list.into_iter().flatten().enumerate();
    members.chain(items.map(move |(index, value)| (of_list.index(index), value)))
}

impl Test {
    fn holds(&self, value: &Value) -> bool {
        let mut at = Some(value);
        for step in &self.way {
            at = at.and_then(|value| match value {
                Value::Array(list) => list.get(step.parse::<usize>().ok()?),
                value => value.get(step),
            });
        }
        match &self.equals {
            None => at.is_some(),
            Some((equal, literal)) => (at == Some(literal)) == *equal,
        }
    }
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    fn take(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn unclear<T>(&self, wanted: &str) -> Result<T, String> {
        match self.rest {
            "" => Err(format!("{wanted} is missing at its end")),
            rest => Err(format!("{wanted} should be where `{rest}` is")),
        }
    }

    fn segment(&mut self) -> Result<Segment, String> {
        let deep = self.take("..");
        let selectors = if self.take("[") {
            self.selectors()?
        } else if !deep && !self.take(".") {
            return self.unclear("`.` or `[`");
        } else if self.take("*") {
            vec![Selector::All]
        } else {
            vec![Selector::Name(self.name()?)]
        };
        Ok(Segment { deep, selectors })
    }

    /// A member name in shorthand.
    fn name(&mut self) -> Result<String, String> {
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '-' || c == '$';
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        match self.rest.split_at_checked(end) {
            Some((name, rest)) if !name.is_empty() => {
                self.rest = rest;
                Ok(name.to_owned())
            }
            _ => self.unclear("a name"),
        }
    }

    /// What stands in brackets, behind the first of them.
    fn selectors(&mut self) -> Result<Vec<Selector>, String> {
        let mut selectors = Vec::new();
        loop {
            self.space();
            selectors.push(if self.take("*") {
                Selector::All
            } else if self.take("?") {
                Selector::Filter(self.filter()?)
            } else if self.rest.starts_with(['\'', '"']) {
                Selector::Name(self.quoted()?)
            } else {
                Selector::Index(self.number()?)
            });
            self.space();
            if self.take("]") {
                return Ok(selectors);
            }
            if !self.take(",") {
                return self.unclear("`,` or `]`");
            }
        }
    }

    fn number(&mut self) -> Result<i64, String> {
        let end = self.rest.find(|c: char| c != '-' && !c.is_ascii_digit());
        let (digits, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        match digits.parse() {
            Ok(number) => {
                self.rest = rest;
                Ok(number)
            }
            Err(_) => self.unclear("a name in quotes, an index, `*` or `?`"),
        }
    }

    /// A string in either kind of quotes.
    fn quoted(&mut self) -> Result<String, String> {
        let mut text = String::new();
        let mut characters = self.rest.chars();
        let quote = characters.next();
        loop {
            match characters.next() {
                None => return self.unclear("the end of a string"),
                c if c == quote => break,
                Some('\\') => match characters.next() {
                    Some(c @ ('\\' | '/' | '\'' | '"')) => text.push(c),
                    _ => return self.unclear("a string without such escapes"),
                },
                Some(c) => text.push(c),
            }
        }
        self.rest = characters.as_str();
        Ok(text)
    }

    fn filter(&mut self) -> Result<Vec<Vec<Test>>, String> {
        self.space();
        let around = self.take("(");
        let mut any = vec![Vec::new()];
        loop {
            self.space();
            let test = self.test()?;
            if let Some(all) = any.last_mut() {
                all.push(test);
            }
            self.space();
            if self.take("||") {
                any.push(Vec::new());
            } else if !self.take("&&") {
                break;
            }
        }
        if around && !self.take(")") {
            return self.unclear("`)`");
        }
        Ok(any)
    }

    fn test(&mut self) -> Result<Test, String> {
        if !self.take("@") {
            return self.unclear("`@`");
        }
        let mut way = Vec::new();
        loop {
            if self.take(".") {
                way.push(self.name()?);
            } else if self.take("[") {
                way.push(match self.rest.starts_with(['\'', '"']) {
                    true => self.quoted()?,
                    false => self.number()?.to_string(),
                });
                if !self.take("]") {
                    return self.unclear("`]`");
                }
            } else {
                break;
            }
        }
        self.space();
        let equal = match (self.take("=="), self.take("!=")) {
            (true, _) => true,
            (_, true) => false,
            _ => return Ok(Test { way, equals: None }),
        };
        self.space();
        let literal = self.literal()?;
        Ok(Test {
            way,
            equals: Some((equal, literal)),
        })
    }

    fn literal(&mut self) -> Result<Value, String> {
        let words = [
            ("true", Value::Bool(true)),
            ("false", Value::Bool(false)),
            ("null", Value::Null),
        ];
        for (word, value) in words {
            if self.take(word) {
                return Ok(value);
            }
        }
        if self.rest.starts_with(['\'', '"']) {
            return self.quoted().map(Value::String);
        }
        self.number().map(Value::from)
    }
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
        let path = JsonPath::parse(path).unwrap_or_else(|fault| panic!("{path}: {fault}"));
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
        ] {
            assert_eq!(found(path), expected, "{path}");
        }
    }

    #[test]
    fn what_cannot_be_asked_is_refused() {
        for (path, fault) in [
            ("paths", "it does not begin with `$`"),
            ("$.", "a name is missing at its end"),
            ("$paths", "`.` or `[` should be where `paths` is"),
            ("$['a", "the end of a string should be where `'a` is"),
            ("$.a[1:2]", "`,` or `]` should be where `:2]` is"),
            (
                "$[?length(@.a) == 1]",
                "`@` should be where `length(@.a) == 1]` is",
            ),
            ("$[?@.a > 1]", "`,` or `]` should be where `> 1]` is"),
            ("$[?(@.a]", "`)` should be where `]` is"),
            (
                "$['\\n']",
                "a string without such escapes should be where `'\\n']` is",
            ),
            (
                "$[x]",
                "a name in quotes, an index, `*` or `?` should be where `x]` is",
            ),
        ] {
            assert_eq!(JsonPath::parse(path).unwrap_err(), fault, "{path}");
        }
    }
}
