// Made by bindery from the description of `shop`; changes are overwritten.

//! What the methods of a server get.

use super::super::types::{Filter, Item, Thing};
use crate::runtime::{
    Bounds, Check, Checker, Date, ErrorStatus, ErrorTemplates, In, Inbound, Operation,
    Part, Reader, Request, Style,
};
use bytes::Bytes;
use std::collections::BTreeMap;

/// What the method `fetch_item` of a server gets: `GET /items/{id}`.
#[derive(Clone, Debug)]
pub struct FetchItem {
    /// The parameter `id` in the path.
    pub id: i64,

    /// The parameter `fields` in the query.
    pub fields: Option<Vec<String>>,

    /// The parameter `filter` in the query.
    pub filter: Option<Filter>,

    /// The parameter `tag` in the query.
    pub tag: Option<Vec<String>>,

    /// The parameter `X-Trace` in the headers.
    pub x_trace: Option<Vec<i64>>,

    /// The parameter `session` in the cookies.
    pub session: Option<String>,

    /// The parameter `verbose` in the query.
    ///
    /// `None` in it is an empty value.
    pub verbose: Option<Option<bool>>,
}

impl Inbound for FetchItem {
    const OPERATION: &'static Operation = <super::super::operations::FetchItem as Request>::OPERATION;
    const ERRORS: ErrorTemplates = &[
        (ErrorStatus::Code(404), &super::errors::PROBLEM),
        (ErrorStatus::Range(5), &super::errors::TEXT),
    ];

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let id = from.required(In::path("id"));
        let fields = from
            .optional(In::query("fields").list().style(Style::PIPE_DELIMITED));
        let filter = from
            .optional(
                In::query("filter")
                    .object(&["colour", "least"])
                    .style(Style::DEEP_OBJECT),
            );
        let tag = from.optional(In::query("tag").list());
        let x_trace = from.optional(In::header("X-Trace").list());
        let session = from.optional(In::cookie("session"));
        let verbose = from.optional_or_empty(In::query("verbose").or_empty());
        from.check("query", "filter", &filter);
        Some(Self {
            id: id?,
            fields: fields?,
            filter: filter?,
            tag: tag?,
            x_trace: x_trace?,
            session: session?,
            verbose: verbose?,
        })
    }
}

/// What the method `delete_item` of a server gets: `DELETE /items/{id}`.
#[derive(Clone, Debug)]
pub struct DeleteItem {
    /// The parameter `id` in the path.
    pub id: i64,
}

impl Inbound for DeleteItem {
    const OPERATION: &'static Operation = <super::super::operations::DeleteItem as Request>::OPERATION;

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let id = from.required(In::path("id"));
        Some(Self { id: id? })
    }
}

/// What the method `replace_item` of a server gets: `PUT /items/{id}`.
///
/// The description lists bodies of `application/xml`, too; they are refused with status 415.
#[derive(Clone, Debug)]
pub struct ReplaceItem {
    /// The parameter `id` in the path.
    pub id: i64,

    /// The body of the request.
    pub body: Item,
}

impl Inbound for ReplaceItem {
    const OPERATION: &'static Operation = <super::super::operations::ReplaceItem as Request>::OPERATION;
    const MEDIA: &'static [&'static str] = &["application/json"];
    const NAMES: &'static [&'static str] = super::NAMES;
    const ERRORS: ErrorTemplates = &[(ErrorStatus::Any, &super::errors::PROBLEM_2)];

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let id = from.required(In::path("id"));
        let body = from.json();
        from.check("body", "", &body);
        Some(Self { id: id?, body: body? })
    }
}

/// What the method `export_item` of a server gets: `GET /items/{id}.json`.
#[derive(Clone, Debug)]
pub struct ExportItem {
    /// The parameter `id` in the path.
    pub id: String,
}

impl Inbound for ExportItem {
    const OPERATION: &'static Operation = <super::super::operations::ExportItem as Request>::OPERATION;

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let id = from.required(In::path("id"));
        Some(Self { id: id? })
    }
}

/// What the method `discount_item` of a server gets: `POST /items/{id}:discount`.
#[derive(Clone, Debug)]
pub struct DiscountItem {
    /// The parameter `id` in the path.
    pub id: i64,

    /// The field `percent` of the form.
    pub percent: f64,

    /// The field `reasons` of the form.
    pub reasons: Option<Vec<String>>,

    /// The field `until` of the form.
    pub until: Option<Date>,
}

impl Inbound for DiscountItem {
    const OPERATION: &'static Operation = <super::super::operations::DiscountItem as Request>::OPERATION;
    const MEDIA: &'static [&'static str] = &["application/x-www-form-urlencoded"];

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let id = from.required(In::path("id"));
        let percent = from.required(In::form("percent"));
        let reasons = from.optional(In::form("reasons").list());
        let until = from.optional(In::form("until"));
        Some(Self {
            id: id?,
            percent: percent?,
            reasons: reasons?,
            until: until?,
        })
    }
}

/// What the method `list_items` of a server gets: `GET /items`.
#[derive(Clone, Debug)]
pub struct ListItems {
    /// The parameter `limit` in the query.
    ///
    /// From 1 to 100.
    pub limit: Option<i64>,
}

impl Inbound for ListItems {
    const OPERATION: &'static Operation = <super::super::operations::ListItems as Request>::OPERATION;

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let limit = from.optional(In::query("limit"));
        from.bounded(
            "query",
            "limit",
            &limit,
            &Bounds::NONE.minimum(1.0).maximum(100.0),
        );
        Some(Self { limit: limit? })
    }
}

/// What the method `upload_item` of a server gets: `POST /items`.
#[derive(Clone, Debug)]
pub struct UploadItem {
    /// The part `item` of the body.
    pub item: Item,

    /// The part `picture` of the body.
    pub picture: Part,

    /// The part `more` of the body.
    pub more: Option<Vec<Part>>,

    /// The part `note` of the body.
    pub note: Option<String>,
}

impl Inbound for UploadItem {
    const OPERATION: &'static Operation = <super::super::operations::UploadItem as Request>::OPERATION;
    const MEDIA: &'static [&'static str] = &["multipart/form-data"];

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let item = from.required(In::part("item"));
        let picture = from.required_part("picture");
        let more = from.optional_part("more");
        let note = from.optional(In::part("note"));
        from.check("body", "item", &item);
        Some(Self {
            item: item?,
            picture: picture?,
            more: more?,
            note: note?,
        })
    }
}

/// What the method `leave_note` of a server gets: `POST /note`.
#[derive(Clone, Debug)]
pub struct LeaveNote {
    /// The body of the request: text, sent as `text/plain`.
    pub body: String,
}

impl Inbound for LeaveNote {
    const OPERATION: &'static Operation = <super::super::operations::LeaveNote as Request>::OPERATION;
    const MEDIA: &'static [&'static str] = &["text/plain"];

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let body = from.text();
        Some(Self { body: body? })
    }
}

/// What the method `replace_note` of a server gets: `PUT /note`.
#[derive(Clone, Debug)]
pub struct ReplaceNote {
    /// The body of the request: bytes, sent as `application/octet-stream`.
    pub body: Option<Bytes>,
}

impl Inbound for ReplaceNote {
    const OPERATION: &'static Operation = <super::super::operations::ReplaceNote as Request>::OPERATION;
    const MEDIA: &'static [&'static str] = &["application/octet-stream"];

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let body = from.optional_body(|from| from.bytes());
        Some(Self { body: body? })
    }
}

/// What the method `choose_body` of a server gets: `POST /both`.
#[derive(Clone, Debug)]
pub struct ChooseBody {
    /// The body of the request.
    pub body: ChooseBodyBody,
}

impl Inbound for ChooseBody {
    const OPERATION: &'static Operation = <super::super::operations::ChooseBody as Request>::OPERATION;
    const MEDIA: &'static [&'static str] = &["application/json", "text/csv"];
    const OFFERED: &'static str = "application/json, text/csv";
    const NAMES: &'static [&'static str] = super::NAMES;

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let body = match from.media() {
            0 => from.json().map(ChooseBodyBody::Json),
            _ => from.text().map(ChooseBodyBody::Csv),
        };
        from.check("body", "", &body);
        Some(Self { body: body? })
    }
}

/// A body, by its media type.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant)]
pub enum ChooseBodyBody {
    /// `application/json`.
    Json(Item),

    /// `text/csv`.
    Csv(String),
}

impl Check for ChooseBodyBody {
    fn check(&self, at: &mut Checker<'_>) {
        match self {
            Self::Json(value) => value.check(at),
            Self::Csv(_) => {}
        }
    }
}

/// What the method `later` of a server gets: `GET /later`.
#[derive(Clone, Debug)]
pub struct Later {}

impl Inbound for Later {
    const OPERATION: &'static Operation = <super::super::operations::Later as Request>::OPERATION;

    fn read(_: &mut Reader<'_>) -> Option<Self> {
        Some(Self {})
    }
}

/// What the method `fetch_thing` of a server gets: `GET /things/{id}`.
#[derive(Clone, Debug)]
pub struct FetchThing {
    /// The parameter `id` in the path.
    pub id: String,

    /// The parameter `limit` in the query.
    ///
    /// At most 100.
    pub limit: Option<i64>,

    /// The parameter `X-Once` in the headers.
    pub x_once: Option<String>,

    /// The parameter `once` in the cookies.
    pub once: Option<String>,

    /// The parameter `json` in the query.
    pub json: Option<BTreeMap<String, serde_json::Value>>,

    /// The parameter `joined` in the query.
    pub joined: Option<Vec<String>>,
}

impl Inbound for FetchThing {
    const OPERATION: &'static Operation = <super::super::operations::FetchThing as Request>::OPERATION;
    const ERRORS: ErrorTemplates = &[
        (ErrorStatus::Code(400), &super::errors::API_ERROR),
        (ErrorStatus::Range(4), &super::errors::ENVELOPE),
        (ErrorStatus::Any, &super::errors::TEXT),
    ];

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let id = from.required(In::path("id"));
        let limit = from.optional(In::query("limit"));
        let x_once = from.optional(In::header("X-Once"));
        let once = from.optional(In::cookie("once"));
        let json = from.optional_json(In::query("json"));
        let joined = from
            .optional(In::query("joined").list().style(Style::FORM.explode(false)));
        from.bounded("query", "limit", &limit, &Bounds::NONE.maximum(100.0));
        Some(Self {
            id: id?,
            limit: limit?,
            x_once: x_once?,
            once: once?,
            json: json?,
            joined: joined?,
        })
    }
}

/// What the method `replace_thing` of a server gets: `PUT /things/{id}`.
#[derive(Clone, Debug)]
pub struct ReplaceThing {
    /// The parameter `id` in the path.
    pub id: String,

    /// The body of the request.
    pub body: Thing,
}

impl Inbound for ReplaceThing {
    const OPERATION: &'static Operation = <super::super::operations::ReplaceThing as Request>::OPERATION;
    const MEDIA: &'static [&'static str] = &["application/json"];
    const NAMES: &'static [&'static str] = super::NAMES;
    const ERRORS: ErrorTemplates = &[(ErrorStatus::Code(400), &super::errors::DETAILS)];

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let id = from.required(In::path("id"));
        let body = from.json();
        from.check("body", "", &body);
        Some(Self { id: id?, body: body? })
    }
}
