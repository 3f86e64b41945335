//! Which rules between the members of one object does the table of objects not say?

use super::conform::Walk;
use super::objects::Kind;
use crate::diagnostic::{Code, Diagnostic, Trail};
use serde_json::{Map, Value};

/// Applies the rules for `kind`; whether the object is sound.
pub(super) fn conform(
    walk: &mut Walk<'_>,
    kind: Kind,
    map: &mut Map<String, Value>,
    trail: &Trail<'_>,
) -> bool {
    match kind {
        Kind::Parameter => {
            one_of_schema_and_content(walk, map, trail);
            style_of_location(walk, map, trail)
        }
        Kind::Header => {
            one_of_schema_and_content(walk, map, trail);
            true
        }
        Kind::Response => {
            // Links say what to call next; a client calls what its program says.
            map.shift_remove("links");
            true
        }
        Kind::SecurityScheme => security_scheme(walk, map, trail),
        Kind::OAuthFlows => {
            oauth_flows(walk, map, trail);
            true
        }
        _ => true,
    }
}

/// A parameter has either `schema` or `content`.
fn one_of_schema_and_content(walk: &mut Walk<'_>, map: &mut Map<String, Value>, trail: &Trail<'_>) {
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
                    Code::MissingMember,
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
fn style_of_location(walk: &mut Walk<'_>, map: &Map<String, Value>, trail: &Trail<'_>) -> bool {
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
    walk.spoil(
        Diagnostic::error(
            Code::InvalidObject,
            format!("a parameter in `{location}` cannot have the style `{style}`"),
        )
        .at(&here.pointer(), "")
        .at(&trail.key("in").pointer(), "because of this")
        .help(format!("write one of {}", quoted(allowed))),
        &here,
    );
    false
}

/// What each type of security scheme needs.
fn security_scheme(walk: &mut Walk<'_>, map: &mut Map<String, Value>, trail: &Trail<'_>) -> bool {
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
                    Code::MissingMember,
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

/// What each OAuth flow needs. A flow without it is left out, since another may do.
fn oauth_flows(walk: &mut Walk<'_>, map: &mut Map<String, Value>, trail: &Trail<'_>) {
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
                        Code::MissingMember,
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
