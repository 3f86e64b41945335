// Made by bindery; changes are overwritten.

//! The part of this crate that does not depend on the described APIs.

pub(crate) mod response;
pub(crate) mod auth;
pub(crate) mod authorize;
pub(crate) mod base;
pub(crate) mod base64;
pub(crate) mod base64_code;
pub(crate) mod body;
pub(crate) mod builder;
pub(crate) mod caller;
pub(crate) mod chance;
pub(crate) mod clock;
pub(crate) mod date;
pub(crate) mod date_time;
pub(crate) mod decimal;
pub(crate) mod decoded;
pub(crate) mod download;
pub(crate) mod duration;
pub(crate) mod error;
pub(crate) mod escape;
pub(crate) mod events;
pub(crate) mod exchange;
pub(crate) mod execute;
pub(crate) mod framing;
pub(crate) mod header;
pub(crate) mod http_date;
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
pub(crate) mod lines;
pub(crate) mod maybe;
pub(crate) mod middleware;
#[cfg(feature = "mock")]
pub(crate) mod mock;
#[cfg(feature = "mock")]
pub(crate) mod mock_response;
pub(crate) mod model;
pub(crate) mod multipart;
pub(crate) mod nested;
pub(crate) mod nulls;
pub(crate) mod oauth;
pub(crate) mod oauth_cache;
pub(crate) mod open;
pub(crate) mod open_enum;
pub(crate) mod open_integer_enum;
pub(crate) mod opening;
pub(crate) mod operation;
pub(crate) mod page;
#[cfg(feature = "blocking")]
pub(crate) mod page_blocking;
pub(crate) mod page_cursor;
pub(crate) mod page_header;
pub(crate) mod page_position;
pub(crate) mod page_query;
#[cfg(feature = "blocking")]
pub(crate) mod park;
pub(crate) mod parameter;
pub(crate) mod pattern;
pub(crate) mod problem;
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
pub(crate) mod server;
pub(crate) mod settings;
#[cfg(feature = "mock")]
pub(crate) mod spelling;
pub(crate) mod sse;
pub(crate) mod style;
pub(crate) mod template;
pub(crate) mod text;
pub(crate) mod time;
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
pub(crate) mod union;
pub(crate) mod whole;
pub(crate) mod writer;

pub use response::Response;
pub use authorize::Authorize;
pub use base64::Base64;
pub use body::{Body, BodyStream};
pub use caller::{Async, Caller, ResponseFuture};
pub use date::Date;
pub use date_time::DateTime;
pub use decimal::Decimal;
pub use download::{Downloader, Download};
pub use duration::Duration;
pub use error::Error;
pub use events::{Events, Streamer};
pub use framing::Format;
pub use http_date::HttpDate;
#[cfg(feature = "hyper")]
pub use hyper_async::Hyper;
#[cfg(all(feature = "hyper", feature = "blocking"))]
pub use hyper_blocking::BlockingHyper;
pub use response_stream::ResponseStream;
pub use maybe::Maybe;
pub use middleware::Middleware;
#[cfg(feature = "mock")]
pub use mock::Mock;
#[cfg(feature = "mock")]
pub use mock_response::MockResponse;
pub use multipart::{File, Multipart};
pub use oauth::ClientCredentials;
pub use opening::{Opener, Opening};
pub use operation::{ErrorBody, Operation, Status};
pub use page::{Items, Paged, Pager, Pages, Received};
#[cfg(feature = "blocking")]
pub use page_blocking::{BlockingItems, BlockingPages};
pub use parameter::{Parameter, Parts};
pub use pattern::{Checked, Text};
pub use problem::Problem;
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
pub use sse::Event;
pub use style::Style;
pub use text::InvalidText;
pub use time::Time;
pub use transport::{BoxFuture, Limits, Transport};
pub use writer::Writer;
#[cfg(feature = "blocking")]
pub use caller::Blocking;
#[cfg(feature = "blocking")]
pub use download::BlockingDownload;
#[cfg(feature = "blocking")]
pub use events::BlockingEvents;
#[cfg(feature = "blocking")]
pub use response_stream::BlockingResponseStream;
#[cfg(feature = "blocking")]
pub use transport::BlockingTransport;

pub(crate) use builder::client_builder;
pub(crate) use header::{header, json_header};
pub(crate) use lines::{json_lines, json_sequence};
pub(crate) use model::model;
pub(crate) use nested::{AsJson, Nested, OrEmpty};
pub(crate) use open_enum::open_enum;
pub(crate) use open_integer_enum::open_integer_enum;
pub(crate) use operation::{Api, Credential, Scheme, decode_error};
pub(crate) use page_cursor::next_by_cursor;
pub(crate) use page_header::next_by_header;
pub(crate) use page_position::Position;
pub(crate) use pattern::pattern;
pub(crate) use secret::Secret;
pub(crate) use server::{ServerUrl, Variable};
pub(crate) use sse::{json_events, text_events};
pub(crate) use union::union;
