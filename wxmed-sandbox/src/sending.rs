//! Sends responses as stubs require, and records how long clients wait for them.

use std::future::pending;
use std::time::Instant;

use crate::faulty_stream::Cutter;
use crate::http::{Delivery, HttpResponse, Reply};
use crate::shared::Shared;
use crate::wait::{Wait, WaitEnd};

/// Records the end of a wait when it is dropped. The server drops it together with the call's future if the client
/// closes the connection.
struct Waiting {
    shared: Shared,
    number: usize,
    start: Instant,
    ended_by: WaitEnd,
}

impl Waiting {
    /// Ends the wait, because the response is sent now, or as much of it as the stub allows.
    fn end(mut self, delivery: Delivery) {
        self.ended_by = WaitEnd::of(delivery);
    }
}

/// Waits as long as the stub requires, and lets the connection be cut as it requires. Returns the response to send.
/// The call has this number, and was received at this time.
pub(crate) async fn until_sent(
    reply: Reply,
    shared: &Shared,
    (number, start): (usize, Instant),
    cutter: &Cutter,
) -> HttpResponse {
    let begin = || Waiting { shared: shared.clone(), number, start, ended_by: WaitEnd::Client };
    let waiting = reply.is_awaited().then(begin);
    if !reply.delay.is_zero() {
        tokio::time::sleep(reply.delay).await;
    }
    match reply.delivery {
        Delivery::Whole => {}
        Delivery::Never => pending().await,
        Delivery::CutBeforeHead => cutter.cut(),
        Delivery::CutInBody => cutter.cut_in_body(reply.response.body.len() / 2),
    }
    if let Some(waiting) = waiting {
        waiting.end(reply.delivery);
    }
    reply.response
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let wait = Wait { ended_by: self.ended_by, elapsed: self.start.elapsed() };
        self.shared.lock().end_wait(self.number, wait);
        self.shared.wake();
    }
}
