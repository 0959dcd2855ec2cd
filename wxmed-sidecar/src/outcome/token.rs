//! Advice for calls that failed because there is no valid access token.

use wxmed::{Bilingual, RetryAdvice, TokenError, TokenFetchError, TransportErrorKind};

/// Whether the same call may succeed later without a change of the configuration or the account.
pub(super) fn is_passing(failure: &TokenFetchError) -> bool {
    match &failure.cause {
        TokenError::Unanswered(cause) => cause.kind() != TransportErrorKind::Tls,
        TokenError::Status { status, .. } => matches!(status, 408 | 425 | 429 | 500..),
        TokenError::Rejected(rejection) => rejection.info.as_ref().is_some_and(|info| info.retry == RetryAdvice::Later),
        TokenError::RefreshBudgetExhausted | TokenError::TimedOut | TokenError::Other(_) => true,
        // The others need a change, and so may variants that a later version adds.
        _ => false,
    }
}

/// What to do about the cause. The specs' remedy for a rejected token isn't used: it is meant for programs that fetch
/// tokens, and callers of the sidecar don't.
pub(super) fn remedy(failure: &TokenFetchError) -> Bilingual {
    match &failure.cause {
        TokenError::Rejected(rejection) => match &rejection.info {
            Some(info) if !info.refreshes_token => info.remedy.clone(),
            Some(_) => APP_SECRET,
            None => ACCOUNT,
        },
        TokenError::Unanswered(cause) if cause.kind() == TransportErrorKind::Tls => Bilingual::of(
            "请检查通往平台的代理，以及配置中 [platform] 的根证书",
            "check the proxy on the way to the platform, and the root certificates in [platform] of the configuration",
        ),
        TokenError::Unanswered(_) | TokenError::Status { .. } | TokenError::TimedOut => Bilingual::of(
            "请稍后以同一请求重试；若一直如此，请检查网络出口、代理与配置中 [platform] 的 host",
            "send the same request again a moment later; if it keeps happening, check the network, the proxy, and `host` in \
             [platform] of the configuration",
        ),
        TokenError::RefreshBudgetExhausted => Bilingual::of(
            "请在 30 秒后以同一请求重试；若一直如此，有其他程序在刷新同一 access_token：请改用 stable，或用 redis、command 共用",
            "send the same request again after 30 seconds; if it keeps happening, another program refreshes the access token: \
             use `stable`, or share the token by `redis` or `command`",
        ),
        TokenError::StillRejected => Bilingual::of(
            "请核对配置中的 appid 与 AppSecret 属于同一账号，并确认没有其他程序在刷新 access_token",
            "check that the appid and the AppSecret in the configuration belong together, and that no other program refreshes \
             the access token",
        ),
        TokenError::Malformed { .. } | TokenError::InvalidToken { raw: Some(_), .. } => {
            Bilingual::of("请检查通往平台的代理", "check the proxy on the way to the platform")
        }
        TokenError::InvalidToken { raw: None, .. } | TokenError::NotRefreshable => Bilingual::of(
            "请检查配置中 command 所指的程序：它应打印一个新的、有效的 access_token",
            "check the program in `command` of the configuration: it must print a new and valid access token",
        ),
        TokenError::Other(_) => Bilingual::of(
            "请稍后以同一请求重试；若一直如此，请检查配置中 command 所指的程序",
            "send the same request again a moment later; if it keeps happening, check the program in `command` of the \
             configuration",
        ),
        _ => ACCOUNT,
    }
}

const APP_SECRET: Bilingual = Bilingual::of(
    "请核对配置中的 AppSecret；它不是商户平台的 API 密钥",
    "check the AppSecret in the configuration; it is not the API key of the merchant",
);

const ACCOUNT: Bilingual = Bilingual::of(
    "请核对 AppSecret 与 IP 白名单，并确认没有其他程序在刷新 access_token",
    "check the AppSecret and the account's IP whitelist, and that no other program refreshes the access token",
);
