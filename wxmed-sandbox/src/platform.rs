//! The simulated platform without a network.

mod explaining;
mod payment;
mod repeating;
mod review;
mod saving;
mod steering;
mod stubbed;
mod suspecting;

use std::time::Duration;

use wxmed::EncodeError;
use wxmed::spec::model::Operation;

use crate::acceptance::Ticks;
use crate::access::Access;
use crate::account::Account;
use crate::console::Console;
use crate::envelope::{ERR_CODE, Envelope, FAIL, RESULT_CODE, RETURN_CODE, RETURN_MSG};
use crate::fault::AppliedFault;
use crate::gateway::{ACCESS_TOKEN, GatewayError, POST_REQUIRED, TOKEN_MISSING};
use crate::history::{History, Origin, RecordedCall};
use crate::http::{HttpRequest, HttpResponse, PLAIN_TEXT, Reply};
use crate::notes::Notes;
use crate::notification::Outbox;
use crate::operations::Handler;
use crate::outcome::Outcome;
use crate::random::Random;
use crate::rejection::Rejection;
use crate::settings::{SecretError, Settings, TokenErrors, UnknownContent};
use crate::specs::Specs;
use crate::state::State;
use crate::stubs::{StubResponse, Stubs};
use crate::target::Target;
use crate::tokens::Tokens;
use crate::user::User;
use crate::{bind_page, scan};

pub(crate) use review::Review;
pub(crate) use saving::CLOCK;

/// The header with the IDs of the causes why a request was not accepted.
const DIAGNOSIS: &str = "x-wxmed-diagnosis";

pub(crate) const XML: &str = "application/xml; charset=utf-8";

/// The simulated platform without a network. [`Sandbox`](crate::Sandbox) is the same platform with an HTTP server.
///
/// Responses depend only on the previous requests and on the time, which the caller passes.
///
/// ```
/// use std::time::Duration;
/// use wxmed_sandbox::{HttpRequest, Platform, Settings};
/// let mut platform = Platform::new(Settings::default(), "http://127.0.0.1:8080")?;
/// let now = Duration::from_secs(1_700_000_000);
/// let reply = platform.handle(&HttpRequest::get("/cgi-bin/stable_token", ""), now);
/// assert!(reply.response.text().contains("43002"));
/// # Ok::<(), wxmed_sandbox::UnknownContent>(())
/// ```
#[derive(Debug)]
pub struct Platform {
    specs: Specs,
    account: Account,
    access: Access,
    base: String,
    console: Console,
    operations_document: Option<String>,
    token_errors: TokenErrors,
    secret_error: SecretError,
    content: Option<String>,
    state: State,
    tokens: Tokens,
    random: Random,
    stubs: Stubs,
    history: History,
    ticks: Ticks,
    outbox: Outbox,
    notification_retries: Vec<Duration>,
    /// The notes on the current call.
    notes: Notes,
    ahead: Duration,
    /// The state that a reset restores.
    initial: Initial,
    /// How far ahead the clock was when changes were last taken; `None` if changes aren't tracked.
    saved_ahead: Option<Duration>,
    /// Whether all records must be written again.
    is_renewed: bool,
}

/// The state in which a platform starts.
#[derive(Debug)]
struct Initial {
    people: Vec<User>,
    kept_items: usize,
}

/// A response before it is rendered.
enum PlatformResponse {
    Envelope(Envelope),
    Http(HttpResponse, Outcome),
}

/// The maximum time of the clock, so that no sum of times can overflow.
const FARTHEST: Duration = Duration::from_secs(1 << 40);

impl Platform {
    /// Creates a platform with this base address, which must not end with a slash.
    ///
    /// # Errors
    /// If the settings name a content that has no spec.
    pub fn new(settings: Settings, base: impl Into<String>) -> Result<Self, UnknownContent> {
        let content = settings.known_content()?;
        Ok(Self {
            state: State::new(settings.specs.model(), settings.people.clone(), settings.kept_items),
            specs: settings.specs,
            account: settings.account,
            access: Access::new(settings.address, settings.hosts),
            base: base.into(),
            console: settings.console,
            operations_document: settings.operations_document,
            token_errors: settings.token_errors,
            secret_error: settings.secret_error,
            content,
            tokens: Tokens::default(),
            random: Random::default(),
            stubs: Stubs::default(),
            history: History::keeping(settings.kept_calls, settings.kept_bytes),
            ticks: Ticks::default(),
            outbox: Outbox::keeping(settings.kept_calls),
            notification_retries: settings.notification_retries,
            notes: Notes::default(),
            ahead: Duration::ZERO,
            initial: Initial { people: settings.people, kept_items: settings.kept_items },
            saved_ahead: None,
            is_renewed: false,
        })
    }

    /// Handles a request that is received at `now`, given since the Unix epoch.
    pub fn handle(&mut self, request: &HttpRequest, now: Duration) -> Reply {
        self.handle_by(request, &|| now)
    }

    /// Handles a request, and measures the processing time with this clock, which returns the time since the Unix
    /// epoch.
    pub fn handle_by(&mut self, request: &HttpRequest, clock: &dyn Fn() -> Duration) -> Reply {
        self.handle_from(Origin::Program, request, clock)
    }

    /// Like [`Platform::handle_by`], for a call of this origin.
    pub(crate) fn handle_from(&mut self, origin: Origin, request: &HttpRequest, clock: &dyn Fn() -> Duration) -> Reply {
        let begin = clock();
        let now = self.time(begin);
        self.state.forget();
        if let Some((response, outcome)) = self.access.rejection(request, &self.base) {
            return self.refuse(request, response, outcome, now);
        }
        let rid = self.random.rid(now);
        let specs = self.specs.clone();
        let target = Target::at(&specs, &request.path);
        let met = match target {
            Target::Nothing => None,
            _ => self.stubs.meet(&request.path),
        };
        let fault = met.as_ref().map(|(delay, response)| {
            let error = self.stubbed_error(&target, response);
            AppliedFault::of(response, *delay, target.operation(), error)
        });
        let (delay, stub) = met.unwrap_or((Duration::ZERO, StubResponse::AsUsual));
        let delivery = stub.delivery();
        let is_usual = stub.executes();
        let is_compressed = matches!(stub, StubResponse::Gzip);
        let response = self.respond(stub, &target, request, &rid, now);
        let (mut response, outcome) = self.render(response);
        let Notes { violations, diagnosis, is_done, issued } = std::mem::take(&mut self.notes);
        if let Some(diagnosis) = &diagnosis {
            response = response.with_header(DIAGNOSIS, diagnosis.to_string());
        }
        let diagnosis = match diagnosis {
            Some(diagnosis) if origin == Origin::Program => Some(self.with_history(diagnosis, &target, request)),
            Some(diagnosis) => Some(diagnosis),
            // The result of a fault says nothing about the request.
            None if is_usual && !is_done => self.explained(&target, request, &outcome, now),
            None => None,
        };
        if is_compressed {
            response = response.with_header("content-encoding", "gzip");
        }
        let mut reply = Reply { response, delay, delivery };
        self.record(RecordedCall {
            rid: Some(rid),
            elapsed: clock().saturating_sub(begin),
            operation: target.name(&request.path),
            order: target.order(&request.body),
            origin,
            is_stubbed: fault.is_some(),
            fault: fault.map(|fault| fault.with_execution(is_done)),
            violations,
            diagnosis,
            issued,
            ..RecordedCall::new(request, &reply, now, outcome)
        });
        // The recorded body stays readable.
        if is_compressed {
            reply.response.body = stubbed::gzip(&reply.response.body);
        }
        reply
    }

    /// Records and returns the rejection of a request that is not for this sandbox. No stub applies to it.
    fn refuse(&mut self, request: &HttpRequest, response: HttpResponse, outcome: Outcome, at: Duration) -> Reply {
        let reply = Reply { response, ..Reply::default() };
        self.record(RecordedCall::new(request, &reply, at, outcome));
        reply
    }

    fn record(&mut self, call: RecordedCall) {
        let call = self.history.add(call);
        // Calls made in the console prove nothing about the program under test.
        match call.origin {
            Origin::Program => self.ticks.call(&call, self.specs.model(), self.account.api_key()),
            Origin::Console => {}
        }
    }

    /// The usual behaviour of the platform, without stubs.
    fn usual(&mut self, target: &Target<'_>, request: &HttpRequest, rid: &str, now: Duration) -> PlatformResponse {
        let response = self.executed(target, request, rid, now);
        self.notes.is_done = match &response {
            PlatformResponse::Envelope(envelope) => outcome(envelope) == Outcome::Success,
            PlatformResponse::Http(_, outcome) => *outcome == Outcome::Success,
        };
        response
    }

    fn executed(&mut self, target: &Target<'_>, request: &HttpRequest, rid: &str, now: Duration) -> PlatformResponse {
        match target {
            Target::Endpoint(endpoint) => {
                let account = (&self.account, self.secret_error);
                match endpoint.issue_token(request, account, &mut self.tokens, (now, &mut self.random)) {
                    Ok(response) => PlatformResponse::Http(response, Outcome::Success),
                    Err(error) => gateway(error, rid),
                }
            }
            Target::Operation(operation) => match self.operate(operation, request, now) {
                Ok(envelope) => PlatformResponse::Envelope(envelope),
                Err(Rejection::Token(error)) => token_rejected(error, self.token_errors, rid),
                Err(Rejection::Gateway(error)) => gateway(error, rid),
                Err(failure @ Rejection::Business { .. }) => {
                    let rejection = failure.envelope(rid);
                    PlatformResponse::Envelope(self.handler(now).signed_rejection(operation, rejection, &request.body))
                }
                Err(failure @ Rejection::Protocol(_)) => PlatformResponse::Envelope(failure.envelope(rid)),
            },
            Target::Page | Target::Code(_) | Target::Payment(_) if request.method != "GET" => {
                let text = "此页面只支持 GET，请用浏览器打开。\nThis page is opened in a browser.\n";
                PlatformResponse::Http(HttpResponse::of_type(405, PLAIN_TEXT, text), Outcome::NotFound)
            }
            Target::Page => page(bind_page::open(&request.path, &self.base, self.specs.model(), &mut self.state, now)),
            Target::Code(openid) => page(scan::page(&self.handler(now).shown_code(openid))),
            Target::Payment(order) => self.pay_page(order, now),
            Target::Nothing => {
                let text = "路径不存在。\nThere is nothing at this path.\n";
                PlatformResponse::Http(HttpResponse::of_type(404, PLAIN_TEXT, text), Outcome::NotFound)
            }
        }
    }

    fn operate(&mut self, operation: &Operation, request: &HttpRequest, now: Duration) -> Result<Envelope, Rejection> {
        let token = request.parameter(ACCESS_TOKEN).ok_or(Rejection::Token(TOKEN_MISSING))?;
        self.tokens.check(&token, now).map_err(Rejection::Token)?;
        if request.method != "POST" {
            return Err(Rejection::Gateway(POST_REQUIRED));
        }
        self.handler(now).perform(operation, &request.body)
    }

    fn handler(&mut self, now: Duration) -> Handler<'_> {
        Handler {
            specs: &self.specs,
            account: &self.account,
            state: &mut self.state,
            random: &mut self.random,
            base: &self.base,
            content: self.content.as_deref(),
            notes: &mut self.notes,
            now,
        }
    }

    fn render(&self, response: PlatformResponse) -> (HttpResponse, Outcome) {
        match response {
            PlatformResponse::Http(response, outcome) => (response, outcome),
            PlatformResponse::Envelope(envelope) => match envelope.xml(self.account.api_key()) {
                Ok(xml) => (HttpResponse::of_type(200, XML, xml), outcome(&envelope)),
                Err(error) => (unwritable(&error), Outcome::Replaced),
            },
        }
    }

    /// The time by the sandbox's clock.
    fn time(&self, now: Duration) -> Duration {
        now.saturating_add(self.ahead).min(FARTHEST)
    }
}

fn page(response: HttpResponse) -> PlatformResponse {
    let outcome = if response.status < 400 { Outcome::Success } else { Outcome::NotFound };
    PlatformResponse::Http(response, outcome)
}

fn gateway(error: GatewayError, rid: &str) -> PlatformResponse {
    PlatformResponse::Http(error.response(rid), Outcome::Gateway(error.code))
}

fn token_rejected(error: GatewayError, shape: TokenErrors, rid: &str) -> PlatformResponse {
    match shape {
        TokenErrors::Gateway => gateway(error, rid),
        TokenErrors::Envelope => PlatformResponse::Envelope(Rejection::Token(error).envelope(rid)),
    }
}

fn outcome(envelope: &Envelope) -> Outcome {
    let text = |name: &str| envelope.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    if text(RETURN_CODE) == Some(FAIL) {
        Outcome::Protocol(text(RETURN_MSG).unwrap_or_default().to_owned())
    } else if text(RESULT_CODE) == Some(FAIL) {
        Outcome::Business(text(ERR_CODE).unwrap_or_default().to_owned())
    } else {
        Outcome::Success
    }
}

/// The response for a field that XML can't contain. Only a stub or a custom spec can have such a field.
fn unwritable(error: &EncodeError) -> HttpResponse {
    HttpResponse::of_type(
        500,
        PLAIN_TEXT,
        format!("应答无法编码为 XML：{error:#}\nThis response cannot be written as XML: {error}\n"),
    )
}
