//! How many types hold one another, from the outermost to the innermost?
//!
//! The compiler follows such chains when it asks whether a type can be sent to another thread, and
//! gives up at a limit that a crate can raise.

use super::graph;
use crate::ir::{Api, TypeId};

/// Up to so many it does without being told.
const USUAL: usize = 24;

/// Levels that the compiler counts for one type: itself, and what stands between it and the next,
/// such as a list of boxes.
const LEVELS: usize = 8;

/// The limit that the crate has to ask for; none where the usual one will do.
pub(super) fn limit(api: &Api) -> Option<usize> {
    let deepest = deepest(api);
    (deepest > USUAL).then(|| deepest.saturating_mul(LEVELS).next_power_of_two())
}

/// The longest chain. Of a circle, as much as lies on one way through it.
fn deepest(api: &Api) -> usize {
    let held = |id: TypeId| {
        let mut held = Vec::new();
        if let Some(def) = api.get(id) {
            for part in graph::parts(&def.shape) {
                graph::named(part, &mut |target| held.push(target));
            }
        }
        held
    };
    let mut below: Vec<Option<usize>> = vec![None; api.types.len()];
    let mut deepest = 0;
    for (root, _) in api.types() {
        if below.get(root.index()).is_some_and(Option::is_some) {
            continue;
        }
        // Types on the way, each with those it holds that are yet to be looked at.
        let mut way = vec![(root, held(root), 0)];
        if let Some(slot) = below.get_mut(root.index()) {
            *slot = Some(0);
        }
        while let Some((id, rest, under)) = way.last_mut() {
            let Some(next) = rest.pop() else {
                let (id, depth) = (*id, *under + 1);
                way.pop();
                if let Some(slot) = below.get_mut(id.index()) {
                    *slot = Some(depth);
                }
                if let Some((_, _, under)) = way.last_mut() {
                    *under = depth.max(*under);
                }
                deepest = deepest.max(depth);
                continue;
            };
            match below.get_mut(next.index()) {
                Some(Some(known)) => *under = (*known).max(*under),
                Some(slot) => {
                    *slot = Some(0);
                    way.push((next, held(next), 0));
                    deepest = deepest.max(way.len());
                }
                None => {}
            }
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::testing::lowered;

    fn chain(links: usize, last: &str) -> String {
        let mut schemas: Vec<String> = (0..links)
            .map(|link| {
                let next = link + 1;
                format!("C{link}: {{properties: {{n: {{$ref: '#/components/schemas/C{next}'}}}}}}")
            })
            .collect();
        schemas.push(format!("C{links}: {last}"));
        format!("components: {{schemas: {{{}}}}}", schemas.join(", "))
    }

    #[test]
    fn chains_are_measured() {
        let (api, _) = lowered(&chain(40, "{type: string, enum: [a]}"));
        assert_eq!(deepest(&api), 41);
        assert_eq!(limit(&api), Some(512));
        let (api, _) = lowered(&chain(3, "{type: string, enum: [a]}"));
        assert_eq!((deepest(&api), limit(&api)), (4, None));
    }

    #[test]
    fn circles_end() {
        let circle = chain(5, "{properties: {n: {$ref: '#/components/schemas/C0'}}}");
        let (api, _) = lowered(&circle);
        assert_eq!(deepest(&api), 6);
    }
}
