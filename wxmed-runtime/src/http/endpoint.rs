use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};
use wxmed_core::Bilingual;

use super::{Host, HttpRequest, HttpResponse, Method, Timeouts, Transport, Url};
use crate::error::{Stage, TransportError};
use crate::signed_xml::wiped::Wiped;

/// The time by which an operation must have ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline(Instant);

/// The limit that is used if the clock can't represent the real one.
const EVER: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// The extra time for a transport that enforces the time-out itself, to report how far it got and what it has received.
const REPORT_GRACE: Duration = Duration::from_millis(50);

impl Deadline {
    pub(crate) fn after(limit: Duration) -> Self {
        Self::since(Instant::now(), limit)
    }

    /// The deadline for a limit that starts at this time.
    pub(crate) fn since(begin: Instant, limit: Duration) -> Self {
        Self(begin.checked_add(limit).unwrap_or_else(|| begin + EVER))
    }

    /// The earlier of two deadlines.
    #[cfg(feature = "https")]
    pub(crate) fn or_sooner(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }

    /// A deadline that is later by this duration.
    pub(crate) fn later(self, by: Duration) -> Self {
        Self(self.0.checked_add(by).unwrap_or(self.0))
    }

    /// The time left; zero after the deadline.
    pub(crate) fn left(self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }

    pub(crate) fn instant(self) -> Instant {
        self.0
    }
}

/// A request, without the host and the time-outs, which the endpoint adds.
pub(crate) struct RequestParts<'a> {
    pub(crate) method: Method,
    pub(crate) path: &'a str,
    pub(crate) query: &'a [(&'static str, &'a str)],
    pub(crate) content_type: Option<&'static str>,
    pub(crate) body: &'a [u8],
}

const NO_TIME: Bilingual = Bilingual::of("调用的总超时已到，请求未发出", "no time was left to send the request");
const NOT_ENDED: Bilingual = Bilingual::of("应答未接收完整", "the response did not complete");

/// A transport and the host that it sends requests to.
pub(crate) struct HttpEndpoint {
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) host: Host,
    pub(crate) limits: Timeouts,
}

impl HttpEndpoint {
    /// Sends one request. Enforces the deadline, because the transport may not.
    pub(crate) async fn send(
        &self,
        parts: &RequestParts<'_>,
        deadline: Deadline,
    ) -> Result<HttpResponse, TransportError> {
        let total = deadline.left();
        if total.is_zero() {
            return Err(TransportError::timeout(Stage::NotSent, NO_TIME));
        }
        let request = HttpRequest {
            method: parts.method,
            url: Url::new(&self.host, parts.path, parts.query),
            content_type: parts.content_type,
            body: Arc::new(Wiped::new(parts.body)),
            limits: Timeouts { total, ..self.limits },
        };
        let sent = timeout_at(deadline.later(REPORT_GRACE).instant(), self.transport.send(&request)).await;
        sent.unwrap_or_else(|_| Err(TransportError::timeout(Stage::MaybeSent, NOT_ENDED)))
    }
}
