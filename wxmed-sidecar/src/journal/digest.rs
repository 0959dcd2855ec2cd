//! Digests of requests, keyed with a secret of the file.

use std::collections::BTreeSet;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::key::RequestDigest;

/// The secret of a file.
pub(super) struct DigestKey(Hmac<Sha256>);

impl DigestKey {
    /// A random secret.
    pub(super) fn random() -> Result<Zeroizing<[u8; 32]>, getrandom::Error> {
        let mut secret = Zeroizing::new([0; 32]);
        getrandom::fill(secret.as_mut_slice())?;
        Ok(secret)
    }

    /// Returns `None` if the secret has the wrong length.
    pub(super) fn new(secret: &[u8]) -> Option<Self> {
        let secret: &[u8; 32] = secret.try_into().ok()?;
        Hmac::new_from_slice(secret).ok().map(Self)
    }

    pub(super) fn digest<'a>(&self, fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> RequestDigest {
        let mut mac = self.0.clone();
        for (name, value) in fields.into_iter().collect::<BTreeSet<_>>() {
            for text in [name, value] {
                // With the length, two fields differ from one field that contains both.
                mac.update(&(text.len() as u64).to_be_bytes());
                mac.update(text.as_bytes());
            }
        }
        RequestDigest(mac.finalize().into_bytes().into())
    }
}
