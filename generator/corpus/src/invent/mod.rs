//! Which documents could nobody have written? Random schemas, each with random values, some of
//! which fit and some of which do not.
//!
//! The documents are ordinary ones: the values stand as examples of request bodies, so that they go
//! the same way as the examples of real documents. The same seed makes the same documents.

mod damage;
mod name;
mod schema;
mod value;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use schema::Schema;
use serde_json::{Map, Value, json};
use std::path::Path;

/// How much to invent.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many documents.
    pub documents: usize,
    /// How many schemas in each.
    pub schemas: usize,
    /// How many values for each schema; as many damaged ones come on top.
    pub values: usize,
    /// What it all follows from.
    pub seed: u64,
}

/// Writes the documents into a folder.
pub fn write(folder: &Path, plan: Plan) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for number in 0..plan.documents {
        let path = folder.join(format!("invented-{number:03}.json"));
        let document = document(plan, number)?;
        let text = serde_json::to_string_pretty(&document).map_err(|error| error.to_string())?;
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

fn document(plan: Plan, number: usize) -> Result<Value, String> {
    let mut runner = runner(plan.seed, number);
    let schemas = (0..plan.schemas)
        .map(|_| draw(&schema::any(plan.schemas), &mut runner))
        .collect::<Result<Vec<Schema>, String>>()?;
    let mut components = Map::new();
    let mut paths = Map::new();
    for (index, schema) in schemas.iter().enumerate() {
        let mut examples = Map::new();
        for at in 0..plan.values {
            let good = draw(&value::of(schema, &schemas, DEPTH), &mut runner)?;
            let bad = draw(&damage::of(good.clone()), &mut runner)?;
            examples.insert(format!("good{at}"), json!({ "value": good }));
            examples.insert(format!("bad{at}"), json!({ "value": bad }));
        }
        components.insert(name::component(index), schema.to_json());
        let reference = json!({"$ref": format!("#/components/schemas/{}", name::component(index))});
        let operation = json!({
            "operationId": format!("try{index}"),
            "requestBody": {"content": {"application/json": {
                "schema": reference,
                "examples": examples,
            }}},
            "responses": {"200": {
                "description": "The same.",
                "content": {"application/json": {"schema": reference}},
            }},
        });
        paths.insert(format!("/{index}"), json!({ "post": operation }));
    }
    Ok(json!({
        "openapi": "3.0.3",
        "info": {"title": format!("Invented {number}"), "version": "1"},
        "paths": paths,
        "components": {"schemas": components},
    }))
}

/// How deep a value follows references, which could be endless.
const DEPTH: u32 = 4;

fn runner(seed: u64, number: usize) -> TestRunner {
    TestRunner::new_with_rng(Config::default(), rng(seed, number))
}

/// Random numbers for one document.
pub fn rng(seed: u64, number: usize) -> TestRng {
    let mut bytes = [0_u8; 32];
    let parts = [seed, number as u64];
    for (to, from) in bytes
        .iter_mut()
        .zip(parts.iter().flat_map(|part| part.to_le_bytes()))
    {
        *to = from;
    }
    TestRng::from_seed(RngAlgorithm::ChaCha, &bytes)
}

fn draw<S: Strategy>(strategy: &S, runner: &mut TestRunner) -> Result<S::Value, String> {
    strategy
        .new_tree(runner)
        .map(|tree| tree.current())
        .map_err(|reason| reason.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: Plan = Plan {
        documents: 1,
        schemas: 12,
        values: 3,
        seed: 7,
    };

    #[test]
    fn a_seed_makes_one_document() {
        let one = document(PLAN, 0).unwrap();
        assert_eq!(one, document(PLAN, 0).unwrap());
        assert_ne!(one, document(PLAN, 1).unwrap());
        assert_ne!(one, document(Plan { seed: 8, ..PLAN }, 0).unwrap());
    }

    #[test]
    fn every_schema_has_its_values() {
        let document = document(PLAN, 0).unwrap();
        let examples = document
            .pointer("/paths/~111/post/requestBody/content/application~1json/examples")
            .unwrap();
        assert_eq!(examples.as_object().unwrap().len(), 6);
    }
}
