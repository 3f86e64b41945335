//! What does a caller have to show? (Security Scheme Object, Security Requirement Object.)

use super::context::Lowering;
use super::docs::described;
use crate::diagnostic::{Code, Diagnostic, Pointer};
use crate::ir::{Alternative, Credential, SecurityScheme};
use openapiv3::{APIKeyLocation, SecurityRequirement};

impl<'d> Lowering<'d> {
    /// The schemes of the document.
    pub(super) fn schemes(&mut self) -> Vec<SecurityScheme> {
        let base = Pointer::root().child("components").child("securitySchemes");
        let mut schemes = Vec::new();
        for (name, scheme) in &self.document.security_schemes {
            let pointer = base.child(name);
            let Some((scheme, _)) = self.references.scheme(scheme, &pointer) else {
                let message = format!("the security scheme `{name}` leads nowhere");
                self.push(Diagnostic::warning(Code::DanglingRef, message).at(&pointer, ""));
                continue;
            };
            let (credential, description) = credential(scheme);
            schemes.push(SecurityScheme {
                name: name.clone(),
                credential,
                docs: described(description),
            });
        }
        schemes
    }

    /// The ways to be authorised for an operation: its own, or those of the document.
    pub(super) fn security(
        &mut self,
        own: Option<&Vec<SecurityRequirement>>,
        schemes: &[SecurityScheme],
        pointer: &Pointer,
    ) -> Vec<Alternative> {
        let Some(requirements) = own.or(self.document.security.as_ref()) else {
            return Vec::new();
        };
        let known = |name: &String| schemes.iter().any(|scheme| scheme.name == *name);
        let (met, unmet): (Vec<_>, Vec<_>) = requirements
            .iter()
            .partition(|requirement| requirement.keys().all(known));
        if met.is_empty() && !unmet.is_empty() {
            let message = "no way to be authorised is declared under `securitySchemes`";
            let warning = Diagnostic::warning(Code::UnsupportedSecurity, message);
            self.push(warning.at(pointer, "sent without credentials"));
        }
        let alternatives = met.into_iter().map(|requirement| Alternative {
            schemes: requirement
                .iter()
                .map(|(name, scopes)| (name.clone(), scopes.clone()))
                .collect(),
        });
        alternatives.collect()
    }
}

fn credential(scheme: &openapiv3::SecurityScheme) -> (Credential, Option<&String>) {
    match scheme {
        openapiv3::SecurityScheme::APIKey {
            location,
            name,
            description,
            ..
        } => {
            let name = name.clone();
            let credential = match location {
                APIKeyLocation::Header => Credential::HeaderKey(name),
                APIKeyLocation::Query => Credential::QueryKey(name),
                APIKeyLocation::Cookie => Credential::CookieKey(name),
            };
            (credential, description.as_ref())
        }
        openapiv3::SecurityScheme::HTTP {
            scheme,
            description,
            ..
        } => {
            // Names of authentication schemes know no case (RFC 9110, section 11.1).
            let credential = match scheme.to_ascii_lowercase().as_str() {
                "basic" => Credential::Basic,
                "bearer" => Credential::Bearer,
                _ => Credential::Other(scheme.clone()),
            };
            (credential, description.as_ref())
        }
        openapiv3::SecurityScheme::OAuth2 {
            flows, description, ..
        } => {
            let flow = flows.client_credentials.as_ref();
            let token_url = flow.map(|flow| flow.token_url.clone());
            (Credential::OAuth2 { token_url }, description.as_ref())
        }
        openapiv3::SecurityScheme::OpenIDConnect { description, .. } => {
            (Credential::Bearer, description.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ir::Credential;
    use crate::lower::testing::lowered;

    #[test]
    fn operations_override_the_document() {
        let (api, report) = lowered(
            "security: [{a: []}]\n\
             components: {securitySchemes: {a: {type: http, scheme: Basic}, \
             b: {type: apiKey, in: query, name: key}}}\n\
             paths:\n  /x:\n    get: {responses: {'204': {description: d}}}\n    \
             put: {security: [], responses: {'204': {description: d}}}\n    \
             post: {security: [{a: [], b: [s]}, {}], responses: {'204': {description: d}}}\n    \
             delete: {security: [{c: []}], responses: {'204': {description: d}}}",
        );
        let credentials: Vec<_> = api.schemes.iter().map(|s| s.credential.clone()).collect();
        assert_eq!(
            credentials,
            [Credential::Basic, Credential::QueryKey("key".to_owned())]
        );
        let names: Vec<Vec<Vec<&str>>> = api
            .operations
            .iter()
            .map(|operation| {
                let alternatives = operation.security.iter();
                alternatives
                    .map(|a| a.schemes.iter().map(|(name, _)| name.as_str()).collect())
                    .collect()
            })
            .collect();
        let expected: [&[&[&str]]; 4] = [&[&["a"]], &[], &[&["a", "b"], &[]], &[]];
        assert_eq!(names, expected);
        assert_eq!(report.diagnostics().len(), 1, "the unknown scheme is named");
    }
}
