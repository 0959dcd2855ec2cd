//! Settings that a listener and its connections share.

use std::sync::Arc;

use tokio::sync::watch;

use super::access::Hosts;
use super::callers::KnownCaller;
use super::stream::ConnectionLimits;

/// The settings for requests at a listener.
#[derive(Clone)]
pub(crate) struct Site {
    /// The allowed host names.
    pub(crate) hosts: Hosts,
    /// The caller of requests without a token, if they are allowed.
    pub(crate) usual: Option<Arc<KnownCaller>>,
    pub(crate) limits: ConnectionLimits,
}

/// Becomes true when the sidecar stops.
pub(crate) type Stop = watch::Receiver<bool>;
