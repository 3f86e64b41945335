//! Which inline types are the same?
//!
//! Two inline types are one when they have one shape and the last words on the way to them agree:
//! `Owner` here and `Owner` there. Components are never merged: the document tells them apart.

use super::classes::classes;
use super::key::{self, Agreeing};
use crate::ir::{Api, Name, TypeId};
use crate::words::label;

/// For each type, the one that stands for it: itself, or the first that is equal.
pub(super) fn representatives(api: &mut Api) -> Vec<TypeId> {
    let mut same: Vec<TypeId> = api.types().map(|(id, _)| id).collect();
    let equal = classes(api, |_, def, same| {
        let mut key = label(&def.origin.name).join(" ");
        key::of_shape(&def.shape, same, Agreeing::Values, &mut key)?;
        Some(key)
    });
    for class in equal {
        let mut ids = class.into_iter();
        let Some(kept) = ids.next() else { continue };
        for dropped in ids {
            if let Some(slot) = same.get_mut(dropped.index()) {
                *slot = kept;
            }
            generalise(api, kept, dropped);
        }
    }
    same
}

/// A type that replaces several keeps only the facts that all of them share.
pub(super) fn generalise(api: &mut Api, kept: TypeId, dropped: TypeId) {
    let Some(dropped) = api.get(dropped) else {
        return;
    };
    let (other, mut origin) = (dropped.docs.clone(), dropped.origin.clone());
    let others = std::mem::take(&mut origin.others);
    let Some(def) = api.types.get_mut(kept.index()) else {
        return;
    };
    def.origin.others.push(origin);
    def.origin.others.extend(others);
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
