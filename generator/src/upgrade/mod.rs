//! How does a document of any version read as canonical OpenAPI 3.0? Knows nothing of Rust.
//!
//! Everything is rewritten where it stands; [`Moved`] remembers what changed its place.

mod coerce;
mod dynamic;
mod media_types;
mod mixed;
mod moved;
mod part;
mod references;
mod schema;
mod stream_definitions;
mod swagger;
mod version;
mod walk;

pub(crate) use coerce::integer;
pub use moved::Moved;
pub use version::Version;

use crate::diagnostic::Report;
use serde_json::Value;

/// A document in canonical 3.0.
#[derive(Debug)]
pub struct Upgraded {
    /// The tree.
    pub tree: Value,
    /// Where moved parts stood in the loaded tree.
    pub moved: Moved,
    /// The version that it was written in.
    pub version: Version,
}

/// Rewrites a document of a known version to canonical 3.0: what later versions spell otherwise,
/// and what real documents get wrong in a way that can only mean one thing. None, with an error,
/// for what is no OpenAPI document.
pub fn upgrade(mut tree: Value, report: &mut Report) -> Option<Upgraded> {
    if tree.is_null() && report.has_errors() {
        // It could not be read, which was reported.
        return None;
    }
    let version = version::detect(&tree, report)?;
    mixed::check(&tree, version, report);
    let mut moved = Moved::default();
    dynamic::resolve(&mut tree, &mut moved, report);
    if version == Version::Two {
        swagger::convert(&mut tree, &mut moved);
    }
    stream_definitions::place(&mut tree, &mut moved);
    media_types::copy(&mut tree, &mut moved);
    let moved = walk::walk(&mut tree, version, moved);
    Some(Upgraded {
        tree,
        moved,
        version,
    })
}
