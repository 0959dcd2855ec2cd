//! Bodies of requests and responses.

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::time::{Instant, timeout_at};

use crate::problem::Problem;

/// A body that is in memory as a whole.
#[derive(Debug, Default)]
pub(crate) struct Whole(Option<Bytes>);

impl Whole {
    pub(crate) fn new(bytes: impl Into<Bytes>) -> Self {
        let bytes: Bytes = bytes.into();
        Self((!bytes.is_empty()).then_some(bytes))
    }
}

impl Body for Whole {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}

/// How many bytes beyond the limit are read and discarded, so that the sender of a body that is too large reads the
/// response.
const DISCARDED: usize = 4 << 20;

/// Reads a whole body, within its limits of size and time.
pub(super) async fn read(body: &mut Incoming, limit: usize, time: Duration) -> Result<Vec<u8>, Problem> {
    let deadline = Instant::now() + time;
    let (mut bytes, mut discarded) = (Vec::new(), 0);
    loop {
        let frame = poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx));
        match timeout_at(deadline, frame).await {
            Err(_) if discarded == 0 => return Err(Problem::Incomplete),
            Ok(Some(Err(_))) if discarded == 0 => return Err(Problem::Incomplete),
            Err(_) | Ok(Some(Err(_))) => return Err(Problem::TooLarge { limit }),
            Ok(None) if discarded == 0 => return Ok(bytes),
            Ok(None) => return Err(Problem::TooLarge { limit }),
            Ok(Some(Ok(frame))) => {
                let Some(data) = frame.data_ref() else { continue };
                if discarded == 0 && bytes.len() + data.len() <= limit {
                    bytes.extend_from_slice(data);
                    continue;
                }
                bytes = Vec::new();
                discarded += data.len();
                if discarded > DISCARDED {
                    return Err(Problem::TooLarge { limit });
                }
            }
        }
    }
}
