// Made by bindery from the description of `bandwidth_webrtc`; changes are overwritten.

//! The types of this API.

/// What a new participant may do.
///
/// No member has to be given.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct CreateParticipantRequest {
    /// Where notifications about this participant are sent, as a full URL.
    ///
    /// Example: `https://example.com/callback`.
    pub callback_url: Option<String>,

    /// What it may publish.
    pub publish_permissions: Option<Vec<PublishPermission>>,

    /// What a participant listens to.
    pub subscriptions: Option<Subscriptions>,

    /// A word of the caller's own to know the participant by.
    ///
    /// Example: `participant1`.
    pub tag: Option<String>,
}

crate::runtime::model! {
    CreateParticipantRequest: write {
        optional callback_url = "callbackUrl",
        optional publish_permissions = "publishPermissions",
        optional subscriptions = "subscriptions",
        optional tag = "tag",
    }
}

impl CreateParticipantRequest {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Where notifications about this participant are sent, as a full URL.
    ///
    /// Example: `https://example.com/callback`.
    pub fn callback_url(mut self, callback_url: impl Into<String>) -> Self {
        self.callback_url = Some(callback_url.into());
        self
    }

    /// What it may publish.
    pub fn publish_permissions(
        mut self,
        publish_permissions: impl IntoIterator<Item = PublishPermission>,
    ) -> Self {
        self.publish_permissions = Some(publish_permissions.into_iter().collect());
        self
    }

    /// What a participant listens to.
    pub fn subscriptions(mut self, subscriptions: Subscriptions) -> Self {
        self.subscriptions = Some(subscriptions);
        self
    }

    /// A word of the caller's own to know the participant by.
    ///
    /// Example: `participant1`.
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.tag = Some(tag.into());
        self
    }
}

/// A new participant with its token.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CreateParticipantResponse {
    /// A participant.
    pub participant: Option<Participant>,

    /// The token that the participant joins with.
    pub token: Option<String>,
}

crate::runtime::model! {
    CreateParticipantResponse: read {
        optional participant = "participant",
        optional token = "token",
    }
}

/// A participant.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Participant {
    /// The participant's id.
    ///
    /// Example: `320e2af6-13ec-498d-8b51-daba52c37853`.
    pub id: Option<String>,

    /// Where notifications about this participant are sent.
    pub callback_url: Option<String>,

    /// What it may publish.
    pub publish_permissions: Option<Vec<PublishPermission>>,

    /// The ids of the sessions that it takes part in.
    pub sessions: Option<Vec<String>>,

    /// What a participant listens to.
    pub subscriptions: Option<Subscriptions>,

    /// The word that the caller gave it.
    pub tag: Option<String>,
}

crate::runtime::model! {
    Participant: read {
        optional id = "id",
        optional callback_url = "callbackUrl",
        optional publish_permissions = "publishPermissions",
        optional sessions = "sessions",
        optional subscriptions = "subscriptions",
        optional tag = "tag",
    }
}

/// A kind of media that a participant may publish.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum PublishPermission {
    /// `AUDIO`.
    Audio,

    /// `VIDEO`.
    Video,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    PublishPermission, Unknown {
        Audio = "AUDIO",
        Video = "VIDEO",
    }
}

/// What a participant listens to.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Subscriptions {
    /// The session that it listens to.
    ///
    /// Example: `d8886aad-b956-4e1b-b2f4-d7c9f8162772`.
    pub session_id: Option<String>,

    /// The participants of that session that it listens to.
    pub participants: Option<Vec<ParticipantSubscription>>,
}

crate::runtime::model! {
    Subscriptions: read write {
        optional session_id = "sessionId",
        optional participants = "participants",
    }
}

impl Subscriptions {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The session that it listens to.
    ///
    /// Example: `d8886aad-b956-4e1b-b2f4-d7c9f8162772`.
    pub fn session_id(mut self, session_id: impl Into<String>) -> Self {
        self.session_id = Some(session_id.into());
        self
    }

    /// The participants of that session that it listens to.
    pub fn participants(
        mut self,
        participants: impl IntoIterator<Item = ParticipantSubscription>,
    ) -> Self {
        self.participants = Some(participants.into_iter().collect());
        self
    }
}

/// One participant that another listens to.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ParticipantSubscription {
    /// That participant's id.
    ///
    /// Example: `568749d5-04d5-483d-adf5-deac7dd3d521`.
    pub participant_id: Option<String>,
}

crate::runtime::model! {
    ParticipantSubscription: read write {
        optional participant_id = "participantId",
    }
}

impl ParticipantSubscription {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// That participant's id.
    ///
    /// Example: `568749d5-04d5-483d-adf5-deac7dd3d521`.
    pub fn participant_id(mut self, participant_id: impl Into<String>) -> Self {
        self.participant_id = Some(participant_id.into());
        self
    }
}

/// Why a request failed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RequestError {
    /// What went wrong.
    pub error: Option<String>,

    /// The request's id, to quote when asking Bandwidth about it.
    pub request_id: Option<String>,
}

crate::runtime::model! {
    RequestError: read {
        optional error = "error",
        optional request_id = "requestId",
    }
}

/// Why a request was not allowed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AccessError {
    /// What went wrong.
    pub message: Option<String>,

    /// What went wrong, where the service says it under this name.
    pub error: Option<String>,

    /// The request's id, to quote when asking Bandwidth about it.
    pub request_id: Option<String>,
}

crate::runtime::model! {
    AccessError: read {
        optional message = "message",
        optional error = "error",
        optional request_id = "requestId",
    }
}
