//! Between which items does a blank line stand?

use syn::{Attribute, Item, Visibility};

/// Whether a blank line stands between two neighbours: always, but between declarations of one
/// line that belong together.
pub(super) fn between(previous: &Item, next: &Item) -> bool {
    match (previous, next) {
        (Item::Use(a), Item::Use(b)) => public(&a.vis) != public(&b.vis) || documented(&b.attrs),
        (Item::Mod(a), Item::Mod(b)) => {
            a.content.is_some()
                || b.content.is_some()
                || documented(&b.attrs)
                || public(&a.vis) != public(&b.vis)
        }
        (Item::Type(_), Item::Type(b)) => documented(&b.attrs),
        (Item::Const(_), Item::Const(b)) => documented(&b.attrs),
        _ => true,
    }
}

fn public(visibility: &Visibility) -> bool {
    !matches!(visibility, Visibility::Inherited)
}

fn documented(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident("doc"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn declarations_that_belong_together_stand_together() {
        let close: [(Item, Item); 4] = [
            (parse_quote! { use a::A; }, parse_quote! { use b::B; }),
            (parse_quote! { mod a; }, parse_quote! { mod b; }),
            (parse_quote! { pub mod a; }, parse_quote! { pub mod b; }),
            (
                parse_quote! { const A: u8 = 1; },
                parse_quote! { const B: u8 = 2; },
            ),
        ];
        for (a, b) in &close {
            assert!(!between(a, b));
        }
    }

    #[test]
    fn everything_else_stands_apart() {
        let apart: [(Item, Item); 6] = [
            (parse_quote! { use a::A; }, parse_quote! { pub use b::B; }),
            (parse_quote! { use a::A; }, parse_quote! { fn f() {} }),
            (parse_quote! { fn f() {} }, parse_quote! { fn g() {} }),
            (parse_quote! { mod a; }, parse_quote! { mod b {} }),
            (parse_quote! { pub mod a; }, parse_quote! { mod b; }),
            (
                parse_quote! { mod a; },
                parse_quote! { #[doc = " B."] mod b; },
            ),
        ];
        for (a, b) in &apart {
            assert!(between(a, b));
        }
    }
}
