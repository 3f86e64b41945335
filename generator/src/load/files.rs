//! Which other files belong to the document, and how do their trees become parts of one?
//!
//! The tree of each file goes under `/x-bindery-files/<n>~1<stem>`, where `n` is its source, and every
//! `$ref` becomes a pointer into the one tree. A `$ref` by a name that a schema gives itself waits
//! until all files are read. Only files inside the folder of the document are
//! read, links resolved; nothing is ever fetched from the network.

use super::identifiers::{Identifiers, Resource};
use super::parse::parse;
use super::read_file;
use super::sources::Sources;
use super::uri::decoded;
use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Trail};
use crate::limits::Limit;
use crate::openapi::canonical;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

/// Rewrites the references of a document that was read from `path`, and reads the files that they
/// lead to; they lie in a folder that is so many levels above that of the document. Without a path,
/// only references within the document are allowed.
pub(super) fn resolve(
    tree: &mut Value,
    path: Option<&Path>,
    up: usize,
    sources: &mut Sources,
    report: &mut Report,
) {
    let folder = path.and_then(folder);
    let mut files = Files {
        root: folder.as_deref().map(|folder| above(folder, up)),
        folder,
        up,
        shown: path
            .and_then(Path::parent)
            .map(Path::to_owned)
            .unwrap_or_default(),
        known: Vec::new(),
        trees: Map::new(),
        identifiers: Identifiers::default(),
        waiting: Vec::new(),
        sources,
        report,
    };
    files
        .known
        .push(path.and_then(|path| path.canonicalize().ok()));
    // Overlays are sources that nothing refers to.
    let mut next = files.sources.len();
    files.known.resize(next, None);
    let document = Resource::file(0, Pointer::root());
    files.rewrite(tree, &document, &Trail::root(), None);
    // `known` grows while the files that it names are read.
    while next < files.known.len() {
        files.add(next);
        next += 1;
    }
    let trees = std::mem::take(&mut files.trees);
    if !trees.is_empty()
        && let Value::Object(map) = tree
    {
        map.insert(canonical::FILES.to_owned(), Value::Object(trees));
    }
    files.finish(tree);
}

/// The key of the tree of a source: its number, and the stem of its file, which names a schema that is
/// a whole file.
fn key_of(source: usize, sources: &Sources) -> String {
    let name = sources.get(source).map_or("", |(name, _)| name);
    let stem = Path::new(name)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let stem = stem
        .split('.')
        .find(|part| !part.is_empty())
        .unwrap_or_default();
    let plain = |c: char| {
        if c.is_alphanumeric() || c == '-' {
            c
        } else {
            '_'
        }
    };
    format!("{source}/{}", stem.chars().map(plain).collect::<String>())
}

/// Where the tree of a source stands.
fn root_of(source: usize, sources: &Sources) -> Pointer {
    match source {
        0 => Pointer::root(),
        number => Pointer::root()
            .child(canonical::FILES)
            .child(&key_of(number, sources)),
    }
}

fn folder(path: &Path) -> Option<PathBuf> {
    Some(path.canonicalize().ok()?.parent()?.to_owned())
}

/// The folder so many levels above another one.
fn above(folder: &Path, up: usize) -> PathBuf {
    folder
        .ancestors()
        .take(up + 1)
        .last()
        .unwrap_or(folder)
        .to_owned()
}

struct Files<'a> {
    /// The folder that no reference leaves, links resolved.
    root: Option<PathBuf>,
    /// The folder of the document, links resolved.
    folder: Option<PathBuf>,
    /// The number of levels between the two.
    up: usize,
    /// The same as the user wrote it.
    shown: PathBuf,
    /// The file of each source, links resolved.
    known: Vec<Option<PathBuf>>,
    /// The trees of all files but the document, by source.
    trees: Map<String, Value>,
    /// The names that schemas give themselves.
    identifiers: Identifiers,
    /// References that were put off until all of them are known.
    waiting: Vec<Waiting>,
    sources: &'a mut Sources,
    report: &'a mut Report,
}

/// A reference by a name.
struct Waiting {
    /// Where the text stands.
    at: Pointer,
    /// As it is written.
    target: String,
    /// The base of its fragment.
    from: From,
    /// The source that `from` is looked for in, if the fragment leads nowhere in it.
    source: usize,
}

/// The base of a reference's fragment.
enum From {
    /// A resource that is known.
    Known(Pointer),
    /// The resource of this URI. Otherwise the error, if it could have been a file.
    Uri(String, Box<Diagnostic>),
}

/// Properties that hold data of the API rather than parts of the description. A `$ref` in there
/// refers to nothing.
const DATA: &[&str] = &["example", "examples", "default", "enum", "const"];

/// Properties whose keys are names that the author chose, `example` and `default` among them.
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
        let root = root_of(source, self.sources);
        let tree = parse(self.sources.text(source), source, &root, self.report);
        let mut tree = tree.unwrap_or_default();
        let file = Resource::file(source, root.clone());
        self.rewrite(&mut tree, &file, &Trail::from(&root), None);
        self.trees.insert(key_of(source, self.sources), tree);
    }

    /// Rewrites every reference in a value of a resource.
    fn rewrite(
        &mut self,
        value: &mut Value,
        around: &Resource,
        trail: &Trail<'_>,
        parent: Option<&str>,
    ) {
        match value {
            Value::Object(map) => {
                let begun = self.identifiers.note(map, around, || trail.pointer());
                let around = begun.as_ref().unwrap_or(around);
                let names = parent.is_some_and(|parent| NAMES.contains(&parent));
                for (key, value) in map.iter_mut() {
                    let here = trail.key(key);
                    match value {
                        Value::String(target) if key == "$ref" => {
                            if let Some(better) = self.target(target, around, &here) {
                                *target = better;
                            }
                        }
                        // The mapping of a discriminator holds names as well as references, and
                        // bundled documents keep references to files that are gone.
                        Value::String(target)
                            if parent == Some("mapping") && self.is_file(target, around.source) =>
                        {
                            if let Some(better) = self.target(target, around, &here) {
                                *target = better;
                            }
                        }
                        Value::Object(_) | Value::Array(_) => {
                            let data = DATA.contains(&key.as_str()) || key.starts_with("x-");
                            if names || !data {
                                self.rewrite(value, around, &here, (!names).then_some(key));
                            }
                        }
                        _ => {}
                    }
                }
            }
            Value::Array(list) => {
                for (index, value) in list.iter_mut().enumerate() {
                    self.rewrite(value, around, &trail.index(index), None);
                }
            }
            _ => {}
        }
    }

    /// The pointer into the merged tree that replaces a reference; `None` to keep it.
    fn target(&mut self, target: &str, around: &Resource, trail: &Trail<'_>) -> Option<String> {
        let (file, fragment) = target.split_once('#').unwrap_or((target, ""));
        if file.is_empty() {
            if around.within || !is_pointer(fragment) {
                let known = From::Known(around.at.clone());
                return self.wait(trail, target, known, around.source);
            }
            return led(
                &root_of(around.source, self.sources),
                &decoded(fragment),
                target,
            );
        }
        let uri = around.uri_of(&decoded(file));
        if self.identifiers.uri(&uri).is_some() {
            let problem = Box::new(unidentified(&uri));
            return self.wait(trail, target, From::Uri(uri, problem), around.source);
        }
        match self.file(&decoded(file), around.source) {
            Ok(number) if is_pointer(fragment) => {
                led(&root_of(number, self.sources), &decoded(fragment), target)
            }
            Ok(number) => self.wait(
                trail,
                target,
                From::Known(root_of(number, self.sources)),
                number,
            ),
            // A schema that is read later may call itself so.
            Err(problem) => self.wait(
                trail,
                target,
                From::Uri(uri, Box::new(problem)),
                around.source,
            ),
        }
    }

    fn wait(
        &mut self,
        trail: &Trail<'_>,
        target: &str,
        from: From,
        source: usize,
    ) -> Option<String> {
        self.waiting.push(Waiting {
            at: trail.pointer(),
            target: target.to_owned(),
            from,
            source,
        });
        None
    }

    /// Gives the references that were put off what they lead to.
    fn finish(&mut self, tree: &mut Value) {
        for waiting in std::mem::take(&mut self.waiting) {
            let better = match self.found(&waiting, tree) {
                Ok(found) => found,
                Err(problem) => {
                    self.report.push(problem.at(&waiting.at, ""));
                    continue;
                }
            };
            if let Some(Value::String(target)) = tree.pointer_mut(waiting.at.as_str()) {
                *target = better;
            }
        }
    }

    /// The pointer into the one tree that such a reference stands for.
    fn found(&self, waiting: &Waiting, tree: &Value) -> Result<String, Diagnostic> {
        let (_, fragment) = waiting.target.split_once('#').unwrap_or_default();
        let fragment = decoded(fragment);
        let (resource, source) = match &waiting.from {
            From::Known(resource) => (resource, waiting.source),
            From::Uri(uri, problem) => match self.identifiers.uri(uri) {
                Some(resource) => (resource, self.source_of(resource)),
                None => return Err(problem.as_ref().clone()),
            },
        };
        if is_pointer(&fragment) {
            let within = format!("{}{fragment}", resource.as_str());
            // Most documents with an `$id` inside still use pointers from their root.
            if tree.pointer(&within).is_none() && waiting.target.starts_with('#') {
                return Ok(format!(
                    "#{}{fragment}",
                    root_of(source, self.sources).as_str()
                ));
            }
            return Ok(format!("#{within}"));
        }
        match self.identifiers.anchor(&fragment, resource, source) {
            Some(at) => Ok(format!("#{}", at.as_str())),
            // Told like any other reference in a document to what is not there.
            None if waiting.target.starts_with('#') && source == 0 => Ok(waiting.target.clone()),
            None => {
                let message = format!("there is no `$anchor` of the name `{fragment}`");
                let help = "give one schema there this `$anchor`, or refer to it by a pointer";
                Err(Diagnostic::error(Code::DanglingRef, message).help(help))
            }
        }
    }

    /// The source that a place in the one tree is of.
    fn source_of(&self, at: &Pointer) -> usize {
        self.sources.resolve(at).0
    }

    /// The error for a file that exists outside of the folder that references may not leave.
    fn outside(&self, file: &str, path: &Path) -> Diagnostic {
        let message = match self.up {
            0 => format!("`{file}` is outside of the folder of the document"),
            up => format!(
                "`{file}` is outside of `{}`, the `root` of the document",
                steps_up(up)
            ),
        };
        let copy = "put a copy into the folder of the document";
        let around = self.folder.as_deref().into_iter().flat_map(Path::ancestors);
        let up = around
            .take_while(|around| !path.starts_with(around))
            .count();
        // A path from the root of the disk is never meant.
        if Path::new(file).is_absolute() || up == 0 || up > HIGHEST_ROOT {
            return forbidden(message, copy);
        }
        let root = steps_up(up);
        let help = format!(
            "{copy}, or write `root = \"{root}\"` under `[api.NAME]` of `bindery.toml`, which allows \
             references into that folder"
        );
        Diagnostic::error(Code::ForbiddenRef, message).help(help)
    }

    fn is_file(&mut self, target: &str, source: usize) -> bool {
        let file = target.split('#').next().unwrap_or_default();
        let named = [".yaml", ".yml", ".json"];
        named.iter().any(|ending| file.ends_with(ending))
            && self.file(&decoded(file), source).is_ok()
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
        let own = self.folder.as_deref().unwrap_or(root);
        let from = from.as_deref().and_then(Path::parent).unwrap_or(own);
        let Ok(path) = from.join(file).canonicalize() else {
            return Err(Diagnostic::error(
                Code::DanglingRef,
                format!("the file `{file}` does not exist"),
            )
            .help("correct the path; it is relative to the folder of this file"));
        };
        if !path.starts_with(root) {
            return Err(self.outside(file, &path));
        }
        let within = relative(own, &path);
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

/// The path from a folder to a file that is below one of the folders around it.
fn relative(folder: &Path, file: &Path) -> PathBuf {
    let shared = folder.ancestors().find(|around| file.starts_with(around));
    let shared = shared.unwrap_or(folder);
    let up = folder
        .strip_prefix(shared)
        .map_or(0, |rest| rest.components().count());
    let down = file.strip_prefix(shared).unwrap_or(file);
    std::iter::repeat_n("..", up)
        .collect::<PathBuf>()
        .join(down)
}

/// `..` so many times.
fn steps_up(up: usize) -> String {
    vec![".."; up].join("/")
}

/// Levels above a document that are proposed as its root.
const HIGHEST_ROOT: usize = 3;

/// Whether a fragment leads by keys and not by a name.
fn is_pointer(fragment: &str) -> bool {
    fragment.is_empty()
        || ["/", "%2F", "%2f"]
            .iter()
            .any(|start| fragment.starts_with(start))
}

/// The reference to what a fragment leads to from the root of a source, if it is another one.
fn led(root: &Pointer, fragment: &str, target: &str) -> Option<String> {
    let better = format!("#{}{fragment}", root.as_str());
    (better != target).then_some(better)
}

fn unidentified(uri: &str) -> Diagnostic {
    Diagnostic::error(
        Code::DanglingRef,
        format!("no schema has the `$id` `{uri}`"),
    )
}

fn forbidden(message: String, help: &str) -> Diagnostic {
    Diagnostic::error(Code::ForbiddenRef, message).help(help)
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
                .map(|problem| problem.code)
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
        assert_eq!(text("/x/$ref"), "#/x-bindery-files/1~1b/p");
        assert_eq!(text("/y/$ref"), "#/x~1{id}");
        assert_eq!(
            text("/x-bindery-files/1~1b/p/$ref"),
            "#/x-bindery-files/2~1c"
        );
        assert_eq!(
            text("/x-bindery-files/1~1b/q/$ref"),
            "#/x-bindery-files/1~1b/p"
        );
        assert_eq!(text("/x-bindery-files/1~1b/back/$ref"), "#/x");
        assert_eq!(text("/x-bindery-files/2~1c/type"), "string");
        assert!(loaded.sources.get(2).unwrap().0.ends_with("c.json"));
    }

    #[test]
    fn schemas_are_found_by_the_names_they_give_themselves() {
        let folder = Folder::new(
            "names",
            &[
                (
                    "a.yaml",
                    "far: {$ref: 'b.yaml#thing'}\nback: {$ref: '#here'}\n\
                     here: {$anchor: here}\n\
                     by_uri: {$ref: 'https://x.example/schemas/pet'}\n\
                     later: {$ref: 'urn:later#/p'}\n\
                     own: {$id: 'https://x.example/schemas/own', $defs: {p: {$anchor: q}}, \
                     in: {$ref: '#/$defs/p'}, q: {$ref: '#q'}, self: {$ref: '#'}, \
                     beside: {$ref: pet}, out: {$ref: '#/here'}}\n\
                     pet: {$id: 'https://x.example/schemas/pet'}\n\
                     data: {example: {$anchor: no, $id: no}}\n",
                ),
                (
                    "b.yaml",
                    "p: {$dynamicAnchor: thing}\nq: {$ref: '#thing'}\n\
                     l: {$id: 'urn:later', p: {$ref: '#/p/x'}}\n",
                ),
            ],
        );
        let (loaded, codes) = folder.load("a.yaml");
        assert_eq!(codes, []);
        let tree = loaded.unwrap().tree;
        let text = |pointer: &str| tree.pointer(pointer).unwrap().as_str().unwrap();
        for (at, target) in [
            ("/far/$ref", "#/x-bindery-files/1~1b/p"),
            ("/back/$ref", "#/here"),
            ("/by_uri/$ref", "#/pet"),
            ("/later/$ref", "#/x-bindery-files/1~1b/l/p"),
            ("/own/in/$ref", "#/own/$defs/p"),
            ("/own/q/$ref", "#/own/$defs/p"),
            ("/own/self/$ref", "#/own"),
            ("/own/beside/$ref", "#/pet"),
            ("/own/out/$ref", "#/here"),
            ("/x-bindery-files/1~1b/q/$ref", "#/x-bindery-files/1~1b/p"),
            // A missing target is reported by the code that looks for it.
            (
                "/x-bindery-files/1~1b/l/p/$ref",
                "#/x-bindery-files/1~1b/p/x",
            ),
        ] {
            assert_eq!(text(at), target, "{at}");
        }
    }

    #[test]
    fn unknown_names_are_reported_once() {
        let folder = Folder::new(
            "no-names",
            &[
                (
                    "a.yaml",
                    "a: {$ref: 'b.yaml#no'}\nb: {$id: 'urn:a', c: {$ref: 'urn:no'}}\n\
                     d: {$ref: 'https://x.example/no'}\n",
                ),
                ("b.yaml", "x: 1\ny: {$ref: '#no'}\n"),
            ],
        );
        let (_, codes) = folder.load("a.yaml");
        assert_eq!(
            codes,
            [
                Code::DanglingRef,
                Code::DanglingRef,
                Code::ForbiddenRef,
                Code::DanglingRef
            ]
        );
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

    #[test]
    fn references_stay_below_the_configured_root() {
        let folder = Folder::new(
            "root",
            &[
                (
                    "in/deep/a.yaml",
                    "a: {$ref: ../b.yaml}\nb: {$ref: ../../c.yaml}\nc: {$ref: /etc/passwd}\n\
                     d: {$ref: 'https://x.y/z'}\n",
                ),
                ("in/b.yaml", "here: {$ref: other/d.yaml}\n"),
                ("in/other/d.yaml", "type: string\n"),
                ("c.yaml", "secret: 1\n"),
            ],
        );
        let changes = crate::load::Changes {
            levels_up: 1,
            ..crate::load::Changes::default()
        };
        let mut report = Report::new();
        let path = folder.0.join("in/deep/a.yaml");
        let loaded = crate::load::load_changed(&path, &changes, &mut report).unwrap();
        let names: Vec<_> = loaded
            .sources
            .iter()
            .map(|(name, _)| name.to_owned())
            .collect();
        assert!(names[1].ends_with("in/deep/../b.yaml"), "{names:?}");
        assert!(names[2].ends_with("in/deep/../other/d.yaml"), "{names:?}");
        assert_eq!(
            loaded.tree.pointer("/x-bindery-files/2~1d/type").unwrap(),
            "string"
        );
        let all = report.diagnostics().iter();
        let all: Vec<_> = all.map(|it| (it.message.as_str(), it.advice())).collect();
        let copy = "put a copy into the folder of the document";
        let root = format!(
            "{copy}, or write `root = \"../..\"` under `[api.NAME]` of `bindery.toml`, which allows \
             references into that folder"
        );
        let expected = [
            (
                "`../../c.yaml` is outside of `..`, the `root` of the document",
                root.as_str(),
            ),
            (
                "`/etc/passwd` is outside of `..`, the `root` of the document",
                copy,
            ),
        ];
        assert_eq!(all.get(..2), Some(&expected[..]));
        assert_eq!(report.diagnostics()[2].code, Code::ForbiddenRef);
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
}
