//! The arguments and responses of an operation, read from the document once when the mock starts.

use super::resource::Role;
use super::tree::at;
use bindery::diagnostic::Pointer;
use bindery::ir::{Alternative, Framing, Paging, StatusMatch};
use bindery::openapi::canonical::{DELIMITER, OF_ITEMS};
use bindery::openapi::media_type::{Family, family, framing};
use bindery::pipeline::Served;
use serde_json::Value;

/// An operation, ready to be asked for.
#[derive(Debug)]
pub(super) struct Operation {
    /// Which of the documents it is in.
    pub document: usize,
    pub id: String,
    pub method: String,
    /// The path, without a server's.
    pub path: String,
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    pub responses: Vec<Response>,
    pub security: Vec<Alternative>,
    pub paging: Option<Paging>,
    pub role: Role,
}

/// A parameter (Parameter Object).
#[derive(Debug)]
pub(super) struct Parameter {
    pub name: String,
    /// `path`, `query`, `header` or `cookie`.
    pub location: String,
    pub style: String,
    pub explode: bool,
    pub required: bool,
    /// Empty text is as good as none.
    pub allow_empty: bool,
    /// Its value is written as JSON.
    pub json: bool,
    pub schema: Option<Pointer>,
}

/// A request body (Request Body Object).
#[derive(Debug)]
pub(super) struct Body {
    pub required: bool,
    pub content: Vec<Content>,
}

/// A response (Response Object).
#[derive(Debug)]
pub(super) struct Response {
    pub status: StatusMatch,
    pub content: Vec<Content>,
    /// Headers by name, each with the pointer to its object.
    pub headers: Vec<(String, Pointer)>,
}

/// Content of a media type (Media Type Object).
#[derive(Debug)]
pub(super) struct Content {
    /// As the document spells it.
    pub media_type: String,
    pub family: Family,
    pub framing: Option<Framing>,
    /// Whether the schema is that of each item of a sequence.
    pub of_items: bool,
    /// The Media Type Object.
    pub pointer: Pointer,
    pub schema: Option<Pointer>,
}

/// Reads the operations of a document.
pub(super) fn read(document: usize, served: &Served) -> Vec<Operation> {
    let operations = served.api.operations.iter();
    let read = operations.filter_map(|operation| {
        let tree = &served.tree;
        let (pointer, object) = at(tree, &operation.pointer)?;
        let body = object.get("requestBody").and_then(|_| {
            let (pointer, body) = at(tree, &pointer.child("requestBody"))?;
            Some(Body {
                required: is_true(body, "required"),
                content: contents(tree, &pointer, body),
            })
        });
        Some(Operation {
            document,
            id: operation.id.untrusted().to_owned(),
            method: operation.method.token().untrusted().to_owned(),
            path: operation.path.text.untrusted().to_owned(),
            parameters: parameters(tree, &pointer, object),
            body,
            responses: responses(tree, &pointer),
            security: operation.security.clone(),
            paging: operation.paging.clone(),
            role: Role::Plain,
        })
    });
    read.collect()
}

/// The parameters of a path, overridden by those of the operation.
fn parameters(tree: &Value, operation: &Pointer, object: &Value) -> Vec<Parameter> {
    let text = operation.as_str();
    let parent = text.rsplit_once('/').map_or("", |(parent, _)| parent);
    let parent = Pointer::from_escaped(parent);
    let of_path = parent.find(tree);
    let mut found: Vec<Parameter> = Vec::new();
    for (place, object) in [(&parent, of_path), (operation, Some(object))] {
        let list = object.and_then(|object| object.get("parameters"));
        let count = list.and_then(Value::as_array).map_or(0, Vec::len);
        for index in 0..count {
            let at = at(tree, &place.child("parameters").index(index));
            let Some(parameter) = at.and_then(|(pointer, value)| parameter(&pointer, value)) else {
                continue;
            };
            found.retain(|known| !same(known, &parameter));
            found.push(parameter);
        }
    }
    // Those are described elsewhere in a document (Parameter Object, `name`).
    let ignored = |parameter: &Parameter| {
        let name = parameter.name.to_ascii_lowercase();
        parameter.location == "header"
            && matches!(name.as_str(), "accept" | "content-type" | "authorization")
    };
    found.retain(|parameter| !ignored(parameter));
    found
}

fn same(one: &Parameter, other: &Parameter) -> bool {
    one.location == other.location
        && match one.location.as_str() {
            "header" => one.name.eq_ignore_ascii_case(&other.name),
            _ => one.name == other.name,
        }
}

fn parameter(pointer: &Pointer, value: &Value) -> Option<Parameter> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let location = text("in")?.to_ascii_lowercase();
    let usual = match location.as_str() {
        "query" | "cookie" => "form",
        _ => "simple",
    };
    let style = text("style").unwrap_or(usual);
    let style = match text(DELIMITER) {
        Some("space") => "spaceDelimited",
        Some("pipe") => "pipeDelimited",
        Some("tab") => "tabDelimited",
        _ => style,
    };
    let content = value.get("content").and_then(Value::as_object);
    let content = content.and_then(|content| content.iter().next());
    let (json, schema) = match content {
        Some((media_type, object)) => (
            family(media_type) == Family::Json,
            object
                .get("schema")
                .map(|_| pointer.child("content").child(media_type).child("schema")),
        ),
        None => (false, value.get("schema").map(|_| pointer.child("schema"))),
    };
    Some(Parameter {
        name: text("name")?.to_owned(),
        style: style.to_owned(),
        explode: value
            .get("explode")
            .and_then(Value::as_bool)
            .unwrap_or(style == "form"),
        required: is_true(value, "required"),
        allow_empty: is_true(value, "allowEmptyValue"),
        location,
        json,
        schema,
    })
}

fn responses(tree: &Value, operation: &Pointer) -> Vec<Response> {
    let place = operation.child("responses");
    let Some((place, Value::Object(responses))) = at(tree, &place) else {
        return Vec::new();
    };
    let read = responses.keys().filter_map(|key| {
        let status = status(key)?;
        let (pointer, response) = at(tree, &place.child(key))?;
        let headers = response.get("headers").and_then(Value::as_object);
        let headers = headers.into_iter().flatten().filter_map(|(name, _)| {
            let (pointer, _) = at(tree, &pointer.child("headers").child(name))?;
            Some((name.clone(), pointer))
        });
        Some(Response {
            status,
            headers: headers.collect(),
            content: contents(tree, &pointer, response),
        })
    });
    read.collect()
}

/// A key of a Responses Object.
fn status(key: &str) -> Option<StatusMatch> {
    if key == "default" {
        return Some(StatusMatch::Default);
    }
    let first = key.bytes().next()?;
    let range = key.len() == 3 && key.get(1..).is_some_and(|x| x.eq_ignore_ascii_case("xx"));
    if range && first.is_ascii_digit() {
        return Some(StatusMatch::Range(first - b'0'));
    }
    key.parse().ok().map(StatusMatch::Code)
}

fn contents(tree: &Value, pointer: &Pointer, object: &Value) -> Vec<Content> {
    let content = object.get("content").and_then(Value::as_object);
    let read = content.into_iter().flatten().filter_map(|(media_type, _)| {
        let (pointer, object) = at(tree, &pointer.child("content").child(media_type))?;
        Some(Content {
            media_type: media_type.clone(),
            family: family(media_type),
            framing: framing(media_type),
            of_items: is_true(object, OF_ITEMS),
            schema: object.get("schema").map(|_| pointer.child("schema")),
            pointer,
        })
    });
    read.collect()
}

pub(super) fn is_true(value: &Value, key: &str) -> bool {
    value.get(key) == Some(&Value::Bool(true))
}
