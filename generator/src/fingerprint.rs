//! Is the output made from these documents, this configuration and this generator? Answered without
//! parsing a document.

use crate::config::ApiConfig;
use crate::job::Job;
use crate::write::{Hasher, Input, Lock, Stamp};
use std::collections::BTreeSet;
use std::path::Path;

/// Name and version of this generator.
pub const GENERATOR: &str = concat!("bindery ", env!("CARGO_PKG_VERSION"));

/// Stands for the sources of this generator; see `build.rs`.
const SOURCES: &str = env!("BINDERY_SOURCES");

/// The stamp of an output that was made from these inputs; `content` is asked for each.
pub fn stamp(
    job: &Job,
    inputs: BTreeSet<Input>,
    content: impl FnMut(&Input) -> Option<Vec<u8>>,
) -> Stamp {
    Stamp {
        generator: GENERATOR.to_owned(),
        fingerprint: fingerprint(job, &inputs, content),
        inputs,
    }
}

/// Whether the output with this lock, in `dir`, is up to date: made from what the job says and
/// what now stands on the disk, and complete.
pub fn is_fresh(job: &Job, lock: &Lock, dir: &Path) -> bool {
    let on_disk = |input: &Input| {
        let document = job
            .documents
            .iter()
            .find(|document| document.module.as_str() == input.module)?;
        std::fs::read(document.folder().join(&input.path)).ok()
    };
    let documents = job.documents.iter().filter_map(|document| {
        Some(Input {
            module: document.module.as_str().to_owned(),
            path: document.file_name()?,
        })
    });
    // Documents that are new since then are not in the lock.
    let inputs = lock.inputs.iter().cloned().chain(documents).collect();
    lock.fingerprint.as_deref() == Some(&fingerprint(job, &inputs, on_disk))
        && lock
            .files
            .keys()
            .all(|path| dir.join(path.as_str()).is_file())
}

/// Equal for equal inputs, configuration and generator.
fn fingerprint(
    job: &Job,
    inputs: &BTreeSet<Input>,
    mut content: impl FnMut(&Input) -> Option<Vec<u8>>,
) -> String {
    let mut hasher = Hasher::default();
    for field in [GENERATOR, SOURCES, &job.crate_name, &job.crate_version] {
        hasher.field(field);
    }
    for document in &job.documents {
        hasher.field(document.module.as_str());
        // Taken apart so that a new key cannot be forgotten here. `module` was used already.
        let ApiConfig {
            module: _,
            names,
            traits,
        } = &document.config;
        hasher.field(traits.as_str());
        for (origin, name) in names {
            hasher.field(origin);
            hasher.field(name);
        }
    }
    for input in inputs {
        hasher.field(&input.module);
        hasher.field(&input.path);
        match content(input) {
            Some(bytes) => hasher.field(hash(&bytes).as_str()),
            None => hasher.field("absent"),
        }
    }
    hasher.finish().to_string()
}

fn hash(bytes: &[u8]) -> crate::write::Hash {
    // A byte-order mark is no part of the text.
    crate::write::Hash::of(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
}
