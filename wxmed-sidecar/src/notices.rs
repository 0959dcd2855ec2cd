//! Notifications of the platform: verified, recorded, acknowledged, and passed on to the hospital at least once.

mod forward;
mod send;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};
use tokio::sync::Notify;
use wxmed::dynamic::{Notification, ReceivedFields};
use wxmed::notify::{Booked, Notice, NotifyError, Response};

pub(crate) use forward::pass_on;
pub(crate) use send::Sender;

use crate::journal::{Enqueued, Notice as Queued};
use crate::service::{Account, Service};

/// The receivers of notifications.
pub(crate) struct Notices {
    receivers: BTreeMap<String, Sender>,
    /// Notified when a notification has arrived.
    arrived: Notify,
}

impl Notices {
    pub(crate) fn new(receivers: BTreeMap<String, Sender>) -> Self {
        Self { receivers, arrived: Notify::new() }
    }

    /// Whether a notification of this name has a receiver.
    pub(crate) fn passes_on(&self, name: &str) -> bool {
        self.receivers.contains_key(name)
    }

    /// Verifies a notification, and puts it into the queue. It is acknowledged only after that.
    pub(crate) async fn receive(
        &self,
        service: &Service,
        notification: &Notification,
        accounts: &[Arc<Account>],
        body: &[u8],
    ) -> Response {
        let name = notification.name();
        let (account, notice) = match verified(notification, accounts, body) {
            Ok(verified) => verified,
            Err(None) => {
                // There is no account to verify it with.
                service.metrics.notified(name, "rejected");
                return NotifyError::Code { field: "return_code" }.response();
            }
            Err(Some(error)) => {
                service.metrics.notified(name, "rejected");
                tracing::warn!(target: "wxmed::sidecar", notification = name, %error, "a notification was rejected");
                return error.response();
            }
        };
        let queued = Queued::new(name, notice.key().as_str(), document(name, account.name(), &notice).to_string());
        match service.journal.enqueue(queued).await {
            Ok(enqueued) => {
                let (booked, result) = match enqueued {
                    Enqueued::New => (Booked::Now, "received"),
                    Enqueued::Known => (Booked::Before, "repeated"),
                };
                service.metrics.notified(name, result);
                self.arrived.notify_one();
                notice.accept(booked)
            }
            Err(error) => {
                service.metrics.notified(name, "not-recorded");
                tracing::error!(target: "wxmed::sidecar", notification = name, %error, "a notification could not be recorded");
                notice.refuse()
            }
        }
    }
}

/// The account that the notification is for, and its verified fields; or the reason why no account can verify it.
fn verified<'a>(
    notification: &Notification,
    accounts: &'a [Arc<Account>],
    body: &[u8],
) -> Result<(&'a Account, Notice<ReceivedFields>), Option<NotifyError>> {
    let mut first = None;
    for account in accounts {
        match notification.receive(&account.receiver, body) {
            Ok(notice) => return Ok((account, notice)),
            // A foreign merchant is a more specific error than a wrong key.
            Err(error @ NotifyError::Foreign { .. }) => first = Some(error),
            Err(error) => {
                first.get_or_insert(error);
            }
        }
    }
    Err(first)
}

/// The document that is passed on.
fn document(name: &str, merchant: &str, notice: &Notice<ReceivedFields>) -> Value {
    let fields: Map<String, Value> = notice
        .fields()
        .iter()
        .filter(|(name, _)| *name != "sign")
        .map(|(name, text)| (name.to_owned(), text.into()))
        .collect();
    json!({
        "notification": name,
        "key": notice.key().as_str(),
        "merchant": merchant,
        "success": notice.result().is_ok(),
        "verification": wxmed::Verification::Verified,
        "fields": fields,
    })
}
