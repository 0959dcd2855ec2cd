//! Collects what a call sends and receives, for the audit file.
//!
//! The client reports each attempt to its observer, in the task of the call. A task-local value collects the attempts.

use std::cell::RefCell;

use wxmed::AttemptEvent;

use crate::audit::{RawBodies, RedactedFields};

/// The attempts of a call so far.
#[derive(Debug, Default)]
pub(crate) struct Attempts {
    wants_raw: bool,
    pub(crate) count: u32,
    /// The fields that were sent and received in the last attempt.
    pub(crate) last: Option<(RedactedFields, RedactedFields)>,
    pub(crate) raw: Option<RawBodies>,
}

tokio::task_local! {
    static ATTEMPTS: RefCell<Attempts>;
}

/// Runs a call, and returns its result with its attempts.
pub(crate) async fn collected<T>(wants_raw: bool, call: impl Future<Output = T>) -> (T, Attempts) {
    let attempts = RefCell::new(Attempts { wants_raw, ..Attempts::default() });
    ATTEMPTS.scope(attempts, async { (call.await, ATTEMPTS.with(RefCell::take)) }).await
}

/// Adds an attempt to those of the call that runs in this task, if they are being collected.
pub(crate) fn add(attempt: &AttemptEvent<'_>) {
    // Without an audit file, attempts are not collected.
    let _ = ATTEMPTS.try_with(|attempts| {
        let mut attempts = attempts.borrow_mut();
        attempts.count += 1;
        attempts.last = Some((RedactedFields::sent(attempt), RedactedFields::received(attempt)));
        if attempts.wants_raw {
            let received = attempt.received().map(|raw| raw.bytes().to_vec());
            attempts.raw = Some(RawBodies::new(attempt.expose_sent(), received));
        }
    });
}
