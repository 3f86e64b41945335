// Made by bindery from the description of `twilio_proxy`; changes are overwritten.

//! The requests of this API, as values.

use super::types::{
    ApiError, ListParticipantResponse, Participant, ParticipantSid, PhoneNumberSid,
    ServiceSid, SessionSid,
};
use crate::runtime::{
    Caller, Checked, Detached, Error, ErrorBody, Operation, Paged, Pager, Received,
    Request, Response, Status, Writer, decode_error,
};

/// Adds a participant to a session.
///
/// Made by [`Client::create_participant`](crate::twilio_proxy::Client::create_participant).
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

    /// A label for the participant. Keep personal data out of it.
    ///
    /// At most 255 characters. Example: `Courier`.
    pub fn friendly_name(mut self, friendly_name: impl Into<String>) -> Self {
        self.friendly_name = Some(friendly_name.into());
        self
    }

    /// The proxy phone number that this participant gets. Without it, the service takes one from
    /// its pool.
    ///
    /// Example: `+14155550000`.
    pub fn proxy_identifier(mut self, proxy_identifier: impl Into<String>) -> Self {
        self.proxy_identifier = Some(proxy_identifier.into());
        self
    }

    /// The proxy number that this participant gets, by its SID.
    pub fn proxy_identifier_sid(
        mut self,
        proxy_identifier_sid: impl Into<Checked<PhoneNumberSid>>,
    ) -> Self {
        self.proxy_identifier_sid = Some(proxy_identifier_sid.into());
        self
    }
}

impl<C: Caller> CreateParticipant<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

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
        errors: &[
            ErrorBody {
                status: Status::Default,
                decode: decode_error::<ApiError>,
            },
        ],
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

/// Lists the participants of a session.
///
/// Made by [`Client::list_participant`](crate::twilio_proxy::Client::list_participant).
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

impl ListParticipant {
    /// What is assumed without `PageSize`.
    pub const PAGE_SIZE_DEFAULT: i64 = 50;
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

    /// How many participants a page holds.
    ///
    /// From 1 to 1000. Default: 50.
    pub fn page_size(mut self, page_size: i64) -> Self {
        self.page_size = Some(page_size);
        self
    }

    /// The index of a page, which serves only the caller's own bookkeeping.
    pub fn page(mut self, page: i64) -> Self {
        self.page = Some(page);
        self
    }

    /// Which page to answer with, as a link of an earlier page said.
    pub fn page_token(mut self, page_token: impl Into<String>) -> Self {
        self.page_token = Some(page_token.into());
        self
    }
}

impl<C: Caller> ListParticipant<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request, for one page.
    pub fn send(self) -> C::Response<ListParticipantResponse> {
        self.caller.call(&self)
    }
}

impl<C: Pager> ListParticipant<C> {
    /// Every item, page after page, each page fetched when it is needed.
    pub fn stream(self) -> C::Items<Self> {
        self.caller.items(&self)
    }

    /// Every page, each fetched when it is needed.
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
        errors: &[
            ErrorBody {
                status: Status::Default,
                decode: decode_error::<ApiError>,
            },
        ],
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

/// Fetches a participant.
///
/// Made by [`Client::fetch_participant`](crate::twilio_proxy::Client::fetch_participant).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct FetchParticipant<C = Detached> {
    caller: C,
    service_sid: Checked<ServiceSid>,
    session_sid: Checked<SessionSid>,
    sid: Checked<ParticipantSid>,
}

impl<C> FetchParticipant<C> {
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

impl<C: Caller> FetchParticipant<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<Participant> {
        self.caller.call(&self)
    }
}

impl<C> Request for FetchParticipant<C> {
    type Output = Participant;

    const OPERATION: &'static Operation = &Operation {
        id: "fetchParticipant",
        method: "GET",
        path: "/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{Sid}",
        accept: "application/json",
        security: &[&["accountSid_authToken"]],
        errors: &[
            ErrorBody {
                status: Status::Default,
                decode: decode_error::<ApiError>,
            },
        ],
    };

    fn write(&self, to: &mut Writer) {
        to.path("ServiceSid", &self.service_sid);
        to.path("SessionSid", &self.session_sid);
        to.path("Sid", &self.sid);
    }

    fn read(response: &Response) -> Result<Participant, Error> {
        response.json()
    }
}

/// Takes a participant out of a session.
///
/// Made by [`Client::delete_participant`](crate::twilio_proxy::Client::delete_participant).
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
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

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
        errors: &[
            ErrorBody {
                status: Status::Default,
                decode: decode_error::<ApiError>,
            },
        ],
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
