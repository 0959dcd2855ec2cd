//! After which errors a call may be made again: what is transient, and what proves that nothing was done.
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
    /// Whether the platform may have done what it was asked for.
    pub(crate) fn may_have_been_done(&self) -> bool {
        match self {
            Self::Transport(cause) => cause.stage() == Stage::MaybeSent,
            Self::Status { status, .. } => !proves_that_nothing_was_done(*status),
        }
    }

    /// Whether not a byte of it can have left.
    pub(crate) fn never_left(&self) -> bool {
        matches!(self, Self::Transport(cause) if cause.stage() == Stage::NotSent)
    }

    /// Whether it may go better the next time.
    pub(crate) fn is_transient(&self) -> bool {
        match self {
            Self::Transport(cause) => cause.kind() != TransportErrorKind::Tls,
            Self::Status { status, .. } => matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504),
        }
    }
}

/// Whether a status says that the request was refused as it came in, so that nothing of it was done.
///
/// That is for few to say. An interim status (101) or one that is nothing of HTTP explains nothing. A redirect is what
/// follows a request that was done, unless it says to send the same request elsewhere (307, 308); a response from a cache
/// (304) has nothing to do with this request. A server that failed or waited too long (5xx, 408, 499) may have passed it
/// on, and 406, 409, 410, 422, 424 and their like come from something that looked into it.
#[cfg(feature = "client")]
fn proves_that_nothing_was_done(status: u16) -> bool {
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
    /// Whether asking again may help, and not only later.
    pub(crate) fn is_transient(&self) -> bool {
        match self {
            Self::Unanswered(cause) => matches!(cause.kind(), TransportErrorKind::Connect | TransportErrorKind::Broken),
            Self::Status { status, .. } => *status >= 500,
            Self::Refused(refusal) => refusal.is_transient(),
            _ => false,
        }
    }
}
