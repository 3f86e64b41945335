//! The types of this API.

use crate::runtime::Maybe;

/// What a participant may publish.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum PublishPermission {
    /// Audio.
    Audio,
    /// Video.
    Video,
    /// A value that the description does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    PublishPermission {
        Audio = "AUDIO",
        Video = "VIDEO",
    }
}

/// A participant to be created.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ParticipantRequest {
    /// Where events are sent.
    pub callback_url: Option<String>,
    /// What it may publish.
    pub publish_permissions: Option<Vec<PublishPermission>>,
    /// A note.
    pub tag: Maybe<String>,
}

crate::runtime::model! {
    ParticipantRequest: read write {
        optional callback_url = "callbackUrl",
        optional publish_permissions = "publishPermissions",
        maybe tag = "tag",
    }
}

impl ParticipantRequest {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Where events are sent.
    pub fn callback_url(mut self, callback_url: impl Into<String>) -> Self {
        self.callback_url = Some(callback_url.into());
        self
    }

    /// What it may publish.
    pub fn publish_permissions(
        mut self,
        publish_permissions: impl Into<Vec<PublishPermission>>,
    ) -> Self {
        self.publish_permissions = Some(publish_permissions.into());
        self
    }

    /// A note; `None` writes null.
    pub fn tag(mut self, tag: impl Into<Maybe<String>>) -> Self {
        self.tag = tag.into();
        self
    }
}

/// A participant and its token.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ParticipantResponse {
    /// The participant.
    pub participant: ParticipantRequest,
    /// Its token, which may be null.
    pub token: Option<String>,
}

crate::runtime::model! {
    ParticipantResponse: read {
        required participant = "participant",
        nullable token = "token",
    }
}

/// What is answered when a request fails.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ErrorBody {
    /// What is wrong.
    pub error: Option<String>,
}

crate::runtime::model! {
    ErrorBody: read {
        optional error = "error",
    }
}
