//! Which metadata of a package does the user configure, and is it valid?
//!
//! The rules are those of cargo and its public registry, so that a mistake is reported here and not when the
//! crate is published.

use super::Metadata;
use super::read::{Item, Reader};
use std::collections::BTreeMap;

/// A key of `[crate.package]`.
struct Key {
    name: &'static str,
    /// Whether a text is valid: the value, or each item of a list.
    is_valid: fn(&str) -> bool,
    /// The valid form, in words.
    form: &'static str,
    /// The largest number of items, for a list.
    list: Option<usize>,
}

const LINK: &str = "a URL that begins with `https://` or `http://`";

const KEYS: &[Key] = &[
    Key::list("authors", is_line, "one line of text", usize::MAX),
    Key::list(
        "categories",
        is_category,
        "a category slug such as `api-bindings`",
        5,
    ),
    Key::text("description", is_line, "one line of text"),
    Key::text("documentation", is_link, LINK),
    Key::text("homepage", is_link, LINK),
    Key::list(
        "keywords",
        is_keyword,
        "a keyword (at most 20 of the characters `a-z`, `A-Z`, `0-9`, `-`, `_`, `+`, first a letter or digit)",
        5,
    ),
    Key::text(
        "license",
        is_license,
        "an SPDX license expression such as `MIT OR Apache-2.0`",
    ),
    Key::text("license-file", is_line, "the path of a file"),
    Key::text("readme", is_line, "the path of a file"),
    Key::text("repository", is_link, LINK),
];

impl Key {
    const fn text(name: &'static str, is_valid: fn(&str) -> bool, form: &'static str) -> Self {
        Self {
            name,
            is_valid,
            form,
            list: None,
        }
    }

    const fn list(
        name: &'static str,
        is_valid: fn(&str) -> bool,
        form: &'static str,
        limit: usize,
    ) -> Self {
        Self {
            name,
            is_valid,
            form,
            list: Some(limit),
        }
    }
}

impl Reader {
    /// `[crate.package]`.
    pub(super) fn metadata(&mut self, item: &Item<'_>) -> BTreeMap<String, Metadata> {
        let mut metadata = BTreeMap::new();
        for (name, item) in self.table(item).into_iter().flatten() {
            let Some(key) = KEYS.iter().find(|key| key.name == name.get_ref().as_ref()) else {
                let known: Vec<&str> = KEYS.iter().map(|key| key.name).collect();
                self.unknown_key(name, "crate.package", &known);
                continue;
            };
            let value = match key.list {
                None => self.text(item, key.is_valid, key.form).map(Metadata::Text),
                Some(limit) => self.metadata_list(item, key, limit).map(Metadata::List),
            };
            metadata.extend(value.map(|value| (key.name.to_owned(), value)));
        }
        metadata
    }

    fn metadata_list(&mut self, item: &Item<'_>, key: &Key, limit: usize) -> Option<Vec<String>> {
        let Some(list) = item.get_ref().as_array() else {
            self.wrong_type(item, "a list of strings");
            return None;
        };
        if list.len() > limit {
            let message = format!("`{}` has more than {limit} items", key.name);
            self.problem(item.span(), &message);
        }
        let texts = list.iter();
        let texts = texts.filter_map(|item| self.text(item, key.is_valid, key.form));
        Some(texts.collect())
    }
}

fn is_line(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(char::is_control)
}

fn is_link(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split('/').next().unwrap_or_default();
        !host.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control())
    })
}

fn is_keyword(text: &str) -> bool {
    text.len() <= 20
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+'))
}

fn is_category(text: &str) -> bool {
    let is_part = |part: &str| {
        let mut characters = part.chars();
        !part.is_empty()
            && characters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    text.split("::").all(is_part)
}

/// The grammar of SPDX license expressions: terms, `AND`, `OR`, `WITH` and parentheses. The names of
/// licenses are not checked, because the list grows.
fn is_license(text: &str) -> bool {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let (mut depth, mut wants_term, mut is_exception) = (0_usize, true, false);
    for token in spaced.split_whitespace() {
        match token {
            "(" if wants_term && !is_exception => depth += 1,
            ")" if !wants_term && depth > 0 => depth -= 1,
            "AND" | "OR" if !wants_term => (wants_term, is_exception) = (true, false),
            "WITH" if !wants_term => (wants_term, is_exception) = (true, true),
            "(" | ")" | "AND" | "OR" | "WITH" => return false,
            name if wants_term && is_license_name(name) => wants_term = false,
            _ => return false,
        }
    }
    depth == 0 && !wants_term
}

fn is_license_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn licenses_are_spdx_expressions() {
        for license in [
            "MIT",
            "MIT OR Apache-2.0",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "GPL-2.0-or-later WITH Classpath-exception-2.0",
        ] {
            assert!(is_license(license), "{license}");
        }
        for license in [
            "",
            "MIT/Apache-2.0",
            "MIT Apache-2.0",
            "MIT OR",
            "(MIT",
            "OR",
            "MIT)",
        ] {
            assert!(!is_license(license), "{license}");
        }
    }

    #[test]
    fn metadata_is_read() {
        let text = "[crate.package]\nlicense = 'MIT'\nkeywords = ['pets', 'api']\n";
        let metadata = Config::parse(text).unwrap().package.metadata;
        assert_eq!(metadata["license"], Metadata::Text("MIT".to_owned()));
        let keywords = ["pets", "api"].map(str::to_owned).to_vec();
        assert_eq!(metadata["keywords"], Metadata::List(keywords));
    }

    #[test]
    fn invalid_metadata_is_reported_at_its_position() {
        for (line, message, help) in [
            (
                "licence = 'MIT'",
                "unknown key `licence` in `[crate.package]`",
                Some("did you mean `license`?"),
            ),
            (
                "license = 'MIT/X11'",
                "`MIT/X11` is not an SPDX license expression such as `MIT OR Apache-2.0`",
                None,
            ),
            (
                "repository = 'git@host:a'",
                "`git@host:a` is not a URL that begins with `https://` or `http://`",
                None,
            ),
            (
                "keywords = ['a', 'b', 'c', 'd', 'e', 'f']",
                "`keywords` has more than 5 items",
                None,
            ),
            (
                "categories = 'api-bindings'",
                "expected a list of strings, found string",
                None,
            ),
            (
                "categories = ['API Bindings']",
                "`API Bindings` is not a category slug such as `api-bindings`",
                None,
            ),
            ("description = ''", "`` is not one line of text", None),
        ] {
            let problems = Config::parse(&format!("[crate.package]\n{line}\n")).unwrap_err();
            assert_eq!(problems.len(), 1, "{line}");
            assert_eq!(problems[0].message, message);
            assert_eq!(problems[0].help.as_deref(), help, "{line}");
        }
    }
}
