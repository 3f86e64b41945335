//! Which Rust type holds the values of a type of the document, and what does a caller pass for it?

use crate::emit::rust::scope::Scope;
use crate::ir::{IntegerFormat, NumberFormat, Scalar, Shape, TextFormat, Type};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// Where a value is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit::rust) enum ValueContext {
    /// In a model: what the server sent, or the caller made.
    Model,
    /// In a request value: text with a pattern is checked, and an error kept until it is sent.
    Request,
}

/// How a value is taken from a caller.
pub(in crate::emit::rust) struct Taken {
    /// The type of the argument.
    pub(in crate::emit::rust) ty: TokenStream,
    /// The conversion of the argument.
    pub(in crate::emit::rust) conversion: Conversion,
}

/// The conversion of an argument before it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit::rust) enum Conversion {
    /// None.
    None,
    /// `.into()`
    Into,
    /// `.into_iter().collect()`
    Collect,
    /// `.into_iter().map(Into::into).collect()`
    CollectInto,
}

impl Conversion {
    /// The argument `name`, converted.
    pub(in crate::emit::rust) fn apply(self, scope: &Scope<'_>, name: &Ident) -> TokenStream {
        match self {
            Self::None => quote! { #name },
            Self::Into => quote! { #name.into() },
            Self::Collect => quote! { #name.into_iter().collect() },
            Self::CollectInto => {
                let into = scope.std("Into");
                quote! { #name.into_iter().map(#into::into).collect() }
            }
        }
    }
}

impl Scope<'_> {
    /// The type that holds a value.
    pub(in crate::emit::rust) fn held(&self, ty: &Type, place: ValueContext) -> TokenStream {
        match ty {
            Type::Scalar(scalar) => self.scalar(*scalar),
            Type::Any => quote! { serde_json::Value },
            Type::Foreign(path) => {
                let steps = path.split("::").map(|step| format_ident!("{step}"));
                quote! { #(::#steps)* }
            }
            Type::Named(id) => {
                if place == ValueContext::Request && self.is_pattern(ty) {
                    let (checked, name) = (self.runtime("Checked"), self.named(*id));
                    return quote! { #checked<#name> };
                }
                // Another name for a list of such is that of a list of what is not checked.
                let behind = self.module.api.resolve(ty);
                if place == ValueContext::Request && self.holds_pattern(behind) {
                    return self.held(behind, place);
                }
                self.named(*id)
            }
            Type::List(item) => {
                let vec = self.std("Vec");
                let item = self.held(item, place);
                quote! { #vec<#item> }
            }
            Type::Tuple(items) => {
                let items = items.iter().map(|item| self.held(item, place));
                quote! { (#(#items,)*) }
            }
            Type::Map(value) => {
                let (map, string) = (self.std("BTreeMap"), self.std("String"));
                let value = self.held(value, place);
                quote! { #map<#string, #value> }
            }
            Type::Nullable(ty) => {
                let option = self.std("Option");
                let ty = self.held(ty, place);
                quote! { #option<#ty> }
            }
        }
    }

    /// The type that a caller passes for a value: anything that converts to it easily.
    pub(in crate::emit::rust) fn taken(&self, ty: &Type, place: ValueContext) -> Taken {
        if self.is_converted(ty, place) {
            let (into, held) = (self.std("Into"), self.held(ty, place));
            return Taken {
                ty: quote! { impl #into<#held> },
                conversion: Conversion::Into,
            };
        }
        // A list of lists is taken as it is held.
        if let Type::List(item) = self.module.api.resolve(ty)
            && !matches!(self.module.api.resolve(item), Type::List(_))
        {
            let iterator = self.std("IntoIterator");
            let Taken { ty, conversion } = match self.is_enum(item) {
                // The type of nothing but `[]` would be unknown.
                true => Taken {
                    ty: self.held(item, place),
                    conversion: Conversion::None,
                },
                false => self.taken(item, place),
            };
            return Taken {
                ty: quote! { impl #iterator<Item = #ty> },
                conversion: match conversion {
                    Conversion::Into => Conversion::CollectInto,
                    _ => Conversion::Collect,
                },
            };
        }
        Taken {
            ty: self.held(ty, place),
            conversion: Conversion::None,
        }
    }

    /// Whether something else than the type itself is commonly at hand: `&str` for text and for the
    /// values of an enum, a variant's value for a union.
    pub(in crate::emit::rust) fn is_converted(&self, ty: &Type, place: ValueContext) -> bool {
        match self.module.api.resolve(ty) {
            Type::Scalar(scalar) => matches!(
                scalar,
                Scalar::Text(_)
                    | Scalar::Integer(IntegerFormat::Big)
                    | Scalar::Number(NumberFormat::Decimal)
            ),
            Type::Any => true,
            Type::Named(id) => match self.module.api.get(*id).map(|def| &def.shape) {
                Some(Shape::Pattern(_)) => place == ValueContext::Request,
                Some(Shape::Union(_)) => true,
                Some(Shape::Enum(listed)) => is_text(listed.base),
                _ => false,
            },
            _ => false,
        }
    }

    fn is_enum(&self, ty: &Type) -> bool {
        matches!(self.shape(ty), Some(Shape::Enum(_)))
    }

    /// Whether a list, or a list of lists, holds text with a pattern.
    fn holds_pattern(&self, ty: &Type) -> bool {
        match ty {
            Type::List(item) | Type::Nullable(item) => {
                self.is_pattern(item) || self.holds_pattern(self.module.api.resolve(item))
            }
            _ => false,
        }
    }

    fn is_pattern(&self, ty: &Type) -> bool {
        matches!(self.shape(ty), Some(Shape::Pattern(_)))
    }

    /// The shape of a named type, behind all aliases.
    fn shape(&self, ty: &Type) -> Option<&Shape> {
        match self.module.api.resolve(ty) {
            Type::Named(id) => self.module.api.get(*id).map(|def| &def.shape),
            _ => None,
        }
    }

    /// The type that holds a value without parts.
    pub(in crate::emit::rust) fn scalar(&self, scalar: Scalar) -> TokenStream {
        match scalar {
            Scalar::Null => quote! { () },
            Scalar::Boolean => quote! { bool },
            Scalar::Integer(format) => match format {
                IntegerFormat::I8 => quote! { i8 },
                IntegerFormat::I16 => quote! { i16 },
                IntegerFormat::I32 => quote! { i32 },
                IntegerFormat::I64 => quote! { i64 },
                IntegerFormat::U8 => quote! { u8 },
                IntegerFormat::U16 => quote! { u16 },
                IntegerFormat::U32 => quote! { u32 },
                IntegerFormat::U64 => quote! { u64 },
                IntegerFormat::Big => self.runtime("Decimal"),
            },
            Scalar::Number(NumberFormat::F64) => quote! { f64 },
            Scalar::Number(NumberFormat::Decimal) => self.runtime("Decimal"),
            Scalar::Text(format) => match format {
                TextFormat::Plain | TextFormat::Binary => self.std("String"),
                TextFormat::DateTime => self.runtime("DateTime"),
                TextFormat::Date => self.runtime("Date"),
                TextFormat::Time => self.runtime("Time"),
                TextFormat::Duration => self.runtime("Duration"),
                TextFormat::Integer => self.runtime("IntegerText"),
                TextFormat::HttpDate => self.runtime("HttpDate"),
                TextFormat::Base64 => self.runtime("Base64"),
            },
        }
    }
}

/// Whether a scalar is text.
pub(in crate::emit::rust) fn is_text(scalar: Scalar) -> bool {
    matches!(scalar, Scalar::Text(_))
}
