//! What is written about models, on models built by hand: the export and the reference pages.

mod entries;
mod export;
mod notifications;
mod reference;
#[path = "../../../compiler/tests/readers/support.rs"]
mod support;
