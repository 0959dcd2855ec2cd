//! Connections that are kept for the next call, and may have been closed since.

use std::time::Duration;

use crate::calls::{Settings, Way, block_on, call, runtime, success};
use crate::server::{Heard, Reaction, Server, Then};
use crate::tls::Authority;

const PATIENT: Duration = Duration::from_secs(8);

fn patient(server: &Server) -> Settings {
    Settings { connect: PATIENT, read: PATIENT, total: PATIENT * 2, ..Settings::http(server) }
}

fn is_registration(heard: &Heard) -> bool {
    heard.first_line().contains("/preregister")
}

#[test]
fn a_connection_is_reused() {
    let server = Server::https(Authority::hospital().server("localhost"), |_, _| Reaction::response(200, success()));
    let settings = Settings { connect: PATIENT, read: PATIENT, total: PATIENT * 2, ..Settings::https(&server) };
    let client = settings.client();
    block_on(async {
        for way in [Way::Lookup, Way::Registration, Way::Lookup] {
            assert_eq!(call(&client, way).await.summary(), "done");
        }
    });
    assert_eq!((server.heard().len(), server.connections()), (3, 1));
}

/// The server closed the idle connection, so the next call opens a new one.
#[test]
fn a_closed_idle_connection_is_replaced() {
    for then in [Then::Close, Then::Reset] {
        for way in [Way::Lookup, Way::Registration] {
            let server = Server::http(move |_, before| {
                Reaction::response(200, success()).then(if before == 0 { then } else { Then::Keep })
            });
            let client = patient(&server).client();
            block_on(async {
                assert_eq!(call(&client, Way::Lookup).await.summary(), "done");
                tokio::time::sleep(Duration::from_millis(50)).await;
                assert_eq!(call(&client, way).await.summary(), "done");
            });
            assert_eq!((server.heard().len(), server.connections()), (2, 2));
        }
    }
}

/// The server closes a kept connection after it has received a request, as a server does that was about to close it. A
/// lookup is retried; a registration may have been processed.
#[test]
fn a_request_lost_on_a_kept_connection() {
    for then in [Then::Close, Then::Reset] {
        for (way, expected, requests) in
            [(Way::Lookup, "done", 3), (Way::Registration, "OutcomeUnknown: Broken, MaybeSent", 2)]
        {
            let server = Server::http(move |heard, before| match (heard.connection, before) {
                (0, 1) => Reaction::raw("", then),
                _ => Reaction::response(200, success()),
            });
            let client = patient(&server).client();
            block_on(async {
                assert_eq!(call(&client, Way::Lookup).await.summary(), "done");
                assert_eq!(call(&client, way).await.summary(), expected);
            });
            assert_eq!(server.heard().len(), requests);
            assert_eq!(server.heard()[1].connection, 0, "the request was sent on the kept connection");
        }
    }
}

/// The server closes the connection right after its response, without announcing it. In either order of events, nothing
/// is sent twice.
#[test]
fn a_race_with_a_closing_connection_sends_nothing_twice() {
    const CALLS: usize = 150;
    for then in [Then::Close, Then::Reset] {
        let server = Server::http(move |_, _| Reaction::response(200, success()).then(then));
        let client = patient(&server).client();
        let mut ends = std::collections::BTreeMap::new();
        block_on(async {
            for _ in 0..CALLS {
                let before = server.heard().len();
                let summary = call(&client, Way::Registration).await.summary();
                let heard = server.heard().len() - before;
                match summary.as_str() {
                    "done" => assert_eq!(heard, 1),
                    "OutcomeUnknown: Broken, MaybeSent" => assert!(heard <= 1),
                    other => panic!("{other}"),
                }
                *ends.entry(summary).or_insert(0) += 1;
            }
        });
        assert!(ends["done"] > CALLS / 3, "{ends:?}");
    }
}

/// The task that drives a connection ends with its runtime; the client still works in another runtime.
#[test]
fn a_client_outlives_the_runtime_of_its_connections() {
    let server = Server::http(|_, _| Reaction::response(200, success()));
    let client = patient(&server).client();
    for way in [Way::Lookup, Way::Registration, Way::Lookup] {
        assert_eq!(block_on(call(&client, way)).summary(), "done");
    }
    assert_eq!((server.heard().len(), server.heard().iter().filter(|heard| is_registration(heard)).count()), (3, 1));
}

/// A connection is driven by a task of the runtime in which it was opened, which isn't polled here. Calls in another
/// runtime use their own connections.
#[test]
fn a_runtime_that_is_not_polled_does_not_block_another() {
    let server = Server::http(|_, _| Reaction::response(200, success()));
    let client = patient(&server).client();
    let runtimes = [(); 3].map(|()| runtime());
    for way in [Way::Lookup, Way::Registration] {
        for runtime in &runtimes {
            assert_eq!(runtime.block_on(call(&client, way)).summary(), "done");
        }
    }
    let connections: Vec<usize> = server.heard().iter().map(|heard| heard.connection).collect();
    assert_eq!(connections, [0, 1, 2, 0, 1, 2], "each runtime has its own connections, and reuses them");
    assert_eq!(server.connections(), 3);
}

/// Runtimes that have ended leave no open connection.
#[test]
fn connections_end_with_their_runtime() {
    const RUNTIMES: usize = 20;
    let server = Server::http(|_, _| Reaction::response(200, success()));
    let client = patient(&server).client();
    let kept = runtime();
    assert_eq!(kept.block_on(call(&client, Way::Lookup)).summary(), "done");
    for _ in 0..RUNTIMES {
        assert_eq!(block_on(call(&client, Way::Lookup)).summary(), "done");
    }
    while server.open() > 1 {
        std::thread::yield_now();
    }
    assert_eq!(kept.block_on(call(&client, Way::Lookup)).summary(), "done");
    assert_eq!((server.connections(), server.open()), (1 + RUNTIMES, 1));
}

/// A call that was dropped during its response leaves a connection that the next call must not read from.
#[test]
fn a_dropped_call_does_not_affect_the_next_one() {
    let late = success().replace("6002", "LATE");
    let server = Server::http(move |_, before| {
        let body = if before == 0 { late.clone() } else { success() };
        let reaction = Reaction::response(200, body);
        if before == 0 { reaction.one_byte_each(Duration::from_millis(1)) } else { reaction }
    });
    let client = patient(&server).client();
    block_on(async {
        tokio::time::timeout(Duration::from_millis(100), call(&client, Way::Lookup)).await.map(|_| ()).unwrap_err();
        let card = client.send(&crate::calls::lookup()).await.unwrap();
        assert_eq!(card.medical_card_id, "6002");
    });
}
