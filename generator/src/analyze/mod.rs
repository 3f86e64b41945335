//! What follows from the types and operations of a document? One question a file; knows nothing of tokens.

use crate::ir::Api;

/// What `emit` asks of each type, by [`TypeId::index`](crate::ir::TypeId::index).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// One a type.
    pub types: Vec<TypeFacts>,
}

/// What follows for one type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypeFacts {
    /// A request can hold it.
    pub in_request: bool,
    /// An answer can hold it.
    pub in_answer: bool,
    /// Which fields or variants have to be boxed for the type to have a size.
    pub boxed: Vec<bool>,
    /// It has total equality (no floating point number in it), so `Eq` and `Hash` can be derived.
    pub eq: bool,
    /// It has a value without arguments: nothing in it is required.
    pub default: bool,
}

/// Makes equal inline types one, and drops types that no operation reaches.
pub fn share(api: &mut Api) {
    let _ = api;
}

/// Answers every question about the types of a document.
pub fn analyze(api: &Api) -> Facts {
    let _ = api;
    Facts::default()
}
