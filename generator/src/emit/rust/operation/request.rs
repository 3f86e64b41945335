//! How does one operation read as a value?

use crate::emit::rust::client::server;
use crate::emit::rust::docs::{Doc, code};
use crate::emit::rust::model::defaults;
use crate::emit::rust::model::ty::Taken;
use crate::emit::rust::operation::argument::{Side, held, said, taken};
use crate::emit::rust::operation::arguments::{Argument, Arguments};
use crate::emit::rust::operation::output::{self, Content, Output};
use crate::emit::rust::operation::paging::{self, Plan};
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::Operation;
use crate::name::{OperationNames, ServerNames};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The struct, its setters, and what the runtime has to know.
pub(in crate::emit::rust) fn emit(
    scope: &Scope<'_>,
    operation: &Operation,
    names: &OperationNames,
    arguments: &Arguments<'_>,
) -> TokenStream {
    let request = Request {
        scope,
        operation,
        arguments,
        name: ident(&names.request),
        method: ident(&names.method),
        required: ident(&names.required),
        response: ident(&names.response),
        caller: scope.caller(),
        plan: paging::plan(scope, operation),
    };
    let (response, output, read) = request.output();
    let parts = [
        request.required_struct(),
        request.declaration(),
        request.constants(),
        request.setters(),
        request.send(&output),
        request.arriving(),
        request.as_request(&output, &read),
        request.as_paged(&output),
        response,
        request.choice_of_bodies().unwrap_or_default(),
    ];
    parts.into_iter().collect()
}

pub(in crate::emit::rust) struct Request<'a> {
    pub(in crate::emit::rust) scope: &'a Scope<'a>,
    pub(in crate::emit::rust) operation: &'a Operation,
    pub(in crate::emit::rust) arguments: &'a Arguments<'a>,
    pub(in crate::emit::rust) name: Ident,
    pub(in crate::emit::rust) method: Ident,
    required: Ident,
    response: Ident,
    pub(in crate::emit::rust) caller: Ident,
    pub(in crate::emit::rust) plan: Option<Plan<'a>>,
}

impl Request<'_> {
    /// The enum of responses where there is one, the type of the result, and the body of `read`.
    fn output(&self) -> (TokenStream, TokenStream, TokenStream) {
        match Output::of(self.operation) {
            Output::One(content) => {
                let (ty, read) = (content.ty(self.scope), content.read());
                (TokenStream::new(), ty, read)
            }
            Output::Optional(content, without) => {
                let ty = content.optional_ty(self.scope);
                let read = content.optional_read(self.scope, &without);
                (TokenStream::new(), ty, read)
            }
            Output::Redirect => {
                let redirect = self.scope.runtime("Redirect");
                let read = quote! { #redirect::read(response) };
                (TokenStream::new(), redirect, read)
            }
            Output::ByStatus(responses) => {
                let name = self.response.clone();
                let (item, read) = output::by_status(self.scope, &name, &self.method, &responses);
                (item, quote! { #name }, read)
            }
        }
    }

    fn required_struct(&self) -> TokenStream {
        if !self.arguments.is_grouped() {
            return TokenStream::new();
        }
        let name = &self.required;
        let doc = format!(
            " The required arguments of {}.",
            self.scope.method(&self.method)
        );
        let fields = self.arguments.grouped().iter().map(|argument| {
            let (docs, name, ty) = (
                said(self.scope, argument, Side::Client),
                ident(argument.name),
                held(self.scope, argument),
            );
            quote! { #docs pub #name: #ty, }
        });
        quote! {
            #[doc = #doc]
            #[derive(Clone, Debug)]
            pub struct #name { #(#fields)* }
        }
    }

    fn declaration(&self) -> TokenStream {
        let (name, caller) = (&self.name, &self.caller);
        let detached = self.scope.runtime("Detached");
        let otherwise = code(&self.operation.route());
        let mut doc = Doc::new();
        doc.block(crate::emit::rust::about::summary(
            &self.operation.docs,
            &otherwise,
        ));
        doc.paragraph(&format!("Created by {}.", self.scope.method(&self.method)));
        let docs = doc.outer();
        let fields = self.arguments.all.iter().map(|argument| {
            let (name, ty) = (ident(argument.name), self.field(argument));
            quote! { #name: #ty, }
        });
        let server = self.server().map(|server| {
            let (option, ty) = (self.scope.std("Option"), self.scope.server(server));
            quote! { server: #option<#ty>, }
        });
        quote! {
            #docs
            #[derive(Clone, Debug)]
            #[must_use = "a request does nothing until it is sent"]
            pub struct #name<#caller = #detached> {
                caller: #caller,
                #(#fields)*
                #server
            }
        }
    }

    /// In one `impl` of one type, so that no type has to be written to name them.
    fn constants(&self) -> TokenStream {
        let optional = self.arguments.optional().iter();
        let constants: Vec<TokenStream> = optional
            .filter_map(|argument| {
                let (wire, default) = (argument.wire, argument.default);
                defaults::item(self.scope, argument.constant?, wire, argument.ty?, default)
            })
            .collect();
        if constants.is_empty() {
            return TokenStream::new();
        }
        let name = &self.name;
        quote! { impl #name { #(#constants)* } }
    }

    fn setters(&self) -> TokenStream {
        let (scope, name, caller) = (self.scope, &self.name, &self.caller);
        let positional = self.arguments.positional();
        let parameters = positional.iter().map(|argument| {
            let (name, ty) = (ident(argument.name), self.field(argument));
            quote! { , #name: #ty }
        });
        let required = &self.required;
        let grouped = self
            .arguments
            .is_grouped()
            .then(|| quote! { , required: #required });
        let values = self
            .arguments
            .all
            .iter()
            .enumerate()
            .map(|(index, argument)| {
                let name = ident(argument.name);
                if index < positional.len() {
                    quote! { #name }
                } else if argument.required {
                    quote! { #name: required.#name }
                } else {
                    let none = scope.std("None");
                    quote! { #name: #none }
                }
            });
        let server = self.server().map(|_| {
            let none = scope.std("None");
            quote! { server: #none }
        });
        let choose = self.choose_server();
        let many = (positional.len() > 6).then(|| quote! { #[allow(clippy::too_many_arguments)] });
        let internal = scope.internal();
        let setters = self
            .arguments
            .optional()
            .iter()
            .map(|argument| self.setter(argument));
        quote! {
            impl<#caller> #name<#caller> {
                #many
                #internal fn new(caller: #caller #(#parameters)* #grouped) -> Self {
                    Self { caller, #(#values,)* #server }
                }

                #(#setters)*
                #choose
            }
        }
    }

    /// The choice of servers that the operation has of its own.
    pub(in crate::emit::rust) fn server(&self) -> Option<&ServerNames> {
        self.scope.module.names.choice_of(self.operation)
    }

    fn choose_server(&self) -> Option<TokenStream> {
        let names = self.server()?;
        let ty = self.scope.server(names);
        let mut doc = Doc::new();
        doc.paragraph(&server::usual(names));
        doc.paragraph("A `base_url` of the client's builder takes precedence.");
        let (docs, some) = (doc.outer(), self.scope.std("Some"));
        Some(quote! {
            #docs
            pub fn server(mut self, server: #ty) -> Self {
                self.server = #some(server);
                self
            }
        })
    }

    pub(super) fn setter(&self, argument: &Argument<'_>) -> TokenStream {
        let (docs, name) = (
            said(self.scope, argument, Side::Client),
            ident(argument.name),
        );
        let deprecated = argument.docs.deprecated.then(|| quote! { #[deprecated] });
        let Taken { ty, conversion } = taken(self.scope, argument);
        let (some, value) = (self.scope.std("Some"), conversion.apply(self.scope, &name));
        quote! {
            #docs
            #deprecated
            pub fn #name(mut self, #name: #ty) -> Self {
                self.#name = #some(#value);
                self
            }
        }
    }

    pub(super) fn field(&self, argument: &Argument<'_>) -> TokenStream {
        let held = held(self.scope, argument);
        if argument.required {
            held
        } else {
            let option = self.scope.std("Option");
            quote! { #option<#held> }
        }
    }

    /// Only where there are credentials that could be sent.
    fn anonymous(&self) -> Option<TokenStream> {
        let mut alternatives = self.operation.security.iter();
        let secured = alternatives.any(|alternative| !alternative.schemes.is_empty());
        secured.then(|| {
            quote! {
                #[doc = " Sends the request without credentials, whatever the client's configuration."]
                pub fn anonymous(mut self) -> Self {
                    self.caller = self.caller.anonymous();
                    self
                }
            }
        })
    }

    /// The method for options of the call, and those that return more of the response than its typed
    /// body. An argument keeps its name.
    fn whole(&self, output: &TokenStream) -> TokenStream {
        let (scope, caller) = (self.scope, &self.caller);
        // Beside the runtime's own `Response`.
        let response = quote! { http::Response };
        let full = (!self.arguments.has("send_full")).then(|| {
            quote! {
                #[doc = " Sends the request and returns the response with its status and headers."]
                pub fn send_full(self) -> #caller::Response<#response<#output>> {
                    self.caller.call_full(&self)
                }
            }
        });
        let raw = (!self.arguments.has("send_raw")).then(|| {
            let bytes = scope.external("bytes", "Bytes");
            quote! {
                #[doc = " Sends the request and returns the response with the bytes of its body."]
                pub fn send_raw(self) -> #caller::Response<#response<#bytes>> {
                    self.caller.call_raw(&self)
                }
            }
        });
        let customize = (!self.arguments.has("customize")).then(|| {
            let options = scope.runtime("CallOptions");
            quote! {
                #[doc = " Sets options of this call alone: a timeout, headers, retries and others."]
                pub fn customize(mut self, options: #options) -> Self {
                    self.caller = self.caller.with(&options);
                    self
                }
            }
        });
        quote! { #customize #full #raw }
    }

    fn send(&self, output: &TokenStream) -> TokenStream {
        let (name, caller) = (&self.name, &self.caller);
        let bound = self.scope.runtime("Caller");
        let anonymous = self.anonymous();
        let whole = self.whole(output);
        let send = |doc: &str| {
            quote! {
                impl<#caller: #bound> #name<#caller> {
                    #anonymous

                    #[doc = #doc]
                    pub fn send(self) -> #caller::Response<#output> {
                        self.caller.call(&self)
                    }

                    #whole
                }
            }
        };
        if self.plan.is_none() {
            return send(" Sends the request.");
        }
        let send = send(" Sends the request, for one page.");
        let pager = self.scope.runtime("Pager");
        quote! {
            #send

            impl<#caller: #pager> #name<#caller> {
                #[doc = " Returns all items; pages are requested when they are needed."]
                pub fn stream(self) -> #caller::Items<Self> {
                    self.caller.items(&self)
                }

                #[doc = " Returns all pages; each is requested when it is needed."]
                pub fn pages(self) -> #caller::Pages<Self> {
                    self.caller.pages(&self)
                }
            }
        }
    }
}

/// Whether the responses of an operation have this content only.
pub(in crate::emit::rust) fn has_no_response_body(operation: &Operation) -> bool {
    matches!(Output::of(operation), Output::One(Content::Nothing))
}
