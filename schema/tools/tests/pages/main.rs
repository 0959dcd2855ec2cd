//! The export and the reference pages of models that are built by hand.

mod entries;
mod export;
mod notifications;
mod reference;
#[path = "../../../compiler/tests/readers/support.rs"]
mod support;
