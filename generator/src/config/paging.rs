//! What does the user say about pages?

use super::read::{Item, Key, Reader};
use std::ops::Range;

/// The configured pagination of one operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagingConfig {
    /// Where the operation is named.
    pub(crate) span: Range<usize>,
    /// The pagination of its responses; `None` for none, or for that of the document if links are
    /// rebased.
    pub rule: Option<PagingRule>,
    /// Whether a link to another host is followed on the base URL of the client.
    pub rebase: bool,
}

/// Stands for all operations, to say that their links are rebased.
pub const ALL_OPERATIONS: &str = "*";

/// The pagination of an operation's responses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagingRule {
    /// Where the next page is.
    pub turning: Turning,
    /// The way to the list of items.
    pub items: Option<Named>,
    /// The query parameter for the size of a page.
    pub size: Option<Named>,
    /// The number of the first page.
    pub first: Option<u64>,
    /// The way to the number of all items.
    pub total: Option<Named>,
    /// The way to the number of all pages.
    pub pages: Option<Named>,
    /// The way to what is true as long as there are more pages.
    pub more: Option<Named>,
    /// The way to what is true on the last page.
    pub last: Option<Named>,
}

/// Where the next page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turning {
    /// Behind the URL at this way.
    Next(Named),
    /// Behind a link in the header `Link`.
    Link,
    /// In a query parameter.
    Cursor {
        /// The way to its value.
        next: Named,
        /// The parameter.
        parameter: Named,
    },
    /// In a query parameter that takes something of the last item.
    LastItem {
        /// The way to its value, from the item.
        property: Named,
        /// The parameter.
        parameter: Named,
    },
    /// In a query parameter that takes the number of items before the page.
    Offset(Named),
    /// In a query parameter that takes the number of the page.
    Page(Named),
}

/// A path or a name of the document, and its position in the configuration.
#[derive(Clone, PartialEq, Eq)]
pub struct Named {
    /// As it is written.
    pub text: String,
    pub(crate) span: Range<usize>,
}

/// The position is not part of it: the fingerprint depends on the meaning.
impl std::fmt::Debug for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.text.fmt(f)
    }
}

/// The keys that say where the next page is, each with the others that it needs, and those that
/// it may have beside `items`.
const TURNINGS: [(&str, &[&str], &[&str]); 6] = [
    ("next", &[], &["rebase"]),
    ("link", &[], &["rebase"]),
    ("cursor", &["parameter"], &["more", "last"]),
    ("last_item", &["parameter"], &["more", "last"]),
    ("offset", &[], &["size", "total", "more", "last"]),
    (
        "page",
        &[],
        &["first", "size", "total", "pages", "more", "last"],
    ),
];

const KEYS: [&str; 15] = [
    "next",
    "link",
    "cursor",
    "last_item",
    "offset",
    "page",
    "items",
    "parameter",
    "size",
    "first",
    "total",
    "pages",
    "more",
    "last",
    "rebase",
];

impl Reader {
    /// `api.<stem>.paging.<operationId>`.
    pub(super) fn paging(
        &mut self,
        stem: &str,
        key: &Key<'_>,
        item: &Item<'_>,
    ) -> Option<PagingConfig> {
        let span = key.span();
        if item.get_ref().as_bool() == Some(false) {
            return Some(PagingConfig {
                span,
                rule: None,
                rebase: false,
            });
        }
        let Some(table) = item.get_ref().as_table() else {
            self.wrong_type(item, "a table, or `false`");
            return None;
        };
        let mut names: Vec<(&'static str, Named)> = Vec::new();
        let (mut link, mut first, mut rebase) = (false, None, false);
        let before = self.problems.len();
        for (key, item) in table {
            let Some(known) = KEYS
                .into_iter()
                .find(|known| *known == key.get_ref().as_ref())
            else {
                let table = format!("api.{stem}.paging");
                self.unknown_key(key, &table, &KEYS);
                continue;
            };
            match known {
                "link" if item.get_ref().as_bool() == Some(true) => link = true,
                "link" => self.wrong_type(item, "`true`"),
                "rebase" => rebase = self.flag(item).unwrap_or_default(),
                "first" => match item
                    .get_ref()
                    .as_integer()
                    .and_then(|number| number.as_str().parse().ok())
                {
                    Some(number) => first = Some(number),
                    None => self.wrong_type(item, "a number that is not negative"),
                },
                _ => {
                    if let Some(text) = self.text(item, |text| !text.is_empty(), "a name") {
                        names.push((
                            known,
                            Named {
                                text,
                                span: item.span(),
                            },
                        ));
                    }
                }
            }
            if let Some(problem) = self.out_of_place(table, known) {
                self.problem(key.span(), &problem);
            }
        }
        let mut take = |wanted: &str| {
            let at = names.iter().position(|(name, _)| *name == wanted)?;
            Some(names.remove(at).1)
        };
        let (parameter, next, cursor) = (take("parameter"), take("next"), take("cursor"));
        let turning = match (
            next,
            cursor,
            take("last_item"),
            take("offset"),
            take("page"),
        ) {
            (Some(next), ..) => Some(Turning::Next(next)),
            (_, Some(next), ..) => parameter.map(|parameter| Turning::Cursor { next, parameter }),
            (_, _, Some(property), ..) => parameter.map(|parameter| Turning::LastItem {
                property,
                parameter,
            }),
            (_, _, _, Some(offset), _) => Some(Turning::Offset(offset)),
            (.., Some(page)) => Some(Turning::Page(page)),
            _ => link.then_some(Turning::Link),
        };
        if let Some(turning) = turning.filter(|_| key.get_ref().as_ref() != ALL_OPERATIONS) {
            let rule = PagingRule {
                turning,
                items: take("items"),
                size: take("size"),
                first,
                total: take("total"),
                pages: take("pages"),
                more: take("more"),
                last: take("last"),
            };
            return Some(PagingConfig {
                span,
                rule: Some(rule),
                rebase,
            });
        }
        let is_rebase_alone = rebase && table.len() == 1;
        if is_rebase_alone || key.get_ref().as_ref() == ALL_OPERATIONS {
            if !is_rebase_alone && self.problems.len() == before {
                self.problem(
                    span,
                    "all operations have `rebase = true` in common and nothing else",
                );
                return None;
            }
            return Some(PagingConfig {
                span,
                rule: None,
                rebase,
            });
        }
        if self.problems.len() == before {
            let ways = "`next`, `link`, `cursor`, `last_item`, `offset` or `page`";
            let name = key.get_ref();
            let needed = match table
                .iter()
                .any(|(key, _)| matches!(key.get_ref().as_ref(), "cursor" | "last_item"))
            {
                true => "`parameter`",
                false => ways,
            };
            self.problem(span, &format!("the pages of `{name}` need {needed}"));
        }
        None
    }

    /// The reason why keys conflict.
    fn out_of_place(&self, table: &toml::de::DeTable<'_>, key: &str) -> Option<String> {
        let has = |wanted: &str| {
            table
                .iter()
                .any(|(key, _)| key.get_ref().as_ref() == wanted)
        };
        let (turning, needs, may) = TURNINGS.into_iter().find(|(turning, ..)| has(turning))?;
        if TURNINGS.iter().any(|(other, ..)| *other == key) {
            return (key != turning)
                .then(|| format!("`{key}` and `{turning}` are two ways to the next page"));
        }
        let fits = key == "items" || needs.contains(&key) || may.contains(&key);
        (!fits).then(|| format!("`{key}` means nothing beside `{turning}`"))
    }
}

#[cfg(test)]
mod tests {
    use crate::config::read::{read, tests::problems};

    #[test]
    fn what_is_said_of_pages_has_to_make_sense() {
        for (rule, place, message) in [
            ("3", "3", "expected a table, or `false`, found integer"),
            (
                "true",
                "true",
                "expected a table, or `false`, found boolean",
            ),
            (
                "{ netx = 'a' }",
                "netx",
                "unknown key `netx` in `[api.x.paging]`",
            ),
            (
                "{ next = 1 }",
                "1",
                "expected a string: a name, found integer",
            ),
            ("{ next = '' }", "''", "`` is not a name"),
            (
                "{ link = false }",
                "false",
                "expected `true`, found boolean",
            ),
            (
                "{ page = 'p', first = -1 }",
                "-1",
                "expected a number that is not negative, found integer",
            ),
            (
                "{ next = 'a', total = 'b' }",
                "total",
                "`total` means nothing beside `next`",
            ),
            (
                "{ next = 'a', link = true }",
                "link",
                "`link` and `next` are two ways to the next page",
            ),
            ("{ cursor = 'a' }", "o", "the pages of `o` need `parameter`"),
            (
                "{ items = 'a' }",
                "o",
                "the pages of `o` need `next`, `link`, `cursor`, `last_item`, `offset` or `page`",
            ),
        ] {
            let found = problems(&format!("[api.x.paging]\no = {rule}\n"));
            assert_eq!(found, [(place.to_owned(), message.to_owned())], "{rule}");
        }
        for (text, place) in [
            ("'*' = { next = 'a' }", "'*'"),
            ("'*' = { rebase = false }", "'*'"),
            (
                "o = { cursor = 'a', parameter = 'b', rebase = true }",
                "rebase",
            ),
            ("o = { rebase = 1 }", "1"),
        ] {
            let found = problems(&format!("[api.x.paging]\n{text}\n"));
            assert_eq!(found[0].0, place, "{text}: {found:?}");
        }
        let config =
            read("[api.x.paging]\no = { rebase = true }\n'*' = { rebase = true }\n").unwrap();
        assert!(config.apis["x"].paging.values().all(|paging| paging.rebase));
        let config = read("[api.x.paging]\no = false\np = { next = 'a' }\n").unwrap();
        let paging = &config.apis["x"].paging;
        assert!(paging["o"].rule.is_none() && paging["p"].rule.is_some());
    }
}
