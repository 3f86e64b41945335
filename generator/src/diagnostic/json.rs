//! How does a diagnostic look to a tool?

use super::{Diagnostic, Target};
use crate::load::Sources;
use crate::text;
use serde_json::{Value, json};

/// Writes a diagnostic as one JSON object on one line: `code`, `severity`, `message`, `help` and
/// `places`, each with `label` and, as far as they are known, `file`, `line`, `column`, `end_line`,
/// `end_column` and `pointer`. Lines and columns count from 1, columns in characters; the end is
/// behind the last character.
pub fn to_json(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let places: Vec<Value> = diagnostic
        .places
        .iter()
        .map(|place| {
            let target = &place.target;
            let location = sources.locate(target);
            let (mut file, mut pointer) = (None, None);
            match target {
                Target::Value(at) | Target::Key(at) => {
                    pointer = Some(sources.resolve(at).1.to_string());
                }
                Target::File(name) => file = Some(name.clone()),
                Target::Text { .. } | Target::Source(_) => {}
            }
            if let Some((name, _)) = location.as_ref().and_then(|at| sources.get(at.source)) {
                file = Some(name.to_owned());
            }
            let end = location.as_ref().map(|at| sources.end(at));
            json!({
                "file": file,
                "line": location.as_ref().map(|at| at.line),
                "column": location.as_ref().map(|at| at.column),
                "end_line": end.map(|(line, _)| line),
                "end_column": end.map(|(_, column)| column),
                "pointer": pointer,
                "label": place.label,
            })
        })
        .collect();
    text::json(&json!({
        "code": diagnostic.code.name(),
        "severity": diagnostic.severity.to_string(),
        "message": diagnostic.message,
        "help": diagnostic.advice(),
        "places": places,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Pointer, Report};

    #[test]
    fn is_one_line_with_every_place() {
        let mut report = Report::new();
        let text = "a:\n  b: 1\n".to_owned();
        let loaded = crate::load::load_text("a.yaml", text, &mut report).unwrap();
        let diagnostic = Diagnostic::error(Code::WrongType, "no\nnumber")
            .at(&Pointer::root().child("a").child("b"), "here")
            .place(Target::File("bindery.toml".to_owned()), "");
        let line = to_json(&diagnostic, &loaded.sources);
        assert!(!line.contains('\n'));
        let value: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(value["code"], "wrong-type");
        assert_eq!(value["places"][0]["line"], 2);
        assert_eq!(value["places"][0]["column"], 6);
        assert_eq!(value["places"][0]["end_line"], 2);
        assert_eq!(value["places"][0]["end_column"], 7);
        assert_eq!(value["places"][0]["pointer"], "#/a/b");
        assert_eq!(value["places"][1]["file"], "bindery.toml");
        assert_eq!(value["places"][1]["line"], Value::Null);
    }
}
