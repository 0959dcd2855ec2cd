//! The running server.

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;
use tokio_util::task::TaskTracker;
use wxmed::dynamic::{Specs, SpecsError};

use crate::audit::Audit;
use crate::config::{Config, Listener};
use crate::http::{Bound, Callers, ConnectionLimits, Hosts, Server, Site, Slots, accept};
use crate::journal::Journal;
use crate::metrics::Metrics;
use crate::notices::{Notices, Sender, pass_on};
use crate::reload;
use crate::service::{Account, Service};
use crate::start_error::StartError;

/// A running sidecar. Call [`Sidecar::stop`] to end it. If it is only dropped, its tasks continue until the runtime
/// ends.
pub struct Sidecar {
    urls: Vec<String>,
    addresses: Vec<SocketAddr>,
    service: Arc<Service>,
    stop: watch::Sender<bool>,
    /// Listeners and connections.
    connections: TaskTracker,
    calls: TaskTracker,
    /// All other tasks.
    background: TaskTracker,
    drain: Duration,
}

/// How a sidecar ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drained {
    /// The number of calls that did not end within the configured time. Their outcomes are unknown.
    pub calls: usize,
}

impl Sidecar {
    /// Starts a sidecar in the current runtime, which must have I/O and time enabled. It accepts connections when this
    /// returns.
    ///
    /// # Errors
    /// If specs, the journal, the audit file, a merchant's keys or an address can't be used.
    pub async fn start(config: &Config) -> Result<Self, StartError> {
        let settings = config.specs().clone();
        let specs = blocking(move || settings.load()).await.map_err(StartError::Specs)?;
        let wrong = config.inconsistencies(&specs);
        if !wrong.is_empty() {
            return Err(StartError::Config(wrong));
        }
        let service = Arc::new(service(config, specs).await?);
        let notices = Arc::new(Notices::new(senders(config)?));
        let mut bound = Vec::new();
        for listener in config.listeners() {
            let opened = Bound::open(listener.address()).await;
            let opened =
                opened.map_err(|failure| StartError::Listen { address: failure.address, reason: failure.reason });
            bound.push((listener, opened?));
        }
        let (stop, stopping) = watch::channel(false);
        let sidecar = Self {
            urls: bound.iter().map(|(_, bound)| bound.url()).collect(),
            addresses: bound.iter().filter_map(|(_, bound)| bound.address()).collect(),
            service: Arc::clone(&service),
            stop,
            connections: TaskTracker::new(),
            calls: TaskTracker::new(),
            background: TaskTracker::new(),
            drain: config.waits().drain(),
        };
        let server = Arc::new(Server {
            callers: Callers::new(config),
            slots: Arc::new(Slots::new(config.limits().connections())),
            notices: Arc::clone(&notices),
            largest_body: config.limits().body(),
            body_time: config.waits().body(),
            calls: sidecar.calls.clone(),
            stop: stopping.clone(),
            service,
        });
        for (listener, bound) in bound {
            let site = site(config, listener, &bound, &server.callers);
            let (server, tasks) = (Arc::clone(&server), sidecar.connections.clone());
            sidecar.connections.spawn(accept(bound, site, server, stopping.clone(), tasks));
        }
        sidecar.background.spawn(pass_on(notices, Arc::clone(&sidecar.service), stopping.clone()));
        if let Some(every) = config.specs().reload_every() {
            let (specs, paths) = (sidecar.service.specs.clone(), config.specs().paths().to_vec());
            sidecar.background.spawn(reload::watch(specs, paths, every, stopping));
        }
        Ok(sidecar)
    }

    /// The URLs that it listens on, for display: `http://127.0.0.1:8378`, `unix:/run/wxmed.sock`.
    pub fn urls(&self) -> &[String] {
        &self.urls
    }

    /// The addresses that it listens on, with the ports that the system chose, in the order of the configuration and
    /// without Unix sockets.
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// Reloads the specs. Calls in progress are not affected.
    ///
    /// This blocks while files are read.
    ///
    /// # Errors
    /// If a spec is invalid. The old specs stay in use.
    pub fn reload_specs(&self) -> Result<(), SpecsError> {
        reload::reload(&self.service.specs)
    }

    /// Fetches an access token for each merchant, so that the first call isn't slower. Errors are logged.
    pub async fn warm_up(&self) {
        for account in self.service.accounts.values() {
            let merchant = account.name();
            match account.client.check().await {
                Ok(()) => tracing::info!(target: "wxmed::sidecar", merchant, "there is an access token"),
                Err(error) => tracing::warn!(target: "wxmed::sidecar", merchant, %error, "there is no access token"),
            }
        }
    }

    /// Stops accepting connections, waits for the calls in progress, and writes the waiting records.
    pub async fn stop(self) -> Drained {
        let _ = self.stop.send(true);
        let trackers = [&self.calls, &self.connections, &self.background];
        trackers.iter().for_each(|tracker| {
            tracker.close();
        });
        let all = async {
            // This includes calls whose callers have disconnected.
            self.connections.wait().await;
            self.calls.wait().await;
            self.background.wait().await;
        };
        let _ = timeout(self.drain, all).await;
        let left = self.calls.len();
        let service = Arc::clone(&self.service);
        blocking(move || {
            service.journal.close();
            if let Some(audit) = &service.audit {
                audit.close();
            }
        })
        .await;
        Drained { calls: left }
    }
}

impl fmt::Debug for Sidecar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sidecar").field("urls", &self.urls).finish_non_exhaustive()
    }
}

/// Runs a blocking function on a thread where that is allowed.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        // The task is never aborted, so it has panicked.
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}

async fn service(config: &Config, specs: Specs) -> Result<Service, StartError> {
    let metrics = Arc::new(Metrics::new());
    let mut accounts = BTreeMap::new();
    for merchant in config.merchants() {
        let built = Account::build(config, merchant, &specs, &metrics);
        let account =
            built.map_err(|failure| StartError::Merchant { name: failure.merchant, reason: failure.reason })?;
        accounts.insert(merchant.name().to_owned(), Arc::new(account));
    }
    let (journal, audit) = (config.journal().clone(), config.audit().cloned());
    let journal = blocking(move || Journal::open(journal)).await.map_err(StartError::Journal)?;
    let audit = blocking(move || audit.as_ref().map(Audit::open).transpose()).await.map_err(StartError::Audit)?;
    Ok(Service { specs, accounts, journal, audit, metrics })
}

fn senders(config: &Config) -> Result<BTreeMap<String, Sender>, StartError> {
    let notifications = config.notifications();
    let sender = |(name, forward): (&str, _)| match Sender::new(forward, notifications.timeout()) {
        Ok(sender) => Ok((name.to_owned(), sender)),
        Err(failure) => Err(StartError::Notification { name: name.to_owned(), reason: failure.0 }),
    };
    notifications.forwards().map(sender).collect()
}

fn site(config: &Config, listener: &Listener, bound: &Bound, callers: &Callers) -> Site {
    let hosts = match bound.address() {
        None => Hosts::Any,
        Some(address) => Hosts::Listed { address: address.ip(), names: config.hosts().to_vec() },
    };
    let limits = ConnectionLimits {
        head: config.waits().head(),
        idle: config.waits().idle(),
        response: config.waits().response(),
    };
    Site { hosts, usual: listener.caller().and_then(|name| callers.named(name)), limits }
}
