//! Where does a code span or a fence of a text end? In time linear in the length of the text.

use std::collections::{BTreeMap, VecDeque};

/// The code span or fence at the beginning of `text`, whose position is `place`, or its backticks
/// if none closes them.
pub(super) fn code_span<'a>(
    text: &'a str,
    place: usize,
    fences: &mut Fences,
) -> (&'a str, &'a str) {
    let count = text.bytes().take_while(|byte| *byte == b'`').count();
    let end = match fences.next(count, place + count) {
        Some(closing) => closing + count - place,
        None => count,
    };
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// The places of all runs of backticks in a text, by their length.
pub(super) struct Fences(BTreeMap<usize, VecDeque<usize>>);

impl Fences {
    pub(super) fn of(text: &str) -> Self {
        let mut fences: BTreeMap<usize, VecDeque<usize>> = BTreeMap::new();
        let mut run = 0;
        for (at, byte) in text.bytes().chain([0]).enumerate() {
            if byte == b'`' {
                run += 1;
            } else if run > 0 {
                fences.entry(run).or_default().push_back(at - run);
                run = 0;
            }
        }
        Self(fences)
    }

    /// The first run of this length at or after `from`. Later calls ask for later places.
    fn next(&mut self, length: usize, from: usize) -> Option<usize> {
        let places = self.0.get_mut(&length)?;
        while places.front().is_some_and(|place| *place < from) {
            places.pop_front();
        }
        places.front().copied()
    }
}
