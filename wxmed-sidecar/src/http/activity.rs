//! What a connection does: it waits for a request, reads the head of one, or a request is being answered. Each has its
//! own time limit.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::Notify;
use tokio::time::{Instant, Sleep, sleep};

use super::head::{Head, Seen};

/// The state of a connection, which its stream and its requests share.
#[derive(Debug, Default)]
pub(super) struct Activity {
    is_busy: AtomicBool,
    is_evicted: AtomicBool,
    evicted: Notify,
    /// What the head of the next request states.
    seen: Mutex<Option<Seen>>,
}

impl Activity {
    /// A request has been read, and is being answered.
    pub(super) fn begin(&self) {
        self.is_busy.store(true, Ordering::Release);
    }

    /// The response is written.
    pub(super) fn end(&self) {
        self.is_busy.store(false, Ordering::Release);
    }

    pub(super) fn is_busy(&self) -> bool {
        self.is_busy.load(Ordering::Acquire)
    }

    /// What the head of a request states. Nothing if it arrived together with an earlier request.
    pub(super) fn take_seen(&self) -> Option<Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn see(&self, seen: Seen) {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(seen);
    }

    /// Ends the connection, because others need its place.
    pub(super) fn evict(&self) {
        self.is_evicted.store(true, Ordering::Release);
        self.evicted.notify_one();
    }

    /// Waits until the connection has to end.
    pub(super) async fn evicted(&self) {
        while !self.is_evicted.load(Ordering::Acquire) {
            self.evicted.notified().await;
        }
    }
}

/// The time limits of a connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConnectionLimits {
    /// For the head of a request, from its first byte on.
    pub(crate) head: Duration,
    /// For the next request to begin.
    pub(crate) idle: Duration,
}

/// What a stream waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waiting {
    /// For the first byte of a request.
    Idle,
    /// For the rest of its head.
    Head,
    /// For nothing: a request is being answered.
    Busy,
}

/// A stream that ends when nothing comes in time.
pub(super) struct LimitedStream<S> {
    stream: S,
    activity: Arc<Activity>,
    limits: ConnectionLimits,
    waiting: Waiting,
    timer: Pin<Box<Sleep>>,
    head: Head,
}

impl<S> LimitedStream<S> {
    pub(super) fn new(stream: S, activity: Arc<Activity>, limits: ConnectionLimits) -> Self {
        // A new connection was opened for a request.
        let timer = Box::pin(sleep(limits.head));
        Self { stream, activity, limits, waiting: Waiting::Head, timer, head: Head::default() }
    }

    /// Notices that a request has begun or ended since the last look.
    fn look(&mut self) {
        match (self.activity.is_busy(), self.waiting) {
            (true, Waiting::Idle | Waiting::Head) => self.waiting = Waiting::Busy,
            (false, Waiting::Busy) => self.wait(Waiting::Idle, self.limits.idle),
            (true, Waiting::Busy) | (false, Waiting::Idle | Waiting::Head) => {}
        }
    }

    fn wait(&mut self, waiting: Waiting, limit: Duration) {
        self.waiting = waiting;
        self.timer.as_mut().reset(Instant::now() + limit);
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for LimitedStream<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.look();
        let before = buf.filled().len();
        match Pin::new(&mut self.stream).poll_read(cx, buf) {
            Poll::Ready(Ok(())) if buf.filled().len() > before && self.waiting != Waiting::Busy => {
                if self.waiting == Waiting::Idle {
                    let limit = self.limits.head;
                    self.wait(Waiting::Head, limit);
                    self.head.restart();
                }
                if let Some(seen) = self.head.push(buf.filled().get(before..).unwrap_or_default()) {
                    self.activity.see(seen);
                }
                Poll::Ready(Ok(()))
            }
            Poll::Ready(read) => Poll::Ready(read),
            Poll::Pending if self.waiting == Waiting::Busy => Poll::Pending,
            Poll::Pending => {
                ready!(self.timer.as_mut().poll(cx));
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for LimitedStream<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, bufs)
    }
}
