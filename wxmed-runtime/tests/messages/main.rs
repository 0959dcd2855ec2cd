//! Signing, encoding, parsing and verifying messages, without a client or a network.

#[path = "../common/mod.rs"]
mod common;

mod identity;
mod leaks;
mod malformed;
mod notices;
mod platform_errors;
mod responses;
mod round_trip;
mod signing;
