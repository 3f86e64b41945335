//! `bindery watch`: the crate is kept up to date while documents are edited.
//!
//! Files are polled several times a second. Notifications of operating systems differ, and there
//! are none for shared folders.

use super::args::Generate;
use super::screen::Screen;
use super::{DONE, UseOfConfig, misuse, request};
use bindery::job::Request;
use bindery::load::STANDARD_INPUT;
use bindery::pipeline::generate_crate;
use bindery::regular_file;
use bindery::write;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, SystemTime};

/// So often files are looked at. A change counts when the files stay as they are for so long.
const INTERVAL: Duration = Duration::from_millis(200);

pub(super) fn run(watch: &Generate, screen: &mut Screen) -> io::Result<u8> {
    let options = &watch.options;
    let is_input = |path: &PathBuf| path == Path::new(STANDARD_INPUT);
    let wrong = misuse(options).or_else(|| {
        let message = "standard input cannot be watched".to_owned();
        options
            .input
            .documents
            .iter()
            .any(is_input)
            .then_some(message)
    });
    if let Some(message) = wrong {
        screen.misuse(&message)?;
        return Ok(screen.code());
    }
    let (stop, stopped) = channel();
    // A run that has begun is brought to its end.
    ctrlc::set_handler(move || {
        let _ = stop.send(());
    })
    .map_err(io::Error::other)?;
    let request = Request {
        out: options.out.clone(),
        crate_name: options.crate_name.clone(),
        rename: watch.rename,
        ..request(&options.input, UseOfConfig::Crate, screen)?
    };
    let mut files = Files::default();
    loop {
        // Looked at before they are read, so that no change is lost in between.
        let mut seen = Seen::of(files.paths(&request));
        files.read = run_once(&request, watch, screen)?;
        seen.settle(files.paths(&request));
        screen.note("waiting for changes; Ctrl-C ends it")?;
        if !files.wait(&request, seen, &stopped) {
            return Ok(DONE);
        }
    }
}

/// Brings the output up to date, and returns the files that were read for it.
fn run_once(
    request: &Request,
    watch: &Generate,
    screen: &mut Screen,
) -> io::Result<BTreeSet<PathBuf>> {
    let (findings, bound) = match request.job().and_then(|job| generate_crate(&job)) {
        Ok(mut bound) => (std::mem::take(&mut bound.findings), Some(bound)),
        Err(failed) => (failed.findings, None),
    };
    screen.findings(&findings)?;
    let out = &watch.options.out;
    if let Some(bound) = bound {
        let result = if watch.check {
            super::compare(out, &bound, &super::generating(&watch.options), screen).map(|_| ())
        } else {
            match write::write(out, &bound.files, &bound.stamp, watch.force) {
                Ok(summary) => screen.written(out, &summary),
                Err(error) => screen.problem(error.code(), &error.to_string()),
            }
        };
        result?;
    }
    let texts = findings.iter().flat_map(|findings| findings.sources.iter());
    Ok(texts.map(|(name, _)| PathBuf::from(name)).collect())
}

/// The metadata of files.
#[derive(Debug, PartialEq)]
struct Seen {
    /// As far as known without reading them.
    outside: BTreeMap<PathBuf, Option<(SystemTime, u64)>>,
    /// Hashes of what they hold.
    inside: BTreeMap<PathBuf, Option<Vec<u8>>>,
}

impl Seen {
    fn of(paths: BTreeSet<PathBuf>) -> Self {
        Self {
            outside: paths
                .iter()
                .map(|path| (path.clone(), outside(path)))
                .collect(),
            inside: paths
                .iter()
                .map(|path| (path.clone(), inside(path)))
                .collect(),
        }
    }

    /// Adds files that were not known before, and forgets those that matter no more.
    fn settle(&mut self, paths: BTreeSet<PathBuf>) {
        self.outside.retain(|path, _| paths.contains(path));
        self.inside.retain(|path, _| paths.contains(path));
        for path in paths {
            if !self.outside.contains_key(&path) {
                self.inside.insert(path.clone(), inside(&path));
                self.outside.insert(path.clone(), outside(&path));
            }
        }
    }
}

fn outside(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

fn inside(path: &Path) -> Option<Vec<u8>> {
    Some(Sha256::digest(regular_file::read(path).ok()?).to_vec())
}

/// The files that are watched: those that were read, and those that may be when they are there.
#[derive(Default)]
struct Files {
    read: BTreeSet<PathBuf>,
}

impl Files {
    fn paths(&self, request: &Request) -> BTreeSet<PathBuf> {
        let mut paths = self.read.clone();
        paths.extend(request.documents.iter().cloned());
        paths.extend(request.config.clone());
        let folders: BTreeSet<PathBuf> = match request.documents.as_slice() {
            [] => [request.specs.clone()].into(),
            documents => {
                let folders = documents.iter().filter_map(|path| path.parent());
                folders.map(Path::to_owned).collect()
            }
        };
        for folder in folders {
            collect(&folder, DEPTH, &mut paths);
        }
        paths
    }

    /// Until a file holds something else than was seen; false when the program is to end.
    fn wait(&self, request: &Request, seen: Seen, stopped: &Receiver<()>) -> bool {
        let Seen {
            mut outside,
            inside,
        } = seen;
        let mut unsettled = false;
        loop {
            match stopped.recv_timeout(INTERVAL) {
                Err(RecvTimeoutError::Timeout) => {}
                Ok(()) | Err(RecvTimeoutError::Disconnected) => return false,
            }
            let paths = self.paths(request);
            let now: BTreeMap<_, _> = paths
                .iter()
                .map(|path| (path.clone(), self::outside(path)))
                .collect();
            if now != outside {
                outside = now;
                unsettled = true;
            } else if std::mem::take(&mut unsettled) && Seen::of(paths).inside != inside {
                // A file that was saved without a change is none.
                return true;
            }
        }
    }
}

/// So deep are folders looked through for files that a document may refer to.
const DEPTH: usize = 4;

/// No more files are watched that no document refers to.
const MOST: usize = 2_000;

fn collect(folder: &Path, depth: usize, paths: &mut BTreeSet<PathBuf>) {
    let here = if folder == Path::new("") {
        Path::new(".")
    } else {
        folder
    };
    let Ok(entries) = std::fs::read_dir(here) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let path = folder.join(&*name);
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if name.starts_with('.') || paths.len() >= MOST {
            continue;
        }
        if kind.is_dir() {
            if depth > 0 && name != "target" && name != "node_modules" {
                collect(&path, depth - 1, paths);
            }
        } else if [".yaml", ".yml", ".json"]
            .iter()
            .any(|end| name.ends_with(end))
            || name == "bindery.toml"
        {
            paths.insert(path);
        }
    }
}
