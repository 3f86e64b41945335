//! What does the user say about the crate?

use super::form::{
    DATES, FEATURES, PACKAGE_NAME, VERSION, is_dates, is_features, is_package_name, is_version,
};
use super::read::{Item, Reader};
use super::{Dates, Features};

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
                "docs" => match item.get_ref().as_bool() {
                    Some(docs) => self.config.docs = docs,
                    None => self.wrong_type(item, "`true` or `false`"),
                },
                "server" => match item.get_ref().as_bool() {
                    Some(server) => self.config.package.server = server,
                    None => self.wrong_type(item, "`true` or `false`"),
                },
                "dates" => {
                    let text = self.text(item, is_dates, DATES);
                    let found = Dates::ALL
                        .into_iter()
                        .find(|it| text.as_deref() == Some(it.as_str()));
                    self.config.package.dates = found.unwrap_or_default();
                }
                "default-features" => {
                    let mut features = self.texts(item, "a feature");
                    for feature in &features {
                        if !crate::crates::has_feature(feature) {
                            self.fault(item.span(), &format!("there is no feature `{feature}`"));
                        }
                    }
                    features.sort();
                    features.dedup();
                    self.config.package.default_features = Some(features);
                }
                "features" => self.config.package.features = self.features(item),
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
                        "server",
                        "version",
                    ],
                ),
            }
        }
    }

    /// `crate.features` and `api.<stem>.features`.
    pub(super) fn features(&mut self, item: &Item<'_>) -> Option<Features> {
        let text = self.text(item, is_features, FEATURES)?;
        let mut all = Features::ALL.into_iter();
        all.find(|features| features.as_str() == text)
    }
}
