//! Access to the control API, and invalid requests.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use serde_json::json;

use crate::control_api::Api;
use crate::support::settings;

#[test]
fn other_websites_and_other_hosts_are_rejected() {
    let api = Api::new();
    let foreign: [(&[(&str, &str)], &str); 6] = [
        (&[("origin", "https://evil.example")], "Origin"),
        (&[("origin", "null")], "Origin"),
        (&[("sec-fetch-site", "cross-site")], "Sec-Fetch-Site"),
        (&[("sec-fetch-site", "same-site"), ("sec-fetch-mode", "navigate")], "Sec-Fetch-Site"),
        (&[("host", "evil.example")], "Host"),
        (&[("host", "127.0.0.1.evil.example")], "Host"),
    ];
    for (headers, name) in foreign {
        for (method, path) in [("GET", "/account"), ("POST", "/reset"), ("DELETE", "/stubs"), ("GET", "/nothing")] {
            let (status, value) = api.send(method, path, "", headers);
            assert_eq!(status, 403, "{headers:?}");
            let (zh, en) = (value["error"]["zh"].as_str().unwrap(), value["error"]["en"].as_str().unwrap());
            assert!(zh.contains(name) && en.contains(name) && !zh.contains('\n'), "{value}");
        }
    }
    let own = api.sandbox.url().to_owned();
    assert_eq!(api.send("POST", "/reset", "", &[("origin", &own), ("sec-fetch-site", "same-origin")]).0, 200);
    assert_eq!(api.send("GET", "/account", "", &[("host", "localhost")]).0, 200);
}

#[test]
fn a_configured_token_is_required() {
    let api = Api::with(settings().control_token("s3cret/令牌"));
    for header in [None, Some("Bearer"), Some("Bearer "), Some("Bearer s3cret"), Some("Basic s3cret"), Some("s3cret")] {
        let headers: Vec<(&str, &str)> = header.map(|value| ("authorization", value)).into_iter().collect();
        for (method, path) in [("GET", "/account"), ("POST", "/reset"), ("GET", "/openapi.json"), ("GET", "/nothing")] {
            assert_eq!(api.send(method, path, "", &headers).0, 401, "{header:?}");
        }
    }
    let api = Api::with(settings().control_token("s3cret"));
    for header in ["Bearer s3cret", "bearer  s3cret "] {
        assert_eq!(api.send("GET", "/account", "", &[("authorization", header)]).0, 200, "{header}");
    }
    assert_eq!(api.send("GET", "/account", "", &[("authorization", "Bearer s3cret"), ("origin", "http://x")]).0, 403);
    // The platform itself doesn't need this token.
    api.token();
}

#[test]
fn without_a_token_the_api_is_closed_on_public_addresses() {
    let everywhere = || settings().address(Ipv4Addr::UNSPECIFIED);
    let api = Api::with(everywhere());
    let (status, value) = api.get("/account");
    assert_eq!(status, 403);
    assert!(value["error"]["en"].as_str().unwrap().contains("--control-token"));
    let api = Api::with(everywhere().control_token("s3cret"));
    assert_eq!(api.send("GET", "/account", "", &[("authorization", "Bearer s3cret")]).0, 200);
    assert_eq!(api.get("/account").0, 401);
}

#[test]
fn unknown_paths_and_methods_are_rejected() {
    let api = Api::new();
    let unknown = [
        "",
        "/",
        "/nothing",
        "/account/",
        "//account",
        "/ACCOUNT",
        "/./account",
        "/exchanges/../account",
        "/exchanges/..",
        "/%61ccount",
        "/people//bind",
        "/people/%FF/bind",
        "/exchanges/next/",
        "/account%00",
        "/account;x=1",
    ];
    for path in unknown {
        assert_eq!(api.get(path).0, 404, "{path}");
    }
    for (method, path) in
        [("POST", "/account"), ("PUT", "/stubs"), ("GET", "/reset"), ("OPTIONS", "/people"), ("PATCH", "/clock")]
    {
        assert_eq!(api.send(method, path, "", &[]).0, 405, "{method} {path}");
    }
    // These are unknown paths of the platform, not of the control API.
    for path in [
        "/sandbox/v2/account",
        "/sandbox/v10/account",
        "/sandbox/v1account",
        "/sandbox//v1/account",
        "/x/../sandbox/v1/account",
    ] {
        let response = api.call("no", path, b"").unwrap();
        assert_eq!(response.0, 404, "{path}");
        assert!(response.2.contains("nothing at this path"), "{path}");
    }
}

#[test]
fn invalid_json_and_large_bodies_are_rejected() {
    let api = Api::new();
    for body in ["x", "[]", "null", "{", "{\"advance_s\":1}x", "\u{FEFF}{}", "1"] {
        assert_eq!(api.send("POST", "/clock", body, &[]).0, 400, "{body}");
    }
    let large = format!("{{\"advance_s\":1,\"x\":\"{}\"}}", "x".repeat(1 << 20));
    assert_eq!(api.send("POST", "/clock", &large, &[]).0, 413);
    assert_eq!(api.send("POST", "/people", &format!("{}1", "[".repeat(100_000)), &[]).0, 400);
    assert_eq!(api.post("/clock", &json!({"advance_s": 1})).0, 200);
}

/// An incomplete request doesn't delay others.
#[test]
fn a_slow_request_does_not_block_others() {
    let api = Api::new();
    let address = api.sandbox.url().strip_prefix("http://").unwrap();
    let mut slow = TcpStream::connect(address).unwrap();
    slow.write_all(b"POST /sandbox/v1/clock HTTP/1.1\r\nhost: localhost\r\ncontent-length: 15\r\n\r\n{\"adv").unwrap();
    assert_eq!(api.post("/clock", &json!({"advance_s": 0})).0, 200);
    slow.write_all(b"ance_s\":1}").unwrap();
    slow.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut response = [0; 15];
    slow.read_exact(&mut response).unwrap();
    assert_eq!(&response, b"HTTP/1.1 200 OK");
}
