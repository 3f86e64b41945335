//! Dates.

use super::kept::kept;

kept! {
    /// A date without a time (RFC 3339, section 5.6, `full-date`), with the exact text that was
    /// received or will be sent. Other text is kept; converting it is an error.
    Date
}

#[cfg(feature = "jiff")]
impl Date {
    /// Converts to a date of the library `jiff`.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a date.
    pub fn to_jiff(&self) -> Result<jiff::civil::Date, jiff::Error> {
        self.0.parse()
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self(date.to_string())
    }
}

#[cfg(feature = "chrono")]
impl Date {
    /// Converts to a date of the library `chrono`.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a date.
    pub fn to_chrono(&self) -> Result<chrono::NaiveDate, chrono::ParseError> {
        self.0.parse()
    }
}

#[cfg(feature = "chrono")]
impl From<chrono::NaiveDate> for Date {
    fn from(date: chrono::NaiveDate) -> Self {
        Self(date.to_string())
    }
}

#[cfg(feature = "time")]
impl Date {
    /// Converts to a date of the library `time`.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a date.
    pub fn to_time(&self) -> Result<time::Date, time::error::Parse> {
        time::Date::parse(
            &self.0,
            &time::format_description::well_known::Iso8601::DATE,
        )
    }
}

#[cfg(feature = "time")]
impl From<time::Date> for Date {
    fn from(date: time::Date) -> Self {
        Self(date.to_string())
    }
}

#[cfg(test)]
mod tests {
    #[cfg(feature = "jiff")]
    #[test]
    fn a_date_is_the_same_in_jiff() {
        use super::Date;
        let date: Date = "2026-02-28".into();
        assert_eq!(Date::from(date.to_jiff().unwrap()), date);
        for text in ["2026-02-30", "28.02.2026", ""] {
            assert!(Date::from(text).to_jiff().is_err(), "{text}");
        }
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn a_date_is_the_same_in_chrono() {
        use super::Date;
        let date: Date = "2026-02-28".into();
        assert_eq!(Date::from(date.to_chrono().unwrap()), date);
        for text in ["2026-02-30", "28.02.2026", ""] {
            assert!(Date::from(text).to_chrono().is_err(), "{text}");
        }
    }

    #[cfg(feature = "time")]
    #[test]
    fn a_date_is_the_same_in_time() {
        use super::Date;
        let date: Date = "2026-02-28".into();
        assert_eq!(Date::from(date.to_time().unwrap()), date);
        for text in ["2026-02-30", "28.02.2026", ""] {
            assert!(Date::from(text).to_time().is_err(), "{text}");
        }
    }
}
