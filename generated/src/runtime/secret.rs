//! How is a secret held so that it is not shown by accident?

use std::fmt;

/// A credential. It is not shown by `Debug` and has no `Display`.
#[derive(Clone)]
pub struct Secret(Value);

#[derive(Clone)]
pub(crate) enum Value {
    /// User name and password.
    Basic(String, String),
    /// A token or a key.
    Token(String),
}

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

    pub(crate) fn reveal(&self) -> &Value {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
