//! Is a part of the crate there with the same cargo features as before?

use super::ChangeKind;
use super::pair::{Pair, Side};
use crate::emit::rust::{operation_features, type_features};
use crate::ir::{Operation, TypeId};
use std::collections::BTreeSet;

/// The features of which one is enough; none for what is always there.
type Features<'a> = BTreeSet<&'a str>;

impl Pair<'_, '_> {
    /// The features that the module's operations are behind.
    pub(super) fn features(&mut self) {
        let (old, new) = (all(self.old), all(self.new));
        self.begin("features");
        if old.is_empty() && !new.is_empty() {
            let message = "its operations are behind features, which are on by default";
            self.push(ChangeKind::FeatureRequired, "Client", message);
            return;
        }
        for name in old.difference(&new) {
            let message = format!("the feature `{name}` is gone");
            self.push(ChangeKind::FeatureRemoved, "Client", message);
        }
        for name in new.difference(&old) {
            let message = format!("the feature `{name}` is new");
            self.push(ChangeKind::FeatureAdded, "Client", message);
        }
    }

    /// Tells of an operation that is not there with all features that were enough for it.
    pub(super) fn features_of_operation(&mut self, path: &str, old: &Operation, new: &Operation) {
        let old = operation_features(&self.old.module(), old);
        let new = operation_features(&self.new.module(), new);
        self.needed(path, &old, &new);
    }

    /// The same of a type.
    pub(super) fn features_of_type(&mut self, path: &str, old: usize, new: usize) {
        let old = type_features(&self.old.module(), TypeId::new(old));
        let new = type_features(&self.new.module(), TypeId::new(new));
        self.needed(path, &old, &new);
    }

    fn needed(&mut self, path: &str, old: &Features<'_>, new: &Features<'_>) {
        // If there were no features at all, that is reported for the module.
        let enough = new.is_empty() || (!old.is_empty() && old.is_subset(new));
        if enough || all(self.old).is_empty() {
            return;
        }
        let message = format!("it is there {} instead of {}", shown(new), shown(old));
        self.push(ChangeKind::FeatureRequired, path, message);
    }
}

fn all<'a>(side: &Side<'a>) -> Features<'a> {
    let names = side.meaning.names.features.values();
    names.map(String::as_str).collect()
}

fn shown(features: &Features<'_>) -> String {
    let names: Vec<String> = features.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => "always".to_owned(),
        names => format!("with {}", names.join(" or ")),
    }
}
