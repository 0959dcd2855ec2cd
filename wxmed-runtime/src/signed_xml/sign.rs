use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::signed_xml::hex::Hex;
use crate::signed_xml::secret::ApiKey;
use crate::signed_xml::xml::Element;

/// The field that contains the signature and is not signed itself.
pub(crate) const SIGN: &str = "sign";

/// The algorithm of a signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SignType {
    /// MD5, with 32 digits, as the document's `sign` String32.
    #[default]
    Md5,
    /// HMAC-SHA256, with 64 digits, only for operations that have a field `sign_type`.
    HmacSha256,
}

impl SignType {
    /// The text of the field `sign_type`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::HmacSha256 => "HMAC-SHA256",
        }
    }

    /// The sign type that a `sign_type` names.
    pub fn by_name(name: &str) -> Option<Self> {
        [Self::Md5, Self::HmacSha256].into_iter().find(|known| known.as_str() == name)
    }
}

/// A signature: 32 or 64 upper-case hexadecimal digits.
///
/// `Debug` doesn't show it, because the expected signature of a response must not be printed. There is no `==`; use
/// [`Signature::matches`], which takes constant time.
#[derive(Clone, Copy)]
pub struct Signature(Hex<64>);

impl Signature {
    /// The text of the field `sign`.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether a received `sign` is this one, compared in constant time. Lower-case digits do not match.
    pub fn matches(&self, received: &str) -> bool {
        self.0.as_bytes().ct_eq(received.as_bytes()).into()
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signature(***)")
    }
}

/// Computes a signature of WeChat Pay V2 in one pass, without storing or sorting the fields.
///
/// The pairs must be passed in byte order of their names; for generated types this order is known at compile time. The
/// signer itself skips empty values and `sign`.
///
/// ```
/// use wxmed::ApiKey;
/// use wxmed::codec::{SignType, Signer};
/// let key = ApiKey::new("192006250b4c09247ec02edce69f6a2d");
/// let mut signer = Signer::new(&key, SignType::Md5);
/// for (name, value) in [
///     ("appid", "wxd930ea5d5a258f4f"),
///     ("body", "test"),
///     ("device_info", "1000"),
///     ("mch_id", "10000100"),
///     ("nonce_str", "ibuaiVcKdpRxkhJA"),
/// ] {
///     signer.pair(name, value);
/// }
/// assert_eq!(signer.finish().as_str(), "9A0A8659F005D6984697E2CA0A9CF3B7");
/// ```
pub struct Signer<'k> {
    key: &'k ApiKey,
    hash: Hash,
    /// Buffers the pairs, because hashing whole blocks is faster than hashing many small pieces.
    staged: [u8; STAGE],
    len: usize,
    is_first: bool,
}

/// A multiple of 64, the block of both hashes, so that a flush never leaves half a block behind.
const STAGE: usize = 256;

enum Hash {
    Md5(Md5),
    HmacSha256(Box<Hmac<Sha256>>),
}

impl Hash {
    fn new(key: &ApiKey, sign_type: SignType) -> Self {
        match sign_type {
            SignType::Md5 => Self::Md5(Md5::new()),
            SignType::HmacSha256 => {
                let mut block = Zeroizing::new([0; HMAC_BLOCK]);
                fill(&mut block, key.as_bytes());
                Self::HmacSha256(Box::new(Hmac::new((&*block).into())))
            }
        }
    }

    fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Md5(hash) => Digest::update(hash, bytes),
            Self::HmacSha256(hash) => Mac::update(hash.as_mut(), bytes),
        }
    }

    fn finish(self) -> Hex<64> {
        match self {
            Self::Md5(hash) => Hex::upper(hash.finalize()),
            Self::HmacSha256(hash) => Hex::upper(hash.finalize().into_bytes()),
        }
    }
}

/// The block of SHA-256.
const HMAC_BLOCK: usize = 64;

/// Fills a whole block with the key, as RFC 2104 does: a short key is padded, and a long one is hashed. With a key of
/// one block, HMAC can't fail.
fn fill(block: &mut [u8; HMAC_BLOCK], key: &[u8]) {
    if key.len() <= block.len() {
        block[..key.len()].copy_from_slice(key);
    } else {
        let hashed = Sha256::digest(key);
        block[..hashed.len()].copy_from_slice(&hashed);
    }
}

impl<'k> Signer<'k> {
    /// Starts a signature.
    pub fn new(key: &'k ApiKey, sign_type: SignType) -> Self {
        let hash = Hash::new(key, sign_type);
        Self { key, hash, staged: [0; STAGE], len: 0, is_first: true }
    }

    /// Adds one field. Pass its raw text, not its CDATA or escaped form.
    pub fn pair(&mut self, name: &str, value: &str) {
        if value.is_empty() || name == SIGN {
            return;
        }
        if !self.is_first {
            self.stage(b"&");
        }
        self.is_first = false;
        self.stage(name.as_bytes());
        self.stage(b"=");
        self.stage(value.as_bytes());
    }

    /// Adds one field of a table, whose `&name=` was built at compile time.
    #[inline]
    pub(crate) fn element(&mut self, element: &Element, value: &str) {
        // There is no `&` before the first pair.
        let name = if self.is_first { element.signed.get(1..).unwrap_or_default() } else { element.signed };
        self.is_first = false;
        self.stage(name.as_bytes());
        self.stage(value.as_bytes());
    }

    /// Appends the key and returns the signature.
    pub fn finish(mut self) -> Signature {
        self.stage(if self.is_first { b"key=" } else { b"&key=" });
        self.flush();
        // The key bypasses the buffer: the hashes are zeroed when they are dropped, but the buffer isn't.
        self.hash.update(self.key.as_bytes());
        Signature(self.hash.finish())
    }

    #[inline]
    fn stage(&mut self, mut bytes: &[u8]) {
        while bytes.len() > STAGE - self.len {
            let (head, tail) = bytes.split_at(STAGE - self.len);
            self.staged[self.len..].copy_from_slice(head);
            self.len = STAGE;
            self.flush();
            bytes = tail;
        }
        self.staged[self.len..self.len + bytes.len()].copy_from_slice(bytes);
        self.len += bytes.len();
    }

    #[inline(never)]
    fn flush(&mut self) {
        self.hash.update(&self.staged[..self.len]);
        self.len = 0;
    }
}
