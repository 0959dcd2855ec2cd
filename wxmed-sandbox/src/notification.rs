//! Notifications that the platform sends to the hospital.

mod outcome;

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::time::Duration;

use axum::http::Uri;

use crate::index::Id;

pub use outcome::{NotAcknowledged, RefusalReason, SendOutcome};

/// A notification that is to be sent.
///
/// `Debug` shows neither the address, which can contain a secret, nor the body.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outgoing {
    /// The name of the notification.
    pub notification: String,
    /// The address from the request that created the resource.
    pub url: String,
    /// The signed XML.
    pub body: Vec<u8>,
    /// The order of the notification.
    pub(crate) order: Id,
    /// The number of the order: the one under which it was created, if it was created by a request.
    pub order_number: Option<String>,
}

/// An attempt to send a notification.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SentNotification {
    /// The number, starting at 1.
    pub number: usize,
    /// When it was sent by the sandbox's clock, since the Unix epoch.
    pub at: Duration,
    /// The notification and its address.
    pub sent: Outgoing,
    /// The number of the attempt, starting at 1. It also counts those that were made because the user of the sandbox
    /// had the notification sent again.
    pub attempt: usize,
    /// How the hospital responded.
    pub outcome: SendOutcome,
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing")
            .field("notification", &self.notification)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Error returned if no order has this number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownOrder;

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for UnknownOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if f.alternate() { "没有这个订单" } else { "there is no such order" })
    }
}

impl std::error::Error for UnknownOrder {}

/// Whether the sandbox can send notifications to an address.
pub(crate) fn is_supported_url(url: &str) -> bool {
    url.parse::<Uri>().is_ok_and(|uri| uri.scheme_str() == Some("http") && uri.authority().is_some())
}

/// How many sent notifications are buffered for a listener.
const MOST_UNHEARD: usize = 10_000;

/// The notifications that are waiting, and the sent ones.
#[derive(Default)]
pub(crate) struct Outbox {
    most: usize,
    waiting: Vec<Outgoing>,
    sent: VecDeque<Arc<SentNotification>>,
    count: usize,
    listeners: Vec<SyncSender<Arc<SentNotification>>>,
}

impl Outbox {
    /// Keeps at most this many of the sent notifications.
    pub(crate) fn keeping(most: usize) -> Self {
        Self { most, ..Self::default() }
    }

    pub(crate) fn put(&mut self, outgoing: Outgoing) {
        self.waiting.push(outgoing);
    }

    pub(crate) fn take(&mut self) -> Vec<Outgoing> {
        std::mem::take(&mut self.waiting)
    }

    /// Records a notification, and returns it with its number.
    pub(crate) fn record(&mut self, sent: Outgoing, outcome: SendOutcome, at: Duration) -> Arc<SentNotification> {
        self.count += 1;
        let is_same = |known: &&Arc<SentNotification>| {
            known.sent.order == sent.order && known.sent.notification == sent.notification
        };
        let attempt = self.sent.iter().rev().find(is_same).map_or(1, |before| before.attempt + 1);
        let sent = Arc::new(SentNotification { number: self.count, at, sent, attempt, outcome });
        self.listeners
            .retain(|listener| !matches!(listener.try_send(sent.clone()), Err(TrySendError::Disconnected(_))));
        self.sent.push_back(sent.clone());
        while self.sent.len() > self.most {
            self.sent.pop_front();
        }
        sent
    }

    /// Removes all notifications. Listeners stay.
    pub(crate) fn clear(&mut self) {
        self.waiting.clear();
        self.sent.clear();
    }

    pub(crate) fn sent(&self) -> Vec<Arc<SentNotification>> {
        self.sent.iter().cloned().collect()
    }

    pub(crate) fn listen(&mut self) -> Receiver<Arc<SentNotification>> {
        let (sender, receiver) = sync_channel(MOST_UNHEARD);
        self.listeners.push(sender);
        receiver
    }
}

impl fmt::Debug for Outbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outbox").field("waiting", &self.waiting.len()).field("count", &self.count).finish()
    }
}
