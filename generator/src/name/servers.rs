//! What is the choice of a server called, and each server in it?

use super::rules::Space;
use super::scope::{Candidates, Scope};
use super::{Identifier, OperationNames, ServerNames};
use crate::ir::{Api, Operation, Server};
use crate::text::DocumentText;
use crate::words::case::{camel, snake};
use indexmap::{IndexMap, IndexSet};
use std::collections::BTreeSet;

/// The choice that a client has.
pub(super) fn of_api(api: &Api, types: &mut Scope) -> Option<ServerNames> {
    is_choice(&api.servers).then(|| {
        let ty = types.give_one(Candidates::of(["Server", "ApiServer", "ServerChoice"]));
        choice(ty, &api.servers)
    })
}

/// The choices that requests have, with the place of the first operation that has each: operations
/// with the same servers have the same choice.
pub(super) fn of_operations(
    api: &Api,
    names: &[OperationNames],
    types: &mut Scope,
) -> Vec<(usize, ServerNames)> {
    let mut choices: IndexMap<String, (usize, Vec<&Operation>)> = IndexMap::new();
    for (place, operation) in api.operations.iter().enumerate() {
        if !is_choice(&operation.servers) {
            continue;
        }
        let choice = choices.entry(key(&operation.servers));
        choice.or_insert((place, Vec::new())).1.push(operation);
    }
    let choices: Vec<(usize, Vec<&Operation>)> = choices.into_values().collect();
    let candidates = choices.iter().map(|(place, all)| {
        let request = names.get(*place).map(|names| &names.request);
        let after = |word| request.map(|request| request.followed_by(word));
        let tag = all.first().and_then(|first| first.tags.first());
        let tag = tag.filter(|tag| all.iter().all(|it| it.tags.first() == Some(tag)));
        let candidates = [
            tag.filter(|_| all.len() > 1)
                .map(|tag| format!("{}Server", camel(tag.untrusted()))),
            after("Server"),
            after("ServerChoice"),
        ];
        let mut candidates = candidates.into_iter().flatten();
        let first = candidates.next().unwrap_or_default();
        let others: Vec<String> = candidates.collect();
        Candidates::new(first, move || others.clone())
    });
    let types = types.give(candidates.collect());
    let named = choices.iter().zip(types);
    let named = named.filter_map(|((place, all), ty)| {
        let servers = &all.first()?.servers;
        Some((*place, choice(ty, servers)))
    });
    named.collect()
}

/// The same text for the same servers.
pub(super) fn key(servers: &[Server]) -> String {
    format!("{servers:?}")
}

/// Whether there is something to choose: several servers, or variables in a URL.
pub(super) fn is_choice(servers: &[Server]) -> bool {
    servers.len() > 1 || servers.iter().any(|server| !server.variables.is_empty())
}

fn choice(ty: Identifier, all: &[Server]) -> ServerNames {
    let variables = all.iter().flat_map(|server| &server.variables);
    let variables: IndexSet<&DocumentText> = variables.map(|variable| &variable.name).collect();
    let mut scope = Scope::of(&[Space::Server]);
    let setters = variables.iter().map(|name| {
        let name = snake(name.untrusted());
        Candidates::new(name.clone(), move || vec![format!("{name}_variable")])
    });
    let setters = scope.give(setters.collect());
    let servers = match all {
        [_] => Vec::new(),
        several => {
            let places = several.iter().map(|server| split(server.url.untrusted()));
            let secure = places.clone().filter(|(scheme, _)| *scheme == "https");
            let secure: BTreeSet<&str> = secure.map(|(_, place)| place).collect();
            let mut nexts = places.clone().skip(1).zip(places);
            let one_place = nexts.all(|((_, next), (_, place))| next == place);
            let of_server = |server| of_server(server, one_place, &secure);
            let candidates = several.iter().map(of_server);
            scope.give(candidates.collect())
        }
    };
    let variables = variables.into_iter().cloned();
    ServerNames {
        ty,
        servers,
        variables: variables.zip(setters).collect(),
    }
}

/// Many documents name one place with and without TLS: all of them do so here if there is `one_place`,
/// and those are served with it that are `secure`.
fn of_server<'a>(server: &'a Server, one_place: bool, secure: &BTreeSet<&str>) -> Candidates<'a> {
    let (scheme, place) = split(server.url.untrusted());
    if !scheme.is_empty() && one_place {
        return Candidates::new(snake(scheme), move || vec![snake(server.url.untrusted())]);
    }
    let twin = scheme == "http" && secure.contains(place);
    let host = place.split('/').next().unwrap_or_default();
    let described = described(server).filter(|_| !twin);
    let name = move |text: &str| match twin {
        true => snake(&format!("http {text}")),
        false => snake(text),
    };
    let first = described.unwrap_or_else(|| name(host));
    Candidates::new(first, move || {
        vec![name(host), name(place), snake(server.url.untrusted())]
    })
}

/// Scheme, if there is one, and the rest.
fn split(url: &str) -> (&str, &str) {
    let (scheme, place) = url.split_once("//").unwrap_or(("", url));
    (scheme.trim_end_matches(':'), place.trim_matches('/'))
}

/// Its description, where that is short enough for a name.
fn described(server: &Server) -> Option<String> {
    let text = server.docs.description.as_ref()?.untrusted();
    // A word that all servers share does not distinguish them.
    let distinctive = |word: &&str| {
        let common = [
            "the",
            "a",
            "api",
            "server",
            "environment",
            "url",
            "endpoint",
        ];
        !common.contains(&word.to_lowercase().as_str())
    };
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words
        .filter(|word| !word.is_empty())
        .filter(distinctive)
        .collect();
    let named = (1..=3).contains(&words.len());
    named.then(|| snake(&words.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::super::Identifier;
    use super::*;
    use crate::lower::testing::lowered;

    fn named(servers: &str) -> Option<(Vec<String>, Vec<String>)> {
        let (api, _) = lowered(&format!("servers: [{servers}]"));
        let names = servers_of(&api)?;
        let servers = names.servers.iter().map(Identifier::to_string).collect();
        let variables = names.variables.iter().map(|(_, name)| name.to_string());
        Some((servers, variables.collect()))
    }

    fn servers_of(api: &Api) -> Option<ServerNames> {
        of_api(api, &mut Scope::without([]))
    }

    #[test]
    fn one_plain_server_is_no_choice() {
        assert_eq!(named("{url: 'https://a.example'}"), None);
    }

    #[test]
    fn servers_are_called_by_what_is_said_of_them() {
        let (servers, _) = named(
            "{url: 'https://a.example', description: Production server}, \
             {url: 'https://b.example', description: The sandbox API.}, \
             {url: 'https://c.example/v1', description: For all those who would rather not}, \
             {url: 'https://c.example/v2'}, {url: /v3}",
        )
        .unwrap();
        let expected = [
            "production",
            "sandbox",
            "c_example_v1",
            "c_example_v2",
            "v3",
        ];
        assert_eq!(servers, expected);
    }

    #[test]
    fn places_without_tls_are_called_so() {
        let (servers, _) = named(
            "{url: 'http://a.example/v1'}, {url: 'https://a.example/v1', description: Main}, \
             {url: 'http://b.example'}",
        )
        .unwrap();
        assert_eq!(servers, ["http_a_example", "main", "b_example"]);
        let (servers, _) = named("{url: 'http://a.example'}, {url: 'https://a.example/'}").unwrap();
        assert_eq!(servers, ["http", "https"]);
    }

    #[test]
    fn variables_are_setters() {
        let (servers, variables) = named(
            "{url: 'https://{regionName}.a.example:{port}/{clone}', \
             variables: {regionName: {default: eu}, port: {default: '1'}, clone: {default: x}}}",
        )
        .unwrap();
        assert!(servers.is_empty(), "the only one is the default");
        assert_eq!(variables, ["region_name", "port", "clone_variable"]);
    }
}
