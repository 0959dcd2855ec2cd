//! A program that prints an error with its source chain prints each cause once.

use std::collections::BTreeSet;
use std::error::Error as StdError;

use wxmed::codec::{SignType, encode_fields};
use wxmed::{
    ApiKey, BuildError, Client, EncodeError, Error, GetMedInfo, Host, Preregister, StableToken, Stage, StaticToken,
    TokenError, TokenFn, TokenProvider, TransportError, TransportErrorKind,
};

use crate::common::{KEY, signed_body, unsigned_body};
use crate::support::{
    Double, GOOD_CARD, Reaction, client, client_with, lookup, merchant, message, refused, registration, stable, token,
};

/// The text of a cause isn't part of the text above it, and the first text contains each of `has` once.
fn once(error: &(dyn StdError + 'static), has: &[String]) {
    let mut above = error.to_string();
    assert!(!above.trim().is_empty() && above.trim() == above, "{above:?}");
    for text in has {
        assert_eq!(above.matches(text.as_str()).count(), 1, "{text} should occur once in {above}");
    }
    let mut next = error.source();
    while let Some(cause) = next {
        let text = cause.to_string();
        assert!(!above.contains(&text), "{text} is repeated: {above}");
        (above, next) = (text, cause.source());
    }
}

fn response(body: impl Into<String>) -> impl Fn() -> Reaction + Send + Sync + 'static {
    let body = body.into();
    move || Reaction::Response(200, body.clone())
}

async fn looked_up(reaction: impl Fn() -> Reaction + Send + Sync + 'static) -> Error {
    client(&Double::new(move |_, _| reaction())).send(&lookup()).await.unwrap_err()
}

async fn registered(reaction: impl Fn() -> Reaction + Send + Sync + 'static) -> Error {
    client(&Double::new(move |_, _| reaction())).send(&registration(merchant())).await.unwrap_err()
}

fn broken() -> TransportError {
    TransportError::new(Stage::MaybeSent, TransportErrorKind::Broken, "connection reset")
}

fn out_of_order() -> EncodeError {
    encode_fields([("b", "1"), ("a", "1")], &ApiKey::new(KEY), SignType::Md5).unwrap_err()
}

/// Errors of requests, and of the platform's responses.
async fn of_responses() -> Vec<(Error, Vec<String>)> {
    let violations = Preregister::from_fields([("appid", "")]).unwrap_err();
    let fail =
        |rest: &[(&str, &str)]| unsigned_body(&[&[("return_code", "SUCCESS"), ("result_code", "FAIL")], rest].concat());
    let not_echoed = signed_body(&[("return_code", "SUCCESS"), ("result_code", "SUCCESS"), ("nonce_str", "another")]);
    let not_echoed =
        client(&Double::new(move |_, _| response(not_echoed.clone())())).send(&message()).await.unwrap_err();
    let plain = [
        looked_up(|| refused(48001)).await,
        looked_up(response(unsigned_body(&[("return_code", "FAIL"), ("return_msg", "签名失败")]))).await,
        looked_up(response(fail(&[("err_code", "80004"), ("err_code_des", "未绑卡")]))).await,
        registered(response(unsigned_body(&GOOD_CARD))).await,
        registered(response(signed_body(&GOOD_CARD).replace("6001", "6009"))).await,
        looked_up(response("<xml>")).await,
        looked_up(response("{}")).await,
        looked_up(response("<xml></xml>")).await,
        looked_up(response("<xml><return_code>SUCCESS</return_code></xml>")).await,
        looked_up(response(unsigned_body(&GOOD_CARD[..3]))).await,
        not_echoed,
        looked_up(move || Reaction::Fail(broken())).await,
        looked_up(|| Reaction::Response(404, "nothing".into())).await,
        registered(|| Reaction::Response(502, "nothing".into())).await,
        Error::Random("no device".into()),
        Error::NoRuntime,
        Error::Forked,
        client(&Double::new(|_, _| Reaction::Never)).merchant().unwrap_err(),
    ];
    let mut all: Vec<_> = plain.into_iter().map(|error| (error, Vec::new())).collect();
    all.push((Error::from(violations.clone()), vec![violations.to_string()]));
    all.push((Error::from(out_of_order()), vec![out_of_order().to_string()]));
    all.push((registered(move || Reaction::Fail(broken())).await, vec![broken().to_string()]));
    #[cfg(feature = "dynamic")]
    all.push((client(&Double::new(|_, _| Reaction::Never)).call("x", [("", ""); 0]).await.unwrap_err(), Vec::new()));
    all
}

/// Errors of access tokens.
async fn of_tokens() -> Vec<Error> {
    let fetched = async |reaction: fn() -> Reaction| {
        client_with(&Double::new(move |_, _| reaction()), stable()).send(&lookup()).await.unwrap_err()
    };
    let stays = Double::new(|seen, before| if seen.is_fetch() { token(&format!("T{before}")) } else { refused(40001) });
    let own = TokenFn::new(|_| async { Err(TokenError::Other("the central service is down".into())) });
    let same = TokenFn::new(|_| async { Err(TokenError::RefreshBudgetExhausted) });
    vec![
        fetched(|| refused(40125)).await,
        fetched(|| Reaction::Fail(broken())).await,
        fetched(|| Reaction::Response(302, String::new())).await,
        fetched(|| Reaction::Response(200, "{}".into())).await,
        fetched(|| Reaction::Response(200, r#"{"access_token":"a b"}"#.into())).await,
        fetched(|| Reaction::Never).await,
        client_with(&stays, stable()).send(&lookup()).await.unwrap_err(),
        client_with(&stays, own).send(&lookup()).await.unwrap_err(),
        client_with(&stays, same).send(&lookup()).await.unwrap_err(),
        client(&Double::new(|_, _| refused(40001))).send(&lookup()).await.unwrap_err(),
    ]
}

#[tokio::test(start_paused = true)]
async fn an_error_of_a_call_shows_each_cause_once() {
    let mut kinds = BTreeSet::new();
    let mut causes = BTreeSet::new();
    for error in of_tokens().await {
        let Error::Token(failure) = &error else { panic!("{error:?}") };
        let name = format!("{:?}", failure.cause);
        causes.insert(name.split(['(', ' ']).next().unwrap().to_owned());
        once(&failure.cause, &[]);
        once(&error, &[failure.cause.to_string()]);
        kinds.insert(error.kind());
    }
    for (error, has) in of_responses().await {
        once(&error, &has);
        kinds.insert(error.kind());
    }
    let every = "\
        NotRefreshable InvalidToken Malformed Other Rejected StillRejected Status Unanswered RefreshBudgetExhausted";
    assert!(every.split(' ').all(|cause| causes.contains(cause)), "{causes:?}");
    let every = "\
        business encode forked gateway invalid malformed no-merchant no-runtime outcome-unknown protocol random \
        signature token unanswered";
    let mut every: BTreeSet<&str> = every.split(' ').collect();
    if cfg!(feature = "dynamic") {
        every.insert("unknown-operation");
    }
    assert_eq!(kinds, every);
}

#[test]
fn every_other_error_shows_each_cause_once() {
    once(&broken(), &[]);
    once(&out_of_order(), &[]);
    once(&GetMedInfo::from_fields([("name", "")]).unwrap_err(), &[]);
    once(&wxmed::codec::xml::read(b"<xml>").unwrap_err(), &[]);
    once(&wxmed::IdCard::parse("1").unwrap_err(), &[]);
    once(&wxmed::IdCardMd5::parse("1").unwrap_err(), &[]);
    once(&"1".parse::<wxmed::Timestamp>().unwrap_err(), &[]);
    once(&"x".parse::<wxmed::Fen>().unwrap_err(), &[]);
    once(&"x".parse::<wxmed::Yuan>().unwrap_err(), &[]);
    once(&Host::parse("ftp://x").unwrap_err(), &[]);
    let built = Client::builder(ApiKey::new("")).token(StaticToken::new("T")).build();
    once(&built.unwrap_err(), &[]);
    let (appid, secret) = (StableToken::new("", "x"), StableToken::new("x", ""));
    for checked in [StaticToken::new("").check_credentials(), appid.check_credentials(), secret.check_credentials()] {
        let cause = checked.unwrap_err();
        once(&cause, &[]);
        once(&BuildError::Credential(cause), &[cause.to_string()]);
    }
    once(&BuildError::Tls("no roots".into()), &["no roots".into()]);
    #[cfg(feature = "https")]
    {
        once(&wxmed::Proxy::parse("x").unwrap_err(), &[]);
        once(&wxmed::RootCertificates::from_pem(b"").unwrap_err(), &[]);
    }
    #[cfg(feature = "redis")]
    once(&wxmed::RedisToken::connect(stable(), "x", "x").unwrap_err(), &[]);
    #[cfg(feature = "dynamic")]
    {
        let specs = wxmed::dynamic::Specs::shipped();
        once(&specs.operation("x").unwrap_err(), &[]);
        once(&specs.content("x").unwrap_err(), &[]);
        let missing = wxmed::dynamic::Specs::load("/nowhere/at/all").unwrap_err();
        let wxmed::dynamic::SpecsError::Unreadable(cause) = &missing else { panic!("{missing:?}") };
        once(&missing, &[cause.to_string()]);
    }
}
