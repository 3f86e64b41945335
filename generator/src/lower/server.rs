//! Where is the API served? (Server Object, Server Variable Object.)

use super::docs::described;
use crate::ir::{Server, ServerVariable};

/// The servers of a document, a path or an operation.
pub(super) fn servers(servers: &[openapiv3::Server]) -> Vec<Server> {
    servers.iter().map(server).collect()
}

fn server(server: &openapiv3::Server) -> Server {
    let variables = server.variables.iter().flatten();
    Server {
        url: server.url.trim().to_owned(),
        docs: described(server.description.as_ref()),
        variables: variables
            .map(|(name, variable)| ServerVariable {
                name: name.clone(),
                default: variable.default.clone(),
                values: variable.enumeration.clone(),
                description: variable.description.clone(),
            })
            .collect(),
    }
}
