//! The commands `docs`, `list`, `new`, `completions` and `man`, and their errors.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Two operations that can be bound, and one that cannot.
const SHOP: &str = "\
openapi: 3.0.3
info: { title: Shop, version: '1' }
servers: [{ url: 'https://shop.example' }]
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      summary: Lists what was bought.
      responses:
        '204': { description: None. }
  /refunds/{id}:
    delete:
      operationId: type
      tags: [refunds, money]
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '204': { description: None. }
    get:
      operationId: fetchRefund
      tags: [refunds]
      responses:
        '200': { $ref: '#/components/responses/Nowhere' }
";

const PETS: &str = "\
openapi: 3.0.3
info: { title: Pets, version: '1' }
paths: { /pets: { get: { operationId: listPets, responses: { '204': { description: None. } } } } }
";

const FINE: &str = "\
openapi: 3.0.3
info: { title: Fine, version: '1' }
paths:
  /x: { get: { operationId: x, responses: { '200': { description: d, content: { application/json: { schema: { $ref: 'common/types.yaml#/X' } } } } } } }
";

struct Response {
    code: i32,
    out: String,
    err: String,
}

fn bindery(dir: &Path, arguments: &[&str]) -> Response {
    let output = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .args(arguments)
        .current_dir(dir)
        .output()
        .unwrap();
    Response {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder of this test's own with these files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("commands")
        .join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    for (path, text) in files {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

/// The shop without what is in error in it.
fn sound() -> String {
    let problem = "    get:\n      operationId: fetchRefund";
    SHOP.split_once(problem).unwrap().0.to_owned()
}

#[test]
fn operations_are_listed_with_their_names() {
    let dir = folder("list", &[("specs/shop.yaml", &sound())]);
    let all = bindery(&dir, &["list"]);
    assert_eq!((all.code, all.err.as_str()), (0, ""));
    assert_eq!(
        all.out,
        "METHOD  PATH           OPERATION   RUST                       TAGS\n\
         GET     /orders        listOrders  shop::Client::list_orders  orders\n\
         DELETE  /refunds/{id}  type        shop::Client::r#type       refunds, money\n\
         \n2 operations\n"
    );
    for (arguments, id) in [
        (&["--tag", "orders"][..], "listOrders"),
        (&["--tag", "money", "--tag", "nothing"], "type"),
        (&["--path", "/refunds/"], "type"),
        (&["--text", "BOUGHT"], "listOrders"),
    ] {
        let arguments = [&["list", "--message-format", "json"], arguments].concat();
        let some = bindery(&dir, &arguments);
        let lines: Vec<serde_json::Value> = some
            .out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines.len(), 1, "{arguments:?}");
        assert_eq!(lines[0]["reason"], "operation");
        assert_eq!(lines[0]["id"], id, "{arguments:?}");
    }
    let none = bindery(&dir, &["list", "--tag", "order"]);
    assert_eq!((none.code, none.out.as_str()), (0, "0 of 2 operations\n"));
    assert_eq!(
        none.err,
        "note: no operation has the tag `order`; did you mean `orders`?\n"
    );
}

#[test]
fn what_is_left_out_is_listed_with_the_reason() {
    let unsupported = sound().replace("        '204': { description: None. }\n  /refunds", UNBOUND);
    let dir = folder("omitted", &[("shop.yaml", &unsupported)]);
    let all = bindery(&dir, &["list", "shop.yaml"]);
    assert_eq!(all.code, 0, "{}", all.err);
    assert!(
        all.out.contains("\n1 operation\n\n1 left out:\n"),
        "{}",
        all.out
    );
    assert!(
        all.out.contains("  GET /orders (shop: listOrders): "),
        "{}",
        all.out
    );
    let json = bindery(
        &dir,
        &[
            "list",
            "shop.yaml",
            "--path",
            "/orders",
            "--message-format",
            "json",
        ],
    );
    let line: serde_json::Value = serde_json::from_str(json.out.trim()).unwrap();
    assert_eq!(
        (&line["reason"], &line["id"]),
        (&"omitted".into(), &"listOrders".into())
    );
    let other = bindery(&dir, &["list", "shop.yaml", "--tag", "refunds"]);
    assert!(!other.out.contains("left out"), "{}", other.out);
}

/// A parameter that no style can write.
const UNBOUND: &str = "        '204': { description: None. }
      parameters: [{ name: q, in: query, content: { image/png: { schema: { type: string, format: binary } } } }]
  /refunds";

#[test]
fn invalid_documents_are_not_listed() {
    let dir = folder("fault", &[("specs/shop.yaml", SHOP)]);
    for command in ["list", "docs"] {
        let response = bindery(&dir, &[command]);
        assert_eq!((response.code, response.out.as_str()), (1, ""), "{command}");
        assert!(
            response.err.contains("error[dangling-ref]"),
            "{}",
            response.err
        );
        assert!(!dir.join("docs").exists());
        let response = bindery(&dir, &[command, "nowhere.yaml"]);
        assert_eq!(response.code, 2, "{command}");
        assert!(
            response.err.contains("no file `nowhere.yaml`"),
            "{}",
            response.err
        );
    }
}

#[test]
fn the_reference_is_written_alone() {
    let dir = folder("docs", &[("specs/shop.yaml", &sound())]);
    let response = bindery(&dir, &["docs", "--crate-name", "my-shop"]);
    assert_eq!(response.code, 0, "{}", response.err);
    assert_eq!(
        response.out,
        "docs: 2 created, 0 updated, 0 deleted, 0 unchanged\n"
    );
    let page = fs::read_to_string(dir.join("docs/shop/README.md")).unwrap();
    assert!(page.contains("use my_shop::shop::Client;"), "{page}");
    assert!(
        page.contains("curl -X DELETE 'https://shop.example/refunds/id'"),
        "{page}"
    );
    assert!(page.contains("`id`"), "{page}");
    let again = bindery(&dir, &["docs", "--crate-name", "my-shop"]);
    assert_eq!(again.out, "docs is up to date\n");

    // Files written by hand are kept.
    fs::write(dir.join("docs/README.md"), "mine").unwrap();
    let response = bindery(&dir, &["docs"]);
    assert_eq!(response.code, 1);
    assert!(response.err.contains("README.md"), "{}", response.err);
    assert_eq!(
        fs::read_to_string(dir.join("docs/README.md")).unwrap(),
        "mine"
    );
    assert_eq!(bindery(&dir, &["docs", "--force"]).code, 0);
}

/// The package that compiles `generated/` names the crate, wherever its pages are.
#[test]
fn pages_speak_of_the_package_around_them() {
    let manifest = "[package]\nname = \"my-shop\"\n[lib]\npath = \"generated/src/lib.rs\"\n";
    let files = [("specs/shop.yaml", &*sound()), ("Cargo.toml", manifest)];
    let dir = folder("around", &files);
    assert_eq!(bindery(&dir, &["docs"]).code, 0);
    let page = fs::read_to_string(dir.join("docs/shop/README.md")).unwrap();
    assert!(page.contains("use my_shop::shop::Client;"), "{page}");
}

#[test]
fn a_crate_is_not_overwritten_by_pages_and_can_hold_them() {
    let config = ("specs/bindery.toml", "[crate]\ndocs = true\n");
    let dir = folder("held", &[("specs/shop.yaml", &sound()), config]);
    assert_eq!(bindery(&dir, &["generate"]).code, 0);
    let root = fs::read_to_string(dir.join("generated/src/lib.rs")).unwrap();
    assert!(
        root.contains("include_str!(\"../docs/shop/README.md\")"),
        "{root}"
    );
    let manifest = fs::read_to_string(dir.join("generated/Cargo.toml")).unwrap();
    assert!(manifest.contains("[dev-dependencies]"), "{manifest}");
    assert_eq!(bindery(&dir, &["check"]).code, 0);

    let response = bindery(&dir, &["docs", "--out", "generated"]);
    assert_eq!(response.code, 2);
    assert!(response.err.contains("holds a crate"), "{}", response.err);
    assert!(dir.join("generated/src/lib.rs").exists());

    // Without the key they go, and nothing speaks of them.
    fs::write(dir.join("specs/bindery.toml"), "[crate]\ndocs = false\n").unwrap();
    assert_eq!(bindery(&dir, &["check"]).code, 1);
    assert_eq!(bindery(&dir, &["generate"]).code, 0);
    assert!(!dir.join("generated/docs/README.md").exists());
    let root = fs::read_to_string(dir.join("generated/src/lib.rs")).unwrap();
    assert!(!root.contains("include_str!"), "{root}");

    fs::write(dir.join("specs/bindery.toml"), "[crate]\ndocs = \"yes\"\n").unwrap();
    let response = bindery(&dir, &["check"]);
    assert_eq!(response.code, 1);
    assert!(
        response.err.contains("expected `true` or `false`"),
        "{}",
        response.err
    );
}

#[test]
fn a_workspace_is_refused_before_anything_is_written() {
    let beside = FINE.replace("common/types.yaml", "types.yaml");
    let dir = folder(
        "refused",
        &[
            ("full/file", ""),
            ("shop.yaml", SHOP),
            ("fine.yaml", FINE),
            ("beside.yaml", &beside),
            ("common/types.yaml", "X: { type: object }\n"),
            ("types.yaml", "X: { type: object }\n"),
        ],
    );
    for (arguments, code, reason) in [
        (
            &["full", "fine.yaml"][..],
            2,
            "`full` is there and not empty",
        ),
        (
            &["full/file", "fine.yaml"],
            2,
            "`full/file` is there and not empty",
        ),
        (&["made"], 2, "SPEC"),
        (&["made", "nowhere.yaml"], 2, "no file `nowhere.yaml`"),
        (&["made", "shop.yaml"], 1, "error[dangling-ref]"),
        (&["made", "beside.yaml"], 2, "a document of its own"),
        (
            &["made", "fine.yaml", "--bindery", "full"],
            2,
            "`full` is no checkout",
        ),
        (
            &["made", "fine.yaml", "--bindery", "file:///nowhere/at/all"],
            2,
            "cargo does not find `bindery` in `file:///nowhere/at/all`",
        ),
        (&["made", "fine.yaml", "--crate-name", "a b"], 2, "letters"),
    ] {
        let response = bindery(&dir, &[&["new"], arguments].concat());
        assert_eq!(response.code, code, "{arguments:?}: {}", response.err);
        assert!(
            response.err.contains(reason),
            "{arguments:?}: {}",
            response.err
        );
        assert!(!dir.join("made").exists(), "{arguments:?}");
    }
    assert_eq!(fs::read_dir(dir.join("full")).unwrap().count(), 1);
}

#[test]
fn a_workspace_holds_what_documents_refer_to_and_the_generator_of_the_checkout() {
    let files = [
        ("fine.yaml", FINE),
        ("common/types.yaml", "X: { type: object }\n"),
    ];
    let dir = folder("made", &files);
    let response = bindery(
        &dir,
        &["new", "made", "fine.yaml", "--message-format", "json"],
    );
    assert_eq!(response.code, 0, "{}", response.err);
    let line: serde_json::Value = serde_json::from_str(&response.out).unwrap();
    assert_eq!(
        (&line["reason"], &line["dir"]),
        (&"created".into(), &"made".into())
    );
    let made = dir.join("made");
    for (path, text) in files {
        assert_eq!(
            fs::read_to_string(made.join("specs").join(path)).unwrap(),
            text
        );
    }
    let manifest = fs::read_to_string(made.join("Cargo.toml")).unwrap();
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let wanted = format!("bindery = {{ path = {checkout:?} }}");
    assert!(manifest.contains(&wanted), "{manifest}");
    // The files equal those of the workspace's own build.
    let response = bindery(&made, &["check"]);
    assert_eq!(
        (response.code, response.out.as_str()),
        (0, "generated is up to date\n")
    );
}

#[test]
fn a_workspace_depends_on_a_git_repository() {
    let dir = folder("git_source", &[("pets.yaml", PETS)]);
    let repository = dir.join("repository");
    fs::create_dir_all(repository.join("src")).unwrap();
    let manifest = "[package]\nname = \"bindery\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    fs::write(repository.join("Cargo.toml"), manifest).unwrap();
    fs::write(repository.join("src/lib.rs"), "").unwrap();
    for arguments in [
        &["init", "--quiet"][..],
        &["add", "."],
        &[
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.com",
            "commit",
            "--quiet",
            "-m",
            "One",
        ],
    ] {
        let git = Command::new("git")
            .args(arguments)
            .current_dir(&repository)
            .status();
        assert!(git.unwrap().success(), "{arguments:?}");
    }
    let url = format!("file://{}", repository.display());
    let response = bindery(&dir, &["new", "made", "pets.yaml", "--bindery", &url]);
    assert_eq!(response.code, 0, "{}", response.err);
    let line = format!("bindery = {{ git = \"{url}\" }}");
    assert!(response.out.contains(&line), "{}", response.out);
    let manifest = fs::read_to_string(dir.join("made/Cargo.toml")).unwrap();
    assert!(manifest.contains(&line), "{manifest}");
}

/// Features by tag are generated for large documents. A workspace has them as well as a crate.
#[test]
fn a_workspace_has_the_features_of_a_crate() {
    let mut large = "openapi: 3.0.3\ninfo: { title: Large, version: '1' }\npaths:\n".to_owned();
    for index in 0..301 {
        large.push_str(&format!(
            "  /p{index}: {{ get: {{ operationId: get{index}, tags: [t{}], responses: {{ '204': {{ description: None. }} }} }} }}\n",
            index % 3
        ));
    }
    let files = [("large.yaml", large.as_str()), ("pets.yaml", PETS)];
    let dir = folder("features", &files);
    let features = |path: &str| {
        let manifest = fs::read_to_string(dir.join(path)).unwrap();
        let (_, rest) = manifest.split_once("\n[features]\n").unwrap();
        rest.split_once("\n[").unwrap().0.trim().to_owned()
    };
    let documents = ["large.yaml", "pets.yaml"];
    for arguments in [["generate", "--out", "crate"], ["new", "made", "--quiet"]] {
        let arguments = match arguments {
            ["new", made, quiet] => [&["new", made], &documents[..], &[quiet]].concat(),
            arguments => [&arguments[..], &documents].concat(),
        };
        let response = bindery(&dir, &arguments);
        assert_eq!(response.code, 0, "{}", response.err);
    }
    assert!(features("crate/Cargo.toml").contains("all-operations"));
    assert_eq!(features("made/Cargo.toml"), features("crate/Cargo.toml"));
    let config = fs::read_to_string(dir.join("made/specs/bindery.toml")).unwrap();
    assert!(
        config.contains("[api.\"large\"]\nfeatures = \"tags\"\n"),
        "{config}"
    );
    assert!(!config.contains("pets"), "{config}");
    // A build finds nothing to do.
    let response = bindery(&dir.join("made"), &["check"]);
    assert_eq!(
        (response.code, response.out.as_str()),
        (0, "generated is up to date\n")
    );
}

#[test]
fn completions_and_man_pages_list_every_command() {
    let dir = folder("manual", &[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let response = bindery(&dir, &["completions", shell]);
        assert_eq!(response.code, 0, "{shell}: {}", response.err);
        for command in ["generate", "lint", "completions"] {
            assert!(response.out.contains(command), "{shell}: {command}");
        }
    }
    let response = bindery(&dir, &["completions", "cmd"]);
    assert_eq!(response.code, 2);
    assert!(response.err.contains("bash"), "{}", response.err);

    let response = bindery(&dir, &["man"]);
    assert_eq!(response.code, 0);
    assert!(response.out.contains(".TH bindery 1"), "{}", response.out);
    assert_eq!(bindery(&dir, &["man", "--out", "pages"]).code, 0);
    let page = fs::read_to_string(dir.join("pages/bindery-generate.1")).unwrap();
    assert!(page.contains("crate\\-name"), "{page}");
    fs::write(dir.join("file"), "").unwrap();
    let response = bindery(&dir, &["man", "--out", "file"]);
    assert_eq!(response.code, 1);
    assert!(response.err.starts_with("error[io]"), "{}", response.err);
}
