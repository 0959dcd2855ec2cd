//! Certificates that are generated for each run, and servers that use them.

use std::sync::{Arc, LazyLock};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use wxmed::RootCertificates;

/// A certificate authority.
pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

static HOSPITAL: LazyLock<Authority> = LazyLock::new(|| Authority::new("the hospital"));

impl Authority {
    /// The authority that clients trust.
    pub(crate) fn hospital() -> &'static Self {
        &HOSPITAL
    }

    pub(crate) fn new(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    pub(crate) fn roots(&self) -> RootCertificates {
        RootCertificates::from_pem(self.0.pem().as_bytes()).unwrap()
    }

    /// A server of this name.
    pub(crate) fn server(&self, name: &str) -> Arc<ServerConfig> {
        self.signed(CertificateParams::new([name.to_owned()]).unwrap())
    }

    /// A server whose certificate has expired.
    pub(crate) fn expired(&self, name: &str) -> Arc<ServerConfig> {
        let mut params = CertificateParams::new([name.to_owned()]).unwrap();
        (params.not_before, params.not_after) = (date_time_ymd(2015, 1, 1), date_time_ymd(2016, 1, 1));
        self.signed(params)
    }

    /// The certificate of a server of this name and its key, and that of the authority, all in PEM.
    #[allow(dead_code, reason = "the tests of Redis start a server with it")]
    pub(crate) fn pem(&self, name: &str) -> [String; 3] {
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new([name.to_owned()]).unwrap().signed_by(&key, &self.0).unwrap();
        [certificate.pem(), key.serialize_pem(), self.0.pem()]
    }

    fn signed(&self, params: CertificateParams) -> Arc<ServerConfig> {
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.0).unwrap();
        config(certificate.der().clone(), &key)
    }
}

/// A server with a self-signed certificate.
pub(crate) fn self_signed(name: &str) -> Arc<ServerConfig> {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new([name.to_owned()]).unwrap().self_signed(&key).unwrap();
    config(certificate.der().clone(), &key)
}

fn config(certificate: CertificateDer<'static>, key: &KeyPair) -> Arc<ServerConfig> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    Arc::new(builder.with_no_client_auth().with_single_cert(vec![certificate], key).unwrap())
}
