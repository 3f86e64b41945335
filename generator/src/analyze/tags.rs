//! By the operations of which tags is each type reached?

use super::graph;
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
    /// The place of the first tag whose types are no longer distinguished from those that are needed
    /// whatever the tags are: there would be more than [`Limit::Tagged`](crate::limits::Limit::Tagged) allows.
    pub cut: Option<usize>,
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

/// Computes it for all types, up to `most`. Request and response views of a type stay together,
/// since each refers to the other.
pub fn tags(api: &Api, most: usize) -> Tags {
    let mut places: BTreeMap<&DocumentText, usize> = BTreeMap::new();
    let mut tags: Vec<&DocumentText> = Vec::new();
    for tag in api.operations.iter().flat_map(|operation| &operation.tags) {
        places.entry(tag).or_insert_with(|| {
            tags.push(tag);
            tags.len() - 1
        });
    }
    let mut roots = Roots {
        of_tags: vec![Vec::new(); tags.len()],
        always: Vec::new(),
    };
    let add = |ty: &Type, roots: &mut Vec<TypeId>| graph::named(ty, &mut |id| roots.push(id));
    for header in &api.headers {
        add(&header.ty, &mut roots.always);
    }
    for operation in &api.operations {
        let mut spoken_of = Vec::new();
        graph::spoken_of(operation).for_each(|ty| add(ty, &mut spoken_of));
        if operation.tags.is_empty() {
            roots.always.extend(&spoken_of);
        }
        for tag in &operation.tags {
            let place = places.get(tag);
            if let Some(roots) = place.and_then(|place| roots.of_tags.get_mut(*place)) {
                roots.extend(&spoken_of);
            }
        }
    }
    let (types, cut) = roots.reach(&neighbours(api), most);
    Tags {
        tags: tags.into_iter().cloned().collect(),
        types,
        cut,
    }
}

/// The types from which others are reached.
#[derive(Debug, Default)]
pub(super) struct Roots {
    /// By the places of tags.
    of_tags: Vec<Vec<TypeId>>,
    /// Whatever the tags are.
    always: Vec<TypeId>,
}

impl Roots {
    /// The types found so far, of this many tags.
    pub(super) fn of(types: &[Option<BTreeSet<usize>>], tags: usize) -> Self {
        let mut roots = Self {
            of_tags: vec![Vec::new(); tags],
            always: Vec::new(),
        };
        for (index, places) in types.iter().enumerate() {
            let id = TypeId::new(index);
            let Some(places) = places else {
                roots.always.push(id);
                continue;
            };
            for place in places {
                if let Some(roots) = roots.of_tags.get_mut(*place) {
                    roots.push(id);
                }
            }
        }
        roots
    }

    /// By which tags each type is reached, as [`Tags::types`]. From the tag on with which all types
    /// would have more than `most` tags, whose place is returned too, what is reached is always there.
    pub(super) fn reach(
        mut self,
        neighbours: &[Vec<TypeId>],
        most: usize,
    ) -> (Vec<Option<BTreeSet<usize>>>, Option<usize>) {
        let mut types = vec![Some(BTreeSet::new()); neighbours.len()];
        let mut seen = vec![None; neighbours.len()];
        let mut cut = None;
        let mut left = most;
        for (place, roots) in self.of_tags.iter().enumerate() {
            let mut reached = Vec::new();
            walk(neighbours, roots, &mut seen, Some(place), |id| {
                reached.push(id)
            });
            let Some(rest) = left.checked_sub(reached.len()) else {
                cut = Some(place);
                break;
            };
            left = rest;
            for id in reached {
                if let Some(Some(tags)) = types.get_mut(id.index()) {
                    tags.insert(place);
                }
            }
        }
        let rest = cut.and_then(|cut| self.of_tags.get(cut..));
        self.always.extend(rest.into_iter().flatten().flatten());
        walk(
            neighbours,
            &self.always,
            &mut seen,
            Some(usize::MAX),
            |id| {
                if let Some(tags) = types.get_mut(id.index()) {
                    *tags = None;
                }
            },
        );
        (types, cut)
    }
}

/// Finds each type that is reached from others once. Types seen before have the `mark`; forgetting
/// them costs nothing.
fn walk(
    neighbours: &[Vec<TypeId>],
    roots: &[TypeId],
    seen: &mut [Option<usize>],
    mark: Option<usize>,
    mut found: impl FnMut(TypeId),
) {
    let mut stack = roots.to_vec();
    while let Some(id) = stack.pop() {
        if let Some(seen) = seen.get_mut(id.index())
            && std::mem::replace(seen, mark) != mark
        {
            found(id);
            stack.extend(neighbours.get(id.index()).into_iter().flatten());
        }
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
    for (request, response) in &api.views {
        for (from, to) in [(request, response), (response, request)] {
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
        let response = |name: &str| {
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
            response("Cat"),
            response("Dog"),
            response("Info")
        ));
        crate::analyze::share(&mut api);
        api
    }

    #[test]
    fn types_belong_to_all_tags_that_reach_them() {
        let found = tags(&api(), 100);
        assert_eq!(found.tags, ["cats", "dogs", "pets"]);
        let of = |places: &[usize]| Some(places.iter().copied().collect::<BTreeSet<_>>());
        assert_eq!(
            found.types,
            [of(&[0]), of(&[1, 2]), of(&[0, 1, 2]), None, None]
        );
    }

    #[test]
    fn types_of_more_tags_than_are_allowed_are_always_there() {
        let api = api();
        let all = tags(&api, 9);
        assert_eq!((all.cut, all.types), (None, tags(&api, 100).types));
        let some = tags(&api, 8);
        assert_eq!(some.cut, Some(2));
        let of = |places: &[usize]| Some(places.iter().copied().collect::<BTreeSet<_>>());
        assert_eq!(some.types, [of(&[0]), None, None, None, None]);
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
