//! `bindery lint` and `bindery explain`, and diagnostics in SARIF.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Sound for everybody but a careful reader.
const EXAMPLE: &str = "\
openapi: 3.0.3
info: { title: Pets, version: '1' }
paths: {}
components:
  schemas:
    Age: { type: integer, example: three }
";

/// With a warning that every command tells, about two places.
const TWICE: &str = "\
openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      operationId: pets
      responses: { '204': { description: None. } }
    put:
      operationId: pets
      responses: { '204': { description: None. } }
";

const BROKEN: &str = "\
openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pets: { $ref: '#/nowhere' }
";

fn folder(name: &str, specs: &[(&str, &str)]) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("lint")
        .join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(dir.join("specs")).unwrap();
    for (name, text) in specs {
        fs::write(dir.join("specs").join(name), text).unwrap();
    }
    dir
}

/// Exit code, standard output, standard error.
fn bindery(dir: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .args(arguments)
        .current_dir(dir)
        .output()
        .unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[test]
fn lint_reports_more_than_generate() {
    let dir = folder("more", &[("pets.yaml", EXAMPLE)]);
    let (code, out, err) = bindery(&dir, &["lint"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("warning[invalid-example]"), "{out}");
    assert!(out.contains("pets.yaml:6:36"), "{out}");
    assert!(out.contains("0 errors, 1 warning;"), "{out}");
    assert!(!dir.join("generated").exists(), "lint writes nothing");
    assert_eq!(bindery(&dir, &["lint", "--deny", "warnings"]).0, 1);

    let (code, _, err) = bindery(&dir, &["generate"]);
    assert_eq!((code, err.as_str()), (0, ""));
}

#[test]
fn errors_fail_and_a_sound_document_is_called_so() {
    let dir = folder("errors", &[("pets.yaml", BROKEN)]);
    let (code, out, _) = bindery(&dir, &["lint", "specs/pets.yaml"]);
    assert_eq!(code, 1);
    assert!(out.contains("error[dangling-ref]"), "{out}");
    let (code, out, err) = bindery(&dir, &["lint", "--message-format", "json"]);
    assert_eq!((code, err.as_str()), (1, ""));
    let problem: Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    assert_eq!(problem["code"], "dangling-ref");
    assert_eq!(out.lines().count(), 1, "{out}");

    let sound = folder("sound", &[("pets.yaml", &EXAMPLE.replace("three", "3"))]);
    let (code, out, _) = bindery(&sound, &["lint", "--deny", "warnings"]);
    assert_eq!((code, out.as_str()), (0, "nothing is wrong\n"));
}

#[test]
fn allowed_codes_are_silent_and_unused_allowances_are_reported() {
    let allow = |codes: &str| format!("[api.pets]\nallow = [{codes}]\n");
    let config = allow("'duplicate-operation-id', 'invalid-example'");
    let dir = folder("allow", &[("pets.yaml", TWICE), ("bindery.toml", &config)]);
    // Only `lint` validates examples, so only it knows that an allowance is unused.
    let (code, _, err) = bindery(&dir, &["generate"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let (code, out, _) = bindery(&dir, &["lint", "--deny", "warnings"]);
    assert_eq!(code, 1);
    assert!(!out.contains("warning[duplicate-operation-id]"), "{out}");
    assert!(out.contains("warning[unused-allowance]"), "{out}");
    assert!(out.contains("bindery.toml:2:36"), "{out}");

    let place = allow("'duplicate-operation-id at #/paths/~1pets/put'");
    fs::write(dir.join("specs/bindery.toml"), place).unwrap();
    assert_eq!(bindery(&dir, &["lint", "--deny", "warnings"]).0, 0);
    let elsewhere = allow("'duplicate-operation-id at #/paths/~1cats'");
    fs::write(dir.join("specs/bindery.toml"), elsewhere).unwrap();
    let (code, _, err) = bindery(&dir, &["check"]);
    assert_eq!(code, 0, "an allowance makes no crate stale: {err}");
    for code in ["duplicate-operation-id", "unused-allowance"] {
        assert!(err.contains(&format!("warning[{code}]")), "{err}");
    }
}

#[test]
fn one_document_of_a_folder_is_judged_as_in_its_folder() {
    let config = "[api.pets]\nallow = ['duplicate-operation-id']\n\n[api.cats]\nmodule = 'c'\n\n\
                  [limits]\nschema_depth = 30\n";
    let files = [
        ("pets.yaml", TWICE),
        ("cats.yaml", TWICE),
        ("bindery.toml", config),
    ];
    let dir = folder("beside", &files);
    let (code, out, err) = bindery(&dir, &["lint", "specs/pets.yaml", "--deny", "warnings"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let (code, out, _) = bindery(&dir, &["lint", "specs/cats.yaml", "--deny", "warnings"]);
    assert_eq!(code, 1);
    assert!(out.contains("warning[duplicate-operation-id]"), "{out}");
    // From within the folder too.
    let (code, out, _) = bindery(
        &dir.join("specs"),
        &["lint", "pets.yaml", "--deny", "warnings"],
    );
    assert_eq!(code, 0, "{out}");

    // An allowance for a document that is not in the folder is always an error.
    fs::write(dir.join("specs/bindery.toml"), "[api.dogs]\nmodule = 'd'\n").unwrap();
    let (code, out, err) = bindery(&dir, &["lint", "specs/pets.yaml"]);
    assert_eq!(code, 1);
    assert!(format!("{out}{err}").contains("dogs"), "{out}{err}");
}

#[test]
fn errors_cannot_be_allowed() {
    let config = "[api.pets]\nallow = ['dangling-ref']\n";
    let dir = folder("deny", &[("pets.yaml", BROKEN), ("bindery.toml", config)]);
    let (code, out, _) = bindery(&dir, &["lint"]);
    assert_eq!(code, 1);
    assert!(out.contains("error[dangling-ref]"), "{out}");
}

#[test]
fn explain_knows_every_code_that_is_shown() {
    let dir = folder("explain", &[]);
    let (code, list, err) = bindery(&dir, &["explain"]);
    assert_eq!((code, err.as_str()), (0, ""));
    for line in list.lines() {
        let name = line.split(' ').next().unwrap();
        let (code, text, _) = bindery(&dir, &["explain", name]);
        assert_eq!(code, 0);
        assert!(text.starts_with(&format!("{name} (")), "{text}");
    }
    let (_, text, _) = bindery(&dir, &["explain", "error[dangling-ref]"]);
    assert!(text.starts_with("dangling-ref (an error)"), "{text}");
    let (code, out, err) = bindery(&dir, &["explain", "dangling-rfe"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("did you mean `dangling-ref`?"), "{err}");
    let (code, _, err) = bindery(&dir, &["explain", "x"]);
    assert_eq!(code, 2);
    assert!(err.contains("lists all codes"), "{err}");
}

#[test]
fn every_command_reports_its_problems_in_sarif() {
    let dir = folder("sarif", &[("a pet.yaml", TWICE)]);
    for (arguments, codes) in [
        (&["lint"][..], &["duplicate-operation-id"][..]),
        (&["check"], &["duplicate-operation-id", "stale"]),
        (&["generate"], &["duplicate-operation-id"]),
        (&["check"], &["duplicate-operation-id"]),
        (&["check", "--specs", "nowhere"], &["usage"]),
    ] {
        let (_, out, err) = bindery(&dir, &[arguments, &["--message-format", "sarif"]].concat());
        assert_eq!(err, "", "{arguments:?}");
        let log: Value = serde_json::from_str(&out).unwrap();
        SARIF_LOG.judge("", &log);
        let results = log["runs"][0]["results"].as_array().unwrap();
        let reported: Vec<&str> = results
            .iter()
            .map(|result| result["ruleId"].as_str().unwrap())
            .collect();
        assert_eq!(reported, codes, "{arguments:?}");
        if codes[0] == "duplicate-operation-id" {
            let place = &results[0]["locations"][0]["physicalLocation"];
            assert_eq!(place["artifactLocation"]["uri"], "specs/a%20pet.yaml");
            assert_eq!(place["region"]["startLine"], 9);
            let related = &results[0]["relatedLocations"][0]["physicalLocation"];
            assert_eq!(related["region"]["startLine"], 6);
        }
    }
}

/// An object of the standard: what it may have, and what it must have.
struct Object {
    section: &'static str,
    required: &'static [&'static str],
    properties: &'static [(&'static str, Property)],
}

/// The value of a field.
enum Property {
    Text,
    /// One of these texts.
    Among(&'static [&'static str]),
    /// A whole number, no less than this.
    Count(u64),
    One(&'static Object),
    Several(&'static Object),
}

use Property::{Among, Count, One, Several, Text};

impl Object {
    /// Holds a value against the standard, which allows no other field anywhere.
    fn judge(&self, at: &str, value: &Value) {
        let section = self.section;
        let map = value.as_object();
        let map = map.unwrap_or_else(|| panic!("{at}: no object ({section})"));
        for name in self.required {
            assert!(map.contains_key(*name), "{at} lacks {name} ({section})");
        }
        for (key, value) in map {
            let at = format!("{at}/{key}");
            let property = self.properties.iter().find(|(name, _)| name == key);
            let (_, property) = property.unwrap_or_else(|| panic!("{at} is not in {section}"));
            match property {
                Text => assert!(value.is_string(), "{at}"),
                Among(known) => assert!(known.contains(&value.as_str().unwrap()), "{at}: {value}"),
                Count(least) => assert!(value.as_u64().unwrap() >= *least, "{at}: {value}"),
                One(object) => object.judge(&at, value),
                Several(object) => {
                    for (index, value) in value.as_array().unwrap().iter().enumerate() {
                        object.judge(&format!("{at}/{index}"), value);
                    }
                }
            }
        }
    }
}

const LEVELS: Property = Among(&["none", "note", "warning", "error"]);

static SARIF_LOG: Object = Object {
    section: "3.13",
    required: &["version", "runs"],
    properties: &[
        ("$schema", Text),
        ("version", Among(&["2.1.0"])),
        ("runs", Several(&RUN)),
    ],
};
static RUN: Object = Object {
    section: "3.14",
    required: &["tool"],
    properties: &[
        ("tool", One(&TOOL)),
        (
            "columnKind",
            Among(&["utf16CodeUnits", "unicodeCodePoints"]),
        ),
        ("results", Several(&RESULT)),
    ],
};
static TOOL: Object = Object {
    section: "3.18",
    required: &["driver"],
    properties: &[("driver", One(&COMPONENT))],
};
static COMPONENT: Object = Object {
    section: "3.19",
    required: &["name"],
    properties: &[("name", Text), ("version", Text), ("rules", Several(&RULE))],
};
static RULE: Object = Object {
    section: "3.49",
    required: &["id"],
    properties: &[
        ("id", Text),
        ("shortDescription", One(&MULTIFORMAT)),
        ("fullDescription", One(&MULTIFORMAT)),
        ("help", One(&MULTIFORMAT)),
        ("defaultConfiguration", One(&CONFIGURATION)),
    ],
};
static MULTIFORMAT: Object = Object {
    section: "3.12",
    required: &["text"],
    properties: &[("text", Text), ("markdown", Text)],
};
static CONFIGURATION: Object = Object {
    section: "3.50",
    required: &[],
    properties: &[("level", LEVELS)],
};
static RESULT: Object = Object {
    section: "3.27",
    required: &["message"],
    properties: &[
        ("ruleId", Text),
        ("ruleIndex", Count(0)),
        ("level", LEVELS),
        ("message", One(&MESSAGE)),
        ("locations", Several(&LOCATION)),
        ("relatedLocations", Several(&LOCATION)),
    ],
};
static MESSAGE: Object = Object {
    section: "3.11",
    required: &["text"],
    properties: &[("text", Text)],
};
static LOCATION: Object = Object {
    section: "3.28",
    required: &[],
    properties: &[
        ("physicalLocation", One(&PHYSICAL)),
        ("logicalLocations", Several(&LOGICAL)),
        ("message", One(&MESSAGE)),
    ],
};
static PHYSICAL: Object = Object {
    section: "3.29",
    required: &["artifactLocation"],
    properties: &[
        ("artifactLocation", One(&ARTIFACT)),
        ("region", One(&REGION)),
    ],
};
static ARTIFACT: Object = Object {
    section: "3.4",
    required: &["uri"],
    properties: &[("uri", Text)],
};
static REGION: Object = Object {
    section: "3.30",
    required: &["startLine"],
    properties: &[
        ("startLine", Count(1)),
        ("startColumn", Count(1)),
        ("endLine", Count(1)),
        ("endColumn", Count(1)),
    ],
};
static LOGICAL: Object = Object {
    section: "3.33",
    required: &["fullyQualifiedName"],
    properties: &[("fullyQualifiedName", Text), ("kind", Text)],
};

/// A document with 26 operations that need an error, each another one, and 328 sound ones.
fn mostly_sound() -> String {
    let mut text = String::from("openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\npaths:\n");
    for n in 0..354 {
        let schema = match n {
            0..26 => format!("{{$ref: '#/components/schemas/Missing{n}'}}"),
            _ => "{type: array, items: {type: string}}".to_owned(),
        };
        text.push_str(&format!(
            "  /p{n}: {{get: {{operationId: get{n}, responses: {{'200': {{description: d, content: \
             {{application/json: {{schema: {schema}}}}}}}}}}}}}\n"
        ));
    }
    text
}

#[test]
fn everything_but_what_needs_an_error_is_generated() {
    let text = mostly_sound();
    let dir = folder("leave-out", &[("shop.yaml", &text)]);
    let (code, _, stderr) = bindery(&dir, &["generate"]);
    assert_eq!(code, 1, "{stderr}");
    assert!(!dir.join("generated").exists());

    let (code, stdout, stderr) = bindery(&dir, &["generate", "--leave-out-broken"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(stdout.contains("created"), "{stdout}");
    assert_eq!(
        stderr.matches("warning[dangling-ref]").count(),
        26,
        "{stderr}"
    );
    assert!(
        stderr.contains("26 of 354 operations are left out"),
        "{stderr}"
    );
    for n in 0..26 {
        assert!(stderr.contains(&format!("`GET /p{n}`")), "{n}: {stderr}");
    }
    let listed = bindery(
        &dir,
        &[
            "list",
            "--leave-out-broken",
            "--message-format",
            "json",
            "--quiet",
        ],
    )
    .1;
    let generated: Vec<Value> = listed
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|line: &Value| line["reason"] == "operation")
        .collect();
    assert_eq!(generated.len(), 328, "{listed}");

    // The key of the configuration does the same, and the option belongs to what `check` compares.
    assert_eq!(bindery(&dir, &["check", "--leave-out-broken"]).0, 0);
    assert_eq!(bindery(&dir, &["check"]).0, 1);
    let config = "[api.shop]\nbroken = 'leave-out'\n";
    fs::write(dir.join("specs/bindery.toml"), config).unwrap();
    let (code, _, stderr) = bindery(&dir, &["check"]);
    assert_eq!(code, 0, "{stderr}");
}

#[test]
fn a_file_that_is_missing_leaves_out_what_refers_to_it() {
    let text = "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\npaths:\n  \
        /a: {get: {operationId: a, responses: {'200': {description: d, content: {application/json: {schema: {$ref: no.yaml}}}}}}}\n  \
        /b: {get: {operationId: b, responses: {'204': {description: d}}}}\n  \
        /c: {get: {operationId: c, responses: {'200': {description: d, content: {application/json: {schema: {$ref: 'bad.txt#/x'}}}}}}}\n";
    let dir = folder(
        "leave-out-file",
        &[("shop.yaml", text), ("bad.txt", "a: [\n")],
    );
    assert_eq!(bindery(&dir, &["generate"]).0, 1);
    let (code, _, stderr) = bindery(&dir, &["generate", "--leave-out-broken"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(
        stderr.contains("2 of 3 operations are left out"),
        "{stderr}"
    );
    assert_eq!(
        stderr.matches("no.yaml` does not exist").count(),
        1,
        "{stderr}"
    );
    assert!(stderr.contains("warning[syntax]"), "{stderr}");
}

#[test]
fn references_leave_the_folder_as_far_as_the_configuration_says() {
    let text = "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\npaths:\n  /a: {get: {operationId: a, \
        responses: {'200': {description: d, content: {application/json: {schema: {$ref: ../common/Pet.yaml}}}}}}}\n";
    let dir = folder("root", &[("shop.yaml", text)]);
    fs::create_dir_all(dir.join("common")).unwrap();
    let pet = dir.join("common/Pet.yaml");
    fs::write(
        &pet,
        "{type: object, title: Animal, properties: {name: {type: string}}}\n",
    )
    .unwrap();
    let (code, _, stderr) = bindery(&dir, &["generate"]);
    assert_eq!(code, 1);
    assert!(stderr.contains("error[forbidden-ref]"), "{stderr}");
    assert!(
        stderr.contains("write `root = \"..\"` under `[api.NAME]`"),
        "{stderr}"
    );

    fs::write(dir.join("specs/bindery.toml"), "[api.shop]\nroot = '..'\n").unwrap();
    let (code, _, stderr) = bindery(&dir, &["generate"]);
    assert_eq!(code, 0, "{stderr}");
    let types = fs::read_to_string(dir.join("generated/src/shop/types.rs")).unwrap();
    // By the stem of the file, not by its title.
    assert!(types.contains("pub struct Pet {"), "{types}");
    assert_eq!(bindery(&dir, &["check"]).0, 0);
    let lock = fs::read_to_string(dir.join("generated/bindery.lock")).unwrap();
    assert!(lock.contains("../common/Pet.yaml"), "{lock}");
    fs::write(&pet, "{type: object, properties: {age: {type: integer}}}\n").unwrap();
    assert_eq!(bindery(&dir, &["check"]).0, 1);
}

#[test]
fn whole_files_are_named_by_their_stems() {
    let operation = "get: {operationId: a, responses: {'200': {description: d, content: {application/json: \
        {schema: {$ref: ../schemas/User.yaml}}}}}}\n";
    let text = "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\npaths: {/a: {$ref: paths/a.yaml}}\n\
        components: {schemas: {User: {$ref: schemas/User.yaml}, Point: {$ref: 'schemas/index.yaml#/Place'}}}\n";
    let dir = folder("stems", &[("shop.yaml", text)]);
    for (name, text) in [
        ("paths/a.yaml", operation),
        (
            "schemas/User.yaml",
            "{type: object, properties: {role: {$ref: Role.yaml}, at: {$ref: 'index.yaml#/Place'}}}\n",
        ),
        (
            "schemas/Role.yaml",
            "{type: string, enum: [admin, guest]}\n",
        ),
        (
            "schemas/index.yaml",
            "Place: {type: object, properties: {x: {type: number}}}\n",
        ),
    ] {
        let path = dir.join("specs").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let (code, _, stderr) = bindery(&dir, &["generate"]);
    assert_eq!(code, 0, "{stderr}");
    let types = fs::read_to_string(dir.join("generated/src/shop/types.rs")).unwrap();
    for item in ["pub struct User {", "pub enum Role {", "pub struct Point {"] {
        assert!(types.contains(item), "{item}: {types}");
    }
}
