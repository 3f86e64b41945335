// Made by bindery from the description of `guarded`; changes are overwritten.

//! The types of this API.

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
