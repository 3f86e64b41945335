//! Which fields and variants have to be boxed for every type to have a size?
//!
//! Those on a circle of types that hold each other by value. Variants are boxed first: that opens
//! most circles, and an enum is as large as its largest variant; then the fields of the circles
//! that are left.

use super::graph;
use crate::circles::circles;
use crate::ir::{Api, Shape, Type, TypeId};

/// For each type, whether each of its fields or variants is boxed.
pub(super) fn boxed(api: &Api) -> Vec<Vec<bool>> {
    let mut boxed: Vec<Vec<bool>> = api
        .types
        .iter()
        .map(|def| match &def.shape {
            Shape::Struct(object) => vec![false; object.fields.len()],
            Shape::Union(union) => vec![false; union.variants.len()],
            Shape::Alias(_) | Shape::Enum(_) | Shape::Pattern(_) => Vec::new(),
        })
        .collect();
    for of_unions in [true, false] {
        let circles = circles(&edges(api, &boxed));
        for ((def, flags), circle) in api.types.iter().zip(&mut boxed).zip(&circles) {
            if matches!(def.shape, Shape::Union(_)) != of_unions {
                continue;
            }
            let Some(circle) = circle else { continue };
            for (flag, part) in flags.iter_mut().zip(graph::parts(&def.shape)) {
                graph::by_value(part, &mut |id| {
                    *flag |= circles.get(id.index()) == Some(&Some(*circle));
                });
            }
        }
    }
    boxed
}

/// For each type, the types that it holds by value, behind no box.
fn edges(api: &Api, boxed: &[Vec<bool>]) -> Vec<Vec<TypeId>> {
    let defs = api.types.iter().zip(boxed);
    defs.map(|(def, flags)| {
        let mut targets = Vec::new();
        let mut add = |ty: &Type| graph::by_value(ty, &mut |id| targets.push(id));
        for (index, part) in graph::parts(&def.shape).into_iter().enumerate() {
            if !flags.get(index).copied().unwrap_or_default() {
                add(part);
            }
        }
        targets
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::testing::lowered;
    use std::fmt::Write as _;

    fn boxes(schemas: &str) -> Vec<Vec<bool>> {
        let schemas = schemas.replace('@', "$ref: '#/components/schemas/");
        boxed(&lowered(&format!("components: {{schemas: {{{schemas}}}}}")).0)
    }

    #[test]
    fn only_circles_by_value_are_opened() {
        assert_eq!(
            boxes(
                "A: {properties: {next: {@A'}, list: {type: array, items: {@A'}}, n: {type: string}}}"
            ),
            [[true, false, false]]
        );
        assert_eq!(
            boxes("A: {properties: {b: {@B'}}}, B: {properties: {c: {@C'}}}, C: {type: object}"),
            [vec![false], vec![false], vec![]]
        );
    }

    #[test]
    fn variants_are_boxed_before_fields() {
        assert_eq!(
            boxes("A: {properties: {u: {@U'}}}, U: {oneOf: [{type: string}, {@A'}]}"),
            [vec![false], vec![false, true]]
        );
    }

    #[test]
    fn aliases_and_null_pass_values_on() {
        assert_eq!(
            boxes(
                "A: {properties: {b: {@B'}}}, B: {@C'}, C: {properties: {a: {nullable: true, allOf: [{@A'}]}}}"
            ),
            [vec![true], vec![], vec![true]]
        );
    }

    #[test]
    fn ten_thousand_types_in_a_row_are_no_matter() {
        let mut schemas = String::new();
        for index in 0..10_000 {
            let _ = write!(
                schemas,
                "T{index}: {{properties: {{t: {{@T{}'}}}}}},",
                index + 1
            );
        }
        schemas.push_str("T10000: {properties: {t: {@T0'}}}");
        assert!(boxes(&schemas).iter().flatten().all(|flag| *flag));
    }
}
