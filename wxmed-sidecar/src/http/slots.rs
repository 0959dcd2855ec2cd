//! Limits the number of open connections. If there are too many, the connection that has been idle for the longest time
//! is closed, so that idle connections don't block new callers.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::activity::Activity;

/// The slots for connections on all listeners.
#[derive(Debug)]
pub(crate) struct Slots {
    most: usize,
    connections: Mutex<Connections>,
}

#[derive(Debug, Default)]
struct Connections {
    open: usize,
    /// The idle connections, in the order in which they became idle.
    waiting: BTreeMap<u64, Arc<Activity>>,
    next: u64,
}

impl Connections {
    fn wait(&mut self, activity: Arc<Activity>) -> u64 {
        self.next += 1;
        self.waiting.insert(self.next, activity);
        self.next
    }
}

impl Slots {
    pub(crate) fn new(most: usize) -> Self {
        Self { most, connections: Mutex::default() }
    }

    /// Takes a slot for a new connection. Returns `None` if all connections are busy.
    pub(super) fn enter(self: &Arc<Self>) -> Option<Slot> {
        let activity = Arc::new(Activity::default());
        let mut connections = self.lock();
        if connections.open >= self.most {
            // The evicted connection is counted until it has ended, shortly after this.
            let (_, longest) = connections.waiting.pop_first()?;
            longest.evict();
        }
        connections.open += 1;
        let ticket = connections.wait(Arc::clone(&activity));
        drop(connections);
        Some(Slot { slots: Arc::clone(self), activity, ticket: Mutex::new(Some(ticket)) })
    }

    fn lock(&self) -> MutexGuard<'_, Connections> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The slot of one connection.
#[derive(Debug)]
pub(super) struct Slot {
    slots: Arc<Slots>,
    pub(super) activity: Arc<Activity>,
    /// Its number among the idle connections, while it is idle.
    ticket: Mutex<Option<u64>>,
}

impl Slot {
    /// Marks the connection as busy. It can't be evicted then.
    pub(super) fn begin(&self) {
        self.activity.begin();
        if let Some(ticket) = self.ticket().take() {
            self.slots.lock().waiting.remove(&ticket);
        }
    }

    /// Marks the connection as idle.
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
        let mut connections = self.slots.lock();
        connections.open = connections.open.saturating_sub(1);
        if let Some(ticket) = ticket {
            connections.waiting.remove(&ticket);
        }
    }
}
