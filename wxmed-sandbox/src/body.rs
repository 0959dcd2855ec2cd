//! Bodies of HTTP messages.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use tokio::time::timeout;
use wxmed::codec::xml::MAX_BODY;

/// The time-out for the next piece of a body.
pub(crate) const PAUSE_IN_BODY: Duration = Duration::from_secs(10);

/// Reads a body, truncated to slightly more than the maximum size of a message of the interface.
pub(crate) async fn read(body: Body) -> Option<Vec<u8>> {
    read_up_to(body, MAX_BODY).await
}

/// Reads a body and truncates it if it is larger than `most`. The rest is read and discarded, so that the sender can
/// read the response. `None` if the sender stalls.
pub(crate) async fn read_up_to(mut body: Body, most: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut frame = async || timeout(PAUSE_IN_BODY, poll_fn(|cx| Pin::new(&mut body).poll_frame(cx))).await.ok();
    while let Some(Ok(frame)) = frame().await? {
        if let Some(data) = frame.data_ref() {
            let room = (most + 1).saturating_sub(bytes.len());
            bytes.extend_from_slice(data.get(..room).unwrap_or(data));
        }
    }
    Some(bytes)
}
