// Made by bindery; changes are overwritten.

//! Secrets.

use super::authorize::Authorize;
use super::base::Base;
use super::error::Error;
use super::token::Tokens;
use http::HeaderMap;
use std::fmt;
use std::sync::Arc;

/// A credential. `Debug` does not print it, and it has no `Display`.
#[derive(Clone)]
pub struct Secret(Value);

#[derive(Clone)]
pub(crate) enum Value {
    /// User name and password.
    Basic(String, String),
    /// A token or a key.
    Token(String),
    /// Settings for token requests, completed with the base URL and the headers of the client.
    Tokens(Arc<NewTokens>),
    /// A function that computes credentials for each request.
    Signer(Arc<dyn Authorize>),
}

type NewTokens = dyn Fn(&Base, &HeaderMap) -> Result<Arc<dyn Tokens>, Error> + Send + Sync;

impl Secret {
    /// User name and password (RFC 7617).
    #[allow(dead_code, reason = "not every API has this scheme")]
    pub(crate) fn basic(username: impl Into<String>, password: impl Into<String>) -> Self {
        Self(Value::Basic(username.into(), password.into()))
    }

    /// A token or a key.
    #[allow(dead_code, reason = "not every API has such a scheme")]
    pub(crate) fn token(token: impl Into<String>) -> Self {
        Self(Value::Token(token.into()))
    }

    /// Tokens that are requested when needed.
    #[allow(dead_code, reason = "not every API has such a scheme")]
    pub(crate) fn tokens(
        new: impl Fn(&Base, &HeaderMap) -> Result<Arc<dyn Tokens>, Error> + Send + Sync + 'static,
    ) -> Self {
        Self(Value::Tokens(Arc::new(new)))
    }

    /// A function that computes credentials for each request.
    pub(crate) fn signer(signer: impl Authorize + 'static) -> Self {
        Self(Value::Signer(Arc::new(signer)))
    }

    pub(crate) fn reveal(&self) -> &Value {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
