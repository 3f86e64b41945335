//! Which types lead back to themselves?
//!
//! Strongly connected components (Tarjan 1972), without recursion.

use crate::ir::TypeId;

/// For each type, the number of the circle it is on, if it is on one, where `edges` are the types
/// that each leads to.
pub(crate) fn circles(edges: &[Vec<TypeId>]) -> Vec<Option<usize>> {
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
        let properties = self.path.split_off(start.unwrap_or_default());
        let to_itself = |node: usize| {
            let targets = self.edges.get(node).into_iter().flatten();
            targets.into_iter().any(|id| id.index() == node)
        };
        let is_circle = properties.len() > 1 || to_itself(node);
        for property in properties {
            if let Some(open) = self.open.get_mut(property) {
                *open = false;
            }
            if is_circle && let Some(circle) = self.circles.get_mut(property) {
                *circle = Some(self.found);
            }
        }
        self.found += 1;
    }
}
