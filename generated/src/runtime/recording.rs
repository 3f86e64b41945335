// Made by bindery; changes are overwritten.

//! Which recorded exchange answers a request?

use super::error::{Error, Kind};
use super::mock_reply::Arrival;
use super::mock_request::MockRequest;
use super::recorded::Recorded;
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

/// What a request is known by.
struct Wanted {
    method: Method,
    path: String,
    query: String,
    body: Vec<u8>,
}

impl Recording {
    pub(crate) fn read(path: &Path) -> Result<Self, Error> {
        let name = path.display();
        let text = fs::read(path).map_err(|fault| {
            let message = format!("the recording {name} cannot be read: {fault}");
            Error::new(Kind::Configuration, message).because(fault)
        })?;
        let mut entries = Vec::new();
        for (index, text) in text.split(|byte| *byte == b'\n').enumerate() {
            if text.trim_ascii().is_empty() {
                continue;
            }
            let line = index + 1;
            let fault = |column: usize, why: &str| {
                let message = format!("{name}:{line}:{column}: this is no recording: {why}");
                Error::new(Kind::Configuration, message)
            };
            let value: Value = serde_json::from_slice(text).map_err(|error| {
                let why = error.to_string();
                // It would say again where, and that the line is the first.
                let why = why.split_once(" at line ").map_or(&*why, |(why, _)| why);
                fault(error.column(), why)
            })?;
            entries.push(Entry {
                line,
                given: false,
                recorded: Recorded::parse(&value).map_err(|why| fault(1, &why))?,
            });
        }
        Ok(Self(entries))
    }

    /// The first fitting answer that was not given yet; if all were, the last one again.
    pub(crate) fn answer(&mut self, received: &MockRequest) -> Result<Response<Arrival>, Error> {
        let wanted = Wanted::of(received);
        let fits = |entry: &&mut Entry| wanted.difference(&entry.recorded).is_none();
        let fitting: Vec<&mut Entry> = self.0.iter_mut().filter(fits).collect();
        let last = fitting.len().saturating_sub(1);
        let next = fitting.iter().position(|entry| !entry.given);
        match fitting.into_iter().nth(next.unwrap_or(last)) {
            Some(entry) => {
                entry.given = true;
                entry.recorded.response()
            }
            None => Err(Error::new(Kind::Configuration, self.nearest(&wanted))),
        }
    }

    fn nearest(&self, wanted: &Wanted) -> String {
        let request = format!("nothing in the recording answers {}", wanted.line());
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
        let (uri, secrets) = (received.uri(), received.secrets());
        Self {
            method: received.method().clone(),
            path: secrets.text(uri.path()),
            query: secrets.query(uri.query().unwrap_or_default()),
            body: secrets.bytes(received.body()),
        }
    }

    fn line(&self) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        format!("`{} {}{mark}{}`", self.method, self.path, self.query)
    }

    /// The path counts most, then the method, the query and the body.
    fn likeness(&self, recorded: &Recorded) -> [bool; 4] {
        [
            self.path == recorded.uri.path(),
            self.method == recorded.method,
            self.query == recorded.uri.query().unwrap_or_default(),
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
        let (here, there) = (&self.body, &recorded.sent.body);
        if here == there {
            return None;
        }
        let values = (serde_json::from_slice(here), serde_json::from_slice(there));
        if let (Ok(here), Ok(there)) = values {
            return difference_of_values(&here, &there, &mut String::new());
        }
        let at = here
            .iter()
            .zip(there)
            .take_while(|(one, other)| one == other);
        Some(format!("its body differs from byte {} on", at.count()))
    }
}

/// Where two JSON values differ first. serde_json reads none that are too deep for this.
fn difference_of_values(here: &Value, there: &Value, path: &mut String) -> Option<String> {
    let shared = path.len();
    match (here, there) {
        (Value::Object(one), Value::Object(other)) => {
            let names = one.keys().chain(other.keys());
            for name in names {
                path.push('/');
                path.push_str(name);
                let found = match (one.get(name), other.get(name)) {
                    (Some(here), Some(there)) => difference_of_values(here, there, path),
                    (here, _) => {
                        let has = if here.is_some() {
                            "no value"
                        } else {
                            "a value"
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
            for (index, (here, there)) in one.iter().zip(other).enumerate() {
                path.push_str(&format!("/{index}"));
                let found = difference_of_values(here, there, path);
                if found.is_some() {
                    return found;
                }
                path.truncate(shared);
            }
            None
        }
        _ if here == there => None,
        _ => Some(format!("its body has another value at `{path}`")),
    }
}
