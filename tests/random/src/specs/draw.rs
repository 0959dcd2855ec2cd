//! Choices for a whole spec.

use crate::dice::Scatter;

/// Choices from one number. They needn't shrink: a spec is examined as a whole.
#[derive(Debug)]
pub(super) struct Draw(Scatter);

impl Draw {
    /// The choices of a seed.
    pub(super) fn new(seed: u32) -> Self {
        // A scatter of 0 gives only zeros, and close seeds would begin alike.
        let mut scatter = Scatter(seed.wrapping_mul(0x9E37_79B9) ^ 0x5bd1_e995 | 1);
        for _ in 0..8 {
            scatter.below(2);
        }
        Self(scatter)
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        // The lowest bits of a scatter are the least random.
        (self.0.below(usize::MAX) >> 7) % end.max(1)
    }

    /// True with a probability of 1 in `times`.
    pub(super) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of several items, of which there is at least one.
    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// Shuffles the items.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.below(end + 1));
        }
    }
}

/// Items that are all drawn once before one is drawn again, so that none is rare.
#[derive(Debug)]
pub(super) struct Deck<T: 'static> {
    all: &'static [T],
    left: Vec<usize>,
}

impl<T> Deck<T> {
    pub(super) fn new(all: &'static [T]) -> Self {
        Self { all, left: Vec::new() }
    }

    /// The next item that fits. If none of the remaining ones does, the deck is shuffled again.
    ///
    /// # Panics
    /// If no item fits.
    pub(super) fn next(&mut self, draw: &mut Draw, fits: impl Fn(&T) -> bool) -> &'static T {
        if !self.left.iter().any(|index| fits(&self.all[*index])) {
            let mut more: Vec<usize> = (0..self.all.len()).collect();
            draw.shuffle(&mut more);
            more.retain(|index| !self.left.contains(index));
            self.left.splice(0..0, more);
        }
        let at = self.left.iter().rposition(|index| fits(&self.all[*index])).expect("something in the deck fits");
        &self.all[self.left.remove(at)]
    }
}
