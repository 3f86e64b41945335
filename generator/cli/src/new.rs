//! `bindery new`: a workspace that makes a crate from documents and compiles it in one build.

use super::args::New;
use super::screen::Screen;
use super::{DONE, FAILED, Instead, missing_file};
use crate::scaffold;
use crate::source::Source;
use bindery::config::Features;
use bindery::emit::rust::{Crate, Module, starter};
use bindery::fingerprint;
use bindery::job::{Job, Request};
use bindery::pipeline::{CrateOutput, generate_crate};
use bindery::regular_file;
use bindery::write;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

pub(super) fn run(new: &New, screen: &mut Screen) -> io::Result<u8> {
    if let Some(message) =
        occupied(&new.dir)?.or_else(|| missing_file(&new.documents, &Instead::File))
    {
        screen.misuse(&message)?;
        return Ok(screen.code());
    }
    let source = Source::of(new.bindery.as_deref());
    let source = match source.and_then(|source| source.check().map(|()| source)) {
        Ok(source) => source,
        Err(message) => {
            screen.misuse(&message)?;
            return Ok(screen.code());
        }
    };
    let request = Request {
        documents: new.documents.clone(),
        out: new.dir.join("generated"),
        crate_name: new.crate_name.clone(),
        ..Request::default()
    };
    let made = request
        .job()
        .and_then(|job| Ok((generate_crate(&job)?, job)));
    let (mut bound, mut job) = match made {
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
    let config = settle_features(&mut job, &mut bound, &specs);
    // Everything is known by now; only the disk can fail.
    for (path, text) in &specs {
        put(&new.dir.join("specs").join(path), text)?;
    }
    if let Err(error) = write::write(&request.out, &bound.files, &bound.stamp, false) {
        screen.problem(error.code(), &error.to_string())?;
        return Ok(FAILED);
    }
    let mut files = workspace(&job, &bound, &source);
    files.extend(config.map(|text| ("specs/bindery.toml".to_owned(), text)));
    for (path, text) in &files {
        put(&new.dir.join(path), text.as_bytes())?;
    }
    let count = bound.files.len() + files.len() + specs.len();
    screen.created(&new.dir, count, &source)?;
    Ok(DONE)
}

/// Later builds find the manifest of the workspace, whose features have to stay those that are generated
/// now. Returns the configuration that the workspace needs for it.
fn settle_features(
    job: &mut Job,
    bound: &mut CrateOutput,
    specs: &BTreeMap<String, Vec<u8>>,
) -> Option<String> {
    let mut tables = String::new();
    for (document, meaning) in job.documents.iter_mut().zip(&bound.meanings) {
        let has_features = meaning.facts.tags.is_some();
        document.config.features = Some(match has_features {
            true => Features::Tags,
            false => Features::None,
        });
        let stem = document.path.file_stem().unwrap_or_default();
        if has_features {
            // A string of JSON is also one of TOML.
            let stem = serde_json::Value::String(stem.to_string_lossy().into_owned());
            tables.push_str(&format!("\n[api.{stem}]\nfeatures = \"tags\"\n"));
        }
    }
    let inputs = bound.stamp.inputs.clone();
    let names = std::mem::take(&mut bound.stamp.names);
    bound.stamp = fingerprint::stamp(job, inputs, names, |input| specs.get(&input.path).cloned());
    let head =
        "# A cargo feature for each tag. Without this line, later builds would generate none.\n";
    (!tables.is_empty()).then(|| format!("{head}{}", tables.trim_start()))
}

fn workspace(job: &Job, bound: &CrateOutput, source: &Source) -> BTreeMap<String, String> {
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

fn put(path: &Path, content: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // The folder was empty: what is there by now is not written over.
    fs::File::create_new(path)?.write_all(content)
}
