//! What generated crates are made of, beside what their documents say.
//!
//! Each file is copied as it is into a crate that needs it; `crate::runtime::file::Item` is the
//! same path in both places. The `mod.rs` of a generated crate is made by the generator: it
//! declares the files that were copied, under the same `cfg`s as here, and re-exports what users
//! need. Copying a file means copying those that it needs:
//!
//! | file | when | needs | crates |
//! | --- | --- | --- | --- |
//! | answer | always | error operation | bytes http serde serde_json serde_path_to_error |
//! | auth | always | error escape operation secret | http |
//! | base | always | error | http |
//! | builder | always | auth base caller error operation secret settings transport, reqwest_async reqwest_blocking | http |
//! | caller | always | answer error execute request settings transport | http |
//! | error | always | operation | bytes http |
//! | escape | always | | |
//! | execute | always | answer base error operation transport | bytes http |
//! | operation | always | error | serde serde_json |
//! | multipart | a body has parts | parameter style writer | bytes http serde serde_json |
//! | nested | an argument has parts, or is JSON | parameter text | serde serde_json |
//! | parameter | always | text | serde_json |
//! | request | always | answer base error operation writer | bytes http |
//! | reqwest_async | always, `cfg(feature = "reqwest")` | error tls transport | bytes http reqwest |
//! | reqwest_blocking | always, `cfg(all(feature = "reqwest", feature = "blocking"))` | error reqwest_async tls transport | bytes http reqwest |
//! | secret | always | | |
//! | settings | always | auth base error operation request transport writer | bytes http |
//! | style | always | escape parameter text | |
//! | template | always | escape | |
//! | text | always | | serde |
//! | tls | always, `cfg(feature = "reqwest")` | error | rustls rustls-platform-verifier |
//! | transport | always | error | bytes http |
//! | writer | always | base error escape operation parameter style template text | bytes http serde serde_json |
//! | base64 | a `byte` text is used | parameter text | serde |
//! | date | a `date` is used | kept | jiff with its feature |
//! | date_time | a `date-time` is used | kept | jiff with its feature |
//! | decimal | a number is used that 64 bits do not hold | parameter text | serde serde_json |
//! | duration | a `duration` is used | kept | jiff with its feature |
//! | http_date | a date in the notation of HTTP is used | kept | jiff with its feature |
//! | kept | one of the texts that need it | parameter text | serde |
//! | maybe | a `Maybe<T>` is used | model | serde |
//! | model | a struct has a field table | | serde |
//! | open_enum | an enum is used | parameter text | serde |
//! | open_integer_enum | an enum of integers is used | parameter | serde |
//! | page | an operation has pages | answer base caller error execute operation request settings transport | bytes futures-core http |
//! | page_blocking | with page, `cfg(feature = "blocking")` | caller error execute page | |
//! | pattern | a text has a pattern | parameter text | serde |
//! | time | a `time` is used | kept | jiff with its feature |
//! | union | a union is used | | serde serde_json |

pub mod answer;
pub(crate) mod auth;
pub(crate) mod base;
pub mod base64;
pub mod builder;
pub mod caller;
pub mod date;
pub mod date_time;
pub mod decimal;
pub mod duration;
pub mod error;
pub(crate) mod escape;
pub(crate) mod execute;
pub mod http_date;
pub(crate) mod kept;
pub mod maybe;
pub(crate) mod model;
pub mod multipart;
pub(crate) mod nested;
pub(crate) mod open_enum;
pub(crate) mod open_integer_enum;
pub mod operation;
pub mod page;
#[cfg(feature = "blocking")]
pub mod page_blocking;
pub mod parameter;
pub mod pattern;
pub mod request;
#[cfg(feature = "reqwest")]
pub(crate) mod reqwest_async;
#[cfg(all(feature = "reqwest", feature = "blocking"))]
pub(crate) mod reqwest_blocking;
pub mod secret;
pub(crate) mod settings;
pub mod style;
pub(crate) mod template;
pub(crate) mod text;
pub mod time;
#[cfg(feature = "reqwest")]
pub(crate) mod tls;
pub mod transport;
pub(crate) mod union;
pub mod writer;

#[allow(unused_imports, reason = "the runtime by itself declares no types")]
pub(crate) use {
    builder::client_builder, model::model, open_enum::open_enum,
    open_integer_enum::open_integer_enum, pattern::pattern, union::union,
};
