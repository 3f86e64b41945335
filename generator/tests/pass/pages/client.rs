// Made by bindery from the description of `pages`; changes are overwritten.

use super::operations::{
    ByCursor, ByHeader, ByLastId, ByLastItem, ByLink, ByNextNumber, ByNumber,
    ByNumberOfPages, ByNumberTold, ByOffset, ByOffsetOfTotal, Once,
};
use crate::runtime::{Api, Async, Caller, Detached, Request};
use http::Response;

/// What the runtime has to know of this API.
const API: Api = Api {
    name: "pages",
    servers: &["https://pages.example/v1"],
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    schemes: &[],
};

/// Calls Pages.
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
    /// let client = golden::pages::Client::builder().build()?;
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
    /// Calls `GET /header`.
    ///
    /// Headers of the answer: [`link`](crate::pages::headers::link).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::pages::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.by_header().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn by_header(&self) -> ByHeader<C> {
        ByHeader::new(self.caller.clone())
    }

    /// Calls `GET /link`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::pages::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.by_link().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn by_link(&self) -> ByLink<C> {
        ByLink::new(self.caller.clone())
    }

    /// Calls `GET /cursor`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::pages::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.by_cursor().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn by_cursor(&self) -> ByCursor<C> {
        ByCursor::new(self.caller.clone())
    }

    /// Calls `GET /next-number`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::pages::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.by_next_number().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn by_next_number(&self) -> ByNextNumber<C> {
        ByNextNumber::new(self.caller.clone())
    }

    /// Calls `GET /last`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::pages::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.by_last_item().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn by_last_item(&self) -> ByLastItem<C> {
        ByLastItem::new(self.caller.clone())
    }

    /// Calls `GET /last-id`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::pages::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.by_last_id().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn by_last_id(&self) -> ByLastId<C> {
        ByLastId::new(self.caller.clone())
    }

    /// Calls `GET /offset`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::pages::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.by_offset().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn by_offset(&self) -> ByOffset<C> {
        ByOffset::new(self.caller.clone())
    }

    /// Calls `GET /offset-of`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::pages::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.by_offset_of_total().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn by_offset_of_total(&self) -> ByOffsetOfTotal<C> {
        ByOffsetOfTotal::new(self.caller.clone())
    }

    /// Calls `GET /number`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::pages::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.by_number().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn by_number(&self) -> ByNumber<C> {
        ByNumber::new(self.caller.clone())
    }

    /// Calls `GET /number-of`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::pages::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.by_number_of_pages().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn by_number_of_pages(&self) -> ByNumberOfPages<C> {
        ByNumberOfPages::new(self.caller.clone())
    }

    /// Calls `GET /number-told`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::pages::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.by_number_told().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn by_number_told(&self) -> ByNumberTold<C> {
        ByNumberTold::new(self.caller.clone())
    }

    /// Nothing says which page is the first.
    ///
    /// `GET /once`
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::pages::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.once().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn once(&self) -> Once<C> {
        Once::new(self.caller.clone())
    }
}
