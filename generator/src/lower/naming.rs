//! What do extensions call a thing? Names for generators, in the spellings that are in common use.

use super::context::{InlineName, Lowering};
use super::schema::{SchemaRef, Site};
use crate::text::DocumentText;
use indexmap::IndexMap;
use serde_json::Value;

/// The extensions of an object.
pub(super) type Extensions = IndexMap<String, Value>;

/// Extensions that name a component, a property, a parameter or an operation.
const OWN: [&str; 2] = ["x-rust-name", "x-ms-client-name"];

/// The name that a thing is given where it stands.
pub(super) fn given(extensions: &Extensions) -> Option<DocumentText> {
    let mut found = OWN.iter().filter_map(|key| extensions.get(*key));
    found.find_map(usable)
}

/// The name that a schema gives to its type, wherever it is used.
pub(super) fn of_type(extensions: &Extensions) -> Option<DocumentText> {
    let rust = extensions.get("x-rust-type").and_then(usable);
    let rust = rust.filter(|name| !name.contains("::"));
    rust.or_else(|| extensions.get("x-ms-enum")?.get("name").and_then(usable))
}

/// The name that a property is given by the schema in its place.
pub(super) fn of_property(sites: &[Site<'_>]) -> Option<DocumentText> {
    sites.iter().find_map(|site| match site.schema {
        SchemaRef::To(_) => None,
        SchemaRef::Is(schema) => given(&schema.schema_data.extensions),
    })
}

/// The name that a component is given.
pub(super) fn of_component(site: &Site<'_>) -> Option<DocumentText> {
    match site.schema {
        SchemaRef::To(_) => None,
        SchemaRef::Is(schema) => {
            let extensions = &schema.schema_data.extensions;
            given(extensions).or_else(|| of_type(extensions))
        }
    }
}

impl Lowering<'_> {
    /// The way to a type that gives itself a name.
    pub(super) fn renamed(&self, extensions: Option<&Extensions>, way: InlineName) -> InlineName {
        let Some(extensions) = extensions else {
            return way;
        };
        match of_type(extensions) {
            Some(name) if way.slot().is_none() => InlineName::from(name.untrusted()),
            _ => way,
        }
    }
}

fn usable(value: &Value) -> Option<DocumentText> {
    let name = value.as_str()?;
    name.chars().any(char::is_alphabetic).then(|| name.into())
}

#[cfg(test)]
mod tests {
    use crate::ir::{Name, Shape};
    use crate::lower::testing::{lowered, operation};

    #[test]
    fn extensions_name_types_properties_and_operations() {
        let (api, report) = lowered(
            "components: {schemas: {\
             a.b: {x-rust-name: Pet, properties: {\
               n: {type: string, x-ms-client-name: petName}, \
               c: {type: string, enum: [x], x-ms-enum: {name: PetColor, modelAsString: true}}, \
               s: {x-rust-type: Size, properties: {h: {type: integer}}}, \
               f: {type: string, x-rust-type: 'uuid::Uuid'}, \
               g: {type: string, x-rust-type: {crate: uuid, path: 'uuid::Uuid'}}}}}}",
        );
        let names: Vec<_> = api.types.iter().map(|def| &def.origin.name).collect();
        let inferred = |name: &str| Name::Inferred(vec![name.into()]);
        let component = Name::Component("Pet".into());
        assert_eq!(
            names,
            [&component, &inferred("PetColor"), &inferred("Size")]
        );
        let Shape::Struct(pet) = &api.types[0].shape else {
            panic!("no struct")
        };
        assert_eq!(pet.fields[0].pinned, Some("petName".into()));
        let codes: Vec<_> = report.diagnostics().iter().map(|d| d.code.name()).collect();
        assert_eq!(codes, ["unsupported-schema", "unsupported-schema"]);

        let operation = operation(
            "{operationId: a, x-rust-name: fetchIt, parameters: \
             [{name: q, in: query, x-rust-name: the_query, schema: {type: string}}]}",
        );
        assert_eq!(operation.pinned, Some("fetchIt".into()));
        let query = &operation.parameters[0];
        assert_eq!(query.pinned, Some("the_query".into()));
    }
}
