//! The platform, and the way to it.

use wxmed::{Host, Proxy, RootCertificates};

/// The platform's address, and the way to it.
#[derive(Clone, Debug)]
pub struct Platform {
    pub(super) host: Host,
    pub(super) root_certificates: Option<RootCertificates>,
    pub(super) proxy: Option<Proxy>,
}

impl Platform {
    /// The address: WeChat's, a sandbox's, or that of a forwarder.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// Root certificates that are trusted in addition to the public ones.
    pub fn root_certificates(&self) -> Option<&RootCertificates> {
        self.root_certificates.as_ref()
    }

    /// The proxy for all requests.
    pub fn proxy(&self) -> Option<&Proxy> {
        self.proxy.as_ref()
    }
}
