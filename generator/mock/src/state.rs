//! What was created, changed and deleted so far?

use super::limits::{Limit, Limits};
use indexmap::IndexMap;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// No more can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Full;

/// Everything that is kept, by path.
#[derive(Debug)]
pub(super) struct State {
    /// Items by the name that their path ends with, by the path of their collection.
    collections: BTreeMap<String, IndexMap<String, Value>>,
    /// The stored items.
    singles: BTreeMap<String, Value>,
    /// The paths of what was deleted.
    gone: BTreeSet<String>,
    /// Things created so far.
    created: u64,
    /// Things that are kept, and marks of those that were deleted.
    kept: Size,
    most: Size,
}

/// The limit of stored bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Size {
    things: usize,
    /// Bytes of memory.
    bytes: usize,
}

impl State {
    /// Empty, with this limit.
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            collections: BTreeMap::new(),
            singles: BTreeMap::new(),
            gone: BTreeSet::new(),
            created: 0,
            kept: Size::default(),
            most: Size {
                things: limits.of(Limit::KeptResources),
                bytes: limits.of(Limit::KeptBytes),
            },
        }
    }

    /// Whether what a path leads to, or leads through, was deleted.
    pub(super) fn is_gone(&self, path: &str) -> bool {
        let ends = path.match_indices('/').map(|(at, _)| at);
        let mut prefixes = ends.chain([path.len()]).filter_map(|end| path.get(..end));
        !self.gone.is_empty() && prefixes.any(|prefix| self.gone.contains(prefix))
    }

    /// An item that was created.
    pub(super) fn item(&self, collection: &str, name: &str) -> Option<&Value> {
        self.collections.get(collection)?.get(name)
    }

    /// The items of a collection; none where nothing was ever created in it.
    pub(super) fn items(&self, collection: &str) -> Option<&IndexMap<String, Value>> {
        self.collections.get(collection)
    }

    /// Keeps an item.
    ///
    /// # Errors
    ///
    /// Too much is kept already.
    pub(super) fn keep(&mut self, collection: &str, name: &str, item: Value) -> Result<(), Full> {
        let path = format!("{collection}/{name}");
        let new = Size::of(path.len(), &item);
        let old = self.item(collection, name);
        let old = old.map(|old| Size::of(path.len(), old));
        self.reserve(new, old.or(self.marked(&path)))?;
        self.gone.remove(&path);
        let items = self.collections.entry(collection.to_owned()).or_default();
        items.insert(name.to_owned(), item);
        Ok(())
    }

    /// Marks an item as deleted, with everything that is kept below it.
    ///
    /// # Errors
    ///
    /// Too many marks are kept already.
    pub(super) fn delete(&mut self, collection: &str, name: &str) -> Result<(), Full> {
        let path = format!("{collection}/{name}");
        let item = self.item(collection, name);
        let item = item.map(|item| Size::of(path.len(), item));
        self.mark(&path, item)?;
        if let Some(items) = self.collections.get_mut(collection) {
            items.shift_remove(name);
        }
        let below = format!("{path}/");
        let (kept, is_below) = (&mut self.kept, |path: &str| path.starts_with(&below));
        self.collections.retain(|collection, items| {
            let removed = is_below(collection);
            for (name, item) in items.iter().filter(|_| removed) {
                kept.less(Size::of(collection.len() + 1 + name.len(), item));
            }
            !removed
        });
        self.singles.retain(|single, value| {
            let removed = is_below(single);
            if removed {
                kept.less(Size::of(single.len(), value));
            }
            !removed
        });
        Ok(())
    }

    /// The stored items, if they changed.
    pub(super) fn single(&self, path: &str) -> Option<&Value> {
        self.singles.get(path)
    }

    /// Keeps what is there once.
    ///
    /// # Errors
    ///
    /// Too much is kept already.
    pub(super) fn keep_single(&mut self, path: &str, value: Value) -> Result<(), Full> {
        let new = Size::of(path.len(), &value);
        let old = self.single(path).map(|old| Size::of(path.len(), old));
        self.reserve(new, old.or(self.marked(path)))?;
        self.gone.remove(path);
        self.singles.insert(path.to_owned(), value);
        Ok(())
    }

    /// Marks what is there once as deleted.
    ///
    /// # Errors
    ///
    /// Too many marks are kept already.
    pub(super) fn delete_single(&mut self, path: &str) -> Result<(), Full> {
        let value = self.single(path).map(|value| Size::of(path.len(), value));
        self.mark(path, value)?;
        self.singles.remove(path);
        Ok(())
    }

    /// A number that no other created thing has.
    pub(super) fn next(&mut self) -> u64 {
        self.created += 1;
        self.created
    }

    /// Marks a path as deleted, whose value had this size.
    fn mark(&mut self, path: &str, old: Option<Size>) -> Result<(), Full> {
        let new = Size::of(path.len(), &Value::Null);
        self.reserve(new, old.or(self.marked(path)))?;
        self.gone.insert(path.to_owned());
        Ok(())
    }

    /// The size of the mark of a path, if it is marked.
    fn marked(&self, path: &str) -> Option<Size> {
        let mark = Size::of(path.len(), &Value::Null);
        self.gone.contains(path).then_some(mark)
    }

    /// Counts what is kept in the place of `old`.
    fn reserve(&mut self, new: Size, old: Option<Size>) -> Result<(), Full> {
        let mut kept = self.kept;
        kept.less(old.unwrap_or_default());
        kept.things = kept.things.saturating_add(new.things);
        kept.bytes = kept.bytes.saturating_add(new.bytes);
        if kept.things > self.most.things || kept.bytes > self.most.bytes {
            return Err(Full);
        }
        self.kept = kept;
        Ok(())
    }
}

impl Size {
    /// The size of a thing with a path of so many bytes.
    fn of(path: usize, value: &Value) -> Self {
        Self {
            things: 1,
            bytes: path + memory(value),
        }
    }

    fn less(&mut self, other: Self) {
        self.things = self.things.saturating_sub(other.things);
        self.bytes = self.bytes.saturating_sub(other.bytes);
    }
}

/// Bytes that a value takes in memory, about.
fn memory(value: &Value) -> usize {
    size_of::<Value>()
        + match value {
            Value::Null | Value::Bool(_) | Value::Number(_) => 0,
            Value::String(text) => text.len(),
            Value::Array(elements) => elements.iter().map(memory).sum(),
            // Beside its name, a property has a hash and a place in a table.
            Value::Object(properties) => properties
                .iter()
                .map(|(name, value)| PROPERTY + name.len() + memory(value))
                .sum(),
        }
}

/// Bytes that a property of an object takes beside its value and the text of its name.
const PROPERTY: usize = size_of::<String>() + 4 * size_of::<usize>();

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_deleted_is_gone_with_everything_below() {
        let mut state = State::new(&Limits::default());
        state.keep("/a", "1", json!({})).unwrap();
        state.keep("/a/1/b", "2", json!({})).unwrap();
        state.keep_single("/a/1/c", json!(1)).unwrap();
        assert!(!state.is_gone("/a/1/b/2"));
        state.delete("/a", "1").unwrap();
        assert!(state.is_gone("/a/1") && state.is_gone("/a/1/b/2"));
        assert!(!state.is_gone("/a") && !state.is_gone("/a/12"));
        assert_eq!(state.items("/a").map(IndexMap::len), Some(0));
        assert_eq!(state.items("/a/1/b"), None);
        assert_eq!(state.single("/a/1/c"), None);
        state.keep("/a", "1", json!({})).unwrap();
        assert!(!state.is_gone("/a/1"));
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let limits = Limits::default();
        let limits = limits
            .with(Limit::KeptBytes, 1_000_000)
            .with(Limit::KeptResources, 100);
        let mut state = State::new(&limits);
        let large = || Value::String("x".repeat(500_000));
        assert_eq!(state.keep("/a", "1", large()), Ok(()));
        assert_eq!(state.keep("/a", "2", large()), Err(Full));
        assert_eq!(state.keep_single("/s", large()), Err(Full));
        assert_eq!(
            state.keep("/a", "1", large()),
            Ok(()),
            "it replaces the first"
        );
        for number in 1..100 {
            state.delete_single(&format!("/x/{number}")).unwrap();
        }
        assert_eq!(state.delete_single("/x/0"), Err(Full));
        assert_eq!(state.delete_single("/x/1"), Ok(()), "it is marked already");
        assert_eq!(state.delete("/a", "9"), Err(Full));
        assert_eq!(
            state.delete("/a", "1"),
            Ok(()),
            "it makes room for its mark"
        );
        state.keep_single("/x/1", json!(1)).unwrap();
    }

    #[test]
    fn what_is_deleted_or_replaced_makes_room() {
        let mut state = State::new(&Limits::default());
        let item = || json!({"b": [1, 2]});
        state.keep("/a", "1", item()).unwrap();
        let one = state.kept;
        state.keep("/a/1/b", "2", json!({"c": "d"})).unwrap();
        state.keep_single("/a/1/c", json!(1)).unwrap();
        assert!(state.kept.bytes > one.bytes && state.kept.things == 3);
        state.delete("/a", "1").unwrap();
        let mark = state.kept;
        assert!(mark.bytes < one.bytes && mark.things == 1);
        state.delete("/a", "1").unwrap();
        assert_eq!(state.kept, mark);
        state.keep("/a", "1", item()).unwrap();
        state.keep("/a", "1", item()).unwrap();
        assert_eq!(state.kept, one);
        state.delete_single("/s").unwrap();
        let mark = state.kept;
        state.keep_single("/s", item()).unwrap();
        state.delete_single("/s").unwrap();
        assert_eq!(state.kept, mark);
    }
}
