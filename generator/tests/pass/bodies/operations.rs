// Made by bindery from the description of `bodies`; changes are overwritten.

//! The requests of this API, as values.

use super::types::{Completion, Prompt, RunJobError, Tick};
use crate::runtime::{
    Body, Caller, Detached, Downloader, Error, ErrorBody, Event, File, Multipart, Nested,
    Operation, Request, Response, Status, Streamer, Writer, decode_error, json_events,
    json_lines, json_sequence, text_events,
};
use bytes::Bytes;

/// `POST /completions`
///
/// Made by [`Client::complete`](crate::bodies::Client::complete).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Complete<C = Detached> {
    caller: C,
    body: Prompt,
}

impl<C> Complete<C> {
    pub(super) fn new(caller: C, body: Prompt) -> Self {
        Self { caller, body }
    }
}

impl<C: Caller> Complete<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Completion> {
        self.caller.call(&self)
    }
}

impl<C: Streamer> Complete<C> {
    /// Sends the request and reads the answer item by item, while it arrives.
    pub fn events(self) -> C::Opening<C::Events<Event<Completion>>> {
        self.caller.events(&self, json_events())
    }
}

impl<C> Request for Complete<C> {
    type Output = Completion;

    const OPERATION: &'static Operation = &Operation {
        id: "complete",
        method: "POST",
        path: "/completions",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.json(&self.body);
    }

    fn read(response: &Response) -> Result<Completion, Error> {
        response.json()
    }
}

/// `GET /ticks`
///
/// Made by [`Client::watch`](crate::bodies::Client::watch).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Watch<C = Detached> {
    caller: C,
}

impl<C> Watch<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller }
    }
}

impl<C: Caller> Watch<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<String> {
        self.caller.call(&self)
    }
}

impl<C: Streamer> Watch<C> {
    /// Sends the request and reads the answer item by item, while it arrives.
    pub fn events(self) -> C::Opening<C::Events<Event<Tick>>> {
        self.caller.events(&self, json_events())
    }
}

impl<C> Request for Watch<C> {
    type Output = String;

    const OPERATION: &'static Operation = &Operation {
        id: "watch",
        method: "GET",
        path: "/ticks",
        accept: "text/event-stream",
        security: &[],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<String, Error> {
        response.text()
    }
}

/// `GET /log`
///
/// Made by [`Client::follow_log`](crate::bodies::Client::follow_log).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct FollowLog<C = Detached> {
    caller: C,
    events_: Option<i64>,
}

impl<C> FollowLog<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller, events_: None }
    }

    /// The parameter `events` in the query.
    pub fn events_(mut self, events_: i64) -> Self {
        self.events_ = Some(events_);
        self
    }
}

impl<C: Caller> FollowLog<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<String> {
        self.caller.call(&self)
    }
}

impl<C: Streamer> FollowLog<C> {
    /// Sends the request and reads the answer item by item, while it arrives.
    pub fn events(self) -> C::Opening<C::Events<Event<String>>> {
        self.caller.events(&self, text_events())
    }
}

impl<C> Request for FollowLog<C> {
    type Output = String;

    const OPERATION: &'static Operation = &Operation {
        id: "followLog",
        method: "GET",
        path: "/log",
        accept: "text/event-stream",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.query("events", &self.events_);
    }

    fn read(response: &Response) -> Result<String, Error> {
        response.text()
    }
}

/// `GET /records`
///
/// Made by [`Client::export_records`](crate::bodies::Client::export_records).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ExportRecords<C = Detached> {
    caller: C,
}

impl<C> ExportRecords<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller }
    }
}

impl<C: Caller> ExportRecords<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<String> {
        self.caller.call(&self)
    }
}

impl<C: Streamer> ExportRecords<C> {
    /// Sends the request and reads the answer item by item, while it arrives.
    pub fn events(self) -> C::Opening<C::Events<Tick>> {
        self.caller.events(&self, json_lines("application/x-ndjson"))
    }
}

impl<C> Request for ExportRecords<C> {
    type Output = String;

    const OPERATION: &'static Operation = &Operation {
        id: "exportRecords",
        method: "GET",
        path: "/records",
        accept: "application/x-ndjson",
        security: &[],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<String, Error> {
        response.text()
    }
}

/// `GET /sequence`
///
/// Made by [`Client::export_sequence`](crate::bodies::Client::export_sequence).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ExportSequence<C = Detached> {
    caller: C,
}

impl<C> ExportSequence<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller }
    }
}

impl<C: Caller> ExportSequence<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<String> {
        self.caller.call(&self)
    }
}

impl<C: Streamer> ExportSequence<C> {
    /// Sends the request and reads the answer item by item, while it arrives.
    pub fn events(self) -> C::Opening<C::Events<Tick>> {
        self.caller.events(&self, json_sequence("application/json-seq"))
    }
}

impl<C> Request for ExportSequence<C> {
    type Output = String;

    const OPERATION: &'static Operation = &Operation {
        id: "exportSequence",
        method: "GET",
        path: "/sequence",
        accept: "application/json-seq",
        security: &[],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<String, Error> {
        response.text()
    }
}

/// `GET /reports/{id}`
///
/// Made by [`Client::fetch_report`](crate::bodies::Client::fetch_report).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct FetchReport<C = Detached> {
    caller: C,
    id: String,
}

impl<C> FetchReport<C> {
    pub(super) fn new(caller: C, id: String) -> Self {
        Self { caller, id }
    }
}

impl<C: Caller> FetchReport<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Tick> {
        self.caller.call(&self)
    }
}

impl<C> Request for FetchReport<C> {
    type Output = Tick;

    const OPERATION: &'static Operation = &Operation {
        id: "fetchReport",
        method: "GET",
        path: "/reports/{id}",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path("id", &self.id);
    }

    fn read(response: &Response) -> Result<Tick, Error> {
        response.json()
    }
}

/// `GET /files/{id}`
///
/// Made by [`Client::fetch_file`](crate::bodies::Client::fetch_file).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct FetchFile<C = Detached> {
    caller: C,
    id: String,
}

impl<C> FetchFile<C> {
    pub(super) fn new(caller: C, id: String) -> Self {
        Self { caller, id }
    }
}

impl<C: Caller> FetchFile<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Bytes> {
        self.caller.call(&self)
    }
}

impl<C: Downloader> FetchFile<C> {
    /// Sends the request and reads the answer while it arrives, whatever its size.
    pub fn download(self) -> C::Opening<C::Download> {
        self.caller.download(&self, "")
    }
}

impl<C> Request for FetchFile<C> {
    type Output = Bytes;

    const OPERATION: &'static Operation = &Operation {
        id: "fetchFile",
        method: "GET",
        path: "/files/{id}",
        accept: "application/octet-stream",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path("id", &self.id);
    }

    fn read(response: &Response) -> Result<Bytes, Error> {
        response.whole()
    }
}

/// `PUT /files/{id}`
///
/// Made by [`Client::store_file`](crate::bodies::Client::store_file).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct StoreFile<C = Detached> {
    caller: C,
    id: String,
    body: Body,
}

impl<C> StoreFile<C> {
    pub(super) fn new(caller: C, id: String, body: Body) -> Self {
        Self { caller, id, body }
    }
}

impl<C: Caller> StoreFile<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for StoreFile<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "storeFile",
        method: "PUT",
        path: "/files/{id}",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path("id", &self.id);
        to.bytes("application/octet-stream", self.body.clone());
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// `DELETE /files/{id}`
///
/// Made by [`Client::delete_file`](crate::bodies::Client::delete_file).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct DeleteFile<C = Detached> {
    caller: C,
    id: String,
    body: Option<Tick>,
}

impl<C> DeleteFile<C> {
    pub(super) fn new(caller: C, id: String) -> Self {
        Self { caller, id, body: None }
    }

    /// The body of the request.
    pub fn body(mut self, body: Tick) -> Self {
        self.body = Some(body);
        self
    }
}

impl<C: Caller> DeleteFile<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for DeleteFile<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "deleteFile",
        method: "DELETE",
        path: "/files/{id}",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path("id", &self.id);
        if let Some(body) = &self.body {
            to.json(body);
        }
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// `POST /documents`
///
/// Made by [`Client::send_document`](crate::bodies::Client::send_document).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct SendDocument<C = Detached> {
    caller: C,
    body: Option<String>,
}

impl<C> SendDocument<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller, body: None }
    }

    /// The body of the request: text, sent as `application/xml`.
    pub fn body(mut self, body: impl Into<String>) -> Self {
        self.body = Some(body.into());
        self
    }
}

impl<C: Caller> SendDocument<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<String> {
        self.caller.call(&self)
    }
}

impl<C> Request for SendDocument<C> {
    type Output = String;

    const OPERATION: &'static Operation = &Operation {
        id: "sendDocument",
        method: "POST",
        path: "/documents",
        accept: "application/xml",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        if let Some(body) = &self.body {
            to.bytes("application/xml", body.clone());
        }
    }

    fn read(response: &Response) -> Result<String, Error> {
        response.text()
    }
}

/// `POST /albums`
///
/// Made by [`Client::send_album`](crate::bodies::Client::send_album).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct SendAlbum<C = Detached> {
    caller: C,
    title: String,
    cover: File,
    pictures: Option<Vec<File>>,
}

impl<C> SendAlbum<C> {
    pub(super) fn new(caller: C, title: String, cover: File) -> Self {
        Self {
            caller,
            title,
            cover,
            pictures: None,
        }
    }

    /// The part `pictures` of the body.
    pub fn pictures(
        mut self,
        pictures: impl IntoIterator<Item = impl Into<File>>,
    ) -> Self {
        self.pictures = Some(pictures.into_iter().map(Into::into).collect());
        self
    }
}

impl<C: Caller> SendAlbum<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for SendAlbum<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "sendAlbum",
        method: "POST",
        path: "/albums",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        let mut parts = Multipart::new();
        parts.property("title", &self.title);
        parts.files("cover", Some("image/png"), &self.cover);
        parts.files("pictures", None, &self.pictures);
        to.multipart("multipart/form-data", &parts);
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// `HEAD /jobs/{id}`
///
/// Made by [`Client::check_job`](crate::bodies::Client::check_job).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CheckJob<C = Detached> {
    caller: C,
    id: String,
}

impl<C> CheckJob<C> {
    pub(super) fn new(caller: C, id: String) -> Self {
        Self { caller, id }
    }
}

impl<C: Caller> CheckJob<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for CheckJob<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "checkJob",
        method: "HEAD",
        path: "/jobs/{id}",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path("id", &self.id);
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// `GET /jobs/{id}`
///
/// Made by [`Client::fetch_job`](crate::bodies::Client::fetch_job).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct FetchJob<C = Detached> {
    caller: C,
    id: String,
}

impl<C> FetchJob<C> {
    pub(super) fn new(caller: C, id: String) -> Self {
        Self { caller, id }
    }
}

impl<C: Caller> FetchJob<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Option<Tick>> {
        self.caller.call(&self)
    }
}

impl<C> Request for FetchJob<C> {
    type Output = Option<Tick>;

    const OPERATION: &'static Operation = &Operation {
        id: "fetchJob",
        method: "GET",
        path: "/jobs/{id}",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path("id", &self.id);
    }

    fn read(response: &Response) -> Result<Option<Tick>, Error> {
        response.optional(&[204], Response::json)
    }
}

/// `POST /jobs/{id}`
///
/// Made by [`Client::run_job`](crate::bodies::Client::run_job).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct RunJob<C = Detached> {
    caller: C,
    id: String,
}

impl<C> RunJob<C> {
    pub(super) fn new(caller: C, id: String) -> Self {
        Self { caller, id }
    }
}

impl<C: Caller> RunJob<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<RunJobResponse> {
        self.caller.call(&self)
    }
}

impl<C> Request for RunJob<C> {
    type Output = RunJobResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "runJob",
        method: "POST",
        path: "/jobs/{id}",
        accept: "application/json",
        security: &[],
        errors: &[
            ErrorBody {
                status: Status::Default,
                decode: decode_error::<RunJobError>,
            },
        ],
    };

    fn write(&self, to: &mut Writer) {
        to.path("id", &self.id);
    }

    fn read(response: &Response) -> Result<RunJobResponse, Error> {
        match response.status().as_u16() {
            200 => response.json().map(RunJobResponse::Ok),
            201 => response.json().map(RunJobResponse::Created),
            204 => Ok(RunJobResponse::NoContent),
            _ if response.bytes().is_empty() => Ok(RunJobResponse::NoContent),
            _ => response.json().map(RunJobResponse::Created),
        }
    }
}

/// What [`Client::run_job`](crate::bodies::Client::run_job) answers with.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum RunJobResponse {
    /// The result.
    Ok(Tick),

    /// A job.
    Created(Completion),

    /// Nothing to do.
    NoContent,
}

/// `PUT /jobs/{id}`
///
/// Made by [`Client::plan_job`](crate::bodies::Client::plan_job).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct PlanJob<C = Detached> {
    caller: C,
    id: String,
}

impl<C> PlanJob<C> {
    pub(super) fn new(caller: C, id: String) -> Self {
        Self { caller, id }
    }
}

impl<C: Caller> PlanJob<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<PlanJobResponse> {
        self.caller.call(&self)
    }
}

impl<C> Request for PlanJob<C> {
    type Output = PlanJobResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "planJob",
        method: "PUT",
        path: "/jobs/{id}",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path("id", &self.id);
    }

    fn read(response: &Response) -> Result<PlanJobResponse, Error> {
        match response.status().as_u16() {
            200 => response.json().map(PlanJobResponse::Ok),
            _ => Ok(PlanJobResponse::Success),
        }
    }
}

/// What [`Client::plan_job`](crate::bodies::Client::plan_job) answers with.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum PlanJobResponse {
    /// The result.
    Ok(Tick),

    /// Done.
    Success,
}

/// `POST /notes`
///
/// Made by [`Client::send_note`](crate::bodies::Client::send_note).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct SendNote<C = Detached> {
    caller: C,
    body: SendNoteBody,
}

impl<C> SendNote<C> {
    pub(super) fn new(caller: C, body: SendNoteBody) -> Self {
        Self { caller, body }
    }
}

impl<C: Caller> SendNote<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for SendNote<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "sendNote",
        method: "POST",
        path: "/notes",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        match &self.body {
            SendNoteBody::Json(body) => to.json(body),
            SendNoteBody::Form(body) => to.whole_form(&Nested(body)),
            SendNoteBody::Multipart(body) => to.multipart("multipart/form-data", body),
            SendNoteBody::Markdown(body) => to.bytes("text/markdown", body.clone()),
            SendNoteBody::Pdf(body) => to.bytes("application/pdf", body.clone()),
        }
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// What [`Client::send_note`](crate::bodies::Client::send_note) can send.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum SendNoteBody {
    /// `application/json`.
    Json(Prompt),

    /// `application/x-www-form-urlencoded`.
    Form(Prompt),

    /// `multipart/form-data`.
    Multipart(Multipart),

    /// `text/markdown`.
    Markdown(String),

    /// `application/pdf`.
    Pdf(Body),
}

impl From<Prompt> for SendNoteBody {
    fn from(body: Prompt) -> Self {
        Self::Json(body)
    }
}

/// `PATCH /notes`
///
/// Made by [`Client::change_note`](crate::bodies::Client::change_note).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ChangeNote<C = Detached> {
    caller: C,
    body: Option<ChangeNoteBody>,
}

impl<C> ChangeNote<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller, body: None }
    }

    /// The body of the request.
    pub fn body(mut self, body: impl Into<ChangeNoteBody>) -> Self {
        self.body = Some(body.into());
        self
    }
}

impl<C: Caller> ChangeNote<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for ChangeNote<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "changeNote",
        method: "PATCH",
        path: "/notes",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        match &self.body {
            Some(ChangeNoteBody::JsonPatch(body)) => {
                to.json_as("application/json-patch+json", body)
            }
            Some(ChangeNoteBody::MergePatch(body)) => {
                to.json_as("application/merge-patch+json", body)
            }
            None => {}
        }
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// What [`Client::change_note`](crate::bodies::Client::change_note) can send.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum ChangeNoteBody {
    /// `application/json-patch+json`.
    JsonPatch(serde_json::Value),

    /// `application/merge-patch+json`.
    MergePatch(serde_json::Value),
}

impl<T: Into<serde_json::Value>> From<T> for ChangeNoteBody {
    fn from(body: T) -> Self {
        Self::JsonPatch(body.into())
    }
}

/// `PUT /notes`
///
/// Made by [`Client::draw_note`](crate::bodies::Client::draw_note).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct DrawNote<C = Detached> {
    caller: C,
    body: DrawNoteBody,
}

impl<C> DrawNote<C> {
    pub(super) fn new(caller: C, body: DrawNoteBody) -> Self {
        Self { caller, body }
    }
}

impl<C: Caller> DrawNote<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for DrawNote<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "drawNote",
        method: "PUT",
        path: "/notes",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        match &self.body {
            DrawNoteBody::Png(body) => to.bytes("image/png", body.clone()),
            DrawNoteBody::Jpeg(body) => to.bytes("image/jpeg", body.clone()),
        }
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// What [`Client::draw_note`](crate::bodies::Client::draw_note) can send.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum DrawNoteBody {
    /// `image/png`.
    Png(Body),

    /// `image/jpeg`.
    Jpeg(Body),
}

impl<T: Into<Body>> From<T> for DrawNoteBody {
    fn from(body: T) -> Self {
        Self::Png(body.into())
    }
}

/// `POST /filters`
///
/// Made by [`Client::send_filter`](crate::bodies::Client::send_filter).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct SendFilter<C = Detached> {
    caller: C,
    colour: Option<String>,
}

impl<C> SendFilter<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller, colour: None }
    }

    /// The member `colour` of the form.
    pub fn colour(mut self, colour: impl Into<String>) -> Self {
        self.colour = Some(colour.into());
        self
    }
}

impl<C: Caller> SendFilter<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for SendFilter<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "sendFilter",
        method: "POST",
        path: "/filters",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.required_form();
        to.form("colour", &self.colour);
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}
