//! The responses of an operation: type, statuses and an example.

use super::Reference;
use super::page::{Page, in_line};
use crate::emit::rust::{Call, Outcome, code, fenced, prose, wire};
use crate::examples::{self, Direction};
use crate::ir::{Method, Payload, StatusMatch, SuccessResponse};
use crate::text::DocumentValue;

/// "Return type".
pub(super) fn returned(api: &Reference<'_>, call: &Call<'_>, from: &str, page: &mut Page) {
    page.heading(3, "Return type");
    if let Some(name) = call.response {
        let path = format!("operations::{name}");
        page.paragraph(&format!("{}, by the status of the response:", code(&path)));
        let rows = call.outcomes.iter().map(|outcome| {
            let status = outcome.status.map(status).unwrap_or_default();
            vec![status, ty(api, outcome, from)]
        });
        page.table(&["Status", "Holds"], &rows.collect::<Vec<_>>());
    } else if let Some(outcome) = call.outcomes.first() {
        let ty = ty(api, outcome, from);
        page.paragraph(&if call.optional {
            format!(
                "{ty}, in an {}: some successes have no content",
                code("Option")
            )
        } else {
            ty
        });
    }
    if call.paged {
        page.paragraph(
            "The answer goes on: `stream()` gives one item after the other and fetches pages as they \
             are needed, `pages()` gives whole pages, and `send()` the first one.",
        );
    }
    if let Some(streaming) = &call.operation.streaming {
        let item = match &streaming.item {
            Some(item) => {
                let rust = api.surface.held(item);
                api.places.linked(&rust, Some(item), from)
            }
            None => code("String"),
        };
        page.paragraph(&format!("`events()` returns each {item} when it arrives."));
    }
    let module = api.module;
    let headers = module.names.headers_of(module.api, &call.operation.headers);
    let headers: Vec<String> = headers
        .map(|(header, name)| {
            let function = code(&format!("headers::{}", name.as_str()));
            format!("{} ({function})", wire(&header.name))
        })
        .collect();
    if !headers.is_empty() {
        page.paragraph(&format!(
            "Headers of the response, available with `Client::send_full`: {}",
            headers.join(", ")
        ));
    }
}

fn ty(api: &Reference<'_>, outcome: &Outcome<'_>, from: &str) -> String {
    match &outcome.rust {
        Some(rust) => api.places.linked(rust, outcome.ty, from),
        None => "`()` (no content)".to_owned(),
    }
}

/// "Errors".
pub(super) fn errors(api: &Reference<'_>, call: &Call<'_>, from: &str, page: &mut Page) {
    if call.operation.failures().next().is_none() {
        return;
    }
    page.heading(3, "Errors");
    let rows = call.operation.failures().map(|error| {
        let body = match &error.body {
            Some(ty) => api.places.linked(&api.surface.held(ty), Some(ty), from),
            None if error.text => code("String"),
            None if error.problem => code("Problem"),
            None => String::new(),
        };
        let (said, _) = in_line(&prose(&error.docs, ""));
        vec![status(error.status), body, said]
    });
    page.table(
        &["Status", "Body", "Description"],
        &rows.collect::<Vec<_>>(),
    );
    let bodies = call.operation.failures().any(|error| error.body.is_some());
    if bodies {
        page.paragraph("`Error::declared` returns the body as its type.");
    }
    for error in call.operation.failures() {
        let Some(ty) = &error.body else { continue };
        let said = error.docs.example.clone();
        // One body made from the schema is enough: the others look alike.
        let first = call
            .operation
            .failures()
            .find(|it| it.body.as_ref() == Some(ty));
        if said.is_none() && first != Some(error) {
            continue;
        }
        let value =
            said.unwrap_or_else(|| examples::value(api.module.api, ty, Direction::Response));
        page.paragraph(&format!(
            "Such a response, with {}:",
            said_status(error.status)
        ));
        page.block(&shown(&value));
    }
}

/// An example response, if there is content to show.
pub(super) fn example(api: &Reference<'_>, call: &Call<'_>, page: &mut Page) {
    let operation = call.operation;
    if operation.method == Method::Head {
        page.paragraph("The response has no body.");
        return;
    }
    let with_body = operation
        .responses
        .iter()
        .find(|response| response.body.is_some());
    let Some(response) = with_body.or(operation.responses.first()) else {
        return;
    };
    let status = said_status(response.status);
    match body(api, response) {
        Some(lines) => {
            page.paragraph(&format!("The response, with {status}:"));
            page.block(&lines);
        }
        None => page.paragraph(&format!(
            "The response has {status}; there is no example of its body."
        )),
    }
}

fn body(api: &Reference<'_>, response: &SuccessResponse) -> Option<Vec<String>> {
    let body = response.body.as_ref()?;
    match (&body.payload, &response.docs.example) {
        (Payload::Json(_), Some(value)) => Some(shown(value)),
        (Payload::Json(ty), None) => Some(shown(&examples::value(
            api.module.api,
            ty,
            Direction::Response,
        ))),
        (_, Some(value)) => value.as_text().map(|text| fenced("text", text)),
        _ => None,
    }
}

fn shown(value: &DocumentValue) -> Vec<String> {
    fenced("json", &value.to_pretty_json())
}

/// A status in words.
pub(super) fn status(status: StatusMatch) -> String {
    match status {
        StatusMatch::Code(code) => code.to_string(),
        StatusMatch::Range(digit) => format!("{digit}00 to {digit}99"),
        StatusMatch::Default => "any other".to_owned(),
    }
}

fn said_status(of: StatusMatch) -> String {
    match of {
        StatusMatch::Code(_) => format!("status {}", status(of)),
        StatusMatch::Range(_) => format!("a status from {}", status(of)),
        StatusMatch::Default => "any other status".to_owned(),
    }
}
