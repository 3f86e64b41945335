//! What is an operation called that the document does not name, or names like another?
//! (Operation Object, `operationId`.)

use crate::ir::Method;
use std::collections::BTreeMap;

/// Facts about an operation before it is lowered.
pub(super) struct Known<'d> {
    pub(super) id: Option<&'d str>,
    pub(super) method: &'d Method,
    pub(super) path: &'d str,
}

/// A distinct id for every operation, in order. Operations that share one `operationId` all get
/// their method, or their path where that does not tell them apart, added to it.
pub(super) fn ids(operations: &[Known<'_>]) -> Vec<String> {
    let named: Vec<Option<&str>> = operations
        .iter()
        .map(|known| known.id.map(str::trim).filter(|id| !id.is_empty()))
        .collect();
    // By id, how many operations have it with each method.
    let mut shared: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut short: BTreeMap<String, usize> = BTreeMap::new();
    for (id, known) in named.iter().zip(operations) {
        if let Some(id) = id {
            let methods = shared.entry(id).or_default();
            *methods.entry(known.method.token().untrusted()).or_default() += 1;
        }
        *short.entry(made(known, false)).or_default() += 1;
    }
    let of_path = |known: &Known<'_>| {
        let brief = made(known, false);
        match short.get(&brief) {
            Some(1) => brief,
            _ => made(known, true),
        }
    };
    let mut ids: Vec<String> = Vec::with_capacity(operations.len());
    for (id, known) in named.iter().zip(operations) {
        let methods = id.and_then(|id| shared.get(id));
        ids.push(match (id, methods) {
            (Some(id), Some(methods)) if methods.values().eq([&1]) => (*id).to_owned(),
            (Some(id), Some(methods)) => {
                if methods.get(known.method.token().untrusted()) == Some(&1) {
                    format!("{id}_{}", word(known.method))
                } else {
                    format!("{id}_{}", of_path(known))
                }
            }
            _ => of_path(known),
        });
    }
    numbered(ids)
}

/// Two paths can be made of the same words; the later ones get a number.
fn numbered(ids: Vec<String>) -> Vec<String> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for id in &ids {
        taken.entry(id.clone()).or_insert(0);
    }
    // By id, the number that is tried next: all below it are taken.
    let mut next: BTreeMap<String, usize> = BTreeMap::new();
    let mut distinct = Vec::with_capacity(ids.len());
    for id in ids {
        let count = taken.entry(id.clone()).or_insert(0);
        *count += 1;
        if *count == 1 {
            distinct.push(id);
            continue;
        }
        let next = next.entry(id.clone()).or_insert(2);
        while taken.contains_key(&format!("{id}_{next}")) {
            *next += 1;
        }
        let fresh = format!("{id}_{next}");
        taken.insert(fresh.clone(), 1);
        distinct.push(fresh);
    }
    distinct
}

/// `get_pets_by_pet_id` for `GET /pets/{petId}`. Parameters before the last part of a path are
/// named only where paths differ in nothing else.
fn made(known: &Known<'_>, whole: bool) -> String {
    let mut words = vec![word(known.method)];
    let mut parts = known
        .path
        .split('/')
        .filter(|part| !part.is_empty())
        .peekable();
    while let Some(part) = parts.next() {
        let name = part
            .strip_prefix('{')
            .and_then(|name| name.strip_suffix('}'));
        match name {
            Some(name) if whole || parts.peek().is_none() => {
                words.push("by".to_owned());
                words.push(name.to_owned());
            }
            Some(_) => {}
            None => words.push(part.replace(['{', '}'], "_")),
        }
    }
    words.join("_")
}

fn word(method: &Method) -> String {
    method.token().untrusted().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known<'d>(id: Option<&'d str>, method: &'d Method, path: &'d str) -> Known<'d> {
        Known { id, method, path }
    }

    #[test]
    fn every_id_is_distinct() {
        let ids = ids(&[
            known(Some("list"), &Method::Get, "/a"),
            known(None, &Method::Get, "/pets/{petId}"),
            known(Some("same"), &Method::Get, "/b"),
            known(Some("same"), &Method::Post, "/b"),
            known(Some("twin"), &Method::Get, "/c"),
            known(Some("twin"), &Method::Get, "/d"),
            known(Some(" "), &Method::Put, "/"),
            known(None, &Method::Get, "/a/{b}/c/{d}"),
            known(None, &Method::Get, "/a/{b}/e"),
            known(None, &Method::Get, "/a/e"),
            known(None, &Method::Get, "/x/y"),
            known(None, &Method::Get, "/x//y"),
        ]);
        assert_eq!(
            ids,
            [
                "list",
                "get_pets_by_petId",
                "same_get",
                "same_post",
                "twin_get_c",
                "twin_get_d",
                "put",
                "get_a_c_by_d",
                "get_a_by_b_e",
                "get_a_e",
                "get_x_y",
                "get_x_y_2",
            ]
        );
    }
}
