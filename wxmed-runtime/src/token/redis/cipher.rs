//! Encrypts the tokens that are stored in Redis, so that read access to it is worthless.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::error::Fault;
use crate::Secret;
use crate::signed_xml::hex::Hex;
use crate::token::endpoint::Account;

/// Long enough for random nonces.
const NONCE: usize = 24;

/// Keys derived from the AppSecret. The platform generates the AppSecret randomly, so it can't be guessed from the
/// ciphertext.
pub(super) struct Cipher {
    cipher: XChaCha20Poly1305,
    tagging: Zeroizing<[u8; 32]>,
    name: String,
}

impl Cipher {
    /// `name` is the token's key in Redis. A ciphertext is bound to it and can't be decrypted under another key.
    pub(super) fn new(account: &Account, name: &str) -> Self {
        let cipher = XChaCha20Poly1305::new((&*derived(account, b"wxmed access token: sealing")).into());
        Self { cipher, tagging: derived(account, b"wxmed access token: tagging"), name: name.to_owned() }
    }

    pub(super) fn close(&self, token: &Secret, generation: u64) -> Result<Vec<u8>, Fault> {
        let mut sealed = vec![0; NONCE];
        getrandom::fill(&mut sealed).map_err(|_| Fault::Random)?;
        let payload = Payload { msg: token.expose().as_bytes(), aad: &self.context(generation) };
        let text = self.cipher.encrypt(&nonce(&sealed).ok_or(Fault::Seal)?, payload).map_err(|_| Fault::Seal)?;
        sealed.extend(text);
        Ok(sealed)
    }

    /// Returns `None` if it was encrypted with another AppSecret, or was modified.
    pub(super) fn open(&self, sealed: &[u8], generation: u64) -> Option<Secret> {
        let (nonce, text) = (nonce(sealed)?, sealed.get(NONCE..)?);
        let payload = Payload { msg: text, aad: &self.context(generation) };
        let token = self.cipher.decrypt(&nonce, payload).ok()?;
        String::from_utf8(token).ok().map(Secret::new)
    }

    /// A tag that identifies a rejected token without revealing it.
    pub(super) fn tag(&self, token: &Secret) -> Secret {
        let tag = mac(&*self.tagging, [token.expose().as_bytes()]);
        Secret::new(Hex::<64>::lower(*tag).as_str())
    }

    fn context(&self, generation: u64) -> Vec<u8> {
        [self.name.as_bytes(), &generation.to_be_bytes()].concat()
    }
}

/// The prefix of an account's keys, which contains neither its appid nor its AppSecret. The braces keep the keys on the
/// same node of a cluster.
pub(super) fn name(namespace: &str, account: &Account, endpoint: &str) -> String {
    let mut hash = Sha256::new();
    for part in [namespace, endpoint, &account.appid] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    format!("wxmed:{namespace}:{{{}}}", Hex::<32>::lower(hash.finalize()).as_str())
}

fn derived(account: &Account, purpose: &[u8]) -> Zeroizing<[u8; 32]> {
    mac(account.secret.expose().as_bytes(), [purpose, b"\0", account.appid.as_bytes()])
}

fn mac<const N: usize>(key: &[u8], parts: [&[u8]; N]) -> Zeroizing<[u8; 32]> {
    // A key of HMAC may have any length, so that this is never an error.
    let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(key) else { return Zeroizing::default() };
    parts.into_iter().for_each(|part| mac.update(part));
    Zeroizing::new(mac.finalize().into_bytes().into())
}

fn nonce(sealed: &[u8]) -> Option<XNonce> {
    let bytes: [u8; NONCE] = sealed.get(..NONCE)?.try_into().ok()?;
    Some(bytes.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seal(secret: &str, name: &str) -> Cipher {
        let account = Account { appid: "wxd678efh567hg6787".into(), secret: Secret::new(secret) };
        Cipher::new(&account, name)
    }

    #[test]
    fn decryption_needs_the_same_secret_name_and_generation() {
        let token = Secret::new("61_uT9x");
        let sealed = seal("a", "n").close(&token, 7).unwrap();
        assert!(!sealed.windows(7).any(|window| window == b"61_uT9x"));
        assert_eq!(seal("a", "n").open(&sealed, 7), Some(token.clone()));
        assert_ne!(seal("a", "n").close(&token, 7).unwrap(), sealed, "each encryption uses a new nonce");
        assert_eq!(seal("b", "n").open(&sealed, 7), None);
        assert_eq!(seal("a", "m").open(&sealed, 7), None);
        assert_eq!(seal("a", "n").open(&sealed, 8), None);
        for cut in 0..sealed.len() {
            assert_eq!(seal("a", "n").open(&sealed[..cut], 7), None);
        }
        for index in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[index] ^= 1;
            assert_eq!(seal("a", "n").open(&changed, 7), None);
        }
    }

    #[test]
    fn a_tag_depends_on_the_token_and_the_secret() {
        let (one, other) = (Secret::new("T1"), Secret::new("T2"));
        assert_eq!(seal("a", "n").tag(&one), seal("a", "m").tag(&one));
        assert_ne!(seal("a", "n").tag(&one), seal("a", "n").tag(&other));
        assert_ne!(seal("a", "n").tag(&one), seal("b", "n").tag(&one));
    }

    #[test]
    fn a_key_name_hides_the_appid_and_differs_between_accounts() {
        let account = |appid: &str| Account { appid: appid.into(), secret: Secret::new("s") };
        let first = name("ward", &account("wxd678efh567hg6787"), "stable");
        assert!(!first.contains("wxd678") && first.starts_with("wxmed:ward:{"), "{first}");
        assert_ne!(first, name("ward", &account("wxd678efh567hg6788"), "stable"));
        assert_ne!(first, name("ward", &account("wxd678efh567hg6787"), "basic"));
        assert_ne!(first, name("other", &account("wxd678efh567hg6787"), "stable"));
    }
}
