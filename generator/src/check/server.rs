//! Can the URL of a server be used? Server Object, Server Variable Object.

use super::conform::ConformanceVisitor;
use crate::diagnostic::{Code, Diagnostic, Trail};
use serde_json::{Map, Value};

/// Warns of variables that are not declared, and of a URL without a scheme.
pub(super) fn check(
    walk: &mut ConformanceVisitor<'_>,
    map: &Map<String, Value>,
    trail: &Trail<'_>,
) {
    let Some(url) = map.get("url").and_then(Value::as_str).map(str::trim) else {
        return;
    };
    let here = trail.key("url");
    let variables = map.get("variables");
    for name in names(url) {
        if variables.and_then(|all| all.get(name)).is_some() {
            continue;
        }
        let message = format!("the variable `{name}` of this URL is not declared");
        walk.warn(
            Diagnostic::warning(Code::InvalidObject, message)
                .at(&here.pointer(), "the client has to be given another URL")
                .help(format!(
                    "declare it: `variables: {{{name}: {{default: …}}}}`"
                )),
            &here,
        );
    }
    // A URL that begins with `/` or `.` is meant to be relative; one may begin with a variable.
    let is_relative = url.is_empty() || url.starts_with(['/', '.', '{', '?', '#']);
    if !is_relative && !url.contains("://") {
        let scheme = here.key("scheme");
        walk.warn(
            Diagnostic::warning(
                Code::InvalidObject,
                format!("the server URL `{url}` has no scheme"),
            )
            .at(
                &here.pointer(),
                "read as a path relative to the document; the client has to be given another URL",
            )
            .help(format!("write `https://{url}`")),
            &scheme,
        );
    }
}

/// Warns of a default that `enum` does not list.
pub(super) fn default_is_listed(
    walk: &mut ConformanceVisitor<'_>,
    map: &Map<String, Value>,
    trail: &Trail<'_>,
) {
    let (Some(default), Some(Value::Array(listed))) = (map.get("default"), map.get("enum")) else {
        return;
    };
    if listed.is_empty() || listed.contains(default) {
        return;
    }
    let here = trail.key("default");
    let text = default.as_str().unwrap_or_default();
    let message = format!("the default `{text}` is not in the `enum` of this variable");
    walk.warn(
        Diagnostic::warning(Code::InvalidDefault, message)
            .at(&here.pointer(), "")
            .at(&trail.key("enum").pointer(), "none of these")
            .help("write one of the listed values, or add this one to `enum`"),
        &here,
    );
}

/// The names between braces.
fn names(url: &str) -> impl Iterator<Item = &str> {
    let parts = url.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}').map(|(name, _)| name))
}

#[cfg(test)]
mod tests {
    use crate::check::check;
    use crate::diagnostic::Report;
    use serde_json::{Value, json};

    fn reported(server: Value) -> Vec<String> {
        let tree = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {},
            "servers": [server]});
        let mut report = Report::new();
        check(tree, &mut report);
        let all = report.diagnostics().iter();
        all.map(|it| it.message.clone()).collect()
    }

    #[test]
    fn a_url_that_cannot_be_used_is_reported() {
        assert_eq!(
            reported(
                json!({"url": "https://{a}.x.example/{b}", "variables": {"a": {"default": "q"}}})
            ),
            ["the variable `b` of this URL is not declared"]
        );
        assert_eq!(
            reported(json!({"url": "api.example.com/v1"})),
            ["the server URL `api.example.com/v1` has no scheme"]
        );
        assert_eq!(
            reported(json!({"url": "https://{a}.x", "variables":
                {"a": {"default": "c", "enum": ["a", "b"]}}})),
            ["the default `c` is not in the `enum` of this variable"]
        );
        for url in ["/v1", "//x.example", "https://x.example", "./v1", ""] {
            assert_eq!(reported(json!({"url": url})), Vec::<String>::new());
        }
    }
}
