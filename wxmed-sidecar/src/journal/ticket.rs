//! The right to send a call, and the duty to record how it ended.

use std::fmt;

use super::error::JournalError;
use super::record::{Ending, StoredResponse};
use super::writer::Writer;

/// The right to send a call once, under all of its keys, and the duty to record how it ended. A ticket that is dropped records that the outcome
/// is unknown.
pub struct Ticket {
    writer: Writer,
    /// The rows of the call, one for each key.
    ids: Vec<i64>,
    is_used: bool,
}

impl Ticket {
    pub(super) fn new(writer: Writer, ids: Vec<i64>) -> Self {
        Self { writer, ids, is_used: false }
    }

    /// Records the response. A repeated call gets it again. It is durable when this returns.
    ///
    /// # Errors
    /// If this could not be written yet. It is tried again as long as the process runs; afterwards the outcome is unknown.
    pub async fn finish(self, response: StoredResponse) -> Result<(), JournalError> {
        self.end(Ending::Finish(response)).await
    }

    /// Records that the platform may have processed the call.
    ///
    /// # Errors
    /// If this could not be written yet. The outcome is unknown nevertheless.
    pub async fn unknown(self) -> Result<(), JournalError> {
        self.end(Ending::Unknown).await
    }

    /// Forgets the call: nothing was sent, or the platform has done nothing. The key can be used again, also for another
    /// request. If an earlier attempt had an unknown outcome, it still has.
    ///
    /// # Errors
    /// If this could not be written yet. It is tried again as long as the process runs; afterwards the outcome is unknown.
    pub async fn release(self) -> Result<(), JournalError> {
        self.end(Ending::Release).await
    }

    async fn end(mut self, ending: Ending) -> Result<(), JournalError> {
        self.is_used = true;
        self.writer.end(std::mem::take(&mut self.ids), ending).await
    }

    /// Ends the call without waiting until that is durable.
    pub(super) fn end_unseen(mut self, ending: Ending) {
        self.is_used = true;
        self.writer.end_unseen(std::mem::take(&mut self.ids), ending);
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        if !self.is_used {
            self.writer.end_unseen(std::mem::take(&mut self.ids), Ending::Unknown);
        }
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ticket").field("ids", &self.ids).finish_non_exhaustive()
    }
}
