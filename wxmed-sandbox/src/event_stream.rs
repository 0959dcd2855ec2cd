//! The stream of server-sent events.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::Frame;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::{sleep, timeout};

use crate::control::{self, Cursor, News};
use crate::shared::{Shared, now};

/// The interval of keep-alive lines, which detect closed connections.
const PULSE: Duration = Duration::from_secs(15);
/// Changes within this time are sent as one event.
const TOGETHER: Duration = Duration::from_millis(100);

/// A body that streams the calls after a number, and the state after each change, until the reader closes the
/// connection.
pub(crate) fn body(shared: Shared, after: usize) -> Body {
    // With a slow reader, events are merged instead of buffered.
    let (sender, receiver) = channel(1);
    tokio::spawn(feed(shared, after, sender));
    Body::new(Events(receiver))
}

async fn feed(shared: Shared, after: usize, sender: Sender<Bytes>) {
    let mut received = Cursor { last: after, updates: shared.lock().update_count() };
    loop {
        // Registered before reading the state, so that no change in between is missed.
        let called = shared.called();
        let News { text, cursor, is_all } = control::news(&shared.lock(), received, now());
        received = cursor;
        if sender.send(text.into()).await.is_err() {
            return;
        }
        if !is_all {
            continue;
        }
        let mut called = std::pin::pin!(called);
        while timeout(PULSE, called.as_mut()).await.is_err() {
            if sender.send(Bytes::from_static(b":\n\n")).await.is_err() {
                return;
            }
        }
        sleep(TOGETHER).await;
    }
}

struct Events(Receiver<Bytes>);

impl HttpBody for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(cx).map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}
