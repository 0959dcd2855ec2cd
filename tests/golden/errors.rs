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
                (
                    "稍后重试；挂号报备与发消息须先查明是否已经生效。",
                    "Try again later; for a registration or a message, first find out whether it took effect.",
                ),
            )
            .perhaps_done(),
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

/// 获取 access_token 的返回码 · return codes of the endpoints that give access tokens
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum TokenEndpointError {
    /// `-1`: 系统繁忙 · the system is busy
    ///
    /// 稍候再取，逐次加长间隔。 · Wait a moment and ask again, a little longer each time.
    SystemBusy,
    /// `40001`: AppSecret 不对，或不属于这个 appid · the AppSecret is wrong, or another appid's
    ///
    /// 不要重试，重试不会成功。核对 AppSecret；重置过就换上新的；它不是商户平台的 API 密钥。 · Do not retry: it cannot succeed. Check the AppSecret, take the new one if it was reset, and do not mistake the merchant's API key for it.
    WrongAppSecret,
    /// `40002`: grant_type 不对 · wrong grant_type
    ///
    /// grant_type 只能是 client_credential。 · The grant_type is client_credential and nothing else.
    InvalidGrantType,
    /// `40013`: appid 无效 · invalid appid
    ///
    /// 核对 appid 的大小写与来源，不要把 sub_appid 当作 appid。 · Check the appid and its case; a sub_appid is not an appid.
    InvalidAppid,
    /// `40125`: AppSecret 无效 · the AppSecret is not a valid one
    ///
    /// 不要重试。到公众平台核对 AppSecret，必要时重置；看看保存时是否多了空白或少了字符。 · Do not retry. Check the AppSecret on the platform, reset it if need be, and see that none of it was cut off and no white space was added.
    InvalidAppSecret,
    /// `40164`: 调用方 IP 不在白名单 · the caller's IP address is not in the whitelist
    ///
    /// 把错误信息里的出口 IP 加入公众平台的 IP 白名单，几分钟后再取。 · Add the address that the message names to the IP whitelist on the platform, and ask again some minutes later.
    IpNotAllowed,
    /// `41002`: 缺少 appid · no appid
    ///
    /// 检查参数 appid 是否发出，名称与值是否都在。 · See that the parameter appid is sent, with its value.
    AppidMissing,
    /// `41004`: 缺少 secret · no secret
    ///
    /// 检查参数 secret 是否发出；配置为空时也会这样。 · See that the parameter secret is sent; an empty setting looks like this too.
    AppSecretMissing,
    /// `43002`: 需要 POST 请求 · the request must be a POST
    ///
    /// stable_token 只收 POST 的 JSON；检查代理是否把请求改成了 GET。 · stable_token takes JSON by POST only; see that no proxy makes a GET of it.
    PostRequired,
    /// `45009`: 当日获取次数用完 · the day's quota of tokens is used up
    ///
    /// 次日恢复。一个 token 可用约两小时，取来应由各进程共用；stable_token 的强制刷新每天只有 20 次。 · Wait for the next day. A token is good for about two hours: keep it and share it. stable_token can be forced to renew 20 times a day only.
    QuotaExceeded,
    /// `45011`: 获取太频繁 · tokens are asked for too often
    ///
    /// 放慢并稍后再取；stable_token 的强制刷新须相隔 30 秒。 · Slow down, and ask again later; forced renewals of a stable_token are 30 seconds apart.
    TooFrequent,
    /// `50004`: 这个账号不能使用该接口 · the account may not use this endpoint
    ///
    /// 不要重试。到公众平台查看账号的状态与认证。 · Do not retry. See on the platform what state the account is in, and whether it is verified.
    InterfaceForbidden,
    /// `50007`: 账号已被冻结 · the account is frozen
    ///
    /// 不要重试。由管理员登录公众平台查明原因并解冻。 · Do not retry. An administrator finds the reason on the platform and has the account thawed.
    AccountFrozen,
    /// `89503`: 这个 IP 的调用须由管理员确认 · an administrator must confirm calls from this IP address
    ///
    /// 请管理员在微信里确认该 IP，确认前不要反复重试。 · Have the administrator confirm the address in WeChat, and do not keep trying before that.
    AdminConfirmationNeeded,
}

impl ::wxmed::rt::ErrorCode for TokenEndpointError {
    const ROWS: &'static [::wxmed::rt::ErrorRow] = &[
        ::wxmed::rt::ErrorRow::new(
            "-1",
            ("系统繁忙", "the system is busy"),
            ("稍候再取，逐次加长间隔。", "Wait a moment and ask again, a little longer each time."),
        ),
        ::wxmed::rt::ErrorRow::new(
            "40001",
            ("AppSecret 不对，或不属于这个 appid", "the AppSecret is wrong, or another appid's"),
            (
                "不要重试，重试不会成功。核对 AppSecret；重置过就换上新的；它不是商户平台的 API 密钥。",
                "Do not retry: it cannot succeed. Check the AppSecret, take the new one if it was reset, and do not mistake the merchant's API key for it.",
            ),
        ),
        ::wxmed::rt::ErrorRow::new(
            "40002",
            ("grant_type 不对", "wrong grant_type"),
            ("grant_type 只能是 client_credential。", "The grant_type is client_credential and nothing else."),
        ),
        ::wxmed::rt::ErrorRow::new(
            "40013",
            ("appid 无效", "invalid appid"),
            ("核对 appid 的大小写与来源，不要把 sub_appid 当作 appid。", "Check the appid and its case; a sub_appid is not an appid."),
        ),
        ::wxmed::rt::ErrorRow::new(
            "40125",
            ("AppSecret 无效", "the AppSecret is not a valid one"),
            (
                "不要重试。到公众平台核对 AppSecret，必要时重置；看看保存时是否多了空白或少了字符。",
                "Do not retry. Check the AppSecret on the platform, reset it if need be, and see that none of it was cut off and no white space was added.",
            ),
        ),
        ::wxmed::rt::ErrorRow::new(
            "40164",
            ("调用方 IP 不在白名单", "the caller's IP address is not in the whitelist"),
            (
                "把错误信息里的出口 IP 加入公众平台的 IP 白名单，几分钟后再取。",
                "Add the address that the message names to the IP whitelist on the platform, and ask again some minutes later.",
            ),
        ),
        ::wxmed::rt::ErrorRow::new(
            "41002",
            ("缺少 appid", "no appid"),
            ("检查参数 appid 是否发出，名称与值是否都在。", "See that the parameter appid is sent, with its value."),
        ),
        ::wxmed::rt::ErrorRow::new(
            "41004",
            ("缺少 secret", "no secret"),
            ("检查参数 secret 是否发出；配置为空时也会这样。", "See that the parameter secret is sent; an empty setting looks like this too."),
        ),
        ::wxmed::rt::ErrorRow::new(
            "43002",
            ("需要 POST 请求", "the request must be a POST"),
            ("stable_token 只收 POST 的 JSON；检查代理是否把请求改成了 GET。", "stable_token takes JSON by POST only; see that no proxy makes a GET of it."),
        ),
        ::wxmed::rt::ErrorRow::new(
            "45009",
            ("当日获取次数用完", "the day's quota of tokens is used up"),
            (
                "次日恢复。一个 token 可用约两小时，取来应由各进程共用；stable_token 的强制刷新每天只有 20 次。",
                "Wait for the next day. A token is good for about two hours: keep it and share it. stable_token can be forced to renew 20 times a day only.",
            ),
        ),
        ::wxmed::rt::ErrorRow::new(
            "45011",
            ("获取太频繁", "tokens are asked for too often"),
            (
                "放慢并稍后再取；stable_token 的强制刷新须相隔 30 秒。",
                "Slow down, and ask again later; forced renewals of a stable_token are 30 seconds apart.",
            ),
        ),
        ::wxmed::rt::ErrorRow::new(
            "50004",
            ("这个账号不能使用该接口", "the account may not use this endpoint"),
            ("不要重试。到公众平台查看账号的状态与认证。", "Do not retry. See on the platform what state the account is in, and whether it is verified."),
        ),
        ::wxmed::rt::ErrorRow::new(
            "50007",
            ("账号已被冻结", "the account is frozen"),
            ("不要重试。由管理员登录公众平台查明原因并解冻。", "Do not retry. An administrator finds the reason on the platform and has the account thawed."),
        ),
        ::wxmed::rt::ErrorRow::new(
            "89503",
            ("这个 IP 的调用须由管理员确认", "an administrator must confirm calls from this IP address"),
            ("请管理员在微信里确认该 IP，确认前不要反复重试。", "Have the administrator confirm the address in WeChat, and do not keep trying before that."),
        ),
    ];

    const ALL: &'static [Self] = &[
        Self::SystemBusy,
        Self::WrongAppSecret,
        Self::InvalidGrantType,
        Self::InvalidAppid,
        Self::InvalidAppSecret,
        Self::IpNotAllowed,
        Self::AppidMissing,
        Self::AppSecretMissing,
        Self::PostRequired,
        Self::QuotaExceeded,
        Self::TooFrequent,
        Self::InterfaceForbidden,
        Self::AccountFrozen,
        Self::AdminConfirmationNeeded,
    ];

    fn index(self) -> ::core::primitive::usize {
        self as ::core::primitive::usize
    }
}
