//! Does a schema allow null?
//!
//! Asked before the schema is lowered, because the one that refers to it has to know.

use super::JsonType;
use super::view::{SchemaRef, Site, View};
use crate::diagnostic::Pointer;
use crate::limits::Limit;
use crate::lower::context::Lowering;
use crate::lower::reference::target;
use openapiv3::{ReferenceOr, Schema};
use std::collections::BTreeSet;

impl<'d> Lowering<'d> {
    /// Whether what a `$ref` points at allows null.
    pub(super) fn nullable_target(&mut self, reference: &str) -> bool {
        self.target_within(reference, 0)
    }

    /// Whether a schema or a reference to one allows null.
    pub(super) fn nullable(&mut self, site: &Site<'d>) -> bool {
        self.site_within(site, 0)
    }

    fn target_within(&mut self, reference: &str, depth: usize) -> bool {
        let Some(pointer) = target(reference) else {
            return false;
        };
        if let Some(known) = self.nullables.get(&pointer) {
            return *known;
        }
        // A chain of references is walked, however long it is.
        let Some((schema, end)) = self.end_of(pointer.clone()) else {
            return false;
        };
        // A schema that is null if it is null is not null by itself.
        self.nullables.insert(pointer.clone(), false);
        let nullable = self.site_within(&Site::new(schema, end), depth + 1);
        self.nullables.insert(pointer, nullable);
        nullable
    }

    /// The first schema behind a pointer that is no reference, and where it stands.
    fn end_of(&mut self, mut at: Pointer) -> Option<(&'d ReferenceOr<Schema>, Pointer)> {
        let mut seen = BTreeSet::new();
        loop {
            let schema = self.references.schema(&at)?;
            let ReferenceOr::Reference { reference } = schema else {
                return Some((schema, at));
            };
            let next = target(reference)?;
            if !seen.insert(std::mem::replace(&mut at, next)) {
                return None;
            }
        }
    }

    fn site_within(&mut self, site: &Site<'d>, depth: usize) -> bool {
        if depth > self.limits.of(Limit::SchemaDepth) {
            return false;
        }
        let schema = match site.schema {
            SchemaRef::To(reference) => return self.target_within(reference, depth + 1),
            SchemaRef::Is(schema) => schema,
        };
        if schema.schema_data.nullable {
            return true;
        }
        let view = View::of(schema, &site.pointer);
        if view.kind == Some(JsonType::Null) {
            return true;
        }
        if let Some(values) = &view.values {
            return values.iter().any(serde_json::Value::is_null);
        }
        let in_unions = view.unions.iter().any(|union| {
            let mut sites = union.sites.iter();
            sites.any(|site| self.site_within(site, depth + 1))
        });
        let mut all = view.all.iter();
        in_unions || (!view.all.is_empty() && all.all(|site| self.site_within(site, depth + 1)))
    }
}
