use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::Target;
use crate::mutate::{Dice, mutated};

/// When a run ends.
#[derive(Clone, Copy, Debug)]
pub enum Until {
    /// After this many calls of the target.
    Executions(u64),
    /// After this time.
    Elapsed(Duration),
}

/// The result of a run without a crash.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// How often the target was called.
    pub executions: u64,
    /// The duration of the run.
    pub took: Duration,
}

/// Bytes that made a target panic.
#[derive(Clone, Debug)]
pub struct Crash {
    /// The bytes.
    pub input: Vec<u8>,
    /// How many calls were made until the crash.
    pub executions: u64,
}

/// Calls a target with every seed, and then with randomly mutated seeds. The same `seed` results in the same inputs.
///
/// # Errors
/// At the first panic. Its message has already been printed.
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
        // Reading the clock takes longer than some targets.
        Until::Elapsed(limit) => executions.is_multiple_of(64) && begun.elapsed() >= limit,
    }
}
