//! A forked process has none of its parent's other threads, so clients that were built before the fork must not wait
//! for them.
//!
//! Each test continues in the child, which must not return to the test harness: it exits with its result.
#![cfg(unix)]

use std::process::exit;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use fork::Fork;
use wxmed::{
    ApiKey, BoxFuture, Client, Error, GetMedInfo, HttpRequest, HttpResponse, IdCard, Outcome, StableToken, Transport,
    TransportError, Valid, blocking,
};

/// A forked process has one thread, so a lock that another test holds would never be released.
static ALONE: Mutex<()> = Mutex::new(());

/// Responds after a moment, which needs the runtime's timer.
#[derive(Clone, Default)]
struct Platform {
    fetches: Arc<AtomicUsize>,
    /// The number of fetches that never get a response.
    silent: usize,
}

impl Transport for Platform {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let card = "<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code><medical_card_no>1\
                        </medical_card_no><medical_card_id>2</medical_card_id><medical_user_id>3</medical_user_id></xml>";
            let is_fetch = request.path().starts_with("/cgi-bin/");
            if is_fetch && self.fetches.fetch_add(1, Ordering::SeqCst) < self.silent {
                return std::future::pending().await;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
            let body = if is_fetch { r#"{"access_token":"T","expires_in":7200}"# } else { card };
            Ok(HttpResponse::new(200, body))
        })
    }
}

fn tokens() -> StableToken {
    StableToken::new("wxd678efh567hg6787", "made-up-app-secret")
}

fn client(platform: &Platform) -> blocking::Client {
    blocking::Client::builder(ApiKey::new("K")).token(tokens()).transport(platform.clone()).build().unwrap()
}

fn lookup() -> Valid<GetMedInfo> {
    let hash = IdCard::parse("44030019000101123x").unwrap();
    GetMedInfo::builder().openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o").name("张三").idcard_md5(hash).build().unwrap()
}

/// Runs this work in a child process, and waits for its end.
fn in_a_child(work: impl FnOnce() -> Result<(), String>) {
    const HANGS: i32 = 3;
    match fork::fork().unwrap() {
        Fork::Parent(child) => assert_eq!(fork::waitpid(child).unwrap(), 0, "the child failed: see its output"),
        Fork::Child => {
            // A panic must not return to the test harness, either.
            thread::spawn(|| {
                thread::sleep(Duration::from_secs(60));
                eprintln!("the child hangs");
                exit(HANGS)
            });
            match std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)) {
                Ok(Ok(())) => exit(0),
                Ok(Err(wrong)) => eprintln!("{wrong}"),
                Err(_) => eprintln!("the child panicked"),
            }
            exit(1)
        }
    }
}

fn expect(holds: bool, what: impl Into<String>) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what.into()) }
}

#[test]
fn a_blocking_client_built_before_a_fork_fails_immediately() {
    let _alone = ALONE.lock();
    let platform = Platform::default();
    let built = client(&platform);
    built.send(&lookup()).unwrap();
    in_a_child(|| {
        for client in [built.clone(), built.clone()] {
            let error = client.send(&lookup()).unwrap_err();
            expect(matches!(error, Error::Forked), format!("{error:?}"))?;
            expect(
                error.outcome() == Outcome::NothingDone && error.kind() == "forked",
                "the outcome or the kind is wrong",
            )?;
            expect(format!("{error} {error:#}").matches("fork").count() >= 2, "the message does not mention the fork")?;
        }
        // The same inside a runtime, where a call would move to another thread.
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let error = runtime.block_on(async { built.send(&lookup()).unwrap_err() });
        expect(matches!(error, Error::Forked), format!("{error:?}"))?;
        // The old client can be dropped, and a new one works.
        drop(built);
        let own = client(&platform);
        own.send(&lookup()).map(|_| ()).map_err(|error| error.to_string())
    });
    assert_eq!(platform.fetches.load(Ordering::SeqCst), 1);
}

#[test]
fn a_blocking_client_still_works_in_the_parent() {
    let _alone = ALONE.lock();
    let platform = Platform::default();
    let built = client(&platform);
    in_a_child(|| Ok(()));
    built.send(&lookup()).unwrap();
    assert_eq!(platform.fetches.load(Ordering::SeqCst), 1);
}

/// Another thread was fetching a token at the time of the fork. In the child, that fetch never ends.
#[test]
fn a_fetch_of_the_parent_does_not_block_the_child() {
    let _alone = ALONE.lock();
    let platform = Platform { silent: 1, ..Platform::default() };
    let tokens = tokens();
    let builder = blocking::Client::builder(ApiKey::new("K")).token(tokens.clone()).timeout(Duration::from_secs(2));
    let fetching = builder.transport(platform.clone()).build().unwrap();
    let waiting = thread::spawn(move || fetching.send(&lookup()).unwrap_err());
    while platform.fetches.load(Ordering::SeqCst) == 0 {
        thread::yield_now();
    }
    in_a_child(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        let client = Client::builder(ApiKey::new("K")).token(tokens).transport(platform.clone()).build().unwrap();
        let card = runtime.block_on(client.send(&lookup())).map_err(|error| error.to_string())?;
        expect(card.medical_card_no == "1", "the card is wrong")
    });
    assert!(matches!(waiting.join().unwrap(), Error::Token(_)));
}
