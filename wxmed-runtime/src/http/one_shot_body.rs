use std::fmt;
use std::pin::Pin;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::Instant;

use crate::signed_xml::wiped::Wiped;

/// The body of a request, which can be sent once.
///
/// The HTTP library polls it when there is a connection, before it writes anything. As long as it has not been polled,
/// nothing was sent.
pub(super) struct OneShotBody {
    bytes: Option<Bytes>,
    state: Arc<State>,
}

struct Shared(Arc<Wiped>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Shows the sender whether the body was sent.
#[derive(Clone)]
pub(super) struct Sending(Arc<State>);

#[derive(Default)]
struct State {
    stage: AtomicU8,
    taken: OnceLock<Instant>,
}

impl State {
    /// Changes from waiting to another stage; otherwise returns the current one.
    fn leave_waiting(&self, next: u8) -> Result<u8, u8> {
        self.stage.compare_exchange(WAITING, next, Ordering::AcqRel, Ordering::Acquire)
    }
}

const WAITING: u8 = 0;
const TAKEN: u8 = 1;
const WITHDRAWN: u8 = 2;

impl OneShotBody {
    /// A body that is not empty; an empty one ends before it is polled.
    pub(super) fn new(body: Arc<Wiped>) -> (Self, Sending) {
        let state = Arc::<State>::default();
        let sending = Sending(Arc::clone(&state));
        (Self { bytes: Some(Bytes::from_owner(Shared(body))), state }, sending)
    }
}

impl Sending {
    /// Makes sure that nothing is sent from now on. Returns false if something may have been sent already.
    pub(super) fn withdraw(&self) -> bool {
        self.0.leave_waiting(WITHDRAWN) != Err(TAKEN)
    }

    /// When the body was taken to be sent, if it was.
    pub(super) fn taken(&self) -> Option<Instant> {
        self.0.taken.get().copied()
    }
}

impl Body for OneShotBody {
    type Data = Bytes;
    type Error = Withdrawn;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        // Set first, so that a reader who sees that it was taken also sees when.
        self.state.taken.get_or_init(Instant::now);
        Poll::Ready(match self.state.leave_waiting(TAKEN) {
            Err(WITHDRAWN) => Some(Err(Withdrawn)),
            _ => self.bytes.take().map(|bytes| Ok(Frame::data(bytes))),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}

/// The caller stopped waiting for a connection to send on.
#[derive(Debug)]
pub(super) struct Withdrawn;

impl fmt::Display for Withdrawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("withdrawn before it was sent")
    }
}

impl std::error::Error for Withdrawn {}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(outgoing: &mut OneShotBody) -> Option<Result<Vec<u8>, Withdrawn>> {
        let polled = Pin::new(outgoing).poll_frame(&mut Context::from_waker(std::task::Waker::noop()));
        let Poll::Ready(frame) = polled else { panic!("the body is always ready") };
        frame.map(|frame| frame.map(|frame| frame.into_data().unwrap().to_vec()))
    }

    #[test]
    fn a_body_that_was_taken_cannot_be_withdrawn() {
        let (mut outgoing, sending) = OneShotBody::new(Arc::new(Wiped::new(*b"<xml/>")));
        assert_eq!(outgoing.size_hint().exact(), Some(6));
        assert_eq!(sending.taken(), None);
        assert_eq!(frame(&mut outgoing).unwrap().unwrap(), b"<xml/>");
        assert!(sending.taken().is_some());
        assert!(!sending.withdraw());
        assert!(outgoing.is_end_stream() && frame(&mut outgoing).is_none());
    }

    #[test]
    fn a_body_that_was_withdrawn_cannot_be_taken() {
        let (mut outgoing, sending) = OneShotBody::new(Arc::new(Wiped::new(*b"<xml/>")));
        assert!(sending.withdraw() && sending.withdraw());
        assert!(frame(&mut outgoing).unwrap().is_err());
    }
}
