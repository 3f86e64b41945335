//! How is a day held?

use super::kept::kept;

kept! {
    /// A date without a time (RFC 3339, section 5.6, `full-date`), exactly as it was sent or will be
    /// sent. Another notation is kept and is no error.
    Date
}

#[cfg(feature = "jiff")]
impl Date {
    /// The date, by the library `jiff`.
    ///
    /// # Errors
    ///
    /// When the text is no date.
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
}
