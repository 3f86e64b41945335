// Made by bindery from the description of `shop`; changes are overwritten.

//! The errors that operations declare, as refusals are written.

use crate::runtime::{ErrorPiece, ErrorTemplate};

pub(super) static API_ERROR: ErrorTemplate = ErrorTemplate {
    media_type: "application/vnd.shop+json",
    pieces: &[
        ErrorPiece::Text("{\"code\":\"invalid_request\",\"message\":"),
        ErrorPiece::JsonReason(60),
        ErrorPiece::Text(",\"at\":"),
        ErrorPiece::Now,
        ErrorPiece::Text(",\"hints\":[]}"),
    ],
};

pub(super) static DETAILS: ErrorTemplate = ErrorTemplate {
    media_type: "application/problem+json",
    pieces: &[
        ErrorPiece::Text("{\"type\":\"about:blank\",\"title\":"),
        ErrorPiece::Title,
        ErrorPiece::Text(",\"detail\":"),
        ErrorPiece::JsonReason(2000),
        ErrorPiece::Text(",\"status\":"),
        ErrorPiece::Status,
        ErrorPiece::Text(",\"errors\":"),
        ErrorPiece::Errors,
        ErrorPiece::Text("}"),
    ],
};

pub(super) static ENVELOPE: ErrorTemplate = ErrorTemplate {
    media_type: "application/json",
    pieces: &[
        ErrorPiece::Text("{\"error\":{\"reason\":"),
        ErrorPiece::JsonReason(2000),
        ErrorPiece::Text(",\"status\":"),
        ErrorPiece::Status,
        ErrorPiece::Text(",\"kind\":"),
        ErrorPiece::Code,
        ErrorPiece::Text("}}"),
    ],
};

pub(super) static PROBLEM: ErrorTemplate = ErrorTemplate {
    media_type: "application/problem+json",
    pieces: &[
        ErrorPiece::Text("{\"title\":"),
        ErrorPiece::Title,
        ErrorPiece::Text(",\"status\":"),
        ErrorPiece::Status,
        ErrorPiece::Text(",\"detail\":"),
        ErrorPiece::JsonReason(2000),
        ErrorPiece::Text(",\"errors\":"),
        ErrorPiece::Errors,
        ErrorPiece::Text("}"),
    ],
};

pub(super) static PROBLEM_2: ErrorTemplate = ErrorTemplate {
    media_type: "application/json",
    pieces: &[
        ErrorPiece::Text("{\"title\":"),
        ErrorPiece::JsonReason(2000),
        ErrorPiece::Text(",\"status\":"),
        ErrorPiece::Status,
        ErrorPiece::Text("}"),
    ],
};

pub(super) static TEXT: ErrorTemplate = ErrorTemplate {
    media_type: "text/plain",
    pieces: &[ErrorPiece::Reason],
};
