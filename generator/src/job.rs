//! What is to be bound, and what are the crate and its modules called?

mod library_features;
mod modules;
mod package;

use crate::config::{ApiConfig, Broken, Config, Dates, Features, Package};
use crate::diagnostic::{Code, Diagnostic, Target, did_you_mean};
use crate::findings::{Failed, Findings};
use crate::limits::Limits;
use crate::load::{STANDARD_INPUT, Sources};
use crate::name::{Identifier, RecordedNames};
use crate::progress::Observer;
use crate::regular_file;
use crate::write;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Everything that one crate is made from.
#[derive(Clone, Debug)]
pub struct Job {
    /// The documents, in the order of their modules.
    pub documents: Vec<Document>,
    /// The package's name.
    pub crate_name: String,
    /// The package's version.
    pub crate_version: String,
    /// Whether the crate holds its reference as Markdown, in `docs/`.
    pub docs: bool,
    /// Receives progress reports.
    pub observer: Observer,
    /// The limits of a document.
    pub limits: Limits,
    /// Further keys of its manifest.
    pub package: Package,
    /// The names of the previous run, by modules.
    pub recorded: BTreeMap<String, RecordedNames>,
    /// Whether names are chosen anew, whatever is recorded.
    pub rename: bool,
    /// The file of the configuration and its text, for what is wrong with it in view of the
    /// documents.
    pub(crate) config: Option<(PathBuf, String)>,
}

/// A document of a job.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its module.
    pub module: Identifier,
    /// The file; `-` is standard input.
    pub path: PathBuf,
    /// Its configuration.
    pub config: ApiConfig,
}

impl Document {
    /// The folder of the document; what it refers to is inside.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// Whether it comes from standard input.
    pub fn is_standard_input(&self) -> bool {
        self.path == Path::new(STANDARD_INPUT)
    }

    /// The name of the file itself.
    pub fn file_name(&self) -> Option<String> {
        Some(self.path.file_name()?.to_string_lossy().into_owned())
    }
}

/// Where a job is described, as the command line or a build script says it.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Single documents. Where there are none, all of the folder `specs`.
    pub documents: Vec<PathBuf>,
    /// The folder whose documents are bound.
    pub specs: PathBuf,
    /// The output folder; it tells whether a package nearby is the output's.
    pub out: PathBuf,
    /// The package's name, whatever anything else says.
    pub crate_name: Option<String>,
    /// The configuration, instead of `bindery.toml` in `specs`.
    pub config: Option<PathBuf>,
    /// Whether single documents are read as those of their folder: by the `bindery.toml` in it, which
    /// may speak of its other documents too.
    pub in_folder: bool,
    /// Whether names are chosen anew, whatever those of the previous run in `out` are.
    pub rename: bool,
    /// Whether the output is compiled by a package with a manifest of its own, even if none is found
    /// nearby.
    pub has_manifest: bool,
    /// Whether what needs a part in error is left out, whatever the configuration says.
    pub leave_out_broken: bool,
    /// Receives progress reports.
    pub observer: Observer,
}

impl Request {
    /// Finds the documents and the configuration, and settles the names.
    ///
    /// # Errors
    ///
    /// The folder or the configuration cannot be read, there is no document, or the configuration
    /// is in error.
    pub fn job(&self) -> Result<Job, Failed> {
        let config_path = self.config_path();
        let (config, text) = match &config_path {
            Some(path) => read_config(path)?,
            None => (Config::default(), String::new()),
        };
        let paths = match self.documents.as_slice() {
            [] => documents_of(&self.specs, &config)?,
            paths => paths.to_vec(),
        };
        let stems: Vec<_> = paths.iter().map(|path| stem(path)).collect();
        let unknown = match config_path.as_deref() {
            // The configuration may also have settings of other documents in its folder.
            Some(path) => {
                let folder = path.parent().unwrap_or(Path::new(""));
                let all = documents_of(&in_place(folder), &config).unwrap_or_default();
                let others = all.iter().map(|path| stem(path));
                unknown_documents(
                    &config,
                    &stems.iter().cloned().chain(others).collect::<Vec<_>>(),
                )
            }
            None => unknown_documents(&config, &stems),
        };
        if let (Some(path), false) = (&config_path, unknown.is_empty()) {
            return Err(Failed::one(config_findings(path, &text, unknown)));
        }
        let wanted: Vec<_> = paths
            .iter()
            .zip(&stems)
            .map(|(path, stem)| modules::Wanted {
                path: match path.as_path() == Path::new(STANDARD_INPUT) {
                    true => Path::new(stem),
                    false => path,
                },
                pinned: config.apis.get(stem).and_then(|api| api.module.as_deref()),
            })
            .collect();
        let modules = modules::modules(&wanted)
            .map_err(|message| Failed::because(Code::InvalidConfig, message))?;
        let several = modules.len() > 1;
        let around = self.package();
        // Where the manifest is not the generated one, a feature more would be one that it lacks.
        let usual_features = config.package.features;
        let has_manifest = self.has_manifest || around.is_some();
        let usual_features = usual_features.or(has_manifest.then_some(Features::None));
        let mut documents: Vec<_> = paths
            .iter()
            .zip(stems)
            .zip(modules)
            .map(|((path, stem), module)| {
                let mut own = config.apis.get(&stem).cloned().unwrap_or_default();
                own.plain_dates = config.package.dates == Dates::Text;
                own.features = own.features.or(usual_features);
                if self.leave_out_broken {
                    own.broken = Broken::LeaveOut;
                }
                if several {
                    own.feature_prefix = format!("{} ", module.as_str());
                }
                Document {
                    module,
                    path: path.clone(),
                    config: own,
                }
            })
            .collect();
        documents.sort_by(|one, other| one.module.cmp(&other.module));
        let (around_name, around_version) = around.unzip();
        Ok(Job {
            crate_name: self
                .crate_name
                .clone()
                .or(config.crate_name)
                .or(around_name)
                .unwrap_or_else(|| package::default_name(&documents)),
            crate_version: config
                .crate_version
                .or(around_version.flatten())
                .unwrap_or_else(|| "0.1.0".to_owned()),
            documents,
            docs: config.docs,
            observer: self.observer.clone(),
            limits: config.limits,
            package: config.package,
            recorded: self.recorded(),
            rename: self.rename,
            config: config_path.map(|path| (path, text)),
        })
    }

    /// Name and version of the package around `specs`, when its library is the output.
    pub(crate) fn package(&self) -> Option<(String, Option<String>)> {
        let whole = self.documents.is_empty();
        whole
            .then(|| package::around(&self.specs, &self.out))
            .flatten()
    }

    /// The configuration that counts: the one asked for, or the one that lies in `specs`, or beside
    /// single documents that are read as those of their folder.
    pub fn config_path(&self) -> Option<PathBuf> {
        if self.config.is_some() {
            return self.config.clone();
        }
        let path = match self.documents.as_slice() {
            [] => self.specs.join("bindery.toml"),
            [first, others @ ..] if self.reads_beside() => {
                let folder = first.parent()?;
                if others.iter().any(|other| other.parent() != Some(folder)) {
                    return None;
                }
                folder.join("bindery.toml")
            }
            _ => return None,
        };
        path.exists().then_some(path)
    }

    /// The names of the previous run. Writing reports what is wrong with its lock.
    fn recorded(&self) -> BTreeMap<String, RecordedNames> {
        if self.out.as_os_str().is_empty() {
            return BTreeMap::new();
        }
        let lock = write::read_lock(&self.out).ok().flatten();
        lock.map(|lock| lock.names).unwrap_or_default()
    }

    /// Whether the configuration is looked for beside single documents.
    fn reads_beside(&self) -> bool {
        let is_input = |path: &PathBuf| path.as_path() == Path::new(STANDARD_INPUT);
        self.in_folder
            && self.config.is_none()
            && !self.documents.is_empty()
            && !self.documents.iter().any(is_input)
    }
}

/// A folder as it can be read: that of a bare name is the current one.
fn in_place(folder: &Path) -> PathBuf {
    match folder.as_os_str().is_empty() {
        true => PathBuf::from("."),
        false => folder.to_owned(),
    }
}

fn read_config(path: &Path) -> Result<(Config, String), Failed> {
    let text = regular_file::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    match Config::parse(&text) {
        Ok(config) => Ok((config, text)),
        Err(problems) => Err(Failed::one(config_findings(path, &text, problems))),
    }
}

/// Errors of the configuration.
pub(crate) fn config_findings(path: &Path, text: &str, diagnostics: Vec<Diagnostic>) -> Findings {
    let mut sources = Sources::default();
    sources.push(path.display().to_string(), text.to_owned());
    Findings {
        sources,
        diagnostics,
    }
}

/// `[api.<stem>]` of a document that is not there.
fn unknown_documents(config: &Config, stems: &[String]) -> Vec<Diagnostic> {
    let unknown = config
        .spans
        .iter()
        .filter(|(stem, _)| !stems.contains(stem));
    unknown
        .map(|(stem, span)| {
            let target = Target::Text {
                source: 0,
                span: span.clone(),
            };
            let message = format!("there is no document `{stem}`");
            let help = did_you_mean(stem, stems.iter().map(String::as_str))
                .unwrap_or_else(|| format!("the documents are: `{}`", stems.join("`, `")));
            Diagnostic::error(Code::InvalidConfig, message)
                .place(target, "")
                .help(help)
        })
        .collect()
}

/// Every document directly in a folder, in the order of their names.
fn documents_of(specs: &Path, config: &Config) -> Result<Vec<PathBuf>, Failed> {
    let io = |error: std::io::Error| unreadable(specs, &error);
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(specs).map_err(io)? {
        let path = entry.map_err(io)?.path();
        // Anything else that cannot be read is reported when it is.
        if is_document(&path) && !is_overlay(&path, config) && !path.is_dir() {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        let message = format!(
            "no document in `{}`: every `*.yaml`, `*.yml` or `*.json` directly in it is one",
            specs.display()
        );
        let help = "put a document there, or name another folder (`--specs DIR`) or the documents";
        let problem = Diagnostic::error(Code::Unreadable, message).help(help);
        return Err(Failed::one(Findings {
            diagnostics: vec![problem],
            ..Findings::default()
        }));
    }
    Ok(paths)
}

/// By its name alone; editors leave hidden files beside the ones they edit.
fn is_document(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    let hidden = path
        .file_name()
        .is_none_or(|name| name.to_string_lossy().starts_with('.'));
    !hidden && matches!(extension, Some("yaml" | "yml" | "json"))
}

/// By its name, or because a document is configured to have it.
fn is_overlay(path: &Path, config: &Config) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = path.file_stem().unwrap_or_default();
    let mut overlays = config.apis.values().flat_map(|api| &api.overlays);
    Path::new(stem).extension() == Some(OsStr::new("overlay"))
        || overlays.any(|overlay| *overlay == name)
}

/// By this, a document is configured. One from standard input has no name: it is `api`.
fn stem(path: &Path) -> String {
    if path == Path::new(STANDARD_INPUT) {
        return "api".to_owned();
    }
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failed {
    Failed::because(
        Code::Unreadable,
        format!("cannot read `{}`: {error}", path.display()),
    )
}
