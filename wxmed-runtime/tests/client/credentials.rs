//! Invalid credentials and tokens: reported early, and never sent.

use wxmed::{
    ApiKey, BasicToken, BoxFuture, BuildError, Client, CredentialError, Error, InvalidTokenReason, Outcome, Secret,
    StableToken, StaticToken, TokenError, TokenFn, TokenProvider, TokenRequest,
};

use crate::common::KEY;
use crate::support::{Double, Reaction, card, client_with, lookup, token};

const APPID: &str = "wxd678efh567hg6787";
const SECRET: &str = "made-up-app-secret";

fn long(length: usize) -> String {
    "x".repeat(length)
}

/// Texts that are not a valid appid or AppSecret.
fn no_credentials() -> Vec<String> {
    let odd =
        ["", " ", "\n", "canary\n", "\ncanary", "canary\r\n", " canary", "canary ", "can ary", "canary\0", "金丝雀"];
    odd.into_iter().map(str::to_owned).chain([long(513), "canary\u{200B}".into(), "\u{FEFF}canary".into()]).collect()
}

/// Texts that are not a valid token, and the reasons.
fn no_tokens() -> Vec<(String, InvalidTokenReason)> {
    let mut table = vec![
        (String::new(), InvalidTokenReason::Empty),
        (long(2049), InvalidTokenReason::TooLong { length: 2049 }),
        (long(100_000), InvalidTokenReason::TooLong { length: 100_000 }),
        (long(300) + "\n", InvalidTokenReason::Character { index: 300 }),
    ];
    let characters = "\n\r\t \0\u{7F}&#%\"<>\\^`{|}\u{85}\u{A0}\u{200B}\u{FEFF}金";
    table.extend(characters.chars().map(|c| (format!("61{c}x"), InvalidTokenReason::Character { index: 2 })));
    table
}

fn built(tokens: impl TokenProvider + 'static) -> Result<Client, BuildError> {
    let double = Double::new(|_, _| card());
    Client::builder(ApiKey::new(KEY)).token(tokens).transport(double).build()
}

/// The message in both languages doesn't contain the invalid text.
fn discreet(error: &(impl std::fmt::Display + std::fmt::Debug), chinese: &str) {
    let messages = format!("{error} {error:#} {error:?}");
    assert!(!messages.contains("canary") && !messages.contains("xxxx") && !messages.contains("金丝雀"), "{messages}");
    assert!(messages.contains(chinese), "{messages}");
}

#[test]
fn an_invalid_credential_is_reported_when_the_client_is_built() {
    for text in no_credentials() {
        let rows: [(Result<Client, BuildError>, CredentialError, &str); 4] = [
            (built(StableToken::new(&*text, SECRET)), CredentialError::Appid, "appid 为空"),
            (built(BasicToken::new(&*text, SECRET)), CredentialError::Appid, "appid 为空"),
            (built(StableToken::new(APPID, &*text)), CredentialError::AppSecret, "AppSecret 为空"),
            (built(BasicToken::new(APPID, &*text)), CredentialError::AppSecret, "AppSecret 为空"),
        ];
        for (ended, expected, chinese) in rows {
            let error = ended.unwrap_err();
            assert_eq!(error, BuildError::Credential(expected), "{text:?}");
            discreet(&error, chinese);
        }
    }
    for length in [1, 512] {
        built(StableToken::new(long(length), long(length))).unwrap();
        built(BasicToken::new(long(length), long(length))).unwrap();
    }
}

#[test]
fn an_invalid_static_token_is_reported_when_the_client_is_built() {
    for (text, reason) in no_tokens() {
        let error = built(StaticToken::new(&*text)).unwrap_err();
        assert_eq!(error, BuildError::Credential(CredentialError::Token(reason)), "{text:?}");
        discreet(&error, "检查它的来源");
    }
    for text in [long(1), long(512), long(2048), "61_uT-9.~x+/=:@?!$'()*,;".into()] {
        built(StaticToken::new(text)).unwrap();
    }
}

/// A user's own provider. Its credentials can't be checked when the client is built.
struct Around(StableToken);

impl TokenProvider for Around {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Secret, TokenError>> {
        self.0.token(request)
    }
}

#[tokio::test]
async fn an_invalid_credential_is_never_sent() {
    let double = Double::new(|seen, _| if seen.is_fetch() { token("T1") } else { card() });
    let error = client_with(&double, Around(StableToken::new(APPID, ""))).send(&lookup()).await.unwrap_err();
    let Error::Token(failure) = &error else { panic!("{error:?}") };
    assert!(matches!(failure.cause, TokenError::Credential(CredentialError::AppSecret)), "{failure:?}");
    assert_eq!((double.seen().len(), error.outcome(), error.raw()), (0, Outcome::NothingDone, None));
    discreet(&error, "AppSecret 为空");
}

/// The call fails with the reason, whichever provider returned the token, and the token isn't sent.
#[tokio::test]
async fn an_invalid_token_is_rejected_for_every_provider() {
    for (text, reason) in no_tokens() {
        let body = serde_json::json!({ "access_token": &text, "expires_in": 7200 }).to_string();
        let double = Double::new(move |_, _| Reaction::Response(200, body.clone()));
        let own = {
            let text = text.clone();
            TokenFn::new(move |_| {
                let text = text.clone();
                async move { Ok(Secret::new(text)) }
            })
        };
        let clients = [
            (client_with(&double, StableToken::new(APPID, SECRET)), "请保留应答原文并检查代理"),
            (client_with(&double, BasicToken::new(APPID, SECRET)), "请保留应答原文并检查代理"),
            (client_with(&double, own), "检查它的来源"),
        ];
        for (client, chinese) in clients {
            let error = client.send(&lookup()).await.unwrap_err();
            let Error::Token(failure) = &error else { panic!("{error:?}") };
            let TokenError::InvalidToken { reason: found, raw } = &failure.cause else { panic!("{failure:?}") };
            assert_eq!(*found, reason, "{text:?}");
            assert_eq!(raw.is_some(), chinese.contains("原文"), "{text:?}");
            assert_eq!(error.outcome(), Outcome::NothingDone);
            discreet(&error, chinese);
        }
        assert_eq!((double.fetches(), double.calls()), (2, 0), "{text:?}");
    }
}

/// The longest valid token is sent completely, whether or not it needs percent-encoding.
#[tokio::test]
async fn the_longest_token_is_sent() {
    for text in [long(2048), "+".repeat(2048), "61_uT-9.~x+/=:@?!$'()*,;".to_owned()] {
        let body = serde_json::json!({ "access_token": &text, "expires_in": 7200 }).to_string();
        let double =
            Double::new(move |seen, _| if seen.is_fetch() { Reaction::Response(200, body.clone()) } else { card() });
        client_with(&double, StableToken::new(APPID, SECRET)).send(&lookup()).await.unwrap();
        let url = double.seen()[1].url.clone();
        assert_eq!(decoded(url.split_once("access_token=").unwrap().1), text);
    }
}

fn decoded(query: &str) -> String {
    let mut pieces = query.split('%');
    let first = pieces.next().unwrap().to_owned();
    pieces.fold(first, |text, piece| {
        text + &char::from(u8::from_str_radix(&piece[..2], 16).unwrap()).to_string() + &piece[2..]
    })
}
