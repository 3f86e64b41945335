//! What does the configuration say of the pages of an operation, and does the operation have it?

use super::first::begins;
use super::{Seen, is_asked_by_body, page, sent, size};
use crate::config::{ALL_OPERATIONS, Named, PagingConfig, PagingRule, Turning, problem};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::ir::{
    End, Field, First, Location, Method, More, Omitted, Operation, Paging, Parameter, Presence,
    Scalar, Size, Step, Turn, Type,
};
use crate::lower::context::Lowering;
use crate::text::DocumentText;
use std::ops::Range;

/// Diagnostics are large, and these are rare.
type Checked<T> = Result<T, Box<Diagnostic>>;

fn wrong<T>(span: &Range<usize>, message: &str) -> Checked<T> {
    Err(Box::new(problem(span.clone(), message)))
}

impl<'d> Lowering<'d> {
    /// The pages of an operation as they are configured; none where they are switched off.
    pub(super) fn configured(
        &self,
        seen: &Seen<'_, 'd>,
        config: &PagingConfig,
    ) -> Checked<Option<Paging>> {
        let Some(rule) = &config.rule else {
            return Ok(None);
        };
        let by_body = is_asked_by_body(&seen.checked.method);
        if seen.checked.method != Method::Get
            && !(by_body && matches!(rule.turning, Turning::Cursor { .. }))
        {
            let method = seen.checked.method.token().untrusted();
            let message = match by_body {
                true => format!(
                    "`{}` is a {method}: its pages are followed by a `cursor` in its body only",
                    seen.id
                ),
                false => format!(
                    "`{}` is a {method}: only the pages of a GET, a POST or a QUERY are followed",
                    seen.id
                ),
            };
            return wrong(&config.span, &message);
        }
        let Some(response) = page(seen.responses) else {
            let message = format!("`{}` has not exactly one JSON response", seen.id);
            return wrong(&config.span, &message);
        };
        let (items, item) = match &rule.items {
            Some(named) => {
                let (way, field) = self.way(response, named)?;
                match self.resolved(&field.ty) {
                    Type::List(item) => (way, item.as_ref().clone()),
                    _ => return wrong(&named.span, &format!("`{}` is no list", named.text)),
                }
            }
            None => match self.items(response) {
                Some(found) => found,
                None => {
                    let message = format!("which list of `{}` has the items? say `items`", seen.id);
                    return wrong(&config.span, &message);
                }
            },
        };
        let turn = self.turn(seen, config, rule, response, &item)?;
        Ok(Some(Paging::new(items, item, turn)))
    }

    fn turn(
        &self,
        seen: &Seen<'_, 'd>,
        config: &PagingConfig,
        rule: &PagingRule,
        response: &Type,
        item: &Type,
    ) -> Checked<Turn> {
        Ok(match &rule.turning {
            Turning::Next(next) => Turn::NextLink {
                next: self.text_or_number(response, next, false)?,
            },
            Turning::Link => Turn::LinkHeader,
            Turning::Cursor { next, parameter } if is_asked_by_body(&seen.checked.method) => {
                let Some(body) = sent(seen.body) else {
                    let message = format!("`{}` has no one body in JSON", seen.id);
                    return wrong(&config.span, &message);
                };
                Turn::BodyCursor {
                    next: self.text_or_number(response, next, true)?,
                    property: self.text_or_number(body, parameter, true)?,
                    more: self.configured_more(response, rule, false)?,
                }
            }
            Turning::Cursor { next, parameter } => Turn::Cursor {
                next: self.text_or_number(response, next, true)?,
                parameter: self.query(seen, parameter)?.name.clone(),
                more: self.configured_more(response, rule, false)?,
            },
            Turning::LastItem {
                property,
                parameter,
            } => {
                let Some(more) = self.configured_more(response, rule, true)? else {
                    return wrong(&config.span, "`last_item` needs `more` or `last`");
                };
                Turn::LastItem {
                    property: self.text_or_number(item, property, true)?,
                    parameter: self.query(seen, parameter)?.name.clone(),
                    more,
                }
            }
            Turning::Offset(offset) => Turn::Offset {
                parameter: self.query(seen, offset)?.name.clone(),
                size: self.asked(seen, rule)?,
                end: self.configured_end(response, rule)?,
            },
            Turning::Page(number) => {
                let number = self.query(seen, number)?;
                let Some(first) = rule.first.or_else(|| begins(number)) else {
                    let message = format!(
                        "nothing says whether `{}` begins with 0 or 1: say `first`",
                        number.name.untrusted()
                    );
                    return wrong(&config.span, &message);
                };
                Turn::Number {
                    parameter: number.name.clone(),
                    first: First::At(first),
                    size: self.asked(seen, rule)?,
                    end: self.configured_end(response, rule)?,
                }
            }
        })
    }

    fn configured_end(&self, response: &Type, rule: &PagingRule) -> Checked<End> {
        let whole = |named: &Option<Named>| -> Checked<Option<Vec<Step>>> {
            let Some(named) = named else {
                return Ok(None);
            };
            let (way, field) = self.way(response, named)?;
            if self.is_whole(&field.ty) {
                return Ok(Some(way));
            }
            wrong(&named.span, &format!("`{}` is no whole number", named.text))
        };
        Ok(End {
            more: self.configured_more(response, rule, false)?,
            total: whole(&rule.total)?,
            pages: whole(&rule.pages)?,
        })
    }

    fn configured_more(
        &self,
        response: &Type,
        rule: &PagingRule,
        strict: bool,
    ) -> Checked<Option<More>> {
        let (named, is_last) = match (&rule.more, &rule.last) {
            (Some(named), _) => (named, false),
            (None, Some(named)) => (named, true),
            (None, None) => return Ok(None),
        };
        let (way, field) = self.way(response, named)?;
        if *self.resolved(&field.ty) != Type::Scalar(Scalar::Boolean) {
            return wrong(&named.span, &format!("`{}` is no boolean", named.text));
        }
        Ok(Some(More {
            way,
            is_last,
            strict,
        }))
    }

    fn text_or_number(&self, from: &Type, named: &Named, number: bool) -> Checked<Vec<Step>> {
        let (way, field) = self.way(from, named)?;
        if self.is_plain_text(&field.ty) || (number && self.is_whole(&field.ty)) {
            return Ok(way);
        }
        let wanted = if number {
            "text or a whole number"
        } else {
            "text"
        };
        wrong(&named.span, &format!("`{}` is not {wanted}", named.text))
    }

    /// The property at the end of a way, which is spelt as in the document.
    fn way<'a>(&'a self, from: &'a Type, named: &Named) -> Checked<(Vec<Step>, &'a Field)> {
        let mut ty = from;
        let mut found = None;
        let mut way = Vec::new();
        let mut rest = named.text.as_str();
        while found.is_none() || !rest.is_empty() {
            let Some(fields) = self.fields(ty) else {
                let holder = match way.last() {
                    Some(step) => format!("`{}`", DocumentText::untrusted(step)),
                    None => "what it begins in".to_owned(),
                };
                let message = format!("{holder} is not an object with declared properties");
                return wrong(&named.span, &message);
            };
            // A name can have a dot in it, so the longest one counts.
            let fits = |field: &&Field| {
                let after = rest.strip_prefix(field.name.untrusted());
                !field.name.is_empty()
                    && after.is_some_and(|after| after.is_empty() || after.starts_with('.'))
            };
            let Some(field) = fields
                .iter()
                .filter(fits)
                .max_by_key(|field| field.name.untrusted().len())
            else {
                let step = rest.split('.').next().unwrap_or_default();
                let mut diagnostic = problem(
                    named.span.clone(),
                    &format!("there is no property `{step}`"),
                );
                let names = || fields.iter().map(|field| field.name.untrusted());
                let all = || format!("there are: `{}`", names().collect::<Vec<_>>().join("`, `"));
                diagnostic.help = Some(did_you_mean(step, names()).unwrap_or_else(all));
                return Err(Box::new(diagnostic));
            };
            rest = rest.get(field.name.untrusted().len()..).unwrap_or_default();
            rest = rest.strip_prefix('.').unwrap_or(rest);
            way.push(field.name.clone());
            ty = &field.ty;
            found = Some(field);
        }
        match found {
            Some(field) => Ok((way, field)),
            None => wrong(&named.span, "this names nothing"),
        }
    }

    /// Says which configured operations there are not.
    pub(in crate::lower) fn unknown_paging(&mut self, known: &[Operation], omitted: &[Omitted]) {
        let ids = || {
            let known = known.iter().map(|operation| operation.id.untrusted());
            known.chain(omitted.iter().map(|omitted| omitted.id.untrusted()))
        };
        let config = self.config;
        for (id, paging) in &config.paging {
            if id == ALL_OPERATIONS
                || ids().any(|known| known == id)
                || self.document.unchosen.contains(id)
            {
                continue;
            }
            let mut diagnostic = problem(
                paging.span.clone(),
                &format!("there is no operation `{id}`"),
            );
            diagnostic.help = did_you_mean(id, ids());
            self.push(diagnostic);
        }
    }

    fn asked(&self, seen: &Seen<'_, '_>, rule: &PagingRule) -> Checked<Size> {
        match &rule.size {
            Some(named) => Ok(size(Some(self.query(seen, named)?))),
            None => Ok(Size::default()),
        }
    }

    /// The query parameter with this name.
    fn query<'a>(&self, seen: &Seen<'a, '_>, named: &Named) -> Checked<&'a Parameter> {
        let queries = || {
            let parameters = seen.parameters.iter();
            parameters.filter(|parameter| parameter.location == Location::Query)
        };
        if let Some(found) = queries().find(|parameter| parameter.name == named.text) {
            if matches!(found.presence, Presence::RequiredNullable) || !self.is_cursor(found) {
                return wrong(
                    &named.span,
                    &format!("`{}` takes neither text nor a number", named.text),
                );
            }
            return Ok(found);
        }
        let message = format!("`{}` has no query parameter `{}`", seen.id, named.text);
        let mut diagnostic = problem(named.span.clone(), &message);
        let names = || queries().map(|parameter| parameter.name.untrusted());
        diagnostic.help = did_you_mean(&named.text, names());
        Err(Box::new(diagnostic))
    }
}
