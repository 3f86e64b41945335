//! What of a crate can programs name that depend on it?
//!
//! Read from the sources alone, so what a macro makes of its input is not seen: its input is listed
//! instead, and of the macro what is `pub` in it.

use super::modules::{Modules, Target, Way, attributes, cfg_of, is_public, named};
use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use syn::{Fields, ImplItem, Item, ItemImpl, TraitItem, Type};

/// One line for everything that can be named, in the order of their paths.
pub fn listing(name: &str, root: &Path) -> String {
    let modules = Modules::read(root);
    let mut listing = Listing {
        modules: &modules,
        shown: BTreeMap::new(),
        lines: BTreeSet::new(),
    };
    listing.module(&Vec::new(), name, "");
    for (way, module) in &modules.0 {
        for item in &module.items {
            match item {
                Item::Impl(item) => listing.implementation(way, item, &module.cfg),
                Item::Macro(item) => {
                    let text = match &item.ident {
                        Some(name) => public_parts(&name.to_string(), item.mac.tokens.clone()),
                        None => {
                            let path = text(&item.mac.path);
                            let input = text(&without_prose(item.mac.tokens.clone()));
                            vec![format!("{}: {path}! {{{input}}}", way.join("::"))]
                        }
                    };
                    // What is defined for the module's own use has nothing public in it.
                    let shown = item.ident.is_some() || listing.is_shown(way);
                    if shown {
                        listing
                            .lines
                            .extend(text.iter().map(|text| format!("macro {text}")));
                    }
                }
                _ => {}
            }
        }
    }
    let lines: Vec<String> = listing.lines.into_iter().collect();
    lines.join("\n") + "\n"
}

struct Listing<'a> {
    modules: &'a Modules,
    /// The paths by which something can be named.
    shown: BTreeMap<Target, BTreeSet<String>>,
    lines: BTreeSet<String>,
}

impl Listing<'_> {
    /// Whether a module has something that can be named.
    fn is_shown(&self, way: &Way) -> bool {
        self.shown.keys().any(|target| match target {
            Target::Module(shown) => shown == way,
            Target::Item(shown, _) => shown == way,
        })
    }

    /// A module that can be named by this path.
    fn module(&mut self, way: &Way, path: &str, cfg: &str) {
        let target = Target::Module(way.clone());
        if !self
            .shown
            .entry(target)
            .or_default()
            .insert(path.to_owned())
        {
            return;
        }
        let Some(module) = self.modules.0.get(way) else {
            return;
        };
        self.lines.insert(format!("{path}: {cfg}mod"));
        let own = module.items.iter().filter_map(named);
        for (name, _) in own.filter(|(_, visibility)| is_public(visibility)) {
            self.item(
                way,
                &name.to_string(),
                &format!("{path}::{name}"),
                &module.cfg,
            );
        }
        for (child, module) in &self.modules.0 {
            let inner = child
                .split_last()
                .filter(|(_, parent)| *parent == way.as_slice());
            if let Some((name, _)) = inner.filter(|_| module.public) {
                self.module(child, &format!("{path}::{name}"), &module.cfg);
            }
        }
        for used in module.uses.iter().filter(|used| used.public) {
            let target = self.modules.resolve(way, &used.path);
            match (&used.name, target) {
                (Some(name), Some(Target::Module(way))) => {
                    self.module(&way, &format!("{path}::{name}"), &used.cfg);
                }
                (Some(name), Some(Target::Item(way, item))) => {
                    self.item(&way, &item, &format!("{path}::{name}"), &used.cfg);
                }
                (None, Some(Target::Module(way))) => self.module(&way, path, &used.cfg),
                (_, None) => {
                    let of = used.path.join("::");
                    let name = used.name.as_deref().unwrap_or("*");
                    self.lines
                        .insert(format!("{path}::{name}: {}use {of}", used.cfg));
                }
                (None, Some(Target::Item(..))) => {}
            }
        }
    }

    /// An item that can be named by this path.
    fn item(&mut self, way: &Way, name: &str, path: &str, cfg: &str) {
        let target = Target::Item(way.clone(), name.to_owned());
        if !self
            .shown
            .entry(target)
            .or_default()
            .insert(path.to_owned())
        {
            return;
        }
        let items = self.modules.0.get(way).map(|module| &module.items);
        for item in items.into_iter().flatten() {
            if named(item).is_some_and(|(ident, _)| ident == name)
                && let Some(cfg) = cfg_of(attributes(item), cfg)
            {
                self.describe(item, path, &cfg);
            }
        }
    }

    fn describe(&mut self, item: &Item, path: &str, cfg: &str) {
        let mut line = |what: String| {
            self.lines.insert(format!("{path}{what}"));
        };
        for attribute in attributes(item) {
            let reported = ["derive", "non_exhaustive", "must_use", "deprecated"];
            let meta = &attribute.meta;
            if reported.iter().any(|name| meta.path().is_ident(name)) {
                line(format!(": {cfg}#[{}]", text(meta)));
            }
        }
        match item {
            Item::Const(item) => line(format!(": {cfg}const {}", text(&item.ty))),
            Item::Static(item) => line(format!(": {cfg}static {}", text(&item.ty))),
            Item::Fn(item) => line(format!(": {cfg}{}", text(&item.sig))),
            Item::Type(item) => {
                let (generics, ty) = (&item.generics, &item.ty);
                line(format!(": {cfg}{}", text(&quote!(type #generics = #ty))));
            }
            Item::Struct(item) => {
                let (generics, clause) = (&item.generics, &item.generics.where_clause);
                line(format!(
                    ": {cfg}{}",
                    text(&quote!(struct #generics #clause))
                ));
                for (name, what) in fields(&item.fields, true) {
                    line(format!("::{name}: {cfg}{what}"));
                }
            }
            Item::Enum(item) => {
                let (generics, clause) = (&item.generics, &item.generics.where_clause);
                line(format!(": {cfg}{}", text(&quote!(enum #generics #clause))));
                for variant in &item.variants {
                    let fields = fields(&variant.fields, false);
                    let fields: Vec<String> = fields
                        .into_iter()
                        .map(|(name, what)| format!("{name}: {what}"))
                        .collect();
                    line(format!(
                        "::{}: {cfg}variant {{{}}}",
                        variant.ident,
                        fields.join(", ")
                    ));
                }
            }
            Item::Trait(item) => {
                let (generics, bounds) = (&item.generics, &item.supertraits);
                let clause = &item.generics.where_clause;
                let head = text(&quote!(trait #generics: #bounds #clause));
                line(format!(": {cfg}{head}"));
                for part in &item.items {
                    let (name, what) = match part {
                        TraitItem::Fn(part) => {
                            let given = if part.default.is_some() {
                                " { .. }"
                            } else {
                                ""
                            };
                            (&part.sig.ident, text(&part.sig) + given)
                        }
                        TraitItem::Const(part) => {
                            (&part.ident, format!("const {}", text(&part.ty)))
                        }
                        TraitItem::Type(part) => {
                            let (generics, bounds) = (&part.generics, &part.bounds);
                            (&part.ident, text(&quote!(type #generics: #bounds)))
                        }
                        _ => continue,
                    };
                    line(format!("::{name}: {cfg}{what}"));
                }
            }
            _ => {}
        }
    }

    /// What an `impl` adds to a type or a trait that can be named.
    fn implementation(&mut self, way: &Way, item: &ItemImpl, around: &str) {
        let Some(cfg) = cfg_of(&item.attrs, around) else {
            return;
        };
        let target = |path: &syn::Path| {
            let steps = path.segments.iter();
            let path: Vec<String> = steps.map(|step| step.ident.to_string()).collect();
            self.modules.resolve(way, &path)
        };
        let shown = |target: Option<Target>| {
            let paths = target.and_then(|target| self.shown.get(&target).cloned());
            paths.unwrap_or_default()
        };
        let own = match &*item.self_ty {
            Type::Path(ty) => target(&ty.path),
            _ => None,
        };
        let foreign = own.is_none();
        let ty = shown(own);
        let (generics, self_ty) = (&item.generics, &item.self_ty);
        let clause = &item.generics.where_clause;
        if let Some((of, _)) = &item.trait_ {
            // Of a trait of this crate for other types, the trait tells.
            let paths = if foreign { shown(target(of)) } else { ty };
            let head = text(&quote!(impl #generics #of for #self_ty #clause));
            for path in paths {
                self.lines.insert(format!("{path}: {cfg}{head}"));
            }
            return;
        }
        for path in ty {
            for part in &item.items {
                let (attributes, visibility, name, what) = match part {
                    ImplItem::Fn(part) => {
                        (&part.attrs, &part.vis, &part.sig.ident, text(&part.sig))
                    }
                    ImplItem::Const(part) => {
                        let what = format!("const {}", text(&part.ty));
                        (&part.attrs, &part.vis, &part.ident, what)
                    }
                    _ => continue,
                };
                if let (true, Some(cfg)) = (is_public(visibility), cfg_of(attributes, &cfg)) {
                    let of = match item.generics.params.is_empty() {
                        true => String::new(),
                        false => text(&quote!(impl #generics #self_ty #clause)) + ": ",
                    };
                    self.lines
                        .insert(format!("{path}::{name}: {cfg}{of}{what}"));
                }
            }
        }
    }
}

/// Names and types of fields; those of an enum are all public.
fn fields(fields: &Fields, only_public: bool) -> Vec<(String, String)> {
    let named = fields.iter().enumerate().map(|(index, field)| {
        let name = match &field.ident {
            Some(name) => name.to_string(),
            None => index.to_string(),
        };
        (is_public(&field.vis), (name, text(&field.ty)))
    });
    let shown = named.filter(|(public, _)| *public || !only_public);
    shown.map(|(_, field)| field).collect()
}

/// What is `pub` in the definition of a macro, up to its body.
fn public_parts(name: &str, tokens: TokenStream) -> Vec<String> {
    let mut parts = Vec::new();
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is = |at: usize, word: &str| matches!(tokens.get(at), Some(TokenTree::Ident(ident)) if ident == word);
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            parts.extend(public_parts(name, group.stream()));
        }
        let item = ["fn", "async", "const", "struct", "enum", "type"];
        if is(at, "pub") && item.iter().any(|item| is(at + 1, item)) {
            let rest = tokens.iter().skip(at + 1);
            let head: TokenStream = rest
                .take_while(|token| match token {
                    TokenTree::Group(group) => group.delimiter() != Delimiter::Brace,
                    TokenTree::Punct(punct) => punct.as_char() != ';',
                    _ => true,
                })
                .cloned()
                .collect();
            parts.push(format!("{name}: {}", text(&head)));
        }
    }
    parts
}

/// The input of a macro without comments and sentences, which no program depends on.
fn without_prose(tokens: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let comment = matches!(kept.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == '#')
                    && group.stream().to_string().starts_with("doc ");
                if comment {
                    kept.pop();
                } else {
                    let inner = without_prose(group.stream());
                    kept.push(Group::new(group.delimiter(), inner).into());
                }
            }
            TokenTree::Literal(literal) if literal.to_string().contains(' ') => {
                kept.push(Literal::string("..").into());
            }
            other => kept.push(other),
        }
    }
    kept.into_iter().collect()
}

/// Tokens as they would be written, on one line.
fn text(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string();
    text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (from, to) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" ::", "::"),
        ("& ", "&"),
        ("( ", "("),
        (" )", ")"),
        (" (", "("),
        ("[ ", "["),
        (" ]", "]"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        (" ;", ";"),
        (" :", ":"),
        (" ?", "?"),
        (",)", ")"),
        (",>", ">"),
        ("->(", "-> ("),
        (",(", ", ("),
        (":(", ": ("),
        ("=(", "= ("),
        ("::<", "<"),
    ] {
        text = text.replace(from, to);
    }
    text.trim().trim_end_matches([':', ' ']).to_owned()
}
