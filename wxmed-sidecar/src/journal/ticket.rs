//! The ticket of a call that was begun.

use std::fmt;

use super::error::JournalError;
use super::record::{Ending, StoredResponse};
use super::writer::Writer;

/// Permission to send a call once, under all of its keys. Use it to record how the call ended. Dropping the ticket
/// records that the outcome is unknown.
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

    /// Records the response, which a repeated call gets again. It is durable when this returns.
    ///
    /// # Errors
    /// If this could not be written yet. The write is retried as long as the process runs; if the process ends first,
    /// the outcome is unknown.
    pub async fn finish(self, response: StoredResponse) -> Result<(), JournalError> {
        self.end(Ending::Finish(response)).await
    }

    /// Records that the platform may have processed the call.
    ///
    /// # Errors
    /// If this could not be written yet. The outcome is unknown in any case.
    pub async fn unknown(self) -> Result<(), JournalError> {
        self.end(Ending::Unknown).await
    }

    /// Forgets the call, because nothing was sent or the platform did nothing. The key can be used again, also for
    /// another request. An earlier attempt with an unknown outcome stays unknown.
    ///
    /// # Errors
    /// If this could not be written yet. The write is retried as long as the process runs; if the process ends first,
    /// the outcome is unknown.
    pub async fn release(self) -> Result<(), JournalError> {
        self.end(Ending::Release).await
    }

    async fn end(mut self, ending: Ending) -> Result<(), JournalError> {
        self.is_used = true;
        self.writer.end(std::mem::take(&mut self.ids), ending).await
    }

    /// Ends the call without waiting for the write.
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
