//! What are the properties of error bodies called?
//!
//! A mock server and a generated one write their refusals as the errors that a document declares.

/// Properties that say in words what is wrong, the most usual first.
pub const REASONS: [&str; 12] = [
    "message",
    "detail",
    "error_description",
    "errorMessage",
    "description",
    "reason",
    "error",
    "msg",
    "userMessage",
    "text",
    "title",
    "details",
];

/// Properties that repeat the status.
pub const STATUSES: [&str; 4] = ["status", "statusCode", "http_status", "httpStatus"];
