//! How are diagnostics told to a tool that reads SARIF 2.1.0, such as a code scanner of a forge?
//!
//! One log with one run (sections 3.13 and 3.14 of the standard). The rules are the table of codes.

use super::explain::{markdown, sentence};
use super::{Annotation, Code, Diagnostic, Level, Severity, Target};
use crate::load::{Location, Sources};
use crate::text;
use serde_json::{Map, Value, json};

/// The results of a run, collected until there are no more.
#[derive(Debug, Default)]
pub struct Sarif {
    results: Vec<Value>,
}

impl Sarif {
    /// Adds an error of a document or of the configuration (section 3.27).
    pub fn add(&mut self, problem: &Diagnostic, sources: &Sources) {
        let mut places = problem.places.iter();
        let place = |place: &Annotation| location(place, sources);
        let first: Vec<Value> = places.next().and_then(place).into_iter().collect();
        let related: Vec<Value> = places.filter_map(place).collect();
        let mut result = json!({
            "ruleId": problem.code.name(),
            "level": level(problem.severity),
            "message": { "text": said(&format!("{}\nhelp: {}", problem.message, problem.advice())) },
            "locations": first,
        });
        if let Value::Object(result) = &mut result {
            if let Some(index) = Code::ALL.iter().position(|code| *code == problem.code) {
                result.insert("ruleIndex".to_owned(), index.into());
            }
            if !related.is_empty() {
                result.insert("relatedLocations".to_owned(), related.into());
            }
        }
        self.results.push(result);
    }

    /// Adds anything else that is wrong: it has no rule in the table and no place.
    pub fn problem(&mut self, code: &str, message: &str) {
        self.results.push(json!({
            "ruleId": code,
            "level": "error",
            "message": { "text": message },
        }));
    }

    /// The log as one line of JSON.
    pub fn into_log(self) -> String {
        let rules: Vec<Value> = Code::ALL.iter().copied().map(rule).collect();
        let log = json!({
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "bindery",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                } },
                // Columns count characters, not UTF-16 units.
                "columnKind": "unicodeCodePoints",
                "results": self.results,
            }],
        });
        text::json(&log)
    }
}

/// A text without embedded links (section 3.11.6), which a document could have made.
fn said(text: &str) -> String {
    text.replace("](", "] (")
}

/// A row of the table (section 3.49).
fn rule(code: Code) -> Value {
    let level = match code.level() {
        Level::Error => level(Severity::Error),
        Level::Warning | Level::Lint => level(Severity::Warning),
    };
    json!({
        "id": code.name(),
        "shortDescription": { "text": code.summary() },
        "fullDescription": { "text": code.why() },
        "help": { "text": sentence(code.fix()), "markdown": markdown(code) },
        "defaultConfiguration": { "level": level },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A place (section 3.28); none where it has neither a file nor a pointer.
fn location(place: &Annotation, sources: &Sources) -> Option<Value> {
    let target = &place.target;
    let mut location = Map::new();
    if let Target::File(name) = target {
        location.insert("physicalLocation".to_owned(), physical(name, None));
    } else if let Some(at) = sources.locate(target)
        && let Some((name, _)) = sources.get(at.source)
    {
        let region = region(&at, sources);
        location.insert("physicalLocation".to_owned(), physical(name, Some(region)));
    }
    if let Target::Value(at) | Target::Key(at) = target {
        let pointer = sources.resolve(at).1.to_string();
        let logical = json!([{ "fullyQualifiedName": pointer, "kind": "value" }]);
        location.insert("logicalLocations".to_owned(), logical);
    }
    if !place.label.is_empty() {
        location.insert("message".to_owned(), json!({ "text": said(&place.label) }));
    }
    (!location.is_empty()).then_some(Value::Object(location))
}

fn physical(name: &str, region: Option<Value>) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(name) } });
    if let (Value::Object(physical), Some(region)) = (&mut physical, region) {
        physical.insert("region".to_owned(), region);
    }
    physical
}

/// The lines and columns of a place (section 3.30); the end is the place behind the last character.
fn region(at: &Location, sources: &Sources) -> Value {
    let (line, column) = sources.end(at);
    json!({
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": line,
        "endColumn": column,
    })
}

/// The name of a file as a reference to a URI (RFC 3986, section 4.1).
fn uri(name: &str) -> String {
    let name = name.replace('\\', "/");
    let mut uri = String::new();
    match name.as_bytes() {
        [b'/', ..] => uri.push_str("file://"),
        // A drive of Windows would be taken for a scheme.
        [_, b':', ..] => uri.push_str("file:///"),
        _ => {}
    }
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            // In a relative reference it would end a scheme.
            b':' if uri.starts_with("file:") => uri.push(':'),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Pointer, Report};

    #[test]
    fn names_of_files_become_references_to_uris() {
        assert_eq!(uri("specs/a b.yaml"), "specs/a%20b.yaml");
        assert_eq!(uri("/a/ä.yaml"), "file:///a/%C3%A4.yaml");
        assert_eq!(uri("C:\\a.yaml"), "file:///C:/a.yaml");
        assert_eq!(uri("..\\a.yaml"), "../a.yaml");
    }

    #[test]
    fn a_place_has_its_region_and_its_pointer() {
        let text = "a:\n  b: 'ö'\n".to_owned();
        let loaded = crate::load::load_text("a.yaml", text, &mut Report::new()).unwrap();
        let at = Pointer::root().child("a").child("b");
        let problem = Diagnostic::error(Code::WrongType, "no number")
            .at(&at, "here")
            .at_key(&Pointer::root().child("a"), "in this")
            .place(Target::File("bindery.toml".to_owned()), "");
        let mut sarif = Sarif::default();
        sarif.add(&problem, &loaded.sources);
        sarif.problem("stale", "old");
        let log: Value = serde_json::from_str(&sarif.into_log()).unwrap();
        let result = &log["runs"][0]["results"][0];
        let region = json!({"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 9});
        let first = &result["locations"][0];
        assert_eq!(first["physicalLocation"]["region"], region);
        assert_eq!(first["logicalLocations"][0]["fullyQualifiedName"], "#/a/b");
        let related = result["relatedLocations"].as_array().unwrap();
        assert_eq!(related.len(), 2);
        assert_eq!(related[0]["message"]["text"], "in this");
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        let rules = &log["runs"][0]["tool"]["driver"]["rules"];
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert_eq!(log["runs"][0]["results"][1]["ruleId"], "stale");
    }
}
