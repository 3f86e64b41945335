// Made by bindery from the description of `killers_old`; changes are overwritten.

//! The requests of this API, as values.

use super::types::Old;
use crate::runtime::{Caller, Detached, Error, Operation, Request, Response, Writer};

/// `POST /old`
///
/// Made by [`Client::old`](crate::killers_old::Client::old).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct OldRequest<C = Detached> {
    caller: C,
    body: Option<Old>,
}

impl<C> OldRequest<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller, body: None }
    }

    /// The body of the request.
    pub fn body(mut self, body: Old) -> Self {
        self.body = Some(body);
        self
    }
}

impl<C: Caller> OldRequest<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Old> {
        self.caller.call(&self)
    }
}

impl<C> Request for OldRequest<C> {
    type Output = Old;

    const OPERATION: &'static Operation = &Operation {
        id: "old",
        method: "POST",
        path: "/old",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        if let Some(body) = &self.body {
            to.json(body);
        }
    }

    fn read(response: &Response) -> Result<Old, Error> {
        response.json()
    }
}
