//! Which traits can a type have?

use super::graph;
use crate::ir::{Api, NumberFormat, Presence, Scalar, Shape, Type, TypeId};

/// For each type, whether it has total equality: nothing in it is a floating point number, or any
/// JSON value, which can be one.
pub(super) fn eq(api: &Api) -> Vec<bool> {
    let users = graph::users(api);
    let mut eq = vec![true; api.types.len()];
    let mut stack: Vec<TypeId> = api
        .types()
        .filter(|(_, def)| graph::parts(&def.shape).into_iter().any(is_partial))
        .map(|(id, _)| id)
        .collect();
    while let Some(id) = stack.pop() {
        let Some(total) = eq.get_mut(id.index()) else {
            continue;
        };
        if std::mem::replace(total, false) {
            stack.extend(users.get(id.index()).into_iter().flatten());
        }
    }
    eq
}

/// For each type, whether it has a value without arguments.
pub(super) fn default(api: &Api) -> Vec<bool> {
    let of_shape = |shape: &Shape| match shape {
        Shape::Struct(object) => object.fields.iter().all(|field| {
            matches!(
                field.presence,
                Presence::Optional | Presence::OptionalNullable
            )
        }),
        _ => false,
    };
    let defs = api.types.iter();
    defs.map(|def| match &def.shape {
        Shape::Alias(ty) => match api.resolve(ty) {
            Type::List(_) | Type::Map(_) | Type::Nullable(_) | Type::Any => true,
            Type::Named(id) => api.get(*id).is_some_and(|def| of_shape(&def.shape)),
            Type::Scalar(_) | Type::Tuple(_) | Type::Foreign(_) => false,
        },
        shape => of_shape(shape),
    })
    .collect()
}

fn is_partial(ty: &Type) -> bool {
    match ty {
        // Of a type of the user's nobody knows.
        Type::Any | Type::Foreign(_) | Type::Scalar(Scalar::Number(NumberFormat::F64)) => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => is_partial(inner),
        Type::Tuple(items) => items.iter().any(is_partial),
        Type::Scalar(_) | Type::Named(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::analyze::analyze;
    use crate::lower::testing::lowered;

    #[test]
    fn floating_point_spoils_equality_all_the_way_up() {
        let (api, _) = lowered(
            "components: {schemas: {\
             A: {properties: {b: {type: array, items: {$ref: '#/components/schemas/B'}}}}, \
             B: {required: [n], properties: {n: {type: number}, a: {$ref: '#/components/schemas/A'}}}, \
             C: {properties: {b: {type: string}}}}}",
        );
        let facts = analyze(&api);
        let eq: Vec<_> = facts.types.iter().map(|t| t.eq).collect();
        assert_eq!(eq, [false, false, true]);
        let default: Vec<_> = facts.types.iter().map(|t| t.default).collect();
        assert_eq!(default, [true, false, true]);
    }
}
