//! Do any bytes end in diagnostics or in a crate?
#![no_main]

#[path = "../../tests/hostile/bound.rs"]
mod bound;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let dir = std::env::temp_dir().join(format!("bindery-fuzz-{}", std::process::id()));
    bound::linted(&dir, "bytes", data);
    if let Ok(files) = bound::bound(&dir, "bytes", data) {
        bound::is_sound(&files);
    }
});
