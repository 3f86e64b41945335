//! `bindery conform`: recorded traffic against a document.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder(name: &str, document: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("conform")
        .join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    fs::write(dir.join("shop.yaml"), document).unwrap();
    dir
}

/// Exit code and the two outputs.
fn conform(dir: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .args(["conform", "shop.yaml"])
        .args(arguments)
        .current_dir(dir)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// A line of a recording.
fn line(method: &str, uri: &str, sent: &str, status: u16, media_type: &str, body: &str) -> String {
    let headers = |media_type: &str| match media_type {
        "" => json!([]),
        name => json!([["content-type", name]]),
    };
    let sent_type = if sent.is_empty() {
        ""
    } else {
        "application/json"
    };
    let line = json!({
        "request": {"method": method, "uri": uri, "headers": headers(sent_type), "body": sent},
        "response": {"status": status, "headers": headers(media_type), "body": body},
    });
    line.to_string() + "\n"
}

/// The same exchanges as a HAR file.
fn har(lines: &str) -> String {
    let entries: Vec<Value> = lines
        .lines()
        .map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            let (request, response) = (&line["request"], &line["response"]);
            let headers = |of: &Value| -> Value {
                let pairs = of["headers"].as_array().unwrap().iter();
                pairs.map(|pair| json!({"name": pair[0], "value": pair[1]})).collect()
            };
            let mut sent = json!({"method": request["method"], "url": request["uri"], "headers": headers(request)});
            if request["body"] != "" {
                sent["postData"] = json!({"mimeType": "application/json", "text": request["body"]});
            }
            let content = json!({"size": 1, "mimeType": "", "text": response["body"]});
            json!({"time": 1, "request": sent, "response": {"status": response["status"], "headers": headers(response), "content": content}})
        })
        .collect();
    json!({"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "entries": entries}})
        .to_string()
}

const THREE: &str = "\
openapi: 3.0.3
info: { title: Shop, version: '1' }
servers: [{ url: 'https://shop.example/v1' }]
paths:
  /pets/{id}:
    get:
      operationId: pet
      responses:
        '200':
          description: One.
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
    delete:
      operationId: deletePet
      responses: { '200': { description: None. } }
  /pets:
    post:
      operationId: addPet
      requestBody:
        content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
      responses:
        '200':
          description: One.
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
components:
  schemas:
    Pet:
      type: object
      required: [id, name, tag]
      properties:
        id: { type: integer, format: int64 }
        name: { type: string }
        tag: { type: string }
        owner: { $ref: '#/components/schemas/Owner' }
        sizes: { type: array, items: { type: integer } }
        closed: { type: object, additionalProperties: false, properties: { a: { type: string } } }
    Owner: { type: object, properties: { mail: { type: string } } }
";

fn traffic() -> String {
    let json = "application/json";
    let pet = r#"{"id":"secret-1","name":null,"owner":null,"sizes":[1.5],"more":"secret-2","closed":{"b":"secret-3"}}"#;
    [
        line(
            "GET",
            "http://localhost:1/v1/pets/secret-4?token=secret-5",
            "",
            200,
            json,
            pet,
        ),
        line(
            "GET",
            "http://localhost:1/v1/pets/secret-4",
            "",
            200,
            json,
            pet,
        ),
        line(
            "DELETE",
            "http://localhost:1/v1/pets/secret-4",
            "",
            200,
            json,
            r#"{"gone":"secret-6"}"#,
        ),
        line(
            "DELETE",
            "http://localhost:1/v1/pets/7",
            "",
            409,
            "application/problem+json",
            "{}",
        ),
        line(
            "POST",
            "http://localhost:1/v1/pets",
            r#"{"id":1,"name":"secret-7","tag":""}"#,
            201,
            json,
            r#"{"id":1,"name":"a","tag":"b"}"#,
        ),
        line(
            "GET",
            "http://localhost:1/v1/secret-8/pets",
            "",
            200,
            "text/html",
            "<secret-9>",
        ),
        line(
            "GET",
            "https://other.example/v1/secret-10",
            "",
            200,
            "text/html",
            "<p>",
        ),
    ]
    .concat()
}

#[test]
fn every_deviation_is_reported_once_and_no_value() {
    let dir = folder("report", THREE);
    fs::write(dir.join("t.jsonl"), traffic()).unwrap();
    fs::write(dir.join("t.har"), har(&traffic())).unwrap();
    let (code, out, err) = conform(&dir, &["t.jsonl"]);
    assert_eq!(code, 1, "{err}");
    for expected in [
        "the status 201 is not declared: seen once",
        "the status 409 is not declared: seen once",
        "the response has a body of `application/json`, but none is declared: seen once",
        "the required property `tag` is missing: seen 2 times",
        "the value is null, but the schema is not nullable: seen 2 times",
        "the value has the type string, which is not declared: seen 2 times",
        "the value has the type number, which is not declared: seen 2 times",
        "the property `more` is not declared: seen 2 times",
        "the property `b` is not declared: seen 2 times",
        "the operation `GET /{…}/{…}` is not declared: seen once",
        "shop.yaml:31:15",
        "#/components/schemas/Pet/properties/id",
    ] {
        assert!(out.contains(expected), "{expected}: {out}");
    }
    assert_eq!(out.matches("warning[").count(), 11, "{out}");
    for text in [&out, &err] {
        assert!(
            !text.contains("secret") && !text.contains("localhost"),
            "{text}"
        );
    }
    assert!(
        err.contains("5 of 7 exchanges belong to an operation"),
        "{err}"
    );
    assert_eq!(
        conform(&dir, &["t.har"]).1,
        out,
        "both formats are the same"
    );

    let (code, out, _) = conform(&dir, &["t.har", "--message-format", "json"]);
    let lines: Vec<Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!((code, lines.len()), (1, 11));
    let (_, out, _) = conform(&dir, &["t.har", "--message-format", "sarif"]);
    let log: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 11);
    assert!(!out.contains("secret"), "{out}");
}

/// Runs `--fix` until nothing is left to correct, and returns the configuration.
fn fixed(dir: &Path, traffic: &str) -> String {
    fs::write(dir.join("t.jsonl"), traffic).unwrap();
    for _ in 0..3 {
        let (code, out, err) = conform(dir, &["t.jsonl", "--fix"]);
        assert!(
            !out.contains("secret") && !err.contains("secret"),
            "{out}{err}"
        );
        if code == 0 && !out.contains("fixes added") {
            let output = Command::new(env!("CARGO_BIN_EXE_bindery"))
                .args([
                    "generate",
                    "shop.yaml",
                    "--config",
                    "bindery.toml",
                    "--out",
                    "out",
                ])
                .current_dir(dir)
                .output()
                .unwrap();
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
            return fs::read_to_string(dir.join("bindery.toml")).unwrap();
        }
    }
    panic!(
        "not true after three runs: {}",
        conform(dir, &["t.jsonl"]).1
    );
}

#[test]
fn the_fixes_make_the_document_true_and_existing_entries_stay() {
    let dir = folder("three", THREE);
    let existing =
        "# A comment.\n[[api.shop.fix]]\nat = \"#/info/title\"\nexpect = \"Shop\"\nset = \"Store\"";
    fs::write(dir.join("bindery.toml"), existing).unwrap();
    let without_operation: String = traffic()
        .lines()
        .filter(|line| !line.contains("secret-8"))
        .map(|line| format!("{line}\n"))
        .collect();
    let config = fixed(&dir, &without_operation);
    assert!(
        config.starts_with(&format!("{existing}\n\n[[api.shop.fix]]\n")),
        "{config}"
    );
    for expected in [
        "at = \"#/components/schemas/Pet/required\"\nexpect = [\"id\", \"name\", \"tag\"]\nset = [\"id\", \"name\"]\nbecause = \"the required property `tag` is missing (2 times)\"",
        "at = \"#/components/schemas/Pet/properties/name/nullable\"\nset = true",
        "at = \"#/components/schemas/Pet/properties/closed/properties/b\"\nset = { \"type\" = \"string\" }",
        "at = \"#/paths/~1pets/post/responses/201\"\nset = { \"description\" = \"One.\"",
        "at = \"#/paths/~1pets~1{id}/delete/responses/200/content\"",
    ] {
        assert!(config.contains(expected), "{expected}: {config}");
    }
    assert!(!config.contains("secret"), "{config}");
}

#[test]
fn fixes_are_written_in_the_dialect_of_the_document() {
    let newer = "\
openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /a:
    get:
      operationId: a
      responses:
        '200':
          description: One.
          content:
            application/json:
              schema:
                properties:
                  text: { type: string }
                  either: { type: [string, integer] }
                  mixed: { type: integer }
                  part: { $ref: '#/components/schemas/Part' }
                  choice: { type: string, enum: [x, y] }
components: { schemas: { Part: { type: object, properties: { a: { type: string } } } } }
";
    let json = "application/json";
    let lines = [
        line(
            "GET",
            "/a",
            "",
            200,
            json,
            r#"{"text":null,"either":null,"mixed":1,"part":null,"choice":null}"#,
        ),
        line("GET", "/a", "", 200, json, r#"{"mixed":"secret"}"#),
        line(
            "GET",
            "/a",
            "",
            200,
            "application/hal+json",
            r#"{"text":"secret"}"#,
        ),
    ];
    let config = fixed(&folder("newer", newer), &lines.concat());
    for expected in [
        "set = [\"string\", \"null\"]",
        "set = [\"string\", \"integer\", \"null\"]",
        "set = { \"type\" = [\"integer\", \"string\"] }",
        "set = { \"anyOf\" = [{ \"$ref\" = \"#/components/schemas/Part\" }, { \"type\" = \"null\" }] }",
        "content/application~1hal+json\"",
    ] {
        assert!(config.contains(expected), "{expected}: {config}");
    }
    let older = "\
swagger: '2.0'
info: { title: Shop, version: '1' }
basePath: /api
paths:
  /a:
    get:
      operationId: a
      produces: [application/json]
      responses:
        '200': { description: One., schema: { $ref: '#/definitions/A' } }
    delete:
      operationId: b
      responses: { '200': { description: None. } }
definitions:
  A: { type: object, required: [id], properties: { id: { type: integer }, part: { $ref: '#/definitions/A' } } }
";
    let lines = [
        line("GET", "/api/a", "", 200, json, r#"{"id":null,"part":null}"#),
        line(
            "GET",
            "/api/a",
            "",
            200,
            "application/vnd.x+json",
            r#"{"id":1}"#,
        ),
        line("DELETE", "/api/a", "", 200, json, r#"["secret"]"#),
        line("DELETE", "/api/a", "", 202, "", ""),
    ];
    let config = fixed(&folder("older", older), &lines.concat());
    for expected in [
        "properties/id/x-nullable\"\nset = true",
        "set = { \"allOf\" = [{ \"$ref\" = \"#/definitions/A\" }], \"x-nullable\" = true }",
        "expect = [\"application/json\"]\nset = [\"application/json\", \"application/vnd.x+json\"]",
        "delete/responses/200/schema\"\nset = {}",
        "delete/responses/202\"",
    ] {
        assert!(config.contains(expected), "{expected}: {config}");
    }
}

#[test]
fn bad_input_is_an_error_and_writes_no_fix() {
    let dir = folder("bad", THREE);
    let good = traffic();
    for (text, expected) in [
        (
            good.as_bytes()[..good.len() - 9].to_vec(),
            "the file is truncated",
        ),
        (
            har(&good).into_bytes()[..900].to_vec(),
            "the file is truncated",
        ),
        (
            b"{\"request\":{\"method\":\"\xff\"}}".to_vec(),
            "this is not JSON",
        ),
        (
            line("GET", "https://h/secret", "", 200, "", "").into_bytes(),
            "none of the 1 exchanges",
        ),
        (Vec::new(), "it contains no exchange"),
    ] {
        fs::write(dir.join("t"), text).unwrap();
        let (code, out, err) = conform(&dir, &["t", "--fix"]);
        assert_eq!((code, out.as_str()), (1, ""));
        assert!(err.contains(expected) && !err.contains("secret"), "{err}");
        assert!(!dir.join("bindery.toml").exists());
    }
    assert_eq!(conform(&dir, &["absent"]).0, 2);
    // The form that the entries cannot be appended to.
    let inline =
        "[api.shop]\nfix = [{ at = \"/info/title\", expect = \"Shop\", set = \"Store\" }]\n";
    fs::write(dir.join("bindery.toml"), inline).unwrap();
    fs::write(dir.join("t"), good).unwrap();
    let (code, _, err) = conform(&dir, &["t", "--fix"]);
    assert!(code == 1 && err.contains("is unchanged"), "{err}");
    assert_eq!(
        fs::read_to_string(dir.join("bindery.toml")).unwrap(),
        inline
    );
}
