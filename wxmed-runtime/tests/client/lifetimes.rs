//! The lifetimes that the token endpoints state, and callers that share a token.

use std::time::Duration;

use tokio::time::advance;
use tracing::dispatcher::with_default;
use wxmed::{BasicToken, Client, StableToken, TokenProvider};

use crate::listener::Listener;
use crate::support::{Double, Reaction, all_succeed, card, client_with, lookup, lookups};

const APPID: &str = "wxd678efh567hg6787";
const SECRET: &str = "made-up-app-secret";

/// Invalid lifetimes, and their names in the warning.
const ODD: [(&str, &str); 20] = [
    (r#","expires_in":7200,"expires_in":60"#, "duplicate"),
    (r#","expires_in":7200,"expires_in":7200"#, "duplicate"),
    ("", "missing"),
    (r#","expires_in":null"#, "missing"),
    (r#","expires_in":"soon""#, "not-a-number"),
    (r#","expires_in":"""#, "not-a-number"),
    (r#","expires_in":"NaN""#, "not-a-number"),
    (r#","expires_in":true"#, "not-a-number"),
    (r#","expires_in":[7200]"#, "not-a-number"),
    (r#","expires_in":{"seconds":7200}"#, "not-a-number"),
    (r#","expires_in":0"#, "not-positive"),
    (r#","expires_in":"0""#, "not-positive"),
    (r#","expires_in":0.9"#, "not-positive"),
    (r#","expires_in":-5"#, "not-positive"),
    (r#","expires_in":-1e999"#, "not-positive"),
    (r#","expires_in":7201"#, "too-long"),
    (r#","expires_in":4294967296"#, "too-long"),
    (r#","expires_in":99999999999999999999"#, "too-long"),
    (r#","expires_in":1e999"#, "too-long"),
    (r#","expires_in":"1e999""#, "too-long"),
];

/// Valid lifetimes, and the number of seconds after which a token is fetched again.
const GOOD: [(&str, u64); 8] = [
    (r#","expires_in":7200"#, 6900),
    (r#","expires_in":7200.0"#, 6900),
    (r#","expires_in":7.2e3"#, 6900),
    (r#","expires_in":"7200""#, 6900),
    (r#","expires_in":" 7200.0 ""#, 6900),
    (r#","expires_in":3600.9"#, 3300),
    (r#","expires_in":60"#, 30),
    (r#","expires_in":2"#, 1),
];

/// A platform whose tokens have this lifetime, and whose token endpoint is slow.
fn platform(lifetime: &str) -> Double {
    let body = format!(r#"{{"access_token":"T"{lifetime}}}"#);
    Double::new(move |seen, _| match seen.is_fetch() {
        true => Reaction::Slow(Duration::from_millis(100), body.clone()),
        false => card(),
    })
}

/// One client for each endpoint.
fn clients(double: &Double) -> [Client; 2] {
    [client_with(double, StableToken::new(APPID, SECRET)), client_with(double, BasicToken::new(APPID, SECRET))]
}

/// The warnings about tokens that this work emits, with a paused clock.
fn warnings(work: impl Future<Output = ()>) -> Vec<String> {
    let listener = Listener::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    with_default(&listener.dispatch(), || runtime.block_on(work));
    listener.heard().into_iter().filter(|line| line.starts_with("event WARN wxmed::token ")).collect()
}

/// The token is used for this many seconds, and then fetched again.
async fn is_kept_for(double: &Double, client: &Client, seconds: u64, lifetime: &str) {
    let before = double.fetches();
    client.send(&lookup()).await.unwrap();
    advance(Duration::from_secs(seconds) - Duration::from_millis(500)).await;
    client.send(&lookup()).await.unwrap();
    assert_eq!(double.fetches(), before + 1, "{lifetime}");
    advance(Duration::from_millis(600)).await;
    client.send(&lookup()).await.unwrap();
    assert_eq!(double.fetches(), before + 2, "{lifetime}");
}

#[test]
fn a_token_without_a_lifetime_has_the_documented_one_and_a_warning() {
    for (lifetime, fault) in ODD {
        let double = platform(lifetime);
        let heard = warnings(async {
            for client in clients(&double) {
                is_kept_for(&double, &client, 6900, lifetime).await;
            }
        });
        assert_eq!(heard.len(), double.fetches(), "{lifetime}: {heard:?}");
        for line in heard {
            assert!(line.starts_with("event WARN wxmed::token expires_in_invalid"), "{line}");
            assert!(line.ends_with(&format!("expires_in={fault:?}")), "{lifetime}: {line}");
        }
    }
}

#[test]
fn a_lifetime_in_any_notation_is_read_without_a_warning() {
    for (lifetime, seconds) in GOOD {
        let double = platform(lifetime);
        let heard = warnings(async {
            for client in clients(&double) {
                is_kept_for(&double, &client, seconds, lifetime).await;
            }
        });
        assert!(heard.is_empty(), "{lifetime}: {heard:?}");
    }
}

/// Callers that waited for a fetch get its token, even if it expires sooner than the fetch took.
#[tokio::test(start_paused = true)]
async fn nine_hundred_callers_share_one_token_without_a_lifetime() {
    share_once(r#","expires_in":0"#, 900).await;
}

#[tokio::test(start_paused = true)]
async fn callers_share_one_token_for_each_notation_of_its_lifetime() {
    for (lifetime, _) in ODD {
        share_once(lifetime, 90).await;
    }
    for (lifetime, _) in GOOD {
        share_once(lifetime, 90).await;
    }
    share_once(r#","expires_in":1"#, 90).await;
}

async fn share_once(lifetime: &str, count: usize) {
    let double = platform(lifetime);
    for (turn, client) in clients(&double).into_iter().enumerate() {
        all_succeed(lookups(&client, count)).await;
        assert_eq!((double.fetches(), double.calls()), (turn + 1, count * (turn + 1)), "{lifetime}");
    }
}

#[tokio::test]
async fn a_byte_order_mark_before_a_token_response_is_ignored() {
    let body = "\u{FEFF} \r\n{\"access_token\":\"T\",\"expires_in\":7200}";
    let double =
        Double::new(move |seen, _| if seen.is_fetch() { Reaction::Response(200, body.into()) } else { card() });
    for client in clients(&double) {
        client.send(&lookup()).await.unwrap();
    }
    assert_eq!(double.seen().iter().filter(|seen| !seen.is_fetch() && seen.token() == "T").count(), 2);
    let body = format!("\u{FEFF}{body}");
    let double = Double::new(move |_, _| Reaction::Response(200, body.clone()));
    for client in clients(&double) {
        client.send(&lookup()).await.unwrap_err();
    }
}

/// `check_credentials` is forwarded by `Arc`.
#[test]
fn an_arc_forwards_the_check_of_credentials() {
    assert!(std::sync::Arc::new(StableToken::new(APPID, "")).check_credentials().is_err());
    assert!(std::sync::Arc::new(StableToken::new(APPID, SECRET)).check_credentials().is_ok());
}
