//! Breaking changes of specs.

mod cases;
mod support;
mod unchanged;
