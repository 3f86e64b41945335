//! Which keywords does a document use that came with a later version than its own?

use super::walk::walk;
use crate::diagnostic::{Code, Diagnostic, Report, Trail};
use crate::openapi::objects::ObjectKind;
use serde_json::{Map, Value};

/// Warns of every keyword that is newer than the version which the document names.
pub(super) fn check(tree: &Value, report: &mut Report) {
    let Some(own) = version(tree) else { return };
    walk(tree, &mut |kind, map, trail| {
        for (since, keyword, help) in found(kind, map) {
            if since > own {
                report.push(warning(own, since, kind, keyword, help, trail));
            }
        }
    });
}

/// The minor version after `3.`. `None` for other versions, whose mixtures `upgrade` reports.
fn version(tree: &Value) -> Option<u8> {
    let text = match tree.get("openapi")? {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let minor = text.trim().strip_prefix("3.")?.bytes().next()?;
    minor.is_ascii_digit().then(|| minor - b'0')
}

fn warning(
    own: u8,
    since: u8,
    kind: ObjectKind,
    keyword: &str,
    help: Option<&str>,
    trail: &Trail<'_>,
) -> Diagnostic {
    let message = format!(
        "`{keyword}` of the {} came with OpenAPI 3.{since}, and the document is written in 3.{own}",
        kind.name()
    );
    let at = trail.key(keyword).pointer();
    let warning = Diagnostic::warning(Code::LaterKeyword, message).at_key(&at, "");
    let version = format!("write `openapi: 3.{since}.0` at the top");
    match help {
        Some(help) => warning.help(format!("{help}, or {version}")),
        None => warning.help(version),
    }
}

type Found = (u8, &'static str, Option<&'static str>);

/// The newer keywords of an object, with what 3.0 has for them.
fn found(kind: ObjectKind, map: &Map<String, Value>) -> Vec<Found> {
    let mut found: Vec<Found> = keywords(kind)
        .iter()
        .filter(|(_, keyword, _)| map.contains_key(*keyword))
        .copied()
        .collect();
    if kind == ObjectKind::Schema {
        let null = |value: &Value| value == "null";
        match map.get("type") {
            Some(Value::Array(_)) => {
                found.push((1, "type", Some("write one type, and `nullable` for null")));
            }
            Some(value) if null(value) => found.push((1, "type", Some("write `nullable: true`"))),
            _ => {}
        }
        for keyword in ["exclusiveMinimum", "exclusiveMaximum"] {
            if map.get(keyword).is_some_and(Value::is_number) {
                let help = "write the bound without `exclusive` in its name, and this as `true`";
                found.push((1, keyword, Some(help)));
            }
        }
    }
    found
}

/// The keywords of an object that are newer than 3.0: since when, and what 3.0 has for it.
fn keywords(kind: ObjectKind) -> &'static [Found] {
    match kind {
        ObjectKind::OpenApi => &[
            (1, "webhooks", None),
            (1, "jsonSchemaDialect", None),
            (2, "$self", None),
        ],
        ObjectKind::Info => &[(1, "summary", Some("write it into `description`"))],
        ObjectKind::License => &[(1, "identifier", Some("write `url`"))],
        ObjectKind::Server => &[(2, "name", Some("write it into `description`"))],
        ObjectKind::Components => &[(1, "pathItems", None), (2, "mediaTypes", None)],
        ObjectKind::PathItem => &[(2, "query", None), (2, "additionalOperations", None)],
        ObjectKind::Tag => &[(2, "summary", None), (2, "parent", None), (2, "kind", None)],
        ObjectKind::Response => &[(2, "summary", Some("write it into `description`"))],
        ObjectKind::MediaType => &[
            (2, "itemSchema", None),
            (2, "itemEncoding", None),
            (2, "prefixEncoding", None),
        ],
        ObjectKind::Discriminator => &[(2, "defaultMapping", None)],
        ObjectKind::SecurityScheme => &[(2, "oauth2MetadataUrl", None), (2, "deprecated", None)],
        ObjectKind::OAuthFlows => &[(2, "deviceAuthorization", None)],
        ObjectKind::Schema => &[
            (1, "const", Some("write `enum` with one value")),
            (1, "examples", Some("write one `example`")),
            (1, "contentEncoding", Some("write `format: byte`")),
            (1, "contentMediaType", Some("write `format: binary`")),
            (1, "contentSchema", None),
            (1, "patternProperties", Some("write `additionalProperties`")),
            (1, "propertyNames", None),
            (1, "prefixItems", Some("write `items` with `oneOf`")),
            (1, "contains", None),
            (1, "minContains", None),
            (1, "maxContains", None),
            (1, "if", None),
            (1, "then", None),
            (1, "else", None),
            (1, "dependentSchemas", None),
            (1, "dependentRequired", None),
            (1, "unevaluatedItems", None),
            (1, "unevaluatedProperties", None),
            (1, "$schema", None),
            (1, "$id", None),
            (1, "$anchor", None),
            (1, "$comment", None),
            (1, "$defs", Some("move the schemas to `components.schemas`")),
            (1, "$vocabulary", None),
            (1, "$dynamicRef", None),
            (1, "$dynamicAnchor", None),
        ],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn reported(tree: &Value) -> Vec<String> {
        let mut report = Report::new();
        check(tree, &mut report);
        let reported = report.diagnostics().iter();
        reported
            .map(|problem| problem.message.split(" of ").next().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn a_keyword_is_reported_in_versions_before_its_own() {
        let tree = |version: &str| {
            json!({
                "openapi": version,
                "info": {"title": "a", "summary": "b"},
                "paths": {"/a": {"query": {}, "get": {"responses": {"200": {"$ref": "#/x-a"}}}}},
                "components": {"schemas": {"A": {
                    "type": ["string", "null"], "exclusiveMinimum": 3, "example": {"const": 1},
                    "properties": {"const": {"const": 1}},
                }}},
                "x-a": {"summary": "c", "x-const": 1},
            })
        };
        let newest = ["`query`", "`summary`"];
        assert_eq!(reported(&tree("3.1.1")), newest);
        let all = [
            "`summary`",
            "`query`",
            "`type`",
            "`exclusiveMinimum`",
            "`const`",
            "`summary`",
        ];
        assert_eq!(reported(&tree("3.0.4")), all);
        assert!(reported(&tree("3.2.0")).is_empty());
        assert!(reported(&json!({"swagger": "2.0", "info": {"summary": "b"}})).is_empty());
    }
}
