//! A macro as an author of APIs has it, without a library: `Table` says what a type is called.

use proc_macro::{TokenStream, TokenTree};

#[proc_macro_derive(Table)]
pub fn table(item: TokenStream) -> TokenStream {
    let mut trees = item.into_iter();
    trees.find(|tree| ["struct", "enum"].contains(&tree.to_string().as_str()));
    let Some(TokenTree::Ident(name)) = trees.next() else {
        panic!("types have a name");
    };
    // The crate around it requires documentation of all public items.
    let docs = "#[doc = \"What it is called.\"]";
    let code = format!(
        "impl {name} {{ {docs} pub const TABLE: &str = {:?}; }}",
        name.to_string()
    );
    code.parse().unwrap()
}
