//! Stubs, which replace responses in tests.

use std::fmt;
use std::num::NonZeroUsize;
use std::time::Duration;

use crate::http::{Delivery, HttpResponse};
use crate::settings::TokenErrors;

/// Replaces the usual response to some calls.
///
/// It counts matching calls from the time when it is added to the sandbox. By default, it is applied once, to the first
/// matching call. If several stubs match a call, the one that was added first is applied.
///
/// ```
/// use std::time::Duration;
/// use wxmed_sandbox::{StubResponse, Stub};
/// let third_and_fourth = Stub::on("getmedinfo").after(2).times(2).respond_with(StubResponse::Hang);
/// let slow = Stub::on("/cgi-bin/stable_token").always().delay(Duration::from_millis(50));
/// ```
#[derive(Clone, Debug)]
pub struct Stub {
    pub(crate) on: String,
    pub(crate) after: usize,
    pub(crate) every: NonZeroUsize,
    pub(crate) times: Option<usize>,
    pub(crate) delay: Duration,
    pub(crate) response: StubResponse,
}

impl Stub {
    /// Matches calls to a path, or to an operation or endpoint given by name, which is the last part of its path.
    pub fn on(path_or_name: impl Into<String>) -> Self {
        Self {
            on: path_or_name.into(),
            after: 0,
            every: NonZeroUsize::MIN,
            times: Some(1),
            delay: Duration::ZERO,
            response: StubResponse::AsUsual,
        }
    }

    /// Skips this many calls first.
    #[must_use]
    pub fn after(mut self, calls: usize) -> Self {
        self.after = calls;
        self
    }

    /// Applies only to every n-th of the remaining calls: with 3, to the third, the sixth, the ninth.
    #[must_use]
    pub fn every(mut self, calls: NonZeroUsize) -> Self {
        self.every = calls;
        self
    }

    /// Applies to this many calls.
    #[must_use]
    pub fn times(mut self, times: usize) -> Self {
        self.times = Some(times);
        self
    }

    /// Applies to every call.
    #[must_use]
    pub fn always(mut self) -> Self {
        self.times = None;
        self
    }

    /// Delays the response. The call itself is executed before the delay.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Sets the response. Without it, the sandbox responds as usual, for example after a delay.
    #[must_use]
    pub fn respond_with(mut self, response: StubResponse) -> Self {
        self.response = response;
        self
    }

    fn is_for(&self, path: &str) -> bool {
        wxmed::rt::names_path(&self.on, path)
    }
}

/// How the sandbox responds to a call.
///
/// If the correct response is sent, changed or lost, the call is still executed: for example, an order is created
/// although its response is lost. With all other variants, the call is not executed.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum StubResponse {
    /// The usual response.
    AsUsual,
    /// The access token is rejected; the call is not executed.
    TokenRejected {
        /// The format.
        shape: TokenErrors,
        /// 40001, 40014, 42001.
        code: u32,
    },
    /// `return_code` FAIL with this message, to which a `rid` is appended; the call is not executed.
    Protocol {
        /// The message.
        message: String,
    },
    /// `result_code` FAIL; the call is not executed.
    Business {
        /// `err_code`.
        code: String,
        /// `err_code_des`, to which a `rid` is appended.
        description: String,
    },
    /// The correct response with a wrong signature, even if it should have none.
    Forged,
    /// The call is executed, but the response is `result_code` FAIL, with a wrong signature.
    ForgedFailure,
    /// The correct response without a signature.
    Unsigned,
    /// The correct response with these fields replaced or added. It is signed if the operation's responses are.
    Fields(Vec<(String, String)>),
    /// A JSON error of the gateway, with a `rid` appended to the message; the call is not executed.
    Gateway {
        /// `errcode`; -1 means that the system is busy.
        code: i32,
        /// `errmsg`.
        message: String,
    },
    /// XML with exactly these fields and without a signature; the call is not executed.
    Envelope(Vec<(String, String)>),
    /// Another status and another body; the call is not executed.
    Status {
        /// The status code.
        code: u16,
        /// The body.
        body: Vec<u8>,
    },
    /// Another body with status 200; the call is not executed.
    Body(Vec<u8>),
    /// Another response; the call is not executed.
    Http(HttpResponse),
    /// The call is executed, but this response is sent in place of its own.
    ExecutedThen(HttpResponse),
    /// The correct response, compressed with gzip, whether or not the client accepts that.
    Gzip,
    /// No response; the connection stays open.
    Hang,
    /// No response; the connection is closed.
    DropBeforeHead,
    /// The connection is closed after half of the body.
    DropInBody,
}

impl StubResponse {
    /// The kind of a response that refuses the token.
    pub(crate) const TOKEN_REJECTED: &'static str = "token-rejected";
    /// The kind of a forged response that denies that the call was executed.
    pub(crate) const FORGED_FAILURE: &'static str = "forged-fail";

    /// The kind, as the control API lists it.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::AsUsual => "as-usual",
            Self::TokenRejected { .. } => Self::TOKEN_REJECTED,
            Self::Protocol { .. } => "protocol",
            Self::Business { .. } => "business",
            Self::Forged => "forged",
            Self::ForgedFailure => Self::FORGED_FAILURE,
            Self::Unsigned => "unsigned",
            Self::Fields(_) => "fields",
            Self::Gateway { .. } => "gateway",
            Self::Envelope(_) => "envelope",
            Self::Status { .. } | Self::Body(_) | Self::Http(_) => "http",
            Self::ExecutedThen(_) => "executed-then-http",
            Self::Gzip => "gzip",
            Self::Hang => "hang",
            Self::DropBeforeHead => "drop-before-head",
            Self::DropInBody => "drop-in-body",
        }
    }

    /// How much of the response is sent.
    pub(crate) const fn delivery(&self) -> Delivery {
        match self {
            Self::Hang => Delivery::Never,
            Self::DropBeforeHead => Delivery::CutBeforeHead,
            Self::DropInBody => Delivery::CutInBody,
            Self::AsUsual
            | Self::TokenRejected { .. }
            | Self::Protocol { .. }
            | Self::Business { .. }
            | Self::Forged
            | Self::ForgedFailure
            | Self::Unsigned
            | Self::Fields(_)
            | Self::Gateway { .. }
            | Self::Envelope(_)
            | Self::Status { .. }
            | Self::Body(_)
            | Self::Http(_)
            | Self::ExecutedThen(_)
            | Self::Gzip => Delivery::Whole,
        }
    }

    /// Whether the call is executed.
    pub(crate) const fn executes(&self) -> bool {
        match self {
            Self::AsUsual
            | Self::Forged
            | Self::ForgedFailure
            | Self::Unsigned
            | Self::Fields(_)
            | Self::ExecutedThen(_)
            | Self::Gzip
            | Self::Hang
            | Self::DropBeforeHead
            | Self::DropInBody => true,
            Self::TokenRejected { .. }
            | Self::Protocol { .. }
            | Self::Business { .. }
            | Self::Gateway { .. }
            | Self::Envelope(_)
            | Self::Status { .. }
            | Self::Body(_)
            | Self::Http(_) => false,
        }
    }

    /// 40001 as the gateway's JSON.
    pub fn token_rejected() -> Self {
        Self::TokenRejected { shape: TokenErrors::Gateway, code: 40001 }
    }

    /// 40001 as XML.
    pub fn token_rejected_in_envelope() -> Self {
        Self::TokenRejected { shape: TokenErrors::Envelope, code: 40001 }
    }

    /// `errcode` -1, which the platform returns while it is busy.
    pub fn system_busy() -> Self {
        Self::Gateway { code: -1, message: "system error".to_owned() }
    }

    /// `return_code` FAIL with a message and a code, as `err_code`.
    pub fn protocol_with_code(message: &str, code: &str) -> Self {
        Self::envelope([("return_code", "FAIL"), ("return_msg", message), ("err_code", code)])
    }

    /// `return_code` FAIL with the error in `retmsg` and `retcode`, as another interface of the platform does.
    pub fn foreign_failure(message: &str, code: &str) -> Self {
        Self::envelope([("return_code", "FAIL"), ("retmsg", message), ("retcode", code)])
    }

    /// `return_code` FAIL with the error in `error_msg` and `error_code`.
    pub fn other_foreign_failure(message: &str, code: &str) -> Self {
        Self::envelope([("return_code", "FAIL"), ("error_msg", message), ("error_code", code)])
    }

    /// A status without a body.
    pub fn status(code: u16) -> Self {
        Self::Status { code, body: Vec::new() }
    }

    /// XML with exactly these fields.
    pub fn envelope<N: Into<String>, V: Into<String>>(fields: impl IntoIterator<Item = (N, V)>) -> Self {
        Self::Envelope(fields.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }

    /// The correct response with these fields replaced or added.
    pub fn fields<N: Into<String>, V: Into<String>>(fields: impl IntoIterator<Item = (N, V)>) -> Self {
        Self::Fields(fields.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

/// Shows only names, because bodies and values may be sensitive.
impl fmt::Debug for StubResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AsUsual => "AsUsual",
            Self::TokenRejected { .. } => "TokenRejected",
            Self::Protocol { .. } => "Protocol",
            Self::Business { .. } => "Business",
            Self::Forged => "Forged",
            Self::ForgedFailure => "ForgedFailure",
            Self::Unsigned => "Unsigned",
            Self::Fields(_) => "Fields",
            Self::Gateway { .. } => "Gateway",
            Self::Envelope(_) => "Envelope",
            Self::Status { .. } => "Status",
            Self::Body(_) => "Body",
            Self::Http(_) => "Http",
            Self::ExecutedThen(_) => "ExecutedThen",
            Self::Gzip => "Gzip",
            Self::Hang => "Hang",
            Self::DropBeforeHead => "DropBeforeHead",
            Self::DropInBody => "DropInBody",
        })
    }
}

/// The stubs that may still be applied, with their counters.
#[derive(Debug, Default)]
pub(crate) struct Stubs {
    running: Vec<Running>,
    count: usize,
}

/// A stub that may still be applied, with its counters.
#[derive(Debug)]
pub(crate) struct Running {
    /// The number of the stub, starting at 1.
    pub(crate) number: usize,
    pub(crate) stub: Stub,
    /// How many calls it matched.
    pub(crate) seen: usize,
    /// How many calls it was applied to.
    pub(crate) acted: usize,
}

impl Running {
    fn may_act(&self) -> bool {
        self.stub.times.is_none_or(|times| self.acted < times)
    }
}

impl Stubs {
    /// Adds a stub, and returns its number.
    pub(crate) fn add(&mut self, stub: Stub) -> usize {
        self.count += 1;
        let running = Running { number: self.count, stub, seen: 0, acted: 0 };
        if running.may_act() {
            self.running.push(running);
        }
        self.count
    }

    /// Removes the stub with a number. Returns whether there was one.
    pub(crate) fn remove(&mut self, number: usize) -> bool {
        let before = self.running.len();
        self.running.retain(|running| running.number != number);
        self.running.len() < before
    }

    pub(crate) fn clear(&mut self) {
        self.running.clear();
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Running> {
        self.running.iter()
    }

    /// The number of stubs that have not been applied as often as they should.
    pub(crate) fn unfinished(&self) -> usize {
        let is_unfinished = |running: &&Running| running.acted < running.stub.times.unwrap_or(1);
        self.running.iter().filter(is_unfinished).count()
    }

    /// The delay and the response for a call to a path, if a stub applies. Used-up stubs are dropped, so that the cost
    /// of a call doesn't grow.
    pub(crate) fn meet(&mut self, path: &str) -> Option<(Duration, StubResponse)> {
        let mut met = None;
        self.running.retain_mut(|running| {
            if !running.stub.is_for(path) {
                return true;
            }
            running.seen += 1;
            let is_due = running.seen > running.stub.after
                && (running.seen - running.stub.after).is_multiple_of(running.stub.every.get());
            if met.is_none() && is_due {
                running.acted += 1;
                met = Some((running.stub.delay, running.stub.response.clone()));
            }
            running.may_act()
        });
        met
    }
}
