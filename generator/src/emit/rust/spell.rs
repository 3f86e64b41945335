//! How is a type written by a program that uses the crate?

use crate::emit::rust::Module;
use crate::emit::rust::model::ty::ValueContext;
use crate::emit::rust::scope::{Home, Scope, Taken, Uses};
use crate::ir::Type;

/// A type, as it is written where all types of the module are imported, `BTreeMap` and the items of
/// the runtime too unless a type is called that, and `runtime` is another name for the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// The type.
    pub ty: String,
    /// The items of the crate's root that it names, those written with `runtime::` included.
    pub runtime: Vec<&'static str>,
}

/// Writes a type of the module as its models hold it.
pub fn spell(module: &Module<'_>, ty: &Type) -> Spelling {
    let taken = Taken::of(module);
    let scope = Scope::new(module, &taken, Home::Module);
    let ty = scope.held(ty, ValueContext::Model).to_string();
    let mut uses = Uses::new();
    let _ = scope.finish(&mut uses);
    Spelling {
        ty,
        runtime: uses.into_iter().collect(),
    }
}
