//! The HTTP server of the platform.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::serve::Listener;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;
use tokio::sync::oneshot::Receiver;

use crate::body::read_up_to;
use crate::console;
use crate::control::{self, Control};
use crate::deliver::deliver;
use crate::event_stream;
use crate::faulty_stream::{Cutter, FaultyStream};
use crate::http::{HttpRequest, HttpResponse, PLAIN_TEXT};
use crate::not_kept::NotKept;
use crate::platform::Platform;
use crate::sending;
use crate::shared::{Shared, now};
#[cfg(feature = "tls")]
use crate::tls::Tls;

/// The time-out for the head of a request, and for idle connections.
const HEAD: Duration = Duration::from_secs(10);
/// The maximum number of open connections; others wait. A call that hangs because of a stub occupies one.
const MOST_CONNECTIONS: usize = 4096;

/// Creates a separate runtime, so that a sandbox works in blocking and in async programs.
pub(crate) fn runtime() -> io::Result<Runtime> {
    Builder::new_current_thread().enable_io().enable_time().build()
}

/// The transport: plain HTTP or HTTPS.
#[derive(Clone, Debug)]
pub(crate) enum Security {
    Plain,
    #[cfg(feature = "tls")]
    Tls(Tls),
}

impl Security {
    /// The scheme of URLs.
    pub(crate) fn scheme(&self) -> &'static str {
        match self {
            Self::Plain => "http",
            #[cfg(feature = "tls")]
            Self::Tls(_) => "https",
        }
    }

    /// The certificate that clients must trust.
    #[cfg(feature = "tls")]
    pub(crate) fn authority(&self) -> Option<&str> {
        match self {
            Self::Plain => None,
            Self::Tls(tls) => Some(tls.authority()),
        }
    }

    async fn serve(self, stream: TcpStream, router: Router) {
        match self {
            Self::Plain => connection(stream, router).await,
            #[cfg(feature = "tls")]
            Self::Tls(tls) => {
                if let Some(stream) = tls.accept(stream, HEAD).await {
                    connection(stream, router).await;
                }
            }
        }
    }
}

/// Serves until `stop` resolves, and then closes the open connections.
pub(crate) fn serve(
    runtime: &Runtime,
    listener: TcpListener,
    security: Security,
    platform: Shared,
    stop: Receiver<()>,
) {
    let kept = platform.clone();
    runtime.block_on(async move {
        // The listener is non-blocking, so this fails only without a runtime.
        let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
        let router = Router::new().fallback(handle).with_state(platform);
        let each = move |stream| security.clone().serve(stream, router.clone());
        let server = tokio::spawn(accept(listener, each, MOST_CONNECTIONS));
        // An error means that the handle that could stop it was dropped.
        let _ = stop.await;
        server.abort();
    });
    // Persists what the program itself changed. An error can't be reported at this point.
    let _ = kept.keep();
}

/// Accepts connections, and serves at most `most` at a time.
async fn accept<L: Listener, F: Future<Output = ()> + Send + 'static>(
    mut listener: L,
    serve: impl Fn(L::Io) -> F,
    most: usize,
) {
    let permits = Arc::new(Semaphore::new(most));
    // The semaphore is never closed.
    while let Ok(permit) = permits.clone().acquire_owned().await {
        let (stream, _) = listener.accept().await;
        let served = serve(stream);
        tokio::spawn(async move {
            served.await;
            drop(permit);
        });
    }
}

/// Serves one connection until either side closes it.
async fn connection<S: AsyncRead + AsyncWrite + Send + Unpin + 'static>(stream: S, router: Router) {
    let stream = FaultyStream::from(stream);
    let service = TowerToHyperService::new(router.layer(Extension(stream.cutter())));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD);
    // Connection errors are caused by the client, and can't be reported to it.
    let _ = http.serve_connection(TokioIo::new(stream), service).await;
}

async fn handle(State(shared): State<Shared>, Extension(cutter): Extension<Cutter>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let Some(body) = read_up_to(body, control::largest_body(head.uri.path())).await else {
        cutter.cut();
        return Response::default();
    };
    let request = HttpRequest {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: headers(&head.headers, head.uri.authority()),
        body,
    };
    if control::is_control(&request.path) {
        return controlled(&shared, &request).await;
    }
    if let Some(page) = page(&shared, &request) {
        return response(page);
    }
    let handled = change(&shared, |platform| {
        let (begin, start) = (now(), Instant::now());
        let reply = platform.handle_by(&request, &|| begin + start.elapsed());
        (reply, platform.last_number(), start)
    })
    .await;
    shared.wake();
    let (reply, number, start) = match handled {
        Ok(handled) => handled,
        Err(error) => return response(not_kept(&error)),
    };
    response(sending::until_sent(reply, &shared, (number, start), &cutter).await)
}

/// Changes the platform, and sends the notifications that follow.
async fn change<T>(shared: &Shared, change: impl FnOnce(&mut Platform) -> T) -> Result<T, NotKept> {
    let ((done, outgoing, pauses), keeping) =
        shared.change(|platform| (change(platform), platform.take_outgoing(), platform.notification_retries()));
    if outgoing.is_empty() {
        return keeping.finish().await.map(|()| done);
    }
    // In a separate task that doesn't end with the connection, so that the notification of a paid order is always sent.
    let shared = shared.clone();
    let kept = tokio::spawn(async move {
        keeping.finish().await?;
        for outgoing in outgoing {
            tokio::spawn(deliver(shared.clone(), outgoing, pauses.clone()));
        }
        Ok(())
    });
    kept.await.unwrap_or_else(|_| Err(NotKept("it was not written".to_owned()))).map(|()| done)
}

/// Handles a call of the control API.
async fn controlled(shared: &Shared, request: &HttpRequest) -> Response {
    let control = change(shared, |platform| control::handle(platform, shared.guard(), request, now())).await;
    if request.method != "GET" {
        shared.wake();
    }
    response(match control {
        Err(error) => not_kept(&error),
        Ok(Control::Reply(reply)) => reply,
        Ok(Control::Events { after }) => return events(shared.clone(), after),
        Ok(Control::Wait { after, at_most }) => {
            let found = tokio::time::timeout(at_most, exchange_after(shared, after)).await;
            found.unwrap_or_else(|_| HttpResponse::new(204, ""))
        }
    })
}

/// The console's response, or the rejection of a request from another website. `None` if the path isn't the console's.
fn page(shared: &Shared, request: &HttpRequest) -> Option<HttpResponse> {
    let found = console::respond(request)?;
    let platform = shared.lock();
    platform.has_console().then(|| platform.rejection(request).unwrap_or(found))
}

/// A streaming response that ends when one side closes the connection.
fn events(shared: Shared, after: usize) -> Response {
    let mut sent = response(HttpResponse::of_type(200, control::EVENTS, "").with_header("cache-control", "no-store"));
    *sent.body_mut() = event_stream::body(shared, after);
    sent
}

/// The response if a change can't be written to the data file, and therefore must not be acknowledged.
fn not_kept(NotKept(error): &NotKept) -> HttpResponse {
    let text = format!("数据文件无法写入：{error}\nThe data file cannot be written: {error}\n");
    HttpResponse::of_type(500, PLAIN_TEXT, text)
}

/// Waits for the exchange after a number.
async fn exchange_after(shared: &Shared, after: usize) -> HttpResponse {
    loop {
        // Registered before reading the calls, so that no call in between is missed.
        let called = shared.called();
        let found = shared.lock().calls_after(after).next().map(|call| control::summary(call));
        match found {
            Some(found) => return HttpResponse::of_type(200, control::JSON, found),
            None => called.await,
        }
    }
}

/// The headers as strings; invalid UTF-8 is replaced. A host in the request line takes precedence over the header.
fn headers(headers: &HeaderMap, host: Option<&Authority>) -> Vec<(String, String)> {
    let first = host.map(|host| (header::HOST.as_str().to_owned(), host.as_str().to_owned()));
    let others = headers.iter().filter(|(name, _)| host.is_none() || **name != header::HOST);
    let others =
        others.map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
    first.into_iter().chain(others).collect()
}

/// Converts a response. Headers that HTTP doesn't allow are dropped.
fn response(response: HttpResponse) -> Response {
    let mut sent = Response::new(Body::from(response.body));
    *sent.status_mut() = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in response.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            sent.headers_mut().append(name, value);
        }
    }
    sent
}

#[cfg(test)]
mod tests {
    use std::pin::Pin;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use axum::body::{Bytes, HttpBody};
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};

    use super::*;
    use crate::body::{PAUSE_IN_BODY, read};
    use crate::settings::Settings;

    fn router() -> Router {
        let platform = Platform::new(Settings::default(), "http://127.0.0.1:1").unwrap();
        Router::new().fallback(handle).with_state(Shared::new(
            platform,
            control::Guard::Open,
            crate::keeper::Keeper::Nothing,
        ))
    }

    /// A runtime whose clock advances automatically when all tasks wait.
    fn paused() -> Runtime {
        Builder::new_current_thread().enable_time().start_paused(true).build().unwrap()
    }

    /// How long the server waits for a client that sends these bytes and no more, and what the client receives.
    fn held(sent: &'static [u8]) -> (Duration, Vec<u8>) {
        paused().block_on(async {
            let (mut client, server) = duplex(1 << 16);
            tokio::spawn(connection(server, router()));
            client.write_all(sent).await.unwrap();
            let (start, mut received) = (tokio::time::Instant::now(), Vec::new());
            client.read_to_end(&mut received).await.unwrap();
            (start.elapsed(), received)
        })
    }

    #[test]
    fn an_incomplete_request_times_out() {
        let near = |found: Duration, limit: Duration| found >= limit && found < limit + Duration::from_secs(1);
        for sent in [&b""[..], b"POST /payinsurance/getmedinfo HTT", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"] {
            let (time, _) = held(sent);
            assert!(near(time, HEAD), "{time:?}");
        }
        let (time, received) = held(b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n12345");
        assert!(near(time, PAUSE_IN_BODY) && received.is_empty(), "{time:?}");
        // A complete request gets a response immediately, and the connection stays open for another one.
        let (time, received) = held(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        assert!(received.starts_with(b"HTTP/1.1 404") && near(time, HEAD), "{time:?}");
    }

    /// The time-out applies to pauses in a body, not to the whole body.
    #[test]
    fn a_slow_body_is_read_as_long_as_data_arrives() {
        paused().block_on(async {
            let (mut sender, receiver) = duplex(64);
            tokio::spawn(async move {
                for _ in 0..20 {
                    tokio::time::sleep(PAUSE_IN_BODY / 2).await;
                    sender.write_all(b"x").await.unwrap();
                }
            });
            let body = Body::new(Pieces(receiver));
            assert_eq!(read(body).await.map(|bytes| bytes.len()), Some(20));
        });
    }

    struct Pieces(DuplexStream);

    impl HttpBody for Pieces {
        type Data = Bytes;
        type Error = io::Error;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            cx: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<io::Result<hyper::body::Frame<Bytes>>>> {
            let mut room = [0; 8];
            let mut buf = tokio::io::ReadBuf::new(&mut room);
            let polled = Pin::new(&mut self.0).poll_read(cx, &mut buf);
            polled.map(|read| {
                let piece = Bytes::copy_from_slice(buf.filled());
                match read {
                    Ok(()) if piece.is_empty() => None,
                    read => Some(read.map(|()| hyper::body::Frame::data(piece))),
                }
            })
        }
    }

    /// Accepts connections whose clients send nothing, and counts them.
    struct Silent {
        accepted: Arc<AtomicUsize>,
        clients: Vec<DuplexStream>,
    }

    impl Listener for Silent {
        type Io = DuplexStream;
        type Addr = ();

        async fn accept(&mut self) -> (Self::Io, ()) {
            let (client, server) = duplex(64);
            self.clients.push(client);
            self.accepted.fetch_add(1, Ordering::Relaxed);
            (server, ())
        }

        fn local_addr(&self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_number_of_open_connections_is_limited() {
        paused().block_on(async {
            let accepted = Arc::new(AtomicUsize::new(0));
            let listener = Silent { accepted: accepted.clone(), clients: Vec::new() };
            tokio::spawn(accept(listener, |stream| connection(stream, router()), 3));
            tokio::time::sleep(HEAD / 2).await;
            assert_eq!(accepted.load(Ordering::Relaxed), 3);
            // Idle connections time out, and others are accepted.
            tokio::time::sleep(HEAD).await;
            assert_eq!(accepted.load(Ordering::Relaxed), 6);
        });
    }
}
