//! How many connections are open. When there are too many, the one that has waited longest for a request is closed, so
//! that idle connections never lock out a caller.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::activity::Activity;

/// The places for connections on all listeners.
#[derive(Debug)]
pub(crate) struct Slots {
    most: usize,
    places: Mutex<Places>,
}

#[derive(Debug, Default)]
struct Places {
    open: usize,
    /// The connections without a request, in the order in which they began to wait.
    waiting: BTreeMap<u64, Arc<Activity>>,
    next: u64,
}

impl Places {
    fn wait(&mut self, activity: Arc<Activity>) -> u64 {
        self.next += 1;
        self.waiting.insert(self.next, activity);
        self.next
    }
}

impl Slots {
    pub(crate) fn new(most: usize) -> Self {
        Self { most, places: Mutex::default() }
    }

    /// A place for a new connection; nothing if all connections are being used.
    pub(super) fn enter(self: &Arc<Self>) -> Option<Slot> {
        let activity = Arc::new(Activity::default());
        let mut places = self.lock();
        if places.open >= self.most {
            // It is counted until it has ended, which is a moment later.
            let (_, longest) = places.waiting.pop_first()?;
            longest.evict();
        }
        places.open += 1;
        let ticket = places.wait(Arc::clone(&activity));
        drop(places);
        Some(Slot { slots: Arc::clone(self), activity, ticket: Mutex::new(Some(ticket)) })
    }

    fn lock(&self) -> MutexGuard<'_, Places> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The place of one connection.
#[derive(Debug)]
pub(super) struct Slot {
    slots: Arc<Slots>,
    pub(super) activity: Arc<Activity>,
    /// Its number among those that wait, while it does.
    ticket: Mutex<Option<u64>>,
}

impl Slot {
    /// A request is being answered: the connection can't be closed for others.
    pub(super) fn begin(&self) {
        self.activity.begin();
        if let Some(ticket) = self.ticket().take() {
            self.slots.lock().waiting.remove(&ticket);
        }
    }

    /// The connection waits for another request.
    pub(super) fn end(&self) {
        self.activity.end();
        let ticket = self.slots.lock().wait(Arc::clone(&self.activity));
        *self.ticket() = Some(ticket);
    }

    fn ticket(&self) -> MutexGuard<'_, Option<u64>> {
        self.ticket.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let ticket = self.ticket().take();
        let mut places = self.slots.lock();
        places.open = places.open.saturating_sub(1);
        if let Some(ticket) = ticket {
            places.waiting.remove(&ticket);
        }
    }
}
