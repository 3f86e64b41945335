// Made by bindery from the description of `guarded`; changes are overwritten.

//! The requests of this API, as values.

use super::{ElsewhereServer, VaultServer};
use super::types::{Note, Server};
use crate::runtime::{Caller, Detached, Error, Operation, Request, Response, Writer};

/// `GET /notes`
///
/// Made by [`Client::list_notes`](crate::guarded::Client::list_notes).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListNotes<C = Detached> {
    caller: C,
}

impl<C> ListNotes<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller }
    }
}

impl<C: Caller> ListNotes<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<Server> {
        self.caller.call(&self)
    }
}

impl<C> Request for ListNotes<C> {
    type Output = Server;

    const OPERATION: &'static Operation = &Operation {
        id: "listNotes",
        method: "GET",
        path: "/notes",
        accept: "application/json",
        security: &[&["machine"]],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<Server, Error> {
        response.json()
    }
}

/// `POST /notes`
///
/// Made by [`Client::add_note`](crate::guarded::Client::add_note).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct AddNote<C = Detached> {
    caller: C,
    body: Note,
}

impl<C> AddNote<C> {
    pub(super) fn new(caller: C, body: Note) -> Self {
        Self { caller, body }
    }
}

impl<C: Caller> AddNote<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<Server> {
        self.caller.call(&self)
    }
}

impl<C> Request for AddNote<C> {
    type Output = Server;

    const OPERATION: &'static Operation = &Operation {
        id: "addNote",
        method: "POST",
        path: "/notes",
        accept: "application/json",
        security: &[&["machine"]],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.json(&self.body);
    }

    fn read(response: &Response) -> Result<Server, Error> {
        response.json()
    }
}

/// `GET /status`
///
/// Made by [`Client::status`](crate::guarded::Client::status).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct StatusRequest<C = Detached> {
    caller: C,
}

impl<C> StatusRequest<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller }
    }
}

impl<C: Caller> StatusRequest<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<Server> {
        self.caller.call(&self)
    }
}

impl<C> Request for StatusRequest<C> {
    type Output = Server;

    const OPERATION: &'static Operation = &Operation {
        id: "status",
        method: "GET",
        path: "/status",
        accept: "application/json",
        security: &[&["machine"]],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<Server, Error> {
        response.json()
    }
}

/// `GET /basic`
///
/// Made by [`Client::basic`](crate::guarded::Client::basic).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Basic<C = Detached> {
    caller: C,
}

impl<C> Basic<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller }
    }
}

impl<C: Caller> Basic<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<Server> {
        self.caller.call(&self)
    }
}

impl<C> Request for Basic<C> {
    type Output = Server;

    const OPERATION: &'static Operation = &Operation {
        id: "basic",
        method: "GET",
        path: "/basic",
        accept: "application/json",
        security: &[&["login"]],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<Server, Error> {
        response.json()
    }
}

/// `GET /bearer`
///
/// Made by [`Client::bearer`](crate::guarded::Client::bearer).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Bearer<C = Detached> {
    caller: C,
}

impl<C> Bearer<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller }
    }
}

impl<C: Caller> Bearer<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<Server> {
        self.caller.call(&self)
    }
}

impl<C> Request for Bearer<C> {
    type Output = Server;

    const OPERATION: &'static Operation = &Operation {
        id: "bearer",
        method: "GET",
        path: "/bearer",
        accept: "application/json",
        security: &[&["jwt"]],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<Server, Error> {
        response.json()
    }
}

/// `GET /id`
///
/// Made by [`Client::connect`](crate::guarded::Client::connect).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Connect<C = Detached> {
    caller: C,
}

impl<C> Connect<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller }
    }
}

impl<C: Caller> Connect<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<Server> {
        self.caller.call(&self)
    }
}

impl<C> Request for Connect<C> {
    type Output = Server;

    const OPERATION: &'static Operation = &Operation {
        id: "connect",
        method: "GET",
        path: "/id",
        accept: "application/json",
        security: &[&["connect"]],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<Server, Error> {
        response.json()
    }
}

/// `GET /keys`
///
/// Made by [`Client::keys`](crate::guarded::Client::keys).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Keys<C = Detached> {
    caller: C,
}

impl<C> Keys<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller }
    }
}

impl<C: Caller> Keys<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<Server> {
        self.caller.call(&self)
    }
}

impl<C> Request for Keys<C> {
    type Output = Server;

    const OPERATION: &'static Operation = &Operation {
        id: "keys",
        method: "GET",
        path: "/keys",
        accept: "application/json",
        security: &[&["headerKey", "queryKey", "cookieKey"]],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<Server, Error> {
        response.json()
    }
}

/// `GET /either`
///
/// Made by [`Client::either`](crate::guarded::Client::either).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Either<C = Detached> {
    caller: C,
}

impl<C> Either<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller }
    }
}

impl<C: Caller> Either<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<Server> {
        self.caller.call(&self)
    }
}

impl<C> Request for Either<C> {
    type Output = Server;

    const OPERATION: &'static Operation = &Operation {
        id: "either",
        method: "GET",
        path: "/either",
        accept: "application/json",
        security: &[&["login", "headerKey"], &["queryKey"]],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<Server, Error> {
        response.json()
    }
}

/// `GET /public`
///
/// Made by [`Client::public`](crate::guarded::Client::public).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Public<C = Detached> {
    caller: C,
}

impl<C> Public<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller }
    }
}

impl<C: Caller> Public<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<Server> {
        self.caller.call(&self)
    }
}

impl<C> Request for Public<C> {
    type Output = Server;

    const OPERATION: &'static Operation = &Operation {
        id: "public",
        method: "GET",
        path: "/public",
        accept: "application/json",
        security: &[&["jwt"], &[]],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<Server, Error> {
        response.json()
    }
}

/// `GET /digest`
///
/// Made by [`Client::digest`](crate::guarded::Client::digest).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Digest<C = Detached> {
    caller: C,
}

impl<C> Digest<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller }
    }
}

impl<C: Caller> Digest<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<Server> {
        self.caller.call(&self)
    }
}

impl<C> Request for Digest<C> {
    type Output = Server;

    const OPERATION: &'static Operation = &Operation {
        id: "digest",
        method: "GET",
        path: "/digest",
        accept: "application/json",
        security: &[&["digest"]],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<Server, Error> {
        response.json()
    }
}

/// `GET /certified`
///
/// Made by [`Client::certified`](crate::guarded::Client::certified).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Certified<C = Detached> {
    caller: C,
}

impl<C> Certified<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller }
    }
}

impl<C: Caller> Certified<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<Server> {
        self.caller.call(&self)
    }
}

impl<C> Request for Certified<C> {
    type Output = Server;

    const OPERATION: &'static Operation = &Operation {
        id: "certified",
        method: "GET",
        path: "/certified",
        accept: "application/json",
        security: &[&["queryKey"], &[]],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<Server, Error> {
        response.json()
    }
}

/// `POST /signed`
///
/// Made by [`Client::signed`](crate::guarded::Client::signed).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Signed<C = Detached> {
    caller: C,
    body: String,
}

impl<C> Signed<C> {
    pub(super) fn new(caller: C, body: String) -> Self {
        Self { caller, body }
    }
}

impl<C: Caller> Signed<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<Server> {
        self.caller.call(&self)
    }
}

impl<C> Request for Signed<C> {
    type Output = Server;

    const OPERATION: &'static Operation = &Operation {
        id: "signed",
        method: "POST",
        path: "/signed",
        accept: "application/json",
        security: &[&["signature", "headerKey"]],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.bytes("text/plain", self.body.clone());
    }

    fn read(response: &Response) -> Result<Server, Error> {
        response.json()
    }
}

/// `GET /elsewhere`
///
/// Made by [`Client::elsewhere`](crate::guarded::Client::elsewhere).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Elsewhere<C = Detached> {
    caller: C,
    server: Option<ElsewhereServer>,
}

impl<C> Elsewhere<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller, server: None }
    }

    /// The server, with values for the variables of its URL.
    ///
    /// What was given to the client's builder as `base_url` counts instead.
    pub fn server(mut self, server: ElsewhereServer) -> Self {
        self.server = Some(server);
        self
    }
}

impl<C: Caller> Elsewhere<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Server> {
        self.caller.call(&self)
    }
}

impl<C> Request for Elsewhere<C> {
    type Output = Server;

    const OPERATION: &'static Operation = &Operation {
        id: "elsewhere",
        method: "GET",
        path: "/elsewhere",
        accept: "application/json",
        security: &[],
        errors: &[],
    };
    const SERVERS: &'static [&'static str] = &["https://files.guarded.example/v3"];

    fn chosen_server(&self) -> Option<Result<String, String>> {
        self.server.as_ref().map(|server| server.0.url())
    }

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<Server, Error> {
        response.json()
    }
}

/// `GET /vault`
///
/// Made by [`Client::vault`](crate::guarded::Client::vault).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Vault<C = Detached> {
    caller: C,
    query_server: Option<String>,
    server: Option<VaultServer>,
}

impl<C> Vault<C> {
    pub(super) fn new(caller: C) -> Self {
        Self {
            caller,
            query_server: None,
            server: None,
        }
    }

    /// The parameter `server` in the query.
    pub fn query_server(mut self, query_server: impl Into<String>) -> Self {
        self.query_server = Some(query_server.into());
        self
    }

    /// Which server is called: [`VaultServer::vault`] unless set.
    ///
    /// What was given to the client's builder as `base_url` counts instead.
    pub fn server(mut self, server: VaultServer) -> Self {
        self.server = Some(server);
        self
    }
}

impl<C: Caller> Vault<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Server> {
        self.caller.call(&self)
    }
}

impl<C> Request for Vault<C> {
    type Output = Server;

    const OPERATION: &'static Operation = &Operation {
        id: "vault",
        method: "GET",
        path: "/vault",
        accept: "application/json",
        security: &[],
        errors: &[],
    };
    const SERVERS: &'static [&'static str] = &[
        "https://main.vault.guarded.example",
        "https://sandbox.guarded.example/",
    ];

    fn chosen_server(&self) -> Option<Result<String, String>> {
        self.server.as_ref().map(|server| server.0.url())
    }

    fn write(&self, to: &mut Writer) {
        to.query("server", &self.query_server);
    }

    fn read(response: &Response) -> Result<Server, Error> {
        response.json()
    }
}
