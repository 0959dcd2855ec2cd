//! The TLS configuration: trusted root certificates and the cryptography provider.

use std::sync::Arc;

use rustls::ClientConfig;

mod roots;

pub use roots::{RootCertificates, RootCertificatesError};

/// The cryptography provider is set explicitly, so that a process-wide default of another crate has no effect.
pub(crate) fn config(roots: &RootCertificates) -> Result<ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(builder.with_root_certificates(roots.with_the_usual()).with_no_client_auth())
}
