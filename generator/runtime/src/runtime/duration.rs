//! Durations.

use super::kept::kept;

kept! {
    /// A duration (RFC 3339, appendix A: ISO 8601), with the exact text that was received or will
    /// be sent. Other text is kept; converting it is an error.
    Duration
}

#[cfg(feature = "jiff")]
impl Duration {
    /// Converts to a span of the library `jiff`, in which the length of months and years depends on
    /// the calendar.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a duration.
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
