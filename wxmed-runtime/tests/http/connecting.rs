//! Failures to connect, after which nothing has been sent.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use tokio::net::TcpSocket;
use wxmed::{BasicToken, Client, Host, Https, Outcome, RetryPolicy, RootCertificates, StaticToken};

use crate::calls::{Settings, WAYS, Way, block_on, call, success};
use crate::common::key;
use crate::server::{Reaction, Server, Then};
use crate::tls::{Authority, self_signed};

const LONG: Duration = Duration::from_secs(8);

/// Every way of calling ends like this. Nothing was sent, so a registration is retried like a lookup.
fn hold(settings: &Settings, fault: &str, expected: &str) {
    for way in WAYS {
        let ended = settings.call(way);
        assert_eq!(ended.summary(), format!("Unanswered: {fault}, NotSent"), "{way:?}: {}", ended.error());
        assert_eq!(ended.error().outcome(), Outcome::NothingDone);
        assert!(ended.error().raw().is_none());
        assert!(ended.error().to_string().contains(expected), "{expected}: {}", ended.error());
        let attempts = if fault == "Tls" { "attempts: 1" } else { "attempts: 2" };
        assert!(ended.error().to_string().contains(attempts), "{}", ended.error());
        assert!(ended.took < LONG, "{way:?}: {:?}", ended.took);
    }
}

fn patient(settings: Settings) -> Settings {
    Settings { connect: LONG, read: LONG, total: LONG * 2, ..settings }
}

#[test]
fn a_port_without_a_listener() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    hold(&patient(Settings::of(&format!("http://{address}"))), "Connect", "refused");
    hold(&patient(Settings::of(&format!("https://{address}"))), "Connect", "refused");
}

#[test]
fn a_host_name_that_does_not_exist() {
    hold(&patient(Settings::of("https://hospital.invalid")), "Name", "was not found");
    // A valid URL, but not a host that the HTTP library can look up.
    hold(&patient(Settings::of("https://300.300.300.300")), "Name", "was not found");
}

/// A server whose queue is full drops connections, as a firewall does.
#[test]
fn a_server_that_does_not_accept() {
    block_on(async {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let full = socket.listen(0).unwrap();
        let address = full.local_addr().unwrap();
        let mut waiting = Vec::new();
        while let Ok(line) = TcpStream::connect_timeout(&address, Duration::from_millis(100)) {
            waiting.push(line);
        }
        let settings = Settings { connect: Duration::from_millis(150), ..Settings::of(&format!("http://{address}")) };
        std::thread::spawn(move || hold(&settings, "Timeout", "timed out")).join().unwrap();
    });
}

/// The time-out of the whole call is shorter than that of connecting; nothing was sent.
#[test]
fn a_call_that_times_out_before_it_is_connected() {
    for way in WAYS {
        let server = Server::raw(|mut socket: TcpStream| drop(std::io::copy(&mut socket, &mut std::io::sink())));
        let settings = Settings { connect: LONG, total: Duration::from_millis(200), ..Settings::https(&server) };
        let ended = settings.once().call(way);
        assert_eq!(ended.summary(), "Unanswered: Timeout, NotSent");
        assert!(ended.took < LONG, "{:?}", ended.took);
    }
}

#[test]
fn a_silent_tls_handshake() {
    let server = Server::raw(|mut socket: TcpStream| drop(std::io::copy(&mut socket, &mut std::io::sink())));
    let settings = Settings { connect: Duration::from_millis(150), ..Settings::https(&server) };
    hold(&settings, "Timeout", "timed out");
}

/// A transport that the program itself creates uses the time-outs of the client. This also applies if several clients
/// share it, and to a token fetch without a body.
#[test]
fn the_timeouts_are_those_of_the_client() {
    let server = Server::raw(|mut socket: TcpStream| drop(std::io::copy(&mut socket, &mut std::io::sink())));
    let host = Host::parse(&format!("https://{}", server.address())).unwrap();
    let https = Https::new(&RootCertificates::default(), None).unwrap();
    for connect in [100, 700, 101, 102, 103, 104, 100].map(Duration::from_millis) {
        let begin = || {
            let builder = Client::builder(key()).host(host.clone()).connect_timeout(connect).transport(https.clone());
            builder.read_timeout(LONG).timeout(LONG).retries(RetryPolicy::none())
        };
        let fixed = begin().token(StaticToken::new("T")).build().unwrap();
        let fetched = begin().token(BasicToken::new("wxd678efh567hg6787", "canary-app-secret")).build().unwrap();
        for (client, expected) in [(fixed, "Unanswered: Timeout, NotSent"), (fetched, "Token: Timeout, NotSent")] {
            let ended = block_on(call(&client, Way::Registration));
            assert_eq!(ended.summary(), expected);
            assert!(ended.took >= connect && ended.took < connect + LONG / 4, "{:?} of {connect:?}", ended.took);
        }
    }
}

#[test]
fn a_tls_handshake_that_is_cut_off() {
    let server = Server::raw(|mut socket: TcpStream| drop(socket.read(&mut [0; 1024])));
    hold(&patient(Settings::https(&server)), "Connect", "handshake eof");
}

/// A server that supports TLS 1.1 only, and continues as if the client had offered it.
#[test]
fn a_server_that_insists_on_an_old_tls_version() {
    for version in [[3, 1], [3, 2]] {
        let hello = [&version[..], &[7; 32], &[0, 0, 0x2F, 0]].concat();
        let message = [&[2, 0, 0, hello.len() as u8][..], &hello].concat();
        let record = [&[0x16], &version[..], &[0, message.len() as u8], &message].concat();
        let server = Server::raw(move |mut socket: TcpStream| {
            drop(socket.read(&mut [0; 4096]));
            drop(socket.write_all(&record));
            drop(std::io::copy(&mut socket, &mut std::io::sink()));
        });
        hold(&patient(Settings::https(&server)), "Tls", "ServerDoesNotSupportTls12Or13");
    }
}

/// A server that supports TLS 1.1 only, and sends the alert `protocol_version`.
#[test]
fn a_server_that_rejects_the_tls_version() {
    let server = Server::raw(|mut socket: TcpStream| {
        drop(socket.read(&mut [0; 4096]));
        drop(socket.write_all(&[0x15, 0x03, 0x02, 0, 2, 2, 70]));
        drop(std::io::copy(&mut socket, &mut std::io::sink()));
    });
    hold(&patient(Settings::https(&server)), "Tls", "ProtocolVersion");
}

#[test]
fn a_server_without_tls() {
    let server = Server::raw(|mut socket: TcpStream| {
        drop(socket.read(&mut [0; 4096]));
        drop(socket.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n"));
        drop(std::io::copy(&mut socket, &mut std::io::sink()));
    });
    hold(&patient(Settings::https(&server)), "Tls", "check the clock");
}

fn shows(config: Arc<ServerConfig>) -> Server {
    Server::https(config, |_, _| Reaction::response(200, success()))
}

#[test]
fn untrusted_certificates_are_rejected() {
    let hospital = Authority::hospital();
    let rows = [
        (hospital.expired("localhost"), "xpired"),
        (hospital.server("other.example"), "not valid for"),
        (self_signed("localhost"), "invalid peer certificate"),
        (Authority::new("a stranger").server("localhost"), "UnknownIssuer"),
    ];
    for (config, expected) in rows {
        let server = shows(config);
        hold(&patient(Settings::https(&server)), "Tls", expected);
        assert!(server.heard().is_empty() && server.received() == 0);
    }
}

#[test]
fn a_hospitals_own_authority_is_trusted_if_it_is_given() {
    let server = shows(Authority::hospital().server("localhost"));
    for way in WAYS {
        assert_eq!(patient(Settings::https(&server)).call(way).summary(), "done");
    }
    let heard = server.heard().len();
    let settings = Settings { roots: RootCertificates::default(), ..patient(Settings::https(&server)) };
    hold(&settings, "Tls", "UnknownIssuer");
    assert_eq!(server.heard().len(), heard);
}

#[test]
fn invalid_root_certificates_are_an_error() {
    let no_der = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for text in ["", "certificate", "-----BEGIN CERTIFICATE-----\n", no_der] {
        let error = RootCertificates::from_pem(text.as_bytes()).unwrap_err();
        assert!(error.to_string().starts_with("the root certificates (PEM) cannot be read: "), "{error}");
        assert!(format!("{error:#}").starts_with("无法读取根证书"), "{error:#}");
    }
}

/// The alert arrives after the client has sent its request, which may have been read.
#[test]
fn a_tls_error_after_the_handshake() {
    let server = Server::https(Authority::hospital().server("localhost"), |_, _| Reaction::raw("", Then::Reset));
    let ended = patient(Settings::https(&server)).call(Way::Registration);
    assert_eq!(ended.summary(), "OutcomeUnknown: Broken, MaybeSent");
    assert_eq!(server.heard().len(), 1);
}
