//! How does text with a pattern read in Rust?

use crate::analyze::TypeFacts;
use crate::emit::Chunk;
use crate::emit::rust::model::derives;
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{Pattern, Piece, TypeId};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::fmt::Write as _;

/// The type and the table by which the runtime checks it.
pub(in crate::emit::rust) fn emit(
    scope: &Scope<'_>,
    id: TypeId,
    shape: &Pattern,
    docs: &TokenStream,
) -> Vec<Chunk> {
    let Some(name) = scope.module.names.types.get(id.index()) else {
        return Vec::new();
    };
    let usual = TypeFacts::default();
    let facts = scope.module.facts.types.get(id.index()).unwrap_or(&usual);
    let further = derives::further(facts);
    let (type_name, string) = (ident(name), scope.std("String"));
    let item = quote! {
        #docs
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash #further)]
        pub struct #type_name {
            text: #string,
        }
    };
    let expression = shape.expression.literal();
    let mut table = format!(
        "{} {{\n    {name} = {expression},\n",
        scope.table("pattern")
    );
    for piece in &shape.pieces {
        let _ = writeln!(table, "    {}", row(piece));
    }
    table.push('}');
    vec![Chunk::Items(item), Chunk::Verbatim(table)]
}

/// `[('0', '9'), ('a', 'f') 1 32]`: ranges, and how often.
fn row(piece: &Piece) -> String {
    let ranges: Vec<String> = piece
        .ranges
        .iter()
        .map(|(first, last)| {
            format!(
                "({}, {})",
                Literal::character(*first),
                Literal::character(*last)
            )
        })
        .collect();
    let max = piece.max.map_or("*".to_owned(), |max| max.to_string());
    format!("[{} {} {max}]", ranges.join(", "), piece.min)
}
