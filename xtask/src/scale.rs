//! Many made-up cities: what it costs to have them, and what the same costs when it is written by hand.

mod city;
mod measure;
mod names;
mod peer;
mod random;
mod spec;

pub(crate) use city::City;
pub(crate) use measure::{Measured, measure};
use peer::peer;
pub(crate) use spec::spec;

/// The cities of a seed, from the first: the same whatever their number is.
pub(crate) fn cities(number: usize, seed: u64) -> impl Iterator<Item = City> {
    (0..number).map(move |index| City::new(index, seed))
}
