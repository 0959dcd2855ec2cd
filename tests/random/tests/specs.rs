//! The generated specs of any seed are valid and reproducible.

use wxmed_random::specs::{contents, generate};

/// The number of seeds, unless `WXMED_SEEDS` sets another.
const SEEDS: u32 = 4;

#[test]
fn specs_of_any_seed_are_valid() {
    let seeds = std::env::var("WXMED_SEEDS").map_or(SEEDS, |seeds| seeds.parse().expect("WXMED_SEEDS is a number"));
    for seed in 1..=seeds {
        assert_eq!(generate(seed, 60, 2).len(), 62, "seed {seed}");
    }
}

#[test]
fn the_same_seed_writes_the_same_specs() {
    let texts = |seed| generate(seed, 6, 1).into_iter().map(|unit| unit.files).collect::<Vec<_>>();
    assert_eq!(texts(7), texts(7));
    assert_ne!(texts(7), texts(8));
    let first = |number| contents(7, 40).take(number).map(|unit| unit.files).collect::<Vec<_>>();
    assert_eq!(first(3), first(9)[..3]);
}
