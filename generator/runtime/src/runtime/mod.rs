//! The runtime of generated crates: everything that does not depend on a document.
//!
//! Each file is copied unchanged into crates that need it; `crate::runtime::file::Item` is the same
//! path in both places. The generator writes the `mod.rs` of a generated crate: it declares the
//! copied files with the same `cfg`s as here and re-exports public items. A file needs these other
//! files:
//!
//! | file | when | needs | crates |
//! | --- | --- | --- | --- |
//! | answer | always | decoded error operation whole | bytes http serde serde_json serde_path_to_error |
//! | auth | always | authorize base base64_code body clock error escape operation secret token transport | http |
//! | authorize | always | error operation | http |
//! | aws_sigv4 | a scheme is AWS Signature Version 4 | authorize clock escape | hmac http sha2 |
//! | base | always | error | http |
//! | base64_code | always | | |
//! | body | always | error | bytes futures-core |
//! | builder | always | auth base caller error escape middleware operation retry secret settings transport, hyper_async hyper_blocking, reqwest_async reqwest_blocking, mock recorder | http |
//! | caller | always | answer error exchange execute request settings transport | |
//! | chance | always | | |
//! | clock | always | | |
//! | decoded | always | | |
//! | digest | a scheme is HTTP Digest | authorize chance escape | http md-5 sha2 |
//! | error | always | operation | bytes http |
//! | escape | always | | |
//! | exchange | always | answer auth base body clock error middleware operation redact request retry settings token trace transport | bytes http, tracing with its feature |
//! | execute | always | exchange incoming token transport | tracing with its feature |
//! | hyper_async | always, `cfg(feature = "hyper")` | body error hyper_connect incoming tls transport | bytes futures-core http http-body hyper hyper-util rustls tokio |
//! | hyper_blocking | always, `cfg(all(feature = "hyper", feature = "blocking"))` | body error hyper_async incoming park transport | bytes futures-core http tokio |
//! | hyper_connect | always, `cfg(feature = "hyper")` | | http hyper hyper-rustls hyper-util rustls tokio tower-service |
//! | incoming | always | error | bytes futures-core http |
//! | middleware | always | body error operation | http |
//! | operation | always | error | serde serde_json |
//! | opening | with download or events | caller error exchange incoming open request settings transport | http |
//! | framing | with events | decoded error operation transport whole | bytes http serde serde_json serde_path_to_error |
//! | download | a response is bytes | caller error incoming opening operation request | bytes futures-core http |
//! | events | a response is read item by item | caller error framing incoming opening request | bytes futures-core http |
//! | lines | a response holds JSON texts one after another | framing | bytes serde |
//! | multipart | a body has parts | body chance parameter style writer | bytes http serde serde_json |
//! | mock | always, `cfg(feature = "mock")` | body error incoming mock_reply mock_request operation recorder recording request transport | http |
//! | mock_reply | with mock | answer error mock request transport | bytes futures-core http |
//! | nested | an argument has parts, or is JSON | parameter text | serde serde_json |
//! | park | always, `cfg(feature = "blocking")` | | |
//! | parameter | always | text | serde_json |
//! | json_tokens | with mock | | |
//! | mock_request | with mock | body error redact | bytes futures-core http serde serde_json |
//! | recorded | with mock | error escape mock_reply | bytes http serde_json sha2 |
//! | recorder | with mock | body error incoming mock mock_request recorded redact transport | bytes futures-core http |
//! | recording | with mock | error mock_reply mock_request recorded redact | http serde_json |
//! | redact | with mock | base64_code escape operation recorded replace secret_names secret_values spelling | http |
//! | replace | with mock | json_tokens | |
//! | secret_names | with mock | | |
//! | secret_values | with mock | escape json_tokens secret_names | serde serde_json |
//! | spelling | with mock | base64_code escape | |
//! | request | always | answer base body error operation writer | bytes http |
//! | problem | an error is declared as `application/problem+json` | decoded error | http serde_json |
//! | reqwest_async | always, `cfg(feature = "reqwest")` | body error incoming transport | bytes futures-core http http-body reqwest tokio |
//! | reqwest_blocking | always, `cfg(all(feature = "reqwest", feature = "blocking"))` | body error incoming reqwest_async transport | http reqwest |
//! | retry | always | chance error retry_after | http |
//! | retry_after | always | clock | http |
//! | secret | always | authorize base error token | http |
//! | server | there are several servers, or variables in a server's URL | base | http |
//! | service | with a server, `cfg(feature = "server")`, as all that follow | nulls operation service_credentials service_error service_media service_reader service_refusal service_reply service_route service_style | axum bytes http |
//! | service_check | with a server | service_refusal | |
//! | service_credentials | with a server | base64_code service_reader service_style | http |
//! | service_error | with a server | clock | http serde_json |
//! | service_media | with a server | service_refusal | http |
//! | service_multipart | with a server | | bytes http |
//! | service_reader | with a server | service_check service_media service_multipart service_refusal service_style service_value whole | bytes http serde serde_json serde_path_to_error |
//! | service_refusal | with a server | service_error | axum http serde_json |
//! | service_reply | with a server | parameter service_refusal style | axum bytes futures-core http serde serde_json |
//! | service_route | with a server | operation service_style template | |
//! | service_style | with a server | escape service_value style | |
//! | service_value | with a server | | serde serde_json |
//! | settings | always | auth base body chance clock error middleware operation request retry transport writer | http |
//! | style | always | escape parameter text | |
//! | template | always | escape | |
//! | text | always | | serde |
//! | token | always | clock error operation park transport | bytes http |
//! | tls | always, `cfg(feature = "hyper")` | error tls_ring | rustls rustls-platform-verifier |
//! | tls_record | always, `cfg(feature = "hyper")` | | ring rustls |
//! | tls_ring | always, `cfg(feature = "hyper")` | tls_record | ring rustls rustls-webpki |
//! | trace | always, `cfg(feature = "tracing")` | body error exchange operation | http tracing |
//! | transport | always | body decoded error incoming | http |
//! | whole | always | | |
//! | writer | always | base body error escape operation parameter style template text | bytes http serde serde_json |
//! | base64 | a `byte` text is used | base64_code parameter text | serde |
//! | date | a `date` is used | kept | a library for dates with its feature |
//! | date_time | a `date-time` is used | kept | a library for dates with its feature |
//! | decimal | a number is used that 64 bits do not hold | parameter text | serde serde_json |
//! | duration | a `duration` is used | kept | a library for dates with its feature |
//! | header | a response has declared headers | | http serde serde_json |
//! | http_date | a date in the notation of HTTP is used | kept | a library for dates with its feature |
//! | kept | one of the texts that need it | parameter text | serde |
//! | maybe | a `Maybe<T>` is used | model | serde |
//! | open | a response is read as a stream | error exchange execute incoming token transport | http, tracing with its feature |
//! | model | a struct has a field table | nulls | serde |
//! | nulls | with model or a server | | |
//! | oauth | a scheme has OAuth 2 client credentials | base base64_code error escape oauth_cache operation secret | bytes http serde_json |
//! | oauth_cache | with oauth | clock error operation token | bytes http |
//! | open_enum | an enum is used | parameter text | serde |
//! | open_integer_enum | an enum of integers is used | parameter | serde |
//! | page | an operation has pages | answer base body caller error exchange execute operation request settings transport | bytes futures-core http |
//! | page_blocking | with page, `cfg(feature = "blocking")` | caller error exchange execute page | |
//! | page_body | pages are found by a cursor that goes into the body | page | bytes serde serde_json |
//! | page_cursor | pages are found by a cursor | page page_query | |
//! | page_header | pages are found by the header `Link` | page | http |
//! | page_position | pages are counted | page page_query | |
//! | page_query | with page_cursor and page_position | escape page | |
//! | pattern | a text has a pattern | parameter text | serde |
//! | time | a `time` is used | kept | a library for dates with its feature |
//! | sse | a response holds server-sent events | framing | bytes serde |
//! | union | a union is used | model | serde serde_json |

pub(crate) mod auth;
pub mod authorize;
pub mod aws_sigv4;
pub(crate) mod base;
pub mod base64;
pub(crate) mod base64_code;
pub mod body;
pub mod builder;
pub mod caller;
pub(crate) mod chance;
pub(crate) mod clock;
pub mod date;
pub mod date_time;
pub mod decimal;
pub(crate) mod decoded;
pub(crate) mod digest;
pub mod download;
pub mod duration;
pub mod error;
pub(crate) mod escape;
pub mod events;
pub(crate) mod exchange;
pub(crate) mod execute;
pub mod framing;
pub(crate) mod header;
pub mod http_date;
#[cfg(feature = "hyper")]
pub mod hyper_async;
#[cfg(all(feature = "hyper", feature = "blocking"))]
pub mod hyper_blocking;
#[cfg(feature = "hyper")]
pub(crate) mod hyper_connect;
#[cfg(feature = "mock")]
pub(crate) mod json_tokens;
pub(crate) mod kept;
pub(crate) mod lines;
pub mod maybe;
pub mod middleware;
#[cfg(feature = "mock")]
pub mod mock;
#[cfg(feature = "mock")]
pub mod mock_request;
#[cfg(feature = "mock")]
pub mod mock_response;
pub(crate) mod model;
pub mod multipart;
pub(crate) mod nested;
pub(crate) mod nulls;
pub mod oauth;
pub(crate) mod oauth_cache;
pub(crate) mod open;
pub(crate) mod open_enum;
pub(crate) mod open_integer_enum;
pub mod opening;
pub mod operation;
pub mod page;
#[cfg(feature = "blocking")]
pub mod page_blocking;
pub(crate) mod page_body;
pub(crate) mod page_cursor;
pub(crate) mod page_header;
pub(crate) mod page_position;
pub(crate) mod page_query;
pub mod parameter;
#[cfg(feature = "blocking")]
pub(crate) mod park;
pub mod pattern;
pub mod problem;
#[cfg(feature = "mock")]
pub(crate) mod recorded;
#[cfg(feature = "mock")]
pub mod recorder;
#[cfg(feature = "mock")]
pub(crate) mod recording;
#[cfg(feature = "mock")]
pub(crate) mod redact;
#[cfg(feature = "mock")]
pub(crate) mod replace;
pub mod request;
#[cfg(feature = "reqwest")]
pub mod reqwest_async;
#[cfg(all(feature = "reqwest", feature = "blocking"))]
pub mod reqwest_blocking;
pub mod response;
pub mod response_stream;
pub mod retry;
pub(crate) mod retry_after;
pub mod secret;
#[cfg(feature = "mock")]
pub(crate) mod secret_names;
#[cfg(feature = "mock")]
pub(crate) mod secret_values;
pub(crate) mod server;
#[cfg(feature = "server")]
pub mod service;
#[cfg(feature = "server")]
pub(crate) mod service_check;
#[cfg(feature = "server")]
pub mod service_credentials;
#[cfg(feature = "server")]
pub(crate) mod service_error;
#[cfg(feature = "server")]
pub(crate) mod service_media;
#[cfg(feature = "server")]
pub mod service_multipart;
#[cfg(feature = "server")]
pub(crate) mod service_reader;
#[cfg(feature = "server")]
pub mod service_refusal;
#[cfg(feature = "server")]
pub(crate) mod service_response;
#[cfg(feature = "server")]
pub(crate) mod service_route;
#[cfg(feature = "server")]
pub(crate) mod service_style;
#[cfg(feature = "server")]
pub(crate) mod service_value;
pub(crate) mod settings;
#[cfg(feature = "mock")]
pub(crate) mod spelling;
pub mod sse;
pub mod style;
pub(crate) mod template;
pub(crate) mod text;
pub mod time;
#[cfg(feature = "hyper")]
pub(crate) mod tls;
#[cfg(feature = "hyper")]
pub(crate) mod tls_record;
#[cfg(feature = "hyper")]
pub(crate) mod tls_ring;
pub(crate) mod token;
#[cfg(feature = "tracing")]
pub(crate) mod trace;
pub mod transport;
pub(crate) mod union;
pub(crate) mod whole;
pub mod writer;

#[allow(unused_imports, reason = "the runtime by itself declares no types")]
pub(crate) use {
    builder::client_builder, model::model, open_enum::open_enum,
    open_integer_enum::open_integer_enum, pattern::pattern, union::union,
};
