//! Tests that look at wxmed from outside.

#[cfg(doctest)]
mod readmes;
