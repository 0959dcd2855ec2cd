//! Access tokens that several processes share through a real Redis server.
//!
//! The tests need `redis-server`, so they are ignored by default:
//! `cargo test -p wxmed --features redis --test redis -- --ignored`.

#[path = "../common/mod.rs"]
mod common;
#[path = "../http/server.rs"]
#[allow(dead_code)]
mod http;
#[path = "../common/listener.rs"]
mod listener;

mod failing;
mod lifetimes;
mod platform;
mod process;
mod runtimes;
mod secrets;
mod server;
mod sharing;
#[path = "../http/tls.rs"]
#[allow(dead_code)]
mod tls;
mod tunnel;
