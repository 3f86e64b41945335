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
//! | answers that differ by status | the request's name and `Answer` | `AnswerByStatus` |
//! | field | the member's name | `_` behind it; symbols, then capitals, in words |
//! | members not listed | `additional_properties` | `other_properties`, `rest` |
//! | value, variant | the value, the type | symbols, then capitals, in words |
//! | value not listed | `Unknown` | `Unlisted`, `Other` |
//! | variant not listed | `Other` | `Unknown`, `Unlisted` |
//! | method | `operationId` | its tag before it, its HTTP method behind it |
//! | argument | the parameter's name | `_` behind it; its location before it |
//! | default of a member or argument | its name in capitals and `_DEFAULT` | `DEFAULT_` before it |
//! | one that a function makes | its name and `_default` | `default_` before it |
//! | body | `body` | `request_body`, `payload` |
//! | setter of a scheme | its kind, when it is the only one of it | its own name |
//! | setter of client credentials | `oauth2_client`, when only one scheme has them | the scheme's name and `_client` |
//! | choice of a server | `Server` | `ApiServer`, `ServerChoice` |
//! | that of operations | the tag they share and `Server` | the first request's name and `Server` |
//! | server, one of several | its description, when that is short | its host, then its path too |
//! | variable of a server | its name | `_variable` behind it |
//! | header of answers | its name | `_header` behind it |
//! | trait, credentials of a server | `Server`, `Credentials` | `ServerTrait`, `CallerCredentials` |
//! | credentials of several schemes | their names, `And` between | `Credentials` behind it |
//! | method of a server that is no operation | `authorize`, `refuse`, `fail`, `body_limit` | `_call` behind it |
//! | module | the file's stem | `_api` behind it |
//! | cargo feature | a tag, with hyphens; the module before it, where there are several | `-operations` behind it |
//!
//! A name that two things ask for goes to neither: both take the next. Numbers come last. But tags
//! that ask for one feature share it.

/// Items of the prelude, of the standard library and of the runtime that generated files use: a
/// type of the document is not called so.
pub(super) const RESERVED_TYPES: [&str; 66] = [
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
    "Answer",
    "Api",
    "Async",
    "Base64",
    "Blocking",
    "C",
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
];

/// Methods of every client.
pub(super) const RESERVED_METHODS: [&str; 12] = [
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
];

/// Methods and fields of every request value; `required` is an argument of the client's methods.
pub(super) const RESERVED_ARGUMENTS: [&str; 13] = [
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
];

/// Functions that the module of headers imports.
pub(super) const RESERVED_HEADERS: [&str; 2] = ["header", "json_header"];

/// Methods of request values whose answer can be read while it arrives: item by item, and bytes.
pub(super) const ARRIVING: [&str; 2] = ["events", "download"];

/// Methods of models that requests hold, beside the setters of their fields.
pub(super) const RESERVED_SETTERS: [&str; 6] =
    ["clone", "clone_into", "default", "into", "new", "to_owned"];

/// Methods of every client builder.
pub(super) const RESERVED_BUILDER: [&str; 26] = [
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
    "request_id",
    "retries",
    "retry",
    "server",
    "timeout",
    "to_owned",
    "transport",
    "user_agent",
];

/// Methods of every choice of a server.
pub(super) const RESERVED_SERVER: [&str; 5] =
    ["clone", "clone_into", "default", "into", "to_owned"];

/// The feature that all features of tags belong to.
pub(crate) const ALL_OPERATIONS: &str = "all-operations";

/// Modules that a crate has anyway, crates that its files name, and names that some operating
/// system gives to devices.
pub(super) const RESERVED_MODULES: [&str; 29] = [
    "hyper",
    "alloc",
    "aux",
    "base64",
    "build",
    "bytes",
    "con",
    "core",
    "crate",
    "futures_core",
    "http",
    "lib",
    "main",
    "nul",
    "prn",
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
    "clock",
    "proc_macro",
];
