//! The hospital's ledger, in SQLite: its orders, and the notices that were recorded.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use wxmed::Fen;
use wxmed::notify::{Booked, NoticeKey};

const SCHEMA: &str = "
    CREATE TABLE orders (number TEXT PRIMARY KEY, total INTEGER NOT NULL, paid INTEGER);
    CREATE TABLE notices (key TEXT PRIMARY KEY);
";

/// Clones share the connection. A service uses a file, or a server, instead of memory.
#[derive(Clone)]
pub(crate) struct Ledger(Arc<Mutex<Connection>>);

/// Why a notice could not be recorded.
#[derive(Debug)]
pub(crate) enum LedgerError {
    /// It has no order number.
    NoOrderNumber,
    /// It has no amount.
    NoAmount,
    /// The hospital has no such order.
    UnknownOrder,
    /// The amount differs from that of the order: a person has to look at it.
    AnotherAmount,
    /// The database failed.
    Database(rusqlite::Error),
}

impl Ledger {
    pub(crate) fn open() -> rusqlite::Result<Self> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch(SCHEMA)?;
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    pub(crate) fn add_order(&self, number: &str, total: Fen) -> rusqlite::Result<()> {
        let connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        connection.execute("INSERT INTO orders (number, total) VALUES (?, ?)", params![number, total.get()])?;
        Ok(())
    }

    /// The amount that was paid for an order, in fen.
    pub(crate) fn paid(&self, number: &str) -> rusqlite::Result<Option<i64>> {
        let connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let paid = connection.query_row("SELECT paid FROM orders WHERE number = ?", [number], |row| row.get(0));
        Ok(paid.optional()?.flatten())
    }

    /// Records a notice of a failed payment.
    pub(crate) fn note(&self, key: &NoticeKey) -> Result<Booked, LedgerError> {
        self.transaction(|transaction| noted(transaction, key))
    }

    /// Records a payment together with the key of its notice: both, or neither.
    pub(crate) fn pay(&self, key: &NoticeKey, number: &str, total: Fen) -> Result<Booked, LedgerError> {
        self.transaction(|transaction| {
            if noted(transaction, key)? == Booked::Before {
                return Ok(Booked::Before);
            }
            let due = "SELECT total FROM orders WHERE number = ?";
            let due: Option<i64> = transaction.query_row(due, [number], |row| row.get(0)).optional()?;
            if due.ok_or(LedgerError::UnknownOrder)? != total.get() {
                return Err(LedgerError::AnotherAmount);
            }
            transaction.execute("UPDATE orders SET paid = ? WHERE number = ?", params![total.get(), number])?;
            Ok(Booked::Now)
        })
    }

    fn transaction<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T, LedgerError>) -> Result<T, LedgerError> {
        let mut connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = connection.transaction()?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }
}

/// The primary key decides which of two concurrent notices is the first.
fn noted(transaction: &Transaction<'_>, key: &NoticeKey) -> Result<Booked, LedgerError> {
    let inserted = transaction.execute("INSERT INTO notices VALUES (?) ON CONFLICT DO NOTHING", [key.as_str()])?;
    Ok(if inserted == 1 { Booked::Now } else { Booked::Before })
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl fmt::Display for LedgerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoOrderNumber => f.write_str("it names no order"),
            Self::NoAmount => f.write_str("it has no amount"),
            Self::UnknownOrder => f.write_str("there is no such order"),
            Self::AnotherAmount => f.write_str("the amount is not that of the order"),
            Self::Database(error) => write!(f, "the database failed: {error}"),
        }
    }
}
