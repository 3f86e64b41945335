//! Does a sound document that was changed end in diagnostics or in a crate? Two bytes choose the
//! document and another one, and nine more each what is changed, how, and into what.
#![no_main]

#[path = "../../tests/hostile/bound.rs"]
mod bound;
#[path = "../../tests/hostile/changes.rs"]
mod changes;

use changes::Change;
use serde_json::Value;
use std::path::Path;
use std::sync::LazyLock;

static SEEDS: LazyLock<Vec<(String, Value)>> =
    LazyLock::new(|| changes::seeds(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/pass")));

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((&[seed, other], rest)) = data.split_first_chunk::<2>() else {
        return;
    };
    let number = |bytes: &[u8]| {
        bytes
            .iter()
            .fold(0, |all, byte| all << 8 | usize::from(*byte))
    };
    let changes: Vec<Change> = rest
        .chunks_exact(9)
        .take(8)
        .map(|bytes| (number(&bytes[..4]), bytes[4], number(&bytes[5..])))
        .collect();
    let tree = |number: u8| &SEEDS[usize::from(number) % SEEDS.len()].1;
    let tree = changes::changed(tree(seed).clone(), tree(other), &changes);
    let text = tree.to_string();
    let dir = std::env::temp_dir().join(format!("bindery-fuzz-{}", std::process::id()));
    bound::linted(&dir, "changed", text.as_bytes());
    if let Ok(files) = bound::bound(&dir, "changed", text.as_bytes()) {
        bound::is_sound(&files);
    }
});
