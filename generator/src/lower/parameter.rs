//! What does an operation take besides its body? (Parameter Object.)

use super::context::{InlineName, Lowering};
use super::docs::{completed, described, example};
use super::naming::given;
use super::operation::Unbound;
use super::path::{Half, Placeholder, parameters as placeholders};
use super::reference::Resolved;
use super::schema::{Said, Site, Use};
use crate::config::problem;
use crate::diagnostic::{Code, Pointer};
use crate::ir::{
    Docs, Limits, Location, Operation, Parameter, Presence, Scalar, Shape, Style, TextFormat, Type,
};
use crate::openapi::canonical::{DELIMITER, WHOLE_QUERY};
use crate::openapi::media_type::{Family, family};
use indexmap::IndexMap;
use openapiv3::{ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr};
use serde_json::Value;

/// Headers that are described elsewhere in a document (Parameter Object, `name`).
const IGNORED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

impl<'d> Lowering<'d> {
    /// The parameters of an operation: those of its path, overridden by its own; path parameters in
    /// the order of the URL, the others in document order.
    pub(super) fn parameters(
        &mut self,
        path: &str,
        of_path: &'d [(ReferenceOr<openapiv3::Parameter>, Pointer)],
        own: &'d [ReferenceOr<openapiv3::Parameter>],
        pointer: &Pointer,
        way: &InlineName,
    ) -> Result<Vec<Parameter>, Unbound> {
        let base = pointer.child("parameters");
        let of_path = of_path.iter().map(|(it, at)| (it, at.clone()));
        let own = own.iter().enumerate();
        let own = own.map(|(index, it)| (it, base.index(index)));
        // A removed entry leaves its place empty, so that the others need not move.
        let mut merged: IndexMap<(Location, String), Option<Resolved<'d, openapiv3::Parameter>>> =
            IndexMap::new();
        for (parameter, at) in of_path.chain(own) {
            let Some((parameter, at)) = self.references.parameter(parameter, &at) else {
                let reason = "one of its parameters leads nowhere";
                return Err(Unbound::new(Code::DanglingRef, reason, &at));
            };
            let (location, name) = (location(parameter), &parameter.parameter_data_ref().name);
            let key = match location {
                // Names of headers are the same in capitals.
                Location::Header => name.to_ascii_lowercase(),
                _ => name.clone(),
            };
            merged.insert((location, key), Some((parameter, at)));
        }

        let siblings = merged.len();
        let mut parameters = Vec::with_capacity(siblings);
        for Placeholder {
            name,
            reserved,
            half,
        } in placeholders(path)
        {
            let of_query = (Location::Query, name.clone());
            if half == Half::Pair && merged.get(&of_query).is_some_and(Option::is_some) {
                // It is written as every other one of the query, in place of the pair.
                continue;
            }
            let mut take = |key: &(Location, String)| merged.get_mut(key).and_then(Option::take);
            let found = take(&(Location::Path, name.clone()));
            let found = match half {
                Half::Path => found,
                Half::Pair | Half::Query => found.or_else(|| take(&of_query)),
            };
            match found {
                Some((parameter, at)) => {
                    let empty = half == Half::Path
                        && path.ends_with(&format!("/{{{name}}}"))
                        && self.shows_empty(&at);
                    let mut parameter = self.parameter(parameter, &at, way)?;
                    parameter.may_be_empty = empty && self.is_text(&parameter.ty);
                    if half != Half::Path {
                        in_place(&mut parameter);
                    }
                    parameter.allow_reserved |= reserved;
                    parameters.push(parameter);
                }
                None => parameters.push(undeclared(name, reserved)),
            }
        }
        let rest = merged.into_iter();
        let rest = rest.filter_map(|(key, found)| Some((key, found?)));
        for ((location, name), (parameter, at)) in rest {
            let ignored = match location {
                // It does not occur in the path.
                Location::Path => true,
                Location::Header => IGNORED_HEADERS.contains(&name.as_str()),
                Location::Query | Location::QueryString | Location::Cookie => false,
            };
            if !ignored {
                parameters.push(self.parameter(parameter, &at, way)?);
            }
        }
        for parameter in &parameters {
            self.spend_on_names(&parameter.ty, siblings);
        }
        Ok(parameters)
    }

    fn parameter(
        &mut self,
        parameter: &'d openapiv3::Parameter,
        pointer: &Pointer,
        way: &InlineName,
    ) -> Result<Parameter, Unbound> {
        let data = parameter.parameter_data_ref();
        let location = location(parameter);
        let (declared_style, allow_reserved) = style(parameter);
        let declared_style = delimited(data.extensions.get(DELIMITER)).unwrap_or(declared_style);
        let (style, used) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => {
                let site = Site::new(schema, pointer.child("schema"));
                (declared_style, self.schema(&site, way.step(&data.name)))
            }
            ParameterSchemaOrContent::Content(content) => {
                let of = |wanted| content.iter().find(|(name, _)| family(name) == wanted);
                match (of(Family::Json), of(Family::Text)) {
                    (Some((name, media_type)), _) => {
                        let pointer = pointer.child("content").child(name).child("schema");
                        let site = |schema| Site::new(schema, pointer);
                        let used = match &media_type.schema {
                            Some(schema) => self.schema(&site(schema), way.step(&data.name)),
                            None => Use::any(Said::default()),
                        };
                        (Style::Json, used)
                    }
                    (None, Some(_)) => {
                        let text = Type::Scalar(Scalar::Text(TextFormat::Plain));
                        let used = Use {
                            ty: text,
                            ..Use::any(Said::default())
                        };
                        (declared_style, used)
                    }
                    (None, None) => {
                        let name = &data.name;
                        let reason = format!("the content of its parameter `{name}` is no text");
                        return Err(Unbound::new(Code::UnsupportedParameter, reason, pointer));
                    }
                }
            }
        };
        self.drain();
        let docs = Docs {
            example: example(data.example.as_ref(), &data.examples),
            deprecated: data.deprecated.unwrap_or_default(),
            ..described(data.description.as_ref())
        };
        self.spend_on(&docs, used.said.default.as_ref());
        let required = location == Location::Path || data.required;
        Ok(Parameter {
            name: (&data.name).into(),
            pinned: given(&data.extensions),
            location,
            style,
            explode: data
                .explode
                .unwrap_or(matches!(style, Style::Form | Style::Cookie)),
            allow_reserved,
            allow_empty: location == Location::Query
                && allows_empty(parameter)
                && !self.is_text(&used.ty),
            may_be_empty: false,
            repeated: location == Location::Header && self.is_repeated(&data.name),
            ty: used.ty,
            presence: if required {
                Presence::Required
            } else {
                Presence::Optional
            },
            default: used.said.default,
            docs: completed(docs, &used.said.docs),
            limits: used.said.limits,
        })
    }

    /// Whether the document shows an empty value of a path parameter: it says so, or has one as a value,
    /// a default or an example.
    fn shows_empty(&self, pointer: &Pointer) -> bool {
        let Some(parameter) = self.references.raw(pointer) else {
            return false;
        };
        let is_empty = |value: Option<&Value>| value.and_then(Value::as_str) == Some("");
        let examples = |value: Option<&Value>| match value {
            Some(Value::Object(map)) => map.values().any(|it| is_empty(it.get("value"))),
            Some(Value::Array(list)) => list.iter().any(|it| is_empty(Some(it))),
            _ => false,
        };
        let shown =
            |value: &Value| is_empty(value.get("example")) || examples(value.get("examples"));
        let schema = self.references.behind(&pointer.child("schema"));
        let by_schema = schema.is_some_and(|(_, schema)| {
            shown(schema)
                || is_empty(schema.get("default"))
                || examples(schema.get("enum"))
                || schema.get("minLength").and_then(Value::as_u64) == Some(0)
        });
        by_schema
            || shown(parameter)
            || parameter.get("allowEmptyValue") == Some(&Value::Bool(true))
    }

    /// Whether the configuration wants a header for each element of this one.
    fn is_repeated(&self, name: &str) -> bool {
        let mut names = self.config.repeated_headers.iter();
        names.any(|(repeated, _)| repeated.eq_ignore_ascii_case(name))
    }

    /// Reports settings for headers that no operation has a list for.
    pub(super) fn unknown_headers(&mut self, operations: &[Operation]) {
        let config = self.config;
        for (name, span) in &config.repeated_headers {
            let headers = || {
                let parameters = operations.iter().flat_map(|it| &it.parameters);
                parameters.filter(|it| it.repeated)
            };
            let is_used = headers().any(|it| it.name.untrusted().eq_ignore_ascii_case(name));
            if !is_used && self.document.unchosen.is_empty() {
                let message = format!("no operation has a parameter in the header `{name}`");
                self.push(problem(span.clone(), &message));
            }
        }
    }

    /// Whether empty text can be a value of a type, or is left to a type that has parts.
    fn is_text(&self, ty: &Type) -> bool {
        match self.innermost(ty) {
            Type::Scalar(scalar) => matches!(scalar, Scalar::Text(_)),
            Type::Named(id) => match self.shape(*id) {
                Some(Shape::Enum(listed)) => matches!(listed.base, Scalar::Text(_)),
                _ => true,
            },
            _ => true,
        }
    }
}

/// A parameter of the query that is written where the path has a place for it: one value.
fn in_place(parameter: &mut Parameter) {
    parameter.location = Location::Path;
    parameter.presence = Presence::Required;
    parameter.allow_empty = false;
    if parameter.style != Style::Json {
        (parameter.style, parameter.explode) = (Style::Simple, false);
    }
}

/// A parameter that occurs in the path and is declared nowhere: `check` has said so.
fn undeclared(name: String, allow_reserved: bool) -> Parameter {
    Parameter {
        name: name.into(),
        pinned: None,
        location: Location::Path,
        style: Style::Simple,
        explode: false,
        allow_reserved,
        allow_empty: false,
        may_be_empty: false,
        repeated: false,
        ty: Type::Scalar(Scalar::Text(TextFormat::Plain)),
        presence: Presence::Required,
        default: None,
        docs: Docs::default(),
        limits: Limits::default(),
    }
}

/// The style that 3.0 has no name for, where the upgrade says so.
pub(super) fn delimited(delimiter: Option<&Value>) -> Option<Style> {
    match delimiter?.as_str()? {
        "space" => Some(Style::SpaceDelimited),
        "pipe" => Some(Style::PipeDelimited),
        "tab" => Some(Style::TabDelimited),
        "cookie" => Some(Style::Cookie),
        _ => None,
    }
}

fn allows_empty(parameter: &openapiv3::Parameter) -> bool {
    match parameter {
        openapiv3::Parameter::Query {
            allow_empty_value, ..
        } => allow_empty_value.unwrap_or_default(),
        _ => false,
    }
}

fn location(parameter: &openapiv3::Parameter) -> Location {
    match parameter {
        openapiv3::Parameter::Path { .. } => Location::Path,
        openapiv3::Parameter::Query { parameter_data, .. }
            if parameter_data.extensions.contains_key(WHOLE_QUERY) =>
        {
            Location::QueryString
        }
        openapiv3::Parameter::Query { .. } => Location::Query,
        openapiv3::Parameter::Header { .. } => Location::Header,
        openapiv3::Parameter::Cookie { .. } => Location::Cookie,
    }
}

fn style(parameter: &openapiv3::Parameter) -> (Style, bool) {
    match parameter {
        openapiv3::Parameter::Path { style, .. } => {
            let style = match style {
                PathStyle::Matrix => Style::Matrix,
                PathStyle::Label => Style::Label,
                PathStyle::Simple => Style::Simple,
            };
            (style, false)
        }
        openapiv3::Parameter::Query {
            style,
            allow_reserved,
            ..
        } => {
            let style = match style {
                QueryStyle::Form => Style::Form,
                QueryStyle::SpaceDelimited => Style::SpaceDelimited,
                QueryStyle::PipeDelimited => Style::PipeDelimited,
                QueryStyle::DeepObject => Style::DeepObject,
            };
            (style, *allow_reserved)
        }
        openapiv3::Parameter::Header { .. } => (Style::Simple, false),
        openapiv3::Parameter::Cookie { .. } => (Style::Form, false),
    }
}

#[cfg(test)]
mod tests {
    use crate::ir::{Location, Presence, Scalar, Style, TextFormat, Type};
    use crate::lower::testing::{lowered, operation};

    #[test]
    fn parameters_are_merged_and_ordered() {
        let (api, _) = lowered(
            "paths:\n  /{b}/{a}:\n    parameters:\n    \
             - {name: q, in: query, schema: {type: string}}\n    \
             - {name: a, in: path, required: true, schema: {type: string}}\n    get:\n      \
             parameters:\n      - {name: Accept, in: header, schema: {type: string}}\n      \
             - {name: b, in: path, required: true, schema: {type: integer}}\n      \
             - {name: q, in: query, required: true, schema: {type: integer}}\n      \
             - {name: unused, in: path, required: true, schema: {type: integer}}\n      \
             responses: {'204': {description: d}}",
        );
        let parameters = &api.operations[0].parameters;
        let names: Vec<_> = parameters
            .iter()
            .map(|p| (p.location, p.name.untrusted(), p.presence))
            .collect();
        assert_eq!(
            names,
            [
                (Location::Path, "b", Presence::Required),
                (Location::Path, "a", Presence::Required),
                (Location::Query, "q", Presence::Required),
            ]
        );
    }

    #[test]
    fn delimiters_of_swagger_are_kept() {
        let operation = operation(
            "parameters:\n- {name: h, in: header, style: simple, explode: false, \
             x-bindery-delimiter: pipe, schema: {type: array, items: {type: string}}}\n\
             - {name: q, in: query, style: form, explode: false, \
             x-bindery-delimiter: tab, schema: {type: array, items: {type: string}}}",
        );
        let styles = operation.parameters.iter().map(|p| (p.style, p.explode));
        assert_eq!(
            styles.collect::<Vec<_>>(),
            [(Style::PipeDelimited, false), (Style::TabDelimited, false)]
        );
        let operation = super::super::testing::operation(
            "parameters:\n- {name: c, in: cookie, x-bindery-delimiter: cookie, \
             schema: {type: string}}",
        );
        assert_eq!(operation.parameters[0].style, Style::Cookie);
        assert!(operation.parameters[0].explode);
    }

    #[test]
    fn headers_that_differ_in_case_are_one() {
        let (api, _) = lowered(
            "paths:\n  /a:\n    parameters:\n    \
             - {name: X-Shared, in: header, schema: {type: string}}\n    get:\n      parameters:\n      \
             - {name: x-shared, in: header, schema: {type: integer}}\n      \
             - {name: X-Shared, in: query, schema: {type: integer}}\n      \
             responses: {'204': {description: d}}",
        );
        let found = api.operations[0].parameters.iter();
        let found: Vec<_> = found.map(|p| (p.location, p.name.untrusted())).collect();
        assert_eq!(
            found,
            [
                (Location::Header, "x-shared"),
                (Location::Query, "X-Shared")
            ]
        );
    }

    #[test]
    fn a_query_behind_the_path_has_parameters_of_either_kind() {
        let (api, _) = lowered(
            "paths:\n  /a?kind={kind}&of={of}&x={other}&n={n}:\n    get:\n      parameters:\n      \
             - {name: kind, in: query, schema: {type: string}}\n      \
             - {name: of, in: path, required: true, schema: {type: string}}\n      \
             - {name: other, in: query, schema: {type: array, items: {type: string}}}\n      \
             responses: {'204': {description: d}}",
        );
        let found = api.operations[0].parameters.iter();
        let found: Vec<_> = found
            .map(|p| (p.name.untrusted(), p.location, p.style, p.presence))
            .collect();
        let (path, required) = (Location::Path, Presence::Required);
        assert_eq!(
            found,
            [
                ("of", path, Style::Simple, required),
                ("other", path, Style::Simple, required),
                ("n", path, Style::Simple, required),
                ("kind", Location::Query, Style::Form, Presence::Optional),
            ]
        );
    }

    #[test]
    fn an_empty_value_is_allowed_beside_those_of_the_type() {
        let operation = operation(
            "parameters:\n- {name: a, in: query, allowEmptyValue: true, schema: {type: boolean}}\n\
             - {name: b, in: query, allowEmptyValue: true, schema: {type: string}}\n\
             - {name: c, in: query, schema: {type: boolean}}",
        );
        let allowed = operation.parameters.iter().map(|p| p.allow_empty);
        assert_eq!(allowed.collect::<Vec<_>>(), [true, false, false]);
    }

    #[test]
    fn the_last_segment_may_be_empty_where_that_is_shown() {
        let empty = |path: &str, parameter: &str| {
            let (api, _) = lowered(&format!(
                "paths: {{'{path}': {{get: {{parameters: [{{name: p, in: path, required: true, \
                 {parameter}}}], responses: {{'204': {{description: d}}}}}}}}}}"
            ));
            api.operations[0].parameters[0].may_be_empty
        };
        for shown in [
            "allowEmptyValue: true, schema: {type: string}",
            "example: '', schema: {type: string}",
            "examples: {root: {value: ''}}, schema: {type: string}",
            "schema: {type: string, default: ''}",
            "schema: {type: string, enum: ['', a]}",
            "schema: {type: string, minLength: 0}",
        ] {
            assert!(empty("/files/{p}", shown), "{shown}");
            assert!(!empty("/files/{p}/x", shown), "{shown}");
            assert!(!empty("/files/x{p}", shown), "{shown}");
        }
        assert!(!empty("/files/{p}", "schema: {type: string}"));
        assert!(!empty(
            "/files/{p}",
            "allowEmptyValue: true, schema: {type: integer}"
        ));
    }

    #[test]
    fn styles_have_defaults() {
        let operation = operation(
            "parameters:\n- {name: q, in: query, schema: {type: string}}\n\
             - {name: p, in: query, style: pipeDelimited, schema: {type: array, items: {type: string}}}\n\
             - {name: j, in: query, content: {application/json: {schema: {type: object}}}}\n\
             - {name: t, in: query, content: {text/csv: {schema: {type: object}}}}\n\
             - {name: h, in: header, schema: {type: string}}",
        );
        assert_eq!(
            operation.parameters[3].ty,
            Type::Scalar(Scalar::Text(TextFormat::Plain))
        );
        let styles: Vec<_> = operation
            .parameters
            .iter()
            .map(|p| (p.style, p.explode))
            .collect();
        assert_eq!(
            styles,
            [
                (Style::Form, true),
                (Style::PipeDelimited, false),
                (Style::Json, false),
                (Style::Form, true),
                (Style::Simple, false)
            ]
        );
    }
}
