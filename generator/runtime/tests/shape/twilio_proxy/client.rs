use super::operations::{CreateParticipant, DeleteParticipant, ListParticipant};
use super::types::{ParticipantSid, ServiceSid, SessionSid};
use crate::runtime::{Api, Async, Caller, Checked, Credential, Detached, Request, Scheme, Secret};

/// What the runtime has to know of this API.
const API: Api = Api {
    name: "twilio_proxy",
    servers: &["https://proxy.twilio.com"],
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    schemes: &[Scheme {
        name: "accountSid_authToken",
        credential: Credential::Basic,
    }],
};

/// Calls Twilio Proxy.
#[derive(Clone, Debug)]
pub struct Client<C = Async> {
    caller: C,
}

crate::runtime::client_builder!(ClientBuilder, Client, API);

impl ClientBuilder {
    /// Credentials for `accountSid_authToken` (HTTP basic, RFC 7617).
    pub fn basic_auth(self, username: impl Into<String>, password: impl Into<String>) -> Self {
        Self(
            self.0
                .credential("accountSid_authToken", Secret::basic(username, password)),
        )
    }
}

impl Client {
    /// Configures a client.
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
}

impl<C: Clone> Client<C> {
    /// Adds a participant to a session.
    pub fn create_participant(
        &self,
        service_sid: impl Into<Checked<ServiceSid>>,
        session_sid: impl Into<Checked<SessionSid>>,
        identifier: impl Into<String>,
    ) -> CreateParticipant<C> {
        CreateParticipant::new(
            self.caller.clone(),
            service_sid.into(),
            session_sid.into(),
            identifier.into(),
        )
    }

    /// Removes a participant from a session.
    pub fn delete_participant(
        &self,
        service_sid: impl Into<Checked<ServiceSid>>,
        session_sid: impl Into<Checked<SessionSid>>,
        sid: impl Into<Checked<ParticipantSid>>,
    ) -> DeleteParticipant<C> {
        DeleteParticipant::new(
            self.caller.clone(),
            service_sid.into(),
            session_sid.into(),
            sid.into(),
        )
    }

    /// Lists the participants of a session.
    pub fn list_participant(
        &self,
        service_sid: impl Into<Checked<ServiceSid>>,
        session_sid: impl Into<Checked<SessionSid>>,
    ) -> ListParticipant<C> {
        ListParticipant::new(self.caller.clone(), service_sid.into(), session_sid.into())
    }
}
