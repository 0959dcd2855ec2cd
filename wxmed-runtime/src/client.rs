//! The client: signs, sends, verifies.

use std::fmt;
use std::sync::Arc;

use wxmed_core::{Bilingual, Rule};

use crate::http::HttpEndpoint;
use crate::record::input::{Input, IntoValue, Invalid};
use crate::request::Request;
use crate::request::sendable::Sendable;
use crate::response::Response;
use crate::token::TokenProvider;
use crate::{ApiKey, Error, Merchant, parse_response};

mod builder;
#[cfg(feature = "dynamic")]
mod dynamic;
mod execute;
mod observe;
mod prepared_request;
mod retry_policy;
mod spans;

#[cfg(feature = "blocking")]
pub(crate) use builder::sealed;
pub use builder::{Build, BuildError, ClientBuilder, NoTokens, Tokens};
#[cfg(feature = "dynamic")]
pub use dynamic::Reply;
#[cfg(feature = "testing")]
pub(crate) use execute::settled;
pub use observe::{AttemptEvent, AttemptOutcome, Observer};
pub use retry_policy::RetryPolicy;

use prepared_request::PreparedRequest;

/// Sends requests to the platform, and returns verified and typed responses.
///
/// Clones share the connections, the token and the merchant. Build one client and keep it for the lifetime of the
/// program.
///
/// ```no_run
/// use wxmed::{ApiKey, Client, GetMedInfo, IdCard, StableToken};
///
/// # async fn first() -> Result<(), Box<dyn std::error::Error>> {
/// let client = Client::builder(ApiKey::new("the merchant's API key"))
///     .token(StableToken::new("wxd678efh567hg6787", "the AppSecret"))
///     .build()?;
/// let card = client.send(
///     &GetMedInfo::builder().openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o").name("张三")
///         .idcard_md5(IdCard::parse("44030019000101123x")?).build()?,
/// ).await?;
/// println!("{} {}", card.medical_card_no, card.medical_insurance_type.as_ref().map_or("", |t| t.label()));
/// # Ok(())
/// # }
/// ```
///
/// # What the client does automatically
/// - It generates the nonce, signs the request, and verifies the response.
/// - It fetches an access token when it needs one. If the platform rejects the token, it gets a new one and sends the
///   request once more. This is safe, because the platform has not processed the request.
/// - If no readable response is received, or the platform reports that it is busy, it retries read-only calls according
///   to [`RetryPolicy`]. Other operations are retried only if nothing of the request was sent. If such a request may
///   have been processed and no readable response was received, the error is [`Error::OutcomeUnknown`].
/// - It gives up after the time set by [`ClientBuilder::timeout`]. Dropping the future of a call leaves the client in a
///   consistent state, but the outcome at the platform is then unknown.
///
/// # Tracing
/// The client emits three spans with the target `wxmed::client`. Their names and fields are part of the API. They
/// contain no value from a request, and `code` is recorded only if the specs list it.
///
/// | span | level | fields |
/// |---|---|---|
/// | `wxmed.call` | INFO | `operation`, `section`; at the end `attempts` and `outcome`; for an error of the platform `code`, `rid` and `graphid` |
/// | `wxmed.token` | DEBUG | `request`: `any`, or `another` after a rejection; `outcome`: `success` or `failure` |
/// | `wxmed.attempt` | DEBUG | `attempt`; the HTTP `status`; `outcome`; for an error of the platform `code`, `rid` and `graphid` |
///
/// `outcome` is `success` or the value of [`Error::kind`]. For `wxmed.attempt` it can also be `token-rejected`, or
/// `no-response` if no readable response was received, whether or not the call is retried. If the future of a call is
/// dropped, `attempts` and `outcome` are not recorded.
///
/// Two events of level WARN have the target `wxmed::token`. `expires_in_invalid`: the endpoint returned a token without
/// a valid lifetime, and the documented 7200 seconds are assumed; the field `expires_in` is `missing`, `duplicate`,
/// `not-a-number`, `not-positive` or `too-long`. `redis_unavailable`: see `RedisToken`.
///
/// # Runtimes
/// The client needs a tokio runtime with I/O and time enabled, as with `enable_all` or `#[tokio::main]`. Outside a
/// runtime, calls fail with [`Error::NoRuntime`]; `wxmed::blocking::Client` needs no runtime. One client can be used in
/// several runtimes: each has its own connections, and all share the token. If the runtime that fetches a token is not
/// polled, another call takes over the fetch after five seconds. After a fork, the child process needs its own runtime,
/// and no connections are shared between the processes.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    key: ApiKey,
    http: HttpEndpoint,
    tokens: Box<dyn TokenProvider>,
    retries: RetryPolicy,
    merchant: Option<Merchant>,
    observer: Option<Box<dyn Observer>>,
    #[cfg(feature = "dynamic")]
    specs: Option<crate::dynamic::Specs>,
}

impl Client {
    /// Returns a builder for a client that signs with this key.
    pub fn builder(key: ApiKey) -> ClientBuilder<Self> {
        ClientBuilder::new(key)
    }

    /// Sends a request and returns the response.
    ///
    /// # Errors
    /// See [`Error`]. [`Error::outcome`] is `Unknown` if the platform may have processed the request despite the error.
    /// Every error about a response contains the raw response.
    ///
    /// # Panics
    /// Inside a tokio runtime that was built without `enable_time`, or, with the transport [`Https`](crate::Https),
    /// without `enable_io`. This can't be returned as an error, because tokio doesn't expose what a runtime was built
    /// with. The panic message names the method to call on the runtime's builder.
    pub async fn send<T: Request>(&self, request: impl Sendable<Request = T>) -> Result<Response<T::Reply>, Error> {
        let call = PreparedRequest::of(request.request(), &self.shared.key)?;
        let read = |raw| call.check_echo(parse_response::<T>(raw, &self.shared.key)?);
        execute::execute(&self.shared, &call, read).await
    }

    /// Gets an access token, and returns an error if that fails. Call it when the program starts.
    ///
    /// If a token has to be fetched, this checks that the platform is reachable, and that it accepts the appid, the
    /// AppSecret and the IP address. With a cached token, or with your own token provider, it checks only that there is
    /// a token. It doesn't check the API key: only a signed call does.
    ///
    /// ```no_run
    /// # async fn start(client: wxmed::Client) -> Result<(), wxmed::Error> {
    /// client.check().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::Token`], for example if the AppSecret is wrong or the IP address is not in the account's whitelist; its
    /// message explains what to do. [`Error::NoRuntime`] outside a tokio runtime.
    ///
    /// # Panics
    /// As [`Client::send`].
    pub async fn check(&self) -> Result<(), Error> {
        execute::check(&self.shared).await
    }

    /// The merchant set by [`ClientBuilder::merchant`]. Builders of requests take it from the client:
    /// `.merchant(&client)`.
    ///
    /// # Errors
    /// [`Error::NoMerchant`] if [`ClientBuilder::merchant`] was not called.
    pub fn merchant(&self) -> Result<Merchant, Error> {
        self.shared.merchant.clone().ok_or(Error::NoMerchant)
    }
}

/// The client's merchant. If [`ClientBuilder::merchant`] was not called, `build` of the request reports it as missing.
impl IntoValue<Merchant> for &Client {
    fn into_value(self) -> Input<Merchant> {
        match &self.shared.merchant {
            Some(merchant) => Input::Value(merchant.clone()),
            None => Input::Invalid(Invalid::Rule(Rule::Value {
                message: Bilingual::of(
                    "客户端没有设置商户身份：请在构建客户端时调用 ClientBuilder::merchant",
                    "is not known: the client has no merchant, set it with ClientBuilder::merchant",
                ),
            })),
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("host", &self.shared.http.host.as_str()).finish_non_exhaustive()
    }
}
