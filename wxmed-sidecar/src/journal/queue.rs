//! The queue of notifications in the file.

use rusqlite::{OptionalExtension, Result, Row, params};

use super::clock::timestamp;
use super::notice::{Due, DueNotice, Enqueued, Notice, NoticeId};
use super::store::Store;

/// The time after the first failure, in milliseconds. It doubles with each.
const FIRST_BACKOFF: i64 = 5_000;
/// The longest time between two attempts, in milliseconds.
const LONGEST_BACKOFF: i64 = 3_600_000;

impl Store {
    /// Returns `None` if too many wait.
    pub(super) fn enqueue(&self, notice: &Notice, limit: usize) -> Result<Option<Enqueued>> {
        let mut known = self.connection.prepare_cached("SELECT 1 FROM notices WHERE name = ?1 AND key = ?2")?;
        if known.exists([&notice.name, &notice.key])? {
            return Ok(Some(Enqueued::Known));
        }
        if self.queued()? >= limit as u64 {
            return Ok(None);
        }
        let mut insert = self
            .connection
            .prepare_cached("INSERT INTO notices (name, key, body, attempts, due) VALUES (?1, ?2, ?3, 0, ?4)")?;
        self.has_changed();
        insert.execute(params![notice.name, notice.key, notice.body, self.clock.now()])?;
        Ok(Some(Enqueued::New))
    }

    pub(super) fn next_due(&self) -> Result<Due> {
        let next =
            "SELECT due, id, name, key, body, attempts FROM notices WHERE delivered IS NULL ORDER BY due, id LIMIT 1";
        let mut statement = self.connection.prepare_cached(next)?;
        let next = statement.query_row([], |row| Ok((row.get(0)?, due_notice(row)?))).optional()?;
        Ok(match next {
            Some((due, notice)) if due <= self.clock.now() => Due::Now(notice),
            Some((due, _)) => Due::At(timestamp(due)),
            None => Due::Empty,
        })
    }

    pub(super) fn delivered(&self, id: NoticeId) -> Result<()> {
        self.has_changed();
        let done = "UPDATE notices SET delivered = ?2, body = NULL WHERE id = ?1 AND delivered IS NULL";
        self.connection.prepare_cached(done)?.execute([id.0, self.clock.now()]).map(|_| ())
    }

    pub(super) fn failed(&self, id: NoticeId) -> Result<()> {
        let attempts: Option<u32> = self
            .connection
            .prepare_cached("SELECT attempts FROM notices WHERE id = ?1 AND delivered IS NULL")?
            .query_row([id.0], |row| row.get(0))
            .optional()?;
        let Some(attempts) = attempts else { return Ok(()) };
        let later = "UPDATE notices SET attempts = ?2, due = ?3 WHERE id = ?1";
        let due = self.clock.now().saturating_add(backoff(attempts));
        self.connection.prepare_cached(later)?.execute(params![id.0, attempts.saturating_add(1), due]).map(|_| ())
    }
}

/// How long to wait after a failure, in milliseconds.
fn backoff(earlier_failures: u32) -> i64 {
    FIRST_BACKOFF.checked_shl(earlier_failures.min(20)).map_or(LONGEST_BACKOFF, |wait| wait.min(LONGEST_BACKOFF))
}

fn due_notice(row: &Row<'_>) -> Result<DueNotice> {
    let notice = Notice { name: row.get(2)?, key: row.get(3)?, body: row.get(4)? };
    Ok(DueNotice { id: NoticeId(row.get(1)?), notice, failures: row.get(5)? })
}
