//! Where did a part of the canonical tree stand before?

use crate::diagnostic::Pointer;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Maps pointers into the canonical tree back to the loaded one.
#[derive(Clone, Debug, Default)]
pub struct Moved {
    /// New and old place of each part that moved, in the order of the moves. Both count in the
    /// tree as it was at that moment.
    moves: Vec<(Pointer, Pointer)>,
    /// The moves by their new and by their old places, made when a pointer is first asked for.
    by_place: OnceLock<(Places, Places)>,
}

/// Places, each with the numbers of its moves in ascending order.
type Places = BTreeMap<String, Vec<usize>>;

impl Moved {
    /// Records that the value at `old` is now at `new`.
    pub(super) fn push(&mut self, new: Pointer, old: Pointer) {
        self.by_place.take();
        self.moves.push((new, old));
    }

    /// Where the value at `pointer` stood in the loaded tree.
    pub fn origin(&self, pointer: &Pointer) -> Pointer {
        let (by_new, _) = self.places();
        let mut pointer = pointer.clone();
        let mut end = self.moves.len();
        while let Some(last) = around(&pointer)
            .filter_map(|place| by_new.get(place))
            .filter_map(|moves| moves.get(..moves.partition_point(|at| *at < end))?.last())
            .max()
            && let Some((new, old)) = self.moves.get(*last)
        {
            pointer = replace(pointer, new, old);
            end = *last;
        }
        pointer
    }

    /// Where the value that stood at `pointer` in the loaded tree is now.
    pub(super) fn destination(&self, pointer: &Pointer) -> Pointer {
        let (_, by_old) = self.places();
        let mut pointer = pointer.clone();
        let mut start = 0;
        while let Some(first) = around(&pointer)
            .filter_map(|place| by_old.get(place))
            .filter_map(|moves| moves.get(moves.partition_point(|at| *at < start)))
            .min()
            && let Some((new, old)) = self.moves.get(*first)
        {
            pointer = replace(pointer, old, new);
            start = first + 1;
        }
        pointer
    }

    fn places(&self) -> &(Places, Places) {
        self.by_place.get_or_init(|| {
            let (mut by_new, mut by_old) = (Places::new(), Places::new());
            for (at, (new, old)) in self.moves.iter().enumerate() {
                for (places, place) in [(&mut by_new, new), (&mut by_old, old)] {
                    places
                        .entry(place.as_str().to_owned())
                        .or_default()
                        .push(at);
                }
            }
            (by_new, by_old)
        })
    }
}

/// The place itself, and all that are around it.
fn around(pointer: &Pointer) -> impl Iterator<Item = &str> {
    let text = pointer.as_str();
    let ends = text.match_indices('/').map(|(end, _)| end);
    ends.chain([text.len()]).filter_map(|end| text.get(..end))
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
