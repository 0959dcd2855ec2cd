//! The bodies that are being received from a caller. If there are too many, the oldest one is given up, so that bodies
//! that never end don't block new requests. If all of them have just begun, the new one is refused instead.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::Instant;

use crate::problem::Problem;

/// How long a body can't be given up. Most bodies are complete by then, even if the sender waits for `100 Continue`. A
/// request that is refused meanwhile may be retried after a second.
const LEAST_AGE: Duration = Duration::from_secs(1);

/// The slots for bodies.
#[derive(Debug)]
pub(super) struct Readers {
    most: usize,
    bodies: Mutex<Bodies>,
}

#[derive(Debug, Default)]
struct Bodies {
    /// The bodies in the order in which they began. Dropping the `Sender` gives a body up.
    pending: BTreeMap<u64, Begun>,
    next: u64,
}

#[derive(Debug)]
struct Begun {
    at: Instant,
    _keep: oneshot::Sender<()>,
}

impl Readers {
    pub(super) fn new(most: usize) -> Self {
        Self { most, bodies: Mutex::default() }
    }

    /// Takes a slot for a body.
    pub(super) fn enter(self: &Arc<Self>) -> Result<Reader, Problem> {
        self.enter_at(Instant::now())
    }

    fn enter_at(self: &Arc<Self>, now: Instant) -> Result<Reader, Problem> {
        let (keep, given_up) = oneshot::channel();
        let mut bodies = self.lock();
        if bodies.pending.len() >= self.most {
            let oldest = bodies.pending.first_entry().ok_or(Problem::TooMany)?;
            if now.duration_since(oldest.get().at) < LEAST_AGE {
                return Err(Problem::TooMany);
            }
            oldest.remove();
        }
        let number = bodies.next;
        bodies.next += 1;
        bodies.pending.insert(number, Begun { at: now, _keep: keep });
        drop(bodies);
        Ok(Reader { readers: Arc::clone(self), number, given_up })
    }

    fn lock(&self) -> MutexGuard<'_, Bodies> {
        self.bodies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The slot of one body.
#[derive(Debug)]
pub(super) struct Reader {
    readers: Arc<Readers>,
    number: u64,
    given_up: oneshot::Receiver<()>,
}

impl Reader {
    /// Waits until the body is given up, because its slot is needed for another one.
    pub(super) async fn given_up(&mut self) {
        // Nothing is sent through this channel: it resolves when the sender is dropped.
        let _ = (&mut self.given_up).await;
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.readers.lock().pending.remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bodies_of_some_age_are_given_up() {
        let readers = Arc::new(Readers::new(2));
        let begin = Instant::now();
        let is_given_up = |reader: &mut Reader| reader.given_up.try_recv() == Err(oneshot::error::TryRecvError::Closed);
        let mut first = readers.enter_at(begin).unwrap();
        let mut second = readers.enter_at(begin + LEAST_AGE / 2).unwrap();
        assert!(matches!(readers.enter_at(begin + LEAST_AGE * 9 / 10), Err(Problem::TooMany)));
        assert!(!is_given_up(&mut first));
        let _third = readers.enter_at(begin + LEAST_AGE).unwrap();
        assert!(is_given_up(&mut first) && !is_given_up(&mut second));
        assert!(matches!(readers.enter_at(begin + LEAST_AGE), Err(Problem::TooMany)));
        // A completed body frees its slot immediately.
        drop(second);
        assert!(readers.enter_at(begin + LEAST_AGE).is_ok());
    }
}
