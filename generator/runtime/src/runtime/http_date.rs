//! How is a moment held that is written as mail and HTTP write it?

use super::kept::kept;

kept! {
    /// A date and time as mail (RFC 5322, section 3.3) and HTTP (RFC 9110, section 5.6.7) write it,
    /// exactly as it was sent or will be sent. Another notation is kept and is no error.
    HttpDate
}

#[cfg(feature = "jiff")]
impl HttpDate {
    /// The moment, by the library `jiff`.
    ///
    /// # Errors
    ///
    /// When the text is written in another way.
    pub fn to_jiff(&self) -> Result<jiff::Timestamp, jiff::Error> {
        jiff::fmt::rfc2822::parse(&self.0).map(|moment| moment.timestamp())
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for HttpDate {
    fn from(moment: jiff::Timestamp) -> Self {
        // There is no such date before the year 0, which `jiff` knows: that one stays as it is.
        let printer = jiff::fmt::rfc2822::DateTimePrinter::new();
        let text = printer.timestamp_to_rfc9110_string(&moment);
        Self(text.unwrap_or_else(|_| moment.to_string()))
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
}
