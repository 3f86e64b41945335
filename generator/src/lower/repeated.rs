//! How much of the document is repeated in what is made of it? ([`Limit::Repeated`].)
//!
//! An `allOf` copies the properties of what it extends, an operation the parameters of its path item
//! and what its references lead to. A short document could so ask for any amount of code. Each part
//! costs what it would be written with; what the document itself is written with is free.

use super::context::Lowering;
use super::operation::Unbound;
use super::schema::{Said, Use};
use crate::diagnostic::{Code, Pointer};
use crate::ir::{Docs, Rest, Shape, Type};
use crate::limits::{Limit, Limits, TEXT_PART, weight};
use crate::text::DocumentValue;
use serde_json::Value;
use std::collections::BTreeSet;

/// The remaining budget of a document.
pub(super) fn budget(tree: &Value, limits: &Limits) -> usize {
    weight(tree).saturating_add(limits.of(Limit::Repeated))
}

impl Lowering<'_> {
    /// Takes the cost of so many parts.
    pub(super) fn spend(&mut self, parts: usize) {
        self.left = self.left.saturating_sub(parts);
    }

    /// Takes the cost of a part with its descriptions.
    pub(super) fn spend_on(&mut self, docs: &Docs, default: Option<&DocumentValue>) {
        let texts = [&docs.summary, &docs.description].into_iter().flatten();
        let texts: usize = texts.map(|text| text.untrusted().len() / TEXT_PART).sum();
        let values = [docs.example.as_ref(), default].into_iter().flatten();
        self.spend(1 + texts + values.map(|value| weight(value.untrusted())).sum::<usize>());
    }

    /// Takes the cost of the names in a parameter or a property of a form, by which a server finds its
    /// parts: those of its own, and of the `siblings` beside it if it may have any.
    pub(super) fn spend_on_names(&mut self, ty: &Type, siblings: usize) {
        let (mut names, mut seen) = (0, BTreeSet::new());
        let mut open = vec![ty];
        while let Some(ty) = open.pop() {
            let id = match self.resolved(ty) {
                Type::Nullable(inner) => {
                    open.push(inner);
                    continue;
                }
                Type::Map(_) => {
                    names += siblings;
                    continue;
                }
                Type::Named(id) => *id,
                _ => continue,
            };
            if !seen.insert(id) {
                continue;
            }
            match self.shape(id) {
                Some(Shape::Struct(object)) if matches!(object.rest, Rest::Kept(_)) => {
                    names += siblings + object.fields.len();
                }
                Some(Shape::Struct(object)) => names += object.fields.len(),
                Some(Shape::Union(union)) => {
                    open.extend(union.variants.iter().map(|variant| &variant.ty));
                }
                _ => {}
            }
        }
        self.spend(names);
    }

    /// Whether nothing is left.
    pub(super) fn is_spent(&self) -> bool {
        self.left == 0
    }

    /// The type of a schema when the budget is used up: any value.
    pub(super) fn spent_schema(&mut self, pointer: &Pointer, said: Said) -> Use {
        let warning = Limit::Repeated.exceeded(self.too_much());
        self.push(warning.at(pointer, "typed as any JSON value from here on"));
        Use::any(said)
    }

    /// Why an operation is left out when nothing is left.
    pub(super) fn spent_operation(&self, pointer: &Pointer) -> Unbound {
        let key = Limit::Repeated.key();
        let reason = format!(
            "{}; if you trust the document, raise `{key}` in `[limits]` of `bindery.toml`",
            self.too_much()
        );
        Unbound::new(Code::LimitExceeded, reason, pointer)
    }

    /// The diagnostic about the limit.
    pub(super) fn too_much(&self) -> String {
        let most = self.limits.of(Limit::Repeated);
        format!("`allOf`, references and path items repeat more than {most} parts of the document")
    }
}
