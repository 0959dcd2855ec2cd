//! Connections that can be closed at a certain byte.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A connection that can be cut.
pub(crate) struct FaultyStream<S> {
    stream: S,
    cutter: Cutter,
}

impl<S> FaultyStream<S> {
    /// A handle that cuts the connection.
    pub(crate) fn cutter(&self) -> Cutter {
        self.cutter.clone()
    }
}

impl<S> From<S> for FaultyStream<S> {
    fn from(stream: S) -> Self {
        Self { stream, cutter: Cutter::default() }
    }
}

/// Cuts a connection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cutter(Arc<Mutex<Budget>>);

/// What may still be sent.
#[derive(Clone, Copy, Debug, Default)]
enum Budget {
    #[default]
    Everything,
    /// The rest of the response's head, and then `body` bytes. `seen` counts how much of the end-of-head marker has
    /// been sent.
    HeadAnd {
        seen: usize,
        body: usize,
    },
    Nothing,
}

const END_OF_HEAD: &[u8] = b"\r\n\r\n";

impl Cutter {
    /// Sends nothing more.
    pub(crate) fn cut(&self) {
        self.set(Budget::Nothing);
    }

    /// Sends only the head of the next response and this many bytes of its body.
    pub(crate) fn cut_in_body(&self, body: usize) {
        self.set(Budget::HeadAnd { seen: 0, body });
    }

    fn set(&self, budget: Budget) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = budget;
    }

    fn get(&self) -> Budget {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Budget {
    /// How many of these bytes may be sent.
    fn allows(self, bytes: &[u8]) -> usize {
        self.after(bytes, bytes.len()).1
    }

    /// The remaining budget after sending at most `most` of these bytes, and the number of bytes sent.
    fn after(self, bytes: &[u8], most: usize) -> (Self, usize) {
        let Budget::HeadAnd { mut seen, body } = self else {
            return (self, if matches!(self, Budget::Nothing) { 0 } else { most });
        };
        let mut head = 0;
        for byte in bytes.iter().take(most) {
            if seen == END_OF_HEAD.len() {
                break;
            }
            let goes_on = END_OF_HEAD.get(seen) == Some(byte);
            seen = if goes_on { seen + 1 } else { usize::from(*byte == b'\r') };
            head += 1;
        }
        let of_body = (most - head).min(body);
        (Budget::HeadAnd { seen, body: body - of_body }, head + of_body)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for FaultyStream<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for FaultyStream<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let budget = self.cutter.get();
        let allowed = budget.allows(bytes);
        if allowed == 0 && !bytes.is_empty() {
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes.get(..allowed).unwrap_or(bytes));
        if let Poll::Ready(Ok(written)) = written {
            let (left, _) = budget.after(bytes, written);
            self.cutter.set(left);
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn the_head_is_sent_and_then_the_given_part_of_the_body() {
        let response = b"HTTP/1.1 200 OK\r\na: b\r\r\n\r\n\r\n12345678";
        let budget = Budget::HeadAnd { seen: 0, body: 3 };
        assert_eq!(budget.allows(response), response.len() - 7);
        for piece in 1..response.len() {
            let (mut left, mut sent) = (budget, 0);
            for part in response.chunks(piece) {
                let allowed = left.allows(part);
                left = left.after(part, allowed).0;
                sent += allowed;
            }
            assert_eq!(sent, response.len() - 7, "in pieces of {piece}");
        }
        assert_eq!(Budget::Nothing.allows(response), 0);
        assert_eq!(Budget::Everything.allows(response), response.len());
    }
}
