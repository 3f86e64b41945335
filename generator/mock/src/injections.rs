//! Injected faults and delays, for all requests by the command line, or for one by a header.

use bindery::examples::Chance;
use hyper::HeaderMap;
use std::fmt;
use std::time::Duration;

/// The header that delays one response: `X-Bindery-Delay: 200ms`.
const DELAY: &str = "x-bindery-delay";

/// The header that injects a fault into one response: `X-Bindery-Fault: reset`.
const INJECTION: &str = "x-bindery-fault";

/// No response is delayed for longer.
const LONGEST: Duration = Duration::from_secs(300);

/// The fault to inject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Injection {
    /// The response has this status.
    Status(u16),
    /// The connection is reset instead of a response.
    Reset,
    /// There is no response, and the connection stays open.
    Hang,
    /// The body of the response is not what its headers say.
    Garbage,
    /// The connection is closed in the middle of the body.
    Truncate,
}

/// As it is asked for.
impl fmt::Display for Injection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(code) => write!(f, "{code}"),
            Self::Reset => f.write_str("reset"),
            Self::Hang => f.write_str("hang"),
            Self::Garbage => f.write_str("garbage"),
            Self::Truncate => f.write_str("truncate"),
        }
    }
}

/// An error that befalls a part of all requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failing {
    /// The kinds of faults.
    pub injection: Injection,
    /// Of how many requests in a hundred.
    pub percent: u8,
}

/// The treatment of one request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fate {
    pub delay: Duration,
    pub injection: Option<Injection>,
}

impl Fate {
    /// Whether the request is held up.
    pub(super) fn is_delayed(self) -> bool {
        self.injection == Some(Injection::Hang) || !self.delay.is_zero()
    }
}

/// The treatment of the request with this number.
///
/// # Errors
///
/// The error of its headers, in a sentence.
pub(super) fn fate(
    headers: &HeaderMap,
    delay: Duration,
    failing: &[Failing],
    seed: u64,
    number: u64,
) -> Result<Fate, String> {
    let header = |name: &str| {
        let value = headers.get(name).map(|value| value.to_str());
        value.map(|value| value.unwrap_or_default().trim())
    };
    let delay = match header(DELAY) {
        Some(text) => {
            parse_delay(text).map_err(|error| format!("the header `{DELAY}`: {error}"))?
        }
        None => delay,
    };
    let injection = match header(INJECTION) {
        Some(text) => {
            let injection = parse_injection(text);
            Some(injection.map_err(|error| format!("the header `{INJECTION}`: {error}"))?)
        }
        None => {
            let mut chance = Chance::about(seed, &format!("fate {number}"));
            let mut hit = failing
                .iter()
                .filter(|failing| chance.below(100) < u64::from(failing.percent));
            hit.next().map(|failing| failing.injection)
        }
    };
    Ok(Fate { delay, injection })
}

/// Reads a time such as `200ms`, `1.5s` or `2m`.
///
/// # Errors
///
/// It is no time, or longer than five minutes.
pub fn parse_delay(text: &str) -> Result<Duration, String> {
    let split = text
        .find(|c: char| c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(split).unwrap_or((text, ""));
    let scale = match unit {
        "ms" => 0.001,
        "s" => 1.0,
        "m" => 60.0,
        _ => f64::NAN,
    };
    let seconds = number.trim().parse::<f64>().unwrap_or(f64::NAN) * scale;
    match Duration::try_from_secs_f64(seconds) {
        Ok(delay) if delay <= LONGEST => Ok(delay),
        Ok(_) => Err(format!("`{text}` is longer than 5m")),
        Err(_) => Err(format!("`{text}` is no time, such as 200ms, 1.5s or 2m")),
    }
}

/// Reads an error: a status, `reset`, `hang`, `garbage` or `truncate`.
///
/// # Errors
///
/// It is none of these.
pub fn parse_injection(text: &str) -> Result<Injection, String> {
    let status = || text.parse().ok().filter(|code| (400..600).contains(code));
    Ok(match text {
        "reset" => Injection::Reset,
        "hang" => Injection::Hang,
        "garbage" => Injection::Garbage,
        "truncate" => Injection::Truncate,
        _ => Injection::Status(status().ok_or_else(|| {
            format!(
                "`{text}` is not a fault: a status from 400 to 599, `reset`, `hang`, `garbage` or \
                 `truncate`"
            )
        })?),
    })
}

/// Reads an error and its share of all requests: `503:10%`; without a share it is all of them.
///
/// # Errors
///
/// It is no error, or no share.
pub fn parse_failing(text: &str) -> Result<Failing, String> {
    let (injection, share) = text.split_once(':').unwrap_or((text, "100%"));
    let percent = share.strip_suffix('%').and_then(|share| share.parse().ok());
    let percent = percent.filter(|percent| *percent <= 100);
    Ok(Failing {
        injection: parse_injection(injection)?,
        percent: percent
            .ok_or_else(|| format!("`{share}` is no share of all requests, such as 10%"))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_units() {
        assert_eq!(parse_delay("200ms"), Ok(Duration::from_millis(200)));
        assert_eq!(parse_delay("1.5s"), Ok(Duration::from_millis(1500)));
        assert_eq!(parse_delay("2m"), Ok(Duration::from_secs(120)));
        for wrong in ["", "200", "ms", "-1s", "1h", "6m", "1e99s", "NaNs", "ä"] {
            assert!(parse_delay(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn problems_are_spelled_as_they_are_asked_for() {
        for text in ["503", "reset", "hang", "garbage", "truncate"] {
            assert_eq!(parse_injection(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn problems_have_shares() {
        let failing = |injection, percent| Ok(Failing { injection, percent });
        assert_eq!(
            parse_failing("503:10%"),
            failing(Injection::Status(503), 10)
        );
        assert_eq!(parse_failing("reset"), failing(Injection::Reset, 100));
        for wrong in ["", "200", "503:", "503:10", "503:101%", "600", "late:1%"] {
            assert!(parse_failing(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_share_is_met_and_is_the_same_each_time() {
        let failing = [Failing {
            injection: Injection::Reset,
            percent: 10,
        }];
        let hits = |seed| {
            let fates = (0..1000).map(|number| {
                fate(&HeaderMap::new(), Duration::ZERO, &failing, seed, number).unwrap()
            });
            fates.filter(|fate| fate.injection.is_some()).count()
        };
        assert!((60..140).contains(&hits(1)));
        assert_eq!(hits(1), hits(1));
    }

    #[test]
    fn a_header_stands_above_the_command_line() {
        let mut headers = HeaderMap::new();
        headers.insert(DELAY, "5ms".parse().unwrap());
        headers.insert(INJECTION, "hang".parse().unwrap());
        let fate = |headers: &HeaderMap| fate(headers, Duration::from_secs(1), &[], 0, 0);
        let expected = Fate {
            delay: Duration::from_millis(5),
            injection: Some(Injection::Hang),
        };
        assert_eq!(fate(&headers), Ok(expected));
        headers.insert(INJECTION, "maybe".parse().unwrap());
        assert!(fate(&headers).is_err());
    }
}
