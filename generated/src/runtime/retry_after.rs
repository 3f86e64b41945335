// Made by bindery; changes are overwritten.

//! The header `Retry-After` (RFC 9110, section 10.2.3).

use super::clock;
use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};
use std::time::Duration;

/// The delay in `Retry-After`, in seconds or as a date. A date is compared with that of the
/// response because the clocks may differ.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let then = http_date(text)?;
    let date = headers
        .get(DATE)
        .and_then(|date| http_date(date.to_str().ok()?));
    let now = match date {
        Some(date) => date,
        None => clock::unix()?,
    };
    Some(Duration::from_secs(then.saturating_sub(now)))
}

/// A date in any of the three formats, in seconds since 1970 (RFC 9110, section 5.6.7).
fn http_date(text: &str) -> Option<u64> {
    let words: Vec<&str> = text
        .split([' ', '-', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let (day, month, year, time) = match words.as_slice() {
        [_, day, month, year, time, "GMT"] => (day, month, year, time),
        [_, month, day, time, year] => (day, month, year, time),
        _ => return None,
    };
    let day: u64 = digits(day, 2)?;
    let month = u64::try_from(MONTHS.iter().position(|name| name == month)?).ok()? + 1;
    let year = match year.len() {
        // Two-digit years from 50 on are in the 1900s.
        2 => match digits(year, 2)? {
            year @ 70.. => 1900 + year,
            year => 2000 + year,
        },
        _ => digits(year, 4)?,
    };
    let mut clock = time.split(':').map(|part| digits(part, 2));
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    let sound = (1..=31).contains(&day) && hour < 24 && minute < 60 && second <= 60 && year >= 1970;
    if !sound || clock.next().is_some() {
        return None;
    }
    // A year that begins in March has its leap day at the end.
    let (year, month) = match month {
        1 | 2 => (year - 1, month + 9),
        _ => (year, month - 3),
    };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    let days = days.checked_sub(DAYS_TO_1970)?;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

/// From the first of March of the year 0 to the beginning of 1970.
const DAYS_TO_1970: u64 = 719_468;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn digits(text: &str, most: usize) -> Option<u64> {
    let sound = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| text.parse().ok())?
}
