//! What does the README of the generated crate say?

use super::docs::{Doc, plain};
use super::runtime_files::File;
use super::{Crate, features, lib_rs, manifest};
use crate::crates::Feature;

/// The text of `README.md`.
pub(super) fn emit(krate: &Crate<'_>, runtime: &[File]) -> String {
    let mut doc = Doc::new();
    doc.heading(&plain(krate.name));
    doc.paragraph(&format!(
        "{}. Made by bindery from OpenAPI descriptions; changes to these files are overwritten.",
        plain(&manifest::description(krate))
    ));
    for module in &krate.modules {
        doc.block(vec![format!(
            "## {}",
            plain(&manifest::title(&module.api.title))
        )]);
        if let Some(lines) = lib_rs::program(krate, module) {
            // What rustdoc hides has no place here.
            let shown = lines.into_iter().filter(|line| !line.starts_with("# "));
            doc.block(
                shown
                    .map(|line| line.replace("```no_run", "```rust"))
                    .collect(),
            );
        }
        features::document(module, &mut doc);
        lib_rs::omitted(module, &mut doc);
    }
    doc.block(vec!["## Features".to_owned()]);
    let needed = manifest::crates(krate, runtime);
    doc.list(
        manifest::features(&needed).map(|Feature { name, about, .. }| {
            let usual = if *name == "hyper" { " (default)" } else { "" };
            let mut body = Doc::new();
            body.paragraph(about);
            (format!("`{name}`{usual}"), body)
        }),
    );
    format!("{}\n", doc.lines().join("\n"))
}
