//! Documents whose operations and servers ask for as much work as they can.

use super::kinds::{map, paths, responses, values, whole};
use serde_json::json;

pub fn server_variables(count: usize) -> String {
    let path: Vec<String> = (0..count).map(|number| format!("{{v{number}}}")).collect();
    let variables = map(count, |number| {
        (format!("v{number}"), json!({"default": "a"}))
    });
    json!({
        "openapi": "3.1.0", "info": {"title": "t", "version": "1"},
        "servers": [{"url": format!("https://a.example/{}", path.join("/")), "variables": variables}],
        "paths": {"/a": {"get": {"responses": responses(&json!({"type": "string"}))}}},
    })
    .to_string()
}

pub fn parameters(count: usize, required: bool) -> String {
    let parameter = |number| json!({"name": format!("p{number}"), "in": "query", "required": required, "schema": {"type": "string"}});
    let operation = json!({"parameters": values(count, parameter), "responses": responses(&json!({"type": "string"}))});
    whole(&json!({"/a": {"get": operation}}), &json!({}))
}

pub fn form(count: usize) -> String {
    let properties = map(count, |number| {
        (format!("p{number}"), json!({"type": "string"}))
    });
    let required: Vec<&String> = properties.keys().collect();
    let schema = json!({"type": "object", "required": required, "properties": properties});
    let body = json!({"required": true, "content": {"application/x-www-form-urlencoded": {"schema": schema}}});
    let operation =
        json!({"requestBody": body, "responses": responses(&json!({"type": "string"}))});
    whole(&json!({"/a": {"post": operation}}), &json!({}))
}

pub fn headers(count: usize) -> String {
    let headers = map(count, |number| {
        (format!("X-{number}"), json!({"schema": {"type": "string"}}))
    });
    let response = json!({"description": "d", "headers": headers});
    whole(
        &json!({"/a": {"get": {"responses": {"200": response}}}}),
        &json!({}),
    )
}

pub fn media_types(count: usize) -> String {
    let content = map(count, |number| {
        (
            format!("text/x{number}"),
            json!({"schema": {"type": "string"}}),
        )
    });
    let response = json!({"description": "d", "content": content});
    whole(
        &json!({"/a": {"get": {"responses": {"200": response}}}}),
        &json!({}),
    )
}

pub fn security(count: usize) -> String {
    let scheme = |number| {
        (
            format!("s{number}"),
            json!({"type": "apiKey", "in": "header", "name": format!("x-{number}")}),
        )
    };
    let schemes = json!({"securitySchemes": map(count, scheme)});
    paths(
        count,
        |number| json!({"security": [{format!("s{number}"): []}]}),
        &schemes,
    )
}

pub fn scopes(count: usize) -> String {
    let flow = json!({"clientCredentials": {"tokenUrl": "https://a.b/t", "scopes": {}}});
    let schemes = json!({"securitySchemes": {"s": {"type": "oauth2", "flows": flow}}});
    paths(
        count,
        |number| json!({"security": [{"s": [format!("x{number}")]}]}),
        &schemes,
    )
}

pub fn left_out(count: usize) -> String {
    let schemas = map(count, |number| {
        (
            format!("S{number}"),
            json!({"type": "object", "properties": {"a": {"type": "string"}}}),
        )
    });
    let parameter = json!({"name": "a", "in": "query", "content": {"image/png": {}}});
    paths(
        count,
        |_| json!({"parameters": [parameter]}),
        &json!({"schemas": schemas}),
    )
}
