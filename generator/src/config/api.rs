//! What does the user say about one document?

use super::form::{
    BROKEN, IDENTIFIER, MODULE, TRAITS, is_broken, is_identifier, is_module, is_traits,
};
use super::read::{Item, Reader};
use super::{ApiConfig, Broken, Traits};

impl Reader {
    /// `[api]`.
    pub(super) fn apis(&mut self, item: &Item<'_>) {
        for (key, item) in self.table(item).into_iter().flatten() {
            let stem = key.get_ref().to_string();
            if item.get_ref().as_table().is_none() {
                let table = "a table about a document, `[api.NAME]` for `NAME.yaml`";
                self.wrong_type(item, table);
                continue;
            }
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
                            let key_text = key.get_ref().to_string();
                            config.name_spans.insert(key_text.clone(), key.span());
                            config.names.insert(key_text, name);
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
                "operations" => config.operations = self.operations(stem, item),
                "types" => config.types = self.types(item),
                "fix" => config.fixes = self.fixes(stem, key, item),
                "overlays" => config.overlays = self.overlays(item),
                "retry" => config.retry = self.retry(stem, item),
                "features" => config.features = self.features(item),
                "derives" => config.derives = self.derives(item),
                "broken" => {
                    let broken = self.text(item, is_broken, BROKEN);
                    if broken.as_deref() == Some(Broken::LeaveOut.as_str()) {
                        config.broken = Broken::LeaveOut;
                    }
                }
                "allow" => config.allow = self.allowances(item),
                _ => {
                    let known = [
                        "allow",
                        "broken",
                        "derives",
                        "features",
                        "fix",
                        "module",
                        "names",
                        "operations",
                        "overlays",
                        "paging",
                        "retry",
                        "traits",
                        "types",
                    ];
                    self.unknown_key(key, &format!("api.{stem}"), &known);
                }
            }
        }
        config
    }
}

#[cfg(test)]
mod tests {
    use crate::config::read::tests::problems;

    #[test]
    fn settings_for_unknown_documents_are_errors() {
        let found = problems("[api]\nfeatures = 'tags'\n");
        let message =
            "expected a table about a document, `[api.NAME]` for `NAME.yaml`, found string";
        assert_eq!(found, [("'tags'".to_owned(), message.to_owned())]);
    }
}
