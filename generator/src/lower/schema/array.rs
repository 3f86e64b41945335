//! Which type does an array have? (Schema Object, `items`; JSON Schema, `prefixItems`.)

use super::view::{Site, View};
use crate::ir::Type;
use crate::lower::context::{InlineName, Lowering};

/// The longest tuple that Rust's own traits, and readers, can handle.
const MAX_TUPLE: usize = 12;

impl<'d> Lowering<'d> {
    /// The type for `type: array`.
    pub(super) fn array(&mut self, view: &View<'d>, way: &InlineName) -> Type {
        if let Some(tuple) = self.tuple(view, way) {
            return tuple;
        }
        // Elements behind a prefix may have any of its types.
        let element = match view.items.as_slice() {
            _ if !view.prefix_items.is_empty() => Type::Any,
            [] => Type::Any,
            sites => self.joined(sites, way.step("item")).into_type(),
        };
        Type::List(Box::new(element))
    }

    /// A tuple, when the array has exactly the elements of its prefix.
    fn tuple(&mut self, view: &View<'d>, way: &InlineName) -> Option<Type> {
        let length = view.prefix_items.len();
        let exact = u64::try_from(length).ok();
        let limits = &view.said.limits;
        let closed = limits.max_items.is_some_and(|most| Some(most) <= exact)
            || matches!(
                self.references.raw(&view.pointer.child("items")),
                Some(serde_json::Value::Bool(false))
            );
        let full = limits.min_items == exact;
        if length == 0 || length > MAX_TUPLE || !closed || !full {
            return None;
        }
        let mut elements = Vec::with_capacity(length);
        for (index, pointer) in view.prefix_items.iter().enumerate() {
            let schema = self.references.schema(pointer)?;
            let way = way.step(&format!("item {}", index + 1));
            let site = Site::new(schema, pointer.clone());
            elements.push(self.schema(&site, way).into_type());
        }
        Some(Type::Tuple(elements))
    }
}

#[cfg(test)]
mod tests {
    use crate::ir::{IntegerFormat, Scalar, TextFormat, Type};
    use crate::lower::testing::component;

    #[test]
    fn lists_and_tuples() {
        let (ty, _) = component("{type: array, items: {type: string, nullable: true}}");
        let text = Type::Scalar(Scalar::Text(TextFormat::Plain));
        let expected = Type::List(Box::new(Type::Nullable(Box::new(text.clone()))));
        assert_eq!(ty, expected);

        let (ty, _) = component("{type: array}");
        assert_eq!(ty, Type::List(Box::new(Type::Any)));

        let prefix = "x-bindery-prefix-items: [{type: string}, {type: integer}]";
        let (ty, _) = component(&format!(
            "{{type: array, {prefix}, minItems: 2, maxItems: 2}}"
        ));
        let integer = Type::Scalar(Scalar::Integer(IntegerFormat::I64));
        assert_eq!(ty, Type::Tuple(vec![text, integer]));

        let (ty, _) = component(&format!("{{type: array, {prefix}}}"));
        assert_eq!(ty, Type::List(Box::new(Type::Any)));
    }
}
