//! Begins calls.

use jiff::Timestamp;

use super::calls::{Claimed, Held};
use super::clock::timestamp;
use super::error::JournalError;
use super::key::{CallKey, RequestDigest, Resend};
use super::record::{Ending, StoredResponse};
use super::ticket::Ticket;
use super::writer::Writer;

/// The result of beginning a call.
#[derive(Debug)]
pub enum Begun {
    /// The call may be sent now. The ticket must be used to record how it ended.
    New(Ticket),
    /// The call has ended with this response.
    Finished(StoredResponse),
    /// The call is in progress.
    InProgress {
        /// When it was begun.
        since: Timestamp,
    },
    /// The call may have been processed.
    Unknown {
        /// When it was begun.
        since: Timestamp,
    },
    /// A call with this key and different fields has ended.
    OtherRequest,
    /// An operator has settled the call with this key as done, but it had been sent with different fields: it isn't
    /// known which request was processed.
    Ambiguous,
}

/// A call that was claimed for a caller. If the ticket isn't taken, because the future was dropped, nothing was sent,
/// and the call is released.
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

enum ClaimOutcome {
    New(Claim),
    Held(usize, Begun),
}

/// Also returns the index of the key that prevented the call.
pub(super) async fn begin(
    writer: &Writer,
    keys: Vec<CallKey>,
    digest: RequestDigest,
    resend: Resend,
) -> Result<(Begun, usize), JournalError> {
    let tickets = writer.clone();
    let claim = move |claimed| match claimed {
        Claimed::New(ids) => ClaimOutcome::New(Claim(Some(Ticket::new(tickets, ids)))),
        Claimed::Held(index, held) => ClaimOutcome::Held(index, begun(held)),
    };
    match writer.run(move |store| store.claim(&keys, digest, resend).map(claim)).await? {
        ClaimOutcome::New(claim) => claim.take().map(|ticket| (Begun::New(ticket), 0)).ok_or(JournalError::Closed),
        ClaimOutcome::Held(index, begun) => Ok((begun, index)),
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
