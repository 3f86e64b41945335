//! What does the runtime have to know of a request: its constants, how its response is read?

use crate::emit::rust::model::ty::ValueContext;
use crate::emit::rust::operation::request::Request;
use crate::ir::{Operation, StatusMatch};
use crate::text::{DocumentStr, DocumentText};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

impl Request<'_> {
    pub(in crate::emit::rust) fn as_request(
        &self,
        output: &TokenStream,
        read: &TokenStream,
    ) -> TokenStream {
        let (scope, name, caller) = (self.scope, &self.name, &self.caller);
        let (request, operation) = (scope.runtime("Request"), scope.runtime("Operation"));
        let (writer, response) = (scope.runtime("Writer"), scope.runtime("Response"));
        let (error, result) = (scope.runtime("Error"), scope.std("Result"));
        let constant = self.constant(&operation);
        let writes = self.writes();
        let to = if writes.is_empty() {
            quote! { _ }
        } else {
            quote! { to }
        };
        let servers = self.servers();
        let redirect = self.operation.ends_with_redirect().then(|| {
            quote! { const ENDS_WITH_REDIRECT: bool = true; }
        });
        let chosen = self.server().map(|_| {
            let (option, string) = (scope.std("Option"), scope.std("String"));
            quote! {
                fn chosen_server(&self) -> #option<#result<#string, #string>> {
                    self.server.as_ref().map(|server| server.0.url())
                }
            }
        });
        quote! {
            impl<#caller> #request for #name<#caller> {
                type Output = #output;

                const OPERATION: &'static #operation = &#constant;

                #servers

                #redirect

                #chosen

                fn write(&self, #to: &mut #writer) {
                    #writes
                }

                fn read(response: &#response) -> #result<#output, #error> {
                    #read
                }
            }
        }
    }

    /// Where the operation is served, when that is elsewhere than the rest of the API.
    fn servers(&self) -> Option<TokenStream> {
        let servers = &self.operation.servers;
        (!servers.is_empty()).then(|| {
            let urls = servers.iter().map(|server| server.usual_url().literal());
            quote! { const SERVERS: &'static [&'static str] = &[#(#urls),*]; }
        })
    }

    fn constant(&self, operation: &TokenStream) -> TokenStream {
        let scope = self.scope;
        let (id, path) = (
            self.operation.id.literal(),
            self.operation.path.text.literal(),
        );
        let method = self.operation.method.token().literal();
        let accept = accept(self.operation).literal();
        let security = self.operation.security.iter().map(|alternative| {
            let schemes = alternative.schemes.iter().map(|(name, _)| name.literal());
            quote! { &[#(#schemes),*] }
        });
        let errors = self.operation.failures().filter_map(|error| {
            let held = error.body.as_ref()?;
            let (body, status) = (scope.runtime("ErrorBody"), scope.runtime("Status"));
            let decode = if error.text {
                scope.runtime("decode_text")
            } else {
                let (decode, ty) = (
                    scope.runtime("decode_error"),
                    scope.held(held, ValueContext::Model),
                );
                quote! { #decode::<#ty> }
            };
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
            Some(quote! { #body { status: #status, decode: #decode } })
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

    pub(in crate::emit::rust) fn as_paged(&self, output: &TokenStream) -> TokenStream {
        let Some(plan) = &self.plan else {
            return TokenStream::new();
        };
        let (scope, name, caller) = (self.scope, &self.name, &self.caller);
        let paged = scope.runtime("Paged");
        let (vec, option) = (scope.std("Vec"), scope.std("Option"));
        let item = scope.held(plan.item, ValueContext::Model);
        let (next, items) = (plan.next(scope), plan.items());
        let context = scope.runtime("Received");
        let (page, received) = plan.arguments();
        let (method, found) = match plan.is_by_body() {
            true => (format_ident!("body"), scope.external("bytes", "Bytes")),
            false => (format_ident!("next"), scope.std("String")),
        };
        let rebase = plan.rebase.then(|| {
            let bool = scope.std("bool");
            quote! { const REBASE: #bool = true; }
        });
        quote! {
            impl<#caller> #paged for #name<#caller> {
                type Item = #item;
                #rebase

                fn #method(#page: &#output, #received: &#context<'_>) -> #option<#found> {
                    #next
                }

                fn items(page: #output) -> #vec<#item> {
                    #items
                }
            }
        }
    }
}

/// The media types of successes, then those of errors with a lower weight, so that a service which
/// negotiates can send its errors too. Without content for a success any media type is acceptable,
/// which is what no header says (RFC 9110, section 12.5.1).
fn accept(operation: &Operation) -> DocumentText {
    let mut types: Vec<&DocumentText> = Vec::new();
    for response in &operation.responses {
        if let Some(body) = &response.body
            && !types.contains(&&body.media_type)
        {
            types.push(&body.media_type);
        }
    }
    if types.is_empty() {
        return DocumentText::from("");
    }
    let mut errors: Vec<&DocumentText> = Vec::new();
    for media_type in operation
        .errors
        .iter()
        .filter_map(|error| error.media_type.as_ref())
    {
        if !types.contains(&media_type) && !errors.contains(&media_type) {
            errors.push(media_type);
        }
    }
    let weighted = errors.into_iter().map(|media_type| {
        DocumentText::concat([media_type.borrowed(), DocumentStr::new(";q=0.5")])
    });
    let all: Vec<DocumentText> = types.into_iter().cloned().chain(weighted).collect();
    DocumentText::join(all.iter().map(DocumentText::borrowed), ", ")
}
