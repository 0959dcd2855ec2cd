//! Connections that end while the rest of a request is being sent, or while another request begins.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use wxmed_sandbox::Stub;

use crate::support::{CALLERS, Request, Response, Running, WINDOW, lookup};

fn head(running: &Running, path: &str, lines: &str) -> Vec<u8> {
    format!("POST {path} HTTP/1.1\r\nHost: {}\r\n{lines}\r\n", running.address()).into_bytes()
}

/// The system resets a connection that is closed while data arrives, and the response may be lost.
#[test]
fn a_response_is_received_while_the_rest_of_the_request_is_sent() {
    let running =
        Running::with(&format!("{CALLERS}[limits]\nbody = \"4 KiB\"\n[timeouts]\nrequest_body = \"200ms\"\n"));
    let token = format!("Authorization: Bearer {WINDOW}\r\n");
    let large = "Content-Length: 6000000\r\n";
    for (status, path, lines) in [
        (401, "/v1/getmedinfo", large.to_owned()),
        (403, "/v1/getmedinfo", format!("{large}Origin: https://evil.example\r\n")),
        (404, "/nowhere", format!("{large}{token}")),
        (408, "/v1/getmedinfo", format!("{large}{token}")),
        (413, "/v1/getmedinfo", format!("Content-Length: 10300000\r\nContent-Type: application/json\r\n{token}")),
        (400, "/v1/getmedinfo", format!("{large}{large}{token}")),
        (400, "/v1/getmedinfo", format!("{large}no header\r\n")),
    ] {
        let mut stream = TcpStream::connect(running.address()).unwrap();
        // Part of a body that is too large is received before the response.
        let begun = if status == 413 { 4_300_000 } else { 0 };
        stream.write_all(&[head(&running, path, &lines), vec![b' '; begun]].concat()).unwrap();
        // The response shows that the sidecar has finished the request.
        assert_eq!(stream.peek(&mut [0]).unwrap(), 1, "{status}");
        for _ in 0..60 {
            stream.write_all(&[b' '; 100_000]).unwrap_or_else(|error| panic!("{status}: {error}"));
        }
        stream.shutdown(Shutdown::Write).unwrap();
        let mut received = Vec::new();
        stream.read_to_end(&mut received).unwrap_or_else(|error| panic!("{status}: {error}"));
        let response = Response::read(&received);
        assert_eq!(response.status, status);
        assert!(response.headers.contains("connection: close"), "{}", response.headers);
    }
}

/// The time for which data is received after a response is limited.
#[test]
fn data_after_a_response_is_received_for_a_limited_time() {
    let running = Running::with(CALLERS);
    let mut stream = TcpStream::connect(running.address()).unwrap();
    stream.write_all(&head(&running, "/v1/getmedinfo", "Content-Length: 1000000000\r\n")).unwrap();
    let mut received = Vec::new();
    stream.read_to_end(&mut received).unwrap();
    assert_eq!(Response::read(&received).status, 401);
    // Sending fails after some time.
    while stream.write_all(b" ").is_ok() {
        std::thread::sleep(Duration::from_millis(10));
    }
    let mut stream = TcpStream::connect(running.address()).unwrap();
    stream.write_all(&head(&running, "/v1/getmedinfo", "Content-Length: 1000000000\r\n")).unwrap();
    let sent = (0..1000).take_while(|_| stream.write_all(&[b' '; 100_000]).is_ok()).count();
    assert!(sent < 1000, "the sidecar received everything");
}

/// Otherwise, the body could be read as the next request.
#[test]
fn a_connection_is_closed_after_a_request_whose_body_was_not_read() {
    let running = Running::new();
    let body = format!("{{}}{}", "\r\n\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n");
    let length = format!("Content-Length: {}\r\n", body.len());
    let chunked = format!("2\r\n{{}}\r\n0\r\n\r\n{body}");
    for (status, path, lines) in [
        (404, "/nowhere", length.clone()),
        (404, "/v1/nowhere", length.clone()),
        (403, "/v1/getmedinfo", format!("{length}Sec-Fetch-Site: cross-site\r\n")),
        (415, "/v1/getmedinfo", format!("{length}Content-Type: image/png\r\n")),
        (405, "/healthz", length.clone()),
    ] {
        let mut stream = TcpStream::connect(running.address()).unwrap();
        stream.write_all(&head(&running, path, &lines)).unwrap();
        stream.peek(&mut [0]).unwrap();
        // Later bytes are not read as a request.
        let next = head(&running, "/v1/getmedinfo", "Transfer-Encoding: chunked\r\n");
        let _ = stream.write_all(&[body.as_bytes(), &next, chunked.as_bytes()].concat());
        let _ = stream.shutdown(Shutdown::Write);
        let mut received = Vec::new();
        stream.read_to_end(&mut received).unwrap();
        let response = Response::read(&received);
        assert_eq!(response.status, status, "{path}");
        assert!(response.headers.contains("connection: close"), "{path} {}", response.headers);
        assert_eq!(String::from_utf8_lossy(&received).matches("HTTP/1.1 ").count(), 1, "{path}");
    }
    // Without a body, or with one that was read, the connection stays open.
    for (status, path, lines) in
        [(404, "/nowhere", "Content-Length: 0\r\n"), (400, "/v1/getmedinfo", "Content-Length: 1\r\n\r\n{")]
    {
        let request = head(&running, path, lines);
        let request = request.strip_suffix(if status == 400 { b"\r\n".as_slice() } else { b"" }).unwrap();
        let mut stream = TcpStream::connect(running.address()).unwrap();
        stream.write_all(&request.repeat(2)).unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
        let mut received = Vec::new();
        stream.read_to_end(&mut received).unwrap();
        assert_eq!(String::from_utf8_lossy(&received).matches(&format!("HTTP/1.1 {status}")).count(), 2, "{path}");
    }
}

/// A connection that is evicted still responds to a request that it has begun to receive.
#[test]
fn a_request_that_begins_while_its_connection_is_evicted_gets_a_response() {
    let running = Running::and("[limits]\nconnections = 1\n");
    // Longer than the time in which an idle connection must shut down.
    running.sandbox.stub(Stub::on("getmedinfo").delay(Duration::from_millis(1_500)));
    let request = Request::post("/v1/getmedinfo", lookup().to_string()).bytes(running.address());
    let received = std::iter::repeat_with(|| {
        let mut stream = TcpStream::connect(running.address()).unwrap();
        stream.write_all(&request[..20]).unwrap();
        // This connection evicts the other one.
        assert_eq!(running.get("/healthz").status, 200);
        let _ = stream.write_all(&request[20..]);
        let mut received = Vec::new();
        let _ = stream.read_to_end(&mut received);
        received
    });
    // Sometimes, the connection is closed before any part of the request was read.
    let mut begun = received.take(100).skip_while(|_| running.sandbox.calls("/payinsurance/getmedinfo") == 0);
    assert_eq!(Response::read(&begun.next().unwrap()).status, 200);
}
