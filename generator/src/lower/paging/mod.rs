//! Do the responses of an operation continue on a next page?
//!
//! An operation is paginated if its response to `GET` is JSON with one list of items, and one of
//! these rules applies, in this order; the names are those of `rules`. After a `POST` or a `QUERY`
//! with a JSON body, only the third can apply, with an optional property of the body instead of the
//! parameter.
//!
//! 1. The response has a link to the next page.
//! 2. The document declares the header `Link` for the response, or speaks of it there.
//! 3. The response has a cursor that goes into an optional query parameter.
//! 4. A query parameter takes the id of the last item, and the response says whether there are more.
//! 5. There are two whole numbers to ask for, an offset and a limit.
//! 6. There is the number of a page to ask for, and the document or the response tells the first
//!    one; and either the size of a page can be asked for, or the response tells the end.
//!
//! The extensions `x-ms-pageable` and `x-speakeasy-pagination` state the way (`extensions`), and take
//! precedence over the rules.
//!
//! A page too few is silent and a request too much is not, so whatever is in doubt is no paging:
//! the configuration can say it (`configured`).

mod configured;
mod exploded;
mod extensions;
mod find;
mod first;
mod rules;

pub use rules::{BESIDE, ITEMS, SIZES, alike as alike_names};

use super::context::Lowering;
use crate::check::CheckedOperation;
use crate::config::{ALL_OPERATIONS, problem};
use crate::diagnostic::Pointer;
use crate::ir::{
    Body, End, First, IntegerFormat, Location, Method, More, NumberFormat, Paging, Parameter,
    Payload, Scalar, Shape, Size, Step, Style, SuccessResponse, TextFormat, Turn, Type,
};
use first::{begins, number};
use openapiv3::{ReferenceOr, Response};
use rules::alike;

/// Facts about an operation for the detection of pagination.
pub(super) struct Seen<'a, 'd> {
    pub(super) responses: &'a [SuccessResponse],
    pub(super) parameters: &'a [Parameter],
    pub(super) body: Option<&'a Body>,
    pub(super) checked: &'d CheckedOperation,
    pub(super) id: &'a str,
}

impl<'d> Lowering<'d> {
    /// How the responses of an operation continue.
    pub(super) fn paging(&mut self, seen: &Seen<'_, 'd>) -> Option<Paging> {
        let config = self.config;
        let mut found = match config.paging.get(seen.id) {
            None => self.stated_or_recognised(seen),
            Some(paging) if paging.rule.is_none() && paging.rebase => {
                let found = self.stated_or_recognised(seen);
                if found.is_none() {
                    let message = format!("`{}` is not known to have pages", seen.id);
                    let help = "say where the next page is, for example with `next`";
                    self.push(problem(paging.span.clone(), &message).help(help));
                }
                found
            }
            Some(paging) => match self.configured(seen, paging) {
                Ok(paging) => paging,
                Err(problem) => {
                    self.push(*problem);
                    None
                }
            },
        };
        if let Some(found) = &mut found {
            let own = config.paging.get(seen.id);
            let all = config.paging.get(ALL_OPERATIONS);
            found.rebase = [own, all].into_iter().flatten().any(|paging| paging.rebase);
        }
        found
    }

    /// The pages that the document states by an extension, or that the rules recognise.
    fn stated_or_recognised(&self, seen: &Seen<'_, 'd>) -> Option<Paging> {
        match self.stated(seen) {
            Some(stated) => stated,
            None => self.recognised(seen),
        }
    }

    fn recognised(&self, seen: &Seen<'_, 'd>) -> Option<Paging> {
        let response = page(seen.responses)?;
        let (items, item) = self.items(response)?;
        if is_asked_by_body(&seen.checked.method) {
            let turn = self.body_cursor(response, sent(seen.body)?)?;
            return Some(Paging::new(items, item, turn));
        }
        if seen.checked.method != Method::Get {
            return None;
        }
        let parameters = self.exploded(seen.parameters);
        let turn = self
            .next_link(response)
            .or_else(|| self.header(seen))
            .or_else(|| self.cursor(response, &parameters))
            .or_else(|| self.last_item(response, &item, &parameters))
            .or_else(|| self.offset(response, &parameters))
            .or_else(|| self.number(response, &parameters))?;
        Some(Paging::new(items, item, turn))
    }

    fn next_link(&self, response: &Type) -> Option<Turn> {
        let mut ways = rules::LINKS.iter();
        let next = ways.find_map(|way| self.link(response, way))?;
        Some(Turn::NextLink { next })
    }

    fn header(&self, seen: &Seen<'_, 'd>) -> Option<Turn> {
        let responses = &seen.checked.operation.responses.responses;
        let pointer = seen.checked.pointer.child("responses");
        let said = responses.iter().any(|(code, response)| {
            let code = code.to_string();
            let success = code.starts_with('2');
            success && self.has_link(response, &pointer.child(&code))
        });
        said.then_some(Turn::LinkHeader)
    }

    /// Whether a response declares the header `Link`, or says in words that it is there.
    fn has_link(&self, response: &'d ReferenceOr<Response>, pointer: &Pointer) -> bool {
        let Some((response, _)) = self.references.response(response, pointer) else {
            return false;
        };
        let declared = response.headers.iter().any(|(name, header)| {
            let prose = match header {
                ReferenceOr::Item(header) => header.description.as_deref(),
                ReferenceOr::Reference { .. } => None,
            };
            // Other services have links to documentation there.
            let about = prose.unwrap_or_default().to_lowercase();
            let pages = ["next", "page", "pagin", "5988", "8288"];
            let fits = about.is_empty() || pages.iter().any(|word| about.contains(word));
            name.eq_ignore_ascii_case("link") && fits
        });
        let prose = response.description.to_lowercase().replace('`', "");
        let spoken =
            prose.contains("link header") && (prose.contains("next") || prose.contains("pag"));
        declared || spoken
    }

    fn cursor(&self, response: &Type, parameters: &[Parameter]) -> Option<Turn> {
        rules::CURSORS.iter().find_map(|rule| {
            let parameter = optional(parameters, rule.parameters, |it| self.is_cursor(it))?;
            let (next, more) = self.next_cursor(response, rule, &parameter.ty)?;
            Some(Turn::Cursor {
                next,
                parameter: parameter.name.clone(),
                more,
            })
        })
    }

    fn body_cursor(&self, response: &Type, body: &Type) -> Option<Turn> {
        rules::CURSORS.iter().find_map(|rule| {
            let mut names = rule.parameters.iter();
            let (property, field) = names.find_map(|name| {
                self.find_field(body, name, |field| {
                    let value = self.is_plain_text(&field.ty) || self.is_whole(&field.ty);
                    value && field.presence.is_optional()
                })
            })?;
            let (next, more) = self.next_cursor(response, rule, &field.ty)?;
            Some(Turn::BodyCursor {
                next,
                property,
                more,
            })
        })
    }

    /// Where a response has the cursor of a rule, for what takes values of this type.
    fn next_cursor(
        &self,
        response: &Type,
        rule: &rules::Cursor,
        taker: &Type,
    ) -> Option<(Vec<Step>, Option<More>)> {
        let more = self.more(response);
        if rule.always && more.is_none() {
            return None;
        }
        let (next, field) = rule.properties.iter().find_map(|property| {
            self.find_field(response, property, |field| {
                let whole = self.is_whole(&field.ty);
                let value = whole || self.is_plain_text(&field.ty);
                // Services give numbers to parameters that take text.
                let same = whole || !self.is_whole(taker);
                value && same && (!rule.vague || find::speaks_of(field, "next"))
            })
        })?;
        // A link would be sent as if it were a cursor.
        if find::says_link(field) && alike(field.name.untrusted(), "next") {
            return None;
        }
        let more = more.map(|more| More {
            strict: rule.always,
            ..more
        });
        Some((next, more))
    }

    fn last_item(&self, response: &Type, item: &Type, parameters: &[Parameter]) -> Option<Turn> {
        let more = self.more(response)?;
        let id = self.fields(item)?.iter().find(|field| field.name == "id")?;
        let parameter = rules::LAST_ITEM.iter().find_map(|(name, vague)| {
            let parameter = optional(parameters, &[name], |it| self.is_cursor(it))?;
            let prose = parameter.docs.description().untrusted();
            let mut words = prose.split(|c: char| !c.is_alphanumeric());
            let says = words.any(|word| {
                let word = word.to_ascii_lowercase();
                word == "id" || word == "identifier"
            });
            (says || !vague).then_some(parameter)
        })?;
        let fits = match self.is_whole(&parameter.ty) {
            true => self.is_whole(&id.ty),
            false => self.is_whole(&id.ty) || self.is_plain_text(&id.ty),
        };
        fits.then(|| Turn::LastItem {
            property: vec![id.name.clone()],
            parameter: parameter.name.clone(),
            more: More {
                strict: true,
                ..more
            },
        })
    }

    fn offset(&self, response: &Type, parameters: &[Parameter]) -> Option<Turn> {
        rules::OFFSETS.iter().find_map(|(name, sizes)| {
            let offset = optional(parameters, &[name], |parameter| {
                self.is_whole(&parameter.ty) && begins(parameter).is_none_or(|first| first == 0)
            })?;
            let prose = find::prose(&offset.docs);
            let pages = [
                "page number",
                "number of page",
                "pages to skip",
                "which page",
            ];
            if pages.iter().any(|words| prose.contains(words)) {
                return None;
            }
            let size = optional(parameters, sizes, |size| self.is_whole(&size.ty))?;
            Some(Turn::Offset {
                parameter: offset.name.clone(),
                size: self::size(Some(size)),
                end: End {
                    pages: None,
                    ..self.end(response)
                },
            })
        })
    }

    fn number(&self, response: &Type, parameters: &[Parameter]) -> Option<Turn> {
        let number = optional(parameters, &rules::NUMBERS, |parameter| {
            self.is_whole(&parameter.ty)
        })?;
        let first = match begins(number) {
            Some(first @ (0 | 1)) => First::At(first),
            Some(_) => return None,
            None => First::FromResponse(self.whole(response, &rules::CURRENT)?),
        };
        let size = optional(parameters, &rules::SIZES, |size| self.is_whole(&size.ty));
        let end = self.end(response);
        if size.is_none() && end == End::default() {
            return None;
        }
        Some(Turn::Number {
            parameter: number.name.clone(),
            first,
            size: self::size(size),
            end,
        })
    }

    /// How the end of pages is recognised.
    fn end(&self, response: &Type) -> End {
        End {
            more: self.more(response),
            total: self.whole(response, &rules::TOTALS),
            pages: self.whole(response, &rules::PAGES),
        }
    }

    fn more(&self, response: &Type) -> Option<More> {
        let boolean = |names: &[&'static str]| {
            names.iter().find_map(|name| {
                let is_boolean = |ty: &Type| *self.resolved(ty) == Type::Scalar(Scalar::Boolean);
                self.find_field(response, name, |field| is_boolean(&field.ty))
            })
        };
        let more = |way: Vec<Step>, is_last| More {
            way,
            is_last,
            strict: false,
        };
        let has = boolean(&rules::MORE).map(|(way, _)| more(way, false));
        has.or_else(|| boolean(&rules::LAST).map(|(way, _)| more(way, true)))
    }

    /// A whole number that a response tells of all its pages.
    fn whole(&self, response: &Type, names: &[&'static str]) -> Option<Vec<Step>> {
        let found = names.iter().find_map(|name| {
            self.find_field(response, name, |field| {
                let prose = find::prose(&field.docs);
                let of_page = [
                    "this page",
                    "current page",
                    "in the page",
                    "on the page",
                    "returned",
                ];
                let numbers = rules::CURRENT.contains(name);
                self.is_whole(&field.ty)
                    && (numbers || !of_page.iter().any(|words| prose.contains(words)))
            })
        });
        found.map(|(way, _)| way)
    }

    fn is_plain_text(&self, ty: &Type) -> bool {
        match self.resolved(ty) {
            Type::Scalar(Scalar::Text(TextFormat::Plain | TextFormat::Integer)) => true,
            Type::Named(id) => matches!(self.shape(*id), Some(Shape::Pattern(_))),
            _ => false,
        }
    }

    /// Whether a string or number can be sent for a parameter unchanged.
    fn is_cursor(&self, parameter: &Parameter) -> bool {
        let ty = &parameter.ty;
        parameter.style != Style::Json && (self.is_plain_text(ty) || self.is_whole(ty))
    }

    /// Whether a type is a number that 64 bits hold, without a fraction.
    fn is_whole(&self, ty: &Type) -> bool {
        match self.resolved(ty) {
            Type::Scalar(Scalar::Integer(format)) => *format != IntegerFormat::Big,
            // A parameter with this name is an integer, although many documents do not declare it
            // so.
            Type::Scalar(Scalar::Number(format)) => *format != NumberFormat::Decimal,
            _ => false,
        }
    }
}

/// Whether the request for the next page of this method can have a body.
fn is_asked_by_body(method: &Method) -> bool {
    matches!(method, Method::Post | Method::Query)
}

/// The type of a body that is one value in JSON and nothing else.
fn sent(body: Option<&Body>) -> Option<&Type> {
    let body = body.filter(|body| body.others.is_empty())?;
    match &body.payload {
        Payload::Json(ty) => Some(ty),
        _ => None,
    }
}

/// The type of a page, where every success has the same one.
fn page(responses: &[SuccessResponse]) -> Option<&Type> {
    let (first, rest) = responses.split_first()?;
    let body = first.body.as_ref()?;
    let same = |other: &SuccessResponse| {
        let payload = other.body.as_ref().map(|body| &body.payload);
        payload == Some(&body.payload)
    };
    match &body.payload {
        Payload::Json(response) if rest.iter().all(same) => Some(response),
        _ => None,
    }
}

/// The optional query parameter with the first of these names.
fn optional<'a>(
    parameters: &'a [Parameter],
    names: &[&str],
    fits: impl Fn(&Parameter) -> bool,
) -> Option<&'a Parameter> {
    names.iter().find_map(|name| {
        parameters.iter().find(|parameter| {
            parameter.location == Location::Query
                && parameter.presence.is_optional()
                && alike(parameter.name.untrusted(), name)
                && fits(parameter)
        })
    })
}

fn size(parameter: Option<&Parameter>) -> Size {
    let Some(parameter) = parameter else {
        return Size::default();
    };
    let maximum = match &parameter.limits.maximum {
        Some((text, false)) => text.untrusted().parse().ok(),
        _ => None,
    };
    let default = parameter.default.as_ref().and_then(number);
    Size {
        parameter: Some(parameter.name.clone()),
        default: default.filter(|default| *default > 0),
        maximum,
    }
}

#[cfg(test)]
mod tests;
