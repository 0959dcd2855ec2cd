//! Connections through a proxy.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::Duration;

use wxmed::Host;

use crate::calls::{Ended, Settings, WAYS, Way, success};
use crate::server::{Reaction, Server};
use crate::tls::Authority;

const PATIENT: Duration = Duration::from_secs(8);

/// `user@ward` and `canary:pass`, as they are written in a URL and as they are sent to a proxy.
const LOGIN: &str = "user%40ward:canary%3Apass";
const BASIC: &str = "Basic dXNlckB3YXJkOmNhbmFyeTpwYXNz";

fn patient(settings: Settings) -> Settings {
    Settings { connect: PATIENT, read: PATIENT, total: PATIENT * 2, ..settings }
}

/// A proxy that opens a tunnel to any host, and reports the requests that it gets.
fn tunnel(report: impl Fn(&str) + Send + Sync + 'static) -> Server {
    Server::raw(move |mut inside: TcpStream| {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") && inside.read(&mut byte).is_ok_and(|length| length == 1) {
            head.push(byte[0]);
        }
        let head = String::from_utf8(head).unwrap();
        report(&head);
        let Some(target) = head.strip_prefix("CONNECT ").and_then(|rest| rest.split(' ').next()) else { return };
        let mut outside = TcpStream::connect(target).unwrap();
        inside.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").unwrap();
        let (mut from, mut to) = (inside.try_clone().unwrap(), outside.try_clone().unwrap());
        thread::spawn(move || {
            drop(std::io::copy(&mut from, &mut to));
            drop(to.shutdown(Shutdown::Both));
        });
        drop(std::io::copy(&mut outside, &mut inside));
        drop(inside.shutdown(Shutdown::Both));
    })
}

#[test]
fn the_proxy_cannot_read_tls_in_its_tunnel() {
    for way in WAYS {
        let server =
            Server::https(Authority::hospital().server("localhost"), |_, _| Reaction::response(200, success()));
        let (sender, heads) = std::sync::mpsc::channel();
        let proxy = tunnel(move |head| sender.send(head.to_owned()).unwrap());
        let via = format!("http://{LOGIN}@{}", proxy.address());
        assert_eq!(patient(Settings::https(&server)).via(&via).call(way).summary(), "done");
        let head = heads.recv().unwrap();
        assert!(head.starts_with(&format!("CONNECT localhost:{} ", server.address().port())), "{head}");
        assert!(head.to_ascii_lowercase().contains("proxy-authorization: "), "{head}");
        assert!(head.contains(BASIC), "{head}");
        let heard = &server.heard()[0];
        assert!(heard.first_line().starts_with("POST /payinsurance/"), "{}", heard.first_line());
        assert_eq!(heard.header("proxy-authorization"), None, "the platform must not get the proxy's credentials");
    }
}

#[test]
fn plain_http_is_sent_to_the_proxy() {
    for way in WAYS {
        let proxy = Server::http(|_, _| Reaction::response(200, success()));
        let via = format!("HTTP://{LOGIN}@{}/", proxy.address());
        assert_eq!(patient(Settings::of("http://gate.hospital.example/wechat")).via(&via).call(way).summary(), "done");
        let heard = &proxy.heard()[0];
        assert!(heard.first_line().starts_with("POST http://gate.hospital.example/wechat/payinsurance/"));
        assert_eq!(heard.header("proxy-authorization"), Some(BASIC));
    }
}

/// Nothing of the request is sent before there is a tunnel.
fn not_sent(ended: &Ended, fault: &str) {
    assert_eq!(ended.summary(), format!("Unanswered: {fault}, NotSent"), "{}", ended.error());
}

#[test]
fn a_proxy_that_refuses_the_tunnel() {
    let rows = [
        ("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", "authorization"),
        ("HTTP/1.1 502 Bad Gateway\r\n\r\n", "unsuccessful"),
        ("HTTP/1.1 403 Forbidden\r\n\r\n<html>blocked</html>", "unsuccessful"),
        ("SSH-2.0-OpenSSH_9.6\r\n\r\n", ""),
        ("", ""),
    ];
    for (response, reason) in rows {
        for way in WAYS {
            let proxy = Server::raw(move |mut socket: TcpStream| {
                drop(socket.read(&mut [0; 4096]));
                drop(socket.write_all(response.as_bytes()));
            });
            let settings = patient(Settings::of("https://api.example")).via(&format!("http://{}", proxy.address()));
            let ended = settings.call(way);
            not_sent(&ended, "Connect");
            assert!(ended.error().to_string().contains(reason), "{}", ended.error());
        }
    }
}

#[test]
fn a_proxy_that_does_not_respond() {
    let proxy = Server::raw(|mut socket: TcpStream| drop(std::io::copy(&mut socket, &mut std::io::sink())));
    let settings = Settings::of("https://api.example").via(&format!("http://{}", proxy.address()));
    not_sent(&Settings { connect: Duration::from_millis(150), ..settings }.call(Way::Registration), "Timeout");
}

/// A proxy that intercepts TLS has another certificate.
#[test]
fn a_proxy_that_intercepts_tls_is_rejected() {
    let server =
        Server::https(Authority::new("the proxy").server("localhost"), |_, _| Reaction::response(200, success()));
    let proxy = tunnel(|_| {});
    let settings = patient(Settings::https(&server)).via(&format!("http://{}", proxy.address()));
    not_sent(&settings.call(Way::Registration), "Tls");
    assert_eq!(server.received(), 0);
}

/// The usual environment variables have no effect. They can only be set for another process: this test, started again.
#[test]
fn environment_variables_are_ignored() {
    const AGAIN: &str = "WXMED_TEST_AGAIN";
    let server = Server::http(|_, _| Reaction::response(200, success()));
    assert_eq!(patient(Settings::http(&server)).call(Way::Lookup).summary(), "done");
    if std::env::var_os(AGAIN).is_some() {
        return;
    }
    let mut again = std::process::Command::new(std::env::current_exe().unwrap());
    again.args(["--exact", "proxies::environment_variables_are_ignored"]).env(AGAIN, "1").env_remove("NO_PROXY");
    for variable in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"] {
        again.env(variable, "http://proxy.invalid:1");
    }
    let output = again.env_remove("no_proxy").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// Plain HTTP to the local machine is never sent to a proxy.
#[test]
fn plain_http_to_the_local_machine_bypasses_the_proxy() {
    for way in WAYS {
        let proxy = Server::http(|_, _| Reaction::response(200, success()));
        let here = Server::http(|_, _| Reaction::response(200, success()));
        let host = Host::parse(&format!("http://{}", here.address())).unwrap();
        let via = format!("http://{}", proxy.address());
        let settings = Settings { host, ..Settings::http(&here) }.via(&via);
        assert_eq!(settings.call(way).summary(), "done");
        assert_eq!((here.heard().len(), proxy.heard().len()), (1, 0), "{way:?}");
    }
}
