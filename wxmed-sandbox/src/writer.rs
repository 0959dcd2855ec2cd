//! Writes changes to a file. Those of many requests share a transaction, because one costs as much as ten requests.

use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot::{Receiver, Sender, channel};

use crate::not_kept::NotKept;
use crate::platform::Platform;
use crate::saved::Change;
use crate::store::Store;

/// A file, and the next transaction.
#[derive(Debug)]
pub(crate) struct Writer {
    store: Mutex<Store>,
    next: Mutex<Transaction>,
}

/// Changes that are written together.
#[derive(Debug, Default)]
struct Transaction {
    changes: Vec<Change>,
    /// The requests that wait for it.
    waiting: Vec<Sender<Result<(), NotKept>>>,
    /// Whether changes are missing in the file, so that all records must be written again.
    lacks_something: bool,
    /// Whether the previous transaction is still being written, so that its changes may still be lost.
    is_one_being_written: bool,
}

/// The changes of a request in the next transaction.
#[derive(Debug)]
pub(crate) struct PendingWrite {
    pub(crate) written: Receiver<Result<(), NotKept>>,
    /// Whether it is the first in its transaction. Its holder must call [`Writer::write`].
    pub(crate) is_first: bool,
}

impl Writer {
    pub(crate) fn new(store: Store) -> Self {
        Self { store: Mutex::new(store), next: Mutex::default() }
    }

    /// Adds the platform's changes to the next transaction. It must be called while the platform is locked. Returns
    /// `None` if everything in the platform is already written.
    pub(crate) fn add(&self, platform: &mut Platform) -> Option<PendingWrite> {
        let mut next = lock(&self.next);
        if mem::take(&mut next.lacks_something) {
            platform.renew_records();
        }
        let changes = platform.take_changes();
        // Even without changes of its own, a response may show those of waiting requests.
        if changes.is_empty() && next.waiting.is_empty() && !next.is_one_being_written {
            return None;
        }
        let is_first = next.waiting.is_empty();
        let (sender, written) = channel();
        next.changes.extend(changes);
        next.waiting.push(sender);
        Some(PendingWrite { written, is_first })
    }

    /// Writes the transaction, and wakes the waiting requests.
    pub(crate) fn write(&self) {
        // Locked first, so that transactions are written in order.
        let mut store = lock(&self.store);
        let (changes, waiting, lacks_something) = {
            let mut next = lock(&self.next);
            // The store is locked, so if the previous write is not marked as done, it has panicked.
            next.lacks_something |= mem::replace(&mut next.is_one_being_written, true);
            (mem::take(&mut next.changes), mem::take(&mut next.waiting), next.lacks_something)
        };
        // These changes were made before the earlier failure was known, and may depend on the lost changes.
        let written = if lacks_something {
            Err(NotKept("an earlier change could not be written".to_owned()))
        } else {
            store.commit(&changes).map_err(|error| NotKept(error.to_string()))
        };
        {
            let mut next = lock(&self.next);
            next.is_one_being_written = false;
            next.lacks_something |= written.is_err();
        }
        for waiting in waiting {
            // The receiver is gone if the connection was closed.
            let _ = waiting.send(written.clone());
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::time::Duration;

    use super::*;
    use crate::account::Account;
    use crate::settings::Settings;

    fn platform() -> Platform {
        let settings = Settings::default().account(Account::sample()).people([]);
        let mut platform = Platform::new(settings, "http://127.0.0.1:1").unwrap();
        platform.track_changes();
        platform
    }

    /// `Some(false)` if it could not be written, `Some(true)` if it was, `None` if it is waiting.
    fn state(pending: &mut PendingWrite) -> Option<bool> {
        pending.written.try_recv().ok().map(|written| written.is_ok())
    }

    #[test]
    fn waiting_requests_share_a_transaction_and_failed_changes_are_written_with_the_next() {
        let path: PathBuf = std::env::temp_dir().join(format!("wxmed-sandbox-writer-{}.db", std::process::id()));
        let _ = std::fs::remove_file(&path);
        let writer = Writer::new(Store::open(&path).unwrap());
        let mut platform = platform();
        assert!(writer.add(&mut platform).is_none(), "nothing has changed");

        platform.bind_card("a");
        let mut first = writer.add(&mut platform).unwrap();
        // It changes nothing, but its response could show a change that isn't written yet.
        let mut second = writer.add(&mut platform).unwrap();
        assert_eq!((first.is_first, second.is_first, state(&mut first)), (true, false, None));
        writer.write();
        assert_eq!((state(&mut first), state(&mut second)), (Some(true), Some(true)));
        assert!(writer.add(&mut platform).is_none());

        lock(&writer.store).refuse_writes(true);
        platform.bind_card("b");
        let mut failed = writer.add(&mut platform).unwrap();
        writer.write();
        assert_eq!(state(&mut failed), Some(false));
        lock(&writer.store).refuse_writes(false);
        // A request that was added before the failure.
        let (sender, written) = channel();
        lock(&writer.next).waiting.push(sender);
        writer.write();
        let mut rests_on_it = PendingWrite { written, is_first: true };
        assert_eq!(state(&mut rests_on_it), Some(false));
        platform.advance(Duration::from_secs(1));
        let mut last = writer.add(&mut platform).unwrap();
        writer.write();
        assert_eq!(state(&mut last), Some(true));
        let mut found = lock(&writer.store).records().unwrap();
        let mut wanted = platform.records();
        let key = |record: &crate::saved::Record| (record.kind.clone(), record.key.clone());
        found.sort_by_key(key);
        wanted.sort_by_key(key);
        assert_eq!(found, wanted);
        drop(writer);
        std::fs::remove_file(&path).unwrap();
    }
}
