//! How does one operation read as a value?

use super::about::{about, about_shortly, wire};
use super::arguments::{Argument, Arguments, To};
use super::docs::Doc;
use super::output::{self, Content, Output};
use super::paging::{self, Plan};
use super::scope::{Scope, ident};
use super::ty::{Conversion, Place, Taken};
use crate::ir::{Location, Operation, Payload, StatusMatch};
use crate::name::OperationNames;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// The struct, its setters, and what the runtime has to know.
pub(super) fn emit(
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
        caller: scope.caller(),
        plan: paging::plan(scope, operation),
    };
    let (answer, output, read) = request.output();
    let parts = [
        request.required_struct(),
        request.declaration(),
        request.setters(),
        request.send(&output),
        request.as_request(&output, &read),
        request.as_paged(&output),
        answer,
    ];
    parts.into_iter().collect()
}

struct Request<'a> {
    scope: &'a Scope<'a>,
    operation: &'a Operation,
    arguments: &'a Arguments<'a>,
    name: Ident,
    method: Ident,
    required: Ident,
    caller: Ident,
    plan: Option<Plan<'a>>,
}

impl Request<'_> {
    /// The enum of answers where there is one, the type of the result, and the body of `read`.
    fn output(&self) -> (TokenStream, TokenStream, TokenStream) {
        match Output::of(self.operation) {
            Output::One(content) => {
                let (ty, read) = (content.ty(self.scope), content.read(self.scope));
                (TokenStream::new(), ty, read)
            }
            Output::ByStatus(answers) => {
                let name = self.scope.free(format!("{}Answer", self.name));
                let (item, read) = output::by_status(self.scope, &name, &self.method, &answers);
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
            " What {} cannot do without.",
            self.scope.method(&self.method)
        );
        let fields = self.arguments.grouped().iter().map(|argument| {
            let (docs, name, ty) = (
                said(self.scope, argument),
                ident(argument.name),
                self.held(argument),
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
        let otherwise = format!(
            "`{} {}`",
            self.operation.method.as_str(),
            self.operation.path.text
        );
        let mut doc = Doc::new();
        doc.block(super::about::summary(&self.operation.docs, &otherwise));
        doc.paragraph(&format!("Made by {}.", self.scope.method(&self.method)));
        let docs = doc.outer();
        let fields = self.arguments.all.iter().map(|argument| {
            let (name, ty) = (ident(argument.name), self.field(argument));
            quote! { #name: #ty, }
        });
        quote! {
            #docs
            #[derive(Clone, Debug)]
            #[must_use = "a request does nothing until it is sent"]
            pub struct #name<#caller = #detached> {
                caller: #caller,
                #(#fields)*
            }
        }
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
                    Self { caller, #(#values),* }
                }

                #(#setters)*
            }
        }
    }

    fn setter(&self, argument: &Argument<'_>) -> TokenStream {
        let (docs, name) = (said(self.scope, argument), ident(argument.name));
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

    /// What holds an argument that is given.
    fn held(&self, argument: &Argument<'_>) -> TokenStream {
        let scope = self.scope;
        match (argument.ty, argument.to) {
            // A body is a model already.
            (Some(ty), To::Body(..)) => scope.held(ty, Place::Model),
            (Some(ty), _) if argument.nullable => {
                let (option, ty) = (scope.std("Option"), scope.held(ty, Place::Request));
                quote! { #option<#ty> }
            }
            (Some(ty), _) => scope.held(ty, Place::Request),
            (None, To::Body(Payload::Binary, _)) => scope.external("bytes", "Bytes"),
            (None, _) => scope.std("String"),
        }
    }

    fn field(&self, argument: &Argument<'_>) -> TokenStream {
        let held = self.held(argument);
        if argument.required {
            held
        } else {
            let option = self.scope.std("Option");
            quote! { #option<#held> }
        }
    }

    fn send(&self, output: &TokenStream) -> TokenStream {
        let (name, caller) = (&self.name, &self.caller);
        let bound = self.scope.runtime("Caller");
        let send = |doc: &str| {
            quote! {
                impl<#caller: #bound> #name<#caller> {
                    #[doc = #doc]
                    pub fn send(self) -> #caller::Reply<#output> {
                        self.caller.call(&self)
                    }
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
                #[doc = " Every item, page after page, each page fetched when it is needed."]
                pub fn stream(self) -> #caller::Items<Self> {
                    self.caller.items(&self)
                }

                #[doc = " Every page, each fetched when it is needed."]
                pub fn pages(self) -> #caller::Pages<Self> {
                    self.caller.pages(&self)
                }
            }
        }
    }

    fn as_request(&self, output: &TokenStream, read: &TokenStream) -> TokenStream {
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
        let body = |call: fn(TokenStream) -> TokenStream| {
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
            To::Body(Payload::Json(_), _) => body(|value| quote! { to.json(#value); }),
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

    fn as_paged(&self, output: &TokenStream) -> TokenStream {
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

/// What a caller passes for an argument.
pub(super) fn taken(scope: &Scope<'_>, argument: &Argument<'_>) -> Taken {
    let into = scope.std("Into");
    match (argument.ty, argument.to) {
        (Some(ty), To::Body(..)) => scope.taken(ty, Place::Model),
        (Some(ty), _) if argument.nullable => {
            let (option, ty) = (scope.std("Option"), scope.held(ty, Place::Request));
            Taken {
                ty: quote! { #option<#ty> },
                conversion: Conversion::None,
            }
        }
        (Some(ty), _) => scope.taken(ty, Place::Request),
        (None, To::Body(Payload::Binary, _)) => {
            let bytes = scope.external("bytes", "Bytes");
            Taken {
                ty: quote! { impl #into<#bytes> },
                conversion: Conversion::Into,
            }
        }
        (None, _) => {
            let string = scope.std("String");
            Taken {
                ty: quote! { impl #into<#string> },
                conversion: Conversion::Into,
            }
        }
    }
}

/// What is said of an argument in a list of them.
pub(super) fn said_shortly(scope: &Scope<'_>, argument: &Argument<'_>) -> Doc {
    about_shortly(
        argument.docs,
        argument.limits,
        argument.default,
        &otherwise(scope, argument),
    )
}

/// What is said of an argument.
fn said(scope: &Scope<'_>, argument: &Argument<'_>) -> TokenStream {
    about(
        argument.docs,
        argument.limits,
        argument.default,
        &otherwise(scope, argument),
    )
    .outer()
}

/// What is said of an argument that the document says nothing of.
fn otherwise(scope: &Scope<'_>, argument: &Argument<'_>) -> String {
    if let Some(text) = argument.ty.and_then(|ty| scope.summary(ty)) {
        return text;
    }
    let place = match argument.to {
        To::Parameter(Location::Path) => "path",
        To::Parameter(Location::Query) => "query",
        To::Parameter(Location::Header) => "headers",
        To::Parameter(Location::Cookie) => "cookies",
        To::Form => return format!("The member {} of the form.", wire(argument.wire)),
        To::Body(..) => return "The body of the request.".to_owned(),
    };
    format!("The parameter {} in the {place}.", wire(argument.wire))
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

/// Whether an operation answers with this content alone.
pub(super) fn answers_nothing(operation: &Operation) -> bool {
    matches!(Output::of(operation), Output::One(Content::Nothing))
}
