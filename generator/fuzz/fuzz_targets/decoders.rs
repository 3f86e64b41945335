//! Is everything that a service sends read as it has to be? The first byte chooses what reads.
#![no_main]

use bindery_runtime::attack::TARGETS;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Some((&first, rest)) = data.split_first() {
        let (_, target) = TARGETS[usize::from(first) % TARGETS.len()];
        target(rest);
    }
});
