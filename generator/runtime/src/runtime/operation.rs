//! The constant data about an API and its operations.

use super::error::Error;
use super::json_repair::repaired;
use http::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderValue};
use serde::de::DeserializeOwned;
use std::any::Any;

/// An API (OpenAPI Object).
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// The name of its module.
    pub name: &'static str,
    /// The servers; the first is the default (`servers`).
    pub servers: &'static [&'static str],
    /// The default of `User-Agent`.
    pub user_agent: &'static str,
    /// The security schemes (`components.securitySchemes`).
    pub schemes: &'static [Scheme],
}

/// A security scheme (Security Scheme Object).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Its key under `components.securitySchemes`.
    pub name: &'static str,
    /// What is sent, and where.
    pub credential: Credential,
}

impl Scheme {
    /// The request header of its credentials, if they have one of their own.
    pub(crate) fn header(&self) -> Option<&'static str> {
        match self.credential {
            Credential::Basic | Credential::Bearer | Credential::Authorization => {
                Some(AUTHORIZATION.as_str())
            }
            Credential::HeaderKey(name) => Some(name),
            Credential::QueryKey(_) | Credential::CookieKey(_) => None,
        }
    }
}

/// How the credentials of a scheme are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "a document uses few of the schemes there are")]
pub enum Credential {
    /// User name and password in `Authorization` (RFC 7617).
    Basic,
    /// A token in `Authorization` (RFC 6750); OAuth 2 and OpenID Connect too.
    Bearer,
    /// A key in the header of this name.
    HeaderKey(&'static str),
    /// A key in the query parameter of this name.
    QueryKey(&'static str),
    /// A key in the cookie of this name.
    CookieKey(&'static str),
    /// The whole value of `Authorization`, for any other HTTP scheme.
    Authorization,
}

/// An operation (Operation Object).
#[derive(Debug)]
pub struct Operation {
    /// `operationId`.
    pub id: &'static str,
    /// The method, in capitals.
    pub method: &'static str,
    /// The path as in the document, with `{names}`.
    pub path: &'static str,
    /// The value of `Accept`; empty if no content is declared.
    pub accept: &'static str,
    /// The alternatives of the security requirements, each a list of schemes that are needed
    /// together. An empty list in it permits requests without credentials. Without alternatives, no
    /// credentials are needed.
    pub security: &'static [&'static [&'static str]],
    /// The bodies declared for error responses.
    pub errors: &'static [ErrorBody],
}

impl Operation {
    /// Adds `Accept` unless it is set.
    pub(crate) fn accept_in(&self, headers: &mut HeaderMap) {
        if !self.accept.is_empty() && !headers.contains_key(ACCEPT) {
            headers.insert(ACCEPT, HeaderValue::from_static(self.accept));
        }
    }

    /// The alternatives of the security requirements for a message: "`a` and `b`, or `c`". Only
    /// schemes that `listed` accepts are named.
    pub(crate) fn requirements(&self, listed: impl Fn(&str) -> bool) -> String {
        let alternatives = self.security.iter().map(|schemes| {
            let schemes = schemes.iter().filter(|name| listed(name));
            let names: Vec<String> = schemes.map(|name| format!("`{name}`")).collect();
            names.join(" and ")
        });
        let alternatives: Vec<String> = alternatives.filter(|names| !names.is_empty()).collect();
        alternatives.join(", or ")
    }

    /// The most specific declaration for a status.
    pub(crate) fn error_body(&self, status: u16) -> Option<&'static ErrorBody> {
        self.errors
            .iter()
            .filter(|body| body.status.holds(status))
            .min_by_key(|body| body.status.rank())
    }
}

/// The statuses of a declaration (Responses Object).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "a document uses few of them")]
pub enum Status {
    /// One status.
    Code(u16),
    /// A range such as `5XX`, by its first digit.
    Range(u16),
    /// `default`.
    Default,
}

impl Status {
    fn holds(self, status: u16) -> bool {
        match self {
            Self::Code(code) => code == status,
            Self::Range(digit) => status / 100 == digit,
            Self::Default => true,
        }
    }

    fn rank(self) -> u8 {
        match self {
            Self::Code(_) => 0,
            Self::Range(_) => 1,
            Self::Default => 2,
        }
    }
}

/// A body that is declared for error responses.
#[derive(Debug)]
pub struct ErrorBody {
    /// The statuses.
    pub status: Status,
    /// Decodes it; `None` if the body is something else.
    pub decode: fn(&[u8]) -> Option<Declared>,
}

/// An error body as its declared type.
pub type Declared = Box<dyn Any + Send + Sync>;

/// Decodes an error body as the declared type. A body that does not fit remains in [`Error::body`],
/// so that the status is not lost.
#[allow(dead_code, reason = "an API may declare no error body")]
pub fn decode_error<T>(body: &[u8]) -> Option<Declared>
where
    T: DeserializeOwned + Send + Sync + 'static,
{
    let value: Result<T, _> = serde_json::from_slice(body).or_else(|problem| {
        let repaired = repaired(body, &problem).ok_or(problem)?;
        serde_json::from_slice(&repaired)
    });
    Some(Box::new(value.ok()?))
}

/// Decodes an error body that is declared as text. A body that is not UTF-8 remains in
/// [`Error::body`].
#[allow(dead_code, reason = "an API may declare no error body as text")]
pub fn decode_text(body: &[u8]) -> Option<Declared> {
    let text = std::str::from_utf8(body).ok()?;
    Some(Box::new(text.to_owned()))
}

impl Error {
    /// The error body that the document declares for this status, if its type is `T` and the body
    /// could be decoded.
    pub fn declared<T: 'static>(&self) -> Option<&T> {
        self.declared_any()?.downcast_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_specific_declaration_wins() {
        fn any(_: &[u8]) -> Option<Declared> {
            None
        }
        const OPERATION: Operation = Operation {
            id: "x",
            method: "GET",
            path: "/",
            accept: "",
            security: &[],
            errors: &[
                ErrorBody {
                    status: Status::Default,
                    decode: any,
                },
                ErrorBody {
                    status: Status::Range(4),
                    decode: any,
                },
                ErrorBody {
                    status: Status::Code(404),
                    decode: any,
                },
            ],
        };
        let status = |code| OPERATION.error_body(code).map(|body| body.status);
        assert_eq!(status(404), Some(Status::Code(404)));
        assert_eq!(status(403), Some(Status::Range(4)));
        assert_eq!(status(500), Some(Status::Default));
    }

    #[test]
    fn an_error_body_of_another_shape_is_left_alone() {
        assert!(decode_error::<u8>(b"7").is_some());
        assert!(decode_error::<u8>(b"<html>").is_none());
        let repaired = decode_error::<String>(br#""\ud800""#).unwrap();
        assert_eq!(repaired.downcast_ref(), Some(&"\u{fffd}".to_owned()));
        let text = decode_text(b"<html>").unwrap();
        assert_eq!(text.downcast_ref(), Some(&"<html>".to_owned()));
        assert!(decode_text(b"\xff").is_none());
    }
}
