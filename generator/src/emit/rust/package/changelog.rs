//! What does the changelog of a new crate say?

use crate::emit::rust::Crate;
use crate::emit::rust::docs::plain;

/// The text of `CHANGELOG.md`, which is written once and then belongs to the user.
pub(in crate::emit::rust) fn emit(krate: &Crate<'_>) -> String {
    let documents = krate.modules.iter().map(|module| {
        let version = plain(&module.api.version);
        format!("- `{}`: version {version} of the document\n", module.name)
    });
    format!(
        "# Changelog\n\n\
         Changes of `{}` that matter to its users, newest first. `bindery diff` prints those that follow\n\
         from a change of the documents.\n\n\
         ## {}\n\n\
         The first version.\n\n{}",
        krate.name,
        krate.version,
        documents.collect::<String>()
    )
}
