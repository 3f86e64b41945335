//! `bindery docs`: the reference of a crate, in a folder of its own.

use super::args::Docs;
use super::screen::Screen;
use super::{DONE, FAILED, UseOfConfig, compare, missing, request, writing};
use bindery::job::Request;
use bindery::pipeline::document;
use bindery::write;
use std::io;
use std::path::Path;

pub(super) fn run(docs: &Docs, screen: &mut Screen) -> io::Result<u8> {
    if let Some(message) = refusal(&docs.out).or_else(|| missing(&docs.input, "docs")) {
        screen.misuse(&message)?;
        return Ok(screen.code());
    }
    let request = Request {
        crate_name: docs.crate_name.clone(),
        ..request(&docs.input, UseOfConfig::Crate, screen)?
    };
    let bound = match request.job().and_then(|job| document(&job)) {
        Ok(bound) => bound,
        Err(failed) => {
            screen.findings(&failed.findings)?;
            return Ok(screen.code());
        }
    };
    screen.findings(&bound.findings)?;
    if docs.check {
        let out = (Path::new("docs") != docs.out).then_some(&docs.out);
        let call = writing("docs", &docs.input, out, docs.crate_name.as_deref());
        return compare(&docs.out, &bound, &call, screen);
    }
    match write::write(&docs.out, &bound.files, &bound.stamp, docs.force) {
        Ok(summary) => screen.written(&docs.out, &summary)?,
        Err(error) => {
            screen.problem(error.code(), &error.to_string())?;
            return Ok(FAILED);
        }
    }
    Ok(DONE)
}

/// Why the folder cannot be the output: the files of a crate would be taken for pages that are no
/// longer made, and be deleted.
fn refusal(out: &Path) -> Option<String> {
    if Path::new("") == out {
        return Some("the output folder has no name".to_owned());
    }
    // A lock that cannot be read is reported when it is written.
    let lock = write::read_lock(out).ok().flatten()?;
    let is_crate = lock.files.keys().any(|path| path.as_str() == "src/lib.rs");
    is_crate.then(|| {
        format!(
            "`{}` holds a crate\n  help: with `docs = true` in `[crate]` of bindery.toml, \
             `bindery generate` writes its reference into `{}`",
            out.display(),
            out.join("docs").display()
        )
    })
}
