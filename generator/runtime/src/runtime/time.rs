//! How is a time of day held?

use super::kept::kept;

kept! {
    /// A time without a date (RFC 3339, section 5.6, `full-time`), exactly as it was sent or will be
    /// sent. One without a zone, or in another notation, is kept and is no error.
    Time
}

#[cfg(feature = "jiff")]
impl Time {
    /// The time of the clock, by the library `jiff`, whatever the zone.
    ///
    /// # Errors
    ///
    /// When the text is no time.
    pub fn to_jiff(&self) -> Result<jiff::civil::Time, jiff::Error> {
        self.0.trim_end_matches(['Z', 'z']).parse()
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::civil::Time> for Time {
    fn from(time: jiff::civil::Time) -> Self {
        Self(time.to_string())
    }
}

#[cfg(test)]
mod tests {
    #[cfg(feature = "jiff")]
    #[test]
    fn a_time_is_the_same_in_jiff() {
        use super::Time;
        for text in [
            "12:30:00.5",
            "12:30:00.5Z",
            "12:30:00.5z",
            "12:30:00.5+01:00",
        ] {
            let time = Time::from(text).to_jiff().unwrap();
            assert_eq!(Time::from(time).as_str(), "12:30:00.5", "{text}");
        }
        assert!(Time::from("noon").to_jiff().is_err());
    }
}
