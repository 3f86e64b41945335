//! What does the user want otherwise than by convention? The content of `bindery.toml`.
//!
//! ```toml
//! [crate]
//! name = "participant-apis"     # the package's name
//! version = "0.1.0"             # the package's version
//!
//! [api.twilio_proxy]            # the document `twilio_proxy.yaml`
//! module = "proxy"              # its module, instead of the file's stem
//! traits = "all"                # models can be read and written, whatever operations need
//!
//! [api.twilio_proxy.names]      # Rust names, by what they are given to
//! createParticipant = "add"     # an operation, by its `operationId`
//! Participant = "Member"        # a type, by its key under `components.schemas`
//! "Participant.sid" = "id"      # a field, by type and member
//! ```
//!
//! Every key is optional, and every other key is an error.

mod read;

pub(crate) use read::is_package_name;

use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;
use std::ops::Range;

/// The content of `bindery.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// `crate.name`.
    pub crate_name: Option<String>,
    /// `crate.version`.
    pub crate_version: Option<String>,
    /// `api.<stem>`, by the stem of the document's file.
    pub apis: BTreeMap<String, ApiConfig>,
    /// Where the keys of `apis` stand, for faults that only the list of documents shows.
    pub(crate) spans: BTreeMap<String, Range<usize>>,
}

/// What is configured for one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiConfig {
    /// The module's name, instead of the file's stem.
    pub module: Option<String>,
    /// Rust names by what they are given to: an `operationId`, a component's key, `Component.member`.
    pub names: BTreeMap<String, String>,
    /// Which models can be read, and which can be written.
    pub traits: Traits,
}

/// Which ways a model can go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Traits {
    /// Those that an operation needs: `used`.
    #[default]
    Used,
    /// Both: `all`. For programs that keep or compare models, such as tests.
    All,
}

impl Traits {
    /// As the configuration spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::All => "all",
        }
    }
}

impl Config {
    /// Reads the text of a `bindery.toml`.
    ///
    /// # Errors
    ///
    /// All faults of the text; their places are byte ranges of source 0.
    pub fn parse(text: &str) -> Result<Self, Vec<Diagnostic>> {
        read::read(text)
    }
}
