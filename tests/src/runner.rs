//! The runner of the properties.

use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestError, TestRunner};

/// The number of cases of a property, unless `WXMED_CASES` sets another.
const CASES: u32 = 10_000;

/// The most characters of a failure that are shown.
const SHOWN: usize = 8_000;

/// The number of cases of each property.
pub fn cases() -> u32 {
    requested_cases().unwrap_or(CASES)
}

/// The number of cases that `WXMED_CASES` sets.
///
/// # Panics
/// If `WXMED_CASES` isn't a number: the default must not be used instead unnoticed.
pub fn requested_cases() -> Option<u32> {
    let cases = std::env::var("WXMED_CASES").ok()?;
    Some(cases.parse().unwrap_or_else(|_| panic!("WXMED_CASES is `{cases}`, and not a number of cases")))
}

/// The input of a case: numbers that a valid value is generated from, and numbers for each damage to it.
#[derive(Clone, Debug)]
pub struct Case {
    /// For the value.
    pub numbers: Vec<u32>,
    /// For each damage.
    pub blows: Vec<Vec<u32>>,
}

/// Checks a property with many valid values.
///
/// # Panics
/// With the simplest case that fails.
pub fn good(about: &str, property: impl Fn(&[u32]) -> Result<(), String>) {
    let outcome = run(about, cases(), vec(any::<u32>(), 0..120), |numbers| property(&numbers));
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

/// Checks a property with many values, most of them damaged.
///
/// # Panics
/// With the simplest case that fails.
pub fn damaged(about: &str, property: impl Fn(&Case) -> Result<(), String>) {
    try_damaged(about, cases(), property).unwrap_or_else(|failure| panic!("{failure}"));
}

/// Checks a property with this number of damaged values.
///
/// # Errors
/// With the simplest case that fails.
pub fn try_damaged(about: &str, cases: u32, property: impl Fn(&Case) -> Result<(), String>) -> Result<(), String> {
    let case = (vec(any::<u32>(), 0..120), vec(vec(any::<u32>(), 9), 0..5));
    run(about, cases, case.prop_map(|(numbers, blows)| Case { numbers, blows }), |case| property(&case))
}

/// Calls this for each item, on all cores. A property of several specs has a runner per spec.
///
/// # Panics
/// If a call panics.
pub fn each<T: Sync>(all: &[T], work: impl Fn(&T) + Sync) {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    work(one);
                }
            });
        }
    });
}

fn run<S: Strategy>(
    about: &str,
    cases: u32,
    strategy: S,
    property: impl Fn(S::Value) -> Result<(), String>,
) -> Result<(), String>
where
    S::Value: Debug,
{
    let mut config = Config { cases, failure_persistence: None, ..Config::default() };
    // The seed is fixed, so that a failure can be reproduced; `PROPTEST_RNG_SEED` sets another.
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(1);
    }
    let outcome = TestRunner::new(config).run(&strategy, |value| property(value).map_err(TestCaseError::fail));
    outcome.map_err(|error| match error {
        TestError::Fail(reason, value) => {
            format!("{about}: {}\nthe numbers were {value:?}", clipped(&reason.to_string()))
        }
        TestError::Abort(reason) => format!("{about}: {}", clipped(&reason.to_string())),
    })
}

/// The beginning of a text that is too long to read.
fn clipped(reason: &str) -> String {
    match reason.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}… and {} bytes more", &reason[..end], reason.len() - end),
        None => reason.to_owned(),
    }
}
