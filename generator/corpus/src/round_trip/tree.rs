//! Where does a `$ref` of the one tree lead?

use crate::count::decode;
use bindery::diagnostic::Pointer;
use serde_json::Value;

/// More references in a row are taken for a circle.
const HOPS: usize = 64;

/// The value at a pointer.
pub fn at<'a>(tree: &'a Value, pointer: &Pointer) -> Option<&'a Value> {
    tree.pointer(pointer.as_str())
}

/// The place that the `$ref` of a value names; none where it has none into the same tree.
pub fn reference(value: &Value) -> Option<Pointer> {
    let fragment = value.get("$ref")?.as_str()?.strip_prefix('#')?;
    Some(Pointer::from_escaped(decode(fragment)))
}

/// The place behind all references that start at `pointer`; none where they lead nowhere.
pub fn follow(tree: &Value, pointer: &Pointer) -> Option<Pointer> {
    let mut place = pointer.clone();
    for _ in 0..HOPS {
        match reference(at(tree, &place)?) {
            Some(next) => place = next,
            None => return Some(place),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn references_are_followed_to_their_end() {
        let tree = json!({
            "a": {"$ref": "#/b/x%20~1y"},
            "b": {"x /y": {"$ref": "#/c"}},
            "c": 1,
            "d": {"$ref": "#/d"},
            "e": {"$ref": "#/nowhere"},
        });
        let from = |name: &str| follow(&tree, &Pointer::root().child(name));
        assert_eq!(from("a"), Some(Pointer::root().child("c")));
        assert_eq!(from("d"), None);
        assert_eq!(from("e"), None);
    }
}
