//! A stream with time-outs for the next request to begin, for the rest of its head, and for the response to be
//! received.

use std::io;
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

use super::activity::Activity;
use super::head::Head;
use super::unreadable;

/// The time-outs of a connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConnectionLimits {
    /// For the head of a request, from its first byte on.
    pub(crate) head: Duration,
    /// For the next request to begin.
    pub(crate) idle: Duration,
    /// For the whole response to be received.
    pub(crate) response: Duration,
}

/// What a stream is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waiting {
    /// The first byte of a request.
    Idle,
    /// The rest of a request's head.
    Head,
    /// Nothing: a request is being processed.
    Busy,
}

/// The time and the number of bytes for which data is still received after the last response. A caller that is still
/// sending its request can then read the response. If the connection were closed immediately, the system would reset
/// it, and the response could be lost.
const LINGER_TIME: Duration = Duration::from_secs(3);
const LINGER_SIZE: usize = 16 << 20;

/// The state of receiving data after the last response.
struct Linger {
    timer: Pin<Box<Sleep>>,
    left: usize,
}

/// A stream that ends when a request doesn't arrive in time, or a response isn't received in time.
pub(super) struct LimitedStream<S> {
    stream: S,
    activity: Arc<Activity>,
    limits: ConnectionLimits,
    waiting: Waiting,
    /// How many requests had begun at the last update.
    begun: u64,
    timer: Pin<Box<Sleep>>,
    head: Head,
    /// Runs while the receiver hasn't received everything that was written.
    behind: Option<Pin<Box<Sleep>>>,
    /// The rest of a response that replaces the HTTP library's. It is the last response of the connection.
    own: Option<Vec<u8>>,
    linger: Option<Linger>,
}

impl<S> LimitedStream<S> {
    pub(super) fn new(stream: S, activity: Arc<Activity>, limits: ConnectionLimits) -> Self {
        // On a new connection, the first request is expected soon.
        let timer = Box::pin(sleep(limits.head));
        Self {
            stream,
            activity,
            limits,
            waiting: Waiting::Head,
            begun: 0,
            timer,
            head: Head::default(),
            behind: None,
            own: None,
            linger: None,
        }
    }

    /// Updates the state if a request has begun or ended since the last update, or both: nothing is read while a
    /// request is being processed.
    fn look(&mut self) {
        let (begun, is_busy) = (self.activity.begun(), self.activity.is_busy());
        let has_ended = self.waiting == Waiting::Busy || begun != self.begun;
        self.begun = begun;
        if is_busy {
            self.waiting = Waiting::Busy;
        } else if has_ended {
            self.wait(Waiting::Idle, self.limits.idle);
        }
    }

    fn wait(&mut self, waiting: Waiting, limit: Duration) {
        self.waiting = waiting;
        self.timer.as_mut().reset(Instant::now() + limit);
    }

    /// Fails a write that has been pending for too long. Partial progress doesn't extend the time: the timer is only
    /// reset when everything is written.
    fn in_time<T>(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            return written;
        }
        let limit = self.limits.response;
        ready!(self.behind.get_or_insert_with(|| Box::pin(sleep(limit))).as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncWrite + Unpin> LimitedStream<S> {
    /// Whether another response replaces this one.
    fn has_own(&mut self, buf: &[u8]) -> bool {
        if self.own.is_none() {
            self.own = unreadable::replacement_for(buf);
        }
        self.own.is_some()
    }

    fn poll_own(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while let Some(left) = self.own.as_mut().filter(|left| !left.is_empty()) {
            let written = Pin::new(&mut self.stream).poll_write(cx, left);
            if let Poll::Ready(Ok(length)) = written {
                left.drain(..length);
            }
            ready!(self.in_time(cx, written))?;
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + Unpin> LimitedStream<S> {
    /// Receives and discards data until the caller closes its side.
    fn poll_linger(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let start = || Linger { timer: Box::pin(sleep(LINGER_TIME)), left: LINGER_SIZE };
        let linger = self.linger.get_or_insert_with(start);
        let mut piece = [MaybeUninit::uninit(); 8 << 10];
        while linger.left > 0 && linger.timer.as_mut().poll(cx).is_pending() {
            let mut buf = ReadBuf::uninit(&mut piece);
            match ready!(Pin::new(&mut self.stream).poll_read(cx, &mut buf)) {
                Ok(()) if !buf.filled().is_empty() => linger.left = linger.left.saturating_sub(buf.filled().len()),
                Ok(()) | Err(_) => return Poll::Ready(()),
            }
        }
        Poll::Ready(())
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

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for LimitedStream<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        if self.has_own(buf) {
            return self.poll_own(cx).map_ok(|()| buf.len());
        }
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.in_time(cx, written)
    }

    /// The HTTP library flushes after it has written everything.
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(cx);
        ready!(self.in_time(cx, flushed))?;
        self.behind = None;
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.linger.is_none() {
            let shut = Pin::new(&mut self.stream).poll_shutdown(cx);
            ready!(self.in_time(cx, shut))?;
        }
        if self.own.is_some() || self.activity.has_rest() {
            ready!(self.poll_linger(cx));
        }
        Poll::Ready(Ok(()))
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let mut filled = bufs.iter().filter(|buf| !buf.is_empty());
        if let (Some(only), None) = (filled.next(), filled.next())
            && self.has_own(only)
        {
            return self.poll_own(cx).map_ok(|()| only.len());
        }
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.in_time(cx, written)
    }
}
