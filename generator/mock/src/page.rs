//! Which items are on the page that is asked for, and what tells where the next one is?

use super::coding::{encoded, pairs, raw_pairs};
use super::fill::Filling;
use super::operation::Operation;
use bindery::ir::{First, More, Paging, Size, Step, Turn};
use bindery::lower::paging::{SIZES, alike_names as alike};
use serde_json::{Value, json};

/// The query parameter of links that this server gives.
const START: &str = "bindery-start";

/// Items of a page, where nobody says how many.
const USUAL: usize = 50;

/// Beside [`SIZES`], query parameters for the number of items.
const COUNTS: [&str; 5] = ["count", "take", "top", "$top", "max_items"];

/// A request for a page.
pub(super) struct Asked<'a> {
    pub operation: &'a Operation,
    /// Where the page is, without its query.
    pub url: &'a str,
    pub query: &'a str,
    /// The sizes of pages that parameters have by default.
    pub defaults: &'a [(String, u64)],
}

/// A page of all items.
pub(super) struct Page<'a> {
    asked: &'a Asked<'a>,
    start: usize,
    size: usize,
    total: usize,
}

impl<'a> Page<'a> {
    /// The page that is asked for.
    pub(super) fn of(asked: &'a Asked<'a>, items: &[&Value]) -> Self {
        let query = pairs(asked.query);
        let given = |name: &str| {
            let mut pairs = query.iter();
            pairs
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.as_str())
        };
        let number = |name: &str| given(name).and_then(|text| text.parse::<usize>().ok());
        let paging = asked.operation.paging.as_ref();
        let turn = paging.map(|paging| &paging.turn);
        let size = size(asked, turn, items.len(), &number);
        let start = match turn {
            Some(Turn::NextLink { .. } | Turn::LinkHeader) => number(START),
            Some(Turn::Cursor { parameter, .. } | Turn::Offset { parameter, .. }) => {
                number(parameter.untrusted())
            }
            Some(Turn::LastItem {
                property,
                parameter,
                ..
            }) => given(parameter.untrusted()).map(|last| after(items, property, last)),
            Some(Turn::Number {
                parameter, first, ..
            }) => {
                let first = first_number(first);
                let page = number(parameter.untrusted()).unwrap_or(first);
                Some(page.saturating_sub(first).saturating_mul(size))
            }
            // Bodies are not looked at for pages: there is one.
            Some(Turn::BodyCursor { .. }) | None => None,
        };
        Self {
            asked,
            start: start.unwrap_or_default().min(items.len()),
            size,
            total: items.len(),
        }
    }

    fn end(&self) -> usize {
        self.start.saturating_add(self.size).min(self.total)
    }

    fn is_last(&self) -> bool {
        self.end() >= self.total
    }

    /// Its items.
    pub(super) fn items(&self, all: &[&Value]) -> Vec<Value> {
        let count = self.end().saturating_sub(self.start);
        let shown = all.iter().skip(self.start).take(count);
        shown.copied().cloned().collect()
    }

    /// Says in the response where it stands among the others. The value of the header `Link`, where
    /// that is what says it.
    pub(super) fn report(&self, paging: &Paging, response: &mut Filling<'_>) -> Option<String> {
        let texts = |number: usize| [json!(number.to_string()), json!(number)];
        self.beside(paging, response);
        match &paging.turn {
            Turn::NextLink { next } => {
                let link = (!self.is_last()).then(|| json!(self.link()));
                self.lead(
                    response,
                    &names(next),
                    &link.into_iter().collect::<Vec<_>>(),
                );
            }
            Turn::LinkHeader => {
                return (!self.is_last()).then(|| format!("<{}>; rel=\"next\"", self.link()));
            }
            Turn::Cursor { next, more, .. } | Turn::BodyCursor { next, more, .. } => {
                let cursor = if self.is_last() {
                    Vec::new()
                } else {
                    texts(self.end()).to_vec()
                };
                self.lead(response, &names(next), &cursor);
                self.more(response, more.as_ref());
            }
            Turn::LastItem { more, .. } => self.more(response, Some(more)),
            Turn::Offset { end, .. } | Turn::Number { end, .. } => {
                self.more(response, end.more.as_ref());
                if let Some(total) = &end.total {
                    response.put_any(
                        &names(total),
                        &[json!(self.total), json!(self.total.to_string())],
                    );
                }
                if let Some(pages) = &end.pages {
                    let count = self.total.div_ceil(self.size.max(1));
                    response.put_any(&names(pages), &[json!(count), json!(count.to_string())]);
                }
            }
        }
        if let Turn::Number { first, .. } = &paging.turn
            && let First::FromResponse(way) = first
        {
            let number = first_number(first) + self.start / self.size.max(1);
            response.put_any(&names(way), &[json!(number), json!(number.to_string())]);
        }
        None
    }

    /// Sets the accompanying values: the page size and the links back.
    fn beside(&self, paging: &Paging, response: &mut Filling<'_>) {
        let way = match &paging.turn {
            Turn::NextLink { next } | Turn::Cursor { next, .. } | Turn::BodyCursor { next, .. } => {
                Some(next)
            }
            Turn::Offset { end, .. } | Turn::Number { end, .. } => end.total.as_ref(),
            Turn::LinkHeader | Turn::LastItem { .. } => None,
        };
        let way = way.map(|way| names(way));
        let Some((_, place)) = way.as_deref().and_then(|way| way.split_last()) else {
            return;
        };
        let properties = response.get(place).and_then(Value::as_object);
        let names: Vec<String> = properties
            .into_iter()
            .flatten()
            .map(|(name, _)| name.clone())
            .collect();
        for name in names {
            let lower = name.to_lowercase();
            let way: Vec<String> = place.iter().cloned().chain([name]).collect();
            let is_number = response.get(&way).is_some_and(Value::is_number);
            if is_number && SIZES.iter().any(|size| alike(size, &lower)) {
                response.put(&way, json!(self.size));
            } else if lower.contains("prev") && response.get(&way).is_some_and(Value::is_string) {
                self.lead(response, &way, &[]);
            }
        }
    }

    /// Sets what leads to the next page; where there is none, it is null, empty or absent.
    fn lead(&self, response: &mut Filling<'_>, way: &[String], values: &[Value]) {
        if !response.put_any(way, values) {
            let _ = response.put_any(way, &[Value::Null]) || response.remove(way) || {
                response.get(way).is_some() && response.put(way, json!(""))
            };
        }
    }

    fn more(&self, response: &mut Filling<'_>, more: Option<&More>) {
        if let Some(more) = more {
            response.put(&names(&more.way), json!(self.is_last() == more.is_last));
        }
    }

    /// The URL of the next page.
    fn link(&self) -> String {
        let kept = raw_pairs(self.asked.query).filter(|(name, _)| *name != START);
        let kept = kept.map(|(name, value)| format!("{name}={value}&"));
        let query: String = kept.collect();
        let url = self.asked.url;
        format!("{url}?{query}{}={}", encoded(START), self.end())
    }
}

/// The names of properties on a way.
pub(super) fn names(way: &[Step]) -> Vec<String> {
    way.iter().map(|step| step.untrusted().to_owned()).collect()
}

/// The page size.
fn size(
    asked: &Asked<'_>,
    turn: Option<&Turn>,
    total: usize,
    number: &dyn Fn(&str) -> Option<usize>,
) -> usize {
    let declared = match turn {
        Some(Turn::Offset { size, .. } | Turn::Number { size, .. }) => size.clone(),
        _ => Size::default(),
    };
    if let Some(Turn::BodyCursor { .. }) = turn {
        return total;
    }
    let narrow = |size: u64| usize::try_from(size).unwrap_or(usize::MAX);
    let parameter = declared.parameter.map(|name| name.untrusted().to_owned());
    let parameter = parameter.or_else(|| {
        let names = asked.operation.parameters.iter();
        let mut names = names.filter(|parameter| parameter.location == "query");
        let known = |name: &str| {
            let mut known = SIZES.iter().chain(&COUNTS);
            known.any(|known| alike(known, name))
        };
        let found = names.find(|parameter| known(&parameter.name));
        found.map(|parameter| parameter.name.clone())
    });
    let given = parameter.as_deref().and_then(number);
    let usual = parameter.and_then(|name| {
        let mut defaults = asked.defaults.iter();
        defaults
            .find(|(known, _)| *known == name)
            .map(|(_, size)| narrow(*size))
    });
    let usual = declared.default.map(narrow).or(usual);
    let unasked = if turn.is_some() { USUAL } else { total };
    let size = given.or(usual).unwrap_or(unasked);
    let most = declared.maximum.map_or(usize::MAX, narrow);
    // A page without items would have no end of pages behind it.
    size.min(most).max(1)
}

/// The index behind the item whose property has this value; behind all where there is none.
fn after(items: &[&Value], property: &[Step], last: &str) -> usize {
    let is_last = |item: &&Value| {
        let value = property
            .iter()
            .try_fold(*item, |value, step| value.get(step.untrusted()));
        value.is_some_and(|value| match value {
            Value::String(text) => text == last,
            Value::Number(number) => number.to_string() == last,
            _ => false,
        })
    };
    let found = items.iter().position(is_last);
    found.map_or(items.len(), |index| index + 1)
}

fn first_number(first: &First) -> usize {
    match first {
        First::At(first) => usize::try_from(*first).unwrap_or_default(),
        First::FromResponse(_) => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::super::judge::Direction;
    use super::super::{Mock, Options, make};
    use super::names;
    use bindery::ir::{Step, Turn};
    use bindery::job::Request as Job;
    use bindery::pipeline;
    use serde_json::{Value, json};
    use std::path::Path;

    /// The response to `GET` of this target, with its header `Link`.
    fn get(mock: &Mock, target: &str) -> (Value, String) {
        let request = hyper::Request::get(target).header("host", "a.example");
        let (head, ()) = request.body(()).unwrap().into_parts();
        let response = mock.respond(&head, b"");
        assert_eq!(response.status, 200, "{target}: {:?}", response.reason);
        let link = response
            .headers
            .get("link")
            .map(|link| link.to_str().unwrap());
        let link = link.unwrap_or_default().to_owned();
        (serde_json::from_slice(&response.body).unwrap(), link)
    }

    fn at<'v>(value: &'v Value, way: &[Step]) -> Option<&'v Value> {
        let mut steps = way.iter().map(Step::untrusted);
        steps.try_fold(value, |value, step| value.get(step))
    }

    fn text(value: &Value) -> String {
        match value {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        }
    }

    /// The ids on all pages, each page found as a client finds it.
    fn walk(mock: &Mock, path: &str, turn: &Turn, way: &[Step]) -> (Vec<String>, usize) {
        let mut target = path.to_owned();
        let (mut ids, mut pages) = (Vec::new(), 0);
        while pages < 100 {
            pages += 1;
            let (response, link) = get(mock, &target);
            let items = at(&response, way)
                .and_then(Value::as_array)
                .unwrap()
                .clone();
            ids.extend(items.iter().map(|item| text(&item["id"])));
            let relative = |url: &str| url.replace("http://a.example", "");
            let said = |way: &[Step]| at(&response, way).map(text).unwrap_or_default();
            let next = match turn {
                Turn::NextLink { next } => relative(&said(next)),
                Turn::LinkHeader => {
                    let url = link.split(['<', '>']).nth(1).unwrap_or_default();
                    relative(url)
                }
                Turn::Cursor {
                    next, parameter, ..
                } => match said(next) {
                    cursor if cursor.is_empty() => cursor,
                    cursor => format!("{path}?{}={cursor}", parameter.untrusted()),
                },
                Turn::BodyCursor { .. } => String::new(),
                Turn::LastItem {
                    property,
                    parameter,
                    more,
                } => {
                    let goes_on = (said(&more.way) == "true") != more.is_last;
                    let last = items.last().and_then(|item| at(item, property));
                    match (goes_on, last) {
                        (true, Some(last)) => {
                            format!("{path}?{}={}", parameter.untrusted(), text(last))
                        }
                        _ => String::new(),
                    }
                }
                Turn::Offset { parameter, .. } if !items.is_empty() => {
                    format!("{path}?{}={}", parameter.untrusted(), ids.len())
                }
                Turn::Number {
                    parameter, first, ..
                } if !items.is_empty() => {
                    let number = super::first_number(first) + pages;
                    format!("{path}?{}={number}", parameter.untrusted())
                }
                Turn::Offset { .. } | Turn::Number { .. } => String::new(),
            };
            if next.is_empty() {
                break;
            }
            target = next.replace('[', "%5B").replace(']', "%5D");
        }
        (ids, pages)
    }

    #[test]
    fn every_form_of_pages_comes_to_its_end_with_all_items() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/pass/pages");
        let config = folder.join("bindery.toml");
        let job = Job {
            documents: vec![folder.join("document.yaml")],
            config: config.is_file().then_some(config),
            ..Job::default()
        };
        let (_, served) = pipeline::serve(&job.job().unwrap()).unwrap();
        let mock = Mock::new(served, Options::default());
        let mut forms = 0;
        for operation in &mock.operations {
            let Some(paging) = &operation.paging else {
                continue;
            };
            forms += 1;
            let served = &mock.documents[0];
            let judge = mock.judge(operation, served, Direction::Response);
            let content = &operation.responses[0].content[0];
            let schema = super::super::media::schema(&judge, content).unwrap();
            let list = super::super::tree::schema_at(judge.tree, schema, &names(&paging.items));
            let list = list.unwrap();
            let items = super::super::tree::merged(judge.tree, &list)["items"].clone();
            // More than two pages of the usual size.
            for number in 0..120 {
                let mut item = make::value(&judge, &items, 0, "");
                item["id"] = json!(format!("i{number}"));
                let mut state = mock.state.lock().unwrap();
                state
                    .keep(&operation.path, &number.to_string(), item)
                    .unwrap();
            }
            let (ids, pages) = walk(&mock, &operation.path, &paging.turn, &paging.items);
            let expected: Vec<String> = (0..120).map(|number| format!("i{number}")).collect();
            assert_eq!(ids, expected, "{}", operation.id);
            assert!(pages >= 3, "{}: {pages}", operation.id);
        }
        assert!(forms > 9, "{forms}");
    }
}
