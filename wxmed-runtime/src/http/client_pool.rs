use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use rustls::ClientConfig;
use tokio::runtime::{Handle, Id};
use tokio::sync::oneshot;

use super::Proxy;
use crate::tls::{self, RootCertificates};

/// How long an idle connection is kept. Firewalls drop idle connections silently, and requests on them then get no
/// response; few do so within half a minute.
const KEPT: Duration = Duration::from_secs(30);

/// The maximum number of different connect time-outs; a program rarely has more.
const MOST: usize = 4;

/// A pool of the HTTP library's clients. The library has one connect time-out per client, while each of our requests
/// has its own: so there is one client, with its own connections, for each connect time-out.
///
/// A connection is driven by a task of the runtime in which it was opened. A call in another runtime would wait while
/// that runtime is not polled: so each runtime has its own clients, which are dropped with it.
pub(super) struct ClientPool {
    tls: ClientConfig,
    proxy: Option<Proxy>,
    pools: Arc<Pools>,
}

#[derive(Default)]
struct Pools(Mutex<HashMap<Id, Pool>>);

impl Pools {
    fn lock(&self) -> MutexGuard<'_, HashMap<Id, Pool>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The clients of one runtime.
struct Pool {
    clients: VecDeque<(Duration, reqwest::Client)>,
    /// Ends the task of [`Evict`] when the pool is dropped.
    _in_use: oneshot::Sender<()>,
}

impl Pool {
    /// The client that was used last, which is the only one in most programs.
    fn last(&self, connect: Duration) -> Option<reqwest::Client> {
        self.clients.back().filter(|(limit, _)| *limit == connect).map(|(_, client)| client.clone())
    }

    fn take(&mut self, connect: Duration) -> Option<reqwest::Client> {
        let index = self.clients.iter().position(|(limit, _)| *limit == connect)?;
        self.clients.remove(index).map(|(_, client)| client)
    }

    /// Adds a client. If there are too many, the least recently used one is dropped.
    fn put(&mut self, connect: Duration, client: reqwest::Client) {
        if self.clients.len() == MOST {
            self.clients.pop_front();
        }
        self.clients.push_back((connect, client));
    }
}

/// Removes the pool of a runtime when it is dropped. A task of that runtime owns it, and is dropped when the runtime
/// ends, at the latest.
struct Evict {
    pools: Weak<Pools>,
    runtime: Id,
}

impl Drop for Evict {
    fn drop(&mut self) {
        // Dropped after the lock: connections end with it.
        let _pool = self.pools.upgrade().and_then(|pools| pools.lock().remove(&self.runtime));
    }
}

impl ClientPool {
    pub(super) fn new(roots: &RootCertificates, proxy: Option<&Proxy>) -> Result<Self, String> {
        let tls = tls::config(roots).map_err(|cause| cause.to_string())?;
        Ok(Self { tls, proxy: proxy.cloned(), pools: Arc::default() })
    }

    /// The client of the current runtime with this connect time-out.
    pub(super) fn client(&self, connect: Duration) -> Result<reqwest::Client, reqwest::Error> {
        let Ok(runtime) = Handle::try_current() else { return self.build(connect) };
        let mut pools = self.pools.lock();
        if let Some(pool) = pools.get_mut(&runtime.id()) {
            if let Some(client) = pool.last(connect) {
                return Ok(client);
            }
            let client = match pool.take(connect) {
                Some(client) => client,
                None => self.build(connect)?,
            };
            pool.put(connect, client.clone());
            return Ok(client);
        }
        let client = self.build(connect)?;
        let (_in_use, dropped) = oneshot::channel::<()>();
        pools.insert(runtime.id(), Pool { clients: VecDeque::from([(connect, client.clone())]), _in_use });
        // A runtime that is shutting down drops the task right here, which takes the lock.
        drop(pools);
        let evict = Evict { pools: Arc::downgrade(&self.pools), runtime: runtime.id() };
        runtime.spawn(async move {
            let _evict = evict;
            _ = dropped.await;
        });
        Ok(client)
    }

    /// Builds another client without adding it to the pool.
    pub(super) fn build(&self, connect: Duration) -> Result<reqwest::Client, reqwest::Error> {
        // Defaults are set explicitly, because another crate of the program may have enabled these features.
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(self.tls.clone())
            .connect_timeout(connect)
            .pool_idle_timeout(KEPT)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .no_gzip()
            .no_brotli()
            .no_deflate()
            .no_zstd()
            .http1_only()
            .user_agent(concat!("wxmed/", env!("CARGO_PKG_VERSION")));
        match &self.proxy {
            Some(proxy) => builder.proxy(proxy.inner()),
            None => builder,
        }
        .build()
    }
}

#[cfg(test)]
mod tests {
    use tokio::runtime::{Builder, Runtime};

    use super::*;

    fn runtime() -> Runtime {
        Builder::new_current_thread().enable_all().build().unwrap()
    }

    fn library() -> ClientPool {
        ClientPool::new(&RootCertificates::default(), None).unwrap()
    }

    fn limits(library: &ClientPool, runtime: &Runtime) -> Vec<u64> {
        let pools = library.pools.lock();
        pools[&runtime.handle().id()].clients.iter().map(|(limit, _)| limit.as_secs()).collect()
    }

    #[test]
    fn a_pool_is_dropped_with_its_runtime() {
        let library = library();
        let mut runtimes: Vec<Runtime> = (0..8).map(|_| runtime()).collect();
        for runtime in runtimes.iter().chain(&runtimes) {
            runtime.block_on(async { library.client(KEPT).unwrap() });
        }
        assert_eq!(library.pools.lock().len(), 8);
        drop(runtimes.split_off(1));
        assert_eq!(library.pools.lock().keys().copied().collect::<Vec<_>>(), [runtimes[0].handle().id()]);
    }

    /// The background task that waits for the end of the runtime also ends when the client is dropped.
    #[test]
    fn dropping_the_client_leaves_no_task_in_the_runtime() {
        let (library, runtime) = (library(), runtime());
        runtime.block_on(async {
            library.client(KEPT).unwrap();
            assert_eq!(runtime.metrics().num_alive_tasks(), 1);
            drop(library);
            tokio::task::yield_now().await;
        });
        assert_eq!(runtime.metrics().num_alive_tasks(), 0);
    }

    #[test]
    fn the_least_recently_used_client_is_evicted() {
        let (library, runtime) = (library(), runtime());
        for seconds in [1, 2, 3, 4, 1, 5] {
            runtime.block_on(async { library.client(Duration::from_secs(seconds)).unwrap() });
        }
        assert_eq!(limits(&library, &runtime), [3, 4, 1, 5]);
    }

    #[test]
    fn a_runtime_that_has_ended_keeps_no_pool() {
        let (library, runtime) = (library(), runtime());
        let handle = runtime.handle().clone();
        drop(runtime);
        let _entered = handle.enter();
        library.client(KEPT).unwrap();
        assert!(library.pools.lock().is_empty());
    }
}
