//! The configuration: the content of `bindery.toml`.
//!
//! ```toml
//! [crate]
//! name = "participant-apis"     # the package's name
//! version = "0.1.0"             # the package's version
//! docs = true                   # the crate holds its reference as Markdown, in `docs/`
//! server = true                 # the crate also has a server, behind the feature `server`
//!
//! [limits]                      # limits of documents; see `docs/reference/limits.md`
//! files = 5000                  # the number of files of a document
//!
//! [api.twilio_proxy]            # the document `twilio_proxy.yaml`
//! module = "proxy"              # its module, instead of the file's stem
//! traits = "all"                # models implement both serde traits, whether operations need them or not
//! allow = [                     # warnings not to be reported, by code, everywhere or at a place
//!     "unknown-required",
//!     "duplicate-key at /paths/~1Sessions/post",
//! ]
//!
//! [api.twilio_proxy.names]      # Rust names of operations, types and fields
//! createParticipant = "add"     # an operation, by its `operationId`
//! Participant = "Member"        # a type, by its key under `components.schemas`
//! "Participant request" = "NewMember"  # its type in requests, if that differs
//! "Participant.sid" = "id"      # a field, by type and property
//!
//! [api.twilio_proxy.paging]     # pagination, by `operationId`
//! listParticipant = { next = "meta.next_page_url", items = "participants" }
//! fetchParticipant = false      # not paginated
//! ```
//!
//! `docs/reference/configuration.md` describes each key, with examples that are tested.
//!
//! Every key is optional, and every other key is an error.

mod allow;
mod api;
mod dependencies;
mod derives;
mod fixes;
mod form;
mod glob;
mod limits;
mod metadata;
mod operations;
mod overlays;
mod package;
mod paging;
mod read;
mod retry;
mod types;

pub use allow::Allowance;
pub(crate) use allow::apply;
pub use dependencies::{Dependency, DependencySetting, DependencyValue};
pub use derives::{Derive, Derives};
pub use fixes::Fix;
pub use form::is_package_name;
pub(crate) use operations::Candidate;
pub use operations::{Choice, Selector};
pub use paging::{ALL_OPERATIONS, Named, PagingConfig, PagingRule, Turning};
pub(crate) use read::problem;
pub use types::Replacement;

use crate::diagnostic::Diagnostic;
use crate::ir::Retry;
use crate::limits::Limits;
use std::collections::BTreeMap;
use std::ops::Range;

/// The content of `bindery.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// `crate.name`.
    pub crate_name: Option<String>,
    /// `crate.version`.
    pub crate_version: Option<String>,
    /// `crate.docs`.
    pub docs: bool,
    /// `limits`.
    pub limits: Limits,
    /// Further keys of the manifest.
    pub package: Package,
    /// `api.<stem>`, by the stem of the document's file.
    pub apis: BTreeMap<String, ApiConfig>,
    /// Where the keys of `apis` stand, for errors that only the list of documents shows.
    pub(crate) spans: BTreeMap<String, Range<usize>>,
}

/// Keys of the generated crate's manifest besides name and version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Package {
    /// The crates that types of the user's come from, by their names.
    pub dependencies: BTreeMap<String, Dependency>,
    /// The features that are on by default, instead of the usual.
    pub default_features: Option<Vec<String>>,
    /// The library that dates are converted to.
    pub dates: Dates,
    /// The features of operations, where no document configures them.
    pub features: Option<Features>,
    /// Whether the crate has a server, too, behind its feature `server`.
    pub server: bool,
    /// `crate.package`: the keys of the manifest's `[package]` that registries show.
    pub metadata: BTreeMap<String, Metadata>,
}

/// A value of `crate.package`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Metadata {
    /// One text, for example a license.
    Text(String),
    /// A list of texts, for example keywords.
    List(Vec<String>),
}

/// The library that dates are converted to and from, by a feature of its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dates {
    /// `jiff`.
    #[default]
    Jiff,
    /// `chrono`.
    Chrono,
    /// `time`.
    Time,
    /// None: dates are plain strings.
    Text,
}

impl Dates {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Jiff, Self::Chrono, Self::Time, Self::Text];

    /// As the configuration spells it, and the library's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jiff => "jiff",
            Self::Chrono => "chrono",
            Self::Time => "time",
            Self::Text => "text",
        }
    }
}

/// The configuration of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiConfig {
    /// The module's name, instead of the file's stem.
    pub module: Option<String>,
    /// Rust names by what they are given to: an `operationId`, a component's key, `Component.property`.
    pub names: BTreeMap<String, String>,
    /// Where the keys of `names` stand.
    pub(crate) name_spans: BTreeMap<String, Range<usize>>,
    /// Which models can be read, and which can be written.
    pub traits: Traits,
    /// The pagination of operations, by `operationId`.
    pub paging: BTreeMap<String, PagingConfig>,
    /// Which operations are bound.
    pub operations: Choice,
    /// Corrections of the document.
    pub fixes: Vec<Fix>,
    /// The overlays that are laid over it, by their paths from its folder.
    pub overlays: Vec<String>,
    /// How often requests are sent again.
    pub retry: Retry,
    /// Additional derives of types, by their names.
    pub derives: Vec<Derives>,
    /// Types of the user's, by what they stand for: a key under `components.schemas`, or the text
    /// of an `x-rust-type`.
    pub types: BTreeMap<String, Replacement>,
    /// Whether dates are plain strings: what `crate.dates` says, for all documents.
    pub plain_dates: bool,
    /// The features of its operations; if absent, their number decides.
    pub features: Option<Features>,
    /// The prefix of its feature names: all documents share one manifest.
    pub feature_prefix: String,
    /// Warnings that are not reported.
    pub allow: Vec<Allowance>,
    /// Whether a form or multipart body is optional where the document does not say `required`, even
    /// if its schema has required properties: `form-bodies = "optional"`.
    pub optional_forms: bool,
    /// The headers whose lists are sent as a header for each element, with their places.
    pub(crate) repeated_headers: Vec<(String, Range<usize>)>,
    /// What becomes of parts that are in error.
    pub broken: Broken,
    /// The levels between the folder of the document and the one that no reference leaves: the
    /// number of `..` in `root`.
    pub levels_up: usize,
}

/// What becomes of parts of a document that are in error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Broken {
    /// Nothing is generated: `error`.
    #[default]
    Error,
    /// What needs them is left out, with a warning: `leave-out`.
    LeaveOut,
}

impl Broken {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Error, Self::LeaveOut];

    /// As the configuration spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::LeaveOut => "leave-out",
        }
    }
}

/// The cargo features that operations are behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Features {
    /// One for each tag: `tags`.
    Tags,
    /// None: `none`. All operations are always there.
    None,
}

impl Features {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Tags, Self::None];

    /// As the configuration spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::None => "none",
        }
    }
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
    /// All errors of the text; their places are byte ranges of source 0.
    pub fn parse(text: &str) -> Result<Self, Vec<Diagnostic>> {
        read::read(text)
    }
}
