//! What is different about a type?

use super::matching::{Keys, Rule, matched};
use super::pair::{Pair, Side};
use super::same::short;
use super::{ChangeKind, limits};
use crate::emit::rust::{Constant, PublicField, PublicType};
use crate::ir::{Field, Shape, TypeDef, TypeId};
use crate::text::DocumentText;

impl Pair<'_, '_> {
    /// Compares a type that both states have, or tells of one that only one has.
    pub(super) fn ty(&mut self, old: Option<usize>, new: Option<usize>) {
        let (one, other) = (self.old, self.new);
        let (Some(before), Some(after)) = (old, new) else {
            let (kind, name, ty, word) = match (old, new) {
                (None, Some(new)) => (
                    ChangeKind::TypeAdded,
                    other.type_name(new),
                    other.public.types.get(new),
                    "new",
                ),
                (Some(old), _) => (
                    ChangeKind::TypeRemoved,
                    one.type_name(old),
                    one.public.types.get(old),
                    "gone",
                ),
                (None, None) => return,
            };
            let what = ty.map_or("a type", |ty| ty.kind);
            self.push(
                kind,
                &format!("types::{name}"),
                format!("`{name}`, {what}, is {word}"),
            );
            return;
        };
        let (Some(old_ty), Some(new_ty)) =
            (one.public.types.get(before), other.public.types.get(after))
        else {
            return;
        };
        let (old_name, name) = (one.type_name(before), other.type_name(after));
        let path = format!("types::{name}");
        self.features_of_type(&path, before, after);
        if old_name != name {
            let message = format!("the type was called `{old_name}`");
            self.push(ChangeKind::TypeRenamed, &path, message);
        }
        if let (Some(old_target), Some(target)) = (&old_ty.target, &new_ty.target) {
            if !self.same.is(old_target, target) {
                let message = format!(
                    "it stands for `{}` instead of `{}`",
                    short(target),
                    short(old_target)
                );
                self.push(ChangeKind::AliasChanged, &path, message);
            }
        } else if old_ty.kind != new_ty.kind {
            let message = format!("it is {} instead of {}", new_ty.kind, old_ty.kind);
            self.push(ChangeKind::TypeKindChanged, &path, message);
            return;
        }
        self.parts(&path, old_ty, new_ty);
        if let (Some(old_def), Some(new_def)) = (def(one, before), def(other, after)) {
            let sent = |side: &Side<'_>, index: usize| {
                side.meaning
                    .facts
                    .types
                    .get(index)
                    .is_some_and(|facts| facts.in_request)
            };
            let sent = sent(one, before) && sent(other, after);
            self.meaning(&path, sent, old_def, new_def);
        }
    }

    /// A change that the compiler notices.
    fn parts(&mut self, path: &str, old: &PublicType, new: &PublicType) {
        let name = |property: &PublicField| property.name.clone();
        let wire = |properties: &[PublicField]| -> Keys {
            let wire = properties.iter().map(|property| &property.wire);
            wire.map(|wire| (!wire.is_empty()).then(|| wire.clone()))
                .collect()
        };
        let words = Words::of(new.kind);
        let pairs = matched(&[
            Rule::new(&old.properties, &new.properties, name, name),
            Rule(wire(&old.properties), wire(&new.properties)),
        ]);
        let (last_old, last_new) = (old.properties.last(), new.properties.last());
        for (before, after) in pairs {
            let before = before.and_then(|at| old.properties.get(at));
            let after = after.and_then(|at| new.properties.get(at));
            // The last one of an enum is for what the document does not list.
            let catches = |property: Option<&PublicField>, last: Option<&PublicField>| {
                new.kind != "a struct" && property.is_some() && property == last
            };
            match (catches(before, last_old), catches(after, last_new)) {
                (true, true) => self.property(path, &words, before, after),
                (false, false) => self.property(path, &words, before, after),
                (true, false) => {
                    let name = before
                        .map(|property| property.name.as_str())
                        .unwrap_or_default();
                    let now = last_new
                        .map(|property| property.name.as_str())
                        .unwrap_or_default();
                    let message = format!(
                        "what the document does not list is `{now}`, and no longer `{name}`"
                    );
                    self.push(ChangeKind::CatchAllChanged, path, message);
                    self.property(path, &words, None, after);
                }
                // The other half of the case above.
                (false, true) => self.property(path, &words, before, None),
            }
        }
        self.maker(path, old, new);
        for (kind, from, to, word) in [
            (ChangeKind::TraitRemoved, old, new, "no longer"),
            (ChangeKind::TraitAdded, new, old, "now"),
        ] {
            let are_old = kind == ChangeKind::TraitRemoved;
            for name in self.same.only(&from.traits, &to.traits, are_old) {
                self.push(
                    kind,
                    path,
                    format!("it {word} implements `{}`", short(name)),
                );
            }
        }
        self.constants(path, &old.constants, &new.constants);
    }

    /// A field or variant that is there once or twice.
    fn property(
        &mut self,
        path: &str,
        words: &Words,
        old: Option<&PublicField>,
        new: Option<&PublicField>,
    ) {
        let shown = |property: &PublicField| match property.ty.as_str() {
            "" => format!("`{}`", property.name),
            ty => format!("`{}: {}`", property.name, short(ty)),
        };
        match (old, new) {
            (None, Some(new)) => {
                let message = format!("the {} {} is new", words.noun, shown(new));
                self.push(words.added, &format!("{path}::{}", new.name), message);
            }
            (Some(old), None) => {
                let message = format!("the {} {} is gone", words.noun, shown(old));
                self.push(words.removed, &format!("{path}::{}", old.name), message);
            }
            (Some(old), Some(new)) => {
                let path = format!("{path}::{}", new.name);
                if old.name != new.name {
                    let message = format!("the {} was called `{}`", words.noun, old.name);
                    self.push(words.renamed, &path, message);
                }
                if !self.same.is(&old.ty, &new.ty) {
                    let message = format!(
                        "the {} is `{}` instead of `{}`",
                        words.noun,
                        short(&new.ty),
                        short(&old.ty)
                    );
                    self.push(words.retyped, &path, message);
                }
                if old.wire != new.wire {
                    let message = format!(
                        "the {} is {} on the wire instead of {}",
                        words.noun,
                        quoted(&new.wire),
                        quoted(&old.wire)
                    );
                    self.push(words.rewired, &path, message);
                }
            }
            (None, None) => {}
        }
    }

    /// `new` and the setters.
    fn maker(&mut self, path: &str, old: &PublicType, new: &PublicType) {
        let at = format!("{path}::new");
        match (&old.new, &new.new) {
            (None, Some(_)) => {
                self.push(
                    ChangeKind::ConstructorAdded,
                    &at,
                    "requests hold it now: it has `new` and setters",
                );
                return;
            }
            (Some(_), None) => {
                self.push(
                    ChangeKind::ConstructorRemoved,
                    &at,
                    "no request holds it any more: `new` and its setters are gone",
                );
                return;
            }
            (Some(before), Some(after)) => {
                let same = before.len() == after.len()
                    && before
                        .iter()
                        .zip(after)
                        .all(|(a, b)| a.name == b.name && self.same.is(&a.ty, &b.ty));
                if !same {
                    let message = format!(
                        "`new` takes `({})` instead of `({})`",
                        listed(after),
                        listed(before)
                    );
                    self.push(ChangeKind::ConstructorChanged, &at, message);
                }
            }
            (None, None) => return,
        }
        let name = |property: &PublicField| property.name.clone();
        for (before, after) in matched(&[Rule::new(&old.setters, &new.setters, name, name)]) {
            let before = before.and_then(|at| old.setters.get(at));
            let after = after.and_then(|at| new.setters.get(at));
            match (before, after) {
                (None, Some(setter)) => {
                    let message = format!("the setter `{}` is new", setter.name);
                    self.push(
                        ChangeKind::SetterAdded,
                        &format!("{path}::{}", setter.name),
                        message,
                    );
                }
                (Some(setter), None) => {
                    let message = format!("the setter `{}` is gone", setter.name);
                    self.push(
                        ChangeKind::SetterRemoved,
                        &format!("{path}::{}", setter.name),
                        message,
                    );
                }
                (Some(before), Some(after)) if !self.same.is(&before.ty, &after.ty) => {
                    let message = format!(
                        "the setter takes `{}` instead of `{}`",
                        short(&after.ty),
                        short(&before.ty)
                    );
                    self.push(
                        ChangeKind::SetterTypeChanged,
                        &format!("{path}::{}", after.name),
                        message,
                    );
                }
                _ => {}
            }
        }
    }

    /// The constants of a type or of a request.
    pub(super) fn constants(&mut self, path: &str, old: &[Constant], new: &[Constant]) {
        let name = |constant: &Constant| constant.name.clone();
        for (before, after) in matched(&[Rule::new(old, new, name, name)]) {
            let before = before.and_then(|at| old.get(at));
            let after = after.and_then(|at| new.get(at));
            match (before, after) {
                (None, Some(Constant { name, value, .. })) => {
                    let message = format!("the default `{}` is new", short(value));
                    self.push(
                        ChangeKind::ConstantAdded,
                        &format!("{path}::{name}"),
                        message,
                    );
                }
                (Some(Constant { name, value, .. }), None) => {
                    let message = format!("the default `{}` is gone", short(value));
                    self.push(
                        ChangeKind::ConstantRemoved,
                        &format!("{path}::{name}"),
                        message,
                    );
                }
                (Some(before), Some(after)) => {
                    let path = format!("{path}::{}", after.name);
                    let (old_value, value) = (short(&before.value), short(&after.value));
                    if !self.same.is(&before.ty, &after.ty) {
                        let message = format!(
                            "the default is of type `{}` instead of `{}`",
                            short(&after.ty),
                            short(&before.ty)
                        );
                        self.push(ChangeKind::ConstantTypeChanged, &path, message);
                    }
                    if !self.same.is(&before.value, &after.value) {
                        let message = format!("the default is `{value}` instead of `{old_value}`");
                        self.push(ChangeKind::DefaultChanged, &path, message);
                    }
                }
                (None, None) => {}
            }
        }
    }

    /// A change that the compiler does not notice.
    fn meaning(&mut self, path: &str, sent: bool, old: &TypeDef, new: &TypeDef) {
        match (&old.shape, &new.shape) {
            (Shape::Pattern(before), Shape::Pattern(after)) => {
                if before.pieces != after.pieces {
                    let message = format!(
                        "the pattern is `{}` instead of `{}`",
                        after.expression.untrusted(),
                        before.expression.untrusted()
                    );
                    self.push(ChangeKind::PatternChanged, path, message);
                }
                return;
            }
            (Shape::Union(before), Shape::Union(after)) => {
                let by = |property: &Option<crate::ir::Discriminator>| match property {
                    Some(by) => format!("the property `{}`", by.property.untrusted()),
                    None => "their members".to_owned(),
                };
                if before.discriminator != after.discriminator {
                    let message = format!(
                        "its variants are distinguished by {} instead of {}",
                        by(&after.discriminator),
                        by(&before.discriminator)
                    );
                    self.push(ChangeKind::DiscriminatorChanged, path, message);
                }
            }
            (Shape::Struct(before), Shape::Struct(after)) if sent => {
                let wire = |field: &Field| field.name.clone();
                for (one, other) in matched(&[Rule::new(&before.fields, &after.fields, wire, wire)])
                {
                    let one = one.and_then(|at| before.fields.get(at));
                    let other = other.and_then(|at| after.fields.get(at));
                    if let (Some(one), Some(other)) = (one, other) {
                        let what = format!("`{}`", other.name.untrusted());
                        self.limits(path, &what, limits::compare(&one.limits, &other.limits));
                    }
                }
            }
            _ => {}
        }
        if sent {
            self.limits(path, "it", limits::compare(&old.limits, &new.limits));
        }
    }

    /// Tells how limits of something that is sent differ.
    pub(super) fn limits(&mut self, path: &str, what: &str, difference: limits::Difference) {
        let limits::Difference { tighter, looser } = difference;
        for (kind, words, limits) in [
            (ChangeKind::LimitsTightened, "allows less", tighter),
            (ChangeKind::LimitsLoosened, "allows more", looser),
        ] {
            if !limits.is_empty() {
                self.push(kind, path, format!("{what} {words}: {}", limits.join(", ")));
            }
        }
    }
}

/// How changes of the parts of a type are called.
struct Words {
    noun: &'static str,
    added: ChangeKind,
    removed: ChangeKind,
    renamed: ChangeKind,
    retyped: ChangeKind,
    rewired: ChangeKind,
}

impl Words {
    fn of(kind: &str) -> Self {
        match kind {
            "an enum of values" => Self {
                noun: "value",
                added: ChangeKind::ValueAdded,
                removed: ChangeKind::ValueRemoved,
                renamed: ChangeKind::ValueRenamed,
                retyped: ChangeKind::CatchAllChanged,
                rewired: ChangeKind::ValueChanged,
            },
            "one of several types" => Self {
                noun: "variant",
                added: ChangeKind::VariantAdded,
                removed: ChangeKind::VariantRemoved,
                renamed: ChangeKind::VariantRenamed,
                retyped: ChangeKind::VariantTypeChanged,
                rewired: ChangeKind::DiscriminatorChanged,
            },
            _ => Self {
                noun: "field",
                added: ChangeKind::FieldAdded,
                removed: ChangeKind::FieldRemoved,
                renamed: ChangeKind::FieldRenamed,
                retyped: ChangeKind::FieldTypeChanged,
                rewired: ChangeKind::FieldWireNameChanged,
            },
        }
    }
}

fn def<'a>(side: &Side<'a>, index: usize) -> Option<&'a TypeDef> {
    side.meaning.api.get(TypeId::new(index))
}

fn listed(properties: &[PublicField]) -> String {
    let properties = properties.iter();
    let properties =
        properties.map(|property| format!("{}: {}", property.name, short(&property.ty)));
    properties.collect::<Vec<_>>().join(", ")
}

/// A name on the wire, with quotation marks or without.
fn quoted(text: &DocumentText) -> String {
    format!("`{}`", text.untrusted().trim_matches('"'))
}
