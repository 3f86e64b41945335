//! By the operations of which tags is each type reached?

use super::graph;
use super::reach::reached_by;
use crate::config::Features;
use crate::ir::{Api, Operation, Type, TypeId};
use crate::text::DocumentText;
use std::collections::{BTreeMap, BTreeSet};

/// The tags of a document, and by the operations of which of them each type is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags {
    /// Each tag that an operation has, in the order in which operations have them.
    pub tags: Vec<DocumentText>,
    /// One a type, by places in `tags`; none for a type that is needed whatever the tags are: by an
    /// operation without one, or by a header.
    pub types: Vec<Option<BTreeSet<usize>>>,
}

/// APIs of more operations have a feature for each tag, unless the configuration says otherwise: it
/// is from there on that `cargo check` of all operations takes several seconds.
const LARGE: usize = 300;

/// Whether operations are behind features.
pub fn has_features(api: &Api, wanted: Option<Features>) -> bool {
    match wanted {
        Some(Features::Tags) => true,
        Some(Features::None) => false,
        None => api.operations.len() > LARGE && differ_in_tags(&api.operations),
    }
}

/// A tag that all operations have divides nothing.
fn differ_in_tags(operations: &[Operation]) -> bool {
    let mut pairs = operations.iter().zip(operations.iter().skip(1));
    pairs.any(|(one, next)| one.tags != next.tags)
}

/// Answers it for all types. What requests and answers hold instead of one another stays together,
/// since each speaks of the other.
pub fn tags(api: &Api) -> Tags {
    let mut places: BTreeMap<&DocumentText, usize> = BTreeMap::new();
    let mut tags: Vec<&DocumentText> = Vec::new();
    for tag in api.operations.iter().flat_map(|operation| &operation.tags) {
        places.entry(tag).or_insert_with(|| {
            tags.push(tag);
            tags.len() - 1
        });
    }
    let mut roots: Vec<Vec<&Type>> = vec![Vec::new(); tags.len()];
    let mut always: Vec<&Type> = api.headers.iter().map(|header| &header.ty).collect();
    for operation in &api.operations {
        if operation.tags.is_empty() {
            always.extend(graph::spoken_of(operation));
        }
        for tag in &operation.tags {
            let place = places.get(tag);
            if let Some(roots) = place.and_then(|place| roots.get_mut(*place)) {
                roots.extend(graph::spoken_of(operation));
            }
        }
    }
    let neighbours = neighbours(api);
    let mut types = vec![Some(BTreeSet::new()); api.types.len()];
    let reached = |roots: &[&Type]| {
        reached_by(api, roots, |id, stack| {
            stack.extend(neighbours.get(id.index()).into_iter().flatten());
        })
    };
    for (place, roots) in roots.iter().enumerate() {
        for (tags, _) in types.iter_mut().zip(reached(roots)).filter(|(_, it)| *it) {
            tags.get_or_insert_with(BTreeSet::new).insert(place);
        }
    }
    for (tags, _) in types.iter_mut().zip(reached(&always)).filter(|(_, it)| *it) {
        *tags = None;
    }
    Tags {
        tags: tags.into_iter().cloned().collect(),
        types,
    }
}

/// For each type, those that it speaks of.
pub(super) fn neighbours(api: &Api) -> Vec<Vec<TypeId>> {
    let mut neighbours: Vec<Vec<TypeId>> = api
        .types
        .iter()
        .map(|def| {
            let mut named = Vec::new();
            for part in graph::parts(&def.shape) {
                graph::named(part, &mut |id| named.push(id));
            }
            named
        })
        .collect();
    for (request, answer) in &api.views {
        for (from, to) in [(request, answer), (answer, request)] {
            if let Some(named) = neighbours.get_mut(from.index()) {
                named.push(*to);
            }
        }
    }
    neighbours
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::testing::lowered;

    fn api() -> Api {
        let answer = |name: &str| {
            format!(
                "{{'200': {{description: d, content: {{application/json: {{schema: \
                 {{$ref: '#/components/schemas/{name}'}}}}}}}}}}"
            )
        };
        let (mut api, _) = lowered(&format!(
            "components: {{schemas: {{Cat: {{properties: {{paw: {{$ref: '#/components/schemas/Paw'}}}}}}, \
             Dog: {{properties: {{paw: {{$ref: '#/components/schemas/Paw'}}}}}}, \
             Paw: {{properties: {{claw: {{$ref: '#/components/schemas/Claw'}}}}}}, \
             Claw: {{properties: {{sharp: {{type: boolean}}}}}}, \
             Info: {{properties: {{claw: {{$ref: '#/components/schemas/Claw'}}}}}}}}}}\n\
             paths: {{/c: {{get: {{tags: [cats], responses: {}}}}}, \
             /d: {{get: {{tags: [dogs, pets], responses: {}}}}}, \
             /i: {{get: {{responses: {}}}}}}}",
            answer("Cat"),
            answer("Dog"),
            answer("Info")
        ));
        crate::analyze::share(&mut api);
        api
    }

    #[test]
    fn types_belong_to_all_tags_that_reach_them() {
        let found = tags(&api());
        assert_eq!(found.tags, ["cats", "dogs", "pets"]);
        let of = |places: &[usize]| Some(places.iter().copied().collect::<BTreeSet<_>>());
        assert_eq!(
            found.types,
            [of(&[0]), of(&[1, 2]), of(&[0, 1, 2]), None, None]
        );
    }

    #[test]
    fn large_apis_have_features_by_themselves() {
        let mut api = api();
        assert!(!has_features(&api, None));
        assert!(has_features(&api, Some(Features::Tags)));
        let operation = api.operations[0].clone();
        api.operations.resize(LARGE, operation.clone());
        assert!(!has_features(&api, None));
        api.operations.push(operation.clone());
        assert!(has_features(&api, None));
        assert!(!has_features(&api, Some(Features::None)));
        api.operations = vec![operation; LARGE + 1];
        assert!(!has_features(&api, None));
    }
}
