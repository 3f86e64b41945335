//! How is a length of time held?

use super::kept::kept;

kept! {
    /// A length of time (RFC 3339, appendix A: ISO 8601), exactly as it was sent or will be sent.
    /// Another notation is kept and is no error.
    Duration
}

#[cfg(feature = "jiff")]
impl Duration {
    /// The length, by the library `jiff`: months and years are as long as the calendar says.
    ///
    /// # Errors
    ///
    /// When the text is no length of time.
    pub fn to_jiff(&self) -> Result<jiff::Span, jiff::Error> {
        self.0.parse()
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::Span> for Duration {
    fn from(span: jiff::Span) -> Self {
        Self(span.to_string())
    }
}

#[cfg(test)]
mod tests {
    #[cfg(feature = "jiff")]
    #[test]
    fn a_length_of_time_is_the_same_in_jiff() {
        use super::Duration;
        for text in ["P1Y2M3DT4H5M6S", "PT0.5S", "-P1D"] {
            let duration = Duration::from(text);
            assert_eq!(Duration::from(duration.to_jiff().unwrap()), duration);
        }
        assert!(Duration::from("long").to_jiff().is_err());
    }
}
