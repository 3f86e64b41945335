//! Do the examples of a crate fit the document: formats, lengths, patterns, bounds and examples?
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bindery::Generator;
use std::fs;
use std::path::Path;

const PAYMENTS: &str = r#"
openapi: 3.0.3
info: { title: Payments, version: '1' }
servers: [{ url: 'https://payments.example' }]
paths:
  /payments/{id}:
    post:
      operationId: pay
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, format: uuid } }
        - { name: limit, in: query, required: true, schema: { type: integer, minimum: 20, maximum: 50 } }
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [currency, amount, rate, iban, codes]
              properties:
                currency: { type: string, maxLength: 3, minLength: 1 }
                amount: { type: string, pattern: '^-?\d{0,10}(?:\.\d{0,2})?$' }
                rate: { type: number, exclusiveMinimum: true, minimum: 4 }
                iban: { $ref: '#/components/schemas/Iban' }
                codes: { type: array, minItems: 2, items: { type: string } }
      responses: { '204': { description: ok } }
components:
  schemas:
    Iban: { type: string, maxLength: 34, example: DE02100100100006820101 }
"#;

#[test]
fn programs_and_curl_commands_fit_the_document() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples");
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    fs::write(dir.join("payments.yaml"), PAYMENTS).unwrap();
    fs::write(dir.join("bindery.toml"), "[crate]\ndocs = true\n").unwrap();
    let generator = Generator::of([dir.join("payments.yaml")]).config(dir.join("bindery.toml"));
    let generated = generator.generate().unwrap();
    let uuid = "320e2af6-13ec-498d-8b51-daba52c37853";
    let readme = generated.file("README.md").unwrap();
    for expected in [
        format!("{uuid:?}").as_str(),
        "20",
        "\"cur\"",
        "\"0.0\"",
        "\"DE02100100100006820101\"",
        "[\"codes\", \"codes\"]",
    ] {
        assert!(readme.contains(expected), "{expected}: {readme}");
    }
    let page = generated.file("docs/payments/README.md").unwrap();
    for expected in [
        format!("/payments/{uuid}?limit=20").as_str(),
        "\"currency\": \"cur\"",
        "\"amount\": \"0.0\"",
        "\"iban\": \"DE02100100100006820101\"",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
}
