//! What is different about how a client is made, and about the headers of responses?

use super::ChangeKind;
use super::matching::{Keys, Rule, matched};
use super::pair::{Pair, Side};
use super::same::short;
use crate::ir::{SecurityScheme, Server, ServerVariable};
use crate::name::{Identifier, ServerNames};
use crate::schemes::{Credential, filled};
use crate::text::DocumentText;

/// A setter of the builder: its name, the scheme, and how many values it takes.
struct Setter<'a> {
    name: String,
    scheme: &'a SecurityScheme,
    is_grant: bool,
}

impl Setter<'_> {
    /// The argument of the setter, in words.
    fn takes(&self) -> &'static str {
        let client = self.scheme.credential.scheme.client.as_ref();
        match self.is_grant {
            true => "client credentials",
            false => client.map_or("one value", |client| client.takes),
        }
    }
}

impl Pair<'_, '_> {
    /// Credentials, servers and headers.
    pub(super) fn client(&mut self) {
        self.begin("the client");
        self.schemes();
        self.servers();
        self.begin("headers of responses");
        self.headers();
    }

    fn schemes(&mut self) {
        let (old, new) = (setters(self.old), setters(self.new));
        let name = |setter: &Setter<'_>| setter.name.clone();
        let scheme =
            |setter: &Setter<'_>| format!("{} {}", setter.is_grant, setter.scheme.name.untrusted());
        let rules = [
            Rule::new(&old, &new, name, name),
            Rule::new(&old, &new, scheme, scheme),
        ];
        for (before, after) in matched(&rules) {
            let before = before.and_then(|at| old.get(at));
            let after = after.and_then(|at| new.get(at));
            let named = after.or(before).map(|setter| &setter.name);
            let Some(name) = named else { continue };
            let path = format!("ClientBuilder::{name}");
            match (before, after) {
                (None, Some(setter)) => {
                    let scheme = setter.scheme.name.untrusted();
                    let message = format!("credentials for `{scheme}` can be given");
                    self.push(ChangeKind::SchemeAdded, &path, message);
                }
                (Some(setter), None) => {
                    let scheme = setter.scheme.name.untrusted();
                    let message = format!("credentials for `{scheme}` cannot be given");
                    self.push(ChangeKind::SchemeRemoved, &path, message);
                }
                (Some(before), Some(after)) => self.scheme(&path, before, after),
                (None, None) => {}
            }
        }
    }

    fn scheme(&mut self, path: &str, old: &Setter<'_>, new: &Setter<'_>) {
        if old.name != new.name {
            let message = format!("the setter was called `{}`", old.name);
            self.push(ChangeKind::SchemeRenamed, path, message);
        }
        if old.takes() != new.takes() {
            let message = format!("it takes {} instead of {}", new.takes(), old.takes());
            self.push(ChangeKind::SchemeArgumentsChanged, path, message);
        }
        if old.scheme.credential != new.scheme.credential {
            let message = format!(
                "what is sent is {} instead of {}",
                sent(&new.scheme.credential),
                sent(&old.scheme.credential)
            );
            self.push(ChangeKind::CredentialChanged, path, message);
        }
    }

    fn servers(&mut self) {
        let (old, new) = (&self.old.meaning.api.servers, &self.new.meaning.api.servers);
        let (old, new) = (old.first(), new.first());
        let url = |server: Option<&Server>| server.map(|server| server.url.clone());
        if url(old) != url(new) {
            let shown = |url: Option<DocumentText>| match url {
                Some(url) => format!("`{}`", url.untrusted()),
                None => "none".to_owned(),
            };
            let message = format!(
                "calls go to {} instead of {}",
                shown(url(new)),
                shown(url(old))
            );
            self.push(ChangeKind::BaseUrlChanged, "ClientBuilder", message);
        }
        let (olds, news) = (choices(self.old), choices(self.new));
        let clients = |all: &[Choice<'_>]| -> Keys {
            let all = all.iter();
            all.map(|choice| choice.is_client.then(DocumentText::default))
                .collect()
        };
        let name = |choice: &Choice<'_>| choice.names.ty.to_string();
        let rules = [
            Rule(clients(&olds), clients(&news)),
            Rule::new(&olds, &news, name, name),
        ];
        for (before, after) in matched(&rules) {
            let before = before.and_then(|at| olds.get(at));
            let after = after.and_then(|at| news.get(at));
            match (before, after) {
                (None, Some(choice)) => {
                    let message = "a server can be chosen";
                    self.push(ChangeKind::ServerChoiceAdded, &name(choice), message);
                }
                (Some(choice), None) => {
                    let message = "no server can be chosen any more";
                    self.push(ChangeKind::ServerChoiceRemoved, &name(choice), message);
                }
                (Some(before), Some(after)) => self.choice(before, after),
                (None, None) => {}
            }
        }
    }

    fn choice(&mut self, old: &Choice<'_>, new: &Choice<'_>) {
        let (before, after) = (old.servers, new.servers);
        let (old_names, names) = (old.names, new.names);
        let path = names.ty.to_string();
        if old_names.ty != names.ty {
            let message = format!("the type was called `{}`", old_names.ty);
            self.push(ChangeKind::ServerChoiceChanged, &path, message);
        }
        if (before.len() == 1) != (after.len() == 1) {
            let message = if after.len() == 1 {
                "there is one server, `default()`, and its name is gone"
            } else {
                "there are several servers, and none is `default()`"
            };
            self.push(ChangeKind::ServerChoiceChanged, &path, message);
        }
        let named = |names: &ServerNames| -> Vec<String> {
            names.servers.iter().map(ToString::to_string).collect()
        };
        let (olds, news) = (named(old_names), named(names));
        let same = |name: &String| name.clone();
        for (one, other) in matched(&[Rule::new(&olds, &news, same, same)]) {
            match (one, other) {
                (None, Some(at)) => {
                    let name = news.get(at).map(String::as_str).unwrap_or_default();
                    let message = format!("the server `{name}` is new");
                    self.push(ChangeKind::ServerAdded, &format!("{path}::{name}"), message);
                }
                (Some(at), None) => {
                    let name = olds.get(at).map(String::as_str).unwrap_or_default();
                    let message = format!("the server `{name}` is gone");
                    self.push(
                        ChangeKind::ServerRemoved,
                        &format!("{path}::{name}"),
                        message,
                    );
                }
                (Some(one), Some(other)) => {
                    let name = news.get(other).map(String::as_str).unwrap_or_default();
                    // The first server is the base URL; those of an operation are reported with it.
                    if let (Some(one), Some(server)) = (before.get(one), after.get(other))
                        && one.url != server.url
                        && new.is_client
                        && other > 0
                    {
                        let message = format!(
                            "it is `{}` instead of `{}`",
                            server.url.untrusted(),
                            one.url.untrusted()
                        );
                        self.push(
                            ChangeKind::ServerUrlChanged,
                            &format!("{path}::{name}"),
                            message,
                        );
                    }
                }
                (None, None) => {}
            }
        }
        self.variables(&path, old, new);
    }

    fn variables(&mut self, path: &str, old: &Choice<'_>, new: &Choice<'_>) {
        let (olds, news) = (&old.names.variables, &new.names.variables);
        let name = |(_, name): &(DocumentText, Identifier)| name.to_string();
        for (before, after) in matched(&[Rule::new(olds, news, name, name)]) {
            let before = before.and_then(|at| olds.get(at));
            let after = after.and_then(|at| news.get(at));
            let Some((_, name)) = after.or(before) else {
                continue;
            };
            let path = format!("{path}::{name}");
            match (before, after) {
                (None, Some(_)) => {
                    self.push(ChangeKind::ServerVariableAdded, &path, "the setter is new");
                }
                (Some(_), None) => {
                    self.push(
                        ChangeKind::ServerVariableRemoved,
                        &path,
                        "the setter is gone",
                    );
                }
                (Some((before, _)), Some((after, _))) => {
                    if variables(old.servers, before) != variables(new.servers, after) {
                        let message = "its default or the values that it can have are others";
                        self.push(ChangeKind::ServerVariableChanged, &path, message);
                    }
                }
                (None, None) => {}
            }
        }
    }

    fn headers(&mut self) {
        let functions = |side: &Side<'_>| -> Vec<(String, String)> {
            let names = side.meaning.names.headers.iter().map(ToString::to_string);
            names.zip(side.public.headers.iter().cloned()).collect()
        };
        let (old, new) = (functions(self.old), functions(self.new));
        let name = |(name, _): &(String, String)| name.clone();
        for (before, after) in matched(&[Rule::new(&old, &new, name, name)]) {
            let before = before.and_then(|at| old.get(at));
            let after = after.and_then(|at| new.get(at));
            match (before, after) {
                (None, Some((name, _))) => {
                    let path = format!("headers::{name}");
                    self.push(ChangeKind::HeaderAdded, &path, "the header can be read");
                }
                (Some((name, _)), None) => {
                    let path = format!("headers::{name}");
                    self.push(
                        ChangeKind::HeaderRemoved,
                        &path,
                        "the header is declared no more",
                    );
                }
                (Some((_, before)), Some((name, after))) if !self.same.is(before, after) => {
                    let message =
                        format!("it is `{}` instead of `{}`", short(after), short(before));
                    self.push(
                        ChangeKind::HeaderTypeChanged,
                        &format!("headers::{name}"),
                        message,
                    );
                }
                _ => {}
            }
        }
    }
}

fn setters<'a>(side: &Side<'a>) -> Vec<Setter<'a>> {
    let (api, names) = (&side.meaning.api, &side.meaning.names);
    let schemes = api.schemes.iter().zip(&names.schemes).zip(&names.grants);
    schemes
        .flat_map(|((scheme, name), grant)| {
            // The transport shows a certificate; the builder has no setter for it.
            let own = (!scheme.credential.is_of_transport()).then(|| Setter {
                name: name.to_string(),
                scheme,
                is_grant: false,
            });
            let grant = grant.as_ref().map(|name| Setter {
                name: name.to_string(),
                scheme,
                is_grant: true,
            });
            [own, grant]
        })
        .flatten()
        .collect()
}

fn sent(credential: &Credential) -> String {
    let name = format!("`{}`", credential.name().untrusted());
    let sent = filled(credential.scheme.sent, "", &name);
    match &credential.token_url {
        Some(url) => format!("{sent}, fetched from `{}`", url.untrusted()),
        None => sent,
    }
}

/// A type by which a server is chosen.
struct Choice<'a> {
    servers: &'a [Server],
    names: &'a ServerNames,
    /// Whether it is chosen for a client, rather than for a request.
    is_client: bool,
}

fn choices<'a>(side: &Side<'a>) -> Vec<Choice<'a>> {
    let (api, names) = (&side.meaning.api, &side.meaning.names);
    let client = names.server.iter().map(|names| Choice {
        servers: &api.servers,
        names,
        is_client: true,
    });
    let others = names.other_servers.iter().filter_map(|(place, names)| {
        Some(Choice {
            servers: &api.operations.get(*place)?.servers,
            names,
            is_client: false,
        })
    });
    client.chain(others).collect()
}

/// The variable of this name, server by server.
fn variables<'a>(
    servers: &'a [Server],
    name: &DocumentText,
) -> Vec<(&'a DocumentText, &'a [DocumentText])> {
    let all = servers.iter().flat_map(|server| &server.variables);
    let named = all.filter(|variable| variable.name == *name);
    named
        .map(
            |ServerVariable {
                 default, values, ..
             }| (default, values.as_slice()),
        )
        .collect()
}
