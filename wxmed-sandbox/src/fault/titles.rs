//! The titles of faults.

use std::time::Duration;

use wxmed::Bilingual;

use crate::rejection::BAD_SIGNATURE;
use crate::settings::TokenErrors;
use crate::stubs::StubResponse;

pub(crate) const TOKEN_EXPIRED: Bilingual = Bilingual::of("token 过期（网关 JSON）", "Token expired (gateway's JSON)");
pub(crate) const TOKEN_EXPIRED_XML: Bilingual = Bilingual::of("token 过期（XML）", "Token expired (XML)");
pub(crate) const WRONG_SIGNATURE: Bilingual = Bilingual::of("签名失败", "Wrong signature");
pub(crate) const FORGED: Bilingual = Bilingual::of("伪造签名的应答", "Forged response");
pub(crate) const FORGED_FAILURE: Bilingual = Bilingual::of("伪造的失败应答", "Forged failure");
pub(crate) const UNSIGNED: Bilingual = Bilingual::of("应答没有签名", "Unsigned response");
pub(crate) const NO_RESPONSE: Bilingual = Bilingual::of("没有应答", "No response");
pub(crate) const CUT_IN_BODY: Bilingual = Bilingual::of("应答中断", "Cut in the body");
pub(crate) const DONE_BUT_LOST: Bilingual = Bilingual::of("已执行而应答丢失", "Done, but the response is lost");
pub(crate) const DONE_BUT_502: Bilingual = Bilingual::of("已执行而应答是 502", "Done, but the response is a 502");
pub(crate) const DONE_BUT_HTML: Bilingual =
    Bilingual::of("已执行而应答是 HTML 页面", "Done, but the response is an HTML page");
pub(crate) const HTML_PAGE: Bilingual = Bilingual::of("HTML 页面", "HTML page");
pub(crate) const SERVER_ERROR: Bilingual = Bilingual::of("502 错误", "502 error");
pub(crate) const SYSTEM_BUSY: Bilingual = Bilingual::of("系统繁忙", "System busy");
pub(crate) const SLOW: Bilingual = Bilingual::of("应答慢（5 秒）", "Slow response (5 s)");
pub(crate) const GZIP: Bilingual = Bilingual::of("未请求的 gzip", "Gzip that wasn't requested");

/// The code for an expired token.
pub(crate) const EXPIRED: u32 = 42001;
/// The delay of the preset “slow”.
pub(crate) const SLOW_MS: u64 = 5000;

/// The title of a stub's fault. It is the preset's title if the stub is one of the presets.
pub(crate) fn title(response: &StubResponse, delay: Duration) -> Bilingual {
    match response {
        StubResponse::AsUsual if delay == Duration::from_millis(SLOW_MS) => SLOW,
        StubResponse::AsUsual if delay > Duration::ZERO => Bilingual::of("应答慢", "Slow response"),
        StubResponse::AsUsual => Bilingual::of("照常应答", "Usual response"),
        StubResponse::TokenRejected { shape, code: EXPIRED } => match shape {
            TokenErrors::Gateway => TOKEN_EXPIRED,
            TokenErrors::Envelope => TOKEN_EXPIRED_XML,
        },
        StubResponse::TokenRejected { code, .. } => {
            Bilingual::new(format!("token 被拒（{code}）"), format!("Token refused ({code})"))
        }
        StubResponse::Protocol { message } if message == BAD_SIGNATURE => WRONG_SIGNATURE,
        StubResponse::Protocol { .. } => {
            Bilingual::of("协议错误（return_code FAIL）", "Protocol error (return_code FAIL)")
        }
        StubResponse::Business { code, .. } => {
            Bilingual::new(format!("业务错误 {code}"), format!("Business error {code}"))
        }
        StubResponse::Forged => FORGED,
        StubResponse::ForgedFailure => FORGED_FAILURE,
        StubResponse::Unsigned => UNSIGNED,
        StubResponse::Fields(_) => Bilingual::of("字段被替换", "Fields replaced"),
        StubResponse::Gateway { code: -1, .. } => SYSTEM_BUSY,
        StubResponse::Gateway { code, .. } => {
            Bilingual::new(format!("网关错误 {code}"), format!("Gateway error {code}"))
        }
        StubResponse::Envelope(_) => Bilingual::of("指定的 XML", "Given XML"),
        StubResponse::Hang => NO_RESPONSE,
        StubResponse::DropBeforeHead => DONE_BUT_LOST,
        StubResponse::DropInBody => CUT_IN_BODY,
        StubResponse::Status { code, .. } => of_status(*code),
        StubResponse::Body(_) => of_status(200),
        StubResponse::Http(http) if http.status < 400 && http.is_html() => HTML_PAGE,
        StubResponse::Http(http) => of_status(http.status),
        StubResponse::ExecutedThen(http) if http.status < 400 && http.is_html() => DONE_BUT_HTML,
        StubResponse::ExecutedThen(http) => done_but(http.status),
        StubResponse::Gzip => GZIP,
    }
}

fn of_status(status: u16) -> Bilingual {
    match status {
        502 => SERVER_ERROR,
        400.. => Bilingual::new(format!("{status} 错误"), format!("{status} error")),
        _ => Bilingual::of("指定的 HTTP 应答", "Given HTTP response"),
    }
}

fn done_but(status: u16) -> Bilingual {
    match status {
        502 => DONE_BUT_502,
        400.. => Bilingual::new(format!("已执行而应答是 {status}"), format!("Done, but the response is a {status}")),
        _ => Bilingual::of("已执行而应答被替换", "Done, but with another HTTP response"),
    }
}
