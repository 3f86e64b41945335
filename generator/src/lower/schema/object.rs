//! Which type does an object have? (Schema Object, `properties`, `additionalProperties`.)

use super::view::{Additional, View};
use crate::ir::{Field, Rest, Shape, Struct, Type};
use crate::lower::context::{InlineName, Lowering};
use crate::lower::naming::of_property;
use crate::text::DocumentText;

impl<'d> Lowering<'d> {
    /// The type for `type: object`.
    pub(super) fn object(&mut self, view: &mut View<'d>, way: &InlineName) -> Type {
        if view.properties.is_empty() {
            match view.additional.take() {
                None | Some(Additional::Any) => return Type::Map(Box::new(Type::Any)),
                Some(Additional::Each(sites)) => {
                    let value = self.joined(&sites, way.step("value")).into_type();
                    return Type::Map(Box::new(value));
                }
                // No property is allowed; what comes all the same is kept.
                Some(Additional::None) => view.additional = Some(Additional::Any),
            }
        }
        let id = self.start(way, &view.pointer);
        let shape = Shape::Struct(self.properties(view, way));
        self.fill(id, shape, view.said.clone());
        Type::Named(id)
    }

    /// The properties of an object that has some by name.
    pub(super) fn properties(&mut self, view: &mut View<'d>, way: &InlineName) -> Struct {
        let holder = self.holder(way);
        let mut fields = Vec::with_capacity(view.properties.len());
        for (name, sites) in std::mem::take(&mut view.properties) {
            let given = of_property(&sites);
            let used = self.joined(&sites, way.step(name));
            let sides = self.sides(&sites);
            let named = format!("{holder}.{name}");
            let pinned = self.config.names.get(&named);
            if pinned.is_some() {
                self.named.insert(named);
            }
            self.spend_on(&used.said.docs, used.said.default.as_ref());
            fields.push(Field {
                name: name.into(),
                pinned: pinned.map(DocumentText::from).or(given),
                presence: used.presence(view.required.contains(name)),
                ty: used.ty,
                default: used.said.default,
                tag: None,
                docs: used.said.docs,
                limits: used.said.limits,
                read_only: used.said.read_only || sides.read_only,
                write_only: used.said.write_only || sides.write_only,
            });
        }
        let rest = match view.additional.take() {
            Some(Additional::Any) => Rest::Kept(Type::Any),
            Some(Additional::Each(sites)) => {
                Rest::Kept(self.joined(&sites, way.step("value")).into_type())
            }
            // The schemas that extend this one are selected by the discriminator. Their properties
            // are kept, so that nothing is lost if one of them is sent as this.
            None if view.discriminator.is_some() => Rest::Kept(Type::Any),
            Some(Additional::None) => Rest::Closed,
            None => Rest::Ignored,
        };
        Struct { fields, rest }
    }
}

#[cfg(test)]
mod tests {
    use crate::ir::{Presence, Rest, Scalar, Shape, TextFormat, Type};
    use crate::lower::testing::component;

    fn shape(schema: &str) -> Shape {
        match component(schema) {
            (Type::Named(id), api) => api.get(id).unwrap().shape.clone(),
            (other, _) => Shape::Alias(other),
        }
    }

    #[test]
    fn maps_have_no_properties_by_name() {
        let any = Shape::Alias(Type::Map(Box::new(Type::Any)));
        assert_eq!(shape("{type: object}"), any);
        assert_eq!(shape("{type: object, additionalProperties: true}"), any);
        let text = Type::Scalar(Scalar::Text(TextFormat::Plain));
        assert_eq!(
            shape("{additionalProperties: {type: string}}"),
            Shape::Alias(Type::Map(Box::new(text)))
        );
        let Shape::Struct(empty) = shape("{type: object, additionalProperties: false}") else {
            panic!("an object without properties");
        };
        assert!(empty.fields.is_empty());
        assert_eq!(empty.rest, Rest::Kept(Type::Any));
    }

    #[test]
    fn presence_distinguishes_absent_from_null() {
        let Shape::Struct(object) = shape(
            "{required: [a, c], properties: {a: {type: string}, b: {type: string}, \
             c: {type: string, nullable: true}, d: {type: string, nullable: true}}, \
             additionalProperties: {type: boolean}}",
        ) else {
            panic!("an object");
        };
        let presences: Vec<_> = object.fields.iter().map(|field| field.presence).collect();
        assert_eq!(
            presences,
            [
                Presence::Required,
                Presence::Optional,
                Presence::RequiredNullable,
                Presence::OptionalNullable
            ]
        );
        assert_eq!(object.rest, Rest::Kept(Type::Scalar(Scalar::Boolean)));
    }
}
