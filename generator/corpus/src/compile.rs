//! Do the crates compile, without a warning?

use crate::outcome::Outcome;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

/// Compiles every crate that was made, as members of one workspace in `out`.
pub fn all(outcomes: &mut [Outcome], out: &Path, jobs: usize) -> Result<(), String> {
    let members: Vec<&str> = outcomes
        .iter()
        .filter(|outcome| outcome.failure.is_none())
        .map(|outcome| outcome.name.as_str())
        .collect();
    if members.is_empty() {
        return Ok(());
    }
    write_workspace(&members, out)?;
    let messages = check(out, jobs)?;
    for outcome in outcomes.iter_mut().filter(|o| o.failure.is_none()) {
        let found = messages.get(&outcome.name).cloned().unwrap_or_default();
        outcome.compile_errors = Some(found.errors);
        outcome.compile_warnings = Some(found.warnings);
        outcome.first_message = found.first;
    }
    Ok(())
}

#[derive(Clone, Debug, Default)]
struct Messages {
    errors: usize,
    warnings: usize,
    first: Option<String>,
}

fn write_workspace(members: &[&str], out: &Path) -> Result<(), String> {
    let mut manifest = String::from("[workspace]\nresolver = \"3\"\nmembers = [\n");
    for member in members {
        let _ = writeln!(manifest, "    \"{member}\",");
    }
    // Debug information is never looked at, and leaving it out saves memory.
    manifest.push_str("]\n\n[profile.dev]\ndebug = false\n");
    let path = out.join("Cargo.toml");
    fs::write(&path, manifest).map_err(|error| format!("{}: {error}", path.display()))
}

fn check(out: &Path, jobs: usize) -> Result<BTreeMap<String, Messages>, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut child = Command::new(cargo)
        .args(["check", "--workspace", "--keep-going", "--message-format=json"])
        .arg(format!("--jobs={jobs}"))
        .env_remove("CARGO_TARGET_DIR")
        .current_dir(out)
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cargo: {error}"))?;
    let mut messages: BTreeMap<String, Messages> = BTreeMap::new();
    let mut artifacts = 0_usize;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            let Ok(message) = serde_json::from_str::<Value>(&line) else {
                continue;
            };
            match message.get("reason").and_then(Value::as_str) {
                Some("compiler-message") => record(&message, &mut messages),
                Some("compiler-artifact") => artifacts += 1,
                _ => {}
            }
        }
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if !status.success() && messages.values().all(|found| found.errors == 0) {
        return Err(format!("cargo check failed ({status}) after {artifacts} crates, see above"));
    }
    Ok(messages)
}

fn record(message: &Value, messages: &mut BTreeMap<String, Messages>) {
    let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str);
    // `path+file:///…/public-x#0.1.0`, or `…/dir#name@0.1.0` where the folder has another name.
    let Some(name) = text("/package_id").and_then(package_name) else {
        return;
    };
    let found = messages.entry(name).or_default();
    match text("/message/level") {
        // The closing `aborting due to …` has no code and no place.
        Some("error") if message.pointer("/message/spans/0").is_some() => found.errors += 1,
        Some("warning") if message.pointer("/message/spans/0").is_some() => found.warnings += 1,
        Some("error") if found.errors == 0 => found.errors += 1,
        _ => return,
    }
    if found.first.is_none() {
        found.first = text("/message/rendered").map(|text| text.lines().take(4).collect::<Vec<_>>().join(" "));
    }
}

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

    #[test]
    fn package_ids_name_the_crate() {
        assert_eq!(
            package_name("path+file:///x/public-a#0.1.0").as_deref(),
            Some("public-a")
        );
        assert_eq!(
            package_name("path+file:///x/y#public-a@0.1.0").as_deref(),
            Some("public-a")
        );
    }
}
