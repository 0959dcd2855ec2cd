//! Contenders that take turns, so that a change of the machine's speed affects all of them.

#![allow(dead_code, reason = "each bench uses its own part of the support")]

use std::time::Instant;

const ROUNDS: usize = 200;
const CALLS: u32 = 500;

/// Several implementations of the same work.
pub(crate) struct Contest<'f> {
    title: &'static str,
    contenders: Vec<Contender<'f>>,
}

struct Contender<'f> {
    name: &'static str,
    once: Box<dyn FnMut() + 'f>,
    /// Nanoseconds per call, for each round.
    rounds: Vec<f64>,
}

impl<'f> Contest<'f> {
    pub(crate) fn new(title: &'static str) -> Self {
        Self { title, contenders: Vec::new() }
    }

    /// Adds a contender and returns its index.
    pub(crate) fn contender<T>(&mut self, name: &'static str, mut once: impl FnMut() -> T + 'f) -> usize {
        let many = move || {
            for _ in 0..CALLS {
                drop(once());
            }
        };
        self.contenders.push(Contender { name, once: Box::new(many), rounds: Vec::new() });
        self.contenders.len() - 1
    }

    /// Runs the contenders in turn, and prints the fastest round of each, which was disturbed least.
    pub(crate) fn run(&mut self) {
        for round in 0..=ROUNDS {
            for contender in &mut self.contenders {
                let start = Instant::now();
                (contender.once)();
                let nanos = start.elapsed().as_secs_f64() * 1e9 / f64::from(CALLS);
                if round > 0 {
                    contender.rounds.push(nanos);
                }
            }
        }
        println!("{}", self.title);
        for contender in &self.contenders {
            println!("  {:<34} {:>8.2} µs", contender.name, fastest(&contender.rounds) / 1e3);
        }
    }

    /// Prints the time of one contender relative to the sum of others.
    pub(crate) fn ratio(&self, one: usize, others: &[usize], remark: &str) {
        let others: f64 = others.iter().map(|other| self.micros(*other)).sum();
        println!("  {:<34} {:>8.2}    {remark}\n", "ratio", self.micros(one) / others);
    }

    /// The fastest round of a contender, in microseconds.
    pub(crate) fn micros(&self, one: usize) -> f64 {
        fastest(&self.contenders[one].rounds) / 1e3
    }
}

fn fastest(rounds: &[f64]) -> f64 {
    rounds.iter().copied().fold(f64::INFINITY, f64::min)
}
