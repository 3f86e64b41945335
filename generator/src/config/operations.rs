//! Which operations does the user want?

use super::glob::fits;
use super::read::{Item, Reader, Span};

/// The operations of a document that are bound: `api.<stem>.operations`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Those that one of these selects; all where there is none.
    pub include: Vec<Selector>,
    /// But not those that one of these selects.
    pub exclude: Vec<Selector>,
}

/// Operations that everything said here is true of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    /// They have a tag that fits this pattern.
    pub tag: Option<String>,
    /// Their `operationId` fits this pattern.
    pub id: Option<String>,
    /// Their path fits this pattern.
    pub path: Option<String>,
    /// Their method, in any case.
    pub method: Option<String>,
    /// Its position in the text of the configuration.
    pub(crate) span: Span,
}

/// The attributes that operations are selected by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate<'a> {
    pub(crate) tags: &'a [&'a str],
    pub(crate) id: Option<&'a str>,
    pub(crate) path: &'a str,
    pub(crate) method: &'a str,
}

impl Choice {
    /// Whether it is all operations.
    pub fn is_everything(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// Whether it has an operation.
    pub(crate) fn has(&self, candidate: &Candidate<'_>) -> bool {
        let any = |selectors: &[Selector]| selectors.iter().any(|it| it.selects(candidate));
        (self.include.is_empty() || any(&self.include)) && !any(&self.exclude)
    }
}

impl Selector {
    /// Whether it selects an operation.
    pub(crate) fn selects(&self, candidate: &Candidate<'_>) -> bool {
        let said = |pattern: &Option<String>, test: &dyn Fn(&str) -> bool| {
            pattern.as_deref().is_none_or(test)
        };
        said(&self.tag, &|tag| {
            candidate.tags.iter().any(|it| fits(tag, it))
        }) && said(&self.id, &|id| candidate.id.is_some_and(|it| fits(id, it)))
            && said(&self.path, &|path| fits(path, candidate.path))
            && said(&self.method, &|method| {
                method.eq_ignore_ascii_case(candidate.method)
            })
    }
}

impl Reader {
    /// `api.<stem>.operations`.
    pub(super) fn operations(&mut self, stem: &str, item: &Item<'_>) -> Choice {
        let table = format!("api.{stem}.operations");
        let mut choice = Choice::default();
        for (key, item) in self.table(item).into_iter().flatten() {
            match key.get_ref().as_ref() {
                "include" => choice.include = self.selectors(&format!("{table}.include"), item),
                "exclude" => choice.exclude = self.selectors(&format!("{table}.exclude"), item),
                _ => self.unknown_key(key, &table, &["exclude", "include"]),
            }
        }
        choice
    }

    fn selectors(&mut self, table: &str, item: &Item<'_>) -> Vec<Selector> {
        let list = item.get_ref().as_array();
        let Some(list) = list.filter(|list| !list.is_empty()) else {
            self.wrong_type(
                item,
                "a list of one selector or more, such as `[{ tag = \"pets\" }]`",
            );
            return Vec::new();
        };
        let mut selectors = Vec::new();
        for item in list {
            let mut selector = Selector {
                span: Span(item.span()),
                ..Selector::default()
            };
            let Some(properties) = item.get_ref().as_table() else {
                self.wrong_type(item, "a selector, such as `{ tag = \"pets\" }`");
                continue;
            };
            for (key, item) in properties {
                let part = match key.get_ref().as_ref() {
                    "tag" => &mut selector.tag,
                    "id" => &mut selector.id,
                    "path" => &mut selector.path,
                    "method" => &mut selector.method,
                    _ => {
                        self.unknown_key(key, table, &["id", "method", "path", "tag"]);
                        continue;
                    }
                };
                *part = self.text(item, |text| !text.is_empty(), "a pattern");
            }
            if properties.is_empty() {
                self.problem(
                    item.span(),
                    "a selector says `tag`, `id`, `path` or `method`",
                );
            }
            selectors.push(selector);
        }
        selectors
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::read::{read, tests::problems};

    #[test]
    fn an_operation_is_chosen_by_everything_that_a_selector_says() {
        let config = read(
            "[api.x.operations]\n\
             include = [{ tag = 'pets', method = 'get' }, { id = 'add*' }, { path = '/a/**' }]\n\
             exclude = [{ path = '/a/b' }]\n",
        )
        .unwrap();
        let choice = &config.apis["x"].operations;
        let has = |tags: &[&str], id, path, method| {
            choice.has(&Candidate {
                tags,
                id,
                path,
                method,
            })
        };
        assert!(has(&["x", "pets"], None, "/p", "GET"));
        assert!(!has(&["pets"], None, "/p", "PUT"));
        assert!(!has(&["x"], None, "/p", "GET"));
        assert!(has(&[], Some("addPet"), "/p", "POST"));
        assert!(!has(&[], Some("add"), "/a/b", "POST"));
        assert!(has(&[], None, "/a/c/d", "POST"));
        assert!(Choice::default().is_everything());
    }

    #[test]
    fn empty_selectors_are_errors() {
        for (text, place, message) in [
            ("3", "3", "expected a table, found integer"),
            (
                "{ inclde = [] }",
                "inclde",
                "unknown key `inclde` in `[api.x.operations]`",
            ),
            (
                "{ include = [] }",
                "[]",
                "expected a list of one selector or more, such as `[{ tag = \"pets\" }]`, found array",
            ),
            (
                "{ include = [{}] }",
                "{}",
                "a selector says `tag`, `id`, `path` or `method`",
            ),
            (
                "{ include = ['a'] }",
                "'a'",
                "expected a selector, such as `{ tag = \"pets\" }`, found string",
            ),
            (
                "{ exclude = [{ tgs = 'a' }] }",
                "tgs",
                "unknown key `tgs` in `[api.x.operations.exclude]`",
            ),
            ("{ exclude = [{ id = '' }] }", "''", "`` is not a pattern"),
        ] {
            let found = problems(&format!("[api.x]\noperations = {text}\n"));
            assert_eq!(found, [(place.to_owned(), message.to_owned())], "{text}");
        }
    }
}
