//! What are operations, their requests and their arguments called?

use super::defaults::{Holder, holders};
use super::properties::lower_spellings;
use super::recorded::{self, ItemKind, RecordedNames};
use super::rules::Space;
use super::scope::{Candidates, Scope};
use super::servers::is_choice;
use super::types::joined;
use super::{ChoiceNames, Identifier, OperationNames, PartsNames};
use crate::ir::{Api, Body, FormField, Location, Operation, Payload};
use crate::words::case::{camel, given_snake, snake};

/// Names the client's method for each operation.
pub(super) fn methods(api: &Api, recorded: &RecordedNames) -> Vec<Identifier> {
    let mut scope = Scope::of(&[Space::Methods]);
    let known = known(api, &mut scope, ItemKind::Operation, recorded);
    scope.give_beside(known, api.operations.iter().map(of_method).collect())
}

/// The names that operations had in the previous run and keep; none for those that are named by the
/// configuration or by the document.
pub(super) fn known(
    api: &Api,
    scope: &mut Scope,
    kind: ItemKind,
    recorded: &RecordedNames,
) -> Vec<Option<Identifier>> {
    let paths = api.operations.iter().map(|operation| {
        let pinned = operation.pinned.is_some();
        (recorded::of_operation(operation), pinned)
    });
    recorded.kept(kind, paths, scope)
}

/// Names the request value of each operation, which shares a module with the types.
pub(super) fn requests(
    api: &Api,
    methods: &[Identifier],
    scope: &mut Scope,
    known: Vec<Option<Identifier>>,
) -> Vec<Identifier> {
    let operations = api.operations.iter().zip(methods);
    let candidates = operations.map(|(operation, method)| {
        let name = match &operation.pinned {
            Some(pinned) => camel(pinned.untrusted()),
            None => camel(method.as_str()),
        };
        Candidates::new(name.clone(), move || {
            let suffixes = ["Request", "Operation", "Call"];
            suffixes.map(|suffix| format!("{name}{suffix}")).to_vec()
        })
    });
    scope.give_beside(known, candidates.collect())
}

/// Names the function that reads each header.
pub(super) fn headers(api: &Api) -> Vec<Identifier> {
    let mut scope = Scope::of(&[Space::Headers]);
    let candidates = api.headers.iter().map(|header| {
        let name = snake(header.name.untrusted());
        Candidates::new(name.clone(), move || vec![format!("{name}_header")])
    });
    scope.give(candidates.collect())
}

/// Names everything else about the operations.
pub(super) fn operations(
    api: &Api,
    methods: Vec<Identifier>,
    requests: Vec<Identifier>,
    scope: &mut Scope,
    recorded: &RecordedNames,
) -> Vec<OperationNames> {
    let required = scope.give(after(&requests, "Required", "RequiredArguments"));
    let responses = scope.give(after(&requests, "Response", "ResponseByStatus"));
    let choosing = api.operations.iter().zip(&requests);
    let choosing = choosing.filter(|(operation, _)| {
        let body = operation.body.as_ref();
        body.is_some_and(|body| !body.others.is_empty())
    });
    let choosing = choosing.map(|(_, request)| request);
    let choices = scope.give(after(choosing, "Body", "BodyByMediaType"));
    let mut choices = choices.into_iter();
    let with_parts = api.operations.iter().zip(&requests);
    let with_parts = with_parts.flat_map(|(operation, request)| {
        let others = operation.body.iter().flat_map(|body| &body.others);
        let others = others.filter(|other| matches!(other.payload, Payload::Multipart(_)));
        others.map(move |_| request)
    });
    let parts = scope.give(after(with_parts, "Parts", "PartsOfBody"));
    let mut parts = parts.into_iter();
    let own = requests.into_iter().zip(required).zip(responses);
    let heads = methods.into_iter().zip(own);
    api.operations
        .iter()
        .zip(heads)
        .map(|(operation, (method, ((request, required), response)))| {
            let (parameters, form, body) = arguments(operation, recorded);
            let given = operation.parameters.iter().map(|parameter| {
                let default = parameter.default.as_ref();
                Holder::of(api, default, &parameter.ty, parameter.presence)
            });
            let of_form = form_of(operation).iter().map(|FormField { field, .. }| {
                Holder::of(api, field.default.as_ref(), &field.ty, field.presence)
            });
            let names = parameters.iter().chain(&form);
            let mut parameter_defaults = holders(names.zip(given.chain(of_form)));
            let form_defaults =
                parameter_defaults.split_off(parameters.len().min(parameter_defaults.len()));
            let body_of = operation.body.as_ref();
            let choosing = body_of.filter(|body| !body.others.is_empty());
            let choice = choosing.and_then(|body| {
                let (name, variants) = (choices.next()?, media_types(body));
                let others = body.others.iter().map(|other| match &other.payload {
                    Payload::Multipart(fields) => {
                        let name = parts.next()?;
                        let fields =
                            Scope::of(&[Space::Parts]).give(form_properties(fields).collect());
                        Some(PartsNames { name, fields })
                    }
                    _ => None,
                });
                let parts = std::iter::once(None).chain(others).collect();
                Some(ChoiceNames {
                    name,
                    variants,
                    parts,
                })
            });
            OperationNames {
                method,
                request,
                required,
                response,
                choice,
                parameters,
                form,
                body,
                parameter_defaults,
                form_defaults,
            }
        })
        .collect()
}

/// Items that accompany each request have its name with a word appended.
fn after<'a>(
    requests: impl IntoIterator<Item = &'a Identifier>,
    word: &'a str,
    otherwise: &'a str,
) -> Vec<Candidates<'a>> {
    let requests = requests.into_iter();
    let candidates = requests.map(|request| {
        let others = move || vec![request.followed_by(otherwise)];
        Candidates::new(request.followed_by(word), others)
    });
    candidates.collect()
}

/// A variant for each media type of a body, named by what is particular of it.
fn media_types(body: &Body) -> Vec<Identifier> {
    let others = body.others.iter().map(|other| other.media_type.untrusted());
    let all = std::iter::once(body.media_type.untrusted()).chain(others);
    let candidates = all.map(|media_type| {
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        let (kind, subtype) = essence.split_once('/').unwrap_or((essence, ""));
        let plain = subtype.split('+').next().unwrap_or_default();
        let name = match (kind, plain) {
            ("multipart", _) => "multipart",
            ("*", "*") => "any",
            (kind, "*") => kind,
            (_, "x-www-form-urlencoded") => "form",
            ("text", "plain") => "text",
            (_, "octet-stream") => "bytes",
            (_, plain) => plain.strip_prefix("x-").unwrap_or(plain),
        };
        Candidates::new(camel(name), move || vec![camel(subtype), camel(essence)])
    });
    Scope::of(&[Space::Variants]).give(candidates.collect())
}

fn of_method(operation: &Operation) -> Candidates<'_> {
    if let Some(pinned) = &operation.pinned {
        return Candidates::only(&given_snake(pinned.untrusted()));
    }
    let id = snake(operation.id.untrusted());
    Candidates::new(id.clone(), move || {
        let verb = operation.method.token().untrusted().to_lowercase();
        let tag = operation.tags.first();
        let tagged = tag.map(|tag| joined(tag.untrusted(), &id));
        let path = operation.path.text.untrusted();
        // Ids that differ in their spelling only are told apart by it, as properties are.
        let spellings = lower_spellings(operation.id.untrusted());
        let others = [snake(&format!("{verb} {path}")), format!("{id}_operation")];
        let by_verb = std::iter::once(joined(&id, &verb));
        let of_id = tagged.into_iter().chain(by_verb).chain(spellings);
        of_id.chain(others).collect()
    })
}

/// Parameters, properties of a form and the body are setters of one request.
fn arguments(
    operation: &Operation,
    recorded: &RecordedNames,
) -> (Vec<Identifier>, Vec<Identifier>, Identifier) {
    let mut scope = Scope::of(&spaces(operation));
    let mut candidates: Vec<Candidates<'_>> = operation
        .parameters
        .iter()
        .map(|parameter| match &parameter.pinned {
            Some(name) => Candidates::only(&given_snake(name.untrusted())),
            None => placed(parameter.name.untrusted(), place(parameter.location)),
        })
        .collect();
    candidates.extend(form_properties(form_of(operation)));
    let pinned = operation.parameters.iter().map(|it| it.pinned.is_some());
    let form = form_of(operation)
        .iter()
        .map(|it| it.field.pinned.is_some());
    let paths = recorded::parameters(operation).into_iter();
    let paths = paths.chain(recorded::form(operation));
    let paths = paths.zip(pinned.chain(form));
    let known = recorded.kept(ItemKind::Parameter, paths, &mut scope);
    let mut parameters = scope.give_beside(known, candidates);
    let form = parameters.split_off(operation.parameters.len().min(parameters.len()));
    let body = scope.give_one(Candidates::of(["body", "request_body", "payload"]));
    (parameters, form, body)
}

/// The properties of an operation's form.
pub(super) fn form_of(operation: &Operation) -> &[FormField] {
    match operation.body.as_ref().map(|body| &body.payload) {
        Some(Payload::Form(properties) | Payload::Multipart(properties)) => properties,
        _ => &[],
    }
}

/// The names of the properties of a form.
fn form_properties(properties: &[FormField]) -> impl Iterator<Item = Candidates<'_>> {
    properties
        .iter()
        .map(|property| match &property.field.pinned {
            Some(name) => Candidates::only(&given_snake(name.untrusted())),
            None => placed(property.field.name.untrusted(), "form"),
        })
}

/// The other methods of an operation's request value.
fn spaces(operation: &Operation) -> Vec<Space> {
    let events = operation.streaming.is_some().then_some(Space::Events);
    let download = operation.responds_with_bytes().then_some(Space::Download);
    let server = is_choice(&operation.servers).then_some(Space::Elsewhere);
    let others = [events, download, server].into_iter().flatten();
    std::iter::once(Space::Arguments).chain(others).collect()
}

/// Two parameters of one name differ in where they go.
fn placed<'a>(name: &'a str, place: &'a str) -> Candidates<'a> {
    let plain = snake(name);
    Candidates::new(plain.clone(), move || {
        let spaces = [Space::Arguments, Space::Events, Space::Download];
        let forbidden = spaces.iter().any(|space| space.reserves(&plain));
        let underscored = forbidden.then(|| format!("{plain}_"));
        let with_place = std::iter::once(format!("{place}_{plain}"));
        let others = with_place.chain(lower_spellings(name));
        underscored.into_iter().chain(others).collect()
    })
}

pub(super) fn place(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query | Location::QueryString => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}
