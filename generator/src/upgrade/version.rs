//! Which version of OpenAPI is a document written in?

use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Target, suggest};
use serde_json::{Map, Value};

/// A version that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// Swagger 2.0.
    Two,
    /// OpenAPI 3.0.
    Three,
    /// OpenAPI 3.1 and 3.2, whose schemas are JSON Schema.
    ThreeOne,
}

/// Finds the version by what the document says of itself.
pub(super) fn detect(tree: &Value, report: &mut Report) -> Option<Version> {
    let Value::Object(map) = tree else {
        let what = match tree {
            Value::Null => "it is empty",
            _ => "its top level is no object",
        };
        report.push(
            Diagnostic::error(
                Code::NotOpenApi,
                format!("the file holds no OpenAPI document: {what}"),
            )
            .place(Target::Source(0), "")
            .help("begin with `openapi: 3.0.3`"),
        );
        return None;
    };
    if let Some(value) = map.get("openapi") {
        return version(value, "openapi", report);
    }
    if let Some(value) = map.get("swagger") {
        return version(value, "swagger", report);
    }
    report.push(not_openapi(map));
    None
}

fn version(value: &Value, key: &str, report: &mut Report) -> Option<Version> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        // Without quotes, `3.0` is a number in YAML.
        other => other.to_string(),
    };
    let mut parts = text.split('.').map(str::parse::<u32>);
    let found = match (parts.next(), parts.next()) {
        (Some(Ok(2)), Some(Ok(0)) | None) => Some(Version::Two),
        (Some(Ok(3)), Some(Ok(0)) | None) => Some(Version::Three),
        (Some(Ok(3)), Some(Ok(1 | 2))) => Some(Version::ThreeOne),
        _ => None,
    };
    if found.is_none() {
        let text: String = text.chars().take(40).collect();
        report.push(
            Diagnostic::error(
                Code::UnsupportedVersion,
                format!("version `{text}` of OpenAPI cannot be read"),
            )
            .at(&Pointer::root().child(key), "")
            .help("OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0 can be read"),
        );
    }
    found
}

fn not_openapi(map: &Map<String, Value>) -> Diagnostic {
    let problem = Diagnostic::error(
        Code::NotOpenApi,
        "the file holds no OpenAPI document: it names no version",
    );
    let near = map
        .keys()
        .find(|key| suggest(key, ["openapi", "swagger"]).is_some());
    match near {
        Some(key) => problem
            .at_key(&Pointer::root().child(key), "is this the version?")
            .help("write `openapi`"),
        None if map.contains_key("asyncapi") => problem
            .at_key(&Pointer::root().child("asyncapi"), "this is AsyncAPI")
            .help("only OpenAPI can be read"),
        None if map.contains_key("overlay") => problem
            .at_key(&Pointer::root().child("overlay"), "this is an overlay")
            .help("name the document, and this file under `overlays` in its `bindery.toml`"),
        None if map.contains_key("$schema") => problem
            .at_key(&Pointer::root().child("$schema"), "this is JSON Schema")
            .help("put the schema into `components.schemas` of an OpenAPI document"),
        None => problem
            .place(Target::Source(0), "")
            .help("begin with `openapi: 3.0.3`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn detected(tree: &Value) -> Result<Version, Code> {
        let mut report = Report::new();
        detect(tree, &mut report).ok_or_else(|| report.diagnostics()[0].code)
    }

    #[test]
    fn text_and_numbers_are_versions() {
        assert_eq!(detected(&json!({"openapi": "3.0.3"})), Ok(Version::Three));
        assert_eq!(detected(&json!({"openapi": 3.0})), Ok(Version::Three));
        assert_eq!(detected(&json!({"openapi": 3})), Ok(Version::Three));
        assert_eq!(
            detected(&json!({"openapi": "3.1.1"})),
            Ok(Version::ThreeOne)
        );
        assert_eq!(
            detected(&json!({"openapi": "3.2.0"})),
            Ok(Version::ThreeOne)
        );
        assert_eq!(detected(&json!({"swagger": "2.0"})), Ok(Version::Two));
        assert_eq!(detected(&json!({"swagger": 2})), Ok(Version::Two));
    }

    #[test]
    fn other_files_are_refused() {
        assert_eq!(
            detected(&json!({"openapi": "4.0"})),
            Err(Code::UnsupportedVersion)
        );
        assert_eq!(
            detected(&json!({"swagger": "1.2"})),
            Err(Code::UnsupportedVersion)
        );
        assert_eq!(
            detected(&json!({"openapi": null})),
            Err(Code::UnsupportedVersion)
        );
        assert_eq!(detected(&json!({"opnapi": "3.0.0"})), Err(Code::NotOpenApi));
        assert_eq!(detected(&json!([])), Err(Code::NotOpenApi));
        assert_eq!(detected(&Value::Null), Err(Code::NotOpenApi));
    }
}
