// Made by bindery from the description of `pages`; changes are overwritten.

//! The types of this API.

use std::collections::BTreeMap;

/// The schema `Things`.
pub type Things = Vec<Thing>;

/// The schema `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// The member `id`.
    pub id: String,
}

crate::runtime::model! {
    Thing: read {
        required id = "id",
    }
}

/// The part `response` of `byLink`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ByLinkResponse {
    /// The member `items`.
    pub items: Things,

    /// The member `links`.
    pub links: Links,
}

crate::runtime::model! {
    ByLinkResponse: read {
        required items = "items",
        required links = "links",
    }
}

/// The part `links` of `byLink response`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Links {
    /// The member `next`.
    pub next: String,
}

crate::runtime::model! {
    Links: read {
        required next = "next",
    }
}

/// The part `response` of `byCursor`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ByCursorResponse {
    /// The member `errors`.
    pub errors: Option<Vec<BTreeMap<String, serde_json::Value>>>,

    /// The member `data`.
    pub data: Option<ByCursorResponseData>,

    /// The member `meta`.
    pub meta: Option<ByCursorResponseMeta>,
}

crate::runtime::model! {
    ByCursorResponse: read {
        optional errors = "errors",
        optional data = "data",
        optional meta = "meta",
    }
}

/// The part `data` of `byCursor response`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ByCursorResponseData {
    /// The member `list`.
    pub list: Option<Things>,
}

crate::runtime::model! {
    ByCursorResponseData: read {
        optional list = "list",
    }
}

/// The part `meta` of `byCursor response`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ByCursorResponseMeta {
    /// The member `next_cursor`.
    pub next_cursor: Option<String>,

    /// The member `has_more`.
    pub has_more: Option<bool>,
}

crate::runtime::model! {
    ByCursorResponseMeta: read {
        optional next_cursor = "next_cursor",
        optional has_more = "has_more",
    }
}

/// The part `response` of `byNextNumber`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ByNextNumberResponse {
    /// The member `things`.
    pub things: Things,

    /// The member `pagination`.
    pub pagination: Pagination,
}

crate::runtime::model! {
    ByNextNumberResponse: read {
        required things = "things",
        required pagination = "pagination",
    }
}

/// The part `pagination` of `byNextNumber response`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Pagination {
    /// The member `next_page`.
    pub next_page: Option<i64>,
}

crate::runtime::model! {
    Pagination: read {
        nullable next_page = "next_page",
    }
}

/// The part `response` of `byLastItem`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ByLastItemResponse {
    /// The member `data`.
    pub data: Things,

    /// The member `has_more`.
    pub has_more: bool,
}

crate::runtime::model! {
    ByLastItemResponse: read {
        required data = "data",
        required has_more = "has_more",
    }
}

/// The part `response` of `byLastId`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ByLastIdResponse {
    /// The member `data`.
    pub data: Option<Things>,

    /// The member `has_more`.
    pub has_more: Option<bool>,

    /// The member `last_id`.
    pub last_id: Option<String>,
}

crate::runtime::model! {
    ByLastIdResponse: read {
        optional data = "data",
        optional has_more = "has_more",
        optional last_id = "last_id",
    }
}

/// The part `response` of `byOffsetOfTotal`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ByOffsetOfTotalResponse {
    /// The member `value`.
    pub value: Option<Things>,

    /// The member `@odata.count`.
    pub odata_count: Option<f64>,
}

crate::runtime::model! {
    ByOffsetOfTotalResponse: read {
        optional value = "value",
        optional odata_count = "@odata.count",
    }
}

/// The part `response` of `byNumberOfPages`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ByNumberOfPagesResponse {
    /// The member `content`.
    pub content: Things,

    /// The member `totalPages`.
    pub total_pages: i64,

    /// The member `last`.
    pub last: bool,
}

crate::runtime::model! {
    ByNumberOfPagesResponse: read {
        required content = "content",
        required total_pages = "totalPages",
        required last = "last",
    }
}

/// The part `response` of `byNumberTold`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ByNumberToldResponse {
    /// The member `results`.
    pub results: Option<Things>,

    /// The member `meta`.
    pub meta: Option<ByNumberToldResponseMeta>,
}

crate::runtime::model! {
    ByNumberToldResponse: read {
        optional results = "results",
        optional meta = "meta",
    }
}

/// The part `meta` of `byNumberTold response`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ByNumberToldResponseMeta {
    /// The member `page`.
    pub page: Option<i64>,

    /// The member `total`.
    pub total: Option<i64>,
}

crate::runtime::model! {
    ByNumberToldResponseMeta: read {
        optional page = "page",
        optional total = "total",
    }
}
