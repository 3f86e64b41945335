//! On which page does a type or an operation stand, and how does another page link there?

use super::page::Anchors;
use crate::emit::rust::{Module, code};
use crate::ir::{Type, TypeId};
use std::collections::BTreeMap;

/// The limit of types on a page.
const MOST_ON_ONE_PAGE: usize = 150;

/// Where the types of an API stand.
pub(super) struct Places {
    /// The page and the anchor of each type, by `TypeId::index`.
    types: Vec<(String, String)>,
    /// The pages with their types, in the order of their names.
    pages: BTreeMap<String, Vec<TypeId>>,
}

impl Places {
    /// Spreads the types of a module over pages.
    pub(super) fn of(module: &Module<'_>) -> Self {
        let names = &module.names.types;
        let mut order: Vec<TypeId> = module.api.types().map(|(id, _)| id).collect();
        let name = |id: &TypeId| names.get(id.index()).map(|name| name.as_str());
        order.sort_by_key(|id| name(id).unwrap_or_default());
        let mut places = Self {
            types: vec![Default::default(); names.len()],
            pages: BTreeMap::new(),
        };
        let one = order.len() <= MOST_ON_ONE_PAGE;
        let mut anchors: BTreeMap<String, Anchors> = BTreeMap::new();
        for id in order {
            let Some(name) = name(&id) else { continue };
            let page = match name.chars().next() {
                _ if one => "types.md".to_owned(),
                Some(c) if c.is_ascii_alphabetic() => {
                    format!("types/{}.md", c.to_ascii_lowercase())
                }
                _ => "types/others.md".to_owned(),
            };
            let on_page = anchors.entry(page.clone()).or_insert_with(|| {
                let mut anchors = Anchors::default();
                anchors.give(TITLE);
                anchors
            });
            if let Some(place) = places.types.get_mut(id.index()) {
                *place = (page.clone(), on_page.give(name));
            }
            places.pages.entry(page).or_default().push(id);
        }
        places
    }

    /// The pages of types, each with its types.
    pub(super) fn pages(&self) -> impl Iterator<Item = (&str, &[TypeId])> {
        self.pages
            .iter()
            .map(|(page, types)| (page.as_str(), types.as_slice()))
    }

    /// A Rust type, linked to the type of the document that is in it.
    pub(super) fn linked(&self, rust: &str, ty: Option<&Type>, from: &str) -> String {
        let place = ty.and_then(named).and_then(|id| self.types.get(id.index()));
        match place {
            Some((page, anchor)) if !page.is_empty() => {
                format!("[{}]({})", code(rust), link(from, page, anchor))
            }
            _ => code(rust),
        }
    }
}

/// The title of a page of types. Its subheadings are the types and nothing else.
pub(super) const TITLE: &str = "Types";

/// The first named type in a type.
fn named(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => named(inner),
        Type::Tuple(items) => items.iter().find_map(named),
        Type::Scalar(_) | Type::Any | Type::Foreign(_) => None,
    }
}

/// A link from one page of an API to a heading of another.
pub(super) fn link(from: &str, to: &str, anchor: &str) -> String {
    let anchor = match anchor {
        "" => String::new(),
        anchor => format!("#{anchor}"),
    };
    if from == to {
        return anchor;
    }
    let up = "../".repeat(from.matches('/').count());
    format!("{up}{to}{anchor}")
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn links_are_relative() {
        assert_eq!(link("types.md", "types.md", "pet"), "#pet");
        assert_eq!(link("README.md", "types.md", "pet"), "types.md#pet");
        assert_eq!(link("operations/a.md", "types/p.md", ""), "../types/p.md");
    }
}
