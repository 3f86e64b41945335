//! Which crates does the generated crate need for types of the user's?

use super::read::{Item, Key, Reader, Span};
use std::collections::BTreeMap;

/// A crate that types of the user's come from: an entry of `crate.dependencies`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The value of the name in a manifest.
    pub value: DependencyValue,
    /// Where it is named in the configuration.
    pub(crate) span: Span,
}

/// The keys of a dependency in a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DependencyValue {
    /// The versions that will do.
    Version(String),
    /// A table, property by property.
    Table(BTreeMap<String, DependencySetting>),
}

/// A property of the table of a dependency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DependencySetting {
    /// A string.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// A list of strings.
    List(Vec<String>),
}

/// The properties that are strings.
const TEXTS: [&str; 8] = [
    "branch", "git", "package", "path", "registry", "rev", "tag", "version",
];

/// Those of which a dependency needs one, to be found.
const SOURCES: [&str; 3] = ["git", "path", "version"];

impl Dependency {
    /// The name by which Rust code knows the crate that is called `name` in a manifest.
    pub(crate) fn library(name: &str) -> String {
        name.replace('-', "_")
    }
}

impl Reader {
    /// `crate.dependencies`.
    pub(super) fn dependencies(&mut self, item: &Item<'_>) -> BTreeMap<String, Dependency> {
        let mut dependencies = BTreeMap::new();
        for (key, item) in self.table(item).into_iter().flatten() {
            let name = key.get_ref().as_ref();
            if !super::is_package_name(name) {
                self.problem(key.span(), &format!("`{name}` is no name of a package"));
            } else if crate::crates::has_dependency(name) {
                let message = format!("the generated crate has `{name}` as it needs it");
                self.problem(key.span(), &message);
            } else if let Some(value) = self.dependency(key, item) {
                let span = Span(key.span());
                dependencies.insert(name.to_owned(), Dependency { value, span });
            }
        }
        dependencies
    }

    fn dependency(&mut self, key: &Key<'_>, item: &Item<'_>) -> Option<DependencyValue> {
        if item.get_ref().as_str().is_some() {
            return self.versions(item).map(DependencyValue::Version);
        }
        let Some(table) = item.get_ref().as_table() else {
            self.wrong_type(item, "a version, or a table as in a manifest");
            return None;
        };
        let name = key.get_ref();
        let mut properties = BTreeMap::new();
        for (key, item) in table {
            let property = key.get_ref().as_ref();
            let value = match property {
                "default-features" => self.flag(item).map(DependencySetting::Flag),
                "version" => self.versions(item).map(DependencySetting::Text),
                "features" => Some(DependencySetting::List(self.texts(item, "a feature"))),
                _ if TEXTS.contains(&property) => self
                    .text(item, |text| !text.is_empty(), "a text")
                    .map(DependencySetting::Text),
                _ => {
                    let known = TEXTS.into_iter().chain(["default-features", "features"]);
                    let known: Vec<_> = known.collect();
                    self.unknown_key(key, &format!("crate.dependencies.{name}"), &known);
                    None
                }
            };
            properties.extend(value.map(|value| (property.to_owned(), value)));
        }
        let found = |source: &&str| table.iter().any(|(key, _)| key.get_ref() == source);
        if !SOURCES.iter().any(found) {
            self.problem(
                key.span(),
                &format!("`{name}` needs `version`, `path` or `git`"),
            );
        }
        Some(DependencyValue::Table(properties))
    }

    /// Which versions will do.
    fn versions(&mut self, item: &Item<'_>) -> Option<String> {
        let Some(version) = item.get_ref().as_str() else {
            self.wrong_type(item, "versions, such as `1.2`");
            return None;
        };
        if semver::VersionReq::parse(version).is_err() {
            let message = format!("`{version}` says no versions, as `1.2` does");
            self.problem(item.span(), &message);
            return None;
        }
        Some(version.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::read::{read, tests::problems};

    #[test]
    fn dependencies_are_those_of_a_manifest() {
        let config = read(
            "[crate.dependencies]\nmy-money = '1.2'\n\
             uuid = { version = '1', features = ['serde'], default-features = false }\n\
             [api.x.types]\nMoney = 'my_money::Money'\nId = 'uuid::Uuid'\n",
        );
        let dependencies = config.unwrap().package.dependencies;
        let version = DependencyValue::Version("1.2".to_owned());
        assert_eq!(dependencies["my-money"].value, version);
        let DependencyValue::Table(properties) = &dependencies["uuid"].value else {
            panic!("no table")
        };
        assert_eq!(
            properties["features"],
            DependencySetting::List(vec!["serde".to_owned()])
        );
        assert_eq!(
            properties["default-features"],
            DependencySetting::Flag(false)
        );
        for (text, place, message) in [
            (
                "a = 1",
                "1",
                "expected a version, or a table as in a manifest, found integer",
            ),
            (
                "a = 'one'",
                "'one'",
                "`one` says no versions, as `1.2` does",
            ),
            (
                "a = { version = 'one' }",
                "'one'",
                "`one` says no versions, as `1.2` does",
            ),
            (
                "a = { version = 1 }",
                "1",
                "expected versions, such as `1.2`, found integer",
            ),
            ("a = {}", "a", "`a` needs `version`, `path` or `git`"),
            (
                "a = { version = '1', feature = [] }",
                "feature",
                "unknown key `feature` in `[crate.dependencies.a]`",
            ),
            ("'a b' = '1'", "'a b'", "`a b` is no name of a package"),
            (
                "http = '1'",
                "http",
                "the generated crate has `http` as it needs it",
            ),
        ] {
            let found = problems(&format!("[crate.dependencies]\n{text}\n"));
            assert_eq!(found, [(place.to_owned(), message.to_owned())], "{text}");
        }
    }
}
