//! What happens in a sandbox, as server-sent events.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::Frame;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::{sleep, timeout};

use crate::control::{self, News};
use crate::shared::{Shared, now};

/// How often a line is sent while nothing happens, so that a connection that is gone is noticed.
const PULSE: Duration = Duration::from_secs(15);
/// What happens within this time is sent together, so that many calls are few events.
const TOGETHER: Duration = Duration::from_millis(100);

/// A body that goes on for as long as somebody reads it: the calls after a number, and the state after each change.
pub(crate) fn body(shared: Shared, after: usize) -> Body {
    // A reader that is slow gets more at once later, and nothing is kept for it.
    let (sender, receiver) = channel(1);
    tokio::spawn(feed(shared, after, sender));
    Body::new(Events(receiver))
}

async fn feed(shared: Shared, mut after: usize, sender: Sender<Bytes>) {
    loop {
        // Before the look, so that nothing is missed between the two.
        let called = shared.called();
        let News { text, last, is_all } = control::news(&shared.lock(), after, now());
        after = last;
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
