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
    /// 查询可稍后重试，逐次加长间隔；挂号报备、下单与发消息须先查明是否已经生效，没有生效才重发。 · Try a lookup again later, a little longer each time. For a registration, an order or a message, first find out whether it took effect, and send it again only if it did not.
    SystemBusy,
    /// `40001`: access_token 无效，或取 token 时 AppSecret 错误 · invalid access_token; from the token endpoint, a wrong AppSecret
    ///
    /// 换新的 token 重发一次；反复出现说明有别的进程在刷新同一 token，请共用 stable_token。取 token 时出现则核对 AppSecret，不要重试。 · Fetch a new token and send once more. If it keeps coming, another process refreshes the same token: share a stable_token. From the token endpoint, check the AppSecret and do not retry.
    InvalidCredential,
    /// `40003`: openid 不合法 · invalid openid
    ///
    /// 核对 openid 是否完整，并且是用户在这个 appid 下的 openid；换了公众号或小程序，openid 也不同。 · See that the openid is complete and is the user's under this appid; under another account the same user has another one.
    InvalidOpenid,
    /// `40013`: appid 无效 · invalid appid
    ///
    /// 核对 appid 的大小写与来源，不要把 sub_appid 当作 appid。 · Check the appid and its case; a sub_appid is not an appid.
    InvalidAppid,
    /// `40014`: 不合法的 access_token · the access_token is not a valid one
    ///
    /// 换新的 token 重发一次；token 可长达 512 个字符，检查保存时是否被截断。 · Fetch a new token and send once more; a token can have 512 characters, so see that none is cut off.
    InvalidAccessToken,
    /// `40066`: 请求地址不合法 · invalid URL
    ///
    /// 核对接口路径的拼写，检查代理是否改写了地址；也可能是该接口已下线。 · Check the path for typing errors, and see that no proxy rewrites the URL; the endpoint may also have been withdrawn.
    InvalidUrl,
    /// `40097`: 参数错误 · invalid arguments
    ///
    /// 对照字段表检查参数是否缺失、类型是否正确，以及参数所在的位置（地址或报文）。 · Check against the field table whether a parameter is missing or of another type, and whether it is in the URL or the body as it should be.
    InvalidArguments,
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
    /// `43001`: 需要 GET 请求 · the request must be a GET
    ///
    /// 核对接口路径：微信医保支付的接口都用 POST，出现此码多半是路径写错。 · Check the path: the operations of medical-insurance payment all take a POST, so this is most likely another endpoint.
    GetRequired,
    /// `43002`: 需要 POST 请求 · the request must be a POST
    ///
    /// 用 POST 发送 XML；检查代理是否把请求改成了 GET。 · Send the XML by POST, and see that no proxy makes a GET of it.
    PostRequired,
    /// `43003`: 需要 HTTPS 请求 · the request must use HTTPS
    ///
    /// 用 https:// 访问；检查代理是否改成了 http。 · Use https://, and see that no proxy makes http of it.
    HttpsRequired,
    /// `44002`: POST 的数据包为空 · the body of the POST is empty
    ///
    /// 检查报文是否发出；代理或跳转可能丢掉了报文，Content-Length 也可能为 0。 · See that the body is sent; a proxy or a redirect may have dropped it, or Content-Length may be 0.
    EmptyBody,
    /// `45009`: 调用次数超过当日上限 · the day's quota is used up
    ///
    /// 次日恢复；减少重复调用，用 get_api_quota 查看余量，必要时用 clear_quota 清零或申请提高限额。 · Wait for the next day, call less often, see what is left with get_api_quota, and reset it with clear_quota or have it raised.
    QuotaExceeded,
    /// `45011`: 调用太频繁 · too many calls in a short time
    ///
    /// 放慢调用，稍后重试。 · Slow down, and try again later.
    TooFrequent,
    /// `47001`: 报文解析失败 · the body cannot be parsed
    ///
    /// 检查报文是否为完整的 UTF-8 文本、Content-Type 是否正确，以及代理有没有改动报文。 · See that the body is complete and UTF-8, that Content-Type is right, and that no proxy changes the body.
    UnparseableBody,
    /// `48001`: 接口未获授权 · the account may not use this interface
    ///
    /// 确认公众号已认证并已开通微信医保支付的接口权限。 · See that the account is verified and that medical-insurance payment was opened for it.
    ApiUnauthorized,
    /// `48004`: 接口因违规被封禁 · the interface was blocked for a breach of the rules
    ///
    /// 不要重试。由管理员登录公众平台查看封禁原因，处理后申请解封。 · Do not retry. An administrator finds the reason on the platform, and has the block lifted once it is dealt with.
    ApiBlocked,
    /// `50002`: 账号受限：正在迁移、已注销或被冻结 · the account is restricted, because it is being moved, was closed or is frozen
    ///
    /// 不要重试。由管理员登录公众平台查看账号状态。 · Do not retry. An administrator sees on the platform what state the account is in.
    AccountRestricted,
    /// `61004`: 调用方 IP 未登记 · the caller's IP address is not registered
    ///
    /// 把错误信息里的出口 IP 加入公众平台的 IP 白名单；由第三方平台代调用时，登记在第三方平台的白名单里。 · Add the address that the message names to the IP whitelist on the platform, or to that of the third-party platform that calls for the account.
    IpNotRegistered,
    /// `61007`: 没有把这组权限授权给第三方平台，或 token 种类不对 · this set of permissions was not granted to the third-party platform, or the token is of another kind
    ///
    /// 确认用的是这个公众号自己的 access_token；由第三方平台代调用时，请公众号管理员重新授权并勾选该权限。 · See that the access_token is the account's own; if a third-party platform calls for it, have the administrator grant this set anew.
    NotAuthorisedToThirdParty,
    /// `61024`: 须由第三方平台用它的 token 获取 · the token of the third-party platform is needed here
    ///
    /// 账号已由第三方平台代管：改用授权方的 access_token（authorizer_access_token），或解除代管后再用自己的。 · A third-party platform manages the account: use the token that it has for it (authorizer_access_token), or end the arrangement and use the account's own.
    ThirdPartyTokenRequired,
}
::wxmed::rt::serde_codes!(ErrorCode, GatewayError);

/// return_msg 中的文字 · words of return_msg
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
    /// 依次检查：值 0 也要参与签名；对原文而不是对 CDATA 或转义后的文本签名；用商户的 API 密钥而不是 AppSecret；appid 与 sub_appid 没有填反；Content-Type 带 charset=utf-8；值的首尾没有空白；没有另填 sign_type。 · Check in this order: the value 0 is signed too; the raw text is signed, not its CDATA or escaped form; the key is the merchant's API key, not the AppSecret; appid and sub_appid are not mixed up; Content-Type says charset=utf-8; no value has white space at an end; no sign_type was added.
    SignatureFailed,
    /// `签名错误`: 签名错误 · the signature is wrong
    ///
    /// 依次检查：值 0 也要参与签名；对原文而不是对 CDATA 或转义后的文本签名；用商户的 API 密钥而不是 AppSecret；appid 与 sub_appid 没有填反；Content-Type 带 charset=utf-8；值的首尾没有空白；没有另填 sign_type。 · Check in this order: the value 0 is signed too; the raw text is signed, not its CDATA or escaped form; the key is the merchant's API key, not the AppSecret; appid and sub_appid are not mixed up; Content-Type says charset=utf-8; no value has white space at an end; no sign_type was added.
    WrongSignature,
    /// `参数格式校验错误`: 参数格式校验错误 · a parameter has the wrong format
    ///
    /// 后面的文字（如 cash_fee is needed）常指明字段，但也可能什么都不说；按字段表在本地逐项校验，并记下 rid。 · What follows, such as cash_fee is needed, often names the field and sometimes nothing: validate each field locally against its table, and note the rid.
    BadParameter,
    /// `参数格式错误`: 参数格式错误 · a parameter has the wrong format
    ///
    /// 前面的文字（如 mch_id）是有误的字段：按字段表核对它的长度、字符与格式；appid 与商户号还须属于调用的账户。 · What stands before it, such as mch_id, is the field: check its length, characters and format against its table, and see that an appid or merchant number is the calling account's.
    BadParameterFormat,
    /// `XML格式错误`: XML 格式错误 · the XML is malformed
    ///
    /// 检查报文是否为完整、合法的 UTF-8 XML，特殊字符是否在 CDATA 内或已转义，Content-Type 是否正确，以及代理有没有改动报文。 · See that the body is complete, well-formed XML in UTF-8, with special characters escaped or in CDATA, that Content-Type is right, and that no proxy changes the body.
    BadXml,
}
::wxmed::rt::serde_codes!(ErrorCode, ProtocolError);

/// 医保退款的错误码（已知，规格未收录这个接口） · error codes of the refund, an operation that is known and not shipped
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[non_exhaustive]
pub enum RefundError {
    /// `553`: 调用医保退款接口失败，退款结果不明 · the call of the bureau's refund failed, and whether it refunded is not known
    ///
    /// 用同一个退款单号稍后重试，或查询退款结果；不要换新的退款单号。 · Repeat the refund later under the same number, or query it; do not take a new number.
    InsuranceRefundFailed,
    /// `556`: 调用微信支付退款接口失败，退款结果不明 · the call of WeChat Pay's refund failed, and whether it refunded is not known
    ///
    /// 平台答复为临时故障：用同一个退款单号稍后重试，或查询退款结果；不要换新的退款单号。 · The platform calls it a temporary fault: repeat the refund later under the same number, or query it; do not take a new number.
    CashRefundFailed,
}
::wxmed::rt::serde_codes!(ErrorCode, RefundError);

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
    /// grant_type 只能是 client_credential；stable_token 的参数没有放在 JSON 报文里时也会这样。 · The grant_type is client_credential and nothing else; it also comes if the parameters were not in the JSON body of stable_token.
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
    /// `40243`: AppSecret 已被冻结 · the AppSecret is frozen
    ///
    /// 不要重试。由管理员在开发者平台解冻 AppSecret；冻结与解冻都在 10 分钟后生效。 · Do not retry. An administrator thaws the AppSecret on the developer platform; freezing and thawing take effect after 10 minutes.
    AppSecretFrozen,
    /// `41002`: 缺少 appid · no appid
    ///
    /// 检查参数 appid 是否发出，名称与值是否都在；stable_token 的参数没有放在 JSON 报文里时也会这样。 · See that the parameter appid is sent, with its value; it also comes if the parameters were not in the JSON body of stable_token.
    AppidMissing,
    /// `41004`: 缺少 secret · no secret
    ///
    /// 检查参数 secret 是否发出；配置为空时也会这样。 · See that the parameter secret is sent; an empty setting looks like this too.
    AppSecretMissing,
    /// `43002`: 需要 POST 请求 · the request must be a POST
    ///
    /// stable_token 只收 POST 的 JSON；检查代理是否把请求改成了 GET。 · stable_token takes JSON by POST only; see that no proxy makes a GET of it.
    PostRequired,
    /// `43003`: 需要 HTTPS 请求 · the request must use HTTPS
    ///
    /// 用 https:// 访问；检查代理是否改成了 http。 · Use https://, and see that no proxy makes http of it.
    HttpsRequired,
    /// `44002`: POST 的数据包为空 · the body of the POST is empty
    ///
    /// stable_token 的参数要放在 JSON 报文里；检查代理是否丢掉了报文。 · The parameters of stable_token are in its JSON body; see that no proxy drops it.
    EmptyBody,
    /// `45009`: 当日获取次数用完 · the day's quota of tokens is used up
    ///
    /// 次日恢复，或用 get_api_quota 查看余量、用 clear_quota 清零。一个 token 可用约两小时，取来应由各进程共用；stable_token 的强制刷新每天只有 20 次。 · Wait for the next day, or see what is left with get_api_quota and reset it with clear_quota. A token is good for about two hours: keep it and share it. stable_token can be forced to renew 20 times a day only.
    QuotaExceeded,
    /// `45011`: 获取太频繁 · tokens are asked for too often
    ///
    /// 放慢并稍后再取；stable_token 的强制刷新须相隔 30 秒。 · Slow down, and ask again later; forced renewals of a stable_token are 30 seconds apart.
    TooFrequent,
    /// `45035`: 调用方 IP 未登记（见于小店的错误码表） · the caller's IP address is not registered (from the codes of WeChat's shops)
    ///
    /// 把出口 IP 登记到该账号的 IP 白名单，几分钟后再取。 · Register the address in the account's IP whitelist, and ask again some minutes later.
    IpNotRegisteredForShops,
    /// `47001`: 报文解析失败 · the body cannot be parsed
    ///
    /// stable_token 只收 UTF-8 的 JSON；检查报文是否完整、代理有没有改动。 · stable_token takes JSON in UTF-8; see that the body is complete and that no proxy changes it.
    UnparseableBody,
    /// `48004`: 接口因违规被封禁 · the endpoint was blocked for a breach of the rules
    ///
    /// 不要重试。由管理员登录公众平台查看封禁原因，处理后申请解封。 · Do not retry. An administrator finds the reason on the platform, and has the block lifted once it is dealt with.
    ApiBlocked,
    /// `50001`: 用户未获授权 · the user is not authorised
    ///
    /// 不要重试。确认账号已获授权使用该接口；此码只见于一份错误码表，获取 token 时未见实例。 · Do not retry. See that the account may use the endpoint; the code is from one list, and was not seen when a token was asked for.
    UserUnauthorised,
    /// `50002`: 账号受限：正在迁移、已注销或被冻结 · the account is restricted, because it is being moved, was closed or is frozen
    ///
    /// 不要重试。由管理员登录公众平台查看账号状态。 · Do not retry. An administrator sees on the platform what state the account is in.
    AccountRestricted,
    /// `50004`: 这个账号不能使用该接口 · the account may not use this endpoint
    ///
    /// 不要重试。到公众平台查看账号的状态与认证。 · Do not retry. See on the platform what state the account is in, and whether it is verified.
    InterfaceForbidden,
    /// `50007`: 账号已被冻结 · the account is frozen
    ///
    /// 不要重试。由管理员登录公众平台查明原因并解冻。 · Do not retry. An administrator finds the reason on the platform and has the account thawed.
    AccountFrozen,
    /// `61004`: 调用方 IP 不在白名单 · the caller's IP address is not in the whitelist
    ///
    /// 与 40164 相同：把错误信息里的出口 IP 加入公众平台的 IP 白名单，几分钟后再取。 · As for 40164, add the address that the message names to the IP whitelist on the platform, and ask again some minutes later.
    IpNotRegistered,
    /// `89503`: 这个 IP 的调用须由管理员确认 · an administrator must confirm calls from this IP address
    ///
    /// 请管理员在微信里确认该 IP，确认前不要反复重试。 · Have the administrator confirm the address in WeChat, and do not keep trying before that.
    AdminConfirmationNeeded,
}
::wxmed::rt::serde_codes!(ErrorCode, TokenEndpointError);
const _: () = {
    use ::core::primitive::usize;
    use ::wxmed::rt::{ErrorCode, ErrorInfo};
    impl ErrorCode for GatewayError {
        const ROWS: &'static [ErrorInfo] = &[
            ErrorInfo::new(
                    "-1",
                    ("系统繁忙", "the system is busy"),
                    (
                        "查询可稍后重试，逐次加长间隔；挂号报备、下单与发消息须先查明是否已经生效，没有生效才重发。",
                        "Try a lookup again later, a little longer each time. For a registration, an order or a message, first find out whether it took effect, and send it again only if it did not.",
                    ),
                )
                .perhaps_done()
                .passing(),
            ErrorInfo::new(
                    "40001",
                    (
                        "access_token 无效，或取 token 时 AppSecret 错误",
                        "invalid access_token; from the token endpoint, a wrong AppSecret",
                    ),
                    (
                        "换新的 token 重发一次；反复出现说明有别的进程在刷新同一 token，请共用 stable_token。取 token 时出现则核对 AppSecret，不要重试。",
                        "Fetch a new token and send once more. If it keeps coming, another process refreshes the same token: share a stable_token. From the token endpoint, check the AppSecret and do not retry.",
                    ),
                )
                .cured_by_new_token(),
            ErrorInfo::new(
                "40003",
                ("openid 不合法", "invalid openid"),
                (
                    "核对 openid 是否完整，并且是用户在这个 appid 下的 openid；换了公众号或小程序，openid 也不同。",
                    "See that the openid is complete and is the user's under this appid; under another account the same user has another one.",
                ),
            ),
            ErrorInfo::new(
                "40013",
                ("appid 无效", "invalid appid"),
                (
                    "核对 appid 的大小写与来源，不要把 sub_appid 当作 appid。",
                    "Check the appid and its case; a sub_appid is not an appid.",
                ),
            ),
            ErrorInfo::new(
                    "40014",
                    ("不合法的 access_token", "the access_token is not a valid one"),
                    (
                        "换新的 token 重发一次；token 可长达 512 个字符，检查保存时是否被截断。",
                        "Fetch a new token and send once more; a token can have 512 characters, so see that none is cut off.",
                    ),
                )
                .cured_by_new_token(),
            ErrorInfo::new(
                "40066",
                ("请求地址不合法", "invalid URL"),
                (
                    "核对接口路径的拼写，检查代理是否改写了地址；也可能是该接口已下线。",
                    "Check the path for typing errors, and see that no proxy rewrites the URL; the endpoint may also have been withdrawn.",
                ),
            ),
            ErrorInfo::new(
                "40097",
                ("参数错误", "invalid arguments"),
                (
                    "对照字段表检查参数是否缺失、类型是否正确，以及参数所在的位置（地址或报文）。",
                    "Check against the field table whether a parameter is missing or of another type, and whether it is in the URL or the body as it should be.",
                ),
            ),
            ErrorInfo::new(
                "40125",
                ("AppSecret 无效", "wrong AppSecret"),
                (
                    "到公众平台核对或重置 AppSecret；它不是商户平台的 API 密钥。",
                    "Check or reset the AppSecret on the platform; it is not the API key of the merchant.",
                ),
            ),
            ErrorInfo::new(
                "40164",
                (
                    "调用方 IP 不在白名单",
                    "the caller's IP address is not in the whitelist",
                ),
                (
                    "把错误信息里的出口 IP 加入公众平台的 IP 白名单。",
                    "Add the address that the message names to the IP whitelist on the platform.",
                ),
            ),
            ErrorInfo::new(
                "41001",
                ("缺少 access_token", "no access_token"),
                (
                    "检查请求地址里是否带有 access_token 参数。",
                    "See that the URL carries the parameter access_token.",
                ),
            ),
            ErrorInfo::new(
                    "42001",
                    ("access_token 已过期", "the access_token has expired"),
                    (
                        "换新的 token 重发一次。",
                        "Fetch a new token and send once more.",
                    ),
                )
                .cured_by_new_token(),
            ErrorInfo::new(
                "43001",
                ("需要 GET 请求", "the request must be a GET"),
                (
                    "核对接口路径：微信医保支付的接口都用 POST，出现此码多半是路径写错。",
                    "Check the path: the operations of medical-insurance payment all take a POST, so this is most likely another endpoint.",
                ),
            ),
            ErrorInfo::new(
                "43002",
                ("需要 POST 请求", "the request must be a POST"),
                (
                    "用 POST 发送 XML；检查代理是否把请求改成了 GET。",
                    "Send the XML by POST, and see that no proxy makes a GET of it.",
                ),
            ),
            ErrorInfo::new(
                "43003",
                ("需要 HTTPS 请求", "the request must use HTTPS"),
                (
                    "用 https:// 访问；检查代理是否改成了 http。",
                    "Use https://, and see that no proxy makes http of it.",
                ),
            ),
            ErrorInfo::new(
                "44002",
                ("POST 的数据包为空", "the body of the POST is empty"),
                (
                    "检查报文是否发出；代理或跳转可能丢掉了报文，Content-Length 也可能为 0。",
                    "See that the body is sent; a proxy or a redirect may have dropped it, or Content-Length may be 0.",
                ),
            ),
            ErrorInfo::new(
                "45009",
                ("调用次数超过当日上限", "the day's quota is used up"),
                (
                    "次日恢复；减少重复调用，用 get_api_quota 查看余量，必要时用 clear_quota 清零或申请提高限额。",
                    "Wait for the next day, call less often, see what is left with get_api_quota, and reset it with clear_quota or have it raised.",
                ),
            ),
            ErrorInfo::new(
                "45011",
                ("调用太频繁", "too many calls in a short time"),
                ("放慢调用，稍后重试。", "Slow down, and try again later."),
            ),
            ErrorInfo::new(
                "47001",
                ("报文解析失败", "the body cannot be parsed"),
                (
                    "检查报文是否为完整的 UTF-8 文本、Content-Type 是否正确，以及代理有没有改动报文。",
                    "See that the body is complete and UTF-8, that Content-Type is right, and that no proxy changes the body.",
                ),
            ),
            ErrorInfo::new(
                "48001",
                ("接口未获授权", "the account may not use this interface"),
                (
                    "确认公众号已认证并已开通微信医保支付的接口权限。",
                    "See that the account is verified and that medical-insurance payment was opened for it.",
                ),
            ),
            ErrorInfo::new(
                "48004",
                (
                    "接口因违规被封禁",
                    "the interface was blocked for a breach of the rules",
                ),
                (
                    "不要重试。由管理员登录公众平台查看封禁原因，处理后申请解封。",
                    "Do not retry. An administrator finds the reason on the platform, and has the block lifted once it is dealt with.",
                ),
            ),
            ErrorInfo::new(
                "50002",
                (
                    "账号受限：正在迁移、已注销或被冻结",
                    "the account is restricted, because it is being moved, was closed or is frozen",
                ),
                (
                    "不要重试。由管理员登录公众平台查看账号状态。",
                    "Do not retry. An administrator sees on the platform what state the account is in.",
                ),
            ),
            ErrorInfo::new(
                "61004",
                ("调用方 IP 未登记", "the caller's IP address is not registered"),
                (
                    "把错误信息里的出口 IP 加入公众平台的 IP 白名单；由第三方平台代调用时，登记在第三方平台的白名单里。",
                    "Add the address that the message names to the IP whitelist on the platform, or to that of the third-party platform that calls for the account.",
                ),
            ),
            ErrorInfo::new(
                "61007",
                (
                    "没有把这组权限授权给第三方平台，或 token 种类不对",
                    "this set of permissions was not granted to the third-party platform, or the token is of another kind",
                ),
                (
                    "确认用的是这个公众号自己的 access_token；由第三方平台代调用时，请公众号管理员重新授权并勾选该权限。",
                    "See that the access_token is the account's own; if a third-party platform calls for it, have the administrator grant this set anew.",
                ),
            ),
            ErrorInfo::new(
                "61024",
                (
                    "须由第三方平台用它的 token 获取",
                    "the token of the third-party platform is needed here",
                ),
                (
                    "账号已由第三方平台代管：改用授权方的 access_token（authorizer_access_token），或解除代管后再用自己的。",
                    "A third-party platform manages the account: use the token that it has for it (authorizer_access_token), or end the arrangement and use the account's own.",
                ),
            ),
        ];
        const ALL: &'static [Self] = &[
            Self::SystemBusy,
            Self::InvalidCredential,
            Self::InvalidOpenid,
            Self::InvalidAppid,
            Self::InvalidAccessToken,
            Self::InvalidUrl,
            Self::InvalidArguments,
            Self::InvalidAppSecret,
            Self::IpNotAllowed,
            Self::AccessTokenMissing,
            Self::AccessTokenExpired,
            Self::GetRequired,
            Self::PostRequired,
            Self::HttpsRequired,
            Self::EmptyBody,
            Self::QuotaExceeded,
            Self::TooFrequent,
            Self::UnparseableBody,
            Self::ApiUnauthorized,
            Self::ApiBlocked,
            Self::AccountRestricted,
            Self::IpNotRegistered,
            Self::NotAuthorisedToThirdParty,
            Self::ThirdPartyTokenRequired,
        ];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl ErrorCode for ProtocolError {
        const ROWS: &'static [ErrorInfo] = &[
            ErrorInfo::new(
                    "签名失败",
                    ("签名失败", "the signature is wrong"),
                    (
                        "依次检查：值 0 也要参与签名；对原文而不是对 CDATA 或转义后的文本签名；用商户的 API 密钥而不是 AppSecret；appid 与 sub_appid 没有填反；Content-Type 带 charset=utf-8；值的首尾没有空白；没有另填 sign_type。",
                        "Check in this order: the value 0 is signed too; the raw text is signed, not its CDATA or escaped form; the key is the merchant's API key, not the AppSecret; appid and sub_appid are not mixed up; Content-Type says charset=utf-8; no value has white space at an end; no sign_type was added.",
                    ),
                )
                .at_the_beginning(),
            ErrorInfo::new(
                    "签名错误",
                    ("签名错误", "the signature is wrong"),
                    (
                        "依次检查：值 0 也要参与签名；对原文而不是对 CDATA 或转义后的文本签名；用商户的 API 密钥而不是 AppSecret；appid 与 sub_appid 没有填反；Content-Type 带 charset=utf-8；值的首尾没有空白；没有另填 sign_type。",
                        "Check in this order: the value 0 is signed too; the raw text is signed, not its CDATA or escaped form; the key is the merchant's API key, not the AppSecret; appid and sub_appid are not mixed up; Content-Type says charset=utf-8; no value has white space at an end; no sign_type was added.",
                    ),
                )
                .at_the_beginning(),
            ErrorInfo::new(
                    "参数格式校验错误",
                    ("参数格式校验错误", "a parameter has the wrong format"),
                    (
                        "后面的文字（如 cash_fee is needed）常指明字段，但也可能什么都不说；按字段表在本地逐项校验，并记下 rid。",
                        "What follows, such as cash_fee is needed, often names the field and sometimes nothing: validate each field locally against its table, and note the rid.",
                    ),
                )
                .at_the_beginning(),
            ErrorInfo::new(
                    "参数格式错误",
                    ("参数格式错误", "a parameter has the wrong format"),
                    (
                        "前面的文字（如 mch_id）是有误的字段：按字段表核对它的长度、字符与格式；appid 与商户号还须属于调用的账户。",
                        "What stands before it, such as mch_id, is the field: check its length, characters and format against its table, and see that an appid or merchant number is the calling account's.",
                    ),
                )
                .after_a_name(),
            ErrorInfo::new(
                    "XML格式错误",
                    ("XML 格式错误", "the XML is malformed"),
                    (
                        "检查报文是否为完整、合法的 UTF-8 XML，特殊字符是否在 CDATA 内或已转义，Content-Type 是否正确，以及代理有没有改动报文。",
                        "See that the body is complete, well-formed XML in UTF-8, with special characters escaped or in CDATA, that Content-Type is right, and that no proxy changes the body.",
                    ),
                )
                .at_the_beginning(),
        ];
        const ALL: &'static [Self] =
            &[Self::SignatureFailed, Self::WrongSignature, Self::BadParameter, Self::BadParameterFormat, Self::BadXml];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl ErrorCode for RefundError {
        const ROWS: &'static [ErrorInfo] = &[
            ErrorInfo::new(
                    "553",
                    (
                        "调用医保退款接口失败，退款结果不明",
                        "the call of the bureau's refund failed, and whether it refunded is not known",
                    ),
                    (
                        "用同一个退款单号稍后重试，或查询退款结果；不要换新的退款单号。",
                        "Repeat the refund later under the same number, or query it; do not take a new number.",
                    ),
                )
                .perhaps_done()
                .passing(),
            ErrorInfo::new(
                    "556",
                    (
                        "调用微信支付退款接口失败，退款结果不明",
                        "the call of WeChat Pay's refund failed, and whether it refunded is not known",
                    ),
                    (
                        "平台答复为临时故障：用同一个退款单号稍后重试，或查询退款结果；不要换新的退款单号。",
                        "The platform calls it a temporary fault: repeat the refund later under the same number, or query it; do not take a new number.",
                    ),
                )
                .perhaps_done()
                .passing(),
        ];
        const ALL: &'static [Self] = &[Self::InsuranceRefundFailed, Self::CashRefundFailed];
        fn index(self) -> usize {
            self as usize
        }
    }

    impl ErrorCode for TokenEndpointError {
        const ROWS: &'static [ErrorInfo] = &[
            ErrorInfo::new(
                "-1",
                ("系统繁忙", "the system is busy"),
                ("稍候再取，逐次加长间隔。", "Wait a moment and ask again, a little longer each time."),
            )
            .passing(),
            ErrorInfo::new(
                "40001",
                ("AppSecret 不对，或不属于这个 appid", "the AppSecret is wrong, or another appid's"),
                (
                    "不要重试，重试不会成功。核对 AppSecret；重置过就换上新的；它不是商户平台的 API 密钥。",
                    "Do not retry: it cannot succeed. Check the AppSecret, take the new one if it was reset, and do not mistake the merchant's API key for it.",
                ),
            ),
            ErrorInfo::new(
                "40002",
                ("grant_type 不对", "wrong grant_type"),
                (
                    "grant_type 只能是 client_credential；stable_token 的参数没有放在 JSON 报文里时也会这样。",
                    "The grant_type is client_credential and nothing else; it also comes if the parameters were not in the JSON body of stable_token.",
                ),
            ),
            ErrorInfo::new(
                "40013",
                ("appid 无效", "invalid appid"),
                (
                    "核对 appid 的大小写与来源，不要把 sub_appid 当作 appid。",
                    "Check the appid and its case; a sub_appid is not an appid.",
                ),
            ),
            ErrorInfo::new(
                "40125",
                ("AppSecret 无效", "the AppSecret is not a valid one"),
                (
                    "不要重试。到公众平台核对 AppSecret，必要时重置；看看保存时是否多了空白或少了字符。",
                    "Do not retry. Check the AppSecret on the platform, reset it if need be, and see that none of it was cut off and no white space was added.",
                ),
            ),
            ErrorInfo::new(
                "40164",
                ("调用方 IP 不在白名单", "the caller's IP address is not in the whitelist"),
                (
                    "把错误信息里的出口 IP 加入公众平台的 IP 白名单，几分钟后再取。",
                    "Add the address that the message names to the IP whitelist on the platform, and ask again some minutes later.",
                ),
            ),
            ErrorInfo::new(
                "40243",
                ("AppSecret 已被冻结", "the AppSecret is frozen"),
                (
                    "不要重试。由管理员在开发者平台解冻 AppSecret；冻结与解冻都在 10 分钟后生效。",
                    "Do not retry. An administrator thaws the AppSecret on the developer platform; freezing and thawing take effect after 10 minutes.",
                ),
            ),
            ErrorInfo::new(
                "41002",
                ("缺少 appid", "no appid"),
                (
                    "检查参数 appid 是否发出，名称与值是否都在；stable_token 的参数没有放在 JSON 报文里时也会这样。",
                    "See that the parameter appid is sent, with its value; it also comes if the parameters were not in the JSON body of stable_token.",
                ),
            ),
            ErrorInfo::new(
                "41004",
                ("缺少 secret", "no secret"),
                (
                    "检查参数 secret 是否发出；配置为空时也会这样。",
                    "See that the parameter secret is sent; an empty setting looks like this too.",
                ),
            ),
            ErrorInfo::new(
                "43002",
                ("需要 POST 请求", "the request must be a POST"),
                (
                    "stable_token 只收 POST 的 JSON；检查代理是否把请求改成了 GET。",
                    "stable_token takes JSON by POST only; see that no proxy makes a GET of it.",
                ),
            ),
            ErrorInfo::new(
                "43003",
                ("需要 HTTPS 请求", "the request must use HTTPS"),
                (
                    "用 https:// 访问；检查代理是否改成了 http。",
                    "Use https://, and see that no proxy makes http of it.",
                ),
            ),
            ErrorInfo::new(
                "44002",
                ("POST 的数据包为空", "the body of the POST is empty"),
                (
                    "stable_token 的参数要放在 JSON 报文里；检查代理是否丢掉了报文。",
                    "The parameters of stable_token are in its JSON body; see that no proxy drops it.",
                ),
            ),
            ErrorInfo::new(
                "45009",
                ("当日获取次数用完", "the day's quota of tokens is used up"),
                (
                    "次日恢复，或用 get_api_quota 查看余量、用 clear_quota 清零。一个 token 可用约两小时，取来应由各进程共用；stable_token 的强制刷新每天只有 20 次。",
                    "Wait for the next day, or see what is left with get_api_quota and reset it with clear_quota. A token is good for about two hours: keep it and share it. stable_token can be forced to renew 20 times a day only.",
                ),
            ),
            ErrorInfo::new(
                "45011",
                ("获取太频繁", "tokens are asked for too often"),
                (
                    "放慢并稍后再取；stable_token 的强制刷新须相隔 30 秒。",
                    "Slow down, and ask again later; forced renewals of a stable_token are 30 seconds apart.",
                ),
            ),
            ErrorInfo::new(
                "45035",
                (
                    "调用方 IP 未登记（见于小店的错误码表）",
                    "the caller's IP address is not registered (from the codes of WeChat's shops)",
                ),
                (
                    "把出口 IP 登记到该账号的 IP 白名单，几分钟后再取。",
                    "Register the address in the account's IP whitelist, and ask again some minutes later.",
                ),
            ),
            ErrorInfo::new(
                "47001",
                ("报文解析失败", "the body cannot be parsed"),
                (
                    "stable_token 只收 UTF-8 的 JSON；检查报文是否完整、代理有没有改动。",
                    "stable_token takes JSON in UTF-8; see that the body is complete and that no proxy changes it.",
                ),
            ),
            ErrorInfo::new(
                "48004",
                ("接口因违规被封禁", "the endpoint was blocked for a breach of the rules"),
                (
                    "不要重试。由管理员登录公众平台查看封禁原因，处理后申请解封。",
                    "Do not retry. An administrator finds the reason on the platform, and has the block lifted once it is dealt with.",
                ),
            ),
            ErrorInfo::new(
                "50001",
                ("用户未获授权", "the user is not authorised"),
                (
                    "不要重试。确认账号已获授权使用该接口；此码只见于一份错误码表，获取 token 时未见实例。",
                    "Do not retry. See that the account may use the endpoint; the code is from one list, and was not seen when a token was asked for.",
                ),
            ),
            ErrorInfo::new(
                "50002",
                (
                    "账号受限：正在迁移、已注销或被冻结",
                    "the account is restricted, because it is being moved, was closed or is frozen",
                ),
                (
                    "不要重试。由管理员登录公众平台查看账号状态。",
                    "Do not retry. An administrator sees on the platform what state the account is in.",
                ),
            ),
            ErrorInfo::new(
                "50004",
                ("这个账号不能使用该接口", "the account may not use this endpoint"),
                (
                    "不要重试。到公众平台查看账号的状态与认证。",
                    "Do not retry. See on the platform what state the account is in, and whether it is verified.",
                ),
            ),
            ErrorInfo::new(
                "50007",
                ("账号已被冻结", "the account is frozen"),
                (
                    "不要重试。由管理员登录公众平台查明原因并解冻。",
                    "Do not retry. An administrator finds the reason on the platform and has the account thawed.",
                ),
            ),
            ErrorInfo::new(
                "61004",
                ("调用方 IP 不在白名单", "the caller's IP address is not in the whitelist"),
                (
                    "与 40164 相同：把错误信息里的出口 IP 加入公众平台的 IP 白名单，几分钟后再取。",
                    "As for 40164, add the address that the message names to the IP whitelist on the platform, and ask again some minutes later.",
                ),
            ),
            ErrorInfo::new(
                "89503",
                ("这个 IP 的调用须由管理员确认", "an administrator must confirm calls from this IP address"),
                (
                    "请管理员在微信里确认该 IP，确认前不要反复重试。",
                    "Have the administrator confirm the address in WeChat, and do not keep trying before that.",
                ),
            ),
        ];
        const ALL: &'static [Self] = &[
            Self::SystemBusy,
            Self::WrongAppSecret,
            Self::InvalidGrantType,
            Self::InvalidAppid,
            Self::InvalidAppSecret,
            Self::IpNotAllowed,
            Self::AppSecretFrozen,
            Self::AppidMissing,
            Self::AppSecretMissing,
            Self::PostRequired,
            Self::HttpsRequired,
            Self::EmptyBody,
            Self::QuotaExceeded,
            Self::TooFrequent,
            Self::IpNotRegisteredForShops,
            Self::UnparseableBody,
            Self::ApiBlocked,
            Self::UserUnauthorised,
            Self::AccountRestricted,
            Self::InterfaceForbidden,
            Self::AccountFrozen,
            Self::IpNotRegistered,
            Self::AdminConfirmationNeeded,
        ];
        fn index(self) -> usize {
            self as usize
        }
    }
};
