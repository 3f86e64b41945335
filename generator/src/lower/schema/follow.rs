//! What does a schema look like behind its references, for unions that have to know?

use super::Use;
use super::enumeration::common_kind;
use super::view::{Kind, SchemaRef, Site, View};
use crate::ir::Type;
use crate::lower::context::{Lowering, Way};
use crate::lower::reference::target;
use serde_json::Value;
use std::collections::BTreeSet;

/// A schema for strings.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// The values that it lists.
    pub(super) values: Option<Vec<Value>>,
}

impl<'d> Lowering<'d> {
    /// The schema behind a chain of references.
    pub(super) fn followed(&mut self, site: &Site<'d>) -> Option<View<'d>> {
        let mut site = site.clone();
        let mut seen = BTreeSet::new();
        loop {
            match site.schema {
                SchemaRef::Is(schema) => return Some(View::of(schema, &site.pointer)),
                SchemaRef::To(reference) => {
                    let pointer = target(reference)?;
                    if !seen.insert(pointer.clone()) {
                        return None;
                    }
                    let schema = self.references.schema(&pointer)?;
                    site = Site::new(schema, pointer);
                }
            }
        }
    }

    /// Whether a variant is null and nothing else.
    pub(super) fn is_null(&mut self, site: &Site<'d>) -> bool {
        self.followed(site).is_some_and(|view| {
            let listed = view.values.as_deref();
            view.kind == Some(Kind::Null)
                || listed.is_some_and(|values| values.iter().all(Value::is_null))
                // How documents of 3.0 say "or null" where they cannot say `type: "null"`.
                || (view.nullable && !view.has_structure())
        })
    }

    /// Whether a variant is a string of any kind.
    pub(super) fn as_text(&mut self, site: &Site<'d>) -> Option<Text> {
        let view = self.followed(site)?;
        if !view.all.is_empty() || !view.unions.is_empty() {
            return None;
        }
        let kind = match (&view.kind, &view.values) {
            (None, Some(values)) => common_kind(values)?,
            (kind, _) => (*kind)?,
        };
        (kind == Kind::Text).then_some(Text {
            values: view.values,
        })
    }

    /// Gives the type at a place the prose of the schema around it.
    pub(super) fn redescribe(&mut self, way: &Way, used: &Use) {
        if let (Some(slot), Type::Named(id)) = (way.slot(), &used.ty)
            && slot == *id
        {
            self.describe(slot, &used.said);
        }
    }
}
