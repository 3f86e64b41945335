// Made by bindery from the description of `repeats`; changes are overwritten.

//! The requests of this API, as values.

use super::types::{Account, ListCardsResponse, ListCardsState, ListRefundsResponse};
use crate::runtime::{Caller, Detached, Error, Operation, Request, Response, Writer};

/// `PUT /account`
///
/// Made by [`Client::replace_account`](crate::repeats::Client::replace_account).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ReplaceAccount<C = Detached> {
    caller: C,
    body: Account,
}

impl<C> ReplaceAccount<C> {
    pub(super) fn new(caller: C, body: Account) -> Self {
        Self { caller, body }
    }
}

impl<C: Caller> ReplaceAccount<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Account> {
        self.caller.call(&self)
    }
}

impl<C> Request for ReplaceAccount<C> {
    type Output = Account;

    const OPERATION: &'static Operation = &Operation {
        id: "replaceAccount",
        method: "PUT",
        path: "/account",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.json(&self.body);
    }

    fn read(response: &Response) -> Result<Account, Error> {
        response.json()
    }
}

/// `GET /cards`
///
/// Made by [`Client::list_cards`](crate::repeats::Client::list_cards).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListCards<C = Detached> {
    caller: C,
    state: Option<ListCardsState>,
}

impl ListCards {
    /// What is assumed without `state`.
    pub const STATE_DEFAULT: ListCardsState = ListCardsState::Active;
}

impl<C> ListCards<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller, state: None }
    }

    /// The parameter `state` in the query.
    ///
    /// Default: `active`.
    pub fn state(mut self, state: ListCardsState) -> Self {
        self.state = Some(state);
        self
    }
}

impl<C: Caller> ListCards<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<ListCardsResponse> {
        self.caller.call(&self)
    }
}

impl<C> Request for ListCards<C> {
    type Output = ListCardsResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "listCards",
        method: "GET",
        path: "/cards",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.query("state", &self.state);
    }

    fn read(response: &Response) -> Result<ListCardsResponse, Error> {
        response.json()
    }
}

/// `GET /refunds`
///
/// Made by [`Client::list_refunds`](crate::repeats::Client::list_refunds).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListRefunds<C = Detached> {
    caller: C,
}

impl<C> ListRefunds<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller }
    }
}

impl<C: Caller> ListRefunds<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<ListRefundsResponse> {
        self.caller.call(&self)
    }
}

impl<C> Request for ListRefunds<C> {
    type Output = ListRefundsResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "listRefunds",
        method: "GET",
        path: "/refunds",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<ListRefundsResponse, Error> {
        response.json()
    }
}
