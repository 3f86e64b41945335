//! How does one of several types read in Rust?

use crate::analyze::TypeFacts;
use crate::emit::Chunk;
use crate::emit::rust::about::{about, is_same_name, wire};
use crate::emit::rust::model::ty::ValueContext;
use crate::emit::rust::model::{common, derives, structs};
use crate::emit::rust::package::public_items::{PublicField, PublicType, text};
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::TypeId;
use crate::ir::{Name, Rest, Scalar, Shape, TextFormat, Type, Union, Variant};
use crate::name::Identifier;
use crate::text::DocumentText;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The enum with a variant a type, and the table from which the runtime reads and writes it.
pub(in crate::emit::rust) fn emit(
    scope: &Scope<'_>,
    id: TypeId,
    shape: &Union,
    docs: &TokenStream,
) -> Vec<Chunk> {
    let names = scope.module.names;
    let (Some(name), Some(variants)) =
        (names.types.get(id.index()), names.variants.get(id.index()))
    else {
        return Vec::new();
    };
    let usual = TypeFacts::default();
    let facts = scope.module.facts.types.get(id.index()).unwrap_or(&usual);
    let type_name = ident(name);
    let rows = rows(shape, variants, facts);
    let declared = rows.iter().map(|row| row.declaration(scope));
    let other = other(scope, id);
    let further = derives::further(facts);
    let item = quote! {
        #docs
        #[derive(Clone, Debug, PartialEq #further)]
        #[allow(clippy::large_enum_variant)]
        #[non_exhaustive]
        pub enum #type_name {
            #(#declared)*
            #[doc = " Any other value, as it was received."]
            #other(serde_json::Value),
        }
    };
    let mut chunks = vec![
        Chunk::Items(item),
        Chunk::Verbatim(table(scope, name, shape, facts, &rows, &other)),
    ];
    if facts.is_made() {
        chunks.push(Chunk::Items(conversions(scope, &type_name, &rows)));
    }
    let accessors = common::accessors(scope, &type_name, shape, variants, &other);
    chunks.extend(accessors.map(Chunk::Items));
    chunks
}

/// The public items of it.
pub(in crate::emit::rust) fn seen(scope: &Scope<'_>, id: TypeId, shape: &Union) -> PublicType {
    let (names, facts) = (scope.module.names, scope.module.facts);
    let usual = TypeFacts::default();
    let facts = facts.types.get(id.index()).unwrap_or(&usual);
    let variants = names.variants.get(id.index());
    let rows = rows(
        shape,
        variants.map(Vec::as_slice).unwrap_or_default(),
        facts,
    );
    let mut traits = structs::serde_traits(facts);
    if facts.is_made() {
        for row in convertible(scope, &rows) {
            traits.insert(format!("From<{}>", text(&row.ty(scope, false))));
            if is_string(scope, row) {
                traits.insert("From<&str>".to_owned());
            }
        }
    }
    let mut properties: Vec<PublicField> = rows
        .iter()
        .map(|row| PublicField {
            name: row.name.to_string(),
            wire: DocumentText::join(row.variant.tags.iter().map(DocumentText::borrowed), ", "),
            ty: text(&row.ty(scope, row.boxed)),
        })
        .collect();
    properties.push(PublicField {
        name: other(scope, id).to_string(),
        wire: DocumentText::default(),
        ty: "serde_json::Value".to_owned(),
    });
    PublicType {
        kind: "one of several types",
        properties,
        traits,
        ..PublicType::default()
    }
}

fn rows<'a>(shape: &'a Union, names: &'a [Identifier], facts: &TypeFacts) -> Vec<Row<'a>> {
    let variants = shape.variants.iter().zip(names).enumerate();
    variants
        .map(|(index, (variant, name))| Row {
            variant,
            name,
            boxed: facts.boxed.get(index).copied().unwrap_or_default(),
        })
        .collect()
}

/// A variant with what follows for it.
struct Row<'a> {
    variant: &'a Variant,
    name: &'a Identifier,
    boxed: bool,
}

impl Row<'_> {
    fn declaration(&self, scope: &Scope<'_>) -> TokenStream {
        let otherwise = scope.summary(&self.variant.ty);
        let otherwise = otherwise.unwrap_or_else(|| origin(self.variant, self.name));
        let docs = about(&self.variant.docs, None, None, &otherwise).outer();
        let (name, ty) = (ident(self.name), self.ty(scope, self.boxed));
        quote! { #docs #name(#ty), }
    }

    fn ty(&self, scope: &Scope<'_>, boxed: bool) -> TokenStream {
        let ty = scope.held(&self.variant.ty, ValueContext::Model);
        if boxed {
            let boxed = scope.std("Box");
            return quote! { #boxed<#ty> };
        }
        ty
    }
}

fn other(scope: &Scope<'_>, id: TypeId) -> Ident {
    match scope.module.names.unknown.get(id.index()) {
        Some(Some(name)) => ident(name),
        _ => format_ident!("Other"),
    }
}

/// The name of the schema, where that of the variant is another one.
fn origin(variant: &Variant, variant_name: &Identifier) -> String {
    match &variant.name {
        Name::Pinned(name) | Name::Component(name)
            if !is_same_name(variant_name.as_str(), name.borrowed()) =>
        {
            format!("{}.", wire(name))
        }
        _ => String::new(),
    }
}

/// With a discriminator, the values that choose each variant; without, the fields that each
/// variant keeps, by which objects are distinguished.
fn table(
    scope: &Scope<'_>,
    name: &Identifier,
    shape: &Union,
    facts: &TypeFacts,
    rows: &[Row<'_>],
    other: &Ident,
) -> String {
    let (table, ways) = (scope.table("union"), structs::ways(facts));
    let by = match &shape.discriminator {
        Some(by) => {
            let default = rows.iter().find(|row| row.variant.is_default);
            let default = default.map(|row| format!(" or {}", row.name));
            let property = by.property.literal();
            format!(" by {property}{}", default.unwrap_or_default())
        }
        None => String::new(),
    };
    let mut text = format!("{table} {{\n    {name}: {ways}{by} {{\n");
    for Row { variant, name, .. } in rows {
        let words = if shape.discriminator.is_some() {
            format!("[{}]", literals(variant.tags.iter()))
        } else {
            kept(scope, &variant.ty)
        };
        let _ = writeln!(text, "        {name} {words},");
    }
    let _ = write!(text, "        ..{other},\n    }}\n}}");
    text
}

/// The fields that a variant keeps, in braces if there are no others, or `*` for all of them.
fn kept(scope: &Scope<'_>, ty: &Type) -> String {
    let api = scope.module.api;
    let Type::Named(id) = api.resolve(ty) else {
        return "*".to_owned();
    };
    match api.get(*id).map(|def| &def.shape) {
        // An object that can have no fields: any that come are kept, but choose something else.
        Some(Shape::Struct(shape)) if shape.fields.is_empty() => "{}".to_owned(),
        Some(Shape::Struct(shape)) if !matches!(shape.rest, Rest::Kept(_)) => {
            let names = literals(shape.fields.iter().map(|field| &field.name));
            match shape.rest {
                Rest::Closed => format!("{{{names}}}"),
                _ => format!("[{names}]"),
            }
        }
        _ => "*".to_owned(),
    }
}

fn literals<'a>(texts: impl Iterator<Item = &'a DocumentText>) -> String {
    let literals: Vec<String> = texts.map(|text| text.literal().to_string()).collect();
    literals.join(", ")
}

/// A conversion from each type that only one variant holds; for text, from `&str` too.
fn conversions(scope: &Scope<'_>, type_name: &Ident, rows: &[Row<'_>]) -> TokenStream {
    let from = scope.std("From");
    convertible(scope, rows)
        .map(|row| {
            let (ty, name) = (
                scope.held(&row.variant.ty, ValueContext::Model),
                ident(row.name),
            );
            let value = if row.boxed {
                let boxed = scope.std("Box");
                quote! { #boxed::new(value) }
            } else {
                quote! { value }
            };
            let of_str = is_string(scope, row).then(|| {
                quote! {
                    impl #from<&str> for #type_name {
                        fn from(value: &str) -> Self {
                            Self::#name(value.to_owned())
                        }
                    }
                }
            });
            quote! {
                impl #from<#ty> for #type_name {
                    fn from(value: #ty) -> Self {
                        Self::#name(#value)
                    }
                }

                #of_str
            }
        })
        .collect()
}

/// The variants that hold a type which no other variant holds, whatever it is called.
fn convertible<'a, 'b>(
    scope: &'b Scope<'_>,
    rows: &'b [Row<'a>],
) -> impl Iterator<Item = &'b Row<'a>> {
    let held = |row: &Row<'_>| {
        let mut held = String::new();
        spell(scope, &row.variant.ty, &mut held).map(|()| held)
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for held in rows.iter().filter_map(held) {
        *counts.entry(held).or_default() += 1;
    }
    // A type of the user's may be any, also one that the standard library has.
    let foreign = rows.iter().any(|row| held(row).is_none());
    let is_only = move |row: &&Row<'a>| {
        let is_own = matches!(scope.module.api.resolve(&row.variant.ty), Type::Named(_));
        let only = held(row).and_then(|held| counts.get(&held).copied()) == Some(1);
        only && (is_own || !foreign)
    };
    rows.iter().filter(is_only)
}

/// The type behind all aliases; none where a type of the user's is in it.
fn spell(scope: &Scope<'_>, ty: &Type, to: &mut String) -> Option<()> {
    match scope.module.api.resolve(ty) {
        Type::Foreign(_) => return None,
        Type::Named(id) => {
            let _ = write!(to, "#{}", scope.module.written(*id).index());
        }
        Type::Scalar(scalar) => to.push_str(&text(&scope.scalar(*scalar))),
        Type::Any => to.push_str("any"),
        Type::List(item) => {
            to.push_str("list ");
            spell(scope, item, to)?;
        }
        Type::Map(value) => {
            to.push_str("map ");
            spell(scope, value, to)?;
        }
        Type::Nullable(ty) => {
            to.push_str("null ");
            spell(scope, ty, to)?;
        }
        Type::Tuple(items) => {
            to.push('(');
            for item in items {
                spell(scope, item, to)?;
                to.push(',');
            }
            to.push(')');
        }
    }
    Some(())
}

fn is_string(scope: &Scope<'_>, row: &Row<'_>) -> bool {
    let ty = scope.module.api.resolve(&row.variant.ty);
    matches!(
        ty,
        Type::Scalar(Scalar::Text(TextFormat::Plain | TextFormat::Binary))
    )
}
