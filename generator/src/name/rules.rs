//! Every rule for names, in one place.
//!
//! | thing | name | if that is taken or forbidden |
//! | --- | --- | --- |
//! | component | its key, without what all keys begin with | `Api` before it, `Type` behind it; symbols, then capitals, in words |
//! | inline type | the last words on the way to it that say something | one more word at a time |
//! | what requests hold instead of a type | the type's name and `Request` | `RequestView`, `InRequests` behind it |
//! | request value | `operationId` | `Request`, `Operation`, `Call` behind it |
//! | required arguments | the request's name and `Required` | `RequiredArguments` |
//! | body of one of several media types | the request's name and `Body` | `BodyByMediaType` |
//! | parts of such a body | the request's name and `Parts` | `PartsOfBody` |
//! | responses that differ by status | the request's name and `Response` | `ResponseByStatus` |
//! | field | the property's name | `_` behind it; symbols, then capitals, in words |
//! | properties not listed | `additional_properties` | `other_properties`, `rest` |
//! | value, variant | the value, the type | symbols, then capitals, in words |
//! | value not listed | `Unknown` | `Unlisted`, `Other` |
//! | variant not listed | `Other` | `Unknown`, `Unlisted` |
//! | method | `operationId` | its tag before it, its HTTP method behind it |
//! | argument | the parameter's name | `_` behind it; its location before it |
//! | default of a property or argument | its name in capitals and `_DEFAULT` | `DEFAULT_` before it |
//! | one that a function makes | its name and `_default` | `default_` before it |
//! | body | `body` | `request_body`, `payload` |
//! | setter of a scheme | its kind, when it is the only one of it | its own name |
//! | setter of client credentials | `oauth2_client`, when only one scheme has them | the scheme's name and `_client` |
//! | choice of a server | `Server` | `ApiServer`, `ServerChoice` |
//! | that of operations | the tag they share and `Server` | the first request's name and `Server` |
//! | server, one of several | its description, when that is short | its host, then its path too |
//! | variable of a server | its name | `_variable` behind it |
//! | header of responses | its name | `_header` behind it |
//! | trait, credentials of a server | `Server`, `Credentials` | `ServerTrait`, `CallerCredentials` |
//! | header of a response of a server | its name, as above | `_header` behind it |
//! | credentials of several schemes | their names, `And` between | `Credentials` behind it |
//! | method of a server that is no operation | `authorize`, `refuse`, `fail`, `body_limit` | `_call` behind it |
//! | module | the file's stem | `_api` behind it |
//! | cargo feature | a tag, with hyphens; the module before it, where there are several | `-operations` behind it |
//!
//! Names that `bindery.lock` records come before these rules.
//!
//! A name that two things ask for goes to neither: both take the next. Numbers come last. But tags
//! that ask for one feature share it.

/// A scope of the generated code that holds names of the document beside names that the code needs
/// for itself. [`Space::reserved`] is the table of these: where the document uses one of them, the
/// name of the document takes the alternative that the table above lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// Types, request values and the items that accompany them.
    Types,
    /// Variants of enums.
    Variants,
    /// Methods of a client.
    Methods,
    /// Arguments of an operation: fields and setters of its request value.
    Arguments,
    /// The same, where the response is read item by item.
    Events,
    /// The same, where the response is read as bytes.
    Download,
    /// The same, where the operation has a choice of servers.
    Elsewhere,
    /// Setters of a model that requests hold.
    Setters,
    /// Setters of the parts of a body that can be of several media types.
    Parts,
    /// Methods of a client's builder, beside the setters of security schemes.
    Builder,
    /// Methods of a choice of servers, beside the variables and the servers.
    Server,
    /// Functions that read headers of responses.
    Headers,
    /// Fields of a response that a server sends, beside its headers.
    ResponseFields,
    /// Types of the file of a server's trait. Arguments and responses of the same name are written
    /// with their modules there.
    ServerFile,
    /// Modules of the crate.
    Modules,
}

impl Space {
    /// The names that the document does not get.
    pub(crate) fn reserved(self) -> &'static [&'static str] {
        match self {
            // Names in generated files, which a type of the document would hide.
            Self::Types => &[
                // Prelude.
                "AsMut",
                "AsRef",
                "Box",
                "Clone",
                "Copy",
                "Default",
                "DoubleEndedIterator",
                "Drop",
                "Eq",
                "Err",
                "ExactSizeIterator",
                "Extend",
                "Fn",
                "FnMut",
                "FnOnce",
                "From",
                "FromIterator",
                "Future",
                "Into",
                "IntoFuture",
                "IntoIterator",
                "Iterator",
                "None",
                "Ok",
                "Option",
                "Ord",
                "PartialEq",
                "PartialOrd",
                "Result",
                "Send",
                "Sized",
                "Some",
                "String",
                "Sync",
                "ToOwned",
                "ToString",
                "TryFrom",
                "TryInto",
                "Unpin",
                "Vec",
                "Debug",
                "Hash",
                // Standard library.
                "BTreeMap",
                "Duration",
                // Runtime and the generated modules themselves.
                "Api",
                "Async",
                "Base64",
                "Blocking",
                "C",
                "CallOptions",
                "Caller",
                "Checked",
                "Client",
                "ClientBuilder",
                "Credential",
                "DateTime",
                "Detached",
                "Error",
                "ErrorBody",
                "Maybe",
                "Operation",
                "Paged",
                "Request",
                "Scheme",
                "Status",
                "Writer",
            ],
            Self::Variants => &["Self"],
            // `into`, `clone_into` and `to_owned` are those of every type: a method of the same name
            // would hide them.
            Self::Methods => &[
                "anonymous",
                "builder",
                "clone",
                "clone_into",
                "default",
                "detached",
                "download_as",
                "into",
                "new",
                "send",
                "send_full",
                "to_owned",
            ],
            // Methods, and the field `caller`; `required` is an argument of the client's methods.
            Self::Arguments => &[
                "anonymous",
                "caller",
                "clone",
                "clone_into",
                "from_http",
                "into",
                "new",
                "pages",
                "required",
                "send",
                "stream",
                "to_http",
                "to_owned",
            ],
            Self::Events => &["events"],
            Self::Download => &["download"],
            Self::Elsewhere => &["server"],
            Self::Setters => &["clone", "clone_into", "default", "into", "new", "to_owned"],
            Self::Parts => &[
                "clone",
                "clone_into",
                "default",
                "into",
                "new",
                "to_multipart",
                "to_owned",
            ],
            Self::Builder => &[
                "authorize",
                "base_url",
                "blocking_transport",
                "body_limit",
                "build",
                "build_blocking",
                "clone",
                "clone_into",
                "connect_timeout",
                "credential",
                "decoded_limit",
                "default",
                "header",
                "idempotency_key",
                "idle_timeout",
                "into",
                "middleware",
                "new",
                "redirects",
                "request_id",
                "retries",
                "retry",
                "server",
                "timeout",
                "to_owned",
                "transport",
                "user_agent",
            ],
            Self::Server => &["clone", "clone_into", "default", "into", "to_owned"],
            // Functions of the runtime that the module imports.
            Self::Headers => &["header", "json_header"],
            Self::ResponseFields => &["body", "status"],
            Self::ServerFile => &[
                "Server",
                "ServerTrait",
                "Credentials",
                "CallerCredentials",
                "Call",
                "Failure",
                "Refusal",
                "S",
                "Service",
            ],
            // Modules that a crate has anyway, crates that its files name, and names that some
            // operating system gives to devices.
            Self::Modules => &[
                "alloc",
                "aux",
                "base64",
                "build",
                "bytes",
                "clock",
                "con",
                "core",
                "crate",
                "futures_core",
                "http",
                "hyper",
                "lib",
                "main",
                "nul",
                "prn",
                "proc_macro",
                "reqwest",
                "runtime",
                "self",
                "serde",
                "serde_json",
                "std",
                "super",
                "test",
                "tokio",
                "tracing",
                "url",
                "uuid",
            ],
        }
    }

    /// Whether the document does not get this name.
    pub(crate) fn reserves(self, name: &str) -> bool {
        self.reserved().contains(&name)
    }
}
