//! The calls whose outcome is unknown, for the sidecar and for an operator's tool.

use std::collections::HashMap;

use rusqlite::{Connection, Result, Row, params};

use super::clock::timestamp;
use super::key::CallKey;
use super::record::{Settlement, UnknownCall};
use super::statements;

/// The outcome of a call that an operator has settled as done.
const SETTLED: &str = "settled-done";

/// The calls whose outcome is unknown, oldest first.
pub(super) fn unknown(connection: &Connection) -> Result<Vec<UnknownCall>> {
    let mut statement = connection.prepare(statements::LIST_UNKNOWN)?;
    let of_row = |row: &Row<'_>| {
        let key = CallKey::new(row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?);
        let key = key.map_err(|_| rusqlite::Error::InvalidQuery)?;
        Ok((row.get(4)?, key, timestamp(row.get(3)?)))
    };
    let (mut calls, mut indexes) = (Vec::<UnknownCall>::new(), HashMap::<i64, usize>::new());
    for row in statement.query_map([], of_row)? {
        let (call, key, since) = row?;
        match indexes.get(&call).and_then(|index| calls.get_mut(*index)) {
            Some(known) => known.others.push(key),
            None => {
                indexes.insert(call, calls.len());
                calls.push(UnknownCall { key, others: Vec::new(), since });
            }
        }
    }
    Ok(calls)
}

/// Settles a call whose outcome was unknown, under all of its keys. Returns whether there was one.
pub(super) fn settle(connection: &Connection, key: &CallKey, settlement: Settlement, now: i64) -> Result<bool> {
    let (merchant, operation, text) = (key.merchant(), key.operation(), key.text());
    let changed = match settlement {
        Settlement::Done => {
            connection.execute(statements::SETTLE_DONE, params![merchant, operation, text, now, SETTLED])?
        }
        Settlement::NothingDone => {
            connection.execute(statements::SETTLE_NOTHING, params![merchant, operation, text])?
        }
    };
    Ok(changed > 0)
}
