//! Which names does the configuration give to nothing?

use super::context::Lowering;
use crate::config::problem;
use crate::diagnostic::{Pointer, did_you_mean, suggest};
use crate::ir::{Omitted, Operation, Shape};

/// The property names of the request type for the key of a schema.
const REQUEST: &str = " request";

impl Lowering<'_> {
    /// Says which keys of `names` are no operation, no component and no property of one. Called when
    /// everything was lowered.
    pub(super) fn unknown_names(&mut self, known: &[Operation], omitted: &[Omitted]) {
        let config = self.config;
        for key in config.names.keys() {
            if self.has_name(key, known, omitted) {
                continue;
            }
            let span = config.name_spans.get(key).cloned().unwrap_or_default();
            let diagnostic = match key.split_once('.') {
                Some((schema, _)) if config.types.contains_key(schema) => problem(
                    span,
                    &format!("`{schema}` is a configured type, whose properties are unknown"),
                ),
                Some((schema, property)) if self.document.schemas.contains_key(schema) => {
                    let message = format!("`{schema}` has no property `{property}`");
                    let mut diagnostic = problem(span, &message);
                    let near = suggest(property, self.property_names(schema));
                    diagnostic.help = near.map(|near| format!("did you mean `{schema}.{near}`?"));
                    diagnostic
                }
                _ => {
                    let message = format!("there is no operation and no schema `{key}`");
                    let ids = known.iter().map(|operation| operation.id.untrusted());
                    let schemas = self.document.schemas.keys().map(String::as_str);
                    let usual = || {
                        "name an operation by its id, which `bindery list` shows, a schema by its \
                         key, or a member as `Schema.member`"
                            .to_owned()
                    };
                    let near = did_you_mean(key, ids.chain(schemas));
                    problem(span, &message).help(near.unwrap_or_else(usual))
                }
            };
            self.push(diagnostic);
        }
    }

    fn has_name(&self, key: &str, known: &[Operation], omitted: &[Omitted]) -> bool {
        let schema = key.strip_suffix(REQUEST).unwrap_or(key);
        self.named.contains(key)
            || self.document.schemas.contains_key(key)
            || self.document.schemas.contains_key(schema)
            || self.is_left_out(schema)
            || known.iter().any(|operation| operation.id == *key)
            || omitted.iter().any(|omitted| omitted.id == *key)
            || self.document.unchosen.iter().any(|id| id == key)
            || self.may_be_left_out(key, omitted)
    }

    /// Whether a key names a schema that is left out because of errors, or a property of one.
    fn is_left_out(&self, key: &str) -> bool {
        let schemas = &self.document.left_out.schemas;
        let holder = key.split_once('.').map_or(key, |(holder, _)| holder);
        schemas.contains(key) || schemas.contains(holder)
    }

    /// Properties of types that only an operation has which is not bound are never seen.
    fn may_be_left_out(&self, key: &str, omitted: &[Omitted]) -> bool {
        let all_bound = omitted.is_empty() && self.config.operations.is_everything();
        let inline = |(holder, _)| !self.document.schemas.contains_key(holder);
        !all_bound && key.split_once('.').is_some_and(inline)
    }

    /// The property names of a component.
    fn property_names(&self, schema: &str) -> impl Iterator<Item = &str> {
        let base = Pointer::root().child("components").child("schemas");
        let shape = self.shape_at(&base.child(schema));
        let fields = match shape {
            Some(Shape::Struct(model)) => model.fields.as_slice(),
            _ => &[],
        };
        fields.iter().map(|field| field.name.untrusted())
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::diagnostic::{Report, Target};
    use crate::ir::Shape;
    use crate::lower::lower;
    use crate::lower::testing::document;
    use serde_json::json;

    /// The diagnostics about `names`, each with the value at its place.
    fn reported(more: &str, names: &str) -> Vec<(String, String, Option<String>)> {
        let text = format!("{more}\n[api.x.names]\n{names}\n");
        let config = Config::parse(&text).unwrap();
        let tree = json!({
            "openapi": "3.0.3",
            "info": {"title": "t", "version": "1"},
            "paths": {"/pets": {
                "get": {"operationId": "listPets", "responses": {"200": {"description": "",
                    "content": {"application/json": {"schema": {"type": "object", "properties": {
                        "page": {"type": "object", "properties": {"size": {"type": "integer"}}},
                    }}}}}}},
                "post": {"responses": {"204": {"description": ""}}},
            }},
            "components": {"schemas": {
                "Pet": {"type": "object", "properties": {"born": {"type": "string"}}},
                "Money": {"type": "object", "properties": {"value": {"type": "string"}}},
            }},
        });
        let mut report = Report::new();
        lower(&document(tree), &config.apis["x"], &mut report);
        let diagnostics = report.diagnostics().iter();
        let reported = diagnostics.map(|reported| {
            let Target::Text { span, .. } = &reported.places[0].target else {
                panic!("no place in the configuration")
            };
            let place = text.get(span.clone()).unwrap().to_owned();
            (place, reported.message.clone(), reported.help.clone())
        });
        reported.collect()
    }

    #[test]
    fn what_there_is_can_be_named() {
        let all = "listPets = 'pets'\npost_pets = 'add'\nPet = 'Animal'\n'Pet.born' = 'birthday'\n\
                   'Pet request' = 'NewPet'\n'page.size' = 'length'";
        assert_eq!(reported("", all), []);
    }

    #[test]
    fn properties_go_by_the_key_of_a_schema_that_has_another_name() {
        let names = "[api.x.names]\nPet = 'Animal'\n'Pet.born' = 'birthday'\n";
        let config = Config::parse(names).unwrap();
        let tree = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {},
            "components": {"schemas": {
                "Pet": {"type": "object", "properties": {"born": {"type": "string"}}},
            }},
        });
        let api = lower(&document(tree), &config.apis["x"], &mut Report::new());
        let Shape::Struct(pet) = &api.types[0].shape else {
            panic!("no struct")
        };
        assert_eq!(pet.fields[0].pinned, Some("birthday".into()));
    }

    #[test]
    fn unknown_names_are_located_errors() {
        for (names, place, message, help) in [
            (
                "lisPets = 'a'",
                "lisPets",
                "there is no operation and no schema `lisPets`",
                Some("did you mean `listPets`?"),
            ),
            (
                "Money = 'a'\n'Pets request' = 'a'",
                "'Pets request'",
                "there is no operation and no schema `Pets request`",
                Some(
                    "name an operation by its id, which `bindery list` shows, a schema by its \
                     key, or a member as `Schema.member`",
                ),
            ),
            (
                "'Pet.bron' = 'a'",
                "'Pet.bron'",
                "`Pet` has no property `bron`",
                Some("did you mean `Pet.born`?"),
            ),
        ] {
            let expected = (
                place.to_owned(),
                message.to_owned(),
                help.map(str::to_owned),
            );
            assert_eq!(reported("", names), [expected]);
        }
        let own = "[api.x.types]\nMoney = 'std::string::String'";
        let message = "`Money` is a configured type, whose properties are unknown";
        let expected = ("'Money.value'".to_owned(), message.to_owned(), None);
        assert_eq!(reported(own, "'Money.value' = 'a'"), [expected]);
    }
}
