//! Which overlays are laid over a document?

use super::read::{Item, Reader};
use crate::optional::Feature;
use std::path::{Component, Path};

impl Reader {
    /// `api.<stem>.overlays`.
    pub(super) fn overlays(&mut self, item: &Item<'_>) -> Vec<String> {
        let Some(list) = item.get_ref().as_array() else {
            self.wrong_type(item, "a list of files");
            return Vec::new();
        };
        if !list.is_empty() {
            self.needs(Feature::Overlays, item);
        }
        let mut files = Vec::new();
        for item in list {
            files.extend(self.text(item, is_inside, "a file within the folder of the document"));
        }
        files
    }
}

/// Changes of files outside would go unnoticed.
fn is_inside(text: &str) -> bool {
    let mut steps = Path::new(text).components();
    !text.is_empty() && steps.all(|step| matches!(step, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use crate::config::read::{read, tests::problems};

    #[test]
    fn overlays_lie_in_the_folder_of_the_document() {
        let config = read("[api.x]\noverlays = ['fix.yaml', 'more/fix.yaml']\n").unwrap();
        assert_eq!(config.apis["x"].overlays, ["fix.yaml", "more/fix.yaml"]);
        let form = "is not a file within the folder of the document";
        for wrong in ["", "../a.yaml", "/a.yaml", "a/../../b.yaml"] {
            let found = problems(&format!("[api.x]\noverlays = ['{wrong}']\n"));
            assert_eq!(found, [(format!("'{wrong}'"), format!("`{wrong}` {form}"))]);
        }
        assert_eq!(
            problems("[api.x]\noverlays = 'a'\n")[0].1,
            "expected a list of files, found string"
        );
    }
}
