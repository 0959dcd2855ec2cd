//! Connects to the Redis server, with or without TLS.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Client, ConnectionAddr, IntoConnectionInfo, RedisConnectionInfo};
use rustls::pki_types::ServerName;
use tokio::net::{TcpStream, lookup_host};
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;

use super::RedisTokenError;
use super::error::Fault;
use crate::tls::{self, RootCertificates};

/// The server's address and protocol.
pub(super) enum Connector {
    InClear(Client),
    /// The connection is opened here, because the library would select its TLS provider by the features of the whole
    /// program, and read the machine's root certificates for each connection.
    Tls(Protected),
}

pub(super) struct Protected {
    host: String,
    port: u16,
    name: ServerName<'static>,
    connector: TlsConnector,
    settings: RedisConnectionInfo,
}

impl Connector {
    /// The library's errors may contain the URL and are therefore not passed on.
    pub(super) fn parse(url: &str, roots: &RootCertificates) -> Result<Self, RedisTokenError> {
        // The library ignores white space in a URL and would see a different scheme than this function.
        if url.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(RedisTokenError::Url);
        }
        match over_tls(url) {
            Some(in_clear) => Protected::new(&in_clear, roots).map(Self::Tls),
            None => {
                let client = Client::open(url).map_err(|_| RedisTokenError::Url)?;
                match client.get_connection_info().addr() {
                    ConnectionAddr::TcpTls { .. } => Err(RedisTokenError::Url),
                    _ => Ok(Self::InClear(client)),
                }
            }
        }
    }

    pub(super) fn is_in_clear(&self) -> bool {
        matches!(self, Self::InClear(_))
    }

    /// Opens a connection on which no command may take longer than this limit. Connecting has the same limit.
    pub(super) async fn connection(&self, limit: Duration) -> Result<MultiplexedConnection, Fault> {
        let limits = AsyncConnectionConfig::new().set_connection_timeout(Some(limit)).set_response_timeout(Some(limit));
        match self {
            Self::InClear(client) => Ok(client.get_multiplexed_async_connection_with_config(&limits).await?),
            Self::Tls(protected) => protected.connection(limits).await,
        }
    }
}

impl Protected {
    fn new(in_clear: &str, roots: &RootCertificates) -> Result<Self, RedisTokenError> {
        // A fragment (`#insecure`) would make the library skip certificate verification.
        let info = in_clear.into_connection_info().ok().filter(|_| !in_clear.contains('#'));
        let info = info.ok_or(RedisTokenError::Url)?;
        let ConnectionAddr::Tcp(host, port) = info.addr() else { return Err(RedisTokenError::Url) };
        let name = ServerName::try_from(host.clone()).map_err(|_| RedisTokenError::Url)?;
        let config = tls::config(roots).map_err(|_| RedisTokenError::Tls)?;
        Ok(Self {
            host: host.clone(),
            port: *port,
            name,
            connector: TlsConnector::from(Arc::new(config)),
            settings: info.redis_settings().clone(),
        })
    }

    async fn connection(&self, limits: AsyncConnectionConfig) -> Result<MultiplexedConnection, Fault> {
        let addresses = lookup_host((self.host.as_str(), self.port)).await.map_err(|_| Fault::Connect)?;
        let socket = first_connected(addresses).await.ok_or(Fault::Connect)?;
        // Each command waits for its response, so delaying small packets would gain nothing.
        socket.set_nodelay(true).map_err(|_| Fault::Connect)?;
        let stream = self.connector.connect(self.name.clone(), socket).await.map_err(|_| Fault::Tls)?;
        let (connection, driver) = MultiplexedConnection::new_with_config(&self.settings, stream, limits).await?;
        // It ends with the last handle of the connection.
        tokio::spawn(driver);
        Ok(connection)
    }
}

/// Tries all addresses of a host at the same time, as the library does without TLS, so that one that doesn't respond
/// can't use up the time.
async fn first_connected(addresses: impl Iterator<Item = SocketAddr>) -> Option<TcpStream> {
    let mut attempts: JoinSet<_> = addresses.map(TcpStream::connect).collect();
    while let Some(attempt) = attempts.join_next().await {
        if let Ok(Ok(socket)) = attempt {
            return Some(socket);
        }
    }
    None
}

/// The URL with the scheme for connections without TLS, if it has the one with TLS.
fn over_tls(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let is_tls = ["rediss", "valkeys"].iter().any(|tls| scheme.eq_ignore_ascii_case(tls));
    is_tls.then(|| format!("redis://{rest}"))
}

#[cfg(test)]
mod tests {
    use tokio::net::{TcpListener, TcpSocket};
    use tokio::time::timeout;

    use super::*;

    const SOON: Duration = Duration::from_millis(200);

    /// A listener whose queue is full, and the sockets that fill it: further connections get no response.
    async fn silent() -> (SocketAddr, TcpListener, Vec<TcpStream>) {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
        let listener = socket.listen(1).unwrap();
        let address = listener.local_addr().unwrap();
        let mut waiting = Vec::new();
        while let Ok(connected) = timeout(SOON, TcpStream::connect(address)).await {
            waiting.push(connected.unwrap());
        }
        (address, listener, waiting)
    }

    #[tokio::test]
    async fn an_unresponsive_address_does_not_delay_the_others() {
        let (silent, _full, _waiting) = silent().await;
        let server = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let good = server.local_addr().unwrap();
        let connected = timeout(Duration::from_secs(20), first_connected([silent, good].into_iter())).await.unwrap();
        assert_eq!(connected.unwrap().peer_addr().unwrap(), good);
        assert!(timeout(SOON, first_connected([silent].into_iter())).await.is_err());
    }

    #[tokio::test]
    async fn a_closed_port_gives_no_connection() {
        let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        assert!(first_connected([free].into_iter()).await.is_none());
    }
}
