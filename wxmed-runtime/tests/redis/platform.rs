//! A platform that counts requests and accepts one token at a time.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use wxmed::{ApiKey, Client, ClientBuilder, Error, GetMedInfo, Host, IdCardMd5, TokenProvider, Tokens, Valid};

use crate::common::{KEY, unsigned_body};
use crate::http::{Heard, Reaction, Server};

pub(crate) const APPID: &str = "wxd678efh567hg6787";
pub(crate) const APP_SECRET: &str = "canary-app-secret";
pub(crate) const CARD_NO: &str = "CANARYCARD0001";
pub(crate) const NAME: &str = "金丝雀";
pub(crate) const OPENID: &str = "oCanaryOpenid0000000000000000";
pub(crate) const HASH: &str = "ca11ab1eca11ab1eca11ab1eca11ab1e";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct State {
    /// The number of the token that is accepted.
    good: usize,
    /// The number of the token that the endpoint returns.
    given: usize,
    pub(crate) fetches: usize,
    pub(crate) forced: usize,
}

pub(crate) struct Platform {
    server: Server,
    state: Arc<Mutex<State>>,
}

impl Platform {
    pub(crate) fn open() -> Self {
        Self::with(|_| None)
    }

    /// A platform whose token endpoint reacts according to a rule. The rule is called with the number of earlier
    /// fetches.
    pub(crate) fn with(rule: impl Fn(usize) -> Option<Reaction> + Send + Sync + 'static) -> Self {
        let state = Arc::<Mutex<State>>::default();
        let server = Server::http({
            let state = state.clone();
            move |heard, _| react(&state, heard, &rule)
        });
        Self { server, state }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.server.address())
    }

    pub(crate) fn state(&self) -> State {
        *self.state.lock().unwrap()
    }

    /// Invalidates the token. The endpoint returns another one.
    pub(crate) fn expire(&self) {
        let mut state = self.state.lock().unwrap();
        state.good += 1;
        state.given = state.good;
    }

    /// Invalidates the token, but the endpoint keeps returning it.
    pub(crate) fn spoil(&self) {
        self.state.lock().unwrap().good += 1;
    }

    pub(crate) fn client(&self, tokens: impl TokenProvider + 'static) -> Client {
        client(&self.url(), tokens)
    }
}

fn react(state: &Mutex<State>, heard: &Heard, rule: &impl Fn(usize) -> Option<Reaction>) -> Reaction {
    let mut state = state.lock().unwrap();
    if !heard.is_fetch() {
        let good = heard.first_line().contains(&format!("access_token={} ", token(state.good)));
        return if good { card() } else { refused() };
    }
    state.fetches += 1;
    if let Some(other) = rule(state.fetches - 1) {
        return other;
    }
    let is_forced = String::from_utf8_lossy(&heard.body).contains(r#""force_refresh":true"#);
    state.forced += usize::from(is_forced);
    if is_forced {
        state.given = state.good;
    }
    granted(&token(state.given))
}

/// Slow enough that all callers arrive during the fetch.
pub(crate) fn granted(token: &str) -> Reaction {
    std::thread::sleep(Duration::from_millis(50));
    Reaction::response(200, format!(r#"{{"access_token":"{token}","expires_in":7200}}"#))
}

pub(crate) fn token(number: usize) -> String {
    format!("canary-token-{number}")
}

fn card() -> Reaction {
    let fields = [
        ("return_code", "SUCCESS"),
        ("result_code", "SUCCESS"),
        ("medical_card_no", CARD_NO),
        ("medical_card_id", "6002"),
        ("medical_user_id", "6003"),
    ];
    Reaction::response(200, unsigned_body(&fields))
}

fn refused() -> Reaction {
    Reaction::response(200, r#"{"errcode":40001,"errmsg":"invalid credential"}"#)
}

pub(crate) fn client(host: &str, tokens: impl TokenProvider + 'static) -> Client {
    client_with(host, tokens, |builder| builder)
}

pub(crate) fn client_with(
    host: &str,
    tokens: impl TokenProvider + 'static,
    settings: impl FnOnce(ClientBuilder<Client, Tokens>) -> ClientBuilder<Client, Tokens>,
) -> Client {
    settings(Client::builder(ApiKey::new(KEY)).token(tokens).host(Host::parse(host).unwrap())).build().unwrap()
}

fn lookup() -> Valid<GetMedInfo> {
    GetMedInfo::builder().openid(OPENID).name(NAME).idcard_md5(IdCardMd5::parse(HASH).unwrap()).build().unwrap()
}

pub(crate) async fn call(client: &Client) -> Result<(), Error> {
    client.send(&lookup()).await.map(|_| ())
}

/// This many concurrent calls; returns the errors.
pub(crate) async fn calls(client: &Client, count: usize) -> Vec<Error> {
    let calls: Vec<_> = (0..count)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { call(&client).await })
        })
        .collect();
    let mut failed = Vec::new();
    for call in calls {
        failed.extend(call.await.unwrap().err());
    }
    failed
}
