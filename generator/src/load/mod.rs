//! Which text belongs to the document, and what tree does it hold? Knows nothing of OpenAPI.

mod files;
mod limits;
mod parse;
mod positions;
mod sources;
mod syntax;
mod tree;

pub use sources::{Location, Sources};

use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Target};
use serde_json::Value;
use std::io::Read;
use std::path::Path;

/// A document and every file that it refers to, as one tree.
#[derive(Debug)]
pub struct Loaded {
    /// The tree of the document. The trees of other files stand under `/x-bindery-files/<n>`, and
    /// every `$ref` between files has become a pointer into this one tree.
    pub tree: Value,
    /// The texts that the tree was read from.
    pub sources: Sources,
}

/// Reads the document at `path` and the files inside its folder that it refers to. None, with an
/// error, for what cannot be read.
pub fn load(path: &Path, report: &mut Report) -> Option<Loaded> {
    let mut sources = Sources::default();
    let tree = load_into(path, &mut sources, report)?;
    Some(Loaded { tree, sources })
}

/// As [`load`], with the texts where the caller finds them even when they hold no tree: the
/// diagnostics point into them.
pub fn load_into(path: &Path, sources: &mut Sources, report: &mut Report) -> Option<Value> {
    let name = path.display().to_string();
    let text = match read(path) {
        Ok(text) => text,
        Err(reason) => {
            report.push(
                Diagnostic::error(Code::Unreadable, format!("cannot read `{name}`: {reason}"))
                    .place(Target::File(name), ""),
            );
            return None;
        }
    };
    sources.push(name, text);
    let mut tree = parse::parse(sources.text(0), 0, &Pointer::root(), report)?;
    files::resolve(&mut tree, Some(path), sources, report);
    Some(tree)
}

/// Reads a document from a text; `name` is shown in diagnostics. Other files are not followed.
pub fn load_text(name: &str, text: String, report: &mut Report) -> Option<Loaded> {
    let mut sources = Sources::default();
    sources.push(name.to_owned(), text);
    let mut tree = parse::parse(sources.text(0), 0, &Pointer::root(), report)?;
    files::resolve(&mut tree, None, &mut sources, report);
    Some(Loaded { tree, sources })
}

/// The text of a file, or why it cannot be had.
fn read(path: &Path) -> Result<String, String> {
    let file = std::fs::File::open(path).map_err(|fault| fault.to_string())?;
    let mut bytes = Vec::new();
    file.take(limits::BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|fault| fault.to_string())?;
    if bytes.len() as u64 > limits::BYTES {
        return Err("it is larger than 256 MB".to_owned());
    }
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())
}
