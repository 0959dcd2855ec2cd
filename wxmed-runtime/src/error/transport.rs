use std::fmt;
use std::time::Duration;

use wxmed_core::Bilingual;

use crate::signed_xml::raw_response::RawResponse;
use crate::signed_xml::shorten::shortened;

/// Why no complete response was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransportError {
    stage: Stage,
    kind: TransportErrorKind,
    reason: Bilingual,
    status: Option<u16>,
    retry_after: Option<Duration>,
    partial: Option<RawResponse>,
}

/// How far a request had got when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Nothing of the request has reached the platform.
    NotSent,
    /// Some or all of the request may have reached the platform.
    MaybeSent,
}

/// The kind of a [`TransportError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The host name could not be resolved.
    Name,
    /// The connection could not be established.
    Connect,
    /// The host's certificate is not valid, or it doesn't support a secure version of TLS.
    Tls,
    /// The request timed out.
    Timeout,
    /// The connection was closed before the response was complete.
    Broken,
}

impl TransportError {
    /// Creates an error. The reason is logged and must contain neither the URL's query nor a body.
    pub fn new(stage: Stage, kind: TransportErrorKind, reason: impl AsRef<str>) -> Self {
        let reason = shortened(reason.as_ref(), 200);
        let reason = Bilingual::new(reason.clone(), reason);
        Self { stage, kind, reason, status: None, retry_after: None, partial: None }
    }

    /// Adds the HTTP status of a response that had begun.
    pub fn with_status(self, status: u16) -> Self {
        Self { status: Some(status), ..self }
    }

    /// Adds the platform's `Retry-After`, if it was received before the response was cut off.
    pub fn with_retry_after(self, wait: Duration) -> Self {
        Self { retry_after: Some(wait), ..self }
    }

    /// Adds the part of the response's body that was received.
    pub fn with_partial(self, received: impl Into<RawResponse>) -> Self {
        Self { partial: Some(received.into()), ..self }
    }

    /// How far the request had got.
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// The kind of error.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// The HTTP status, if the response had begun.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// The platform's `Retry-After`, if it was received.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// The part of the response's body that was received, if any.
    pub fn partial(&self) -> Option<&RawResponse> {
        self.partial.as_ref()
    }

    /// An error for a response that did not begin in time.
    #[cfg(any(feature = "https", feature = "testing"))]
    pub(crate) fn not_begun(stage: Stage) -> Self {
        Self::timeout(stage, Bilingual::of("未开始收到应答", "the response did not begin"))
    }

    #[cfg(feature = "client")]
    pub(crate) fn timeout(stage: Stage, reason: Bilingual) -> Self {
        Self { stage, kind: TransportErrorKind::Timeout, reason, status: None, retry_after: None, partial: None }
    }
}

impl TransportErrorKind {
    fn text(self) -> Bilingual {
        match self {
            Self::Name => {
                Bilingual::of("找不到主机，请检查 DNS 与主机名", "the host was not found: check DNS and the host name")
            }
            Self::Connect => Bilingual::of(
                "无法连接，请检查网络、防火墙与代理",
                "the connection failed: check the network, the firewall and the proxy",
            ),
            Self::Tls => Bilingual::of(
                "TLS 握手失败，请检查系统时间、主机名与根证书",
                "the TLS handshake failed: check the clock, the host name and the root certificates",
            ),
            Self::Timeout => Bilingual::of("超时", "timed out"),
            Self::Broken => Bilingual::of(
                "应答尚未接收完整，连接已断开",
                "the connection was closed before the response was complete",
            ),
        }
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.kind.text();
        match (f.alternate(), self.status) {
            (true, None) => f.write_str(&message.zh)?,
            (true, Some(status)) => write!(f, "{}，已收到 HTTP {status}", message.zh)?,
            (false, None) => f.write_str(&message.en)?,
            (false, Some(status)) => write!(f, "{}, after HTTP {status}", message.en)?,
        }
        match (f.alternate(), self.reason.en.is_empty()) {
            (_, true) => Ok(()),
            (true, false) => write!(f, "（{}）", self.reason.zh),
            (false, false) => write!(f, " ({})", self.reason.en),
        }
    }
}

impl std::error::Error for TransportError {}
