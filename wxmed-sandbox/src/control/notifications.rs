//! The notifications that were sent to the hospital.

use serde::Serialize;
use wxmed::Bilingual;

use super::call::{Call, ControlResponse};
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
    order: Option<&'a str>,
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
            order: sent.sent.order_number.as_deref(),
            url: &sent.sent.url,
            attempt: sent.attempt,
            outcome: match sent.outcome {
                SendOutcome::Acknowledged => "acknowledged",
                SendOutcome::Refused(_) => "refused",
                SendOutcome::UnsupportedUrl => "unsupported-url",
                SendOutcome::Unanswered(_) => "unanswered",
            },
            message: message(&sent.outcome),
            body: String::from_utf8_lossy(&sent.sent.body).into_owned(),
        }
    }
}

/// The details of an outcome, with the beginning of a response that doesn't acknowledge the notification.
fn message(outcome: &SendOutcome) -> Owned {
    let Bilingual { zh, en } = outcome.details();
    match outcome {
        SendOutcome::Refused(refused) if refused.beginning.trim().is_empty() => {
            Owned { zh: format!("{zh}；应答的正文为空"), en: format!("{en}; the response has no body") }
        }
        SendOutcome::Refused(refused) => Owned {
            zh: format!("{zh}；应答的开头：{}", refused.beginning),
            en: format!("{en}; the response begins with: {}", refused.beginning),
        },
        SendOutcome::Acknowledged | SendOutcome::UnsupportedUrl | SendOutcome::Unanswered(_) => {
            Owned { zh: zh.into_owned(), en: en.into_owned() }
        }
    }
}

/// Lists all attempts, oldest first.
pub(super) fn list(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    Query::of(call.request, &[])?;
    let sent = call.platform.sent_notifications();
    Ok(ControlResponse::ok(&Notifications { notifications: sent.iter().map(|sent| Entry::of(sent)).collect() }))
}
