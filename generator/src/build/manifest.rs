//! Does the package that compiles the generated library have the dependencies which that needs?

use crate::regular_file;
use std::path::Path;
use toml::de::DeTable;

/// The lines of the generated manifest's `[dependencies]` and `[features]` that the package's own
/// manifest lacks, each table with its heading.
///
/// A description that uses something new can make the generated code need another crate. Cargo has
/// read the package's manifest by then, so all that a build script can do is to say what to add.
pub(super) fn missing(package: &Path, generated: &Path) -> Vec<String> {
    let read = |path: &Path| regular_file::read_to_string(path).unwrap_or_default();
    missing_lines(&read(package), &read(generated))
}

fn missing_lines(package: &str, generated: &str) -> Vec<String> {
    let (package, generated_table) = (parse(package), parse(generated));
    let mut lines = Vec::new();
    for table in ["dependencies", "features"] {
        let (ours, theirs) = (names(&package, table), names(&generated_table, table));
        let lines_of = generated
            .split(&format!("[{table}]"))
            .nth(1)
            .unwrap_or_default();
        let missing = theirs.into_iter().filter(|name| !ours.contains(name));
        let mut missing: Vec<String> = missing
            .filter_map(|name| {
                let start = format!("{name} = ");
                let line = lines_of.lines().find(|line| line.starts_with(&start));
                // A feature that continues on the next line enables operations, and is reported
                // below.
                let whole = line.is_none_or(|line| !line.ends_with('['));
                whole.then(|| line.map_or(name, str::to_owned))
            })
            .collect();
        if table == "features" {
            missing.extend(missing_operations(&package, &generated_table));
        }
        if !missing.is_empty() {
            lines.push(format!("[{table}]"));
        }
        lines.extend(missing);
    }
    lines
}

/// The features that turn on operations, where those of the package leave some out: these would not
/// be there by default.
fn missing_operations(package: &DeTable<'_>, generated: &DeTable<'_>) -> Vec<String> {
    let all = names(generated, "features").into_iter();
    let of_operations = all.filter(|name| name != "default").filter_map(|name| {
        let theirs = listed(generated, &name);
        let others = |name: &String| name.contains([':', '/']);
        (!theirs.is_empty() && !theirs.iter().any(others)).then_some((name, theirs))
    });
    let lines = of_operations.filter_map(|(name, theirs)| {
        let ours = listed(package, &name);
        let whole = theirs.iter().all(|feature| ours.contains(feature));
        let theirs: Vec<String> = theirs.iter().map(|name| format!("\"{name}\"")).collect();
        (!whole).then(|| format!("{name} = [{}]", theirs.join(", ")))
    });
    lines.collect()
}

/// The features and dependencies that a feature enables.
fn listed(manifest: &DeTable<'_>, feature: &str) -> Vec<String> {
    let features = manifest
        .get("features")
        .and_then(|item| item.get_ref().as_table());
    let listed = features
        .and_then(|table| table.get(feature))
        .and_then(|item| item.get_ref().as_array());
    let names = listed.into_iter().flatten();
    names
        .filter_map(|name| Some(name.get_ref().as_str()?.to_owned()))
        .collect()
}

/// A manifest; nothing where it is none, which cargo says better.
fn parse(text: &str) -> DeTable<'_> {
    DeTable::parse(text)
        .map(toml::Spanned::into_inner)
        .unwrap_or_default()
}

fn names(manifest: &DeTable<'_>, table: &str) -> Vec<String> {
    let table = manifest
        .get(table)
        .and_then(|item| item.get_ref().as_table());
    table
        .into_iter()
        .flatten()
        .map(|(name, _)| name.get_ref().to_string())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_shown_as_it_has_to_be_written() {
        let generated = "[dependencies]\nbytes = \"1\"\njiff = { version = \"0.2\", optional = true }\n\
                         [features]\njiff = [\"dep:jiff\"]\ndefault = []\n";
        let package = "[dependencies]\nbytes = \"1\"\nown = \"1\"\n[features]\ndefault = []\n";
        let lines = missing_lines(package, generated);
        let expected = [
            "[dependencies]",
            "jiff = { version = \"0.2\", optional = true }",
            "[features]",
            "jiff = [\"dep:jiff\"]",
        ];
        assert_eq!(lines, expected);
        assert!(missing_lines(generated, generated).is_empty());
        assert!(missing_lines(package, "").is_empty());
    }

    #[test]
    fn operations_of_a_new_tag_are_there_by_default() {
        let features =
            |names: &str| format!("[features]\nall-operations = [\n    {names},\n]\ncats = []\n");
        let (cats, both) = (features("\"cats\""), features("\"cats\",\n    \"dogs\""));
        let both = format!("{both}dogs = []\n");
        assert_eq!(
            missing_lines(&cats, &both),
            [
                "[features]",
                "dogs = []",
                "all-operations = [\"cats\", \"dogs\"]"
            ]
        );
        assert_eq!(
            missing_lines("", &cats),
            ["[features]", "cats = []", "all-operations = [\"cats\"]"]
        );
        assert!(missing_lines(&both, &cats).is_empty());
    }
}
