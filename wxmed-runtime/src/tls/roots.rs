use std::fmt;

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use wxmed_core::Bilingual;

/// Root certificates that are trusted in addition to the public ones, for example of a proxy that intercepts TLS, or of
/// a forwarder inside the hospital's network.
#[derive(Clone, Debug, Default)]
pub struct RootCertificates(Vec<CertificateDer<'static>>);

impl RootCertificates {
    /// Parses one or more certificates in PEM.
    ///
    /// # Errors
    /// If there is no certificate, or one of them is not a valid root certificate.
    pub fn from_pem(pem: &[u8]) -> Result<Self, RootCertificatesError> {
        let all: Vec<_> = CertificateDer::pem_slice_iter(pem)
            .collect::<Result<_, _>>()
            .map_err(|cause| RootCertificatesError(cause.to_string()))?;
        if all.is_empty() {
            return Err(RootCertificatesError("no BEGIN CERTIFICATE".to_owned()));
        }
        let mut probe = RootCertStore::empty();
        for certificate in &all {
            probe.add(certificate.clone()).map_err(|cause| RootCertificatesError(cause.to_string()))?;
        }
        Ok(Self(all))
    }

    /// Adds the public root certificates in Mozilla's list. The machine's own list is not used, because it may be
    /// outdated or empty.
    pub(super) fn with_the_usual(&self) -> RootCertStore {
        let mut store = RootCertStore::empty();
        store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        store.add_parsable_certificates(self.0.iter().cloned());
        store
    }

    #[cfg(feature = "https")]
    pub(crate) fn extend(&mut self, more: Self) {
        self.0.extend(more.0);
    }
}

/// Error returned by [`RootCertificates::from_pem`], with the reason from the TLS library.
#[derive(Clone, PartialEq, Eq)]
pub struct RootCertificatesError(String);

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for RootCertificatesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = Bilingual::new(
            format!("无法读取根证书（PEM）：{}", self.0),
            format!("the root certificates (PEM) cannot be read: {}", self.0),
        );
        fmt::Display::fmt(&message, f)
    }
}

impl std::error::Error for RootCertificatesError {}
