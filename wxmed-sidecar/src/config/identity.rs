//! Certificates of listeners.

use std::fmt;
use std::fs;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use wxmed::Bilingual;

use super::reader::Reader;
use super::secret::{self, Looks};
use super::table::{Item, Table};

/// The certificate of a listener with the private key that belongs to it. `Debug` shows neither.
#[derive(Clone)]
pub struct Identity(Arc<CertifiedKey>);

impl Identity {
    /// The certificate and key in rustls' form.
    pub fn certified_key(&self) -> &Arc<CertifiedKey> {
        &self.0
    }

    pub(super) fn read(table: Table<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let certificate = table.needed_text("certificate", reader);
        let key = secret::needed(&table, "key", Looks::Pem, reader);
        table.finish(reader);
        let certificates = certificate.and_then(|path| certificates(path, reader));
        let (certificates, key) = (certificates?, key?);
        let (zh, en) = match PrivateKeyDer::from_pem_slice(key.value.expose().as_bytes()) {
            Ok(private) => {
                let provider = rustls::crypto::ring::default_provider();
                match CertifiedKey::from_der(certificates.value, private, &provider) {
                    Ok(certified) => return Some(Self(Arc::new(certified))),
                    Err(_) => ("私钥与证书不匹配", "the private key doesn't fit the certificate"),
                }
            }
            Err(_) => ("不是 PEM 格式的私钥", "this is no private key in PEM"),
        };
        reader.wrong_with(key.span, Bilingual::of(zh, en));
        None
    }
}

fn certificates(path: Item<&str>, reader: &mut Reader<'_>) -> Option<Item<Vec<CertificateDer<'static>>>> {
    let file = reader.path(path.value);
    let shown = file.display();
    let (zh, en) = match fs::read(&file) {
        Ok(pem) => match CertificateDer::pem_slice_iter(&pem).collect::<Result<Vec<_>, _>>() {
            Ok(found) if !found.is_empty() => return Some(Item { value: found, span: path.span }),
            Ok(_) | Err(_) => {
                (format!("{shown} 中没有 PEM 格式的证书"), format!("{shown} contains no certificates in PEM"))
            }
        },
        Err(error) => (format!("{shown} 无法读取：{error}"), format!("{shown} can't be read: {error}")),
    };
    reader.wrong(path.span, zh, en);
    None
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity(***)")
    }
}
