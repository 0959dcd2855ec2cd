//! Connections that are kept for the next call, and are no longer what they were.

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
fn a_connection_is_kept() {
    let server = Server::https(Authority::hospital().server("localhost"), |_, _| Reaction::answer(200, success()));
    let settings = Settings { connect: PATIENT, read: PATIENT, total: PATIENT * 2, ..Settings::https(&server) };
    let client = settings.client();
    block_on(async {
        for way in [Way::Lookup, Way::Registration, Way::Lookup] {
            assert_eq!(call(&client, way).await.says(), "done");
        }
    });
    assert_eq!((server.heard().len(), server.connections()), (3, 1));
}

/// The server hung up while nobody called: the next call goes out on a new connection.
#[test]
fn a_connection_that_was_closed_while_idle_is_replaced() {
    for then in [Then::Close, Then::Reset] {
        for way in [Way::Lookup, Way::Registration] {
            let server = Server::http(move |_, before| {
                Reaction::answer(200, success()).then(if before == 0 { then } else { Then::Keep })
            });
            let client = patient(&server).client();
            block_on(async {
                assert_eq!(call(&client, Way::Lookup).await.says(), "done");
                tokio::time::sleep(Duration::from_millis(50)).await;
                assert_eq!(call(&client, way).await.says(), "done");
            });
            assert_eq!((server.heard().len(), server.connections()), (2, 2));
        }
    }
}

/// The server hangs up on a request that came on a kept connection, as one does that was about to close it. A lookup is
/// asked again; a registration may have been done.
#[test]
fn a_request_that_a_kept_connection_swallowed() {
    for then in [Then::Close, Then::Reset] {
        for (way, says, asked) in
            [(Way::Lookup, "done", 3), (Way::Registration, "OutcomeUnknown: Broken, MaybeSent", 2)]
        {
            let server = Server::http(move |heard, before| match (heard.connection, before) {
                (0, 1) => Reaction::raw("", then),
                _ => Reaction::answer(200, success()),
            });
            let client = patient(&server).client();
            block_on(async {
                assert_eq!(call(&client, Way::Lookup).await.says(), "done");
                assert_eq!(call(&client, way).await.says(), says);
            });
            assert_eq!(server.heard().len(), asked);
            assert_eq!(server.heard()[1].connection, 0, "it went out on the kept connection");
        }
    }
}

/// The server hangs up right after its answer, without having said so: whichever is faster, nothing is sent twice.
#[test]
fn a_race_with_the_end_of_a_connection_sends_nothing_twice() {
    const CALLS: usize = 150;
    for then in [Then::Close, Then::Reset] {
        let server = Server::http(move |_, _| Reaction::answer(200, success()).then(then));
        let client = patient(&server).client();
        let mut ends = std::collections::BTreeMap::new();
        block_on(async {
            for _ in 0..CALLS {
                let before = server.heard().len();
                let says = call(&client, Way::Registration).await.says();
                let heard = server.heard().len() - before;
                match says.as_str() {
                    "done" => assert_eq!(heard, 1),
                    "OutcomeUnknown: Broken, MaybeSent" => assert!(heard <= 1),
                    other => panic!("{other}"),
                }
                *ends.entry(says).or_insert(0) += 1;
            }
        });
        assert!(ends["done"] > CALLS / 3, "{ends:?}");
    }
}

/// What drives a connection ends with the runtime that it was opened in; the client goes on in another.
#[test]
fn a_client_outlives_the_runtime_of_its_connections() {
    let server = Server::http(|_, _| Reaction::answer(200, success()));
    let client = patient(&server).client();
    for way in [Way::Lookup, Way::Registration, Way::Lookup] {
        assert_eq!(block_on(call(&client, way)).says(), "done");
    }
    assert_eq!((server.heard().len(), server.heard().iter().filter(|heard| is_registration(heard)).count()), (3, 1));
}

/// What drives a connection is a task of the runtime in which it was opened, and that one has nothing to run. Calls in
/// another runtime go out on connections of their own.
#[test]
fn a_runtime_that_does_not_run_holds_up_no_call_in_another() {
    let server = Server::http(|_, _| Reaction::answer(200, success()));
    let client = patient(&server).client();
    let runtimes = [(); 3].map(|()| runtime());
    for way in [Way::Lookup, Way::Registration] {
        for runtime in &runtimes {
            assert_eq!(runtime.block_on(call(&client, way)).says(), "done");
        }
    }
    let connections: Vec<usize> = server.heard().iter().map(|heard| heard.connection).collect();
    assert_eq!(connections, [0, 1, 2, 0, 1, 2], "each runtime has its own, and keeps it");
    assert_eq!(server.connections(), 3);
}

/// Runtimes that come and go leave no connection open.
#[test]
fn connections_end_with_their_runtime() {
    const RUNTIMES: usize = 20;
    let server = Server::http(|_, _| Reaction::answer(200, success()));
    let client = patient(&server).client();
    let kept = runtime();
    assert_eq!(kept.block_on(call(&client, Way::Lookup)).says(), "done");
    for _ in 0..RUNTIMES {
        assert_eq!(block_on(call(&client, Way::Lookup)).says(), "done");
    }
    while server.open() > 1 {
        std::thread::yield_now();
    }
    assert_eq!(kept.block_on(call(&client, Way::Lookup)).says(), "done");
    assert_eq!((server.connections(), server.open()), (1 + RUNTIMES, 1));
}

/// A call that was dropped in the middle of its answer leaves a connection that the next one must not read from.
#[test]
fn a_dropped_call_spoils_no_other() {
    let late = success().replace("6002", "LATE");
    let server = Server::http(move |_, before| {
        let body = if before == 0 { late.clone() } else { success() };
        let answer = Reaction::answer(200, body);
        if before == 0 { answer.one_byte_each(Duration::from_millis(1)) } else { answer }
    });
    let client = patient(&server).client();
    block_on(async {
        tokio::time::timeout(Duration::from_millis(100), call(&client, Way::Lookup)).await.map(|_| ()).unwrap_err();
        let card = client.send(&crate::calls::lookup()).await.unwrap();
        assert_eq!(card.medical_card_id, "6002");
    });
}
