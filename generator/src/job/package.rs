//! What is the crate called when nobody says?

use super::Document;
use crate::regular_file;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// Name and version of the package around `specs`, when its library is the output.
///
/// That package is built from the generated code, so the two cannot rightly differ in name.
pub(super) fn around(specs: &Path, out: &Path) -> Option<(String, Option<String>)> {
    let root = specs.parent()?;
    let text = regular_file::read_to_string(&root.join("Cargo.toml")).ok()?;
    let manifest = DeTable::parse(&text).ok()?;
    let manifest = manifest.get_ref();
    let library = text_at(manifest, &["lib", "path"])?;
    if root.join(library) != out.join("src/lib.rs") {
        return None;
    }
    let name = text_at(manifest, &["package", "name"])?;
    let version = text_at(manifest, &["package", "version"])
        .or_else(|| text_at(manifest, &["workspace", "package", "version"]));
    Some((name.to_owned(), version.map(str::to_owned)))
}

fn text_at<'a>(table: &'a DeTable<'_>, path: &[&str]) -> Option<&'a str> {
    let (last, tables) = path.split_last()?;
    let mut table = table;
    for key in tables {
        table = table.get(*key)?.get_ref().as_table()?;
    }
    table
        .get(*last)
        .map(|item| item.get_ref())
        .and_then(DeValue::as_str)
}

/// A name made from the documents: the only one's, or `apis`.
pub(super) fn default_name(documents: &[Document]) -> String {
    let name = match documents {
        [only] => only.module.as_str().replace('_', "-"),
        _ => "apis".to_owned(),
    };
    let name = name.trim_matches('-');
    let sound = crate::config::is_package_name(name);
    if sound {
        name.to_owned()
    } else {
        format!("api-{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ApiConfig;
    use crate::name::Identifier;

    fn document(module: &str) -> Document {
        Document {
            module: Identifier::new(module),
            path: Path::new(module).with_extension("yaml"),
            config: ApiConfig::default(),
        }
    }

    #[test]
    fn one_document_gives_its_name() {
        assert_eq!(default_name(&[document("twilio_proxy")]), "twilio-proxy");
        assert_eq!(default_name(&[document("a"), document("b")]), "apis");
        assert_eq!(default_name(&[document("test")]), "api-test");
        assert_eq!(default_name(&[document("_2fa")]), "api-2fa");
    }
}
