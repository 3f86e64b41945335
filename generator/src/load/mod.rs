//! Which text belongs to the document, and what tree does it hold? Knows nothing of OpenAPI.

mod budget;
mod edit;
mod files;
mod fix;
mod identifiers;
mod lines;
#[cfg_attr(not(feature = "overlays"), path = "no_overlay.rs")]
mod overlay;
mod parse;
mod positions;
mod sources;
mod syntax;
mod tree;
mod uri;
mod yaml;

pub use sources::{Location, Sources};
pub(crate) use uri::decoded;

use crate::config::Fix;
use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Target};
use crate::limits::{Limit, Limits};
use crate::openapi::canonical;
use crate::regular_file::{self, SpecialFile};
use edit::{Edit, Origins};
use serde_json::Value;
use std::fmt::Display;
use std::io::Read;
use std::path::Path;

/// A document and every file that it refers to, as one tree.
#[derive(Debug)]
pub struct Loaded {
    /// The tree of the document. The trees of other files stand under `/x-bindery-files/<n>~1<stem>`, and
    /// every `$ref` between files has become a pointer into this one tree.
    pub tree: Value,
    /// The texts that the tree was read from.
    pub sources: Sources,
}

/// The path that stands for standard input; a file of this name is `./-`.
pub const STANDARD_INPUT: &str = "-";

/// Reads the document at `path` and the files inside its folder that it refers to. Returns `None`,
/// with an error, for a file that cannot be read. A text with a syntax error is an error too, and
/// has null as its tree; the sources are kept to show it. Standard input ([`STANDARD_INPUT`]) has
/// no folder, and cannot refer to other files.
pub fn load(path: &Path, report: &mut Report) -> Option<Loaded> {
    load_changed(path, &Changes::default(), report)
}

/// Changes of a document before it is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Changes<'a> {
    /// The corrections of it.
    pub fixes: &'a [Fix],
    /// The overlays that are laid over it after that, by their paths from its folder.
    pub overlays: &'a [String],
    /// The levels between its folder and the one that no reference leaves.
    pub levels_up: usize,
}

/// As [`load()`], with changes. One that changes nothing is an error.
pub fn load_changed(path: &Path, changes: &Changes<'_>, report: &mut Report) -> Option<Loaded> {
    let is_input = path == Path::new(STANDARD_INPUT);
    let name = match is_input {
        true => "<stdin>".to_owned(),
        false => path.display().to_string(),
    };
    let mut sources = Sources::default();
    let limits = report.limits();
    let text = match if is_input {
        read(std::io::stdin().lock(), 0, &name, limits)
    } else {
        read_file(path, &name, limits)
    } {
        Ok(text) => text,
        Err(problem) => {
            report.push(problem.place(Target::File(name), ""));
            return None;
        }
    };
    sources.push(name, text);
    let path = Some(path).filter(|_| !is_input);
    Some(finish(sources, path, changes, report))
}

/// Reads a document from a text; `name` is shown in diagnostics. Other files are not followed.
pub fn load_text(name: &str, text: String, report: &mut Report) -> Option<Loaded> {
    let mut sources = Sources::default();
    sources.push(name.to_owned(), text);
    Some(finish(sources, None, &Changes::default(), report))
}

fn finish(
    mut sources: Sources,
    path: Option<&Path>,
    changes: &Changes<'_>,
    report: &mut Report,
) -> Loaded {
    let tree = parse::parse(sources.text(0), 0, &Pointer::root(), report);
    let mut tree = tree.unwrap_or_default();
    // A document that could not be read cannot be changed, which need not be reported.
    if !tree.is_null() {
        change(&mut tree, path, changes, &mut sources, report);
    }
    files::resolve(&mut tree, path, changes.levels_up, &mut sources, report);
    Loaded { tree, sources }
}

/// Makes the changes. Each overlay is a source of its own.
fn change(
    tree: &mut Value,
    path: Option<&Path>,
    changes: &Changes<'_>,
    sources: &mut Sources,
    report: &mut Report,
) {
    let mut origins = Origins::default();
    let mut edit = Edit {
        tree,
        origins: &mut origins,
    };
    fix::apply(changes.fixes, &mut edit, report);
    let folder = path.and_then(Path::parent).unwrap_or(Path::new(""));
    for overlay in changes.overlays {
        let path = folder.join(overlay);
        let name = path.display().to_string();
        let text = match read_file(&path, &name, report.limits()) {
            Ok(text) => text,
            Err(problem) => {
                report.push(problem.place(Target::File(name), ""));
                continue;
            }
        };
        let source = sources.push(name, text);
        let root = Pointer::root()
            .child(canonical::FILES)
            .child(&source.to_string());
        if let Some(overlay) = parse::parse(sources.text(source), source, &root, report) {
            overlay::apply(&overlay, source, &root, &mut edit, report);
        }
    }
    sources.origins = origins;
}

/// The text of a file that is shown as `name`, or why it cannot be had.
fn read_file(path: &Path, name: &str, limits: &Limits) -> Result<String, Diagnostic> {
    let file = regular_file::open(path).map_err(|problem| {
        let diagnostic = unreadable(name, &problem);
        match SpecialFile::in_error(&problem) {
            Some(_) => diagnostic.help("put the text into a regular file"),
            None => diagnostic,
        }
    })?;
    let length = file.metadata().map_or(0, |metadata| metadata.len());
    read(file, length, name, limits)
}

/// A text of about this length.
fn read(from: impl Read, length: u64, name: &str, limits: &Limits) -> Result<String, Diagnostic> {
    let most = limits.of(Limit::FileBytes);
    let length = usize::try_from(length).map_or(most, |length| length.min(most));
    // One byte more, so that the end is seen without growing.
    let mut bytes = Vec::with_capacity(length.saturating_add(1));
    from.take((most as u64).saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|problem| unreadable(name, &problem))?;
    if bytes.len() > most {
        return Err(Limit::FileBytes.exceeded(format!("`{name}` is larger than {most} bytes")));
    }
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let what = if wide {
        "UTF-16 text"
    } else {
        "not UTF-8 text"
    };
    String::from_utf8(bytes)
        .map_err(|_| unreadable(name, &format!("it is {what}")).help("save the file as UTF-8"))
}

fn unreadable(name: &str, reason: &dyn Display) -> Diagnostic {
    Diagnostic::error(Code::Unreadable, format!("cannot read `{name}`: {reason}"))
}
