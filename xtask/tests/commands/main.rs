//! Runs the commands as programs on copies of the specs.

mod breaking;
mod export;
mod fmt;
mod forward;
mod lint;
mod new_city;
mod regen;
mod support;
