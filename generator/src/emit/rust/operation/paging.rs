//! Where does a response hold its items and the way to the next page?

use crate::emit::rust::operation::output::{Content, Output};
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{
    End, First, More, Operation, Paging, Presence, Scalar, Shape, Size, Step, TextFormat, Turn,
    Type,
};
use crate::text::DocumentText;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// How a page is read.
pub(in crate::emit::rust) struct Plan<'a> {
    /// The type of an item.
    pub(in crate::emit::rust) item: &'a Type,
    items: Vec<Found>,
    turn: Reading<'a>,
    /// Whether a link to another host is followed on the base URL of the client.
    pub(super) rebase: bool,
}

/// How the way to the next page is read: [`Turn`] with fields that have names.
enum Reading<'a> {
    Link(Vec<Found>),
    Header,
    Cursor {
        next: Vec<Found>,
        parameter: &'a DocumentText,
        more: Option<Ending>,
    },
    BodyCursor {
        next: Vec<Found>,
        property: &'a [Step],
        more: Option<Ending>,
    },
    LastItem {
        property: Vec<Found>,
        parameter: &'a DocumentText,
        more: Ending,
    },
    Counted {
        parameter: &'a DocumentText,
        /// None for offsets.
        first: Option<Beginning>,
        size: &'a Size,
        more: Option<Ending>,
        total: Option<Vec<Found>>,
        pages: Option<Vec<Found>>,
    },
}

enum Beginning {
    At(u64),
    FromResponse(Vec<Found>),
}

/// A field that tells whether there are more pages.
struct Ending {
    way: Vec<Found>,
    is_last: bool,
    strict: bool,
}

/// A field on the way into a page.
struct Found {
    name: Ident,
    held: Held,
    /// Whether it is a number that may have a fraction.
    is_float: bool,
}

/// How a field can be missing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    Always,
    Option,
    Maybe,
}

/// The plan of a paginated operation; `None` if it is not paginated, or if the fields do not have
/// the required types.
pub(in crate::emit::rust) fn plan<'a>(
    scope: &Scope<'a>,
    operation: &'a Operation,
) -> Option<Plan<'a>> {
    let paging = operation.paging.as_ref()?;
    let Paging {
        items, item, turn, ..
    } = paging;
    let Output::One(Content::Json(page)) = Output::of(operation) else {
        return None;
    };
    let (items, list) = walk(scope, page, items)?;
    if !matches!(scope.module.api.resolve(list), Type::List(_)) {
        return None;
    }
    let found = |way: &[Step]| walk(scope, page, way).map(|(way, _)| way);
    // If a field that states the end is missing in the type, the end would not be recognised.
    let maybe = |way: &Option<Vec<Step>>| match way {
        Some(way) => found(way).map(Some),
        None => Some(None),
    };
    let ending = |more: &More| {
        Some(Ending {
            way: found(&more.way)?,
            is_last: more.is_last,
            strict: more.strict,
        })
    };
    let maybe_ending = |more: &Option<More>| match more {
        Some(more) => ending(more).map(Some),
        None => Some(None),
    };
    let counted = |parameter: &'a DocumentText, first, size: &'a Size, end: &End| {
        Some(Reading::Counted {
            parameter,
            first,
            size,
            more: maybe_ending(&end.more)?,
            total: maybe(&end.total)?,
            pages: maybe(&end.pages)?,
        })
    };
    let turn = match turn {
        Turn::NextLink { next } => {
            let (next, ty) = walk(scope, page, next)?;
            let text = Type::Scalar(Scalar::Text(TextFormat::Plain));
            if scope.module.api.resolve(ty) != &text {
                return None;
            }
            Reading::Link(next)
        }
        Turn::LinkHeader => Reading::Header,
        Turn::Cursor {
            next,
            parameter,
            more,
        } => Reading::Cursor {
            next: found(next)?,
            parameter,
            more: maybe_ending(more)?,
        },
        Turn::BodyCursor {
            next,
            property,
            more,
        } => Reading::BodyCursor {
            next: found(next)?,
            property,
            more: maybe_ending(more)?,
        },
        Turn::LastItem {
            property,
            parameter,
            more,
        } => Reading::LastItem {
            property: walk(scope, item, property)?.0,
            parameter,
            more: ending(more)?,
        },
        Turn::Offset {
            parameter,
            size,
            end,
        } => counted(parameter, None, size, end)?,
        Turn::Number {
            parameter,
            first,
            size,
            end,
        } => {
            let first = match first {
                First::At(number) => Beginning::At(*number),
                First::FromResponse(way) => Beginning::FromResponse(found(way)?),
            };
            counted(parameter, Some(first), size, end)?
        }
    };
    let rebase = paging.rebase && matches!(turn, Reading::Link(_) | Reading::Header);
    Some(Plan {
        item,
        items,
        turn,
        rebase,
    })
}

/// The fields on a way, and the type at its end.
fn walk<'a>(scope: &Scope<'a>, page: &'a Type, steps: &[Step]) -> Option<(Vec<Found>, &'a Type)> {
    let module = scope.module;
    let mut found = Vec::new();
    let mut ty = page;
    for step in steps {
        let Type::Named(id) = module.api.resolve(ty) else {
            return None;
        };
        let Shape::Struct(shape) = &module.api.get(*id)?.shape else {
            return None;
        };
        let index = shape.fields.iter().position(|field| field.name == *step)?;
        let field = shape.fields.get(index)?;
        let facts = module.facts.types.get(id.index())?;
        let is_float = matches!(
            module.api.resolve(&field.ty),
            Type::Scalar(Scalar::Number(_))
        );
        found.push(Found {
            name: ident(module.names.fields.get(id.index())?.get(index)?),
            held: match field.presence {
                Presence::Required => Held::Always,
                Presence::OptionalNullable if facts.in_request => Held::Maybe,
                _ => Held::Option,
            },
            is_float,
        });
        ty = &field.ty;
    }
    Some((found, ty))
}

impl Plan<'_> {
    /// Whether the next page is asked for by the body: then `Paged::body` is what leads to it.
    pub(in crate::emit::rust) fn is_by_body(&self) -> bool {
        matches!(self.turn, Reading::BodyCursor { .. })
    }

    /// The argument names of `Paged::next`: unused ones have none.
    pub(in crate::emit::rust) fn arguments(&self) -> (TokenStream, TokenStream) {
        match self.turn {
            Reading::Link(_) => (quote! { page }, quote! { _ }),
            Reading::Header => (quote! { _ }, quote! { received }),
            _ => (quote! { page }, quote! { received }),
        }
    }

    /// The body of `Paged::next`, or of `Paged::body`.
    pub(in crate::emit::rust) fn next(&self, scope: &Scope<'_>) -> TokenStream {
        match &self.turn {
            Reading::Link(way) => link(scope, way),
            Reading::Header => {
                let by_header = scope.runtime("next_by_header");
                quote! { #by_header(received) }
            }
            Reading::Cursor {
                next,
                parameter,
                more,
            } => {
                let next = lent(scope, borrowed(quote! { page }, next));
                by_cursor(scope, parameter, more.as_ref(), &next)
            }
            Reading::BodyCursor {
                next,
                property,
                more,
            } => {
                let next = lent(scope, borrowed(quote! { page }, next));
                let by_body = scope.runtime("next_by_body");
                let more = ended(scope, more.as_ref());
                let property = property.iter().map(DocumentText::literal);
                quote! { #by_body(received, &[#(#property),*], #more, #next) }
            }
            Reading::LastItem {
                property,
                parameter,
                more,
            } => {
                let last = match borrowed(quote! { page }, &self.items) {
                    (list, true) => quote! { #list.and_then(|items| items.last()) },
                    (list, false) => quote! { #list.last() },
                };
                let next = match borrowed(quote! { item }, property) {
                    (property, true) => quote! { #last.and_then(|item| #property) },
                    (property, false) => quote! { #last.map(|item| &#property) },
                };
                by_cursor(scope, parameter, Some(more), &next)
            }
            Reading::Counted {
                parameter,
                first,
                size,
                more,
                total,
                pages,
            } => {
                let position = scope.runtime("Position");
                let (count, parameter) = (self.count(), parameter.literal());
                let start = match first {
                    None => quote! { #position::offset(received, #parameter, #count) },
                    Some(Beginning::At(first)) => {
                        let first = Literal::u64_unsuffixed(*first);
                        quote! { #position::number(received, #parameter, #first, #count) }
                    }
                    Some(Beginning::FromResponse(way)) => {
                        let number = whole(scope, way);
                        quote! { #position::reported(received, #parameter, #number, #count) }
                    }
                };
                let size = size.parameter.as_ref().map(|parameter| {
                    let number = |number: Option<u64>| match number {
                        Some(number) => {
                            let some = scope.std("Some");
                            let number = Literal::u64_unsuffixed(number);
                            quote! { #some(#number) }
                        }
                        None => scope.std("None"),
                    };
                    let (default, maximum) = (number(size.default), number(size.maximum));
                    let parameter = parameter.literal();
                    quote! { .size(#parameter, #default, #maximum) }
                });
                let more = more.as_ref().map(|more| {
                    let more = more.more(scope);
                    quote! { .more(#more) }
                });
                let total = total.as_ref().map(|way| {
                    let total = whole(scope, way);
                    quote! { .total(#total) }
                });
                let pages = pages.as_ref().map(|way| {
                    let pages = whole(scope, way);
                    quote! { .pages(#pages) }
                });
                quote! { #start #size #more #total #pages .next() }
            }
        }
    }

    /// The body of `Paged::items`: the list, by value; empty where a field is missing.
    pub(in crate::emit::rust) fn items(&self) -> TokenStream {
        let (items, optional) = take(quote! { page }, &self.items);
        if optional {
            quote! { #items.unwrap_or_default() }
        } else {
            items
        }
    }

    /// The number of items.
    fn count(&self) -> TokenStream {
        match borrowed(quote! { page }, &self.items) {
            (list, true) => quote! { #list.map_or(0, |items| items.len()) },
            (list, false) => quote! { #list.len() },
        }
    }
}

impl Ending {
    /// Whether there are more, as an `Option`.
    fn more(&self, scope: &Scope<'_>) -> TokenStream {
        let some = scope.std("Some");
        match (copied(quote! { page }, &self.way), self.is_last) {
            ((reported, true), is_last) if self.strict => {
                let go_on = !is_last;
                quote! { #some(#reported == #some(#go_on)) }
            }
            ((reported, true), true) => quote! { #reported.map(|last| !last) },
            ((reported, true), false) => reported,
            ((reported, false), true) => quote! { #some(!#reported) },
            ((reported, false), false) => quote! { #some(#reported) },
        }
    }
}

/// The text at the end of a way, as an `Option<String>`.
fn link(scope: &Scope<'_>, way: &[Found]) -> TokenStream {
    let Some((Found { name, held, .. }, before)) = way.split_last() else {
        return scope.std("None");
    };
    let holder = reached(quote! { page }, before);
    match held {
        Held::Always => {
            let some = scope.std("Some");
            quote! { #some(#holder.#name.clone()) }
        }
        Held::Option => quote! { #holder.#name.clone() },
        Held::Maybe => quote! { #holder.#name.value().cloned() },
    }
}

/// The value at the end of a path; a function that returns an `Option` returns if it is missing.
fn reached(from: TokenStream, way: &[Found]) -> TokenStream {
    way.iter()
        .fold(from, |value, Found { name, held, .. }| match held {
            Held::Always => quote! { #value.#name },
            Held::Option => quote! { #value.#name.as_ref()? },
            Held::Maybe => quote! { #value.#name.value()? },
        })
}

/// The same, and nothing where it is missing.
fn lent(scope: &Scope<'_>, (value, optional): (TokenStream, bool)) -> TokenStream {
    if optional {
        return value;
    }
    let some = scope.std("Some");
    quote! { #some(&#value) }
}

fn by_cursor(
    scope: &Scope<'_>,
    parameter: &DocumentText,
    more: Option<&Ending>,
    next: &TokenStream,
) -> TokenStream {
    let by_cursor = scope.runtime("next_by_cursor");
    let (more, parameter) = (ended(scope, more), parameter.literal());
    quote! { #by_cursor(received, #parameter, #more, #next) }
}

/// Whether there are more, as an `Option`.
fn ended(scope: &Scope<'_>, more: Option<&Ending>) -> TokenStream {
    more.map_or_else(|| scope.std("None"), |more| more.more(scope))
}

/// A whole number, as an `Option`.
fn whole(scope: &Scope<'_>, way: &[Found]) -> TokenStream {
    let (number, optional) = copied(quote! { page }, way);
    let is_float = way.last().is_some_and(|last| last.is_float);
    let some = scope.std("Some");
    match (optional, is_float) {
        (true, false) => number,
        (false, false) => quote! { #some(#number) },
        (true, true) => quote! { #number.map(|number| number as u64) },
        (false, true) => quote! { #some(#number as u64) },
    }
}

/// A value without parts at the end of a way, and whether it is an `Option`.
fn copied(from: TokenStream, way: &[Found]) -> (TokenStream, bool) {
    let Some((Found { name, held, .. }, rest)) = way.split_first() else {
        return (from, false);
    };
    if rest.is_empty() {
        return match held {
            Held::Always => (quote! { #from.#name }, false),
            Held::Option => (quote! { #from.#name }, true),
            Held::Maybe => (quote! { #from.#name.value().copied() }, true),
        };
    }
    let value = match held {
        Held::Always => return copied(quote! { #from.#name }, rest),
        Held::Option => quote! { #from.#name.as_ref() },
        Held::Maybe => quote! { #from.#name.value() },
    };
    let (inner, optional) = copied(quote! { #name }, rest);
    (chained(value, name, inner, optional), true)
}

/// The value at the end of a path: a reference in an `Option`, or the place itself.
fn borrowed(from: TokenStream, way: &[Found]) -> (TokenStream, bool) {
    let Some((Found { name, held, .. }, rest)) = way.split_first() else {
        return (from, false);
    };
    let value = match held {
        Held::Always => return borrowed(quote! { #from.#name }, rest),
        Held::Option => quote! { #from.#name.as_ref() },
        Held::Maybe => quote! { #from.#name.value() },
    };
    if rest.is_empty() {
        return (value, true);
    }
    let (inner, optional) = borrowed(quote! { #name }, rest);
    let inner = if optional {
        inner
    } else {
        quote! { &#inner }
    };
    (chained(value, name, inner, optional), true)
}

/// The field at the end of a way, by value, and whether it is an `Option`.
fn take(from: TokenStream, way: &[Found]) -> (TokenStream, bool) {
    let Some((Found { name, held, .. }, rest)) = way.split_first() else {
        return (from, false);
    };
    let value = match held {
        Held::Always => return take(quote! { #from.#name }, rest),
        Held::Option => quote! { #from.#name },
        Held::Maybe => quote! { #from.#name.into_value() },
    };
    if rest.is_empty() {
        return (value, true);
    }
    let (inner, optional) = take(quote! { #name }, rest);
    (chained(value, name, inner, optional), true)
}

/// An `Option`, followed further.
fn chained(value: TokenStream, name: &Ident, inner: TokenStream, optional: bool) -> TokenStream {
    if optional {
        quote! { #value.and_then(|#name| #inner) }
    } else {
        quote! { #value.map(|#name| #inner) }
    }
}
