//! The statements about calls.
//!
//! States are written as numbers. Statements that select few rows also have the condition `state < 2`: SQLite uses a
//! partial index only if the statement contains the condition of the index literally.

/// Defines constants, and a list of them for the test.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)+) => {
        $($(#[$doc])* pub(super) const $name: &str = $text;)+
        #[cfg(test)]
        const ALL: &[(&str, &str)] = &[$((stringify!($name), $text)),+];
    };
}

/// Makes a call in progress unknown. If an earlier attempt had another digest, the digest is cleared: either request
/// may have been processed.
macro_rules! becomes_unknown {
    () => {
        "UPDATE calls SET state = 1, begun = coalesce(unknown_since, begun), \
         digest = CASE WHEN coalesce(unknown_digest, digest) = digest THEN digest ELSE x'' END, \
         unknown_since = NULL, unknown_digest = NULL, unknown_call = NULL WHERE state = 0 AND "
    };
}

statements! {
    NEXT_ID = "SELECT coalesce(max(id), 0) + 1 FROM calls";
    /// Ends the rows of a call of which another row has ended: the process was killed in between, or an operator
    /// settled the call while it was sent again.
    TAKE_OVER = "UPDATE calls SET state = 2, ended = done.ended, status = done.status, outcome = done.outcome, \
                 code = done.code, body = done.body, \
                 digest = CASE WHEN calls.digest = done.digest THEN calls.digest ELSE x'' END, \
                 unknown_since = NULL, unknown_digest = NULL, unknown_call = NULL \
                 FROM calls AS done WHERE calls.state < 2 AND done.call = calls.call AND done.state = 2";
    INTERRUPTED = concat!(becomes_unknown!(), "state < 2");
    UNKNOWN = concat!(becomes_unknown!(), "id = ?1");
    KNOWN = "SELECT digest, begun, state, ended, status, outcome, code, body, call FROM calls \
             WHERE merchant = ?1 AND operation = ?2 AND key = ?3";
    /// Replaces an older row with the same key. A row with the same ID is a conflict.
    INSERT = "INSERT INTO calls (id, call, merchant, operation, key, digest, state, begun, unknown_since, unknown_digest, \
              unknown_call) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8, ?9, ?10) \
              ON CONFLICT (merchant, operation, key) DO UPDATE SET id = excluded.id, call = excluded.call, \
              digest = excluded.digest, state = 0, begun = excluded.begun, unknown_since = excluded.unknown_since, \
              unknown_digest = excluded.unknown_digest, unknown_call = excluded.unknown_call, \
              ended = NULL, status = NULL, outcome = NULL, code = NULL, body = NULL";
    /// Restores an earlier attempt.
    RESTORE = "UPDATE calls SET state = 1, begun = unknown_since, digest = unknown_digest, call = unknown_call, \
               unknown_since = NULL, unknown_digest = NULL, unknown_call = NULL \
               WHERE id = ?1 AND state = 0 AND unknown_since IS NOT NULL";
    FORGET = "DELETE FROM calls WHERE id = ?1 AND state = 0";
    FINISH = "UPDATE calls SET state = 2, ended = ?2, status = ?3, outcome = ?4, code = ?5, body = ?6, \
              unknown_since = NULL, unknown_digest = NULL, unknown_call = NULL WHERE id = ?1 AND state = 0";
    /// Finishes the rows of an unknown attempt that have other keys.
    FINISH_OTHERS = "UPDATE calls SET state = 2, ended = ?2, status = ?3, outcome = ?4, code = ?5, body = ?6 \
                     WHERE state = 1 AND call = (SELECT call FROM calls WHERE id = ?1)";
    CLEAN = "DELETE FROM calls WHERE id IN \
             (SELECT id FROM calls WHERE state = 2 AND ended <= ?1 ORDER BY ended LIMIT 5000)";
    COUNT_IN_PROGRESS = "SELECT count(*) FROM calls WHERE state = 0 AND state < 2";
    /// Counts the calls with an unknown outcome. A call with several keys counts once.
    COUNT_UNKNOWN = "SELECT count(DISTINCT call) FROM calls WHERE state = 1 AND state < 2";
    COUNT_FINISHED = "SELECT count(*) FROM calls WHERE state = 2";
    LIST_UNKNOWN = "SELECT merchant, operation, key, begun, call FROM calls WHERE state = 1 AND state < 2 \
                    ORDER BY begun, id";
    SETTLE_DONE = "UPDATE calls SET state = 2, ended = ?4, status = 200, outcome = ?5 WHERE state = 1 AND call = \
                   (SELECT call FROM calls WHERE merchant = ?1 AND operation = ?2 AND key = ?3 AND state = 1)";
    SETTLE_NOTHING = "DELETE FROM calls WHERE state = 1 AND call = \
                      (SELECT call FROM calls WHERE merchant = ?1 AND operation = ?2 AND key = ?3 AND state = 1)";
}

#[cfg(test)]
mod tests {
    use rusqlite::{Connection, Statement};

    use super::ALL;
    use crate::journal::schema;

    /// The query plan. It doesn't depend on the parameters.
    fn plan(statement: &mut Statement<'_>) -> Vec<String> {
        let (mut rows, mut steps) = (statement.raw_query(), Vec::new());
        while let Some(row) = rows.next().unwrap() {
            steps.push(row.get(3).unwrap());
        }
        steps
    }

    /// There may be hundreds of thousands of finished calls.
    #[test]
    fn no_statement_reads_all_calls() {
        let connection = Connection::open_in_memory().unwrap();
        schema::create(&connection, &[0; 32]).unwrap();
        for (name, statement) in ALL {
            let steps = plan(&mut connection.prepare(&format!("EXPLAIN QUERY PLAN {statement}")).unwrap());
            let scans: Vec<_> = steps.iter().filter(|step| step.starts_with("SCAN")).collect();
            match *name {
                // Counting needs a scan of the index.
                "COUNT_FINISHED" => assert_eq!(scans, ["SCAN calls USING COVERING INDEX finished_calls"]),
                _ => assert!(scans.iter().all(|step| *step == "SCAN CONSTANT ROW"), "{name}: {steps:?}"),
            }
        }
    }
}
