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
pub use observe::{AttemptEvent, AttemptOutcome, Observer};
pub use retry_policy::RetryPolicy;

use prepared_request::PreparedRequest;

/// Sends requests to the platform, and gives back what it answers, verified and typed.
///
/// A clone shares everything: the connections, the token, the merchant. Keep one for the life of the program.
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
/// # What it does by itself
/// - It writes the nonce, signs the request, and verifies the response.
/// - It fetches an access token when it needs one. When the platform refuses the token, it gets one new token and sends
///   the request once more: the platform did nothing with it.
/// - When no response comes, or one that says that the platform is busy, it repeats a lookup as [`RetryPolicy`] says. What must not be done twice, as its spec says, is
///   repeated only if nothing of it was sent; otherwise the error is [`Error::OutcomeUnknown`].
/// - It gives up after the time that [`ClientBuilder::timeout`] sets. A call whose future is dropped leaves nothing
///   half-done here; what the platform did with it is then unknown.
///
/// # What `tracing` is told
/// Three spans of the target `wxmed::client`, whose names and fields are part of the API. No value in them comes from a
/// request, and a `code` is one that the specs know.
///
/// | span | level | fields |
/// |---|---|---|
/// | `wxmed.call` | INFO | `operation`, `section`; at the end `attempts`, `end`, and of a refusal `code`, `rid` and `graphid` |
/// | `wxmed.token` | DEBUG | `wish`: `any`, or `another` after a refusal; `end`: `success` or `failure` |
/// | `wxmed.exchange` | DEBUG | `attempt`; `status` of HTTP; `end`, and of a refusal `code`, `rid` and `graphid` |
///
/// `end` is `success` or [`Error::kind`]; of an exchange also `token-refused`, or `no-answer` if the call may go on. A call
/// whose future is dropped has neither `attempts` nor `end`.
///
/// Two events of level WARN have the target `wxmed::token`. `expires_in_invalid`: the endpoint gave a token without a
/// usable lifetime, and the documented 7200 seconds are assumed; `expires_in` is `missing`, `duplicate`, `not-a-number`,
/// `not-positive` or `too-long`. `redis_unavailable`: see `RedisToken`.
///
/// # Runtimes
/// It needs a tokio runtime with I/O and time, as `enable_all` and `#[tokio::main]` make them, and fails with
/// [`Error::NoRuntime`] outside one. `wxmed::blocking::Client` needs none. One client can be used in several runtimes:
/// each has connections of its own, all share the token, and a runtime that is not run for a while holds up no other for
/// more than the five seconds after which another call fetches a token in its place. After a fork, a child needs a runtime
/// of its own: no connection is then shared between the processes.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

/// What comes back for a request.
pub(crate) type ReplyOf<R> = <<R as Sendable>::Request as Request>::Reply;

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
    /// Begins a client that signs with this key.
    pub fn builder(key: ApiKey) -> ClientBuilder<Self> {
        ClientBuilder::new(key)
    }

    /// Sends a request, and reads the response.
    ///
    /// # Errors
    /// [`Error`] says what happened, and [`Error::outcome`] whether the request may have been done all the same. Every
    /// error about a response carries the raw response.
    ///
    /// # Panics
    /// Inside a tokio runtime that was built without `enable_time`, or, with the transport [`Https`](crate::Https), without
    /// `enable_io`. This is no error, because tokio does not tell what a runtime was built with before it is used; its
    /// message names what to call on the builder.
    pub async fn send<R: Sendable>(&self, request: R) -> Result<Response<ReplyOf<R>>, Error> {
        let call = PreparedRequest::of(request.request(), &self.shared.key)?;
        let read = |raw| call.check_echo(parse_response::<R::Request>(raw, &self.shared.key)?);
        execute::execute(&self.shared, &call, read).await
    }

    /// Gets an access token, and says what is wrong if there is none: for the start of a program.
    ///
    /// If it has to fetch a token, it shows that the platform can be reached, and that appid, AppSecret and the IP address
    /// are accepted. With a token that is cached, or from a provider of your own, it shows only that there is one. It
    /// doesn't show that the API key is right: only a signed call does.
    ///
    /// ```no_run
    /// # async fn start(client: wxmed::Client) -> Result<(), wxmed::Error> {
    /// client.check().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::Token`], whose message says what to do: for a wrong AppSecret, say, or an IP address that is not in the
    /// account's whitelist. [`Error::NoRuntime`] outside of a tokio runtime.
    ///
    /// # Panics
    /// As [`Client::send`].
    pub async fn check(&self) -> Result<(), Error> {
        execute::check(&self.shared).await
    }

    /// The merchant that was set once for all requests. Builders take it from the client: `.merchant(&client)`.
    ///
    /// # Errors
    /// [`Error::NoMerchant`] if [`ClientBuilder::merchant`] was not called.
    pub fn merchant(&self) -> Result<Merchant, Error> {
        self.shared.merchant.clone().ok_or(Error::NoMerchant)
    }
}

/// The merchant of the client; `build` reports it if [`ClientBuilder::merchant`] was not called.
impl IntoValue<Merchant> for &Client {
    fn into_value(self) -> Input<Merchant> {
        match &self.shared.merchant {
            Some(merchant) => Input::Value(merchant.clone()),
            None => Input::Invalid(Invalid::Rule(Rule::Value {
                says: Bilingual::of(
                    "客户端没有设置商户：请在构建客户端时调用 ClientBuilder::merchant",
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
