//! Which paths are collections, which are items of them, and what does an operation do with these?
//! A path with one parameter more than another one, at its end, is that of its items.

use super::operation::Operation;
use bindery::lower::paging::alike_names as alike;
use bindery::openapi::path_template::split_path_and_query;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The effect of an operation on the stored items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// None.
    Plain,
    /// Adds an item, whose path has this parameter at its end.
    Create(String),
    /// Lists the items.
    List(String),
    /// Acts on one item, which this path parameter names.
    Item(String, Act),
    /// Acts on what is there once.
    Single(Act),
}

/// The effect on one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Read,
    Replace,
    Merge,
    Delete,
}

/// Names, beside the parameter's own, of the property that names an item.
const IDS: [&str; 10] = [
    "id", "sid", "uuid", "guid", "uid", "key", "name", "slug", "code", "number",
];

/// Says what each of the operations of a document does.
pub(super) fn assign(operations: &mut [Operation]) {
    let mut methods: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut items: BTreeMap<String, String> = BTreeMap::new();
    for operation in &*operations {
        let path = key(&operation.path);
        if let Some((parent, parameter)) = item(&path) {
            let known = items.entry(parent.to_owned());
            known.or_insert_with(|| parameter.to_owned());
        }
        let known = methods.entry(path).or_default();
        known.insert(operation.method.clone());
    }
    for operation in operations {
        let path = key(&operation.path);
        let has = |method: &str| methods.get(&path).is_some_and(|all| all.contains(method));
        let parameter = items.get(&path).cloned();
        operation.role = match (operation.method.as_str(), item(&path), parameter) {
            ("POST", None, Some(parameter)) => Role::Create(parameter),
            ("GET", None, Some(parameter)) => Role::List(parameter),
            (method, Some((_, parameter)), _) => match act(method) {
                // Only what can be fetched is changed by `POST`.
                Some(Act::Merge) if method == "POST" && !has("GET") => Role::Plain,
                Some(act) => Role::Item(parameter.to_owned(), act),
                None => Role::Plain,
            },
            ("POST", ..) => Role::Plain,
            (method, None, None) if has("GET") && (has("PUT") || has("PATCH")) => {
                act(method).map_or(Role::Plain, Role::Single)
            }
            _ => Role::Plain,
        };
    }
}

fn act(method: &str) -> Option<Act> {
    Some(match method {
        "GET" => Act::Read,
        "PUT" => Act::Replace,
        "PATCH" | "POST" => Act::Merge,
        "DELETE" => Act::Delete,
        _ => return None,
    })
}

/// A path without what tells no resources apart.
fn key(path: &str) -> String {
    let path = split_path_and_query(path).0.trim_end_matches('/');
    path.strip_suffix(".json").unwrap_or(path).to_owned()
}

/// The path of the collection, and the parameter, where a path ends with a parameter alone.
fn item(path: &str) -> Option<(&str, &str)> {
    let (parent, last) = path.rsplit_once('/')?;
    let name = last.strip_prefix('{')?.strip_suffix('}')?;
    let name = name.strip_prefix('+').unwrap_or(name);
    (!name.contains(['{', '}'])).then_some((parent, name))
}

/// A path with the values of its parameters: what is kept is kept under it.
pub(super) fn instance(template: &str, values: &[(String, String)]) -> String {
    let mut path = key(template);
    for (name, value) in values {
        // A slash in a value is none of the path.
        let value = value.replace('/', "%2F");
        path = path.replace(&format!("{{{name}}}"), &value);
        path = path.replace(&format!("{{+{name}}}"), &value);
    }
    path
}

/// The path to the id of an item, in the item itself or in an envelope around it: the property
/// named like the parameter, then one of the usual names.
pub(super) fn id_way(value: &Value, parameter: &str) -> Option<Vec<String>> {
    let own = id_name(value, parameter).map(|name| vec![name.to_owned()]);
    own.or_else(|| {
        let mut properties = value.as_object()?.iter();
        properties.find_map(|(outer, inner)| {
            let name = id_name(inner, parameter)?;
            Some(vec![outer.clone(), name.to_owned()])
        })
    })
}

fn id_name<'v>(value: &'v Value, parameter: &str) -> Option<&'v str> {
    let properties = value.as_object()?;
    let named = |wanted: &str| {
        let mut names = properties.iter();
        names
            .find(|(name, value)| alike(name, wanted) && (value.is_string() || value.is_number()))
            .map(|(name, _)| name.as_str())
    };
    let lower = parameter.to_lowercase();
    let suffix = IDS.iter().find(|id| lower.ends_with(*id));
    named(parameter)
        .or_else(|| named(suffix?))
        .or_else(|| IDS.iter().find_map(|id| named(id)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn role(paths: &[(&str, &str)]) -> Vec<Role> {
        let mut operations: Vec<Operation> = paths
            .iter()
            .map(|(method, path)| Operation {
                document: 0,
                id: String::new(),
                method: (*method).to_owned(),
                path: (*path).to_owned(),
                parameters: Vec::new(),
                body: None,
                responses: Vec::new(),
                security: Vec::new(),
                paging: None,
                role: Role::Plain,
            })
            .collect();
        assign(&mut operations);
        operations
            .into_iter()
            .map(|operation| operation.role)
            .collect()
    }

    #[test]
    fn paths_determine_the_action() {
        let id = || "id".to_owned();
        assert_eq!(
            role(&[
                ("GET", "/pets"),
                ("POST", "/pets"),
                ("GET", "/pets/{id}"),
                ("PUT", "/pets/{id}"),
                ("PATCH", "/pets/{id}"),
                ("POST", "/pets/{id}"),
                ("DELETE", "/pets/{id}"),
                ("POST", "/pets/{id}/feed"),
                ("GET", "/settings"),
                ("PUT", "/settings"),
                ("GET", "/health"),
                ("POST", "/convert/{to}"),
                ("POST", "/Calls.json"),
                ("GET", "/Calls/{id}.json"),
            ]),
            [
                Role::List(id()),
                Role::Create(id()),
                Role::Item(id(), Act::Read),
                Role::Item(id(), Act::Replace),
                Role::Item(id(), Act::Merge),
                Role::Item(id(), Act::Merge),
                Role::Item(id(), Act::Delete),
                Role::Plain,
                Role::Single(Act::Read),
                Role::Single(Act::Replace),
                Role::Plain,
                Role::Plain,
                Role::Create(id()),
                Role::Item(id(), Act::Read),
            ]
        );
    }

    #[test]
    fn the_property_that_names_an_item_is_found() {
        let way =
            |value: Value, parameter: &str| id_way(&value, parameter).map(|way| way.join("."));
        assert_eq!(way(json!({"sid": "a"}), "Sid").as_deref(), Some("sid"));
        assert_eq!(
            way(json!({"id": 1, "pet_id": 2}), "petId").as_deref(),
            Some("pet_id")
        );
        assert_eq!(
            way(json!({"name": "n", "id": 2}), "petId").as_deref(),
            Some("id")
        );
        assert_eq!(
            way(json!({"pet": {"id": 2}, "token": "t"}), "petId").as_deref(),
            Some("pet.id")
        );
        assert_eq!(way(json!({"x": 1}), "petId"), None);
        assert_eq!(way(json!([]), "petId"), None);
    }

    #[test]
    fn instances_keep_slashes_apart() {
        let values = [
            ("a".to_owned(), "x/y".to_owned()),
            ("b".to_owned(), "1".to_owned()),
        ];
        assert_eq!(instance("/p/{a}/{+b}.json", &values), "/p/x%2Fy/1");
    }
}
