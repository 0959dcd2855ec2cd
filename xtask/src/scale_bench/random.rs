/// Numbers that look random and are the same for the same seed on every machine: SplitMix64.
pub(super) struct Random(u64);

impl Random {
    /// The numbers of one of many things, whatever happens to the others.
    pub(super) fn of(seed: u64, index: usize) -> Self {
        let mut mixed = Self(seed);
        mixed.0 ^= (index as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed.next();
        mixed
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        word ^ (word >> 31)
    }

    /// A number below `end`; from 0, always 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let end = end.max(1) as u64;
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    /// One of several; the type's default if there is none.
    pub(super) fn pick<T: Copy + Default>(&mut self, from: &[T]) -> T {
        from.get(self.below(from.len())).copied().unwrap_or_default()
    }
}
