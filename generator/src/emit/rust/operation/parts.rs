//! Over which files is a module spread, and which of them are there with which features?

use crate::emit::rust::Module;
use crate::emit::rust::client::groups::groups;
use crate::emit::rust::package::needs::Need;
use crate::emit::rust::scope::{Home, ident};
use crate::name::{self, Identifier};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::collections::{BTreeMap, BTreeSet};

/// A file with a part of a module's items.
#[derive(Debug)]
pub(in crate::emit::rust) struct Part<'a> {
    /// The features that it is there with.
    pub(in crate::emit::rust) need: Need<'a>,
    /// Its module.
    name: Identifier,
    /// Whether it belongs to several features.
    shared: bool,
    /// The places of its items.
    pub(in crate::emit::rust) places: Vec<usize>,
}

/// The folder of files that belong to several features, each called after the first item in it.
const SHARED: &str = "shared";

/// The file of what is always there.
const UNTAGGED: &str = "untagged";

/// Those of the operations; none where one file is enough. Where there are no features, they are
/// the groups of the reference.
pub(in crate::emit::rust) fn operations<'a>(module: &Module<'a>) -> Option<Vec<Part<'a>>> {
    if !has_features(module) {
        let groups = groups(module)?.into_iter();
        let parts = groups.map(|(name, places)| Part {
            need: Need::default(),
            name,
            shared: false,
            places,
        });
        return Some(parts.collect());
    }
    let operations = module.api.operations.iter().zip(&module.names.operations);
    let needed = operations.map(|(operation, names)| {
        let need = Need::of_operation(module, operation);
        (need, &names.method)
    });
    Some(parts(module, needed))
}

/// Those of the types; none where one file is enough.
pub(in crate::emit::rust) fn types<'a>(module: &Module<'a>) -> Option<Vec<Part<'a>>> {
    let types = module.api.types().zip(&module.names.types);
    has_features(module).then(|| {
        parts(
            module,
            types.map(|((id, _), name)| (Need::of_type(module, id), name)),
        )
    })
}

/// Whether operations are behind features.
pub(in crate::emit::rust) fn has_features(module: &Module<'_>) -> bool {
    !module.names.features.is_empty()
}

/// One for each need, in the order of their names.
fn parts<'a, 'n>(
    module: &Module<'a>,
    items: impl Iterator<Item = (Need<'a>, &'n Identifier)>,
) -> Vec<Part<'a>> {
    // Among several APIs, features begin with the module that the file is in.
    let prefix = format!("{}-", module.name.as_str().replace('_', "-"));
    let mut groups: BTreeMap<Need<'a>, (&Identifier, Vec<usize>)> = BTreeMap::new();
    for (place, (need, name)) in items.enumerate() {
        let (_, places) = groups.entry(need).or_insert_with(|| (name, Vec::new()));
        places.push(place);
    }
    // Features that differ can make one name of a file, and the first items can, too.
    let mut next: BTreeMap<(bool, String), usize> = BTreeMap::new();
    let mut taken = BTreeSet::from([(false, SHARED.to_owned()), (false, "mod".to_owned())]);
    let mut parts: Vec<Part<'a>> = groups
        .into_iter()
        .map(|(need, (first, places))| {
            let shared = need.features().len() > 1;
            let wanted = match need.features().next() {
                Some(only) if !shared => only.strip_prefix(&prefix).unwrap_or(only),
                Some(_) => first.as_str(),
                None => UNTAGGED,
            };
            let mut name = name::module(wanted);
            if !taken.insert((shared, name.as_str().to_owned())) {
                // Cut, so that there is room for what tells it from others.
                let stem: String = name.as_str().chars().take(80).collect();
                let number = next.entry((shared, stem.clone())).or_insert(1);
                loop {
                    name = match *number {
                        1 => name::module(&format!("{stem} part")),
                        number => name::module(&format!("{stem} part {number}")),
                    };
                    *number += 1;
                    if taken.insert((shared, name.as_str().to_owned())) {
                        break;
                    }
                }
            }
            Part {
                need,
                name,
                shared,
                places,
            }
        })
        .collect();
    parts.sort_by(|one, other| (one.shared, &one.name).cmp(&(other.shared, &other.name)));
    parts
}

impl Part<'_> {
    /// Where it stands.
    pub(in crate::emit::rust) fn home(&self) -> Home {
        match self.shared {
            true => Home::Shared,
            false => Home::Part,
        }
    }

    /// The path of its file below that of the module, without its extension.
    pub(in crate::emit::rust) fn path(&self) -> String {
        let name = self.name.as_str();
        match self.shared {
            true => format!("{SHARED}/{name}"),
            false => name.to_owned(),
        }
    }
}

/// The declarations of the parts, and those that several features share, for the file `shared.rs`.
/// Items of `is_public` are re-exported by the module itself.
pub(in crate::emit::rust) fn declarations(
    parts: &[Part<'_>],
    is_public: bool,
) -> (TokenStream, Option<TokenStream>) {
    let (shared, own): (Vec<&Part<'_>>, Vec<&Part<'_>>) = parts.iter().partition(|it| it.shared);
    let mut declared = declared(&own, is_public);
    if shared.is_empty() {
        return (declared, None);
    }
    let name = format_ident!("{SHARED}");
    let shown = is_public.then(|| quote! { pub use #name::*; });
    declared.extend(quote! { mod #name; #shown });
    (declared, Some(self::declared(&shared, is_public)))
}

fn declared(parts: &[&Part<'_>], is_public: bool) -> TokenStream {
    let modules = parts.iter().map(|part| {
        let (attribute, name) = (part.need.attribute(), ident(&part.name));
        quote! { #attribute mod #name; }
    });
    let shown = parts.iter().filter(|_| is_public).map(|part| {
        let (attribute, name) = (part.need.attribute(), ident(&part.name));
        quote! { #attribute pub use #name::*; }
    });
    modules.chain(shown).collect()
}
