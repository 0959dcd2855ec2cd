//! Passes notifications on, one after the other. Each is repeated until it is received.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::sleep;

use super::Notices;
use crate::journal::{Due, DueNotice, JournalError};
use crate::service::Service;

/// How long to wait if the journal can't be read.
const AFTER_FAILURE: Duration = Duration::from_secs(5);
/// The longest wait. It is limited because the system's clock may be changed meanwhile.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Passes notifications on until the sidecar stops.
pub(crate) async fn pass_on(notices: Arc<Notices>, service: Arc<Service>, mut stop: watch::Receiver<bool>) {
    loop {
        let wait = match service.journal.next_due().await {
            Ok(Due::Now(due)) => {
                let sent = tokio::select! {
                    _ = stop.wait_for(|stopping| *stopping) => return,
                    sent = notices.one(&service, due) => sent,
                };
                if sent.is_ok() { Duration::ZERO } else { AFTER_FAILURE }
            }
            Ok(Due::At(time)) => {
                let left = time.duration_since(jiff::Timestamp::now());
                Duration::try_from(left).unwrap_or_default().min(LONGEST_WAIT)
            }
            Ok(Due::Empty) => LONGEST_WAIT,
            Err(JournalError::Closed) => return,
            Err(_) => AFTER_FAILURE,
        };
        tokio::select! {
            _ = stop.wait_for(|stopping| *stopping) => return,
            () = notices.arrived.notified() => {}
            () = sleep(wait) => {}
        }
    }
}

impl Notices {
    /// Sends one notification, and records the result.
    async fn one(&self, service: &Service, due: DueNotice) -> Result<(), JournalError> {
        let name = due.notice().name();
        let sent = match self.receivers.get(name) {
            Some(receiver) => receiver.send(due.notice().body().to_vec()).await,
            // The notification waits until the configuration has a receiver for it again.
            None => Err("there is no receiver in the configuration".to_owned()),
        };
        match sent {
            Ok(()) => {
                service.metrics.notified(name, "delivered");
                service.journal.delivered(due.id()).await
            }
            Err(reason) => {
                service.metrics.notified(name, "failed");
                let failures = due.failures();
                tracing::warn!(target: "wxmed::sidecar", notification = name, reason, failures, "a notification could not be passed on");
                service.journal.failed(due.id()).await
            }
        }
    }
}
