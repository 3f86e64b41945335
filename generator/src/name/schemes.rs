//! What are the setters of the client builder for security schemes called?

use super::Identifier;
use super::rules::RESERVED_BUILDER;
use super::scope::{Candidates, Scope};
use crate::ir::{Api, Credential};
use crate::words::case::snake;

/// By kind where a document has one scheme of it, otherwise by the scheme's own name.
pub(super) fn schemes(api: &Api) -> Vec<Identifier> {
    let mut scope = Scope::without(RESERVED_BUILDER);
    let only = |kind: &str| {
        let same = api.schemes.iter();
        same.filter(|scheme| self::kind(&scheme.credential) == Some(kind))
            .count()
            == 1
    };
    let candidates = api.schemes.iter().map(|scheme| {
        let name = snake(&scheme.name);
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

fn kind(credential: &Credential) -> Option<&'static str> {
    match credential {
        Credential::Basic => Some("basic_auth"),
        Credential::Bearer => Some("bearer_auth"),
        Credential::HeaderKey(_) | Credential::QueryKey(_) | Credential::CookieKey(_) => {
            Some("api_key")
        }
        Credential::OAuth2 { .. } => Some("oauth2_token"),
        Credential::Other(_) => None,
    }
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
        schemes(api).iter().map(Identifier::to_string).collect()
    }
}
