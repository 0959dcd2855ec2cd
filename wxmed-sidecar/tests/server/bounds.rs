//! Limits: what is too large, too slow, or too much.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::support::{Request, Response, Running, lookup};

#[test]
fn huge_bodies_are_refused() {
    let running = Running::and("[limits]\nbody = \"4 KiB\"\n");
    let fitting = format!("{}{}", lookup(), " ".repeat(2000));
    assert_eq!(running.send(&Request::post("/v1/getmedinfo", fitting)).status, 200);
    for length in [4097, 100_000, 3_000_000] {
        let response = running.send(&Request::post("/v1/getmedinfo", vec![b' '; length]));
        assert_eq!(response.kind(), (413, "too-large".to_owned()), "{length}");
        assert!(response.headers.contains("connection: close"), "{}", response.headers);
    }
    // One that never ends.
    let mut stream = TcpStream::connect(running.address()).unwrap();
    let head =
        format!("POST /v1/getmedinfo HTTP/1.1\r\nHost: {}\r\nTransfer-Encoding: chunked\r\n\r\n", running.address());
    stream.write_all(head.as_bytes()).unwrap();
    let chunk = [b"10000\r\n".to_vec(), vec![b' '; 0x10000], b"\r\n".to_vec()].concat();
    let mut sent = 0;
    while stream.write_all(&chunk).is_ok() && sent < 1000 {
        sent += 1;
    }
    assert!(sent < 1000, "it took all of it");
}

#[test]
fn huge_heads_are_refused() {
    let running = Running::new();
    let header = |name: &str, length: usize| format!("{name}: {}\r\n", "x".repeat(length));
    let head =
        |lines: String| format!("GET /healthz HTTP/1.1\r\nHost: {}\r\n{lines}\r\n", running.address()).into_bytes();
    let many: String = (0..200).map(|number| header(&format!("X-{number}"), 1)).collect();
    for bytes in [head(header("X", 200_000)), head(many)] {
        let received = running.raw(&bytes);
        assert!(received.is_empty() || received.starts_with(b"HTTP/1.1 431"), "{}", String::from_utf8_lossy(&received));
    }
    let path = format!("/{}", "x".repeat(200_000));
    let received = running.raw(&Request::get(&path).bytes(running.address()));
    assert!(!received.starts_with(b"HTTP/1.1 200"));
    assert_eq!(running.get("/healthz").status, 200);
}

/// Each of these sends a part of a request and no more. The test waits until the sidecar ends the connection.
#[test]
fn slow_clients_are_cut_off() {
    let running = Running::and("[timeouts]\nrequest_head = \"200ms\"\nrequest_body = \"200ms\"\nidle = \"200ms\"\n");
    let head = format!("POST /v1/getmedinfo HTTP/1.1\r\nHost: {}\r\nContent-Length: 100\r\n\r\n", running.address());
    assert_eq!(running.raw(b""), b"");
    assert_eq!(running.raw(b"POST /v1/getmed"), b"");
    assert_eq!(running.raw(&head.as_bytes()[..head.len() - 2]), b"");
    let response = Response::read(&running.raw(format!("{head}{{\"a\":").as_bytes()));
    assert_eq!(response.kind(), (408, "incomplete".to_owned()));
    // A connection that stays open after a response.
    let whole = Request::get("/healthz").bytes(running.address());
    let whole = String::from_utf8(whole).unwrap().replace("Connection: close\r\n", "");
    let response = Response::read(&running.raw(whole.as_bytes()));
    assert_eq!(response.status, 200);
}

/// Idle connections are closed for those that are used.
#[test]
fn idle_connections_lock_nobody_out() {
    let running = Running::and("[limits]\nconnections = 16\n");
    let mut idle = Vec::new();
    for number in 0..500 {
        let mut stream = TcpStream::connect(running.address()).unwrap();
        // Some of them have begun a request.
        if number % 2 == 0 {
            let _ = stream.write_all(b"POST /v1/getmedinfo HTTP/1.1\r\n");
        }
        idle.push(stream);
        if number % 100 == 0 {
            assert_eq!(running.post("/v1/getmedinfo", &lookup()).status, 200, "{number}");
        }
    }
    assert_eq!(running.post("/v1/getmedinfo", &lookup()).status, 200);
    // All but a few of them were closed: reading ends.
    for stream in idle.iter_mut().take(400) {
        let mut byte = [0];
        assert!(matches!(stream.read(&mut byte), Ok(0) | Err(_)));
    }
}

#[test]
fn a_connection_in_use_is_not_closed_for_others() {
    use std::time::Duration;
    use wxmed_sandbox::Stub;
    let running = Running::and("[limits]\nconnections = 2\n");
    running.sandbox.stub(Stub::on("getmedinfo").delay(Duration::from_millis(500)));
    let begun = running.sandbox.listen();
    std::thread::scope(|scope| {
        let first = scope.spawn(|| running.post("/v1/getmedinfo", &lookup()));
        while begun.recv().unwrap().request.path != "/payinsurance/getmedinfo" {}
        let idle: Vec<TcpStream> = (0..50).map(|_| TcpStream::connect(running.address()).unwrap()).collect();
        assert_eq!(first.join().unwrap().status, 200);
        drop(idle);
    });
}
