//! Refusals in the form that the document declares for errors.
//!
//! The generator determines where the declared schema has the reason and the status, and the values
//! of other required properties. Here the text is assembled.

use http::StatusCode;
use serde_json::Value;

/// The errors that an operation declares, the most specific first.
pub(crate) type ErrorTemplates = &'static [(ErrorStatus, &'static ErrorTemplate)];

/// The statuses of a declaration (Responses Object).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "an API uses few of the ways there are")]
pub(crate) enum ErrorStatus {
    Code(u16),
    /// A range, by its first digit.
    Range(u16),
    Any,
}

impl ErrorStatus {
    fn has(self, status: StatusCode) -> bool {
        match self {
            Self::Code(code) => status.as_u16() == code,
            Self::Range(digit) => status.as_u16() / 100 == digit,
            Self::Any => true,
        }
    }
}

/// The body of an error.
#[derive(Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "an API may declare none")]
pub(crate) struct ErrorTemplate {
    pub(crate) media_type: &'static str,
    /// Concatenated parts.
    pub(crate) pieces: &'static [ErrorPiece],
}

/// A part of the text of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "an API uses few of the pieces there are")]
pub(crate) enum ErrorPiece {
    /// Literal text.
    Text(&'static str),
    /// The reason.
    Reason,
    /// The reason as a JSON string with at most this many characters.
    JsonReason(usize),
    /// The status: `400`.
    Status,
    /// The status as a JSON string: `"400"`.
    JsonStatus,
    /// The reason phrase of the status as a JSON string: `"Bad Request"`.
    Title,
    /// The same in snake case: `"bad_request"`.
    Code,
    /// The current time as a JSON string (RFC 3339).
    Now,
    /// All errors as a JSON array.
    Errors,
}

/// The body that is declared for a status.
pub(super) fn declared(
    errors: ErrorTemplates,
    status: StatusCode,
) -> Option<&'static ErrorTemplate> {
    let mut errors = errors.iter();
    let (_, body) = errors.find(|(statuses, _)| statuses.has(status))?;
    Some(body)
}

impl ErrorTemplate {
    /// The text for a status.
    pub(super) fn text(&self, status: StatusCode, reason: &str, errors: &[Value]) -> String {
        let title = status.canonical_reason().unwrap_or("Error");
        let json = |text: &str| Value::from(text).to_string();
        let mut written = String::new();
        for piece in self.pieces {
            written.push_str(&match *piece {
                ErrorPiece::Text(text) => text.to_owned(),
                ErrorPiece::Reason => reason.to_owned(),
                ErrorPiece::JsonReason(most) => {
                    json(&reason.chars().take(most).collect::<String>())
                }
                ErrorPiece::Status => status.as_u16().to_string(),
                ErrorPiece::JsonStatus => json(status.as_str()),
                ErrorPiece::Title => json(title),
                ErrorPiece::Code => json(&title.to_lowercase().replace([' ', '-'], "_")),
                ErrorPiece::Now => json(&date_time(super::clock::unix().unwrap_or_default())),
                ErrorPiece::Errors => Value::from(errors).to_string(),
            });
        }
        written
    }
}

/// Formats seconds since 1970 as in RFC 3339. Years begin with March, so that a leap day is the
/// last day.
fn date_time(seconds: u64) -> String {
    let (days, time) = (seconds / 86_400 + 719_468, seconds % 86_400);
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = era * 400 + year + u64::from(month <= 2);
    let (hour, minute, second) = (time / 3_600, time / 60 % 60, time % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    static EVERYTHING: ErrorTemplate = ErrorTemplate {
        media_type: "application/json",
        pieces: &[
            ErrorPiece::Text("["),
            ErrorPiece::JsonReason(5),
            ErrorPiece::Text(","),
            ErrorPiece::Status,
            ErrorPiece::Text(","),
            ErrorPiece::JsonStatus,
            ErrorPiece::Text(","),
            ErrorPiece::Title,
            ErrorPiece::Text(","),
            ErrorPiece::Code,
            ErrorPiece::Text(","),
            ErrorPiece::Errors,
            ErrorPiece::Text("]"),
        ],
    };

    static PLAIN: ErrorTemplate = ErrorTemplate {
        media_type: "text/plain",
        pieces: &[ErrorPiece::Reason],
    };

    #[test]
    fn pieces_make_a_body() {
        let text = EVERYTHING.text(StatusCode::BAD_REQUEST, "a\"ü\nbc", &[Value::Null]);
        assert_eq!(
            text,
            r#"["a\"ü\nb",400,"400","Bad Request","bad_request",[null]]"#
        );
        assert_eq!(PLAIN.text(StatusCode::BAD_REQUEST, "a\"", &[]), "a\"");
    }

    #[test]
    fn the_most_specific_is_meant() {
        const ERRORS: ErrorTemplates = &[
            (ErrorStatus::Code(404), &EVERYTHING),
            (ErrorStatus::Range(5), &EVERYTHING),
            (ErrorStatus::Any, &PLAIN),
        ];
        for (status, media_type) in [
            (StatusCode::NOT_FOUND, "application/json"),
            (StatusCode::BAD_GATEWAY, "application/json"),
            (StatusCode::BAD_REQUEST, "text/plain"),
        ] {
            assert_eq!(declared(ERRORS, status).unwrap().media_type, media_type);
        }
        assert!(declared(ERRORS.get(..2).unwrap(), StatusCode::GONE).is_none());
    }

    #[test]
    fn seconds_become_a_date() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (951_868_800, "2000-03-01T00:00:00Z"),
            (1_709_210_096, "2024-02-29T12:34:56Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(date_time(seconds), expected);
        }
    }
}
