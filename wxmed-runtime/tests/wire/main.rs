//! The client's own transport, against servers that do on real sockets what a test says.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/listener.rs"]
mod listener;

mod answers;
mod breaks;
mod calls;
mod connecting;
mod kept;
mod leaks;
mod messages;
mod proxies;
mod server;
mod tls;
mod tokens;
