//! The types of this API.

use crate::runtime::DateTime;
use std::collections::BTreeMap;

/// The SID of a Proxy service: `KS` and 32 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceSid {
    text: String,
}

crate::runtime::pattern! {
    ServiceSid = "^KS[0-9a-fA-F]{32}$",
    [('K', 'K') 1 1] [('S', 'S') 1 1] [('0', '9'), ('A', 'F'), ('a', 'f') 32 32]
}

/// The SID of a session: `KC` and 32 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionSid {
    text: String,
}

crate::runtime::pattern! {
    SessionSid = "^KC[0-9a-fA-F]{32}$",
    [('K', 'K') 1 1] [('C', 'C') 1 1] [('0', '9'), ('A', 'F'), ('a', 'f') 32 32]
}

/// The SID of a participant: `KP` and 32 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParticipantSid {
    text: String,
}

crate::runtime::pattern! {
    ParticipantSid = "^KP[0-9a-fA-F]{32}$",
    [('K', 'K') 1 1] [('P', 'P') 1 1] [('0', '9'), ('A', 'F'), ('a', 'f') 32 32]
}

/// The SID of a phone number: `PN` and 32 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumberSid {
    text: String,
}

crate::runtime::pattern! {
    PhoneNumberSid = "^PN[0-9a-fA-F]{32}$",
    [('P', 'P') 1 1] [('N', 'N') 1 1] [('0', '9'), ('A', 'F'), ('a', 'f') 32 32]
}

/// A participant of a session.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Participant {
    /// Its SID.
    pub sid: Option<ParticipantSid>,
    /// Its name for people.
    pub friendly_name: Option<String>,
    /// When it was created.
    pub date_created: Option<DateTime>,
    /// Related resources.
    pub links: Option<BTreeMap<String, String>>,
}

crate::runtime::model! {
    Participant: read {
        optional sid = "sid",
        optional friendly_name = "friendly_name",
        optional date_created = "date_created",
        optional links = "links",
    }
}

/// A page of participants.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ListParticipantResponse {
    /// The participants on it.
    pub participants: Option<Vec<Participant>>,
    /// Where it stands among the pages.
    pub meta: Option<ListParticipantResponseMeta>,
}

crate::runtime::model! {
    ListParticipantResponse: read {
        optional participants = "participants",
        optional meta = "meta",
    }
}

/// Where a page stands among the pages.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ListParticipantResponseMeta {
    /// The URL of the next page.
    pub next_page_url: Option<String>,
}

crate::runtime::model! {
    ListParticipantResponseMeta: read {
        optional next_page_url = "next_page_url",
    }
}

/// What is answered when a request fails.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ApiError {
    /// The number of the fault.
    pub code: i64,
    /// What is wrong.
    pub message: String,
    /// What the document does not name.
    pub additional_properties: BTreeMap<String, String>,
}

crate::runtime::model! {
    ApiError: read {
        required code = "code",
        required message = "message",
        ..additional_properties,
    }
}
