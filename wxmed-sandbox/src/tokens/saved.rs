//! The tokens as records.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use wxmed::Secret;

use super::{Given, Quota, Stable, Tokens};
use crate::gateway::GatewayError;
use crate::saved::{Change, Record, RestoreError};

const TOKEN: &str = "token";
const TOKENS: &str = "tokens";

#[derive(Deserialize, Serialize)]
struct SavedGiven {
    #[serde(default)]
    made: Option<Duration>,
    until: Duration,
    then: u32,
}

#[derive(Deserialize, Serialize)]
struct SavedTokens {
    latest: Option<String>,
    stable: Option<(String, Duration)>,
    fetches: (u64, u32),
    refreshes: (u64, u32),
    refreshed: Option<Duration>,
}

impl Tokens {
    /// Tracks changes from now on.
    pub(crate) fn track(&mut self) {
        self.dirty.track();
    }

    /// All tokens and counters.
    pub(crate) fn records(&self) -> Vec<Record> {
        let given = self.given.iter().map(|(token, given)| record(token, given));
        given.chain([self.summary()]).collect()
    }

    /// The changes since the last call.
    pub(crate) fn take_changes(&mut self) -> Vec<Change> {
        let tokens = self.dirty.take();
        let summary = (!tokens.is_empty()).then(|| Change::Put(self.summary()));
        let given = tokens.into_iter().map(|token| match self.given.get(&token) {
            Some(given) => Change::Put(record(&token, given)),
            None => Change::Remove { kind: TOKEN.to_owned(), key: token },
        });
        given.chain(summary).collect()
    }

    /// Restores tokens from records. Those of other kinds are skipped.
    pub(crate) fn restored(records: &[Record]) -> Result<Self, RestoreError> {
        let mut tokens = Self::default();
        for record in records.iter().filter(|record| record.kind == TOKEN) {
            let SavedGiven { made, until, then } = record.read()?;
            tokens.given.insert(record.key.clone(), Given { made, until, then: GatewayError::of_token(then) });
        }
        if let Some(record) = records.iter().find(|record| record.kind == TOKENS) {
            let saved: SavedTokens = record.read()?;
            let quota = |(day, used)| Quota { day, used };
            tokens.latest = saved.latest.map(Secret::new);
            tokens.stable = saved.stable.map(|(token, until)| Stable { token: Secret::new(token), until });
            (tokens.fetches, tokens.refreshes) = (quota(saved.fetches), quota(saved.refreshes));
            tokens.refreshed = saved.refreshed;
        }
        Ok(tokens)
    }

    fn summary(&self) -> Record {
        let text = |token: &Secret| token.expose().to_owned();
        let saved = SavedTokens {
            latest: self.latest.as_ref().map(text),
            stable: self.stable.as_ref().map(|stable| (text(&stable.token), stable.until)),
            fetches: (self.fetches.day, self.fetches.used),
            refreshes: (self.refreshes.day, self.refreshes.used),
            refreshed: self.refreshed,
        };
        Record::new(TOKENS, "", &saved)
    }
}

fn record(token: &str, given: &Given) -> Record {
    Record::new(TOKEN, token, &SavedGiven { made: given.made, until: given.until, then: given.then.code })
}
