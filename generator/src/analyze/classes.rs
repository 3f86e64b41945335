//! Which inline types have one key?

use super::graph;
use crate::ir::{Api, Name, TypeDef, TypeId};
use std::collections::BTreeMap;

/// Those that have one in common, the first that was found in front. A key speaks of the parts of a type as
/// of the types that stand for them, which it is given: equal parts are one when the wholes are compared.
pub(super) fn classes(
    api: &Api,
    key: impl Fn(TypeId, &TypeDef, &[TypeId]) -> Option<String>,
) -> Vec<Vec<TypeId>> {
    let mut same: Vec<TypeId> = api.types().map(|(id, _)| id).collect();
    let mut classes: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
    for id in parts_first(api) {
        let Some(key) = api.get(id).and_then(|def| match def.origin.name {
            Name::Inferred(_) => key(id, def, &same),
            Name::Pinned(_) | Name::Component(_) => None,
        }) else {
            continue;
        };
        let class = classes.entry(key).or_default();
        class.push(id);
        if let (Some(first), Some(slot)) = (class.first(), same.get_mut(id.index())) {
            *slot = *first;
        }
    }
    classes.into_values().collect()
}

/// Inline types such that each comes after those it speaks of, but for circles.
fn parts_first(api: &Api) -> Vec<TypeId> {
    let mut order = Vec::new();
    let mut seen = vec![false; api.types.len()];
    for (root, _) in api.types() {
        let mut stack = vec![(root, false)];
        while let Some((id, leaving)) = stack.pop() {
            if leaving {
                order.push(id);
                continue;
            }
            let (Some(known), Some(def)) = (seen.get_mut(id.index()), api.get(id)) else {
                continue;
            };
            if std::mem::replace(known, true) {
                continue;
            }
            stack.push((id, true));
            // Components keep their ids, whatever is in them.
            let inline = matches!(def.origin.name, Name::Inferred(_));
            for part in graph::parts(&def.shape).into_iter().filter(|_| inline) {
                graph::named(part, &mut |id| stack.push((id, false)));
            }
        }
    }
    order
}
