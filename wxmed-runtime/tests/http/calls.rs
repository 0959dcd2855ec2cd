//! Calls with made-up secrets, by every kind of client.

use std::sync::Arc;
use std::time::{Duration, Instant};

use wxmed::{
    ApiKey, Build, CallErrorKind, ClientBuilder, Error, GetMedInfo, Host, IdCard, IdCardMd5, Merchant, NoTokens,
    Observer, Preregister, RetryPolicy, StaticToken, Timestamp, TokenError, Tokens, TransportError, Valid, blocking,
};

use crate::common::{KEY, signed_body, unsigned_body};
use crate::server::Server;

pub(crate) const TOKEN: &str = "61_canary-token";
pub(crate) const APP_SECRET: &str = "canary-app-secret";
pub(crate) const NAME: &str = "金丝雀";
pub(crate) const OPENID: &str = "oCanaryOpenid0000000000000000";
pub(crate) const HASH: &str = "ca11ab1eca11ab1eca11ab1eca11ab1e";
pub(crate) const NUMBER: &str = "44030019000101123X";
pub(crate) const CARD_NO: &str = "CANARYCARD0001";

/// The client and the operation of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Lookup,
    Registration,
    BlockingLookup,
    BlockingRegistration,
}

pub(crate) const WAYS: [Way; 4] = [Way::Lookup, Way::Registration, Way::BlockingLookup, Way::BlockingRegistration];

impl Way {
    /// Whether the operation must not be executed twice.
    pub(crate) fn is_registration(self) -> bool {
        matches!(self, Way::Registration | Way::BlockingRegistration)
    }
}

/// The result of a call, and its duration.
pub(crate) struct Ended {
    pub(crate) result: Result<String, Error>,
    pub(crate) took: Duration,
}

impl Ended {
    pub(crate) fn error(&self) -> &Error {
        self.result.as_ref().unwrap_err()
    }

    /// A short description.
    pub(crate) fn summary(&self) -> String {
        match &self.result {
            Ok(_) => "done".to_owned(),
            Err(error) => describe(error),
        }
    }
}

pub(crate) fn lookup() -> Valid<GetMedInfo> {
    let hash = IdCardMd5::parse(HASH).unwrap();
    GetMedInfo::builder().openid(OPENID).name(NAME).idcard_md5(hash).build().unwrap()
}

/// An operation that must not be executed twice.
pub(crate) fn registration() -> Valid<Preregister> {
    Preregister::builder()
        .merchant(Merchant::Own { appid: "wxd678efh567hg6787".into(), mch_id: "1230000109".into() })
        .payer(wxmed::payinsurance::preregister::Payer::Openid(OPENID.into()))
        .hosp_out_trade_no("HOSP20160501163102000001")
        .hospital_name("示例市第一人民医院")
        .spbill_create_ip(std::net::Ipv4Addr::new(10, 193, 0, 1))
        .body("挂号费-肝病门诊")
        .user_card_type(wxmed::codes::UserCardType::ResidentId)
        .user_card_no(IdCard::parse(NUMBER).unwrap())
        .user_name(NAME)
        .serial_no("1500619843177")
        .org_no("H1110")
        .gmt_out_create("20160501163102".parse::<Timestamp>().unwrap())
        .request_content(wxmed::Content::raw("{}"))
        .build()
        .unwrap()
}

/// A response that is a success for both operations.
pub(crate) fn success() -> String {
    signed_body(&success_fields())
}

pub(crate) fn unsigned_success() -> String {
    unsigned_body(&success_fields())
}

pub(crate) fn success_fields() -> Vec<(&'static str, &'static str)> {
    vec![
        ("return_code", "SUCCESS"),
        ("result_code", "SUCCESS"),
        ("nonce_str", "5K8264ILTKCH16CQ"),
        ("response_content", "{}"),
        ("medical_card_no", CARD_NO),
        ("medical_card_id", "6002"),
        ("medical_user_id", "6003"),
        ("user_name", NAME),
    ]
}

/// The settings of a client, for both kinds of clients.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) host: Host,
    pub(crate) connect: Duration,
    pub(crate) read: Duration,
    pub(crate) total: Duration,
    pub(crate) retries: RetryPolicy,
    pub(crate) roots: wxmed::RootCertificates,
    pub(crate) proxy: Option<wxmed::Proxy>,
    pub(crate) observer: Option<Arc<dyn Observer>>,
}

impl Settings {
    /// Short time-outs, and one retry without backoff.
    pub(crate) fn of(host: &str) -> Self {
        Self {
            host: Host::insecure_http(host).unwrap(),
            connect: Duration::from_millis(400),
            read: Duration::from_millis(400),
            total: Duration::from_secs(3),
            retries: RetryPolicy::max_retries(1).initial_backoff(Duration::from_millis(1)),
            roots: wxmed::RootCertificates::default(),
            proxy: None,
            observer: None,
        }
    }

    pub(crate) fn http(server: &Server) -> Self {
        Self::of(&format!("http://{}", server.address()))
    }

    /// By the name `localhost`, with the hospital's own authority as a trusted root.
    pub(crate) fn https(server: &Server) -> Self {
        let roots = crate::tls::Authority::hospital().roots();
        Self { roots, ..Self::of(&format!("https://localhost:{}", server.address().port())) }
    }

    pub(crate) fn once(self) -> Self {
        Self { retries: RetryPolicy::none(), ..self }
    }

    pub(crate) fn via(self, proxy: &str) -> Self {
        Self { proxy: Some(wxmed::Proxy::parse(proxy).unwrap()), ..self }
    }

    fn builder<C>(&self, builder: ClientBuilder<C, NoTokens>) -> ClientBuilder<C, NoTokens> {
        let builder = builder
            .host(self.host.clone())
            .connect_timeout(self.connect)
            .read_timeout(self.read)
            .timeout(self.total)
            .retries(self.retries)
            .root_certificates(self.roots.clone());
        let builder = match &self.proxy {
            Some(proxy) => builder.proxy(proxy.clone()),
            None => builder,
        };
        match &self.observer {
            Some(observer) => builder.observer(Arc::clone(observer)),
            None => builder,
        }
    }

    pub(crate) fn with<C: Build>(
        &self,
        begun: ClientBuilder<C, NoTokens>,
        token: impl wxmed::TokenProvider + 'static,
    ) -> C {
        let builder: ClientBuilder<C, Tokens> = self.builder(begun).token(token);
        builder.build().unwrap()
    }

    pub(crate) fn client(&self) -> wxmed::Client {
        self.with(wxmed::Client::builder(ApiKey::new(KEY)), StaticToken::new(TOKEN))
    }

    /// One call by a new client.
    pub(crate) fn call(&self, way: Way) -> Ended {
        self.call_with(way, StaticToken::new(TOKEN))
    }

    pub(crate) fn call_with(&self, way: Way, token: impl wxmed::TokenProvider + 'static) -> Ended {
        match way {
            Way::BlockingLookup | Way::BlockingRegistration => {
                let client = self.with(blocking::Client::builder(ApiKey::new(KEY)), token);
                let begun = Instant::now();
                let result = match way.is_registration() {
                    true => client.send(&registration()).map(|_| String::new()),
                    false => client.send(&lookup()).map(|card| card.medical_card_no.clone()),
                };
                Ended { result, took: begun.elapsed() }
            }
            Way::Lookup | Way::Registration => {
                let client = self.with(wxmed::Client::builder(ApiKey::new(KEY)), token);
                block_on(call(&client, way))
            }
        }
    }
}

/// One call by an existing client.
pub(crate) async fn call(client: &wxmed::Client, way: Way) -> Ended {
    let begun = Instant::now();
    let result = match way.is_registration() {
        true => client.send(&registration()).await.map(|_| String::new()),
        false => client.send(&lookup()).await.map(|card| card.medical_card_no.clone()),
    };
    Ended { result, took: begun.elapsed() }
}

pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    runtime().block_on(future)
}

pub(crate) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

fn describe(error: &Error) -> String {
    match error {
        Error::Unanswered(failure) => format!("Unanswered: {}", cause(&failure.cause)),
        Error::OutcomeUnknown(failure) => format!("OutcomeUnknown: {}", cause(&failure.cause)),
        Error::Token(failure) => match &failure.cause {
            TokenError::Unanswered(cause) => format!("Token: {}", transport(cause)),
            TokenError::Status { status, .. } => format!("Token: status {status}"),
            TokenError::Rejected(api_error) => format!("Token: refused {}", api_error.code),
            TokenError::Malformed { .. } => "Token: malformed".to_owned(),
            TokenError::InvalidToken { reason, .. } => format!("Token: invalid {reason:?}"),
            other => format!("Token: {other:?}"),
        },
        Error::Malformed(malformed) => match &malformed.cause {
            wxmed::MalformedReason::Xml(cause) => format!("Malformed: {:?}", cause.fault),
            wxmed::MalformedReason::Reply(_) => "Malformed: reply".to_owned(),
            other => format!("Malformed: {other:?}"),
        },
        Error::Signature(failure) => format!("Signature: {:?}", failure.fault),
        Error::Gateway(api_error) => format!("Gateway: {}", api_error.code),
        Error::Protocol(api_error) => format!("Protocol: {}", api_error.code),
        Error::Business(api_error) => format!("Business: {}", api_error.code),
        other => format!("{other:?}"),
    }
}

fn cause(cause: &CallErrorKind) -> String {
    match cause {
        CallErrorKind::Transport(cause) => transport(cause),
        CallErrorKind::Status { status, .. } => format!("status {status}"),
        other => format!("{other:?}"),
    }
}

fn transport(error: &TransportError) -> String {
    format!("{:?}, {:?}", error.kind(), error.stage())
}
