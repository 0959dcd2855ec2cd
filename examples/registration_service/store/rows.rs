//! The tables, and the functions that read and write their rows.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::super::form::RegistrationForm;
use super::super::order::{Earlier, Kind, OpenSubmission, Order, State, Submission};
use super::error::Result;

/// With WAL and FULL, a commit survives a power cut.
pub(super) const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    CREATE TABLE IF NOT EXISTS orders (
        order_number TEXT PRIMARY KEY,
        form TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS submissions (
        order_number TEXT NOT NULL REFERENCES orders,
        kind TEXT NOT NULL CHECK (kind IN ('registration', 'message')),
        state TEXT NOT NULL CHECK (state IN ('sending', 'done', 'not-done', 'unknown')),
        changed_at INTEGER NOT NULL DEFAULT (unixepoch()),
        reason TEXT,
        raw_response BLOB,
        settled_by TEXT,
        note TEXT,
        PRIMARY KEY (order_number, kind)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS submission_history (
        order_number TEXT NOT NULL REFERENCES orders,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        changed_at INTEGER NOT NULL,
        reason TEXT,
        raw_response BLOB,
        settled_by TEXT,
        note TEXT
    ) STRICT;
";

/// The condition for submissions that a person has to settle. No call takes two minutes: after that, the result could
/// not be recorded.
pub(super) const IS_OPEN: &str = "(state = 'unknown' OR (state = 'sending' AND changed_at <= unixepoch() - 120))";

/// Records that a submission is being sent. The previous state, and the person who settled it, are kept in the history.
pub(super) fn begin(transaction: &Transaction<'_>, order_number: &str, kind: Kind) -> Result<()> {
    let keep = "INSERT INTO submission_history
        (order_number, kind, state, changed_at, reason, raw_response, settled_by, note)
        SELECT order_number, kind, state, changed_at, reason, raw_response, settled_by, note
        FROM submissions WHERE order_number = ? AND kind = ?";
    transaction.execute(keep, params![order_number, kind.name()])?;
    let insert = "INSERT INTO submissions (order_number, kind, state) VALUES (?, ?, 'sending')
        ON CONFLICT DO UPDATE SET state = 'sending', changed_at = unixepoch(), reason = NULL, raw_response = NULL,
        settled_by = NULL, note = NULL";
    transaction.execute(insert, params![order_number, kind.name()])?;
    Ok(())
}

/// The state of a registration with the order number of this form.
pub(super) fn earlier_registration(transaction: &Transaction<'_>, requested: &RegistrationForm) -> Result<Earlier> {
    let order_number = &requested.order_number;
    let Some(order) = submitted(transaction, order_number, Kind::Registration)? else { return Ok(Earlier::Nothing) };
    let json = form(transaction, order_number)?;
    let earlier: Option<RegistrationForm> = json.as_deref().map(serde_json::from_str).transpose()?;
    let is_same = earlier.is_some_and(|earlier| earlier.is_same_registration(requested));
    Ok(match (is_same, order.registration.state) {
        (true, _) => Earlier::Same(order.into()),
        (false, State::Sending | State::Unknown) => Earlier::OtherFormUnsettled,
        (false, State::Done | State::NotDone) => Earlier::OtherForm,
    })
}

/// The form of an order, as JSON.
pub(super) fn form(transaction: &Transaction<'_>, order_number: &str) -> Result<Option<String>> {
    let select = "SELECT form FROM orders WHERE order_number = ?";
    Ok(transaction.query_row(select, [order_number], |row| row.get(0)).optional()?)
}

/// The order, if this submission was made, may have been made, or is being made.
pub(super) fn submitted(transaction: &Transaction<'_>, order_number: &str, kind: Kind) -> Result<Option<Order>> {
    let Some(order) = order(transaction, order_number)? else { return Ok(None) };
    Ok(match order.state(kind) {
        Some(State::Sending | State::Done | State::Unknown) => Some(order),
        Some(State::NotDone) | None => None,
    })
}

/// The order with this number.
pub(super) fn order(transaction: &Transaction<'_>, order_number: &str) -> Result<Option<Order>> {
    let mut statement = transaction.prepare("SELECT * FROM submissions WHERE order_number = ? AND kind = ?")?;
    let mut read = |kind: Kind| statement.query_row([order_number, kind.name()], submission).optional();
    let Some(registration) = read(Kind::Registration)? else { return Ok(None) };
    let message = read(Kind::Message)?;
    Ok(Some(Order { order_number: order_number.to_owned(), registration, message }))
}

pub(super) fn open_submission(row: &Row<'_>) -> rusqlite::Result<OpenSubmission> {
    Ok(OpenSubmission { order_number: row.get("order_number")?, kind: row.get("kind")?, submission: submission(row)? })
}

fn submission(row: &Row<'_>) -> rusqlite::Result<Submission> {
    let reason: Option<String> = row.get("reason")?;
    Ok(Submission {
        state: row.get("state")?,
        changed_at: row.get("changed_at")?,
        reason: reason.and_then(|reason| serde_json::from_str(&reason).ok()),
        settled_by: row.get("settled_by")?,
        note: row.get("note")?,
    })
}

impl FromSql for Kind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let name = value.as_str()?;
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(FromSqlError::InvalidType)
    }
}

impl FromSql for State {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let name = value.as_str()?;
        Self::ALL.into_iter().find(|state| state.name() == name).ok_or(FromSqlError::InvalidType)
    }
}
