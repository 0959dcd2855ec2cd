//! Utilities for testing programs that use wxmed: a mock transport, results for your own mocks, and a tester for token
//! providers. None of them needs a network or the platform.
//!
//! ```
//! use wxmed::testing::{MockTransport, MockRule};
//! use wxmed::{ApiKey, Client, Error, GetMedInfo, IdCard, StaticToken};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let key = ApiKey::new("192006250b4c09247ec02edce69f6a2d");
//! let found = [("medical_card_no", "1"), ("medical_card_id", "2"), ("medical_user_id", "3")];
//! let platform = MockTransport::new()
//!     .rule(MockRule::on("getmedinfo").times(1).business_error("80004", "未绑卡"))
//!     .rule(MockRule::on("getmedinfo").success(found));
//! let client = Client::builder(key).token(StaticToken::new("T")).transport(platform.clone()).build()?;
//!
//! let request = GetMedInfo::builder()
//!     .openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o").name("张三").idcard_md5(IdCard::parse("44030019000101123x")?).build()?;
//! assert!(matches!(client.send(&request).await, Err(Error::Business(_))));
//! assert_eq!(client.send(&request).await?.medical_card_no, "1");
//! assert_eq!(platform.calls("getmedinfo"), 2);
//! # Ok(())
//! # }
//! ```

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

mod result;
mod token_provider_tester;

pub use result::{no_token, response};
pub use token_provider_tester::TokenProviderTester;

use crate::http::{BoxFuture, HttpRequest, HttpResponse, Timeouts, Transport};
use crate::rt::names_path;
use crate::signed_xml::encode::{encode_fields, encode_unsigned};
use crate::signed_xml::sign::SignType;
use crate::signed_xml::xml;
use crate::{ApiKey, Stage, TransportError};

/// A transport that responds according to rules and records the requests. Clones share both.
///
/// The first matching rule that is not used up responds. A request that no rule matches gets HTTP 404, so a missing
/// rule is noticed. The exception is a request for an access token, which gets a new token each time.
#[derive(Clone, Default)]
pub struct MockTransport(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    rules: Vec<MockRule>,
    seen: Vec<Recorded>,
}

/// A request that a [`MockTransport`] received.
///
/// `Debug` shows the path and the names of the fields.
#[derive(Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The path, without the query.
    pub path: String,
    /// The fields of the body, including `nonce_str` and `sign`; empty if it is not the interface's XML.
    pub fields: BTreeMap<String, String>,
}

impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded").field("path", &self.path).field("names", &self.fields.keys()).finish()
    }
}

impl MockTransport {
    /// A transport without rules.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a rule after the existing ones.
    pub fn rule(self, rule: MockRule) -> Self {
        self.lock().rules.push(rule);
        self
    }

    /// The requests received so far, oldest first.
    pub fn requests(&self) -> Vec<Recorded> {
        self.lock().seen.clone()
    }

    /// The number of requests to an operation, given by name, or to a path.
    pub fn calls(&self, name: &str) -> usize {
        self.lock().seen.iter().filter(|seen| names_path(name, &seen.path)).count()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The response to a request, and its delay.
    fn meet(&self, request: &HttpRequest) -> (Duration, MockResponse, Recorded) {
        let fields = xml::read(request.body()).unwrap_or_default();
        let fields = fields.iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        let recorded = Recorded { path: request.path().to_owned(), fields };
        let mut state = self.lock();
        state.seen.push(recorded.clone());
        let rule = state.rules.iter_mut().find(|rule| rule.is_for(&recorded.path) && rule.left != Some(0));
        let (delay, response) = match rule {
            Some(rule) => {
                rule.left = rule.left.map(|left| left - 1);
                (rule.delay, rule.response.clone())
            }
            None if recorded.path.starts_with("/cgi-bin/") => {
                let body = format!(r#"{{"access_token":"made-up-token-{}","expires_in":7200}}"#, state.seen.len());
                (Duration::ZERO, MockResponse::Body(200, body.into_bytes()))
            }
            None => (Duration::ZERO, MockResponse::Body(404, format!("no rule is for {}", recorded.path).into_bytes())),
        };
        (delay, response, recorded)
    }
}

/// Doesn't show the requests.
impl fmt::Debug for MockTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockTransport").field("requests", &self.lock().seen.len()).finish_non_exhaustive()
    }
}

impl Transport for MockTransport {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let (delay, response, recorded) = self.meet(request);
            let sending = async {
                tokio::time::sleep(delay).await;
                match response {
                    MockResponse::Body(status, body) => Ok(HttpResponse::new(status, body)),
                    MockResponse::Fields(fields, signing) => {
                        Ok(HttpResponse::new(200, written(fields, &signing, &recorded)))
                    }
                    MockResponse::Fault(fault) => Err(fault),
                    MockResponse::Silence => std::future::pending().await,
                }
            };
            let Timeouts { read, total, .. } = request.timeouts();
            let ended = tokio::time::timeout(read.min(total), sending).await;
            ended.unwrap_or_else(|_| Err(TransportError::not_begun(Stage::MaybeSent)))
        })
    }
}

/// A rule of a [`MockTransport`]: which requests it matches and how it responds. The default response is HTTP 200 with
/// an empty body.
#[derive(Clone)]
pub struct MockRule {
    /// An operation or a path; every request if there is none.
    on: Option<String>,
    left: Option<usize>,
    delay: Duration,
    response: MockResponse,
}

#[derive(Clone)]
enum MockResponse {
    Body(u16, Vec<u8>),
    Fields(Vec<(String, String)>, Signing),
    Fault(TransportError),
    Silence,
}

#[derive(Clone)]
enum Signing {
    With(ApiKey),
    None,
}

impl MockRule {
    /// A rule for an operation, given by name, or for a path such as `/cgi-bin/stable_token`.
    pub fn on(name: impl Into<String>) -> Self {
        Self::new(Some(name.into()))
    }

    fn new(on: Option<String>) -> Self {
        Self { on, left: None, delay: Duration::ZERO, response: MockResponse::Body(200, Vec::new()) }
    }

    /// A rule for every request.
    pub fn any() -> Self {
        Self::new(None)
    }

    /// Applies the rule this many times; after that, later rules apply.
    pub fn times(self, times: usize) -> Self {
        Self { left: Some(times), ..self }
    }

    /// Delays each response. If the delay exceeds the client's read time-out, the client times out.
    pub fn delay(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Responds with success and these fields, unsigned.
    pub fn success<'f>(self, fields: impl IntoIterator<Item = (&'f str, &'f str)>) -> Self {
        self.fields(SUCCESS.into_iter().chain(fields), Signing::None)
    }

    /// Responds with success and these fields, signed with this key. Unless the fields contain a `nonce_str`, that of
    /// the request is used.
    pub fn signed_success<'f>(self, key: &ApiKey, fields: impl IntoIterator<Item = (&'f str, &'f str)>) -> Self {
        self.fields(SUCCESS.into_iter().chain(fields), Signing::With(key.clone()))
    }

    /// Responds with `result_code` FAIL, unsigned like the platform's.
    pub fn business_error(self, err_code: &str, err_code_des: &str) -> Self {
        let fields = [
            ("return_code", "SUCCESS"),
            ("result_code", "FAIL"),
            ("err_code", err_code),
            ("err_code_des", err_code_des),
        ];
        self.fields(fields, Signing::None)
    }

    /// Responds with `return_code` FAIL and this message.
    pub fn protocol_error(self, return_msg: &str) -> Self {
        self.fields([("return_code", "FAIL"), ("return_msg", return_msg)], Signing::None)
    }

    /// Responds with a JSON error of the gateway with this `errcode`. 40001 means that the access token was rejected.
    pub fn gateway_error(self, errcode: i64) -> Self {
        self.status(200, format!(r#"{{"errcode":{errcode},"errmsg":"made up"}}"#))
    }

    /// Responds with this status and this body.
    pub fn status(self, status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { response: MockResponse::Body(status, body.into()), ..self }
    }

    /// Fails with this error instead of a response.
    pub fn fault(self, fault: TransportError) -> Self {
        Self { response: MockResponse::Fault(fault), ..self }
    }

    /// Never responds, so that the client's read time-out or the time-out of the call is reached.
    pub fn silence(self) -> Self {
        Self { response: MockResponse::Silence, ..self }
    }

    fn is_for(&self, path: &str) -> bool {
        self.on.as_ref().is_none_or(|on| names_path(on, path))
    }

    fn fields<'f>(self, fields: impl IntoIterator<Item = (&'f str, &'f str)>, signing: Signing) -> Self {
        let fields = fields.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        Self { response: MockResponse::Fields(fields, signing), ..self }
    }
}

/// Shows which requests the rule is for.
impl fmt::Debug for MockRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockRule").field("on", &self.on).field("left", &self.left).finish_non_exhaustive()
    }
}

const SUCCESS: [(&str, &str); 2] = [("return_code", "SUCCESS"), ("result_code", "SUCCESS")];
const NONCE: &str = "nonce_str";

/// The XML of a response. If a field can't be encoded, the body is the reason, which is not a valid response.
fn written(mut fields: Vec<(String, String)>, signing: &Signing, request: &Recorded) -> String {
    let written = match signing {
        Signing::None => encode_unsigned(pairs(&fields)),
        Signing::With(key) => {
            let nonce = request.fields.get(NONCE).filter(|_| !fields.iter().any(|(name, _)| name == NONCE));
            fields.extend(nonce.map(|nonce| (NONCE.to_owned(), nonce.clone())));
            fields.sort();
            encode_fields(pairs(&fields), key, SignType::Md5).map(crate::signed_xml::encode::Encoded::into_xml)
        }
    };
    written.unwrap_or_else(|cause| cause.to_string())
}

fn pairs(fields: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    fields.iter().map(|(name, text)| (name.as_str(), text.as_str()))
}
