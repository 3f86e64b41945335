use super::operations::CreateParticipant;
use super::types::ParticipantRequest;
use crate::runtime::{Api, Async, Caller, Credential, Detached, Request, Scheme, Secret};

/// What the runtime has to know of this API.
const API: Api = Api {
    name: "bandwidth_webrtc",
    servers: &["https://api.webrtc.bandwidth.com/v1"],
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    schemes: &[Scheme {
        name: "httpBasic",
        credential: Credential::Basic,
    }],
};

/// Calls Bandwidth WebRTC.
#[derive(Clone, Debug)]
pub struct Client<C = Async> {
    caller: C,
}

crate::runtime::client_builder!(ClientBuilder, Client, API);

impl ClientBuilder {
    /// Credentials for `httpBasic` (HTTP basic, RFC 7617).
    pub fn basic_auth(self, username: impl Into<String>, password: impl Into<String>) -> Self {
        Self(
            self.0
                .credential("httpBasic", Secret::basic(username, password)),
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
    /// Creates a participant.
    pub fn create_participant(
        &self,
        account_id: impl Into<String>,
        body: impl Into<ParticipantRequest>,
    ) -> CreateParticipant<C> {
        CreateParticipant::new(self.caller.clone(), account_id.into(), body.into())
    }
}
