//! What does the trait of a server require, and how does its router come to be?

use super::credentials::{self, Need};
use crate::analyze::served;
use crate::emit::rust::about::{about, wire};
use crate::emit::rust::docs::{Doc, code};
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::Operation;
use crate::name::{Identifier, OperationNames, ServiceNames, Space};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The trait, the credentials, the router.
pub(in crate::emit::rust) fn emit<'a>(
    scope: &Scope<'_>,
    operations: impl Iterator<Item = (&'a Operation, &'a OperationNames)> + Clone,
) -> TokenStream {
    let names = &scope.module.names.service;
    let operations = operations.filter(|(operation, _)| served(operation).is_ok());
    let server = Server {
        scope,
        names,
        name: ident(&names.server),
        secured: operations.clone().any(|(it, _)| Need::of(it) != Need::None),
    };
    let credentials = credentials::emit(scope);
    let (declaration, router) = (
        server.declaration(operations.clone()),
        server.router(operations),
    );
    let identify = server.identify();
    quote! { #declaration #router #credentials #identify }
}

struct Server<'a> {
    scope: &'a Scope<'a>,
    names: &'a ServiceNames,
    name: Ident,
    secured: bool,
}

impl Server<'_> {
    fn declaration<'a>(
        &self,
        operations: impl Iterator<Item = (&'a Operation, &'a OperationNames)>,
    ) -> TokenStream {
        let (scope, name) = (self.scope, &self.name);
        let title = scope.module.api.title.trim();
        let doc = format!(" The server side of {}.", code(title));
        let omitted = self.omitted();
        let methods = operations.map(|(operation, names)| self.method(operation, names));
        let callers = self.callers();
        let (refuse, fail, limit) = (
            ident(&self.names.refuse),
            ident(&self.names.fail),
            ident(&self.names.body_limit),
        );
        let (refusal, failure) = (scope.runtime("Refusal"), scope.runtime("Failure"));
        let operation = scope.runtime("Operation");
        quote! {
            #[doc = #doc]
            #[doc = ""]
            #[doc = " Methods may be written as `async fn`. A method that is not implemented responds with status 501, so"]
            #[doc = " that a server can be written step by step."]
            #omitted
            pub trait #name: Send + Sync + 'static {
                #callers

                #(#methods)*

                #[doc = " Responds to a request that no method gets, because it is invalid or not permitted. The default is"]
                #[doc = " problem details (RFC 9457)."]
                fn #refuse(&self, refusal: #refusal) -> axum::response::Response {
                    axum::response::IntoResponse::into_response(refusal)
                }

                #[doc = " Responds to a request whose method failed, and is the place to log the failure. The default is"]
                #[doc = " status 500 without the reason."]
                fn #fail(&self, failure: #failure) -> axum::response::Response {
                    axum::response::IntoResponse::into_response(failure)
                }

                #[doc = " Returns the size limit of a request body in bytes, by operation. The default is two million. Larger"]
                #[doc = " bodies are refused with status 413."]
                fn #limit(&self, operation: &'static #operation) -> usize {
                    let _ = operation;
                    2_000_000
                }
            }
        }
    }

    /// The operations that have no method.
    fn omitted(&self) -> Option<TokenStream> {
        let operations = self.scope.module.api.operations.iter();
        let omitted = operations.filter_map(|it| Some((it, served(it).err()?)));
        let omitted: Vec<_> = omitted
            .map(|(operation, reason)| {
                let mut doc = Doc::new();
                doc.prose(reason);
                (wire(&operation.id), doc)
            })
            .collect();
        if omitted.is_empty() {
            return None;
        }
        let mut doc = Doc::new();
        doc.paragraph("Operations of the document without a method:");
        doc.list(omitted);
        let docs = doc.outer();
        Some(quote! { #[doc = ""] #docs })
    }

    /// The caller, and how it is determined.
    fn callers(&self) -> Option<TokenStream> {
        if !self.secured {
            return None;
        }
        let scope = self.scope;
        let (authorize, credentials) =
            (ident(&self.names.authorize), ident(&self.names.credentials));
        let (call, refusal, result) = (
            scope.runtime("Call"),
            scope.runtime("Refusal"),
            scope.std("Result"),
        );
        Some(quote! {
            #[doc = " The caller, as passed to methods of operations with credentials."]
            type Caller: Send;

            #[doc = " Determines the caller by the credentials, or refuses them: with `Refusal::unauthorized` if they"]
            #[doc = " are wrong, with `Refusal::forbidden` if they do not permit the operation."]
            fn #authorize(
                &self,
                call: &#call,
                credentials: #credentials,
            ) -> impl Future<Output = #result<Self::Caller, #refusal>> + Send;
        })
    }

    fn method(&self, operation: &Operation, names: &OperationNames) -> TokenStream {
        let scope = self.scope;
        let request = format!("{}.", code(&operation.route()));
        let mut doc = about(&operation.docs, None, None, &request);
        if doc.lines() != [request.as_str()] {
            doc.paragraph(&request);
        }
        let (docs, method) = (doc.outer(), ident(&names.method));
        let (arguments, response) = (
            own("arguments", &names.request),
            own("responses", &names.response),
        );
        let (call, failure) = (scope.runtime("Call"), scope.runtime("Failure"));
        let (result, option) = (scope.std("Result"), scope.std("Option"));
        let missing = scope.runtime("not_implemented");
        let call = match Need::of(operation) {
            Need::None => call,
            Need::Optional => quote! { #call<#option<Self::Caller>> },
            Need::Required => quote! { #call<Self::Caller> },
        };
        quote! {
            #docs
            fn #method(
                &self,
                call: #call,
                request: #arguments,
            ) -> impl Future<Output = #result<#response, #failure>> + Send {
                #missing(call, request)
            }
        }
    }

    fn router<'a>(
        &self,
        operations: impl Iterator<Item = (&'a Operation, &'a OperationNames)>,
    ) -> TokenStream {
        let (scope, name) = (self.scope, &self.name);
        let (refuse, fail, limit) = (
            ident(&self.names.refuse),
            ident(&self.names.fail),
            ident(&self.names.body_limit),
        );
        let (route, service) = (scope.runtime("route"), scope.runtime("Service"));
        let rows = operations.map(|(operation, names)| {
            let (method, arguments) = (ident(&names.method), own("arguments", &names.request));
            match Need::of(operation) {
                Need::None => quote! { #route!(S, #method, #arguments) },
                Need::Optional => quote! { #route!(S, #method, #arguments, maybe_caller) },
                Need::Required => quote! { #route!(S, #method, #arguments, caller) },
            }
        });
        let title = wire(scope.module.api.title.trim());
        let doc =
            format!(" Creates a router from the requests of {title} to the methods of a server.");
        quote! {
            #[doc = #doc]
            #[doc = ""]
            #[doc = " It is the fallback of an axum router, so that other routes can be added. Its paths are those of"]
            #[doc = " the document; use `nest` for the path of a server URL."]
            pub fn router<S: #name>(server: std::sync::Arc<S>) -> axum::Router {
                let operations = [#(#rows),*];
                let service = #service {
                    server,
                    refuse: S::#refuse,
                    fail: S::#fail,
                    body_limit: S::#limit,
                };
                service.into_router(operations)
            }
        }
    }

    /// The functions that lead to the method that finds out who calls.
    fn identify(&self) -> Option<TokenStream> {
        let operations = self.scope.module.api.operations.iter();
        let operations = operations.filter(|it| served(it).is_ok());
        let operations = || operations.clone().map(Need::of);
        let optional = operations().any(|need| need == Need::Optional);
        let required = operations().any(|need| need == Need::Required);
        if !self.secured {
            return None;
        }
        let scope = self.scope;
        let (server, credentials) = (&self.name, ident(&self.names.credentials));
        let authorize = ident(&self.names.authorize);
        let (inbound, arrived) = (scope.runtime("Inbound"), scope.runtime("Arrived"));
        let (refusal, result) = (scope.runtime("Refusal"), scope.std("Result"));
        let (option, some) = (scope.std("Option"), scope.std("Some"));
        let (none, ok) = (scope.std("None"), scope.std("Ok"));
        let body = quote! {
            let authorized = server.#authorize(arrived.call(), credentials).await;
            authorized.map_err(|refusal| arrived.unauthorized::<#credentials>(refusal))
        };
        let required = required.then(|| {
            quote! {
                #[doc = " The caller of an operation that requires credentials."]
                async fn caller<S: #server, T: #inbound>(
                    server: &S,
                    arrived: &mut #arrived,
                ) -> #result<S::Caller, #refusal> {
                    let credentials = arrived.credentials::<T, #credentials>()?;
                    #body
                }
            }
        });
        let optional = optional.then(|| {
            quote! {
                #[doc = " The caller of an operation with optional credentials, if there are some."]
                async fn maybe_caller<S: #server, T: #inbound>(
                    server: &S,
                    arrived: &mut #arrived,
                ) -> #result<#option<S::Caller>, #refusal> {
                    let #some(credentials) = arrived.maybe_credentials::<T, #credentials>() else {
                        return #ok(#none);
                    };
                    #body.map(#some)
                }
            }
        });
        Some(quote! { #required #optional })
    }
}

/// Arguments or a response, from the file of the trait.
fn own(module: &str, name: &Identifier) -> TokenStream {
    let written = ident(name);
    if Space::ServerFile.reserves(name.as_str()) {
        let module = format_ident!("{module}");
        return quote! { #module::#written };
    }
    quote! { #written }
}
