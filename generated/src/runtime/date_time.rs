// Made by bindery; changes are overwritten.

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
