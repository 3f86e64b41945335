//! Which inline types are the same?
//!
//! Two inline types are one when they have one shape and the last words on the way to them agree:
//! `Owner` here and `Owner` there. Components are never merged: the document tells them apart.

use super::graph;
use super::key::{self, Agreeing};
use crate::ir::{Api, Name, TypeDef, TypeId};
use crate::words::label;
use std::collections::BTreeMap;

/// For each type, the one that stands for it: itself, or the first that is equal.
pub(super) fn representatives(api: &mut Api) -> Vec<TypeId> {
    let mut same: Vec<TypeId> = api.types().map(|(id, _)| id).collect();
    let mut first: BTreeMap<String, TypeId> = BTreeMap::new();
    let mut merged: Vec<(TypeId, TypeId)> = Vec::new();
    // Parts before wholes, so that equal parts are one when the wholes are compared.
    for id in parts_first(api) {
        let Some(def) = api.get(id) else { continue };
        let Some(key) = key(def, &same) else {
            continue;
        };
        let found = *first.entry(key).or_insert(id);
        if found != id {
            if let Some(slot) = same.get_mut(id.index()) {
                *slot = found;
            }
            merged.push((found, id));
        }
    }
    for (kept, dropped) in merged {
        generalise(api, kept, dropped);
    }
    same
}

/// A type that stands for several keeps only what is said of all of them.
pub(super) fn generalise(api: &mut Api, kept: TypeId, dropped: TypeId) {
    let Some(other) = api.get(dropped).map(|def| def.docs.clone()) else {
        return;
    };
    let Some(def) = api.types.get_mut(kept.index()) else {
        return;
    };
    if def.docs != other && matches!(def.origin.name, Name::Inferred(_)) {
        let summary = def.docs.summary.take();
        let description = def.docs.description.take();
        def.docs = crate::ir::Docs {
            summary: summary.filter(|text| other.summary.as_ref() == Some(text)),
            description: description.filter(|text| other.description.as_ref() == Some(text)),
            ..crate::ir::Docs::default()
        };
    }
}

/// Inline types such that each comes after those it speaks of, but for circles.
pub(super) fn parts_first(api: &Api) -> Vec<TypeId> {
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

/// The words and the shape of an inline type, as a text that is equal for equal types.
fn key(def: &TypeDef, same: &[TypeId]) -> Option<String> {
    let Name::Inferred(_) = &def.origin.name else {
        return None;
    };
    let mut key = label(&def.origin.name).join(" ");
    key::of_shape(&def.shape, same, Agreeing::Values, &mut key)?;
    Some(key)
}

#[cfg(test)]
mod tests {
    use crate::analyze::share;
    use crate::lower::testing::lowered;

    fn count(a: &str, b: &str) -> usize {
        let (mut api, _) = lowered(&format!(
            "components: {{schemas: {{A: {{properties: {a}}}, B: {{properties: {b}}}}}}}\n\
             paths: {{/x: {{put: {{requestBody: {{content: {{application/json: \
             {{schema: {{$ref: '#/components/schemas/A'}}}}}}}}, responses: {{'200': {{description: d, \
             content: {{application/json: {{schema: {{$ref: '#/components/schemas/B'}}}}}}}}}}}}}}}}"
        ));
        share(&mut api);
        api.types.len() - 2
    }

    #[test]
    fn equal_types_of_one_name_are_one() {
        let owner = "{owner: {properties: {name: {type: string}, \
                     color: {type: string, enum: [a, b]}}}}";
        assert_eq!(count(owner, owner), 2);
        assert_eq!(
            count(owner, &owner.replace("owner", "holder")),
            3,
            "the enum is shared"
        );
        assert_eq!(count(owner, &owner.replace("[a, b]", "[a]")), 4);
        assert_eq!(
            count(owner, &owner.replace("name: {type: string}", "name: {}")),
            3
        );
    }
}
