// Made by bindery from the description of `bandwidth_webrtc`; changes are overwritten.

use super::operations::CreateParticipant;
use super::types::CreateParticipantRequest;
use crate::runtime::{Api, Async, Caller, Credential, Detached, Request, Scheme, Secret};
use http::Response;

/// What the runtime has to know of this API.
const API: Api = Api {
    name: "bandwidth_webrtc",
    servers: &["https://api.webrtc.bandwidth.com/v1"],
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    schemes: &[
        Scheme {
            name: "basic",
            credential: Credential::Basic,
        },
    ],
};

/// Calls Bandwidth WebRTC.
#[derive(Clone, Debug)]
pub struct Client<C = Async> {
    caller: C,
}

crate::runtime::client_builder!(ClientBuilder, Client, API);

impl ClientBuilder {
    /// User name and password for `basic` (HTTP basic, RFC 7617).
    ///
    /// The API credentials of the account's dashboard.
    pub fn basic_auth(
        self,
        username: impl Into<String>,
        password: impl Into<String>,
    ) -> Self {
        Self(self.0.credential("basic", Secret::basic(username, password)))
    }
}

impl Client {
    /// Begins to configure a client.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// let client = participant_apis::bandwidth_webrtc::Client::builder()
    ///     .basic_auth("username", "password")
    ///     .build()?;
    /// # Ok::<(), participant_apis::Error>(())
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
    /// Returns a client with the same settings and connections that sends no credentials, neither
    /// those configured for a security scheme nor those in a header set by the builder.
    #[must_use]
    pub fn anonymous(&self) -> Self {
        Self {
            caller: self.caller.anonymous(),
        }
    }

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

impl<C: Clone> Client<C> {
    /// Creates a participant.
    ///
    /// What the participant may publish and what it listens to has to be said here: creating is
    /// idempotent, so saying it again later has no effect.
    ///
    /// `POST /accounts/{accountId}/participants`
    ///
    /// # Arguments
    ///
    /// - `account_id`: The account that the participant belongs to.
    /// - `body`: What a new participant may do.
    ///
    /// # Errors
    ///
    /// - 400, with [`RequestError`](crate::bandwidth_webrtc::types::RequestError): The request is
    ///   malformed.
    /// - 401, with [`AccessError`](crate::bandwidth_webrtc::types::AccessError): The credentials
    ///   are missing or wrong.
    /// - 403, with [`AccessError`](crate::bandwidth_webrtc::types::AccessError): The credentials do
    ///   not allow this.
    /// - 500 to 599, with [`RequestError`](crate::bandwidth_webrtc::types::RequestError): The
    ///   service failed.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use participant_apis::bandwidth_webrtc::types;
    ///
    /// # async fn run(client: participant_apis::bandwidth_webrtc::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client
    ///     .create_participant(
    ///         "accountId",
    ///         types::CreateParticipantRequest::new()
    ///             .callback_url("https://example.com/callback")
    ///             .tag("participant1"),
    ///     )
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_participant(
        &self,
        account_id: impl Into<String>,
        body: CreateParticipantRequest,
    ) -> CreateParticipant<C> {
        CreateParticipant::new(self.caller.clone(), account_id.into(), body)
    }
}
