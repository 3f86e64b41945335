//! How much may the clients of a mock server ask of the machine?
//!
//! One row per limit. The option `--limit` of `bindery mock`, the reasons of refusals and the page
//! `docs/reference/mock-limits.md` are made from the rows.

use super::refusal::Refusal;
use bindery::limits::grouped;
use hyper::header::{CONNECTION, RETRY_AFTER};
use std::fmt::Write;
use std::time::Duration;

/// Bytes of request bodies, and of responses, that each connection may have in memory beside the
/// totals of all connections. Small requests are served while large ones have used up a total.
pub(super) const OWN_BYTES: usize = 64 << 10;

/// The consequence for a request or connection that exceeds a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exceeded {
    /// The request is refused with this status.
    Refused,
    /// The connection is closed.
    Closed,
    /// The request waits for its turn.
    Waits,
}

bindery::limits! {
    exceeded: Exceeded, outcome;

    /// Connections that are open at once. A further one takes the place of the connection that has
    /// waited for its client for the longest time; requests that are being processed keep theirs.
    Connections = "connections", 512, at most 100_000, Closed {
        "closed; 503 if a part of a request had arrived"
    }
    /// The limit of requests that are decoded and handled at once.
    Processed = "processed", 4, at most 1_000, Waits {
        "waits"
    }
    /// Requests at once that `--delay`, `hang` or their headers hold up. They count towards half of
    /// the connections at most.
    Delayed = "delayed", 256, at most 50_000, Refused {
        "503"
    }
    /// Milliseconds from one request of a connection to the first byte of the next.
    IdleTime = "idle_time", 60_000, at most 86_400_000, Closed {
        "closed"
    }
    /// Milliseconds from the first byte of a request to the end of its headers.
    HeadTime = "head_time", 10_000, at most 86_400_000, Refused {
        "408"
    }
    /// Milliseconds from the end of the headers to the end of the body.
    BodyTime = "body_time", 30_000, at most 86_400_000, Refused {
        "408"
    }
    /// Milliseconds in which a client has to take a response.
    WriteTime = "write_time", 60_000, at most 86_400_000, Closed {
        "closed"
    }
    /// Bytes of the request line with the headers.
    HeadBytes = "head_bytes", 64 << 10, at most 16 << 20, Refused {
        "431"
    }
    /// Bytes of a request body.
    BodyBytes = "body_bytes", 16 << 20, at most 1 << 30, Refused {
        "413"
    }
    /// Bytes of all request bodies that are in memory. The first 65,536 bytes of each body are not
    /// counted.
    BodyBytesTotal = "body_bytes_total", 64 << 20, at most 1 << 40, Refused {
        "503"
    }
    /// Values that a request body holds when it is decoded: those of JSON with all elements and
    /// properties, and the fields and parts of forms.
    BodyValues = "body_values", 100_000, at most 100_000_000, Refused {
        "413"
    }
    /// Bytes of the body of a response.
    ResponseBytes = "response_bytes", 16 << 20, at most 1 << 30, Refused {
        "500"
    }
    /// Bytes of all responses that clients have not taken yet, and as many of those that are
    /// delayed. Responses of up to 65,536 bytes are not counted.
    ResponseBytesTotal = "response_bytes_total", 64 << 20, at most 1 << 40, Refused {
        "503"
    }
    /// Created and deleted resources that are kept.
    KeptResources = "kept_resources", 10_000, at most 10_000_000, Refused {
        "507"
    }
    /// Bytes of memory that kept resources take.
    KeptBytes = "kept_bytes", 64 << 20, at most 1 << 40, Refused {
        "507"
    }
}

impl Limits {
    pub(super) fn time(&self, limit: Limit) -> Duration {
        Duration::from_millis(u64::try_from(self.of(limit)).unwrap_or(u64::MAX))
    }

    /// The refusal of a request that exceeds a limit. `what` begins the reason.
    pub(super) fn refusal(&self, limit: Limit, status: u16, what: &str) -> Refusal {
        let (key, most) = (limit.key(), grouped(self.of(limit)));
        let reason = format!("{what}; the limit `{key}` is {most}");
        let refusal = Refusal::new(status, reason);
        match status {
            503 => refusal.with(RETRY_AFTER, "1".to_owned()),
            _ => refusal,
        }
    }

    /// The same, for a request of which a part has not been read.
    pub(super) fn unread(&self, limit: Limit, status: u16, what: &str) -> Refusal {
        let refusal = self.refusal(limit, status, what);
        refusal.with(CONNECTION, "close".to_owned())
    }
}

/// Parses a limit and its value: `body_bytes=1000000`.
///
/// # Errors
///
/// The limit does not exist, or its value is not a number from 1 to the most that it can be.
pub fn parse_limit(text: &str) -> Result<(Limit, usize), String> {
    let (key, value) = text.split_once('=').unwrap_or((text, ""));
    let limit = Limit::of_key(key).ok_or_else(|| {
        let keys: Vec<&str> = Limit::ALL.iter().map(|limit| limit.key()).collect();
        format!("`{key}` is not a limit; the limits are {}", keys.join(", "))
    })?;
    let number = value.parse().ok();
    let number = number.filter(|number| (1..=limit.most()).contains(number));
    let number = number.ok_or_else(|| {
        let most = limit.most();
        format!("`{value}` is not a number from 1 to {most}")
    })?;
    Ok((limit, number))
}

/// Every limit in Markdown: the page `docs/reference/mock-limits.md`.
pub fn page() -> String {
    let mut text = String::from(
        "# Limits of the mock server\n\n\
         Clients of `bindery mock` cannot use up its memory or its connections. Each limit can be \
         changed:\n\n\
         ```sh\nbindery mock api.yaml --limit body_bytes=100000000 --limit write_time=5000\n```\n\n\
         A request that exceeds a limit is refused with the status in the table. The reason is in \
         the body\nand in the header `X-Bindery-Reason`, and names the limit. A response with \
         status 503 has a\n`Retry-After` header. Every refusal, and every connection that is closed \
         while it waits for its\nclient, is a line of the log. A limit is a whole number from 1. This \
         page is made from the table in\n`src/mock/limits.rs`.\n\n\
         | limit | default | at most | over it | what is counted |\n\
         | --- | --: | --: | --- | --- |\n",
    );
    for limit in Limit::ALL {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | {} | {} |",
            limit.key(),
            grouped(limit.usual()),
            grouped(limit.most()),
            limit.outcome(),
            limit.what(),
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_has_a_key_and_a_number() {
        assert_eq!(
            parse_limit("body_bytes=5"),
            Ok((Limit::BodyBytes, 5)),
            "{:?}",
            Limit::BodyBytes.exceeded()
        );
        let most = Limit::Connections.most();
        assert!(parse_limit(&format!("connections={most}")).is_ok());
        for (wrong, reason) in [
            ("body_bytes", "`` is not a number from 1 to 1073741824"),
            ("body_bytes=0", "`0` is not a number"),
            ("body_bytes=2e3", "`2e3` is not a number"),
            ("connections=100001", "`100001` is not a number"),
            (
                "bytes=1",
                "`bytes` is not a limit; the limits are connections,",
            ),
        ] {
            let error = parse_limit(wrong).unwrap_err();
            assert!(error.starts_with(reason), "{wrong}: {error}");
        }
    }

    /// The consequences in the table are those that happen.
    #[test]
    fn outcomes_are_what_the_table_says() {
        for limit in Limit::ALL {
            let outcome = limit.outcome();
            match limit.exceeded() {
                Exceeded::Refused => assert!(outcome.parse::<u16>().is_ok(), "{limit:?}"),
                Exceeded::Closed => assert!(outcome.starts_with("closed"), "{limit:?}"),
                Exceeded::Waits => assert_eq!(outcome, "waits", "{limit:?}"),
            }
        }
    }
}
