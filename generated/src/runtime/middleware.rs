// Made by bindery; changes are overwritten.

//! Hooks around each request and response.

use super::body::Body;
use super::error::Error;
use super::operation::Operation;
use http::{HeaderMap, Request, StatusCode};
use std::fmt::Debug;
use std::time::Duration;

/// Sees every request just before it is sent, and its outcome, including each retry and redirect.
/// Use it for metrics, logging and additional headers.
///
/// Requests contain credentials here, in headers that are marked as sensitive and perhaps in the
/// query.
pub trait Middleware: Debug + Send + Sync {
    /// Called before a request is sent. It may change the request.
    ///
    /// # Errors
    ///
    /// With [`Error::refused`] the request is not sent, and the call fails.
    fn before(
        &self,
        operation: &'static Operation,
        request: &mut Request<Body>,
    ) -> Result<(), Error> {
        let _ = (operation, request);
        Ok(())
    }

    /// Called after a request was sent, with the status and headers of the response or with the
    /// error, and the elapsed time.
    fn after(&self, operation: &'static Operation, outcome: Outcome<'_>, time: Duration) {
        let _ = (operation, outcome, time);
    }
}

/// The outcome of a request.
pub type Outcome<'a> = Result<(StatusCode, &'a HeaderMap), &'a Error>;
