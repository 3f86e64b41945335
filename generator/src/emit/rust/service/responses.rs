//! The responses of a server's method.

use crate::emit::rust::about::prose;
use crate::emit::rust::model::ty::ValueContext;
use crate::emit::rust::operation::output;
use crate::emit::rust::scope::{Scope, ident};
use crate::ir::{Docs, Method, Operation, Payload, StatusMatch, Type};
use crate::name::{Identifier, OperationNames, Space};
use crate::text::DocumentText;
use http_status::variant;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

/// A response that the document declares.
struct Declared<'a> {
    status: StatusMatch,
    content: Content<'a>,
    headers: Vec<Header>,
    docs: &'a Docs,
}

/// The parts of a response.
enum Content<'a> {
    Nothing,
    Json(&'a DocumentText, &'a Type),
    Text(&'a DocumentText),
    /// Bytes, or items one after another.
    Stream(&'a DocumentText),
}

/// A header that a response is declared with.
struct Header {
    field: Ident,
    wire: DocumentText,
    ty: TokenStream,
    json: bool,
}

/// The enum of an operation's responses, and its conversion.
pub(in crate::emit::rust) fn emit(
    scope: &Scope<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> TokenStream {
    let name = ident(&names.response);
    let declared = declared(scope, operation);
    let variants = declared.iter().map(|response| response.variant(scope));
    let arms = declared.iter().map(|response| response.arm(scope));
    let doc = format!(
        " The responses of the method `{}` of a server.",
        names.method
    );
    let (outbound, failure) = (scope.runtime("Outbound"), scope.runtime("Failure"));
    let (result, ok) = (scope.std("Result"), scope.std("Ok"));
    quote! {
        #[doc = #doc]
        #[derive(Debug)]
        #[allow(clippy::large_enum_variant)]
        pub enum #name {
            #(#variants)*
            #[doc = " Any other response, which the document does not declare."]
            Undeclared(axum::response::Response),
        }

        impl #outbound for #name {
            fn respond(self) -> #result<axum::response::Response, #failure> {
                match self {
                    #(#arms)*
                    Self::Undeclared(response) => #ok(response),
                }
            }
        }
    }
}

/// The responses of an operation by status, successes first.
fn declared<'a>(scope: &Scope<'_>, operation: &'a Operation) -> Vec<Declared<'a>> {
    let is_head = operation.method == Method::Head;
    let streamed = operation.streaming.as_ref().map(|it| &it.media_type);
    let mut all: Vec<Declared<'a>> = Vec::new();
    for response in &operation.responses {
        let content = match &response.body {
            _ if is_head => Content::Nothing,
            None => Content::Nothing,
            Some(body) if streamed == Some(&body.media_type) => Content::Stream(&body.media_type),
            Some(body) => match &body.payload {
                Payload::Json(ty) => Content::Json(&body.media_type, ty),
                Payload::Text | Payload::Lines(..) | Payload::Form(_) | Payload::WholeForm(..) => {
                    Content::Text(&body.media_type)
                }
                Payload::Binary | Payload::Ranged | Payload::Multipart(_) | Payload::Parts => {
                    Content::Stream(&body.media_type)
                }
            },
        };
        all.push(Declared {
            status: response.status,
            content,
            headers: headers(scope, &response.headers),
            docs: &response.docs,
        });
    }
    for error in &operation.errors {
        // A lone `default` is among the responses, too.
        if all.iter().any(|known| known.status == error.status) {
            continue;
        }
        let content = match (&error.media_type, &error.body) {
            _ if is_head => Content::Nothing,
            (None, _) => Content::Nothing,
            (Some(media_type), Some(_)) if error.text => Content::Text(media_type),
            (Some(media_type), Some(ty)) => Content::Json(media_type, ty),
            (Some(media_type), None) => Content::Stream(media_type),
        };
        all.push(Declared {
            status: error.status,
            content,
            headers: headers(scope, &error.headers),
            docs: &error.docs,
        });
    }
    all
}

fn headers(scope: &Scope<'_>, declared: &[DocumentText]) -> Vec<Header> {
    let (api, names) = (scope.module.api, scope.module.names);
    names
        .headers_of(api, declared)
        .map(|(header, name)| Header {
            field: field(&names.headers, name),
            wire: header.name.clone(),
            ty: scope.held(&header.ty, ValueContext::Model),
            json: header.json,
        })
        .collect()
}

/// The field for a header of this name.
fn field(headers: &[Identifier], name: &Identifier) -> Ident {
    if !Space::ResponseFields.reserves(name.as_str()) {
        return ident(name);
    }
    let mut field = format!("{name}_header");
    while headers.iter().any(|other| other.as_str() == field) {
        field.push('_');
    }
    format_ident!("{field}")
}

impl Content<'_> {
    fn ty(&self, scope: &Scope<'_>) -> Option<TokenStream> {
        match self {
            Self::Nothing => None,
            Self::Json(_, ty) => Some(scope.held(ty, ValueContext::Model)),
            Self::Text(_) => Some(scope.std("String")),
            Self::Stream(_) => Some(quote! { axum::body::Body }),
        }
    }
}

impl Declared<'_> {
    /// Whether the document leaves the status open.
    fn is_open(&self) -> bool {
        !matches!(self.status, StatusMatch::Code(_))
    }

    fn variant(&self, scope: &Scope<'_>) -> TokenStream {
        let docs = prose(self.docs, &output::said(self.status)).outer();
        let name = variant(self.status);
        let body = self.content.ty(scope);
        let status = self.is_open().then(|| quote! { axum::http::StatusCode });
        if self.headers.is_empty() {
            let held: Vec<_> = status.into_iter().chain(body).collect();
            return match held.as_slice() {
                [] => quote! { #docs #name, },
                held => quote! { #docs #name(#(#held),*), },
            };
        }
        let option = scope.std("Option");
        let status = status.map(|ty| quote! { #[doc = " The status."] status: #ty, });
        let body = body.map(|ty| quote! { #[doc = " The body."] body: #ty, });
        let headers = self.headers.iter().map(|header| {
            let (name, ty) = (&header.field, &header.ty);
            let doc = format!(
                " The header {}.",
                crate::emit::rust::about::wire(&header.wire)
            );
            quote! { #[doc = #doc] #name: #option<#ty>, }
        });
        quote! { #docs #name { #status #body #(#headers)* }, }
    }

    fn arm(&self, scope: &Scope<'_>) -> TokenStream {
        let (name, response) = (variant(self.status), scope.runtime("Outgoing"));
        let head = match self.status {
            StatusMatch::Code(code) => {
                let code = Literal::u16_unsuffixed(code);
                quote! { #response::new(#code) }
            }
            StatusMatch::Range(digit) => {
                let digit = Literal::u8_unsuffixed(digit);
                quote! { #response::within(#digit, status) }
            }
            StatusMatch::Default => quote! { #response::new(status.as_u16()) },
        };
        let status = self.is_open().then(|| quote! { status });
        let (body, end) = match &self.content {
            Content::Nothing => (None, quote! { .empty() }),
            Content::Json(media_type, _) => {
                let media_type = media_type.literal();
                (Some(quote! { body }), quote! { .json(#media_type, &body) })
            }
            Content::Text(media_type) => {
                let media_type = media_type.literal();
                (Some(quote! { body }), quote! { .text(#media_type, body) })
            }
            Content::Stream(media_type) => {
                let media_type = media_type.literal();
                (Some(quote! { body }), quote! { .body(#media_type, body) })
            }
        };
        let held: Vec<TokenStream> = status.into_iter().chain(body).collect();
        if self.headers.is_empty() {
            return match held.as_slice() {
                [] => quote! { Self::#name => #head #end, },
                held => quote! { Self::#name(#(#held),*) => #head #end, },
            };
        }
        let fields = self.headers.iter().map(|header| &header.field);
        let writes = self.headers.iter().map(|header| {
            let (name, wire) = (&header.field, header.wire.literal());
            match header.json {
                true => {
                    let json = scope.runtime("AsJson");
                    quote! { .header(#wire, &#json(&#name)) }
                }
                false => quote! { .header(#wire, &#name) },
            }
        });
        quote! { Self::#name { #(#held,)* #(#fields),* } => #head #(#writes)* #end, }
    }
}

/// The reason phrases of statuses (RFC 9110, section 15).
mod http_status {
    use super::{Ident, StatusMatch, format_ident};

    /// The name of the variant for a status.
    pub(super) fn variant(status: StatusMatch) -> Ident {
        let name = match status {
            StatusMatch::Code(200) => "Ok",
            StatusMatch::Code(201) => "Created",
            StatusMatch::Code(202) => "Accepted",
            StatusMatch::Code(203) => "NonAuthoritative",
            StatusMatch::Code(204) => "NoContent",
            StatusMatch::Code(205) => "ResetContent",
            StatusMatch::Code(206) => "PartialContent",
            StatusMatch::Code(207) => "MultiStatus",
            StatusMatch::Code(301) => "MovedPermanently",
            StatusMatch::Code(302) => "Found",
            StatusMatch::Code(303) => "SeeOther",
            StatusMatch::Code(304) => "NotModified",
            StatusMatch::Code(307) => "TemporaryRedirect",
            StatusMatch::Code(308) => "PermanentRedirect",
            StatusMatch::Code(400) => "BadRequest",
            StatusMatch::Code(401) => "Unauthorized",
            StatusMatch::Code(402) => "PaymentRequired",
            StatusMatch::Code(403) => "Forbidden",
            StatusMatch::Code(404) => "NotFound",
            StatusMatch::Code(405) => "MethodNotAllowed",
            StatusMatch::Code(406) => "NotAcceptable",
            StatusMatch::Code(408) => "RequestTimeout",
            StatusMatch::Code(409) => "Conflict",
            StatusMatch::Code(410) => "Gone",
            StatusMatch::Code(412) => "PreconditionFailed",
            StatusMatch::Code(413) => "ContentTooLarge",
            StatusMatch::Code(415) => "UnsupportedMediaType",
            StatusMatch::Code(422) => "UnprocessableContent",
            StatusMatch::Code(423) => "Locked",
            StatusMatch::Code(428) => "PreconditionRequired",
            StatusMatch::Code(429) => "TooManyRequests",
            StatusMatch::Code(500) => "InternalServerError",
            StatusMatch::Code(501) => "NotImplemented",
            StatusMatch::Code(502) => "BadGateway",
            StatusMatch::Code(503) => "ServiceUnavailable",
            StatusMatch::Code(504) => "GatewayTimeout",
            StatusMatch::Code(code) => return format_ident!("Status{code}"),
            StatusMatch::Range(1) => "Informational",
            StatusMatch::Range(2) => "Success",
            StatusMatch::Range(3) => "Redirection",
            StatusMatch::Range(4) => "ClientError",
            StatusMatch::Range(5) => "ServerError",
            StatusMatch::Range(digit) => return format_ident!("Status{digit}xx"),
            StatusMatch::Default => "Default",
        };
        format_ident!("{name}")
    }
}
