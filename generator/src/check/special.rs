//! Which rules between the properties of one object does the table of objects not say?

use super::conform::ConformanceVisitor;
use super::{misplaced, required, server};
use crate::diagnostic::{Code, Diagnostic, Trail, suggest};
use crate::openapi::objects::ObjectKind;
use serde_json::{Map, Value};

/// Applies the rules for `kind`; whether the object is sound.
pub(super) fn conform(
    walk: &mut ConformanceVisitor<'_>,
    kind: ObjectKind,
    map: &mut Map<String, Value>,
    trail: &Trail<'_>,
) -> bool {
    match kind {
        ObjectKind::Parameter => {
            one_of_schema_and_content(walk, map, trail);
            style_of_location(walk, map, trail)
        }
        ObjectKind::Header => {
            one_of_schema_and_content(walk, map, trail);
            true
        }
        ObjectKind::Response => {
            // Links say what to call next; a client calls what its program says.
            map.shift_remove("links");
            schema_of_two(walk, map, trail);
            map.entry("description").or_insert_with(|| "".into());
            true
        }
        ObjectKind::SecurityScheme => security_scheme(walk, map, trail),
        ObjectKind::Responses => {
            let sound = misplaced::check(walk, kind, map, trail);
            statuses(walk, map, trail);
            sound
        }
        ObjectKind::Paths | ObjectKind::PathItem | ObjectKind::Operation => {
            misplaced::check(walk, kind, map, trail)
        }
        ObjectKind::Server => {
            server::check(walk, map, trail);
            true
        }
        ObjectKind::ServerVariable => {
            server::default_is_listed(walk, map, trail);
            true
        }
        ObjectKind::Schema => {
            required::check(walk, map, trail);
            true
        }
        ObjectKind::OAuthFlows => {
            oauth_flows(walk, map, trail);
            true
        }
        _ => true,
    }
}

/// The body of a response stood directly in the Response Object of Swagger 2.0.
fn schema_of_two(walk: &mut ConformanceVisitor<'_>, map: &Map<String, Value>, trail: &Trail<'_>) {
    if map.contains_key("schema") && !map.contains_key("content") {
        let here = trail.key("schema");
        walk.warn(
            Diagnostic::warning(
                Code::MixedVersions,
                "a Response Object has no `schema` since OpenAPI 3.0; the response is read as empty",
            )
            .at_key(&here.pointer(), "")
            .help("write `content: {application/json: {schema: …}}`"),
            &here,
        );
    }
}

/// A parameter has either `schema` or `content`.
fn one_of_schema_and_content(
    walk: &mut ConformanceVisitor<'_>,
    map: &mut Map<String, Value>,
    trail: &Trail<'_>,
) {
    match (map.contains_key("schema"), map.contains_key("content")) {
        (true, true) => {
            walk.warn(
                Diagnostic::warning(
                    Code::InvalidObject,
                    "`schema` and `content` exclude each other; `schema` counts",
                )
                .at_key(&trail.key("content").pointer(), "")
                .help("remove one of the two"),
                &trail.key("content"),
            );
            map.shift_remove("content");
        }
        (false, false) => {
            walk.warn(
                Diagnostic::warning(
                    Code::MissingProperty,
                    "neither `schema` nor `content` says what the value is; any text is taken",
                )
                .at_key(&trail.pointer(), "in this object")
                .help("add `schema: {type: string}` or what the value is"),
                trail,
            );
            let mut schema = Map::new();
            schema.insert("type".to_owned(), "string".into());
            map.insert("schema".to_owned(), Value::Object(schema));
        }
        _ => {}
    }
}

/// The styles that a location allows (table "Style Values").
///
/// A value without parts is written the same by all of them, so that another one does no harm.
fn style_of_location(
    walk: &mut ConformanceVisitor<'_>,
    map: &mut Map<String, Value>,
    trail: &Trail<'_>,
) -> bool {
    let text = |key| map.get(key).and_then(Value::as_str);
    let (Some(location), Some(style)) = (text("in"), text("style")) else {
        return true;
    };
    let allowed: &[&str] = match location {
        "path" => &["simple", "label", "matrix"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "header" => &["simple"],
        "cookie" => &["form"],
        _ => return true,
    };
    if allowed.contains(&style) {
        return true;
    }
    let here = trail.key("style");
    let says = format!("a parameter in `{location}` cannot have the style `{style}`");
    let about = |diagnostic: Diagnostic, because| {
        diagnostic
            .at(&here.pointer(), because)
            .at(&trail.key("in").pointer(), "because of this")
            .help(format!("write one of {}", quoted(allowed)))
    };
    let schema = map.get("schema").and_then(|schema| schema.get("type"));
    let plain = ["string", "integer", "number", "boolean"];
    if schema
        .and_then(Value::as_str)
        .is_some_and(|name| plain.contains(&name))
    {
        let warning = Diagnostic::warning(Code::InvalidObject, says);
        walk.warn(
            about(warning, "it is ignored: a single value needs none"),
            &here,
        );
        map.shift_remove("style");
        return true;
    }
    walk.spoil(
        about(Diagnostic::error(Code::InvalidObject, says), ""),
        &here,
    );
    false
}

/// Section 4.7.16: responses are distinguished by a status, a range such as `5XX`, or `default`.
fn statuses(walk: &mut ConformanceVisitor<'_>, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    map.retain(|key, _| {
        let known = key == "default" || key.starts_with("x-") || is_status(key);
        if !known {
            let here = trail.key(key);
            let help = match suggest(key, ["default"]) {
                Some(meant) => format!("write `{meant}`"),
                None => "write a status such as `200`, a range such as `2XX`, or `default`".into(),
            };
            walk.warn(
                Diagnostic::warning(
                    Code::InvalidObject,
                    format!("`{key}` is not a status; this response is left out"),
                )
                .at_key(&here.pointer(), "")
                .help(help),
                &here,
            );
        }
        known
    });
}

fn is_status(key: &str) -> bool {
    match key.as_bytes() {
        [b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => true,
        [b'1'..=b'9', rest @ ..] => rest.len() == 2 && rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// The required properties of each type of security scheme.
fn security_scheme(
    walk: &mut ConformanceVisitor<'_>,
    map: &mut Map<String, Value>,
    trail: &Trail<'_>,
) -> bool {
    let needed: &[&str] = match map.get("type").and_then(Value::as_str) {
        Some("apiKey") => &["name", "in"],
        Some("http") => &["scheme"],
        Some("oauth2") => &["flows"],
        Some("openIdConnect") => &["openIdConnectUrl"],
        _ => return true,
    };
    let mut sound = true;
    for name in needed {
        if !map.contains_key(*name) {
            walk.spoil(
                Diagnostic::error(
                    Code::MissingProperty,
                    format!("a Security Scheme Object of this type must have `{name}`"),
                )
                .at(&trail.key("type").pointer(), "of this type")
                .help(format!("add `{name}`")),
                &trail.key(name),
            );
            sound = false;
        }
    }
    sound
}

/// The required properties of each OAuth flow. A flow without them is dropped, because another may
/// suffice.
fn oauth_flows(walk: &mut ConformanceVisitor<'_>, map: &mut Map<String, Value>, trail: &Trail<'_>) {
    let mut leave_out = Vec::new();
    for (key, flow) in map.iter_mut() {
        let needed: &[&str] = match key.as_str() {
            "implicit" => &["authorizationUrl"],
            "password" | "clientCredentials" => &["tokenUrl"],
            "authorizationCode" => &["authorizationUrl", "tokenUrl"],
            _ => continue,
        };
        let here = trail.key(key);
        let Value::Object(flow) = flow else { continue };
        flow.entry("scopes")
            .or_insert_with(|| Value::Object(Map::new()));
        for name in needed {
            if !flow.contains_key(*name) {
                walk.warn(
                    Diagnostic::warning(
                        Code::MissingProperty,
                        format!("the OAuth flow `{key}` has no `{name}`, and is left out"),
                    )
                    .at_key(&here.pointer(), "")
                    .help(format!("add `{name}`")),
                    &here.key(name),
                );
                leave_out.push(key.clone());
            }
        }
    }
    for key in leave_out {
        map.shift_remove(&key);
    }
}

fn quoted(words: &[&str]) -> String {
    words
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
