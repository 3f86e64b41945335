//! The module names of several documents. Pure; computed for all documents at once.

use crate::emit::RelativePath;
use crate::name::{Identifier, module};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

/// A document that needs a module.
pub(super) struct Wanted<'a> {
    /// Its file.
    pub path: &'a Path,
    /// The configured name of the module.
    pub pinned: Option<&'a str>,
}

/// One module a document, all of them different.
///
/// A module is named after its file's stem. Documents with equal stems all get what differs: their
/// extensions, else their folders, else their order.
///
/// # Errors
///
/// The configuration gives one name twice, or a name that is taken.
pub(super) fn modules(wanted: &[Wanted<'_>]) -> Result<Vec<Identifier>, String> {
    let mut names: Vec<Option<Identifier>> = wanted
        .iter()
        .map(|wanted| wanted.pinned.map(Identifier::new))
        .collect();
    let pinned: Vec<_> = names.iter().flatten().cloned().collect();
    if let Some(name) = pinned.iter().find(|name| is_taken(name)) {
        return Err(format!("the module name `{name}` is taken"));
    }
    if let Some((name, _)) = count(&pinned).into_iter().find(|(_, times)| *times > 1) {
        return Err(format!("two documents have the module name `{name}`"));
    }
    for strategy in STRATEGIES {
        let open: Vec<_> = (0..wanted.len())
            .filter(|index| names.get(*index).is_some_and(Option::is_none))
            .collect();
        let candidates: Vec<_> = open
            .iter()
            .filter_map(|index| {
                Some((
                    *index,
                    candidate(&strategy(*index, wanted.get(*index)?.path)),
                ))
            })
            .collect();
        let used: Vec<_> = names
            .iter()
            .flatten()
            .chain(candidates.iter().map(|(_, name)| name))
            .cloned()
            .collect();
        let times = count(&used);
        for (index, name) in candidates {
            if times.get(&name) == Some(&1)
                && let Some(slot) = names.get_mut(index)
            {
                *slot = Some(name);
            }
        }
    }
    names.into_iter().collect::<Option<_>>().ok_or_else(|| {
        "the documents' modules have equal names: set, `[api.<stem>] module = …`".to_owned()
    })
}

/// Weakest first: each is tried for the documents that the ones before left without a name.
const STRATEGIES: [fn(usize, &Path) -> String; 4] = [
    |_, path| text(path.file_stem()),
    |_, path| format!("{}_{}", text(path.file_stem()), text(path.extension())),
    |_, path| {
        format!(
            "{}_{}",
            text(path.parent().and_then(Path::file_name)),
            text(path.file_stem())
        )
    },
    |index, path| format!("{}_{}", text(path.file_stem()), index + 1),
];

fn text(part: Option<&OsStr>) -> String {
    part.unwrap_or_default().to_string_lossy().into_owned()
}

fn candidate(text: &str) -> Identifier {
    let name = module(text);
    if is_taken(&name) {
        module(&format!("{text}_api"))
    } else {
        name
    }
}

/// Whether the crate has another module of that name, or an operating system reserves it.
fn is_taken(name: &Identifier) -> bool {
    name.as_str() == "runtime" || RelativePath::new(name.as_str()).is_none()
}

fn count(names: &[Identifier]) -> BTreeMap<Identifier, usize> {
    let mut times = BTreeMap::new();
    for name in names {
        *times.entry(name.clone()).or_default() += 1;
    }
    times
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(paths: &[&str]) -> Vec<String> {
        let wanted: Vec<_> = paths
            .iter()
            .map(|path| Wanted {
                path: Path::new(path),
                pinned: None,
            })
            .collect();
        modules(&wanted)
            .unwrap()
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn a_module_is_called_as_its_file() {
        assert_eq!(
            named(&["specs/twilio_proxy.yaml", "specs/pets.json"]),
            ["twilio_proxy", "pets"]
        );
    }

    #[test]
    fn equal_file_names_are_distinguished() {
        assert_eq!(
            named(&["pets.yaml", "pets.json", "dogs.json"]),
            ["pets_yaml", "pets_json", "dogs"]
        );
        assert_eq!(
            named(&["a/openapi.yaml", "b/openapi.yaml"]),
            ["a_openapi", "b_openapi"]
        );
        assert_eq!(
            named(&["a/x/openapi.yaml", "b/x/openapi.yaml"]),
            ["openapi_1", "openapi_2"]
        );
    }

    #[test]
    fn names_that_are_taken_are_evaded() {
        assert_eq!(
            named(&["runtime.yaml", "aux.yaml"]),
            ["runtime_api", "aux_api"]
        );
    }

    #[test]
    fn names_are_ascii() {
        assert_eq!(
            named(&["Käfer.yaml", "Цены.json", "价.yaml", "e\u{301}t\u{e9}.yaml",]),
            ["kafer", "u426_u435_u43d_u44b", "u4ef7", "ete",]
        );
        assert_eq!(
            named(&["käfer.yaml", "kafer.json"]),
            ["kafer_yaml", "kafer_json"]
        );
    }

    #[test]
    fn pinned_names_win_and_must_differ() {
        let wanted = |pinned| {
            [("a.yaml", pinned), ("b.yaml", Some("c"))].map(|(path, pinned)| Wanted {
                path: Path::new(path),
                pinned,
            })
        };
        let names = modules(&wanted(None)).unwrap();
        assert_eq!(
            names.iter().map(Identifier::as_str).collect::<Vec<_>>(),
            ["a", "c"]
        );
        assert!(modules(&wanted(Some("c"))).is_err());
        assert!(modules(&wanted(Some("runtime"))).is_err());
    }
}
