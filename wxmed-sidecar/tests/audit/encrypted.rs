//! Decrypts raw bodies with independent implementations.

use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use bech32::{Bech32, Hrp};
use chacha20poly1305::aead::Aead as _;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _};
use hmac::{Hmac, Mac as _};
use ring::agreement::{EphemeralPrivateKey, UnparsedPublicKey, X25519, agree_ephemeral};
use ring::rand::SystemRandom;
use serde_json::Value;
use sha2::Sha256;
use wxmed_sidecar::audit::{Exchange, RawBodies, RawSettings, Recipient, RecipientError};

use crate::support::{Folder, exchange, record};

fn with_bodies(key: &str, request: &str, response: Option<&[u8]>) -> Exchange {
    exchange(key).raw(RawBodies::new(request.as_bytes(), response.map(<[u8]>::to_vec)))
}

fn settings(folder: &Folder, recipient: &str) -> wxmed_sidecar::audit::AuditSettings {
    let recipient = Recipient::parse(recipient).unwrap();
    folder.settings().with_raw(RawSettings::new(folder.path("raw.jsonl"), recipient))
}

/// The encrypted records, each with the ID of its line.
fn records(folder: &Folder) -> Vec<(String, Vec<u8>)> {
    let text = folder.read("raw.jsonl");
    let record = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        (line["id"].as_str().unwrap().to_owned(), STANDARD.decode(line["age"].as_str().unwrap()).unwrap())
    };
    text.lines().map(record).collect()
}

fn hmac(key: &[u8], text: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text);
    mac.finalize().into_bytes().into()
}

/// HKDF of RFC 5869, for 32 bytes.
fn hkdf(salt: &[u8], secret: &[u8], info: &str) -> [u8; 32] {
    let extracted = hmac(salt, secret);
    hmac(&extracted, &[info.as_bytes(), &[1]].concat())
}

fn opened(key: &[u8; 32], nonce: [u8; 12], sealed: &[u8]) -> Vec<u8> {
    ChaCha20Poly1305::new(key.into()).decrypt(&nonce.into(), sealed).unwrap()
}

/// Decrypts according to the specification of age.
fn decrypted(file: &[u8], private: EphemeralPrivateKey, public: &[u8]) -> Vec<u8> {
    let end = file.windows(5).position(|bytes| bytes == b"\n--- ").unwrap() + 1;
    let header = std::str::from_utf8(&file[..end + 3]).unwrap();
    let [version, stanza, body, "---"] = header.split('\n').collect::<Vec<_>>()[..] else { panic!("{header}") };
    assert_eq!(version, "age-encryption.org/v1");
    let share = STANDARD_NO_PAD.decode(stanza.strip_prefix("-> X25519 ").unwrap()).unwrap();
    let theirs = UnparsedPublicKey::new(&X25519, &share);
    let salt = [&share, public].concat();
    let wrap = |secret: &[u8]| hkdf(&salt, secret, "age-encryption.org/v1/X25519");
    let wrap_key = agree_ephemeral(private, &theirs, wrap).unwrap();
    let file_key = opened(&wrap_key, [0; 12], &STANDARD_NO_PAD.decode(body).unwrap());
    assert_eq!(file_key.len(), 16);
    let (mac, payload) = file[end + 4..].split_at(43);
    assert_eq!(STANDARD_NO_PAD.decode(mac).unwrap(), hmac(&hkdf(&[], &file_key, "header"), header.as_bytes()));
    let (nonce, chunks) = payload.strip_prefix(b"\n").unwrap().split_at(16);
    let key = hkdf(nonce, &file_key, "payload");
    let chunks: Vec<&[u8]> = chunks.chunks(65_536 + 16).collect();
    let open = |(number, chunk): (usize, &&[u8])| {
        let mut nonce = [0; 12];
        nonce[3..11].copy_from_slice(&(number as u64).to_be_bytes());
        nonce[11] = u8::from(number + 1 == chunks.len());
        opened(&key, nonce, chunk)
    };
    chunks.iter().enumerate().flat_map(open).collect()
}

#[test]
fn the_owner_of_the_key_can_decrypt_a_record() {
    for length in [0, 10, 65_536, 200_000] {
        let private = EphemeralPrivateKey::generate(&X25519, &SystemRandom::new()).unwrap();
        let public = private.compute_public_key().unwrap();
        let recipient = bech32::encode::<Bech32>(Hrp::parse("age").unwrap(), public.as_ref()).unwrap();
        let folder = Folder::new();
        let request = "x".repeat(length);
        record(&settings(&folder, &recipient), [with_bodies("1", &request, Some(&[0xff, 0x00]))]);
        let [(id, file)] = &records(&folder)[..] else { panic!() };
        assert_eq!(*id, folder.entries("audit.jsonl")[0].id);
        let plain: Value = serde_json::from_slice(&decrypted(file, private, public.as_ref())).unwrap();
        assert_eq!(plain["request"], request);
        assert_eq!(plain["response"], serde_json::json!({ "base64": "/wA=" }));
    }
}

/// A message whose length is a multiple of age's chunk length has no empty chunk at its end.
#[test]
#[ignore = "needs age (on Debian: apt-get install age)"]
fn the_program_age_decrypts_each_record() {
    let folder = Folder::new();
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).stdin(Stdio::null()).output();
        let output = output.unwrap_or_else(|error| panic!("{program} can't be run ({error}): apt-get install age"));
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let key = folder.path("key.txt").display().to_string();
    run("age-keygen", &["-o", &key]);
    let recipient = String::from_utf8(run("age-keygen", &["-y", &key])).unwrap();
    // With `{"request":"","response":null}` around it, one of these lengths results in exactly 65,536 bytes.
    let lengths = [0, 1, 65_536 - 31, 65_536 - 30, 65_536, 131_072 - 31, 300_000];
    let exchanges = lengths.iter().map(|length| with_bodies(&length.to_string(), &"x".repeat(*length), None));
    record(&settings(&folder, recipient.trim()), exchanges);
    for ((_, file), length) in records(&folder).into_iter().zip(lengths) {
        std::fs::write(folder.path("record.age"), file).unwrap();
        let plain = run("age", &["-d", "-i", &key, &folder.path("record.age").display().to_string()]);
        let plain: Value = serde_json::from_slice(&plain).unwrap();
        assert_eq!(plain, serde_json::json!({ "request": "x".repeat(length), "response": null }));
    }
}

#[test]
fn recipients_are_checked() {
    let good = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
    assert_eq!(Recipient::parse(good).unwrap().as_str(), good);
    let changed = good.replace("ql3z", "ql3y");
    for wrong in [
        "",
        "age1",
        &changed,
        &good[..good.len() - 1],
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "ssh-ed25519 AAAA",
    ] {
        assert_eq!(Recipient::parse(wrong), Err(RecipientError::NoKey), "{wrong}");
    }
    for private in ["AGE-SECRET-KEY-1QQQQ", "age-secret-key-1"] {
        assert_eq!(Recipient::parse(private), Err(RecipientError::PrivateKey));
    }
    // Key agreement fails for this point. The record is lost, and counted.
    let zero = bech32::encode::<Bech32>(Hrp::parse("age").unwrap(), &[0; 32]).unwrap();
    let folder = Folder::new();
    assert_eq!(record(&settings(&folder, &zero), [with_bodies("1", "canary", None)]), 1);
}
