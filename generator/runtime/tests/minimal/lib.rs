//! An API with one operation, no credentials and no types.
#![forbid(unsafe_code)]

mod runtime;

use runtime::Api;
#[cfg(all(feature = "hyper", feature = "blocking"))]
pub use runtime::BlockingHyper;
#[cfg(all(feature = "reqwest", feature = "blocking"))]
pub use runtime::BlockingReqwest;
#[cfg(feature = "hyper")]
pub use runtime::Hyper;
#[cfg(feature = "reqwest")]
pub use runtime::Reqwest;
pub use runtime::{
    Async, Authorize, Body, BodyStream, BoxFuture, Caller, Detached, Error, InvalidText, Limits,
    Middleware, Operation, Parameter, Parts, Redirects, Request, Response, ResponseFuture,
    ResponseStream, Retries, Style, Transport, Writer,
};
#[cfg(feature = "blocking")]
pub use runtime::{Blocking, BlockingResponseStream, BlockingTransport};
#[cfg(feature = "mock")]
pub use runtime::{Mock, MockRequest, MockResponse, Recorder};

const API: Api = Api {
    name: "minimal",
    servers: &["http://localhost"],
    user_agent: "minimal",
    schemes: &[],
};

/// Calls the API.
#[derive(Clone, Debug)]
pub struct Client<C = Async> {
    caller: C,
}

crate::runtime::client_builder!(ClientBuilder, Client, API);

impl Client {
    /// Configures a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }
}

impl<C: Clone> Client<C> {
    /// Asks for a sign of life.
    pub fn ping(&self) -> Ping<C> {
        Ping {
            caller: self.caller.clone(),
        }
    }
}

/// Asks for a sign of life.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Ping<C = Detached> {
    caller: C,
}

impl<C: Caller> Ping<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for Ping<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "ping",
        method: "GET",
        path: "/ping",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}
