//! Dates in HTTP and mail.

use super::kept::kept;

kept! {
    /// A date and time as in mail (RFC 5322, section 3.3) and HTTP (RFC 9110, section 5.6.7), with
    /// the exact text that was received or will be sent. Other text is kept; converting it is an
    /// error.
    HttpDate
}

#[cfg(feature = "jiff")]
impl HttpDate {
    /// Converts to a timestamp of the library `jiff`.
    ///
    /// # Errors
    ///
    /// Returns an error if the text has another format.
    pub fn to_jiff(&self) -> Result<jiff::Timestamp, jiff::Error> {
        jiff::fmt::rfc2822::parse(&self.0).map(|moment| moment.timestamp())
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for HttpDate {
    fn from(moment: jiff::Timestamp) -> Self {
        // This format has no year before 0, which `jiff` has: such a date is written in another
        // format.
        let printer = jiff::fmt::rfc2822::DateTimePrinter::new();
        let text = printer.timestamp_to_rfc9110_string(&moment);
        Self(text.unwrap_or_else(|_| moment.to_string()))
    }
}

#[cfg(feature = "chrono")]
impl HttpDate {
    /// Converts to a timestamp of the library `chrono`.
    ///
    /// # Errors
    ///
    /// Returns an error if the text has another format.
    pub fn to_chrono(&self) -> Result<chrono::DateTime<chrono::FixedOffset>, chrono::ParseError> {
        chrono::DateTime::parse_from_rfc2822(&self.0)
    }
}

#[cfg(feature = "chrono")]
impl<Z: chrono::TimeZone> From<chrono::DateTime<Z>> for HttpDate {
    fn from(moment: chrono::DateTime<Z>) -> Self {
        let moment = moment.to_utc();
        Self(moment.format("%a, %d %b %Y %H:%M:%S GMT").to_string())
    }
}

#[cfg(feature = "time")]
impl HttpDate {
    /// Converts to a timestamp of the library `time`.
    ///
    /// # Errors
    ///
    /// Returns an error if the text has another format.
    pub fn to_time(&self) -> Result<time::OffsetDateTime, time::error::Parse> {
        use time::format_description::well_known::Rfc2822;
        time::OffsetDateTime::parse(&self.0, &Rfc2822)
    }
}

#[cfg(feature = "time")]
impl TryFrom<time::OffsetDateTime> for HttpDate {
    /// This format has no year before 1900 or after 9999.
    type Error = time::error::Format;

    fn try_from(moment: time::OffsetDateTime) -> Result<Self, Self::Error> {
        use time::format_description::well_known::Rfc2822;
        let text = moment.to_offset(time::UtcOffset::UTC).format(&Rfc2822)?;
        Ok(Self(text.replace("+0000", "GMT")))
    }
}

#[cfg(test)]
mod tests {
    #[cfg(feature = "jiff")]
    #[test]
    fn a_moment_is_the_same_in_jiff() {
        use super::HttpDate;
        for text in [
            "Fri, 02 Jan 2026 03:04:05 +0000",
            "Fri, 02 Jan 2026 04:04:05 +0100",
            "Fri, 02 Jan 2026 03:04:05 GMT",
        ] {
            let moment = HttpDate::from(text).to_jiff().unwrap();
            let written = HttpDate::from(moment);
            assert_eq!(written.as_str(), "Fri, 02 Jan 2026 03:04:05 GMT");
        }
        assert!(HttpDate::from("2026-01-02T03:04:05Z").to_jiff().is_err());
        let early = HttpDate::from(jiff::Timestamp::MIN);
        assert!(early.as_str().starts_with('-'), "{early}");
    }

    #[cfg(all(feature = "chrono", feature = "time"))]
    #[test]
    fn a_moment_is_the_same_in_chrono_and_time() {
        use super::HttpDate;
        for text in [
            "Fri, 02 Jan 2026 03:04:05 +0000",
            "Fri, 02 Jan 2026 04:04:05 +0100",
            "Fri, 02 Jan 2026 03:04:05 GMT",
        ] {
            let date = HttpDate::from(text);
            let written = HttpDate::from(date.to_chrono().unwrap());
            assert_eq!(written.as_str(), "Fri, 02 Jan 2026 03:04:05 GMT");
            let moment = date.to_time().unwrap();
            let written = HttpDate::try_from(moment).unwrap();
            assert_eq!(written.as_str(), "Fri, 02 Jan 2026 03:04:05 GMT");
            assert!(HttpDate::try_from(moment.replace_year(1).unwrap()).is_err());
        }
        let other = HttpDate::from("2026-01-02T03:04:05Z");
        assert!(other.to_chrono().is_err() && other.to_time().is_err());
    }
}
