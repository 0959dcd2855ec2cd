//! Accepts connections, and serves each until it ends.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::{sleep, timeout};
use tokio_util::task::TaskTracker;

use super::handle::Server;
use super::listen::Bound;
use super::site::{Site, Stop};
use super::slots::Slot;
use super::stream::LimitedStream;

/// The largest head of a request, in bytes.
const LARGEST_HEAD: usize = 64 << 10;
/// The most headers of a request.
const MOST_HEADERS: usize = 64;
/// How long a connection may take to shut down.
const LAST_WORDS: Duration = Duration::from_secs(1);
/// How long to wait after a failed accept, for example because too many files are open.
const AFTER_FAILURE: Duration = Duration::from_millis(50);

/// Accepts connections until the sidecar stops.
pub(crate) async fn accept(bound: Bound, site: Site, server: Arc<Server>, mut stop: Stop, tasks: TaskTracker) {
    let site = Arc::new(site);
    loop {
        let accepted = tokio::select! {
            _ = stop.wait_for(|stopping| *stopping) => return,
            accepted = one(&bound) => accepted,
        };
        let stream = match accepted {
            Ok(stream) => stream,
            Err(_) => {
                sleep(AFTER_FAILURE).await;
                continue;
            }
        };
        // Without a slot, the connection is closed immediately.
        let Some(slot) = server.slots.enter() else {
            server.service.metrics.refused("too-many-connections");
            continue;
        };
        let (site, server, stop) = (Arc::clone(&site), Arc::clone(&server), stop.clone());
        tasks.spawn(async move {
            server.service.metrics.connected();
            serve(stream, slot, site, &server, stop).await;
            server.service.metrics.disconnected();
        });
    }
}

/// A connection that was accepted.
enum Accepted {
    Tcp(tokio::net::TcpStream),
    Tls(tokio::net::TcpStream, tokio_rustls::TlsAcceptor),
    #[cfg(unix)]
    Unix(tokio::net::UnixStream),
}

async fn one(bound: &Bound) -> io::Result<Accepted> {
    let quick = |stream: tokio::net::TcpStream| {
        // Responses are written as a whole.
        stream.set_nodelay(true).map(|()| stream)
    };
    match bound {
        Bound::Tcp(listener) => Ok(Accepted::Tcp(quick(listener.accept().await?.0)?)),
        Bound::Tls(listener, acceptor) => Ok(Accepted::Tls(quick(listener.accept().await?.0)?, acceptor.clone())),
        #[cfg(unix)]
        Bound::Unix(listener, _) => Ok(Accepted::Unix(listener.accept().await?.0)),
    }
}

async fn serve(stream: Accepted, slot: Slot, site: Arc<Site>, server: &Arc<Server>, stop: Stop) {
    match stream {
        Accepted::Tcp(stream) => http(stream, slot, site, server, stop).await,
        #[cfg(unix)]
        Accepted::Unix(stream) => http(stream, slot, site, server, stop).await,
        Accepted::Tls(stream, acceptor) => {
            let activity = Arc::clone(&slot.activity);
            let handshake = timeout(site.limits.head, acceptor.accept(stream));
            let stream = tokio::select! {
                () = activity.evicted() => return,
                stream = handshake => stream,
            };
            // Errors of the handshake are ignored here: the caller gets them too.
            if let Ok(Ok(stream)) = stream {
                http(stream, slot, site, server, stop).await;
            }
        }
    }
}

async fn http<S>(stream: S, slot: Slot, site: Arc<Site>, server: &Arc<Server>, mut stop: Stop)
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let activity = Arc::clone(&slot.activity);
    let stream = LimitedStream::new(stream, Arc::clone(&activity), site.limits);
    let slot = Arc::new(slot);
    let service = service_fn(|request| {
        let (server, site, slot) = (Arc::clone(server), Arc::clone(&site), Arc::clone(&slot));
        async move {
            slot.begin();
            let response = server.respond(request, &site, &slot.activity).await;
            slot.end();
            Ok::<_, Infallible>(response)
        }
    });
    let mut builder = http1::Builder::new();
    // The stream has its own time-outs, which distinguish an idle connection from a slow head.
    builder.header_read_timeout(None).max_buf_size(LARGEST_HEAD).max_headers(MOST_HEADERS);
    // A caller may close its side and then wait for the response.
    builder.half_close(true);
    let mut connection = std::pin::pin!(builder.serve_connection(TokioIo::new(stream), service));
    // Errors of the connection are ignored here: the caller gets them too.
    tokio::select! {
        _ = connection.as_mut() => return,
        () = activity.evicted() => {}
        _ = stop.wait_for(|stopping| *stopping) => {}
    }
    connection.as_mut().graceful_shutdown();
    // A request may begin at this moment, or while the connection shuts down. Its call has a time limit, and so does
    // the shutdown of the sidecar.
    if activity.is_busy() || (timeout(LAST_WORDS, connection.as_mut()).await.is_err() && activity.is_busy()) {
        let _ = connection.await;
    }
}
