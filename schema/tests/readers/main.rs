//! What reads the model, on models built by hand: the dynamic reader.
#![cfg(feature = "load")]

mod content;
mod request;
mod support;
