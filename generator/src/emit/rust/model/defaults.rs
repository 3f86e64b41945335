//! Which constant holds a default, or which function makes it, where a type can hold it?

use crate::emit::rust::about::wire;
use crate::emit::rust::model::default_values;
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{IntegerFormat, NumberFormat, Scalar, Shape, TextFormat, Type};
use crate::name::Identifier;
use crate::text::{DocumentStr, DocumentValue};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

/// The constant for what a service assumes where the field or argument `of` is absent, or the
/// function for what no constant can hold, such as a list. None where the type does not hold it.
pub(in crate::emit::rust) fn item(
    scope: &Scope<'_>,
    name: &Identifier,
    of: DocumentStr<'_>,
    ty: &Type,
    own: Option<&DocumentValue>,
) -> Option<TokenStream> {
    let doc = format!(" The default of {}.", wire(of));
    let constant = scope.module.api.is_constant(ty);
    let (name, (ty, value)) = (ident(name), value(scope, ty, own)?);
    Some(if constant {
        quote! {
            #[doc = #doc]
            pub const #name: #ty = #value;
        }
    } else {
        quote! {
            #[doc = #doc]
            pub fn #name() -> #ty {
                #value
            }
        }
    })
}

/// The type and the value of such an item.
#[allow(clippy::disallowed_methods, reason = "a string becomes a literal")]
pub(in crate::emit::rust) fn value(
    scope: &Scope<'_>,
    ty: &Type,
    own: Option<&DocumentValue>,
) -> Option<(TokenStream, TokenStream)> {
    let default = scope.module.api.default(own, ty)?;
    if scope.module.api.is_constant(ty) {
        held(scope, ty, default.untrusted())
    } else {
        default_values::value(scope, ty, default)
    }
}

/// The type and the value of a constant. None for what no constant can hold.
pub(in crate::emit::rust) fn held(
    scope: &Scope<'_>,
    ty: &Type,
    value: &Value,
) -> Option<(TokenStream, TokenStream)> {
    let ty = scope.module.api.resolve(ty);
    match ty {
        Type::Scalar(scalar) => {
            let value = scalar_value(*scalar, value)?;
            let ty = match scalar {
                Scalar::Text(_) => quote! { &'static str },
                scalar => scope.scalar(*scalar),
            };
            Some((ty, value))
        }
        Type::Nullable(ty) => held(scope, ty, value),
        Type::Named(id) => match &scope.module.api.get(*id)?.shape {
            Shape::Pattern(_) => Some((quote! { &'static str }, text(value)?)),
            Shape::Enum(listed) => {
                let place = scope.module.names.value(*id, listed, value)?;
                let variants = scope.module.names.variants.get(id.index())?;
                let variant = ident(variants.get(place)?);
                let ty = scope.named(*id);
                Some((ty.clone(), quote! { #ty::#variant }))
            }
            _ => None,
        },
        Type::Any | Type::List(_) | Type::Map(_) | Type::Tuple(_) | Type::Foreign(_) => None,
    }
}

fn scalar_value(scalar: Scalar, value: &Value) -> Option<TokenStream> {
    match scalar {
        Scalar::Boolean => value.as_bool().map(|value| quote! { #value }),
        // Made by a function, which a constant cannot call.
        Scalar::Null
        | Scalar::Integer(IntegerFormat::Big)
        | Scalar::Number(NumberFormat::Decimal)
        | Scalar::Text(TextFormat::Binary) => None,
        Scalar::Text(_) => text(value),
        Scalar::Integer(_) => {
            let negative = value.as_i64().is_some_and(i64::is_negative);
            let digits = match value.as_i64() {
                Some(value) => value.unsigned_abs(),
                None => value.as_u64()?,
            };
            Some(signed(negative, &Literal::u64_unsuffixed(digits)))
        }
        Scalar::Number(_) => {
            let number = value.as_f64().filter(|number| number.is_finite())?;
            Some(signed(
                number.is_sign_negative(),
                &Literal::f64_unsuffixed(number.abs()),
            ))
        }
    }
}

fn signed(negative: bool, digits: &Literal) -> TokenStream {
    if negative {
        quote! { -#digits }
    } else {
        quote! { #digits }
    }
}

fn text(value: &Value) -> Option<TokenStream> {
    let text = Literal::string(value.as_str()?);
    Some(quote! { #text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn written(scalar: Scalar, value: &Value) -> String {
        scalar_value(scalar, value).map_or("-".to_owned(), |value| value.to_string())
    }

    #[test]
    fn values_are_literals() {
        let integer = Scalar::Integer(IntegerFormat::I64);
        assert_eq!(written(integer, &json!(50)), "50");
        assert_eq!(written(integer, &json!(i64::MIN)), "- 9223372036854775808");
        assert_eq!(written(integer, &json!(1.5)), "-");
        let number = Scalar::Number(NumberFormat::F64);
        assert_eq!(written(number, &json!(-1)), "- 1.0");
        assert_eq!(written(Scalar::Boolean, &json!(true)), "true");
        let text = Scalar::Text(TextFormat::Date);
        assert_eq!(written(text, &json!("a\"b")), r#""a\"b""#);
        assert_eq!(written(text, &Value::Null), "-");
    }
}
