//! The documentation of cargo features.

use crate::emit::rust::about::wire;
use crate::emit::rust::docs::{Doc, cell, code};
use crate::emit::rust::package::needs::Need;
use crate::emit::rust::{Crate, Module};
use crate::ir::Operation;
use crate::name::{self, ALL_OPERATIONS};
use crate::text::DocumentText;
use std::collections::{BTreeMap, BTreeSet};

/// A feature of a module.
#[derive(Debug, Default)]
struct Feature<'a> {
    /// The tags, as their documents spell them.
    tags: BTreeSet<&'a DocumentText>,
    /// The number of operations with one of them.
    operations: usize,
}

/// Those of a module, by their names.
fn of_module<'a>(module: &Module<'a>) -> BTreeMap<&'a str, Feature<'a>> {
    let mut features: BTreeMap<&str, Feature<'_>> = BTreeMap::new();
    for (tag, name) in &module.names.features {
        features.entry(name).or_default().tags.insert(tag);
    }
    for operation in &module.api.operations {
        for name in Need::of_operation(module, operation).features() {
            features.entry(name).or_default().operations += 1;
        }
    }
    features
}

/// The names of all features of a crate.
pub(in crate::emit::rust) fn of_crate<'a>(krate: &Crate<'a>) -> BTreeSet<&'a str> {
    let modules = krate.modules.iter();
    modules
        .flat_map(|module| module.names.features.values())
        .map(String::as_str)
        .collect()
}

/// The features that turn on those of a module each, where there are several modules.
pub(in crate::emit::rust) fn of_modules<'a>(
    krate: &Crate<'a>,
) -> BTreeMap<String, BTreeSet<&'a str>> {
    let all = of_crate(krate);
    let mut modules: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    if krate.modules.len() < 2 {
        return modules;
    }
    for module in &krate.modules {
        let mut name = module.name.as_str().replace('_', "-");
        // The tags of one module can be called as another module is.
        while all.contains(name.as_str()) || name::is_reserved_feature(&name) {
            name.push_str("-operations");
        }
        let features = module.names.features.values().map(String::as_str);
        if !module.names.features.is_empty() {
            modules.entry(name).or_default().extend(features);
        }
    }
    modules
}

/// Says of a module what it is with which features.
pub(in crate::emit) fn document(module: &Module<'_>, doc: &mut Doc) {
    let features = of_module(module);
    if features.is_empty() {
        return;
    }
    doc.paragraph(&format!(
        "An operation is there if a feature of one of its tags is on, and so is what it needs. All of \
         them are on by default, by the feature {}.",
        code(ALL_OPERATIONS)
    ));
    let mut table = vec![
        "| Feature | Tags | Operations |".to_owned(),
        "| --- | --- | --: |".to_owned(),
    ];
    table.extend(features.iter().map(|(name, feature)| {
        let tags = feature.tags.iter().map(|tag| cell(&wire(*tag)));
        let tags: Vec<String> = tags.collect();
        format!(
            "| {} | {} | {} |",
            code(*name),
            tags.join(", "),
            feature.operations
        )
    }));
    let untagged = module.api.operations.iter();
    let untagged = untagged.filter(|it| Need::of_operation(module, it).is_none());
    doc.block(table);
    match untagged.count() {
        0 => {}
        1 => {
            doc.paragraph("One operation needs no feature.");
        }
        count => {
            doc.paragraph(&format!("{count} operations need no feature."));
        }
    }
}

/// Says of an operation with which features it is there.
pub(in crate::emit) fn needed(module: &Module<'_>, operation: &Operation, doc: &mut Doc) {
    let need = Need::of_operation(module, operation);
    let names: Vec<String> = need.features().map(code).collect();
    match names.as_slice() {
        [] => {}
        [name] => {
            doc.paragraph(&format!("Feature: {name}."));
        }
        names => {
            doc.paragraph(&format!(
                "Available with any of these features: {}.",
                names.join(", ")
            ));
        }
    }
}
