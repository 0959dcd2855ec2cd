//! The recorded calls.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::time::Duration;

use wxmed::Violation;

use crate::diagnosis::{Cause, Diagnosis};
use crate::fault::AppliedFault;
use crate::http::{HttpRequest, Reply};
use crate::outcome::Outcome;
use crate::resource::Issued;
use crate::wait::Wait;

/// One call: the request and the response.
///
/// Both are raw, including access tokens and made-up secrets. `Debug` shows neither queries nor bodies.
#[derive(Clone, Debug)]
pub struct RecordedCall {
    /// The number of the call, starting at 1.
    pub number: usize,
    /// When it was received by the sandbox's clock, since the Unix epoch.
    pub at: Duration,
    /// The request ID in the platform's messages, as in `rid: 6550793e-6180a984-10dc82bb`; `None` if the request was
    /// not for this sandbox.
    pub rid: Option<String>,
    /// The processing time, without the delay of a stub. Zero if it isn't measured, as by
    /// [`Platform::handle`](crate::Platform::handle).
    pub elapsed: Duration,
    /// The name of the operation, or of the endpoint: the end of the path; `None` if there is nothing at the path.
    pub operation: Option<String>,
    /// The number of the order that the request creates or is about; `None` if there is none, or the body can't be read.
    pub order: Option<String>,
    /// Who made the call.
    pub origin: Origin,
    /// How it ended.
    pub outcome: Outcome,
    /// Whether a stub was applied.
    pub is_stubbed: bool,
    /// The effect of the stub, if one was applied.
    pub fault: Option<AppliedFault>,
    /// The request.
    pub request: HttpRequest,
    /// The response. Its body is the one before compression, if it was sent with `content-encoding: gzip`.
    pub reply: Reply,
    /// All violations in the request's fields and contents, errors and warnings; the response names only the first
    /// error. Empty if the body could not be read, or its signature was wrong.
    pub violations: Vec<Violation>,
    /// Why the request was not accepted, if its body could not be read, its signature was wrong, or its fields broke a
    /// rule. The response shows only the IDs, in the header `x-wxmed-diagnosis`. It contains no received values and no
    /// signature.
    pub diagnosis: Option<Diagnosis>,
    /// Values that were issued by the call but are not part of its response.
    pub issued: Vec<Issued>,
    /// How long the client waited, if a stub delayed the response or didn't send it. A call is recorded before the
    /// wait, so this is `None` at first, and in what listeners receive.
    pub wait: Option<Wait>,
}

impl RecordedCall {
    /// The causes why it was not accepted, if they are known.
    pub(crate) fn causes(&self) -> impl Iterator<Item = &Cause> {
        self.diagnosis.iter().flat_map(Diagnosis::causes)
    }

    /// Whether its client waits, or has waited, for a response that a stub delays or withholds. No client waits for a
    /// call made in the console.
    pub(crate) fn is_awaited(&self) -> bool {
        match self.origin {
            Origin::Program => self.reply.is_awaited(),
            Origin::Console => false,
        }
    }

    /// Whether the platform did what the request asks for.
    pub(crate) fn is_executed(&self) -> bool {
        self.fault.as_ref().map_or(self.outcome == Outcome::Success, |fault| fault.is_executed)
    }

    /// A call without violations, diagnosis and issued values.
    pub(crate) fn new(request: &HttpRequest, reply: &Reply, at: Duration, outcome: Outcome) -> Self {
        Self {
            number: 0,
            at,
            rid: None,
            elapsed: Duration::ZERO,
            operation: None,
            order: None,
            origin: Origin::Program,
            outcome,
            is_stubbed: false,
            fault: None,
            request: request.clone(),
            reply: reply.clone(),
            violations: Vec::new(),
            diagnosis: None,
            issued: Vec::new(),
            wait: None,
        }
    }

    /// The approximate size in bytes of the parts of variable size.
    fn bytes(&self) -> usize {
        let HttpRequest { method, path, query, headers, body } = &self.request;
        let received = [method, path, query].map(String::len).iter().sum::<usize>() + body.len();
        let response = &self.reply.response;
        let header = |(name, value): &(String, String)| name.len() + value.len();
        let headers = headers.iter().chain(&response.headers).map(header).sum::<usize>();
        let violations = self.violations.iter().map(|violation| VIOLATION_BYTES + violation.path.len()).sum::<usize>();
        let diagnosis = self.diagnosis.as_ref().map_or(0, Diagnosis::bytes);
        received + headers + response.body.len() + violations + diagnosis
    }
}

/// The approximate size of a violation without its path: its rule and its field's labels.
const VIOLATION_BYTES: usize = 256;

/// Who made a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Origin {
    /// A program under test.
    #[default]
    Program,
    /// The sandbox itself, on behalf of a user of the web console. Such a call proves nothing about the program under
    /// test.
    Console,
}

impl Origin {
    /// All names that [`Origin::name`] returns.
    pub(crate) const NAMES: [&str; 2] = [Self::Program.name(), Self::Console.name()];

    /// The name in the control API and in the log: `program` or `console`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Console => "console",
        }
    }
}

/// The maximum number of paths whose calls are counted. It is limited because each link for binding a card has its own
/// path.
const MOST_PATHS: usize = 1000;

/// How many recorded calls are buffered for a listener.
const MOST_UNHEARD: usize = 10_000;

/// How many of the latest updates are kept for the readers of the event stream.
const MOST_UPDATES: usize = 1000;

/// The recorded calls and their listeners.
#[derive(Default)]
pub(crate) struct History {
    most: usize,
    most_bytes: usize,
    kept: VecDeque<Arc<RecordedCall>>,
    /// The size of the kept calls in bytes.
    bytes: usize,
    calls: HashMap<String, usize>,
    count: usize,
    /// The numbers of the calls that were updated after they were recorded, oldest update first.
    updated: VecDeque<usize>,
    update_count: usize,
    listeners: Vec<SyncSender<Arc<RecordedCall>>>,
}

impl History {
    /// Keeps at most this many calls, and this many bytes of them.
    pub(crate) fn keeping(most: usize, most_bytes: usize) -> Self {
        Self { most, most_bytes, ..Self::default() }
    }

    /// Records a call, and returns it with its number.
    pub(crate) fn add(&mut self, mut exchange: RecordedCall) -> Arc<RecordedCall> {
        self.count += 1;
        exchange.number = self.count;
        let is_counted = self.calls.len() < MOST_PATHS || self.calls.contains_key(&exchange.request.path);
        let is_call = !matches!(exchange.outcome, Outcome::NotFound | Outcome::ForeignHost | Outcome::ForeignOrigin);
        if is_call && is_counted {
            *self.calls.entry(exchange.request.path.clone()).or_default() += 1;
        }
        let exchange = Arc::new(exchange);
        self.listeners
            .retain(|listener| !matches!(listener.try_send(exchange.clone()), Err(TrySendError::Disconnected(_))));
        self.bytes += exchange.bytes();
        self.kept.push_back(exchange.clone());
        while self.kept.len() > self.most || self.bytes > self.most_bytes {
            let Some(oldest) = self.kept.pop_front() else { break };
            self.bytes -= oldest.bytes();
        }
        exchange
    }

    /// Adds the client's wait to a call. Returns whether the call is still kept.
    pub(crate) fn end_wait(&mut self, number: usize, wait: Wait) -> bool {
        let index = self.kept.partition_point(|call| call.number < number);
        let Some(call) = self.kept.get_mut(index).filter(|call| call.number == number) else { return false };
        Arc::make_mut(call).wait = Some(wait);
        self.update_count += 1;
        self.updated.push_back(number);
        if self.updated.len() > MOST_UPDATES {
            self.updated.pop_front();
        }
        true
    }

    /// The number of updates so far.
    pub(crate) fn update_count(&self) -> usize {
        self.update_count
    }

    /// The kept calls that were updated after the first `count` updates.
    pub(crate) fn updated_after(&self, count: usize) -> impl Iterator<Item = &Arc<RecordedCall>> {
        let fresh = self.update_count.saturating_sub(count).min(self.updated.len());
        self.updated.range(self.updated.len() - fresh..).filter_map(|number| self.get(*number))
    }

    /// The call with a number, if it is still kept.
    pub(crate) fn get(&self, number: usize) -> Option<&Arc<RecordedCall>> {
        self.kept.get(self.kept.partition_point(|call| call.number < number)).filter(|call| call.number == number)
    }

    pub(crate) fn kept(&self) -> Vec<Arc<RecordedCall>> {
        self.kept.iter().cloned().collect()
    }

    /// The kept calls, newest first.
    pub(crate) fn newest_first(&self) -> impl Iterator<Item = &Arc<RecordedCall>> {
        self.kept.iter().rev()
    }

    /// The kept calls with higher numbers, oldest first.
    pub(crate) fn after(&self, number: usize) -> impl Iterator<Item = &Arc<RecordedCall>> {
        self.kept.range(self.kept.partition_point(|call| call.number <= number)..)
    }

    /// The number of the last call.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Removes all calls. Numbers continue, so that none is used twice, and listeners stay.
    pub(crate) fn clear(&mut self) {
        self.kept.clear();
        self.calls.clear();
        self.updated.clear();
        self.bytes = 0;
    }

    pub(crate) fn calls(&self, path: &str) -> usize {
        self.calls.get(path).copied().unwrap_or_default()
    }

    pub(crate) fn listen(&mut self) -> Receiver<Arc<RecordedCall>> {
        let (sender, receiver) = sync_channel(MOST_UNHEARD);
        self.listeners.push(sender);
        receiver
    }
}

impl fmt::Debug for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("History").field("count", &self.count).finish_non_exhaustive()
    }
}
