//! The dynamic reader, on models built by hand.

mod content;
mod reply;
mod report;
mod request;
mod support;
