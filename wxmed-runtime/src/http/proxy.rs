use std::fmt;

use fluent_uri::Uri;
use wxmed_core::Bilingual;

/// A proxy for all requests, such as `http://proxy.hospital.example:3128`, optionally with a user and a password.
///
/// `Debug` shows neither user nor password.
///
/// ```
/// let proxy = wxmed::Proxy::parse("http://user:secret@10.0.0.1:3128")?;
/// assert_eq!(format!("{proxy:?}"), "Proxy(***)");
/// # Ok::<(), wxmed::ProxyError>(())
/// ```
#[derive(Clone)]
pub struct Proxy(reqwest::Proxy);

impl Proxy {
    /// Parses the URL of a proxy.
    ///
    /// # Errors
    /// If the text is not a URL that begins with `http://` or `https://`.
    pub fn parse(url: &str) -> Result<Self, ProxyError> {
        let uri = Uri::parse(url).map_err(|_| ProxyError)?;
        let is_http = ["http", "https"].iter().any(|name| uri.scheme().as_str().eq_ignore_ascii_case(name));
        if !is_http || uri.authority().is_none_or(|authority| authority.host().is_empty()) {
            return Err(ProxyError);
        }
        reqwest::Proxy::all(url).map(Self).map_err(|_| ProxyError)
    }

    pub(super) fn inner(&self) -> reqwest::Proxy {
        self.0.clone()
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Proxy(***)")
    }
}

/// Error returned by [`Proxy::parse`]. It doesn't contain the text, which may include a password.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ProxyError;

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for ProxyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = Bilingual::of(
            "代理应为 URL，如 http://10.0.0.1:3128",
            "a proxy must be a URL, such as http://10.0.0.1:3128",
        );
        fmt::Display::fmt(&message, f)
    }
}

impl std::error::Error for ProxyError {}
