//! Which errors are transient, and which prove that the request was not processed.
//!
//! The client's `RetryPolicy` decides how often, and `client/execute.rs` what happens next.

use super::ApiError;
#[cfg(feature = "client")]
use super::{CallErrorKind, Stage, TokenError, TransportErrorKind};
use wxmed_core::RetryAdvice;

impl ApiError {
    /// Whether the same call may succeed a moment later.
    pub(crate) fn is_transient(&self) -> bool {
        self.info.as_ref().is_some_and(|row| row.retry == RetryAdvice::Later)
    }
}

#[cfg(feature = "client")]
impl CallErrorKind {
    /// Whether the platform may have processed the request.
    pub(crate) fn may_have_been_done(&self) -> bool {
        match self {
            Self::Transport(cause) => cause.stage() == Stage::MaybeSent,
            Self::Status { status, .. } => !proves_not_processed(*status),
        }
    }

    /// Whether certainly no byte of the request was sent.
    pub(crate) fn never_left(&self) -> bool {
        matches!(self, Self::Transport(cause) if cause.stage() == Stage::NotSent)
    }

    /// Whether a retry may succeed.
    pub(crate) fn is_transient(&self) -> bool {
        match self {
            Self::Transport(cause) => cause.kind() != TransportErrorKind::Tls,
            Self::Status { status, .. } => matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504),
        }
    }
}

/// Whether a status proves that the request was rejected before it was processed.
///
/// Few statuses do. An interim status (101) or an unknown one proves nothing. A redirect may follow a request that was
/// processed, unless it asks to send the same request elsewhere (307, 308), and a response from a cache (304) is
/// unrelated to this request. A server that failed or timed out (5xx, 408, 499) may have forwarded the request, and
/// 406, 409, 410, 422, 424 and similar statuses come from a server that has inspected it.
#[cfg(feature = "client")]
fn proves_not_processed(status: u16) -> bool {
    matches!(
        status,
        307 | 308
            | 400
            | 401
            | 403..=405
            | 407
            | 411..=417
            | 421
            | 425
            | 426
            | 428
            | 429
            | 431
            | 451
    )
}

#[cfg(feature = "client")]
impl TokenError {
    /// Whether an immediate retry may succeed.
    pub(crate) fn is_transient(&self) -> bool {
        match self {
            Self::Unanswered(cause) => matches!(cause.kind(), TransportErrorKind::Connect | TransportErrorKind::Broken),
            Self::Status { status, .. } => *status >= 500,
            Self::Rejected(error) => error.is_transient(),
            _ => false,
        }
    }
}
