//! The client's own transport, with servers on real sockets whose behaviour each test defines.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/listener.rs"]
mod listener;

mod breaks;
mod calls;
mod connecting;
mod kept;
mod leaks;
mod messages;
mod proxies;
mod responses;
mod server;
mod tls;
mod tokens;
