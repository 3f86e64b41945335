//! What do the files of one document's module hold?

use super::about::wire;
use super::arguments::{self, Arguments};
use super::docs::Doc;
use super::groups::groups;
use super::scope::{Home, Named, Scope, Taken, Uses, ident};
use super::{Crate, Module, client, headers, lib_rs, manifest, request, service, types};
use crate::emit::{Chunk, Content, Files, Format, Formatted, RelativePath};
use crate::ir::Operation;
use crate::name::{Identifier, OperationNames};
use crate::parallel;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::BTreeMap;

/// Adds the files of a module, and records what they use of the runtime.
pub(super) fn emit(
    krate: &Crate<'_>,
    module: &Module<'_>,
    format: Format,
    files: &mut Files,
    uses: &mut Uses,
) {
    let taken = Taken::of(module);
    let operations: Vec<_> = arguments::operations(module).collect();
    let mut writer = Writer {
        krate,
        module,
        format,
        taken: &taken,
        operations: &operations,
        files,
        uses,
    };
    let groups = groups(module);
    writer.root();
    writer.types();
    writer.headers();
    writer.operations(groups.as_ref());
    writer.client(groups.as_ref());
    if module.is_served(krate) {
        writer.service();
    }
}

/// Modules with the places of their operations.
type Groups = BTreeMap<Identifier, Vec<usize>>;

/// An operation with what follows for it.
type Bound<'a> = (&'a Operation, &'a OperationNames, Arguments<'a>);

/// A file's items are emitted and formatted so many at a time. It is no matter of the output, but
/// one of how evenly the work is shared.
const RUN: usize = 24;

/// The items of a file, formatted, and what they name.
#[derive(Default)]
struct Body {
    runs: Vec<Formatted>,
    named: Named,
}

struct Writer<'a> {
    krate: &'a Crate<'a>,
    module: &'a Module<'a>,
    format: Format,
    taken: &'a Taken<'a>,
    operations: &'a [Bound<'a>],
    files: &'a mut Files,
    uses: &'a mut Uses,
}

impl<'a> Writer<'a> {
    fn add(&mut self, name: &str, docs: TokenStream, chunks: Vec<Chunk>) {
        let mut all = vec![super::header(Some(self.module.name.as_str()))];
        if !docs.is_empty() {
            all.push(Chunk::Inner(docs));
        }
        all.extend(chunks);
        let path = format!("src/{}/{name}.rs", self.module.name.as_str());
        if let Some(path) = RelativePath::new(&path) {
            self.files.0.insert(path, Content::Rust(all));
        }
    }

    fn scope(&self, home: Home) -> Scope<'a> {
        Scope::new(self.module, self.taken, home)
    }

    /// The bodies of files that hold these items each.
    fn bodies<T: Sync>(
        &self,
        home: Home,
        files: &[Vec<T>],
        emit: impl Fn(&Scope<'_>, &[T]) -> Vec<Chunk> + Sync,
    ) -> Vec<Body> {
        let runs = files.iter().enumerate();
        let runs: Vec<(usize, &[T])> = runs
            .flat_map(|(file, items)| items.chunks(RUN).map(move |run| (file, run)))
            .collect();
        let (module, taken, format) = (self.module, self.taken, self.format);
        let written = parallel::map(&runs, |(file, run)| {
            let scope = Scope::new(module, taken, home);
            let formatted = format(emit(&scope, run));
            (*file, formatted, scope.into_named())
        });
        let mut bodies: Vec<Body> = files.iter().map(|_| Body::default()).collect();
        for (file, formatted, named) in written {
            if let Some(body) = bodies.get_mut(file) {
                body.runs.push(formatted);
                body.named.add(named);
            }
        }
        bodies
    }

    /// The operations of each file, and where the files stand.
    fn files(&self, groups: Option<&Groups>) -> (Home, Vec<Vec<&'a Bound<'a>>>) {
        let Some(groups) = groups else {
            return (Home::Module, vec![self.operations.iter().collect()]);
        };
        let places = groups.values().map(|places| {
            let operations = places.iter();
            operations
                .filter_map(|place| self.operations.get(*place))
                .collect()
        });
        (Home::Part, places.collect())
    }

    /// The imports of a file, and after them its items.
    fn with_imports(&mut self, body: Body) -> Vec<Chunk> {
        let imports = Chunk::Items(body.named.finish(self.uses));
        let runs = body.runs.into_iter().map(Chunk::Formatted);
        std::iter::once(imports).chain(runs).collect()
    }

    fn root(&mut self) {
        let api = self.module.api;
        let mut doc = Doc::new();
        doc.prose(&format!("{}.", manifest::title(&api.title)));
        doc.prose(api.docs.description.as_deref().unwrap_or_default());
        if !api.version.trim().is_empty() {
            let version = wire(&api.version);
            doc.paragraph(&format!("Version of the description: {version}."));
        }
        lib_rs::omitted(self.module, &mut doc);
        let choices = self.module.names.choices();
        let mut public: Vec<Ident> = choices.map(|names| ident(&names.ty)).collect();
        public.extend(["Client", "ClientBuilder"].map(|name| format_ident!("{name}")));
        public.sort();
        let headers = (!api.headers.is_empty()).then(|| quote! { pub mod headers; });
        let server = self.module.is_served(self.krate).then(|| {
            quote! { #[cfg(feature = "server")] pub mod server; }
        });
        let items = quote! {
            mod client;
            #headers
            pub mod operations;
            #server
            pub mod types;

            pub use client::{#(#public),*};
        };
        self.add("mod", doc.inner(), vec![Chunk::Items(items)]);
    }

    fn types(&mut self) {
        let types = [self.module.api.types().collect()];
        let bodies = self.bodies(Home::Types, &types, |scope, run| {
            let types = run.iter();
            types
                .flat_map(|(id, def)| types::emit(scope, *id, def))
                .collect()
        });
        for body in bodies {
            let chunks = self.with_imports(body);
            let docs = quote! { #![doc = " The types of this API."] };
            self.add("types", docs, chunks);
        }
    }

    fn headers(&mut self) {
        if self.module.api.headers.is_empty() {
            return;
        }
        let scope = self.scope(Home::Module);
        let functions = headers::functions(&scope);
        let imports = scope.finish(self.uses);
        self.add(
            "headers",
            quote! { #![doc = " The headers of this API's answers, as the types that its description declares."] },
            vec![Chunk::Items(quote! { #imports #functions })],
        );
    }

    fn operations(&mut self, groups: Option<&Groups>) {
        let docs = quote! { #![doc = " The requests of this API, as values."] };
        let (home, files) = self.files(groups);
        let bodies = self.bodies(home, &files, |scope, run| {
            let requests = run.iter();
            requests
                .map(|(operation, names, arguments)| {
                    Chunk::Items(request::emit(scope, operation, names, arguments))
                })
                .collect()
        });
        let Some(groups) = groups else {
            for body in bodies {
                let chunks = self.with_imports(body);
                self.add("operations", docs.clone(), chunks);
            }
            return;
        };
        for (name, body) in groups.keys().zip(bodies) {
            let chunks = self.with_imports(body);
            let path = format!("operations/{}", name.as_str());
            self.add(&path, TokenStream::new(), chunks);
        }
        let names: Vec<Ident> = groups.keys().map(ident).collect();
        let items = quote! { #(mod #names;)* #(pub use #names::*;)* };
        self.add("operations", docs, vec![Chunk::Items(items)]);
    }

    fn client(&mut self, groups: Option<&Groups>) {
        let (krate, taken) = (self.krate.library(), self.taken);
        let (home, files) = self.files(groups);
        let bodies = self.bodies(home, &files, |scope, run| {
            if home == Home::Part {
                scope.import("super", "Client");
            }
            let methods = run.iter().map(|(operation, names, arguments)| {
                client::method(scope, taken, &krate, operation, names, arguments)
            });
            let (caller, clone) = (scope.caller(), scope.std("Clone"));
            let item = quote! { impl<#caller: #clone> Client<#caller> { #(#methods)* } };
            vec![Chunk::Items(item)]
        });
        let scope = self.scope(Home::Module);
        let declaration = client::declaration(&scope, &krate);
        let mut named = scope.into_named();
        let Some(groups) = groups else {
            for body in bodies {
                named.add(body.named);
                let imports = std::mem::take(&mut named).finish(self.uses);
                let chunks = vec![
                    Chunk::Items(quote! { #imports #declaration }),
                    Chunk::Impl(body.runs),
                ];
                self.add("client", TokenStream::new(), chunks);
            }
            return;
        };
        for (name, body) in groups.keys().zip(bodies) {
            let imports = body.named.finish(self.uses);
            let chunks = vec![Chunk::Items(imports), Chunk::Impl(body.runs)];
            let path = format!("client/{}", name.as_str());
            self.add(&path, TokenStream::new(), chunks);
        }
        let names: Vec<Ident> = groups.keys().map(ident).collect();
        let imports = named.finish(self.uses);
        let items = quote! { #(mod #names;)* #imports #declaration };
        self.add("client", TokenStream::new(), vec![Chunk::Items(items)]);
    }

    /// The trait and the router of a server, and beside them what its methods take and give.
    fn service(&mut self) {
        let served = || {
            self.operations
                .iter()
                .filter(|(it, ..)| service::supports(it).is_ok())
        };
        let files: Vec<Vec<&Bound<'_>>> = vec![served().collect()];
        let api = self.module.api;
        let checked = service::Checked::of(api);
        let types = checked.types(api, served().map(|(.., arguments)| arguments));
        let has_checks = !types.is_empty();
        let arguments = self.bodies(Home::Part, &files, |scope, run| {
            let emitted = run.iter().map(|(operation, names, arguments)| {
                Chunk::Items(service::arguments(
                    scope, operation, names, arguments, &checked,
                ))
            });
            emitted.collect()
        });
        let answers = self.bodies(Home::Part, &files, |scope, run| {
            let emitted = run.iter();
            let emitted = emitted.map(|(operation, names, _)| {
                Chunk::Items(service::answers(scope, operation, names))
            });
            emitted.collect()
        });
        let checks = self.bodies(Home::Part, &[types], |scope, run| {
            let emitted = run.iter();
            emitted
                .map(|id| Chunk::Items(checked.emit(scope, *id)))
                .collect()
        });
        let mut parts = vec![
            ("arguments", "What the methods of a server get.", arguments),
            ("answers", "What the methods of a server answer.", answers),
        ];
        if has_checks {
            let said = "What is checked of the values in requests beyond their types.";
            parts.push(("checks", said, checks));
        }
        for (name, said, bodies) in parts {
            for body in bodies {
                let (chunks, said) = (self.with_imports(body), format!(" {said}"));
                self.add(
                    &format!("server/{name}"),
                    quote! { #![doc = #said] },
                    chunks,
                );
            }
        }
        let scope = self.scope(Home::Module);
        let operations = self.operations.iter();
        let items = service::server(
            &scope,
            operations.map(|(operation, names, _)| (*operation, *names)),
        );
        let imports = scope.finish(self.uses);
        let docs = quote! { #![doc = " The other side of this API: a trait to be implemented, and a router."] };
        let checks = has_checks.then(|| quote! { mod checks; });
        let items = quote! {
            mod answers;
            mod arguments;
            #checks

            pub use answers::*;
            pub use arguments::*;
            #imports
            #items
        };
        self.add("server", docs, vec![Chunk::Items(items)]);
    }
}
