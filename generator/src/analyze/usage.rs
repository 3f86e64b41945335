//! Which types are sent, and which are received?

use super::{graph, reach};
use crate::ir::{Api, Type};

/// For each type, whether a request can hold it.
pub(super) fn in_requests(api: &Api) -> Vec<bool> {
    let roots: Vec<&Type> = api.operations.iter().flat_map(graph::sent).collect();
    reach::reached(api, &roots)
}

/// For each type, whether a response can hold it.
pub(super) fn in_responses(api: &Api) -> Vec<bool> {
    let roots: Vec<&Type> = api
        .operations
        .iter()
        .flat_map(graph::received)
        .chain(api.headers.iter().map(|header| &header.ty))
        .collect();
    reach::reached(api, &roots)
}

#[cfg(test)]
mod tests {
    use crate::analyze::analyze;
    use crate::lower::testing::lowered;

    #[test]
    fn use_passes_on_to_what_is_held() {
        let (api, _) = lowered(
            "components: {schemas: {A: {properties: {b: {$ref: '#/components/schemas/B'}}}, \
             B: {properties: {b: {type: string}}}, C: {properties: {b: {type: string}}}}}\n\
             paths: {/x: {put: {requestBody: {content: {application/json: \
             {schema: {$ref: '#/components/schemas/A'}}}}, responses: {'200': {description: d, \
             content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}}}}}",
        );
        let facts = analyze(&api);
        let ways: Vec<_> = facts
            .types
            .iter()
            .map(|t| (t.in_request, t.in_response))
            .collect();
        assert_eq!(ways, [(true, false), (true, true), (false, false)]);
    }
}
