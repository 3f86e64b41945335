//! Security schemes and servers.

use super::Docs;
use crate::schemes::Credential;
use crate::text::{DocumentStr, DocumentText};
use std::collections::BTreeMap;

/// A security scheme (Security Scheme Object).
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityScheme {
    /// Its key under `components.securitySchemes`.
    pub name: DocumentText,
    /// The credentials.
    pub credential: Credential,
    /// Its description.
    pub docs: Docs,
}

/// One way to be authorised: every scheme in it is needed; none means anonymous.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alternative {
    /// Names of schemes, each with its scopes.
    pub schemes: Vec<(DocumentText, Vec<DocumentText>)>,
}

/// Where an API is served (Server Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// The URL with `{variables}`; may be relative.
    pub url: DocumentText,
    /// Its description.
    pub docs: Docs,
    /// Values for the variables, in document order.
    pub variables: Vec<ServerVariable>,
}

impl Server {
    /// The URL with the defaults of its variables.
    #[allow(
        clippy::disallowed_methods,
        reason = "the parts are text of a document again"
    )]
    pub fn usual_url(&self) -> DocumentText {
        let variables = self.variables.iter();
        let defaults: BTreeMap<&str, DocumentStr<'_>> = variables
            .map(|variable| (variable.name.untrusted(), variable.default.borrowed()))
            .collect();
        let mut parts: Vec<DocumentStr<'_>> = Vec::new();
        let mut rest = self.url.untrusted();
        while let Some((before, behind)) = rest.split_once('{') {
            parts.push(before.into());
            // A name ends at the next brace, of either kind.
            let end = behind.find(['{', '}']).unwrap_or(behind.len());
            let (name, after) = behind.split_at_checked(end).unwrap_or((behind, ""));
            rest = match (defaults.get(name), after.strip_prefix('}')) {
                (Some(default), Some(after)) => {
                    parts.push(*default);
                    after
                }
                _ => {
                    parts.extend([DocumentStr::from("{"), name.into()]);
                    after
                }
            };
        }
        parts.push(rest.into());
        DocumentText::concat(parts)
    }
}

/// A variable of a server's URL (Server Variable Object).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// The name between braces.
    pub name: DocumentText,
    /// The value when none is given.
    pub default: DocumentText,
    /// The values allowed; empty for any.
    pub values: Vec<DocumentText>,
    /// Its description.
    pub description: Option<DocumentText>,
}
