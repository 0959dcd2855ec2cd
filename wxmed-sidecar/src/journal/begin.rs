//! Begins calls.

use jiff::Timestamp;

use super::calls::{Claimed, Held};
use super::clock::timestamp;
use super::error::JournalError;
use super::key::{CallKey, RequestDigest, Resend};
use super::record::{Ending, StoredResponse};
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
    /// There is a call with this key which an operator has settled as done, and of which different requests had been sent:
    /// it isn't known which of them was processed.
    Ambiguous,
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
    Other(usize, Begun),
}

/// Returns the place of the key that was in the way, too.
pub(super) async fn begin(
    writer: &Writer,
    keys: Vec<CallKey>,
    digest: RequestDigest,
    resend: Resend,
) -> Result<(Begun, usize), JournalError> {
    let tickets = writer.clone();
    let claim = move |claimed| match claimed {
        Claimed::New(ids) => Answer::New(Claim(Some(Ticket::new(tickets, ids)))),
        Claimed::Held(place, held) => Answer::Other(place, begun(held)),
    };
    match writer.run(move |store| store.claim(&keys, digest, resend).map(claim)).await? {
        Answer::New(claim) => claim.take().map(|ticket| (Begun::New(ticket), 0)).ok_or(JournalError::Closed),
        Answer::Other(place, begun) => Ok((begun, place)),
    }
}

fn begun(held: Held) -> Begun {
    match held {
        Held::Finished(response) => Begun::Finished(response),
        Held::InProgress(since) => Begun::InProgress { since: timestamp(since) },
        Held::Unknown(since) => Begun::Unknown { since: timestamp(since) },
        Held::OtherRequest => Begun::OtherRequest,
        Held::Ambiguous => Begun::Ambiguous,
    }
}
