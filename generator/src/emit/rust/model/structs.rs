//! How does an object with known fields read in Rust?

use crate::analyze::TypeFacts;
use crate::emit::Chunk;
use crate::emit::rust::about::{about, is_same_name, wire};
use crate::emit::rust::model::ty::{Conversion, ValueContext};
use crate::emit::rust::model::{defaults, derives};
use crate::emit::rust::package::public_items::{Constant, PublicField, PublicType, text};
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{Api, Field, Presence, Rest, Struct, TypeId};
use crate::name::Identifier;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The struct, its field table, and what makes one where requests need it.
pub(in crate::emit::rust) fn emit(
    scope: &Scope<'_>,
    id: TypeId,
    shape: &Struct,
    docs: &TokenStream,
) -> Vec<Chunk> {
    let (names, facts) = (scope.module.names, scope.module.facts);
    let (Some(name), Some(fields)) = (names.types.get(id.index()), names.fields.get(id.index()))
    else {
        return Vec::new();
    };
    let usual = TypeFacts::default();
    let facts = facts.types.get(id.index()).unwrap_or(&usual);
    let properties = properties(scope, id, shape, fields, facts);
    let rest = match (&shape.rest, names.rest.get(id.index())) {
        (Rest::Kept(ty), Some(Some(name))) => Some((ty, name)),
        _ => None,
    };

    let type_name = ident(name);
    let has_default = |property: &StructField<'_>| property.has_default();
    let default =
        (facts.is_made() && properties.iter().all(has_default)).then(|| quote! { , Default });
    let declared = properties
        .iter()
        .map(|property| property.declaration(scope));
    let declared_rest = rest.map(|(ty, name)| {
        let (map, string) = (scope.std("BTreeMap"), scope.std("String"));
        let (ty, name) = (scope.held(ty, ValueContext::Model), ident(name));
        quote! {
            #[doc = " Properties that the document does not declare."]
            pub #name: #map<#string, #ty>,
        }
    });
    let further = derives::further(facts);
    let item = quote! {
        #docs
        #[derive(Clone, Debug #default, PartialEq #further)]
        #[non_exhaustive]
        pub struct #type_name {
            #(#declared)*
            #declared_rest
        }
    };
    let mut chunks = vec![
        Chunk::Items(item),
        Chunk::Verbatim(table(
            scope,
            name,
            facts,
            &properties,
            rest.map(|(_, name)| name),
        )),
    ];
    let constants: Vec<TokenStream> = properties
        .iter()
        .filter_map(|property| property.default(scope))
        .collect();
    let made = facts
        .is_made()
        .then(|| maker(scope, facts, &properties, rest.map(|(_, name)| name)));
    if made.is_some() || !constants.is_empty() {
        let item = quote! { impl #type_name { #(#constants)* #made } };
        chunks.push(Chunk::Items(item));
    }
    let takes_nothing = || !properties.iter().any(StructField::is_argument);
    if facts.is_made() && default.is_none() && takes_nothing() {
        let default = scope.std("Default");
        chunks.push(Chunk::Items(quote! {
            impl #default for #type_name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }));
    }
    chunks
}

/// The arguments of `new`, and whether each is an `Option`.
pub(in crate::emit::rust) fn arguments<'a>(
    api: &Api,
    shape: &'a Struct,
) -> impl Iterator<Item = (&'a Field, bool)> {
    shape
        .fields
        .iter()
        .filter(|field| is_argument(field) && only_value(api, field).is_none())
        .map(|field| (field, field.presence == Presence::RequiredNullable))
}

/// The types of the fields, as they are declared.
pub(in crate::emit::rust) fn declared(
    scope: &Scope<'_>,
    id: TypeId,
    shape: &Struct,
) -> Vec<TokenStream> {
    let properties = of(scope, id, shape);
    properties
        .iter()
        .map(|property| property.ty(scope))
        .collect()
}

/// The fields with what follows for them.
pub(in crate::emit::rust) fn of<'a>(
    scope: &Scope<'a>,
    id: TypeId,
    shape: &'a Struct,
) -> Vec<StructField<'a>> {
    let usual = TypeFacts::default();
    let facts = scope.module.facts.types.get(id.index()).unwrap_or(&usual);
    let fields = scope.module.names.fields.get(id.index());
    let fields = fields.map(Vec::as_slice).unwrap_or_default();
    properties(scope, id, shape, fields, facts)
}

fn properties<'a>(
    scope: &Scope<'a>,
    id: TypeId,
    shape: &'a Struct,
    names: &'a [Identifier],
    facts: &TypeFacts,
) -> Vec<StructField<'a>> {
    let constants = scope.module.names.defaults.get(id.index());
    let fields = shape.fields.iter().zip(names).enumerate();
    fields
        .map(|(index, (field, name))| StructField {
            field,
            name,
            constant: constants.and_then(|names| names.get(index)?.as_ref()),
            boxed: facts.boxed.get(index).copied().unwrap_or_default(),
            held: Held::of(field, facts, scope),
            only_value: only_value(scope.module.api, field),
        })
        .collect()
}

/// A field with what follows for it.
pub(in crate::emit::rust) struct StructField<'a> {
    pub(in crate::emit::rust) field: &'a Field,
    pub(in crate::emit::rust) name: &'a Identifier,
    /// The constant that holds its default.
    constant: Option<&'a Identifier>,
    pub(in crate::emit::rust) boxed: bool,
    pub(in crate::emit::rust) held: Held,
    /// The enum of the only value that it can have.
    only_value: Option<TypeId>,
}

/// How a field tells absence and null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit::rust) enum Held {
    /// `T`
    Required,
    /// `Option<T>`: absent. Null is read as absent, because servers say so where a schema has none.
    Optional,
    /// `Option<T>`: absent. Null is a value of `T` like any other.
    Present,
    /// `Option<T>`: null.
    Nullable,
    /// `Maybe<T>`: absent, null, or a value.
    Maybe,
}

impl Held {
    /// Properties of the other direction are absent.
    fn of(field: &Field, facts: &TypeFacts, scope: &Scope<'_>) -> Self {
        let one_way =
            (field.read_only && facts.in_request) || (field.write_only && facts.in_response);
        match field.presence {
            Presence::Required if one_way => Self::Optional,
            Presence::RequiredNullable if one_way && facts.in_request => Self::Maybe,
            Presence::RequiredNullable if one_way => Self::Optional,
            Presence::Required => Self::Required,
            Presence::Optional if scope.takes_null(&field.ty) => Self::Present,
            Presence::Optional => Self::Optional,
            Presence::RequiredNullable => Self::Nullable,
            Presence::OptionalNullable if facts.in_request => Self::Maybe,
            Presence::OptionalNullable => Self::Optional,
        }
    }

    /// The word of the field table.
    fn word(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
            Self::Present => "present",
            Self::Nullable => "nullable",
            Self::Maybe => "maybe",
        }
    }
}

fn is_argument(field: &Field) -> bool {
    let required = matches!(
        field.presence,
        Presence::Required | Presence::RequiredNullable
    );
    required && !field.read_only && field.tag.is_none()
}

/// The enum of the only value that a required field can have. `new` sets it.
fn only_value(api: &Api, field: &Field) -> Option<TypeId> {
    let required = field.presence == Presence::Required && !field.read_only;
    api.only_value(&field.ty)
        .filter(|_| required && field.tag.is_none())
}

impl StructField<'_> {
    fn is_argument(&self) -> bool {
        (is_argument(self.field) && self.only_value.is_none()) || self.is_in_response()
    }

    /// Whether a new value may have nothing for it.
    fn has_default(&self) -> bool {
        !self.is_argument() && self.field.tag.is_none() && self.only_value.is_none()
    }

    /// The only value that it can have.
    fn only(&self, scope: &Scope<'_>) -> Option<TokenStream> {
        let id = self.only_value?;
        let (ty, variants) = (
            scope.named(id),
            scope.module.names.variants.get(id.index())?,
        );
        let variant = ident(variants.first()?);
        let value = self.in_box(scope, quote! { #ty::#variant });
        Some(self.as_held(scope, value))
    }

    /// A value as the field holds it, if it is there.
    fn as_held(&self, scope: &Scope<'_>, value: TokenStream) -> TokenStream {
        match self.held {
            Held::Required => value,
            _ => {
                let some = scope.std("Some");
                quote! { #some(#value) }
            }
        }
    }

    /// Whether it has a setter: only servers set properties of responses, and a tag is set already.
    fn is_set(&self, facts: &TypeFacts) -> bool {
        (facts.served || !self.field.read_only) && self.field.tag.is_none()
    }

    /// Whether a server has to give it, of which no client gives anything.
    fn is_in_response(&self) -> bool {
        self.field.read_only && matches!(self.held, Held::Required | Held::Nullable)
    }

    fn inner(&self, scope: &Scope<'_>) -> TokenStream {
        let ty = scope.held(&self.field.ty, ValueContext::Model);
        if self.boxed {
            let boxed = scope.std("Box");
            quote! { #boxed<#ty> }
        } else {
            ty
        }
    }

    fn docs(&self, scope: &Scope<'_>) -> TokenStream {
        let Field {
            docs,
            limits,
            default,
            name,
            ..
        } = self.field;
        let of_name = || match is_same_name(self.name.as_str(), name.borrowed()) {
            true => String::new(),
            false => format!("The property {}.", wire(name)),
        };
        let otherwise = scope.summary(&self.field.ty).unwrap_or_else(of_name);
        about(docs, Some(limits), default.as_ref(), &otherwise).outer()
    }

    fn declaration(&self, scope: &Scope<'_>) -> TokenStream {
        let (docs, name, ty) = (self.docs(scope), ident(self.name), self.ty(scope));
        quote! { #docs pub #name: #ty, }
    }

    fn ty(&self, scope: &Scope<'_>) -> TokenStream {
        let inner = self.inner(scope);
        match self.held {
            Held::Required => inner,
            Held::Optional | Held::Present | Held::Nullable => {
                let option = scope.std("Option");
                quote! { #option<#inner> }
            }
            Held::Maybe => {
                let maybe = scope.runtime("Maybe");
                quote! { #maybe<#inner> }
            }
        }
    }

    /// The constant that holds its default.
    fn default(&self, scope: &Scope<'_>) -> Option<TokenStream> {
        let field = self.field;
        let (ty, default) = (&field.ty, field.default.as_ref());
        defaults::item(scope, self.constant?, field.name.borrowed(), ty, default)
    }

    /// The argument of `new`, and the value that it gives the field.
    fn argument(&self, scope: &Scope<'_>) -> (TokenStream, TokenStream) {
        let name = ident(self.name);
        if self.field.presence == Presence::RequiredNullable {
            let ty = self.argument_ty(scope);
            let value = if self.boxed {
                let boxed = scope.std("Box");
                quote! { #name: #name.map(#boxed::new) }
            } else {
                quote! { #name }
            };
            return (quote! { #name: #ty }, value);
        }
        let taken = scope.taken(&self.field.ty, ValueContext::Model);
        let ty = taken.ty;
        let value = self.value(scope, &name, taken.conversion);
        let value = self.as_held(scope, value);
        let plain =
            taken.conversion == Conversion::None && !self.boxed && self.held == Held::Required;
        let value = if plain {
            quote! { #name }
        } else {
            quote! { #name: #value }
        };
        (quote! { #name: #ty }, value)
    }

    /// The argument type of `new`.
    fn argument_ty(&self, scope: &Scope<'_>) -> TokenStream {
        if self.field.presence == Presence::RequiredNullable {
            let option = scope.std("Option");
            let ty = scope.held(&self.field.ty, ValueContext::Model);
            return quote! { #option<#ty> };
        }
        scope.taken(&self.field.ty, ValueContext::Model).ty
    }

    /// The argument type of its setter.
    fn setter_ty(&self, scope: &Scope<'_>) -> TokenStream {
        if self.held == Held::Maybe {
            let (into, maybe, inner) =
                (scope.std("Into"), scope.runtime("Maybe"), self.inner(scope));
            return quote! { impl #into<#maybe<#inner>> };
        }
        scope.taken(&self.field.ty, ValueContext::Model).ty
    }

    fn value(&self, scope: &Scope<'_>, name: &Ident, conversion: Conversion) -> TokenStream {
        self.in_box(scope, conversion.apply(scope, name))
    }

    /// A value in a box, if the field has one.
    fn in_box(&self, scope: &Scope<'_>, value: TokenStream) -> TokenStream {
        if self.boxed {
            let boxed = scope.std("Box");
            quote! { #boxed::new(#value) }
        } else {
            value
        }
    }

    fn setter(&self, scope: &Scope<'_>) -> TokenStream {
        let (docs, name) = (self.docs(scope), ident(self.name));
        let deprecated = self.field.docs.deprecated.then(|| quote! { #[deprecated] });
        let ty = self.setter_ty(scope);
        let value = if self.held == Held::Maybe {
            quote! { #name.into() }
        } else {
            let taken = scope.taken(&self.field.ty, ValueContext::Model);
            let value = self.value(scope, &name, taken.conversion);
            self.as_held(scope, value)
        };
        quote! {
            #docs
            #deprecated
            pub fn #name(mut self, #name: #ty) -> Self {
                self.#name = #value;
                self
            }
        }
    }
}

/// The table from which the runtime reads and writes the struct.
fn table(
    scope: &Scope<'_>,
    name: &Identifier,
    facts: &TypeFacts,
    properties: &[StructField<'_>],
    rest: Option<&Identifier>,
) -> String {
    let ways = ways(facts);
    let mut text = format!("{} {{\n    {name}: {ways} {{\n", scope.table("model"));
    for property in properties {
        let wire = property.field.name.literal();
        let word = property.held.word();
        let _ = writeln!(text, "        {word} {} = {wire},", property.name);
    }
    if let Some(rest) = rest {
        let _ = writeln!(text, "        ..{rest},");
    }
    text.push_str("    }\n}");
    text
}

/// Whether a table is for reading, writing, or both. A type that nothing uses is read, so that
/// its table says something.
pub(in crate::emit::rust) fn ways(facts: &TypeFacts) -> &'static str {
    match (facts.is_read(), facts.is_made()) {
        (true, true) => "read write",
        (false, true) => "write",
        _ => "read",
    }
}

/// The traits by which a type is read from JSON and written as it.
pub(in crate::emit::rust) fn serde_traits(facts: &TypeFacts) -> BTreeSet<String> {
    let ways = ways(facts);
    let all = [
        ("read", "serde::Deserialize"),
        ("write", "serde::Serialize"),
    ];
    let all = all.into_iter().filter(|(word, _)| ways.contains(word));
    all.map(|(_, name)| name.to_owned()).collect()
}

/// `new` with what is required, and a setter for each other field.
fn maker(
    scope: &Scope<'_>,
    facts: &TypeFacts,
    properties: &[StructField<'_>],
    rest: Option<&Identifier>,
) -> TokenStream {
    let (arguments, values): (Vec<_>, Vec<_>) = properties
        .iter()
        .filter(|property| property.is_argument())
        .map(|property| property.argument(scope))
        .unzip();
    let many = (arguments.len() > 7).then(|| quote! { #[allow(clippy::too_many_arguments)] });
    let (doc, body) = if properties.iter().all(StructField::has_default) {
        (
            " Creates a value without any fields set.",
            quote! { Self::default() },
        )
    } else {
        let others = properties
            .iter()
            .filter(|property| !property.is_argument())
            .map(|property| {
                let name = ident(property.name);
                if let Some(tag) = &property.field.tag {
                    let tag = tag.literal();
                    quote! { #name: #tag.into() }
                } else if let Some(only) = property.only(scope) {
                    quote! { #name: #only }
                } else if property.held == Held::Maybe {
                    let maybe = scope.runtime("Maybe");
                    quote! { #name: #maybe::Absent }
                } else {
                    let none = scope.std("None");
                    quote! { #name: #none }
                }
            });
        let rest = rest.map(|name| {
            let (name, map) = (ident(name), scope.std("BTreeMap"));
            quote! { #name: #map::new(), }
        });
        let body = quote! { Self { #(#values,)* #(#others,)* #rest } };
        (
            " Creates a value with all required fields. Optional fields are absent.",
            body,
        )
    };
    let setters = properties
        .iter()
        .filter(|property| !property.is_argument() && property.is_set(facts))
        .map(|property| property.setter(scope));
    quote! {
        #[doc = #doc]
        #many
        pub fn new(#(#arguments),*) -> Self {
            #body
        }

        #(#setters)*
    }
}

/// The public items of the struct, except the field for undeclared properties.
pub(in crate::emit::rust) fn seen(scope: &Scope<'_>, id: TypeId, shape: &Struct) -> PublicType {
    let usual = TypeFacts::default();
    let facts = scope.module.facts.types.get(id.index()).unwrap_or(&usual);
    let fields = scope.module.names.fields.get(id.index());
    let fields = fields.map(Vec::as_slice).unwrap_or_default();
    let properties = properties(scope, id, shape, fields, facts);
    let with = |property: &StructField<'_>, ty: &TokenStream| PublicField {
        name: property.name.to_string(),
        wire: property.field.name.clone(),
        ty: text(ty),
    };
    let constants = properties.iter().filter_map(|property| {
        let (ty, value) =
            defaults::value(scope, &property.field.ty, property.field.default.as_ref())?;
        Some(Constant {
            name: property.constant?.to_string(),
            ty: text(&ty),
            value: text(&value),
        })
    });
    let mut seen = PublicType {
        kind: "a struct",
        properties: properties
            .iter()
            .map(|it| with(it, &it.ty(scope)))
            .collect(),
        constants: constants.collect(),
        traits: serde_traits(facts),
        ..PublicType::default()
    };
    if facts.is_made() {
        let (arguments, others): (Vec<_>, Vec<_>) = properties
            .iter()
            .partition(|property| property.is_argument());
        if properties.iter().all(StructField::has_default) {
            seen.traits.insert("Default".to_owned());
        }
        let new = arguments.into_iter();
        seen.new = Some(new.map(|it| with(it, &it.argument_ty(scope))).collect());
        let setters = others.into_iter().filter(|property| property.is_set(facts));
        seen.setters = setters.map(|it| with(it, &it.setter_ty(scope))).collect();
    }
    seen
}
