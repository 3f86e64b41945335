//! Does a type come down to itself, with no property or variant in between?
//!
//! `A: {type: array, items: {$ref: A}}` is a schema; an alias for a list of itself is no type.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Api, Shape, Type, TypeId};
use crate::limits::Limit;

/// Puts any value where an alias leads back to itself, with a warning.
pub(super) fn break_circles(api: &mut Api, report: &mut Report) {
    for (from, to) in circles(api) {
        let itself = is_itself(api, from);
        let Some(def) = api.types.get_mut(from.index()) else {
            continue;
        };
        let Shape::Alias(ty) = &mut def.shape else {
            continue;
        };
        // A list or map of itself is a valid schema, but Rust has no alias for it. A schema that is
        // only a reference to itself is invalid.
        let (code, message) = if itself {
            (Code::CircularRef, "a schema consists of itself")
        } else {
            let message = "the elements of a list or map are such lists or maps in turn";
            (Code::UnsupportedSchema, message)
        };
        replace(ty, to);
        let warning = Diagnostic::warning(code, message);
        report.push(warning.at(
            &def.origin.pointer,
            "typed as any JSON value where it repeats",
        ));
    }
}

/// Reports long chains of aliases, which resolving a type follows from the beginning.
pub(super) fn limit_chains(api: &Api, report: &mut Report) {
    let most = report.limits().of(Limit::ReferenceChain);
    let next = |id: TypeId| match api.get(id).map(|def| &def.shape) {
        Some(Shape::Alias(Type::Named(next))) => Some(*next),
        _ => None,
    };
    let mut lengths: Vec<Option<usize>> = vec![None; api.types.len()];
    for (id, _) in api.types() {
        let mut way = vec![id];
        let mut length = 0;
        while let Some(next) = way.last().and_then(|last| next(*last)) {
            if let Some(Some(known)) = lengths.get(next.index()) {
                length = known + 1;
                break;
            }
            way.push(next);
        }
        for id in way.into_iter().rev() {
            if length == most + 1
                && lengths.get(id.index()) == Some(&None)
                && let Some(def) = api.get(id)
            {
                let message = format!("more than {most} schemas are each nothing but the next one");
                let at = &def.origin.pointer;
                report.push(
                    Limit::ReferenceChain
                        .exceeded(message)
                        .at(at, "from here on"),
                );
            }
            if let Some(slot) = lengths.get_mut(id.index()) {
                *slot = Some(length);
            }
            length += 1;
        }
    }
}

/// Whether an alias leads back to itself through other names only.
fn is_itself(api: &Api, id: TypeId) -> bool {
    let mut at = id;
    for _ in 0..=api.types.len() {
        let Some(Shape::Alias(ty)) = api.get(at).map(|def| &def.shape) else {
            return false;
        };
        let mut ty = ty;
        while let Type::Nullable(inner) = ty {
            ty = inner;
        }
        match ty {
            Type::Named(next) => at = *next,
            _ => return false,
        }
        if at == id {
            return true;
        }
    }
    false
}

/// The uses that close a circle.
fn circles(api: &Api) -> Vec<(TypeId, TypeId)> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut states = vec![State::New; api.types.len()];
    let mut found = Vec::new();
    for (root, _) in api.types() {
        let mut stack = vec![(root, false)];
        while let Some((id, leaving)) = stack.pop() {
            let Some(state) = states.get_mut(id.index()) else {
                continue;
            };
            if leaving {
                *state = State::Done;
                continue;
            }
            if *state != State::New {
                continue;
            }
            *state = State::Open;
            stack.push((id, true));
            let Some(Shape::Alias(ty)) = api.get(id).map(|def| &def.shape) else {
                continue;
            };
            let mut targets = Vec::new();
            collect(ty, &mut targets);
            for target in targets {
                match states.get(target.index()) {
                    Some(State::Open) => found.push((id, target)),
                    Some(State::New) => stack.push((target, false)),
                    _ => {}
                }
            }
        }
    }
    found
}

fn collect(ty: &Type, found: &mut Vec<TypeId>) {
    match ty {
        Type::Named(id) => found.push(*id),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => collect(inner, found),
        Type::Tuple(items) => items.iter().for_each(|item| collect(item, found)),
        Type::Any | Type::Scalar(_) | Type::Foreign(_) => {}
    }
}

fn replace(ty: &mut Type, id: TypeId) {
    match ty {
        Type::Named(named) if *named == id => *ty = Type::Any,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => replace(inner, id),
        Type::Tuple(items) => items.iter_mut().for_each(|item| replace(item, id)),
        Type::Any | Type::Scalar(_) | Type::Named(_) | Type::Foreign(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::ir::{Shape, Type};
    use crate::lower::testing::lowered;

    #[test]
    fn a_list_of_itself_is_a_list_of_anything() {
        let (api, report) = lowered(
            "components: {schemas: {A: {type: array, items: {$ref: '#/components/schemas/B'}}, \
             B: {$ref: '#/components/schemas/A'}, C: {$ref: '#/components/schemas/C'}, \
             D: {properties: {d: {$ref: '#/components/schemas/D'}}}}}",
        );
        let shape = |index: usize| &api.types[index].shape;
        assert!(matches!(shape(0), Shape::Alias(Type::List(item)) if **item != Type::Any));
        assert_eq!(*shape(1), Shape::Alias(Type::Any));
        assert_eq!(*shape(2), Shape::Alias(Type::Any));
        assert!(matches!(shape(3), Shape::Struct(_)));
        let codes: Vec<Code> = report
            .diagnostics()
            .iter()
            .map(|reported| reported.code)
            .collect();
        assert_eq!(codes, [Code::UnsupportedSchema, Code::CircularRef]);
    }

    /// Resolving the elements of lists terminates.
    #[test]
    fn a_list_of_itself_may_be_a_parameter_and_a_property_of_a_form() {
        let list = "{$ref: '#/components/schemas/A'}";
        let (api, report) = lowered(&format!(
            "paths: {{/a: {{post: {{parameters: [\
             {{name: q, in: query, allowEmptyValue: true, schema: {list}}}, \
             {{name: h, in: header, schema: {list}}}], \
             requestBody: {{content: {{application/x-www-form-urlencoded: {{schema: {{type: object, \
             properties: {{a: {list}}}}}, encoding: {{a: {{style: form}}}}}}}}}}, \
             responses: {{'200': {{description: d, headers: {{H: {{schema: {list}}}}}}}}}}}}}}}\n\
             components: {{schemas: {{A: {{type: array, items: {list}}}}}}}",
        ));
        assert_eq!(api.operations.len(), 1, "{:?}", report.diagnostics());
    }
}
