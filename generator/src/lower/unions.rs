//! Is a union one of its own variants?
//!
//! Where `A` is a string or a `B`, and `B` is a number or an `A`, both are a string or a number. The
//! variant that leads back adds no value, and code that tries it to decode a value would never end.

use crate::circles::circles;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Api, Discriminator, Shape, Type, TypeId, Union, Variant};
use std::collections::{BTreeMap, BTreeSet};

/// Removes the variants that lead back to their union. Unions that are variants of one another have
/// the same values: the first becomes the union of all other variants, and the others become
/// aliases of it.
pub(super) fn break_circles(api: &mut Api, report: &mut Report) {
    let edges: Vec<Vec<TypeId>> = api.types().map(|(id, _)| targets(api, id)).collect();
    let circles = circles(&edges);
    let mut properties: BTreeMap<usize, Vec<TypeId>> = BTreeMap::new();
    for ((id, _), circle) in api.types().zip(&circles) {
        if let Some(circle) = circle {
            properties.entry(*circle).or_default().push(id);
        }
    }
    for circle in properties.into_values() {
        let Some((&first, others)) = circle.split_first() else {
            continue;
        };
        let joined = joined(api, first, &circle.iter().copied().collect());
        for id in others {
            fill(api, *id, Shape::Alias(Type::Named(first)));
        }
        fill(api, first, joined);
        for id in circle {
            let Some(def) = api.get(id) else { continue };
            let message = "a variant of a union leads back to the union itself";
            let warning = Diagnostic::warning(Code::CircularRef, message);
            let warning = warning.at(&def.origin.pointer, "only its other variants are kept");
            report.push(warning.help("remove the variant that leads back: it adds no value"));
        }
    }
}

fn fill(api: &mut Api, id: TypeId, shape: Shape) {
    if let Some(def) = api.types.get_mut(id.index()) {
        def.shape = shape;
    }
}

/// The unions that are variants of a union.
fn targets(api: &Api, id: TypeId) -> Vec<TypeId> {
    let Some(union) = union(api, id) else {
        return Vec::new();
    };
    let variants = union.variants.iter();
    variants.filter_map(|it| behind(api, &it.ty)).collect()
}

fn union(api: &Api, id: TypeId) -> Option<&Union> {
    match &api.get(id)?.shape {
        Shape::Union(union) => Some(union),
        _ => None,
    }
}

/// The union that a type is another name for, or such a union with null.
fn behind(api: &Api, ty: &Type) -> Option<TypeId> {
    let mut ty = ty;
    let mut seen = BTreeSet::new();
    loop {
        match ty {
            Type::Nullable(inner) => ty = inner,
            Type::Named(id) => match &api.get(*id)?.shape {
                Shape::Union(_) => return Some(*id),
                Shape::Alias(target) if seen.insert(*id) => ty = target,
                _ => return None,
            },
            _ => return None,
        }
    }
}

/// The union of a circle: all variants that lead out of it, once each.
fn joined(api: &Api, first: TypeId, circle: &BTreeSet<TypeId>) -> Shape {
    let mut variants: Vec<Variant> = Vec::new();
    let mut indices: BTreeMap<&Type, usize> = BTreeMap::new();
    let mut found = Found::default();
    let mut seen = BTreeSet::from([first]);
    // The variants that are left of each union on the way, the last of which is looked at.
    let mut open = vec![found.enter(api, first)];
    while let Some(rest) = open.last_mut() {
        let Some(variant) = rest.next() else {
            open.pop();
            continue;
        };
        match behind(api, &variant.ty).filter(|id| circle.contains(id)) {
            Some(inner) if seen.insert(inner) => open.push(found.enter(api, inner)),
            Some(_) => {}
            None => match indices
                .get(&variant.ty)
                .map(|index| variants.get_mut(*index))
            {
                Some(Some(known)) => known.tags.extend(variant.tags.iter().cloned()),
                _ => {
                    indices.insert(&variant.ty, variants.len());
                    variants.push(variant.clone());
                }
            },
        }
    }
    match variants.as_slice() {
        [] => Shape::Alias(Type::Any),
        [only] => Shape::Alias(only.ty.clone()),
        several => Shape::Union(Union {
            // A variant that no value of the discriminator selects could not be decoded.
            discriminator: found.discriminator().filter(|_| {
                several
                    .iter()
                    .all(|it| it.is_default || !it.tags.is_empty())
            }),
            variants,
            any: found.any,
        }),
    }
}

/// The facts of the unions of a circle besides their variants.
#[derive(Default)]
struct Found<'a> {
    discriminators: Vec<Option<&'a Discriminator>>,
    any: bool,
}

impl<'a> Found<'a> {
    fn enter(&mut self, api: &'a Api, id: TypeId) -> std::slice::Iter<'a, Variant> {
        let Some(union) = union(api, id) else {
            return [].iter();
        };
        self.discriminators.push(union.discriminator.as_ref());
        self.any |= union.any;
        union.variants.iter()
    }

    /// The one that all of them have.
    fn discriminator(&self) -> Option<Discriminator> {
        let (first, others) = self.discriminators.split_first()?;
        let first = (*first)?;
        let is_same = |other: &Option<&Discriminator>| *other == Some(first);
        others.iter().all(is_same).then(|| first.clone())
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::ir::{Shape, Type, TypeId};
    use crate::lower::testing::lowered;
    use crate::text::DocumentText;

    /// Each component as its kind, its variants and its discriminator; and the codes of what is
    /// reported.
    fn shapes(schemas: &str) -> (Vec<String>, Vec<Code>) {
        let schemas = schemas.replace('@', "$ref: '#/components/schemas/");
        let (api, report) = lowered(&format!("components: {{schemas: {{{schemas}}}}}"));
        let shapes = api.types.iter().map(|def| match &def.shape {
            Shape::Union(union) => {
                let variants = union.variants.iter();
                let variants: Vec<String> = variants
                    .map(|it| {
                        let tags = it.tags.iter().map(DocumentText::borrowed);
                        format!("{:?} {}", it.ty, DocumentText::join(tags, " ").untrusted())
                    })
                    .collect();
                let by = union
                    .discriminator
                    .as_ref()
                    .map(|by| by.property.untrusted());
                format!("{} by {by:?}", variants.join(", "))
            }
            Shape::Alias(ty) => format!("= {ty:?}"),
            Shape::Struct(_) => "struct".to_owned(),
            _ => "other".to_owned(),
        });
        let codes = report
            .diagnostics()
            .iter()
            .map(|reported| reported.code)
            .collect();
        (shapes.collect(), codes)
    }

    fn named(index: usize) -> String {
        format!("{:?}", Type::Named(TypeId::new(index)))
    }

    #[test]
    fn a_union_is_no_variant_of_itself() {
        let (shapes, codes) = shapes("A: {anyOf: [{type: integer}, {type: boolean}, {@A'}]}");
        assert_eq!(shapes, ["Scalar(Integer(I64)) , Scalar(Boolean)  by None"]);
        assert_eq!(codes, [Code::CircularRef]);
    }

    #[test]
    fn unions_of_one_another_are_one() {
        let (shapes, codes) = shapes(
            "A: {oneOf: [{type: integer}, {@B'}]}, B: {@C'}, C: {oneOf: [{@A'}, {type: boolean}]}",
        );
        let first = format!("= {}", named(0));
        let expected = [
            "Scalar(Integer(I64)) , Scalar(Boolean)  by None",
            "= Named(TypeId(2))",
            &first,
        ];
        assert_eq!(shapes, expected);
        assert_eq!(codes, [Code::CircularRef; 2]);
    }

    #[test]
    fn what_is_left_may_be_one_type_or_any() {
        let (shapes, _) = shapes("A: {oneOf: [{@A'}, {@B'}]}, B: {oneOf: [{@A'}, {@B'}]}");
        assert_eq!(shapes, ["= Any".to_owned(), format!("= {}", named(0))]);
        let (shapes, _) = self::shapes("A: {oneOf: [{type: array, items: {@A'}}, {@A'}]}");
        assert_eq!(shapes, ["= List(Any)"]);
    }

    #[test]
    fn a_discriminator_that_all_share_is_kept() {
        let schemas = "C: {type: object, required: [k], properties: {k: {type: string}}}, \
             D: {type: object, required: [k], properties: {k: {type: string}, d: {type: string}}}, \
             A: {oneOf: [{@B'}, {@C'}], discriminator: {propertyName: k}}";
        let second = |by: &str| {
            let text = format!(
                "{schemas}, B: {{oneOf: [{{@A'}}, {{@D'}}], discriminator: {{propertyName: {by}}}}}"
            );
            shapes(&text).0[2].clone()
        };
        let both = format!("{} D, {} C", named(1), named(0));
        assert_eq!(second("k"), format!("{both} by Some(\"k\")"));
        assert!(second("d").ends_with("by None"));
    }

    #[test]
    fn a_union_may_hold_itself_in_a_list_or_a_property() {
        let (_, codes) = shapes(
            "A: {oneOf: [{type: integer}, {type: array, items: {@A'}}, {@B'}]}, \
             B: {type: object, properties: {a: {@A'}}}",
        );
        assert_eq!(codes, []);
    }
}
