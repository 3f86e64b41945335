//! `bindery new`: a workspace that makes a crate from documents and compiles it in one build.

use super::args::New;
use super::screen::Screen;
use super::{DONE, FAILED, missing_file};
use crate::scaffold::{self, Source};
use bindery::emit::rust::{Crate, Module, starter};
use bindery::job::{Job, Request};
use bindery::pipeline::{CrateOutput, generate_crate};
use bindery::regular_file;
use bindery::write;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub(super) fn run(new: &New, screen: &mut Screen) -> io::Result<u8> {
    let folder = match new.bindery.as_deref().map(checkout).transpose() {
        Ok(folder) => folder,
        Err(message) => {
            screen.misuse(&message)?;
            return Ok(screen.code());
        }
    };
    if let Some(message) = occupied(&new.dir)?.or_else(|| missing_file(&new.documents, None)) {
        screen.misuse(&message)?;
        return Ok(screen.code());
    }
    let request = Request {
        documents: new.documents.clone(),
        out: new.dir.join("generated"),
        crate_name: new.crate_name.clone(),
        // Every later build finds that of the workspace.
        has_manifest: true,
        ..Request::default()
    };
    let made = request
        .job()
        .and_then(|job| Ok((generate_crate(&job)?, job)));
    let (bound, job) = match made {
        Ok(made) => made,
        Err(failed) => {
            screen.findings(&failed.findings)?;
            return Ok(screen.code());
        }
    };
    screen.findings(&bound.findings)?;
    let specs = match copies(&job, &bound) {
        Ok(specs) => specs,
        Err(message) => {
            screen.misuse(&message)?;
            return Ok(screen.code());
        }
    };
    // Everything is known by now; only the disk can fail.
    let source = folder.as_deref().map_or(Source::Published, Source::Folder);
    for (path, text) in &specs {
        put(&new.dir.join("specs").join(path), text)?;
    }
    if let Err(error) = write::write(&request.out, &bound.files, &bound.stamp, false) {
        screen.problem(error.code(), &error.to_string())?;
        return Ok(FAILED);
    }
    let files = workspace(&job, &bound, &source);
    for (path, text) in &files {
        put(&new.dir.join(path), text.as_bytes())?;
    }
    let count = bound.files.len() + files.len() + specs.len();
    screen.created(&new.dir, count)?;
    Ok(DONE)
}

fn workspace(job: &Job, bound: &CrateOutput, source: &Source<'_>) -> BTreeMap<String, String> {
    let modules = job.documents.iter().zip(&bound.meanings);
    let krate = Crate {
        name: &job.crate_name,
        version: &job.crate_version,
        package: &job.package,
        modules: modules
            .map(|(document, meaning)| Module {
                name: &document.module,
                api: &meaning.api,
                facts: &meaning.facts,
                names: &meaning.names,
            })
            .collect(),
    };
    let mut files = bound.files.iter();
    let manifest = files.find(|(path, _)| path.as_str() == "Cargo.toml");
    let manifest = manifest.map(|(_, text)| text.as_str()).unwrap_or_default();
    scaffold::files(job, manifest, starter(&krate).as_ref(), source)
}

/// The documents and the files that they refer to, as copied to `specs/`.
fn copies(job: &Job, bound: &CrateOutput) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut copies: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for input in &bound.stamp.inputs {
        let mut documents = job.documents.iter();
        let document = documents.find(|it| it.module.as_str() == input.module);
        let Some(document) = document else { continue };
        let path = document.folder().join(&input.path);
        let is_document = document.file_name().as_deref() == Some(input.path.as_str());
        if !is_document && !input.path.contains('/') {
            return Err(format!(
                "`{}` refers to `{}` beside it, which in specs/ would be a document of its own\n  \
                 help: put it into a folder there, such as `common/{}`",
                document.path.display(),
                input.path,
                input.path
            ));
        }
        let content = regular_file::read(&path)
            .map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
        if copies.get(&input.path).is_some_and(|it| *it != content) {
            return Err(format!("two files would be `specs/{}`", input.path));
        }
        copies.insert(input.path.clone(), content);
    }
    Ok(copies)
}

/// Why the folder cannot be used.
fn occupied(dir: &Path) -> io::Result<Option<String>> {
    if dir.is_dir() && fs::read_dir(dir)?.next().is_none() {
        return Ok(None);
    }
    let message = format!(
        "`{}` is there and not empty\n  help: name a new folder, or use `bindery generate` in this one",
        dir.display()
    );
    Ok(dir.symlink_metadata().is_ok().then_some(message))
}

/// The folder of the crate `bindery` in a checkout, as an absolute path.
fn checkout(path: &Path) -> Result<PathBuf, String> {
    let is_bindery = |folder: &Path| {
        let manifest = regular_file::read_to_string(&folder.join("Cargo.toml")).unwrap_or_default();
        manifest
            .lines()
            .any(|line| line.trim() == "name = \"bindery\"")
    };
    let mut folders = [path.join("generator"), path.to_owned()].into_iter();
    let found = folders.find(|folder| is_bindery(folder));
    found
        .and_then(|folder| folder.canonicalize().ok())
        .ok_or_else(|| format!("`{}` is no checkout of bindery", path.display()))
}

fn put(path: &Path, content: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // The folder was empty: what is there by now is not written over.
    fs::File::create_new(path)?.write_all(content)
}
