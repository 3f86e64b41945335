//! What of a document's module can a program name, and with which types?
//!
//! Types are spelled with their paths (`std::option::Option<types::Pet>`), so that two spellings are
//! equal only where the compiler would say so too, whatever else the document names.

use crate::emit::Files;
use crate::emit::rust::model::ty::ValueContext;
use crate::emit::rust::model::unions;
use crate::emit::rust::model::{defaults, structs};
use crate::emit::rust::operation::argument;
use crate::emit::rust::operation::arguments::{self, Argument, Arguments, To, of_parts};
use crate::emit::rust::operation::choice;
use crate::emit::rust::operation::output::{self, Content, Output};
use crate::emit::rust::operation::paging;
use crate::emit::rust::package::public_items::{Constant, PublicField, PublicType, text};
use crate::emit::rust::package::runtime;
use crate::emit::rust::scope::{Home, RuntimeUses, Scope, Taken};
use crate::emit::rust::{Crate, Module};
use crate::ir::{
    Api, Encoding, Framing, Limits, Location, Operation, Payload, Rest, Shape, Style, Type,
    TypeDef, TypeId,
};
use crate::name::OperationNames;
use crate::text::{DocumentStr, DocumentText};
use std::collections::BTreeSet;

/// The public items of a module. Everything is in the order of its part of the
/// [`Api`](crate::ir::Api).
#[derive(Debug)]
pub struct Public<'a> {
    /// One an operation.
    pub operations: Vec<PublicOperation<'a>>,
    /// One a type.
    pub types: Vec<PublicType>,
    /// The type of each header of responses.
    pub headers: Vec<String>,
}

/// An operation, as programs see it.
#[derive(Debug)]
pub struct PublicOperation<'a> {
    /// Required ones first, in the order of the method, then those that have setters.
    pub arguments: Vec<PublicArgument<'a>>,
    /// The number of positional ones.
    pub positional: usize,
    /// The type of the result.
    pub result: String,
    /// The variants of the result, where the status tells them apart.
    pub responses: Vec<PublicField>,
    /// The variants of the body, where it is of one of several media types.
    pub bodies: Vec<PublicField>,
    /// The type of an item, where the response is read item by item.
    pub events: Option<String>,
    /// Whether the response can be read as a stream of bytes.
    pub download: bool,
    /// The type of an item, if responses have pages.
    pub item: Option<String>,
}

/// An argument, as programs see it.
#[derive(Debug)]
pub struct PublicArgument<'a> {
    /// Its name in Rust.
    pub name: String,
    /// Its name on the wire; empty for a body.
    pub wire: DocumentStr<'a>,
    /// Where it goes and how it is written, in words.
    pub written: DocumentText,
    /// The type that a caller passes.
    pub ty: String,
    /// Whether it must be given.
    pub required: bool,
    /// Its limits.
    pub limits: Option<&'a Limits>,
    /// The constant that holds its default.
    pub constant: Option<Constant>,
}

/// The public items of a module.
pub fn public<'a>(module: &Module<'a>) -> Public<'a> {
    let taken = Taken::everything();
    let scope = Scope::new(module, &taken, Home::Part);
    let operations = arguments::operations(module);
    Public {
        operations: operations
            .map(|(operation, names, arguments)| {
                self::operation(&scope, operation, names, &arguments)
            })
            .collect(),
        types: module
            .api
            .types()
            .map(|(id, def)| ty(&scope, id, def))
            .collect(),
        headers: module
            .api
            .headers
            .iter()
            .map(|header| text(&scope.held(&header.ty, ValueContext::Model)))
            .collect(),
    }
}

/// How the type that holds a value is spelled.
pub fn spelled(module: &Module<'_>, ty: &Type) -> String {
    let taken = Taken::everything();
    text(&Scope::new(module, &taken, Home::Part).held(ty, ValueContext::Model))
}

/// The public items of the runtime: only those that its APIs need.
pub fn exports(krate: &Crate<'_>) -> BTreeSet<&'static str> {
    let (mut files, mut uses) = (Files::default(), RuntimeUses::default());
    for module in &krate.modules {
        crate::emit::rust::module::emit(
            krate,
            module,
            |_| Ok(String::new()),
            &mut files,
            &mut uses,
        );
    }
    let needed = runtime::needed(&uses);
    let own = needed.iter().flat_map(|file| file.public.iter().copied());
    let conditional = needed
        .iter()
        .flat_map(|file| file.conditional.iter().map(|(item, _)| *item));
    own.chain(conditional).collect()
}

fn operation<'s, 'a: 's>(
    scope: &Scope<'s>,
    operation: &'a Operation,
    names: &'a OperationNames,
    arguments: &Arguments<'a>,
) -> PublicOperation<'a> {
    let mut responses = Vec::new();
    let result = match Output::of(operation) {
        Output::One(content) => text(&content.ty(scope)),
        Output::Optional(content, _) => text(&content.optional_ty(scope)),
        Output::Redirect => text(&scope.runtime("Redirect")),
        Output::ByStatus(by_status) => {
            responses = by_status
                .iter()
                .map(|(response, content)| PublicField {
                    name: output::variant(response.status).to_string(),
                    wire: DocumentText::default(),
                    ty: match content {
                        Content::Nothing => String::new(),
                        content => text(&content.ty(scope)),
                    },
                })
                .collect();
            format!("operations::{}", names.response)
        }
    };
    let events = operation.streaming.as_ref().map(|streaming| {
        let item = match &streaming.item {
            Some(ty) => text(&scope.held(ty, ValueContext::Model)),
            None => text(&scope.std("String")),
        };
        match streaming.framing {
            Framing::Events => format!("runtime::Event<{item}>"),
            Framing::Lines | Framing::Sequence => item,
        }
    });
    PublicOperation {
        arguments: arguments.all.iter().map(|it| given(scope, it)).collect(),
        positional: arguments.positional().len(),
        result,
        responses,
        bodies: bodies(scope, arguments),
        events,
        download: operation.responds_with_bytes() || !arguments.has("download"),
        item: paging::plan(scope, operation)
            .map(|plan| text(&scope.held(plan.item, ValueContext::Model))),
    }
}

fn given<'a>(scope: &Scope<'_>, argument: &Argument<'a>) -> PublicArgument<'a> {
    let constant = argument.constant.zip(argument.ty);
    PublicArgument {
        name: argument.name.to_string(),
        wire: argument.wire,
        written: written(scope.module.api, argument),
        ty: text(&argument::taken(scope, argument).ty),
        required: argument.required,
        limits: argument.limits,
        constant: constant.and_then(|(name, ty)| {
            let (ty, value) = defaults::value(scope, ty, argument.default)?;
            Some(Constant {
                name: name.to_string(),
                ty: text(&ty),
                value: text(&value),
            })
        }),
    }
}

/// Where an argument goes and how it is written.
fn written(api: &Api, argument: &Argument<'_>) -> DocumentText {
    let single = argument.ty.is_some_and(|ty| argument::is_single(api, ty));
    let exploded = |explode| match (single, explode) {
        (true, _) => "",
        (false, true) => ", exploded",
        (false, false) => ", in one piece",
    };
    match argument.to {
        To::Parameter(parameter) => {
            let place = match parameter.location {
                Location::Path => "path",
                Location::Query | Location::QueryString => "query",
                Location::Header => "headers",
                Location::Cookie => "cookies",
            };
            let reserved = if parameter.allow_reserved {
                ", reserved characters unencoded"
            } else {
                ""
            };
            let (style, exploded) = (style(parameter.style), exploded(parameter.explode));
            format!("in the {place}, {style}{exploded}{reserved}").into()
        }
        To::Form(encoding) => encoded("in a form", encoding, exploded(encoding.explode)),
        To::PartHeader(part) => {
            DocumentText::concat(["as a header of the part ".into(), part.borrowed()])
        }
        To::Part(encoding) => encoded("as a part", encoding, exploded(encoding.explode)),
        To::Body(_, media_type) => {
            DocumentText::concat(["as a body of ".into(), media_type.borrowed()])
        }
        To::Choice(body, _) => {
            let types = choice::all(body).map(|(media_type, _)| media_type.borrowed());
            let types = DocumentText::join(types, " or ");
            DocumentText::concat(["as a body of ".into(), types.borrowed()])
        }
    }
}

fn encoded(place: &str, encoding: &Encoding, exploded: &str) -> DocumentText {
    let style = encoding
        .style
        .map(|style| format!(", {}{exploded}", self::style(style)));
    let content = encoding.content_type.as_ref();
    let content = content.map(|content| [", as ".into(), content.borrowed()]);
    let reserved = encoding
        .allow_reserved
        .then(|| DocumentStr::new(", reserved characters unencoded"));
    let style = style.as_ref().map(DocumentStr::from);
    let place = std::iter::once(DocumentStr::new(place)).chain(style);
    DocumentText::concat(place.chain(content.into_iter().flatten()).chain(reserved))
}

fn style(style: Style) -> &'static str {
    match style {
        Style::Simple => "style `simple`",
        Style::Label => "style `label`",
        Style::Matrix => "style `matrix`",
        Style::Form => "style `form`",
        Style::SpaceDelimited => "style `spaceDelimited`",
        Style::PipeDelimited => "style `pipeDelimited`",
        Style::TabDelimited => "separated by tabs",
        Style::DeepObject => "style `deepObject`",
        Style::Cookie => "style `cookie`",
        Style::Json => "as JSON",
    }
}

fn bodies(scope: &Scope<'_>, arguments: &Arguments<'_>) -> Vec<PublicField> {
    let choices = arguments
        .all
        .iter()
        .filter_map(|argument| match argument.to {
            To::Choice(body, names) => Some((body, names)),
            _ => None,
        });
    choices
        .flat_map(|(body, names)| {
            let variants = names.variants.iter().zip(&names.parts);
            choice::all(body)
                .zip(variants)
                .flat_map(|((media_type, payload), (name, parts))| {
                    let variant = PublicField {
                        name: name.to_string(),
                        wire: media_type.clone(),
                        ty: text(&choice::held(scope, payload, parts.as_ref())),
                    };
                    let fields = match (payload, parts) {
                        (Payload::Multipart(fields), Some(names)) => of_parts(fields, names),
                        _ => Vec::new(),
                    };
                    let fields = fields.into_iter().map(|argument| PublicField {
                        name: format!("{name}.{}", argument.name),
                        wire: argument.wire.to_text(),
                        ty: text(&argument::taken(scope, &argument).ty),
                    });
                    std::iter::once(variant).chain(fields.collect::<Vec<_>>())
                })
        })
        .collect()
}

fn ty(scope: &Scope<'_>, id: TypeId, def: &TypeDef) -> PublicType {
    let module = scope.module;
    let names = module.names.variants.get(id.index());
    let names = names.map(Vec::as_slice).unwrap_or_default();
    let unknown = module
        .names
        .unknown
        .get(id.index())
        .and_then(Option::as_ref);
    match &def.shape {
        Shape::Struct(shape) => {
            let mut seen = structs::seen(scope, id, shape);
            let rest = module.names.rest.get(id.index()).and_then(Option::as_ref);
            if let (Rest::Kept(ty), Some(name)) = (&shape.rest, rest) {
                let ty = text(&scope.held(ty, ValueContext::Model));
                seen.properties.push(PublicField {
                    name: name.to_string(),
                    wire: DocumentText::default(),
                    ty: format!("std::collections::BTreeMap<std::string::String, {ty}>"),
                });
            }
            seen
        }
        Shape::Enum(shape) => {
            let values = shape
                .values
                .iter()
                .zip(names)
                .map(|(value, name)| PublicField {
                    name: name.to_string(),
                    wire: value.value.to_json(),
                    ty: String::new(),
                });
            let unknown = unknown.map(|name| PublicField {
                name: name.to_string(),
                wire: DocumentText::default(),
                ty: if crate::emit::rust::model::ty::is_text(shape.base) {
                    "std::string::String"
                } else {
                    "i64"
                }
                .to_owned(),
            });
            PublicType {
                kind: "an enum of values",
                properties: values.chain(unknown).collect(),
                ..PublicType::default()
            }
        }
        Shape::Union(shape) => unions::seen(scope, id, shape),
        Shape::Pattern(_) => PublicType {
            kind: "text with a pattern",
            ..PublicType::default()
        },
        Shape::Alias(ty) => PublicType {
            kind: "an alias",
            target: Some(text(&scope.held(ty, ValueContext::Model))),
            ..PublicType::default()
        },
    }
}
