// Made by bindery from the description of `killers_old`; changes are overwritten.

use super::operations::OldRequest;
use crate::runtime::{Api, Async, Caller, Detached, Request};
use http::Response;

/// What the runtime has to know of this API.
const API: Api = Api {
    name: "killers_old",
    servers: &["https://killers.example.com"],
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    schemes: &[],
};

/// Calls Old killers.
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
    /// let client = golden::killers_old::Client::builder().build()?;
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
    /// Calls `POST /old`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::killers_old::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.old().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn old(&self) -> OldRequest<C> {
        OldRequest::new(self.caller.clone())
    }
}
