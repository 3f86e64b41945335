//! Over which files are the operations of a large API spread?

use crate::emit::rust::Module;
use crate::ir::Operation;
use crate::name;
use crate::name::Identifier;
use std::collections::BTreeMap;

/// The limit of operations in a file.
const MOST_IN_ONE_FILE: usize = 40;

/// The modules, each with the indices of its operations; none if one file suffices. Callers do not
/// see them: the modules are private, and their items are re-exported.
pub(in crate::emit) fn groups(module: &Module<'_>) -> Option<BTreeMap<Identifier, Vec<usize>>> {
    let operations = &module.api.operations;
    if operations.len() <= MOST_IN_ONE_FILE {
        return None;
    }
    let mut groups: BTreeMap<Identifier, Vec<usize>> = BTreeMap::new();
    for (index, operation) in operations.iter().enumerate() {
        groups.entry(group(operation)).or_default().push(index);
    }
    (groups.len() > 1).then_some(groups)
}

/// By the first tag.
fn group(operation: &Operation) -> Identifier {
    match operation.tags.first().map(name::module) {
        // `mod.rs` is the file of the module around it.
        Some(group) if group.as_str() != "mod" => group,
        _ => name::module("untagged"),
    }
}
