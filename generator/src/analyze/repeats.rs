//! Which inline types say again what another one says?
//!
//! Types of one shape and of different words keep their names: programs write them, and one that
//! comes to differ from the others is a type of its own then. But of all that would be written alike
//! only the first is written, and the others are other names for it. Where a document lists the
//! states of forty things, forty times the same, that is most of what compiling its crate costs.
//!
//! Alike is what differs in nothing but the name and the documentation of the type as a whole.

use super::classes::classes;
use super::key::{self, Agreeing};
use super::tags::{self, Roots};
use super::{Facts, Tags, TypeFacts};
use crate::ir::{self, Api, Shape, TypeDef, TypeId};
use crate::limits::{Limit, Limits};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Records for each type whether it is another name for an earlier one. `inside` writes what the parts
/// of a type are called.
pub fn repeats(
    api: &Api,
    facts: &mut Facts,
    limits: &Limits,
    inside: impl Fn(TypeId, &mut String),
) {
    // One that has another side is converted from it, or to it.
    let paired: BTreeSet<&TypeId> = api.views.iter().flat_map(|(one, two)| [one, two]).collect();
    let alike = classes(api, |id, def, same| {
        let facts = facts.types.get(id.index());
        let facts = facts.filter(|_| !paired.contains(&id))?;
        let mut key = key(def, facts, same)?;
        inside(id, &mut key);
        Some(key)
    });
    for class in alike {
        let Some(first) = class.iter().min() else {
            continue;
        };
        for id in class.iter().filter(|id| *id != first) {
            if let Some(facts) = facts.types.get_mut(id.index()) {
                facts.repeats = Some(*first);
            }
        }
    }
    if let Some(tags) = &mut facts.tags {
        spread(api, &facts.types, tags, limits.of(Limit::Tagged));
    }
}

/// The facts that have to agree besides the names of the parts.
fn key(def: &TypeDef, facts: &TypeFacts, same: &[TypeId]) -> Option<String> {
    let mut key = String::new();
    if !facts.derives.is_empty() || def.limits != ir::Limits::default() {
        let _ = write!(key, "{:?} {:?}", def.limits, facts.derives);
    }
    // It is that of a property, too, which has none of its own.
    if let Some(default) = &def.default {
        let _ = write!(key, "{}", default.untrusted());
    }
    if !matches!(def.shape, Shape::Enum(_)) {
        let ways = [facts.in_request, facts.in_response, facts.served];
        let flags = ways.iter().chain(&facts.boxed);
        key.extend(flags.map(|flag| if *flag { '1' } else { '0' }));
    }
    key::of_shape(&def.shape, same, Agreeing::Words, &mut key)?;
    Some(key)
}

/// A type that others are names for is there whenever they are, and so is what it speaks of.
fn spread(api: &Api, types: &[TypeFacts], tags: &mut Tags, most: usize) {
    let mut neighbours = tags::neighbours(api);
    for (neighbours, facts) in neighbours.iter_mut().zip(types) {
        neighbours.extend(facts.repeats);
    }
    let roots = Roots::of(&tags.types, tags.tags.len());
    let (types, cut) = roots.reach(&neighbours, most);
    tags.types = types;
    tags.cut = tags.cut.or(cut);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::{analyze, share, tags};
    use crate::ir::Name;
    use crate::lower::testing::lowered;

    /// The pointers of types that are other names, each with that of the type it repeats.
    fn repeated(a: &str, b: &str) -> Vec<(String, String)> {
        let (api, facts) = meaning(a, b);
        let of = |id: TypeId| api.get(id).unwrap().origin.pointer.to_string();
        let types = api.types().zip(&facts.types);
        let repeated = types.filter_map(|((id, _), facts)| Some((of(id), of(facts.repeats?))));
        repeated.collect()
    }

    fn meaning(a: &str, b: &str) -> (Api, Facts) {
        let response = |schema: &str| {
            format!(
                "{{'200': {{description: d, content: {{application/json: {{schema: {schema}}}}}}}}}"
            )
        };
        let (mut api, report) = lowered(&format!(
            "components: {{schemas: {{A: {{properties: {{{a}}}}}, B: {{properties: {{{b}}}}}}}}}\n\
             paths: {{/a: {{get: {{tags: [a], responses: {}}}}}, /b: {{get: {{tags: [b], responses: {}}}}}}}",
            response("{$ref: '#/components/schemas/A'}"),
            response("{$ref: '#/components/schemas/B'}"),
        ));
        assert!(!report.has_errors(), "{:#?}", report.diagnostics());
        share(&mut api);
        let mut facts = analyze(&api);
        facts.tags = Some(tags(&api, 100));
        repeats(&api, &mut facts, &Limits::default(), |_, _| {});
        (api, facts)
    }

    #[test]
    fn what_is_said_twice_is_written_once() {
        let size = "{type: object, properties: {unit: {type: string}}, description: One.}";
        let same = [(
            "#/components/schemas/B/properties/width".to_owned(),
            "#/components/schemas/A/properties/height".to_owned(),
        )];
        let height = format!("height: {size}");
        let width = |other: &str| repeated(&height, &format!("width: {other}"));
        assert_eq!(width(size), same);
        assert_eq!(width(&size.replace("One.", "Another.")), same);
        // Everything within it counts.
        for (from, to) in [
            ("unit", "units"),
            ("type: string}", "type: integer}"),
            ("type: string}", "type: string, description: d}"),
            ("type: string}", "type: string, maxLength: 2}"),
            ("type: string}", "type: string, default: m}"),
            ("type: object", "type: object, required: [unit]"),
            ("type: object", "type: object, additionalProperties: false"),
            ("type: object", "type: object, additionalProperties: true"),
        ] {
            assert_eq!(width(&size.replace(from, to)), [], "{to}");
        }
    }

    #[test]
    fn components_stay_what_they_are() {
        let a = "b: {$ref: '#/components/schemas/B'}, unit: {type: string}";
        assert_eq!(repeated(a, a), []);
    }

    #[test]
    fn what_others_are_names_for_is_there_with_all_of_them() {
        let of = |kind: &str| {
            format!(
                "{kind}: {{type: object, properties: {{type: {{type: string, enum: [x, y]}}}}}}"
            )
        };
        let (api, facts) = meaning(&of("height"), &of("width"));
        let tags = facts.tags.unwrap().types;
        for ((id, def), tags) in api.types().zip(tags) {
            let written = facts.types[id.index()].repeats.is_none();
            let tags = tags.unwrap().len();
            let inline = matches!(def.origin.name, Name::Inferred(_));
            // The whole that is written speaks of a part that may be another name.
            assert!(tags == 2 || !inline || !written, "{}", def.origin.pointer);
        }
        assert_eq!(api.types.len(), 6);
    }
}
