//! Does a document mix what two versions spell differently?
//!
//! It is read all the same: each part by the version that knows it. Only the root is looked at here;
//! `check` tells of parts.

use super::Version;
use crate::diagnostic::{Code, Diagnostic, Pointer, Report};
use serde_json::{Map, Value};

/// Properties of the root that only Swagger 2.0 has, with what became of them.
const OF_TWO: &[(&str, &str)] = &[
    ("definitions", "`components.schemas`"),
    ("securityDefinitions", "`components.securitySchemes`"),
    ("host", "`servers`"),
    ("basePath", "`servers`"),
    ("schemes", "`servers`"),
    ("consumes", "the `content` of each request body"),
    ("produces", "the `content` of each response"),
];

/// Properties of the root that came with OpenAPI 3.0.
const OF_THREE: &[&str] = &["components", "servers"];

/// Warns of each property of the root that belongs to another version, and of a version that is named
/// by the wrong word.
pub(super) fn check(tree: &Value, version: Version, report: &mut Report) {
    let Value::Object(root) = tree else { return };
    name(root, version, report);
    if version == Version::Two {
        for key in OF_THREE.iter().filter(|key| root.contains_key(**key)) {
            report.push(
                warning(
                    key,
                    format!("`{key}` came with OpenAPI 3.0, and the document is in Swagger 2.0"),
                )
                .help("write `openapi: 3.0.3` at the top, and the whole document in that version"),
            );
        }
    } else {
        for (key, instead) in OF_TWO.iter().filter(|(key, _)| root.contains_key(*key)) {
            let message =
                format!("`{key}` belongs to Swagger 2.0, and the document is in OpenAPI 3");
            report.push(warning(key, message).help(format!("write it as {instead}")));
        }
    }
}

/// The version is named by one word, `swagger` up to 2.0 and `openapi` from then on.
fn name(root: &Map<String, Value>, version: Version, report: &mut Report) {
    match (root.contains_key("openapi"), root.contains_key("swagger")) {
        (true, true) => report.push(
            warning(
                "swagger",
                "the document names its version twice; `openapi` counts".to_owned(),
            )
            .at_key(&Pointer::root().child("openapi"), "the other one")
            .help("remove `swagger`"),
        ),
        (true, false) if version == Version::Two => {
            let three = OF_THREE.iter().any(|key| root.contains_key(*key));
            let help = if three {
                "write `openapi: 3.0.3`: the document has parts that came with it"
            } else {
                "write `swagger: \"2.0\"`"
            };
            let message = "version 2.0 is called `swagger`, not `openapi`".to_owned();
            report.push(warning("openapi", message).help(help));
        }
        (false, true) if version != Version::Two => {
            let message = "from 3.0 on the version is called `openapi`, not `swagger`".to_owned();
            report.push(warning("swagger", message).help("write `openapi`"));
        }
        _ => {}
    }
}

fn warning(key: &str, message: String) -> Diagnostic {
    Diagnostic::warning(Code::MixedVersions, message).at_key(&Pointer::root().child(key), "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn reported(tree: Value) -> Vec<String> {
        let mut report = Report::new();
        crate::upgrade::upgrade(tree, &mut report).unwrap();
        let reported = report.diagnostics().iter();
        reported.map(|problem| problem.message.clone()).collect()
    }

    #[test]
    fn one_version_is_nothing_to_speak_of() {
        let two = json!({"swagger": "2.0", "definitions": {}, "host": "a", "paths": {}});
        assert!(reported(two).is_empty());
        let three = json!({"openapi": "3.1.0", "components": {}, "servers": [], "paths": {}});
        assert!(reported(three).is_empty());
    }

    #[test]
    fn each_part_of_another_version_is_reported() {
        let two = reported(json!({"swagger": "2.0", "components": {}, "servers": []}));
        assert_eq!(two.len(), 2, "{two:?}");
        let three = reported(json!({"openapi": "3.0.0", "definitions": {}, "host": "a"}));
        assert_eq!(three.len(), 2, "{three:?}");
        let wrong = reported(json!({"openapi": "2.0", "definitions": {}}));
        assert_eq!(wrong, ["version 2.0 is called `swagger`, not `openapi`"]);
        let wrong = reported(json!({"swagger": "3.0.0"}));
        assert!(wrong[0].ends_with("`openapi`, not `swagger`"), "{wrong:?}");
        let twice = reported(json!({"swagger": "2.0", "openapi": "3.0.0"}));
        assert!(twice[0].contains("twice"), "{twice:?}");
    }
}
