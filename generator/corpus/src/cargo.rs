//! What does cargo say about the members of a workspace?

use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A member of the workspace.
#[derive(Clone, Debug)]
pub struct Package {
    /// The package, and the folder it is in.
    pub name: String,
    /// Whether it is compiled while nothing else is, for the sake of memory.
    pub alone: bool,
}

/// The messages about a package.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Errors with a place in the code.
    pub errors: usize,
    /// Warnings with a place in the code.
    pub warnings: usize,
    /// Errors and warnings by the name of their kind.
    pub kinds: BTreeMap<String, usize>,
    /// The first message.
    pub first: Option<String>,
    /// The first message about each file, by its path in the package.
    pub files: BTreeMap<String, String>,
    /// Whether the package was compiled to its end.
    pub done: bool,
    /// The program, where the package is one.
    pub program: Option<PathBuf>,
}

/// Writes a workspace of the members into `folder` and runs a command of cargo, such as `check`, on
/// it. It compiles in `target`, or beside the workspace.
pub fn run(
    command: &[&str],
    folder: &Path,
    packages: &[Package],
    jobs: usize,
    target: Option<&Path>,
) -> Result<BTreeMap<String, Said>, String> {
    let mut run = Run {
        command,
        folder,
        jobs,
        target,
        said: BTreeMap::new(),
    };
    if packages.is_empty() {
        return Ok(run.said);
    }
    write_workspace(packages, folder)?;
    let (alone, together): (Vec<&Package>, Vec<&Package>) =
        packages.iter().partition(|package| package.alone);
    if !together.is_empty() {
        let mut arguments = vec!["--workspace".to_owned()];
        arguments.extend(
            alone
                .iter()
                .map(|package| format!("--exclude={}", package.name)),
        );
        run.invoke(&arguments)?;
    }
    for package in alone {
        let arguments = [format!("--package={}", package.name)];
        run.invoke(&arguments)?;
    }
    Ok(run.said)
}

fn write_workspace(packages: &[Package], folder: &Path) -> Result<(), String> {
    let mut manifest = String::from("[workspace]\nresolver = \"3\"\nmembers = [\n");
    for package in packages {
        let _ = writeln!(manifest, "    \"{}\",", package.name);
    }
    // Debug information and the state of incremental compilation are never looked at again; leaving
    // them out saves memory and disk.
    manifest.push_str("]\n\n[profile.dev]\ndebug = false\nincremental = false\n");
    let path = folder.join("Cargo.toml");
    if fs::read_to_string(&path).is_ok_and(|old| old == manifest) {
        return Ok(());
    }
    fs::write(&path, manifest).map_err(|error| format!("{}: {error}", path.display()))
}

/// Runs of cargo on one workspace.
struct Run<'a> {
    command: &'a [&'a str],
    folder: &'a Path,
    jobs: usize,
    target: Option<&'a Path>,
    said: BTreeMap<String, Said>,
}

impl Run<'_> {
    fn invoke(&mut self, arguments: &[String]) -> Result<(), String> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command
            .args(self.command)
            .args(["--keep-going", "--message-format=json"])
            .args(arguments)
            .arg(format!("--jobs={}", self.jobs.max(1)))
            .env_remove("CARGO_TARGET_DIR")
            .current_dir(self.folder)
            .stdout(Stdio::piped());
        if let Some(target) = self.target {
            command.env("CARGO_TARGET_DIR", target);
        }
        let mut child = command.spawn().map_err(|error| format!("cargo: {error}"))?;
        let mut messages = 0_usize;
        if let Some(stdout) = child.stdout.take() {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if let Ok(message) = serde_json::from_str::<Value>(&line) {
                    messages += 1;
                    hear(&message, &mut self.said);
                }
            }
        }
        let status = child.wait().map_err(|error| error.to_string())?;
        // Cargo that compiles nothing at all stumbled over a manifest, not over code.
        if !status.success() && messages <= 1 {
            let command = self.command.join(" ");
            return Err(format!("cargo {command} ended with {status}, see above"));
        }
        Ok(())
    }
}

/// Takes in one message of cargo.
fn hear(message: &Value, said: &mut BTreeMap<String, Said>) {
    let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str);
    let Some(name) = text("/package_id").and_then(package_name) else {
        return;
    };
    let said = said.entry(name).or_default();
    match text("/reason") {
        Some("compiler-artifact") if text("/target/kind/0") != Some("custom-build") => {
            said.done = true;
            said.program = text("/executable").map(PathBuf::from);
        }
        // Summaries (`aborting due to …`, `2 warnings emitted`) have no place.
        Some("compiler-message") if message.pointer("/message/spans/0").is_some() => {
            match text("/message/level") {
                Some("error") => said.errors += 1,
                Some("warning") => said.warnings += 1,
                _ => return,
            }
            let kind = text("/message/code/code").unwrap_or("syntax").to_owned();
            *said.kinds.entry(kind).or_default() += 1;
            let first = text("/message/rendered")
                .map(|text| text.lines().take(4).collect::<Vec<_>>().join(" "));
            if let (Some(file), Some(first)) = (file(message), &first) {
                said.files.entry(file).or_insert_with(|| first.clone());
            }
            said.first = said.first.take().or(first);
        }
        _ => {}
    }
}

/// The file that a message is about: of what a macro expands to, the one that invokes it.
fn file(message: &Value) -> Option<String> {
    let spans = message.pointer("/message/spans")?.as_array()?;
    let primary = spans.iter().find(|span| span["is_primary"] == true);
    let mut span = primary.or(spans.first())?;
    while let Some(invocation) = span.pointer("/expansion/span") {
        span = invocation;
    }
    Some(span["file_name"].as_str()?.to_owned())
}

/// `path+file:///…/public-x#0.1.0`, or `…/dir#name@0.1.0` where the folder has another name.
fn package_name(id: &str) -> Option<String> {
    let (path, fragment) = id.rsplit_once('#')?;
    Some(match fragment.split_once('@') {
        Some((name, _)) => name.to_owned(),
        None => path.rsplit('/').next()?.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn package_ids_name_the_crate() {
        for id in [
            "path+file:///x/public-a#0.1.0",
            "path+file:///x/y#public-a@0.1.0",
        ] {
            assert_eq!(package_name(id).as_deref(), Some("public-a"));
        }
    }

    #[test]
    fn messages_with_a_place_count_and_summaries_do_not() {
        let id = "path+file:///x/a#0.1.0";
        let message = |level: &str, spans: Value, code: Value| {
            json!({"reason": "compiler-message", "package_id": id, "message":
                {"level": level, "spans": spans, "code": code, "rendered": "x\ny"}})
        };
        let mut said = BTreeMap::new();
        hear(
            &message("error", json!([{}]), json!({"code": "E0001"})),
            &mut said,
        );
        hear(
            &message("warning", json!([{}]), json!({"code": "unused"})),
            &mut said,
        );
        hear(&message("error", json!([]), Value::Null), &mut said);
        let a = &said["a"];
        assert_eq!((a.errors, a.warnings, a.done), (1, 1, false));
        assert_eq!(a.kinds.keys().collect::<Vec<_>>(), ["E0001", "unused"]);
        assert_eq!(a.first.as_deref(), Some("x y"));
        let artifact = json!({"reason": "compiler-artifact", "package_id": id,
            "target": {"kind": ["lib"]}, "executable": null});
        hear(&artifact, &mut said);
        assert!(said["a"].done);
    }
}
