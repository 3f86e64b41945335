// Made by bindery from the description of `killers`; changes are overwritten.

use super::operations::{
    Bare, Elsewhere, Encoded, EverythingRequest, Many, ManyRequired, PutList,
};
use super::types::File;
use crate::runtime::{Api, Async, Caller, Detached, Request};
use http::Response;

/// What the runtime has to know of this API.
const API: Api = Api {
    name: "killers",
    servers: &["https://killers.example.com"],
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    schemes: &[],
};

/// Calls Killers.
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
    /// let client = golden::killers::Client::builder().build()?;
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
    /// Calls `POST /bare`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::killers::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.bare().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn bare(&self) -> Bare<C> {
        Bare::new(self.caller.clone())
    }

    /// Calls `POST /encoded`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::killers::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.encoded().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn encoded(&self) -> Encoded<C> {
        Encoded::new(self.caller.clone())
    }

    /// Calls `GET /elsewhere`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::killers::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.elsewhere().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn elsewhere(&self) -> Elsewhere<C> {
        Elsewhere::new(self.caller.clone())
    }

    /// Calls `POST /everything/{self}`.
    ///
    /// # Arguments
    ///
    /// - `path_self`: The parameter `self` in the path.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::killers::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.everything("self").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn everything(&self, path_self: impl Into<String>) -> EverythingRequest<C> {
        EverythingRequest::new(self.caller.clone(), path_self.into())
    }

    /// Calls `PUT /list`.
    ///
    /// # Arguments
    ///
    /// - `body`: The body of the request.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use golden::killers::types;
    ///
    /// # async fn run(client: golden::killers::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.put_list([types::File::new()]).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn put_list(&self, body: impl IntoIterator<Item = File>) -> PutList<C> {
        PutList::new(self.caller.clone(), body.into_iter().collect())
    }

    /// Calls `GET /many`.
    ///
    /// # Arguments
    ///
    /// - `account_sid`: The parameter `account_sid` in the query. Matches `^AC[0-9a-f]{32}$`.
    /// - `parent_account_sid`: The parameter `parent_account_sid` in the query. Matches
    ///   `^AC[0-9a-f]{32}$`.
    /// - `owner_account_sid`: The parameter `owner_account_sid` in the query. Matches
    ///   `^AC[0-9a-f]{32}$`.
    /// - `p04`: The parameter `p04` in the query. Matches `^AC[0-9a-f]{32}$`.
    /// - `p05`: The parameter `p05` in the query. Matches `^AC[0-9a-f]{32}$`.
    /// - `p06`: The parameter `p06` in the query. Matches `^AC[0-9a-f]{32}$`.
    /// - `p07`: The parameter `p07` in the query. Matches `^AC[0-9a-f]{32}$`.
    /// - `p08`: The parameter `p08` in the query. Matches `^AC[0-9a-f]{32}$`.
    /// - `p09`: The parameter `p09` in the query. Matches `^AC[0-9a-f]{32}$`.
    /// - `p10`: The parameter `p10` in the query. Matches `^AC[0-9a-f]{32}$`.
    /// - `p11`: The parameter `p11` in the query. Matches `^AC[0-9a-f]{32}$`.
    /// - `p12`: The parameter `p12` in the query. Matches `^AC[0-9a-f]{32}$`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use golden::killers::operations;
    ///
    /// # async fn run(client: golden::killers::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client
    ///     .many(
    ///         operations::ManyRequired {
    ///             account_sid: "AC00000000000000000000000000000000".into(),
    ///             parent_account_sid: "AC00000000000000000000000000000000".into(),
    ///             owner_account_sid: "AC00000000000000000000000000000000".into(),
    ///             p04: "AC00000000000000000000000000000000".into(),
    ///             p05: "AC00000000000000000000000000000000".into(),
    ///             p06: "AC00000000000000000000000000000000".into(),
    ///             p07: "AC00000000000000000000000000000000".into(),
    ///             p08: "AC00000000000000000000000000000000".into(),
    ///             p09: "AC00000000000000000000000000000000".into(),
    ///             p10: "AC00000000000000000000000000000000".into(),
    ///             p11: "AC00000000000000000000000000000000".into(),
    ///             p12: "AC00000000000000000000000000000000".into(),
    ///         },
    ///     )
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn many(&self, required: ManyRequired) -> Many<C> {
        Many::new(self.caller.clone(), required)
    }
}
