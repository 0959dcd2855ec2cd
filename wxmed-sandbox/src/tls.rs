//! HTTPS: the certificate of a sandbox, and its authority.

mod authority;
mod names;

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use wxmed::Bilingual;

pub use authority::Authority;
use authority::CertificateAuthority;
pub(crate) use names::PLATFORM;

/// The configuration for HTTPS.
#[derive(Clone)]
pub(crate) struct Tls {
    acceptor: TlsAcceptor,
    authority: String,
}

impl std::fmt::Debug for Tls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tls").finish_non_exhaustive()
    }
}

impl Tls {
    /// Loads or creates the authority, and lets it sign a new certificate for all names of the sandbox.
    pub(crate) fn new(authority: &Authority, address: IpAddr, hosts: &[String]) -> Result<Self, Bilingual> {
        let names = names::of(address, hosts);
        let authority = CertificateAuthority::of(authority, &names)?;
        let (chain, key) = authority.certify(&names)?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let key = PrivateKeyDer::try_from(key).map_err(|error| both(&error))?;
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
            .map_err(|error| both(&error))?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { acceptor: TlsAcceptor::from(Arc::new(config)), authority: authority.into_certificate() })
    }

    /// The certificate of the authority, in PEM.
    pub(crate) fn authority(&self) -> &str {
        &self.authority
    }

    /// Performs the TLS handshake. A request in plain HTTP gets a response that explains to use HTTPS.
    pub(crate) async fn accept(&self, mut stream: TcpStream, limit: Duration) -> Option<TlsStream<TcpStream>> {
        let handshake = async {
            let mut first = [0];
            if stream.peek(&mut first).await? == 1 && first[0].is_ascii_alphabetic() {
                // Connection errors are caused by the client.
                let _ = refuse_plain_http(&mut stream).await;
                return Err(io::ErrorKind::InvalidData.into());
            }
            self.acceptor.accept(stream).await
        };
        tokio::time::timeout(limit, handshake).await.ok()?.ok()
    }
}

/// Without this response, a client that uses `http://` would only see a closed connection. The request is read first,
/// because closing with unread bytes resets the connection, and the response would be lost.
async fn refuse_plain_http(stream: &mut TcpStream) -> io::Result<()> {
    let text = "沙箱以 --tls 启动，请用 https:// 调用。\nThe sandbox was started with --tls: call it by https://.\n";
    let head = format!(
        "HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        text.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(text.as_bytes()).await?;
    stream.shutdown().await?;
    let mut rest = stream.take(MOST_OF_PLAIN_HTTP);
    let mut buffer = [0; 4096];
    while rest.read(&mut buffer).await? > 0 {}
    Ok(())
}

/// The maximum number of bytes that are read of a request in plain HTTP.
const MOST_OF_PLAIN_HTTP: u64 = 1 << 20;

/// An error of a library, which has an English text only.
fn both(error: &dyn std::fmt::Display) -> Bilingual {
    Bilingual::new(error.to_string(), error.to_string())
}
