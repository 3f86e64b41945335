// Made by bindery from the description of `twilio_proxy`; changes are overwritten.

use super::operations::{
    CreateParticipant, DeleteParticipant, FetchParticipant, ListParticipant,
};
use super::types::{ParticipantSid, ServiceSid, SessionSid};
use crate::runtime::{
    Api, Async, Caller, Checked, Credential, Detached, Request, Scheme, Secret,
};
use http::Response;

/// What the runtime has to know of this API.
const API: Api = Api {
    name: "twilio_proxy",
    servers: &["https://proxy.twilio.com"],
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    schemes: &[
        Scheme {
            name: "accountSid_authToken",
            credential: Credential::Basic,
        },
    ],
};

/// Calls Twilio Proxy.
#[derive(Clone, Debug)]
pub struct Client<C = Async> {
    caller: C,
}

crate::runtime::client_builder!(ClientBuilder, Client, API);

impl ClientBuilder {
    /// User name and password for `accountSid_authToken` (HTTP basic, RFC 7617).
    ///
    /// The account's SID as the user name, its auth token as the password.
    pub fn basic_auth(
        self,
        username: impl Into<String>,
        password: impl Into<String>,
    ) -> Self {
        Self(
            self.0.credential("accountSid_authToken", Secret::basic(username, password)),
        )
    }
}

impl Client {
    /// Begins to configure a client.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// let client = golden::twilio_proxy::Client::builder()
    ///     .basic_auth("username", "password")
    ///     .build()?;
    /// # Ok::<(), golden::Error>(())
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
    /// Adds a participant to a session.
    ///
    /// `POST /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants`
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The service that the session belongs to.
    /// - `session_sid`: The session that the participants belong to.
    /// - `identifier`: The participant's phone number. Example: `+14155551212`.
    ///
    /// # Errors
    ///
    /// - Any other status, with [`ApiError`](crate::twilio_proxy::types::ApiError): The request was
    ///   refused or failed.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::twilio_proxy::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client
    ///     .create_participant(
    ///         "KS00000000000000000000000000000000",
    ///         "KC00000000000000000000000000000000",
    ///         "+14155551212",
    ///     )
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
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

    /// Lists the participants of a session.
    ///
    /// `GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants`
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The service that the session belongs to.
    /// - `session_sid`: The session that the participants belong to.
    ///
    /// # Errors
    ///
    /// - Any other status, with [`ApiError`](crate::twilio_proxy::types::ApiError): The request was
    ///   refused or failed.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::twilio_proxy::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client
    ///     .list_participant(
    ///         "KS00000000000000000000000000000000",
    ///         "KC00000000000000000000000000000000",
    ///     )
    ///     .stream();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_participant(
        &self,
        service_sid: impl Into<Checked<ServiceSid>>,
        session_sid: impl Into<Checked<SessionSid>>,
    ) -> ListParticipant<C> {
        ListParticipant::new(self.caller.clone(), service_sid.into(), session_sid.into())
    }

    /// Fetches a participant.
    ///
    /// `GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{Sid}`
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The service that the session belongs to.
    /// - `session_sid`: The session that the participants belong to.
    /// - `sid`: The participant.
    ///
    /// # Errors
    ///
    /// - Any other status, with [`ApiError`](crate::twilio_proxy::types::ApiError): The request was
    ///   refused or failed.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::twilio_proxy::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client
    ///     .fetch_participant(
    ///         "KS00000000000000000000000000000000",
    ///         "KC00000000000000000000000000000000",
    ///         "KP00000000000000000000000000000000",
    ///     )
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn fetch_participant(
        &self,
        service_sid: impl Into<Checked<ServiceSid>>,
        session_sid: impl Into<Checked<SessionSid>>,
        sid: impl Into<Checked<ParticipantSid>>,
    ) -> FetchParticipant<C> {
        FetchParticipant::new(
            self.caller.clone(),
            service_sid.into(),
            session_sid.into(),
            sid.into(),
        )
    }

    /// Takes a participant out of a session.
    ///
    /// The service keeps the participant with the session, only marked as deleted, and refuses to
    /// add the same one again. It is gone for good once the session itself is deleted.
    ///
    /// `DELETE /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{Sid}`
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The service that the session belongs to.
    /// - `session_sid`: The session that the participants belong to.
    /// - `sid`: The participant.
    ///
    /// # Errors
    ///
    /// - Any other status, with [`ApiError`](crate::twilio_proxy::types::ApiError): The request was
    ///   refused or failed.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::twilio_proxy::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client
    ///     .delete_participant(
    ///         "KS00000000000000000000000000000000",
    ///         "KC00000000000000000000000000000000",
    ///         "KP00000000000000000000000000000000",
    ///     )
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
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
}
