// Made by bindery from the description of `bodies`; changes are overwritten.

//! The types of this API.

/// The schema `Prompt`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Prompt {
    /// The member `text`.
    pub text: String,

    /// The member `stream`.
    pub stream: Option<bool>,
}

crate::runtime::model! {
    Prompt: write {
        required text = "text",
        optional stream = "stream",
    }
}

impl Prompt {
    /// With what is required; the rest is absent.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            stream: None,
        }
    }

    /// The member `stream`.
    pub fn stream(mut self, stream: bool) -> Self {
        self.stream = Some(stream);
        self
    }
}

/// The schema `Completion`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Completion {
    /// The member `text`.
    pub text: String,
}

crate::runtime::model! {
    Completion: read {
        required text = "text",
    }
}

/// The schema `Tick`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Tick {
    /// The member `at`.
    pub at: i64,
}

crate::runtime::model! {
    Tick: read write {
        required at = "at",
    }
}

impl Tick {
    /// With what is required; the rest is absent.
    pub fn new(at: i64) -> Self {
        Self { at }
    }
}

/// The part `error` of `runJob`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RunJobError {
    /// The member `title`.
    pub title: Option<String>,

    /// The member `balance`.
    pub balance: Option<i64>,
}

crate::runtime::model! {
    RunJobError: read {
        optional title = "title",
        optional balance = "balance",
    }
}
