//! Which number comes next? The same ones for the same seed, on every machine.

/// SplitMix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators").
#[derive(Clone, Debug)]
pub struct Chance(Option<u64>);

impl Chance {
    /// Numbers of their own for each seed and for each thing that they are about.
    pub fn about(seed: u64, what: &str) -> Self {
        // FNV-1a.
        let mut state = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for byte in what.bytes() {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Self(Some(state))
    }

    /// Always 0: the first of all choices.
    pub fn first() -> Self {
        Self(None)
    }

    /// Whether it is [`Self::first`].
    pub fn is_first(&self) -> bool {
        self.0.is_none()
    }

    /// Returns the next number.
    pub fn next_number(&mut self) -> u64 {
        let Some(state) = &mut self.0 else {
            return 0;
        };
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, or 0 where there is none.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next_number().checked_rem(end).unwrap_or(0)
    }

    /// One of these; none of nothing.
    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let count = u64::try_from(all.len()).ok()?;
        all.get(usize::try_from(self.below(count)).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_differ_by_seed_and_subject() {
        let first = |seed, what| Chance::about(seed, what).next_number();
        assert_eq!(first(1, "a"), first(1, "a"));
        assert_ne!(first(1, "a"), first(2, "a"));
        assert_ne!(first(1, "a"), first(1, "b"));
        assert_eq!(Chance::first().below(7), 0);
        assert_eq!(Chance::first().one_of(&[3, 4]), Some(&3));
        assert_eq!(Chance::about(0, "").below(0), 0);
        assert_eq!(Chance::about(0, "").one_of::<u8>(&[]), None);
    }
}
