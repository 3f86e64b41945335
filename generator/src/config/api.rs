//! What does the user say about one document?

use super::form::{
    BROKEN, IDENTIFIER, MODULE, ROOT, TRAITS, is_broken, is_identifier, is_module, is_root,
    is_traits,
};
use super::read::{Item, Reader};
use super::{ApiConfig, Broken, Traits};
use std::ops::Range;

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
                "form-bodies" => {
                    let bodies = self.text(item, is_form_bodies, "`required` or `optional`");
                    config.optional_forms = bodies.as_deref() == Some("optional");
                }
                "repeated-headers" => config.repeated_headers = self.header_names(item),
                "root" => {
                    let root = self.text(item, is_root, ROOT);
                    config.levels_up = root.map_or(0, |root| root.split('/').count());
                }
                "allow" => config.allow = self.allowances(item),
                _ => {
                    let known = [
                        "allow",
                        "broken",
                        "derives",
                        "features",
                        "fix",
                        "form-bodies",
                        "module",
                        "names",
                        "operations",
                        "overlays",
                        "paging",
                        "repeated-headers",
                        "retry",
                        "root",
                        "traits",
                        "types",
                    ];
                    self.unknown_key(key, &format!("api.{stem}"), &known);
                }
            }
        }
        config
    }

    /// A list of names of headers.
    fn header_names(&mut self, item: &Item<'_>) -> Vec<(String, Range<usize>)> {
        let Some(list) = item.get_ref().as_array() else {
            self.wrong_type(item, "a list of headers, such as `[\"X-Ids\"]`");
            return Vec::new();
        };
        let mut names = Vec::new();
        for item in list {
            if let Some(name) = self.text(item, |name| !name.is_empty(), "the name of a header") {
                names.push((name, item.span()));
            }
        }
        names
    }
}

fn is_form_bodies(text: &str) -> bool {
    matches!(text, "required" | "optional")
}

#[cfg(test)]
mod tests {
    use crate::config::read::{read, tests::problems};

    #[test]
    fn a_root_is_above_the_document() {
        let config = read("[api.a]\nroot = '..'\n[api.b]\nroot = '../..'\n").unwrap();
        assert_eq!(
            (config.apis["a"].levels_up, config.apis["b"].levels_up),
            (1, 2)
        );
        for wrong in ['/', '.'].map(|text| format!("'{text}'")) {
            assert_eq!(problems(&format!("[api.a]\nroot = {wrong}\n"))[0].0, wrong);
        }
        assert_eq!(problems("[api.a]\nroot = '../specs'\n")[0].0, "'../specs'");
    }

    #[test]
    fn headers_and_forms_have_settings() {
        let text = "[api.x]\nform-bodies = 'optional'\nrepeated-headers = ['X-Ids']\n";
        let config = crate::config::read::read(text).unwrap();
        let api = &config.apis["x"];
        assert!(api.optional_forms);
        assert_eq!(api.repeated_headers[0].0, "X-Ids");
        for (text, place) in [
            ("form-bodies = 'maybe'", "'maybe'"),
            ("repeated-headers = 'X-Ids'", "'X-Ids'"),
            ("repeated-headers = ['']", "''"),
        ] {
            let found = problems(&format!("[api.x]\n{text}\n"));
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!(found[0].0, place);
        }
    }

    #[test]
    fn settings_for_unknown_documents_are_errors() {
        let found = problems("[api]\nfeatures = 'tags'\n");
        let message =
            "expected a table about a document, `[api.NAME]` for `NAME.yaml`, found string";
        assert_eq!(found, [("'tags'".to_owned(), message.to_owned())]);
    }
}
