//! Pipes, sockets and devices in the place of files: refused, and never waited for.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

const PETS: &str = "\
openapi: 3.0.3
info: { title: Pets, version: '1' }
servers: [{ url: 'https://pets.example' }]
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '204': { description: None. }
";

/// A folder of this test's own, with a document in `specs/`.
fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("special-files")
        .join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(dir.join("specs")).unwrap();
    fs::write(dir.join("specs/pets.yaml"), PETS).unwrap();
    dir
}

/// Makes a named pipe, to which nobody writes.
fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success(), "{}", path.display());
}

fn has_pipes() -> bool {
    let found = Command::new("mkfifo").arg("--version").output().is_ok();
    if !found {
        eprintln!("left out: the program `mkfifo` is not installed");
    }
    found
}

/// The exit code of a call, which must end by itself, and everything that it prints.
fn call(dir: &Path, arguments: &[&str], input: Stdio) -> (i32, String) {
    let child = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .args(arguments)
        .current_dir(dir)
        .stdin(input)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (send, received) = channel();
    let process = child.id().to_string();
    std::thread::spawn(move || send.send(child.wait_with_output()));
    match received.recv_timeout(Duration::from_secs(120)) {
        Ok(output) => {
            let output = output.unwrap();
            let printed = [output.stdout, output.stderr].concat();
            let printed = String::from_utf8(printed).unwrap();
            (output.status.code().unwrap(), printed)
        }
        Err(_) => {
            let _ = Command::new("kill").arg(process).status();
            panic!("{arguments:?} waits");
        }
    }
}

/// Replaces a file by a special one; the text is in the message about it.
type Special = (fn(&Path), &'static str);

fn specials() -> Vec<Special> {
    let zeros: Special = (|path| symlink("/dev/zero", path).unwrap(), "a device");
    let mut specials = vec![zeros];
    if has_pipes() {
        specials.push((pipe, "a named pipe"));
    }
    specials
}

#[test]
fn a_document_that_is_named_is_refused_by_every_command() {
    let dir = folder("named");
    for (make, what) in specials() {
        let path = dir.join("special.yaml");
        let _ = fs::remove_file(&path);
        make(&path);
        for arguments in [
            &["generate", "special.yaml"][..],
            &["check", "special.yaml"],
            &["lint", "special.yaml"],
            &["list", "special.yaml"],
            &["docs", "special.yaml"],
            &["watch", "special.yaml"],
            &["print", "--after", "load", "special.yaml"],
            &["mock", "special.yaml"],
            &["diff", "special.yaml", "specs/pets.yaml"],
            &["diff", "specs/pets.yaml", "special.yaml"],
        ] {
            let (code, error) = call(&dir, arguments, Stdio::null());
            assert_eq!(code, 2, "{arguments:?}: {error}");
            assert!(error.contains(what), "{arguments:?}: {error}");
            assert!(error.contains("standard input"), "{arguments:?}: {error}");
        }
        for arguments in [
            &["new", "crate", "special.yaml"][..],
            &["generate", "--config", "special.yaml"],
            &["diff", "--config", "special.yaml"],
        ] {
            let (code, error) = call(&dir, arguments, Stdio::null());
            assert_eq!(code, 2, "{arguments:?}: {error}");
            assert!(error.contains(what), "{arguments:?}: {error}");
        }
    }
}

#[test]
fn a_file_that_is_found_is_refused() {
    for (make, what) in specials() {
        // Where the special file is, what else there is, and the command that comes across it.
        let referring = PETS.replace("{ description: None. }", "{ $ref: 'common/r.yaml' }");
        let overlaid = "[api.pets]\noverlays = ['more.yaml']\n";
        for (special, file, text) in [
            ("specs/other.yaml", "specs/pets.yaml", PETS),
            ("specs/bindery.toml", "specs/pets.yaml", PETS),
            ("specs/common/r.yaml", "specs/pets.yaml", &referring),
            ("specs/more.yaml", "specs/bindery.toml", overlaid),
        ] {
            let dir = folder("found");
            fs::create_dir_all(dir.join("specs/common")).unwrap();
            fs::write(dir.join(file), text).unwrap();
            make(&dir.join(special));
            for command in ["generate", "lint"] {
                let (code, error) = call(&dir, &[command], Stdio::null());
                assert_eq!(code, 1, "{special}: {error}");
                // A link that leads out of the folder is not even looked at.
                let is_outside = special.contains("common") && what == "a device";
                let reported = if is_outside {
                    "outside of the folder"
                } else {
                    what
                };
                assert!(error.contains(reported), "{special}: {error}");
            }
            assert!(!dir.join("generated").exists(), "{special}");
        }
    }
}

#[test]
fn a_special_file_in_the_output_is_refused() {
    if !has_pipes() {
        return;
    }
    for special in [
        "bindery.lock",
        "bindery.lock.bindery-new",
        "Cargo.toml",
        "src/lib.rs",
        "src/lib.rs.bindery-new",
        "src/pets",
        "src/runtime/mod.rs",
        "",
    ] {
        let dir = folder("output");
        let path = dir.join("generated").join(special);
        // Without its last part where it is the folder itself.
        let path = path.components().collect::<PathBuf>();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        pipe(&path);
        for arguments in [&["generate"][..], &["generate", "--force"], &["check"]] {
            let (code, error) = call(&dir, arguments, Stdio::null());
            // `check` writes nothing, so a special file in the way of writing does not matter.
            assert_eq!(code, 1, "{special}, {arguments:?}: {error}");
            if arguments != ["check"] {
                let name = path.strip_prefix(&dir).unwrap().to_str().unwrap();
                assert!(error.contains(name), "{special}: {error}");
            }
        }
        // Removed by nobody.
        assert!(path.symlink_metadata().is_ok(), "{special}");
    }
}

#[test]
fn an_up_to_date_output_is_not_waited_for() {
    if !has_pipes() {
        return;
    }
    let dir = folder("fresh");
    assert_eq!(call(&dir, &["generate"], Stdio::null()).0, 0);
    let lock = fs::read_to_string(dir.join("generated/bindery.lock")).unwrap();
    pipe(&dir.join("specs/pipe"));
    symlink("/dev/zero", dir.join("specs/zero")).unwrap();
    let request = bindery::job::Request {
        specs: dir.join("specs"),
        out: dir.join("generated"),
        ..bindery::job::Request::default()
    };
    let job = request.job().unwrap();
    let is_fresh = || {
        let lock = bindery::write::read_lock(&request.out).unwrap().unwrap();
        bindery::fingerprint::is_fresh(&job, &lock, &request.out)
    };
    assert!(is_fresh());
    for input in [
        "pipe",
        "zero",
        "/dev/zero",
        "../specs/pipe",
        "../../../../../../dev/zero",
    ] {
        let crafted = lock.replace("input pets pets.yaml\n", &format!("input pets {input}\n"));
        assert_ne!(crafted, lock);
        fs::write(dir.join("generated/bindery.lock"), crafted).unwrap();
        assert!(!is_fresh(), "{input}");
    }
    fs::write(dir.join("generated/bindery.lock"), &lock).unwrap();
    fs::remove_file(dir.join("generated/src/lib.rs")).unwrap();
    pipe(&dir.join("generated/src/lib.rs"));
    assert!(!is_fresh());
}

/// A file that a shell redirects to standard input can be read by its path.
#[cfg(target_os = "linux")]
#[test]
fn a_regular_file_behind_dev_stdin_is_read() {
    let dir = folder("stdin");
    let file = || Stdio::from(fs::File::open(dir.join("specs/pets.yaml")).unwrap());
    for path in ["/dev/stdin", "/dev/fd/0", "-"] {
        let (code, error) = call(&dir, &["lint", path], file());
        assert_eq!(code, 0, "{path}: {error}");
    }
    let (code, error) = call(&dir, &["lint", "/dev/stdin"], Stdio::piped());
    assert_eq!(code, 2, "{error}");
    assert!(error.contains("a named pipe"), "{error}");
}
