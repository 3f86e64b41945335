// Made by bindery from the description of `guarded`; changes are overwritten.

//! The types of this API.

use crate::runtime::Maybe;

/// The schema `Server`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Server {
    /// The member `name`.
    pub name: Option<String>,
}

crate::runtime::model! {
    Server: read {
        optional name = "name",
    }
}

/// The schema `Note`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Note {
    /// The member `text`.
    pub text: String,

    /// The member `author`.
    pub author: Maybe<String>,
}

crate::runtime::model! {
    Note: write {
        required text = "text",
        maybe author = "author",
    }
}

impl Note {
    /// With what is required; the rest is absent.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            author: Maybe::Absent,
        }
    }

    /// The member `author`.
    pub fn author(mut self, author: impl Into<Maybe<String>>) -> Self {
        self.author = author.into();
        self
    }
}
