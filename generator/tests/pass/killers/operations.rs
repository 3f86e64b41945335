// Made by bindery from the description of `killers`; changes are overwritten.

//! The requests of this API, as values.

use super::types::{
    AccountSid, Everything, EverythingAnswer, Files, Order, P04, P05, P06, P07, P08, P09,
    P10, P11, P12, Shapes, Unlisted,
};
use crate::runtime;
use crate::runtime::{
    Caller, Checked, Decimal, Detached, Error, Operation, Request, Response, Writer,
};

/// `POST /bare`
///
/// Made by [`Client::bare`](crate::killers::Client::bare).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Bare<C = Detached> {
    caller: C,
    body: Option<serde_json::Value>,
}

impl<C> Bare<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller, body: None }
    }

    /// The body of the request.
    pub fn body(mut self, body: impl Into<serde_json::Value>) -> Self {
        self.body = Some(body.into());
        self
    }
}

impl<C: Caller> Bare<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<serde_json::Value> {
        self.caller.call(&self)
    }
}

impl<C> Request for Bare<C> {
    type Output = serde_json::Value;

    const OPERATION: &'static Operation = &Operation {
        id: "bare",
        method: "POST",
        path: "/bare",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        if let Some(body) = &self.body {
            to.json(body);
        }
    }

    fn read(response: &Response) -> Result<serde_json::Value, Error> {
        response.json()
    }
}

/// `POST /encoded`
///
/// Made by [`Client::encoded`](crate::killers::Client::encoded).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Encoded<C = Detached> {
    caller: C,
    tags: Option<Vec<String>>,
    when: Option<runtime::Date>,
}

impl<C> Encoded<C> {
    pub(super) fn new(caller: C) -> Self {
        Self {
            caller,
            tags: None,
            when: None,
        }
    }

    /// The member `tags` of the form.
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tags = Some(tags.into_iter().map(Into::into).collect());
        self
    }

    /// The member `when` of the form.
    pub fn when(mut self, when: impl Into<runtime::Date>) -> Self {
        self.when = Some(when.into());
        self
    }
}

impl<C: Caller> Encoded<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for Encoded<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "encoded",
        method: "POST",
        path: "/encoded",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.form("tags", &self.tags);
        to.form("when", &self.when);
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// `GET /elsewhere`
///
/// Made by [`Client::elsewhere`](crate::killers::Client::elsewhere).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Elsewhere<C = Detached> {
    caller: C,
    page: Option<i64>,
}

impl Elsewhere {
    /// What is assumed without `page`.
    pub const PAGE_DEFAULT: i64 = 1;
}

impl<C> Elsewhere<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller, page: None }
    }

    /// The parameter `page` in the query.
    ///
    /// Default: 1.
    pub fn page(mut self, page: i64) -> Self {
        self.page = Some(page);
        self
    }
}

impl<C: Caller> Elsewhere<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Shapes> {
        self.caller.call(&self)
    }
}

impl<C> Request for Elsewhere<C> {
    type Output = Shapes;

    const OPERATION: &'static Operation = &Operation {
        id: "elsewhere",
        method: "GET",
        path: "/elsewhere",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.query("page", &self.page);
    }

    fn read(response: &Response) -> Result<Shapes, Error> {
        response.json()
    }
}

/// `POST /everything/{self}`
///
/// Made by [`Client::everything`](crate::killers::Client::everything).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct EverythingRequest<C = Detached> {
    caller: C,
    path_self: String,
    query_self: Option<String>,
    super_: Option<String>,
    crate_: Option<bool>,
    r#gen: Option<i64>,
    limit: Option<i32>,
    order: Option<Order>,
    wrong: Option<i64>,
    unlisted: Option<Unlisted>,
    wide: Option<i32>,
    ratio: Option<f64>,
    day: Option<runtime::Date>,
    tags: Option<Vec<String>>,
    amount: Option<Decimal>,
    body: Option<Everything>,
}

impl EverythingRequest {
    /// What is assumed without `crate`.
    pub const CRATE_DEFAULT: bool = false;
    /// What is assumed without `gen`.
    pub const GEN_DEFAULT: i64 = 3;
    /// What is assumed without `limit`.
    pub const LIMIT_DEFAULT: i32 = 50;
    /// What is assumed without `order`.
    pub const ORDER_DEFAULT: Order = Order::AscUpper;
    /// What is assumed without `ratio`.
    pub const RATIO_DEFAULT: f64 = -1.0;
    /// What is assumed without `day`.
    pub const DAY_DEFAULT: &'static str = "2026-01-31";

    /// What is assumed without `tags`.
    pub fn tags_default() -> Vec<String> {
        Vec::from(["a".to_owned(), "b".to_owned()])
    }
}

impl<C> EverythingRequest<C> {
    pub(super) fn new(caller: C, path_self: String) -> Self {
        Self {
            caller,
            path_self,
            query_self: None,
            super_: None,
            crate_: None,
            r#gen: None,
            limit: None,
            order: None,
            wrong: None,
            unlisted: None,
            wide: None,
            ratio: None,
            day: None,
            tags: None,
            amount: None,
            body: None,
        }
    }

    /// The parameter `Self` in the query.
    pub fn query_self(mut self, query_self: impl Into<String>) -> Self {
        self.query_self = Some(query_self.into());
        self
    }

    /// The parameter `super` in the query.
    pub fn super_(mut self, super_: impl Into<String>) -> Self {
        self.super_ = Some(super_.into());
        self
    }

    /// The parameter `crate` in the query.
    ///
    /// Default: `false`.
    pub fn crate_(mut self, crate_: bool) -> Self {
        self.crate_ = Some(crate_);
        self
    }

    /// The parameter `gen` in the query.
    ///
    /// Default: 3.
    pub fn r#gen(mut self, r#gen: i64) -> Self {
        self.r#gen = Some(r#gen);
        self
    }

    /// The parameter `limit` in the query.
    ///
    /// Default: 50.
    pub fn limit(mut self, limit: i32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// The parameter `order` in the query.
    ///
    /// Default: `ASC`.
    pub fn order(mut self, order: Order) -> Self {
        self.order = Some(order);
        self
    }

    /// The parameter `wrong` in the query.
    pub fn wrong(mut self, wrong: i64) -> Self {
        self.wrong = Some(wrong);
        self
    }

    /// The parameter `unlisted` in the query.
    pub fn unlisted(mut self, unlisted: Unlisted) -> Self {
        self.unlisted = Some(unlisted);
        self
    }

    /// The parameter `wide` in the query.
    pub fn wide(mut self, wide: i32) -> Self {
        self.wide = Some(wide);
        self
    }

    /// The parameter `ratio` in the query.
    ///
    /// Default: -1.
    pub fn ratio(mut self, ratio: f64) -> Self {
        self.ratio = Some(ratio);
        self
    }

    /// The parameter `day` in the query.
    ///
    /// Default: `2026-01-31`.
    pub fn day(mut self, day: impl Into<runtime::Date>) -> Self {
        self.day = Some(day.into());
        self
    }

    /// The parameter `tags` in the query.
    ///
    /// Default: `["a","b"]`.
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tags = Some(tags.into_iter().map(Into::into).collect());
        self
    }

    /// The parameter `amount` in the query.
    pub fn amount(mut self, amount: impl Into<Decimal>) -> Self {
        self.amount = Some(amount.into());
        self
    }

    /// The body of the request.
    pub fn body(mut self, body: Everything) -> Self {
        self.body = Some(body);
        self
    }
}

impl<C: Caller> EverythingRequest<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<EverythingRequestResponse> {
        self.caller.call(&self)
    }
}

impl<C> Request for EverythingRequest<C> {
    type Output = EverythingRequestResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "everything",
        method: "POST",
        path: "/everything/{self}",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path("self", &self.path_self);
        to.query("Self", &self.query_self);
        to.query("super", &self.super_);
        to.query("crate", &self.crate_);
        to.query("gen", &self.r#gen);
        to.query("limit", &self.limit);
        to.query("order", &self.order);
        to.query("wrong", &self.wrong);
        to.query("unlisted", &self.unlisted);
        to.query("wide", &self.wide);
        to.query("ratio", &self.ratio);
        to.query("day", &self.day);
        to.query("tags", &self.tags);
        to.query("amount", &self.amount);
        if let Some(body) = &self.body {
            to.json(body);
        }
    }

    fn read(response: &Response) -> Result<EverythingRequestResponse, Error> {
        match response.status().as_u16() {
            200 => response.json().map(EverythingRequestResponse::Ok),
            _ => response.json().map(EverythingRequestResponse::Accepted),
        }
    }
}

/// What [`Client::everything`](crate::killers::Client::everything) answers with.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum EverythingRequestResponse {
    /// Everything.
    Ok(Everything),

    /// Later.
    Accepted(EverythingAnswer),
}

/// `PUT /list`
///
/// Made by [`Client::put_list`](crate::killers::Client::put_list).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct PutList<C = Detached> {
    caller: C,
    body: Files,
}

impl<C> PutList<C> {
    pub(super) fn new(caller: C, body: Files) -> Self {
        Self { caller, body }
    }
}

impl<C: Caller> PutList<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for PutList<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "putList",
        method: "PUT",
        path: "/list",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.json(&self.body);
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// What [`Client::many`](crate::killers::Client::many) cannot do without.
#[derive(Clone, Debug)]
pub struct ManyRequired {
    /// The parameter `account_sid` in the query.
    ///
    /// Matches `^AC[0-9a-f]{32}$`.
    pub account_sid: Checked<AccountSid>,

    /// The parameter `parent_account_sid` in the query.
    ///
    /// Matches `^AC[0-9a-f]{32}$`.
    pub parent_account_sid: Checked<AccountSid>,

    /// The parameter `owner_account_sid` in the query.
    ///
    /// Matches `^AC[0-9a-f]{32}$`.
    pub owner_account_sid: Checked<AccountSid>,

    /// The parameter `p04` in the query.
    ///
    /// Matches `^AC[0-9a-f]{32}$`.
    pub p04: Checked<P04>,

    /// The parameter `p05` in the query.
    ///
    /// Matches `^AC[0-9a-f]{32}$`.
    pub p05: Checked<P05>,

    /// The parameter `p06` in the query.
    ///
    /// Matches `^AC[0-9a-f]{32}$`.
    pub p06: Checked<P06>,

    /// The parameter `p07` in the query.
    ///
    /// Matches `^AC[0-9a-f]{32}$`.
    pub p07: Checked<P07>,

    /// The parameter `p08` in the query.
    ///
    /// Matches `^AC[0-9a-f]{32}$`.
    pub p08: Checked<P08>,

    /// The parameter `p09` in the query.
    ///
    /// Matches `^AC[0-9a-f]{32}$`.
    pub p09: Checked<P09>,

    /// The parameter `p10` in the query.
    ///
    /// Matches `^AC[0-9a-f]{32}$`.
    pub p10: Checked<P10>,

    /// The parameter `p11` in the query.
    ///
    /// Matches `^AC[0-9a-f]{32}$`.
    pub p11: Checked<P11>,

    /// The parameter `p12` in the query.
    ///
    /// Matches `^AC[0-9a-f]{32}$`.
    pub p12: Checked<P12>,
}

/// `GET /many`
///
/// Made by [`Client::many`](crate::killers::Client::many).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Many<C = Detached> {
    caller: C,
    account_sid: Checked<AccountSid>,
    parent_account_sid: Checked<AccountSid>,
    owner_account_sid: Checked<AccountSid>,
    p04: Checked<P04>,
    p05: Checked<P05>,
    p06: Checked<P06>,
    p07: Checked<P07>,
    p08: Checked<P08>,
    p09: Checked<P09>,
    p10: Checked<P10>,
    p11: Checked<P11>,
    p12: Checked<P12>,
}

impl<C> Many<C> {
    pub(super) fn new(caller: C, required: ManyRequired) -> Self {
        Self {
            caller,
            account_sid: required.account_sid,
            parent_account_sid: required.parent_account_sid,
            owner_account_sid: required.owner_account_sid,
            p04: required.p04,
            p05: required.p05,
            p06: required.p06,
            p07: required.p07,
            p08: required.p08,
            p09: required.p09,
            p10: required.p10,
            p11: required.p11,
            p12: required.p12,
        }
    }
}

impl<C: Caller> Many<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for Many<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "many",
        method: "GET",
        path: "/many",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.query("account_sid", &self.account_sid);
        to.query("parent_account_sid", &self.parent_account_sid);
        to.query("owner_account_sid", &self.owner_account_sid);
        to.query("p04", &self.p04);
        to.query("p05", &self.p05);
        to.query("p06", &self.p06);
        to.query("p07", &self.p07);
        to.query("p08", &self.p08);
        to.query("p09", &self.p09);
        to.query("p10", &self.p10);
        to.query("p11", &self.p11);
        to.query("p12", &self.p12);
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}
