//! Times of day.

use super::kept::kept;

kept! {
    /// A time without a date (RFC 3339, section 5.6, `full-time`), with the exact text that was
    /// received or will be sent. Other text, also without a time zone, is kept; converting it is an
    /// error.
    Time
}

#[cfg(feature = "jiff")]
impl Time {
    /// Converts to a time of the library `jiff`, ignoring the time zone.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a time.
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

#[cfg(feature = "chrono")]
impl Time {
    /// Converts to a time of the library `chrono`, ignoring the time zone.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a time.
    pub fn to_chrono(&self) -> Result<chrono::NaiveTime, chrono::ParseError> {
        self.0
            .split(['Z', 'z', '+', '-'])
            .next()
            .unwrap_or_default()
            .parse()
    }
}

#[cfg(feature = "chrono")]
impl From<chrono::NaiveTime> for Time {
    fn from(time: chrono::NaiveTime) -> Self {
        Self(time.to_string())
    }
}

#[cfg(feature = "time")]
impl Time {
    /// Converts to a time of the library `time`, ignoring the time zone.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a time.
    pub fn to_time(&self) -> Result<time::Time, time::error::Parse> {
        let clock = self
            .0
            .split(['Z', 'z', '+', '-'])
            .next()
            .unwrap_or_default();
        time::Time::parse(clock, &time::format_description::well_known::Iso8601::TIME)
    }
}

#[cfg(feature = "time")]
impl From<time::Time> for Time {
    fn from(time: time::Time) -> Self {
        let text = time.to_string();
        // The library writes hours below ten with one digit.
        let zero = if time.hour() < 10 { "0" } else { "" };
        Self(format!("{zero}{text}"))
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

    #[cfg(feature = "chrono")]
    #[test]
    fn a_time_is_the_same_in_chrono() {
        use super::Time;
        for text in ["02:30:00.500", "02:30:00.5Z", "02:30:00.5-01:00"] {
            let time = Time::from(text).to_chrono().unwrap();
            assert_eq!(Time::from(time).as_str(), "02:30:00.500", "{text}");
        }
        assert!(Time::from("noon").to_chrono().is_err());
    }

    #[cfg(feature = "time")]
    #[test]
    fn a_time_is_the_same_in_time() {
        use super::Time;
        for text in ["02:30:00.5", "02:30:00.5Z", "02:30:00.5-01:00"] {
            let time = Time::from(text).to_time().unwrap();
            assert_eq!(Time::from(time).as_str(), "02:30:00.5", "{text}");
        }
        assert!(Time::from("noon").to_time().is_err());
    }
}
