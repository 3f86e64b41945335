//! What does a reader want to know of an operation?

use super::page::{Page, first, in_line};
use super::{Reference, curl, response};
use crate::emit::rust::{
    Call, Doc, Given, code, default, fenced, further, needed_features, plain, prose, sentences,
    wire,
};
use crate::schemes::{Credential, Place, filled};
use crate::text::DocumentText;
use indexmap::IndexSet;

/// Its section, and the anchor of that.
pub(super) fn section(api: &Reference<'_>, call: &Call<'_>, from: &str, page: &mut Page) -> String {
    let operation = call.operation;
    let anchor = page.heading(2, call.method);
    let method = plain(operation.method.token());
    page.paragraph(&format!("> **{method}** {}", code(&operation.path.text)));
    page.prose(&prose(&operation.docs, ""));
    if operation.docs.deprecated {
        page.paragraph("**Deprecated.**");
    }
    let mut features = Doc::new();
    needed_features(api.module, operation, &mut features);
    page.prose(&features);
    if let Some((url, text)) = &operation.docs.external {
        let mut doc = Doc::new();
        doc.prose(&further(url, text.as_ref()));
        page.prose(&doc);
    }
    if let Some(program) = &call.program {
        page.heading(3, "Example");
        page.block(&fenced("rust,no_run", &program.join("\n")));
    }
    parameters(api, call, from, page);
    response::returned(api, call, from, page);
    authorization(api, call, page);
    content_types(call, page);
    response::errors(api, call, from, page);
    page.heading(3, "On the wire");
    let (meaning, names) = (api.module.api, api.module.names);
    let command = curl::command(meaning, names, api.base.as_deref(), operation);
    page.block(&fenced("sh", &command.join("\n")));
    response::example(api, call, page);
    anchor
}

/// A line of the index: what the document says first.
pub(super) fn summary(call: &Call<'_>) -> String {
    let doc = prose(&call.operation.docs, "");
    in_line(&first(&doc)).0
}

fn parameters(api: &Reference<'_>, call: &Call<'_>, from: &str, page: &mut Page) {
    page.heading(3, "Parameters");
    if call.given.is_empty() {
        page.paragraph("There are no arguments.");
        return;
    }
    if let Some(required) = call.required {
        let path = code(&format!("operations::{required}"));
        page.paragraph(&format!(
            "Required ones that are not in the path are fields of {path}; optional ones are setters."
        ));
    } else if call.given.iter().any(|given| !given.required) {
        page.paragraph("Required ones are arguments, in this order; optional ones are setters.");
    }
    let mut below: Vec<(String, Vec<String>)> = Vec::new();
    let mut rows = Vec::new();
    for given in &call.given {
        let (said, rest) = in_line(&api.said(given.docs, given.ty));
        if !rest.is_empty() {
            below.push((code(given.name), rest));
        }
        let mut ty = api.places.linked(&given.rust, given.ty, from);
        if given.or_text {
            ty.push_str(" or text");
        }
        let name = if given.required {
            format!("**{}**", code(given.name))
        } else {
            code(given.name)
        };
        rows.push(vec![name, ty, said, notes(given)]);
    }
    page.table(&["Name", "Type", "Description", "Notes"], &rows);
    for (name, lines) in below {
        page.paragraph(&format!("{name}, further:"));
        page.block(&lines);
    }
}

fn notes(given: &Given<'_>) -> String {
    let mut notes = Vec::new();
    let place = if given.wire.is_empty() || given.wire == *given.name {
        given.place.to_owned()
    } else {
        format!("{} {}", wire(given.wire), given.place)
    };
    notes.push(if given.required {
        place
    } else {
        format!("optional, {place}")
    });
    // The pattern of a type stands with the type.
    let limits = given.limits.map(|limits| sentences(limits, !given.or_text));
    let mut text = notes.concat();
    let further: Vec<String> = limits
        .unwrap_or_default()
        .into_iter()
        .chain(given.default.map(default))
        .chain(given.docs.deprecated.then(|| "Deprecated.".to_owned()))
        .collect();
    if !further.is_empty() {
        text = format!("{text}. {}", further.join(" "));
    }
    text
}

fn authorization(api: &Reference<'_>, call: &Call<'_>, page: &mut Page) {
    page.heading(3, "Authorization");
    let alternatives: Vec<String> = call
        .operation
        .security
        .iter()
        .map(|alternative| {
            let schemes: Vec<String> = alternative
                .schemes
                .iter()
                .map(|(name, scopes)| scheme(api, name, scopes))
                .collect();
            if schemes.is_empty() {
                "none".to_owned()
            } else {
                schemes.join(" and ")
            }
        })
        .collect();
    match alternatives.as_slice() {
        [] => page.paragraph("None is needed."),
        [one] => page.paragraph(one),
        several => {
            page.paragraph("One of these:");
            page.list(several);
        }
    }
}

fn scheme(api: &Reference<'_>, name: &DocumentText, scopes: &[DocumentText]) -> String {
    let found = api.module.names.scheme(api.module.api, name);
    let mut text = match found {
        Some((scheme, _)) if scheme.credential.is_of_transport() => {
            format!("{} ({})", wire(name), kind(&scheme.credential))
        }
        Some((scheme, setter)) => format!(
            "{} ({}), given with {}",
            wire(name),
            kind(&scheme.credential),
            code(&format!("ClientBuilder::{}", setter.as_str()))
        ),
        None => wire(name),
    };
    if !scopes.is_empty() {
        let scopes: Vec<String> = scopes.iter().map(wire).collect();
        text.push_str(&format!("; scopes {}", scopes.join(", ")));
    }
    text
}

/// A security scheme, in a few words.
pub(super) fn kind(credential: &Credential) -> String {
    let name = credential.name();
    let name = match credential.scheme.place {
        Place::Authorization | Place::Transport => plain(&name),
        Place::Header | Place::Query | Place::Cookie => wire(&name),
    };
    filled(credential.scheme.summary, "", &name)
}

fn content_types(call: &Call<'_>, page: &mut Page) {
    page.heading(3, "HTTP request headers");
    let sent = call.operation.body.as_ref().map(|body| {
        let others = body.others.iter().map(|other| &other.media_type);
        std::iter::once(&body.media_type).chain(others)
    });
    let mut accepted = IndexSet::new();
    let bodies = call
        .operation
        .responses
        .iter()
        .filter_map(|it| it.body.as_ref());
    for body in bodies {
        for name in std::iter::once(&body.media_type).chain(&body.others) {
            accepted.insert(wire(name));
        }
    }
    let sent: Vec<String> = sent.into_iter().flatten().map(wire).collect();
    let accepted: Vec<String> = accepted.into_iter().collect();
    let said = |names: Vec<String>| match names.is_empty() {
        true => "not defined".to_owned(),
        false => names.join(", "),
    };
    page.list(&[
        format!("**Content-Type**: {}", said(sent)),
        format!("**Accept**: {}", said(accepted)),
    ]);
}
