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

/// One call: the request and the response.
///
/// Both are raw, including access tokens and made-up secrets. `Debug` shows neither queries nor bodies.
#[derive(Clone, Debug)]
pub struct RecordedCall {
    /// The number of the call, starting at 1.
    pub number: usize,
    /// When it was received according to the sandbox's clock, since the Unix epoch.
    pub at: Duration,
    /// The ID of the request that the platform shows in its messages, as in `rid: 6550793e-6180a984-10dc82bb`; `None` if the
    /// request was not for this sandbox.
    pub rid: Option<String>,
    /// How long the platform took, without the delay of a stub; zero where nothing measures it, as in a
    /// [`Platform`](crate::Platform) without a server.
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
    /// What the stub did, if one was applied.
    pub fault: Option<AppliedFault>,
    /// The request.
    pub request: HttpRequest,
    /// The response.
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
}

impl RecordedCall {
    /// What explains why it was not processed, if anything does.
    pub(crate) fn causes(&self) -> impl Iterator<Item = &Cause> {
        self.diagnosis.iter().flat_map(Diagnosis::causes)
    }

    /// A call without notes.
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
        }
    }

    /// The size of the request and the response, except for fixed-size parts.
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
    /// A program that is tested.
    #[default]
    Program,
    /// The sandbox itself, as somebody asked it to in the web console. Such a call says nothing about the program.
    Console,
}

impl Origin {
    /// All of them, as [`Origin::name`] names them.
    pub(crate) const NAMES: [&str; 2] = [Self::Program.name(), Self::Console.name()];

    /// As the control API and the log name it: `program` or `console`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Console => "console",
        }
    }
}

/// The maximum number of paths whose calls are counted. Each link for binding a card has its own path.
const MOST_PATHS: usize = 1000;

/// How many recorded calls are buffered for a listener.
const MOST_UNHEARD: usize = 10_000;

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

    /// Forgets all calls. Numbers go on, so that none is given twice, and listeners stay.
    pub(crate) fn clear(&mut self) {
        self.kept.clear();
        self.calls.clear();
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
