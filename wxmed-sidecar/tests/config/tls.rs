//! Certificates of listeners.

use rcgen::{CertifiedKey, generate_simple_self_signed};
use wxmed_sidecar::config::Address;

use crate::support::{Folder, REST};

fn certificate() -> CertifiedKey<rcgen::KeyPair> {
    generate_simple_self_signed(["wxmed.hospital.example".to_owned()]).unwrap()
}

/// A configuration that listens on all addresses.
fn open(callers: &str) -> String {
    format!(
        "[[listen]]\ntcp = \"0.0.0.0:8443\"\ntls = {{ certificate = \"server.pem\", key = {{ file = \"server.key\" }} }}\n\
         {callers}{REST}"
    )
}

const CALLER: &str = "[callers.his]\ntoken = { env = \"TOKEN\" }\noperations = [\"*\"]\n";

fn write(folder: &Folder, certificate: &CertifiedKey<rcgen::KeyPair>, key: &CertifiedKey<rcgen::KeyPair>) {
    folder.write("server.pem", &certificate.cert.pem(), 0o644);
    folder.write("server.key", &key.signing_key.serialize_pem(), 0o600);
}

fn messages(folder: &Folder, text: &str) -> Vec<String> {
    folder.wrong(text).into_iter().map(|(line, column, _, en)| format!("{line}:{column} {en}")).collect()
}

#[test]
fn an_address_other_than_loopback_needs_tls_and_tokens() {
    let folder = Folder::new();
    let server = certificate();
    write(&folder, &server, &server);
    let config = folder.parse(&open(CALLER)).unwrap_or_else(|errors| panic!("{errors}"));
    let [listener] = config.listeners() else { panic!() };
    let Address::Tls(address, identity) = listener.address() else { panic!() };
    assert_eq!((address.to_string().as_str(), listener.caller()), ("0.0.0.0:8443", None));
    assert!(identity.certified_key().keys_match().is_ok());
    assert_eq!(format!("{identity:?}"), "Identity(***)");

    let nobody = ["1:1 this listener has no caller: write [callers.NAME] with token and operations"];
    assert_eq!(messages(&folder, &open("")), nobody);
    let without_token = open("caller = \"his\"\n[callers.his]\noperations = [\"*\"]\n");
    let wrong = ["4:10 an address that other machines reach can't have a caller: each request needs a token there"];
    assert_eq!(messages(&folder, &without_token), wrong);
}

#[test]
fn the_private_key_must_match_the_certificate() {
    let folder = Folder::new();
    write(&folder, &certificate(), &certificate());
    assert_eq!(messages(&folder, &open(CALLER)), ["3:52 the private key doesn't fit the certificate"]);
    folder.write("server.key", "canary\n", 0o600);
    assert_eq!(messages(&folder, &open(CALLER)), ["3:52 this is no private key in PEM"]);
    folder.write("server.key", &certificate().signing_key.serialize_pem(), 0o644);
    let wrong =
        "3:52 `listen.tls.key`: DIR/server.key can be accessed by other users: run chmod 600 DIR/server.key first";
    assert_eq!(messages(&folder, &open(CALLER)), [wrong]);
}
