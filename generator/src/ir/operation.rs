//! Operations: requests and responses.

use super::{Alternative, Docs, Field, Limits, Presence, Server, Type};
use crate::diagnostic::{Code, Pointer};
use crate::text::{DocumentStr, DocumentText, DocumentValue};

/// One operation (Operation Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// `operationId`, or one made from method and path.
    pub id: DocumentText,
    /// A name given by the configuration or by an extension.
    pub pinned: Option<DocumentText>,
    /// The Operation Object.
    pub pointer: Pointer,
    /// Its method.
    pub method: Method,
    /// Its path.
    pub path: PathTemplate,
    /// In document order.
    pub tags: Vec<DocumentText>,
    /// Its description.
    pub docs: Docs,
    /// Path parameters in the order of the URL, then the others in document order.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// The declared responses with a 2xx status, most specific first.
    pub responses: Vec<SuccessResponse>,
    /// The declared responses with any other status, most specific first.
    pub errors: Vec<ErrorResponse>,
    /// The ways to be authorised, any of which suffices; empty when none is needed.
    pub security: Vec<Alternative>,
    /// Servers of the operation or its path, when they differ from the document's.
    pub servers: Vec<Server>,
    /// How its responses continue.
    pub paging: Option<Paging>,
    /// The headers that its responses are declared with, in lower case.
    pub headers: Vec<DocumentText>,
    /// How its response can be read item by item, while it arrives.
    pub streaming: Option<Streaming>,
}

impl Operation {
    /// Its method and its path, as in a request line.
    pub fn route(&self) -> DocumentText {
        DocumentText::join([self.method.token(), self.path.text.borrowed()], " ")
    }

    /// Whether its result is a redirect: the document declares no success but a redirect, other than
    /// 304.
    pub fn ends_with_redirect(&self) -> bool {
        self.responses.is_empty() && self.errors.iter().any(|error| error.status.is_redirect())
    }

    /// The responses that are errors: all but the successes and redirects that are results.
    pub fn failures(&self) -> impl Iterator<Item = &ErrorResponse> {
        let ends_with_redirect = self.ends_with_redirect();
        let errors = self.errors.iter();
        errors.filter(move |error| !(ends_with_redirect && error.status.is_redirect()))
    }

    /// Whether a response of any status is bytes. The response to HEAD has no body.
    pub fn responds_with_bytes(&self) -> bool {
        if self.method == Method::Head {
            return false;
        }
        let bodies = self
            .responses
            .iter()
            .filter_map(|response| response.body.as_ref());
        bodies.map(|body| &body.payload).any(|payload| {
            matches!(
                payload,
                Payload::Binary | Payload::Ranged | Payload::Multipart(_) | Payload::Parts
            )
        })
    }
}

/// An operation that could not be bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Omitted {
    /// `operationId`, or one made from method and path.
    pub id: DocumentText,
    /// Its method, in capitals.
    pub method: DocumentText,
    /// Its path as the document spells it.
    pub path: DocumentText,
    /// The kind of error.
    pub code: Code,
    /// Why, in a sentence.
    pub reason: DocumentText,
}

/// How often requests are retried, and after which responses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retry {
    /// How often one is sent, the first time included.
    pub attempts: Option<u16>,
    /// Statuses after which one is sent again, beside the usual.
    pub statuses: Vec<u16>,
}

/// Methods of HTTP (RFC 9110, section 9) that a Path Item Object can hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
    /// Safe and idempotent, with a body (OpenAPI 3.2, `query`).
    Query,
    /// Any other token (OpenAPI 3.2, `additionalOperations`).
    Other(DocumentText),
}

impl Method {
    /// As in a request line.
    pub fn token(&self) -> DocumentStr<'_> {
        DocumentStr::new(match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(token) => return token.borrowed(),
        })
    }
}

/// A path with parameters in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathTemplate {
    /// As the document spells it.
    pub text: DocumentText,
    /// Literal text and parameters, in order.
    pub segments: Vec<Segment>,
}

/// A part of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Text, slashes included.
    Literal(DocumentText),
    /// The value of the path parameter with this name.
    Parameter(DocumentText),
}

/// A parameter (Parameter Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The name on the wire.
    pub name: DocumentText,
    /// A name given by the configuration or by an extension.
    pub pinned: Option<DocumentText>,
    /// Where it goes.
    pub location: Location,
    /// How it is written.
    pub style: Style,
    /// Whether each element or property stands by itself.
    pub explode: bool,
    /// `allowReserved`: reserved characters are sent unchanged.
    pub allow_reserved: bool,
    /// `allowEmptyValue`, where no value of its type is empty text.
    pub allow_empty: bool,
    /// Its type without null.
    pub ty: Type,
    /// Whether the value of a path parameter may be empty text: it is the last segment, and the document
    /// shows such a value.
    pub may_be_empty: bool,
    /// Whether each element of a list in a header is a header of its own.
    pub repeated: bool,
    /// Whether it must be given.
    pub presence: Presence,
    /// `default`: what the server assumes when it is absent.
    pub default: Option<DocumentValue>,
    /// Its description.
    pub docs: Docs,
    /// Validation keywords, documented only.
    pub limits: Limits,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Location {
    Path,
    Query,
    /// The whole query (`in: querystring` of OpenAPI 3.2).
    QueryString,
    Header,
    Cookie,
}

/// How a parameter is written (Parameter Object, "Style Values"). Those with a delimiter are met in
/// paths and headers too: Swagger 2.0 allows that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    /// `collectionFormat: tsv` of Swagger 2.0, which has no style in 3.0.
    TabDelimited,
    DeepObject,
    /// `cookie` of OpenAPI 3.2: `form` without percent-encoding.
    Cookie,
    /// `content` with a JSON media type: the value is written as JSON.
    Json,
}

/// The content of the request body (Request Body Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Whether it must be given.
    pub required: bool,
    /// The media type sent as `Content-Type`.
    pub media_type: DocumentText,
    /// How the value is written.
    pub payload: Payload,
    /// The alternatives, where the payload is one value and not properties.
    pub others: Vec<OtherBody>,
    /// Media types that it cannot be sent as, although the document lists them.
    pub unoffered: Vec<DocumentText>,
    /// Its description.
    pub docs: Docs,
}

/// An alternative media type of a body (Request Body Object, `content`).
#[derive(Clone, Debug, PartialEq)]
pub struct OtherBody {
    /// The media type sent as `Content-Type`.
    pub media_type: DocumentText,
    /// How the value is written.
    pub payload: Payload,
}

/// How a body is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Payload {
    /// JSON, of a type.
    Json(Type),
    /// `application/x-www-form-urlencoded`: the properties become arguments of the operation.
    Form(Vec<FormField>),
    /// `application/x-www-form-urlencoded` without a list of properties: those of a value of this
    /// type. How some of them are written is declared by name.
    WholeForm(Type, Vec<(DocumentText, Encoding)>),
    /// `multipart/form-data` and the like: the properties become arguments of the operation. Those
    /// that are `binary`, or lists of it, are files.
    Multipart(Vec<FormField>),
    /// `multipart/form-data` and the like, without a list of properties.
    Parts,
    /// Plain text.
    Text,
    /// Bytes.
    Binary,
    /// Bytes or text of a media type that the caller gives. That of the body is a list of ranges.
    Ranged,
    /// A sequence of JSON texts, each of this type.
    Lines(Type, Framing),
}

/// A media type in a list of ranges, for examples.
#[allow(
    clippy::disallowed_methods,
    reason = "the text is compared with known ones"
)]
pub fn media_type_in(ranges: &DocumentText) -> &'static str {
    let kind = ranges.untrusted().split('/').next().unwrap_or_default();
    match kind.trim() {
        "image" => "image/png",
        "audio" => "audio/mpeg",
        "video" => "video/mp4",
        "text" => "text/plain",
        "font" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// A property of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct FormField {
    /// The property.
    pub field: Field,
    /// The part whose header this is, if it is no property (Encoding Object, `headers`).
    pub header_of: Option<DocumentText>,
    /// How it is written.
    pub encoding: Encoding,
}

/// How a property of a form is written (Encoding Object).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The style. None where the document says nothing of it: then a value without parts is text,
    /// each element of an array stands by itself, and an object is JSON, as the defaults of
    /// `contentType` have it.
    pub style: Option<Style>,
    /// Whether each element stands by itself; true for `form` unless the document says otherwise.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// `contentType`, where it is one media type: what a part of a multipart body is sent as.
    pub content_type: Option<DocumentText>,
}

/// A response with a 2xx status (Response Object).
#[derive(Clone, Debug, PartialEq)]
pub struct SuccessResponse {
    /// The statuses it stands for.
    pub status: StatusMatch,
    /// Its content; none when the document declares none.
    pub body: Option<ResponseBody>,
    /// The headers that it is declared with, in lower case.
    pub headers: Vec<DocumentText>,
    /// Its description.
    pub docs: Docs,
}

/// The content of a response.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseBody {
    /// As the document spells it.
    pub media_type: DocumentText,
    /// How it is read.
    pub payload: Payload,
    /// The other media types that it can be asked for in, but relatives of JSON beside JSON.
    pub others: Vec<DocumentText>,
}

/// A response with any other status.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorResponse {
    /// The statuses it stands for.
    pub status: StatusMatch,
    /// Its content, when it is JSON or text.
    pub body: Option<Type>,
    /// Whether the content is plain text.
    pub text: bool,
    /// Whether it is problem details (RFC 9457).
    pub problem: bool,
    /// The media type of its content, of whatever kind that is; none when it has none.
    pub media_type: Option<DocumentText>,
    /// The headers that it is declared with, in lower case.
    pub headers: Vec<DocumentText>,
    /// Its description.
    pub docs: Docs,
}

/// A header of responses (Header Object), the same for all operations.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// As the document spells it where it is first met.
    pub name: DocumentText,
    /// Its type without null.
    pub ty: Type,
    /// Whether it is written as JSON.
    pub json: bool,
    /// Its description.
    pub docs: Docs,
}

/// Statuses (Responses Object): most specific first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusMatch {
    /// One status.
    Code(u16),
    /// A range such as `5XX`, by its first digit.
    Range(u8),
    /// `default`.
    Default,
}

impl StatusMatch {
    /// Whether it stands for redirects.
    pub fn is_redirect(self) -> bool {
        match self {
            Self::Code(code) => (300..400).contains(&code) && code != 304,
            Self::Range(digit) => digit == 3,
            Self::Default => false,
        }
    }
}

/// A response that is a sequence of items (Media Type Object, `itemSchema`).
#[derive(Clone, Debug, PartialEq)]
pub struct Streaming {
    /// As the document spells it.
    pub media_type: DocumentText,
    /// How the items are distinguished.
    pub framing: Framing,
    /// The type of an item, or of the data of an event; text without one.
    pub item: Option<Type>,
}

/// How the items of a response are distinguished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// Server-sent events (HTML Standard, section 9.2).
    Events,
    /// A JSON text on each line.
    Lines,
    /// JSON texts behind record separators (RFC 7464).
    Sequence,
}

/// How the responses of an operation continue on a next page.
#[derive(Clone, Debug, PartialEq)]
pub struct Paging {
    /// The path from the response to the list of items; empty if the response is the list.
    pub items: Vec<Step>,
    /// The type of an item.
    pub item: Type,
    /// How a page leads to the next one.
    pub turn: Turn,
    /// Whether a link to another host is followed on the base URL of the client.
    pub rebase: bool,
}

impl Paging {
    /// Pages whose links stay on their host.
    pub(crate) fn new(items: Vec<Step>, item: Type, turn: Turn) -> Self {
        Self {
            items,
            item,
            turn,
            rebase: false,
        }
    }
}

/// How a page leads to the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// A property of the response is the URL of the next page; null, empty or absent at the end.
    NextLink {
        /// The path from the response to the URL.
        next: Vec<Step>,
    },
    /// The header `Link` holds the URL of the next page, with the relation `next` (RFC 8288).
    LinkHeader,
    /// A property of the response is the value of a query parameter; null, empty or absent at the end.
    Cursor {
        /// The path from the response to the value.
        next: Vec<Step>,
        /// The parameter.
        parameter: DocumentText,
        /// How the response states whether there are more pages.
        more: Option<More>,
    },
    /// A property of the response is the value of a property of the request's body, which is JSON; null,
    /// empty or absent at the end.
    BodyCursor {
        /// The path from the response to the value.
        next: Vec<Step>,
        /// The properties from the body to its place.
        property: Vec<Step>,
        /// How the response states whether there are more pages.
        more: Option<More>,
    },
    /// A property of the last item of a page is the value of a query parameter.
    LastItem {
        /// The properties from the item to the value.
        property: Vec<Step>,
        /// The parameter.
        parameter: DocumentText,
        /// How the response states whether there are more pages.
        more: More,
    },
    /// A query parameter tells how many items to skip.
    Offset {
        /// The parameter.
        parameter: DocumentText,
        /// The page size.
        size: Size,
        /// How the end is recognised.
        end: End,
    },
    /// A query parameter is the number of the page.
    Number {
        /// The parameter.
        parameter: DocumentText,
        /// Where numbers begin.
        first: First,
        /// The page size.
        size: Size,
        /// How the end is recognised.
        end: End,
    },
}

/// A boolean property of a response that tells whether there are more pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct More {
    /// The path from the response to it.
    pub way: Vec<Step>,
    /// Whether it is true on the last page, rather than on all others.
    pub is_last: bool,
    /// Whether there are more pages only where it says so, rather than unless it says otherwise.
    pub strict: bool,
}

/// The page size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// The query parameter that asks for a number of them.
    pub parameter: Option<DocumentText>,
    /// As many where nothing is asked for.
    pub default: Option<u64>,
    /// No more than these, whatever is asked for.
    pub maximum: Option<u64>,
}

/// Properties of a response that tell where pages end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct End {
    /// Whether there are more pages.
    pub more: Option<More>,
    /// The number of all items, by the path from the response to it.
    pub total: Option<Vec<Step>>,
    /// The number of all pages.
    pub pages: Option<Vec<Step>>,
}

/// Where the numbers of pages begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum First {
    /// The number of the first page.
    At(u64),
    /// The response states its own number, by the path to it.
    FromResponse(Vec<Step>),
}

/// A property on the way into a response, by its name on the wire.
pub type Step = DocumentText;
