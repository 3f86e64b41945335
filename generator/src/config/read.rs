//! Is the text of a `bindery.toml` right? All its errors at once, each where it stands.

use super::Config;
use super::types::unknown_crates;
use crate::diagnostic::{Annotation, Code, Diagnostic, Target, did_you_mean};
use crate::optional::Feature;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

pub(super) fn read(text: &str) -> Result<Config, Vec<Diagnostic>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader::default();
    for error in errors {
        reader.problem(error.span().unwrap_or_default(), error.message());
    }
    // The rest of a text with a syntax error would cause spurious errors.
    if reader.problems.is_empty() {
        reader.root(table.get_ref());
    }
    if reader.problems.is_empty() {
        reader.problems = unknown_crates(&reader.config);
    }
    if reader.problems.is_empty() {
        Ok(reader.config)
    } else {
        // A table lists its keys by name; people read from the top.
        reader
            .problems
            .sort_by_key(|problem| match problem.places.first() {
                Some(Annotation {
                    target: Target::Text { span, .. },
                    ..
                }) => span.start,
                _ => 0,
            });
        Err(reader.problems)
    }
}

pub(super) type Key<'a> = Spanned<DeString<'a>>;
pub(super) type Item<'a> = Spanned<DeValue<'a>>;

/// The position of a value in the text of the configuration.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Span(pub(crate) Range<usize>);

/// Prints nothing: the fingerprint does not depend on positions.
impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("_")
    }
}

#[derive(Default)]
pub(super) struct Reader {
    pub(super) config: Config,
    pub(super) problems: Vec<Diagnostic>,
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

    pub(super) fn table<'a, 'i>(&mut self, item: &'a Item<'i>) -> Option<&'a DeTable<'i>> {
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
            Some(text) => self.problem(item.span(), &format!("`{text}` is not {form}")),
            None => self.wrong_type(item, &format!("a string: {form}")),
        }
        None
    }

    /// A list of strings; `what` says what each is.
    pub(super) fn texts(&mut self, item: &Item<'_>, what: &str) -> Vec<String> {
        let Some(list) = item.get_ref().as_array() else {
            self.wrong_type(item, "a list of strings");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in list {
            texts.extend(self.text(item, |text| !text.is_empty(), what));
        }
        texts
    }

    pub(super) fn flag(&mut self, item: &Item<'_>) -> Option<bool> {
        let flag = item.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(item, "`true` or `false`");
        }
        flag
    }

    pub(super) fn wrong_type(&mut self, item: &Item<'_>, wanted: &str) {
        let found = item.get_ref().type_str();
        self.problem(item.span(), &format!("expected {wanted}, found {found}"));
    }

    pub(super) fn unknown_key(&mut self, key: &Key<'_>, table: &str, known: &[&str]) {
        let name = key.get_ref().as_ref();
        let place = if table.is_empty() {
            String::new()
        } else {
            format!(" in `[{table}]`")
        };
        let help = did_you_mean(name, known.iter().copied())
            .unwrap_or_else(|| format!("known here: `{}`", known.join("`, `")));
        self.problem(key.span(), &format!("unknown key `{name}`{place}"));
        if let Some(problem) = self.problems.last_mut() {
            problem.help = Some(help);
        }
    }

    /// Reports a value that needs a feature which this library was compiled without.
    pub(super) fn needs(&mut self, feature: Feature, item: &Item<'_>) {
        if feature.is_missing() {
            let problem = problem(item.span(), &feature.message());
            self.problems.push(problem.help(feature.help()));
        }
    }

    pub(super) fn problem(&mut self, span: Range<usize>, message: &str) {
        self.problems.push(problem(span, message));
    }
}

/// An error of the configuration at these bytes.
pub(crate) fn problem(span: Range<usize>, message: &str) -> Diagnostic {
    Diagnostic::error(Code::InvalidConfig, message).place(Target::Text { source: 0, span }, "")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::config::{ApiConfig, Traits};

    /// The errors of a text: the quoted text and the message.
    pub(in crate::config) fn problems(text: &str) -> Vec<(String, String)> {
        let place = |problem: &Diagnostic| match &problem.places[0].target {
            Target::Text { span, .. } => text.get(span.clone()).unwrap().to_owned(),
            other => format!("{other:?}"),
        };
        let problems = read(text).unwrap_err();
        problems
            .iter()
            .map(|problem| (place(problem), problem.message.clone()))
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
    fn all_errors_are_located() {
        let text = "crat = 1\n[crate]\nnmae = 'x'\nversion = 'v1'\n[api]\npets = 3\n\
                    [api.dogs]\nmodule = 'fn'\nfuror = true\nnames = { a = 'b c' }\n";
        let places: Vec<_> = problems(text).into_iter().map(|(place, _)| place).collect();
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
            "known here: `allow`, `broken`, `derives`, `features`, `fix`, \
             `form-bodies`, `module`, `names`, `operations`, `overlays`, `paging`, `repeated-headers`, `retry`, `root`, `traits`, `types`"
        );
    }

    #[test]
    fn syntax_errors_have_a_place() {
        assert_eq!(problems("[crate\nname = 'x'")[0].0.len(), 0);
        assert!(!problems("name = \n")[0].1.is_empty());
    }
}
