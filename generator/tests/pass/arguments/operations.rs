// Made by bindery from the description of `arguments`; changes are overwritten.

//! The requests of this API, as values.

use super::types::{Colour, Created, Point, Range};
use crate::runtime::{
    AsJson, Body, Caller, Decimal, Detached, Error, File, Multipart, Nested, Operation,
    OrEmpty, Request, Response, Style, Writer,
};
use std::collections::BTreeMap;

/// `GET /simple/{ids}/label/{labels}/matrix/{point}`
///
/// Made by [`Client::in_path`](crate::arguments::Client::in_path).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct InPath<C = Detached> {
    caller: C,
    ids: Vec<i64>,
    labels: Vec<String>,
    point: Point,
}

impl<C> InPath<C> {
    pub(super) fn new(
        caller: C,
        ids: Vec<i64>,
        labels: Vec<String>,
        point: Point,
    ) -> Self {
        Self { caller, ids, labels, point }
    }
}

impl<C: Caller> InPath<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for InPath<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "inPath",
        method: "GET",
        path: "/simple/{ids}/label/{labels}/matrix/{point}",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path("ids", &self.ids);
        to.path_as("labels", Style::LABEL.explode(true), &self.labels);
        to.path_as("point", Style::MATRIX.explode(true), &Nested(&self.point));
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// `POST /v1/{+name}:run`
///
/// Made by [`Client::reserved`](crate::arguments::Client::reserved).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Reserved<C = Detached> {
    caller: C,
    name: String,
    filter: Option<String>,
}

impl<C> Reserved<C> {
    pub(super) fn new(caller: C, name: String) -> Self {
        Self { caller, name, filter: None }
    }

    /// The parameter `filter` in the query.
    pub fn filter(mut self, filter: impl Into<String>) -> Self {
        self.filter = Some(filter.into());
        self
    }
}

impl<C: Caller> Reserved<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for Reserved<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "reserved",
        method: "POST",
        path: "/v1/{+name}:run",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path_as("name", Style::SIMPLE.reserved(), &self.name);
        to.query_as("filter", Style::FORM.reserved(), &self.filter);
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// `GET /query`
///
/// Made by [`Client::in_query`](crate::arguments::Client::in_query).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct InQuery<C = Detached> {
    caller: C,
    repeated: Option<Vec<String>>,
    commas: Option<Vec<String>>,
    spaces: Option<Vec<String>>,
    pipes: Option<Vec<Colour>>,
    members: Option<Point>,
    joined: Option<Point>,
    others: Option<BTreeMap<String, String>>,
    any: Option<serde_json::Value>,
    price: Option<Decimal>,
    matrix: Option<Vec<Vec<f64>>>,
    created: Option<Created>,
    expand: Option<Vec<String>>,
    include: Option<Option<bool>>,
    r#where: Option<Range>,
}

impl<C> InQuery<C> {
    pub(super) fn new(caller: C) -> Self {
        Self {
            caller,
            repeated: None,
            commas: None,
            spaces: None,
            pipes: None,
            members: None,
            joined: None,
            others: None,
            any: None,
            price: None,
            matrix: None,
            created: None,
            expand: None,
            include: None,
            r#where: None,
        }
    }

    /// The parameter `repeated` in the query.
    pub fn repeated(
        mut self,
        repeated: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.repeated = Some(repeated.into_iter().map(Into::into).collect());
        self
    }

    /// The parameter `commas` in the query.
    pub fn commas(
        mut self,
        commas: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.commas = Some(commas.into_iter().map(Into::into).collect());
        self
    }

    /// The parameter `spaces` in the query.
    pub fn spaces(
        mut self,
        spaces: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.spaces = Some(spaces.into_iter().map(Into::into).collect());
        self
    }

    /// The parameter `pipes` in the query.
    pub fn pipes(mut self, pipes: impl IntoIterator<Item = Colour>) -> Self {
        self.pipes = Some(pipes.into_iter().collect());
        self
    }

    /// The parameter `members` in the query.
    pub fn members(mut self, members: Point) -> Self {
        self.members = Some(members);
        self
    }

    /// The parameter `joined` in the query.
    pub fn joined(mut self, joined: Point) -> Self {
        self.joined = Some(joined);
        self
    }

    /// The parameter `others` in the query.
    pub fn others(mut self, others: BTreeMap<String, String>) -> Self {
        self.others = Some(others);
        self
    }

    /// The parameter `any` in the query.
    pub fn any(mut self, any: impl Into<serde_json::Value>) -> Self {
        self.any = Some(any.into());
        self
    }

    /// The parameter `price` in the query.
    pub fn price(mut self, price: impl Into<Decimal>) -> Self {
        self.price = Some(price.into());
        self
    }

    /// The parameter `matrix` in the query.
    pub fn matrix(mut self, matrix: Vec<Vec<f64>>) -> Self {
        self.matrix = Some(matrix);
        self
    }

    /// The parameter `created` in the query.
    pub fn created(mut self, created: impl Into<Created>) -> Self {
        self.created = Some(created.into());
        self
    }

    /// The parameter `expand` in the query.
    pub fn expand(
        mut self,
        expand: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.expand = Some(expand.into_iter().map(Into::into).collect());
        self
    }

    /// The parameter `include` in the query.
    ///
    /// `None` sends an empty value.
    pub fn include(mut self, include: Option<bool>) -> Self {
        self.include = Some(include);
        self
    }

    /// The parameter `where` in the query.
    pub fn r#where(mut self, r#where: Range) -> Self {
        self.r#where = Some(r#where);
        self
    }
}

impl<C: Caller> InQuery<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for InQuery<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "inQuery",
        method: "GET",
        path: "/query",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.query("repeated", &self.repeated);
        to.query_as("commas", Style::FORM.explode(false), &self.commas);
        to.query_as("spaces", Style::SPACE_DELIMITED, &self.spaces);
        to.query_as("pipes", Style::PIPE_DELIMITED, &self.pipes);
        to.query("members", &Nested(&self.members));
        to.query_as("joined", Style::FORM.explode(false), &Nested(&self.joined));
        to.query("others", &Nested(&self.others));
        to.query("any", &Nested(&self.any));
        to.query("price", &self.price);
        to.query("matrix", &self.matrix);
        to.query_as("created", Style::DEEP_OBJECT, &Nested(&self.created));
        to.query_as("expand", Style::DEEP_OBJECT, &self.expand);
        to.query("include", &self.include.as_ref().map(OrEmpty));
        to.query("where", &AsJson(&self.r#where));
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// `GET /headers`
///
/// Made by
/// [`Client::in_headers_and_cookies`](crate::arguments::Client::in_headers_and_cookies).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct InHeadersAndCookies<C = Detached> {
    caller: C,
    x_ids: Option<Vec<i64>>,
    x_point: Option<Point>,
    session: Option<String>,
    tags: Option<Vec<String>>,
}

impl<C> InHeadersAndCookies<C> {
    pub(super) fn new(caller: C) -> Self {
        Self {
            caller,
            x_ids: None,
            x_point: None,
            session: None,
            tags: None,
        }
    }

    /// The parameter `X-Ids` in the headers.
    pub fn x_ids(mut self, x_ids: impl IntoIterator<Item = i64>) -> Self {
        self.x_ids = Some(x_ids.into_iter().collect());
        self
    }

    /// The parameter `X-Point` in the headers.
    pub fn x_point(mut self, x_point: Point) -> Self {
        self.x_point = Some(x_point);
        self
    }

    /// The parameter `session` in the cookies.
    pub fn session(mut self, session: impl Into<String>) -> Self {
        self.session = Some(session.into());
        self
    }

    /// The parameter `tags` in the cookies.
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tags = Some(tags.into_iter().map(Into::into).collect());
        self
    }
}

impl<C: Caller> InHeadersAndCookies<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for InHeadersAndCookies<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "inHeadersAndCookies",
        method: "GET",
        path: "/headers",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.header("X-Ids", &self.x_ids);
        to.header_as("X-Point", Style::SIMPLE.explode(true), &Nested(&self.x_point));
        to.cookie("session", &self.session);
        to.cookie_as("tags", Style::FORM.explode(false), &self.tags);
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// `POST /form`
///
/// Made by [`Client::send_form`](crate::arguments::Client::send_form).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct SendForm<C = Detached> {
    caller: C,
    name: String,
    tags: Option<Vec<String>>,
    joined: Option<Vec<String>>,
    point: Option<Point>,
    spread: Option<Point>,
    deep: Option<Range>,
    json: Option<Vec<i64>>,
}

impl<C> SendForm<C> {
    pub(super) fn new(caller: C, name: String) -> Self {
        Self {
            caller,
            name,
            tags: None,
            joined: None,
            point: None,
            spread: None,
            deep: None,
            json: None,
        }
    }

    /// The member `tags` of the form.
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tags = Some(tags.into_iter().map(Into::into).collect());
        self
    }

    /// The member `joined` of the form.
    pub fn joined(
        mut self,
        joined: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.joined = Some(joined.into_iter().map(Into::into).collect());
        self
    }

    /// The member `point` of the form.
    pub fn point(mut self, point: Point) -> Self {
        self.point = Some(point);
        self
    }

    /// The member `spread` of the form.
    pub fn spread(mut self, spread: Point) -> Self {
        self.spread = Some(spread);
        self
    }

    /// The member `deep` of the form.
    pub fn deep(mut self, deep: Range) -> Self {
        self.deep = Some(deep);
        self
    }

    /// The member `json` of the form.
    pub fn json(mut self, json: impl IntoIterator<Item = i64>) -> Self {
        self.json = Some(json.into_iter().collect());
        self
    }
}

impl<C: Caller> SendForm<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for SendForm<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "sendForm",
        method: "POST",
        path: "/form",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.form("name", &self.name);
        to.form("tags", &self.tags);
        to.form_as("joined", Style::PIPE_DELIMITED, &self.joined);
        to.form("point", &Nested(&self.point));
        to.form_as("spread", Style::FORM, &Nested(&self.spread));
        to.form_as("deep", Style::DEEP_OBJECT, &Nested(&self.deep));
        to.form("json", &AsJson(&self.json));
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// `POST /whole-form`
///
/// Made by [`Client::send_whole_form`](crate::arguments::Client::send_whole_form).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct SendWholeForm<C = Detached> {
    caller: C,
    body: Option<BTreeMap<String, serde_json::Value>>,
}

impl<C> SendWholeForm<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller, body: None }
    }

    /// The body of the request.
    pub fn body(mut self, body: BTreeMap<String, serde_json::Value>) -> Self {
        self.body = Some(body);
        self
    }
}

impl<C: Caller> SendWholeForm<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for SendWholeForm<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "sendWholeForm",
        method: "POST",
        path: "/whole-form",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        if let Some(body) = &self.body {
            to.whole_form(&Nested(body));
        }
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// `POST /upload`
///
/// Made by [`Client::upload`](crate::arguments::Client::upload).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Upload<C = Detached> {
    caller: C,
    file: File,
    title: String,
    pages_: Option<Vec<File>>,
    cover: Option<File>,
    tags: Option<Vec<String>>,
    point: Option<Point>,
    metadata: Option<Vec<i64>>,
    links: Option<Range>,
}

impl<C> Upload<C> {
    pub(super) fn new(caller: C, file: File, title: String) -> Self {
        Self {
            caller,
            file,
            title,
            pages_: None,
            cover: None,
            tags: None,
            point: None,
            metadata: None,
            links: None,
        }
    }

    /// The part `pages` of the body.
    pub fn pages_(mut self, pages_: impl IntoIterator<Item = impl Into<File>>) -> Self {
        self.pages_ = Some(pages_.into_iter().map(Into::into).collect());
        self
    }

    /// The part `cover` of the body.
    pub fn cover(mut self, cover: impl Into<File>) -> Self {
        self.cover = Some(cover.into());
        self
    }

    /// The part `tags` of the body.
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tags = Some(tags.into_iter().map(Into::into).collect());
        self
    }

    /// The part `point` of the body.
    pub fn point(mut self, point: Point) -> Self {
        self.point = Some(point);
        self
    }

    /// The part `metadata` of the body.
    pub fn metadata(mut self, metadata: impl IntoIterator<Item = i64>) -> Self {
        self.metadata = Some(metadata.into_iter().collect());
        self
    }

    /// The part `links` of the body.
    pub fn links(mut self, links: Range) -> Self {
        self.links = Some(links);
        self
    }
}

impl<C: Caller> Upload<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for Upload<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "upload",
        method: "POST",
        path: "/upload",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        let mut parts = Multipart::new();
        parts.files("file", None, &self.file);
        parts.property("title", &self.title);
        parts.files("pages", None, &self.pages_);
        parts.files("cover", Some("image/png"), &self.cover);
        parts.property("tags", &self.tags);
        parts.property("point", &Nested(&self.point));
        parts.content("metadata", "application/json", &AsJson(&self.metadata));
        parts.property_as("links", Style::DEEP_OBJECT, &Nested(&self.links));
        to.multipart("multipart/form-data", &parts);
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// `POST /parts`
///
/// Made by [`Client::send_parts`](crate::arguments::Client::send_parts).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct SendParts<C = Detached> {
    caller: C,
    body: Option<Multipart>,
}

impl<C> SendParts<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller, body: None }
    }

    /// The body of the request.
    pub fn body(mut self, body: Multipart) -> Self {
        self.body = Some(body);
        self
    }
}

impl<C: Caller> SendParts<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for SendParts<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "sendParts",
        method: "POST",
        path: "/parts",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        if let Some(body) = &self.body {
            to.multipart("multipart/form-data", body);
        }
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// `PUT /binary`
///
/// Made by [`Client::send_binary`](crate::arguments::Client::send_binary).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct SendBinary<C = Detached> {
    caller: C,
    body: Body,
}

impl<C> SendBinary<C> {
    pub(super) fn new(caller: C, body: Body) -> Self {
        Self { caller, body }
    }
}

impl<C: Caller> SendBinary<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for SendBinary<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "sendBinary",
        method: "PUT",
        path: "/binary",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.bytes("application/octet-stream", self.body.clone());
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// `PUT /text`
///
/// Made by [`Client::send_text`](crate::arguments::Client::send_text).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct SendText<C = Detached> {
    caller: C,
    body: Option<String>,
}

impl<C> SendText<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller, body: None }
    }

    /// The body of the request: text, sent as `text/plain`.
    pub fn body(mut self, body: impl Into<String>) -> Self {
        self.body = Some(body.into());
        self
    }
}

impl<C: Caller> SendText<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for SendText<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "sendText",
        method: "PUT",
        path: "/text",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        if let Some(body) = &self.body {
            to.bytes("text/plain", body.clone());
        }
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// `PUT /xml`
///
/// Made by [`Client::send_xml`](crate::arguments::Client::send_xml).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct SendXml<C = Detached> {
    caller: C,
    body: String,
}

impl<C> SendXml<C> {
    pub(super) fn new(caller: C, body: String) -> Self {
        Self { caller, body }
    }
}

impl<C: Caller> SendXml<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for SendXml<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "sendXml",
        method: "PUT",
        path: "/xml",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.bytes("application/xml", self.body.clone());
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}
