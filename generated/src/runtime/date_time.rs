// Made by bindery; changes are overwritten.

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
