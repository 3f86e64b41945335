// Made by bindery from the description of `arguments`; changes are overwritten.

use super::operations::{
    InHeadersAndCookies, InPath, InQuery, Reserved, SendBinary, SendForm, SendParts,
    SendText, SendWholeForm, SendXml, Upload,
};
use super::types::Point;
use crate::runtime::{Api, Async, Body, Caller, Detached, File, Request};
use http::Response;

/// What the runtime has to know of this API.
const API: Api = Api {
    name: "arguments",
    servers: &["https://arguments.example"],
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    schemes: &[],
};

/// Calls Arguments.
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
    /// let client = golden::arguments::Client::builder().build()?;
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
    /// Calls `GET /simple/{ids}/label/{labels}/matrix/{point}`.
    ///
    /// # Arguments
    ///
    /// - `ids`: The parameter `ids` in the path.
    /// - `labels`: The parameter `labels` in the path.
    /// - `point`: The parameter `point` in the path.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use golden::arguments::types;
    ///
    /// # async fn run(client: golden::arguments::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.in_path([1], ["labels"], types::Point::new(1, 1)).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn in_path(
        &self,
        ids: impl IntoIterator<Item = i64>,
        labels: impl IntoIterator<Item = impl Into<String>>,
        point: Point,
    ) -> InPath<C> {
        InPath::new(
            self.caller.clone(),
            ids.into_iter().collect(),
            labels.into_iter().map(Into::into).collect(),
            point,
        )
    }

    /// Calls `POST /v1/{+name}:run`.
    ///
    /// # Arguments
    ///
    /// - `name`: The parameter `name` in the path.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::arguments::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.reserved("name").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn reserved(&self, name: impl Into<String>) -> Reserved<C> {
        Reserved::new(self.caller.clone(), name.into())
    }

    /// Calls `GET /query`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::arguments::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.in_query().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn in_query(&self) -> InQuery<C> {
        InQuery::new(self.caller.clone())
    }

    /// Calls `GET /headers`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::arguments::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.in_headers_and_cookies().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn in_headers_and_cookies(&self) -> InHeadersAndCookies<C> {
        InHeadersAndCookies::new(self.caller.clone())
    }

    /// Calls `POST /form`.
    ///
    /// # Arguments
    ///
    /// - `name`: The member `name` of the form.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::arguments::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.send_form("name").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_form(&self, name: impl Into<String>) -> SendForm<C> {
        SendForm::new(self.caller.clone(), name.into())
    }

    /// Calls `POST /whole-form`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::arguments::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.send_whole_form().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_whole_form(&self) -> SendWholeForm<C> {
        SendWholeForm::new(self.caller.clone())
    }

    /// Calls `POST /upload`.
    ///
    /// # Arguments
    ///
    /// - `file`: The part `file` of the body.
    /// - `title`: The part `title` of the body.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::arguments::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.upload(vec![1, 2, 3], "title").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn upload(&self, file: impl Into<File>, title: impl Into<String>) -> Upload<C> {
        Upload::new(self.caller.clone(), file.into(), title.into())
    }

    /// Calls `POST /parts`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::arguments::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.send_parts().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_parts(&self) -> SendParts<C> {
        SendParts::new(self.caller.clone())
    }

    /// Calls `PUT /binary`.
    ///
    /// # Arguments
    ///
    /// - `body`: The body of the request: bytes or a stream of them, sent as
    ///   `application/octet-stream`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::arguments::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.send_binary(vec![1, 2, 3]).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_binary(&self, body: impl Into<Body>) -> SendBinary<C> {
        SendBinary::new(self.caller.clone(), body.into())
    }

    /// Calls `PUT /text`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::arguments::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.send_text().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_text(&self) -> SendText<C> {
        SendText::new(self.caller.clone())
    }

    /// Calls `PUT /xml`.
    ///
    /// # Arguments
    ///
    /// - `body`: The body of the request: text, sent as `application/xml`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::arguments::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.send_xml("text").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_xml(&self, body: impl Into<String>) -> SendXml<C> {
        SendXml::new(self.caller.clone(), body.into())
    }
}
