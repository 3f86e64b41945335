//! What are the setters of the client builder for security schemes called?

use super::Identifier;
use super::rules::Space;
use super::scope::{Candidates, Scope};
use crate::ir::Api;
use crate::schemes::Credential;
use crate::words::case::snake;
use std::collections::BTreeMap;

/// The setters of tokens and other credentials, and those of OAuth 2 client credentials, where the
/// document has them.
pub(super) fn schemes(api: &Api) -> (Vec<Identifier>, Vec<Option<Identifier>>) {
    let mut scope = Scope::of(&[Space::Builder]);
    let credentials = credentials(api, &mut scope);
    (credentials, grants(api, &mut scope))
}

/// By kind where a document has one scheme of it, otherwise by the scheme's own name.
fn credentials(api: &Api, scope: &mut Scope) -> Vec<Identifier> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for kind in api.schemes.iter().filter_map(|it| kind(&it.credential)) {
        *counts.entry(kind).or_default() += 1;
    }
    let only = |kind: &str| counts.get(kind) == Some(&1);
    let candidates = api.schemes.iter().map(|scheme| {
        let name = snake(scheme.name.untrusted());
        let kind = kind(&scheme.credential).filter(|kind| only(kind));
        let first = kind.map_or_else(|| name.clone(), str::to_owned);
        Candidates::new(first, move || {
            vec![
                name.clone(),
                format!("{name}_auth"),
                format!("{name}_credential"),
            ]
        })
    });
    scope.give(candidates.collect())
}

fn grants(api: &Api, scope: &mut Scope) -> Vec<Option<Identifier>> {
    let has = |credential: &Credential| credential.token_url.is_some();
    let schemes = || api.schemes.iter().filter(|scheme| has(&scheme.credential));
    let single = schemes().count() == 1;
    let candidates = schemes().map(|scheme| {
        let name = format!("{}_client", snake(scheme.name.untrusted()));
        let first = if single {
            "oauth2_client".to_owned()
        } else {
            name.clone()
        };
        Candidates::new(first, move || {
            vec![name.clone(), format!("{name}_credentials")]
        })
    });
    let mut names = scope.give(candidates.collect()).into_iter();
    let schemes = api.schemes.iter();
    schemes
        .map(|scheme| has(&scheme.credential).then(|| names.next()).flatten())
        .collect()
}

fn kind(credential: &Credential) -> Option<&'static str> {
    credential.scheme.client.as_ref()?.setter
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::testing::lowered;

    #[test]
    fn the_only_scheme_of_a_kind_is_called_so() {
        let names = |schemes: &str| -> Vec<String> {
            let text = format!("components: {{securitySchemes: {{{schemes}}}}}");
            let (api, _) = lowered(&text);
            schemes_of(&api)
        };
        assert_eq!(
            names("accountSid_authToken: {type: http, scheme: basic}"),
            ["basic_auth"]
        );
        assert_eq!(
            names(
                "one: {type: apiKey, in: header, name: a}, header: {type: apiKey, in: query, name: b}, \
                 basic: {type: http, scheme: basic}"
            ),
            ["one", "header_auth", "basic_auth"]
        );
    }

    fn schemes_of(api: &Api) -> Vec<String> {
        schemes(api).0.iter().map(Identifier::to_string).collect()
    }

    #[test]
    fn client_credentials_have_a_setter_beside_the_token() {
        let flow = "type: oauth2, flows: {clientCredentials: {tokenUrl: /t, scopes: {}}}";
        let named = |declared: &str| {
            let text = format!("components: {{securitySchemes: {{{declared}}}}}");
            let (tokens, grants) = schemes(&lowered(&text).0);
            let text = |name: &Identifier| name.to_string();
            let tokens: Vec<String> = tokens.iter().map(text).collect();
            let grants: Vec<_> = grants.iter().map(|name| name.as_ref().map(text)).collect();
            (tokens, grants)
        };
        assert_eq!(
            named(&format!("a: {{{flow}}}, b: {{type: http, scheme: basic}}")),
            (
                vec!["oauth2_token".to_owned(), "basic_auth".to_owned()],
                vec![Some("oauth2_client".to_owned()), None]
            )
        );
        assert_eq!(
            named(&format!("a: {{{flow}}}, B: {{{flow}}}")).1,
            [Some("a_client".to_owned()), Some("b_client".to_owned())]
        );
    }
}
