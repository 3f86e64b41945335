//! How does the client of a document's module read?

use crate::emit::rust::about::{about, wire};
use crate::emit::rust::client::{schemes, server};
use crate::emit::rust::docs::{Doc, code};
use crate::emit::rust::operation::argument;
use crate::emit::rust::operation::arguments::{Arguments, To};
use crate::emit::rust::operation::example;
use crate::emit::rust::package::features;
use crate::emit::rust::scope::{Scope, Taken, doc_link, ident};
use crate::ir::{Api, Body, Operation, Payload, Retry, StatusMatch};
use crate::name::{Names, OperationNames};
use crate::text::DocumentText;
use indexmap::IndexMap;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The constant data of the API, the client and its builder.
pub(in crate::emit::rust) fn declaration(scope: &Scope<'_>, krate: &str) -> TokenStream {
    let module = scope.module;
    let (api, names) = (module.api, module.names);
    let (name, caller) = (module.name.as_str(), scope.caller());
    let (api_type, r#async) = (scope.runtime("Api"), scope.runtime("Async"));
    let servers = api.servers.iter().map(|it| it.usual_url().literal());
    let schemes = schemes::table(scope);
    let (choice, choose) = server::of_client(scope).unwrap_or_default();
    let choices = server::of_operations(scope);
    let setters = schemes::setters(scope, krate);
    let setters = [choose, setters].into_iter().collect::<TokenStream>();
    let retries = retries(scope, &api.retry);
    let setters = (!setters.is_empty()).then(|| quote! { impl ClientBuilder { #setters } });
    let title = Doc::new()
        .prose(&DocumentText::concat([
            "Calls ".into(),
            api.title.trim(),
            ".".into(),
        ]))
        .outer();
    let detached = scope.runtime("Detached");
    let (bound, request) = (scope.runtime("Caller"), scope.runtime("Request"));
    let raw = raw(scope);
    let request_constant = raw.as_ref().map(|_| undeclared(scope));
    let downloads = api.operations.iter().any(|it| others(it).next().is_some());
    let downloads = downloads.then(|| {
        let downloader = scope.runtime("Downloader");
        quote! {
            impl<#caller: #downloader> Client<#caller> {
                #[doc = " Requests the response in another media type, and reads it while it arrives."]
                pub fn download_as<R: #request>(
                    &self,
                    request: &R,
                    media_type: &str,
                ) -> #caller::Opening<#caller::Download> {
                    self.caller.download(request, media_type)
                }
            }
        }
    });
    let anonymous = (!api.schemes.is_empty()).then(|| {
        quote! {
            #[doc = " Returns a client with the same settings and connections that sends no credentials, neither"]
            #[doc = " those configured for a security scheme nor those in a header set by the builder."]
            #[must_use]
            pub fn anonymous(&self) -> Self {
                Self { caller: self.caller.anonymous() }
            }
        }
    });
    let with = with(scope);
    let response = scope.external("http", "Response");
    let builder = scope.invocation("client_builder");
    let builder_docs = builder_example(api, names, krate, name).outer();
    quote! {
        #[doc = " The constant data of this API."]
        const API: #api_type = #api_type {
            name: #name,
            servers: &[#(#servers),*],
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            schemes: &[#(#schemes),*],
        };

        #request_constant

        #title
        #[derive(Clone, Debug)]
        pub struct Client<#caller = #r#async> {
            caller: #caller,
        }

        #builder(ClientBuilder, Client, API);

        #setters

        #choice
        #choices

        impl Client {
            #builder_docs
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new() #retries
            }
        }

        impl Client<#detached> {
            #[doc = " Creates requests without a connection, to be sent later or by another HTTP client."]
            pub fn detached() -> Self {
                Self { caller: #detached }
            }
        }

        impl<#caller: #bound> Client<#caller> {
            #with

            #anonymous

            #[doc = " Sends a request that was created without this client."]
            pub fn send<R: #request>(&self, request: &R) -> #caller::Response<R::Output> {
                self.caller.call(request)
            }

            #raw

            #[doc = " Like [`Client::send`], and also returns the status and the headers of the response."]
            pub fn send_full<R: #request>(&self, request: &R) -> #caller::Response<#response<R::Output>> {
                self.caller.call_full(request)
            }
        }

        #downloads
    }
}

/// What the runtime knows of requests that the document does not declare. The credentials are those
/// that most of its operations need, or else those of the next requirement; none are needed.
fn undeclared(scope: &Scope<'_>) -> TokenStream {
    let mut counts: IndexMap<Vec<&DocumentText>, usize> = IndexMap::new();
    let operations = scope.module.api.operations.iter();
    for alternative in operations.flat_map(|operation| &operation.security) {
        let names = alternative.schemes.iter().map(|(name, _)| name).collect();
        *counts.entry(names).or_default() += 1;
    }
    counts.retain(|names, _| !names.is_empty());
    let mut alternatives: Vec<(Vec<&DocumentText>, usize)> = counts.into_iter().collect();
    alternatives.sort_by_key(|(_, count)| Reverse(*count));
    let alternatives = alternatives.iter().map(|(names, _)| {
        let names = names.iter().map(|name| name.literal());
        quote! { &[#(#names),*], }
    });
    let operation = scope.runtime("Operation");
    quote! {
        #[doc = " Requests that the document does not declare."]
        const RAW_OPERATION: #operation = #operation {
            id: "request",
            method: "",
            path: "",
            accept: "",
            security: &[#(#alternatives)* &[]],
            errors: &[],
        };
    }
}

/// The method for a client with other options, unless operations have its names.
fn with(scope: &Scope<'_>) -> Option<TokenStream> {
    let name = free(scope, ["with", "with_options"])?;
    let options = scope.runtime("CallOptions");
    Some(quote! {
        #[doc = " Returns a client with these options and the same connections. It is cheap: use it for a single"]
        #[doc = " call, or keep it."]
        #[must_use]
        pub fn #name(&self, options: #options) -> Self {
            Self { caller: self.caller.with(&options) }
        }
    })
}

/// The first of these names that no operation has.
fn free(scope: &Scope<'_>, names: [&str; 2]) -> Option<Ident> {
    let operations = &scope.module.names.operations;
    let is_free = |name: &&&str| !operations.iter().any(|it| it.method.as_str() == **name);
    names
        .iter()
        .find(is_free)
        .map(|name| format_ident!("{name}"))
}

/// The method for requests that the document does not declare, unless operations have its names.
fn raw(scope: &Scope<'_>) -> Option<TokenStream> {
    let name = free(scope, ["request", "raw_request"])?;
    let (caller, ty) = (scope.caller(), scope.runtime("RawRequest"));
    Some(quote! {
        #[doc = " Creates a request that the document does not declare, with the base URL, credentials, retries"]
        #[doc = " and limits of this client. The path is that below the base URL."]
        pub fn #name(&self, method: impl AsRef<str>, path: impl AsRef<str>) -> #ty<#caller> {
            #ty::new(self.caller.clone(), &RAW_OPERATION, method.as_ref(), path.as_ref())
        }
    })
}

/// How often requests are sent again, where the configuration says it.
fn retries(scope: &Scope<'_>, retry: &Retry) -> Option<TokenStream> {
    if *retry == Retry::default() {
        return None;
    }
    let retries = scope.runtime("Retries");
    let most = retry.attempts.map(|attempts| {
        let most = Literal::u16_unsuffixed(attempts.saturating_sub(1));
        quote! { .at_most(#most) }
    });
    let statuses = retry.statuses.iter().map(|it| Literal::u16_unsuffixed(*it));
    let statuses = (!retry.statuses.is_empty()).then(|| quote! { .statuses(&[#(#statuses),*]) });
    Some(quote! { .retries(#retries::default() #most #statuses) })
}

/// The method for an operation.
pub(in crate::emit::rust) fn method(
    scope: &Scope<'_>,
    taken: &Taken<'_>,
    krate: &str,
    operation: &Operation,
    names: &OperationNames,
    arguments: &Arguments<'_>,
) -> TokenStream {
    let (method, request, caller) = (
        ident(&names.method),
        scope.operation(&names.request),
        scope.caller(),
    );
    let mut doc = documentation(scope, operation, arguments);
    if let Some(example) = example::of(scope.module, taken, operation, names, arguments) {
        doc.heading("Examples");
        example.document(krate, scope.module.name.as_str(), &mut doc);
    }
    let docs = doc.outer();
    let deprecated = operation.docs.deprecated.then(|| quote! { #[deprecated] });
    let (mut parameters, mut values): (Vec<_>, Vec<_>) = arguments
        .positional()
        .iter()
        .map(|argument| {
            let (name, taken) = (ident(argument.name), argument::taken(scope, argument));
            let (ty, value) = (taken.ty, taken.conversion.apply(scope, &name));
            (quote! { #name: #ty }, value)
        })
        .unzip();
    for argument in arguments.positional() {
        if let To::Choice(_, names) = argument.to {
            scope.operation(&names.name);
        }
    }
    if arguments.is_grouped() {
        let required = scope.operation(&names.required);
        parameters.push(quote! { required: #required });
        values.push(quote! { required });
    }
    let many = (parameters.len() > 6).then(|| quote! { #[allow(clippy::too_many_arguments)] });
    quote! {
        #docs
        #deprecated
        #many
        pub fn #method(&self, #(#parameters),*) -> #request<#caller> {
            #request::new(self.caller.clone(), #(#values),*)
        }
    }
}

/// The media types beside the one that is read by itself.
fn others(operation: &Operation) -> impl Iterator<Item = &DocumentText> {
    let bodies = operation
        .responses
        .iter()
        .filter_map(|response| response.body.as_ref());
    let all: BTreeSet<&DocumentText> = bodies.flat_map(|body| &body.others).collect();
    all.into_iter()
}

/// Links to the functions that read the headers of the responses.
fn headers<'a>(
    scope: &'a Scope<'_>,
    operation: &'a Operation,
) -> impl Iterator<Item = String> + 'a {
    let module = scope.module;
    let known = module.api.headers.iter().zip(&module.names.headers);
    known.filter_map(move |(header, name)| {
        let wanted = header.name.to_ascii_lowercase();
        let name = name.as_str();
        let link = || doc_link(module.name, name, &format!("headers::{name}"));
        operation.headers.contains(&wanted).then(link)
    })
}

/// Everything about an operation that a caller may want to read in one place.
fn documentation(scope: &Scope<'_>, operation: &Operation, arguments: &Arguments<'_>) -> Doc {
    let route = code(&operation.route());
    let mut doc = about(&operation.docs, None, None, &format!("Calls {route}."));
    let said = operation.docs.summary.is_some() || operation.docs.description.is_some();
    if said {
        doc.paragraph(&route);
    }
    let scopes: Vec<String> = operation
        .security
        .iter()
        .flat_map(|alternative| &alternative.schemes)
        .flat_map(|(_, scopes)| scopes)
        .map(wire)
        .collect();
    if !scopes.is_empty() {
        doc.paragraph(&format!("Scopes: {}.", scopes.join(", ")));
    }
    features::needed(scope.module, operation, &mut doc);
    let required = arguments.required().iter();
    let described: Vec<_> = required
        .map(|argument| {
            let name = code(argument.name.as_str());
            (name, argument::said_shortly(scope, argument))
        })
        .filter(|(_, doc)| !doc.is_empty())
        .collect();
    if !described.is_empty() {
        doc.heading("Arguments");
        doc.list(described);
    }
    // Alternatives with the same value, such as XML beside JSON, are not mentioned.
    let has_properties =
        |body: &&Body| matches!(body.payload, Payload::Form(_) | Payload::Multipart(_));
    if let Some(body) = operation.body.as_ref().filter(has_properties)
        && !body.unoffered.is_empty()
    {
        let unoffered: Vec<String> = body.unoffered.iter().map(wire).collect();
        doc.paragraph(&format!(
            "The body is sent as {}, not as {}.",
            wire(&body.media_type),
            unoffered.join(", ")
        ));
    }
    let bodies = operation
        .responses
        .iter()
        .filter_map(|response| response.body.as_ref());
    let mut texts = bodies.filter(|body| body.payload == Payload::Text);
    if let Some(xml) = texts.find(|body| body.media_type.contains("xml")) {
        let media_type = wire(&xml.media_type);
        doc.paragraph(&format!("The response is {media_type}, returned as text."));
    }
    let headers: Vec<String> = headers(scope, operation).collect();
    if !headers.is_empty() {
        doc.paragraph(&format!("Headers of the response: {}.", headers.join(", ")));
    }
    let others: Vec<String> = others(operation).map(wire).collect();
    if !others.is_empty() {
        doc.paragraph(&format!(
            "[`Client::download_as`] requests other media types: {}.",
            others.join(", ")
        ));
    }
    if operation.ends_with_redirect() {
        doc.paragraph("Returns the redirect. `download()` of the request follows it.");
    }
    if operation.errors.iter().any(|error| error.problem) {
        // It is not named, but a response declared so can be read by its standard fields, too.
        scope.used("Problem");
    }
    let mut failures = operation.failures().peekable();
    if failures.peek().is_some() {
        doc.heading("Errors");
        doc.list(failures.map(|error| {
            let status = match error.status {
                StatusMatch::Code(code) => code.to_string(),
                StatusMatch::Range(digit) => format!("{digit}00 to {digit}99"),
                StatusMatch::Default => "Any other status".to_owned(),
            };
            let body = error.body.as_ref().and_then(|ty| scope.link(ty));
            let head = body.map_or(status.clone(), |body| format!("{status}, with {body}"));
            (head, crate::emit::rust::about::prose(&error.docs, ""))
        }));
    }
    doc
}

fn builder_example(api: &Api, names: &Names, krate: &str, module: &str) -> Doc {
    let mut doc = Doc::new();
    doc.paragraph("Creates a builder.");
    for scheme in &api.schemes {
        if scheme.credential.is_of_transport() {
            let name = wire(&scheme.name);
            doc.paragraph(&format!(
                "For {name} (mutual TLS), the transport shows a certificate: one that does so has to \
                 be given with [`ClientBuilder::transport`]."
            ));
        }
    }
    doc.heading("Examples");
    let mut lines = vec!["```no_run".to_owned()];
    lines.extend(construction(
        api,
        names,
        krate,
        &format!("{krate}::{module}"),
    ));
    lines.push(format!("# Ok::<(), {krate}::Error>(())"));
    lines.push("```".to_owned());
    doc.block(lines);
    doc
}

/// `let client = …;`, with credentials for the first scheme, as lines of code.
pub(in crate::emit::rust) fn construction(
    api: &Api,
    names: &Names,
    krate: &str,
    module: &str,
) -> Vec<String> {
    let mut schemes = api.schemes.iter().zip(&names.schemes);
    let auth = schemes.find_map(|(scheme, name)| {
        let client = scheme.credential.scheme.client.as_ref()?;
        let arguments = client.example.replace("{crate}", krate);
        Some(format!(".{name}({arguments})"))
    });
    let start = format!("let client = {module}::Client::builder()");
    match auth {
        Some(auth) => vec![start, format!("    {auth}"), "    .build()?;".to_owned()],
        None => vec![format!("{start}.build()?;")],
    }
}
