//! The client with a mock transport: no network, and a paused clock.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/listener.rs"]
mod listener;

#[cfg(feature = "blocking")]
mod blocking;
mod busy;
mod chains;
mod checking;
mod credentials;
#[cfg(feature = "testing")]
mod doubles;
#[cfg(feature = "dynamic")]
mod dynamic;
mod earlier;
mod errors;
mod lifetimes;
#[cfg(feature = "testing")]
mod made_results;
mod malformed;
mod masking;
mod observing;
mod repeating;
mod runtimes;
mod sending;
mod spans;
mod support;
mod tokens;
