//! HTTP details: old versions, invalid framing, partial writes.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::support::{Request, Response, Running, lookup};

fn head(running: &Running, lines: &str) -> Vec<u8> {
    format!(
        "POST /v1/getmedinfo HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n{lines}\r\n",
        running.address()
    )
    .into_bytes()
}

#[test]
fn http_1_0_does_not_need_a_host() {
    let running = Running::new();
    let body = lookup().to_string();
    let request = format!("POST /v1/getmedinfo HTTP/1.0\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let response = Response::read(&running.raw(request.as_bytes()));
    assert_eq!(response.status, 200, "{}", response.text());
    assert!(response.headers.starts_with("http/1.0 200"), "{}", response.headers);
    // HTTP/1.1 requires `Host`.
    let request = request.replace("HTTP/1.0", "HTTP/1.1\r\nConnection: close");
    assert_eq!(Response::read(&running.raw(request.as_bytes())).status, 403);
}

#[test]
fn expect_100_continue_is_supported() {
    let running = Running::new();
    let body = lookup().to_string();
    let mut stream = TcpStream::connect(running.address()).unwrap();
    let lines = format!("Expect: 100-continue\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    stream.write_all(&head(&running, &lines)).unwrap();
    let mut interim = [0; 25];
    stream.read_exact(&mut interim).unwrap();
    assert_eq!(&interim, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(body.as_bytes()).unwrap();
    let mut received = Vec::new();
    stream.read_to_end(&mut received).unwrap();
    assert_eq!(Response::read(&received).status, 200);
}

/// `100 Continue` isn't sent for a request that is refused.
#[test]
fn a_refused_request_is_not_continued() {
    let running = Running::new();
    let lines = "Expect: 100-continue\r\nConnection: close\r\nContent-Length: 10\r\nOrigin: https://evil.example\r\n";
    let response = Response::read(&running.raw(&head(&running, lines)));
    assert_eq!(response.kind(), (403, "browser".to_owned()));
}

#[test]
fn a_connection_is_kept_for_more_requests() {
    let running = Running::new();
    let mut stream = TcpStream::connect(running.address()).unwrap();
    let body = lookup().to_string();
    let mut request = head(&running, &format!("Content-Length: {}\r\n", body.len()));
    request.extend(body.as_bytes());
    for _ in 0..3 {
        stream.write_all(&request).unwrap();
        let response = one(&mut stream);
        assert_eq!(response.status, 200);
    }
    // It is closed on `Connection: close`.
    let mut request = head(&running, &format!("Connection: close\r\nContent-Length: {}\r\n", body.len()));
    request.extend(body.as_bytes());
    stream.write_all(&request).unwrap();
    let mut received = Vec::new();
    stream.read_to_end(&mut received).unwrap();
    assert_eq!(Response::read(&received).status, 200);
}

/// The time-outs for a head and between two requests restart with each request.
#[test]
fn a_connection_in_use_does_not_time_out() {
    let running = Running::and("[timeouts]\nrequest_head = \"300ms\"\nidle = \"600ms\"\n");
    let mut stream = TcpStream::connect(running.address()).unwrap();
    let body = lookup().to_string();
    let mut whole = head(&running, &format!("Content-Length: {}\r\n", body.len()));
    whole.extend(body.as_bytes());
    let begin = std::time::Instant::now();
    while begin.elapsed() < std::time::Duration::from_millis(1_500) {
        stream.write_all(&whole).unwrap();
        assert_eq!(one(&mut stream).status, 200);
    }
    // Each head is checked, also that of a later request on the connection.
    let mut chunked = head(&running, "Transfer-Encoding: chunked\r\n");
    chunked.extend(format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len()).into_bytes());
    stream.write_all(&chunked).unwrap();
    assert_eq!(one(&mut stream).status, 200);
}

/// Reads one response of a connection that stays open.
fn one(stream: &mut TcpStream) -> Response {
    let mut received = Vec::new();
    let mut byte = [0];
    while !received.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).unwrap();
        received.extend(byte);
    }
    let response = Response::read(&received);
    let length = response.headers.split("content-length: ").nth(1).unwrap();
    let length: usize = length.split("\r\n").next().unwrap().parse().unwrap();
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    Response { body, ..response }
}

/// Servers may disagree on whether bytes are a body or a request. The sidecar never responds to them as a request.
#[test]
fn smuggled_requests_get_no_response() {
    let running = Running::new();
    let smuggled = "POST /v1/getmedinfo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";
    let chunked = "2\r\n{}\r\n0\r\n\r\n";
    let cases = [
        format!("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n{chunked}{smuggled}"),
        format!("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n{chunked}{smuggled}"),
        format!("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n{chunked}{smuggled}"),
        format!("Transfer-Encoding: xchunked\r\nContent-Length: 4\r\n\r\n{chunked}{smuggled}"),
        format!("Transfer-Encoding : chunked\r\nContent-Length: 4\r\n\r\n{chunked}{smuggled}"),
        format!("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{{}}{smuggled}"),
        format!("Content-Length: +2\r\n\r\n{{}}{smuggled}"),
        format!("Content-Length: 0x2\r\n\r\n{{}}{smuggled}"),
        format!("Content-Length: 2, 3\r\n\r\n{{}}{smuggled}"),
        format!("X: y\r\n Content-Length: 4\r\n\r\n{smuggled}"),
        format!("Transfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n{smuggled}"),
    ];
    for case in cases {
        let request = format!("POST /v1/getmedinfo HTTP/1.1\r\nHost: {}\r\n{case}", running.address());
        let received = String::from_utf8_lossy(&running.raw(request.as_bytes())).into_owned();
        let responses = received.matches("HTTP/1.1 ").count();
        assert!(responses <= 1, "{case:?} {received}");
        assert!(!received.contains("HTTP/1.1 200"), "{case:?} {received}");
    }
    let lines = ["Content-Length: 4\r\n", "Transfer-Encoding: chunked\r\n"];
    for (first, second) in [(lines[0], lines[1]), (lines[1], lines[0])] {
        let request =
            format!("POST /v1/getmedinfo HTTP/1.1\r\nHost: {}\r\n{first}{second}\r\n{chunked}", running.address());
        assert_eq!(Response::read(&running.raw(request.as_bytes())).kind(), (400, "bad-request".to_owned()));
    }
}

#[test]
fn chunked_bodies_are_read() {
    let running = Running::new();
    let body = lookup().to_string();
    let (first, second) = body.split_at(10);
    let mut request = head(&running, "Transfer-Encoding: chunked\r\n");
    for piece in [first, second] {
        request.extend(format!("{:x}\r\n{piece}\r\n", piece.len()).into_bytes());
    }
    request.extend(b"0\r\n\r\n");
    let response = Response::read(&running.raw(&request));
    assert_eq!(response.status, 200);
    assert!(response.headers.contains("connection: close"), "{}", response.headers);
}

#[test]
fn unknown_methods_and_paths_are_refused() {
    let running = Running::new();
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "GET", "HEAD", "TRACE"] {
        let mut request = Request::get("/v1/getmedinfo");
        request.method = method;
        let response = Response::read(&running.raw(&request.bytes(running.address())));
        assert_eq!(response.status, 405, "{method}");
        assert!(response.headers.contains("allow: post"), "{method}");
    }
    for path in
        ["/", "/v1", "/v1/", "/v1/getmedinfo/", "/V1/getmedinfo", "//v1/getmedinfo", "/v1/getmedinfo%20", "/v2/x"]
    {
        assert_eq!(running.send(&Request::post(path, "{}")).kind(), (404, "not-found".to_owned()), "{path}");
    }
    let suggested = running.send(&Request::post("/v1/getmedinf", "{}"));
    assert_eq!(suggested.kind(), (404, "unknown-operation".to_owned()));
    assert!(suggested.text().contains("did you mean getmedinfo?"));
    let suggested = running.send(&Request::post("/v1/getmedinfo:sgin", "{}"));
    assert_eq!(suggested.kind(), (404, "not-found".to_owned()));
    assert_eq!(suggested.json()["message"]["en"], "there is nothing at this path: did you mean :sign?");
}

/// Mutated requests result in a response or a closed connection, and the next request succeeds.
#[test]
fn mutated_requests_do_not_panic() {
    let running = Running::new();
    let right = Request::post("/v1/getmedinfo:validate", lookup().to_string()).bytes(running.address());
    let mut seed: u64 = 0x5EED;
    let mut next = move |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % most
    };
    for _ in 0..400 {
        let mut mutated = right.clone();
        for _ in 0..=next(3) {
            let at = next(mutated.len());
            match next(4) {
                0 => mutated[at] = next(256) as u8,
                1 => mutated.truncate(at.max(1)),
                2 => mutated.insert(at, next(256) as u8),
                _ => drop(mutated.remove(at)),
            }
        }
        let mut stream = TcpStream::connect(running.address()).unwrap();
        let _ = stream.write_all(&mutated);
        // The sidecar waits for the rest of an incomplete request, so the client closes its side.
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut received = Vec::new();
        let _ = stream.read_to_end(&mut received);
        assert!(received.is_empty() || received.starts_with(b"HTTP/1."), "{mutated:?}");
        assert!(!received.starts_with(b"HTTP/1.1 500"), "{}", String::from_utf8_lossy(&mutated));
    }
    assert_eq!(running.post("/v1/getmedinfo", &lookup()).status, 200);
}

/// Requests that the HTTP library refuses get a JSON error like all others.
#[test]
fn invalid_http_gets_a_json_error() {
    let running = Running::new();
    let host = format!("Host: {}\r\n", running.address());
    let many: String = (0..65).map(|number| format!("X-{number}: 1\r\n")).collect();
    let large = format!("X: {}\r\n", "x".repeat(66_000));
    let cases = [
        (400, "bad-request", "GET /healthz HTTP/1.1\r\nNo colon\r\n\r\n".to_owned()),
        (400, "bad-request", "GET /healthz HTTP/9.9\r\n\r\n".to_owned()),
        (400, "bad-request", "G{T /healthz HTTP/1.1\r\n\r\n".to_owned()),
        (400, "bad-request", "GET /heal\u{1}thz HTTP/1.1\r\n\r\n".to_owned()),
        (400, "bad-request", "GET http:// HTTP/1.1\r\n\r\n".to_owned()),
        (400, "bad-request", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\r\n\r\n".to_owned()),
        (400, "bad-request", format!("POST /v1/getmedinfo HTTP/1.1\r\n{host}Content-Length: x\r\n\r\n")),
        (400, "bad-request", format!("POST /v1/getmedinfo HTTP/1.1\r\n{host}Content-Length: 2, 2\r\n\r\n{{}}")),
        (400, "bad-request", format!("POST /v1/getmedinfo HTTP/1.1\r\n{host}Transfer-Encoding: gzip\r\n\r\n")),
        (400, "bad-request", format!("POST / HTTP/1.0\r\n{host}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")),
        (431, "too-large", format!("GET /healthz HTTP/1.1\r\n{host}{many}\r\n")),
        (431, "too-large", format!("GET /healthz HTTP/1.1\r\n{host}{large}")),
    ];
    for (status, kind, request) in cases {
        let response = Response::read(&running.raw(request.as_bytes()));
        assert_eq!(response.kind(), (status, kind.to_owned()), "{request:?}");
        let json = response.json();
        assert_eq!((&json["sent"], &json["retry"]), (&false.into(), &"after-fix".into()));
        assert!(json["remedy"]["zh"].is_string() && json["message"]["en"].is_string(), "{json}");
        for header in ["connection: close", "content-type: application/json", "cache-control: no-store"] {
            assert!(response.headers.contains(header), "{header}: {}", response.headers);
        }
        let length = format!("content-length: {}", response.body.len());
        assert!(response.headers.contains(&length), "{}", response.headers);
    }
    assert_eq!(running.post("/v1/getmedinfo", &lookup()).status, 200);
}

/// If the length of a body is stated twice, or the body has a transfer coding, another server may see another request.
#[test]
fn ambiguous_framing_is_refused() {
    let running = Running::new();
    let body = lookup().to_string();
    let (length, chunked) = (body.len(), format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len()));
    for (lines, body) in [
        (format!("Content-Length: {length}\r\nContent-Length: {length}\r\n"), &body),
        (format!("Content-Length: {length}\r\nTransfer-Encoding: chunked\r\n"), &chunked),
        ("Transfer-Encoding: gzip, chunked\r\n".to_owned(), &chunked),
        ("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n".to_owned(), &chunked),
        ("Transfer-Encoding: chunked, chunked\r\n".to_owned(), &chunked),
    ] {
        let request = [head(&running, &lines), body.as_bytes().to_vec()].concat();
        let response = Response::read(&running.raw(&request));
        assert_eq!(response.kind(), (400, "bad-request".to_owned()), "{lines:?}");
        assert!(response.headers.contains("connection: close"), "{lines:?}");
    }
    assert_eq!(running.sandbox.calls("/payinsurance/getmedinfo"), 0);
    // Lines that end in LF alone are accepted, as RFC 9112 allows.
    let request = String::from_utf8(head(&running, "Connection: close\r\nContent-Length: 2\r\n")).unwrap();
    let response = Response::read(&running.raw(format!("{}{{}}", request.replace('\r', "")).as_bytes()));
    assert_eq!(response.kind(), (422, "violations".to_owned()));
}

/// `nc -N` and some old components do this.
#[test]
fn a_caller_that_closes_its_side_gets_its_response() {
    let running = Running::new();
    running.sandbox.stub(wxmed_sandbox::Stub::on("getmedinfo").delay(std::time::Duration::from_millis(100)));
    let right = Request::post("/v1/getmedinfo", lookup().to_string()).bytes(running.address());
    let send = |bytes: &[u8]| {
        let mut stream = TcpStream::connect(running.address()).unwrap();
        stream.write_all(bytes).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut received = Vec::new();
        stream.read_to_end(&mut received).unwrap();
        received
    };
    assert_eq!(Response::read(&send(&right)).status, 200);
    // If the request is incomplete, it is refused.
    let unfinished = Response::read(&send(&right[..right.len() - 1]));
    assert_eq!(unfinished.kind(), (408, "incomplete".to_owned()));
}
