//! Requests that are refused before a call is made, because they are invalid or not permitted.

use wxmed::{Bilingual, Outcome, UnknownOperation};

/// Why a request is refused. Nothing was sent to the platform.
///
/// It contains no text of the request, except for names that were looked up and the position of a mistake.
#[derive(Debug)]
pub(crate) enum Problem {
    /// The path doesn't exist.
    NoSuchPath,
    /// The action after the name of an operation doesn't exist.
    NoSuchAction {
        /// The action that was probably meant.
        meant: Option<&'static str>,
    },
    /// There is no operation of this name.
    UnknownOperation(UnknownOperation),
    /// The caller has no merchant of this name.
    UnknownMerchant,
    /// The path doesn't support the method.
    Method {
        /// The supported method.
        allowed: &'static str,
    },
    /// The header `Host` names another host, or is missing.
    ForeignHost,
    /// The request comes from a page in a browser, according to this header.
    Browser {
        /// The header.
        header: &'static str,
    },
    /// The token is missing, or isn't that of a caller.
    Unauthorized,
    /// The caller may not call the operation.
    Forbidden,
    /// The data isn't HTTP.
    NoHttp,
    /// The head is too large, or has too many lines.
    HeadTooLarge,
    /// The length of the body is stated twice.
    TwoLengths,
    /// The body has a transfer coding other than `chunked`.
    TransferCoding,
    /// The body is larger than this.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// The body did not arrive in time, the connection was closed, or the body was given up because too many others
    /// were incomplete.
    Incomplete,
    /// The body has an unsupported type.
    MediaType,
    /// The body, or a parameter of the URL, can't be read.
    Malformed(Bilingual),
    /// The caller has reached its limit of calls in progress, or of bodies that have just begun.
    TooMany,
    /// The sidecar is stopping.
    Stopping,
    /// The journal can't be used.
    NotReady,
    /// A call ended in a panic. The request may have been sent.
    Panicked,
    /// The system failed, for this reason. Nothing was sent.
    Internal(Bilingual),
}

impl Problem {
    /// The HTTP status.
    pub(crate) fn status(&self) -> u16 {
        match self {
            Self::NoHttp | Self::TwoLengths | Self::TransferCoding | Self::Malformed(_) => 400,
            Self::Unauthorized => 401,
            Self::ForeignHost | Self::Browser { .. } | Self::Forbidden => 403,
            Self::NoSuchPath | Self::NoSuchAction { .. } | Self::UnknownOperation(_) | Self::UnknownMerchant => 404,
            Self::Method { .. } => 405,
            Self::Incomplete => 408,
            Self::TooLarge { .. } => 413,
            Self::MediaType => 415,
            Self::TooMany => 429,
            Self::HeadTooLarge => 431,
            Self::Panicked | Self::Internal(_) => 500,
            Self::Stopping | Self::NotReady => 503,
        }
    }

    /// The kind: a fixed identifier for programs.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::NoSuchPath | Self::NoSuchAction { .. } => "not-found",
            Self::UnknownOperation(_) => "unknown-operation",
            Self::UnknownMerchant => "unknown-merchant",
            Self::Method { .. } => "method",
            Self::ForeignHost => "foreign-host",
            Self::Browser { .. } => "browser",
            Self::Unauthorized => "unauthorized",
            Self::Forbidden => "forbidden",
            Self::NoHttp | Self::TwoLengths | Self::TransferCoding | Self::Malformed(_) => "bad-request",
            Self::TooLarge { .. } | Self::HeadTooLarge => "too-large",
            Self::Incomplete => "incomplete",
            Self::MediaType => "media-type",
            Self::TooMany => "too-many",
            Self::Stopping => "stopping",
            Self::NotReady => "not-ready",
            Self::Panicked | Self::Internal(_) => "internal",
        }
    }

    /// Whether the platform may have processed the request.
    pub(crate) fn outcome(&self) -> Outcome {
        if matches!(self, Self::Panicked) { Outcome::Unknown } else { Outcome::NothingDone }
    }

    /// Whether the same request may succeed shortly after.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            Self::Incomplete | Self::TooMany | Self::Stopping | Self::NotReady | Self::Internal(_) => true,
            Self::NoSuchPath
            | Self::NoSuchAction { .. }
            | Self::UnknownOperation(_)
            | Self::UnknownMerchant
            | Self::Method { .. }
            | Self::ForeignHost
            | Self::Browser { .. }
            | Self::Unauthorized
            | Self::Forbidden
            | Self::NoHttp
            | Self::HeadTooLarge
            | Self::TwoLengths
            | Self::TransferCoding
            | Self::TooLarge { .. }
            | Self::MediaType
            | Self::Malformed(_)
            | Self::Panicked => false,
        }
    }

    /// Whether the connection can't be used for another request: the rest of this one was not read.
    pub(crate) fn ends_connection(&self) -> bool {
        matches!(
            self,
            Self::NoHttp
                | Self::HeadTooLarge
                | Self::TwoLengths
                | Self::TransferCoding
                | Self::TooLarge { .. }
                | Self::Incomplete
                | Self::Stopping
        )
    }

    /// The message.
    pub(crate) fn message(&self) -> Bilingual {
        match self {
            Self::NoSuchPath => Bilingual::of("没有这个路径", "there is nothing at this path"),
            Self::NoSuchAction { meant: Some(meant) } => Bilingual::new(
                format!("没有这个路径，冒号之后是不是 {meant}？"),
                format!("there is nothing at this path: did you mean :{meant}?"),
            ),
            Self::NoSuchAction { meant: None } => Self::NoSuchPath.message(),
            Self::UnknownOperation(unknown) => Bilingual::new(format!("{unknown:#}"), unknown.to_string()),
            Self::UnknownMerchant => Bilingual::of(
                "参数 merchant 所指的商户不存在，或此调用方不可使用",
                "there is no merchant of the name in the parameter `merchant`, or this caller may not use it",
            ),
            Self::Method { allowed } => {
                Bilingual::new(format!("此路径须用 {allowed} 方法"), format!("this path needs the method {allowed}"))
            }
            Self::ForeignHost => {
                Bilingual::of("请求头 Host 不是本服务的主机名", "the header Host is none of this server's names")
            }
            Self::Browser { header } => Bilingual::new(
                format!("请求头 {header} 表明请求来自浏览器中的网页"),
                format!("the header {header} says that the request comes from a web page in a browser"),
            ),
            Self::Unauthorized => Bilingual::of(
                "缺少令牌，或令牌不属于任何调用方",
                "there is no token, or it is not the token of a caller",
            ),
            Self::Forbidden => Bilingual::of("此调用方不可调用这个接口", "this caller may not call this operation"),
            Self::NoHttp => Bilingual::of("请求不是合法的 HTTP", "the request is no valid HTTP"),
            Self::HeadTooLarge => Bilingual::of(
                "请求头超过 64 KiB 或 64 行",
                "the head of the request has more than 64 KiB or 64 headers",
            ),
            Self::TwoLengths => Bilingual::of(
                "请求体的长度重复给出：Content-Length 多于一个，或另有 Transfer-Encoding",
                "the length of the body is stated twice: by several Content-Length, or also by Transfer-Encoding",
            ),
            Self::TransferCoding => Bilingual::of(
                "Transfer-Encoding 只支持 chunked",
                "no other Transfer-Encoding than `chunked` is supported",
            ),
            Self::TooLarge { limit } => {
                Bilingual::new(format!("请求体超过 {limit} 字节"), format!("the body is larger than {limit} bytes"))
            }
            Self::Incomplete => Bilingual::of(
                "请求体没有在时限内收完，或此调用方有过多未收完的请求",
                "the body did not arrive completely within the time limit, or this caller has too many incomplete requests",
            ),
            Self::MediaType => Bilingual::of("不支持此 Content-Type", "this Content-Type is not supported"),
            Self::Malformed(text) | Self::Internal(text) => text.clone(),
            Self::Panicked => Bilingual::of(
                "处理时发生内部错误，请求可能已经发出",
                "an internal error occurred, and the request may have been sent",
            ),
            Self::TooMany => Bilingual::of(
                "此调用方同时进行的调用，或同时发来的请求，已达上限",
                "this caller has as many calls under way, or sends as many requests at the same time, as it may",
            ),
            Self::Stopping => Bilingual::of("服务正在停止", "the server is stopping"),
            Self::NotReady => Bilingual::of("数据文件无法使用", "the journal can't be used"),
        }
    }

    /// What to do.
    pub(crate) fn remedy(&self) -> Bilingual {
        match self {
            Self::NoSuchAction { .. } => Bilingual::of(
                "接口名之后可写 :validate 或 :sign，或都不写",
                "behind the name of an operation, write :validate, :sign, or nothing",
            ),
            Self::NoSuchPath => Bilingual::of("全部路径见 /openapi.json", "/openapi.json lists all paths"),
            Self::UnknownOperation(_) => {
                Bilingual::of("全部接口见 GET /v1/operations", "GET /v1/operations lists all operations")
            }
            Self::UnknownMerchant => Bilingual::of(
                "请改正参数，或在配置中加入此商户",
                "correct the parameter, or add the merchant to the configuration",
            ),
            Self::Method { .. } => Bilingual::of("请改用此方法", "use this method"),
            Self::ForeignHost => Bilingual::of(
                "请用配置中的地址访问，或把此主机名加入配置的 hosts",
                "use the address in the configuration, or add the name to `hosts` there",
            ),
            Self::Browser { .. } => Bilingual::of(
                "请由医院的后端调用，不要由网页调用",
                "call it from the hospital's backend, not from a web page",
            ),
            Self::Unauthorized => {
                Bilingual::of("请加请求头 Authorization: Bearer 令牌", "send the header Authorization: Bearer TOKEN")
            }
            Self::Forbidden => Bilingual::of(
                "如确需调用，请在配置中为此调用方加入这个接口",
                "if it should, add the operation to this caller in the configuration",
            ),
            Self::NoHttp => Bilingual::of(
                "请检查请求行与请求头；如用 HTTPS，请访问配置了 TLS 的地址",
                "check the request line and the headers; for HTTPS, use an address with TLS in the configuration",
            ),
            Self::HeadTooLarge => Bilingual::of("请去掉不需要的请求头", "leave out headers that are not needed"),
            Self::TwoLengths => Bilingual::of("请只用其中一个", "send only one of them"),
            Self::TransferCoding => Bilingual::of(
                "请给出 Content-Length，并不压缩请求体",
                "send Content-Length, and don't compress the body",
            ),
            Self::TooLarge { .. } => Bilingual::of(
                "请检查请求；上限在配置中设置",
                "check the request; the limit is set in the configuration",
            ),
            Self::Incomplete => Bilingual::of("请完整地再发一次", "send it again, completely"),
            Self::MediaType => Bilingual::of(
                "请用 application/json 或 application/x-www-form-urlencoded，字符集可为 utf-8、gbk 或 gb18030",
                "use application/json or application/x-www-form-urlencoded, with the charset utf-8, gbk or gb18030",
            ),
            Self::Malformed(_) => Bilingual::of("请改正后重发", "correct it and send it again"),
            Self::TooMany => Bilingual::of("请稍后重试", "try again a moment later"),
            Self::Stopping => Bilingual::of("请重新连接后重试", "connect again and retry"),
            Self::Panicked => Bilingual::of(
                "请用同一请求查询其状态，并报告此问题",
                "send the same request to learn its state, and report the problem",
            ),
            Self::NotReady | Self::Internal(_) => Bilingual::of(
                "请查看本服务的日志，并报告此问题",
                "look into the log of this server, and report the problem",
            ),
        }
    }
}

impl From<UnknownOperation> for Problem {
    fn from(unknown: UnknownOperation) -> Self {
        Self::UnknownOperation(unknown)
    }
}
