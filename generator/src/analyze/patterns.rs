//! Which checked texts are the same?
//!
//! A document repeats a pattern wherever it uses it, under names that vary: `Sid`, `ServiceSid`,
//! `ParentServiceSid`. Equal patterns are one type when one name ends with the other, or when a
//! name is just `id` or `sid`. Two kinds of text that happen to look alike stay two types.

use super::equal::generalise;
use crate::ir::{Api, Name, Shape, TypeId};
use crate::words::own_words;
use std::collections::{BTreeMap, BTreeSet};

/// Names that say which thing is meant only together with what holds them.
const KEYS: [&str; 4] = ["guid", "id", "sid", "uuid"];

/// Equal patterns whose names belong together.
struct Class {
    /// The common prefix of the names.
    words: Vec<String>,
    /// The one that stands for all.
    id: TypeId,
    /// It is a component, and keeps its name.
    component: bool,
}

/// For each type, the one that stands for it.
pub(super) fn representatives(api: &mut Api) -> Vec<TypeId> {
    let mut same: Vec<TypeId> = api.types().map(|(id, _)| id).collect();
    let mut groups: BTreeMap<&str, Vec<TypeId>> = BTreeMap::new();
    for (id, def) in api.types() {
        if let Shape::Pattern(pattern) = &def.shape {
            groups
                .entry(pattern.expression.untrusted())
                .or_default()
                .push(id);
        }
    }
    let mut merged = Vec::new();
    for group in groups.into_values() {
        of_group(api, &group, &mut merged);
    }
    for (kept, dropped) in merged {
        if let Some(slot) = same.get_mut(dropped.index()) {
            *slot = kept;
        }
        generalise(api, kept, dropped);
    }
    same
}

fn of_group(api: &Api, group: &[TypeId], merged: &mut Vec<(TypeId, TypeId)>) {
    let mut classes: Vec<Class> = Vec::new();
    let mut endings = Endings::default();
    let mut properties: Vec<(usize, TypeId)> = Vec::new();
    let mut silent: Vec<TypeId> = Vec::new();
    let is_component = |id: &TypeId| {
        let def = api.get(*id);
        def.is_some_and(|def| !matches!(def.origin.name, Name::Inferred(_)))
    };
    let (components, inline): (Vec<TypeId>, Vec<TypeId>) =
        group.iter().copied().partition(is_component);
    for id in components.into_iter().chain(inline) {
        let Some(def) = api.get(id) else { continue };
        let component = is_component(&id);
        let words = own_words(&def.origin.name);
        if !component && words.iter().all(|word| KEYS.contains(&word.as_str())) {
            silent.push(id);
            continue;
        }
        let related = (!component).then(|| endings.related(&words)).flatten();
        match related {
            Some(index) => {
                properties.push((index, id));
                if let Some(class) = classes.get_mut(index)
                    && !class.component
                    && words.len() < class.words.len()
                {
                    endings.remove(index, &class.words);
                    endings.insert(index, &words);
                    class.words = words;
                    class.id = id;
                }
            }
            None => {
                properties.push((classes.len(), id));
                endings.insert(classes.len(), &words);
                classes.push(Class {
                    words,
                    id,
                    component,
                });
            }
        }
    }
    for (index, id) in properties {
        if let Some(class) = classes.get(index).filter(|class| class.id != id) {
            merged.push((class.id, id));
        }
    }
    let kept = match classes.as_slice() {
        [only] => Some(only.id),
        _ => silent.first().copied(),
    };
    for id in silent {
        if let Some(kept) = kept.filter(|kept| *kept != id) {
            merged.push((kept, id));
        }
    }
}

/// The words of classes from the last to the first, as a tree, so that no name is compared with those
/// of all classes.
struct Endings(Vec<Node>);

/// The words from here on to the end of names.
#[derive(Default)]
struct Node {
    /// The places that one more word before leads to.
    before: BTreeMap<String, usize>,
    /// The classes with these words.
    exact: BTreeSet<usize>,
    /// The classes with words that end with these.
    all: BTreeSet<usize>,
}

impl Default for Endings {
    fn default() -> Self {
        Self(vec![Node::default()])
    }
}

impl Endings {
    fn insert(&mut self, class: usize, words: &[String]) {
        let mut at = 0;
        for word in words.iter().rev() {
            let new = self.0.len();
            let Some(node) = self.0.get_mut(at) else {
                return;
            };
            node.all.insert(class);
            at = *node.before.entry(word.clone()).or_insert(new);
            if at == new {
                self.0.push(Node::default());
            }
        }
        if let Some(node) = self.0.get_mut(at) {
            node.all.insert(class);
            node.exact.insert(class);
        }
    }

    fn remove(&mut self, class: usize, words: &[String]) {
        let mut at = Some(0);
        for word in words.iter().rev().map(Some).chain([None]) {
            let Some(node) = at.and_then(|at| self.0.get_mut(at)) else {
                return;
            };
            node.all.remove(&class);
            match word {
                Some(word) => at = node.before.get(word).copied(),
                None => {
                    node.exact.remove(&class);
                }
            }
        }
    }

    /// The first class whose words end with these, or with whose words these end.
    fn related(&self, words: &[String]) -> Option<usize> {
        let mut first: Option<usize> = None;
        let mut better = |found: Option<&usize>| {
            first = first.into_iter().chain(found.copied()).min();
        };
        let mut node = self.0.first()?;
        for word in words.iter().rev() {
            better(node.exact.first());
            let next = node.before.get(word).and_then(|next| self.0.get(*next));
            let Some(next) = next else { return first };
            node = next;
        }
        better(node.all.first());
        first
    }
}

#[cfg(test)]
mod tests {
    use crate::analyze::share;
    use crate::lower::testing::lowered;

    fn count(parameters: &[(&str, &str)], components: &str) -> usize {
        let list: Vec<String> = parameters
            .iter()
            .map(|(name, pattern)| {
                let schema = format!("{{type: string, pattern: '{pattern}'}}");
                format!("{{name: {name}, in: query, schema: {schema}}}")
            })
            .collect();
        let (mut api, _) = lowered(&format!(
            "components: {{schemas: {{{components}}}}}\n\
             paths: {{/x: {{get: {{parameters: [{}], responses: {{'200': {{description: d, \
             content: {{application/json: {{schema: {{$ref: '#/components/schemas/KsSid'}}}}}}}}}}}}}}}}",
            list.join(", ")
        ));
        share(&mut api);
        api.types.len()
    }

    #[test]
    fn related_names_share_a_pattern() {
        let component = "KsSid: {type: boolean}";
        let ks = "^KS[0-9]{2}$";
        assert_eq!(
            count(
                &[("ServiceSid", ks), ("Sid", ks), ("ParentServiceSid", ks)],
                component
            ),
            2
        );
        assert_eq!(count(&[("Slug", ks), ("Name", ks)], component), 3);
        assert_eq!(count(&[("Slug", ks), ("Code", "^x$")], component), 3);
        let component = "KsSid: {type: string, pattern: '^KS[0-9]{2}$'}";
        assert_eq!(count(&[("Sid", ks), ("KsSid", ks)], component), 1);
    }
}
