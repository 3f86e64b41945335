//! What would take more than its size says in any way is over a limit: that is reported in its place,
//! and costs little.

use super::kinds::{responding, whole};
use super::{Cost, job};
use bindery::diagnostic::{Code, Target};
use bindery::findings::Findings;
use bindery::pipeline::generate_crate;
use serde_json::{Map, Value, json};

/// Bytes that may be asked for, for each byte of a document that is not read to its end.
const PER_BYTE: usize = 20;

pub fn what_is_over_a_limit_costs_little() {
    for (name, text) in [
        ("brackets of JSON", "[".repeat(200_000)),
        ("braces of JSON", "{\"a\":".repeat(100_000)),
        ("brackets of YAML", format!("a: {}", "[".repeat(200_000))),
        ("lists of YAML", "- ".repeat(100_000)),
    ] {
        let (cost, findings) = bound(&text, "");
        assert!(
            cost.bytes <= PER_BYTE * text.len() + 2_000_000,
            "{name}: {} bytes of memory for {}",
            cost.bytes,
            text.len()
        );
        let at = place(&findings, name);
        assert!(at >= 100, "{name}: at {at}");
    }
    // Each repeats a part of the document for each other part of it, in a document of 100 kB.
    let config = "[crate]\nserver = true\n[limits]\nrepeated = 1000\ntagged = 1000\n";
    for (name, text) in [
        ("properties of a base", base(100)),
        ("properties beside a union", beside(200)),
        ("parameters of a path item", path_items(100)),
        ("operations of a path item", additional(100)),
        ("a response", responses(100)),
        ("a form", forms(100)),
        ("prose", prose(100)),
        ("tags", tags(100)),
    ] {
        let (_, unlimited) = bound(&text, "");
        assert!(
            unlimited.iter().all(|it| it.diagnostics.is_empty()),
            "{name}"
        );
        let (_, findings) = bound(&text, config);
        let at = place(&findings, name);
        assert!(at > 0, "{name}");
    }
}

/// What a document costs, and what is found in it.
fn bound(text: &str, config: &str) -> (Cost, Vec<Findings>) {
    let job = job("limited", text, config);
    Cost::of(|| match generate_crate(&job) {
        Ok(bound) => bound.findings,
        Err(failed) => failed.findings,
    })
}

/// The byte at which a limit is exceeded.
fn place(findings: &[Findings], name: &str) -> usize {
    let findings = findings.first().unwrap();
    let mut all = findings.diagnostics.iter();
    let problem = all.find(|it| it.code == Code::LimitExceeded);
    let problem = problem.unwrap_or_else(|| panic!("{name}: {:?}", findings.diagnostics));
    let target = &problem.places[0].target;
    assert!(
        !matches!(target, Target::Source(_) | Target::File(_)),
        "{name}"
    );
    findings.sources.locate(target).unwrap().span.start
}

fn map(count: usize, property: impl Fn(usize) -> (String, Value)) -> Map<String, Value> {
    (0..count).map(property).collect()
}

fn strings(count: usize) -> Map<String, Value> {
    map(count, |number| {
        (format!("p{number}"), json!({"type": "string"}))
    })
}

fn base(count: usize) -> String {
    let mut schemas = map(count, |number| {
        let own =
            json!({"type": "object", "properties": {format!("q{number}"): {"type": "string"}}});
        (
            format!("C{number}"),
            json!({"allOf": [{"$ref": "#/components/schemas/Base"}, own]}),
        )
    });
    let all = schemas.keys().map(|name| {
        (
            name.clone(),
            json!({"$ref": format!("#/components/schemas/{name}")}),
        )
    });
    let root = json!({"type": "object", "properties": all.collect::<Map<_, _>>()});
    schemas.insert(
        "Base".to_owned(),
        json!({"type": "object", "properties": strings(count)}),
    );
    responding(&root, schemas)
}

fn beside(count: usize) -> String {
    let variants: Vec<Value> = (0..count)
        .map(|number| {
            let own = format!("q{number}");
            json!({"type": "object", "required": [own], "properties": {own: {"type": "string"}}})
        })
        .collect();
    let union = json!({"type": "object", "properties": strings(count), "oneOf": variants});
    responding(&union, Map::new())
}

fn parameters(count: usize) -> Vec<Value> {
    let parameter =
        |number| json!({"name": format!("p{number}"), "in": "query", "schema": {"type": "string"}});
    (0..count).map(parameter).collect()
}

fn path_items(count: usize) -> String {
    let item = json!({"get": {"parameters": parameters(count), "responses": {"204": {"description": "d"}}}});
    let paths = map(count, |number| {
        (
            format!("/p{number}"),
            json!({"$ref": "#/components/pathItems/P"}),
        )
    });
    whole(&Value::Object(paths), &json!({"pathItems": {"P": item}}))
}

fn additional(count: usize) -> String {
    let operations = map(count, |number| {
        (
            format!("M{number}"),
            json!({"responses": {"204": {"description": "d"}}}),
        )
    });
    let item = json!({"parameters": parameters(count), "additionalOperations": operations});
    whole(&json!({"/a": item}), &json!({})).replace("3.1.0", "3.2.0")
}

fn responses(count: usize) -> String {
    let schema = json!({"type": "object", "properties": strings(count)});
    let response = json!({"description": "d", "content": {"application/json": {"schema": schema}}});
    let operation = json!({"get": {"responses": {"200": {"$ref": "#/components/responses/R"}}}});
    let paths = map(count, |number| (format!("/p{number}"), operation.clone()));
    whole(
        &Value::Object(paths),
        &json!({"responses": {"R": response}}),
    )
}

fn forms(count: usize) -> String {
    let schema = json!({"type": "object", "properties": strings(count)});
    let body = json!({"content": {"application/x-www-form-urlencoded": {"schema": schema}}});
    let operation = json!({"post": {"requestBody": {"$ref": "#/components/requestBodies/B"}, "responses": {"204": {"description": "d"}}}});
    let paths = map(count, |number| (format!("/p{number}"), operation.clone()));
    whole(
        &Value::Object(paths),
        &json!({"requestBodies": {"B": body}}),
    )
}

fn prose(count: usize) -> String {
    let response = json!({"description": "some words ".repeat(count * 10)});
    let operation = json!({"get": {"responses": {"204": {"$ref": "#/components/responses/R"}}}});
    let paths = map(count, |number| (format!("/p{number}"), operation.clone()));
    whole(
        &Value::Object(paths),
        &json!({"responses": {"R": response}}),
    )
}

fn tags(count: usize) -> String {
    let schemas = map(count, |number| {
        let mut properties = strings(1);
        if number + 1 < count {
            properties.insert(
                "n".to_owned(),
                json!({"$ref": format!("#/components/schemas/S{}", number + 1)}),
            );
        }
        (
            format!("S{number}"),
            json!({"type": "object", "properties": properties}),
        )
    });
    let paths = map(301, |number| {
        let schema = json!({"$ref": format!("#/components/schemas/S{}", number % count)});
        let response =
            json!({"description": "d", "content": {"application/json": {"schema": schema}}});
        (
            format!("/p{number}"),
            json!({"get": {"tags": [format!("t{number}")], "responses": {"200": response}}}),
        )
    });
    whole(&Value::Object(paths), &json!({"schemas": schemas}))
}
