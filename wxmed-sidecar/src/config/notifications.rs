//! Where notifications of the platform are passed on to.

use std::collections::BTreeMap;
use std::time::Duration;

use wxmed::Secret;

/// Where notifications are passed on to.
#[derive(Clone, Debug)]
pub struct Notifications {
    pub(super) forward: BTreeMap<String, Forward>,
    pub(super) queue: usize,
    pub(super) timeout: Duration,
}

impl Notifications {
    /// Where the notification with this name is passed on to.
    pub fn forward(&self, notification: &str) -> Option<&Forward> {
        self.forward.get(notification)
    }

    /// All of them, by the name of the notification.
    pub fn forwards(&self) -> impl Iterator<Item = (&str, &Forward)> {
        self.forward.iter().map(|(name, forward)| (name.as_str(), forward))
    }

    /// How many may wait at the same time. What comes beyond is not acknowledged, so that the platform repeats it.
    pub fn queue(&self) -> usize {
        self.queue
    }

    /// How long the receiver may take to respond.
    pub fn timeout(&self) -> Duration {
        self.timeout
    }
}

/// The receiver of a notification.
#[derive(Clone, Debug)]
pub struct Forward {
    pub(super) url: String,
    pub(super) token: Option<Secret>,
}

impl Forward {
    /// Its URL: HTTPS, or HTTP to this machine or, if that was allowed, to another one.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The bearer token to send along.
    pub fn token(&self) -> Option<&Secret> {
        self.token.as_ref()
    }
}
