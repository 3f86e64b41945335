// Made by bindery from the description of `bodies`; changes are overwritten.

use super::operations::{
    ChangeNote, CheckJob, Complete, DeleteFile, DrawNote, DrawNoteBody, ExportRecords,
    ExportSequence, FetchFile, FetchJob, FetchReport, FollowLog, PlanJob, RunJob,
    SendAlbum, SendDocument, SendFilter, SendNote, SendNoteBody, StoreFile, Watch,
};
use super::types::Prompt;
use crate::runtime::{Api, Async, Body, Caller, Detached, Downloader, File, Request};
use http::Response;

/// What the runtime has to know of this API.
const API: Api = Api {
    name: "bodies",
    servers: &["https://bodies.example"],
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    schemes: &[],
};

/// Calls Bodies.
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
    /// let client = golden::bodies::Client::builder().build()?;
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

impl<C: Downloader> Client<C> {
    /// Asks for the answer in another media type, and reads it while it arrives.
    pub fn download_as<R: Request>(
        &self,
        request: &R,
        media_type: &str,
    ) -> C::Opening<C::Download> {
        self.caller.download(request, media_type)
    }
}

impl<C: Clone> Client<C> {
    /// Calls `POST /completions`.
    ///
    /// # Arguments
    ///
    /// - `body`: The body of the request.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use golden::bodies::types;
    ///
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.complete(types::Prompt::new("text")).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn complete(&self, body: Prompt) -> Complete<C> {
        Complete::new(self.caller.clone(), body)
    }

    /// Calls `GET /ticks`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let mut events = client.watch().events().await?;
    /// while let Some(event) = events.try_next().await? {
    ///     println!("{event:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn watch(&self) -> Watch<C> {
        Watch::new(self.caller.clone())
    }

    /// Calls `GET /log`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let mut events = client.follow_log().events().await?;
    /// while let Some(event) = events.try_next().await? {
    ///     println!("{event:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn follow_log(&self) -> FollowLog<C> {
        FollowLog::new(self.caller.clone())
    }

    /// Calls `GET /records`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let mut events = client.export_records().events().await?;
    /// while let Some(event) = events.try_next().await? {
    ///     println!("{event:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn export_records(&self) -> ExportRecords<C> {
        ExportRecords::new(self.caller.clone())
    }

    /// Calls `GET /sequence`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let mut events = client.export_sequence().events().await?;
    /// while let Some(event) = events.try_next().await? {
    ///     println!("{event:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn export_sequence(&self) -> ExportSequence<C> {
        ExportSequence::new(self.caller.clone())
    }

    /// Calls `GET /reports/{id}`.
    ///
    /// # Arguments
    ///
    /// - `id`: The parameter `id` in the path.
    ///
    /// [`Client::download_as`] reads other media types: `application/pdf`, `text/csv`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.fetch_report("id").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn fetch_report(&self, id: impl Into<String>) -> FetchReport<C> {
        FetchReport::new(self.caller.clone(), id.into())
    }

    /// Calls `GET /files/{id}`.
    ///
    /// # Arguments
    ///
    /// - `id`: The parameter `id` in the path.
    ///
    /// Headers of the answer: [`x_checksum`](crate::bodies::headers::x_checksum),
    /// [`x_versions`](crate::bodies::headers::x_versions),
    /// [`x_rate_limit`](crate::bodies::headers::x_rate_limit),
    /// [`x_owner`](crate::bodies::headers::x_owner).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.fetch_file("id").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn fetch_file(&self, id: impl Into<String>) -> FetchFile<C> {
        FetchFile::new(self.caller.clone(), id.into())
    }

    /// Calls `PUT /files/{id}`.
    ///
    /// # Arguments
    ///
    /// - `id`: The parameter `id` in the path.
    /// - `body`: The body of the request: bytes or a stream of them, sent as
    ///   `application/octet-stream`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.store_file("id", vec![1, 2, 3]).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn store_file(
        &self,
        id: impl Into<String>,
        body: impl Into<Body>,
    ) -> StoreFile<C> {
        StoreFile::new(self.caller.clone(), id.into(), body.into())
    }

    /// Calls `DELETE /files/{id}`.
    ///
    /// # Arguments
    ///
    /// - `id`: The parameter `id` in the path.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.delete_file("id").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete_file(&self, id: impl Into<String>) -> DeleteFile<C> {
        DeleteFile::new(self.caller.clone(), id.into())
    }

    /// Calls `POST /documents`.
    ///
    /// The answer is `application/xml`, handed out as text.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.send_document().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_document(&self) -> SendDocument<C> {
        SendDocument::new(self.caller.clone())
    }

    /// Calls `POST /albums`.
    ///
    /// # Arguments
    ///
    /// - `title`: The part `title` of the body.
    /// - `cover`: The part `cover` of the body.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.send_album("title", vec![1, 2, 3]).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_album(
        &self,
        title: impl Into<String>,
        cover: impl Into<File>,
    ) -> SendAlbum<C> {
        SendAlbum::new(self.caller.clone(), title.into(), cover.into())
    }

    /// Calls `HEAD /jobs/{id}`.
    ///
    /// # Arguments
    ///
    /// - `id`: The parameter `id` in the path.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.check_job("id").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn check_job(&self, id: impl Into<String>) -> CheckJob<C> {
        CheckJob::new(self.caller.clone(), id.into())
    }

    /// Calls `GET /jobs/{id}`.
    ///
    /// # Arguments
    ///
    /// - `id`: The parameter `id` in the path.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.fetch_job("id").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn fetch_job(&self, id: impl Into<String>) -> FetchJob<C> {
        FetchJob::new(self.caller.clone(), id.into())
    }

    /// Calls `POST /jobs/{id}`.
    ///
    /// # Arguments
    ///
    /// - `id`: The parameter `id` in the path.
    ///
    /// # Errors
    ///
    /// - Any other status, with [`RunJobError`](crate::bodies::types::RunJobError): What went
    ///   wrong.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.run_job("id").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn run_job(&self, id: impl Into<String>) -> RunJob<C> {
        RunJob::new(self.caller.clone(), id.into())
    }

    /// Calls `PUT /jobs/{id}`.
    ///
    /// # Arguments
    ///
    /// - `id`: The parameter `id` in the path.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.plan_job("id").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn plan_job(&self, id: impl Into<String>) -> PlanJob<C> {
        PlanJob::new(self.caller.clone(), id.into())
    }

    /// Calls `POST /notes`.
    ///
    /// # Arguments
    ///
    /// - `body`: The body of the request.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use golden::bodies::types;
    ///
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.send_note(types::Prompt::new("text")).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_note(&self, body: impl Into<SendNoteBody>) -> SendNote<C> {
        SendNote::new(self.caller.clone(), body.into())
    }

    /// Calls `PATCH /notes`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.change_note().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn change_note(&self) -> ChangeNote<C> {
        ChangeNote::new(self.caller.clone())
    }

    /// Calls `PUT /notes`.
    ///
    /// # Arguments
    ///
    /// - `body`: The body of the request.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.draw_note(vec![1, 2, 3]).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn draw_note(&self, body: impl Into<DrawNoteBody>) -> DrawNote<C> {
        DrawNote::new(self.caller.clone(), body.into())
    }

    /// Calls `POST /filters`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::bodies::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.send_filter().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_filter(&self) -> SendFilter<C> {
        SendFilter::new(self.caller.clone())
    }
}
