//! The platform behind HTTP.

use std::future::{pending, poll_fn};
use std::io;
use std::net::TcpListener;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot::Receiver;
use wxmed::xml::MAX_BODY;

use crate::http::{Delivery, HttpRequest, HttpResponse};
use crate::line::{Cutter, Lines};
use crate::platform::Platform;

/// The platform, shared by all connections.
#[derive(Clone, Debug)]
pub(crate) struct Shared(Arc<Mutex<Platform>>);

impl Shared {
    pub(crate) fn new(platform: Platform) -> Self {
        Self(Arc::new(Mutex::new(platform)))
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Platform> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A runtime of its own, so that a sandbox works in programs that block and in programs that do not.
pub(crate) fn runtime() -> io::Result<Runtime> {
    Builder::new_current_thread().enable_io().enable_time().build()
}

/// Serves until it is stopped. Connections that are open then are closed.
pub(crate) fn serve(runtime: &Runtime, listener: TcpListener, platform: Shared, stop: Receiver<()>) {
    runtime.block_on(async move {
        // It is a listener of the standard library that does not block, so this fails only without a runtime.
        let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
        let router = Router::new().fallback(answer).with_state(platform);
        let service = router.into_make_service_with_connect_info::<Cutter>();
        let server = tokio::spawn(async move { axum::serve(Lines(listener), service).await });
        // An error means that whoever could stop it is gone.
        let _ = stop.await;
        server.abort();
    });
}

async fn answer(State(platform): State<Shared>, ConnectInfo(line): ConnectInfo<Cutter>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let header = |name| head.headers.get(name).and_then(|value| value.to_str().ok());
    let request = HttpRequest {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        content_type: header(header::CONTENT_TYPE).map(str::to_owned),
        body: read(body).await,
    };
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let reply = platform.lock().answer(&request, now);
    if !reply.delay.is_zero() {
        tokio::time::sleep(reply.delay).await;
    }
    match reply.delivery {
        Delivery::Whole => {}
        Delivery::Never => pending().await,
        Delivery::CutBeforeHead => line.cut(),
        Delivery::CutInBody => line.cut_in_body(reply.response.body.len() / 2),
    }
    response(reply.response)
}

/// The body; of one that is too large, as much as shows that it is. The rest is taken too, so that whoever sends it
/// gets to read the answer.
async fn read(mut body: Body) -> Vec<u8> {
    let mut bytes = Vec::new();
    while let Some(Ok(frame)) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        if let Some(data) = frame.data_ref() {
            let room = (MAX_BODY + 1).saturating_sub(bytes.len());
            bytes.extend_from_slice(data.get(..room).unwrap_or(data));
        }
    }
    bytes
}

fn response(response: HttpResponse) -> Response {
    let status = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut builder = Response::builder().status(status);
    if let Some(content_type) = response.content_type {
        builder = builder.header(header::CONTENT_TYPE, content_type);
    }
    if let Some(location) = response.location {
        builder = builder.header(header::LOCATION, location);
    }
    builder.body(Body::from(response.body)).unwrap_or_else(|_| {
        let mut failed = Response::new(Body::empty());
        *failed.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        failed
    })
}
