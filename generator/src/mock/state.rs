//! What was created, changed and deleted so far?

use indexmap::IndexMap;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Things that are kept, and marks of those that were deleted.
const THINGS: usize = 10_000;

/// Bytes of JSON that they take.
const BYTES: usize = 64 << 20;

/// No more can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Full;

/// Everything that is kept, by path.
#[derive(Debug, Default)]
pub(super) struct State {
    /// Items by the name that their path ends with, by the path of their collection.
    collections: BTreeMap<String, IndexMap<String, Value>>,
    /// What is there once.
    singles: BTreeMap<String, Value>,
    /// The paths of what was deleted.
    gone: BTreeSet<String>,
    /// Things created so far.
    created: u64,
    things: usize,
    bytes: usize,
}

impl State {
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
        let new = self.item(collection, name).is_none();
        self.reserve(new, &item)?;
        self.gone.remove(&format!("{collection}/{name}"));
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
        self.reserve(true, &Value::Null)?;
        if let Some(items) = self.collections.get_mut(collection) {
            items.shift_remove(name);
        }
        let path = format!("{collection}/{name}");
        let below = format!("{path}/");
        self.collections
            .retain(|collection, _| !collection.starts_with(&below));
        self.singles.retain(|single, _| !single.starts_with(&below));
        self.gone.insert(path);
        Ok(())
    }

    /// What is there once, if it was changed.
    pub(super) fn single(&self, path: &str) -> Option<&Value> {
        self.singles.get(path)
    }

    /// Keeps what is there once.
    ///
    /// # Errors
    ///
    /// Too much is kept already.
    pub(super) fn keep_single(&mut self, path: &str, value: Value) -> Result<(), Full> {
        self.reserve(self.single(path).is_none(), &value)?;
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
        self.reserve(true, &Value::Null)?;
        self.singles.remove(path);
        self.gone.insert(path.to_owned());
        Ok(())
    }

    /// A number that no other created thing has.
    pub(super) fn next(&mut self) -> u64 {
        self.created += 1;
        self.created
    }

    /// Counts what is kept. What is deleted or replaced is not counted back: the marks stay, and a
    /// mock that runs for long is the smaller evil.
    fn reserve(&mut self, new: bool, value: &Value) -> Result<(), Full> {
        let things = self.things + usize::from(new);
        let bytes = self.bytes
            + if value.is_null() {
                0
            } else {
                value.to_string().len()
            };
        if things > THINGS || bytes > BYTES {
            return Err(Full);
        }
        (self.things, self.bytes) = (things, bytes);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_deleted_is_gone_with_everything_below() {
        let mut state = State::default();
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
        let mut state = State::default();
        let large = Value::String("x".repeat(BYTES / 2));
        assert_eq!(state.keep("/a", "1", large.clone()), Ok(()));
        assert_eq!(state.keep("/a", "2", large.clone()), Err(Full));
        assert_eq!(state.keep_single("/s", large), Err(Full));
        for _ in 1..THINGS {
            state.delete_single("/x").unwrap();
        }
        assert_eq!(state.delete_single("/x"), Err(Full));
        assert_eq!(state.delete("/a", "9"), Err(Full));
    }
}
