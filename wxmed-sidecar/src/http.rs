//! The HTTP server: authentication, routing and limits.

mod access;
mod activity;
mod body;
mod callers;
mod caught;
mod connection;
mod documents;
mod framing;
mod handle;
mod head;
mod listen;
mod options;
mod readers;
mod respond;
mod route;
mod site;
mod slots;
mod stream;
mod tls;
mod unreadable;

pub(crate) use access::Hosts;
pub(crate) use callers::Callers;
pub(crate) use connection::accept;
pub(crate) use handle::Server;
pub(crate) use listen::Bound;
pub(crate) use site::Site;
pub(crate) use slots::Slots;
pub(crate) use stream::ConnectionLimits;
