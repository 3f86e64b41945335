// Made by bindery; changes are overwritten.

//! The part of this crate that does not depend on the described APIs.

pub(crate) mod response;
pub(crate) mod auth;
pub(crate) mod authorize;
pub(crate) mod base;
pub(crate) mod base64_code;
pub(crate) mod body;
pub(crate) mod builder;
pub(crate) mod caller;
pub(crate) mod chance;
pub(crate) mod clock;
pub(crate) mod date_time;
pub(crate) mod decoded;
pub(crate) mod error;
pub(crate) mod escape;
pub(crate) mod exchange;
pub(crate) mod execute;
#[cfg(feature = "hyper")]
pub(crate) mod hyper_async;
#[cfg(all(feature = "hyper", feature = "blocking"))]
pub(crate) mod hyper_blocking;
#[cfg(feature = "hyper")]
pub(crate) mod hyper_connect;
pub(crate) mod response_stream;
#[cfg(feature = "mock")]
pub(crate) mod json_tokens;
pub(crate) mod kept;
pub(crate) mod middleware;
#[cfg(feature = "mock")]
pub(crate) mod mock;
#[cfg(feature = "mock")]
pub(crate) mod mock_response;
pub(crate) mod model;
pub(crate) mod nulls;
pub(crate) mod open_enum;
pub(crate) mod operation;
pub(crate) mod page;
#[cfg(feature = "blocking")]
pub(crate) mod page_blocking;
#[cfg(feature = "blocking")]
pub(crate) mod park;
pub(crate) mod parameter;
pub(crate) mod pattern;
#[cfg(feature = "mock")]
pub(crate) mod mock_request;
#[cfg(feature = "mock")]
pub(crate) mod recorded;
#[cfg(feature = "mock")]
pub(crate) mod recorder;
#[cfg(feature = "mock")]
pub(crate) mod recording;
#[cfg(feature = "mock")]
pub(crate) mod redact;
#[cfg(feature = "mock")]
pub(crate) mod replace;
pub(crate) mod request;
#[cfg(feature = "reqwest")]
pub(crate) mod reqwest_async;
#[cfg(all(feature = "reqwest", feature = "blocking"))]
pub(crate) mod reqwest_blocking;
pub(crate) mod retry;
pub(crate) mod retry_after;
pub(crate) mod secret;
#[cfg(feature = "mock")]
pub(crate) mod secret_names;
#[cfg(feature = "mock")]
pub(crate) mod secret_values;
pub(crate) mod settings;
#[cfg(feature = "mock")]
pub(crate) mod spelling;
pub(crate) mod style;
pub(crate) mod template;
pub(crate) mod text;
#[cfg(feature = "hyper")]
pub(crate) mod tls;
#[cfg(feature = "hyper")]
pub(crate) mod tls_record;
#[cfg(feature = "hyper")]
pub(crate) mod tls_ring;
pub(crate) mod token;
#[cfg(feature = "tracing")]
pub(crate) mod trace;
pub(crate) mod transport;
pub(crate) mod whole;
pub(crate) mod writer;

pub use response::Response;
pub use authorize::Authorize;
pub use body::{Body, BodyStream};
pub use caller::{Async, Caller, ResponseFuture};
pub use date_time::DateTime;
pub use error::Error;
#[cfg(feature = "hyper")]
pub use hyper_async::Hyper;
#[cfg(all(feature = "hyper", feature = "blocking"))]
pub use hyper_blocking::BlockingHyper;
pub use response_stream::ResponseStream;
pub use middleware::Middleware;
#[cfg(feature = "mock")]
pub use mock::Mock;
#[cfg(feature = "mock")]
pub use mock_response::MockResponse;
pub use operation::{ErrorBody, Operation, Status};
pub use page::{Items, Paged, Pager, Pages, Received};
#[cfg(feature = "blocking")]
pub use page_blocking::{BlockingItems, BlockingPages};
pub use parameter::{Parameter, Parts};
pub use pattern::{Checked, Text};
#[cfg(feature = "mock")]
pub use mock_request::MockRequest;
#[cfg(feature = "mock")]
pub use recorder::Recorder;
pub use request::{Detached, Request};
#[cfg(feature = "reqwest")]
pub use reqwest_async::Reqwest;
#[cfg(all(feature = "reqwest", feature = "blocking"))]
pub use reqwest_blocking::BlockingReqwest;
pub use retry::Retries;
pub use style::Style;
pub use text::InvalidText;
pub use transport::{BoxFuture, Limits, Transport};
pub use writer::Writer;
#[cfg(feature = "blocking")]
pub use caller::Blocking;
#[cfg(feature = "blocking")]
pub use response_stream::BlockingResponseStream;
#[cfg(feature = "blocking")]
pub use transport::BlockingTransport;

pub(crate) use builder::client_builder;
pub(crate) use model::model;
pub(crate) use open_enum::open_enum;
pub(crate) use operation::{Api, Credential, Scheme, decode_error};
pub(crate) use pattern::pattern;
pub(crate) use secret::Secret;
