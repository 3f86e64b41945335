//! What does a user of the generated crate need to know besides the first call?
//!
//! The sections are the same on the front page of the documentation and in the README, so they
//! contain no links to items.

use crate::crates::Feature;
use crate::emit::rust::docs::{Doc, code};
use crate::emit::rust::operation::paging;
use crate::emit::rust::package::manifest;
use crate::emit::rust::package::runtime_files::File;
use crate::emit::rust::scope::{Home, Scope, Taken};
use crate::emit::rust::{Crate, Module};

/// Adds the sections; `level` is the mark of their headings.
pub(in crate::emit::rust) fn document(
    krate: &Crate<'_>,
    runtime: &[File],
    level: &str,
    doc: &mut Doc,
) {
    let mut section = |title: &str, paragraphs: &[String]| {
        doc.block(vec![format!("{level} {title}")]);
        for paragraph in paragraphs {
            doc.paragraph(paragraph);
        }
    };
    section("Credentials", &credentials(krate));
    let paged: Vec<String> = krate.modules.iter().filter_map(first_page).collect();
    if !paged.is_empty() {
        section("Pagination", &[pagination(&paged)]);
    }
    section("Errors", &[ERRORS.to_owned()]);
    section("Retries", &[RETRIES.to_owned()]);
    section("Testing", &[TESTING.to_owned()]);
    section("Features", &[]);
    features(krate, runtime, doc);
}

const ERRORS: &str = "Every call returns the type `Error` on failure. It has the status, the headers \
and the body of the response, and `declared::<T>()` decodes the body as an error type of the API. \
Methods such as `is_not_found()`, `is_rate_limited()` and `is_timeout()` classify it.";

const RETRIES: &str = "A request is sent again after a transient problem if that is safe: if its \
method is idempotent, or if the service has rejected it unprocessed. Retries use exponential backoff \
with jitter, honour `Retry-After` and are limited by a retry budget. `retries()` of the builder \
configures them with a `Retries`, and `Retries::none()` disables them. `timeout()` limits a whole \
call, retries included.";

const TESTING: &str = "With the feature `mock`, `Mock` is a transport in memory: `on()` registers \
the responses of an operation, `transport()` of the builder installs it, and `received()` returns \
the requests. `Recorder` records real exchanges and replays them.";

/// The methods of the builders for credentials, and the header where the document declares none.
fn credentials(krate: &Crate<'_>) -> Vec<String> {
    let several = krate.modules.len() > 1;
    let mut paragraphs = Vec::new();
    for module in &krate.modules {
        let schemes = module.api.schemes.iter().zip(&module.names.schemes);
        let setters = schemes.filter(|(scheme, _)| scheme.credential.scheme.client.is_some());
        let setters: Vec<String> = setters
            .map(|(_, name)| code(format!("{name}()").as_str()))
            .collect();
        let subject = match several {
            true => format!("The builder of {}", code(module.name.as_str())),
            false => "The builder".to_owned(),
        };
        paragraphs.push(match setters.as_slice() {
            [] => format!(
                "{subject} has no methods for credentials, because the document declares none."
            ),
            [one] => format!("{subject} takes credentials by the method {one}."),
            all => format!(
                "{subject} takes credentials by the methods {}.",
                all.join(", ")
            ),
        });
    }
    paragraphs.push(
        "For credentials that the document does not declare, send a header with every call: \
         `Client::builder().header(\"Authorization\", \"Bearer …\")`."
            .to_owned(),
    );
    paragraphs
}

/// The first paginated operation of a module.
fn first_page(module: &Module<'_>) -> Option<String> {
    let taken = Taken::of(module);
    let scope = Scope::new(module, &taken, Home::Types);
    let operations = module.api.operations.iter().zip(&module.names.operations);
    let mut paged = operations.filter(|(operation, _)| paging::plan(&scope, operation).is_some());
    let (_, names) = paged.next()?;
    Some(code(format!("{}()", names.method).as_str()))
}

fn pagination(paged: &[String]) -> String {
    format!(
        "A request of a paginated operation, for example {}, has two methods besides `send()`: \
         `stream()` yields the items of all pages, and `pages()` yields whole pages. Further pages are \
         requested as they are needed.",
        paged.join(" or ")
    )
}

fn features(krate: &Crate<'_>, runtime: &[File], doc: &mut Doc) {
    let needed = manifest::crates(krate, runtime);
    let defaults = manifest::wanted_features(krate);
    doc.list(
        manifest::features(&needed).map(|Feature { name, about, .. }| {
            let usual = if defaults.contains(name) {
                " (default)"
            } else {
                ""
            };
            let mut body = Doc::new();
            body.paragraph(about);
            (format!("`{name}`{usual}"), body)
        }),
    );
}
