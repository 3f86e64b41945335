//! The fingerprint of documents, configuration and generator, computed without parsing a document.

use crate::config::ApiConfig;
use crate::job::Job;
use crate::limits::Limit;
use crate::name::RecordedNames;
use crate::regular_file;
use crate::write::{Hasher, Input, Lock, Stamp};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Component, Path};

/// Name and version of this generator.
pub const GENERATOR: &str = concat!("bindery ", env!("CARGO_PKG_VERSION"));

/// Stands for the sources of this generator; see `build.rs`.
const SOURCES: &str = env!("BINDERY_SOURCES");

/// The stamp of an output that was made from these inputs; `content` is asked for each.
pub fn stamp(
    job: &Job,
    inputs: BTreeSet<Input>,
    names: BTreeMap<String, RecordedNames>,
    content: impl FnMut(&Input) -> Option<Vec<u8>>,
) -> Stamp {
    Stamp {
        generator: GENERATOR.to_owned(),
        fingerprint: fingerprint(job, &inputs, &names, content),
        inputs,
        names,
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
        // The lock says which files these are, and could say anything.
        let path = Path::new(&input.path);
        let mut parts = path.components().peekable();
        let mut up = 0;
        while parts.next_if_eq(&Component::ParentDir).is_some() {
            up += 1;
        }
        let is_inside = up <= document.config.levels_up
            && parts.all(|part| matches!(part, Component::Normal(_)));
        let most = job.limits.of(Limit::FileBytes) as u64;
        let path = is_inside.then(|| document.folder().join(path))?;
        regular_file::read_up_to(&path, most).ok()
    };
    let documents = job.documents.iter().filter_map(|document| {
        Some(Input {
            module: document.module.as_str().to_owned(),
            path: document.file_name()?,
        })
    });
    // Documents that are new since then are not in the lock.
    let inputs = lock.inputs.iter().cloned().chain(documents).collect();
    lock.fingerprint.as_deref() == Some(&fingerprint(job, &inputs, &lock.names, on_disk))
        && lock
            .files
            .keys()
            .all(|path| is_whole(&dir.join(path.as_str())))
}

/// Whether there is a file that ends as all do that are made. One that a power cut emptied, filled with
/// zeros or shortened hardly ever does.
fn is_whole(path: &Path) -> bool {
    let last = || {
        let mut last = [0];
        let mut file = regular_file::open(path)?;
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last).map(|()| last)
    };
    last().is_ok_and(|last| last == *b"\n")
}

/// Equal for equal inputs, configuration and generator.
fn fingerprint(
    job: &Job,
    inputs: &BTreeSet<Input>,
    names: &BTreeMap<String, RecordedNames>,
    mut content: impl FnMut(&Input) -> Option<Vec<u8>>,
) -> String {
    let mut hasher = Hasher::default();
    for field in [GENERATOR, SOURCES, &job.crate_name, &job.crate_version] {
        hasher.field(field);
    }
    hasher.field(if job.docs { "docs" } else { "" });
    // A document over a limit may be skipped.
    for limit in Limit::ALL {
        hasher.field(&job.limits.of(*limit).to_string());
    }
    hasher.field(&format!("{:?}", job.package));
    for document in &job.documents {
        hasher.field(document.module.as_str());
        // Taken apart so that a new key cannot be forgotten here. `module` was used already, and
        // what is not told does not change what is made.
        let ApiConfig {
            module: _,
            names,
            name_spans: _,
            traits,
            paging,
            operations,
            fixes,
            overlays,
            types,
            retry,
            derives,
            features,
            broken,
            levels_up,
            // Follows from the number of documents and their modules.
            feature_prefix: _,
            // Part of what the manifest says.
            plain_dates: _,
            allow: _,
            optional_forms,
            repeated_headers,
        } = &document.config;
        hasher.field(traits.as_str());
        hasher.field(&format!(
            "{operations:?} {fixes:?} {overlays:?} {types:?} {retry:?} {derives:?} {features:?} {broken:?} {levels_up}"
        ));
        hasher.field(if *optional_forms {
            "optional forms"
        } else {
            ""
        });
        for (name, _) in repeated_headers {
            hasher.field(name);
        }
        for (origin, name) in names {
            hasher.field(origin);
            hasher.field(name);
        }
        for (operation, paging) in paging {
            hasher.field(operation);
            hasher.field(&format!("{:?} {}", paging.rule, paging.rebase));
        }
    }
    for (module, names) in names {
        hasher.field(module);
        for line in names.entries() {
            hasher.field(&line);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Package;
    use crate::emit::RelativePath;
    use crate::job::Document;
    use crate::limits::Limits;
    use crate::name::Identifier;
    use crate::write::write;
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::PathBuf;

    /// A folder with a document that refers to another file, and a job for it.
    fn job(name: &str) -> (PathBuf, Job) {
        let dir =
            std::env::temp_dir().join(format!("bindery-fingerprint-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("common")).unwrap();
        fs::write(dir.join("pets.yaml"), "openapi: 3.0.0\n").unwrap();
        fs::write(dir.join("common/errors.yaml"), "Error: {}\n").unwrap();
        let job = Job {
            documents: vec![Document {
                module: Identifier::new("pets"),
                path: dir.join("pets.yaml"),
                config: ApiConfig::default(),
            }],
            crate_name: "zoo".to_owned(),
            crate_version: "1.0.0".to_owned(),
            docs: false,
            observer: Default::default(),
            limits: Limits::default(),
            package: Package::default(),
            recorded: BTreeMap::new(),
            rename: false,
            config: None,
        };
        (dir, job)
    }

    /// Writes an output as if it had been made from what stands on the disk.
    fn bound(dir: &Path, job: &Job) -> Lock {
        let input = |path: &str| Input {
            module: "pets".to_owned(),
            path: path.to_owned(),
        };
        let inputs = BTreeSet::from([input("pets.yaml"), input("common/errors.yaml")]);
        let stamp = stamp(job, inputs, BTreeMap::new(), |input| {
            fs::read(dir.join(&input.path)).ok()
        });
        let path = RelativePath::new("lib.rs").unwrap();
        let files = BTreeMap::from([(path, "//! A crate.\n".to_owned())]);
        write(&dir.join("out"), &files, &stamp, false).unwrap();
        crate::write::read_lock(&dir.join("out")).unwrap().unwrap()
    }

    #[test]
    fn it_is_fresh_until_an_input_changes() {
        let (dir, job) = job("inputs");
        let lock = bound(&dir, &job);
        let fresh = || is_fresh(&job, &lock, &dir.join("out"));
        assert!(fresh());
        for name in ["pets.yaml", "common/errors.yaml"] {
            let path = dir.join(name);
            let text = fs::read_to_string(&path).unwrap();
            fs::write(&path, format!("{text}# more\n")).unwrap();
            assert!(!fresh(), "{name}");
            fs::write(&path, text.replace('\n', "\r\n")).unwrap();
            assert!(fresh(), "{name}: line ends");
            fs::remove_file(&path).unwrap();
            assert!(!fresh(), "{name}: gone");
            fs::write(&path, text).unwrap();
        }
        assert!(fresh());
        for torn in ["", "\0\0\0\0\0", "//! A cra"] {
            fs::write(dir.join("out/lib.rs"), torn).unwrap();
            assert!(!fresh(), "an output of which a power cut left {torn:?}");
        }
        fs::remove_file(dir.join("out/lib.rs")).unwrap();
        assert!(!fresh(), "an output that is not complete");
        fs::remove_dir_all(&dir).unwrap();
    }

    /// A clock that goes back, or a checkout that keeps times, changes nothing.
    #[test]
    fn times_are_no_part_of_it() {
        let (dir, job) = job("times");
        let lock = bound(&dir, &job);
        let far = std::time::Duration::from_secs(1 << 33);
        for time in [
            std::time::UNIX_EPOCH,
            std::time::UNIX_EPOCH.checked_add(far).unwrap(),
        ] {
            for name in ["pets.yaml", "out/lib.rs", "out/bindery.lock"] {
                let file = fs::File::options().write(true).open(dir.join(name));
                file.unwrap().set_modified(time).unwrap();
            }
            assert!(is_fresh(&job, &lock, &dir.join("out")));
        }
        // An edit that is older than the output is an edit.
        let path = dir.join("pets.yaml");
        fs::write(&path, "openapi: 3.0.1\n").unwrap();
        let file = fs::File::options().write(true).open(&path);
        file.unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
        assert!(!is_fresh(&job, &lock, &dir.join("out")));
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn inputs_above_the_document_count_where_the_configuration_allows_them() {
        let (dir, mut job) = job("above");
        job.documents[0].path = dir.join("common/errors.yaml");
        job.documents[0].config.levels_up = 1;
        let input = |path: &str| Input {
            module: "pets".to_owned(),
            path: path.to_owned(),
        };
        let inputs = BTreeSet::from([input("errors.yaml"), input("../pets.yaml")]);
        let read = |input: &Input| fs::read(dir.join("common").join(&input.path)).ok();
        let stamp = stamp(&job, inputs, BTreeMap::new(), read);
        let path = RelativePath::new("lib.rs").unwrap();
        let files = BTreeMap::from([(path, "//! A crate.\n".to_owned())]);
        write(&dir.join("out"), &files, &stamp, false).unwrap();
        let lock = crate::write::read_lock(&dir.join("out")).unwrap().unwrap();
        assert!(is_fresh(&job, &lock, &dir.join("out")));
        fs::write(dir.join("pets.yaml"), "openapi: 3.1.0\n").unwrap();
        assert!(!is_fresh(&job, &lock, &dir.join("out")));
    }

    #[test]
    fn names_and_documents_are_part_of_it() {
        let (dir, first) = job("names");
        let lock = bound(&dir, &first);
        type Edit = fn(&mut Job);
        let edits: [(&str, Edit); 7] = [
            ("limits", |job| {
                job.limits = job.limits.with(Limit::AllOf, 5)
            }),
            ("docs", |job| job.docs = true),
            ("crate", |job| job.crate_name.push('s')),
            ("version", |job| job.crate_version = "1.0.1".to_owned()),
            ("module", |job| {
                job.documents[0].module = Identifier::new("animals")
            }),
            ("names", |job| {
                job.documents[0]
                    .config
                    .names
                    .insert("Pet".to_owned(), "Animal".to_owned());
            }),
            ("another document", |job| {
                let mut other = job.documents[0].clone();
                other.module = Identifier::new("dogs");
                job.documents.push(other);
            }),
        ];
        for (what, edit) in edits {
            let mut job = first.clone();
            edit(&mut job);
            assert!(!is_fresh(&job, &lock, &dir.join("out")), "{what}");
        }
        let unfinished = Lock {
            fingerprint: None,
            ..lock
        };
        assert!(!is_fresh(&first, &unfinished, &dir.join("out")));
        fs::remove_dir_all(&dir).unwrap();
    }
}
