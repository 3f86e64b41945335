//! Which schema does a name stand for that it gives itself: `$id`, `$anchor`, `$dynamicAnchor`?
//! (JSON Schema Core 2020-12, section 8.2; `$self` of OpenAPI 3.2.)

use super::uri;
use crate::diagnostic::Pointer;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The names that were seen. Of two schemas with one name, the first is meant.
#[derive(Debug, Default)]
pub(super) struct Identifiers {
    /// Where the schema stands that has a URI.
    uris: BTreeMap<String, Pointer>,
    /// Where one stands that has a name within what a pointer leads to.
    anchors: BTreeMap<(Pointer, String), Pointer>,
    /// Where one stands that has a name anywhere in a file.
    in_files: BTreeMap<(usize, String), Pointer>,
}

/// A schema with a URI, or a whole file: what the references in it count from.
#[derive(Clone, Debug)]
pub(super) struct Resource {
    /// The URI, if it has one.
    pub(super) uri: Option<String>,
    /// Where it stands.
    pub(super) at: Pointer,
    /// Whether it is a part of a file.
    pub(super) within: bool,
    /// The source that it is a part of.
    pub(super) source: usize,
}

impl Resource {
    /// A file.
    pub(super) fn file(source: usize, at: Pointer) -> Self {
        Self {
            uri: None,
            at,
            within: false,
            source,
        }
    }

    /// The URI that a reference in it stands for, without its fragment.
    pub(super) fn uri_of(&self, reference: &str) -> String {
        uri::resolved(self.uri.as_deref(), reference)
    }
}

impl Identifiers {
    /// Records the identifier of an object. Returns the resource that it begins, if it does.
    pub(super) fn note(
        &mut self,
        map: &Map<String, Value>,
        around: &Resource,
        at: impl Fn() -> Pointer,
    ) -> Option<Resource> {
        if !map.keys().any(|key| key.starts_with('$') && key != "$ref") {
            return None;
        }
        let text = |key: &str| map.get(key).and_then(Value::as_str);
        let own = text("$id").or_else(|| text("$self"));
        let mut begun = None;
        // `#name` is how drafts before 2019-09 spell an anchor.
        if let Some(id) = own.filter(|id| !id.is_empty() && !id.starts_with('#')) {
            let uri = around.uri_of(id.split('#').next().unwrap_or_default());
            let at = at();
            self.uris.entry(uri.clone()).or_insert_with(|| at.clone());
            begun = Some(Resource {
                uri: Some(uri),
                within: at != around.at || around.within,
                at,
                source: around.source,
            });
        }
        let names = [
            text("$anchor"),
            text("$dynamicAnchor"),
            own.and_then(|id| id.strip_prefix('#')),
        ];
        for name in names.into_iter().flatten() {
            let resource = begun.as_ref().map_or(&around.at, |resource| &resource.at);
            let key = (resource.clone(), name.to_owned());
            self.anchors.entry(key).or_insert_with(&at);
            let key = (around.source, name.to_owned());
            self.in_files.entry(key).or_insert_with(&at);
        }
        begun
    }

    /// Where the schema with a URI stands.
    pub(super) fn uri(&self, uri: &str) -> Option<&Pointer> {
        self.uris.get(uri)
    }

    /// Where the schema with a name stands: in the resource, else anywhere in the file, as many
    /// documents have anchors that they take for the file's.
    pub(super) fn anchor(&self, name: &str, resource: &Pointer, source: usize) -> Option<&Pointer> {
        let key = (resource.clone(), name.to_owned());
        let in_file = || self.in_files.get(&(source, name.to_owned()));
        self.anchors.get(&key).or_else(in_file)
    }
}
