//! Which other files belong to the document, and how do their trees become parts of one?
//!
//! The tree of each file goes under `/x-bindery-files/<n>`, where `n` is its source, and every
//! `$ref` becomes a pointer into the one tree. Only files inside the folder of the document are
//! read, links resolved; nothing is ever fetched from the network.

use super::parse::parse;
use super::read_file;
use super::sources::{FILES_KEY, Sources};
use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Trail};
use crate::limits::Limit;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

/// Rewrites the references of a document that was read from `path`, and reads the files that they
/// lead to. Without a path, only references within the document are allowed.
pub(super) fn resolve(
    tree: &mut Value,
    path: Option<&Path>,
    sources: &mut Sources,
    report: &mut Report,
) {
    let mut files = Files {
        root: path.and_then(folder),
        shown: path
            .and_then(Path::parent)
            .map(Path::to_owned)
            .unwrap_or_default(),
        known: Vec::new(),
        trees: Map::new(),
        sources,
        report,
    };
    files
        .known
        .push(path.and_then(|path| path.canonicalize().ok()));
    // Overlays are sources that nothing refers to.
    let mut next = files.sources.len();
    files.known.resize(next, None);
    files.rewrite(tree, 0, &Trail::root(), None);
    // `known` grows while the files that it names are read.
    while next < files.known.len() {
        files.add(next);
        next += 1;
    }
    if !files.trees.is_empty()
        && let Value::Object(map) = tree
    {
        map.insert(FILES_KEY.to_owned(), Value::Object(files.trees));
    }
}

fn folder(path: &Path) -> Option<PathBuf> {
    Some(path.canonicalize().ok()?.parent()?.to_owned())
}

struct Files<'a> {
    /// The folder of the document, links resolved.
    root: Option<PathBuf>,
    /// The same as the user wrote it.
    shown: PathBuf,
    /// The file of each source, links resolved.
    known: Vec<Option<PathBuf>>,
    /// The trees of all files but the document, by source.
    trees: Map<String, Value>,
    sources: &'a mut Sources,
    report: &'a mut Report,
}

/// Members that hold data of the API rather than parts of the description. A `$ref` in there
/// refers to nothing.
const DATA: &[&str] = &["example", "examples", "default", "enum", "const"];

/// Members whose keys are names that the author chose, `example` and `default` among them.
const NAMES: &[&str] = &[
    "properties",
    "patternProperties",
    "dependentSchemas",
    "$defs",
    "definitions",
    "schemas",
    "responses",
    "parameters",
    "requestBodies",
    "headers",
    "pathItems",
];

impl Files<'_> {
    /// Reads the file of a source that was already announced.
    fn add(&mut self, source: usize) {
        let root = Pointer::root().child(FILES_KEY).child(&source.to_string());
        let tree = parse(self.sources.text(source), source, &root, self.report);
        let mut tree = tree.unwrap_or_default();
        self.rewrite(&mut tree, source, &Trail::from(&root), None);
        self.trees.insert(source.to_string(), tree);
    }

    /// Rewrites every reference in a value of a source.
    fn rewrite(
        &mut self,
        value: &mut Value,
        source: usize,
        trail: &Trail<'_>,
        parent: Option<&str>,
    ) {
        match value {
            Value::Object(map) => {
                let names = parent.is_some_and(|parent| NAMES.contains(&parent));
                for (key, value) in map.iter_mut() {
                    let here = trail.key(key);
                    match value {
                        Value::String(target) if key == "$ref" => {
                            if let Some(better) = self.target(target, source, &here) {
                                *target = better;
                            }
                        }
                        // The mapping of a discriminator holds names as well as references, and
                        // bundled documents keep references to files that are gone.
                        Value::String(target)
                            if parent == Some("mapping") && self.is_file(target, source) =>
                        {
                            if let Some(better) = self.target(target, source, &here) {
                                *target = better;
                            }
                        }
                        Value::Object(_) | Value::Array(_) => {
                            let data = DATA.contains(&key.as_str()) || key.starts_with("x-");
                            if names || !data {
                                self.rewrite(value, source, &here, (!names).then_some(key));
                            }
                        }
                        _ => {}
                    }
                }
            }
            Value::Array(list) => {
                for (index, value) in list.iter_mut().enumerate() {
                    self.rewrite(value, source, &trail.index(index), None);
                }
            }
            _ => {}
        }
    }

    /// The pointer into the one tree that a reference stands for; none to leave it as it is.
    fn target(&mut self, target: &str, source: usize, trail: &Trail<'_>) -> Option<String> {
        let (file, fragment) = target.split_once('#').unwrap_or((target, ""));
        let fragment = decode(fragment);
        let number = if file.is_empty() {
            source
        } else {
            match self.file(&decode(file), source) {
                Ok(number) => number,
                Err(fault) => {
                    self.report.push(fault.at(&trail.pointer(), ""));
                    // Whoever needs it is told no second time: it leads to nothing known.
                    return None;
                }
            }
        };
        let better = match number {
            0 => format!("#{fragment}"),
            number => format!("#/{FILES_KEY}/{number}{fragment}"),
        };
        (better != target).then_some(better)
    }

    fn is_file(&mut self, target: &str, source: usize) -> bool {
        let file = target.split('#').next().unwrap_or_default();
        let named = [".yaml", ".yml", ".json"];
        named.iter().any(|ending| file.ends_with(ending))
            && self.file(&decode(file), source).is_ok()
    }

    /// The source that a file of a reference is, announcing it when it is new.
    fn file(&mut self, file: &str, source: usize) -> Result<usize, Diagnostic> {
        if file.contains("://") || file.starts_with("//") {
            return Err(forbidden(
                format!("`{file}` is on the network, from where nothing is read"),
                "put a copy beside the document and refer to it by its relative path",
            ));
        }
        let Some(root) = &self.root else {
            return Err(forbidden(
                format!("`{file}` cannot be found: the document was not read from a file"),
                "give the document as a file, or put the part into the document itself",
            ));
        };
        let from = self.known.get(source).cloned().flatten();
        let from = from.as_deref().and_then(Path::parent).unwrap_or(root);
        let Ok(path) = from.join(file).canonicalize() else {
            return Err(Diagnostic::error(
                Code::DanglingRef,
                format!("the file `{file}` does not exist"),
            )
            .help("correct the path; it counts from the folder of the file it stands in"));
        };
        let Ok(within) = path.strip_prefix(root) else {
            return Err(forbidden(
                format!("`{file}` is outside of the folder of the document"),
                "put a copy into the folder of the document",
            ));
        };
        if let Some(number) = self
            .known
            .iter()
            .position(|known| known.as_ref() == Some(&path))
        {
            return Ok(number);
        }
        let most = self.report.limits().of(Limit::Files);
        if self.known.len() >= most {
            let message = format!("the document is spread over more than {most} files");
            return Err(Limit::Files.exceeded(message));
        }
        let name = self.shown.join(within).display().to_string();
        let text = read_file(&path, &name, self.report.limits())?;
        self.known.push(Some(path));
        Ok(self.sources.push(name, text))
    }
}

fn forbidden(message: String, help: &str) -> Diagnostic {
    Diagnostic::error(Code::ForbiddenRef, message).help(help)
}

/// Undoes percent-encoding (RFC 3986, section 2.1); what is no text after that stays as it is.
fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let digits = tail
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let decoded = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (first, decoded) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Loaded, load, load_text};
    use std::fs;

    /// A folder of its own for a test, removed at the end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str, files: &[(&str, &str)]) -> Self {
            let folder =
                std::env::temp_dir().join(format!("bindery-{name}-{}", std::process::id()));
            for (file, text) in files {
                let path = folder.join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            Self(folder)
        }

        fn load(&self, file: &str) -> (Option<Loaded>, Vec<Code>) {
            let mut report = Report::new();
            let loaded = load(&self.0.join(file), &mut report);
            let codes = report
                .diagnostics()
                .iter()
                .map(|fault| fault.code)
                .collect();
            (loaded, codes)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn files_become_parts_of_one_tree() {
        let folder = Folder::new(
            "parts",
            &[
                (
                    "a.yaml",
                    "x: {$ref: 'sub%20b/b.yaml#/p'}\ny: {$ref: '#/x~1%7Bid%7D'}\n",
                ),
                (
                    "sub b/b.yaml",
                    "p: {$ref: ../c.json}\nq: {$ref: '#/p'}\nback: {$ref: '../a.yaml#/x'}\n",
                ),
                (
                    "c.json",
                    "{\"type\": \"string\", \"example\": {\"$ref\": \"http://a/b\"}}",
                ),
            ],
        );
        let (loaded, codes) = folder.load("a.yaml");
        assert_eq!(codes, []);
        let loaded = loaded.unwrap();
        let text = |pointer: &str| {
            loaded
                .tree
                .pointer(pointer)
                .unwrap()
                .as_str()
                .unwrap()
                .to_owned()
        };
        assert_eq!(text("/x/$ref"), "#/x-bindery-files/1/p");
        assert_eq!(text("/y/$ref"), "#/x~1{id}");
        assert_eq!(text("/x-bindery-files/1/p/$ref"), "#/x-bindery-files/2");
        assert_eq!(text("/x-bindery-files/1/q/$ref"), "#/x-bindery-files/1/p");
        assert_eq!(text("/x-bindery-files/1/back/$ref"), "#/x");
        assert_eq!(text("/x-bindery-files/2/type"), "string");
        assert!(loaded.sources.get(2).unwrap().0.ends_with("c.json"));
    }

    #[test]
    fn nothing_outside_the_folder_is_read() {
        let folder = Folder::new(
            "outside",
            &[
                (
                    "in/a.yaml",
                    "a: {$ref: ../b.yaml}\nb: {$ref: /etc/passwd}\nc: {$ref: 'https://x.y/z#/a'}\nd: {$ref: no.yaml}\n",
                ),
                ("b.yaml", "secret: 1\n"),
            ],
        );
        let (_, codes) = folder.load("in/a.yaml");
        assert_eq!(
            codes,
            [
                Code::ForbiddenRef,
                Code::ForbiddenRef,
                Code::ForbiddenRef,
                Code::DanglingRef
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_lead_outside() {
        let folder = Folder::new(
            "links",
            &[
                ("in/a.yaml", "a: {$ref: link.yaml}\n"),
                ("b.yaml", "secret: 1\n"),
            ],
        );
        let link = folder.0.join("in/link.yaml");
        std::os::unix::fs::symlink(folder.0.join("b.yaml"), link).unwrap();
        assert_eq!(folder.load("in/a.yaml").1, [Code::ForbiddenRef]);
    }

    #[test]
    fn a_text_alone_has_no_files() {
        let mut report = Report::new();
        load_text("a", "a: {$ref: b.yaml}".to_owned(), &mut report);
        assert_eq!(report.diagnostics()[0].code, Code::ForbiddenRef);
    }

    #[test]
    fn percent_encoding_is_undone() {
        assert_eq!(decode("a%7Bb%7D%"), "a{b}%");
        assert_eq!(decode("%C3%A4%zz"), "ä%zz");
        assert_eq!(decode("%FF"), "%FF");
    }
}
