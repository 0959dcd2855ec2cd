//! A stream with time limits: for the next request to begin, for the rest of its head, and for the response to be received.

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

/// The time limits of a connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConnectionLimits {
    /// For the head of a request, from its first byte on.
    pub(crate) head: Duration,
    /// For the next request to begin.
    pub(crate) idle: Duration,
    /// For a response to be received, however slowly its receiver reads.
    pub(crate) response: Duration,
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

/// For how long, and how many bytes, something is received after the last response. A caller that still sends its request
/// then reads the response: if the connection were closed at once, the system would reset it, and the response could be lost.
const LINGER_TIME: Duration = Duration::from_secs(3);
const LINGER_SIZE: usize = 16 << 20;

/// What is still received after the last response.
struct Linger {
    timer: Pin<Box<Sleep>>,
    left: usize,
}

/// A stream that ends when nothing comes in time, or what is written isn't received in time.
pub(super) struct LimitedStream<S> {
    stream: S,
    activity: Arc<Activity>,
    limits: ConnectionLimits,
    waiting: Waiting,
    /// How many requests had begun at the last look.
    begun: u64,
    timer: Pin<Box<Sleep>>,
    head: Head,
    /// Runs while the receiver is behind.
    behind: Option<Pin<Box<Sleep>>>,
    /// What is left of a response that is written in place of the HTTP library's. It is the last one.
    own: Option<Vec<u8>>,
    linger: Option<Linger>,
}

impl<S> LimitedStream<S> {
    pub(super) fn new(stream: S, activity: Arc<Activity>, limits: ConnectionLimits) -> Self {
        // A new connection was opened for a request.
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

    /// Notices that a request has begun or ended since the last look, or both: nothing is read while one is answered.
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

    /// Fails a write that has been pending for too long. What is received of it meanwhile gives no more time: only when
    /// everything is written, the receiver has caught up.
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
    /// Whether something else is written in place of this.
    fn has_own(&mut self, buf: &[u8]) -> bool {
        if self.own.is_none() {
            self.own = unreadable::in_place_of(buf);
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
    /// Receives what the caller still sends, until it ends its side.
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

    /// The HTTP library flushes when it has written everything.
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
