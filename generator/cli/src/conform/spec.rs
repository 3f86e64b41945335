//! The parts of a document that traffic is compared with, as they are written: Swagger 2.0,
//! OpenAPI 3.0, 3.1 and 3.2.

use super::routes::path_of;
use bindery::diagnostic::Pointer;
use serde_json::Value;

/// A document and its version.
#[derive(Clone, Copy)]
pub(super) struct Spec<'t> {
    pub tree: &'t Value,
    pub dialect: Dialect,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    Swagger,
    Three,
    ThreeOne,
}

/// The content that a response or a request body declares.
pub(super) struct Declared<'t> {
    /// Each media type, and the schema with its pointer.
    pub content: Vec<(String, Option<(&'t Value, Pointer)>)>,
    /// The value whose change declares another media type or a schema.
    pub at: Pointer,
}

/// `$ref` to `$ref`: more is a circle.
const REFERENCES: usize = 32;

impl<'t> Spec<'t> {
    pub fn new(tree: &'t Value) -> Self {
        let version = |key: &str| {
            tree.get(key).map(|version| match version {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            })
        };
        let dialect = match version("openapi") {
            Some(version) if version.starts_with("3.0") => Dialect::Three,
            Some(_) => Dialect::ThreeOne,
            None => Dialect::Swagger,
        };
        Self { tree, dialect }
    }

    /// Follows `$ref`s inside the document.
    pub fn resolve(&self, value: &'t Value, at: Pointer) -> (&'t Value, Pointer) {
        let (mut value, mut at) = (value, at);
        for _ in 0..REFERENCES {
            match self.target(value) {
                Some((target, pointer)) => (value, at) = (target, pointer),
                None => break,
            }
        }
        (value, at)
    }

    /// The target of a `$ref`.
    pub fn target(&self, value: &Value) -> Option<(&'t Value, Pointer)> {
        let reference = value.get("$ref")?.as_str()?.strip_prefix('#')?;
        let pointer = Pointer::from_escaped(reference);
        Some((pointer.find(self.tree)?, pointer))
    }

    /// The paths of the servers of a document or path item, with default values of variables.
    pub fn base_paths(&self, of: &Value) -> Vec<String> {
        if self.dialect == Dialect::Swagger {
            let base = of.get("basePath").and_then(Value::as_str);
            return base
                .map(|base| base.trim_end_matches('/').to_owned())
                .into_iter()
                .collect();
        }
        let servers = of.get("servers").and_then(Value::as_array);
        let base = |server: &Value| {
            let mut url = server.get("url")?.as_str()?.to_owned();
            let variables = server.get("variables").and_then(Value::as_object);
            for (name, variable) in variables.into_iter().flatten() {
                let default = variable.get("default").and_then(Value::as_str);
                url = url.replace(&format!("{{{name}}}"), default.unwrap_or_default());
            }
            let path = path_of(&url).trim_end_matches('/');
            // A relative URL without a slash is relative to an unknown path.
            Some(path)
                .filter(|path| path.is_empty() || path.starts_with('/'))
                .map(str::to_owned)
        };
        servers.into_iter().flatten().filter_map(base).collect()
    }

    /// The key and the response for a status: its own, its range, or the default.
    pub fn response(
        &self,
        operation: &'t Value,
        at: &Pointer,
        status: u16,
    ) -> Option<(&'t Value, Pointer)> {
        let responses = operation.get("responses")?.as_object()?;
        let range = format!("{}XX", status / 100);
        let keys = [
            status.to_string(),
            range.clone(),
            range.to_lowercase(),
            "default".to_owned(),
        ];
        let (key, response) = keys
            .iter()
            .find_map(|key| responses.get_key_value(key.as_str()))?;
        Some(self.resolve(response, at.child("responses").child(key)))
    }

    /// The content of a response.
    pub fn response_content(
        &self,
        operation: &'t Value,
        response: &'t Value,
        at: &Pointer,
    ) -> Declared<'t> {
        if self.dialect != Dialect::Swagger {
            return content(response, at);
        }
        let Some(schema) = response.get("schema") else {
            return Declared {
                content: Vec::new(),
                at: at.clone(),
            };
        };
        let produced = operation
            .get("produces")
            .or_else(|| self.tree.get("produces"));
        let names = names(produced);
        let schema = (schema, at.child("schema"));
        let content = names
            .into_iter()
            .map(|name| (name, Some(schema.clone())))
            .collect();
        Declared {
            content,
            at: at.clone(),
        }
    }

    /// The content of the request body; `None` where none is declared, and whether it is required.
    pub fn request_content(
        &self,
        operation: &'t Value,
        item: &'t Value,
        at: &Pointer,
        item_at: &Pointer,
    ) -> Option<(Declared<'t>, bool)> {
        if self.dialect != Dialect::Swagger {
            let body = operation.get("requestBody")?;
            let (body, at) = self.resolve(body, at.child("requestBody"));
            let required = body.get("required") == Some(&Value::Bool(true));
            return Some((content(body, &at), required));
        }
        let consumed = names(
            operation
                .get("consumes")
                .or_else(|| self.tree.get("consumes")),
        );
        let mut form = None;
        for (of, at) in [(operation, at), (item, item_at)] {
            let list = of.get("parameters").and_then(Value::as_array);
            for (index, parameter) in list.into_iter().flatten().enumerate() {
                let at = at.child("parameters").index(index);
                let (parameter, at) = self.resolve(parameter, at);
                let schema = parameter
                    .get("schema")
                    .map(|schema| (schema, at.child("schema")));
                let content = || consumed.iter().cloned();
                match parameter.get("in").and_then(Value::as_str) {
                    Some("body") => {
                        let content = content().map(|name| (name, schema.clone())).collect();
                        let required = parameter.get("required") == Some(&Value::Bool(true));
                        return Some((Declared { content, at }, required));
                    }
                    Some("formData") => {
                        let content = content().map(|name| (name, None)).collect();
                        form = Some((Declared { content, at }, false));
                    }
                    _ => {}
                }
            }
        }
        form
    }
}

fn names(list: Option<&Value>) -> Vec<String> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    let names: Vec<_> = list.filter_map(Value::as_str).map(essence).collect();
    match names.is_empty() {
        true => vec!["application/json".to_owned()],
        false => names,
    }
}

fn content<'t>(of: &'t Value, at: &Pointer) -> Declared<'t> {
    let map = of.get("content").and_then(Value::as_object);
    let content = map.into_iter().flatten().map(|(name, media)| {
        let at = at.child("content").child(name).child("schema");
        (
            essence(name),
            media.get("schema").map(|schema| (schema, at)),
        )
    });
    Declared {
        content: content.collect(),
        at: at.clone(),
    }
}

fn essence(name: &str) -> String {
    name.split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

impl<'t> Declared<'t> {
    /// The schema for a media type: exact names before ranges.
    pub fn find(&self, media_type: &str) -> Option<&Option<(&'t Value, Pointer)>> {
        let kind = media_type.split('/').next().unwrap_or_default();
        let names = [media_type.to_owned(), format!("{kind}/*"), "*/*".to_owned()];
        names.iter().find_map(|wanted| {
            let mut content = self.content.iter();
            content
                .find(|(name, _)| name == wanted)
                .map(|(_, schema)| schema)
        })
    }
}
