//! What the macros take: each argument, and surroundings of every kind. That it compiles without a warning is the test.

pub mod cities;
pub mod derive;
pub mod errata;
pub mod folder;
pub mod names;
pub mod own_impls;
pub mod types;
