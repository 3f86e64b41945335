//! What does a `$ref` point at? (Reference Object.)
//!
//! References into `components` lead to parts that are already read; any other pointer into the
//! document is read when it is first asked for, and kept.

use crate::check::Document;
use crate::diagnostic::Pointer;
use crate::load::decoded;
use crate::openapi::objects::ObjectKind;
use crate::openapi::objects::component_key;
use openapiv3::{Parameter, ReferenceOr, RequestBody, Response, Schema, SecurityScheme};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use typed_arena::Arena;

/// Keeps what is read on demand for as long as a document is lowered.
#[derive(Default)]
pub(super) struct Arenas {
    schemas: Arena<ReferenceOr<Schema>>,
    parameters: Arena<ReferenceOr<Parameter>>,
    bodies: Arena<ReferenceOr<RequestBody>>,
    responses: Arena<ReferenceOr<Response>>,
    schemes: Arena<ReferenceOr<SecurityScheme>>,
}

/// Finds what references point at.
pub(super) struct References<'d> {
    document: &'d Document,
    arenas: &'d Arenas,
    schemas: BTreeMap<Pointer, Option<&'d ReferenceOr<Schema>>>,
}

/// A part of a document that can be referred to, with the place where it stands.
pub(super) type Resolved<'d, T> = (&'d T, Pointer);

impl<'d> References<'d> {
    pub(super) fn new(document: &'d Document, arenas: &'d Arenas) -> Self {
        Self {
            document,
            arenas,
            schemas: BTreeMap::new(),
        }
    }

    /// The schema at a pointer, which may be a reference itself.
    pub(super) fn schema(&mut self, pointer: &Pointer) -> Option<&'d ReferenceOr<Schema>> {
        if let Some(key) = component(pointer, ObjectKind::Schema)
            && let Some(found) = self.document.schemas.get(&key)
        {
            return Some(found);
        }
        if let Some(known) = self.schemas.get(pointer) {
            return *known;
        }
        let read = self.read(pointer);
        let found = read.map(|schema| &*self.arenas.schemas.alloc(schema));
        self.schemas.insert(pointer.clone(), found);
        found
    }

    /// The parameter behind a reference or in place.
    pub(super) fn parameter(
        &self,
        start: &'d ReferenceOr<Parameter>,
        pointer: &Pointer,
    ) -> Option<Resolved<'d, Parameter>> {
        self.follow(start, pointer, |at| {
            let known = component(at, ObjectKind::Parameter);
            known
                .and_then(|key| self.document.parameters.get(&key))
                .or_else(|| Some(self.arenas.parameters.alloc(self.read(at)?)))
        })
    }

    /// The request body behind a reference or in place.
    pub(super) fn body(
        &self,
        start: &'d ReferenceOr<RequestBody>,
        pointer: &Pointer,
    ) -> Option<Resolved<'d, RequestBody>> {
        self.follow(start, pointer, |at| {
            let known = component(at, ObjectKind::RequestBody);
            known
                .and_then(|key| self.document.request_bodies.get(&key))
                .or_else(|| Some(self.arenas.bodies.alloc(self.read(at)?)))
        })
    }

    /// The response behind a reference or in place.
    pub(super) fn response(
        &self,
        start: &'d ReferenceOr<Response>,
        pointer: &Pointer,
    ) -> Option<Resolved<'d, Response>> {
        self.follow(start, pointer, |at| {
            let known = component(at, ObjectKind::Response);
            known
                .and_then(|key| self.document.responses.get(&key))
                .or_else(|| Some(self.arenas.responses.alloc(self.read(at)?)))
        })
    }

    /// The security scheme behind a reference or in place.
    pub(super) fn scheme(
        &self,
        start: &'d ReferenceOr<SecurityScheme>,
        pointer: &Pointer,
    ) -> Option<Resolved<'d, SecurityScheme>> {
        self.follow(start, pointer, |at| {
            let known = component(at, ObjectKind::SecurityScheme);
            known
                .and_then(|key| self.document.security_schemes.get(&key))
                .or_else(|| Some(self.arenas.schemes.alloc(self.read(at)?)))
        })
    }

    /// The raw value at a pointer, for what `openapiv3` does not keep.
    pub(super) fn raw(&self, pointer: &Pointer) -> Option<&'d serde_json::Value> {
        pointer.find(&self.document.tree)
    }

    /// The raw value at a pointer, behind all references, with the place where it stands.
    pub(super) fn behind(&self, pointer: &Pointer) -> Option<(Pointer, &'d serde_json::Value)> {
        let mut at = pointer.clone();
        let mut seen = BTreeSet::new();
        while seen.insert(at.clone()) {
            let value = self.raw(&at)?;
            match value.get("$ref").and_then(serde_json::Value::as_str) {
                Some(reference) => at = target(reference)?,
                None => return Some((at, value)),
            }
        }
        None
    }

    fn read<T: DeserializeOwned>(&self, pointer: &Pointer) -> Option<T> {
        T::deserialize(self.raw(pointer)?).ok()
    }

    fn follow<T>(
        &self,
        start: &'d ReferenceOr<T>,
        pointer: &Pointer,
        find: impl Fn(&Pointer) -> Option<&'d ReferenceOr<T>>,
    ) -> Option<Resolved<'d, T>> {
        let mut current = start;
        let mut at = pointer.clone();
        let mut seen = BTreeSet::new();
        loop {
            match current {
                ReferenceOr::Item(item) => return Some((item, at)),
                ReferenceOr::Reference { reference } => {
                    at = target(reference)?;
                    if !seen.insert(at.clone()) {
                        return None;
                    }
                    current = find(&at)?;
                }
            }
        }
    }
}

/// The pointer that a `$ref` into this document holds; none for one into another document.
pub(super) fn target(reference: &str) -> Option<Pointer> {
    let fragment = reference.strip_prefix('#')?;
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return None;
    }
    if !fragment.contains(['%', '~']) {
        return Some(Pointer::from_escaped(fragment));
    }
    // Taken apart and put together, so that one place has one spelling: the fragment of a URI may
    // be percent-encoded (RFC 6901, section 6).
    let mut pointer = Pointer::root();
    for step in Pointer::from_escaped(decoded(fragment)).steps() {
        pointer = pointer.child(&step);
    }
    Some(pointer)
}

/// The key of a component of this kind, if the pointer leads to one.
pub(super) fn component(pointer: &Pointer, kind: ObjectKind) -> Option<String> {
    component_key(pointer.as_str(), kind).map(Pointer::unescape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_place_has_one_spelling() {
        let expected = Pointer::root().child("paths").child("/a b");
        assert_eq!(target("#/paths/~1a%20b"), Some(expected.clone()));
        assert_eq!(target("#/paths/%7e1a%20b"), Some(expected));
        assert_eq!(target("#"), Some(Pointer::root()));
        assert_eq!(target("other.yaml#/x"), None);
        assert_eq!(target("#anchor"), None);
        assert_eq!(decoded("100%"), "100%");
    }

    #[test]
    fn only_whole_components_are_components() {
        let schema = target("#/components/schemas/a~1b").unwrap();
        assert_eq!(
            component(&schema, ObjectKind::Schema).as_deref(),
            Some("a/b")
        );
        assert_eq!(component(&schema, ObjectKind::Response), None);
        let inner = schema.child("properties");
        assert_eq!(component(&inner, ObjectKind::Schema), None);
    }
}
