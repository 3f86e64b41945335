//! Is the text of a `bindery.toml` right? All its faults at once, each where it stands.

use super::{Allowance, ApiConfig, Config, Traits};
use crate::diagnostic::{Code, Diagnostic, Place, Pointer, Target, suggest};
use crate::limits::Limit;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

pub(super) fn read(text: &str) -> Result<Config, Vec<Diagnostic>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader::default();
    for error in errors {
        reader.fault(error.span().unwrap_or_default(), error.message());
    }
    // What a syntax error left of the text would only earn more faults that are none.
    if reader.faults.is_empty() {
        reader.root(table.get_ref());
    }
    if reader.faults.is_empty() {
        Ok(reader.config)
    } else {
        // A table lists its keys by name; people read from the top.
        reader
            .faults
            .sort_by_key(|fault| match fault.places.first() {
                Some(Place {
                    target: Target::Text { span, .. },
                    ..
                }) => span.start,
                _ => 0,
            });
        Err(reader.faults)
    }
}

pub(super) type Key<'a> = Spanned<DeString<'a>>;
pub(super) type Item<'a> = Spanned<DeValue<'a>>;

#[derive(Default)]
pub(super) struct Reader {
    config: Config,
    pub(super) faults: Vec<Diagnostic>,
}

impl Reader {
    fn root(&mut self, table: &DeTable<'_>) {
        for (key, item) in table {
            match key.get_ref().as_ref() {
                "crate" => self.krate(item),
                "api" => self.apis(item),
                "limits" => self.limits(item),
                _ => self.unknown_key(key, "", &["crate", "api", "limits"]),
            }
        }
    }

    /// `[crate]`.
    fn krate(&mut self, item: &Item<'_>) {
        for (key, item) in self.table(item).into_iter().flatten() {
            match key.get_ref().as_ref() {
                "name" => {
                    self.config.crate_name = self.text(item, is_package_name, PACKAGE_NAME);
                }
                "version" => {
                    self.config.crate_version = self.text(item, is_version, VERSION);
                }
                "docs" => match item.get_ref().as_bool() {
                    Some(docs) => self.config.docs = docs,
                    None => self.wrong_type(item, "`true` or `false`"),
                },
                _ => self.unknown_key(key, "crate", &["docs", "name", "version"]),
            }
        }
    }

    /// `[limits]`.
    fn limits(&mut self, item: &Item<'_>) {
        for (key, item) in self.table(item).into_iter().flatten() {
            let Some(limit) = Limit::of_key(key.get_ref()) else {
                let known: Vec<_> = Limit::ALL.iter().map(|limit| limit.key()).collect();
                self.unknown_key(key, "limits", &known);
                continue;
            };
            let range = 1..=limit.most();
            let wanted = format!("a whole number from 1 to {}", limit.most());
            let Some(number) = item.get_ref().as_integer() else {
                self.wrong_type(item, &wanted);
                continue;
            };
            let digits = number.as_str();
            match usize::from_str_radix(digits, number.radix()) {
                Ok(value) if range.contains(&value) => {
                    self.config.limits = self.config.limits.with(limit, value);
                }
                _ => self.fault(item.span(), &format!("`{digits}` is not {wanted}")),
            }
        }
    }

    /// `[api]`.
    fn apis(&mut self, item: &Item<'_>) {
        for (key, item) in self.table(item).into_iter().flatten() {
            let stem = key.get_ref().to_string();
            let config = self.api(&stem, item);
            self.config.apis.insert(stem.clone(), config);
            self.config.spans.insert(stem, key.span());
        }
    }

    /// `[api.<stem>]`.
    fn api(&mut self, stem: &str, item: &Item<'_>) -> ApiConfig {
        let mut config = ApiConfig::default();
        for (key, item) in self.table(item).into_iter().flatten() {
            match key.get_ref().as_ref() {
                "module" => config.module = self.text(item, is_module, MODULE),
                "names" => {
                    for (key, item) in self.table(item).into_iter().flatten() {
                        if let Some(name) = self.text(item, is_identifier, IDENTIFIER) {
                            config.names.insert(key.get_ref().to_string(), name);
                        }
                    }
                }
                "traits" => {
                    if self.text(item, is_traits, TRAITS).as_deref() == Some(Traits::All.as_str()) {
                        config.traits = Traits::All;
                    }
                }
                "paging" => {
                    for (key, item) in self.table(item).into_iter().flatten() {
                        if let Some(paging) = self.paging(stem, key, item) {
                            config.paging.insert(key.get_ref().to_string(), paging);
                        }
                    }
                }
                "allow" => config.allow = self.allowances(item),
                _ => {
                    let known = ["allow", "module", "names", "paging", "traits"];
                    self.unknown_key(key, &format!("api.{stem}"), &known);
                }
            }
        }
        config
    }

    /// `allow`: codes, each alone or with ` at ` and a pointer.
    fn allowances(&mut self, item: &Item<'_>) -> Vec<Allowance> {
        let Some(list) = item.get_ref().as_array() else {
            self.wrong_type(item, "a list of codes");
            return Vec::new();
        };
        let mut allowances = Vec::new();
        for item in list {
            let Some(text) = item.get_ref().as_str() else {
                self.wrong_type(item, "a code, such as \"duplicate-key\"");
                continue;
            };
            let (name, place) = match text.split_once(" at ") {
                Some((name, place)) => (name.trim(), Some(place.trim())),
                None => (text, None),
            };
            let place = place.map(|place| place.strip_prefix('#').unwrap_or(place));
            if let Some(place) = place.filter(|place| !place.starts_with('/')) {
                let message = format!("`{place}` is no JSON pointer");
                let help = "write the pointer as a warning shows it, such as `#/paths/~1pets/get`";
                self.faults.push(fault(item.span(), &message).help(help));
                continue;
            }
            match Code::of_name(name) {
                Some(code) => allowances.push(Allowance {
                    code,
                    within: place.map(Pointer::from_escaped),
                    span: item.span(),
                }),
                None => {
                    let message = format!("there is no code `{name}`");
                    let codes = Code::ALL.iter().map(|code| code.name());
                    let help = match suggest(name, codes) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "`bindery explain` lists all codes".to_owned(),
                    };
                    self.faults.push(fault(item.span(), &message).help(help));
                }
            }
        }
        allowances
    }

    fn table<'a, 'i>(&mut self, item: &'a Item<'i>) -> Option<&'a DeTable<'i>> {
        let table = item.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(item, "a table");
        }
        table
    }

    /// A string of some form; `form` says which, in words.
    pub(super) fn text(
        &mut self,
        item: &Item<'_>,
        sound: fn(&str) -> bool,
        form: &str,
    ) -> Option<String> {
        match item.get_ref().as_str() {
            Some(text) if sound(text) => return Some(text.to_owned()),
            Some(text) => self.fault(item.span(), &format!("`{text}` is not {form}")),
            None => self.wrong_type(item, &format!("a string: {form}")),
        }
        None
    }

    pub(super) fn wrong_type(&mut self, item: &Item<'_>, wanted: &str) {
        let found = item.get_ref().type_str();
        self.fault(item.span(), &format!("expected {wanted}, found {found}"));
    }

    pub(super) fn unknown_key(&mut self, key: &Key<'_>, table: &str, known: &[&str]) {
        let name = key.get_ref().as_ref();
        let place = if table.is_empty() {
            String::new()
        } else {
            format!(" in `[{table}]`")
        };
        let help = match suggest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: `{}`", known.join("`, `")),
        };
        self.fault(key.span(), &format!("unknown key `{name}`{place}"));
        if let Some(fault) = self.faults.last_mut() {
            fault.help = Some(help);
        }
    }

    pub(super) fn fault(&mut self, span: Range<usize>, message: &str) {
        self.faults.push(fault(span, message));
    }
}

/// A fault of the configuration at these bytes.
pub(crate) fn fault(span: Range<usize>, message: &str) -> Diagnostic {
    Diagnostic::error(Code::InvalidConfig, message).place(Target::Text { source: 0, span }, "")
}

const PACKAGE_NAME: &str = "a package name (letters, digits, `-` and `_`, first a letter)";
const VERSION: &str = "a version such as `1.2.3`";
const MODULE: &str = "a module name in snake case, in ASCII and no keyword";
const IDENTIFIER: &str = "a Rust identifier that is no keyword";
const TRAITS: &str = "`used` or `all`";

/// What cargo takes as the name of a package that has a library.
pub(crate) fn is_package_name(text: &str) -> bool {
    let mut characters = text.chars();
    let reserved = [
        "alloc",
        "build",
        "core",
        "deps",
        "examples",
        "proc-macro",
        "std",
        "test",
    ];
    characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        && text.len() <= 64
        && !reserved.contains(&text)
        && is_identifier(&text.replace('-', "_"))
}

fn is_version(text: &str) -> bool {
    semver::Version::parse(text).is_ok()
}

fn is_module(text: &str) -> bool {
    // No file is found for a module whose name is not ASCII (E0754).
    let snake = text.is_ascii() && !text.contains(char::is_uppercase);
    snake && is_identifier(text) && !text.starts_with("__")
}

fn is_traits(text: &str) -> bool {
    [Traits::Used, Traits::All]
        .iter()
        .any(|traits| traits.as_str() == text)
}

fn is_identifier(text: &str) -> bool {
    syn::parse_str::<syn::Ident>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(String, String)> {
        let place = |fault: &Diagnostic| match &fault.places[0].target {
            Target::Text { span, .. } => text.get(span.clone()).unwrap().to_owned(),
            other => format!("{other:?}"),
        };
        let faults = read(text).unwrap_err();
        faults
            .iter()
            .map(|fault| (place(fault), fault.message.clone()))
            .collect()
    }

    #[test]
    fn every_key_is_read() {
        let config = read(
            "[crate]\nname = 'my-apis'\nversion = '1.2.3-rc.1'\n\
             [api.pets]\nmodule = 'animals'\ntraits = 'all'\n\
             [api.pets.names]\nlistPets = 'pets'\n'Pet.id' = 'number'\n\
             [api.empty]\n",
        )
        .unwrap();
        assert_eq!(config.crate_name.as_deref(), Some("my-apis"));
        assert_eq!(config.crate_version.as_deref(), Some("1.2.3-rc.1"));
        let pets = &config.apis["pets"];
        assert_eq!(pets.module.as_deref(), Some("animals"));
        assert_eq!(pets.traits, Traits::All);
        assert_eq!(pets.names["listPets"], "pets");
        assert_eq!(pets.names["Pet.id"], "number");
        assert_eq!(config.apis["empty"], ApiConfig::default());
        assert_eq!(read("").unwrap(), Config::default());
    }

    #[test]
    fn all_faults_are_found_where_they_stand() {
        let text = "crat = 1\n[crate]\nnmae = 'x'\nversion = 'v1'\n[api]\npets = 3\n\
                    [api.dogs]\nmodule = 'fn'\nfuror = true\nnames = { a = 'b c' }\n";
        let places: Vec<_> = faults(text).into_iter().map(|(place, _)| place).collect();
        assert_eq!(
            places,
            ["crat", "nmae", "'v1'", "3", "'fn'", "furor", "'b c'"]
        );
    }

    #[test]
    fn a_misspelt_key_is_recognised() {
        let help = |text| read(text).unwrap_err()[0].help.clone().unwrap();
        assert_eq!(help("[crate]\nnmae = 'x'"), "did you mean `name`?");
        assert_eq!(help("[api.pets]\nmodul = 'x'"), "did you mean `module`?");
        assert_eq!(
            help("[api.pets]\nxyz = 'x'"),
            "known here: `allow`, `module`, `names`, `paging`, `traits`"
        );
    }

    #[test]
    fn allowances_are_codes_with_or_without_a_place() {
        let text = "[api.pets]\nallow = ['duplicate-key', 'unknown-required at #/paths/~1a']\n";
        let config = read(text).unwrap();
        let [all, one] = config.apis["pets"].allow.as_slice() else {
            panic!("{config:?}")
        };
        assert_eq!((all.code, &all.within), (Code::DuplicateKey, &None));
        assert_eq!(one.code, Code::UnknownRequired);
        assert_eq!(one.within.as_ref().unwrap().as_str(), "/paths/~1a");
        let wrong = "[api.a]\nallow = ['duplicat-key', 3, 'syntax at a', 'zzz']\n[api.b]\nallow = 'syntax'\n";
        let places: Vec<_> = faults(wrong).into_iter().map(|(place, _)| place).collect();
        assert_eq!(
            places,
            ["'duplicat-key'", "3", "'syntax at a'", "'zzz'", "'syntax'"]
        );
        let help = |text| read(text).unwrap_err()[0].help.clone().unwrap();
        assert_eq!(
            help("[api.a]\nallow = ['duplicat-key']"),
            "did you mean `duplicate-key`?"
        );
    }

    #[test]
    fn limits_are_numbers_within_what_can_be_borne() {
        let limits = read("[limits]\ndepth = 120\nfile_bytes = 0x1_0000\n")
            .unwrap()
            .limits;
        assert_eq!(limits.of(Limit::Depth), 120);
        assert_eq!(limits.of(Limit::FileBytes), 65_536);
        assert_eq!(limits.of(Limit::Files), Limit::Files.usual());
        let wrong = "[limits]\ndepht = 1\ndepth = 121\nfiles = 0\nall_of = -1\nerrors = '1'\n\
                     warnings = 1e3\naliased = 99999999999999999999\n";
        let (places, messages): (Vec<_>, Vec<_>) = faults(wrong).into_iter().unzip();
        let expected = [
            "depht",
            "121",
            "0",
            "-1",
            "'1'",
            "1e3",
            "99999999999999999999",
        ];
        assert_eq!(places, expected);
        assert_eq!(messages[1], "`121` is not a whole number from 1 to 120");
        assert_eq!(
            read("[limits]\ndepht = 1").unwrap_err()[0].advice(),
            "did you mean `depth`?"
        );
    }

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
            let found = faults(&format!("[api.x.paging]\no = {rule}\n"));
            assert_eq!(found, [(place.to_owned(), message.to_owned())], "{rule}");
        }
        let config = read("[api.x.paging]\no = false\np = { next = 'a' }\n").unwrap();
        let paging = &config.apis["x"].paging;
        assert!(paging["o"].rule.is_none() && paging["p"].rule.is_some());
    }

    #[test]
    fn syntax_errors_have_a_place() {
        assert_eq!(faults("[crate\nname = 'x'")[0].0.len(), 0);
        assert!(!faults("name = \n")[0].1.is_empty());
    }

    #[test]
    fn names_that_cargo_or_rust_would_refuse_are_refused() {
        for name in ["", "1x", "a b", "std", "test", "fn", "a/b", "über", "-x"] {
            assert!(!is_package_name(name), "{name:?}");
        }
        for name in ["x", "my-apis", "my_apis2"] {
            assert!(is_package_name(name), "{name:?}");
        }
        for module in ["Pets", "fn", "self", "a-b", "../x", "käfer", ""] {
            assert!(!is_module(module), "{module:?}");
        }
    }
}
