//! How does a security definition of Swagger 2.0 read?

use super::super::Moved;
use crate::diagnostic::Trail;
use serde_json::{Map, Value};

/// Brings a Security Scheme Object to 3.0.
pub(super) fn convert(scheme: &mut Map<String, Value>, trail: &Trail<'_>, moved: &mut Moved) {
    match scheme.get("type").and_then(Value::as_str) {
        Some("basic") => {
            scheme.insert("type".to_owned(), "http".into());
            scheme.insert("scheme".to_owned(), "basic".into());
        }
        Some("oauth2") => oauth2(scheme, trail, moved),
        _ => {}
    }
}

/// Swagger 2.0 has one flow in the scheme itself, 3.0 an object for each.
fn oauth2(scheme: &mut Map<String, Value>, trail: &Trail<'_>, moved: &mut Moved) {
    let Some(Value::String(name)) = scheme.shift_remove("flow") else {
        return;
    };
    let name = match name.as_str() {
        "application" => "clientCredentials",
        "accessCode" => "authorizationCode",
        other => other,
    };
    let pointer = trail.pointer();
    let place = pointer.child("flows").child(name);
    let mut flow = Map::new();
    moved.push(place.clone(), pointer.clone());
    for key in ["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"] {
        if let Some(value) = scheme.shift_remove(key) {
            flow.insert(key.to_owned(), value);
        }
    }
    let mut flows = Map::new();
    flows.insert(name.to_owned(), Value::Object(flow));
    scheme.insert("flows".to_owned(), Value::Object(flows));
}
