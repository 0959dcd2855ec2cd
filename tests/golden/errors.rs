// Made by `cargo xtask regen` from schema/specs/errors/*.yaml: do not edit.

/// 微信接口网关的返回码 · return codes of WeChat's gateway
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum GatewayError {
    /// `-1`: 系统繁忙 · the system is busy
    ///
    /// 稍后重试；挂号报备与发消息须先查明是否已经生效。 · Try again later; for a registration or a message, first find out whether it took effect.
    SystemBusy,
    /// `40001`: access_token 无效，或取 token 时 AppSecret 错误 · invalid access_token; from the token endpoint, a wrong AppSecret
    ///
    /// 换新的 token 重发一次；反复出现说明有别的进程在刷新同一 token，请共用 stable_token。取 token 时出现则核对 AppSecret，不要重试。 · Fetch a new token and send once more. If it keeps coming, another process refreshes the same token: share a stable_token. From the token endpoint, check the AppSecret and do not retry.
    InvalidCredential,
    /// `40013`: appid 无效 · invalid appid
    ///
    /// 核对 appid 的大小写与来源，不要把 sub_appid 当作 appid。 · Check the appid and its case; a sub_appid is not an appid.
    InvalidAppid,
    /// `40014`: 不合法的 access_token · the access_token is not a valid one
    ///
    /// 换新的 token 重发一次；token 可长达 512 个字符，检查保存时是否被截断。 · Fetch a new token and send once more; a token can have 512 characters, so see that none is cut off.
    InvalidAccessToken,
    /// `40125`: AppSecret 无效 · wrong AppSecret
    ///
    /// 到公众平台核对或重置 AppSecret；它不是商户平台的 API 密钥。 · Check or reset the AppSecret on the platform; it is not the API key of the merchant.
    InvalidAppSecret,
    /// `40164`: 调用方 IP 不在白名单 · the caller's IP address is not in the whitelist
    ///
    /// 把错误信息里的出口 IP 加入公众平台的 IP 白名单。 · Add the address that the message names to the IP whitelist on the platform.
    IpNotAllowed,
    /// `41001`: 缺少 access_token · no access_token
    ///
    /// 检查请求地址里是否带有 access_token 参数。 · See that the URL carries the parameter access_token.
    AccessTokenMissing,
    /// `42001`: access_token 已过期 · the access_token has expired
    ///
    /// 换新的 token 重发一次。 · Fetch a new token and send once more.
    AccessTokenExpired,
    /// `43002`: 需要 POST 请求 · the request must be a POST
    ///
    /// 用 POST 发送 XML；检查代理是否把请求改成了 GET。 · Send the XML by POST, and see that no proxy makes a GET of it.
    PostRequired,
    /// `45009`: 调用次数超过当日上限 · the day's quota is used up
    ///
    /// 次日恢复；减少重复调用，必要时到公众平台申请清零或提高限额。 · Wait for the next day, call less often, or have the quota reset or raised.
    QuotaExceeded,
    /// `45011`: 调用太频繁 · too many calls in a short time
    ///
    /// 放慢调用，稍后重试。 · Slow down, and try again later.
    TooFrequent,
    /// `48001`: 接口未获授权 · the account may not use this interface
    ///
    /// 确认公众号已认证并已开通微信医保支付的接口权限。 · See that the account is verified and that medical-insurance payment was opened for it.
    ApiUnauthorized,
}

impl ::wxmed::rt::ErrorCode for GatewayError {
    const ROWS: &'static [::wxmed::rt::ErrorRow] = &[
        ::wxmed::rt::ErrorRow::new(
            "-1",
            ("系统繁忙", "the system is busy"),
            ("稍后重试；挂号报备与发消息须先查明是否已经生效。", "Try again later; for a registration or a message, first find out whether it took effect."),
        ),
        ::wxmed::rt::ErrorRow::new(
                "40001",
                ("access_token 无效，或取 token 时 AppSecret 错误", "invalid access_token; from the token endpoint, a wrong AppSecret"),
                (
                    "换新的 token 重发一次；反复出现说明有别的进程在刷新同一 token，请共用 stable_token。取 token 时出现则核对 AppSecret，不要重试。",
                    "Fetch a new token and send once more. If it keeps coming, another process refreshes the same token: share a stable_token. From the token endpoint, check the AppSecret and do not retry.",
                ),
            )
            .cured_by_new_token(),
        ::wxmed::rt::ErrorRow::new(
            "40013",
            ("appid 无效", "invalid appid"),
            ("核对 appid 的大小写与来源，不要把 sub_appid 当作 appid。", "Check the appid and its case; a sub_appid is not an appid."),
        ),
        ::wxmed::rt::ErrorRow::new(
                "40014",
                ("不合法的 access_token", "the access_token is not a valid one"),
                (
                    "换新的 token 重发一次；token 可长达 512 个字符，检查保存时是否被截断。",
                    "Fetch a new token and send once more; a token can have 512 characters, so see that none is cut off.",
                ),
            )
            .cured_by_new_token(),
        ::wxmed::rt::ErrorRow::new(
            "40125",
            ("AppSecret 无效", "wrong AppSecret"),
            (
                "到公众平台核对或重置 AppSecret；它不是商户平台的 API 密钥。",
                "Check or reset the AppSecret on the platform; it is not the API key of the merchant.",
            ),
        ),
        ::wxmed::rt::ErrorRow::new(
            "40164",
            ("调用方 IP 不在白名单", "the caller's IP address is not in the whitelist"),
            ("把错误信息里的出口 IP 加入公众平台的 IP 白名单。", "Add the address that the message names to the IP whitelist on the platform."),
        ),
        ::wxmed::rt::ErrorRow::new(
            "41001",
            ("缺少 access_token", "no access_token"),
            ("检查请求地址里是否带有 access_token 参数。", "See that the URL carries the parameter access_token."),
        ),
        ::wxmed::rt::ErrorRow::new(
                "42001",
                ("access_token 已过期", "the access_token has expired"),
                ("换新的 token 重发一次。", "Fetch a new token and send once more."),
            )
            .cured_by_new_token(),
        ::wxmed::rt::ErrorRow::new(
            "43002",
            ("需要 POST 请求", "the request must be a POST"),
            ("用 POST 发送 XML；检查代理是否把请求改成了 GET。", "Send the XML by POST, and see that no proxy makes a GET of it."),
        ),
        ::wxmed::rt::ErrorRow::new(
            "45009",
            ("调用次数超过当日上限", "the day's quota is used up"),
            ("次日恢复；减少重复调用，必要时到公众平台申请清零或提高限额。", "Wait for the next day, call less often, or have the quota reset or raised."),
        ),
        ::wxmed::rt::ErrorRow::new("45011", ("调用太频繁", "too many calls in a short time"), ("放慢调用，稍后重试。", "Slow down, and try again later.")),
        ::wxmed::rt::ErrorRow::new(
            "48001",
            ("接口未获授权", "the account may not use this interface"),
            ("确认公众号已认证并已开通微信医保支付的接口权限。", "See that the account is verified and that medical-insurance payment was opened for it."),
        ),
    ];

    const ALL: &'static [Self] = &[
        Self::SystemBusy,
        Self::InvalidCredential,
        Self::InvalidAppid,
        Self::InvalidAccessToken,
        Self::InvalidAppSecret,
        Self::IpNotAllowed,
        Self::AccessTokenMissing,
        Self::AccessTokenExpired,
        Self::PostRequired,
        Self::QuotaExceeded,
        Self::TooFrequent,
        Self::ApiUnauthorized,
    ];

    fn index(self) -> ::core::primitive::usize {
        self as ::core::primitive::usize
    }
}

/// return_msg 的开头 · beginnings of return_msg
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum ProtocolError {
    /// `签名失败`: 签名失败 · the signature is wrong
    ///
    /// 依次检查：值 0 也要参与签名；对原文而不是对 CDATA 或转义后的文本签名；用商户的 API 密钥而不是 AppSecret；appid 与 sub_appid 没有填反；Content-Type 带 charset=utf-8；值的首尾没有空白。 · Check in this order: the value 0 is signed too; the raw text is signed, not its CDATA or escaped form; the key is the merchant's API key, not the AppSecret; appid and sub_appid are not mixed up; Content-Type says charset=utf-8; no value has white space at an end.
    SignatureFailed,
    /// `参数格式校验错误`: 参数格式校验错误 · a parameter has the wrong format
    ///
    /// 后面的文字（如 cash_fee is needed）常指明字段，但也可能什么都不说；按字段表在本地逐项校验，并记下 rid。 · What follows, such as cash_fee is needed, often names the field and sometimes nothing: validate each field locally against its table, and note the rid.
    BadParameter,
}

impl ::wxmed::rt::ErrorCode for ProtocolError {
    const ROWS: &'static [::wxmed::rt::ErrorRow] = &[
        ::wxmed::rt::ErrorRow::new(
            "签名失败",
            ("签名失败", "the signature is wrong"),
            (
                "依次检查：值 0 也要参与签名；对原文而不是对 CDATA 或转义后的文本签名；用商户的 API 密钥而不是 AppSecret；appid 与 sub_appid 没有填反；Content-Type 带 charset=utf-8；值的首尾没有空白。",
                "Check in this order: the value 0 is signed too; the raw text is signed, not its CDATA or escaped form; the key is the merchant's API key, not the AppSecret; appid and sub_appid are not mixed up; Content-Type says charset=utf-8; no value has white space at an end.",
            ),
        ),
        ::wxmed::rt::ErrorRow::new(
            "参数格式校验错误",
            ("参数格式校验错误", "a parameter has the wrong format"),
            (
                "后面的文字（如 cash_fee is needed）常指明字段，但也可能什么都不说；按字段表在本地逐项校验，并记下 rid。",
                "What follows, such as cash_fee is needed, often names the field and sometimes nothing: validate each field locally against its table, and note the rid.",
            ),
        ),
    ];

    const ALL: &'static [Self] = &[Self::SignatureFailed, Self::BadParameter];

    fn index(self) -> ::core::primitive::usize {
        self as ::core::primitive::usize
    }
}
