//! Matching of requests with recorded ones.

use super::error::{Error, Kind};
use super::mock_request::MockRequest;
use super::mock_response::Arrival;
use super::recorded::{Body, Recorded};
use super::redact::REDACTED;
use http::{Method, Response};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The exchanges of a file.
pub(crate) struct Recording(Vec<Entry>);

struct Entry {
    line: usize,
    given: bool,
    recorded: Recorded,
}

/// The key of a request.
struct Wanted {
    method: Method,
    path: String,
    query: String,
    body: Body,
}

impl Recording {
    pub(crate) fn read(path: &Path) -> Result<Self, Error> {
        let name = path.display();
        let text = fs::read(path).map_err(|problem| {
            let message = format!("the recording {name} cannot be read: {problem}");
            Error::new(Kind::Configuration, message).because(problem)
        })?;
        let mut entries = Vec::new();
        for (index, text) in text.split(|byte| *byte == b'\n').enumerate() {
            if text.trim_ascii().is_empty() {
                continue;
            }
            let line = index + 1;
            let problem = |column: usize, why: &str| {
                let message = format!("{name}:{line}:{column}: this is no recording: {why}");
                Error::new(Kind::Configuration, message)
            };
            let value: Value = serde_json::from_slice(text).map_err(|error| {
                let why = error.to_string();
                // It would repeat the position and that the line is the first.
                let why = why.split_once(" at line ").map_or(&*why, |(why, _)| why);
                problem(error.column(), why)
            })?;
            entries.push(Entry {
                line,
                given: false,
                recorded: Recorded::parse(&value).map_err(|why| problem(1, &why))?,
            });
        }
        Ok(Self(entries))
    }

    /// The first matching response that was not used yet; if all were, the last one again.
    pub(crate) fn respond(&mut self, received: &MockRequest) -> Result<Response<Arrival>, Error> {
        let wanted = Wanted::of(received);
        let fits = |entry: &&mut Entry| wanted.difference(&entry.recorded).is_none();
        let fitting: Vec<&mut Entry> = self.0.iter_mut().filter(fits).collect();
        let last = fitting.len().saturating_sub(1);
        let next = fitting.iter().position(|entry| !entry.given);
        match fitting.into_iter().nth(next.unwrap_or(last)) {
            Some(entry) => {
                entry.given = true;
                entry.recorded.response(entry.line)
            }
            None => Err(Error::new(Kind::Configuration, self.nearest(&wanted))),
        }
    }

    fn nearest(&self, wanted: &Wanted) -> String {
        let request = format!("no exchange in the recording matches {}", wanted.line());
        let nearest = self
            .0
            .iter()
            .max_by_key(|entry| (wanted.likeness(&entry.recorded), usize::MAX - entry.line));
        match nearest.and_then(|entry| Some((entry.line, wanted.difference(&entry.recorded)?))) {
            Some((line, difference)) => {
                format!("{request}; the nearest is line {line}: {difference}")
            }
            None => format!("{request}; it is empty"),
        }
    }
}

impl Wanted {
    fn of(received: &MockRequest) -> Self {
        let received = received.with_plain_boundary();
        let (uri, secrets) = (received.uri(), received.secrets());
        Self {
            method: received.method().clone(),
            path: secrets.path(uri.path()),
            query: secrets.query(uri.query().unwrap_or_default()),
            body: secrets.body(received.headers(), received.body(), true),
        }
    }

    fn line(&self) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        format!("`{} {}{mark}{}`", self.method, self.path, self.query)
    }

    /// Differences of the path count most, then the method, the query and the body.
    fn likeness(&self, recorded: &Recorded) -> [bool; 4] {
        let query = recorded.uri.query().unwrap_or_default();
        [
            each_fits(recorded.uri.path(), &self.path, '/'),
            self.method == recorded.method,
            each_fits(query, &self.query, '&'),
            self.difference_of_bodies(recorded).is_none(),
        ]
    }

    fn difference(&self, recorded: &Recorded) -> Option<String> {
        let query = recorded.uri.query().unwrap_or_default();
        match self.likeness(recorded) {
            [false, ..] => Some(format!("its path is `{}`", recorded.uri.path())),
            [_, false, ..] => Some(format!("its method is {}", recorded.method)),
            [_, _, false, _] if query.is_empty() => Some("it has no query".to_owned()),
            [_, _, false, _] => Some(format!("its query is `{query}`")),
            _ => self.difference_of_bodies(recorded),
        }
    }

    fn difference_of_bodies(&self, recorded: &Recorded) -> Option<String> {
        let (here, there) = match (&self.body, &recorded.sent.body) {
            (here, there) if here == there => return None,
            (Body::Whole(here), Body::Whole(there)) => (here, there),
            (Body::Whole(here), digest) if Body::digest(here) == *digest => return None,
            _ => return Some("its body has another size or hash".to_owned()),
        };
        let values = (serde_json::from_slice(there), serde_json::from_slice(here));
        if let (Ok(there), Ok(here)) = values {
            return difference_of_values(&there, &here, &mut String::new());
        }
        if fits(there, here) {
            return None;
        }
        let at = here
            .iter()
            .zip(there)
            .take_while(|(one, other)| one == other);
        Some(format!("its body differs from byte {} on", at.count()))
    }
}

/// Returns whether the parts match one by one, so that redacted text stands for no separator.
fn each_fits(recorded: &str, wanted: &str, separator: char) -> bool {
    let (mut recorded, mut wanted) = (recorded.split(separator), wanted.split(separator));
    loop {
        match (recorded.next(), wanted.next()) {
            (None, None) => return true,
            (Some(there), Some(here)) if fits(there.as_bytes(), here.as_bytes()) => {}
            _ => return false,
        }
    }
}

/// Returns whether a text matches a recorded one, in which redacted secrets match anything.
fn fits(recorded: &[u8], wanted: &[u8]) -> bool {
    let placeholder = REDACTED.as_bytes();
    let find = |text: &[u8], part: &[u8]| {
        // An empty part matches everywhere.
        let mut windows = text.windows(part.len().max(1));
        let at = windows.position(|window| window == part);
        at.or(part.is_empty().then_some(0))
    };
    let Some(at) = find(recorded, placeholder) else {
        return recorded == wanted;
    };
    let (before, mut rest) = recorded.split_at(at);
    let Some(mut wanted) = wanted.strip_prefix(before) else {
        return false;
    };
    // Between two secrets, the first match leaves most of the text for the others.
    while let Some(after) = rest.strip_prefix(placeholder) {
        let Some(end) = find(after, placeholder) else {
            return wanted.ends_with(after);
        };
        let (part, more) = after.split_at(end);
        let Some(found) = find(wanted, part) else {
            return false;
        };
        wanted = wanted.get(found + part.len()..).unwrap_or_default();
        rest = more;
    }
    false
}

/// The path at which a JSON value first differs from a recorded one. serde_json limits the depth.
fn difference_of_values(there: &Value, here: &Value, path: &mut String) -> Option<String> {
    let shared = path.len();
    match (there, here) {
        (Value::Object(one), Value::Object(other)) => {
            let names = one.keys().chain(other.keys());
            for name in names {
                path.push('/');
                path.push_str(name);
                let found = match (one.get(name), other.get(name)) {
                    (Some(there), Some(here)) => difference_of_values(there, here, path),
                    (there, _) => {
                        let has = match there {
                            Some(_) => "a value",
                            None => "no value",
                        };
                        Some(format!("its body has {has} at `{path}`"))
                    }
                };
                if found.is_some() {
                    return found;
                }
                path.truncate(shared);
            }
            None
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (index, (there, here)) in one.iter().zip(other).enumerate() {
                path.push_str(&format!("/{index}"));
                let found = difference_of_values(there, here, path);
                if found.is_some() {
                    return found;
                }
                path.truncate(shared);
            }
            None
        }
        (Value::String(there), Value::String(here)) if fits(there.as_bytes(), here.as_bytes()) => {
            None
        }
        _ if here == there => None,
        _ => Some(format!("its body has another value at `{path}`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anything_may_stand_in_the_place_of_a_secret() {
        for (recorded, wanted) in [
            ("", ""),
            ("a", "a"),
            ("REDACTED", ""),
            ("REDACTED", "anything"),
            ("Bearer REDACTED", "Bearer x"),
            ("aREDACTEDbREDACTEDc", "axbyc"),
            ("aREDACTEDbREDACTEDc", "abbbc"),
            ("REDACTEDREDACTED", "x"),
            ("aREDACTEDb", "aREDACTEDb"),
        ] {
            assert!(
                fits(recorded.as_bytes(), wanted.as_bytes()),
                "{recorded} {wanted}"
            );
        }
        for (recorded, wanted) in [
            ("a", "b"),
            ("", "a"),
            ("aREDACTED", "b"),
            ("REDACTEDa", "b"),
            ("aREDACTEDa", "a"),
            ("aREDACTEDbREDACTEDc", "axyc"),
        ] {
            assert!(
                !fits(recorded.as_bytes(), wanted.as_bytes()),
                "{recorded} {wanted}"
            );
        }
        assert!(each_fits("/a/REDACTED/b", "/a/x/b", '/'));
        assert!(!each_fits("/a/REDACTED", "/a/x/b", '/'));
    }
}
