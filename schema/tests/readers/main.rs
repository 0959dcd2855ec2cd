//! The dynamic reader, on models built by hand.
#![cfg(feature = "load")]

mod content;
mod reply;
mod report;
mod request;
mod support;
