//! `bindery watch` as a process: it follows edits, shows errors, and ends when it is asked to.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const PETS: &str = "\
openapi: 3.0.3
info: { title: Pets, version: '1' }
servers: [{ url: 'https://pets.example' }]
paths:
  /pets:
    get: { operationId: listPets, responses: { '200': { $ref: 'parts/answers.yaml#/Pets' } } }
";

const RESPONSES: &str = "\
Pets: { description: All., content: { application/json: { schema: { type: array, items: { type: string } } } } }
";

/// The lines of a stream, as they come.
fn lines(stream: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (to, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines() {
            let Ok(line) = line else { return };
            if to.send(line).is_err() {
                return;
            }
        }
    });
    lines
}

/// The lines up to the one that contains this. A program that hangs fails the test.
fn until(lines: &Receiver<String>, text: &str) -> Vec<String> {
    let mut seen = Vec::new();
    loop {
        match lines.recv_timeout(Duration::from_secs(120)) {
            Ok(line) => {
                let is_last = line.contains(text);
                seen.push(line);
                if is_last {
                    return seen;
                }
            }
            Err(_) => panic!("no `{text}` in {seen:?}"),
        }
    }
}

struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
    }
}

#[test]
fn edits_are_followed_until_it_is_stopped() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watch");
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(dir.join("specs/parts")).unwrap();
    let (pets, responses) = (
        dir.join("specs/pets.yaml"),
        dir.join("specs/parts/answers.yaml"),
    );
    fs::write(&pets, PETS).unwrap();
    fs::write(&responses, RESPONSES).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .args(["watch", "--crate-name", "pets"])
        .current_dir(&dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (out, err) = (
        lines(child.stdout.take().unwrap()),
        lines(child.stderr.take().unwrap()),
    );
    let mut child = Watching(child);
    let client = || fs::read_to_string(dir.join("generated/src/pets/client.rs")).unwrap();
    let operations = || fs::read_to_string(dir.join("generated/src/pets/operations.rs")).unwrap();

    until(&err, "waiting for changes");
    until(&out, "created");
    assert!(client().contains("fn list_pets"));

    fs::write(&pets, PETS.replace("listPets", "allPets")).unwrap();
    until(&err, "waiting for changes");
    assert!(client().contains("fn all_pets"));

    // A file that the document refers to counts as well.
    assert!(operations().contains("Vec<String>"));
    fs::write(
        &responses,
        RESPONSES.replace("type: string", "type: integer"),
    )
    .unwrap();
    until(&err, "waiting for changes");
    assert!(operations().contains("Vec<i64>"));

    // An error is shown, and costs nothing.
    fs::write(&pets, PETS.replace("#/Pets", "#/Cats")).unwrap();
    let reported = until(&err, "waiting for changes");
    assert!(
        reported
            .iter()
            .any(|line| line.contains("error[dangling-ref]")),
        "{reported:?}"
    );
    assert!(client().contains("fn all_pets"));

    // Saving without a change is not an edit: the next run is that of the fixed document.
    fs::write(&pets, PETS.replace("#/Pets", "#/Cats")).unwrap();
    std::thread::sleep(Duration::from_secs(1));
    fs::write(&pets, PETS.replace("listPets", "getPets")).unwrap();
    let reported = until(&err, "waiting for changes");
    assert_eq!(reported.len(), 1, "{reported:?}");
    assert!(client().contains("fn get_pets"));

    let pid = child.0.id().to_string();
    let stopped = Command::new("kill").args(["-INT", &pid]).status().unwrap();
    assert!(stopped.success());
    assert_eq!(child.0.wait().unwrap().code(), Some(0));
}
