// Made by bindery from the description of `hostile`; changes are overwritten.

//! The requests of this API, as values.

use super::types::{ApiResult, FnMainCaller};
use crate::runtime::{
    Caller, Checked, Detached, Error, Operation, Request, Response, Writer,
};

/// `GET /{self}/{r#type}/a b/"quoted"/{}`
///
/// Made by [`Client::fn_main`](crate::hostile::Client::fn_main).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct FnMain<C = Detached> {
    caller: C,
    self_: String,
    r_type: String,
    path_empty: String,
    query_empty: Option<String>,
    a_b_c: Option<String>,
    caller_: Option<Checked<FnMainCaller>>,
    send_: Option<String>,
    日本: Option<String>,
}

impl FnMain {
    /// What is assumed without `a"b\c `.
    pub const A_B_C_DEFAULT: &'static str = "\"; drop";
}

impl<C> FnMain<C> {
    pub(super) fn new(
        caller: C,
        self_: String,
        r_type: String,
        path_empty: String,
    ) -> Self {
        Self {
            caller,
            self_,
            r_type,
            path_empty,
            query_empty: None,
            a_b_c: None,
            caller_: None,
            send_: None,
            日本: None,
        }
    }

    /// The parameter `""` in the query.
    pub fn query_empty(mut self, query_empty: impl Into<String>) -> Self {
        self.query_empty = Some(query_empty.into());
        self
    }

    /// \*/ #\[doc = "x"\]
    ///
    /// Default: `"; drop`.
    pub fn a_b_c(mut self, a_b_c: impl Into<String>) -> Self {
        self.a_b_c = Some(a_b_c.into());
        self
    }

    /// The parameter `caller` in the query.
    ///
    /// Matches ``^`[^`]*$``.
    pub fn caller_(mut self, caller_: impl Into<Checked<FnMainCaller>>) -> Self {
        self.caller_ = Some(caller_.into());
        self
    }

    /// The parameter `send` in the headers.
    pub fn send_(mut self, send_: impl Into<String>) -> Self {
        self.send_ = Some(send_.into());
        self
    }

    /// The parameter `日本` in the query.
    pub fn 日本(mut self, 日本: impl Into<String>) -> Self {
        self.日本 = Some(日本.into());
        self
    }
}

impl<C: Caller> FnMain<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<ApiResult> {
        self.caller.call(&self)
    }
}

impl<C> Request for FnMain<C> {
    type Output = ApiResult;

    const OPERATION: &'static Operation = &Operation {
        id: "fn main() {}",
        method: "GET",
        path: "/{self}/{r#type}/a b/\"quoted\"/{}",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path("self", &self.self_);
        to.path("r#type", &self.r_type);
        to.path("", &self.path_empty);
        to.query("", &self.query_empty);
        to.query("a\"b\\c\n", &self.a_b_c);
        to.query("caller", &self.caller_);
        to.header("send", &self.send_);
        to.query("日本", &self.日本);
    }

    fn read(response: &Response) -> Result<ApiResult, Error> {
        response.json()
    }
}
