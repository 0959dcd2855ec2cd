//! The parts of an error response: its status, whether something was sent, and what to do.

use wxmed::{Bilingual, CallError, CallErrorKind, Error, Outcome, RetryAdvice, Stage};

use super::settling::{self, CHECK_ALONE};
use super::{Repetition, token};

/// A fixed identifier of the error's kind.
pub(super) fn kind(error: &Error) -> &'static str {
    match error {
        Error::Encode(_) => "violations",
        Error::Random(_) | Error::NoMerchant | Error::NoRuntime | Error::Forked => "internal",
        error => error.kind(),
    }
}

/// The HTTP status.
pub(super) fn status(error: &Error) -> u16 {
    match error {
        Error::Business(_) => 200,
        Error::Invalid(_) | Error::Encode(_) => 422,
        Error::UnknownOperation(_) => 404,
        Error::Gateway(_) | Error::Protocol(_) | Error::Signature(_) | Error::Malformed(_) | Error::Token(_) => 502,
        Error::Unanswered(_) | Error::OutcomeUnknown(_) => 504,
        // Random, NoMerchant, NoRuntime, Forked, and variants that a later version adds.
        _ => 500,
    }
}

/// Whether any part of the request may have reached the platform.
pub(super) fn is_sent(error: &Error) -> bool {
    match error {
        Error::Gateway(_)
        | Error::Protocol(_)
        | Error::Business(_)
        | Error::Signature(_)
        | Error::Malformed(_)
        | Error::OutcomeUnknown(_) => true,
        // The request was sent with the token that the platform rejected.
        Error::Token(failure) => failure.api_error.is_some(),
        Error::Unanswered(failure) => is_unanswered_sent(failure),
        _ => false,
    }
}

fn is_unanswered_sent(failure: &CallError) -> bool {
    match &failure.cause {
        CallErrorKind::Transport(cause) => cause.stage() == Stage::MaybeSent || failure.attempts > 1,
        _ => true,
    }
}

/// When the same call may be made again.
pub(super) fn retry(error: &Error) -> &'static str {
    if let Error::Token(failure) = error {
        return if token::is_passing(failure) { "later" } else { "after-fix" };
    }
    let info = error.api_error().and_then(|api_error| api_error.info.as_ref());
    match (error.outcome(), info.map(|info| info.retry)) {
        (Outcome::Unknown, _) => "no",
        (Outcome::NothingDone, Some(RetryAdvice::Later)) => "later",
        (Outcome::NothingDone, Some(RetryAdvice::AfterFix)) => "after-fix",
        (Outcome::NothingDone, None) if matches!(error, Error::Unanswered(_)) => "later",
        (Outcome::NothingDone, None) => "after-fix",
    }
}

/// What to do: the remedy in the specs for the platform's code, or a remedy for the kind of the error.
pub(super) fn remedy(error: &Error, repetition: Repetition<'_>) -> Bilingual {
    let check_first = match repetition {
        Repetition::HeldBack(key) => settling::remedy(key),
        Repetition::Sent => CHECK_ALONE,
    };
    let info = match error {
        Error::Token(_) => None,
        error => error.api_error().and_then(|api_error| api_error.info.as_ref()),
    };
    match (error.outcome(), info) {
        // The advice to retry doesn't apply until the outcome is known.
        (Outcome::Unknown, Some(info)) if info.retry != RetryAdvice::Later => both(&info.remedy, &check_first),
        (Outcome::Unknown, _) => check_first,
        (Outcome::NothingDone, Some(info)) => info.remedy.clone(),
        (Outcome::NothingDone, None) => of_kind(error),
    }
}

fn both(first: &Bilingual, then: &Bilingual) -> Bilingual {
    Bilingual::new(
        format!("{}；{}", first.zh.trim_end_matches('。'), then.zh),
        format!("{} {}", first.en, capitalised(&then.en)),
    )
}

/// Capitalises a text, for use as a sentence.
fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(rest).collect()
}

fn of_kind(error: &Error) -> Bilingual {
    match error {
        Error::Invalid(_) | Error::Encode(_) => Bilingual::of("请改正后重发", "correct the request and send it again"),
        Error::Gateway(_) | Error::Protocol(_) | Error::Business(_) => Bilingual::of(
            "规格中没有此错误码：请按平台返回的信息处理，必要时把 rid 提供给平台",
            "the specs don't list this code: follow the platform's message, and give its support the rid if needed",
        ),
        Error::Signature(_) => Bilingual::of(
            "请核对商户的 API 密钥，并检查与平台之间的代理",
            "check the merchant's API key, and the proxy on the way to the platform",
        ),
        Error::Malformed(_) => Bilingual::of(
            "请检查与平台之间的代理；原文在审计文件中（如已开启）",
            "check the proxy on the way to the platform; the raw response is in the audit file if that was asked for",
        ),
        Error::Token(failure) => token::remedy(failure),
        Error::Unanswered(_) => Bilingual::of(
            "没有改变任何数据，请稍后重试；若一直如此，请检查网络出口",
            "nothing was changed: try again a moment later, and check the network if it keeps happening",
        ),
        Error::UnknownOperation(_) => {
            Bilingual::of("全部接口见 GET /v1/operations", "GET /v1/operations lists all operations")
        }
        // OutcomeUnknown is handled above; the others are failures of the machine or of the configuration.
        _ => Bilingual::of("请查看本服务的日志", "look into the log of this server"),
    }
}
