//! Which optional features of this library does a configuration need?

/// A feature of this library without which a configuration cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Feature {
    /// `crate.docs`.
    Docs,
    /// `api.<stem>.overlays`.
    Overlays,
}

impl Feature {
    /// The name in the manifest.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Docs => "docs",
            Self::Overlays => "overlays",
        }
    }

    /// Whether this library was compiled without it.
    pub(crate) fn is_missing(self) -> bool {
        match self {
            Self::Docs => cfg!(not(feature = "docs")),
            Self::Overlays => cfg!(not(feature = "overlays")),
        }
    }

    /// The message of the error that the feature is missing.
    pub(crate) fn message(self) -> String {
        let name = self.name();
        format!("`{name}` needs the feature `{name}` of the library `bindery`, which is off")
    }

    /// The correction of that error.
    pub(crate) fn help(self) -> String {
        let (name, version) = (self.name(), env!("CARGO_PKG_VERSION"));
        format!("depend on `bindery = {{ version = \"{version}\", features = [\"{name}\"] }}`")
    }
}
