// Made by bindery from the description of `shop`; changes are overwritten.

//! What the methods of a server answer.

use super::super::types::{
    ApiError, Details, Envelope, Item, Problem, Thing, TooLargeError,
};
use crate::runtime::{Failure, Outbound, Outgoing};

/// What the method `fetch_item` of a server answers.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)]
pub enum FetchItemResponse {
    /// The item.
    Ok {
        /// The body.
        body: Item,
        /// The header `ETag`.
        e_tag: Option<String>,
        /// The header `X-Stock`.
        x_stock: Option<i64>,
    },

    /// Not modified.
    NotModified,

    /// There is none.
    NotFound(Problem),

    /// Out of order.
    ServerError(axum::http::StatusCode, String),

    /// Any other response; the description does not say that there is one.
    Undeclared(axum::response::Response),
}

impl Outbound for FetchItemResponse {
    fn respond(self) -> Result<axum::response::Response, Failure> {
        match self {
            Self::Ok { body, e_tag, x_stock } => {
                Outgoing::new(200)
                    .header("ETag", &e_tag)
                    .header("X-Stock", &x_stock)
                    .json("application/json", &body)
            }
            Self::NotModified => Outgoing::new(304).empty(),
            Self::NotFound(body) => {
                Outgoing::new(404).json("application/problem+json", &body)
            }
            Self::ServerError(status, body) => {
                Outgoing::within(5, status).text("text/plain", body)
            }
            Self::Undeclared(response) => Ok(response),
        }
    }
}

/// What the method `delete_item` of a server answers.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)]
pub enum DeleteItemResponse {
    /// Gone.
    NoContent,

    /// Any other response; the description does not say that there is one.
    Undeclared(axum::response::Response),
}

impl Outbound for DeleteItemResponse {
    fn respond(self) -> Result<axum::response::Response, Failure> {
        match self {
            Self::NoContent => Outgoing::new(204).empty(),
            Self::Undeclared(response) => Ok(response),
        }
    }
}

/// What the method `replace_item` of a server answers.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)]
pub enum ReplaceItemResponse {
    /// As it is now.
    Ok(Item),

    /// Anything else.
    Default(axum::http::StatusCode, Problem),

    /// Any other response; the description does not say that there is one.
    Undeclared(axum::response::Response),
}

impl Outbound for ReplaceItemResponse {
    fn respond(self) -> Result<axum::response::Response, Failure> {
        match self {
            Self::Ok(body) => Outgoing::new(200).json("application/json", &body),
            Self::Default(status, body) => {
                Outgoing::new(status.as_u16()).json("application/json", &body)
            }
            Self::Undeclared(response) => Ok(response),
        }
    }
}

/// What the method `export_item` of a server answers.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)]
pub enum ExportItemResponse {
    /// Bytes.
    Ok(axum::body::Body),

    /// Any other response; the description does not say that there is one.
    Undeclared(axum::response::Response),
}

impl Outbound for ExportItemResponse {
    fn respond(self) -> Result<axum::response::Response, Failure> {
        match self {
            Self::Ok(body) => Outgoing::new(200).body("application/octet-stream", body),
            Self::Undeclared(response) => Ok(response),
        }
    }
}

/// What the method `discount_item` of a server answers.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)]
pub enum DiscountItemResponse {
    /// Taken note of.
    Accepted,

    /// Any other response; the description does not say that there is one.
    Undeclared(axum::response::Response),
}

impl Outbound for DiscountItemResponse {
    fn respond(self) -> Result<axum::response::Response, Failure> {
        match self {
            Self::Accepted => Outgoing::new(202).empty(),
            Self::Undeclared(response) => Ok(response),
        }
    }
}

/// What the method `list_items` of a server answers.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)]
pub enum ListItemsResponse {
    /// All.
    Ok(Vec<Item>),

    /// Any other response; the description does not say that there is one.
    Undeclared(axum::response::Response),
}

impl Outbound for ListItemsResponse {
    fn respond(self) -> Result<axum::response::Response, Failure> {
        match self {
            Self::Ok(body) => Outgoing::new(200).json("application/json", &body),
            Self::Undeclared(response) => Ok(response),
        }
    }
}

/// What the method `upload_item` of a server answers.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)]
pub enum UploadItemResponse {
    /// Made.
    Created {
        /// The body.
        body: Item,
        /// The header `Location`.
        location: Option<String>,
    },

    /// Any other response; the description does not say that there is one.
    Undeclared(axum::response::Response),
}

impl Outbound for UploadItemResponse {
    fn respond(self) -> Result<axum::response::Response, Failure> {
        match self {
            Self::Created { body, location } => {
                Outgoing::new(201)
                    .header("Location", &location)
                    .json("application/json", &body)
            }
            Self::Undeclared(response) => Ok(response),
        }
    }
}

/// What the method `leave_note` of a server answers.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)]
pub enum LeaveNoteResponse {
    /// What was left.
    Ok(String),

    /// Any other response; the description does not say that there is one.
    Undeclared(axum::response::Response),
}

impl Outbound for LeaveNoteResponse {
    fn respond(self) -> Result<axum::response::Response, Failure> {
        match self {
            Self::Ok(body) => Outgoing::new(200).text("text/plain", body),
            Self::Undeclared(response) => Ok(response),
        }
    }
}

/// What the method `replace_note` of a server answers.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)]
pub enum ReplaceNoteResponse {
    /// Done.
    NoContent,

    /// Any other response; the description does not say that there is one.
    Undeclared(axum::response::Response),
}

impl Outbound for ReplaceNoteResponse {
    fn respond(self) -> Result<axum::response::Response, Failure> {
        match self {
            Self::NoContent => Outgoing::new(204).empty(),
            Self::Undeclared(response) => Ok(response),
        }
    }
}

/// What the method `choose_body` of a server answers.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)]
pub enum ChooseBodyResponse {
    /// Which.
    Ok(String),

    /// Any other response; the description does not say that there is one.
    Undeclared(axum::response::Response),
}

impl Outbound for ChooseBodyResponse {
    fn respond(self) -> Result<axum::response::Response, Failure> {
        match self {
            Self::Ok(body) => Outgoing::new(200).json("application/json", &body),
            Self::Undeclared(response) => Ok(response),
        }
    }
}

/// What the method `later` of a server answers.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)]
pub enum LaterResponse {
    /// Done.
    NoContent,

    /// Any other response; the description does not say that there is one.
    Undeclared(axum::response::Response),
}

impl Outbound for LaterResponse {
    fn respond(self) -> Result<axum::response::Response, Failure> {
        match self {
            Self::NoContent => Outgoing::new(204).empty(),
            Self::Undeclared(response) => Ok(response),
        }
    }
}

/// What the method `fetch_thing` of a server answers.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)]
pub enum FetchThingResponse {
    /// The thing.
    Ok(Thing),

    /// Wrong.
    BadRequest(ApiError),

    /// Refused.
    ClientError(axum::http::StatusCode, Envelope),

    /// Failed.
    Default(axum::http::StatusCode, String),

    /// Any other response; the description does not say that there is one.
    Undeclared(axum::response::Response),
}

impl Outbound for FetchThingResponse {
    fn respond(self) -> Result<axum::response::Response, Failure> {
        match self {
            Self::Ok(body) => Outgoing::new(200).json("application/json", &body),
            Self::BadRequest(body) => {
                Outgoing::new(400).json("application/vnd.shop+json", &body)
            }
            Self::ClientError(status, body) => {
                Outgoing::within(4, status).json("application/json", &body)
            }
            Self::Default(status, body) => {
                Outgoing::new(status.as_u16()).text("text/plain", body)
            }
            Self::Undeclared(response) => Ok(response),
        }
    }
}

/// What the method `replace_thing` of a server answers.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)]
pub enum ReplaceThingResponse {
    /// Done.
    NoContent,

    /// Wrong.
    BadRequest(Details),

    /// No place for a reason.
    ContentTooLarge(TooLargeError),

    /// Any other response; the description does not say that there is one.
    Undeclared(axum::response::Response),
}

impl Outbound for ReplaceThingResponse {
    fn respond(self) -> Result<axum::response::Response, Failure> {
        match self {
            Self::NoContent => Outgoing::new(204).empty(),
            Self::BadRequest(body) => {
                Outgoing::new(400).json("application/problem+json", &body)
            }
            Self::ContentTooLarge(body) => {
                Outgoing::new(413).json("application/json", &body)
            }
            Self::Undeclared(response) => Ok(response),
        }
    }
}
