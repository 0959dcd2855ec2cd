//! What of a platform outlives it.

use std::time::Duration;

use super::Platform;
use crate::saved::{Change, Record, RestoreError};
use crate::state::State;
use crate::tokens::Tokens;

const CLOCK: &str = "clock";

impl Platform {
    /// Goes on from records of another platform: its people, cards, orders, messages, links, codes, tokens and clock. Records
    /// of unknown kinds are skipped.
    ///
    /// # Errors
    /// If a record is not of this version; the platform stays as it is.
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

    /// Notes changes from now on, for [`Platform::take_changes`].
    pub fn track_changes(&mut self) {
        self.state.track();
        self.tokens.track();
        self.saved_ahead.get_or_insert(self.ahead);
    }

    /// All records, which [`Platform::restore`] takes.
    pub fn records(&self) -> Vec<Record> {
        let records = self.state.records().into_iter().chain(self.tokens.records());
        records.chain([Record::new(CLOCK, "", &self.ahead)]).collect()
    }

    /// What changed since changes are noted, or since the last call of this method: whoever keeps records makes these
    /// changes before the response is sent.
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

    /// Everything is written anew, because it was replaced, or because the last changes were not kept.
    pub(crate) fn renew_records(&mut self) {
        if self.saved_ahead.is_some() {
            self.is_renewed = true;
            self.track_changes();
        }
    }
}
