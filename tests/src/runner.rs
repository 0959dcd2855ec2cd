//! How the properties are run.

use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestError, TestRunner};

/// How many cases a property has, unless `WXMED_CASES` says otherwise.
const CASES: u32 = 10_000;

/// The most characters that are shown of why a property is broken.
const SHOWN: usize = 8_000;

/// How many cases each property has.
pub fn cases() -> u32 {
    asked_for().unwrap_or(CASES)
}

/// How many cases somebody asked for.
///
/// # Panics
/// If `WXMED_CASES` is no number: whoever asks for a million must not believe that they ran.
pub fn asked_for() -> Option<u32> {
    let cases = std::env::var("WXMED_CASES").ok()?;
    Some(cases.parse().unwrap_or_else(|_| panic!("WXMED_CASES is `{cases}`, and not a number of cases")))
}

/// What a case is made from: numbers for a good value, and numbers for each thing that is then done to it.
#[derive(Clone, Debug)]
pub struct Case {
    /// For the value.
    pub words: Vec<u32>,
    /// For each thing that is done to it.
    pub blows: Vec<Vec<u32>>,
}

/// Holds a property against many good values.
///
/// # Panics
/// With the simplest case that breaks it.
pub fn good(about: &str, property: impl Fn(&[u32]) -> Result<(), String>) {
    let outcome = run(about, cases(), vec(any::<u32>(), 0..120), |words| property(&words));
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

/// Holds a property against many values, most of which have been damaged.
///
/// # Panics
/// With the simplest case that breaks it.
pub fn damaged(about: &str, property: impl Fn(&Case) -> Result<(), String>) {
    try_damaged(about, cases(), property).unwrap_or_else(|failure| panic!("{failure}"));
}

/// The same with so many cases.
///
/// # Errors
/// With the simplest case that breaks it.
pub fn try_damaged(about: &str, cases: u32, property: impl Fn(&Case) -> Result<(), String>) -> Result<(), String> {
    let case = (vec(any::<u32>(), 0..120), vec(vec(any::<u32>(), 9), 0..5));
    run(about, cases, case.prop_map(|(words, blows)| Case { words, blows }), |case| property(&case))
}

/// Does this for each of them, on all cores; a property of many specs has a runner for each.
///
/// # Panics
/// If it does so for one.
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
    // The same cases each time, so that what fails can be run again; `PROPTEST_RNG_SEED` chooses others.
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

/// The beginning of what is too long to be read.
fn clipped(reason: &str) -> String {
    match reason.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}… and {} bytes more", &reason[..end], reason.len() - end),
        None => reason.to_owned(),
    }
}
