//! Where does a reader begin: which APIs, which operations?

use super::page::{Anchors, Page, first, in_line};
use super::places::link;
use super::{Reference, operation};
use crate::emit::rust::{
    Call, Crate, Doc, code, document_features, fenced, groups, omitted, plain, prose, title, wire,
};
use crate::ir::Credential;
use crate::text::{DocumentStr, DocumentText};

/// The page of all APIs.
pub(super) fn root(krate: &Crate<'_>) -> String {
    let mut page = Page::default();
    page.heading(1, krate.name);
    page.paragraph("Made by bindery from OpenAPI descriptions; changes are overwritten.");
    let rows = krate.modules.iter().map(|module| {
        let name = module.name.as_str();
        let (said, _) = in_line(&first(&prose(&module.api.docs, "")));
        let title = plain(&title(&module.api.title));
        let count = module.api.operations.len().to_string();
        vec![
            format!("[{title}]({name}/README.md)"),
            code(name),
            count,
            said,
        ]
    });
    page.table(
        &["API", "Module", "Operations", "Description"],
        &rows.collect::<Vec<_>>(),
    );
    page.paragraph("The examples are programs. This is what they need in `Cargo.toml`:");
    let toml = format!(
        "[dependencies]\n{name} = {{ path = \"path/to/{name}\" }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}",
        name = krate.name
    );
    page.block(&fenced("toml", &toml));
    page.finish()
}

/// The page of an API and those of its tags, by their paths.
pub(super) fn pages(api: &Reference<'_>) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let mut index = Page::default();
    start(api, &mut index);
    match groups(api.module) {
        None => {
            // The index stands above what it leads to, so the anchors are counted ahead.
            let path = "README.md";
            let mut anchors = Anchors::default();
            for heading in headings(api) {
                anchors.give(&heading);
            }
            let mut sections = Page::with(anchors);
            let rows: Vec<_> = api
                .calls
                .iter()
                .map(|call| {
                    let anchor = operation::section(api, call, path, &mut sections);
                    row(call, &format!("#{anchor}"))
                })
                .collect();
            table(&mut index, &rows);
            end(api, &mut index);
            index.append(sections);
        }
        Some(groups) => {
            for (group, places) in &groups {
                let path = format!("operations/{}.md", group.as_str());
                let mut page = Page::default();
                let calls: Vec<&Call<'_>> =
                    places.iter().filter_map(|at| api.calls.get(*at)).collect();
                let name = calls
                    .first()
                    .and_then(|call| call.operation.tags.first())
                    .map_or(DocumentStr::new("Others"), DocumentText::trim);
                page.heading(1, name);
                let back = link(&path, "README.md", "");
                let home = plain(&title(&api.module.api.title));
                page.paragraph(&format!("[{home}]({back})"));
                index.heading(2, name);
                let rows: Vec<_> = calls
                    .iter()
                    .map(|call| {
                        let anchor = operation::section(api, call, &path, &mut page);
                        row(call, &link("README.md", &path, &anchor))
                    })
                    .collect();
                table(&mut index, &rows);
                pages.push((path, page.finish()));
            }
            end(api, &mut index);
        }
    }
    pages.push(("README.md".to_owned(), index.finish()));
    pages
}

/// The headings that `start` and `end` write.
fn headings(api: &Reference<'_>) -> Vec<DocumentText> {
    let mut headings = vec![title(&api.module.api.title)];
    if !api.module.api.schemes.is_empty() {
        headings.push(CREDENTIALS.into());
    }
    if api.places.pages().next().is_some() {
        headings.push(TYPES.into());
    }
    if !api.module.api.omitted.is_empty() {
        headings.push(OMITTED.into());
    }
    headings
}

const CREDENTIALS: &str = "Credentials";
const TYPES: &str = "Types";
const OMITTED: &str = "Left out";

fn start(api: &Reference<'_>, page: &mut Page) {
    let meaning = api.module.api;
    page.heading(1, &title(&meaning.title));
    page.prose(&prose(&meaning.docs, ""));
    let path = format!("{}::{}", api.krate.library(), api.module.name.as_str());
    let version = match meaning.version.trim() {
        version if version.is_empty() => String::new(),
        version => format!(", version {} of the description", wire(version)),
    };
    page.paragraph(&format!("The module {}{version}.", code(&path)));
    let servers: Vec<String> = meaning
        .servers
        .iter()
        .map(|server| {
            let (said, _) = in_line(&first(&prose(&server.docs, "")));
            let url = wire(&server.usual_url());
            match said.is_empty() {
                true => url,
                false => format!("{url}: {said}"),
            }
        })
        .collect();
    let mut features = Doc::new();
    document_features(api.module, &mut features);
    page.prose(&features);
    match servers.as_slice() {
        [] => page.paragraph("The document names no server: `ClientBuilder::base_url` has to."),
        [one] => page.paragraph(&format!("All paths are relative to {one}")),
        several => {
            page.paragraph("All paths are relative to one of these; the first is the usual one:");
            page.list(several);
        }
    }
}

fn end(api: &Reference<'_>, page: &mut Page) {
    let meaning = api.module.api;
    if !meaning.schemes.is_empty() {
        page.heading(2, CREDENTIALS);
        let schemes = meaning.schemes.iter().zip(&api.module.names.schemes);
        let rows = schemes.map(|(scheme, setter)| {
            let (said, _) = in_line(&first(&prose(&scheme.docs, "")));
            vec![
                wire(&scheme.name),
                operation::kind(&scheme.credential),
                match scheme.credential {
                    Credential::MutualTls => code("ClientBuilder::transport"),
                    _ => code(&format!("ClientBuilder::{}", setter.as_str())),
                },
                said,
            ]
        });
        page.table(
            &["Scheme", "Kind", "Given with", "Description"],
            &rows.collect::<Vec<_>>(),
        );
    }
    let types: Vec<String> = api
        .places
        .pages()
        .map(|(path, types)| {
            let name = path.trim_start_matches("types/").trim_end_matches(".md");
            let name = if name == "types" { "all types" } else { name };
            format!("[{name}]({path}) ({})", types.len())
        })
        .collect();
    if !types.is_empty() {
        page.heading(2, TYPES);
        page.paragraph(&types.join(", "));
    }
    if !meaning.omitted.is_empty() {
        page.heading(2, OMITTED);
        let mut doc = Doc::new();
        omitted(api.module, &mut doc);
        page.prose(&doc);
    }
}

fn row(call: &Call<'_>, link: &str) -> Vec<String> {
    let operation = call.operation;
    vec![
        format!("[**{}**]({link})", code(call.method)),
        format!(
            "**{}** {}",
            plain(operation.method.token()),
            code(&operation.path.text)
        ),
        operation::summary(call),
    ]
}

fn table(page: &mut Page, rows: &[Vec<String>]) {
    page.table(&["Method", "HTTP request", "Description"], rows);
}
