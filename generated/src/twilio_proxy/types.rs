// Made by bindery from the description of `twilio_proxy`; changes are overwritten.

//! The types of this API.

use crate::runtime::DateTime;
use std::collections::BTreeMap;

/// Names an account.
///
/// Matches `^AC[0-9a-fA-F]{32}$`. Example: `AC00000000000000000000000000000001`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountSid {
    text: String,
}

crate::runtime::pattern! {
    AccountSid = "^AC[0-9a-fA-F]{32}$",
    [('A', 'A') 1 1]
    [('C', 'C') 1 1]
    [('0', '9'), ('A', 'F'), ('a', 'f') 32 32]
}

/// Names a service.
///
/// Matches `^KS[0-9a-fA-F]{32}$`. Example: `KS00000000000000000000000000000001`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceSid {
    text: String,
}

crate::runtime::pattern! {
    ServiceSid = "^KS[0-9a-fA-F]{32}$",
    [('K', 'K') 1 1]
    [('S', 'S') 1 1]
    [('0', '9'), ('A', 'F'), ('a', 'f') 32 32]
}

/// Names a session of a service.
///
/// Matches `^KC[0-9a-fA-F]{32}$`. Example: `KC00000000000000000000000000000001`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionSid {
    text: String,
}

crate::runtime::pattern! {
    SessionSid = "^KC[0-9a-fA-F]{32}$",
    [('K', 'K') 1 1]
    [('C', 'C') 1 1]
    [('0', '9'), ('A', 'F'), ('a', 'f') 32 32]
}

/// Names a participant of a session.
///
/// Matches `^KP[0-9a-fA-F]{32}$`. Example: `KP00000000000000000000000000000001`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParticipantSid {
    text: String,
}

crate::runtime::pattern! {
    ParticipantSid = "^KP[0-9a-fA-F]{32}$",
    [('K', 'K') 1 1]
    [('P', 'P') 1 1]
    [('0', '9'), ('A', 'F'), ('a', 'f') 32 32]
}

/// Names a phone number that a service may use as a proxy.
///
/// Matches `^PN[0-9a-fA-F]{32}$`. Example: `PN00000000000000000000000000000001`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumberSid {
    text: String,
}

crate::runtime::pattern! {
    PhoneNumberSid = "^PN[0-9a-fA-F]{32}$",
    [('P', 'P') 1 1]
    [('N', 'N') 1 1]
    [('0', '9'), ('A', 'F'), ('a', 'f') 32 32]
}

/// A participant of a session.
///
/// The service promises none of these members, so each may be missing or null.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Participant {
    /// The participant's own SID.
    pub sid: Option<ParticipantSid>,

    /// The session that it belongs to.
    pub session_sid: Option<SessionSid>,

    /// The service that the session belongs to.
    pub service_sid: Option<ServiceSid>,

    /// The account that all of it belongs to.
    pub account_sid: Option<AccountSid>,

    /// The label given at creation.
    ///
    /// At most 255 characters.
    pub friendly_name: Option<String>,

    /// The participant's phone number.
    pub identifier: Option<String>,

    /// The proxy number by which the others reach this participant.
    pub proxy_identifier: Option<String>,

    /// The SID of that proxy number.
    pub proxy_identifier_sid: Option<PhoneNumberSid>,

    /// When it was deleted; null as long as it takes part.
    pub date_deleted: Option<DateTime>,

    /// When it was added.
    pub date_created: Option<DateTime>,

    /// When it last changed.
    pub date_updated: Option<DateTime>,

    /// Where it is found.
    ///
    /// Format: `uri`.
    pub url: Option<String>,

    /// Where related things are found, by what they are.
    pub links: Option<BTreeMap<String, String>>,
}

crate::runtime::model! {
    Participant: read {
        optional sid = "sid",
        optional session_sid = "session_sid",
        optional service_sid = "service_sid",
        optional account_sid = "account_sid",
        optional friendly_name = "friendly_name",
        optional identifier = "identifier",
        optional proxy_identifier = "proxy_identifier",
        optional proxy_identifier_sid = "proxy_identifier_sid",
        optional date_deleted = "date_deleted",
        optional date_created = "date_created",
        optional date_updated = "date_updated",
        optional url = "url",
        optional links = "links",
    }
}

/// A page of participants.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ListParticipantResponse {
    /// The participants of this page.
    pub participants: Option<Vec<Participant>>,

    /// Where a page stands among the others.
    pub meta: Option<PageMeta>,
}

crate::runtime::model! {
    ListParticipantResponse: read {
        optional participants = "participants",
        optional meta = "meta",
    }
}

/// Where a page stands among the others.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PageMeta {
    /// The first page.
    ///
    /// Format: `uri`.
    pub first_page_url: Option<String>,

    /// The page after this one; null on the last.
    ///
    /// Format: `uri`.
    pub next_page_url: Option<String>,

    /// The page before this one; null on the first.
    ///
    /// Format: `uri`.
    pub previous_page_url: Option<String>,

    /// This page.
    ///
    /// Format: `uri`.
    pub url: Option<String>,

    /// This page's index.
    pub page: Option<i64>,

    /// How many items a page holds at most.
    pub page_size: Option<i64>,

    /// The member of the answer that holds the items.
    pub key: Option<String>,
}

crate::runtime::model! {
    PageMeta: read {
        optional first_page_url = "first_page_url",
        optional next_page_url = "next_page_url",
        optional previous_page_url = "previous_page_url",
        optional url = "url",
        optional page = "page",
        optional page_size = "page_size",
        optional key = "key",
    }
}

/// Why a request failed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ApiError {
    /// The service's own number for this fault.
    pub code: Option<i64>,

    /// What went wrong, in a sentence.
    pub message: Option<String>,

    /// A page about this fault.
    ///
    /// Format: `uri`.
    pub more_info: Option<String>,

    /// The HTTP status, once more.
    pub status: Option<i64>,
}

crate::runtime::model! {
    ApiError: read {
        optional code = "code",
        optional message = "message",
        optional more_info = "more_info",
        optional status = "status",
    }
}
