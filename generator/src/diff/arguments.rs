//! What is different about what a caller gives for an operation?

use super::matching::{Keys, Rule, matched};
use super::pair::Pair;
use super::same::short;
use super::{ChangeKind, limits};
use crate::emit::rust::{Constant, PublicArgument, PublicOperation};
use crate::ir::Limits;

impl Pair<'_, '_> {
    /// Compares the arguments of an operation that both states have. `method` and `request` are the
    /// ways to the method and to the type of the request.
    pub(super) fn arguments(
        &mut self,
        method: &str,
        request: &str,
        old: &PublicOperation<'_>,
        new: &PublicOperation<'_>,
    ) {
        let pairs = pairs(old, new);
        let (mut order, mut is_regrouped) = (Vec::new(), false);
        for (before, after) in &pairs {
            let one = before.and_then(|at| old.arguments.get(at));
            let other = after.and_then(|at| new.arguments.get(at));
            match (one, other) {
                (None, Some(argument)) => self.added(method, request, argument),
                (Some(argument), None) => self.removed(method, request, argument),
                (Some(one), Some(other)) => {
                    if let Some(shown) = self.offered(one, old, new) {
                        self.push(ChangeKind::BodyVariantAdded, request, shown);
                    } else if let (true, true, Some(before), Some(after)) =
                        (one.required, other.required, *before, *after)
                    {
                        let positional = (before < old.positional, after < new.positional);
                        is_regrouped |= positional.0 != positional.1;
                        if positional == (true, true) {
                            order.push(before);
                        }
                        self.kept(method, positional.0, one, other);
                    } else {
                        self.changed(method, request, one, other);
                    }
                    // Further media types are reported above.
                    if !(other.wire.is_empty() && new.bodies.len() > old.bodies.len()) {
                        self.sent(method, one, other);
                    }
                }
                (None, None) => {}
            }
        }
        if is_regrouped {
            let message = "some required arguments move between the method and the struct of those that \
                           are too many for it";
            self.push(ChangeKind::ArgumentsRegrouped, method, message);
        }
        if !order.is_sorted() {
            let names = new
                .arguments
                .get(..new.positional)
                .unwrap_or_default()
                .iter();
            let names: Vec<_> = names.map(|argument| argument.name.as_str()).collect();
            let message = format!("the order of the arguments is `{}`", names.join(", "));
            self.push(ChangeKind::ArgumentsReordered, method, message);
        }
        let constants = |operation: &PublicOperation<'_>| -> Vec<Constant> {
            let arguments = operation.arguments.iter();
            arguments
                .filter_map(|argument| argument.constant.clone())
                .collect()
        };
        self.constants(request, &constants(old), &constants(new));
    }

    /// Additional types that a body accepts now.
    fn offered(
        &self,
        argument: &PublicArgument<'_>,
        old: &PublicOperation<'_>,
        new: &PublicOperation<'_>,
    ) -> Option<String> {
        let (usual, others) = new.bodies.split_first()?;
        let held = argument.ty.strip_prefix("impl std::convert::Into<");
        let held = held.and_then(|ty| ty.strip_suffix('>'));
        let is_taken = self.same.is(held.unwrap_or(&argument.ty), &usual.ty);
        let others: Vec<_> = others
            .iter()
            .map(|it| format!("`{}`", it.wire.untrusted()))
            .collect();
        let is_new = old.bodies.is_empty() && argument.wire.is_empty();
        (is_new && is_taken).then(|| format!("it can be sent as {} too", others.join(", ")))
    }

    fn added(&mut self, method: &str, request: &str, argument: &PublicArgument<'_>) {
        let shown = format!("`{}: {}`", argument.name, short(&argument.ty));
        if argument.required {
            self.push(
                ChangeKind::ArgumentAdded,
                method,
                format!("the argument {shown} is new"),
            );
        } else {
            let path = format!("{request}::{}", argument.name);
            self.push(
                ChangeKind::SetterAdded,
                &path,
                format!("the setter {shown} is new"),
            );
        }
    }

    fn removed(&mut self, method: &str, request: &str, argument: &PublicArgument<'_>) {
        let shown = format!("`{}: {}`", argument.name, short(&argument.ty));
        if argument.required {
            self.push(
                ChangeKind::ArgumentRemoved,
                method,
                format!("the argument {shown} is gone"),
            );
        } else {
            let path = format!("{request}::{}", argument.name);
            self.push(
                ChangeKind::SetterRemoved,
                &path,
                format!("the setter {shown} is gone"),
            );
        }
    }

    /// An argument that has to be given as before.
    fn kept(
        &mut self,
        method: &str,
        positional: bool,
        old: &PublicArgument<'_>,
        new: &PublicArgument<'_>,
    ) {
        self.retyped(
            ChangeKind::ArgumentTypeChanged,
            method,
            "argument",
            old,
            new,
        );
        if old.name != new.name {
            let (kind, why) = if positional {
                (
                    ChangeKind::ArgumentRenamed,
                    "; callers give it by its place",
                )
            } else {
                (ChangeKind::ArgumentFieldRenamed, "")
            };
            let message = format!("the argument `{}` was called `{}`{why}", new.name, old.name);
            self.push(kind, method, message);
        }
    }

    /// An argument that has a setter, or had one.
    fn changed(
        &mut self,
        method: &str,
        request: &str,
        old: &PublicArgument<'_>,
        new: &PublicArgument<'_>,
    ) {
        let path = format!("{request}::{}", new.name);
        match (old.required, new.required) {
            (true, _) => {
                let message = format!(
                    "the argument `{}` need not be given any more: it is a setter",
                    old.name
                );
                self.push(ChangeKind::ArgumentOptional, method, message);
            }
            (false, true) => {
                let message = format!(
                    "`{}` must be given: it is an argument and no setter",
                    new.name
                );
                self.push(ChangeKind::ArgumentRequired, method, message);
            }
            (false, false) => {
                if old.name != new.name {
                    let message = format!("the setter was called `{}`", old.name);
                    self.push(ChangeKind::SetterRenamed, &path, message);
                }
                self.retyped(ChangeKind::SetterTypeChanged, &path, "setter", old, new);
            }
        }
    }

    fn retyped(
        &mut self,
        kind: ChangeKind,
        path: &str,
        noun: &str,
        old: &PublicArgument<'_>,
        new: &PublicArgument<'_>,
    ) {
        if !self.same.is(&old.ty, &new.ty) {
            let message = format!(
                "the {noun} `{}` takes `{}` instead of `{}`",
                new.name,
                short(&new.ty),
                short(&old.ty)
            );
            self.push(kind, path, message);
        }
    }

    /// A change that the compiler does not notice.
    fn sent(&mut self, method: &str, old: &PublicArgument<'_>, new: &PublicArgument<'_>) {
        let name = &new.name;
        if old.written != new.written {
            let message = format!(
                "`{name}` is sent {} instead of {}",
                new.written.untrusted(),
                old.written.untrusted()
            );
            self.push(ChangeKind::ArgumentMoved, method, message);
        }
        // The name of a path parameter is not sent.
        if old.wire != new.wire && location(new) != "in the path" {
            let message = format!(
                "`{name}` is sent as `{}` instead of `{}`",
                new.wire.untrusted(),
                old.wire.untrusted()
            );
            self.push(ChangeKind::ArgumentWireNameChanged, method, message);
        }
        let none = Limits::default();
        let (one, other) = (old.limits.unwrap_or(&none), new.limits.unwrap_or(&none));
        self.limits(method, &format!("`{name}`"), limits::compare(one, other));
    }
}

/// The same name at the same place is the same argument; of the others, the same name in Rust; of
/// required ones, the same type at the same place.
fn pairs(
    old: &PublicOperation<'_>,
    new: &PublicOperation<'_>,
) -> Vec<(Option<usize>, Option<usize>)> {
    let wire = |argument: &PublicArgument<'_>| {
        format!("{} {}", location(argument), argument.wire.untrusted())
    };
    let name = |argument: &PublicArgument<'_>| argument.name.clone();
    let place = |arguments: &[PublicArgument<'_>]| -> Keys {
        let arguments = arguments.iter().enumerate();
        let key = |(index, argument): (usize, &PublicArgument<'_>)| {
            let text = format!("{index} {} {}", location(argument), argument.ty);
            argument.required.then(|| text.into())
        };
        arguments.map(key).collect()
    };
    let (olds, news) = (&old.arguments, &new.arguments);
    matched(&[
        Rule::new(olds, news, wire, wire),
        Rule::new(olds, news, name, name),
        Rule(place(olds), place(news)),
    ])
}

/// Where an argument goes, without how it is written there.
fn location<'a>(argument: &'a PublicArgument<'_>) -> &'a str {
    let written = argument.written.untrusted();
    if argument.wire.is_empty() {
        return "as the body";
    }
    written.split(',').next().unwrap_or(written)
}
