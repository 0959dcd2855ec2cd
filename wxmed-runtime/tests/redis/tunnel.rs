//! Redis over TLS: only servers whose certificate is valid are used.

use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use wxmed::{RedisToken, RootCertificates, StableToken};

use crate::listener::Listener;
use crate::platform::{APP_SECRET, APPID, Platform, call};
use crate::server::{PASSWORD, Redis};
use crate::tls::Authority;

fn shared(url: &str, roots: &RootCertificates) -> RedisToken {
    RedisToken::connect_with_roots(StableToken::new(APPID, APP_SECRET), url, "tls", roots).unwrap()
}

#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_token_is_shared_over_tls() {
    let redis = Redis::started_with_tls(Authority::hospital().pem("localhost"));
    let (platform, roots) = (Platform::open(), Authority::hospital().roots());
    for url in
        [redis.tls_url(), redis.tls_url().replace("rediss", "REDISS"), redis.tls_url().replace("rediss", "valkeys")]
    {
        let tokens = shared(&url, &roots);
        assert!(!format!("{tokens:?}{tokens:#?}").contains(PASSWORD));
        call(&platform.client(tokens)).await.unwrap();
    }
    assert_eq!(platform.state().fetches, 1);
    let in_clear = RedisToken::connect(StableToken::new(APPID, APP_SECRET), &redis.url(), "tls").unwrap();
    call(&platform.client(in_clear)).await.unwrap();
    assert_eq!(platform.state().fetches, 1, "the token is shared with connections without TLS");
    assert_eq!(redis.keys().len(), 2, "{:?}", redis.keys());

    // Each client keeps its connection for the next command.
    let tokens = shared(&redis.tls_url(), &roots);
    let client = platform.client(tokens.clone());
    for fetches in 2..5 {
        platform.expire();
        call(&client).await.unwrap();
        assert_eq!(platform.state().fetches, fetches);
    }
}

/// A server without a valid certificate gets neither the password nor anything else, and no call fails.
#[tokio::test]
#[ignore = "needs redis-server"]
async fn a_server_without_a_valid_certificate_is_not_used() {
    let listener = Listener::default();
    let _listening = tracing::dispatcher::set_default(&listener.dispatch());
    let hospital = Authority::hospital();
    let stranger = Authority::new("a stranger");
    for (authority, name) in [(&stranger, "localhost"), (hospital, "other.example")] {
        let redis = Redis::started_with_tls(authority.pem(name));
        let platform = Platform::open();
        call(&platform.client(shared(&redis.tls_url(), &hospital.roots()))).await.unwrap();
        assert_eq!(platform.state().fetches, 1);
        assert!(redis.keys().is_empty(), "{:?}", redis.keys());
    }
    // The same applies to a server without TLS, and to one that doesn't respond.
    let (redis, platform) = (Redis::started(), Platform::open());
    let in_clear = redis.url().replace("redis://", "rediss://").replace("127.0.0.1", "localhost");
    call(&platform.client(shared(&in_clear, &hospital.roots()))).await.unwrap();
    let silent = crate::http::Server::raw(|mut socket| drop(std::io::copy(&mut socket, &mut std::io::sink())));
    let begun = std::time::Instant::now();
    let url = format!("rediss://:{PASSWORD}@localhost:{}/0", silent.address().port());
    call(&platform.client(shared(&url, &hospital.roots()))).await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());

    let heard = listener.heard();
    let warnings: Vec<&String> = heard.iter().filter(|line| line.contains("redis_unavailable")).collect();
    let faults = ["the TLS handshake failed"; 2].into_iter().chain(["no response in time"; 2]);
    assert_eq!(warnings.len(), 4, "{warnings:?}");
    assert!(warnings.iter().zip(faults).all(|(line, fault)| line.contains(fault)), "{warnings:?}");
    assert!(heard.iter().all(|line| !line.contains(PASSWORD) && !line.contains(APP_SECRET)));
}

/// The connection to a server that stops responding is closed, and no task is left waiting for it.
#[tokio::test]
async fn a_connection_to_a_server_that_stops_responding_is_closed() {
    let (listener, received) = (Listener::default(), Arc::new(AtomicUsize::new(0)));
    let _listening = tracing::dispatcher::set_default(&listener.dispatch());
    let (config, reads) = (Authority::hospital().server("localhost"), received.clone());
    let silent = crate::http::Server::raw(move |socket| {
        let tls = rustls::ServerConnection::new(config.clone()).unwrap();
        let mut stream = rustls::StreamOwned::new(tls, socket);
        let read = stream.read(&mut [0; 4096]).unwrap_or_default();
        reads.fetch_add(read, Ordering::SeqCst);
        // The server accepts the library's first commands. It responds neither to the next one nor to the end of TLS.
        drop(stream.write_all(b"+OK\r\n+OK\r\n").and_then(|()| stream.flush()));
        std::thread::sleep(Duration::from_secs(8));
    });
    let alive = || tokio::runtime::Handle::current().metrics().num_alive_tasks();
    let (platform, before) = (Platform::open(), alive());
    let url = format!("rediss://localhost:{}/0", silent.address().port());
    let tokens = shared(&url, &Authority::hospital().roots());
    let client = platform.client(tokens.clone());
    call(&client).await.unwrap();
    assert_eq!(silent.connections(), 1);
    assert!(received.load(Ordering::SeqCst) > 0, "a command was sent over TLS");
    let heard = listener.heard();
    let warnings: Vec<&String> = heard.iter().filter(|line| line.contains("redis_unavailable")).collect();
    assert!(warnings.len() == 1 && warnings[0].contains("no response in time"), "{warnings:?}");
    drop((client, tokens));
    let begun = std::time::Instant::now();
    while alive() > before {
        assert!(begun.elapsed() < Duration::from_secs(4), "{} tasks are left", alive());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
