//! Begins and ends calls in the file.

use rusqlite::{OptionalExtension, Result, Row, params};

use super::key::{CallKey, RequestDigest, Resend};
use super::record::{Ending, StoredResponse};
use super::schema::{FINISHED, IN_PROGRESS};
use super::settings::Detail;
use super::statements;
use super::store::Store;

/// The result of claiming the keys of a call.
pub(super) enum Claimed {
    /// The call is in progress in these rows, one for each key.
    New(Vec<i64>),
    /// The key at this index prevents the call.
    Held(usize, Held),
}

/// Why a call was not begun.
pub(super) enum Held {
    Finished(StoredResponse),
    InProgress(i64),
    Unknown(i64),
    OtherRequest,
    Ambiguous,
}

impl Store {
    /// Begins a call under all of its keys, unless one of them is held by another call.
    pub(super) fn claim(&self, keys: &[CallKey], digest: RequestDigest, resend: Resend) -> Result<Claimed> {
        let now = self.clock.now();
        let mut earlier = Vec::new();
        for (index, key) in keys.iter().enumerate() {
            let known = self.known(key)?.filter(|known| !self.is_expired(known, now));
            match known.map(|known| known.held(digest, resend)).transpose() {
                Err(held) => return Ok(Claimed::Held(index, held)),
                Ok(attempt) => earlier.push((key, attempt)),
            }
        }
        // The outcome of a repetition also applies to the attempt that it repeats.
        let mut call = earlier.first().and_then(|(_, attempt)| attempt.as_ref()).map(|attempt| attempt.call);
        let mut ids = Vec::new();
        for (index, (key, attempt)) in earlier.iter().enumerate() {
            if keys.iter().take(index).any(|before| before == *key) {
                continue;
            }
            let id = self.next_id();
            self.insert(key, digest, NewRow { id, call: *call.get_or_insert(id), now, attempt: attempt.as_ref() })?;
            ids.push(id);
        }
        Ok(Claimed::New(ids))
    }

    fn is_expired(&self, known: &Known, now: i64) -> bool {
        matches!(known.state, State::Finished(_, ended) if ended <= now.saturating_sub(self.keep_for))
    }

    fn known(&self, key: &CallKey) -> Result<Option<Known>> {
        let mut statement = self.connection.prepare_cached(statements::KNOWN)?;
        statement.query_row([key.merchant(), key.operation(), key.text()], Known::of).optional()
    }

    fn insert(&self, key: &CallKey, digest: RequestDigest, row: NewRow<'_>) -> Result<()> {
        let NewRow { id, call, now, attempt } = row;
        if attempt.is_some() {
            self.has_changed();
        }
        let (since, unknown_digest) = (attempt.map(|attempt| attempt.since), attempt.map(|attempt| &attempt.digest));
        let unknown_call = attempt.map(|attempt| attempt.call);
        let (merchant, operation, text) = (key.merchant(), key.operation(), key.text());
        let mut statement = self.connection.prepare_cached(statements::INSERT)?;
        let row = params![id, call, merchant, operation, text, digest.0, now, since, unknown_digest, unknown_call];
        statement.execute(row).map(|_| ())
    }

    /// Records how a call ended, in all of its rows. Returns whether all of them were in progress.
    pub(super) fn end(&self, ids: &[i64], ending: &Ending) -> Result<bool> {
        let mut were_in_progress = true;
        for id in ids {
            were_in_progress &= match ending {
                Ending::Finish(response) => self.finish(*id, response)?,
                Ending::Unknown => {
                    self.has_changed();
                    self.connection.prepare_cached(statements::UNKNOWN)?.execute([id])? > 0
                }
                Ending::Release => self.release(*id)?,
            };
        }
        Ok(were_in_progress)
    }

    /// Forgets a call, but not an earlier attempt, whose outcome doesn't follow from this one's.
    fn release(&self, id: i64) -> Result<bool> {
        if self.connection.prepare_cached(statements::RESTORE)?.execute([id])? > 0 {
            self.has_changed();
            return Ok(true);
        }
        Ok(self.connection.prepare_cached(statements::FORGET)?.execute([id])? > 0)
    }

    fn finish(&self, id: i64, response: &StoredResponse) -> Result<bool> {
        let body = match self.detail {
            Detail::Responses => response.body(),
            Detail::Outcomes => None,
        };
        let (status, outcome, code, now) = (response.status(), response.outcome(), response.code(), self.clock.now());
        let ended = params![id, now, status, outcome, code, body];
        let was_in_progress = self.connection.prepare_cached(statements::FINISH)?.execute(ended)? > 0;
        if self.connection.prepare_cached(statements::FINISH_OTHERS)?.execute(ended)? > 0 {
            self.has_changed();
        }
        Ok(was_in_progress)
    }
}

/// The row that is inserted for a key of a call.
struct NewRow<'a> {
    id: i64,
    /// The ID that all rows of the call share.
    call: i64,
    now: i64,
    attempt: Option<&'a Attempt>,
}

/// An earlier attempt with an unknown outcome.
struct Attempt {
    since: i64,
    digest: Vec<u8>,
    call: i64,
}

/// A call in the file.
struct Known {
    /// Empty if attempts with different digests may have been processed.
    digest: Vec<u8>,
    begun: i64,
    call: i64,
    state: State,
}

enum State {
    InProgress,
    Unknown,
    Finished(StoredResponse, i64),
}

impl Known {
    fn of(row: &Row<'_>) -> Result<Self> {
        let state = match row.get(2)? {
            IN_PROGRESS => State::InProgress,
            FINISHED => State::Finished(response(row)?, row.get(3)?),
            // For any other state, it is safe to assume that the call may have been processed.
            _ => State::Unknown,
        };
        Ok(Self { digest: row.get(0)?, begun: row.get(1)?, call: row.get(8)?, state })
    }

    /// The attempt that may be repeated, or the reason why the call is held.
    fn held(self, digest: RequestDigest, resend: Resend) -> std::result::Result<Attempt, Held> {
        match (self.state, resend) {
            (State::Finished(..), _) if self.digest.is_empty() => Err(Held::Ambiguous),
            (State::Finished(..), _) if self.digest != digest.0 => Err(Held::OtherRequest),
            (State::Finished(response, _), _) => Err(Held::Finished(response)),
            // The fields don't matter until the outcome of this order is known.
            (State::InProgress, _) => Err(Held::InProgress(self.begun)),
            (State::Unknown, Resend::Refuse) => Err(Held::Unknown(self.begun)),
            (State::Unknown, Resend::Allow) => Ok(Attempt { since: self.begun, digest: self.digest, call: self.call }),
        }
    }
}

fn response(row: &Row<'_>) -> Result<StoredResponse> {
    let (status, outcome, body): (u16, String, Option<Vec<u8>>) = (row.get(4)?, row.get(5)?, row.get(7)?);
    let response = match body {
        Some(body) => StoredResponse::new(status, outcome, body),
        None => StoredResponse::without_body(status, outcome),
    };
    Ok(response.with_code(row.get(6)?))
}
