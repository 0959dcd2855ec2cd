//! The errors of the control API.

use serde::Serialize;
use wxmed::Bilingual;

use super::json::{JSON, Texts, encoded};
use crate::http::HttpResponse;

/// A JSON response that browsers neither cache nor interpret as another type.
pub(super) fn json(status: u16, body: Vec<u8>) -> HttpResponse {
    let response = HttpResponse::of_type(status, JSON, body);
    response.with_header("x-content-type-options", "nosniff").with_header("cache-control", "no-store")
}

/// Why a call was rejected.
pub(super) struct ControlError {
    status: u16,
    text: Bilingual,
    /// An additional header that the status requires.
    header: Option<(&'static str, String)>,
}

impl ControlError {
    fn new(status: u16, text: Bilingual) -> Self {
        Self { status, text, header: None }
    }

    pub(super) fn bad_request(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(400, Bilingual::new(zh, en))
    }

    pub(super) fn not_found(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(404, Bilingual::new(zh, en))
    }

    pub(super) fn full(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(409, Bilingual::new(zh, en))
    }

    pub(super) fn too_large(most: usize) -> Self {
        let most = most >> 20;
        let text = Bilingual::new(format!("请求体超过 {most} MiB"), format!("the body is larger than {most} MiB"));
        Self::new(413, text)
    }

    pub(super) fn method(allowed: &[&str]) -> Self {
        let allowed = allowed.join(", ");
        let text = Bilingual::new(format!("此路径只支持：{allowed}"), format!("this path allows {allowed} only"));
        Self { header: Some(("allow", allowed)), ..Self::new(405, text) }
    }

    /// The request is from another website or for another host. The text has a line in each language.
    pub(super) fn foreign(text: &str) -> Self {
        let (zh, en) = text.trim_end().split_once('\n').unwrap_or((text, text));
        Self::new(403, Bilingual::new(zh, en))
    }

    pub(super) fn closed() -> Self {
        let text = Bilingual::of(
            "其他机器可以访问本沙箱，因此控制接口需要令牌：启动时加 --control-token TOKEN（作为库使用时：Settings::control_token），调用时带请求头 Authorization: Bearer TOKEN",
            "other machines can reach this sandbox, so the control API needs a token: start the sandbox with \
             --control-token TOKEN (in the library, Settings::control_token), and call with the header Authorization: \
             Bearer TOKEN",
        );
        Self::new(403, text)
    }

    pub(super) fn unauthorized() -> Self {
        let text = Bilingual::of(
            "缺少令牌或令牌不符：请带请求头 Authorization: Bearer TOKEN，TOKEN 为启动沙箱时 --control-token 的值",
            "the token is missing or wrong: send the header Authorization: Bearer TOKEN with the value of \
             --control-token",
        );
        Self { header: Some(("www-authenticate", "Bearer".to_owned())), ..Self::new(401, text) }
    }

    pub(super) fn response(self) -> HttpResponse {
        #[derive(Serialize)]
        struct Body<'a> {
            error: Texts<'a>,
        }
        let body = encoded(&Body { error: Texts::of(&self.text) });
        let response = json(self.status, body);
        match self.header {
            Some((name, value)) => response.with_header(name, value),
            None => response,
        }
    }
}
