//! Which fields and variants have to be boxed for every type to have a size?
//!
//! Those on a circle of types that hold each other by value. Variants are boxed first: that opens
//! most circles, and an enum is as large as its largest variant; then the fields of the circles
//! that are left.

use super::graph;
use crate::ir::{Api, Shape, Type, TypeId};

/// For each type, whether each of its fields or variants is boxed.
pub(super) fn boxed(api: &Api) -> Vec<Vec<bool>> {
    let mut boxed: Vec<Vec<bool>> = api
        .types
        .iter()
        .map(|def| match &def.shape {
            Shape::Struct(object) => vec![false; object.fields.len()],
            Shape::Union(union) => vec![false; union.variants.len()],
            Shape::Alias(_) | Shape::Enum(_) | Shape::Pattern(_) => Vec::new(),
        })
        .collect();
    for of_unions in [true, false] {
        let circles = circles(&edges(api, &boxed));
        for ((def, flags), circle) in api.types.iter().zip(&mut boxed).zip(&circles) {
            if matches!(def.shape, Shape::Union(_)) != of_unions {
                continue;
            }
            let Some(circle) = circle else { continue };
            for (flag, part) in flags.iter_mut().zip(graph::parts(&def.shape)) {
                graph::by_value(part, &mut |id| {
                    *flag |= circles.get(id.index()) == Some(&Some(*circle));
                });
            }
        }
    }
    boxed
}

/// For each type, the types that it holds by value, behind no box.
fn edges(api: &Api, boxed: &[Vec<bool>]) -> Vec<Vec<TypeId>> {
    let defs = api.types.iter().zip(boxed);
    defs.map(|(def, flags)| {
        let mut targets = Vec::new();
        let mut add = |ty: &Type| graph::by_value(ty, &mut |id| targets.push(id));
        for (index, part) in graph::parts(&def.shape).into_iter().enumerate() {
            if !flags.get(index).copied().unwrap_or_default() {
                add(part);
            }
        }
        targets
    })
    .collect()
}

/// For each type, the number of the circle it is on, if it is on one: strongly connected
/// components (Tarjan 1972), without recursion.
fn circles(edges: &[Vec<TypeId>]) -> Vec<Option<usize>> {
    let count = edges.len();
    let mut search = Search {
        edges,
        order: vec![None; count],
        low: vec![0; count],
        open: vec![false; count],
        path: Vec::new(),
        circles: vec![None; count],
        next: 0,
        found: 0,
    };
    for root in 0..count {
        search.from(root);
    }
    search.circles
}

struct Search<'a> {
    edges: &'a [Vec<TypeId>],
    /// When each type was first seen.
    order: Vec<Option<usize>>,
    /// The earliest type that each leads back to.
    low: Vec<usize>,
    /// Whether a type is on the path.
    open: Vec<bool>,
    path: Vec<usize>,
    circles: Vec<Option<usize>>,
    next: usize,
    found: usize,
}

impl Search<'_> {
    fn from(&mut self, root: usize) {
        if self.order.get(root).is_none_or(Option::is_some) {
            return;
        }
        // A type, and how many of its edges have been followed.
        let mut calls: Vec<(usize, usize)> = vec![(root, 0)];
        self.enter(root);
        while let Some((node, followed)) = calls.last_mut() {
            let node = *node;
            let target = self.edges.get(node).and_then(|edges| edges.get(*followed));
            *followed += 1;
            match target.map(|id| id.index()) {
                Some(target) => match self.order.get(target) {
                    Some(None) => {
                        self.enter(target);
                        calls.push((target, 0));
                    }
                    Some(Some(seen)) if self.open.get(target) == Some(&true) => {
                        self.lower(node, *seen);
                    }
                    _ => {}
                },
                None => {
                    calls.pop();
                    let low = self.low.get(node).copied().unwrap_or_default();
                    if let Some((parent, _)) = calls.last() {
                        self.lower(*parent, low);
                    }
                    if self.order.get(node) == Some(&Some(low)) {
                        self.close(node);
                    }
                }
            }
        }
    }

    fn enter(&mut self, node: usize) {
        if let (Some(order), Some(low), Some(open)) = (
            self.order.get_mut(node),
            self.low.get_mut(node),
            self.open.get_mut(node),
        ) {
            *order = Some(self.next);
            *low = self.next;
            *open = true;
        }
        self.next += 1;
        self.path.push(node);
    }

    fn lower(&mut self, node: usize, to: usize) {
        if let Some(low) = self.low.get_mut(node) {
            *low = (*low).min(to);
        }
    }

    /// Takes everything since `node` off the path: it is one component.
    fn close(&mut self, node: usize) {
        let start = self.path.iter().rposition(|on_path| *on_path == node);
        let members = self.path.split_off(start.unwrap_or_default());
        let to_itself = |node: usize| {
            let targets = self.edges.get(node).into_iter().flatten();
            targets.into_iter().any(|id| id.index() == node)
        };
        let is_circle = members.len() > 1 || to_itself(node);
        for member in members {
            if let Some(open) = self.open.get_mut(member) {
                *open = false;
            }
            if is_circle && let Some(circle) = self.circles.get_mut(member) {
                *circle = Some(self.found);
            }
        }
        self.found += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::testing::lowered;
    use std::fmt::Write as _;

    fn boxes(schemas: &str) -> Vec<Vec<bool>> {
        let schemas = schemas.replace('@', "$ref: '#/components/schemas/");
        boxed(&lowered(&format!("components: {{schemas: {{{schemas}}}}}")).0)
    }

    #[test]
    fn only_circles_by_value_are_opened() {
        assert_eq!(
            boxes(
                "A: {properties: {next: {@A'}, list: {type: array, items: {@A'}}, n: {type: string}}}"
            ),
            [[true, false, false]]
        );
        assert_eq!(
            boxes("A: {properties: {b: {@B'}}}, B: {properties: {c: {@C'}}}, C: {type: object}"),
            [vec![false], vec![false], vec![]]
        );
    }

    #[test]
    fn variants_are_boxed_before_fields() {
        assert_eq!(
            boxes("A: {properties: {u: {@U'}}}, U: {oneOf: [{type: string}, {@A'}]}"),
            [vec![false], vec![false, true]]
        );
    }

    #[test]
    fn aliases_and_null_pass_values_on() {
        assert_eq!(
            boxes(
                "A: {properties: {b: {@B'}}}, B: {@C'}, C: {properties: {a: {nullable: true, allOf: [{@A'}]}}}"
            ),
            [vec![true], vec![], vec![true]]
        );
    }

    #[test]
    fn ten_thousand_types_in_a_row_are_no_matter() {
        let mut schemas = String::new();
        for index in 0..10_000 {
            let _ = write!(
                schemas,
                "T{index}: {{properties: {{t: {{@T{}'}}}}}},",
                index + 1
            );
        }
        schemas.push_str("T10000: {properties: {t: {@T0'}}}");
        assert!(boxes(&schemas).iter().flatten().all(|flag| *flag));
    }
}
