//! The problems that can occur, and their HTTP statuses.

use std::fmt;

use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use tokio::task::JoinError;
use wxmed::{Bilingual, Error, Violations};

use super::store::StoreError;

pub(crate) enum Problem {
    /// The body isn't the expected JSON.
    Json(JsonRejection),
    /// Fields break their rules. Nothing was sent.
    Violations(Violations),
    CardNotBound {
        bind_url: String,
    },
    /// Another form has this order number.
    OrderNumberTaken,
    /// The same, and that order may be registered: under another number, the patient might be registered twice.
    OrderNumberUnsettled,
    NoSuchOrder,
    /// A payment was reported for an order that isn't registered.
    NotRegistered,
    /// Only an unknown outcome can be settled.
    NotUnknown,
    /// The platform has not executed the request.
    Platform(Error),
    Store(StoreError),
    /// A task panicked, or the runtime is shutting down.
    Task(JoinError),
    Metrics(fmt::Error),
}

impl Problem {
    /// A fixed identifier, for programs.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Json(_) => "json",
            Self::Violations(_) => "violations",
            Self::CardNotBound { .. } => "card-not-bound",
            Self::OrderNumberTaken => "order-number-taken",
            Self::OrderNumberUnsettled => "order-number-unsettled",
            Self::NoSuchOrder => "no-such-order",
            Self::NotRegistered => "not-registered",
            Self::NotUnknown => "not-unknown",
            Self::Platform(error) => error.kind(),
            Self::Store(_) | Self::Task(_) | Self::Metrics(_) => "internal",
        }
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Json(rejection) => rejection.status(),
            Self::Violations(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::CardNotBound { .. }
            | Self::OrderNumberTaken
            | Self::OrderNumberUnsettled
            | Self::NotRegistered
            | Self::NotUnknown => StatusCode::CONFLICT,
            Self::NoSuchOrder => StatusCode::NOT_FOUND,
            Self::Platform(error) => status(error),
            Self::Store(_) | Self::Task(_) | Self::Metrics(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A message for people. An internal problem is in the log, not here.
    pub(crate) fn message(&self) -> Bilingual {
        match self {
            Self::Json(rejection) => {
                let cause = rejection.body_text();
                Bilingual::new(format!("请求体有误：{cause}"), cause)
            }
            Self::Violations(_) => {
                Bilingual::of("请更正以下各项；尚未发送任何请求", "correct these fields; nothing was sent")
            }
            Self::CardNotBound { .. } => {
                Bilingual::of("请先绑定医保卡", "open the link to bind an insurance card, then try again")
            }
            Self::OrderNumberTaken => Bilingual::of(
                "该订单号已用于另一份挂号单，请换一个订单号",
                "another registration has this order number: use another number",
            ),
            Self::OrderNumberUnsettled => Bilingual::of(
                "该订单号已用于另一份挂号单，其结果尚未明确；请等待核对，在此之前请勿换订单号重新挂号",
                "another registration has this order number, and its outcome is not known yet: wait until it is settled, \
                 and don't register under another number before",
            ),
            Self::NoSuchOrder => Bilingual::of("没有这个订单", "there is no such order"),
            Self::NotRegistered => Bilingual::of("订单尚未报备成功", "the order is not registered"),
            Self::NotUnknown => Bilingual::of("结果已明确，无需核对", "the outcome is not unknown: nothing to settle"),
            Self::Platform(error) => Bilingual::new(format!("{error:#}"), error.to_string()),
            Self::Store(_) | Self::Task(_) | Self::Metrics(_) => {
                Bilingual::of("内部错误，请稍后再试", "internal error: try again later")
            }
        }
    }
}

fn status(error: &Error) -> StatusCode {
    match error {
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        // The platform is busy.
        _ if error.is_transient() => StatusCode::SERVICE_UNAVAILABLE,
        // The platform understood the request, and refused it for a reason that the patient can change.
        Error::Business(_) => StatusCode::CONFLICT,
        // For the operator of this service: credentials, the IP whitelist.
        Error::Token(_) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Gateway(_) | Error::Protocol(_) | Error::Signature(_) | Error::Malformed(_) => StatusCode::BAD_GATEWAY,
        Error::Unanswered(_) | Error::OutcomeUnknown(_) => StatusCode::GATEWAY_TIMEOUT,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self::Platform(error)
    }
}

impl From<Violations> for Problem {
    fn from(violations: Violations) -> Self {
        Self::Violations(violations)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
