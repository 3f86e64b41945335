//! Does every security requirement name a scheme? Security Requirement Object.

use crate::diagnostic::{Code, Diagnostic, Pointer, Report, suggest};
use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

/// Unknown names for which the one that was meant is looked for: each time among all schemes.
const GUESSES: usize = 100;

/// Places of an unknown name that are shown.
const SHOWN: usize = 3;

/// Takes out alternatives that name a scheme which does not exist. Each such name is reported once.
pub(super) fn check(tree: &mut Value, report: &mut Report) {
    let schemes: IndexSet<String> = tree
        .pointer("/components/securitySchemes")
        .and_then(Value::as_object)
        .map(|schemes| schemes.keys().cloned().collect())
        .unwrap_or_default();
    let root = Pointer::root();
    let mut unknown = IndexMap::new();
    if let Some(security) = tree.get_mut("security") {
        prune(security, &schemes, &root.child("security"), &mut unknown);
    }
    let paths = tree.get_mut("paths").and_then(Value::as_object_mut);
    for (path, item) in paths.into_iter().flatten() {
        for (key, operation) in item.as_object_mut().into_iter().flatten() {
            if let Some(security) = operation.get_mut("security") {
                let pointer = root.child("paths").child(path).child(key).child("security");
                prune(security, &schemes, &pointer, &mut unknown);
            }
        }
    }
    for (index, (name, (places, count))) in unknown.into_iter().enumerate() {
        let requirements = match count {
            1 => "this requirement is left out".to_owned(),
            count => format!("{count} requirements are left out"),
        };
        let warning = Diagnostic::warning(
            Code::UnknownSecurityScheme,
            format!("no security scheme is called `{name}`; {requirements}"),
        );
        let warning = places
            .iter()
            .fold(warning, |warning, place| warning.at_key(place, ""));
        let known = schemes.iter().map(String::as_str);
        let meant = (index < GUESSES).then(|| suggest(&name, known)).flatten();
        report.push(match meant {
            Some(meant) => warning.help(format!("write `{meant}`")),
            None => warning.help(format!("add `{name}` to `components.securitySchemes`")),
        });
    }
}

/// The first places of each unknown name, and the number of all.
type Unknown = IndexMap<String, (Vec<Pointer>, usize)>;

fn prune(
    security: &mut Value,
    schemes: &IndexSet<String>,
    pointer: &Pointer,
    unknown: &mut Unknown,
) {
    let Value::Array(alternatives) = security else {
        return;
    };
    let mut index = 0;
    alternatives.retain(|alternative| {
        let here = pointer.index(index);
        index += 1;
        let names = alternative
            .as_object()
            .into_iter()
            .flat_map(|map| map.keys());
        let mut known = true;
        for name in names.filter(|name| !schemes.contains(*name)) {
            known = false;
            let (places, count) = unknown.entry(name.clone()).or_default();
            *count += 1;
            if places.len() < SHOWN {
                places.push(here.child(name));
            }
        }
        known
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_unknown_scheme_is_reported_once() {
        let operation = || json!({"security": [{"kye": []}, {"key": []}], "responses": {}});
        let mut tree = json!({"security": [{"other": []}],
            "components": {"securitySchemes": {"key": {}}},
            "paths": {"/a": {"get": operation(), "put": operation()},
                "/b": {"get": operation(), "put": operation()}}});
        let mut report = Report::new();
        check(&mut tree, &mut report);
        let all = report.diagnostics().iter();
        let all: Vec<_> = all
            .map(|it| (it.message.as_str(), it.places.len()))
            .collect();
        let expected = [
            (
                "no security scheme is called `other`; this requirement is left out",
                1,
            ),
            (
                "no security scheme is called `kye`; 4 requirements are left out",
                3,
            ),
        ];
        assert_eq!(all, expected);
        assert_eq!(tree["paths"]["/a"]["get"]["security"], json!([{"key": []}]));
    }
}
