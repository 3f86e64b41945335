//! Facts about the types and operations of a document, one file for each question; independent of
//! tokens.

#![allow(clippy::disallowed_methods, reason = "texts are compared")]

mod classes;
mod depth;
mod equal;
mod graph;
mod key;
mod patterns;
mod reach;
mod recursion;
mod repeats;
mod served;
mod tags;
mod traits;
mod usage;
mod views;

pub use repeats::repeats;
pub use served::{report_unserved, served};
pub use tags::{Tags, has_features, tags};

use crate::config::{ApiConfig, Derive};
use crate::ir::{Api, TypeId};

/// Facts that `emit` needs about each type, by [`TypeId::index`](crate::ir::TypeId::index).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// One a type.
    pub types: Vec<TypeFacts>,
    /// `#![recursion_limit]`, where types hold one another more deeply than the compiler follows by
    /// itself.
    pub recursion_limit: Option<usize>,
    /// By which tags' operations types are reached, where operations are behind features.
    pub tags: Option<Tags>,
}

/// The facts about one type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypeFacts {
    /// A request can hold it.
    pub in_request: bool,
    /// A response can hold it.
    pub in_response: bool,
    /// A server reads it where a client writes it, and the other way round.
    pub served: bool,
    /// Which fields or variants have to be boxed for the type to have a size.
    pub boxed: Vec<bool>,
    /// It has total equality (no floating point number in it), so `Eq` and `Hash` can be derived.
    pub eq: bool,
    /// The derives besides those of all models.
    pub derives: Vec<Derive>,
    /// It has a value without arguments: nothing in it is required.
    pub default: bool,
    /// It is a request type that can be created from the response type: it requires no property
    /// that responses do not have.
    pub from_response: bool,
    /// The earlier type that it is another name for.
    pub repeats: Option<TypeId>,
}

impl TypeFacts {
    /// Programs make values of it.
    pub fn is_made(&self) -> bool {
        self.in_request || self.served
    }

    /// Programs get values of it.
    pub fn is_read(&self) -> bool {
        self.in_response || self.served
    }
}

/// Makes equal inline types one, and drops types that no operation reaches. Ids stay dense.
pub fn share(api: &mut Api) {
    // An unused type must not decide which of two equal types stays.
    reach::drop_unreachable(api);
    let same = equal::representatives(api);
    reach::replace(api, &same);
    let same = patterns::representatives(api);
    reach::replace(api, &same);
    reach::drop_unreachable(api);
}

/// Splits each type that differs between requests and responses, for [`Api::views`]. Ids stay
/// dense.
pub fn split(api: &mut Api, config: &ApiConfig) {
    views::split(api, &config.names);
}

/// Computes all facts about a document.
pub fn analyze(api: &Api) -> Facts {
    let requests = usage::in_requests(api);
    let responses = usage::in_responses(api);
    let eq = traits::eq(api);
    let default = traits::default(api);
    let boxed = recursion::boxed(api);
    let from_response = views::from_response(api);
    let types = requests
        .into_iter()
        .zip(responses)
        .zip(eq)
        .zip(default)
        .zip(boxed)
        .zip(from_response)
        .map(
            |(((((in_request, in_response), eq), default), boxed), from_response)| TypeFacts {
                in_request,
                in_response,
                served: false,
                boxed,
                eq,
                derives: Vec::new(),
                default,
                from_response,
                repeats: None,
            },
        );
    Facts {
        types: types.collect(),
        recursion_limit: depth::limit(api),
        tags: None,
    }
}
