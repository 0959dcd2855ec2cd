//! The arguments of the macros, in surroundings of every kind. The test is that this compiles without warnings.

pub mod cities;
pub mod derive;
pub mod errata;
pub mod folder;
pub mod names;
pub mod own_impls;
pub mod types;
