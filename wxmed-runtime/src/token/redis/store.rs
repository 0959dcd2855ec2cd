//! The commands that are sent to the Redis server, and their time-outs.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use redis::Script;
use redis::aio::MultiplexedConnection;
use tokio::runtime::{Handle, Id};
use tokio::time::{Instant, timeout};

use super::connect::Connector;
use super::error::Fault;
use crate::Secret;
use crate::http::Deadline;
use crate::signed_xml::hex::Hex;

/// The time-out of one command, and of connecting.
const LIMIT: Duration = Duration::from_secs(1);

/// How long a process may fetch without extending its lease.
pub(super) const LEASE: Duration = Duration::from_secs(5);

/// The next step of the process.
pub(super) enum Claim {
    /// Use this token, which has been fetched already.
    Token(Record),
    /// Fetch a token.
    Lead {
        /// The generation of the new token.
        generation: u64,
        /// The tag of the token that was rejected last.
        rejected: Secret,
        /// Whether a token was rejected before it expired, and has not been replaced.
        is_spoilt: bool,
    },
    /// Wait for another process, which is fetching.
    Wait,
}

/// A token as it is stored in Redis.
pub(super) struct Record {
    pub(super) generation: u64,
    pub(super) sealed: Vec<u8>,
    pub(super) good_until: Instant,
}

/// The keys of one account on one server, as this process sees them.
pub(super) struct Store {
    route: Connector,
    name: String,
    drawn: String,
    scripts: Scripts,
    line: Mutex<Option<Line>>,
}

/// An open connection. It is driven by a task of the runtime in which it was opened, so it can't be used in another
/// runtime: the first one may no longer be polled.
struct Line {
    connection: MultiplexedConnection,
    runtime: Id,
}

impl Line {
    fn is_of_this_runtime(&self) -> bool {
        Handle::try_current().is_ok_and(|runtime| runtime.id() == self.runtime)
    }
}

struct Scripts {
    claim: Script,
    publish: Script,
    hold: Script,
    spend: Script,
}

impl Store {
    pub(super) fn new(route: Connector, name: String) -> Result<Self, Fault> {
        let mut drawn = [0; 16];
        getrandom::fill(&mut drawn).map_err(|_| Fault::Random)?;
        let scripts = Scripts {
            claim: Script::new(include_str!("claim.lua")),
            publish: Script::new(include_str!("publish.lua")),
            hold: Script::new(include_str!("hold.lua")),
            spend: Script::new(include_str!("spend.lua")),
        };
        let drawn = Hex::<32>::lower(drawn).as_str().to_owned();
        Ok(Self { route, name, drawn, scripts, line: Mutex::new(None) })
    }

    /// Requests the token. The command may be sent twice, because a broken idle connection is reopened.
    pub(super) async fn claim(
        &self,
        bad: Option<u64>,
        tag: Option<&Secret>,
        deadline: Deadline,
    ) -> Result<Claim, Fault> {
        let mut call = self.scripts.claim.key(self.key("state"));
        call.key(self.key("token")).key(self.key("lock"));
        let bad = bad.map(|generation| generation.to_string()).unwrap_or_default();
        call.arg(self.owner()).arg(millis(LEASE)).arg(bad).arg(tag.map_or("", Secret::expose));
        let was_open = self.line().as_ref().is_some_and(Line::is_of_this_runtime);
        let reply = match self.run(&call, deadline).await {
            Err(Fault::Redis(_)) if was_open => self.run(&call, deadline).await,
            reply => reply,
        };
        read_claim(&reply?).ok_or(Fault::Reply)
    }

    /// Stores a token. Returns false if there is a newer one.
    pub(super) async fn publish(&self, record: &Record, deadline: Deadline) -> Result<bool, Fault> {
        let mut call = self.scripts.publish.key(self.key("state"));
        call.key(self.key("token")).key(self.key("lock"));
        let left = record.good_until.saturating_duration_since(Instant::now());
        call.arg(self.owner()).arg(record.generation).arg(&record.sealed[..]).arg(millis(left));
        self.yes(&call, deadline).await
    }

    /// Extends the lease. Returns false if it has expired.
    pub(super) async fn extend(&self, deadline: Deadline) -> Result<bool, Fault> {
        self.hold(LEASE, deadline).await
    }

    /// Lets others fetch.
    pub(super) async fn release(&self, deadline: Deadline) -> Result<bool, Fault> {
        self.hold(Duration::ZERO, deadline).await
    }

    async fn hold(&self, lease: Duration, deadline: Deadline) -> Result<bool, Fault> {
        let mut call = self.scripts.hold.key(self.key("lock"));
        call.arg(self.owner()).arg(millis(lease));
        self.yes(&call, deadline).await
    }

    /// Consumes one of the shared limit. The command is never sent twice, because the first one may have been executed.
    pub(super) async fn spend(
        &self,
        (most, period, apart): (usize, Duration, Duration),
        deadline: Deadline,
    ) -> Result<bool, Fault> {
        let mut call = self.scripts.spend.key(self.key("budget"));
        call.arg(most).arg(millis(period)).arg(millis(apart));
        self.yes(&call, deadline).await
    }

    /// Identifies the process that holds the lease. It includes the process ID, because a forked process has the same
    /// random number as its parent.
    fn owner(&self) -> String {
        format!("{}-{}", self.drawn, std::process::id())
    }

    fn key(&self, what: &str) -> String {
        format!("{}:{what}", self.name)
    }

    async fn yes(&self, call: &redis::ScriptInvocation<'_>, deadline: Deadline) -> Result<bool, Fault> {
        match self.run(call, deadline).await?.first().map(Vec::as_slice) {
            Some(b"done") => Ok(true),
            Some(b"late") => Ok(false),
            _ => Err(Fault::Reply),
        }
    }

    /// A connection is reused only after its response was received: otherwise the next command would get the previous
    /// response.
    async fn run(&self, call: &redis::ScriptInvocation<'_>, deadline: Deadline) -> Result<Vec<Vec<u8>>, Fault> {
        let limit = LIMIT.min(deadline.left());
        let reply = timeout(limit, async {
            let kept = self.line().take().filter(Line::is_of_this_runtime);
            let mut line = match kept {
                Some(line) => line,
                None => Line { connection: self.route.connection(LIMIT).await?, runtime: Handle::current().id() },
            };
            let reply = call.invoke_async::<Vec<Vec<u8>>>(&mut line.connection).await?;
            *self.line() = Some(line);
            Ok(reply)
        });
        reply.await.unwrap_or(Err(Fault::Slow))
    }

    /// The lock is never held across an await, because the runtime may never continue.
    fn line(&self) -> MutexGuard<'_, Option<Line>> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn read_claim(reply: &[Vec<u8>]) -> Option<Claim> {
    let number = |index: usize| std::str::from_utf8(reply.get(index)?).ok()?.parse().ok();
    match &**reply.first()? {
        b"token" => {
            let left = Duration::from_millis(number(3).unwrap_or(0));
            let good_until = Instant::now().checked_add(left)?;
            Some(Claim::Token(Record { generation: number(1)?, sealed: reply.get(2)?.clone(), good_until }))
        }
        b"lead" => {
            let rejected = String::from_utf8(reply.get(2)?.clone()).ok()?;
            let is_spoilt = reply.get(3)? == b"spoilt";
            Some(Claim::Lead { generation: number(1)?, rejected: Secret::new(rejected), is_spoilt })
        }
        b"wait" => Some(Claim::Wait),
        _ => None,
    }
}
