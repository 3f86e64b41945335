//! How are the arguments of a request written?

use crate::emit::rust::operation::argument::{ArgumentEncoding, is_single, way};
use crate::emit::rust::operation::arguments::{Argument, To};
use crate::emit::rust::operation::request::Request;
use crate::emit::rust::scope::ident;
use crate::ir::{Body, Encoding, Framing, Location, Parameter, Payload, Style};
use crate::name::ChoiceNames;
use crate::text::DocumentText;
use proc_macro2::TokenStream;
use quote::quote;

/// Headers of parts come after the parts.
pub(super) fn in_order<'s, 'a>(
    arguments: &'s [Argument<'a>],
) -> impl Iterator<Item = &'s Argument<'a>> {
    let is_header = |argument: &&Argument<'_>| matches!(argument.to, To::PartHeader(_));
    let first = arguments.iter().filter(move |it| !is_header(it));
    first.chain(arguments.iter().filter(is_header))
}

impl Request<'_> {
    /// The statements, which know the writer as `to`.
    pub(in crate::emit::rust) fn writes(&self) -> TokenStream {
        let writes = in_order(&self.arguments.all);
        let writes: TokenStream = writes.map(|argument| self.write(argument)).collect();
        let body = self.operation.body.as_ref();
        match body.map(|body| (&body.payload, &body.media_type)) {
            Some((Payload::Multipart(_), media_type)) => {
                let multipart = self.scope.runtime("Multipart");
                let media_type = media_type.literal();
                quote! {
                    let mut parts = #multipart::new();
                    #writes
                    to.multipart(#media_type, &parts);
                }
            }
            // Whether it has fields or not, it is sent.
            Some((Payload::Form(properties), _))
                if body.is_some_and(|body| body.required)
                    && properties
                        .iter()
                        .all(|property| property.field.presence.is_optional()) =>
            {
                quote! { to.required_form(); #writes }
            }
            _ => writes,
        }
    }

    fn write(&self, argument: &Argument<'_>) -> TokenStream {
        match argument.to {
            To::Parameter(parameter) => self.parameter(argument, parameter),
            To::Form(encoding) => self.property(argument, encoding),
            To::Part(encoding) => self.part(argument, encoding),
            To::PartHeader(part) => self.part_header(argument, part),
            To::Body(payload, media_type) => {
                let field = ident(argument.name);
                if argument.required {
                    let lent = quote! { &self.#field };
                    let call = self.body(payload, media_type, &quote! { self.#field }, &lent);
                    return quote! { #call; };
                }
                let value = quote! { #field };
                let (some, call) = (
                    self.scope.std("Some"),
                    self.body(payload, media_type, &value, &value),
                );
                quote! { if let #some(#field) = &self.#field { #call; } }
            }
            To::Choice(body, names) => self.choice(argument, body, names),
        }
    }

    fn choice(&self, argument: &Argument<'_>, body: &Body, names: &ChoiceNames) -> TokenStream {
        let (field, name) = (ident(argument.name), ident(&names.name));
        let optional = (!argument.required).then(|| self.scope.std("Some"));
        let value = quote! { body };
        let arms = crate::emit::rust::operation::choice::all(body).zip(&names.variants);
        let arms = arms.map(|((media_type, payload), variant)| {
            let variant = ident(variant);
            let call = self.body(payload, media_type, &value, &value);
            let pattern = match &optional {
                Some(some) => quote! { #some(#name::#variant(body)) },
                None => quote! { #name::#variant(body) },
            };
            quote! { #pattern => #call, }
        });
        let none = optional.as_ref().map(|_| {
            let none = self.scope.std("None");
            quote! { #none => {} }
        });
        quote! {
            match &self.#field {
                #(#arms)*
                #none
            }
        }
    }

    fn parameter(&self, argument: &Argument<'_>, parameter: &Parameter) -> TokenStream {
        let wire = argument.wire.literal();
        let (usual, plain, styled) = match parameter.location {
            Location::Path => (Style::Simple, quote! { path }, quote! { path_as }),
            Location::Query => (Style::Form, quote! { query }, quote! { query_as }),
            Location::QueryString => {
                let value = self.value(argument);
                return quote! { to.query_string(#wire, #value); };
            }
            Location::Header if parameter.repeated => {
                let value = self.value(argument);
                return quote! { to.repeated_header(#wire, #value); };
            }
            Location::Header => (Style::Simple, quote! { header }, quote! { header_as }),
            Location::Cookie => (Style::Form, quote! { cookie }, quote! { cookie_as }),
        };
        let style = match parameter.style {
            Style::Json => usual,
            style => style,
        };
        let write = |value: TokenStream| {
            let explode = parameter.explode;
            let written = self.style(argument, style, explode, parameter.allow_reserved);
            let written = match parameter.may_be_empty {
                true => {
                    let ty = self.scope.runtime("Style");
                    let written = written.unwrap_or_else(|| quote! { #ty::SIMPLE });
                    Some(quote! { #written.or_empty() })
                }
                false => written,
            };
            match written {
                Some(style) => quote! { to.#styled(#wire, #style, #value); },
                None => quote! { to.#plain(#wire, #value); },
            }
        };
        if !parameter.allow_empty {
            return write(self.value(argument));
        }
        let (field, or_empty) = (ident(argument.name), self.scope.runtime("OrEmpty"));
        if argument.required {
            return write(quote! { &#or_empty(&self.#field) });
        }
        write(quote! { &self.#field.as_ref().map(#or_empty) })
    }

    fn property(&self, argument: &Argument<'_>, encoding: &Encoding) -> TokenStream {
        let (wire, value) = (argument.wire.literal(), self.value(argument));
        match self.declared(argument, encoding) {
            Some(style) => quote! { to.form_as(#wire, #style, #value); },
            None => quote! { to.form(#wire, #value); },
        }
    }

    pub(super) fn part(&self, argument: &Argument<'_>, encoding: &Encoding) -> TokenStream {
        let (wire, value) = (argument.wire.literal(), self.value(argument));
        let content_type = encoding.content_type.as_ref().map(DocumentText::literal);
        if way(self.scope.module.api, argument) == ArgumentEncoding::File {
            let (some, none) = (self.scope.std("Some"), self.scope.std("None"));
            let content_type = match content_type {
                Some(content_type) => quote! { #some(#content_type) },
                None => none,
            };
            return quote! { parts.files(#wire, #content_type, #value); };
        }
        match (self.declared(argument, encoding), content_type) {
            (Some(style), _) => quote! { parts.property_as(#wire, #style, #value); },
            (None, Some(content_type)) => {
                quote! { parts.content(#wire, #content_type, #value); }
            }
            (None, None) => quote! { parts.property(#wire, #value); },
        }
    }

    pub(super) fn part_header(&self, argument: &Argument<'_>, part: &DocumentText) -> TokenStream {
        let (part, wire) = (part.literal(), argument.wire.literal());
        let value = self.value(argument);
        quote! { parts.header(#part, #wire, #value); }
    }

    /// The expression that writes a body that is at hand as `value`, and as the reference `lent`.
    fn body(
        &self,
        payload: &Payload,
        media_type: &DocumentText,
        value: &TokenStream,
        lent: &TokenStream,
    ) -> TokenStream {
        let is_json = *media_type == "application/json" || media_type.contains("*");
        let media_type = media_type.literal();
        match payload {
            Payload::Json(_) if is_json => quote! { to.json(#lent) },
            Payload::Json(_) => quote! { to.json_as(#media_type, #lent) },
            Payload::WholeForm(_, encodings) => {
                let nested = self.scope.runtime("Nested");
                if encodings.is_empty() {
                    return quote! { to.whole_form(&#nested(#lent)) };
                }
                let styles = encodings.iter().map(|(name, encoding)| {
                    let (name, style) = (name.literal(), self.of_property(encoding));
                    quote! { (#name, #style) }
                });
                quote! { to.whole_form_as(&[#(#styles),*], &#nested(#lent)) }
            }
            Payload::Ranged => quote! { #value.write(#media_type, to) },
            Payload::Lines(_, framing) => {
                let sequence = *framing == Framing::Sequence;
                quote! { #value.write(#media_type, #sequence, to) }
            }
            Payload::Parts => quote! { to.multipart(#media_type, #lent) },
            // Of a body that can be of other media types, too.
            Payload::Multipart(_) => {
                quote! { to.multipart(#media_type, &#value.to_multipart()) }
            }
            // Fields of a form are arguments of their own.
            Payload::Binary | Payload::Text | Payload::Form(_) => {
                quote! { to.bytes(#media_type, #value.clone()) }
            }
        }
    }

    /// The argument as something that becomes text.
    fn value(&self, argument: &Argument<'_>) -> TokenStream {
        let field = ident(argument.name);
        let wrapper = match way(self.scope.module.api, argument) {
            ArgumentEncoding::Plain | ArgumentEncoding::File => return quote! { &self.#field },
            ArgumentEncoding::Nested => self.scope.runtime("Nested"),
            ArgumentEncoding::Json => self.scope.runtime("AsJson"),
        };
        quote! { &#wrapper(&self.#field) }
    }

    /// The style that the document declares for a field of a form.
    fn declared(&self, argument: &Argument<'_>, encoding: &Encoding) -> Option<TokenStream> {
        let style = encoding.style.filter(|style| *style != Style::Json)?;
        let nested = way(self.scope.module.api, argument) == ArgumentEncoding::Nested;
        let written = self.style(argument, style, encoding.explode, encoding.allow_reserved);
        // An object is JSON unless a style is declared, so `form` has to be declared.
        if written.is_none() && nested {
            let style = self.scope.runtime("Style");
            return Some(quote! { #style::FORM });
        }
        written
    }

    /// The style of a field of a form that is no argument by itself; `None` is JSON.
    fn of_property(&self, encoding: &Encoding) -> TokenStream {
        let constant = match encoding.style {
            Some(Style::Json) => {
                let none = self.scope.std("None");
                return quote! { #none };
            }
            Some(Style::SpaceDelimited) => quote! { SPACE_DELIMITED },
            Some(Style::PipeDelimited) => quote! { PIPE_DELIMITED },
            Some(Style::TabDelimited) => quote! { TAB_DELIMITED },
            Some(Style::DeepObject) => quote! { DEEP_OBJECT },
            _ => quote! { FORM },
        };
        let usual = matches!(encoding.style, None | Some(Style::Form));
        let explode = encoding.explode;
        let other = encoding.style != Some(Style::DeepObject) && explode != usual;
        let explode = other.then(|| quote! { .explode(#explode) });
        let reserved = encoding.allow_reserved.then(|| quote! { .reserved() });
        let (some, style) = (self.scope.std("Some"), self.scope.runtime("Style"));
        quote! { #some(#style::#constant #explode #reserved) }
    }

    /// The style of an argument; none where it makes no difference to the usual one.
    fn style(
        &self,
        argument: &Argument<'_>,
        style: Style,
        explode: bool,
        reserved: bool,
    ) -> Option<TokenStream> {
        let api = self.scope.module.api;
        let single = argument.ty.is_some_and(|ty| is_single(api, ty));
        let single = single || way(api, argument) == ArgumentEncoding::Json;
        let explodes = !single && style != Style::DeepObject;
        let other = explodes && explode != matches!(style, Style::Form | Style::Cookie);
        let explode = other.then(|| quote! { .explode(#explode) });
        let (constant, usual) = match style {
            Style::Simple | Style::Json => (quote! { SIMPLE }, true),
            Style::Form => (quote! { FORM }, true),
            Style::Label => (quote! { LABEL }, false),
            Style::Matrix => (quote! { MATRIX }, false),
            Style::SpaceDelimited => (quote! { SPACE_DELIMITED }, single),
            Style::PipeDelimited => (quote! { PIPE_DELIMITED }, single),
            Style::TabDelimited => (quote! { TAB_DELIMITED }, single),
            Style::DeepObject => (quote! { DEEP_OBJECT }, single),
            Style::Cookie => (quote! { COOKIE }, false),
        };
        if usual && explode.is_none() && !reserved {
            return None;
        }
        let reserved = reserved.then(|| quote! { .reserved() });
        let style = self.scope.runtime("Style");
        Some(quote! { #style::#constant #explode #reserved })
    }
}
