//! What do the files of one document's module hold?

use crate::analyze::served;
use crate::emit::rust::about::wire;
use crate::emit::rust::client::methods;
use crate::emit::rust::docs::Doc;
use crate::emit::rust::model::types;
use crate::emit::rust::operation::arguments::{self, Arguments};
use crate::emit::rust::operation::headers;
use crate::emit::rust::operation::parts::{self, Part};
use crate::emit::rust::operation::request;
use crate::emit::rust::package::manifest;
use crate::emit::rust::scope::{Home, Named, RuntimeUses, Scope, Taken, Uses, ident};
use crate::emit::rust::service;
use crate::emit::rust::{Crate, Module, about};
use crate::emit::{Chunk, Content, Files, Format, Formatted, RelativePath};
use crate::ir::{Operation, TypeDef, TypeId};
use crate::name::OperationNames;
use crate::parallel;
use crate::text::DocumentText;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::BTreeSet;

/// Adds the files of a module, and records what they use of the runtime.
pub(super) fn emit(
    krate: &Crate<'_>,
    module: &Module<'_>,
    format: Format,
    files: &mut Files,
    uses: &mut RuntimeUses,
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
    let parts = parts::operations(module);
    writer.root();
    writer.types();
    writer.headers();
    writer.operations(parts.as_deref());
    writer.client(parts.as_deref());
    if module.is_served(krate) {
        writer.service();
    }
}

/// An operation with what follows for it.
type OperationParts<'a> = (&'a Operation, &'a OperationNames, Arguments<'a>);

/// A file's items are emitted and formatted so many at a time. It is no matter of the output, but
/// one of how evenly the work is shared.
const RUN: usize = 24;

/// A file that items go into.
struct File<T> {
    home: Home,
    /// The types in it, where it is a part of `types`.
    beside: Option<BTreeSet<TypeId>>,
    items: Vec<T>,
}

impl<T> File<T> {
    /// A part of another module than `types`.
    fn of_part(items: Vec<T>) -> Self {
        Self {
            home: Home::Part,
            beside: None,
            items,
        }
    }
}

/// The items of a file, formatted, and what they name.
#[derive(Default)]
struct Body {
    runs: Vec<Formatted>,
    named: Named,
}

impl Body {
    fn with_imports(self, uses: &mut Uses) -> Vec<Chunk> {
        let imports = Chunk::Items(self.named.finish(uses));
        let runs = self.runs.into_iter().map(Chunk::Formatted);
        std::iter::once(imports).chain(runs).collect()
    }
}

struct Writer<'a> {
    krate: &'a Crate<'a>,
    module: &'a Module<'a>,
    format: Format,
    taken: &'a Taken<'a>,
    operations: &'a [OperationParts<'a>],
    files: &'a mut Files,
    uses: &'a mut RuntimeUses,
}

impl<'a> Writer<'a> {
    fn add(&mut self, name: &str, docs: TokenStream, chunks: Vec<Chunk>) {
        let mut all = vec![crate::emit::rust::first_line(Some(
            self.module.name.as_str(),
        ))];
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
        files: &[File<T>],
        emit: impl Fn(&Scope<'_>, &[T]) -> Vec<Chunk> + Sync,
    ) -> Vec<Body> {
        let runs = files.iter().enumerate();
        let runs: Vec<(usize, &File<T>, &[T])> = runs
            .flat_map(|(place, file)| file.items.chunks(RUN).map(move |run| (place, file, run)))
            .collect();
        let (module, taken, format) = (self.module, self.taken, self.format);
        let written = parallel::map(&runs, |(place, file, run)| {
            let scope = match &file.beside {
                Some(types) => Scope::holding(module, taken, file.home, types),
                None => Scope::new(module, taken, file.home),
            };
            let formatted = format(emit(&scope, run));
            (*place, formatted, scope.into_named())
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

    /// The operations of each file.
    fn files(&self, parts: Option<&[Part<'_>]>) -> Vec<File<&'a OperationParts<'a>>> {
        let Some(parts) = parts else {
            return vec![File {
                home: Home::Module,
                beside: None,
                items: self.operations.iter().collect(),
            }];
        };
        let files = parts.iter().map(|part| {
            let places = part.places.iter();
            File {
                home: part.home(),
                beside: None,
                items: places
                    .filter_map(|place| self.operations.get(*place))
                    .collect(),
            }
        });
        files.collect()
    }

    /// The file of a module that others are parts of.
    fn whole(
        &mut self,
        name: &str,
        docs: TokenStream,
        parts: &[Part<'_>],
        is_public: bool,
        items: TokenStream,
    ) {
        let (declarations, shared) = parts::declarations(parts, is_public);
        if let Some(shared) = shared {
            let path = format!("{name}/shared");
            self.add(&path, TokenStream::new(), vec![Chunk::Items(shared)]);
        }
        let chunk = Chunk::Items(quote! { #declarations #items });
        self.add(name, docs, vec![chunk]);
    }

    /// The imports of a file, and after them its items.
    fn with_imports(&mut self, body: Body) -> Vec<Chunk> {
        body.with_imports(&mut self.uses.always)
    }

    fn root(&mut self) {
        let api = self.module.api;
        let mut doc = Doc::new();
        let title = manifest::title(&api.title);
        doc.prose(&DocumentText::concat([title.borrowed(), ".".into()]));
        doc.prose(api.docs.description());
        if !api.version.is_blank() {
            let version = wire(&api.version);
            doc.paragraph(&format!("Version of the document: {version}."));
        }
        about::omitted(self.module, &mut doc);
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
        let docs = quote! { #![doc = " The types of this API."] };
        let types: Vec<(TypeId, &TypeDef)> = self.module.api.types().collect();
        let emit = |scope: &Scope<'_>, run: &[(TypeId, &TypeDef)]| {
            let types = run.iter();
            types
                .flat_map(|(id, def)| types::emit(scope, *id, def))
                .collect()
        };
        let Some(parts) = parts::types(self.module) else {
            let file = File {
                home: Home::Types,
                beside: None,
                items: types,
            };
            for body in self.bodies(&[file], emit) {
                let chunks = self.with_imports(body);
                self.add("types", docs.clone(), chunks);
            }
            return;
        };
        let files = parts.iter().map(|part| {
            let places = part.places.iter();
            let items: Vec<_> = places.filter_map(|at| types.get(*at).copied()).collect();
            File {
                home: part.home(),
                beside: Some(items.iter().map(|(id, _)| *id).collect()),
                items,
            }
        });
        let files: Vec<_> = files.collect();
        for (part, body) in parts.iter().zip(self.bodies(&files, emit)) {
            let chunks = self.with_imports(body);
            self.add(
                &format!("types/{}", part.path()),
                TokenStream::new(),
                chunks,
            );
        }
        self.whole("types", docs, &parts, true, TokenStream::new());
    }

    fn headers(&mut self) {
        if self.module.api.headers.is_empty() {
            return;
        }
        let scope = self.scope(Home::Module);
        let functions = headers::functions(&scope);
        let imports = scope.finish(&mut self.uses.always);
        self.add(
            "headers",
            quote! { #![doc = " The headers of this API's responses, as their declared types."] },
            vec![Chunk::Items(quote! { #imports #functions })],
        );
    }

    fn operations(&mut self, parts: Option<&[Part<'_>]>) {
        let docs = quote! { #![doc = " The requests of this API, as values."] };
        let bodies = self.bodies(&self.files(parts), |scope, run| {
            let requests = run.iter();
            requests
                .map(|(operation, names, arguments)| {
                    Chunk::Items(request::emit(scope, operation, names, arguments))
                })
                .collect()
        });
        let Some(parts) = parts else {
            for body in bodies {
                let chunks = self.with_imports(body);
                self.add("operations", docs.clone(), chunks);
            }
            return;
        };
        for (part, body) in parts.iter().zip(bodies) {
            let chunks = self.with_imports(body);
            let path = format!("operations/{}", part.path());
            self.add(&path, TokenStream::new(), chunks);
        }
        self.whole("operations", docs, parts, true, TokenStream::new());
    }

    fn client(&mut self, parts: Option<&[Part<'_>]>) {
        let (krate, taken) = (self.krate.library(), self.taken);
        let bodies = self.bodies(&self.files(parts), |scope, run| {
            if parts.is_some() {
                scope.import(scope.home().whole(), "Client");
            }
            let methods = run.iter().map(|(operation, names, arguments)| {
                methods::method(scope, taken, &krate, operation, names, arguments)
            });
            let (caller, clone) = (scope.caller(), scope.std("Clone"));
            let item = quote! { impl<#caller: #clone> Client<#caller> { #(#methods)* } };
            vec![Chunk::Items(item)]
        });
        let scope = self.scope(Home::Module);
        let declaration = methods::declaration(&scope, &krate);
        let mut named = scope.into_named();
        let Some(parts) = parts else {
            for body in bodies {
                named.add(body.named);
                let imports = std::mem::take(&mut named).finish(&mut self.uses.always);
                let chunks = vec![
                    Chunk::Items(quote! { #imports #declaration }),
                    Chunk::Impl(body.runs),
                ];
                self.add("client", TokenStream::new(), chunks);
            }
            return;
        };
        for (part, body) in parts.iter().zip(bodies) {
            let imports = body.named.finish(&mut self.uses.always);
            let chunks = vec![Chunk::Items(imports), Chunk::Impl(body.runs)];
            let path = format!("client/{}", part.path());
            self.add(&path, TokenStream::new(), chunks);
        }
        let imports = named.finish(&mut self.uses.always);
        let items = quote! { #imports #declaration };
        self.whole("client", TokenStream::new(), parts, false, items);
    }

    /// The trait and the router of a server, and beside them what its methods take and give.
    fn service(&mut self) {
        let served = || self.operations.iter().filter(|(it, ..)| served(it).is_ok());
        let files = [File::of_part(served().collect::<Vec<_>>())];
        let api = self.module.api;
        let checked = service::Checked::of(api);
        let types = checked.types(self.module, served().map(|(.., arguments)| arguments));
        let has_checks = !types.is_empty();
        let errors = service::Errors::of(self.module, served().map(|(it, ..)| *it));
        let arguments = self.bodies(&files, |scope, run| {
            let emitted = run.iter().map(|(operation, names, arguments)| {
                Chunk::Items(service::arguments(
                    scope, operation, names, arguments, &checked, &errors,
                ))
            });
            emitted.collect()
        });
        let responses = self.bodies(&files, |scope, run| {
            let emitted = run.iter();
            let emitted = emitted.map(|(operation, names, _)| {
                Chunk::Items(service::responses(scope, operation, names))
            });
            emitted.collect()
        });
        let checks = self.bodies(&[File::of_part(types)], |scope, run| {
            let emitted = run.iter();
            emitted
                .map(|id| Chunk::Items(checked.emit(scope, *id)))
                .collect()
        });
        let declared = errors.bodies();
        let has_errors = !declared.is_empty();
        let declared = self.bodies(&[File::of_part(declared)], |scope, run| {
            let emitted = run.iter().map(|body| Chunk::Items(body.emit(scope)));
            emitted.collect()
        });
        let mut parts = vec![
            (
                "arguments",
                "The arguments of a server's methods.",
                arguments,
            ),
            (
                "responses",
                "The responses of a server's methods.",
                responses,
            ),
        ];
        if has_checks {
            let said = "Validation of the values in requests beyond their types.";
            parts.push(("checks", said, checks));
        }
        if has_errors {
            let said = "The errors that operations declare, in which refusals are written.";
            parts.push(("errors", said, declared));
        }
        for (name, said, bodies) in parts {
            for body in bodies {
                let chunks = body.with_imports(&mut self.uses.server);
                let said = format!(" {said}");
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
        let imports = scope.finish(&mut self.uses.server);
        let docs =
            quote! { #![doc = " A server of this API: a trait to implement, and a router."] };
        let checks = has_checks.then(|| quote! { mod checks; });
        let errors = has_errors.then(|| quote! { mod errors; });
        let names = service::names(api, served().map(|(.., arguments)| arguments));
        let items = quote! {
            mod responses;
            mod arguments;
            #checks
            #errors

            pub use responses::*;
            pub use arguments::*;
            #imports
            #names
            #items
        };
        self.add("server", docs, vec![Chunk::Items(items)]);
    }
}
