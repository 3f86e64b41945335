//! Which modules has a crate, what is in each, and what does a path in one of them lead to?

use quote::ToTokens;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use syn::{Attribute, Ident, Item, UseTree, Visibility};

/// The way from the crate to a module.
pub type Way = Vec<String>;

/// A module of a crate.
pub struct Module {
    pub items: Vec<Item>,
    /// Whether its parent shows it to everybody.
    pub public: bool,
    /// Under which conditions it is there.
    pub cfg: String,
    pub uses: Vec<Use>,
}

/// One name that a `use` brings into a module.
pub struct Use {
    pub public: bool,
    pub cfg: String,
    /// As it is written, without the last step of a glob.
    pub path: Vec<String>,
    /// What it is called here; nothing for a glob.
    pub name: Option<String>,
}

pub struct Modules(pub BTreeMap<Way, Module>);

impl Modules {
    /// Reads a crate from the file of its root.
    pub fn read(root: &Path) -> Self {
        let mut modules = Self(BTreeMap::new());
        let items = parse(root);
        modules.add(
            Vec::new(),
            items,
            true,
            String::new(),
            root.parent().unwrap(),
        );
        modules
    }

    /// Adds a module whose children lie in `folder`.
    fn add(&mut self, way: Way, items: Vec<Item>, public: bool, cfg: String, folder: &Path) {
        let mut module = Module {
            items: Vec::new(),
            public,
            cfg,
            uses: Vec::new(),
        };
        for item in items {
            let Some(cfg) = cfg_of(attributes(&item), &module.cfg) else {
                continue;
            };
            match item {
                Item::Mod(child) => {
                    let name = child.ident.to_string();
                    let inner = folder.join(&name);
                    let items = match child.content {
                        Some((_, items)) => items,
                        None => match inner.with_extension("rs") {
                            file if file.exists() => parse(&file),
                            _ => parse(&inner.join("mod.rs")),
                        },
                    };
                    let mut way = way.clone();
                    way.push(name);
                    self.add(way, items, is_public(&child.vis), cfg, &inner);
                }
                Item::Use(item) => {
                    let public = is_public(&item.vis);
                    flatten(&item.tree, Vec::new(), &mut |path, name| {
                        module.uses.push(Use {
                            public,
                            cfg: cfg.clone(),
                            path,
                            name,
                        });
                    });
                }
                item => module.items.push(item),
            }
        }
        self.0.insert(way, module);
    }

    /// What a path leads to: a module, or a name in one. None for what is of another crate.
    pub fn resolve(&self, from: &Way, path: &[String]) -> Option<Target> {
        self.resolve_within(from, path, 0)
    }

    fn resolve_within(&self, from: &Way, path: &[String], depth: usize) -> Option<Target> {
        let Some((first, rest)) = path.split_first().filter(|_| depth < 20) else {
            return Some(Target::Module(from.clone()));
        };
        let next = depth + 1;
        match first.as_str() {
            "crate" => return self.resolve_within(&Vec::new(), rest, next),
            "self" => return self.resolve_within(from, rest, next),
            "super" => {
                let (_, parent) = from.split_last()?;
                return self.resolve_within(&parent.to_vec(), rest, next);
            }
            _ => {}
        }
        let mut child = from.clone();
        child.push(first.clone());
        if self.0.contains_key(&child) {
            return self.resolve_within(&child, rest, next);
        }
        let module = self.0.get(from)?;
        let own = module.items.iter().filter_map(ident);
        if rest.is_empty() && own.into_iter().any(|ident| ident == first) {
            return Some(Target::Item(from.clone(), first.clone()));
        }
        let named = module
            .uses
            .iter()
            .find(|used| used.name.as_ref() == Some(first));
        if let Some(used) = named {
            // `use serde;` would lead to itself.
            if used.path.first() == Some(first) {
                return None;
            }
            let path: Vec<String> = used.path.iter().chain(rest).cloned().collect();
            return self.resolve_within(from, &path, next);
        }
        let globs = module.uses.iter().filter(|used| used.name.is_none());
        globs.into_iter().find_map(|used| {
            let path: Vec<String> = used.path.iter().chain(path).cloned().collect();
            self.resolve_within(from, &path, next)
        })
    }
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    Module(Way),
    Item(Way, String),
}

fn parse(path: &Path) -> Vec<Item> {
    let text =
        fs::read_to_string(path).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
    syn::parse_file(&text).unwrap().items
}

pub fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The conditions of an item within others; none where it is there for tests only.
pub fn cfg_of(attributes: &[Attribute], around: &str) -> Option<String> {
    let mut all = around.to_owned();
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
    {
        let text = attribute.to_token_stream().to_string().replace(' ', "");
        if ["#[cfg(test)]", "#[cfg(doctest)]", "#[cfg(fuzzing)]"].contains(&text.as_str()) {
            return None;
        }
        if !all.contains(&text) {
            all.push_str(&text);
            all.push(' ');
        }
    }
    Some(all)
}

/// The attributes of an item that can be part of a crate's surface.
pub fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// The name and the visibility of such an item.
pub fn ident(item: &Item) -> Option<&Ident> {
    Some(named(item)?.0)
}

pub fn named(item: &Item) -> Option<(&Ident, &Visibility)> {
    Some(match item {
        Item::Const(item) => (&item.ident, &item.vis),
        Item::Enum(item) => (&item.ident, &item.vis),
        Item::Fn(item) => (&item.sig.ident, &item.vis),
        Item::Static(item) => (&item.ident, &item.vis),
        Item::Struct(item) => (&item.ident, &item.vis),
        Item::Trait(item) => (&item.ident, &item.vis),
        Item::Type(item) => (&item.ident, &item.vis),
        _ => return None,
    })
}

fn flatten(
    tree: &UseTree,
    mut path: Vec<String>,
    found: &mut impl FnMut(Vec<String>, Option<String>),
) {
    match tree {
        UseTree::Path(step) => {
            path.push(step.ident.to_string());
            flatten(&step.tree, path, found);
        }
        UseTree::Name(name) if name.ident == "self" => {
            let last = path.last().cloned();
            found(path, last);
        }
        UseTree::Name(name) => {
            path.push(name.ident.to_string());
            found(path, Some(name.ident.to_string()));
        }
        UseTree::Rename(name) => {
            path.push(name.ident.to_string());
            found(path, Some(name.rename.to_string()));
        }
        UseTree::Glob(_) => found(path, None),
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, path.clone(), found);
            }
        }
    }
}
