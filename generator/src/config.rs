//! What the user wants otherwise than by convention: `bindery.toml`.

/// What is configured for one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiConfig {
    /// The module's name, instead of the file's stem.
    pub module: Option<String>,
    /// Rust names by what they are given to: an `operationId`, a component's key, `Component.member`.
    pub names: std::collections::BTreeMap<String, String>,
}
