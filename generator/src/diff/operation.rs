//! What is different about an operation?

use super::ChangeKind;
use super::matching::{Rule, matched};
use super::pair::{Pair, Side};
use super::same::short;
use crate::emit::rust::{PublicField, PublicOperation};
use crate::ir::{Alternative, ErrorResponse, Operation, Segment, Server, StatusMatch};
use crate::name::OperationNames;
use crate::text::DocumentText;

/// An operation in one state.
struct Seen<'a> {
    operation: &'a Operation,
    names: &'a OperationNames,
    public: &'a PublicOperation<'a>,
}

impl<'a> Seen<'a> {
    fn of(side: &'a Side<'_>, index: usize) -> Option<Self> {
        Some(Self {
            operation: side.meaning.api.operations.get(index)?,
            names: side.meaning.names.operations.get(index)?,
            public: side.public.operations.get(index)?,
        })
    }

    fn method(&self) -> String {
        format!("Client::{}", self.names.method)
    }

    fn line(&self) -> String {
        self.operation.route().untrusted().to_owned()
    }
}

impl Pair<'_, '_> {
    /// Compares an operation that both states have, or tells of one that only one has.
    pub(super) fn operation(&mut self, old: Option<usize>, new: Option<usize>) {
        let (one, other) = (self.old, self.new);
        let old = old.and_then(|index| Seen::of(one, index));
        let new = new.and_then(|index| Seen::of(other, index));
        match (old, new) {
            (None, Some(new)) => {
                let message = format!("`{}` can be called", new.line());
                self.push(ChangeKind::OperationAdded, &new.method(), message);
            }
            (Some(old), None) => {
                let omitted = other.meaning.api.omitted.iter().find(|omitted| {
                    omitted.method == old.operation.method.token()
                        && omitted.path == old.operation.path.text
                });
                let message = match omitted {
                    Some(omitted) => format!(
                        "`{}` cannot be bound any more: {}",
                        old.line(),
                        omitted.reason.untrusted()
                    ),
                    None => format!("`{}` is gone", old.line()),
                };
                self.push(ChangeKind::OperationRemoved, &old.method(), message);
            }
            (Some(old), Some(new)) => self.both(&old, &new),
            (None, None) => {}
        }
    }

    fn both(&mut self, old: &Seen<'_>, new: &Seen<'_>) {
        let method = new.method();
        let request = format!("operations::{}", new.names.request);
        if old.names.method != new.names.method {
            let message = format!("the method was called `{}`", old.names.method);
            self.push(ChangeKind::OperationRenamed, &method, message);
        } else if old.names.request != new.names.request {
            let message = format!("the request was called `{}`", old.names.request);
            self.push(ChangeKind::RequestRenamed, &request, message);
        }
        if new.operation.docs.deprecated && !old.operation.docs.deprecated {
            self.push(
                ChangeKind::OperationDeprecated,
                &method,
                "calls of it are warned of",
            );
        }
        self.features_of_operation(&method, old.operation, new.operation);
        self.route(&method, old.operation, new.operation);
        self.server(&format!("{request}::server"), old, new);
        self.arguments(&method, &request, old.public, new.public);
        self.bodies(&request, &old.public.bodies, &new.public.bodies);
        self.result(&method, &request, old, new);
        self.errors(&method, &old.operation.errors, &new.operation.errors);
        self.arriving(&request, old, new);
    }

    /// Where the request goes, and with what credentials.
    fn route(&mut self, method: &str, old: &Operation, new: &Operation) {
        if old.method != new.method {
            let (after, before) = (new.method.token(), old.method.token());
            let (after, before) = (after.untrusted(), before.untrusted());
            let message = format!("the method is `{after}` instead of `{before}`");
            self.push(ChangeKind::MethodChanged, method, message);
        }
        if old.path.segments.len() != new.path.segments.len() || skeleton(old) != skeleton(new) {
            let message = format!(
                "the path is `{}` instead of `{}`",
                new.path.text.untrusted(),
                old.path.text.untrusted()
            );
            self.push(ChangeKind::PathChanged, method, message);
        }
        let urls = |servers: &[Server]| -> Vec<String> {
            servers
                .iter()
                .map(|server| format!("`{}`", server.url.untrusted()))
                .collect()
        };
        let (before, after) = (urls(&old.servers), urls(&new.servers));
        if before != after {
            let message = format!(
                "its own servers are {} instead of {}",
                some(&after),
                some(&before)
            );
            self.push(ChangeKind::OperationServerChanged, method, message);
        }
        if old.security != new.security {
            let message = format!(
                "it needs {} instead of {}",
                alternatives(&new.security),
                alternatives(&old.security)
            );
            self.push(ChangeKind::SecurityChanged, method, message);
        }
    }

    /// The choice among servers of its own.
    fn server(&mut self, path: &str, old: &Seen<'_>, new: &Seen<'_>) {
        let choice = |side: &Side<'_>, seen: &Seen<'_>| {
            let choice = side.meaning.names.choice_of(seen.operation);
            choice.map(|names| names.ty.to_string())
        };
        match (choice(self.old, old), choice(self.new, new)) {
            (None, Some(ty)) => {
                let message = format!("the setter `server: {ty}` is new");
                self.push(ChangeKind::SetterAdded, path, message);
            }
            (Some(ty), None) => {
                let message = format!("the setter `server: {ty}` is gone");
                self.push(ChangeKind::SetterRemoved, path, message);
            }
            (Some(before), Some(after)) if before != after => {
                let message = format!("the setter takes `{after}` instead of `{before}`");
                self.push(ChangeKind::SetterTypeChanged, path, message);
            }
            _ => {}
        }
    }

    /// The variants of a body of one of several media types.
    fn bodies(&mut self, request: &str, old: &[PublicField], new: &[PublicField]) {
        if old.is_empty() || new.is_empty() {
            // Another type, which the argument tells.
            return;
        }
        let kinds = [
            ChangeKind::BodyVariantAdded,
            ChangeKind::BodyVariantRemoved,
            ChangeKind::BodyVariantTypeChanged,
        ];
        self.variants(request, "body", kinds, old, new);
    }

    fn variants(
        &mut self,
        request: &str,
        noun: &str,
        [added, removed, retyped]: [ChangeKind; 3],
        old: &[PublicField],
        new: &[PublicField],
    ) {
        let name = |property: &PublicField| property.name.clone();
        for (before, after) in matched(&[Rule::new(old, new, name, name)]) {
            let before = before.and_then(|at| old.get(at));
            let after = after.and_then(|at| new.get(at));
            match (before, after) {
                (None, Some(PublicField { name, .. })) => {
                    self.push(added, request, format!("the {noun} `{name}` is new"));
                }
                (Some(PublicField { name, .. }), None) => {
                    self.push(removed, request, format!("the {noun} `{name}` is gone"));
                }
                (Some(before), Some(after)) if !self.same.is(&before.ty, &after.ty) => {
                    let message = format!(
                        "the {noun} `{}` holds {} instead of {}",
                        after.name,
                        held(&after.ty),
                        held(&before.ty)
                    );
                    self.push(retyped, request, message);
                }
                _ => {}
            }
        }
    }

    fn result(&mut self, method: &str, request: &str, old: &Seen<'_>, new: &Seen<'_>) {
        let by_status = |seen: &Seen<'_>| !seen.public.responses.is_empty();
        if by_status(old) && by_status(new) {
            let kinds = [
                ChangeKind::ResponseAdded,
                ChangeKind::ResponseRemoved,
                ChangeKind::ResponseTypeChanged,
            ];
            let (before, after) = (&old.public.responses, &new.public.responses);
            self.variants(request, "answer", kinds, before, after);
            // The enum is named after the request, which was reported.
        } else if !self.same.is(&old.public.result, &new.public.result) {
            let message = format!(
                "the result is `{}` instead of `{}`",
                short(&new.public.result),
                short(&old.public.result)
            );
            self.push(ChangeKind::ResultTypeChanged, method, message);
        }
        let accepted = |operation: &Operation| -> Vec<String> {
            let bodies = operation
                .responses
                .iter()
                .filter_map(|response| response.body.as_ref());
            let mut types: Vec<_> = bodies
                .map(|body| format!("`{}`", body.media_type.untrusted()))
                .collect();
            types.sort();
            types.dedup();
            types
        };
        let (before, after) = (accepted(old.operation), accepted(new.operation));
        if before != after {
            let message = format!("it asks for {} instead of {}", some(&after), some(&before));
            self.push(ChangeKind::AcceptChanged, method, message);
        }
    }

    /// The declared failures. Whether a program finds a body is known when it runs.
    fn errors(&mut self, method: &str, old: &[ErrorResponse], new: &[ErrorResponse]) {
        let status = |error: &ErrorResponse| format!("{:?}", error.status);
        for (before, after) in matched(&[Rule::new(old, new, status, status)]) {
            let before = before.and_then(|at| old.get(at));
            let after = after.and_then(|at| new.get(at));
            match (before, after) {
                (None, Some(error)) => {
                    let message = format!("the failure {} is declared", said(error.status));
                    self.push(ChangeKind::ErrorAdded, method, message);
                }
                (Some(error), None) => {
                    let message = format!("the failure {} is declared no more", said(error.status));
                    self.push(ChangeKind::ErrorRemoved, method, message);
                }
                (Some(before), Some(after)) => {
                    let one = self.old.error_body(before);
                    let other = self.new.error_body(after);
                    let same = match (&one, &other) {
                        (Some(one), Some(other)) => self.same.is(one, other),
                        (one, other) => one.is_none() && other.is_none(),
                    };
                    if !same || before.text != after.text || before.problem != after.problem {
                        let shown = |body: Option<String>, error: &ErrorResponse| match body {
                            Some(body) => format!("`{}`", short(&body)),
                            None if error.text => "text".to_owned(),
                            None => "nothing".to_owned(),
                        };
                        let message = format!(
                            "the failure {} has {} instead of {}",
                            said(after.status),
                            shown(other, after),
                            shown(one, before)
                        );
                        self.push(ChangeKind::ErrorBodyChanged, method, message);
                    }
                }
                (None, None) => {}
            }
        }
    }

    /// Pages and streams.
    fn arriving(&mut self, request: &str, old: &Seen<'_>, new: &Seen<'_>) {
        let kinds = [
            (
                &old.public.item,
                &new.public.item,
                [
                    ChangeKind::PagesAdded,
                    ChangeKind::PagesRemoved,
                    ChangeKind::PageItemTypeChanged,
                ],
                ["stream()` and `pages()", "an item of a page"],
            ),
            (
                &old.public.events,
                &new.public.events,
                [
                    ChangeKind::EventsAdded,
                    ChangeKind::EventsRemoved,
                    ChangeKind::EventTypeChanged,
                ],
                ["events()", "an item of the stream"],
            ),
        ];
        for (before, after, [added, removed, retyped], [method, item]) in kinds {
            match (before, after) {
                (None, Some(_)) => self.push(added, request, format!("`{method}` can be called")),
                (Some(_), None) => {
                    self.push(
                        removed,
                        request,
                        format!("`{method}` cannot be called any more"),
                    );
                }
                (Some(before), Some(after)) if !self.same.is(before, after) => {
                    let message = format!(
                        "{item} is `{}` instead of `{}`",
                        short(after),
                        short(before)
                    );
                    self.push(retyped, request, message);
                }
                _ => {}
            }
        }
        match (old.public.download, new.public.download) {
            (false, true) => self.push(
                ChangeKind::DownloadAdded,
                request,
                "`download()` can be called",
            ),
            (true, false) => {
                let message = "`download()` cannot be called any more";
                self.push(ChangeKind::DownloadRemoved, request, message);
            }
            _ => {}
        }
        if let (Some(before), Some(after)) = (&old.operation.paging, &new.operation.paging)
            && (&before.turn, &before.items) != (&after.turn, &after.items)
        {
            self.push(
                ChangeKind::PagingChanged,
                request,
                "the next page is found in another way",
            );
        }
        if let (Some(before), Some(after)) = (&old.operation.streaming, &new.operation.streaming)
            && (before.framing, &before.media_type) != (after.framing, &after.media_type)
        {
            let message = format!(
                "the stream is `{}` instead of `{}`",
                after.media_type.untrusted(),
                before.media_type.untrusted()
            );
            self.push(ChangeKind::FramingChanged, request, message);
        }
    }
}

/// A path without the names of its parameters, which are not sent.
fn skeleton(operation: &Operation) -> String {
    let segments = operation.path.segments.iter();
    segments
        .map(|segment| match segment {
            Segment::Literal(text) => text.untrusted(),
            Segment::Parameter(_) => "{}",
        })
        .collect()
}

fn alternatives(all: &[Alternative]) -> String {
    let one = |alternative: &Alternative| {
        let schemes = alternative.schemes.iter().map(|(name, scopes)| {
            let name = name.untrusted();
            if scopes.is_empty() {
                return format!("`{name}`");
            }
            let scopes = DocumentText::join(scopes.iter().map(DocumentText::borrowed), ", ");
            format!("`{name}` ({})", scopes.untrusted())
        });
        let schemes: Vec<_> = schemes.collect();
        if schemes.is_empty() {
            "nothing".to_owned()
        } else {
            schemes.join(" and ")
        }
    };
    if all.is_empty() {
        return "no credentials".to_owned();
    }
    all.iter().map(one).collect::<Vec<_>>().join(" or ")
}

fn some(texts: &[String]) -> String {
    if texts.is_empty() {
        "none".to_owned()
    } else {
        texts.join(", ")
    }
}

fn held(ty: &str) -> String {
    if ty.is_empty() {
        "nothing".to_owned()
    } else {
        format!("`{}`", short(ty))
    }
}

fn said(status: StatusMatch) -> String {
    match status {
        StatusMatch::Code(code) => format!("`{code}`"),
        StatusMatch::Range(digit) => format!("`{digit}XX`"),
        StatusMatch::Default => "`default`".to_owned(),
    }
}
