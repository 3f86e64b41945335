//! What may look on while requests are exchanged?

use super::body::Body;
use super::error::Error;
use super::operation::Operation;
use http::{HeaderMap, Request, StatusCode};
use std::fmt::Debug;
use std::time::Duration;

/// Sees every request just before it is sent, and what came of it: those that are repeated or
/// redirected one by one. For measuring, logging, and headers of one's own.
///
/// Requests hold credentials here, in headers that are marked as sensitive and perhaps in the
/// query.
pub trait Middleware: Debug + Send + Sync {
    /// Before a request is sent. It may be changed.
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

    /// After it was sent: with status and headers of the response, or with what went wrong, and
    /// the time that it took.
    fn after(&self, operation: &'static Operation, outcome: Outcome<'_>, time: Duration) {
        let _ = (operation, outcome, time);
    }
}

/// What came of a request.
pub type Outcome<'a> = Result<(StatusCode, &'a HeaderMap), &'a Error>;
