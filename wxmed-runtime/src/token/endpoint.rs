//! The two endpoints that give tokens: what they are asked, and what they answer.

use std::fmt;
use std::marker::PhantomData;
use std::time::{Duration, SystemTime};

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use tokio::time::Instant;

use super::fetch_event::{TokenFetchEvent, TokenFetchKind};
use super::{TokenRequest, lifetime};
use crate::codec::secret::is_graphic;
use crate::codec::wiped::Wiped;
use crate::codec::xml;
use crate::errors::TokenEndpointError;
use crate::http::{Ask, HttpResponse, Method};
use crate::operation::response_context::{Documented, ResponseContext};
use crate::response::gateway;
use crate::{
    CredentialError, ErrorCode, InvalidTokenReason, NoTokenReason, RawResponse, ResponseSigning, Secret, SignType,
    TokenError, TransportError,
};
use wxmed_core::Retry;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How long an endpoint is left alone that failed.
const PAUSE: Duration = Duration::from_millis(200);

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Endpoint {
    /// Gives the same token until its end, or a new one by force.
    Stable,
    /// Gives a new token each time, which ends the one before.
    Basic,
}

/// What a fetch begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begin {
    Free,
    /// It must be paid for from the budget.
    Spend,
}

/// What a token that was fetched is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judged {
    Good,
    /// It is the refused one again, and another can be had by force, if the budget allows it.
    Force,
    /// It is the refused one again, and nothing helps.
    Same,
}

/// A token, and how long it lasts.
pub(super) struct Granted {
    pub(super) token: Secret,
    pub(super) lasts: Duration,
}

impl Endpoint {
    /// Whether each fetch gives another token.
    pub(super) fn renews_always(self) -> bool {
        self == Self::Basic
    }

    /// How often a refused token may be replaced: so many times, in what period, how far apart.
    ///
    /// The platform states the budget of forced refreshes. For the other endpoint it states 2000 tokens a day, which
    /// programs that end each other's tokens would use up within the hour.
    pub(super) fn budget(self) -> (usize, Duration, Duration) {
        match self {
            Self::Stable => (20, DAY, Duration::from_secs(30)),
            Self::Basic => (10, Duration::from_secs(600), Duration::ZERO),
        }
    }

    /// What a fetch begins with, if a token was refused or not.
    pub(super) fn begins(self, is_refused: bool) -> Begin {
        if is_refused && self.renews_always() { Begin::Spend } else { Begin::Free }
    }

    /// What a token is worth that came from such a fetch, if it is the refused one or not.
    pub(super) fn judges(self, fetch: TokenFetchKind, is_refused: bool) -> Judged {
        match fetch {
            _ if !is_refused => Judged::Good,
            TokenFetchKind::Normal if !self.renews_always() => Judged::Force,
            _ => Judged::Same,
        }
    }

    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Stable => "/cgi-bin/stable_token",
            Self::Basic => "/cgi-bin/token",
        }
    }

    /// Asks, and asks once more where that changes nothing and may help: a token that is the same for all who ask, from
    /// an endpoint that was not reached, or that failed. A wrong AppSecret stays wrong.
    pub(super) async fn fetch(
        self,
        account: &Account,
        fetch: TokenFetchKind,
        request: TokenRequest<'_>,
    ) -> Result<Granted, TokenError> {
        let is_lookup = self == Self::Stable && fetch == TokenFetchKind::Normal;
        match self.ask(account, fetch, request).await {
            Err(error) if is_lookup && error.is_transient() && PAUSE < request.deadline.left() => {
                tokio::time::sleep(PAUSE).await;
                self.ask(account, fetch, request).await
            }
            ended => ended,
        }
    }

    /// Asks once, and shows the observer what came of it.
    async fn ask(
        self,
        account: &Account,
        kind: TokenFetchKind,
        request: TokenRequest<'_>,
    ) -> Result<Granted, TokenError> {
        let (began, since) = (SystemTime::now(), Instant::now());
        let exchanged = self.exchange(account, kind, request).await?;
        let status = exchanged.as_ref().map_or_else(TransportError::status, |response| Some(response.status()));
        let read = exchanged.map_err(TokenError::Unanswered).and_then(|response| self.read(&response));
        let ended = read.map_err(|error| error.without(&account.secret));
        if let Some(observer) = request.observer {
            let (endpoint, elapsed, result) = (self.path(), since.elapsed(), ended.as_ref().map(|_| ()));
            observer.on_fetch(&TokenFetchEvent { endpoint, kind, began, elapsed, status, result });
        }
        ended
    }

    async fn exchange(
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
                // A vector that grows leaves the AppSecret where it was before.
                let mut body = Wiped::new(Vec::with_capacity(ROOM + 6 * (appid.len() + secret.len())));
                serde_json::to_writer(&mut *body, &wanted).map_err(|cause| TokenError::Other(cause.to_string()))?;
                let ask = Ask {
                    method: Method::Post,
                    path: self.path(),
                    query: &[],
                    content_type: Some("application/json; charset=utf-8"),
                    body: &body,
                };
                Ok(http.ask(&ask, deadline).await)
            }
            Self::Basic => {
                let query = [("grant_type", GRANT), ("appid", appid), ("secret", secret)];
                let ask = Ask { method: Method::Get, path: self.path(), query: &query, content_type: None, body: &[] };
                Ok(http.ask(&ask, deadline).await)
            }
        }
    }

    fn read(self, response: &HttpResponse) -> Result<Granted, TokenError> {
        let raw = response.body();
        let rules = ResponseContext {
            operation: self.path().trim_start_matches('/'),
            section: "",
            // No token that was not given changes anything.
            retry: Retry::Safe,
            signing: ResponseSigning::Unsigned,
            sign_type: SignType::Md5,
            business: &[],
            gateway: <TokenEndpointError as ErrorCode>::ROWS,
            protocol: &[],
            documented: Documented::Names(&[]),
        };
        if let Some(mut refusal) = gateway::refusal(raw, &rules) {
            refusal.status = Some(response.status());
            return Err(TokenError::Refused(Box::new(refusal)));
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

/// What the question is made of beside appid and AppSecret, of which each byte takes six at most as JSON.
const ROOM: usize = 128;

/// The account whose tokens are fetched.
pub(super) struct Account {
    pub(super) appid: String,
    pub(super) secret: Secret,
}

impl Account {
    /// Whether they can be what they should be: a file or a variable that one was read from may have ended in a new line.
    pub(super) fn check(&self) -> Result<(), CredentialError> {
        // Many times what the platform gives, and little enough for a query.
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

/// What stands in a response; as a sequence of members, because one that comes twice is not an error of its own to serde.
struct Given<'a> {
    tokens: Vec<Secret>,
    /// Not read as numbers yet: there are numbers that none can hold, and they spoil no token.
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

/// Why a response gives no token.
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
