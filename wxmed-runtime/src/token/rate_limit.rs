use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

/// Limits how often something may be done within a period, with a minimum interval.
pub(super) struct RateLimit {
    most: usize,
    period: Duration,
    apart: Duration,
    spent: VecDeque<Instant>,
}

impl RateLimit {
    pub(super) fn new(most: usize, period: Duration, apart: Duration) -> Self {
        Self { most, period, apart, spent: VecDeque::new() }
    }

    /// Consumes one, if the limit allows it.
    pub(super) fn spend(&mut self, now: Instant) -> bool {
        while self.spent.front().is_some_and(|first| now.duration_since(*first) >= self.period) {
            self.spent.pop_front();
        }
        let too_soon = self.spent.back().is_some_and(|last| now.duration_since(*last) < self.apart);
        let granted = !too_soon && self.spent.len() < self.most;
        if granted {
            self.spent.push_back(now);
        }
        granted
    }
}
