use std::fmt;

use fluent_uri::Uri;
use wxmed_core::Bilingual;

/// The platform's address: scheme, name, port, and a path prefix if there is a forwarder in between.
///
/// ```
/// use wxmed::Host;
///
/// assert_eq!(Host::wechat().as_str(), "https://api.weixin.qq.com");
/// // Plain HTTP is allowed only to the local machine …
/// assert!(Host::parse("http://127.0.0.1:8080").is_ok());
/// assert!(Host::parse("http://10.0.0.5/forward").is_err());
/// // … or to a forwarder in a network that you trust.
/// assert!(Host::insecure_http("http://10.0.0.5/forward").is_ok());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Host(String);

impl Host {
    /// The real platform.
    pub fn wechat() -> Self {
        Self("https://api.weixin.qq.com".to_owned())
    }

    /// Another host with HTTPS, or a host on the local machine with HTTP, such as a sandbox.
    ///
    /// # Errors
    /// If the text is not such a URL, uses HTTP to another machine, or has a user, a query or a fragment.
    pub fn parse(url: &str) -> Result<Self, HostError> {
        let (host, reach) = read(url)?;
        if reach == Reach::InClear { Err(HostError::InsecureHttp) } else { Ok(host) }
    }

    /// Another machine without TLS, such as a forwarder inside the hospital's network.
    ///
    /// All traffic can be read and modified on the way, including the access token and patients' data.
    ///
    /// # Errors
    /// Those of [`Host::parse`], except that HTTP is allowed.
    pub fn insecure_http(url: &str) -> Result<Self, HostError> {
        read(url).map(|(host, _)| host)
    }

    /// Whether it is plain HTTP to the local machine, which must not go through a proxy.
    #[cfg(feature = "https")]
    pub(crate) fn is_local_in_clear(&self) -> bool {
        read(&self.0).is_ok_and(|(_, reach)| reach == Reach::HereInClear)
    }

    /// The URL without a trailing slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Host {
    fn default() -> Self {
        Self::wechat()
    }
}

#[derive(PartialEq, Eq)]
enum Reach {
    Protected,
    HereInClear,
    InClear,
}

fn read(url: &str) -> Result<(Host, Reach), HostError> {
    let uri = Uri::parse(url).map_err(|_| HostError::NoUrl)?;
    let authority = uri.authority().filter(|authority| !authority.host().is_empty()).ok_or(HostError::NoUrl)?;
    if authority.userinfo().is_some() || uri.query().is_some() || uri.fragment().is_some() {
        return Err(HostError::Extra);
    }
    let is_local = match authority.host() {
        "localhost" => true,
        name => name.trim_matches(['[', ']']).parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback()),
    };
    let reach = match uri.scheme().as_str().to_ascii_lowercase().as_str() {
        "https" => Reach::Protected,
        "http" if is_local => Reach::HereInClear,
        "http" => Reach::InClear,
        _ => return Err(HostError::NoUrl),
    };
    Ok((Host(url.trim_end_matches('/').to_owned()), reach))
}

/// Error returned by [`Host::parse`].
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HostError {
    /// It is not a URL that begins with `https://` or `http://`.
    NoUrl,
    /// It has a user, a query or a fragment.
    Extra,
    /// It uses HTTP to another machine.
    InsecureHttp,
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match self {
            Self::NoUrl => Bilingual::of(
                "主机应为 URL，如 https://api.weixin.qq.com",
                "a host must be a URL, such as https://api.weixin.qq.com",
            ),
            Self::Extra => Bilingual::of(
                "主机的 URL 不能带用户名、查询参数或片段",
                "the URL of a host must not have a user, a query or a fragment",
            ),
            Self::InsecureHttp => Bilingual::of(
                "访问其他机器须用 https；经可信内网转发时请用 Host::insecure_http",
                "another machine needs https; for a forwarder in a network that you trust, use Host::insecure_http",
            ),
        };
        fmt::Display::fmt(&message, f)
    }
}

impl std::error::Error for HostError {}
