//! The command line: help, results, errors and exit codes.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A document as small as can be; it has one operation.
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

/// The same, with a reference to nothing in line 9.
const BROKEN: &str = "\
openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          $ref: '#/components/responses/Nowhere'
";

/// A folder of this test's own with these files in `specs/`.
fn folder(name: &str, specs: &[(&str, &str)]) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("cli")
        .join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(dir.join("specs")).unwrap();
    for (name, text) in specs {
        fs::write(dir.join("specs").join(name), text).unwrap();
    }
    dir
}

struct Response {
    code: i32,
    out: String,
    err: String,
}

fn response(output: Output) -> Response {
    Response {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn bindery(dir: &Path, arguments: &[&str]) -> Response {
    let output = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .args(arguments)
        .current_dir(dir)
        .output();
    response(output.unwrap())
}

fn json(text: &str) -> Vec<serde_json::Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn help_is_as_it_was_written_down() {
    let dir = folder("help", &[]);
    for (arguments, file) in [
        (&["--help"][..], "help.txt"),
        (&["generate", "--help"], "generate.txt"),
        (&["check", "--help"], "check.txt"),
        (&["lint", "--help"], "lint.txt"),
        (&["explain", "--help"], "explain.txt"),
        (&["docs", "--help"], "docs.txt"),
        (&["list", "--help"], "list.txt"),
        (&["watch", "--help"], "watch.txt"),
        (&["diff", "--help"], "diff.txt"),
        (&["print", "--help"], "print.txt"),
        (&["new", "--help"], "new.txt"),
        (&["completions", "--help"], "completions.txt"),
        (&["man", "--help"], "man.txt"),
        (&["mock", "--help"], "mock.txt"),
        (&["conform", "--help"], "conform.txt"),
    ] {
        let response = bindery(&dir, arguments);
        assert_eq!((response.code, response.err.as_str()), (0, ""));
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/it/cli")
            .join(file);
        if std::env::var_os("BINDERY_BLESS").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &response.out).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
        // Windows shows the program with its extension.
        let out = response.out.replace("bindery.exe", "bindery");
        assert_eq!(out, expected, "BINDERY_BLESS=1 writes {file} anew");
    }
}

#[test]
fn the_version_is_the_packages() {
    let response = bindery(&folder("version", &[]), &["--version"]);
    assert_eq!(
        response.out,
        format!("bindery {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn a_wrong_call_is_2() {
    let dir = folder("misuse", &[("pets.yaml", PETS)]);
    for (arguments, reason) in [
        (&[][..], "Usage"),
        (&["generat"], "generate"),
        (&["generate", "--outt", "x"], "--out"),
        (&["generate", "nope.yaml"], "`nope.yaml`"),
        (&["generate", "specs"], "`specs` is a folder"),
        (&["generate", "--specs", "nowhere"], "`nowhere`"),
        (&["generate", "--config", "nope.toml"], "`nope.toml`"),
        (
            &["generate", "--config", "specs"],
            "`--config specs/bindery.toml`",
        ),
        (&["generate", "--crate-name", "a b"], "letters"),
        (&["generate", "--check", "--force"], "--force"),
        (
            &["generate", "specs/pets.yaml", "--specs", "specs"],
            "--specs",
        ),
        (&["check", "--force"], "--force"),
        (&["check", "--message-format", "xml"], "json"),
    ] {
        let response = bindery(&dir, arguments);
        assert_eq!(response.code, 2, "{arguments:?}: {}", response.err);
        assert!(
            response.err.contains(reason),
            "{arguments:?}: {}",
            response.err
        );
        assert_eq!(response.out, "", "{arguments:?}");
        assert!(!dir.join("generated").exists(), "{arguments:?}");
    }
}

#[test]
fn generate_then_check() {
    let dir = folder(
        "generate",
        &[
            ("pets.yaml", PETS),
            ("notes.md", "no API"),
            (".hidden.yaml", ""),
        ],
    );
    let stale = bindery(&dir, &["check"]);
    assert_eq!(stale.code, 1);
    assert!(
        stale.out.contains("create src/pets/mod.rs\n"),
        "{}",
        stale.out
    );
    assert!(
        stale.err.contains("error[stale]") && stale.err.contains("bindery generate"),
        "{}",
        stale.err
    );
    assert!(!dir.join("generated").exists(), "check writes nothing");

    let done = bindery(&dir, &["generate"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    assert!(done.out.starts_with("generated: "), "{}", done.out);
    assert!(dir.join("generated/src/pets/mod.rs").is_file());

    for arguments in [&["generate"][..], &["check"], &["generate", "--check"]] {
        let response = bindery(&dir, arguments);
        assert_eq!(
            (response.code, response.out.as_str()),
            (0, "generated is up to date\n")
        );
    }

    fs::write(dir.join("generated/src/lib.rs"), "// mine\n").unwrap();
    for arguments in [&["check"][..], &["generate"]] {
        let response = bindery(&dir, arguments);
        assert_eq!(response.code, 1);
        assert!(
            response.err.contains("error[hand-edited]"),
            "{}",
            response.err
        );
        assert!(response.err.contains("lib.rs"), "{}", response.err);
    }
    assert!(bindery(&dir, &["check"]).out.contains("\n-// mine\n"));
    assert_eq!(bindery(&dir, &["generate", "--force"]).code, 0);
    assert_eq!(bindery(&dir, &["check"]).code, 0);
}

#[test]
fn single_documents_make_a_crate_of_their_own() {
    let dir = folder("single", &[("pets.yaml", PETS), ("dogs.json", "{")]);
    let arguments = [
        "generate",
        "specs/pets.yaml",
        "--out",
        "a/client",
        "--crate-name",
        "my-pets",
    ];
    let response = bindery(&dir, &arguments);
    assert_eq!((response.code, response.err.as_str()), (0, ""));
    let manifest = fs::read_to_string(dir.join("a/client/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"my-pets\""), "{manifest}");
    let lock = fs::read_to_string(dir.join("a/client/bindery.lock")).unwrap();
    assert!(lock.contains("\ninput pets pets.yaml\n"), "{lock}");
}

#[test]
fn the_same_documents_give_the_same_bytes_wherever_they_lie() {
    let texts = ["deep/er/one", "two"].map(|name| {
        let dir = folder(name, &[("pets.yaml", PETS)]);
        assert_eq!(bindery(&dir, &["generate"]).code, 0);
        fs::read_to_string(dir.join("generated/bindery.lock")).unwrap()
    });
    assert_eq!(texts[0], texts[1]);
    // Line ends and byte-order marks are no difference.
    let dir = folder(
        "three",
        &[(
            "pets.yaml",
            &format!("\u{feff}{}", PETS.replace('\n', "\r\n")),
        )],
    );
    assert_eq!(bindery(&dir, &["generate"]).code, 0);
    assert_eq!(
        fs::read_to_string(dir.join("generated/bindery.lock")).unwrap(),
        texts[0]
    );
}

#[test]
fn files_that_a_document_refers_to_are_listed_with_it() {
    let dir = folder(
        "refers",
        &[(
            "pets.yaml",
            &BROKEN.replace("#/comp", "common/all.yaml#/comp"),
        )],
    );
    fs::create_dir_all(dir.join("specs/common")).unwrap();
    let common = "components:\n  responses:\n    Nowhere: { description: Here it is. }\n";
    fs::write(dir.join("specs/common/all.yaml"), common).unwrap();
    for specs in ["specs", "./specs", dir.join("specs").to_str().unwrap()] {
        let response = bindery(&dir, &["generate", "--specs", specs]);
        assert_eq!(response.code, 0, "{}", response.err);
        let lock = fs::read_to_string(dir.join("generated/bindery.lock")).unwrap();
        let inputs: Vec<_> = lock
            .lines()
            .filter(|line| line.starts_with("input "))
            .collect();
        assert_eq!(
            inputs,
            ["input pets common/all.yaml", "input pets pets.yaml"],
            "{specs}"
        );
    }
    fs::write(
        dir.join("specs/common/all.yaml"),
        "# Changed.\n".to_owned() + common,
    )
    .unwrap();
    assert_eq!(bindery(&dir, &["check"]).code, 1);
}

#[test]
fn an_invalid_document_exits_with_1_and_writes_nothing() {
    let dir = folder(
        "faulty",
        &[
            ("broken.yaml", BROKEN),
            ("syntax.yaml", "openapi: [\n"),
            ("pets.yaml", PETS),
        ],
    );
    let response = bindery(&dir, &["generate"]);
    assert_eq!((response.code, response.out.as_str()), (1, ""));
    // The errors of all documents, each where it stands.
    for part in ["dangling-ref", "broken.yaml:9:", "syntax.yaml:"] {
        assert!(response.err.contains(part), "{part}: {}", response.err);
    }
    assert!(
        !response.err.contains('\u{1b}'),
        "no colour where there is no terminal"
    );
    assert!(!dir.join("generated").exists());
}

#[test]
fn an_invalid_configuration_exits_with_1_and_its_position() {
    let dir = folder("config", &[("pets.yaml", PETS)]);
    for (text, place) in [
        ("[crate]\nnmae = 'x'\n", "bindery.toml:2:1"),
        ("[api.pest]\n", "bindery.toml:1:6"),
        ("[api.pets]\nmodule = 'fn'\n", "bindery.toml:2:10"),
        ("[crate\n", "bindery.toml:1:7"),
        ("[api.pets.names]\nlistPest = 'all'\n", "bindery.toml:2:1"),
        // Known only from the document.
        ("[api.pets.paging]\nlistPest = false\n", "bindery.toml:2:1"),
        (
            "[api.pets.paging]\nlistPets = { link = true }\n",
            "bindery.toml:2:1",
        ),
    ] {
        fs::write(dir.join("specs/bindery.toml"), text).unwrap();
        let response = bindery(&dir, &["generate"]);
        assert_eq!(response.code, 1);
        assert!(
            response.err.contains("error[invalid-config]"),
            "{}",
            response.err
        );
        assert!(response.err.contains(place), "{place}: {}", response.err);
        assert!(!dir.join("generated").exists());
    }
}

#[test]
fn the_configuration_names_crate_and_modules() {
    let dir = folder("names", &[("pets.yaml", PETS)]);
    let config = "[crate]\nname = 'zoo'\nversion = '2.0.0'\n[api.pets]\nmodule = 'animals'\n";
    fs::write(dir.join("specs/bindery.toml"), config).unwrap();
    assert_eq!(bindery(&dir, &["generate"]).code, 0);
    assert!(dir.join("generated/src/animals/mod.rs").is_file());
    let manifest = fs::read_to_string(dir.join("generated/Cargo.toml")).unwrap();
    assert!(
        manifest.contains("name = \"zoo\"") && manifest.contains("version = \"2.0.0\""),
        "{manifest}"
    );

    // A document that goes away takes its files with it; a configuration elsewhere counts when asked for.
    fs::rename(dir.join("specs/bindery.toml"), dir.join("other.toml")).unwrap();
    assert_eq!(bindery(&dir, &["check", "--config", "other.toml"]).code, 0);
    assert_eq!(bindery(&dir, &["generate"]).code, 0);
    assert!(!dir.join("generated/src/animals").exists());
    assert!(dir.join("generated/src/pets/mod.rs").is_file());
}

#[test]
fn tools_get_one_object_a_line() {
    let dir = folder("json", &[("pets.yaml", PETS)]);
    let json_of = |arguments: &[&str]| {
        let response = bindery(&dir, &[arguments, &["--message-format", "json"]].concat());
        (response.code, json(&response.out), json(&response.err))
    };
    let (code, out, err) = json_of(&["check"]);
    assert_eq!((code, err.len()), (1, 0));
    assert_eq!(
        (&out[0]["reason"], &out[0]["fresh"]),
        (&"checked".into(), &false.into())
    );
    let (code, out, _) = json_of(&["generate"]);
    assert_eq!((code, &out[0]["reason"]), (0, &"generated".into()));
    assert!(
        out[0]["created"]
            .as_array()
            .unwrap()
            .contains(&"src/pets/mod.rs".into())
    );

    fs::write(dir.join("specs/pets.yaml"), BROKEN).unwrap();
    let (code, out, err) = json_of(&["generate"]);
    assert_eq!((code, out.len()), (1, 0));
    let problem = err
        .iter()
        .find(|problem| problem["code"] == "dangling-ref")
        .unwrap();
    assert_eq!(problem["places"][0]["line"], 9);
    assert!(
        problem["places"][0]["file"]
            .as_str()
            .unwrap()
            .ends_with("pets.yaml")
    );
}

#[test]
fn an_empty_folder_of_documents_is_1() {
    let response = bindery(&folder("empty", &[("readme.md", "")]), &["generate"]);
    assert_eq!(response.code, 1);
    assert!(
        response.err.contains("no document in `specs`") && response.err.contains("--specs DIR"),
        "{}",
        response.err
    );
}

#[test]
fn an_overlay_or_a_file_in_the_wrong_place_is_distinguished_from_what_belongs_there() {
    let overlay = "overlay: 1.0.0\ninfo: { title: x, version: '1' }\nactions: []\n";
    let dir = folder(
        "places",
        &[("pets.yaml", PETS), ("pets.overlay.yaml", overlay)],
    );
    let response = bindery(&dir, &["generate", "specs/pets.overlay.yaml"]);
    assert_eq!(response.code, 1);
    assert!(response.err.contains("`overlays`"), "{}", response.err);
    let response = bindery(&dir, &["generate", "--out", "specs/pets.yaml"]);
    assert_eq!(response.code, 1);
    assert!(
        response.err.contains("error[file-in-the-way]"),
        "{}",
        response.err
    );
}

#[test]
fn the_command_that_updates_an_output_is_printed_in_full() {
    let dir = folder("again", &[("pets.yaml", PETS)]);
    let arguments = ["specs/pets.yaml", "--out", "one", "--crate-name", "zoo"];
    let response = bindery(&dir, &[&["check"][..], &arguments].concat());
    assert_eq!(response.code, 1);
    let call = format!("run `bindery generate {}`", arguments.join(" "));
    assert!(response.err.contains(&call), "{}", response.err);
    let response = bindery(&dir, &["docs", "--check", "--specs", "specs/../specs"]);
    let call = "run `bindery docs --specs specs/../specs`";
    assert!(response.err.contains(call), "{}", response.err);
}

/// A note would be of no use where the settings do not affect the command.
#[test]
fn a_configuration_without_effect_is_not_noted() {
    let config = ("bindery.toml", "[crate]\ndocs = true\n");
    let dir = folder("beside_crate", &[("pets.yaml", PETS), config]);
    let response = bindery(&dir, &["list", "specs/pets.yaml"]);
    assert_eq!((response.code, response.err.as_str()), (0, ""));
    let response = bindery(&dir, &["check", "specs/pets.yaml"]);
    assert!(response.err.starts_with("note: "), "{}", response.err);
}

/// A note says to pass it.
#[test]
fn a_configuration_may_have_settings_of_other_documents_in_its_folder() {
    let config = "[api.pets.names]\nlistPets = 'every'\n[api.zoo.names]\nlistPets = 'all'\n";
    let specs = [
        ("pets.yaml", PETS),
        ("zoo.yaml", PETS),
        ("bindery.toml", config),
    ];
    let dir = folder("beside_others", &specs);
    let with = |documents: &[&'static str]| {
        let config = ["--config", "specs/bindery.toml"];
        bindery(&dir, &[&["list"][..], documents, &config].concat())
    };
    let response = with(&["specs/pets.yaml"]);
    assert_eq!((response.code, response.err.as_str()), (0, ""));
    assert!(response.out.contains("Client::every"), "{}", response.out);
    fs::remove_file(dir.join("specs/zoo.yaml")).unwrap();
    let response = with(&["specs/pets.yaml"]);
    assert_eq!(response.code, 1);
    assert!(
        response.err.contains("no document `zoo`"),
        "{}",
        response.err
    );
}

#[test]
fn the_command_that_downloads_a_document_is_printed() {
    let dir = folder("url", &[("pets.yaml", PETS)]);
    let url = "https://pets.example/v1/openapi.yaml";
    for command in ["generate", "check", "lint", "list", "mock", "docs"] {
        let response = bindery(&dir, &[command, url]);
        assert_eq!(response.code, 2, "{command}");
        let reader = if command == "check" {
            "generate"
        } else {
            command
        };
        let call = format!("help: run `curl -L {url} | bindery {reader} -`");
        assert!(response.err.contains(&call), "{command}: {}", response.err);
    }
    let call = format!("help: run `curl -L {url} -o openapi.yaml`");
    for arguments in [
        &["new", "made", url][..],
        &["conform", url, "traffic.har"],
        &["diff", url, "specs/pets.yaml"],
    ] {
        let response = bindery(&dir, arguments);
        assert_eq!(response.code, 2, "{arguments:?}");
        assert!(
            response.err.contains(&call),
            "{arguments:?}: {}",
            response.err
        );
    }
    // Characters that a shell would interpret are quoted.
    let response = bindery(&dir, &["new", "made", "https://pets.example/?a=1&b='$(id)"]);
    let call = r"curl -L 'https://pets.example/?a=1&b='\''$(id)' -o api.json";
    assert!(response.err.contains(call), "{}", response.err);
}

/// clap wraps texts by the width of the terminal; examples are laid out by hand.
#[test]
fn help_fits_80_columns() {
    let dir = folder("columns", &[]);
    for command in [
        "help",
        "new",
        "generate",
        "check",
        "lint",
        "docs",
        "list",
        "watch",
        "diff",
        "print",
        "mock",
        "conform",
        "completions",
        "man",
        "explain",
    ] {
        let arguments = match command {
            "help" => &["--help"][..],
            command => &[command, "--help"],
        };
        let output = Command::new(env!("CARGO_BIN_EXE_bindery"))
            .args(arguments)
            .current_dir(&dir)
            .env("COLUMNS", "80")
            .output();
        let text = response(output.unwrap()).out;
        assert!(text.contains("Usage"), "{text}");
        let wide = text.lines().filter(|line| line.chars().count() > 80);
        assert_eq!(wide.collect::<Vec<_>>(), [""; 0], "{command}");
    }
}

#[test]
fn a_configuration_that_does_not_count_is_spoken_of() {
    let config = ("bindery.toml", "[api.pets.names]\nlistPets = 'every'\n");
    let dir = folder("beside", &[("pets.yaml", PETS), config]);
    let note = "note: `specs/bindery.toml` is ignored because documents were given";
    for command in ["generate", "check", "list", "docs"] {
        let response = bindery(&dir, &[command, "specs/pets.yaml"]);
        assert!(
            response.err.starts_with(note),
            "{command}: {}",
            response.err
        );
    }
    for arguments in [
        &["list"][..],
        &["list", "specs/pets.yaml", "--config", "specs/bindery.toml"],
        &["lint", "specs/pets.yaml"],
        &["list", "specs/pets.yaml", "--quiet"],
    ] {
        let response = bindery(&dir, arguments);
        assert_eq!(
            (response.code, response.err.as_str()),
            (0, ""),
            "{arguments:?}"
        );
    }
    let response = bindery(&dir, &["list"]);
    assert!(response.out.contains("Client::every"), "{}", response.out);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let dir = folder("pipe", &[("pets.yaml", PETS)]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .arg("check")
        .current_dir(&dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let response = response(child.wait_with_output().unwrap());
    assert_eq!(response.code, 1);
    assert!(!response.err.contains("panicked"), "{}", response.err);
}

#[test]
fn cargo_finds_it_too() {
    let dir = folder("cargo", &[("pets.yaml", PETS)]);
    for arguments in [&["bindery", "generate"][..], &["generate"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_cargo-bindery"))
            .args(arguments)
            .current_dir(&dir)
            .output();
        assert_eq!(response(output.unwrap()).code, 0, "{arguments:?}");
    }
}

#[test]
fn limits_are_raised_and_lowered_by_the_configuration() {
    let dir = folder("limits", &[]);
    let deep = "{type: array, items: ".repeat(100) + "{type: string}" + &"}".repeat(100);
    let deep = format!("{PETS}components: {{schemas: {{Deep: {deep}}}}}\n");
    fs::write(dir.join("deep.yaml"), deep).unwrap();
    let generate = ["generate", "deep.yaml", "--config", "limits.toml"];
    for (limits, code, reported) in [
        ("", 1, "raise `depth` in `[limits]` of `bindery.toml`"),
        ("[limits]\ndepth = 120\nschema_depth = 120\n", 0, ""),
        ("[limits]\ndepth = 120\n", 0, "raise `schema_depth`"),
        (
            "[limits]\ndepth = 120\nfile_bytes = 100\n",
            1,
            "`deep.yaml` is larger than 100 bytes",
        ),
        ("[limits]\ndepths = 120\n", 1, "did you mean `depth`?"),
    ] {
        fs::write(dir.join("limits.toml"), limits).unwrap();
        let response = bindery(&dir, &generate);
        assert_eq!(response.code, code, "{limits}: {}", response.err);
        assert!(
            response.err.contains(reported),
            "{limits}: {}",
            response.err
        );
    }
}
