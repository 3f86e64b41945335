//! What do extensions of an operation say of its pages? `x-ms-pageable` (AutoRest) and
//! `x-speakeasy-pagination`.

use super::first::begins;
use super::{Seen, page, rules, size};
use crate::ir::{End, First, Location, Paging, Parameter, Size, Step, Turn, Type};
use crate::lower::context::Lowering;
use serde_json::Value;

impl<'d> Lowering<'d> {
    /// The pages that an extension states: `None` if there is none, and `Some(None)` for one that
    /// says that there are no further pages. What cannot be followed is left to the rules.
    pub(super) fn stated(&self, seen: &Seen<'_, 'd>) -> Option<Option<Paging>> {
        let extensions = &seen.checked.operation.extensions;
        let response = page(seen.responses);
        if let Some(pageable) = extensions.get(rules::MS_PAGEABLE) {
            if pageable.get("nextLinkName").is_some_and(Value::is_null) {
                return Some(None);
            }
            return Some(Some(self.by_ms_pageable(response?, pageable)?));
        }
        let speakeasy = extensions.get(rules::SPEAKEASY)?;
        Some(Some(self.by_speakeasy(seen, response?, speakeasy)?))
    }

    /// `nextLinkName` names the property with the URL of the next page, `itemName` the list.
    fn by_ms_pageable(&self, response: &Type, pageable: &Value) -> Option<Paging> {
        let named = |key: &str| pageable.get(key).and_then(Value::as_str);
        let (items, item) = match named("itemName") {
            Some(name) => self.list_at(response, &[name])?,
            // The default of the extension, or the list that there is.
            None => self
                .list_at(response, &["value"])
                .or_else(|| self.items(response))?,
        };
        let (next, field) = self.exact(response, &[named("nextLinkName")?])?;
        let is_text = self.is_plain_text(&field.ty);
        is_text.then(|| Paging::new(items, item, Turn::NextLink { next }))
    }

    /// `inputs` name the parameters, `outputs` the properties of the response by JSONPath.
    fn by_speakeasy(&self, seen: &Seen<'_, '_>, response: &Type, stated: &Value) -> Option<Paging> {
        let output = |key: &str| {
            let path = stated.get("outputs")?.get(key)?.as_str()?;
            steps(path)
        };
        let inputs = stated.get("inputs").and_then(Value::as_array);
        let input = |kind: &str| {
            let mut inputs = inputs.into_iter().flatten();
            let named = inputs.find(|it| it.get("type").is_some_and(|it| it == kind))?;
            let is_parameter = named.get("in").is_some_and(|it| it == "parameters");
            let name = named.get("name")?.as_str().filter(|_| is_parameter)?;
            let mut parameters = seen.parameters.iter();
            parameters.find(|it| it.location == Location::Query && it.name == *name)
        };
        let (items, item) = match output("results") {
            Some(way) => self.list_at(response, &way)?,
            None => self.items(response)?,
        };
        let turn = match stated.get("type")?.as_str()? {
            "url" => {
                let (next, field) = self.exact(response, &output("nextUrl")?)?;
                self.is_plain_text(&field.ty)
                    .then_some(Turn::NextLink { next })?
            }
            "cursor" => {
                let parameter = input("cursor").filter(|it| self.is_cursor(it))?;
                self.stated_cursor(response, &output("nextCursor"), parameter, &items, &item)?
            }
            "offsetLimit" => {
                let whole = |it: &&Parameter| self.is_whole(&it.ty);
                let size = size(input("limit").filter(whole));
                let pages = output("numPages").and_then(|way| self.whole_at(response, &way));
                match (input("page").filter(whole), input("offset").filter(whole)) {
                    (Some(number), _) => self.stated_number(response, number, size, pages)?,
                    (None, Some(offset)) => Turn::Offset {
                        parameter: offset.name.clone(),
                        size,
                        end: End {
                            pages: None,
                            ..self.end(response)
                        },
                    },
                    (None, None) => return None,
                }
            }
            _ => return None,
        };
        Some(Paging::new(items, item, turn))
    }

    fn stated_number(
        &self,
        response: &Type,
        number: &Parameter,
        size: Size,
        pages: Option<Vec<Step>>,
    ) -> Option<Turn> {
        let reported = || {
            self.whole(response, &rules::CURRENT)
                .map(First::FromResponse)
        };
        let first = match begins(number) {
            Some(first @ (0 | 1)) => First::At(first),
            Some(_) => return None,
            // The extension counts from 1.
            None => reported().unwrap_or(First::At(1)),
        };
        let end = self.end(response);
        Some(Turn::Number {
            parameter: number.name.clone(),
            first,
            size,
            end: End {
                pages: pages.or(end.pages),
                ..end
            },
        })
    }

    /// A cursor of the response. One inside of the last item (`$.data[-1].id`) needs to be told
    /// whether there are more.
    fn stated_cursor(
        &self,
        response: &Type,
        next: &Option<Vec<&str>>,
        parameter: &Parameter,
        items: &[Step],
        item: &Type,
    ) -> Option<Turn> {
        let next = next.as_deref()?;
        let parameter = parameter.name.clone();
        if let Some(at) = next.iter().position(|step| *step == LAST) {
            let (list, property) = next.split_at_checked(at)?;
            let list = self.list_at(response, list)?.0;
            let property = self.exact(item, property.get(1..)?)?.0;
            let more = self.more(response)?;
            return (list == items).then_some(Turn::LastItem {
                property,
                parameter,
                more,
            });
        }
        let (next, field) = self.exact(response, next)?;
        let is_value = self.is_plain_text(&field.ty) || self.is_whole(&field.ty);
        is_value.then(|| Turn::Cursor {
            next,
            parameter,
            more: self.more(response),
        })
    }

    fn whole_at(&self, response: &Type, way: &[&str]) -> Option<Vec<Step>> {
        let (way, field) = self.exact(response, way)?;
        self.is_whole(&field.ty).then_some(way)
    }

    fn list_at(&self, response: &Type, way: &[&str]) -> Option<(Vec<Step>, Type)> {
        let (way, ty) = match way.is_empty() {
            true => (Vec::new(), response),
            false => {
                let (way, field) = self.exact(response, way)?;
                (way, &field.ty)
            }
        };
        match self.resolved(ty) {
            Type::List(item) => Some((way, item.as_ref().clone())),
            _ => None,
        }
    }

    /// The property at the end of a way that is spelt exactly so.
    fn exact(&self, from: &Type, way: &[&str]) -> Option<(Vec<Step>, &crate::ir::Field)> {
        let (found, field) = self.property(from, way.iter().copied())?;
        let is_exact = found.iter().map(Step::untrusted).eq(way.iter().copied());
        is_exact.then_some((found, field))
    }
}

/// Stands for the last element of a list.
const LAST: &str = "[-1]";

/// The steps of a JSONPath that consists of names, and of `[-1]` and `[(@.length-1)]` for the last
/// element.
fn steps(path: &str) -> Option<Vec<&str>> {
    let rest = path.trim().strip_prefix('$')?;
    let mut steps = Vec::new();
    for step in rest.split('.').filter(|step| !step.is_empty()) {
        match step.split_once('[') {
            None => steps.push(step),
            Some((name, "-1]" | "-1:]" | "(@.length-1)]")) => {
                steps.extend((!name.is_empty()).then_some(name));
                steps.push(LAST);
            }
            Some(_) => return None,
        }
    }
    Some(steps)
}
