//! The client over a transport that answers as a test says: no network, and time that passes when it is told to.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/listener.rs"]
mod listener;

#[cfg(feature = "blocking")]
mod blocking;
mod busy;
mod chains;
#[cfg(feature = "testing")]
mod doubles;
#[cfg(feature = "dynamic")]
mod dynamic;
mod earlier;
mod malformed;
mod masking;
mod observing;
mod repeating;
mod sending;
mod spans;
mod support;
mod tokens;
