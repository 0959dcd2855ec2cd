//! The two endpoints that return tokens: their requests and responses.

use std::fmt;
use std::marker::PhantomData;
use std::time::{Duration, SystemTime};

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use tokio::time::Instant;

use super::fetch_event::{TokenFetchEvent, TokenFetchKind};
use super::{TokenRequest, lifetime};
use crate::errors::TokenEndpointError;
use crate::http::{HttpResponse, Method, RequestParts};
use crate::operation::response_context::{Documented, ResponseContext};
use crate::response::gateway;
use crate::signed_xml::secret::is_graphic;
use crate::signed_xml::sign::SignType;
use crate::signed_xml::wiped::Wiped;
use crate::signed_xml::xml;
use crate::{
    CredentialError, ErrorCode, InvalidTokenReason, NoTokenReason, RawResponse, ResponseSigning, Secret, TokenError,
    TransportError,
};
use wxmed_core::Retry;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The pause before the request to a failed endpoint is retried.
const PAUSE: Duration = Duration::from_millis(200);

/// One of the two endpoints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Endpoint {
    /// Returns the same token until it expires, or a new one if forced.
    Stable,
    /// Returns a new token each time, which invalidates the previous one.
    Basic,
}

/// How a fetch begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begin {
    Free,
    /// It consumes one fetch of the limit.
    Spend,
}

/// What to do with a fetched token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AfterFetch {
    Use,
    /// It is the rejected one again. A forced fetch returns another one, if the limit allows it.
    ForceRefresh,
    /// It is the rejected one again, and can't be replaced.
    Fail,
}

/// A token and its lifetime.
pub(super) struct Granted {
    pub(super) token: Secret,
    pub(super) lasts: Duration,
}

impl Endpoint {
    /// Whether each fetch returns a different token.
    pub(super) fn renews_always(self) -> bool {
        self == Self::Basic
    }

    /// How often a rejected token may be replaced: the number of times, the period, and the minimum interval.
    ///
    /// The platform documents the limit of forced refreshes. For the other endpoint it documents 2000 tokens a day,
    /// which programs that invalidate each other's tokens would use up within an hour.
    pub(super) fn budget(self) -> (usize, Duration, Duration) {
        match self {
            Self::Stable => (20, DAY, Duration::from_secs(30)),
            Self::Basic => (10, Duration::from_secs(600), Duration::ZERO),
        }
    }

    /// How a fetch begins, depending on whether a token was rejected.
    pub(super) fn begins(self, is_rejected: bool) -> Begin {
        if is_rejected && self.renews_always() { Begin::Spend } else { Begin::Free }
    }

    /// What to do with a token from this kind of fetch, depending on whether it is the rejected one.
    pub(super) fn after_fetch(self, fetch: TokenFetchKind, is_rejected: bool) -> AfterFetch {
        match fetch {
            _ if !is_rejected => AfterFetch::Use,
            TokenFetchKind::Normal if !self.renews_always() => AfterFetch::ForceRefresh,
            _ => AfterFetch::Fail,
        }
    }

    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Stable => "/cgi-bin/stable_token",
            Self::Basic => "/cgi-bin/token",
        }
    }

    /// Sends the request, and retries it once if the endpoint was not reached or failed, and the fetch has no side
    /// effect: the stable endpoint returns the same token to all callers. A wrong AppSecret is not retried.
    pub(super) async fn fetch(
        self,
        account: &Account,
        fetch: TokenFetchKind,
        request: TokenRequest<'_>,
    ) -> Result<Granted, TokenError> {
        let is_lookup = self == Self::Stable && fetch == TokenFetchKind::Normal;
        match self.fetch_once(account, fetch, request).await {
            Err(error) if is_lookup && error.is_transient() && PAUSE < request.deadline.left() => {
                tokio::time::sleep(PAUSE).await;
                self.fetch_once(account, fetch, request).await
            }
            ended => ended,
        }
    }

    /// Sends one request, and reports its result to the observer.
    async fn fetch_once(
        self,
        account: &Account,
        kind: TokenFetchKind,
        request: TokenRequest<'_>,
    ) -> Result<Granted, TokenError> {
        let (began, since) = (SystemTime::now(), Instant::now());
        let http_result = self.attempt(account, kind, request).await?;
        let status = http_result.as_ref().map_or_else(TransportError::status, |response| Some(response.status()));
        let read = http_result.map_err(TokenError::Unanswered).and_then(|response| self.read(&response));
        let ended = read.map_err(|error| error.without(&account.secret));
        if let Some(observer) = request.observer {
            let (endpoint, elapsed, result) = (self.path(), since.elapsed(), ended.as_ref().map(|_| ()));
            observer.on_fetch(&TokenFetchEvent { endpoint, kind, began, elapsed, status, result });
        }
        ended
    }

    async fn attempt(
        self,
        account: &Account,
        kind: TokenFetchKind,
        TokenRequest { http, deadline, .. }: TokenRequest<'_>,
    ) -> Result<Result<HttpResponse, TransportError>, TokenError> {
        let (appid, secret) = (account.appid.as_str(), account.secret.expose());
        match self {
            Self::Stable => {
                let force_refresh = kind == TokenFetchKind::Forced;
                let wanted = Wanted { grant_type: GRANT, appid, secret, force_refresh };
                // A vector that is reallocated would leave the AppSecret in freed memory.
                let mut body = Wiped::new(Vec::with_capacity(ROOM + 6 * (appid.len() + secret.len())));
                serde_json::to_writer(&mut *body, &wanted).map_err(|cause| TokenError::Other(cause.to_string()))?;
                let parts = RequestParts {
                    method: Method::Post,
                    path: self.path(),
                    query: &[],
                    content_type: Some("application/json; charset=utf-8"),
                    body: &body,
                };
                Ok(http.send(&parts, deadline).await)
            }
            Self::Basic => {
                let query = [("grant_type", GRANT), ("appid", appid), ("secret", secret)];
                let parts = RequestParts {
                    method: Method::Get,
                    path: self.path(),
                    query: &query,
                    content_type: None,
                    body: &[],
                };
                Ok(http.send(&parts, deadline).await)
            }
        }
    }

    fn read(self, response: &HttpResponse) -> Result<Granted, TokenError> {
        let raw = response.body();
        let rules = ResponseContext {
            operation: self.path().trim_start_matches('/'),
            section: "",
            // An error response has no side effect, because no token was issued.
            retry: Retry::Safe,
            signing: ResponseSigning::Unsigned,
            sign_type: SignType::Md5,
            business: &[],
            gateway: <TokenEndpointError as ErrorCode>::ROWS,
            protocol: &[],
            documented: Documented::Names(&[]),
        };
        if let Some(mut api_error) = gateway::api_error(raw, &rules) {
            api_error.status = Some(response.status());
            return Err(TokenError::Rejected(Box::new(api_error)));
        }
        if !response.is_success() {
            let others = gateway::others(raw, &rules, &[]);
            return Err(TokenError::Status { status: response.status(), raw: raw.clone(), others });
        }
        granted(raw).map_err(|error| match error {
            NotGranted::Invalid(reason) => TokenError::InvalidToken { reason, raw: Some(raw.clone()) },
            NotGranted::Malformed(reason) => {
                let foreign = response.explained(xml::foreign(raw.bytes()));
                let reason = foreign.map_or(reason, NoTokenReason::Body);
                TokenError::Malformed { reason, raw: raw.clone(), others: gateway::others(raw, &rules, &[]) }
            }
        })
    }
}

const GRANT: &str = "client_credential";

/// The size of the request without appid and AppSecret. In JSON, each byte of these takes at most six.
const ROOM: usize = 128;

/// The account whose tokens are fetched.
pub(super) struct Account {
    pub(super) appid: String,
    pub(super) secret: Secret,
}

impl Account {
    /// Checks appid and AppSecret. The most common mistake is a line break at the end of a file or variable from which
    /// they were read.
    pub(super) fn check(&self) -> Result<(), CredentialError> {
        // Much longer than the platform's values, and short enough for a query.
        const LONGEST: usize = 512;
        let is_credential = |text: &str| text.len() <= LONGEST && is_graphic(text);
        match (is_credential(&self.appid), is_credential(self.secret.expose())) {
            (false, _) => Err(CredentialError::Appid),
            (true, false) => Err(CredentialError::AppSecret),
            (true, true) => Ok(()),
        }
    }
}

#[derive(Serialize)]
struct Wanted<'a> {
    grant_type: &'a str,
    appid: &'a str,
    secret: &'a str,
    force_refresh: bool,
}

/// The members of a response, as a sequence, because serde doesn't report duplicate members as such.
struct Given<'a> {
    tokens: Vec<Secret>,
    /// Not parsed as numbers yet, because a number that is out of range must not make the token unusable.
    lifetimes: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum TokenMember {
    AccessToken,
    ExpiresIn,
    #[serde(other)]
    Other,
}

impl<'de: 'a, 'a> Deserialize<'de> for Given<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members(PhantomData))
    }
}

struct Members<'a>(PhantomData<&'a ()>);

impl<'de: 'a, 'a> Visitor<'de> for Members<'a> {
    type Value = Given<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with an access_token")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Given<'a>, A::Error> {
        let mut given = Given { tokens: Vec::new(), lifetimes: Vec::new() };
        while let Some(member) = members.next_key()? {
            match member {
                TokenMember::AccessToken => given.tokens.push(Secret::new(members.next_value::<String>()?)),
                TokenMember::ExpiresIn => given.lifetimes.extend(members.next_value::<Option<&RawValue>>()?),
                TokenMember::Other => _ = members.next_value::<IgnoredAny>()?,
            }
        }
        Ok(given)
    }
}

/// Why a response contains no usable token.
enum NotGranted {
    Malformed(NoTokenReason),
    Invalid(InvalidTokenReason),
}

fn granted(raw: &RawResponse) -> Result<Granted, NotGranted> {
    let given = serde_json::from_slice(gateway::json(raw.bytes()));
    let Given { mut tokens, lifetimes } = given.map_err(|_| NotGranted::Malformed(NoTokenReason::Missing))?;
    let token = tokens.pop().ok_or(NotGranted::Malformed(NoTokenReason::Missing))?;
    if !tokens.is_empty() {
        return Err(NotGranted::Malformed(NoTokenReason::Duplicate));
    }
    InvalidTokenReason::check(&token).map_err(NotGranted::Invalid)?;
    Ok(Granted { token, lasts: lifetime::read(&lifetimes).unwrap_or_else(lifetime::documented) })
}
