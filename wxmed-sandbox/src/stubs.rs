//! Answers that a test asks for.

use std::fmt;
use std::num::NonZeroUsize;
use std::time::Duration;

use crate::settings::TokenErrors;

/// What happens to some calls in place of the usual.
///
/// It counts the calls that it is meant for from the moment it is given to the sandbox. Unless it says otherwise, it
/// acts once, on the first of them. Where several stubs could act on a call, the one that was given first does.
///
/// ```
/// use std::time::Duration;
/// use wxmed_sandbox::{StubResponse, Stub};
/// let third_and_fourth = Stub::on("getmedinfo").after(2).times(2).answer(StubResponse::Hang);
/// let slow = Stub::on("/cgi-bin/stable_token").always().delay(Duration::from_millis(50));
/// ```
#[derive(Clone, Debug)]
pub struct Stub {
    on: String,
    after: usize,
    every: NonZeroUsize,
    times: Option<usize>,
    delay: Duration,
    response: StubResponse,
}

impl Stub {
    /// For the calls to a path, or to the operation or endpoint of a name, which is the end of its path.
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

    /// Leaves so many calls alone first.
    #[must_use]
    pub fn after(mut self, calls: usize) -> Self {
        self.after = calls;
        self
    }

    /// Of the calls that are not left alone, passes over all but each one that completes so many: of every third, the
    /// third, the sixth, the ninth.
    #[must_use]
    pub fn every(mut self, calls: NonZeroUsize) -> Self {
        self.every = calls;
        self
    }

    /// Acts on so many calls.
    #[must_use]
    pub fn times(mut self, times: usize) -> Self {
        self.times = Some(times);
        self
    }

    /// Acts on every call.
    #[must_use]
    pub fn always(mut self) -> Self {
        self.times = None;
        self
    }

    /// Lets the answer wait. What the call does is done before.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// How the sandbox reacts; as usual, if only a delay is wanted.
    #[must_use]
    pub fn answer(mut self, response: StubResponse) -> Self {
        self.response = response;
        self
    }

    fn is_for(&self, path: &str) -> bool {
        wxmed::names_path(&self.on, path)
    }
}

/// How the sandbox reacts to a call.
///
/// Those that keep or change the right answer, and those that lose it, do what the call asks for: an order is made
/// whose answer is lost, and announcing it again repeats it. The others do nothing of it.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum StubResponse {
    /// As without a stub.
    AsUsual,
    /// The access token is refused; nothing is done.
    TokenRefused {
        /// In which shape.
        shape: TokenErrors,
        /// 40001, 40014, 42001.
        code: u32,
    },
    /// `return_code` FAIL with this message, to which a `rid` is added; nothing is done.
    Protocol {
        /// The message.
        message: String,
    },
    /// `result_code` FAIL; nothing is done.
    Business {
        /// `err_code`.
        code: String,
        /// `err_code_des`, to which a `rid` is added.
        description: String,
    },
    /// The right answer with a signature that does not fit, whether or not it should have one.
    Forged,
    /// The right answer without a signature.
    Unsigned,
    /// Fields of the right answer are replaced, and others are added; the result is signed if the operation's answers
    /// are.
    Fields(Vec<(String, String)>),
    /// What the gateway says, in JSON, with a `rid` added to the message; nothing is done.
    Gateway {
        /// `errcode`, -1 for a system that is busy.
        code: i32,
        /// `errmsg`.
        message: String,
    },
    /// An envelope of these fields and no others, without a signature; nothing is done.
    Envelope(Vec<(String, String)>),
    /// Another status and another body; nothing is done.
    Status {
        /// The status code.
        code: u16,
        /// The body.
        body: Vec<u8>,
    },
    /// Another body with the status 200; nothing is done.
    Body(Vec<u8>),
    /// The answer never comes, and the connection stays open.
    Hang,
    /// The connection is closed in place of an answer.
    DropBeforeHead,
    /// The connection is closed after half of the body.
    DropInBody,
}

impl StubResponse {
    /// 40001, as the gateway says it.
    pub fn token_refused() -> Self {
        Self::TokenRefused { shape: TokenErrors::Gateway, code: 40001 }
    }

    /// 40001, in the envelope.
    pub fn token_refused_in_envelope() -> Self {
        Self::TokenRefused { shape: TokenErrors::Envelope, code: 40001 }
    }

    /// `errcode` -1, which the platform answers for a moment when it is busy.
    pub fn system_busy() -> Self {
        Self::Gateway { code: -1, message: "system error".to_owned() }
    }

    /// `return_code` FAIL with a message and a code, as `err_code`.
    pub fn protocol_with_code(message: &str, code: &str) -> Self {
        Self::envelope([("return_code", "FAIL"), ("return_msg", message), ("err_code", code)])
    }

    /// `return_code` FAIL that says what is wrong as `retmsg` and `retcode`, as a neighbour of this interface does.
    pub fn foreign_failure(message: &str, code: &str) -> Self {
        Self::envelope([("return_code", "FAIL"), ("retmsg", message), ("retcode", code)])
    }

    /// The same as `error_msg` and `error_code`.
    pub fn other_foreign_failure(message: &str, code: &str) -> Self {
        Self::envelope([("return_code", "FAIL"), ("error_msg", message), ("error_code", code)])
    }

    /// An envelope that a proxy has compressed with gzip, though no client asks for that.
    pub fn gzip() -> Self {
        Self::Body(GZIP.to_vec())
    }

    /// A status without a body.
    pub fn status(code: u16) -> Self {
        Self::Status { code, body: Vec::new() }
    }

    /// An envelope of these fields and no others.
    pub fn envelope<N: Into<String>, V: Into<String>>(fields: impl IntoIterator<Item = (N, V)>) -> Self {
        Self::Envelope(fields.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }

    /// Fields that are replaced or added.
    pub fn fields<N: Into<String>, V: Into<String>>(fields: impl IntoIterator<Item = (N, V)>) -> Self {
        Self::Fields(fields.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

/// `<xml><return_code>SUCCESS</return_code></xml>`, compressed.
const GZIP: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xb3\xa9\xc8\xcd\xb1\xb3)J-)-\xca\x8bO\xceOI\xb5\x0b\x0euvv\x0d\x0e\xb6\xd1G\x16\xb4\xd1\x07\xa9\x03\x00\xb6f\x96\xb7-\x00\x00\x00";

/// Names only: bodies and values may be anything.
impl fmt::Debug for StubResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AsUsual => "AsUsual",
            Self::TokenRefused { .. } => "TokenRefused",
            Self::Protocol { .. } => "Protocol",
            Self::Business { .. } => "Business",
            Self::Forged => "Forged",
            Self::Unsigned => "Unsigned",
            Self::Fields(_) => "Fields",
            Self::Gateway { .. } => "Gateway",
            Self::Envelope(_) => "Envelope",
            Self::Status { .. } => "Status",
            Self::Body(_) => "Body",
            Self::Hang => "Hang",
            Self::DropBeforeHead => "DropBeforeHead",
            Self::DropInBody => "DropInBody",
        })
    }
}

/// The stubs that may still act, with what they have seen.
#[derive(Debug, Default)]
pub(crate) struct Stubs(Vec<Running>);

#[derive(Debug)]
struct Running {
    stub: Stub,
    seen: usize,
    acted: usize,
}

impl Running {
    fn may_act(&self) -> bool {
        self.stub.times.is_none_or(|times| self.acted < times)
    }
}

impl Stubs {
    pub(crate) fn add(&mut self, stub: Stub) {
        let running = Running { stub, seen: 0, acted: 0 };
        if running.may_act() {
            self.0.push(running);
        }
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// How many have not acted as often as they should.
    pub(crate) fn unfinished(&self) -> usize {
        let is_unfinished = |running: &&Running| running.acted < running.stub.times.unwrap_or(1);
        self.0.iter().filter(is_unfinished).count()
    }

    /// What a call to a path meets, if anything: a delay and a reaction. A stub that has acted as often as it should is
    /// dropped, so that a call costs the same however many there were before.
    pub(crate) fn meet(&mut self, path: &str) -> Option<(Duration, StubResponse)> {
        let mut met = None;
        self.0.retain_mut(|running| {
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
