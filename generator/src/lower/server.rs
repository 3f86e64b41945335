//! Where is the API served? (Server Object, Server Variable Object.)

use super::docs::described;
use crate::ir::{Operation, Server, ServerVariable};
use crate::text::DocumentText;
use std::collections::BTreeSet;

/// The servers of a document, a path or an operation.
pub(super) fn servers(servers: &[openapiv3::Server]) -> Vec<Server> {
    servers.iter().map(server).collect()
}

/// The servers of an operation, unless every server of the document is one of them: then the one
/// that the caller chose for the client will do.
pub(super) fn other_servers(own: &[openapiv3::Server], document: &BTreeSet<&str>) -> Vec<Server> {
    if !document.is_empty() && document.is_subset(&places(own)) {
        return Vec::new();
    }
    servers(own)
}

/// The places of servers, of which several can be one.
pub(super) fn places(servers: &[openapiv3::Server]) -> BTreeSet<&str> {
    servers.iter().map(|server| place(&server.url)).collect()
}

/// Makes servers that every operation names for itself those of the document, where it has none.
pub(super) fn shared(operations: &mut [Operation]) -> Vec<Server> {
    let Some(common) = operations
        .first()
        .map(|operation| operation.servers.clone())
    else {
        return Vec::new();
    };
    if operations
        .iter()
        .all(|operation| operation.servers == common)
    {
        operations
            .iter_mut()
            .for_each(|operation| operation.servers.clear());
        return common;
    }
    Vec::new()
}

/// A URL without what does not matter: a slash at the end, and `https:`, which a URL without a
/// scheme stands for too.
fn place(url: &str) -> &str {
    let url = url.trim();
    let url = url.strip_prefix("https:").unwrap_or(url);
    url.strip_suffix('/').unwrap_or(url)
}

fn server(server: &openapiv3::Server) -> Server {
    let variables = server.variables.iter().flatten();
    Server {
        url: server.url.trim().into(),
        docs: described(server.description.as_ref()),
        variables: variables
            .map(|(name, variable)| ServerVariable {
                name: name.into(),
                default: (&variable.default).into(),
                values: variable
                    .enumeration
                    .iter()
                    .map(DocumentText::from)
                    .collect(),
                description: variable.description.as_ref().map(DocumentText::from),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::lower::testing::lowered;

    #[test]
    fn only_other_servers_are_reported() {
        let (api, _) = lowered(
            "servers: [{url: //a.example}]\n\
             paths:\n  /x:\n    get: {servers: [{url: 'https://a.example/'}], \
             responses: {'204': {description: d}}}\n    \
             put: {servers: [{url: 'https://b.example'}], responses: {'204': {description: d}}}",
        );
        let counts: Vec<_> = api.operations.iter().map(|o| o.servers.len()).collect();
        assert_eq!(counts, [0, 1]);
    }

    #[test]
    fn an_operation_of_one_server_of_several_says_so() {
        let (api, _) = lowered(
            "servers: [{url: 'https://a.example/v4'}, {url: 'https://a.example/v5'}]\n\
             paths:\n  /x:\n    get: {servers: [{url: 'https://a.example/v5'}], \
             responses: {'204': {description: d}}}\n    \
             put: {servers: [{url: 'https://a.example/v5'}, {url: 'https://a.example/v4'}], \
             responses: {'204': {description: d}}}",
        );
        let counts: Vec<_> = api.operations.iter().map(|o| o.servers.len()).collect();
        assert_eq!(counts, [1, 0]);
    }

    #[test]
    fn servers_of_all_operations_are_those_of_the_document() {
        let (api, _) = lowered(
            "paths: {/x: {servers: [{url: 'https://a.example'}], \
             get: {responses: {'204': {description: d}}}}}",
        );
        assert_eq!(api.servers.len(), 1);
        assert!(api.operations[0].servers.is_empty());
    }
}
