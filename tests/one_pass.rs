//! Is an edit of a description compiled and used in the very build that follows it?
//!
//! The test works on a copy of this repository, with a build folder of its own that is kept between
//! runs, so that dependencies are compiled once.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ENDPOINT: &str = "
  /v1/Services/{ServiceSid}/Sessions/{Sid}:
    get:
      operationId: fetchSession
      summary: Fetches a session.
      parameters:
        - { name: ServiceSid, in: path, required: true, schema: { type: string } }
        - { name: Sid, in: path, required: true, schema: { type: string } }
      responses:
        '200':
          description: The session.
          content:
            application/json:
              schema:
                type: object
                properties:
                  unique_name: { type: string, nullable: true }
";

const PROGRAM: &str = r#"//! Calls the endpoint that was just described.
use participant_apis::{Request, twilio_proxy};

fn main() {
    let client = twilio_proxy::Client::detached();
    let request = client.fetch_session("KS1", "KC 2").to_http("https://localhost").unwrap();
    println!("{} {}", request.method(), request.uri());
}
"#;

/// An error whose place is known: a reference to nothing.
const BROKEN: &str = "
  /broken:
    get:
      operationId: broken
      responses:
        '200':
          $ref: '#/components/responses/Nowhere'
";

#[test]
fn an_edit_is_used_in_the_build_that_follows_it() {
    let copy = Copy::new();
    let spec = "specs/twilio_proxy.yaml";
    let described = copy.read(spec);
    let before = copy.generated();

    // One build: what it prints was generated, compiled and run by it.
    let extended = described.replacen("\npaths:\n", &format!("\npaths:{ENDPOINT}"), 1);
    assert_ne!(extended, described);
    copy.write(spec, &extended);
    copy.write("examples/fetch_session.rs", PROGRAM);
    let run = copy.cargo(&["run", "--quiet", "--example", "fetch_session"]);
    let uri = "GET https://localhost/v1/Services/KS1/Sessions/KC%202\n";
    assert_eq!(text(&run.stdout), uri, "{}", text(&run.stderr));
    assert_ne!(copy.generated(), before);

    // Nothing changed: cargo runs neither the build script nor the compiler.
    copy.does_nothing(&["build", "--verbose", "--example", "fetch_session"]);
    // Not even the times of the files differ when the script is made to run.
    let (files, times) = (copy.generated(), copy.times());
    copy.touch(spec);
    copy.builds();
    assert_eq!(copy.generated(), files);
    assert_eq!(copy.times(), times);
    copy.is_fresh();

    // An error: named with its line, and nothing was touched.
    let broken = extended.replacen("\npaths:\n", &format!("\npaths:{BROKEN}"), 1);
    let line = broken
        .lines()
        .position(|line| line.contains("Nowhere"))
        .unwrap()
        + 1;
    copy.write(spec, &broken);
    copy.fails(
        &[
            &format!("specs/twilio_proxy.yaml:{line}:"),
            "dangling-ref",
            "note: `generated` is unchanged",
        ],
        &[],
    );
    assert_eq!(copy.generated(), files);
    // All errors at once, those of the other document too.
    let other = "specs/bandwidth_webrtc.yaml";
    let other_described = copy.read(other);
    copy.write(
        other,
        &other_described.replacen("\npaths:\n", &format!("\npaths:{BROKEN}"), 1),
    );
    copy.fails(
        &["specs/twilio_proxy.yaml:", "specs/bandwidth_webrtc.yaml:"],
        &[],
    );
    copy.write(other, &other_described);

    // Frozen: stale is a failure, up to date is none.
    copy.write(spec, &described);
    copy.fails(
        &["BINDERY_FROZEN", "bindery generate"],
        &[("BINDERY_FROZEN", "1")],
    );
    assert_eq!(copy.generated(), files);
    copy.write(spec, &extended);
    copy.succeeds(&["build"], &[("BINDERY_FROZEN", "1")]);

    // An edit by hand is not lost.
    let edited = format!("{}\n// By hand.\n", copy.read("generated/src/lib.rs"));
    copy.write("generated/src/lib.rs", &edited);
    copy.write(spec, &described);
    copy.fails(&["generated/src/lib.rs", "--force"], &[]);
    assert_eq!(copy.read("generated/src/lib.rs"), edited);

    // Without descriptions the crate is what it is.
    fs::rename(copy.path("specs"), copy.path("away")).unwrap();
    copy.builds();
    copy.is_fresh();
    assert_eq!(copy.read("generated/src/lib.rs"), edited);

    // Without the crate, the descriptions suffice to make it.
    fs::rename(copy.path("away"), copy.path("specs")).unwrap();
    fs::remove_dir_all(copy.path("generated")).unwrap();
    copy.succeeds(&["run", "--package", "bindery-cli", "--", "generate"], &[]);
    assert_eq!(copy.generated(), before);
    copy.builds();
    copy.is_fresh();
}

/// A copy of the repository.
struct Copy {
    root: PathBuf,
    target: PathBuf,
}

impl Copy {
    fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("one_pass");
        let root = folder.join("repository");
        let _ = fs::remove_dir_all(&root);
        copy(Path::new(env!("CARGO_MANIFEST_DIR")), &root);
        let copy = Self {
            root,
            target: folder.join("target"),
        };
        copy.builds();
        copy
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    fn touch(&self, path: &str) {
        self.write(path, &self.read(path));
    }

    /// The generated files and their content.
    fn generated(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let files = files(&self.path("generated"));
        files
            .into_iter()
            .map(|path| (path.clone(), fs::read(path).unwrap()))
            .collect()
    }

    /// When the generated sources were written.
    fn times(&self) -> Vec<std::time::SystemTime> {
        let files = files(&self.path("generated/src"));
        files
            .iter()
            .map(|path| fs::metadata(path).unwrap().modified().unwrap())
            .collect()
    }

    fn cargo_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&self.root)
            .env_remove("BINDERY_FROZEN")
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_TERM_COLOR", "never")
            .envs(variables.iter().copied())
            .output()
            .unwrap()
    }

    fn cargo(&self, arguments: &[&str]) -> Output {
        self.cargo_with(arguments, &[])
    }

    fn succeeds(&self, arguments: &[&str], variables: &[(&str, &str)]) -> String {
        let output = self.cargo_with(arguments, variables);
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stderr)
    }

    fn builds(&self) {
        self.succeeds(&["build"], &[]);
    }

    fn fails(&self, reasons: &[&str], variables: &[(&str, &str)]) {
        let output = self.cargo_with(&["build"], variables);
        let message = text(&output.stderr);
        assert!(!output.status.success(), "{message}");
        for reason in reasons {
            assert!(message.contains(reason), "{reason:?} is not in\n{message}");
        }
    }

    fn is_fresh(&self) {
        self.does_nothing(&["build", "--verbose"]);
    }

    /// Cargo, told to be verbose, runs neither the build script nor the compiler.
    fn does_nothing(&self, arguments: &[&str]) {
        let message = self.succeeds(arguments, &[]);
        assert!(message.contains("Fresh participant-apis"), "{message}");
        assert!(
            !message.contains("Running") && !message.contains("Dirty"),
            "{message}"
        );
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Copies a folder, without what builds and version control leave in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        if name == "target" || name == ".git" {
            continue;
        }
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

/// Every file below a folder, but for what cargo leaves there.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}
