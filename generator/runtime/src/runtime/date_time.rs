//! Timestamps.

use super::kept::kept;

kept! {
    /// A date and time (RFC 3339, section 5.6), with the exact text that was received or will be
    /// sent. Other text, also without a time zone, is kept; converting it is an error.
    DateTime
}

#[cfg(feature = "jiff")]
impl DateTime {
    /// Converts to a timestamp of the library `jiff`.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not an RFC 3339 date and time with a time zone.
    pub fn to_jiff(&self) -> Result<jiff::Timestamp, jiff::Error> {
        self.0.parse()
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for DateTime {
    fn from(moment: jiff::Timestamp) -> Self {
        Self(moment.to_string())
    }
}

#[cfg(feature = "chrono")]
impl DateTime {
    /// Converts to a timestamp of the library `chrono`.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not an RFC 3339 date and time with a time zone.
    pub fn to_chrono(&self) -> Result<chrono::DateTime<chrono::FixedOffset>, chrono::ParseError> {
        chrono::DateTime::parse_from_rfc3339(&self.0)
    }
}

#[cfg(feature = "chrono")]
impl<Z: chrono::TimeZone> From<chrono::DateTime<Z>> for DateTime {
    fn from(moment: chrono::DateTime<Z>) -> Self {
        Self(moment.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    }
}

#[cfg(feature = "time")]
impl DateTime {
    /// Converts to a timestamp of the library `time`.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not an RFC 3339 date and time with a time zone.
    pub fn to_time(&self) -> Result<time::OffsetDateTime, time::error::Parse> {
        use time::format_description::well_known::Rfc3339;
        time::OffsetDateTime::parse(&self.0, &Rfc3339)
    }
}

#[cfg(feature = "time")]
impl TryFrom<time::OffsetDateTime> for DateTime {
    /// RFC 3339 has no years before 0 or after 9999, and no seconds in time zones.
    type Error = time::error::Format;

    fn try_from(moment: time::OffsetDateTime) -> Result<Self, Self::Error> {
        use time::format_description::well_known::Rfc3339;
        moment.format(&Rfc3339).map(Self)
    }
}

#[cfg(test)]
mod tests {
    #[cfg(feature = "jiff")]
    #[test]
    fn a_moment_is_the_same_in_jiff() {
        use super::DateTime;
        let moment: DateTime = "2026-01-02T04:04:05.5+01:00".into();
        let converted = DateTime::from(moment.to_jiff().unwrap());
        assert_eq!(converted.as_str(), "2026-01-02T03:04:05.5Z");
        assert!(DateTime::from("2026-01-02T04:04:05").to_jiff().is_err());
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn a_moment_is_the_same_in_chrono() {
        use super::DateTime;
        let moment: DateTime = "2026-01-02T04:04:05.500+01:00".into();
        let converted = moment.to_chrono().unwrap();
        assert_eq!(DateTime::from(converted), moment);
        let utc = DateTime::from(converted.to_utc());
        assert_eq!(utc.as_str(), "2026-01-02T03:04:05.500Z");
        assert!(DateTime::from("2026-01-02T04:04:05").to_chrono().is_err());
    }

    #[cfg(feature = "time")]
    #[test]
    fn a_moment_is_the_same_in_time() {
        use super::DateTime;
        let moment: DateTime = "2026-01-02T04:04:05.5+01:00".into();
        let converted = moment.to_time().unwrap();
        assert_eq!(DateTime::try_from(converted).unwrap(), moment);
        let early = converted.replace_year(-1).unwrap();
        assert!(DateTime::try_from(early).is_err());
        assert!(DateTime::from("2026-01-02T04:04:05").to_time().is_err());
    }
}
