//! How is a moment held?

use super::kept::kept;

kept! {
    /// A date and time (RFC 3339, section 5.6), exactly as it was sent or will be sent. One without
    /// a zone, or in another notation, is kept and is no error: convert it to learn what it means.
    DateTime
}

#[cfg(feature = "jiff")]
impl DateTime {
    /// The moment, by the library `jiff`.
    ///
    /// # Errors
    ///
    /// When the text is no RFC 3339 date and time with a zone.
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
}
