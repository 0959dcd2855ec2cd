//! Begins calls.

use jiff::Timestamp;

use super::clock::timestamp;
use super::error::JournalError;
use super::key::{CallKey, RequestDigest, Resend};
use super::record::{Ending, StoredResponse};
use super::store::{Claimed, ClaimedCall};
use super::ticket::Ticket;
use super::writer::Writer;

/// What the journal knows of a call that is to be begun.
#[derive(Debug)]
pub enum Begun {
    /// It may be sent now. The ticket must be used to record how it ended.
    New(Ticket),
    /// It has ended, and this was the response.
    Finished(StoredResponse),
    /// It is in progress since then.
    InProgress {
        /// When it was begun.
        since: Timestamp,
    },
    /// It may have been processed.
    Unknown {
        /// When it was begun.
        since: Timestamp,
    },
    /// There is a call with this key and with other fields, which has ended.
    OtherRequest,
}

/// A call that was claimed for a caller. If it is not taken, because its caller is gone, nothing was sent, and it is
/// released.
struct Claim(Option<Ticket>);

impl Claim {
    fn take(mut self) -> Option<Ticket> {
        self.0.take()
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        if let Some(ticket) = self.0.take() {
            ticket.end_unseen(Ending::Release);
        }
    }
}

enum Answer {
    New(Claim),
    Other(Begun),
}

pub(super) async fn begin(
    writer: &Writer,
    key: CallKey,
    digest: RequestDigest,
    resend: Resend,
    beside: Option<ClaimedCall>,
) -> Result<Begun, JournalError> {
    let tickets = writer.clone();
    let claim = move |claimed| match claimed {
        Claimed::New(claimed) => Answer::New(Claim(Some(Ticket::new(tickets, claimed)))),
        Claimed::Finished(response) => Answer::Other(Begun::Finished(response)),
        Claimed::InProgress(since) => Answer::Other(Begun::InProgress { since: timestamp(since) }),
        Claimed::Unknown(since) => Answer::Other(Begun::Unknown { since: timestamp(since) }),
        Claimed::OtherRequest => Answer::Other(Begun::OtherRequest),
    };
    match writer.run(move |store| store.claim(&key, digest, resend, beside).map(claim)).await? {
        Answer::New(claim) => claim.take().map(Begun::New).ok_or(JournalError::Closed),
        Answer::Other(begun) => Ok(begun),
    }
}
