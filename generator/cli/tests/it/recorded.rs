//! `bindery.lock` keeps the names of the previous run; `--rename` chooses them anew.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const FIRST: &str = "\
openapi: 3.0.3
info: { title: Shop, version: '1' }
paths:
  /orders: { get: { operationId: listOrders, responses: { '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } } } }
components:
  schemas:
    Order: { type: object, properties: { buyer: { type: object, properties: { name: { type: string } } }, sort: { type: string, enum: [ASC] } } }
";

/// Another `buyer`, and another value that reads like the first.
fn second() -> String {
    let refund = "    Refund: { type: object, properties: { buyer: { type: object, properties: { iban: { type: string } } } } }\n";
    let path = "  /refunds: { get: { operationId: listRefunds, responses: { '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Refund' } } } } } } }\n";
    let document = FIRST.replace("components:", &format!("{path}components:"));
    document.replace("[ASC]", "[asc, ASC]") + refund
}

fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("recorded")
        .join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(dir.join("specs")).unwrap();
    fs::write(dir.join("specs/shop.yaml"), FIRST).unwrap();
    dir
}

/// Whether the command succeeds, and what it prints.
fn bindery(dir: &Path, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .args(arguments)
        .current_dir(dir)
        .output()
        .unwrap();
    let printed = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(printed).unwrap())
}

fn lock(dir: &Path) -> String {
    fs::read_to_string(dir.join("generated/bindery.lock")).unwrap()
}

#[test]
fn names_stay_until_rename_is_asked_for() {
    let dir = folder("stay");
    let (done, printed) = bindery(&dir, &["generate"]);
    assert!(done, "{printed}");
    let buyer = "name shop type Order/buyer Buyer\n";
    let value = "name shop variant Order/sort#\"ASC\" Asc\n";
    assert!(lock(&dir).contains(buyer), "{}", lock(&dir));
    assert!(lock(&dir).contains(value), "{}", lock(&dir));

    fs::write(dir.join("specs/shop.yaml"), second()).unwrap();
    let (done, printed) = bindery(&dir, &["generate"]);
    assert!(done && !printed.contains("renamed"), "{printed}");
    for line in [buyer, value, "name shop type Refund/buyer RefundBuyer\n"] {
        assert!(lock(&dir).contains(line), "{line}{}", lock(&dir));
    }
    let (fresh, printed) = bindery(&dir, &["check"]);
    assert!(fresh, "{printed}");

    let (done, printed) = bindery(&dir, &["generate", "--rename"]);
    assert!(done, "{printed}");
    let notes = [
        "note: renamed Asc to AscUpper (shop: variant Order/sort#\"ASC\")\n",
        "note: renamed Buyer to OrderBuyer (shop: type Order/buyer)\n",
    ];
    for note in notes {
        assert!(printed.contains(note), "{printed}");
    }
    assert!(!lock(&dir).contains(buyer));
    let (fresh, printed) = bindery(&dir, &["check"]);
    assert!(fresh, "{printed}");
}

#[test]
fn entries_leave_with_their_items() {
    let dir = folder("leave");
    fs::write(dir.join("specs/shop.yaml"), second()).unwrap();
    assert!(bindery(&dir, &["generate"]).0);
    assert!(lock(&dir).contains("Refund"));
    fs::write(dir.join("specs/shop.yaml"), FIRST).unwrap();
    assert!(bindery(&dir, &["generate"]).0);
    assert!(!lock(&dir).contains("Refund"), "{}", lock(&dir));
}

#[test]
fn recorded_names_are_checked() {
    let dir = folder("untrusted");
    assert!(bindery(&dir, &["generate"]).0);
    let whole = lock(&dir);
    let buyer = "name shop type Order/buyer Buyer\n";
    let two = format!("{buyer}name shop type Order/buyer Owner\n");
    for (lines, reason) in [
        (
            "name shop type Order/buyer a;b\n",
            "this name is no identifier of Rust",
        ),
        (
            "name shop type Order/buyer\n",
            "a kind, a path and a name belong here",
        ),
        (
            "name shop thing Order/buyer Buyer\n",
            "there is no such kind of items",
        ),
        (
            two.as_str(),
            "two names are recorded for this item: keep one of the lines",
        ),
    ] {
        let text = whole.replace(buyer, lines);
        fs::write(dir.join("generated/bindery.lock"), &text).unwrap();
        let (done, printed) = bindery(&dir, &["generate"]);
        assert!(!done && printed.contains(reason), "{printed}");
        assert!(printed.contains("bindery.lock:"), "{printed}");
        assert_eq!(lock(&dir), text, "nothing is written");
    }
    // A name of the runtime, and one that another type has.
    for name in ["Client", "Order"] {
        let lines = format!("name shop type Order/buyer {name}\n");
        let text = whole.replace(buyer, &lines);
        fs::write(dir.join("generated/bindery.lock"), text).unwrap();
        let (done, printed) = bindery(&dir, &["generate"]);
        let note = format!("note: renamed {name} to Buyer (shop: type Order/buyer)");
        assert!(done && printed.contains(&note), "{printed}");
        assert_eq!(lock(&dir), whole);
    }
}

#[test]
fn both_sides_of_a_merge_keep_their_names() {
    let dir = folder("merge");
    assert!(bindery(&dir, &["generate"]).0);
    let buyer = "name shop type Order/buyer Buyer\n";
    let other = "name shop type Refund/buyer RefundBuyer\n";
    let conflict = format!("<<<<<<< ours\n{buyer}=======\n{other}>>>>>>> theirs\n");
    let text = lock(&dir).replace(buyer, &conflict);
    fs::write(dir.join("generated/bindery.lock"), text).unwrap();
    fs::write(dir.join("specs/shop.yaml"), second()).unwrap();
    let (done, printed) = bindery(&dir, &["generate"]);
    assert!(done, "{printed}");
    assert!(lock(&dir).contains(buyer) && lock(&dir).contains(other));
}

#[test]
fn diff_compares_what_would_be_generated() {
    let dir = folder("diff");
    fs::write(dir.join("new.yaml"), second()).unwrap();
    let (compatible, printed) = bindery(&dir, &["diff", "specs/shop.yaml", "new.yaml"]);
    assert!(compatible, "{printed}");
    assert!(!printed.contains("OrderBuyer"), "{printed}");
}
