//! What does the user say about the crate?

use super::form::{
    DATES, FEATURES, PACKAGE_NAME, VERSION, is_dates, is_features, is_package_name, is_version,
};
use super::read::{Item, Reader, problem};
use super::{Dates, Features};
use crate::diagnostic::did_you_mean;
use crate::optional::Feature;

impl Reader {
    /// `[crate]`.
    pub(super) fn krate(&mut self, item: &Item<'_>) {
        for (key, item) in self.table(item).into_iter().flatten() {
            match key.get_ref().as_ref() {
                "name" => {
                    self.config.crate_name = self.text(item, is_package_name, PACKAGE_NAME);
                }
                "version" => {
                    self.config.crate_version = self.text(item, is_version, VERSION);
                }
                "docs" => {
                    self.config.docs = self.flag(item).unwrap_or_default();
                    if self.config.docs {
                        self.needs(Feature::Docs, item);
                    }
                }
                "server" => self.config.package.server = self.flag(item).unwrap_or_default(),
                "dates" => {
                    let text = self.text(item, is_dates, DATES);
                    let found = Dates::ALL
                        .into_iter()
                        .find(|it| text.as_deref() == Some(it.as_str()));
                    self.config.package.dates = found.unwrap_or_default();
                }
                "default-features" => {
                    self.config.package.default_features = Some(self.default_features(item));
                }
                "features" => self.config.package.features = self.features(item),
                "package" => self.config.package.metadata = self.metadata(item),
                "dependencies" => self.config.package.dependencies = self.dependencies(item),
                _ => self.unknown_key(
                    key,
                    "crate",
                    &[
                        "dates",
                        "default-features",
                        "dependencies",
                        "docs",
                        "features",
                        "name",
                        "package",
                        "server",
                        "version",
                    ],
                ),
            }
        }
    }

    /// `crate.default-features`.
    fn default_features(&mut self, item: &Item<'_>) -> Vec<String> {
        let mut features = self.texts(item, "a feature");
        for feature in &features {
            let known: Vec<&str> = crate::crates::features().collect();
            if known.contains(&feature.as_str()) {
                continue;
            }
            let help = did_you_mean(feature, known.iter().copied())
                .unwrap_or_else(|| format!("the features are `{}`", known.join("`, `")));
            let message = format!("there is no feature `{feature}`");
            self.problems
                .push(problem(item.span(), &message).help(help));
        }
        features.sort();
        features.dedup();
        features
    }

    /// `crate.features` and `api.<stem>.features`.
    pub(super) fn features(&mut self, item: &Item<'_>) -> Option<Features> {
        let text = self.text(item, is_features, FEATURES)?;
        let mut all = Features::ALL.into_iter();
        all.find(|features| features.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    #[test]
    fn an_unknown_feature_is_reported_with_the_known_ones() {
        for (feature, expected) in [
            ("blockng", "did you mean `blocking`?"),
            (
                "zzzzzz",
                "the features are `hyper`, `reqwest`, `blocking`, `http2`, `jiff`, `chrono`, `time`, \
                 `tracing`, `mock`, `server`",
            ),
        ] {
            let text = format!("[crate]\ndefault-features = ['{feature}']\n");
            let problems = Config::parse(&text).unwrap_err();
            let message = format!("there is no feature `{feature}`");
            assert_eq!(problems[0].message, message);
            assert_eq!(problems[0].help.as_deref(), Some(expected));
        }
    }
}
