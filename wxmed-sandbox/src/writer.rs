//! Writes changes to a file, those of many requests in one transaction: it costs as much as ten requests.

use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot::{Receiver, Sender, channel};

use crate::not_kept::NotKept;
use crate::platform::Platform;
use crate::saved::Change;
use crate::store::Store;

/// A file, and what is to be written to it.
#[derive(Debug)]
pub(crate) struct Writer {
    store: Mutex<Store>,
    next: Mutex<Transaction>,
}

/// What is to be written together.
#[derive(Debug, Default)]
struct Transaction {
    changes: Vec<Change>,
    /// Those who wait for it.
    waiting: Vec<Sender<Result<(), NotKept>>>,
    /// Whether the file lacks something, so that everything must be written anew.
    lacks_something: bool,
    /// Whether the transaction before this one is being written, so that what it contains may still be lost.
    is_one_being_written: bool,
}

/// A place in the next transaction.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) written: Receiver<Result<(), NotKept>>,
    /// Whether it is the first place in its transaction: who has it must call [`Writer::write`].
    pub(crate) is_first: bool,
}

impl Writer {
    pub(crate) fn new(store: Store) -> Self {
        Self { store: Mutex::new(store), next: Mutex::default() }
    }

    /// Adds what changed in the platform to the next transaction; call it while the platform is locked. There
    /// is no place if all that the platform shows is written already.
    pub(crate) fn add(&self, platform: &mut Platform) -> Option<Place> {
        let mut next = lock(&self.next);
        if mem::take(&mut next.lacks_something) {
            platform.renew_records();
        }
        let changes = platform.take_changes();
        // Without changes of its own, a response may still show those of requests that wait.
        if changes.is_empty() && next.waiting.is_empty() && !next.is_one_being_written {
            return None;
        }
        let is_first = next.waiting.is_empty();
        let (sender, written) = channel();
        next.changes.extend(changes);
        next.waiting.push(sender);
        Some(Place { written, is_first })
    }

    /// Writes the transaction, and wakes those who wait for it.
    pub(crate) fn write(&self) {
        // First, so that transactions are written in their order.
        let mut store = lock(&self.store);
        let (changes, waiting, lacks_something) = {
            let mut next = lock(&self.next);
            // Whoever wrote the one before has ended, or else has panicked.
            next.lacks_something |= mem::replace(&mut next.is_one_being_written, true);
            (mem::take(&mut next.changes), mem::take(&mut next.waiting), next.lacks_something)
        };
        // These changes were made before it was known that the file lacks others, on which they may rest.
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

    /// Not written, written, or still to be written.
    fn state(place: &mut Place) -> Option<bool> {
        place.written.try_recv().ok().map(|written| written.is_ok())
    }

    #[test]
    fn who_waits_shares_a_transaction_and_what_failed_is_written_with_the_next() {
        let path: PathBuf = std::env::temp_dir().join(format!("wxmed-sandbox-writer-{}.db", std::process::id()));
        let _ = std::fs::remove_file(&path);
        let writer = Writer::new(Store::open(&path).unwrap());
        let mut platform = platform();
        assert!(writer.add(&mut platform).is_none(), "nothing has changed");

        platform.bind_card("a");
        let mut first = writer.add(&mut platform).unwrap();
        // It changes nothing, but it could show what is not written yet.
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
        // As if it had been added before that failed.
        let (sender, written) = channel();
        lock(&writer.next).waiting.push(sender);
        writer.write();
        let mut rests_on_it = Place { written, is_first: true };
        assert_eq!(state(&mut rests_on_it), Some(false));
        platform.advance(Duration::from_secs(1));
        let mut last = writer.add(&mut platform).unwrap();
        writer.write();
        assert_eq!(state(&mut last), Some(true));
        let mut found = lock(&writer.store).records().unwrap();
        let mut wanted = platform.records();
        let place = |record: &crate::saved::Record| (record.kind.clone(), record.key.clone());
        found.sort_by_key(place);
        wanted.sort_by_key(place);
        assert_eq!(found, wanted);
        drop(writer);
        std::fs::remove_file(&path).unwrap();
    }
}
