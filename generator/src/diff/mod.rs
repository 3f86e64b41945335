//! What is different between two states of an API, and does it break programs that call its crate?
//!
//! Compares the meaning of the documents and the public items of their crates, not their texts:
//! positions and descriptions make no difference. Each type is compared by itself: programs should
//! not rely on it being an alias of an equal one.

#[allow(
    clippy::disallowed_methods,
    reason = "its messages are text of a document"
)]
mod arguments;
#[allow(
    clippy::disallowed_methods,
    reason = "its messages are text of a document"
)]
mod client;
mod features;
mod kind;
#[allow(
    clippy::disallowed_methods,
    reason = "its messages are text of a document"
)]
mod limits;
mod matching;
#[allow(
    clippy::disallowed_methods,
    reason = "its messages are text of a document"
)]
mod operation;
mod pair;
mod same;
mod show;
#[allow(
    clippy::disallowed_methods,
    reason = "its messages are text of a document"
)]
mod ty;
mod version;

pub use kind::{ChangeKind, Effect};
pub use show::{json, markdown, text};
pub use version::{Level, propose};

use crate::emit::rust::{Crate, Module, exports};
use crate::findings::Findings;
use crate::job::Job;
use crate::pipeline::Meaning;
use crate::text::DocumentText;
use pair::{Pair, Side};
use std::collections::BTreeSet;

/// The documents of a crate, read.
#[derive(Clone, Copy, Debug)]
pub struct State<'a> {
    /// Which they are.
    pub job: &'a Job,
    /// Their texts, in their order.
    pub findings: &'a [Findings],
    /// Their meaning, in order.
    pub meanings: &'a [Meaning],
}

/// Something that is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The kind.
    pub kind: ChangeKind,
    /// Changes of the Rust crate, by path from its root.
    pub rust: String,
    /// The operation or type that it belongs to, in words.
    pub subject: DocumentText,
    /// The change.
    pub message: DocumentText,
    /// The position in the old documents.
    pub old: Option<DocumentLocation>,
    /// The position in the new documents.
    pub new: Option<DocumentLocation>,
}

impl Change {
    /// The effect on callers.
    pub fn effect(&self) -> Effect {
        self.kind.effect()
    }
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLocation {
    /// The file, as it was given.
    pub file: DocumentText,
    /// The line, from 1.
    pub line: usize,
    /// The JSON pointer (RFC 6901) in that file, as a fragment.
    pub pointer: DocumentText,
}

/// Everything that is different, in the order of the new documents; within an operation or type,
/// what is gone comes with what is there.
pub fn compare(old: &State<'_>, new: &State<'_>) -> Vec<Change> {
    let (olds, news) = (sides(old), sides(new));
    let mut changes = Vec::new();
    let mut met = BTreeSet::new();
    for side in &news {
        let name = side.document.module.as_str();
        let single = olds.len() == 1 && news.len() == 1;
        let same_module = |old: &&Side<'_>| old.document.module.as_str() == name;
        let same_file =
            |old: &&Side<'_>| old.document.path.file_stem() == side.document.path.file_stem();
        let counterpart = olds
            .iter()
            .find(same_module)
            .or_else(|| olds.iter().find(same_file))
            .or_else(|| olds.first().filter(|_| single));
        let Some(counterpart) = counterpart else {
            changes.push(module(
                ChangeKind::ModuleAdded,
                name,
                "the module is new".to_owned(),
            ));
            continue;
        };
        let before = counterpart.document.module.as_str();
        met.insert(before);
        // Of two single documents, the names of the files say nothing.
        if before != name && !single {
            let message = format!("the module was called `{before}`");
            changes.push(module(ChangeKind::ModuleRenamed, name, message));
        }
        changes.extend(Pair::new(counterpart, side).compare());
    }
    for side in &olds {
        let name = side.document.module.as_str();
        if !met.contains(name) {
            let message = "the module is gone".to_owned();
            changes.push(module(ChangeKind::ModuleRemoved, name, message));
        }
    }
    let (before, after) = (exported(old), exported(new));
    for (kind, items, word) in [
        (ChangeKind::ExportRemoved, before.difference(&after), "gone"),
        (ChangeKind::ExportAdded, after.difference(&before), "new"),
    ] {
        let items: Vec<_> = items.map(|item| format!("`{item}`")).collect();
        if !items.is_empty() {
            changes.push(Change {
                kind,
                rust: "the crate".to_owned(),
                subject: "what the crate has because its APIs need it".into(),
                message: format!("{word}: {}", items.join(", ")).into(),
                old: None,
                new: None,
            });
        }
    }
    changes
}

fn module(kind: ChangeKind, name: &str, message: String) -> Change {
    Change {
        kind,
        rust: name.to_owned(),
        subject: format!("module `{name}`").into(),
        message: message.into(),
        old: None,
        new: None,
    }
}

fn sides<'a>(state: &State<'a>) -> Vec<Side<'a>> {
    let documents = state.job.documents.iter();
    let read = state.findings.iter().zip(state.meanings);
    documents
        .zip(read)
        .map(|(document, (findings, meaning))| Side::new(document, meaning, &findings.sources))
        .collect()
}

fn exported(state: &State<'_>) -> BTreeSet<&'static str> {
    let documents = state.job.documents.iter().zip(state.meanings);
    exports(&Crate {
        name: &state.job.crate_name,
        version: &state.job.crate_version,
        package: &state.job.package,
        modules: documents
            .map(|(document, meaning)| Module {
                name: &document.module,
                api: &meaning.api,
                facts: &meaning.facts,
                names: &meaning.names,
            })
            .collect(),
    })
}
