//! Do the parameters of an operation fit its path and each other? Parameter Object.

use super::document::Placed;
use super::operation::{OperationContext, inline};
use super::read;
use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Severity, suggest};
use crate::limits::Limits;
use crate::openapi::objects::ObjectKind;
use crate::openapi::path_template::split_path_and_query;
use crate::openapi::reference::follow;
use indexmap::IndexMap;
use openapiv3::{
    Operation, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, ReferenceOr, Schema,
    SchemaData, SchemaKind, StringType, Type,
};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// Reads the parameters of a path item.
pub(super) fn of_item(
    tree: &Value,
    item: &Value,
    pointer: &Pointer,
    report: &mut Report,
) -> Result<Vec<Placed>, (Code, String)> {
    let pointer = pointer.child("parameters");
    let mut parameters = Vec::new();
    let list = item.get("parameters").and_then(Value::as_array);
    for (index, value) in list.into_iter().flatten().enumerate() {
        let pointer = pointer.index(index);
        let mut parameter = read::read_referable(
            value,
            ObjectKind::Parameter,
            &pointer,
            Severity::Warning,
            report,
        )
        .ok_or((Code::InvalidObject, "a parameter cannot be read".to_owned()))?;
        inline(
            tree,
            &mut parameter,
            ObjectKind::Parameter,
            &pointer,
            report,
        )?;
        parameters.push((parameter, pointer));
    }
    Ok(parameters)
}

/// Makes the parameters of an operation fit its path: each once, each `{name}` with one.
pub(super) fn settle(operation: &mut Operation, place: &OperationContext<'_>, report: &mut Report) {
    let pointer = place.pointer.child("parameters");
    let template = names_in(place.path);
    let mut seen: BTreeMap<(String, String), Pointer> = BTreeMap::new();
    let mut index = 0;
    operation.parameters.retain(|parameter| {
        let here = pointer.index(index);
        index += 1;
        let Some((location, name)) = identity(place.tree, parameter, report.limits()) else {
            return true;
        };
        if let Some(first) = seen.get(&(location.clone(), name.clone())) {
            report.push(
                Diagnostic::warning(
                    Code::DuplicateParameter,
                    format!("the {location} parameter `{name}` is declared twice"),
                )
                .at(&here, "this one is left out")
                .at(first, "the first one")
                .help("remove one of the two"),
            );
            return false;
        }
        if location == "path" && !template.contains(&name.as_str()) {
            report.push(unused(&name, &template, place, &here));
            return false;
        }
        seen.insert((location, name), here);
        true
    });
    for (parameter, _) in place.shared {
        if let Some(key) = identity(place.tree, parameter, report.limits()) {
            seen.entry(key).or_insert_with(Pointer::root);
        }
    }
    let (path, query) = split_path_and_query(place.path);
    let (path, query) = (names_in(path), names_in(query));
    for name in template {
        let key = ("path".to_owned(), name.to_owned());
        let of_query = ("query".to_owned(), name.to_owned());
        // Behind a `?`, the value may as well be a parameter of the query.
        let behind = !path.contains(&name) && query.contains(&name);
        if seen.contains_key(&key) || (behind && seen.contains_key(&of_query)) {
            continue;
        }
        seen.insert(key, Pointer::root());
        report.push(
            Diagnostic::warning(
                Code::UndeclaredPathParameter,
                format!("`{{{name}}}` in the path has no parameter; it is taken as a string"),
            )
            .at_key(place.pointer, "for this operation")
            .help(format!(
                "add to `parameters`: {{name: {name}, in: path, required: true, schema: {{type: string}}}}"
            )),
        );
        operation.parameters.push(ReferenceOr::Item(any_text(name)));
    }
}

/// Names of a path among which the one that was meant is looked for.
const GUESSES: usize = 100;

fn unused(
    name: &str,
    template: &[&str],
    place: &OperationContext<'_>,
    here: &Pointer,
) -> Diagnostic {
    let diagnostic = Diagnostic::warning(
        Code::UnusedPathParameter,
        format!("the path `{}` has no `{{{name}}}`", place.path),
    )
    .at(here, "this parameter is left out");
    let known = template.iter().copied().take(GUESSES);
    match suggest(name, known) {
        Some(meant) => diagnostic.help(format!("name it `{meant}`, as in the path")),
        None => diagnostic.help(format!(
            "put `{{{name}}}` into the path, or remove the parameter"
        )),
    }
}

/// The names in the braces of a path, in order. Google's `{+name}` is called `name`.
pub(super) fn names_in(path: &str) -> Vec<&str> {
    path.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name.strip_prefix('+').unwrap_or(name))
        .filter(|name| !name.is_empty())
        .collect()
}

/// The identity of a parameter after references are resolved: location and name. Names of headers
/// are case-insensitive (Parameter Object, `name`).
fn identity(
    tree: &Value,
    parameter: &ReferenceOr<Parameter>,
    limits: &Limits,
) -> Option<(String, String)> {
    let (location, name) = location_and_name(tree, parameter, limits)?;
    Some(match location.as_str() {
        "header" => (location, name.to_ascii_lowercase()),
        _ => (location, name),
    })
}

fn location_and_name(
    tree: &Value,
    parameter: &ReferenceOr<Parameter>,
    limits: &Limits,
) -> Option<(String, String)> {
    match parameter {
        ReferenceOr::Item(parameter) => Some((
            location(parameter).to_owned(),
            parameter.parameter_data_ref().name.clone(),
        )),
        ReferenceOr::Reference { reference } => {
            #[derive(Deserialize)]
            struct Identity {
                #[serde(rename = "in")]
                location: String,
                name: String,
            }
            let (_, value) = follow(tree, reference, limits).ok()?;
            let identity = Identity::deserialize(value).ok()?;
            Some((identity.location, identity.name))
        }
    }
}

fn location(parameter: &Parameter) -> &'static str {
    match parameter {
        Parameter::Query { .. } => "query",
        Parameter::Header { .. } => "header",
        Parameter::Path { .. } => "path",
        Parameter::Cookie { .. } => "cookie",
    }
}

/// A path parameter that nothing is known of.
fn any_text(name: &str) -> Parameter {
    Parameter::Path {
        parameter_data: ParameterData {
            name: name.to_owned(),
            description: None,
            required: true,
            deprecated: None,
            format: ParameterSchemaOrContent::Schema(ReferenceOr::Item(Schema {
                schema_data: SchemaData::default(),
                schema_kind: SchemaKind::Type(Type::String(StringType::default())),
            })),
            example: None,
            examples: IndexMap::new(),
            explode: None,
            extensions: IndexMap::new(),
        },
        style: PathStyle::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::names_in;

    #[test]
    fn finds_names_in_braces() {
        assert_eq!(names_in("/a/{b}.{c}/d"), ["b", "c"]);
        assert_eq!(names_in("/a/{b"), Vec::<&str>::new());
        assert_eq!(names_in("/{}/}{x}"), ["x"]);
        assert_eq!(names_in("/v1/{+name}:run"), ["name"]);
    }
}
