//! Encryption in the format of [age](https://age-encryption.org/v1): the `age` program can decrypt the files.
//!
//! The crate `age` has 180 dependencies. A single recipient needs little: the format is below, the algorithms are
//! ring's.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use ring::agreement::{EphemeralPrivateKey, UnparsedPublicKey, X25519, agree_ephemeral};
use ring::error::Unspecified;
use ring::hkdf::{HKDF_SHA256, KeyType, Salt};
use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};
use zeroize::Zeroizing;

use super::recipient::Recipient;

/// The length of a part of the message. Each part is encrypted separately.
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

type Result<T> = std::result::Result<T, Unspecified>;

/// Encrypts a message to a recipient. It fails only if the system's random source fails, or the recipient's key is one
/// of the few for which key agreement isn't possible.
pub(super) fn encrypt(recipient: &Recipient, message: &[u8]) -> Result<Vec<u8>> {
    let random = SystemRandom::new();
    let mut file_key = Zeroizing::new([0; 16]);
    random.fill(file_key.as_mut_slice())?;
    let mut file = header(recipient, &file_key, &random)?.into_bytes();
    let mut nonce = [0; 16];
    random.fill(&mut nonce)?;
    file.extend_from_slice(&nonce);
    let payload_key = derived(&nonce, file_key.as_slice(), b"payload")?;
    encrypt_payload(&payload_key, message, &mut file)?;
    Ok(file)
}

/// The header with the key of the file, which only the recipient can decrypt.
fn header(recipient: &Recipient, file_key: &[u8; 16], random: &SystemRandom) -> Result<String> {
    let ephemeral = EphemeralPrivateKey::generate(&X25519, random)?;
    let share = ephemeral.compute_public_key()?;
    let salt = [share.as_ref(), recipient.key()].concat();
    let theirs = UnparsedPublicKey::new(&X25519, recipient.key());
    let wrap_key =
        agree_ephemeral(ephemeral, &theirs, |secret| derived(&salt, secret, b"age-encryption.org/v1/X25519"))??;
    let mut wrapped = file_key.to_vec();
    seal(&wrap_key, [0; 12], &mut wrapped)?;
    let (share, wrapped) = (STANDARD_NO_PAD.encode(share), STANDARD_NO_PAD.encode(wrapped));
    let header = format!("age-encryption.org/v1\n-> X25519 {share}\n{wrapped}\n---");
    let mac_key = derived(&[], file_key, b"header")?;
    let mac = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, mac_key.as_slice()), header.as_bytes());
    Ok(format!("{header} {}\n", STANDARD_NO_PAD.encode(mac)))
}

/// Encrypts the message in parts. The nonce of a part is its number, with a flag for the last one.
fn encrypt_payload(key: &Key, message: &[u8], file: &mut Vec<u8>) -> Result<()> {
    let chunks: Vec<&[u8]> = if message.is_empty() { vec![&[]] } else { message.chunks(CHUNK).collect() };
    file.reserve(message.len() + chunks.len() * TAG);
    let last = chunks.len() - 1;
    for (number, chunk) in chunks.into_iter().enumerate() {
        let mut nonce = [0; 12];
        nonce[3..11].copy_from_slice(&(number as u64).to_be_bytes());
        nonce[11] = u8::from(number == last);
        let mut chunk = chunk.to_vec();
        seal(key, nonce, &mut chunk)?;
        file.append(&mut chunk);
    }
    Ok(())
}

type Key = Zeroizing<[u8; 32]>;

fn derived(salt: &[u8], secret: &[u8], info: &[u8]) -> Result<Key> {
    struct Length;
    impl KeyType for Length {
        fn len(&self) -> usize {
            32
        }
    }
    let mut key = Zeroizing::new([0; 32]);
    Salt::new(HKDF_SHA256, salt).extract(secret).expand(&[info], Length)?.fill(key.as_mut_slice())?;
    Ok(key)
}

/// Encrypts in place, and appends the tag.
fn seal(key: &Key, nonce: [u8; 12], message: &mut Vec<u8>) -> Result<()> {
    let key = LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, key.as_slice())?);
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), message)
}
