//! What is equal for equal types?

use crate::ir::{Docs, Enum, Limits, Presence, Rest, Shape, Struct, Type, TypeId, Union};
use serde_json::Value;
use std::fmt::Write as _;

/// The parts in which two types have to agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreeing {
    /// Their values, and what their parts are called in the document.
    Values,
    /// Their values and the facts about their parts, except for names, which are compared
    /// elsewhere.
    Words,
}

/// The shape as a text that is equal for equal shapes; parts are the types that stand for them in `same`.
pub(super) fn of_shape(
    shape: &Shape,
    same: &[TypeId],
    agreeing: Agreeing,
    key: &mut String,
) -> Option<()> {
    match shape {
        Shape::Struct(object) => of_struct(object, same, agreeing, key),
        Shape::Enum(listed) => of_enum(listed, agreeing, key),
        Shape::Union(union) => of_union(union, same, agreeing, key),
        // Patterns have a question of their own, and aliases are no types.
        Shape::Pattern(_) | Shape::Alias(_) => return None,
    }
    Some(())
}

fn of_struct(object: &Struct, same: &[TypeId], agreeing: Agreeing, key: &mut String) {
    key.push_str("\nstruct");
    for field in &object.fields {
        key.push('\n');
        of_text(field.name.untrusted(), key);
        key.push(match field.presence {
            Presence::Required => 'r',
            Presence::Optional => 'o',
            Presence::RequiredNullable => 'n',
            Presence::OptionalNullable => 'm',
        });
        if let Some(tag) = &field.tag {
            let _ = write!(key, " tag {tag:?}");
        }
        if field.pinned.is_some() || field.default.is_some() {
            let _ = write!(key, " {:?} {:?}", field.pinned, field.default);
        }
        if field.read_only || field.write_only {
            let _ = write!(key, " {} {}", field.read_only, field.write_only);
        }
        key.push(' ');
        of_type(&field.ty, same, key);
        of_words(&field.docs, Some(&field.limits), agreeing, key);
    }
    match &object.rest {
        Rest::Ignored => {}
        Rest::Closed => key.push_str("\nclosed"),
        Rest::Kept(ty) => {
            key.push_str("\nrest ");
            of_type(ty, same, key);
        }
    }
}

fn of_enum(listed: &Enum, agreeing: Agreeing, key: &mut String) {
    let _ = write!(key, "\nenum {:?}", listed.base);
    for value in &listed.values {
        key.push('\n');
        match value.value.untrusted() {
            Value::String(text) => of_text(text, key),
            other => {
                let _ = write!(key, "{other}");
            }
        }
        if let Some(pinned) = &value.pinned {
            let _ = write!(key, " {pinned:?}");
        }
        of_words(&value.docs, None, agreeing, key);
    }
}

fn of_union(union: &Union, same: &[TypeId], agreeing: Agreeing, key: &mut String) {
    let _ = write!(key, "\nunion {} {:?}", union.any, union.discriminator);
    for variant in &union.variants {
        if agreeing == Agreeing::Values {
            let _ = write!(key, "\n{:?}", variant.name);
        }
        let _ = write!(key, "\n{:?} {} ", variant.tags, variant.is_default);
        of_type(&variant.ty, same, key);
        of_words(&variant.docs, None, agreeing, key);
    }
}

fn of_words(docs: &Docs, limits: Option<&Limits>, agreeing: Agreeing, key: &mut String) {
    if agreeing == Agreeing::Values {
        return;
    }
    // Most have the first two at most.
    let Docs {
        summary,
        description,
        external: None,
        example: None,
        deprecated: false,
    } = docs
    else {
        let _ = write!(key, " {docs:?} {limits:?}");
        return;
    };
    for text in [summary, description] {
        match text {
            Some(text) => of_text(text.untrusted(), key),
            None => key.push('-'),
        }
    }
    if let Some(limits) = limits.filter(|limits| **limits != Limits::default()) {
        let _ = write!(key, " {limits:?}");
    }
}

/// A text of any characters, with its length, so that it cannot be taken for another part.
fn of_text(text: &str, key: &mut String) {
    let _ = write!(key, "{}:", text.len());
    key.push_str(text);
}

fn of_type(ty: &Type, same: &[TypeId], key: &mut String) {
    match ty {
        Type::Named(id) => {
            let id = same.get(id.index()).unwrap_or(id);
            let _ = write!(key, "#{}", id.index());
        }
        Type::List(inner) => {
            key.push_str("list ");
            of_type(inner, same, key);
        }
        Type::Map(inner) => {
            key.push_str("map ");
            of_type(inner, same, key);
        }
        Type::Nullable(inner) => {
            key.push_str("null ");
            of_type(inner, same, key);
        }
        Type::Tuple(items) => {
            key.push('(');
            for item in items {
                of_type(item, same, key);
                key.push(',');
            }
            key.push(')');
        }
        Type::Any => key.push_str("any"),
        Type::Foreign(path) => key.push_str(path),
        Type::Scalar(scalar) => {
            let _ = write!(key, "{scalar:?}");
        }
    }
}
