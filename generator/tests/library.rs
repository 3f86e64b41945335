//! Can a program make crates without the command line, and is it told what went wrong?

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bindery::{Error, Generator};
use std::fs;
use std::path::{Path, PathBuf};

const PETS: &str = "\
openapi: 3.0.4
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: All of them.
          content:
            application/json:
              schema: { type: array, items: { type: strng } }
";

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("library")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn pets(folder: &Path, text: &str) -> PathBuf {
    let path = folder.join("pets.yaml");
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_crate_is_made_in_memory() {
    let folder = folder("memory");
    let document = pets(&folder, &PETS.replace("strng", "string"));
    let generated = Generator::of([&document])
        .crate_name("pet-shop")
        .generate()
        .unwrap();
    let manifest = generated.file("Cargo.toml").unwrap();
    assert!(manifest.contains("name = \"pet-shop\""), "{manifest}");
    assert!(
        generated
            .file("src/pets/client.rs")
            .unwrap()
            .contains("fn list_pets")
    );
    assert_eq!(generated.file("src/absent.rs"), None);
    assert_eq!(generated.meanings()[0].api.operations[0].id, "listPets");
    assert_eq!(generated.warnings().count(), 0);
    assert_eq!(
        fs::read_dir(&folder).unwrap().count(),
        1,
        "nothing is written"
    );
}

#[test]
fn a_crate_is_written_and_brought_up_to_date() {
    let folder = folder("written");
    pets(&folder, &PETS.replace("strng", "string"));
    let out = folder.join("out");
    let generator = Generator::of_folder(&folder);
    let written = generator.write(&out).unwrap();
    assert!(!written.summary().created.is_empty());
    let written = generator.write(&out).unwrap();
    assert!(written.summary().is_empty());

    pets(
        &folder,
        &PETS
            .replace("strng", "string")
            .replace("listPets", "allPets"),
    );
    let written = generator.write(&out).unwrap();
    assert!(!written.summary().updated.is_empty());
    let client = fs::read_to_string(out.join("src/pets/client.rs")).unwrap();
    assert!(client.contains("fn all_pets"), "{client}");
}

#[test]
fn warnings_come_with_their_place() {
    let folder = folder("warnings");
    let text = PETS.replace(
        "{ type: strng }",
        "{ type: object, required: [name], properties: { nam: {} } }",
    );
    let generated = Generator::of([pets(&folder, &text)]).generate().unwrap();
    let warnings: Vec<_> = generated.warnings().collect();
    let [warning] = warnings.as_slice() else {
        panic!("{warnings:?}");
    };
    assert!(
        warning.contains("pets.yaml:12:72: warning[unknown-required]"),
        "{warning}"
    );
}

#[test]
fn problems_of_a_document_are_reported_in_full() {
    let folder = folder("faults");
    let document = pets(&folder, &PETS.replace("openapi: 3.0.4", "openapi: 9"));
    let out = folder.join("out");
    let error = Generator::of([document]).write(&out).unwrap_err();
    assert!(matches!(error, Error::Documents(_)));
    let reported = error.to_string();
    assert!(reported.starts_with("error["), "{reported}");
    assert!(reported.contains("pets.yaml:1:10"), "{reported}");
    assert!(std::error::Error::source(&error).is_some());
    assert!(!out.exists(), "nothing is written");
}

#[test]
fn what_was_edited_by_hand_is_not_written_over() {
    let folder = folder("edited");
    let document = pets(&folder, &PETS.replace("strng", "string"));
    let out = folder.join("out");
    Generator::of([&document]).write(&out).unwrap();
    let client = out.join("src/pets/client.rs");
    fs::write(&client, "// Mine.\n").unwrap();
    pets(&folder, &PETS.replace("strng", "integer"));
    let error = Generator::of([&document]).write(&out).unwrap_err();
    assert!(matches!(error, Error::Output(_)), "{error}");
    assert!(error.to_string().contains("src/pets/client.rs"), "{error}");
    assert_eq!(fs::read_to_string(client).unwrap(), "// Mine.\n");
}

#[test]
fn a_configuration_is_respected() {
    let folder = folder("configured");
    let document = pets(&folder, &PETS.replace("strng", "string"));
    let config = folder.join("own.toml");
    fs::write(&config, "[api.pets.names]\nlistPets = \"every\"\n").unwrap();
    let generator = Generator::of([&document]).config(&config);
    let generated = generator.generate().unwrap();
    assert!(
        generated
            .file("src/pets/client.rs")
            .unwrap()
            .contains("fn every")
    );

    fs::write(&config, "[api.dogs]\nmodule = \"cats\"\n").unwrap();
    let error = generator.generate().unwrap_err().to_string();
    assert!(error.contains("own.toml:1:6"), "{error}");
}

#[test]
fn a_configured_operation_follows_links_on_the_base_url() {
    let folder = folder("rebase");
    let text = PETS.replace(
        "description: All",
        "headers: {Link: {schema: {type: string}}}\n          description: All",
    );
    let document = pets(&folder, &text.replace("strng", "string"));
    let client = |configuration: &str| {
        let path = folder.join("bindery.toml");
        fs::write(&path, configuration).unwrap();
        let generator = Generator::of([&document]).config(&path);
        let generated = generator.generate().unwrap();
        let files = generated.files().values();
        files
            .filter(|text| text.contains("const REBASE: bool = true;"))
            .count()
    };
    assert_eq!(client(""), 0);
    assert_eq!(
        client("[api.pets.paging]\nlistPets = { rebase = true }\n"),
        1
    );
}
