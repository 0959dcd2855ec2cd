//! With a transport that keeps nothing, no copy is left.

use wxmed::{
    ApiKey, BasicToken, BoxFuture, Client, HttpRequest, HttpResponse, StableToken, TokenProvider, Transport,
    TransportError,
};

use crate::memory::{VEIL, found, secret, veiled};
use crate::{ALONE, APPID, CARD, KEY, call};

const TOKEN: u8 = 1;
const APP_SECRET: u8 = 2;

/// Returns the token and a card, and keeps nothing.
struct Platform;

impl Transport for Platform {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let mut body = Vec::with_capacity(1 << 14);
            if request.path().starts_with("/cgi-bin/") {
                // The token isn't at the beginning, which is overwritten first when the memory is reused.
                body.extend_from_slice(br#"{"expires_in":7200,"#);
                body.resize(6000, b' ');
                body.extend_from_slice(br#""access_token":""#);
                // A long token whose characters become three each in a URL: a buffer that grows would leave a copy.
                body.resize(body.len() + 950, b'+');
                body.extend(veiled(TOKEN).iter().map(|byte| byte ^ VEIL));
                body.resize(body.len() + 950, b'+');
                body.extend_from_slice(br#""}"#);
            } else {
                body.extend_from_slice(CARD.as_bytes());
            }
            Ok(HttpResponse::new(200, body))
        })
    }
}

fn client(tokens: impl TokenProvider + 'static) -> Client {
    Client::builder(ApiKey::new(KEY)).token(tokens).transport(Platform).build().unwrap()
}

#[tokio::test]
async fn secrets_are_overwritten_when_they_are_dropped() {
    let _alone = ALONE.lock().await;
    for turn in 0..2 {
        let client = match turn {
            0 => client(StableToken::new(APPID, secret(APP_SECRET))),
            _ => client(BasicToken::new(APPID, secret(APP_SECRET))),
        };
        for calls in [1, 50] {
            call(&client, calls).await;
            assert_eq!((found(TOKEN), found(APP_SECRET)), (1, 1), "the client has one copy of each");
        }
        drop(client);
        assert_eq!((found(TOKEN), found(APP_SECRET)), (0, 0), "{turn}");
    }
}
