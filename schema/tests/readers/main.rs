//! What reads the model, on models built by hand: the dynamic reader, the export and the reference pages.
#![cfg(feature = "load")]

mod content;
mod export;
mod reference;
mod reply;
mod request;
mod support;
