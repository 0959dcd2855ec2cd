//! What is documented of the token endpoints. The numbers are those that the simulated endpoints keep to.

use wxmed::Bilingual;

use super::{Endpoint, GRANT_TYPE, PLAIN, STABLE};
use crate::tokens::{BETWEEN_REFRESHES, FETCHES_A_DAY, LIFETIME, OVERLAP, REFRESHES_A_DAY};

/// The description of an endpoint.
pub(crate) struct Documented {
    pub(crate) name: &'static str,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) title: Bilingual,
    pub(crate) about: Bilingual,
    /// Where the parameters are: `query` or `json`.
    pub(crate) parameters_in: &'static str,
    pub(crate) parameters: &'static [Member],
    pub(crate) response: &'static [Member],
    pub(crate) limits: Vec<Bilingual>,
    pub(crate) example: String,
}

/// A parameter, or a member of the response.
pub(crate) struct Member {
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) is_required: bool,
    pub(crate) label: Bilingual,
}

/// The source of all this.
pub(crate) static SOURCE: Bilingual = Bilingual::of(
    "微信官方文档：获取接口调用凭据（token）与获取稳定版接口调用凭据（stable_token）",
    "WeChat's documentation of the endpoints token and stable_token",
);

const fn required(name: &'static str, label: Bilingual) -> Member {
    Member { name, kind: "string", is_required: true, label }
}

const GRANT: Member =
    required("grant_type", Bilingual::of("固定为 client_credential", "client_credential and nothing else"));
const APPID: Member = required("appid", Bilingual::of("公众号或小程序的 appid", "the account's appid"));
const SECRET: Member = required(
    "secret",
    Bilingual::of("AppSecret，不是商户平台的 API 密钥", "the AppSecret, which is not the merchant's API key"),
);
const FORCE_REFRESH: Member = Member {
    name: "force_refresh",
    kind: "boolean",
    is_required: false,
    label: Bilingual::of(
        "默认 false：返回当前的 token。true：签发新的 token，旧的立即失效",
        "false by default: returns the current token. true: issues a new one, and the old one becomes invalid at once",
    ),
};

const PLAIN_PARAMETERS: &[Member] = &[GRANT, APPID, SECRET];
const STABLE_PARAMETERS: &[Member] = &[GRANT, APPID, SECRET, FORCE_REFRESH];

const RESPONSE: &[Member] = &[
    required(
        "access_token",
        Bilingual::of("token；须预留至少 512 个字符", "the token; reserve at least 512 characters"),
    ),
    Member {
        name: "expires_in",
        kind: "integer",
        is_required: true,
        label: Bilingual::of("剩余的有效秒数", "the seconds until it expires"),
    },
];

impl Endpoint {
    pub(crate) const ALL: [Self; 2] = [Self::Plain, Self::Stable];

    /// The description.
    pub(crate) fn documented(self) -> Documented {
        match self {
            Self::Plain => Documented {
                name: "token",
                method: "GET",
                path: PLAIN,
                title: Bilingual::of("获取接口调用凭据", "Get an access token"),
                about: Bilingual::of(
                    "每次调用都签发新的 token，旧的随之失效：多个进程各自获取会互相顶掉。建议改用 stable_token。",
                    "Each call issues a new token and invalidates the previous one, so processes that fetch their own end \
                     each other's tokens. Prefer stable_token.",
                ),
                parameters_in: "query",
                parameters: PLAIN_PARAMETERS,
                response: RESPONSE,
                limits: plain_limits(),
                example: format!("GET {PLAIN}?grant_type={GRANT_TYPE}&appid=APPID&secret=APPSECRET"),
            },
            Self::Stable => Documented {
                name: "stable_token",
                method: "POST",
                path: STABLE,
                title: Bilingual::of("获取稳定版接口调用凭据", "Get a stable access token"),
                about: Bilingual::of(
                    "有效期内重复调用返回同一个 token，可供多个进程共用；与 token 接口的 token 互不影响。参数放在 JSON 报文里，不在地址里。",
                    "Returns the same token while it is valid, so several processes can share it; the tokens of the \
                     endpoint token are independent of it. The parameters are in a JSON body, not in the query.",
                ),
                parameters_in: "json",
                parameters: STABLE_PARAMETERS,
                response: RESPONSE,
                limits: stable_limits(),
                example: format!(
                    "POST {STABLE}\n\n{{\"grant_type\":\"{GRANT_TYPE}\",\"appid\":\"APPID\",\"secret\":\"APPSECRET\",\
                     \"force_refresh\":false}}"
                ),
            },
        }
    }
}

fn lifetime() -> Bilingual {
    let seconds = LIFETIME.as_secs();
    Bilingual::new(
        format!("token 的有效期为 {seconds} 秒，以 expires_in 为准。"),
        format!("A token is valid for {seconds} seconds; expires_in is what counts."),
    )
}

fn plain_limits() -> Vec<Bilingual> {
    let minutes = OVERLAP.as_secs() / 60;
    vec![
        lifetime(),
        Bilingual::new(
            format!("换新之后 {minutes} 分钟内新旧 token 都可用。"),
            format!("After a new one is issued, the old token stays valid for {minutes} minutes."),
        ),
        Bilingual::new(format!("每天 {FETCHES_A_DAY} 次。"), format!("{FETCHES_A_DAY} calls a day.")),
    ]
}

fn stable_limits() -> Vec<Bilingual> {
    let (minutes, pause) = (OVERLAP.as_secs() / 60, BETWEEN_REFRESHES.as_secs());
    vec![
        lifetime(),
        Bilingual::new(
            format!("普通模式：到期前 {minutes} 分钟起签发新的 token，这 {minutes} 分钟内新旧都可用。"),
            format!(
                "Normal mode: a new token is issued from {minutes} minutes before the expiry on; both are valid for these \
                 {minutes} minutes."
            ),
        ),
        Bilingual::new(
            format!(
                "强制刷新（force_refresh 为 true）：每天 {REFRESHES_A_DAY} 次，须相隔 {pause} 秒；间隔太短时返回当前的 token。"
            ),
            format!(
                "Forced (force_refresh is true): {REFRESHES_A_DAY} times a day, {pause} seconds apart; sooner, the current \
                 token is returned."
            ),
        ),
        Bilingual::of(
            "普通模式每分钟 10,000 次、每天 500,000 次；沙箱不模拟这一限制。",
            "Normal mode takes 10,000 calls a minute and 500,000 a day; the sandbox doesn't simulate this limit.",
        ),
    ]
}
