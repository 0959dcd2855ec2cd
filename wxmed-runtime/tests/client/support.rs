//! A transport that responds according to a rule and records the requests.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::task::JoinHandle;
use wxmed::{
    ApiKey, BoxFuture, Client, Error, GetMedInfo, HttpRequest, HttpResponse, IdCard, Merchant, Preregister, SendMsg,
    StableToken, Stage, StaticToken, Timestamp, TokenError, TokenProvider, Transport, TransportError,
    TransportErrorKind, Valid,
};

use crate::common::{KEY, signed_body, unsigned_body};

/// A rule's response to one request.
pub(crate) enum Reaction {
    Response(u16, String),
    Later(Duration, u16),
    Slow(Duration, String),
    Fail(TransportError),
    FailLater(Duration, TransportError),
    Never,
}

/// One recorded request.
#[derive(Clone)]
pub(crate) struct Seen {
    pub(crate) method: &'static str,
    pub(crate) url: String,
    pub(crate) path: String,
    pub(crate) content_type: Option<String>,
    pub(crate) body: String,
}

impl Seen {
    /// The access token, percent-decoded as far as these tests need it.
    pub(crate) fn token(&self) -> String {
        self.url.split_once("access_token=").unwrap().1.replace("%2B", "+").replace("%2F", "/")
    }

    pub(crate) fn is_fetch(&self) -> bool {
        self.path.starts_with("/cgi-bin/")
    }

    /// The fields of the body.
    pub(crate) fn fields(&self) -> BTreeMap<String, String> {
        let fields = wxmed::codec::xml::read(self.body.as_bytes()).unwrap();
        fields.iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
    }
}

type Rule = dyn Fn(&Seen, usize) -> Reaction + Send + Sync;

/// Clones share the recorded requests.
#[derive(Clone)]
pub(crate) struct Double {
    rule: Arc<Rule>,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Double {
    /// The rule is called with the request and the number of earlier requests.
    pub(crate) fn new(rule: impl Fn(&Seen, usize) -> Reaction + Send + Sync + 'static) -> Self {
        Self { rule: Arc::new(rule), seen: Arc::default() }
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub(crate) fn fetches(&self) -> usize {
        self.seen().iter().filter(|seen| seen.is_fetch()).count()
    }

    /// The number of requests that are not token fetches.
    pub(crate) fn calls(&self) -> usize {
        self.seen().len() - self.fetches()
    }
}

impl Transport for Double {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let seen = Seen {
                method: request.method().name(),
                url: request.expose_url().to_owned(),
                path: request.path().to_owned(),
                content_type: request.content_type().map(str::to_owned),
                body: String::from_utf8(request.body().to_vec()).unwrap(),
            };
            let before = {
                let mut all = self.seen.lock().unwrap();
                all.push(seen.clone());
                all.len() - 1
            };
            // Lets other tasks run, as a network would.
            tokio::task::yield_now().await;
            match (self.rule)(&seen, before) {
                Reaction::Response(status, body) => Ok(HttpResponse::new(status, body)),
                Reaction::Later(wait, status) => Ok(HttpResponse::new(status, "busy").with_retry_after(wait)),
                Reaction::Slow(wait, body) => {
                    tokio::time::sleep(wait).await;
                    Ok(HttpResponse::new(200, body))
                }
                Reaction::Fail(error) => Err(error),
                Reaction::FailLater(wait, error) => {
                    tokio::time::sleep(wait).await;
                    Err(error)
                }
                Reaction::Never => std::future::pending().await,
            }
        })
    }
}

pub(crate) const GOOD_CARD: [(&str, &str); 5] = [
    ("return_code", "SUCCESS"),
    ("result_code", "SUCCESS"),
    ("medical_card_no", "6001"),
    ("medical_card_id", "6002"),
    ("medical_user_id", "6003"),
];

pub(crate) fn card() -> Reaction {
    Reaction::Response(200, unsigned_body(&GOOD_CARD))
}

pub(crate) fn registered() -> Reaction {
    let fields = [
        ("return_code", "SUCCESS"),
        ("result_code", "SUCCESS"),
        ("nonce_str", "5K8264ILTKCH16CQ"),
        ("response_content", "{}"),
    ];
    Reaction::Response(200, signed_body(&fields))
}

pub(crate) fn refused(code: u32) -> Reaction {
    Reaction::Response(200, format!(r#"{{"errcode":{code},"errmsg":"invalid credential rid: 65-61"}}"#))
}

pub(crate) fn token(token: &str) -> Reaction {
    Reaction::Response(200, format!(r#"{{"access_token":"{token}","expires_in":7200}}"#))
}

/// No response, or part of one.
pub(crate) fn broken(stage: Stage) -> Reaction {
    Reaction::Fail(TransportError::new(stage, TransportErrorKind::Broken, "connection reset"))
}

pub(crate) fn stable() -> StableToken {
    StableToken::new("wxd678efh567hg6787", "made-up-app-secret")
}

/// A client with a static token.
pub(crate) fn client(double: &Double) -> Client {
    client_with(double, StaticToken::new("T0"))
}

pub(crate) fn client_with(double: &Double, tokens: impl TokenProvider + 'static) -> Client {
    Client::builder(ApiKey::new(KEY)).token(tokens).transport(double.clone()).build().unwrap()
}

/// A lookup in its own task.
pub(crate) fn spawned(client: &Client) -> JoinHandle<Result<(), Error>> {
    let client = client.clone();
    tokio::spawn(async move { client.send(&lookup()).await.map(|_| ()) })
}

/// This many concurrent lookups.
pub(crate) fn lookups(client: &Client, count: usize) -> Vec<JoinHandle<Result<(), Error>>> {
    (0..count).map(|_| spawned(client)).collect()
}

/// Waits for the calls, which must all succeed.
pub(crate) async fn all_succeed(calls: Vec<JoinHandle<Result<(), Error>>>) {
    for call in calls {
        call.await.unwrap().unwrap();
    }
}

/// The reason why a call got no token.
pub(crate) fn token_error(error: &Error) -> &TokenError {
    let Error::Token(failure) = error else { panic!("{error:?}") };
    &failure.cause
}

/// A lookup.
pub(crate) fn lookup() -> Valid<GetMedInfo> {
    GetMedInfo::builder()
        .openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o")
        .name("张三")
        .idcard_md5(IdCard::parse("44030019000101123x").unwrap())
        .build()
        .unwrap()
}

pub(crate) fn merchant() -> Merchant {
    Merchant::Own { appid: "wxd678efh567hg6787".into(), mch_id: "1230000109".into() }
}

/// An operation that must not be executed twice.
pub(crate) fn registration(merchant: Merchant) -> Valid<Preregister> {
    Preregister::builder()
        .merchant(merchant)
        .payer(wxmed::payinsurance::preregister::Payer::Openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o".into()))
        .hosp_out_trade_no("HOSP20160501163102000001")
        .hospital_name("示例市第一人民医院")
        .spbill_create_ip(std::net::Ipv4Addr::new(10, 193, 0, 1))
        .body("挂号费-肝病门诊")
        .user_card_type(wxmed::codes::UserCardType::ResidentId)
        .user_card_no(IdCard::parse("44030019000101123x").unwrap())
        .user_name("张三")
        .serial_no("1500619843177")
        .org_no("H1110")
        .gmt_out_create("20160501163102".parse::<Timestamp>().unwrap())
        .request_content(wxmed::Content::raw("{}"))
        .build()
        .unwrap()
}

/// A message, whose response echoes the nonce.
pub(crate) fn message() -> Valid<SendMsg> {
    SendMsg::from_fields([
        ("hosp_out_trade_no", "HOSP20160501163102000001"),
        ("msg_type", "1"),
        ("first", "您已缴费成功"),
        ("remark", "请凭就诊卡前往收费窗口"),
    ])
    .unwrap()
}
