//! Where do blank lines stand inside an item? Between the fields of an `impl` or a trait, and
//! before a documented field or variant.

use super::docs;
use crate::emit::Formatted;
use syn::{ImplItem, Item, TraitItem, parse_quote};

/// Stands where a blank line will, because `prettyplease` prints none: an invocation is the one
/// kind of field that any list of fields may hold. No string can hold this line, since string
/// literals are written without line breaks.
const MARKER: &str = "__blank_line! {}";

/// Puts markers between the fields of an item.
pub(super) fn mark(item: &mut Item) {
    match item {
        Item::Impl(item) => {
            let parts = std::mem::take(&mut item.items);
            for part in parts {
                if item.items.last().is_some_and(|last| apart(last, &part)) {
                    item.items.push(parse_quote! { __blank_line! {} });
                }
                item.items.push(part);
            }
        }
        Item::Trait(item) => {
            let parts = std::mem::take(&mut item.items);
            for part in parts {
                if !item.items.is_empty() {
                    item.items
                        .push(TraitItem::Macro(parse_quote! { __blank_line! {} }));
                }
                item.items.push(part);
            }
        }
        _ => {}
    }
}

/// Associated types and constants without documentation stand together; all else apart.
fn apart(a: &ImplItem, b: &ImplItem) -> bool {
    !matches!(
        (a, b),
        (ImplItem::Type(_), ImplItem::Type(_)) | (ImplItem::Const(_), ImplItem::Const(_))
    )
}

/// Appends the code of an item with a blank line for each marker and before each documented field or
/// variant but the first, and its documentation unfolded.
pub(super) fn space(item: &Item, code: &str, text: &mut String) {
    match item {
        Item::Impl(_) | Item::Trait(_) => unmark(code, text),
        Item::Struct(_) | Item::Enum(_) => spread(code, text),
        _ => code.lines().for_each(|line| docs::unfold(line, text)),
    }
}

/// Makes one `impl` of several that begin with the same line.
pub(super) fn join(parts: Vec<Formatted>, text: &mut String) -> Result<(), String> {
    for (index, part) in parts.into_iter().enumerate() {
        let part = part?;
        if index == 0 {
            text.push_str(&part);
            continue;
        }
        let begun = text.strip_suffix("}\n").map_or(text.len(), str::len);
        text.truncate(begun);
        text.push('\n');
        text.push_str(part.split_once('\n').map_or(&part, |(_, items)| items));
    }
    Ok(())
}

fn unmark(code: &str, text: &mut String) {
    for line in code.lines() {
        if line.trim_start() == MARKER {
            text.push('\n');
        } else {
            docs::unfold(line, text);
        }
    }
}

/// Works on lines: only fields and variants of a declaration have the first indentation; nothing
/// else there is a comment or an attribute.
fn spread(code: &str, text: &mut String) {
    // Whether the line before ended a field.
    let mut ended = false;
    for line in code.lines() {
        let attribute = is_attribute(line);
        if attribute && ended {
            text.push('\n');
        }
        ended = !attribute && is_item_end(line);
        docs::unfold(line, text);
    }
}

fn is_attribute(line: &str) -> bool {
    line.starts_with("    ///") || line.starts_with("    #[")
}

fn is_item_end(line: &str) -> bool {
    line.starts_with("    ") && line.ends_with(',') && !line.starts_with("        ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::File;

    fn formatted(mut item: Item) -> String {
        mark(&mut item);
        let file = File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        };
        let code = prettyplease::unparse(&file);
        let mut text = String::new();
        space(&file.items[0], &code, &mut text);
        text
    }

    #[test]
    fn properties_of_an_impl_stand_apart() {
        let code = formatted(parse_quote! {
            impl Read for A {
                type Item = u8;
                type Other = u8;
                const A: &str = "\n__blank_line! {}\n";
                fn f() {}
                #[doc = " G."]
                fn g() {}
            }
        });
        assert_eq!(
            code,
            "impl Read for A {\n    type Item = u8;\n    type Other = u8;\n\n    const A: &str = \
             \"\\n__blank_line! {}\\n\";\n\n    fn f() {}\n\n    /// G.\n    fn g() {}\n}\n"
        );
    }

    #[test]
    fn parts_of_an_impl_become_one() {
        let part = |name: &str| Ok(format!("impl A {{\n    fn {name}() {{}}\n}}\n"));
        let mut text = String::new();
        join(vec![part("a"), part("b"), part("c")], &mut text).unwrap();
        assert_eq!(
            text,
            "impl A {\n    fn a() {}\n\n    fn b() {}\n\n    fn c() {}\n}\n"
        );
        let problem = Err("no code".to_owned());
        assert_eq!(
            join(vec![part("a"), problem], &mut text).unwrap_err(),
            "no code"
        );
    }

    #[test]
    fn documented_fields_stand_apart() {
        let code = formatted(parse_quote! {
            #[doc = " A."]
            #[derive(Clone)]
            pub struct A {
                #[doc = " B."]
                #[doc = " B again."]
                pub b: u8,
                pub c: u8,
                #[doc = " D."]
                #[deprecated]
                pub d: BTreeMap<AVeryLongNameOfAType, BTreeMap<AnotherVeryLongNameOfAType, AThirdLongName>>,
                #[doc = " E."]
                e: u8,
            }
        });
        let expected = "\
/// A.
#[derive(Clone)]
pub struct A {
    /// B.
    /// B again.
    pub b: u8,
    pub c: u8,

    /// D.
    #[deprecated]
    pub d: BTreeMap<
        AVeryLongNameOfAType,
        BTreeMap<AnotherVeryLongNameOfAType, AThirdLongName>,
    >,

    /// E.
    e: u8,
}
";
        assert_eq!(code, expected);
    }

    #[test]
    fn documented_variants_stand_apart() {
        let code = formatted(parse_quote! {
            pub enum A { #[doc = " B."] B, #[doc = " C."] C(String) }
        });
        assert_eq!(
            code,
            "pub enum A {\n    /// B.\n    B,\n\n    /// C.\n    C(String),\n}\n"
        );
    }
}
