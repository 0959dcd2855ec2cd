//! The notifications that were sent to the hospital.

use serde::Serialize;

use super::call::{Answer, Call};
use super::error::ControlError;
use super::exchange::Owned;
use super::input::Query;
use super::json::timestamp;
use crate::notification::{SendOutcome, SentNotification};

#[derive(Serialize)]
struct Notifications<'a> {
    notifications: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    number: usize,
    at: String,
    notification: &'a str,
    url: &'a str,
    attempt: usize,
    outcome: &'static str,
    message: Owned,
    body: String,
}

impl<'a> Entry<'a> {
    fn of(sent: &'a SentNotification) -> Self {
        Self {
            number: sent.number,
            at: timestamp(sent.at),
            notification: &sent.sent.notification,
            url: &sent.sent.url,
            attempt: sent.attempt,
            outcome: match sent.outcome {
                SendOutcome::Acknowledged => "acknowledged",
                SendOutcome::Refused { .. } => "refused",
                SendOutcome::Unanswered(_) => "unanswered",
            },
            message: Owned { zh: format!("{:#}", sent.outcome), en: sent.outcome.to_string() },
            body: String::from_utf8_lossy(&sent.sent.body).into_owned(),
        }
    }
}

/// Lists all attempts, oldest first.
pub(super) fn list(call: &mut Call<'_>) -> Result<Answer, ControlError> {
    Query::of(call.request, &[])?;
    let sent = call.platform.sent_notifications();
    Ok(Answer::ok(&Notifications { notifications: sent.iter().map(|sent| Entry::of(sent)).collect() }))
}
