use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::Target;
use crate::mutate::{Dice, mutated};

/// When a run ends.
#[derive(Clone, Copy, Debug)]
pub enum Until {
    /// After so many calls of the target.
    Executions(u64),
    /// After this time.
    Elapsed(Duration),
}

/// What a run without a crash has done.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// How often the target was called.
    pub executions: u64,
    /// How long that took.
    pub took: Duration,
}

/// Bytes that made a target panic.
#[derive(Clone, Debug)]
pub struct Crash {
    /// The bytes.
    pub input: Vec<u8>,
    /// How many calls it took to find them.
    pub executions: u64,
}

/// Calls a target with every seed, and then with seeds that are changed at random: the same `seed`, the same bytes.
///
/// # Errors
/// At the first panic, which has been printed by then.
pub fn drive(target: &Target, until: Until, seed: u64) -> Result<Run, Crash> {
    let (begun, seeds) = (Instant::now(), target.seeds());
    let mut dice = Dice::new(seed);
    let mut executions = 0;
    let mut next = seeds.iter().cloned();
    while !is_over(until, executions, begun) {
        let input = next.next().unwrap_or_else(|| mutated(&seeds, &mut dice));
        executions += 1;
        if catch_unwind(AssertUnwindSafe(|| (target.run)(&input))).is_err() {
            return Err(Crash { input, executions });
        }
    }
    Ok(Run { executions, took: begun.elapsed() })
}

fn is_over(until: Until, executions: u64, begun: Instant) -> bool {
    match until {
        Until::Executions(most) => executions >= most,
        // The clock costs more than some targets do.
        Until::Elapsed(limit) => executions.is_multiple_of(64) && begun.elapsed() >= limit,
    }
}
