//! The part of this crate that does not depend on the described APIs.

#[path = "../../../src/runtime/auth.rs"]
pub(crate) mod auth;
#[path = "../../../src/runtime/authorize.rs"]
pub(crate) mod authorize;
#[path = "../../../src/runtime/base.rs"]
pub(crate) mod base;
#[path = "../../../src/runtime/base64_code.rs"]
pub(crate) mod base64_code;
#[path = "../../../src/runtime/body.rs"]
pub(crate) mod body;
#[path = "../../../src/runtime/builder.rs"]
pub(crate) mod builder;
#[path = "../../../src/runtime/call_options.rs"]
pub(crate) mod call_options;
#[path = "../../../src/runtime/caller.rs"]
pub(crate) mod caller;
#[path = "../../../src/runtime/chance.rs"]
pub(crate) mod chance;
#[path = "../../../src/runtime/charset.rs"]
pub(crate) mod charset;
#[path = "../../../src/runtime/clock.rs"]
pub(crate) mod clock;
#[path = "../../../src/runtime/date_time.rs"]
pub(crate) mod date_time;
#[path = "../../../src/runtime/decoded.rs"]
pub(crate) mod decoded;
#[path = "../../../src/runtime/error.rs"]
pub(crate) mod error;
#[path = "../../../src/runtime/escape.rs"]
pub(crate) mod escape;
#[path = "../../../src/runtime/exchange.rs"]
pub(crate) mod exchange;
#[path = "../../../src/runtime/execute.rs"]
pub(crate) mod execute;
#[cfg(feature = "hyper")]
#[path = "../../../src/runtime/hyper_async.rs"]
pub(crate) mod hyper_async;
#[cfg(all(feature = "hyper", feature = "blocking"))]
#[path = "../../../src/runtime/hyper_blocking.rs"]
pub(crate) mod hyper_blocking;
#[cfg(feature = "hyper")]
#[path = "../../../src/runtime/hyper_connect.rs"]
pub(crate) mod hyper_connect;
#[path = "../../../src/runtime/json_repair.rs"]
pub(crate) mod json_repair;
#[cfg(feature = "mock")]
#[path = "../../../src/runtime/json_tokens.rs"]
pub(crate) mod json_tokens;
#[path = "../../../src/runtime/kept.rs"]
pub(crate) mod kept;
#[path = "../../../src/runtime/listed.rs"]
pub(crate) mod listed;
#[path = "../../../src/runtime/maybe.rs"]
pub(crate) mod maybe;
#[path = "../../../src/runtime/middleware.rs"]
pub(crate) mod middleware;
#[cfg(feature = "mock")]
#[path = "../../../src/runtime/mock.rs"]
pub(crate) mod mock;
#[cfg(feature = "mock")]
#[path = "../../../src/runtime/mock_request.rs"]
pub(crate) mod mock_request;
#[cfg(feature = "mock")]
#[path = "../../../src/runtime/mock_response.rs"]
pub(crate) mod mock_response;
#[path = "../../../src/runtime/model.rs"]
pub(crate) mod model;
#[allow(
    dead_code,
    reason = "this crate has no server, though the feature may be on"
)]
#[path = "../../../src/runtime/nulls.rs"]
pub(crate) mod nulls;
#[path = "../../../src/runtime/open_enum.rs"]
pub(crate) mod open_enum;
#[path = "../../../src/runtime/operation.rs"]
pub(crate) mod operation;
#[path = "../../../src/runtime/page.rs"]
pub(crate) mod page;
#[cfg(feature = "blocking")]
#[path = "../../../src/runtime/page_blocking.rs"]
pub(crate) mod page_blocking;
#[path = "../../../src/runtime/parameter.rs"]
pub(crate) mod parameter;
#[cfg(feature = "blocking")]
#[path = "../../../src/runtime/park.rs"]
pub(crate) mod park;
#[path = "../../../src/runtime/pattern.rs"]
pub(crate) mod pattern;
#[cfg(feature = "mock")]
#[path = "../../../src/runtime/recorded.rs"]
pub(crate) mod recorded;
#[cfg(feature = "mock")]
#[path = "../../../src/runtime/recorder.rs"]
pub(crate) mod recorder;
#[cfg(feature = "mock")]
#[path = "../../../src/runtime/recording.rs"]
pub(crate) mod recording;
#[cfg(feature = "mock")]
#[path = "../../../src/runtime/redact.rs"]
pub(crate) mod redact;
#[path = "../../../src/runtime/redirects.rs"]
pub(crate) mod redirects;
#[cfg(feature = "mock")]
#[path = "../../../src/runtime/replace.rs"]
pub(crate) mod replace;
#[path = "../../../src/runtime/request.rs"]
pub(crate) mod request;
#[cfg(feature = "reqwest")]
#[path = "../../../src/runtime/reqwest_async.rs"]
pub(crate) mod reqwest_async;
#[cfg(all(feature = "reqwest", feature = "blocking"))]
#[path = "../../../src/runtime/reqwest_blocking.rs"]
pub(crate) mod reqwest_blocking;
#[path = "../../../src/runtime/response.rs"]
pub(crate) mod response;
#[path = "../../../src/runtime/response_stream.rs"]
pub(crate) mod response_stream;
#[path = "../../../src/runtime/retry.rs"]
pub(crate) mod retry;
#[path = "../../../src/runtime/retry_after.rs"]
pub(crate) mod retry_after;
#[path = "../../../src/runtime/secret.rs"]
pub(crate) mod secret;
#[cfg(feature = "mock")]
#[path = "../../../src/runtime/secret_names.rs"]
pub(crate) mod secret_names;
#[cfg(feature = "mock")]
#[path = "../../../src/runtime/secret_values.rs"]
pub(crate) mod secret_values;
#[path = "../../../src/runtime/settings.rs"]
pub(crate) mod settings;
#[cfg(feature = "mock")]
#[path = "../../../src/runtime/spelling.rs"]
pub(crate) mod spelling;
#[path = "../../../src/runtime/style.rs"]
pub(crate) mod style;
#[path = "../../../src/runtime/template.rs"]
pub(crate) mod template;
#[path = "../../../src/runtime/text.rs"]
pub(crate) mod text;
#[cfg(feature = "hyper")]
#[path = "../../../src/runtime/tls.rs"]
pub(crate) mod tls;
#[cfg(feature = "hyper")]
#[path = "../../../src/runtime/tls_record.rs"]
pub(crate) mod tls_record;
#[cfg(feature = "hyper")]
#[path = "../../../src/runtime/tls_ring.rs"]
pub(crate) mod tls_ring;
#[path = "../../../src/runtime/token.rs"]
pub(crate) mod token;
#[cfg(feature = "tracing")]
#[path = "../../../src/runtime/trace.rs"]
pub(crate) mod trace;
#[path = "../../../src/runtime/transport.rs"]
pub(crate) mod transport;
#[path = "../../../src/runtime/whole.rs"]
pub(crate) mod whole;
#[path = "../../../src/runtime/writer.rs"]
pub(crate) mod writer;

pub use authorize::Authorize;
pub use body::{Body, BodyStream};
#[cfg(feature = "blocking")]
pub use caller::Blocking;
pub use caller::{Async, Caller, ResponseFuture};
pub use date_time::DateTime;
pub use error::Error;
#[cfg(feature = "hyper")]
pub use hyper_async::Hyper;
#[cfg(all(feature = "hyper", feature = "blocking"))]
pub use hyper_blocking::BlockingHyper;
pub use maybe::Maybe;
pub use middleware::Middleware;
#[cfg(feature = "mock")]
pub use mock::Mock;
#[cfg(feature = "mock")]
pub use mock_request::MockRequest;
#[cfg(feature = "mock")]
pub use mock_response::MockResponse;
pub use operation::{ErrorBody, Operation, Status};
pub use page::{Items, Paged, Pager, Pages, Received};
#[cfg(feature = "blocking")]
pub use page_blocking::{BlockingItems, BlockingPages};
pub use parameter::{Parameter, Parts};
pub use pattern::{Checked, Text};
#[cfg(feature = "mock")]
pub use recorder::Recorder;
pub use redirects::Redirects;
pub use request::{Detached, Request};
#[cfg(feature = "reqwest")]
pub use reqwest_async::Reqwest;
#[cfg(all(feature = "reqwest", feature = "blocking"))]
pub use reqwest_blocking::BlockingReqwest;
pub use response::Response;
#[cfg(feature = "blocking")]
pub use response_stream::BlockingResponseStream;
pub use response_stream::ResponseStream;
pub use retry::Retries;
pub use style::Style;
pub use text::InvalidText;
#[cfg(feature = "blocking")]
pub use transport::BlockingTransport;
pub use transport::{BoxFuture, Limits, Transport};
pub use writer::Writer;

pub(crate) use builder::client_builder;
pub(crate) use model::model;
pub(crate) use open_enum::open_enum;
pub(crate) use operation::{Api, Credential, Scheme, decode_error};
pub(crate) use pattern::pattern;
pub(crate) use secret::Secret;
