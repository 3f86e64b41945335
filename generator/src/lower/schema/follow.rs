//! What does a schema look like behind its references, for unions that have to know?

use super::Use;
use super::enumeration::common_kind;
use super::view::{JsonType, SchemaRef, Site, View};
use crate::ir::{TextFormat, Type};
use crate::lower::context::{InlineName, Lowering};
use crate::lower::reference::target;
use serde_json::Value;
use std::collections::BTreeSet;

/// A schema for strings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    /// Whether it lists its values.
    pub(super) lists_values: bool,
    /// Whether it has a type of its own, which not every text is.
    pub(super) is_typed: bool,
}

/// The view of a schema that unions need.
#[derive(Clone, Copy, Debug)]
pub(in crate::lower) struct Outline {
    /// It is null and nothing else.
    null: bool,
    /// It is a string of any kind.
    text: Option<Text>,
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
        self.outline(site).is_some_and(|outline| outline.null)
    }

    /// Whether a variant is a string of any kind.
    pub(super) fn as_text(&mut self, site: &Site<'d>) -> Option<Text> {
        self.outline(site)?.text
    }

    /// A schema behind its references. Many unions can refer to one schema, so the target of a
    /// reference is examined once.
    fn outline(&mut self, site: &Site<'d>) -> Option<Outline> {
        let SchemaRef::To(reference) = site.schema else {
            return self.followed(site).as_ref().map(|it| self.outline_of(it));
        };
        let pointer = target(reference)?;
        if let Some(known) = self.outlines.get(&pointer) {
            return *known;
        }
        let found = self.followed(site);
        let found = found.as_ref().map(|view| self.outline_of(view));
        self.outlines.insert(pointer, found);
        found
    }

    /// Gives the type at a place the prose of the schema around it.
    pub(super) fn redescribe(&mut self, way: &InlineName, used: &Use) {
        if let (Some(slot), Type::Named(id)) = (way.slot(), &used.ty)
            && slot == *id
        {
            self.describe(slot, &used.said);
        }
    }

    /// The view of it that unions need.
    fn outline_of(&self, view: &View<'_>) -> Outline {
        let listed = view.values.as_deref();
        let null = view.kind == Some(JsonType::Null)
            || listed.is_some_and(|values| values.iter().all(Value::is_null))
            // How documents of 3.0 say "or null" where they cannot say `type: "null"`.
            || (view.nullable && !view.has_structure());
        let kind = match (view.kind, listed) {
            (None, Some(values)) => common_kind(values),
            (kind, _) => kind,
        };
        let plain = view.all.is_empty() && view.unions.is_empty();
        let text = (plain && kind == Some(JsonType::Text)).then_some(Text {
            lists_values: listed.is_some(),
            is_typed: listed.is_none() && self.text_format(view) != TextFormat::Plain,
        });
        Outline { null, text }
    }
}
