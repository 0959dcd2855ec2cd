//! The certificate authority that signs the certificate of a sandbox.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _, tz::TimeZone};
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CidrSubnet, DnType, ExtendedKeyUsagePurpose, GeneralSubtree,
    IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, SanType, date_time_ymd,
};
use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier as _;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use wxmed::Bilingual;

use super::both;
use super::names::Name;

/// The certificate authority for a sandbox that serves HTTPS. Clients must trust it: see
/// [`Sandbox::certificate_authority`](crate::Sandbox::certificate_authority).
///
/// An authority can only sign for the names of the sandbox that created it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Authority {
    /// A new authority, with its key only in memory.
    #[default]
    New,
    /// The authority in a PEM file with a certificate and its key. If the file doesn't exist, it is created, readable
    /// only by its owner.
    Kept(PathBuf),
}

/// The validity of an authority. Certificates are issued at each start, with a shorter validity that browsers accept.
const YEARS_OF_AUTHORITY: i64 = 2;
const DAYS_OF_CERTIFICATE: i64 = 397;

/// An authority with its key.
pub(super) struct CertificateAuthority {
    certificate: CertificateDer<'static>,
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

impl CertificateAuthority {
    /// Creates or reads an authority. A new one can only sign for these names.
    pub(super) fn of(authority: &Authority, names: &[Name]) -> Result<Self, Bilingual> {
        match authority {
            Authority::New => {
                let (pem, key) = Self::make(names)?;
                Self::new(pem, key)
            }
            Authority::Kept(path) => Self::kept(path, names),
        }
    }

    fn make(names: &[Name]) -> Result<(String, KeyPair), Bilingual> {
        let key = KeyPair::generate().map_err(|error| both(&error))?;
        let mut params = of_authority();
        params.name_constraints = Some(NameConstraints {
            permitted_subtrees: names.iter().map(subtree).collect(),
            excluded_subtrees: vec![],
        });
        let certificate = params.self_signed(&key).map_err(|error| both(&error))?;
        Ok((certificate.pem(), key))
    }

    fn new(pem: String, key: KeyPair) -> Result<Self, Bilingual> {
        let certificate = CertificateDer::from_pem_slice(pem.as_bytes()).map_err(|error| both(&error))?;
        Ok(Self { certificate, pem, issuer: Issuer::new(of_authority(), key) })
    }

    fn kept(path: &Path, names: &[Name]) -> Result<Self, Bilingual> {
        let failed = |error: io::Error| about(path, &format!("无法读写：{error}"), &format!("cannot be used: {error}"));
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(path, &text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let (pem, key) = Self::make(names)?;
                write(path, &(pem.clone() + &key.serialize_pem())).map_err(failed)?;
                Self::new(pem, key)
            }
            Err(error) => Err(failed(error)),
        }
    }

    fn parse(path: &Path, text: &str) -> Result<Self, Bilingual> {
        let strange = |_| {
            about(
                path,
                "中没有证书与私钥（PEM）：删除它，启动时会生成新的",
                "has no certificate with its key in PEM: delete it, and the next start makes a new one",
            )
        };
        let key = text.find("-----BEGIN PRIVATE KEY-----").and_then(|start| text.get(start..)).unwrap_or_default();
        let certificate = text.strip_suffix(key).unwrap_or(text);
        let key = KeyPair::from_pem(key).map_err(|_| strange(()))?;
        Self::new(certificate.to_owned(), key).map_err(|_| strange(()))
    }

    /// The PEM certificate.
    pub(super) fn into_certificate(self) -> String {
        self.pem
    }

    /// Issues a certificate for these names. Returns the chain with the authority, and the key.
    pub(super) fn certify(&self, names: &[Name]) -> Result<(Vec<CertificateDer<'static>>, Vec<u8>), Bilingual> {
        let key = KeyPair::generate().map_err(|error| both(&error))?;
        let certificate = of_server(names).and_then(|params| params.signed_by(&key, &self.issuer));
        let certificate = certificate.map_err(|error| both(&error))?;
        self.verify(&certificate, names)?;
        Ok((vec![certificate.der().clone(), self.certificate.clone()], key.serialize_der()))
    }

    /// Checks that clients that trust this authority accept the certificate. An authority from a file may have expired,
    /// or may have been created for other names.
    fn verify(&self, certificate: &Certificate, names: &[Name]) -> Result<(), Bilingual> {
        let mut roots = RootCertStore::empty();
        roots.add(self.certificate.clone()).map_err(|error| both(&error))?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build();
        let verifier = verifier.map_err(|error| both(&error))?;
        let now = UnixTime::now();
        for name in names {
            let name = server_name(name)?;
            let verified = verifier.verify_server_cert(certificate.der(), &[], &name, &[], now);
            verified.map_err(|error| cannot_sign(names, &error))?;
        }
        Ok(())
    }
}

/// Clients reject the whole certificate if the authority may not sign for one of its names, so the error lists all
/// names.
fn cannot_sign(names: &[Name], error: &rustls::Error) -> Bilingual {
    let names: Vec<String> = names.iter().map(Name::to_string).collect();
    let names = names.join(", ");
    Bilingual::new(
        format!(
            "证书机构不能为沙箱的全部名称（{names}）签发证书：{error}。删除它的文件，启动时会生成新的，再让客户端信任它"
        ),
        format!(
            "the authority can't sign for all names of the sandbox ({names}): {error}. Delete its file, the next start makes a \
             new one, and let clients trust that"
        ),
    )
}

/// The parameters shared by all authorities, so that certificates can be issued without parsing the authority's own.
fn of_authority() -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "wxmed sandbox");
    params.distinguished_name.push(DnType::OrganizationName, "made by wxmed sandbox for tests");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let today = today();
    valid(&mut params, today, today.saturating_add(YEARS_OF_AUTHORITY.years()));
    params
}

fn of_server(names: &[Name]) -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "wxmed sandbox, server");
    params.subject_alt_names = names
        .iter()
        .map(|name| match name {
            Name::Address(address) => Ok(SanType::IpAddress(*address)),
            Name::Host(host) => host.as_str().try_into().map(SanType::DnsName),
        })
        .collect::<Result<_, _>>()?;
    params.use_authority_key_identifier_extension = true;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let today = today();
    valid(&mut params, today, today.saturating_add(DAYS_OF_CERTIFICATE.days()));
    Ok(params)
}

/// Sets the validity. It starts the day before, because clocks differ.
fn valid(params: &mut CertificateParams, from: Date, until: Date) {
    let midnight =
        |date: Date| date_time_ymd(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs());
    params.not_before = midnight(from.saturating_sub(1.day()));
    params.not_after = midnight(until);
}

fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

fn subtree(name: &Name) -> GeneralSubtree {
    match name {
        Name::Address(address @ IpAddr::V4(_)) => GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(*address, 32)),
        Name::Address(address @ IpAddr::V6(_)) => {
            GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(*address, 128))
        }
        Name::Host(host) => GeneralSubtree::DnsName(host.clone()),
    }
}

fn server_name(name: &Name) -> Result<ServerName<'static>, Bilingual> {
    match name {
        Name::Address(address) => Ok(ServerName::IpAddress((*address).into())),
        Name::Host(host) => ServerName::try_from(host.clone()).map_err(|error| both(&error)),
    }
}

/// Writes a new file that only its owner can read.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn about(path: &Path, zh: &str, en: &str) -> Bilingual {
    let path = path.display();
    Bilingual::new(format!("{path} {zh}"), format!("{path} {en}"))
}
