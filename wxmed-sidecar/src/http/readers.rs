//! The bodies that are being received from a caller. When there are too many, the one that has been incomplete for the
//! longest time is given up, so that bodies that never end lock nobody out.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

/// The places for bodies.
#[derive(Debug)]
pub(super) struct Readers {
    most: usize,
    places: Mutex<Places>,
}

#[derive(Debug, Default)]
struct Places {
    /// In the order in which they began. A body whose sender is dropped is given up.
    bodies: BTreeMap<u64, oneshot::Sender<()>>,
    next: u64,
}

impl Readers {
    pub(super) fn new(most: usize) -> Self {
        Self { most, places: Mutex::default() }
    }

    /// A place for a body.
    pub(super) fn enter(self: &Arc<Self>) -> Reader {
        let (keep, given_up) = oneshot::channel();
        let mut places = self.lock();
        while places.bodies.len() >= self.most && places.bodies.pop_first().is_some() {}
        let number = places.next;
        places.next += 1;
        places.bodies.insert(number, keep);
        drop(places);
        Reader { readers: Arc::clone(self), number, given_up }
    }

    fn lock(&self) -> MutexGuard<'_, Places> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The place of one body.
#[derive(Debug)]
pub(super) struct Reader {
    readers: Arc<Readers>,
    number: u64,
    given_up: oneshot::Receiver<()>,
}

impl Reader {
    /// Waits until the body has to be given up, because others need its place.
    pub(super) async fn given_up(&mut self) {
        // Nothing is ever sent.
        let _ = (&mut self.given_up).await;
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.readers.lock().bodies.remove(&self.number);
    }
}
