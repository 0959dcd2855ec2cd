//! Tests of the sandbox, over HTTP and without a network.

mod acceptance;
mod acceptance_pairs;
mod access;
mod accounts;
mod console;
mod contents;
mod control;
mod control_access;
mod control_api;
mod control_console;
mod control_stubs;
#[cfg(feature = "data")]
mod data;
mod diagnosed_bodies;
mod diagnosed_changes;
mod diagnosed_pairs;
mod diagnosed_signatures;
mod endpoints;
mod explained;
mod http;
mod lifetimes;
mod naive;
mod noted;
mod notifications;
mod operations;
mod protocol;
mod records;
mod remedies;
mod resources;
mod scripts;
mod sent_again;
mod signed_responses;
mod support;
mod suspected_keys;
