use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rustls::ClientConfig;

use super::Proxy;
use crate::tls::{self, RootCertificates};

/// How long a connection is kept for the next call. A firewall that forgets one says so to nobody, and what is then sent
/// on it gets no answer: few forget one within half a minute.
const KEPT: Duration = Duration::from_secs(30);

/// More limits of connecting than the clients of one program have.
const MOST: usize = 4;

/// What the HTTP library is set up with. It takes the time for a connection once for all connections, and a request says
/// how long its own may take: so there is one client of the library for each such time, with connections of its own.
pub(super) struct Library {
    tls: ClientConfig,
    proxy: Option<Proxy>,
    clients: Mutex<VecDeque<(Duration, reqwest::Client)>>,
}

impl Library {
    pub(super) fn new(roots: &RootCertificates, proxy: Option<&Proxy>) -> Result<Self, String> {
        let tls = tls::config(roots).map_err(|cause| cause.to_string())?;
        Ok(Self { tls, proxy: proxy.cloned(), clients: Mutex::default() })
    }

    /// The client whose connections may take so long; of too many, the one is given up that was asked for least lately.
    pub(super) fn client(&self, connect: Duration) -> Result<reqwest::Client, reqwest::Error> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let known = clients.iter().position(|(limit, _)| *limit == connect).and_then(|place| clients.remove(place));
        let client = match known {
            Some((_, client)) => client,
            None => self.built(connect)?,
        };
        if clients.len() == MOST {
            clients.pop_front();
        }
        clients.push_back((connect, client.clone()));
        Ok(client)
    }

    fn built(&self, connect: Duration) -> Result<reqwest::Client, reqwest::Error> {
        // What is off by default is said all the same: another crate of the program may have switched it on.
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
