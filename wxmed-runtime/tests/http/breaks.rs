//! Connections that are closed, or become silent, before the response is complete.

use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use wxmed::{
    BoxFuture, Client, Error, HttpRequest, HttpResponse, Stage, StaticToken, Transport, TransportError,
    TransportErrorKind,
};

use crate::calls::{CARD_NO, Ended, Settings, WAYS, Way, block_on, call, success};
use crate::common::key;
use crate::server::{Reaction, Server, Then, reset};
use crate::tls::Authority;

/// The time-outs of calls that must reach them, and the time by which these must have ended.
const SHORT: Duration = Duration::from_millis(250);
const LONG: Duration = Duration::from_secs(8);

fn head(length: usize) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n")
}

/// The status of a truncated response.
fn status(ended: &Ended) -> Option<u16> {
    match ended.error() {
        Error::Unanswered(failure) | Error::OutcomeUnknown(failure) => failure.cause.status(),
        other => panic!("{other:?}"),
    }
}

fn patient(server: &Server) -> Settings {
    Settings { connect: LONG, read: LONG, total: LONG * 2, ..Settings::http(server) }
}

fn hasty(server: &Server) -> Settings {
    Settings { connect: SHORT, read: SHORT, total: SHORT * 6, ..Settings::http(server) }
}

/// A lookup was sent twice; a registration was sent once, and its outcome is unknown.
fn hold(what: &str, way: Way, ended: &Ended, server: &Server, fault: &str, raw: Option<&[u8]>) {
    let (verdict, requests) = if way.is_registration() { ("OutcomeUnknown", 1) } else { ("Unanswered", 2) };
    assert_eq!(ended.summary(), format!("{verdict}: {fault}, MaybeSent"), "{what}, {way:?}: {}", ended.error());
    assert_eq!(server.heard().len(), requests, "{what}, {way:?}");
    assert_eq!(ended.error().raw().map(|raw| raw.bytes()), raw, "{what}, {way:?}");
    assert!(ended.took < LONG, "{what}, {way:?}: {:?}", ended.took);
}

#[test]
fn a_connection_closed_before_the_response_is_complete() {
    let good = success();
    let half = &good[..good.len() / 2];
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let rows = [
        ("silence", String::new(), None, ""),
        ("half a status line", "HTTP/1.1 20".to_owned(), None, ""),
        ("half a head", "HTTP/1.1 200 OK\r\nContent-Le".to_owned(), None, ""),
        ("no body", head(good.len()), Some(200), ""),
        ("half a body", format!("{}{half}", head(good.len())), Some(200), half),
        ("half a failure", format!("{}{half}", head(good.len()).replace("200 OK", "503 Busy")), Some(503), half),
        ("a length that is too long", format!("{}{good}", head(good.len() + 1)), Some(200), &good),
        ("half a chunk", format!("{chunked}fff\r\n{half}"), Some(200), half),
        ("no last chunk", format!("{chunked}{:x}\r\n{half}\r\n", half.len()), Some(200), half),
    ];
    for (what, response, begun, received) in rows {
        for then in [Then::Close, Then::Reset] {
            for way in WAYS {
                let reaction = Reaction::raw(response.as_bytes(), then);
                let server = Server::http(move |_, _| reaction.clone());
                let ended = patient(&server).call(way);
                if then == Then::Reset {
                    // A reset may discard data that was sent before it.
                    let raw = ended.error().raw().map(|raw| raw.bytes().to_vec());
                    assert!(received.as_bytes().starts_with(raw.as_deref().unwrap_or_default()), "{what}");
                    assert!(status(&ended).is_none() || status(&ended) == begun, "{what}, {way:?}");
                    assert!(raw.is_none() || status(&ended).is_some(), "{what}, {way:?}");
                    hold(what, way, &ended, &server, "Broken", raw.as_deref());
                } else {
                    let raw = Some(received.as_bytes()).filter(|raw| !raw.is_empty());
                    hold(what, way, &ended, &server, "Broken", raw);
                    assert_eq!(status(&ended), begun, "{what}, {way:?}");
                }
            }
        }
    }
}

/// A lookup isn't retried if `Retry-After` exceeds the time-out of the call.
#[test]
fn a_truncated_response_is_not_retried_before_retry_after() {
    let response = head(9).replace("200 OK", "503 Busy").replace("\r\n\r\n", "\r\nRetry-After: 60\r\n\r\n");
    for way in WAYS {
        let reaction = Reaction::raw(format!("{response}half").as_bytes(), Then::Close);
        let server = Server::http(move |_, _| reaction.clone());
        let ended = patient(&server).call(way);
        assert_eq!((status(&ended), server.connections()), (Some(503), 1), "{way:?}");
    }
}

#[test]
fn a_response_that_is_not_http_is_an_error() {
    let endless = format!("HTTP/1.1 200 OK\r\n{}", "X-Padding: 0123456789\r\n".repeat(100_000));
    let rows = [
        ("another protocol", "SSH-2.0-OpenSSH_9.6\r\n".to_owned()),
        ("a head without end", endless),
        ("two lengths", format!("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}", success())),
        ("a length that is none", format!("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}", success())),
        ("a chunk that is none", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".to_owned()),
        ("the end of all chunks", format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}0\r\n", u64::MAX)),
    ];
    for (what, response) in rows {
        for way in WAYS {
            let reaction = Reaction::raw(response.as_bytes(), Then::Keep);
            let server = Server::http(move |_, _| reaction.clone());
            let ended = patient(&server).call(way);
            hold(what, way, &ended, &server, "Broken", None);
        }
    }
}

#[test]
fn a_silent_server_ends_with_the_timeout() {
    let good = success();
    let half = good[..good.len() / 2].to_owned();
    let rows = [
        ("no response", String::new(), ""),
        ("half a head", "HTTP/1.1 200 OK\r\n".to_owned(), ""),
        ("half a body", format!("{}{half}", head(good.len())), &*half),
    ];
    thread::scope(|scope| {
        for (what, response, received) in &rows {
            for way in WAYS {
                scope.spawn(move || {
                    let reaction = Reaction::raw(response.as_bytes(), Then::Keep);
                    let server = Server::http(move |_, _| reaction.clone());
                    // The read time-out starts when the request is sent, no matter how long connecting may take.
                    let settings = Settings { connect: LONG * 2, total: LONG * 8, ..hasty(&server) };
                    let ended = settings.call(way);
                    let raw = Some(received.as_bytes()).filter(|raw| !raw.is_empty());
                    hold(what, way, &ended, &server, "Timeout", raw);
                    assert_eq!(status(&ended), raw.map(|_| 200), "{what}, {way:?}");
                });
            }
        }
    });
}

/// Each byte is received in time, but the whole response isn't: a time-out between bytes alone would never be reached.
#[test]
fn a_slow_response_ends_with_the_timeout() {
    thread::scope(|scope| {
        for way in WAYS {
            scope.spawn(move || {
                let good = Reaction::response(200, success()).one_byte_each(Duration::from_millis(10));
                let server = Server::http(move |_, _| good.clone());
                let ended = hasty(&server).call(way);
                assert!(ended.summary().ends_with("Timeout, MaybeSent"), "{}", ended.summary());
                assert!(ended.took < LONG, "{:?}", ended.took);
            });
        }
    });
}

/// One byte a second, starting with the head, or with the body.
#[test]
fn one_byte_a_second_ends_with_the_timeout() {
    const SECOND: Duration = Duration::from_secs(1);
    thread::scope(|scope| {
        for is_body in [false, true] {
            for way in WAYS {
                scope.spawn(move || {
                    let good = Reaction::response(200, success());
                    let slow = if is_body { good.body_one_byte_each(SECOND) } else { good.one_byte_each(SECOND) };
                    let server = Server::http(move |_, _| slow.clone());
                    let limits = Settings { connect: LONG, read: SECOND * 3 / 2, total: LONG * 8, ..hasty(&server) };
                    let ended = limits.call(way);
                    let raw = ended.error().raw().map(|raw| raw.bytes().to_vec());
                    hold("one byte a second", way, &ended, &server, "Timeout", raw.as_deref());
                    assert_eq!((raw.is_some(), status(&ended)), (is_body, is_body.then_some(200)), "{way:?}");
                    assert!(success().as_bytes().starts_with(&raw.unwrap_or_default()));
                });
            }
        }
    });
}

#[test]
fn a_slow_response_is_read_if_there_is_time() {
    let good = Reaction::response(200, success()).one_byte_each(Duration::from_micros(100));
    let server = Server::http(move |_, _| good.clone());
    assert_eq!(patient(&server).call(Way::Lookup).result.unwrap(), CARD_NO);
}

/// The time-out of the whole call is reached first, and the received part of the response is kept.
#[test]
fn a_truncated_response_is_kept_when_the_call_times_out() {
    for way in WAYS {
        let server = Server::http(|_, _| Reaction::raw(format!("{}<xml>", head(99)), Then::Keep));
        let settings = Settings { read: LONG, total: SHORT, ..patient(&server) };
        let ended = settings.once().call(way);
        assert!(ended.summary().ends_with("Timeout, MaybeSent"), "{}", ended.summary());
        assert_eq!(ended.error().raw().map(|raw| raw.bytes()), Some(b"<xml>".as_slice()));
        assert!(ended.took < LONG, "{:?}", ended.took);
    }
}

/// A transport that returns its own error shortly after the deadline. The error is used.
struct Late;

impl Transport for Late {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            tokio::time::sleep(request.timeouts().total + Duration::from_millis(10)).await;
            Err(TransportError::new(Stage::NotSent, TransportErrorKind::Timeout, "late").with_partial("<xml>"))
        })
    }
}

#[test]
fn the_error_of_a_late_transport_is_used() {
    let client = Client::builder(key()).token(StaticToken::new("T")).timeout(SHORT).transport(Late).build().unwrap();
    let ended = block_on(call(&client, Way::Registration));
    assert_eq!(ended.summary(), "Unanswered: Timeout, NotSent");
    assert_eq!(ended.error().raw().map(|raw| raw.bytes()), Some(b"<xml>".as_slice()));
}

/// A time-out that the clock can't represent has no effect.
#[test]
fn timeouts_may_have_any_length() {
    for way in WAYS {
        let server = Server::http(|_, _| Reaction::response(200, success()));
        let settings =
            Settings { connect: Duration::MAX, read: Duration::MAX, total: Duration::MAX, ..patient(&server) };
        assert_eq!(settings.call(way).summary(), "done");
    }
}

/// The request was not read, but the client can't know whether it was sent.
#[test]
fn a_server_that_closes_without_reading() {
    for way in WAYS {
        let server = Server::raw(|socket: TcpStream| {
            assert_eq!(socket.peek(&mut [0]).unwrap(), 1);
            reset(&socket);
        });
        let ended = patient(&server).call(way);
        let (verdict, met) = if way.is_registration() { ("OutcomeUnknown", 1) } else { ("Unanswered", 2) };
        assert_eq!(ended.summary(), format!("{verdict}: Broken, MaybeSent"));
        assert_eq!(server.connections(), met);
    }
}

/// If nothing can have been sent, a registration is retried like a lookup.
#[test]
fn a_server_that_closes_immediately() {
    for way in WAYS {
        let server = Server::raw(|socket: TcpStream| reset(&socket));
        let ended = patient(&server).call(way);
        let sent = if way.is_registration() { "OutcomeUnknown" } else { "Unanswered" };
        let ends = ["Unanswered: Connect, NotSent", "Unanswered: Broken, NotSent"].map(str::to_owned);
        let ends = [ends.as_slice(), &[format!("{sent}: Broken, MaybeSent")]].concat();
        assert!(ends.contains(&ended.summary()), "{}", ended.summary());
    }
}

/// With TLS, a body without a length ends with a TLS message: anyone could close the TCP connection.
#[test]
fn a_closed_tcp_connection_does_not_end_a_body_in_tls() {
    for (then, expected) in [(Then::Close, "done"), (Then::Cut, "Unanswered: Broken, MaybeSent")] {
        let response = format!("HTTP/1.1 200 OK\r\n\r\n{}", success());
        let config = Authority::hospital().server("localhost");
        let server = Server::https(config, move |_, _| Reaction::raw(response.as_bytes(), then));
        let settings = Settings { connect: LONG, read: LONG, total: LONG * 2, ..Settings::https(&server) };
        let ended = settings.call(Way::Lookup);
        assert_eq!(ended.summary(), expected);
        if then == Then::Cut {
            assert_eq!(ended.error().raw().unwrap().bytes(), success().as_bytes());
        }
    }
}

/// The server responds before it has read everything, like a gateway that rejects a large body.
#[test]
fn an_early_response_is_used() {
    let server = Server::raw(|mut socket: TcpStream| {
        use std::io::{Read, Write};
        drop(socket.read(&mut [0; 16]));
        drop(socket.write_all(b"HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        thread::sleep(Duration::from_millis(100));
    });
    assert_eq!(patient(&server).call(Way::Registration).summary(), "Unanswered: status 413");
}
