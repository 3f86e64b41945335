// Made by bindery from the description of `repeats`; changes are overwritten.

use super::operations::{ListCards, ListRefunds, ReplaceAccount};
use super::types::Account;
use crate::runtime::{Api, Async, Caller, Detached, Request};
use http::Response;

/// What the runtime has to know of this API.
const API: Api = Api {
    name: "repeats",
    servers: &["https://repeats.example.com"],
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    schemes: &[],
};

/// Calls Repeats.
#[derive(Clone, Debug)]
pub struct Client<C = Async> {
    caller: C,
}

crate::runtime::client_builder!(ClientBuilder, Client, API);

impl Client {
    /// Begins to configure a client.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// let client = golden::repeats::Client::builder().build()?;
    /// # Ok::<(), golden::Error>(())
    /// ```
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }
}

impl Client<Detached> {
    /// Makes requests without a connection: as values, to be sent later or by other means.
    pub fn detached() -> Self {
        Self { caller: Detached }
    }
}

impl<C: Caller> Client<C> {
    /// Sends a request that was made apart from this client.
    pub fn send<R: Request>(&self, request: &R) -> C::Response<R::Output> {
        self.caller.call(request)
    }

    /// As [`Client::send`], with the status and the headers of the answer.
    pub fn send_full<R: Request>(
        &self,
        request: &R,
    ) -> C::Response<Response<R::Output>> {
        self.caller.call_full(request)
    }
}

impl<C: Clone> Client<C> {
    /// Calls `PUT /account`.
    ///
    /// # Arguments
    ///
    /// - `body`: The body of the request.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use golden::repeats::types;
    ///
    /// # async fn run(client: golden::repeats::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client
    ///     .replace_account(
    ///         types::Account::new(types::Transfers::Active, types::Cards::Active),
    ///     )
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn replace_account(&self, body: Account) -> ReplaceAccount<C> {
        ReplaceAccount::new(self.caller.clone(), body)
    }

    /// Calls `GET /cards`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::repeats::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.list_cards().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_cards(&self) -> ListCards<C> {
        ListCards::new(self.caller.clone())
    }

    /// Calls `GET /refunds`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::repeats::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.list_refunds().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_refunds(&self) -> ListRefunds<C> {
        ListRefunds::new(self.caller.clone())
    }
}
