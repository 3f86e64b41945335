//! What the functions of `pass/killers` make is what the document says.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use golden::killers::operations::EverythingRequest;
use golden::killers::types::Defaults;
use serde_json::{Value, json, to_value};

#[test]
fn functions_make_the_defaults_of_the_document() {
    let made: [(Value, Value); 11] = [
        (to_value(Defaults::tags_default()).unwrap(), json!(["a", "b\"c"])),
        (to_value(Defaults::list_default()).unwrap(), json!([])),
        (to_value(Defaults::kinds_default()).unwrap(), json!(["second", "first"])),
        (to_value(Defaults::days_default()).unwrap(), json!(["2026-01-31"])),
        (to_value(Defaults::big_default()).unwrap(), json!(-7)),
        (to_value(Defaults::map_default()).unwrap(), json!({"x": [1.0, -2.5], "y z": []})),
        (to_value(Defaults::pair_default()).unwrap(), json!(["a", 1])),
        (
            to_value(Defaults::object_default()).unwrap(),
            json!({"by": "name", "nested": {"by": "b", "extra": [1]}}),
        ),
        (to_value(Defaults::either_default()).unwrap(), json!({"by": "name"})),
        (to_value(Defaults::tagged_default()).unwrap(), json!({"kind": "age", "age": 3})),
        (
            to_value(Defaults::anything_default()).unwrap(),
            json!({"a": [1, 2.5, null, true, "x"], "b": {}}),
        ),
    ];
    for (made, said) in made {
        assert_eq!(made, said);
    }
    assert_eq!(Defaults::default_names(), ["n"]);
}

#[test]
fn what_a_function_makes_can_be_given_to_a_setter() {
    let defaults = Defaults::new().tags(Defaults::tags_default());
    assert_eq!(to_value(&defaults).unwrap(), json!({"tags": ["a", "b\"c"]}));
    assert_eq!(EverythingRequest::tags_default(), ["a", "b"]);
}
