//! What does the runtime have to know of a request: its constants, how it is written, how its
//! answer is read?

use super::arguments::{Argument, To};
use super::request::Request;
use super::scope::ident;
use super::ty::Place;
use crate::ir::{Location, Operation, Payload, StatusMatch};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

impl Request<'_> {
    pub(super) fn as_request(&self, output: &TokenStream, read: &TokenStream) -> TokenStream {
        let (scope, name, caller) = (self.scope, &self.name, &self.caller);
        let (request, operation) = (scope.runtime("Request"), scope.runtime("Operation"));
        let (writer, answer) = (scope.runtime("Writer"), scope.runtime("Answer"));
        let (error, result) = (scope.runtime("Error"), scope.std("Result"));
        let constant = self.constant(&operation);
        let writes: Vec<TokenStream> = self.arguments.all.iter().map(|a| self.write(a)).collect();
        let to = if writes.is_empty() {
            quote! { _ }
        } else {
            quote! { to }
        };
        quote! {
            impl<#caller> #request for #name<#caller> {
                type Output = #output;

                const OPERATION: &'static #operation = &#constant;

                fn write(&self, #to: &mut #writer) {
                    #(#writes)*
                }

                fn read(answer: &#answer) -> #result<#output, #error> {
                    #read
                }
            }
        }
    }

    fn constant(&self, operation: &TokenStream) -> TokenStream {
        let scope = self.scope;
        let (id, path) = (&self.operation.id, &self.operation.path.text);
        let (method, accept) = (self.operation.method.as_str(), accept(self.operation));
        let security = self.operation.security.iter().map(|alternative| {
            let schemes = alternative.schemes.iter().map(|(name, _)| name);
            quote! { &[#(#schemes),*] }
        });
        let errors = self.operation.errors.iter().filter_map(|error| {
            let ty = scope.held(error.body.as_ref()?, Place::Model);
            let (body, status) = (scope.runtime("ErrorBody"), scope.runtime("Status"));
            let decode = scope.runtime("decode_error");
            let status = match error.status {
                StatusMatch::Code(code) => {
                    let code = Literal::u16_unsuffixed(code);
                    quote! { #status::Code(#code) }
                }
                StatusMatch::Range(digit) => {
                    let digit = Literal::u8_unsuffixed(digit);
                    quote! { #status::Range(#digit) }
                }
                StatusMatch::Default => quote! { #status::Default },
            };
            Some(quote! { #body { status: #status, decode: #decode::<#ty> } })
        });
        quote! {
            #operation {
                id: #id,
                method: #method,
                path: #path,
                accept: #accept,
                security: &[#(#security),*],
                errors: &[#(#errors),*],
            }
        }
    }

    fn write(&self, argument: &Argument<'_>) -> TokenStream {
        let (field, wire) = (ident(argument.name), argument.wire);
        let some = self.scope.std("Some");
        let body = |call: &dyn Fn(TokenStream) -> TokenStream| {
            if argument.required {
                call(quote! { &self.#field })
            } else {
                let call = call(quote! { #field });
                quote! { if let #some(#field) = &self.#field { #call } }
            }
        };
        match argument.to {
            To::Parameter(Location::Path) => quote! { to.path(#wire, &self.#field); },
            To::Parameter(Location::Query) => quote! { to.query(#wire, &self.#field); },
            To::Parameter(Location::Header) => quote! { to.header(#wire, &self.#field); },
            To::Parameter(Location::Cookie) => quote! { to.cookie(#wire, &self.#field); },
            To::Form => quote! { to.form(#wire, &self.#field); },
            To::Body(Payload::Json(_), media_type) => body(&|value| {
                if media_type == "application/json" || media_type.contains('*') {
                    quote! { to.json(#value); }
                } else {
                    quote! { to.json_as(#media_type, #value); }
                }
            }),
            To::Body(payload, media_type) => {
                let value = if argument.required {
                    quote! { self.#field.clone() }
                } else {
                    quote! { #field.clone() }
                };
                let value = match payload {
                    Payload::Binary => value,
                    _ => quote! { #value.into() },
                };
                let call = quote! { to.bytes(#media_type, #value); };
                if argument.required {
                    call
                } else {
                    quote! { if let #some(#field) = &self.#field { #call } }
                }
            }
        }
    }

    pub(super) fn as_paged(&self, output: &TokenStream) -> TokenStream {
        let Some(plan) = &self.plan else {
            return TokenStream::new();
        };
        let (scope, name, caller) = (self.scope, &self.name, &self.caller);
        let paged = scope.runtime("Paged");
        let (vec, option) = (scope.std("Vec"), scope.std("Option"));
        let item = scope.held(plan.item, Place::Model);
        let (next, items) = (plan.next(scope), plan.items());
        quote! {
            impl<#caller> #paged for #name<#caller> {
                type Item = #item;

                fn next(page: &#output) -> #option<&str> {
                    #next
                }

                fn items(page: #output) -> #vec<#item> {
                    #items
                }
            }
        }
    }
}

/// The media types that successes are declared with.
fn accept(operation: &Operation) -> String {
    let mut types: Vec<&str> = Vec::new();
    for answer in &operation.answers {
        if let Some(body) = &answer.body
            && !types.contains(&body.media_type.as_str())
        {
            types.push(&body.media_type);
        }
    }
    types.join(", ")
}
