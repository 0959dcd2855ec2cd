//! A sandbox with HTTPS: clients that trust its authority call it by each of its names, and others can't.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;

use wxmed::{Error, GetMedInfo, Host, RetryPolicy, RootCertificates, StableToken, Valid, blocking};
use wxmed_sandbox::{Authority, Sandbox, Settings, StartError, Stub, StubResponse};

fn start(authority: Authority) -> Sandbox {
    Sandbox::start(Settings::default().tls(authority)).unwrap()
}

fn client(sandbox: &Sandbox, host: &str, roots: Option<&str>) -> blocking::Client {
    let account = sandbox.account();
    let tokens = StableToken::new(account.appid(), account.app_secret().expose());
    let builder = blocking::Client::builder(account.api_key().clone()).token(tokens).retries(RetryPolicy::none());
    let builder = builder.host(Host::parse(host).unwrap());
    let builder = roots
        .into_iter()
        .fold(builder, |builder, pem| builder.root_certificates(RootCertificates::from_pem(pem.as_bytes()).unwrap()));
    builder.build().unwrap()
}

fn lookup(sandbox: &Sandbox) -> Valid<GetMedInfo> {
    let person = &sandbox.people()[0];
    GetMedInfo::builder().openid(person.openid()).name(person.name()).idcard_md5(person.idcard_md5()).build().unwrap()
}

/// A file for an authority that doesn't exist yet.
fn file(name: &str) -> PathBuf {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pem"));
    if file.exists() {
        fs::remove_file(&file).unwrap();
    }
    file
}

#[test]
fn a_client_that_trusts_the_authority_calls_it_by_each_name_of_this_machine() {
    let sandbox = start(Authority::New);
    let port = sandbox.address().port();
    let authority = sandbox.certificate_authority().unwrap();
    assert_eq!(sandbox.url(), format!("https://127.0.0.1:{port}"));
    for host in [sandbox.url().to_owned(), format!("https://localhost:{port}")] {
        let card = client(&sandbox, &host, Some(authority)).send(&lookup(&sandbox)).unwrap();
        assert_eq!(card.medical_card_id, "6000000001", "{host}");
    }
}

#[test]
fn a_client_with_other_roots_sends_nothing() {
    let (sandbox, another) = (start(Authority::New), start(Authority::New));
    for roots in [None, another.certificate_authority()] {
        let error = client(&sandbox, sandbox.url(), roots).send(&lookup(&sandbox)).unwrap_err();
        assert!(matches!(error, Error::Token(_)), "{error:?}");
        assert!(error.to_string().contains("certificate"), "{error}");
    }
    assert!(sandbox.recorded_calls().is_empty());
}

#[test]
fn a_response_is_truncated_like_without_tls() {
    let sandbox = start(Authority::New);
    let client = client(&sandbox, sandbox.url(), sandbox.certificate_authority());
    client.send(&lookup(&sandbox)).unwrap();
    sandbox.stub(Stub::on("getmedinfo").respond_with(StubResponse::DropInBody));
    let error = client.send(&lookup(&sandbox)).unwrap_err();
    assert!(matches!(error, Error::Unanswered(_)), "{error:?}");
}

#[test]
fn plain_http_gets_a_hint() {
    let sandbox = start(Authority::New);
    let mut stream = TcpStream::connect(sandbox.address()).unwrap();
    stream.write_all(b"GET /sandbox/v1/people HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    assert!(response.starts_with("HTTP/1.1 400") && response.contains("https://"), "{response}");
    assert!(sandbox.recorded_calls().is_empty());
}

#[test]
fn a_kept_authority_signs_at_each_start_and_hides_its_key() {
    let file = file("kept-authority");
    let first = start(Authority::Kept(file.clone()));
    let second = start(Authority::Kept(file.clone()));
    let authority = first.certificate_authority().unwrap();
    assert_eq!(second.certificate_authority().unwrap(), authority);
    client(&second, second.url(), Some(authority)).send(&lookup(&second)).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let kept = fs::read_to_string(&file).unwrap();
    assert!(kept.starts_with(authority) && kept.contains("PRIVATE KEY"));
    assert!(!authority.contains("PRIVATE KEY") && !format!("{first:?}").contains("PRIVATE KEY"));
}

#[test]
fn an_authority_that_was_made_for_other_names_is_refused() {
    let file = file("narrow-authority");
    drop(start(Authority::Kept(file.clone())));
    let wider = Settings::default().tls(Authority::Kept(file.clone())).allow_host("sandbox.example");
    let error = Sandbox::start(wider.clone()).unwrap_err();
    assert!(matches!(error, StartError::Tls { .. }), "{error:?}");
    let (en, zh) = (error.to_string(), format!("{error:#}"));
    assert!(en.contains("sandbox.example") && en.contains("Delete its file"), "{en}");
    assert!(zh.contains("sandbox.example") && zh.contains("删除"), "{zh}");

    fs::remove_file(&file).unwrap();
    let sandbox = Sandbox::start(wider).unwrap();
    let authority = sandbox.certificate_authority();
    client(&sandbox, sandbox.url(), authority).send(&lookup(&sandbox)).unwrap();
}

#[test]
fn a_file_without_an_authority_is_refused_and_left_as_it_is() {
    let good = file("good-authority");
    drop(start(Authority::Kept(good.clone())));
    let good = fs::read_to_string(good).unwrap();
    let (certificate, key) = good.split_at(good.find("-----BEGIN PRIVATE").unwrap());
    let file = file("no-authority");
    for text in ["", "not PEM", certificate, key, &good[..good.len() / 2]] {
        fs::write(&file, text).unwrap();
        let error = Sandbox::start(Settings::default().tls(Authority::Kept(file.clone()))).unwrap_err();
        assert!(error.to_string().contains("no-authority.pem"), "{error}");
        assert!(!error.to_string().contains("PRIVATE"), "{error}");
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
}
