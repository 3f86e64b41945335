//! Where did a part of the canonical tree stand before?

use crate::diagnostic::Pointer;

/// Maps pointers into the canonical tree back to the loaded one.
#[derive(Clone, Debug, Default)]
pub struct Moved {
    /// New and old place of each part that moved, in the order of the moves. Both count in the
    /// tree as it was at that moment.
    moves: Vec<(Pointer, Pointer)>,
}

impl Moved {
    /// Remembers that what stood at `old` now stands at `new`.
    pub(super) fn push(&mut self, new: Pointer, old: Pointer) {
        self.moves.push((new, old));
    }

    /// Where the value at `pointer` stood in the loaded tree.
    pub fn origin(&self, pointer: &Pointer) -> Pointer {
        self.moves
            .iter()
            .rev()
            .fold(pointer.clone(), |pointer, (new, old)| {
                replace(pointer, new, old)
            })
    }

    /// Where the value that stood at `pointer` in the loaded tree is now.
    pub(super) fn destination(&self, pointer: &Pointer) -> Pointer {
        self.moves
            .iter()
            .fold(pointer.clone(), |pointer, (new, old)| {
                replace(pointer, old, new)
            })
    }
}

fn replace(pointer: Pointer, from: &Pointer, to: &Pointer) -> Pointer {
    match pointer.strip_prefix(from) {
        Some(rest) => to.join(&rest),
        None => pointer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undoes_moves_in_reverse_order() {
        let pointer = Pointer::from_escaped;
        let mut moved = Moved::default();
        moved.push(pointer("/components/schemas"), pointer("/definitions"));
        moved.push(
            pointer("/components/schemas/A/allOf/0"),
            pointer("/components/schemas/A"),
        );
        let new = pointer("/components/schemas/A/allOf/0/$ref");
        assert_eq!(moved.origin(&new), pointer("/definitions/A/$ref"));
        assert_eq!(moved.destination(&pointer("/definitions/A/$ref")), new);
        assert_eq!(moved.origin(&pointer("/info")), pointer("/info"));
        assert_eq!(
            moved.origin(&pointer("/components/schemasX")),
            pointer("/components/schemasX")
        );
    }
}
