//! The requests of this API, as values.

use super::types::{
    ApiError, ListParticipantResponse, Participant, ParticipantSid, PhoneNumberSid, ServiceSid,
    SessionSid,
};
use crate::runtime::{
    Caller, Checked, Detached, Error, ErrorBody, Operation, Paged, Pager, Received, Request,
    Response, Status, Writer, decode_error,
};

/// Adds a participant to a session.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateParticipant<C = Detached> {
    caller: C,
    service_sid: Checked<ServiceSid>,
    session_sid: Checked<SessionSid>,
    identifier: String,
    friendly_name: Option<String>,
    proxy_identifier: Option<String>,
    proxy_identifier_sid: Option<Checked<PhoneNumberSid>>,
}

impl<C> CreateParticipant<C> {
    pub(super) fn new(
        caller: C,
        service_sid: Checked<ServiceSid>,
        session_sid: Checked<SessionSid>,
        identifier: String,
    ) -> Self {
        Self {
            caller,
            service_sid,
            session_sid,
            identifier,
            friendly_name: None,
            proxy_identifier: None,
            proxy_identifier_sid: None,
        }
    }

    /// A name for people.
    pub fn friendly_name(mut self, friendly_name: impl Into<String>) -> Self {
        self.friendly_name = Some(friendly_name.into());
        self
    }

    /// The proxy phone number.
    pub fn proxy_identifier(mut self, proxy_identifier: impl Into<String>) -> Self {
        self.proxy_identifier = Some(proxy_identifier.into());
        self
    }

    /// The SID of the proxy identifier.
    pub fn proxy_identifier_sid(mut self, sid: impl Into<Checked<PhoneNumberSid>>) -> Self {
        self.proxy_identifier_sid = Some(sid.into());
        self
    }
}

impl<C: Caller> CreateParticipant<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Participant> {
        self.caller.call(&self)
    }
}

impl<C> Request for CreateParticipant<C> {
    type Output = Participant;

    const OPERATION: &'static Operation = &Operation {
        id: "createParticipant",
        method: "POST",
        path: "/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants",
        accept: "application/json",
        security: &[&["accountSid_authToken"]],
        errors: &[ErrorBody {
            status: Status::Default,
            decode: decode_error::<ApiError>,
        }],
    };

    fn write(&self, to: &mut Writer) {
        to.path("ServiceSid", &self.service_sid);
        to.path("SessionSid", &self.session_sid);
        to.form("Identifier", &self.identifier);
        to.form("FriendlyName", &self.friendly_name);
        to.form("ProxyIdentifier", &self.proxy_identifier);
        to.form("ProxyIdentifierSid", &self.proxy_identifier_sid);
    }

    fn read(response: &Response) -> Result<Participant, Error> {
        response.json()
    }
}

/// Removes a participant from a session.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct DeleteParticipant<C = Detached> {
    caller: C,
    service_sid: Checked<ServiceSid>,
    session_sid: Checked<SessionSid>,
    sid: Checked<ParticipantSid>,
}

impl<C> DeleteParticipant<C> {
    pub(super) fn new(
        caller: C,
        service_sid: Checked<ServiceSid>,
        session_sid: Checked<SessionSid>,
        sid: Checked<ParticipantSid>,
    ) -> Self {
        Self {
            caller,
            service_sid,
            session_sid,
            sid,
        }
    }
}

impl<C: Caller> DeleteParticipant<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for DeleteParticipant<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "deleteParticipant",
        method: "DELETE",
        path: "/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{Sid}",
        accept: "",
        security: &[&["accountSid_authToken"]],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path("ServiceSid", &self.service_sid);
        to.path("SessionSid", &self.session_sid);
        to.path("Sid", &self.sid);
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// Lists the participants of a session.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListParticipant<C = Detached> {
    caller: C,
    service_sid: Checked<ServiceSid>,
    session_sid: Checked<SessionSid>,
    page_size: Option<i64>,
    page: Option<i64>,
    page_token: Option<String>,
}

impl<C> ListParticipant<C> {
    pub(super) fn new(
        caller: C,
        service_sid: Checked<ServiceSid>,
        session_sid: Checked<SessionSid>,
    ) -> Self {
        Self {
            caller,
            service_sid,
            session_sid,
            page_size: None,
            page: None,
            page_token: None,
        }
    }

    /// How many participants a page holds: 50 by default, 1000 at most.
    pub fn page_size(mut self, page_size: i64) -> Self {
        self.page_size = Some(page_size);
        self
    }

    /// The number of the page.
    pub fn page(mut self, page: i64) -> Self {
        self.page = Some(page);
        self
    }

    /// The token of the page.
    pub fn page_token(mut self, page_token: impl Into<String>) -> Self {
        self.page_token = Some(page_token.into());
        self
    }
}

impl<C: Caller> ListParticipant<C> {
    /// Sends the request, for one page.
    pub fn send(self) -> C::Response<ListParticipantResponse> {
        self.caller.call(&self)
    }
}

impl<C: Pager> ListParticipant<C> {
    /// Every participant, page after page, fetched as the stream is polled.
    pub fn stream(self) -> C::Items<Self> {
        self.caller.items(&self)
    }

    /// Whole pages.
    pub fn pages(self) -> C::Pages<Self> {
        self.caller.pages(&self)
    }
}

impl<C> Request for ListParticipant<C> {
    type Output = ListParticipantResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "listParticipant",
        method: "GET",
        path: "/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants",
        accept: "application/json",
        security: &[&["accountSid_authToken"]],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path("ServiceSid", &self.service_sid);
        to.path("SessionSid", &self.session_sid);
        to.query("PageSize", &self.page_size);
        to.query("Page", &self.page);
        to.query("PageToken", &self.page_token);
    }

    fn read(response: &Response) -> Result<ListParticipantResponse, Error> {
        response.json()
    }
}

impl<C> Paged for ListParticipant<C> {
    type Item = Participant;

    fn next(page: &ListParticipantResponse, _: &Received<'_>) -> Option<String> {
        page.meta.as_ref()?.next_page_url.clone()
    }

    fn items(page: ListParticipantResponse) -> Vec<Participant> {
        page.participants.unwrap_or_default()
    }
}
