//! How is a type written by a program that uses the crate?

use super::Module;
use crate::ir::Type;
use std::collections::BTreeSet;

/// A type, as it is written where all of the module's types are imported, `BTreeMap` unless a type
/// is called that, and `runtime` is another name for the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// The type.
    pub ty: String,
    /// The items of the crate's root that it names, those written with `runtime::` included.
    pub runtime: BTreeSet<String>,
}

/// Writes a type of the module as its models hold it.
pub fn spell(module: &Module<'_>, ty: &Type) -> Spelling {
    let _ = (module, ty);
    Spelling {
        ty: String::new(),
        runtime: BTreeSet::new(),
    }
}
