//! Is a property only in requests, or only in responses, because of the schema that it refers to?
//!
//! `readOnly` and `writeOnly` are annotations: what a `$ref` leads to says them of the property too
//! (JSON Schema Core 2020-12, section 7.7.1; Validation, section 9.4).

use super::view::{SchemaRef, Site};
use crate::diagnostic::Pointer;
use crate::lower::context::Lowering;
use crate::lower::reference::target;
use std::collections::BTreeSet;

/// The limit of schemas that are examined for one property.
const MAX_SCHEMAS: usize = 64;

/// The facts that the schemas of a property state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sides {
    pub(super) read_only: bool,
    pub(super) write_only: bool,
}

impl<'d> Lowering<'d> {
    /// The facts of all schemas that apply to a property, with references and `allOf` followed.
    pub(super) fn sides(&mut self, sites: &[Site<'d>]) -> Sides {
        let mut sides = Sides::default();
        let mut seen: BTreeSet<Pointer> = BTreeSet::new();
        let mut open: Vec<Site<'d>> = sites.to_vec();
        for _ in 0..MAX_SCHEMAS {
            let Some(site) = open.pop() else {
                break;
            };
            match site.schema {
                SchemaRef::Is(schema) => {
                    sides.read_only |= schema.schema_data.read_only;
                    sides.write_only |= schema.schema_data.write_only;
                    open.extend(super::view::all_of(schema, &site.pointer));
                }
                SchemaRef::To(reference) => {
                    let Some(pointer) = target(reference) else {
                        continue;
                    };
                    if seen.insert(pointer.clone())
                        && let Some(schema) = self.references.schema(&pointer)
                    {
                        open.push(Site::new(schema, pointer));
                    }
                }
            }
        }
        sides
    }
}

#[cfg(test)]
mod tests {
    use crate::ir::Shape;
    use crate::lower::testing::lowered;

    #[test]
    fn referenced_schemas_have_their_own_location() {
        let (api, _) = lowered(
            "components: {schemas: {\
             Pet: {properties: {id: {$ref: '#/components/schemas/Id'}, \
             again: {$ref: '#/components/schemas/Again'}, \
             secret: {allOf: [{$ref: '#/components/schemas/Secret'}], description: d}, \
             ids: {type: array, items: {$ref: '#/components/schemas/Id'}}, \
             loop: {$ref: '#/components/schemas/Loop'}, name: {type: string}}}, \
             Id: {type: string, readOnly: true}, Again: {allOf: [{$ref: '#/components/schemas/Id'}]}, \
             Secret: {type: object, properties: {a: {type: string}}, writeOnly: true}, \
             Loop: {allOf: [{$ref: '#/components/schemas/Loop'}], type: object}}}",
        );
        let Shape::Struct(pet) = &api.types[0].shape else {
            panic!("no struct")
        };
        let sides: Vec<_> = pet
            .fields
            .iter()
            .map(|field| (field.name.untrusted(), field.read_only, field.write_only))
            .collect();
        assert_eq!(
            sides,
            [
                ("id", true, false),
                ("again", true, false),
                ("secret", false, true),
                ("ids", false, false),
                ("loop", false, false),
                ("name", false, false)
            ]
        );
    }
}
