//! Saves and restores the state of a platform.

use std::time::Duration;

use super::Platform;
use crate::saved::{Change, Record, RestoreError};
use crate::state::State;
use crate::tokens::Tokens;

/// The kind of the record that every platform has.
pub(crate) const CLOCK: &str = "clock";

impl Platform {
    /// Replaces the state with the records of another platform: people, cards, orders, messages, links, codes, tokens
    /// and the clock. Records of unknown kinds are skipped.
    ///
    /// # Errors If a record has an unknown format. The platform then stays unchanged.
    pub fn restore(&mut self, records: &[Record]) -> Result<(), RestoreError> {
        let state = State::restored(self.specs.model(), records, self.initial.kept_items)?;
        let tokens = Tokens::restored(records)?;
        let ahead = match records.iter().find(|record| record.kind == CLOCK) {
            Some(record) => record.read()?,
            None => Duration::ZERO,
        };
        (self.state, self.tokens, self.ahead) = (state, tokens, ahead);
        Ok(())
    }

    /// Tracks changes from now on, for [`Platform::take_changes`].
    pub fn track_changes(&mut self) {
        self.state.track();
        self.tokens.track();
        self.saved_ahead.get_or_insert(self.ahead);
    }

    /// All records, for [`Platform::restore`].
    pub fn records(&self) -> Vec<Record> {
        let records = self.state.records().into_iter().chain(self.tokens.records());
        records.chain([Record::new(CLOCK, "", &self.ahead)]).collect()
    }

    /// The changes since [`Platform::track_changes`] or since the last call of this method. A store must write them
    /// before the response is sent.
    pub fn take_changes(&mut self) -> Vec<Change> {
        let Some(saved_ahead) = &mut self.saved_ahead else { return Vec::new() };
        let clock = (*saved_ahead != self.ahead).then(|| Change::Put(Record::new(CLOCK, "", &self.ahead)));
        *saved_ahead = self.ahead;
        let (state, tokens) = (self.state.take_changes(), self.tokens.take_changes());
        if std::mem::take(&mut self.is_renewed) {
            return [Change::Clear].into_iter().chain(self.records().into_iter().map(Change::Put)).collect();
        }
        state.into_iter().chain(tokens).chain(clock).collect()
    }

    /// Lets all records be written again, because the state was replaced or the last changes could not be written.
    pub(crate) fn renew_records(&mut self) {
        if self.saved_ahead.is_some() {
            self.is_renewed = true;
            self.track_changes();
        }
    }
}
