//! Which type does a schema stand for? (Schema Object.)

mod array;
mod default;
mod discriminator;
mod enumeration;
mod follow;
mod inheritance;
mod join;
mod limits;
mod merge;
mod nullable;
mod object;
mod pattern;
mod scalar;
mod sides;
#[cfg(test)]
mod tests;
mod union;
mod view;

pub(super) use default::check_defaults;
pub(super) use discriminator::Constants;
pub(super) use follow::Outline;
pub(super) use inheritance::{Inheritance, check_tags, name_at};
pub(super) use view::{Said, SchemaRef, Site};

use super::context::{InlineName, Lowering};
use crate::diagnostic::{Code, Diagnostic, Pointer};
use crate::ir::{Presence, Scalar, Shape, Type};
use crate::limits::Limit;
use view::{JsonType, View};

/// The type of a schema where it is used.
#[derive(Clone, Debug)]
pub(super) struct Use {
    /// Its type, without null.
    pub(super) ty: Type,
    /// Whether it allows null.
    pub(super) nullable: bool,
    /// Its other facts.
    pub(super) said: Said,
}

impl Use {
    /// Any value at all.
    pub(super) fn any(said: Said) -> Self {
        Self {
            ty: Type::Any,
            nullable: false,
            said,
        }
    }

    /// The type, null included.
    pub(super) fn into_type(self) -> Type {
        match self.ty {
            ty @ (Type::Any | Type::Nullable(_) | Type::Scalar(Scalar::Null)) => ty,
            ty if self.nullable => Type::Nullable(Box::new(ty)),
            ty => ty,
        }
    }

    /// Whether the value can be absent, null, or both.
    pub(super) fn presence(&self, required: bool) -> Presence {
        match (required, self.nullable) {
            (true, false) => Presence::Required,
            (false, false) => Presence::Optional,
            (true, true) => Presence::RequiredNullable,
            (false, true) => Presence::OptionalNullable,
        }
    }
}

impl<'d> Lowering<'d> {
    /// Lowers a schema or a reference to one.
    pub(super) fn schema(&mut self, site: &Site<'d>, way: InlineName) -> Use {
        match site.schema {
            SchemaRef::To(reference) => self.reference(reference, &site.pointer),
            SchemaRef::Is(schema) => {
                let view = View::of(schema, &site.pointer);
                self.view(view, way)
            }
        }
    }

    /// Lowers what a `$ref` points at.
    fn reference(&mut self, reference: &str, pointer: &Pointer) -> Use {
        if let Some(id) = self.target(reference) {
            return Use {
                ty: Type::Named(id),
                nullable: self.nullable_target(reference),
                said: Said::default(),
            };
        }
        let message = format!("there is no schema at `{reference}`");
        let warning = Diagnostic::warning(Code::DanglingRef, message);
        self.push(warning.at(pointer, "typed as any JSON value"));
        Use::any(Said::default())
    }

    /// Lowers a schema in place.
    fn view(&mut self, view: View<'d>, way: InlineName) -> Use {
        if self.is_spent() {
            return self.spent_schema(&view.pointer, view.said);
        }
        let most = self.limits.of(Limit::SchemaDepth);
        if self.depth >= most {
            let message = format!("schemas are nested more than {most} deep");
            let warning = Limit::SchemaDepth.exceeded(message);
            self.push(warning.at(&view.pointer, "typed as any JSON value from here on"));
            return Use::any(view.said);
        }
        if let Some(ty) = self.foreign(view.extensions, &view.pointer) {
            return Use {
                ty,
                nullable: view.nullable,
                said: view.said,
            };
        }
        let way = self.renamed(view.extensions, way);
        self.depth += 1;
        let used = if view.all.is_empty() {
            self.flat(view, way)
        } else {
            self.all_of(view, way)
        };
        self.depth -= 1;
        used
    }

    /// Lowers a schema without `allOf`.
    fn flat(&mut self, mut view: View<'d>, way: InlineName) -> Use {
        if let Some(kind) = view.unknown_kind {
            self.loosened(&view.pointer, format!("`{kind}` is no type of OpenAPI"));
            return Use::any(view.said);
        }
        if !view.unions.is_empty() {
            return self.union(view, way);
        }
        if let Some(values) = view.values.take() {
            return self.enumeration(view, values, &way);
        }
        let nullable = view.nullable;
        let ty = match view.kind {
            None => Type::Any,
            Some(JsonType::Null) => Type::Scalar(Scalar::Null),
            Some(JsonType::Boolean) => Type::Scalar(Scalar::Boolean),
            Some(JsonType::Integer) => Type::Scalar(self.integer(&mut view)),
            Some(JsonType::Number) => Type::Scalar(scalar::number(&mut view)),
            Some(JsonType::Text) => self.text(&mut view, &way),
            Some(JsonType::Array) => self.array(&view, &way),
            Some(JsonType::Object) => self.object(&mut view, &way),
        };
        Use {
            ty,
            nullable,
            said: view.said,
        }
    }

    /// Makes a named type at a place.
    fn named(&mut self, way: &InlineName, pointer: &Pointer, shape: Shape, said: &Said) -> Type {
        let id = self.start(way, pointer);
        self.fill(id, shape, said.clone());
        Type::Named(id)
    }
}
