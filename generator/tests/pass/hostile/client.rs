// Made by bindery from the description of `hostile`; changes are overwritten.

use super::operations::FnMain;
use crate::runtime::{Api, Async, Caller, Detached, Request};
use http::Response;

/// What the runtime has to know of this API.
const API: Api = Api {
    name: "hostile",
    servers: &["/relative"],
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    schemes: &[],
};

/// Calls \*/ " } mod evil {} // \[Client\] \`x.
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
    /// let client = golden::hostile::Client::builder().build()?;
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
    /// Calls `GET /{self}/{r#type}/a b/"quoted"/{}`.
    ///
    /// # Arguments
    ///
    /// - `self_`: The parameter `self` in the path.
    /// - `r_type`: The parameter `r#type` in the path.
    /// - `path_empty`: The parameter `""` in the path.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::hostile::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.fn_main("self", "r#type", "text").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn fn_main(
        &self,
        self_: impl Into<String>,
        r_type: impl Into<String>,
        path_empty: impl Into<String>,
    ) -> FnMain<C> {
        FnMain::new(self.caller.clone(), self_.into(), r_type.into(), path_empty.into())
    }
}
