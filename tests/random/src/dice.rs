//! Choices that a property test can shrink.

/// Choices from given numbers. When the numbers are used up, every choice is the first.
///
/// A test takes a list of numbers as its input, which decides everything. To shrink a failure, the runner shortens the
/// list and decreases its numbers; both lead to simpler values here.
#[derive(Clone, Debug)]
pub struct Dice<'w> {
    numbers: &'w [u32],
}

impl<'w> Dice<'w> {
    /// Choices from these numbers.
    pub fn new(numbers: &'w [u32]) -> Self {
        Self { numbers }
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.number() as usize % end.max(1)
    }

    /// True with a probability of 1 in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times.saturating_sub(1)
    }

    /// One of several items.
    ///
    /// # Panics
    /// If there are none.
    pub fn pick<'t, T: ?Sized>(&mut self, from: &[&'t T]) -> &'t T {
        from[self.below(from.len())]
    }

    /// A raw number.
    pub fn number(&mut self) -> u32 {
        match self.numbers.split_first() {
            Some((first, rest)) => {
                self.numbers = rest;
                *first
            }
            None => 0,
        }
    }

    /// Shuffles the items.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        let seed = self.number();
        if seed % 2 == 1 {
            Scatter(seed).shuffle(items);
        }
    }
}

/// Many numbers from one seed, for choices that needn't shrink individually.
#[derive(Clone, Copy, Debug)]
pub struct Scatter(pub u32);

impl Scatter {
    /// Different numbers for each seed, including small ones; from seed 0, always 0.
    pub fn seeded(seed: u32) -> Self {
        let mut scatter = Self(seed.wrapping_mul(0x9E37_79B1));
        scatter.numbers(4);
        scatter
    }

    /// A raw number.
    pub fn number(&mut self) -> u32 {
        self.below(2);
        self.0
    }

    /// This many raw numbers.
    pub fn numbers(&mut self, count: usize) -> Vec<u32> {
        (0..count).map(|_| self.number()).collect()
    }

    /// True with a probability of 1 in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) + 1 == times
    }

    /// Shuffles the items.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.below(end + 1));
        }
    }

    /// A number below `end`; from seed 0, always 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as usize % end.max(1)
    }
}
