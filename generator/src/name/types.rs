//! What are the types of a document called?

use super::Identifier;
use super::recorded::RecordedNames;
use super::rules::Space;
use super::scope::{Candidates, Scope};
use crate::ir::{Api, Name, TypeDef, TypeId};
use crate::text::DocumentText;
use crate::words::case::{camel, capitals, given_camel, snake, spelled, spelled_outside, words};
use crate::words::speech::is_telling;
use crate::words::{folded, overlapped};

/// Longer names are tried only when nothing shorter is left.
const MAX_LENGTH: usize = 50;

/// A scope for types and request values, in which nothing shadows what generated files use.
pub(super) fn scope() -> Scope {
    Scope::of(&[Space::Types])
}

/// Names the types to which the configuration or the document gives a name for generated code, then
/// those that had one in the previous run.
pub(super) fn known(
    api: &Api,
    scope: &mut Scope,
    recorded: &RecordedNames,
) -> Vec<Option<Identifier>> {
    let mut names: Vec<Option<Identifier>> = vec![None; api.types.len()];
    let pinned = own(api).filter_map(|(id, def)| match &def.origin.name {
        Name::Pinned(name) => Some((id.index(), Candidates::only(&given_camel(name.untrusted())))),
        _ => None,
    });
    give(scope, pinned.collect(), &mut names);
    for ((id, def), slot) in api.types().zip(&mut names) {
        let name = recorded.of_type(api, id, def).filter(|_| slot.is_none());
        *slot = slot
            .take()
            .or_else(|| name.filter(|name| scope.take(name)).cloned());
    }
    names
}

/// Names the other types that have a name in the document; the rest is named by [`inferred`].
pub(super) fn components(
    api: &Api,
    scope: &mut Scope,
    mut names: Vec<Option<Identifier>>,
) -> Vec<Option<Identifier>> {
    let prefix = common_prefix(api);
    let named = unnamed(api, &names).filter_map(|(id, def)| match &def.origin.name {
        Name::Component(key) => {
            let key = key.untrusted();
            let key = key.strip_prefix(&prefix).unwrap_or(key);
            Some((id.index(), of_component(key)))
        }
        _ => None,
    });
    let named = named.collect();
    give(scope, named, &mut names);
    names
}

/// Names the inline types, then what requests hold instead of types that have a name by now.
pub(super) fn inferred(
    api: &Api,
    scope: &mut Scope,
    mut names: Vec<Option<Identifier>>,
) -> Vec<Identifier> {
    let prefix = common_prefix(api);
    let inline = unnamed(api, &names).filter_map(|(id, def)| match &def.origin.name {
        Name::Inferred(way) => {
            let steps = way.iter().map(DocumentText::untrusted);
            let steps = steps.map(|step| step.strip_prefix(&prefix).unwrap_or(step));
            Some((id.index(), of_way(folded(steps))))
        }
        _ => None,
    });
    let inline = inline.collect();
    give(scope, inline, &mut names);
    let views = api.types().filter_map(|(id, _)| {
        if names.get(id.index())?.is_some() {
            return None;
        }
        let response = names.get(api.called_after(id)?.index())?.as_ref()?;
        Some((id.index(), of_view(response)))
    });
    give(scope, views.collect(), &mut names);
    let named = names.into_iter();
    named
        .map(|name| name.unwrap_or_else(|| Identifier::new("")))
        .collect()
}

/// Any text in every other spelling that tells it from others.
pub(super) fn spellings(text: &str) -> Vec<String> {
    let whole = camel(&spelled(text));
    let capitals = camel(capitals(text));
    let plain = camel(text);
    vec![
        camel(&spelled_outside(text)),
        whole.clone(),
        format!("{plain}{capitals}"),
        format!("{whole}{capitals}"),
    ]
}

fn give(
    scope: &mut Scope,
    parties: Vec<(usize, Candidates<'_>)>,
    names: &mut [Option<Identifier>],
) {
    let (indices, candidates): (Vec<usize>, Vec<Candidates<'_>>) = parties.into_iter().unzip();
    for (index, name) in indices.into_iter().zip(scope.give(candidates)) {
        if let Some(slot) = names.get_mut(index) {
            *slot = Some(name);
        }
    }
}

fn of_component(key: &str) -> Candidates<'_> {
    let plain = camel(key);
    Candidates::new(plain.clone(), move || {
        let mut others = Vec::new();
        if Space::Types.reserves(&plain) {
            others.extend([format!("Api{plain}"), format!("{plain}Type")]);
        }
        others.extend(spellings(key));
        others
    })
}

/// The request type for the type with this name.
fn of_view(response: &Identifier) -> Candidates<'static> {
    let response = response.clone();
    Candidates::new(response.followed_by("Request"), move || {
        ["RequestView", "InRequests"]
            .map(|words| response.followed_by(words))
            .to_vec()
    })
}

/// The types that are not called after others.
fn own(api: &Api) -> impl Iterator<Item = (TypeId, &TypeDef)> {
    api.types()
        .filter(|(id, _)| api.called_after(*id).is_none())
}

/// Those of them that have no name yet.
fn unnamed<'a, 'n>(
    api: &'a Api,
    names: &'n [Option<Identifier>],
) -> impl Iterator<Item = (TypeId, &'a TypeDef)> + use<'a, 'n> {
    own(api).filter(|(id, _)| names.get(id.index()).is_none_or(Option::is_none))
}

/// The part up to a dot or slash that the keys of all components begin with.
fn common_prefix(api: &Api) -> String {
    let keys = own(api).filter_map(|(_, def)| match &def.origin.name {
        Name::Component(key) => Some(key.untrusted()),
        _ => None,
    });
    let mut prefix: Option<&str> = None;
    let mut count = 0;
    for key in keys {
        count += 1;
        let common = match prefix {
            None => key,
            Some(known) => {
                let same = known.bytes().zip(key.bytes()).take_while(|(a, b)| a == b);
                known.get(..same.count()).unwrap_or_default()
            }
        };
        let end = common.rfind(['.', '/']).map_or(0, |dot| dot + 1);
        prefix = common.get(..end);
    }
    if count < 2 {
        return String::new();
    }
    prefix.unwrap_or_default().to_owned()
}

/// The fewest last words that say something, then one step more at a time.
fn of_way(steps: Vec<Vec<String>>) -> Candidates<'static> {
    let first = distinctive(&steps).next();
    let first = first.unwrap_or_else(|| camel(&steps.concat().join("_")));
    Candidates::new(first, move || every(&steps))
}

/// Names of the last steps, each longer than the one before.
fn distinctive(steps: &[Vec<String>]) -> impl Iterator<Item = String> + '_ {
    let mut way: Vec<String> = Vec::new();
    let mut distinctive = false;
    steps.iter().rev().filter_map(move |step| {
        way = overlapped(step, &way);
        distinctive |= is_telling(step);
        distinctive.then(|| camel(&way.join("_")))
    })
}

/// Everything that an inline type may be called.
fn every(steps: &[Vec<String>]) -> Vec<String> {
    let (mut candidates, long): (Vec<String>, Vec<String>) =
        distinctive(steps).partition(|name| name.chars().count() <= MAX_LENGTH);
    if let ([first, .., last], false) = (steps, long.is_empty()) {
        candidates.push(camel(&overlapped(first, last).join("_")));
    }
    match long.into_iter().next() {
        Some(shortest) if candidates.is_empty() => candidates.push(shortest),
        _ => {}
    }
    if candidates.is_empty() {
        candidates.push(camel(&steps.concat().join("_")));
    }
    // The candidates are exhausted: a suffix marks it as a type.
    if let Some(last) = candidates.last() {
        candidates.push(format!("{last}Type"));
    }
    candidates
}

/// The words of a snake-case name that all occur in a longer one are not repeated.
pub(super) fn joined(first: &str, second: &str) -> String {
    let (first, second) = (words(first), words(second));
    snake(&overlapped(&first, &second).join("_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(steps: &[&str]) -> Vec<String> {
        every(&folded(steps.iter().copied()))
    }

    #[test]
    fn few_words_suffice() {
        assert_eq!(way(&["ListResponse", "meta"])[0], "Meta");
        assert_eq!(way(&["Order", "status"])[0], "OrderStatus");
        assert_eq!(way(&["listPets", "response"])[0], "ListPetsResponse");
        assert_eq!(way(&["getPet", "not found", "error"])[0], "NotFoundError");
        assert_eq!(way(&["Call", "participants", "item"])[0], "Participant");
        assert_eq!(way(&["Call", "participants", "item"])[1], "CallParticipant");
        assert_eq!(
            way(&["Participant", "participant_sid"])[1],
            "ParticipantSid"
        );
        assert_eq!(
            way(&["listPets", "response", "item"])[0],
            "ListPetsResponseItem"
        );
        let deep = vec!["a quite long step on the way"; 10];
        assert!(
            way(&deep).iter().all(|name| name.len() < 60),
            "{:?}",
            way(&deep)
        );
    }
}
