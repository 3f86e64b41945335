//! All Rust names of the output; independent of tokens.
//!
//! Names that `bindery.lock` records stay, whatever the rules say now.

#![allow(
    clippy::disallowed_methods,
    reason = "names are made of any text, and become identifiers"
)]

mod defaults;
mod derives;
mod features;
mod identifier;
mod operations;
mod properties;
mod recorded;
mod rules;
mod schemes;
mod scope;
mod servers;
mod service;
mod types;

pub use derives::derive;
pub(crate) use features::{ALL_OPERATIONS, is_reserved_feature};
pub use identifier::Identifier;
pub use recorded::{RecordedNames, Rename};
pub(crate) use rules::Space;

use crate::analyze::{Facts, TypeFacts};
use crate::canonical::canonical;
use crate::config::ApiConfig;
use crate::ir::{Api, Enum, Header, Operation, SecurityScheme, Shape, TypeDef, TypeId};
use crate::parallel;
use crate::text::{DocumentStr, DocumentText};
use defaults::Holder;
use properties::{FieldNames, Known};
use recorded::ItemKind;
use scope::{Candidates, Scope};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Every Rust name of one document's module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// Types, by `TypeId::index`.
    pub types: Vec<Identifier>,
    /// Fields of structs, by type and position.
    pub fields: Vec<Vec<Identifier>>,
    /// The constants with defaults of optional properties, by type and position.
    pub defaults: Vec<Vec<Option<Identifier>>>,
    /// The field for properties that a struct does not list, by type.
    pub rest: Vec<Option<Identifier>>,
    /// Values of enums and variants of unions, by type and position.
    pub variants: Vec<Vec<Identifier>>,
    /// The variant for values that an enum does not list, by type.
    pub unknown: Vec<Option<Identifier>>,
    /// Operations, in their order.
    pub operations: Vec<OperationNames>,
    /// The functions that read headers of responses, in their order.
    pub headers: Vec<Identifier>,
    /// The setters of the client builder for security schemes, in their order.
    pub schemes: Vec<Identifier>,
    /// The setters of OAuth 2 client credentials, for the schemes that have them.
    pub grants: Vec<Option<Identifier>>,
    /// Those of the choice of a server, where there is something to choose.
    pub server: Option<ServerNames>,
    /// Those of the choices that operations have of their own, by the place of the first operation
    /// that has these servers.
    pub other_servers: Vec<(usize, ServerNames)>,
    /// The cargo features that operations are behind, by their tags; none where they are behind
    /// none. Tags that are spelled alike share one.
    pub features: BTreeMap<DocumentText, String>,
    /// Those of the server, which the crate has if the configuration says so.
    pub service: ServiceNames,
    places: Places,
}

/// The positions of things in the lists that operations refer to by name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Places {
    /// In [`Names::other_servers`], by [`servers::key`].
    choices: BTreeMap<String, usize>,
    /// In [`Api::headers`], by names in lower case.
    headers: BTreeMap<DocumentText, usize>,
    /// In [`Api::schemes`], by name.
    schemes: BTreeMap<DocumentText, usize>,
    /// In the enums that list many values, by the values.
    values: BTreeMap<TypeId, BTreeMap<String, usize>>,
}

/// The limit of values that are searched linearly.
const FEW_VALUES: usize = 32;

impl Places {
    fn of(api: &Api, choices: &[(usize, ServerNames)]) -> Self {
        let choices = choices
            .iter()
            .enumerate()
            .filter_map(|(at, (operation, _))| {
                let first = api.operations.get(*operation)?;
                Some((servers::key(&first.servers), at))
            });
        let headers = api.headers.iter().enumerate();
        let schemes = api.schemes.iter().enumerate();
        let enums = api.types().filter_map(|(id, def)| match &def.shape {
            Shape::Enum(listed) if listed.values.len() > FEW_VALUES => Some((id, listed)),
            _ => None,
        });
        let values = enums.map(|(id, listed)| {
            let values = listed.values.iter().enumerate();
            let values = values.map(|(at, value)| (canonical(value.value.untrusted()), at));
            (id, values.collect())
        });
        Self {
            values: values.collect(),
            choices: choices.collect(),
            headers: headers
                .map(|(at, header)| (header.name.to_ascii_lowercase(), at))
                .collect(),
            schemes: schemes
                .map(|(at, scheme)| (scheme.name.clone(), at))
                .collect(),
        }
    }
}

/// The names of what a server has beside its operations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceNames {
    /// The trait.
    pub server: Identifier,
    /// The enum of credentials.
    pub credentials: Identifier,
    /// The method that finds out who calls.
    pub authorize: Identifier,
    /// The method that responds to an invalid request.
    pub refuse: Identifier,
    /// The method that responds after another one failed.
    pub fail: Identifier,
    /// The method that says how large a body may be.
    pub body_limit: Identifier,
    /// The variants of credentials, by the schemes that are needed together.
    pub alternatives: Vec<(Vec<DocumentText>, Identifier)>,
}

impl Names {
    /// All choices of servers.
    pub fn choices(&self) -> impl Iterator<Item = &ServerNames> {
        let others = self.other_servers.iter().map(|(_, names)| names);
        self.server.iter().chain(others)
    }

    /// The choice of a server that an operation has of its own.
    pub fn choice_of(&self, operation: &Operation) -> Option<&ServerNames> {
        if operation.servers.is_empty() {
            return None;
        }
        let place = self.places.choices.get(&servers::key(&operation.servers))?;
        self.other_servers.get(*place).map(|(_, names)| names)
    }

    /// The place of a value among those that an enum lists.
    pub(crate) fn value(&self, id: TypeId, listed: &Enum, value: &Value) -> Option<usize> {
        match self.places.values.get(&id) {
            Some(places) => places.get(&canonical(value)).copied(),
            None => listed.values.iter().position(|one| one.value == *value),
        }
    }

    /// The headers that a response declares, by their names in lower case, in the order of the
    /// document.
    pub(crate) fn headers_of<'a>(
        &'a self,
        api: &'a Api,
        declared: &'a [DocumentText],
    ) -> impl Iterator<Item = (&'a Header, &'a Identifier)> {
        let places = declared
            .iter()
            .filter_map(|name| self.places.headers.get(name));
        let places: BTreeSet<usize> = places.copied().collect();
        let headers = places.into_iter();
        headers.filter_map(|place| Some((api.headers.get(place)?, self.headers.get(place)?)))
    }

    /// The security scheme of this name, and its setter.
    pub(crate) fn scheme<'a>(
        &'a self,
        api: &'a Api,
        name: &DocumentText,
    ) -> Option<(&'a SecurityScheme, &'a Identifier)> {
        let place = *self.places.schemes.get(name)?;
        Some((api.schemes.get(place)?, self.schemes.get(place)?))
    }

    /// Appends what the parts of a type are called, each on a line.
    pub fn write_inside(&self, id: TypeId, text: &mut String) {
        let at = id.index();
        let parts = [&self.fields, &self.variants].into_iter();
        let parts = parts.filter_map(|names| names.get(at)).flatten().map(Some);
        let defaults = self.defaults.get(at).into_iter().flatten();
        let others = [&self.rest, &self.unknown].into_iter();
        let others = others.filter_map(|names| names.get(at));
        for name in parts.chain(defaults.chain(others).map(Option::as_ref)) {
            text.push('\n');
            text.push_str(name.map_or("", Identifier::as_str));
        }
    }
}

/// The names of the choice of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerNames {
    /// The type.
    pub ty: Identifier,
    /// The servers, in their order; none where there is only one.
    pub servers: Vec<Identifier>,
    /// The setters of variables, by the variables' names.
    pub variables: Vec<(DocumentText, Identifier)>,
}

/// The names of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationNames {
    /// The client's method.
    pub method: Identifier,
    /// The request value.
    pub request: Identifier,
    /// The struct for required arguments, where they are too many.
    pub required: Identifier,
    /// The enum of responses, where they differ by status.
    pub response: Identifier,
    /// The body, where there are several to choose from.
    pub choice: Option<ChoiceNames>,
    /// Parameters, in their order.
    pub parameters: Vec<Identifier>,
    /// Properties of a form, in their order.
    pub form: Vec<Identifier>,
    /// A body that is not a form.
    pub body: Identifier,
    /// The constants with defaults of optional parameters, in order.
    pub parameter_defaults: Vec<Option<Identifier>>,
    /// The same for the properties of a form.
    pub form_defaults: Vec<Option<Identifier>>,
}

/// The names of a body that can be of several media types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceNames {
    /// The enum.
    pub name: Identifier,
    /// Its variants: the usual one, then the others in their order.
    pub variants: Vec<Identifier>,
    /// The parts of the variants that are multipart bodies with listed properties.
    pub parts: Vec<Option<PartsNames>>,
}

/// The names of the parts of a body beside bodies of other media types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartsNames {
    /// The struct.
    pub name: Identifier,
    /// The properties, in their order.
    pub fields: Vec<Identifier>,
}

/// Names everything in a document. The rules are one table, at the head of `rules.rs`.
pub fn name(api: &Api, facts: &Facts, config: &ApiConfig) -> Names {
    name_keeping(api, facts, config, &RecordedNames::default())
}

/// Names everything in a document. Items keep their recorded names; the rules name the others.
pub fn name_keeping(
    api: &Api,
    facts: &Facts,
    config: &ApiConfig,
    recorded: &RecordedNames,
) -> Names {
    // Names of the configuration have become names of types, properties and operations in `lower`.
    let mut scope = types::scope();
    let known = types::known(api, &mut scope, recorded);
    let requests = operations::known(api, &mut scope, ItemKind::Request, recorded);
    let components = types::components(api, &mut scope, known);
    let methods = operations::methods(api, recorded);
    let requests = operations::requests(api, &methods, &mut scope, requests);
    let types = types::inferred(api, &mut scope, components);
    let operations = operations::operations(api, methods, requests, &mut scope, recorded);
    let server = servers::of_api(api, &mut scope);
    let other_servers = servers::of_operations(api, &operations, &mut scope);
    let (schemes, grants) = schemes::schemes(api);
    let service = service::service(api, &operations);
    let mut names = Names {
        places: Places::of(api, &other_servers),
        types,
        operations,
        schemes,
        grants,
        server,
        other_servers,
        service,
        headers: operations::headers(api),
        features: features::features(facts, &config.feature_prefix),
        fields: Vec::new(),
        defaults: Vec::new(),
        rest: Vec::new(),
        variants: Vec::new(),
        unknown: Vec::new(),
    };
    // Parts of a type have a scope of their own.
    let inside: Vec<_> = api.types().collect();
    let inside = parallel::map(&inside, |(id, def)| {
        let made = facts.types.get(id.index()).is_none_or(TypeFacts::is_made);
        inside_of(api, def, made, recorded)
    });
    for (properties, defaults) in inside {
        names.defaults.push(defaults);
        names.fields.push(properties.fields);
        names.rest.push(properties.rest);
        names.variants.push(properties.variants);
        names.unknown.push(properties.unknown);
    }
    names
}

/// The names of a type's properties, and of what holds their defaults.
fn inside_of(
    api: &Api,
    def: &TypeDef,
    made: bool,
    recorded: &RecordedNames,
) -> (FieldNames, Vec<Option<Identifier>>) {
    let known = Known { def, recorded };
    let properties = match &def.shape {
        Shape::Struct(object) => properties::of_struct(object, made, known),
        Shape::Enum(listed) => properties::of_enum(listed, known),
        Shape::Union(union) => properties::of_union(union, known),
        Shape::Pattern(_) | Shape::Alias(_) => FieldNames::default(),
    };
    let fields = match &def.shape {
        Shape::Struct(object) => object.fields.as_slice(),
        _ => &[],
    };
    let defaults = properties.fields.iter().zip(fields).map(|(name, field)| {
        let default = field.default.as_ref();
        (name, Holder::of(api, default, &field.ty, field.presence))
    });
    let defaults = defaults::holders(defaults);
    (properties, defaults)
}

/// The module for a document with this file stem or configured name.
pub fn module<'a>(stem: impl Into<DocumentStr<'a>>) -> Identifier {
    let mut scope = Scope::of(&[Space::Modules]);
    let name = crate::words::case::snake(&ascii(stem.into().untrusted()));
    scope.give_one(Candidates::new(name.clone(), || {
        vec![format!("{name}_api")]
    }))
}

/// A text in ASCII: letters without their marks, and other letters as their code points. The compiler
/// looks for no file of a module whose name has others (E0754).
fn ascii(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut ascii = String::new();
    for character in text
        .nfkd()
        .filter(|character| !is_combining_mark(*character))
    {
        if character.is_ascii() {
            ascii.push(character);
        } else if character.is_alphanumeric() {
            ascii.push_str(&format!(" u{:x} ", u32::from(character)));
        } else {
            ascii.push(' ');
        }
    }
    ascii
}
