//! Limits of sizes, times and numbers.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::{CALLERS, LOOKUP, Request, Response, Running, WINDOW, lookup};

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
    // A body that never ends.
    let mut stream = TcpStream::connect(running.address()).unwrap();
    let head =
        format!("POST /v1/getmedinfo HTTP/1.1\r\nHost: {}\r\nTransfer-Encoding: chunked\r\n\r\n", running.address());
    stream.write_all(head.as_bytes()).unwrap();
    let chunk = [b"10000\r\n".to_vec(), vec![b' '; 0x10000], b"\r\n".to_vec()].concat();
    let mut sent = 0;
    while stream.write_all(&chunk).is_ok() && sent < 1000 {
        sent += 1;
    }
    assert!(sent < 1000, "the sidecar received everything");
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

/// Each client sends only a part of a request. The test waits until the sidecar closes the connection.
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

/// Idle connections are closed if others need their slots.
#[test]
fn idle_connections_do_not_block_new_callers() {
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
    // All but a few of them were closed.
    for stream in idle.iter_mut().take(400) {
        let mut byte = [0];
        assert!(matches!(stream.read(&mut byte), Ok(0) | Err(_)));
    }
}

#[test]
fn a_busy_connection_is_not_evicted() {
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

/// The longest time that a test waits.
const PATIENCE: Duration = Duration::from_secs(60);

/// Bodies that don't end don't use the permits of calls, and no more than their share of memory.
#[test]
fn unfinished_bodies_do_not_block_other_requests() {
    let callers = CALLERS.replace("[callers.lookup]", "concurrency = 1\n[callers.lookup]");
    let running = Running::with(&format!("{callers}[timeouts]\nrequest_body = \"600s\"\n"));
    let call = |token: &str| {
        let request = Request::post("/v1/getmedinfo", lookup().to_string());
        let request = request.header("Authorization", &format!("Bearer {token}"));
        let begin = Instant::now();
        loop {
            let response = running.send(&request);
            // Bodies that have just begun are not given up, so a retry may be necessary.
            if response.status != 429 || begin.elapsed() > PATIENCE {
                return response.status;
            }
            assert!(response.headers.contains("retry-after: 1"), "{}", response.headers);
            std::thread::yield_now();
        }
    };
    let begun = format!(
        "POST /v1/getmedinfo HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {WINDOW}\r\nContent-Length: 100\r\n\r\n{{",
        running.address()
    );
    let (given_up, received) = std::sync::mpsc::channel();
    for _ in 0..100 {
        let mut stream = TcpStream::connect(running.address()).unwrap();
        stream.write_all(begun.as_bytes()).unwrap();
        let given_up = given_up.clone();
        std::thread::spawn(move || {
            let mut received = Vec::new();
            stream.read_to_end(&mut received).unwrap();
            given_up.send(Response::read(&received))
        });
    }
    assert_eq!((call(WINDOW), call(LOOKUP)), (200, 200));
    // At most 16 bodies have a slot. The others were refused, and at least one of the 16 was given up.
    let others: Vec<Response> = (0..85).map(|_| received.recv_timeout(PATIENCE).unwrap()).collect();
    let given_up: Vec<&Response> = others.iter().filter(|response| response.status == 408).collect();
    assert!(!given_up.is_empty());
    for response in &others {
        assert!(matches!(response.status, 408 | 429), "{response:?}");
        assert_eq!(response.json()["sent"], false);
        assert!(response.headers.contains("retry-after: 1"), "{}", response.headers);
    }
    assert_eq!(given_up[0].kind(), (408, "incomplete".to_owned()));
    assert_eq!((call(WINDOW), call(LOOKUP)), (200, 200));
}

#[test]
fn a_stop_does_not_wait_for_unfinished_bodies() {
    let mut running = Running::and("[timeouts]\nrequest_body = \"600s\"\ndrain = \"60s\"\n");
    let head = format!("POST /v1/getmedinfo HTTP/1.1\r\nHost: {}\r\nContent-Length: 9\r\n", running.address());
    let mut stream = TcpStream::connect(running.address()).unwrap();
    // After `100 Continue`, the sidecar waits for the body.
    stream.write_all(format!("{head}Expect: 100-continue\r\n\r\n").as_bytes()).unwrap();
    let mut interim = [0; 25];
    stream.read_exact(&mut interim).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    assert_eq!(running.stop(), 0);
    let mut received = Vec::new();
    stream.read_to_end(&mut received).unwrap();
    assert_eq!(Response::read(&received).kind(), (503, "stopping".to_owned()));
}

/// A client that reads its response slowly, or not at all, keeps its connection and the response only for a limited
/// time.
#[test]
fn slow_readers_are_cut_off() {
    let running = Running::and("[timeouts]\nidle = \"600s\"\nresponse = \"300ms\"\n");
    let request = Request::get("/openapi.json").bytes(running.address());
    let request = String::from_utf8(request).unwrap().replace("Connection: close\r\n", "");
    let connections = || {
        let metrics = running.get("/metrics").text();
        let line = metrics.lines().find(|line| line.starts_with("wxmed_open_connections ")).unwrap();
        line.split(' ').nth(1).unwrap().parse::<u32>().unwrap()
    };
    // More than the buffers of the sockets hold.
    let many = request.repeat(500);
    let mut none = TcpStream::connect(running.address()).unwrap();
    let mut slow = TcpStream::connect(running.address()).unwrap();
    for stream in [&mut none, &mut slow] {
        stream.write_all(many.as_bytes()).unwrap();
    }
    let (mut received, mut piece) = (0, [0; 1024]);
    while let Ok(length @ 1..) = slow.read(&mut piece) {
        received += length;
        std::thread::sleep(Duration::from_millis(1));
    }
    // The connection that requests the metrics is counted, too.
    while connections() > 1 {
        std::thread::yield_now();
    }
    let whole = running.get("/openapi.json").body.len() * 500;
    assert!(received < whole / 2, "{received} of {whole}");
    drop(none);
}
