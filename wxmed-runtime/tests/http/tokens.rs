//! Failures of the token endpoint.

use std::time::Duration;

use wxmed::{BasicToken, Outcome, StableToken};

use crate::calls::{APP_SECRET, Settings, TOKEN, WAYS, Way, block_on, call, success};
use crate::common::unsigned_body;
use crate::server::{Heard, Reaction, Server, Then};

const APPID: &str = "wxd678efh567hg6787";
const PATIENT: Duration = Duration::from_secs(8);

fn patient(settings: Settings) -> Settings {
    Settings { connect: PATIENT, read: PATIENT, total: PATIENT * 2, ..settings }
}

fn granted() -> Reaction {
    Reaction::response(200, format!(r#"{{"access_token":"{TOKEN}","expires_in":7200}}"#))
}

/// A server whose token endpoint reacts like this, and whose operations all succeed.
fn endpoint(fetch: impl Fn(&Heard, usize) -> Reaction + Send + Sync + 'static) -> Server {
    Server::http(move |heard, before| match heard.is_fetch() {
        true => fetch(heard, before),
        false => Reaction::response(200, success()),
    })
}

#[test]
fn each_endpoint_gets_its_own_kind_of_request() {
    let server = endpoint(|_, _| granted());
    let stable = patient(Settings::http(&server)).call_with(Way::Registration, StableToken::new(APPID, APP_SECRET));
    let basic = patient(Settings::http(&server)).call_with(Way::BlockingLookup, BasicToken::new(APPID, APP_SECRET));
    assert_eq!((stable.summary().as_str(), basic.summary().as_str()), ("done", "done"));
    let heard = server.heard();
    assert_eq!(heard[0].first_line(), "POST /cgi-bin/stable_token HTTP/1.1");
    let request: serde_json::Value = serde_json::from_slice(&heard[0].body).unwrap();
    assert_eq!((&request["appid"], &request["secret"]), (&APPID.into(), &APP_SECRET.into()));
    assert!(heard[1].first_line().ends_with(&format!("?access_token={TOKEN} HTTP/1.1")), "{}", heard[1].first_line());
    let query = format!("grant_type=client_credential&appid={APPID}&secret={APP_SECRET}");
    assert_eq!(heard[2].first_line(), format!("GET /cgi-bin/token?{query} HTTP/1.1"));
    assert_eq!((heard[2].body.len(), heard[2].header("content-type")), (0, None));
}

/// Without a token, no call is sent, and nothing can have been done. The stable endpoint is retried once if that may
/// help.
#[test]
fn nothing_is_sent_without_a_token() {
    let rows = [
        ("hanging up", Reaction::raw("", Then::Close), "Broken, MaybeSent"),
        ("a reset", Reaction::raw("", Then::Reset), "Broken, MaybeSent"),
        (
            "half a response",
            Reaction::raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"access_", Then::Close),
            "Broken, MaybeSent",
        ),
        ("silence", Reaction::raw("", Then::Keep), "Timeout, MaybeSent"),
        ("no HTTP", Reaction::raw("SSH-2.0-OpenSSH_9.6\r\n", Then::Keep), "Broken, MaybeSent"),
        ("a page to log in", Reaction::response(200, "<html>portal</html>"), "malformed"),
        ("nothing", Reaction::response(200, ""), "malformed"),
        ("a quota that is used up", Reaction::response(200, r#"{"errcode":45009,"errmsg":"quota"}"#), "refused 45009"),
        ("no token", Reaction::response(200, r#"{"access_token":null}"#), "malformed"),
        ("an empty token", Reaction::response(200, r#"{"access_token":""}"#), "invalid Empty"),
        (
            "a token of two lines",
            Reaction::response(200, r#"{"access_token":"a\nb"}"#),
            "invalid Character { index: 1 }",
        ),
        (
            "a token of 100 kB",
            Reaction::response(200, format!(r#"{{"access_token":"{}"}}"#, "x".repeat(100_000))),
            "invalid TooLong { length: 100000 }",
        ),
        ("a redirect", Reaction::with(302, "Location: http://localhost:1/\r\n", ""), "status 302"),
        ("a failure", Reaction::response(503, "<html>busy</html>"), "status 503"),
        (
            "a wrong secret",
            Reaction::response(200, r#"{"errcode":40125,"errmsg":"invalid appsecret"}"#),
            "refused 40125",
        ),
        ("a compressed response", Reaction::with(200, "Content-Encoding: gzip\r\n", [0x1F, 0x8B, 8, 0]), "malformed"),
        ("too much", Reaction::response(200, format!("{{\"x\":\"{}\"", "x".repeat(3 << 20))), "malformed"),
    ];
    for (what, reaction, expected) in rows {
        for way in [Way::Registration, Way::BlockingLookup] {
            let fault = reaction.clone();
            let server = endpoint(move |_, _| fault.clone());
            let mut settings = patient(Settings::http(&server));
            if what == "silence" {
                (settings.connect, settings.read) = (Duration::from_millis(100), Duration::from_millis(150));
            }
            let ended = match way {
                Way::Registration => settings.call_with(way, StableToken::new(APPID, APP_SECRET)),
                _ => settings.call_with(way, BasicToken::new(APPID, APP_SECRET)),
            };
            assert_eq!(ended.summary(), format!("Token: {expected}"), "{what}: {}", ended.error());
            assert_eq!(ended.error().outcome(), Outcome::NothingDone, "{what}");
            let is_transient = expected.starts_with("Broken") || expected == "status 503";
            let requests = if is_transient && way == Way::Registration { 2 } else { 1 };
            assert_eq!(server.heard().len(), requests, "{what}, {way:?}");
            assert!(ended.took < PATIENT, "{what}: {:?}", ended.took);
            let raw = ended.error().raw().map(|raw| raw.bytes().len());
            assert_eq!(raw.is_some(), what == "half a response" || !expected.ends_with("Sent"), "{what}: {raw:?}");
        }
    }
}

/// After a failed fetch, the next call fetches again.
#[test]
fn the_next_call_fetches_again() {
    let server = endpoint(|_, before| if before < 2 { Reaction::raw("", Then::Reset) } else { granted() });
    let settings = patient(Settings::http(&server));
    let client = settings.with(wxmed::Client::builder(crate::common::key()), StableToken::new(APPID, APP_SECRET));
    block_on(async {
        assert_eq!(call(&client, Way::Lookup).await.summary(), "Token: Broken, MaybeSent");
        assert_eq!(call(&client, Way::Registration).await.summary(), "done");
    });
}

/// A single failure of the endpoint is retried, so that no call fails.
#[test]
fn a_single_failure_of_the_endpoint_fails_no_call() {
    for fault in [Reaction::raw("", Then::Reset), Reaction::response(503, "<html>busy</html>")] {
        for way in WAYS {
            let fault = fault.clone();
            let server = endpoint(move |_, before| if before == 0 { fault.clone() } else { granted() });
            let ended = patient(Settings::http(&server)).call_with(way, StableToken::new(APPID, APP_SECRET));
            assert_eq!((ended.summary().as_str(), server.heard().len()), ("done", 3), "{way:?}");
        }
    }
}

/// With both formats of the rejection and every client: two fetches, two calls, and then an error.
#[test]
fn a_second_rejected_token_ends_the_call() {
    let in_envelope = unsigned_body(&[("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "40001")]);
    for api_error in [r#"{"errcode":40001,"errmsg":"invalid credential"}"#, &*in_envelope] {
        for way in WAYS {
            let api_error = api_error.to_owned();
            let server = Server::http(move |heard, before| match heard.is_fetch() {
                true => Reaction::response(200, format!(r#"{{"access_token":"T{before}","expires_in":7200}}"#)),
                false => Reaction::response(200, &api_error),
            });
            let ended = patient(Settings::http(&server)).call_with(way, StableToken::new(APPID, APP_SECRET));
            assert_eq!((ended.summary().as_str(), server.heard().len()), ("Token: StillRejected", 4), "{way:?}");
            assert_eq!(ended.error().outcome(), Outcome::NothingDone);
        }
    }
}

/// With both formats of the rejection, the same request is sent once more with another token.
#[test]
fn a_rejected_token_is_replaced_once() {
    let in_envelope = unsigned_body(&[("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "40001")]);
    for api_error in [r#"{"errcode":40001,"errmsg":"invalid credential"}"#, &*in_envelope] {
        for way in WAYS {
            let api_error = api_error.to_owned();
            let server = Server::http(move |heard, before| match (heard.is_fetch(), before) {
                (true, 0) => Reaction::response(200, r#"{"access_token":"OLD","expires_in":7200}"#),
                (true, _) => granted(),
                (false, _) if heard.first_line().contains("=OLD ") => Reaction::response(200, &api_error),
                (false, _) => Reaction::response(200, success()),
            });
            let ended = patient(Settings::http(&server)).call_with(way, StableToken::new(APPID, APP_SECRET));
            let heard = server.heard();
            assert_eq!((ended.summary().as_str(), heard.len()), ("done", 4), "{way:?}");
            assert_eq!(heard[1].body, heard[3].body);
            assert!(ended.took < PATIENT, "{:?}", ended.took);
        }
    }
}

/// The lifetime of a token may be stated in any way, or not at all: the token is used.
#[test]
fn an_odd_lifetime_does_not_invalidate_a_token() {
    for lifetime in
        ["", r#","expires_in":"7200""#, r#","expires_in":1e999"#, r#","expires_in":-1"#, r#","expires_in":0"#]
    {
        for way in WAYS {
            let body = format!(r#"{{"access_token":"{TOKEN}"{lifetime}}}"#);
            let server = endpoint(move |_, _| Reaction::response(200, &body));
            let ended = patient(Settings::http(&server)).call_with(way, StableToken::new(APPID, APP_SECRET));
            assert_eq!((ended.summary().as_str(), server.heard().len()), ("done", 2), "{way:?} {lifetime}");
        }
    }
}
