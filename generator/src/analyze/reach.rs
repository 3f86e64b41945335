//! Which types does anything reach?

use super::graph;
use crate::ir::{Api, Type, TypeId};

/// For each type, whether one of the roots is it or speaks of it, over any number of steps.
pub(super) fn reached(api: &Api, roots: &[&Type]) -> Vec<bool> {
    let mut reached = vec![false; api.types.len()];
    let mut stack = Vec::new();
    for root in roots {
        graph::named(root, &mut |id| stack.push(id));
    }
    while let Some(id) = stack.pop() {
        let Some(seen) = reached.get_mut(id.index()) else {
            continue;
        };
        if std::mem::replace(seen, true) {
            continue;
        }
        let parts = api.get(id).into_iter();
        for part in parts.flat_map(|def| graph::parts(&def.shape)) {
            graph::named(part, &mut |id| stack.push(id));
        }
    }
    reached
}

/// Drops every type that no operation reaches; the others keep their order.
pub(super) fn drop_unreachable(api: &mut Api) {
    let operations = api.operations.iter();
    let headers = api.headers.iter().map(|header| &header.ty);
    let roots: Vec<&Type> = operations
        .flat_map(graph::spoken_of)
        .chain(headers)
        .collect();
    let reached = reached(api, &roots);
    let mut next = 0;
    let ids: Vec<TypeId> = reached
        .iter()
        .map(|kept| {
            let id = TypeId::new(next);
            next += usize::from(*kept);
            id
        })
        .collect();
    let stays = |id: TypeId| reached.get(id.index()) == Some(&true);
    api.views
        .retain(|request, response| stays(*request) && stays(*response));
    let mut kept = reached.iter();
    api.types
        .retain(|_| kept.next().copied().unwrap_or_default());
    replace(api, &ids);
}

/// Speaks of `ids[id]` wherever `id` was spoken of.
pub(super) fn replace(api: &mut Api, ids: &[TypeId]) {
    for def in &mut api.types {
        for part in graph::parts_mut(&mut def.shape) {
            rename(part, ids);
        }
    }
    let new = |id: TypeId| ids.get(id.index()).copied().unwrap_or(id);
    let views = std::mem::take(&mut api.views).into_iter();
    api.views = views
        .map(|(request, response)| (new(request), new(response)))
        .collect();
    for header in &mut api.headers {
        rename(&mut header.ty, ids);
    }
    for operation in &mut api.operations {
        for ty in graph::sent_mut(operation) {
            rename(ty, ids);
        }
        for ty in graph::received_mut(operation) {
            rename(ty, ids);
        }
    }
}

/// Speaks of `ids[id]` wherever a type speaks of `id`.
pub(super) fn rename(ty: &mut Type, ids: &[TypeId]) {
    match ty {
        Type::Named(id) => {
            if let Some(new) = ids.get(id.index()) {
                *id = *new;
            }
        }
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => rename(inner, ids),
        Type::Tuple(items) => items.iter_mut().for_each(|item| rename(item, ids)),
        Type::Scalar(_) | Type::Any | Type::Foreign(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::analyze::share;
    use crate::ir::{Payload, Type};
    use crate::lower::testing::lowered;

    #[test]
    fn only_what_operations_reach_is_kept() {
        let (mut api, _) = lowered(
            "components: {schemas: {Idle: {properties: {u: {$ref: '#/components/schemas/Used'}}}, \
             Used: {properties: {a: {$ref: '#/components/schemas/Inner'}}}, \
             Inner: {properties: {b: {type: string}}}}}\n\
             paths: {/x: {get: {responses: {'200': {description: d, content: {application/json: \
             {schema: {$ref: '#/components/schemas/Used'}}}}}}}}",
        );
        share(&mut api);
        assert_eq!(api.types.len(), 2);
        let body = api.operations[0].responses[0].body.as_ref().unwrap();
        let Payload::Json(Type::Named(id)) = body.payload else {
            panic!("no named type")
        };
        assert_eq!(id.index(), 0, "ids stay dense");
    }
}
