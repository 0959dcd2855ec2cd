//! The thread that makes all changes. It batches them into transactions.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::error::JournalError;
use super::published::{Published, Publisher};
use super::record::Ending;
use super::store::Store;

/// The most changes in one transaction. The limit keeps the first of them from waiting too long.
const MOST: usize = 512;

/// How often expired calls and notifications are removed.
const CLEAN_EVERY: Duration = Duration::from_secs(10);

/// How often a write to a failing journal is retried while nothing else waits to be written.
const TRY_EVERY: Duration = Duration::from_secs(1);

/// The end of the channel to the thread.
#[derive(Clone)]
pub(super) struct Writer {
    jobs: Sender<Message>,
    published: Published,
    thread: Arc<Mutex<Option<JoinHandle<()>>>>,
}

enum Message {
    Job(Box<dyn Job>),
    Stop,
}

/// A change to be made in a transaction.
trait Job: Send {
    /// Makes the change.
    fn run(&mut self, store: &Store) -> rusqlite::Result<()>;
    /// Reports the result after the transaction. Returns the end of a call if it could not be recorded.
    fn report(self: Box<Self>, committed: &Result<(), JournalError>) -> Option<Lost>;
}

struct Work<T, F> {
    work: Option<F>,
    result: Option<T>,
    reply: oneshot::Sender<Result<T, JournalError>>,
}

impl<T: Send, F: FnOnce(&Store) -> rusqlite::Result<T> + Send> Job for Work<T, F> {
    fn run(&mut self, store: &Store) -> rusqlite::Result<()> {
        if let Some(work) = self.work.take() {
            self.result = Some(work(store)?);
        }
        Ok(())
    }

    fn report(self: Box<Self>, committed: &Result<(), JournalError>) -> Option<Lost> {
        let Work { result, reply, .. } = *self;
        let result = committed.clone().and_then(|()| result.ok_or(JournalError::Closed));
        // The receiver may be gone.
        drop(reply.send(result));
        None
    }
}

/// The end of a call that could not be recorded yet.
struct Lost {
    ids: Vec<i64>,
    ending: Ending,
}

struct End {
    ids: Vec<i64>,
    ending: Ending,
    /// Whether the call was in progress in the file.
    was_in_progress: bool,
    reply: Option<oneshot::Sender<Result<(), JournalError>>>,
}

impl Job for End {
    fn run(&mut self, store: &Store) -> rusqlite::Result<()> {
        self.was_in_progress = store.end(&self.ids, &self.ending)?;
        Ok(())
    }

    fn report(self: Box<Self>, committed: &Result<(), JournalError>) -> Option<Lost> {
        let Self { ids, ending, was_in_progress, reply } = *self;
        let result = committed.clone().and_then(|()| was_in_progress.then_some(()).ok_or(JournalError::NotInProgress));
        if let Some(reply) = reply {
            drop(reply.send(result));
        }
        committed.is_err().then_some(Lost { ids, ending })
    }
}

impl Writer {
    pub(super) fn start(store: Store) -> Result<Self, JournalError> {
        let (jobs, receiver) = channel();
        let (path, published) = (store.path().to_owned(), Published::new());
        published.update(&store, &Ok(()));
        let publisher = Publisher(published.clone());
        let thread = thread::Builder::new()
            .name("wxmed-journal".to_owned())
            .spawn(move || {
                let publisher = publisher;
                write(store, &receiver, &publisher.0);
            })
            .map_err(|error| JournalError::storage(&path, error))?;
        Ok(Self { jobs, published, thread: Arc::new(Mutex::new(Some(thread))) })
    }

    /// The published state of the journal.
    pub(super) fn published(&self) -> &Published {
        &self.published
    }

    /// Runs a function in a transaction, and returns its result when the transaction is durable.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, JournalError> {
        let (reply, result) = oneshot::channel();
        self.send(Work { work: Some(work), result: None, reply })?;
        result.await.unwrap_or(Err(JournalError::Closed))
    }

    /// Records how a call ended, and returns when that is durable.
    pub(super) async fn end(&self, ids: Vec<i64>, ending: Ending) -> Result<(), JournalError> {
        let (reply, result) = oneshot::channel();
        self.send(End { ids, ending, was_in_progress: false, reply: Some(reply) })?;
        result.await.unwrap_or(Err(JournalError::Closed))
    }

    /// Records how a call ended, without waiting. After the thread has ended, nothing is recorded, and the call becomes
    /// unknown at the next start.
    pub(super) fn end_unseen(&self, ids: Vec<i64>, ending: Ending) {
        drop(self.send(End { ids, ending, was_in_progress: false, reply: None }));
    }

    /// Lets the thread make the waiting changes, and ends it.
    pub(super) fn stop(&self) {
        drop(self.jobs.send(Message::Stop));
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            drop(thread.join());
        }
    }

    fn send(&self, job: impl Job + 'static) -> Result<(), JournalError> {
        self.jobs.send(Message::Job(Box::new(job))).map_err(|_| JournalError::Closed)
    }
}

/// The thread's main loop. It ends on a stop message, or when the last sender is dropped.
fn write(mut store: Store, messages: &Receiver<Message>, published: &Published) {
    let (mut lost, mut cleaned) = (Vec::new(), Instant::now());
    loop {
        let patience = if published.is_failing() { TRY_EVERY } else { CLEAN_EVERY };
        let (batch, next) = next_batch(messages, patience);
        let is_idle = batch.is_empty();
        commit(&mut store, batch, &mut lost, published);
        if let Next::End = next {
            return;
        }
        if cleaned.elapsed() >= CLEAN_EVERY || (is_idle && published.is_failing()) {
            // If removal fails, it is retried later. An operator may have settled calls, so the counts are read again.
            store.has_changed();
            let done = store.transaction(Store::clean);
            published.update(&store, &done);
            cleaned = Instant::now();
        }
    }
}

enum Next {
    More,
    End,
}

/// Waits for a message, and takes all others that wait.
fn next_batch(messages: &Receiver<Message>, patience: Duration) -> (Vec<Box<dyn Job>>, Next) {
    let first = match messages.recv_timeout(patience) {
        Ok(Message::Job(job)) => job,
        Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return (Vec::new(), Next::End),
        Err(RecvTimeoutError::Timeout) => return (Vec::new(), Next::More),
    };
    let mut batch = vec![first];
    while batch.len() < MOST {
        match messages.try_recv() {
            Ok(Message::Job(job)) => batch.push(job),
            Ok(Message::Stop) => return (batch, Next::End),
            Err(_) => break,
        }
    }
    (batch, Next::More)
}

/// Makes all changes in one transaction. If one fails, all are rolled back.
fn commit(store: &mut Store, mut batch: Vec<Box<dyn Job>>, lost: &mut Vec<Lost>, published: &Published) {
    if batch.is_empty() && lost.is_empty() {
        return;
    }
    let committed = store.transaction(|store| {
        // The results of these were already reported as errors. They may be recorded already, if only the commit's
        // result was lost.
        lost.iter().try_for_each(|lost| store.end(&lost.ids, &lost.ending).map(|_| ()))?;
        batch.iter_mut().try_for_each(|job| job.run(store))
    });
    if committed.is_ok() {
        lost.clear();
    }
    // Published before the results are reported, so that a caller who has a result finds it counted.
    published.update(store, &committed);
    lost.extend(batch.into_iter().filter_map(|job| job.report(&committed)));
}
