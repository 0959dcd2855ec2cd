//! The right to send a call, and the duty to record how it ended.

use std::fmt;

use super::error::JournalError;
use super::record::{Ending, StoredResponse};
use super::store::ClaimedCall;
use super::writer::Writer;

/// The right to send a call once, and the duty to record how it ended. A ticket that is dropped records that the outcome
/// is unknown.
pub struct Ticket {
    writer: Writer,
    claimed: ClaimedCall,
    is_used: bool,
}

impl Ticket {
    pub(super) fn new(writer: Writer, claimed: ClaimedCall) -> Self {
        Self { writer, claimed, is_used: false }
    }

    pub(super) fn claimed(&self) -> ClaimedCall {
        self.claimed
    }

    /// Records the response. A repeated call gets it again. It is durable when this returns.
    ///
    /// # Errors
    /// If this could not be written: the outcome of the call is unknown then.
    pub async fn finish(self, response: StoredResponse) -> Result<(), JournalError> {
        self.end(Ending::Finish(response)).await
    }

    /// Records that the platform may have processed the call.
    ///
    /// # Errors
    /// If this could not be written. The outcome is unknown nevertheless.
    pub async fn unknown(self) -> Result<(), JournalError> {
        self.end(Ending::Unknown).await
    }

    /// Forgets the call: nothing was sent, or the platform has done nothing. The key can be used again, also for another
    /// request. If an earlier attempt had an unknown outcome, it still has.
    ///
    /// # Errors
    /// If this could not be written: the outcome of the call is unknown then.
    pub async fn release(self) -> Result<(), JournalError> {
        self.end(Ending::Release).await
    }

    async fn end(mut self, ending: Ending) -> Result<(), JournalError> {
        self.is_used = true;
        self.writer.end(self.claimed.id, ending).await
    }

    /// Ends the call without waiting until that is durable.
    pub(super) fn end_unseen(mut self, ending: Ending) {
        self.is_used = true;
        self.writer.end_unseen(self.claimed.id, ending);
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        if !self.is_used {
            self.writer.end_unseen(self.claimed.id, Ending::Unknown);
        }
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ticket").field("id", &self.claimed.id).finish_non_exhaustive()
    }
}
