//! What becomes of wxmed where other programs are built with it: by a crate outside, by a newcomer, from the packages, by
//! who follows a recipe, and by who makes a mistake.
//!
//! Together they take minutes, so they run only when they are asked for: `cargo test -p wxmed-builds -- --ignored`.

mod compile_fail;
mod copy;
mod newcomer;
mod outside;
mod packages;
mod recipes;
mod sixth_operation;
