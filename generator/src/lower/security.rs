//! What does a caller have to show? (Security Scheme Object, Security Requirement Object.)

use super::context::Lowering;
use super::docs::described;
use crate::diagnostic::{Code, Diagnostic, Pointer};
use crate::ir::{Alternative, SecurityScheme};
use crate::limits::Limit;
use crate::schemes::{Credential, Place};
use crate::text::DocumentText;
use indexmap::IndexMap;
use openapiv3::SecurityRequirement;
use std::collections::BTreeMap;

/// The schemes of the document, by their names.
pub(super) type Schemes<'a> = BTreeMap<&'a str, &'a SecurityScheme>;

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
            schemes.push(SecurityScheme {
                name: name.into(),
                credential: Credential::of(scheme),
                docs: described(description(scheme)),
            });
        }
        schemes
    }

    /// The ways to be authorised for an operation: its own, or those of the document.
    pub(super) fn security(
        &mut self,
        own: Option<&Vec<SecurityRequirement>>,
        schemes: &Schemes<'_>,
        pointer: &Pointer,
    ) -> Vec<Alternative> {
        let Some(requirements) = own.or(self.document.security.as_ref()) else {
            return Vec::new();
        };
        let known = |name: &String| schemes.contains_key(name.as_str());
        let mut met = requirements
            .iter()
            .filter(|requirement| requirement.keys().all(known))
            .peekable();
        if met.peek().is_none() && !requirements.is_empty() {
            let message = "no way to be authorised is declared under `securitySchemes`";
            let warning = Diagnostic::warning(Code::UnknownSecurityScheme, message);
            self.push(warning.at(pointer, "sent without credentials"));
        }
        // A certificate is shown before there is a request.
        let of_transport = |name: &String| {
            let scheme = schemes.get(name.as_str());
            scheme.is_some_and(|scheme| scheme.credential.is_of_transport())
        };
        let most = self.limits.of(Limit::Security);
        let (mut named, mut is_over) = (0, false);
        let within = met.take_while(|requirement| {
            named += requirement.len();
            is_over = named > most;
            !is_over
        });
        let mut alternatives: Vec<Alternative> = Vec::new();
        for requirement in within {
            let needed = requirement.iter().filter(|(name, _)| !of_transport(name));
            for needed in one_of_each_place(needed, schemes) {
                let is_same = |other: &Alternative| {
                    let names = other.schemes.iter().map(|(name, _)| name.untrusted());
                    names.eq(needed.iter().map(|(name, _)| name.as_str()))
                };
                // Alternatives that differ in scopes only need the same credentials.
                if alternatives.iter().any(is_same) || alternatives.len() > most {
                    continue;
                }
                let needed = needed.into_iter();
                let schemes = needed.map(|(name, scopes)| {
                    (name.into(), scopes.iter().map(DocumentText::from).collect())
                });
                alternatives.push(Alternative {
                    schemes: schemes.collect(),
                });
            }
        }
        if is_over {
            let message = format!("the alternatives of `security` name more than {most} schemes");
            let warning = Limit::Security.exceeded(message);
            self.push(warning.at(pointer, "the rest is left out"));
        }
        alternatives
    }
}

/// A scheme that an alternative names, with its scopes.
type Needed<'a> = (&'a String, &'a Vec<String>);

/// Splits an alternative whose schemes would write the same header, query parameter or cookie: a
/// request has one value there, so any one of these schemes satisfies the requirement.
fn one_of_each_place<'a>(
    needed: impl Iterator<Item = Needed<'a>>,
    schemes: &Schemes<'_>,
) -> Vec<Vec<Needed<'a>>> {
    let mut places: IndexMap<(Place, String), Vec<Needed<'a>>> = IndexMap::new();
    for one in needed {
        if let Some(scheme) = schemes.get(one.0.as_str()) {
            places.entry(place(scheme)).or_default().push(one);
        }
    }
    places.into_values().fold(vec![Vec::new()], |split, same| {
        let mut further = Vec::with_capacity(split.len().saturating_mul(same.len()));
        for before in &split {
            for one in same.iter().take(MOST_SPLITS / split.len().max(1) + 1) {
                let mut with = before.clone();
                with.push(*one);
                further.push(with);
            }
        }
        further
    })
}

/// Alternatives that one is split into, roughly. Real ones are split into two.
const MOST_SPLITS: usize = 100;

/// The place in a request that the credentials of a scheme fill.
fn place(scheme: &SecurityScheme) -> (Place, String) {
    let credential = &scheme.credential;
    let name = credential.name().untrusted().to_owned();
    match credential.scheme.place {
        Place::Header if name.eq_ignore_ascii_case("authorization") => {
            (Place::Authorization, String::new())
        }
        Place::Authorization => (Place::Authorization, String::new()),
        Place::Header => (Place::Header, name.to_ascii_lowercase()),
        place => (place, name),
    }
}

/// The description of a Security Scheme Object.
fn description(scheme: &openapiv3::SecurityScheme) -> Option<&String> {
    match scheme {
        openapiv3::SecurityScheme::APIKey { description, .. }
        | openapiv3::SecurityScheme::HTTP { description, .. }
        | openapiv3::SecurityScheme::OAuth2 { description, .. }
        | openapiv3::SecurityScheme::OpenIDConnect { description, .. } => description.as_ref(),
    }
}

#[cfg(test)]
mod tests {
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
        let ids: Vec<&str> = api.schemes.iter().map(|s| s.credential.scheme.id).collect();
        assert_eq!(ids, ["basic", "query-key"]);
        let names: Vec<Vec<Vec<&str>>> = api
            .operations
            .iter()
            .map(|operation| {
                let alternatives = operation.security.iter();
                alternatives
                    .map(|a| a.schemes.iter().map(|(name, _)| name.untrusted()).collect())
                    .collect()
            })
            .collect();
        let expected: [&[&[&str]]; 4] = [&[&["a"]], &[], &[&["a", "b"], &[]], &[]];
        assert_eq!(names, expected);
        assert_eq!(report.diagnostics().len(), 1, "the unknown scheme is named");
    }

    #[test]
    fn schemes_of_one_header_are_alternatives_and_scopes_make_none() {
        let (api, _) = lowered(
            "components: {securitySchemes: {\
             o: {type: oauth2, flows: {implicit: {authorizationUrl: 'https://a.example', scopes: {}}}}, \
             b: {type: http, scheme: bearer}, h: {type: apiKey, in: header, name: authorization}, \
             k: {type: apiKey, in: query, name: key}}}\n\
             paths: {/x: {\
             get: {security: [{o: [read]}, {o: [write]}, {k: []}], responses: {'204': {description: d}}}, \
             put: {security: [{o: [s], k: [], b: []}], responses: {'204': {description: d}}}, \
             post: {security: [{b: [], h: []}], responses: {'204': {description: d}}}}}",
        );
        let names: Vec<Vec<String>> = api
            .operations
            .iter()
            .map(|operation| {
                let alternatives = operation.security.iter();
                let all = alternatives.map(|alternative| {
                    let names = alternative.schemes.iter().map(|(name, _)| name.untrusted());
                    names.collect::<Vec<_>>().join("+")
                });
                all.collect()
            })
            .collect();
        assert_eq!(names, [vec!["o", "k"], vec!["o+k", "b+k"], vec!["b", "h"]]);
        let scopes = &api.operations[0].security[0].schemes[0].1;
        assert_eq!(scopes.len(), 1, "those of the first");
    }

    #[test]
    fn every_kind_of_scheme_is_known() {
        let (api, report) = lowered(
            "components: {securitySchemes: {\
             o: {type: openIdConnect, openIdConnectUrl: 'https://a.example/x'}, \
             c: {type: oauth2, flows: {clientCredentials: {tokenUrl: /token, scopes: {}}}}, \
             i: {type: oauth2, flows: {implicit: {authorizationUrl: 'https://a.example', scopes: {}}}}, \
             d: {type: http, scheme: Hoba}, m: {type: http, scheme: mutualTLS}}}\n\
             paths: {/x: {get: {security: [{m: []}], responses: {'204': {description: d}}}, \
             put: {security: [{m: [], d: []}], responses: {'204': {description: d}}}}}",
        );
        let credentials: Vec<_> = api
            .schemes
            .iter()
            .map(|s| {
                let url = s.credential.token_url.as_ref().map(|url| url.untrusted());
                (s.credential.scheme.id, url)
            })
            .collect();
        let expected = [
            ("bearer", None),
            ("oauth2", Some("/token")),
            ("oauth2", None),
            ("other-http", None),
            ("mutual-tls", None),
        ];
        assert_eq!(credentials, expected);
        let counts: Vec<Vec<usize>> = api
            .operations
            .iter()
            .map(|o| o.security.iter().map(|a| a.schemes.len()).collect())
            .collect();
        assert_eq!(counts, [[0], [1]], "a certificate is the transport's");
        assert!(report.diagnostics().is_empty());
    }
}
