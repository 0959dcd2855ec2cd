//! The orders and their submissions, in SQLite. They are on the disk before anything is sent.
//!
//! The database contains patients' data, in the forms and the raw responses: keep the file where such data may be
//! stored.
//!
//! Run one process for each database. SQLite lets a second one open it, which would take the first one's submissions in
//! progress for those of a crash. `PRAGMA locking_mode = EXCLUSIVE` would prevent that, but would also prevent a person
//! from reading the database, or from making a backup, while the service runs.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior, named_params, params};
use serde_json::Value;

use super::form::RegistrationForm;
use super::order::{Earlier, Finding, Kind, OpenSubmission, Order, State};

mod error;
mod rows;

pub(crate) use error::{Result, StoreError};

/// Clones share the connection.
#[derive(Clone)]
pub(crate) struct Store(Arc<Mutex<Connection>>);

impl Store {
    /// Opens the database. Submissions that were being sent when the program ended have an unknown outcome from now on.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let connection = Connection::open(path)?;
        connection.execute_batch(rows::SCHEMA)?;
        connection.execute(
            "UPDATE submissions SET state = ?, changed_at = unixepoch() WHERE state = ?",
            params![State::Unknown.name(), State::Sending.name()],
        )?;
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    /// Whether a registration was submitted before.
    pub(crate) async fn earlier_registration(&self, form: &RegistrationForm) -> Result<Earlier> {
        let form = form.clone();
        self.transaction(move |transaction| rows::earlier_registration(transaction, &form)).await
    }

    /// Records that a registration is being sent, if there is nothing earlier.
    pub(crate) async fn begin_registration(&self, form: &RegistrationForm) -> Result<Earlier> {
        let (form, json) = (form.clone(), serde_json::to_string(form)?);
        self.transaction(move |transaction| {
            let earlier = rows::earlier_registration(transaction, &form)?;
            if let Earlier::Nothing = earlier {
                let insert = "INSERT INTO orders VALUES (?, ?) ON CONFLICT DO UPDATE SET form = excluded.form";
                transaction.execute(insert, params![form.order_number, json])?;
                rows::begin(transaction, &form.order_number, Kind::Registration)?;
            }
            Ok(earlier)
        })
        .await
    }

    /// Records that a message is being sent. If one was sent, may have been sent, or is being sent, returns the order
    /// instead.
    pub(crate) async fn begin_message(&self, order_number: &str) -> Result<Option<Order>> {
        let order_number = order_number.to_owned();
        self.transaction(move |transaction| {
            let order = rows::submitted(transaction, &order_number, Kind::Message)?;
            if order.is_none() {
                rows::begin(transaction, &order_number, Kind::Message)?;
            }
            Ok(order)
        })
        .await
    }

    /// Records the result of a submission. If it isn't being sent any more, for example because a person has settled
    /// it, changes nothing, and logs that.
    pub(crate) async fn end(
        &self,
        order_number: &str,
        kind: Kind,
        state: State,
        reason: Option<Value>,
        raw_response: Option<Vec<u8>>,
    ) -> Result<()> {
        let order_number = order_number.to_owned();
        let reason = reason.map(|reason| reason.to_string());
        self.transaction(move |transaction| {
            let update = "UPDATE submissions
                SET state = :state, changed_at = unixepoch(), reason = :reason, raw_response = :raw_response
                WHERE order_number = :order_number AND kind = :kind AND state = 'sending'";
            let (state, kind) = (state.name(), kind.name());
            let params = named_params! {
                ":state": state, ":reason": reason, ":raw_response": raw_response,
                ":order_number": order_number, ":kind": kind,
            };
            if transaction.execute(update, params)? == 0 {
                tracing::error!(order_number, kind, state, "a submission ended that is not recorded as being sent");
            }
            Ok(())
        })
        .await
    }

    /// Settles a submission whose outcome is unknown. Returns `false`, and changes nothing, if it isn't.
    pub(crate) async fn settle(
        &self,
        order_number: &str,
        kind: Kind,
        finding: Finding,
        by: &str,
        note: &str,
    ) -> Result<bool> {
        let (order_number, by, note) = (order_number.to_owned(), by.to_owned(), note.to_owned());
        self.transaction(move |transaction| {
            let update = format!(
                "UPDATE submissions SET state = :state, changed_at = unixepoch(), settled_by = :by, note = :note
                WHERE order_number = :order_number AND kind = :kind AND {}",
                rows::IS_OPEN
            );
            let (state, kind) = (finding.state().name(), kind.name());
            let params = named_params! {
                ":state": state, ":by": by, ":note": note, ":order_number": order_number, ":kind": kind,
            };
            Ok(transaction.execute(&update, params)? == 1)
        })
        .await
    }

    /// An order, if there is one with this number.
    pub(crate) async fn order(&self, order_number: &str) -> Result<Option<Order>> {
        let order_number = order_number.to_owned();
        self.transaction(move |transaction| rows::order(transaction, &order_number)).await
    }

    /// The form of an order.
    pub(crate) async fn form(&self, order_number: &str) -> Result<Option<RegistrationForm>> {
        let order_number = order_number.to_owned();
        let form = self.transaction(move |transaction| rows::form(transaction, &order_number)).await?;
        Ok(form.as_deref().map(serde_json::from_str).transpose()?)
    }

    /// Every submission whose outcome is unknown, oldest first.
    pub(crate) async fn open_submissions(&self) -> Result<Vec<OpenSubmission>> {
        self.transaction(|transaction| {
            let select = format!("SELECT * FROM submissions WHERE {} ORDER BY changed_at", rows::IS_OPEN);
            let mut statement = transaction.prepare(&select)?;
            Ok(statement.query_map([], rows::open_submission)?.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// The number of submissions that [`Store::open_submissions`] returns.
    pub(crate) async fn count_open(&self) -> Result<i64> {
        self.transaction(|transaction| {
            let select = format!("SELECT count(*) FROM submissions WHERE {}", rows::IS_OPEN);
            Ok(transaction.query_row(&select, [], |row| row.get(0))?)
        })
        .await
    }

    /// The number of submissions of a kind in a state.
    pub(crate) async fn count(&self, kind: Kind, state: State) -> Result<i64> {
        self.transaction(move |transaction| {
            let select = "SELECT count(*) FROM submissions WHERE kind = ? AND state = ?";
            Ok(transaction.query_row(select, [kind.name(), state.name()], |row| row.get(0))?)
        })
        .await
    }

    /// SQLite blocks, so it runs in a blocking thread. A transaction that has begun is completed even if its caller is
    /// dropped.
    async fn transaction<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let connection = self.0.clone();
        let done = tokio::task::spawn_blocking(move || {
            let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = work(&transaction)?;
            transaction.commit()?;
            Ok(result)
        });
        done.await.map_err(StoreError::Thread)?
    }
}
