//! What can be asked? (Paths Object, Path Item Object, Operation Object.)

use super::context::{InlineName, Lowering};
use super::docs::operation_docs;
use super::media_type;
use super::naming;
use super::operation_id::{Known, ids};
use super::paging::Seen;
use super::path::template;
use super::security::Schemes;
use super::server::other_servers;
use crate::check::{CheckedOperation, CheckedPath};
use crate::diagnostic::{Code, Diagnostic, Pointer};
use crate::ir::{Method, Omitted, Operation, SecurityScheme};
use crate::text::DocumentText;

/// Why an operation cannot be bound.
pub(super) struct Unbound {
    code: Code,
    reason: String,
    pointer: Pointer,
}

impl Unbound {
    pub(super) fn new(code: Code, reason: impl Into<String>, pointer: &Pointer) -> Self {
        Self {
            code,
            reason: reason.into(),
            pointer: pointer.clone(),
        }
    }
}

impl<'d> Lowering<'d> {
    /// Every operation that can be bound, and every one that cannot.
    pub(super) fn operations(
        &mut self,
        schemes: &[SecurityScheme],
    ) -> (Vec<Operation>, Vec<Omitted>) {
        let paths: &'d [CheckedPath] = &self.document.paths;
        let all = || {
            paths
                .iter()
                .flat_map(|path| path.operations.iter().map(move |o| (path, o)))
        };
        let known: Vec<Known<'d>> = all()
            .map(|(path, checked)| Known {
                id: checked.operation.operation_id.as_deref(),
                method: &checked.method,
                path: &path.path,
            })
            .collect();
        let schemes: Schemes<'_> = schemes.iter().map(|it| (it.name.untrusted(), it)).collect();
        let mut operations = Vec::new();
        let mut omitted = self.document.omitted.clone();
        for ((path, checked), id) in all().zip(ids(&known)) {
            let mark = self.mark();
            match self.operation(path, checked, &id, &schemes) {
                Ok(operation) => operations.push(operation),
                Err(unbound) => {
                    self.roll_back(&mark);
                    let message = format!("`{id}` is left out: {}", unbound.reason);
                    let warning = Diagnostic::warning(unbound.code, message);
                    self.push(warning.at(&unbound.pointer, ""));
                    omitted.push(Omitted {
                        id: id.into(),
                        method: checked.method.token().to_text(),
                        path: (&path.path).into(),
                        code: unbound.code,
                        reason: unbound.reason.into(),
                    });
                }
            }
        }
        self.unknown_paging(&operations, &omitted);
        self.unknown_headers(&operations);
        (operations, omitted)
    }

    fn operation(
        &mut self,
        path: &'d CheckedPath,
        checked: &'d CheckedOperation,
        id: &str,
        schemes: &Schemes<'_>,
    ) -> Result<Operation, Unbound> {
        let described = &checked.operation;
        let pointer = &checked.pointer;
        if self.is_spent() {
            return Err(self.spent_operation(pointer));
        }
        let way = InlineName::from(id);
        let parameters = self.parameters(
            &path.path,
            &path.parameters,
            &described.parameters,
            pointer,
            &way,
        )?;
        let body = match &described.request_body {
            Some(body) => self.body(body, &pointer.child("requestBody"), &way)?,
            None => None,
        };
        let responses = self.responses(&described.responses, &pointer.child("responses"), &way)?;
        let security = self.security(described.security.as_ref(), schemes, pointer);
        self.drain();
        let paging = self.paging(&Seen {
            responses: &responses.responses,
            parameters: &parameters,
            body: body.as_ref(),
            checked,
            id,
        });
        let own_servers = if described.servers.is_empty() {
            &path.servers
        } else {
            &described.servers
        };
        let servers = other_servers(own_servers, &self.document_places);
        let variables = servers.iter().map(|server| 1 + server.variables.len());
        self.spend(variables.sum());
        let operation = Operation {
            id: id.into(),
            pinned: match self.config.names.get(id) {
                Some(name) => Some(name.into()),
                None => naming::given(&described.extensions),
            },
            pointer: pointer.clone(),
            method: checked.method.clone(),
            path: template(&path.path),
            tags: described.tags.iter().map(DocumentText::from).collect(),
            docs: operation_docs(described),
            parameters,
            body,
            responses: responses.responses,
            errors: responses.errors,
            security,
            servers,
            paging,
            headers: responses.headers,
            streaming: responses
                .streaming
                .filter(|_| checked.method != Method::Head),
        };
        media_type::check(&operation)?;
        Ok(operation)
    }
}

#[cfg(test)]
mod tests {
    use crate::lower::testing::lowered;

    #[test]
    fn an_operation_that_cannot_be_bound_leaves_nothing_behind() {
        let (api, report) = lowered(
            "paths:\n  /x:\n    post:\n      operationId: upload\n      parameters:\n      \
             - {name: e, in: query, schema: {type: string, enum: [a, b]}}\n      \
             - {name: i, in: query, content: {image/png: {}}}\n      \
             responses: {'204': {description: d}}\n    get:\n      operationId: read\n      \
             responses: {'204': {description: d}}",
        );
        assert_eq!(api.operations.len(), 1);
        assert_eq!(api.operations[0].id, "read");
        assert_eq!(api.omitted.len(), 1);
        assert_eq!(api.omitted[0].id, "upload");
        assert_eq!(api.omitted[0].code.name(), "unsupported-parameter");
        assert!(api.types.is_empty(), "{:?}", api.types);
        assert_eq!(report.diagnostics().len(), 1);
    }
}
