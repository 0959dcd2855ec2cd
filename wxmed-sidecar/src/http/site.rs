//! What a listener and its connections have in common.

use std::sync::Arc;

use tokio::sync::watch;

use super::access::Hosts;
use super::callers::KnownCaller;
use super::stream::ConnectionLimits;

/// What is special about the requests of a listener.
#[derive(Clone)]
pub(crate) struct Site {
    /// The host names that it may be called by.
    pub(crate) hosts: Hosts,
    /// Who calls without a token, if anybody may.
    pub(crate) usual: Option<Arc<KnownCaller>>,
    pub(crate) limits: ConnectionLimits,
}

/// Becomes true when the sidecar stops.
pub(crate) type Stop = watch::Receiver<bool>;
