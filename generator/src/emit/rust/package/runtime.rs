//! Which files of the runtime does the output need, and what does its `mod.rs` say?

use crate::config::Dates;
use crate::emit::rust::docs::Doc;
use crate::emit::rust::package::runtime_files::{Cfg, FILES, File};
use crate::emit::rust::scope::{RuntimeUses, Uses};
use crate::emit::{Chunk, Content, Files, RelativePath};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::collections::{BTreeMap, BTreeSet};

/// The files that hold what was used, and what they need in turn. Those that only a server uses are
/// compiled with it alone.
pub(in crate::emit::rust) fn needed(uses: &RuntimeUses) -> Vec<File> {
    let always = with_needs(&uses.always);
    let server = with_needs(&uses.server);
    let files = FILES.iter().filter_map(|file| {
        if always.contains(file.name) {
            return Some(*file);
        }
        let cfg = match file.cfg {
            Cfg::Always => Cfg::Server,
            cfg => cfg,
        };
        server.contains(file.name).then_some(File { cfg, ..*file })
    });
    files.collect()
}

/// The names of the files that hold these items, and of what they need in turn.
fn with_needs(uses: &Uses) -> BTreeSet<&'static str> {
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    let mut open: Vec<&File> = FILES
        .iter()
        .filter(|file| file.items().any(|item| uses.contains(item)))
        .collect();
    while let Some(file) = open.pop() {
        if wanted.insert(file.name) {
            open.extend(
                FILES
                    .iter()
                    .filter(|other| file.needs.contains(&other.name)),
            );
        }
    }
    wanted
}

/// Adds the files and their `mod.rs`.
pub(in crate::emit::rust) fn emit(
    needed: &[File],
    uses: &RuntimeUses,
    dates: Dates,
    files: &mut Files,
) {
    let serves = needed.iter().any(|file| file.cfg == Cfg::Server);
    for file in needed {
        if let Some(path) = RelativePath::new(&format!("src/runtime/{}.rs", file.name)) {
            let code = without_tests(file.text);
            let libraries = LIBRARIES.into_iter().filter(|library| *library != dates);
            let absent = libraries.map(Dates::as_str);
            let absent = absent.chain((!serves).then_some("server"));
            let code = absent.fold(code, |code, feature| without(feature, &code));
            files.0.insert(path, Content::Text(code));
        }
    }
    let modules: TokenStream = needed
        .iter()
        .map(|file| {
            let (cfg, name) = (file.cfg.attribute(), format_ident!("{}", file.name));
            quote! { #cfg pub(crate) mod #name; }
        })
        .collect();
    let public: TokenStream = needed
        .iter()
        .map(|file| file.exports(file.public, &quote! { pub }))
        .collect();
    let private: TokenStream = needed
        .iter()
        .map(|file| {
            let private = || file.private.iter().copied();
            let always: Vec<&str> = private().filter(|it| uses.always.contains(it)).collect();
            let server = private().filter(|it| !always.contains(it));
            let server: Vec<&str> = server.filter(|it| uses.server.contains(it)).collect();
            let with_server = File {
                cfg: Cfg::Server,
                ..*file
            };
            let visibility = quote! { pub(crate) };
            let always = file.exports(&always, &visibility);
            let server = with_server.exports(&server, &visibility);
            quote! { #always #server }
        })
        .collect();
    let conditional: TokenStream = needed
        .iter()
        .map(|file| file.conditional_exports())
        .collect();
    let chunks = vec![
        crate::emit::rust::first_line(None),
        Chunk::Inner(contents(needed)),
        Chunk::Items(modules),
        Chunk::Items(quote! { #public #conditional }),
        Chunk::Items(private),
    ];
    if let Some(path) = RelativePath::new("src/runtime/mod.rs") {
        files.0.insert(path, Content::Rust(chunks));
    }
}

/// The public items of the runtime.
pub(in crate::emit::rust) fn public(needed: &[File]) -> TokenStream {
    let groups = [
        Cfg::Always,
        Cfg::Blocking,
        Cfg::Hyper,
        Cfg::BlockingHyper,
        Cfg::Reqwest,
        Cfg::BlockingReqwest,
        Cfg::Mock,
        Cfg::Server,
    ];
    let mut groups = groups.map(|cfg| (cfg, Vec::new()));
    for file in needed {
        let own = file.public.iter().map(|item| (*item, file.cfg));
        for (item, cfg) in own.chain(file.conditional.iter().copied()) {
            if let Some((_, items)) = groups.iter_mut().find(|(group, _)| *group == cfg) {
                items.push(item);
            }
        }
    }
    groups
        .iter_mut()
        .filter(|(_, items)| !items.is_empty())
        .map(|(cfg, items)| {
            items.sort_unstable();
            let (front, others): (Vec<&str>, Vec<&str>) =
                items.iter().partition(|item| FRONT.contains(item));
            let cfg = cfg.attribute();
            let front = exported(&quote! { #cfg #[doc(inline)] }, &front);
            let others = exported(&quote! { #cfg #[doc(hidden)] }, &others);
            quote! { #front #others }
        })
        .collect()
}

fn exported(attributes: &TokenStream, items: &[&str]) -> TokenStream {
    let items: Vec<_> = items.iter().map(|item| format_ident!("{item}")).collect();
    match items.as_slice() {
        [] => TokenStream::new(),
        [item] => quote! { #attributes pub use runtime::#item; },
        items => quote! { #attributes pub use runtime::{#(#items),*}; },
    }
}

/// The items that most programs name. The front page of the documentation shows them; all others are
/// on the page of the module `runtime`, although the crate root exports them too.
const FRONT: &[&str] = &[
    "Authorize",
    "Blocking",
    "CallOptions",
    "Error",
    "Middleware",
    "Mock",
    "MockResponse",
    "Recorder",
    "Response",
    "Retries",
    "Transport",
];

/// The public items by their purpose.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "Requests",
        &[
            "Request",
            "RawRequest",
            "TypedBody",
            "Detached",
            "Operation",
            "Parameter",
            "Parts",
            "Style",
            "Writer",
            "Multipart",
            "File",
            "Text",
            "Checked",
            "InvalidText",
        ],
    ),
    (
        "Responses",
        &[
            "Response",
            "Error",
            "ErrorBody",
            "Redirect",
            "Problem",
            "Status",
            "ResponseStream",
            "BlockingResponseStream",
            "Download",
            "Downloader",
            "BlockingDownload",
            "Event",
            "Events",
            "Streamer",
            "JsonLines",
            "BlockingEvents",
            "Format",
            "Opener",
            "Opening",
        ],
    ),
    (
        "Pagination",
        &[
            "Items",
            "Pages",
            "BlockingItems",
            "BlockingPages",
            "Paged",
            "Pager",
            "Received",
        ],
    ),
    (
        "Values of models",
        &[
            "Base64",
            "IntegerText",
            "Date",
            "DateTime",
            "Decimal",
            "Duration",
            "HttpDate",
            "Maybe",
            "Time",
        ],
    ),
    (
        "Clients",
        &[
            "Async",
            "Blocking",
            "CallOptions",
            "Caller",
            "ResponseFuture",
            "Retries",
            "Redirects",
            "Middleware",
            "Authorize",
            "AwsSigV4",
            "ClientCredentials",
        ],
    ),
    (
        "Transports",
        &[
            "Transport",
            "BlockingTransport",
            "Hyper",
            "BlockingHyper",
            "Reqwest",
            "BlockingReqwest",
            "Body",
            "BodyStream",
            "BoxFuture",
            "Limits",
        ],
    ),
    (
        "Tests",
        &["Mock", "MockRequest", "MockResponse", "Recorder"],
    ),
    (
        "Servers",
        &[
            "Basic",
            "Call",
            "Failure",
            "Part",
            "Refusal",
            "RequestProblem",
            "Token",
        ],
    ),
];

/// The documentation of the module: what its items are for.
fn contents(needed: &[File]) -> TokenStream {
    let mut doc = Doc::new();
    doc.paragraph(
        "Types that do not depend on the documents. The crate root exports all of them, and its page \
         shows those that most programs name.",
    );
    let own = needed
        .iter()
        .flat_map(|file| file.public.iter().map(|item| (*item, file.cfg)));
    let conditional = needed
        .iter()
        .flat_map(|file| file.conditional.iter().copied());
    let items: BTreeMap<&str, Cfg> = own.chain(conditional).collect();
    let rows = GROUPS.iter().filter_map(|(title, group)| {
        let items = group.iter().filter_map(|item| {
            // A link to an item that a build leaves out would be broken.
            Some(match items.get(item)? {
                Cfg::Always => format!("[`{item}`]"),
                _ => format!("`{item}`"),
            })
        });
        let items: Vec<String> = items.collect();
        let mut body = Doc::new();
        body.paragraph(&items.join(", "));
        (!items.is_empty()).then(|| ((*title).to_owned(), body))
    });
    doc.list(rows.collect::<Vec<_>>());
    doc.inner()
}

impl File {
    fn items(&self) -> impl Iterator<Item = &'static str> {
        self.public.iter().chain(self.private).copied()
    }

    fn exports(&self, items: &[&str], visibility: &TokenStream) -> TokenStream {
        let (cfg, name) = (self.cfg.attribute(), format_ident!("{}", self.name));
        let items: Vec<_> = items.iter().map(|item| format_ident!("{item}")).collect();
        match items.as_slice() {
            [] => TokenStream::new(),
            [item] => quote! { #cfg #visibility use #name::#item; },
            items => quote! { #cfg #visibility use #name::{#(#items),*}; },
        }
    }

    fn conditional_exports(&self) -> TokenStream {
        let name = format_ident!("{}", self.name);
        self.conditional
            .iter()
            .map(|(item, cfg)| {
                let (cfg, item) = (cfg.attribute(), format_ident!("{item}"));
                quote! { #cfg pub use #name::#item; }
            })
            .collect()
    }
}

impl Cfg {
    fn attribute(self) -> TokenStream {
        match self {
            Self::Always => TokenStream::new(),
            Self::Hyper => quote! { #[cfg(feature = "hyper")] },
            Self::Reqwest => quote! { #[cfg(feature = "reqwest")] },
            Self::Blocking => quote! { #[cfg(feature = "blocking")] },
            Self::Mock => quote! { #[cfg(feature = "mock")] },
            Self::Server => quote! { #[cfg(feature = "server")] },
            Self::Tracing => quote! { #[cfg(feature = "tracing")] },
            Self::BlockingHyper => {
                quote! { #[cfg(all(feature = "hyper", feature = "blocking"))] }
            }
            Self::BlockingReqwest => {
                quote! { #[cfg(all(feature = "reqwest", feature = "blocking"))] }
            }
        }
    }
}

/// A file without its unit tests: they are run where the runtime is developed.
fn without_tests(text: &str) -> String {
    match text.split_once("\n#[cfg(test)]\nmod tests {") {
        Some((code, _)) => code.to_owned(),
        None => text.to_owned(),
    }
}

/// The libraries that dates are converted to; a crate has one of them.
const LIBRARIES: [Dates; 3] = [Dates::Jiff, Dates::Chrono, Dates::Time];

/// A file without the items for a feature that the crate does not have.
fn without(feature: &str, text: &str) -> String {
    let start = format!("\n#[cfg(feature = \"{feature}\")]\n");
    let mut parts = text.split(&start);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // An item ends with the first brace at the beginning of a line.
        kept.push_str(part.split_once("\n}\n").map_or("", |(_, rest)| rest));
    }
    kept
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "the indices come from the text itself")]
mod tests {
    use super::*;
    use crate::crates::DEPENDENCIES;

    #[test]
    fn one_library_for_dates_is_left() {
        let file = FILES.iter().find(|file| file.name == "date").unwrap();
        let code = without_tests(file.text);
        let code = without("time", &without("jiff", &code));
        assert!(code.contains("to_chrono") && code.contains("kept! {"));
        assert!(
            !code.contains("jiff") && !code.contains("to_time"),
            "{code}"
        );
        assert!(!code.contains("\n\n\n"), "{code}");
        assert!(syn::parse_file(&code).is_ok(), "{code}");
    }

    /// Rows that differ from the sources on purpose: a file with the files that it needs without
    /// naming them, and with those that it names without needing them.
    const EXCEPTIONS: &[(&str, &[&str], &[&str])] = &[
        // Users find all transports beside the builder.
        (
            "builder",
            &["mock", "recorder", "reqwest_async", "reqwest_blocking"],
            &[],
        ),
        // Blocking clients have pages of their own.
        ("page", &["page_blocking"], &[]),
        // It has methods of `Page`, which they call.
        ("page_cursor", &["page_query"], &[]),
        ("page_position", &["page_query"], &[]),
        // The macro names it for properties that are a `Maybe` only.
        ("model", &[], &["maybe"]),
    ];

    /// The table is what the sources say: the files behind `super::` and `crate::runtime::`, links in
    /// the documentation included.
    #[test]
    fn needs_are_those_of_the_text() {
        let mut wrong = Vec::new();
        for file in FILES {
            let code = without_tests(file.text);
            let named = |other: &&File| {
                other.name != file.name
                    && (paths(&code, "super").contains(other.name)
                        || paths(&code, "crate::runtime").contains(other.name))
            };
            let mut named: BTreeSet<&str> = FILES.iter().filter(named).map(|it| it.name).collect();
            let exception = EXCEPTIONS.iter().find(|row| row.0 == file.name);
            if let Some((_, unnamed, unneeded)) = exception {
                named.extend(*unnamed);
                named.retain(|name| !unneeded.contains(name));
            }
            let needs: BTreeSet<&str> = file.needs.iter().copied().collect();
            if needs != named {
                wrong.push(format!("{}: {named:?} instead of {needs:?}", file.name));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// The crates of a row are those that the source names.
    #[test]
    fn crates_are_those_of_the_text() {
        let mut wrong = Vec::new();
        for file in FILES {
            let code = without_tests(file.text);
            let lines = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            let code = lines.collect::<Vec<_>>().join("\n");
            let named = |name: &&str| {
                // A manifest has one library for dates; rows name the usual one.
                let library = match *name {
                    "chrono" | "time" => return false,
                    "md-5" => "md5".to_owned(),
                    "rustls-webpki" => "webpki".to_owned(),
                    name => name.replace('-', "_"),
                };
                is_named(&code, &library) && !(file.name == "tls_ring" && *name == "hmac")
            };
            let all = DEPENDENCIES.iter().map(|(name, _)| *name);
            let named: BTreeSet<&str> = all.filter(named).collect();
            let crates: BTreeSet<&str> = file.crates.iter().copied().collect();
            if crates != named {
                wrong.push(format!("{}: {named:?} instead of {crates:?}", file.name));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// The first names behind a path, also in braces.
    fn paths<'a>(code: &'a str, path: &str) -> BTreeSet<&'a str> {
        let start = format!("{path}::");
        let mut all = BTreeSet::new();
        for (at, _) in code.match_indices(&start) {
            let rest = &code[at + start.len()..];
            match rest.strip_prefix('{') {
                Some(list) => {
                    let list = list.split('}').next().unwrap_or_default();
                    all.extend(list.split(',').map(|it| first_word(it.trim())));
                }
                None => {
                    all.insert(first_word(rest));
                }
            }
        }
        all
    }

    fn first_word(text: &str) -> &str {
        let end = text.find(|c: char| !is_of_word(c)).unwrap_or(text.len());
        &text[..end]
    }

    /// Whether a path begins with this crate.
    fn is_named(code: &str, library: &str) -> bool {
        code.match_indices(&format!("{library}::")).any(|(at, _)| {
            let before = &code[..at];
            let before = before.strip_suffix("::").unwrap_or(before);
            !before.ends_with(|c: char| is_of_word(c) || c == '>' || c == ':')
        })
    }

    fn is_of_word(c: char) -> bool {
        c.is_alphanumeric() || c == '_'
    }

    #[test]
    fn only_what_is_used_is_copied() {
        let uses = RuntimeUses {
            always: Uses::from(["Error"]),
            server: Uses::from(["AsJson"]),
        };
        let files = needed(&uses);
        let with_server = files.iter().filter(|file| file.cfg == Cfg::Server);
        let with_server: Vec<_> = with_server.map(|file| file.name).collect();
        assert_eq!(with_server, ["nested", "parameter", "text"]);
        let uses = RuntimeUses {
            server: Uses::new(),
            ..uses
        };
        let names: Vec<_> = needed(&uses).iter().map(|file| file.name).collect();
        assert_eq!(names, ["error", "json_repair", "operation", "whole"]);
    }

    #[test]
    fn every_public_item_has_its_group() {
        let own = FILES.iter().flat_map(|file| file.public.iter());
        let conditional = FILES.iter().flat_map(|file| file.conditional.iter());
        let items: BTreeSet<&str> = own
            .chain(conditional.map(|(item, _)| item))
            .copied()
            .collect();
        let groups = GROUPS.iter().flat_map(|(_, items)| items.iter());
        let grouped: Vec<&str> = groups.copied().collect();
        assert_eq!(grouped.iter().copied().collect::<BTreeSet<_>>(), items);
        assert_eq!(grouped.len(), items.len(), "an item is in two groups");
        assert!(FRONT.iter().all(|item| items.contains(item)));
    }

    #[test]
    fn tests_are_left_out() {
        assert!(
            FILES
                .iter()
                .all(|file| !without_tests(file.text).contains("#[test]"))
        );
    }
}
