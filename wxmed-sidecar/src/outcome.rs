//! The outcome of a call: the HTTP status and the JSON for the caller, and the values for the journal and the metrics.

mod advice;
mod known;
mod problem;
mod settling;
mod token;

use serde_json::{Map, Value, json};
use wxmed::{Bilingual, Error, Lang, Outcome, Reply, Response, Violations};

pub(crate) use known::{Earlier, held_back};

use crate::journal::CallKey;
use crate::problem::Problem;
use crate::violation::violation;

/// A response to a caller.
#[derive(Clone, PartialEq)]
pub(crate) struct ApiResponse {
    /// The HTTP status.
    pub(crate) status: u16,
    /// A fixed identifier of the result: `success`, or the kind of the error.
    pub(crate) kind: &'static str,
    /// Whether the platform may have processed the call.
    pub(crate) effect: Effect,
    /// The platform's error code, if the specs list it or it has the form of one.
    pub(crate) code: Option<String>,
    /// The JSON text.
    pub(crate) body: String,
}

/// The outcome of a call that succeeded.
pub(crate) const SUCCESS: &str = "success";

/// The effect of making the same call again after an unknown outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repetition<'k> {
    /// The repeated call is held back, because the journal has the call under this key.
    HeldBack(&'k CallKey),
    /// The repeated call is sent, because the call has no key.
    Sent,
}

/// The effect of a call at the platform, for the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The call succeeded.
    Done,
    /// The platform did nothing.
    Nothing,
    /// The effect is unknown.
    Unknown,
}

/// Shows no values.
impl std::fmt::Debug for ApiResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ApiResponse").field("status", &self.status).field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl ApiResponse {
    /// A successful response with this JSON.
    pub(crate) fn ok(body: Value) -> Self {
        Self::of_text(body.to_string())
    }

    /// A successful response with this JSON text.
    pub(crate) fn of_text(body: String) -> Self {
        Self { status: 200, kind: SUCCESS, effect: Effect::Nothing, code: None, body }
    }

    /// The response of the platform.
    pub(crate) fn of_call(
        called: &Result<Response<Reply>, Error>,
        warnings: &Violations,
        repetition: Repetition<'_>,
    ) -> Self {
        match called {
            Ok(response) => Self { effect: Effect::Done, ..Self::ok(success(response, warnings)) },
            Err(Error::Invalid(violations)) => Self::invalid(violations),
            Err(Error::Encode(cause)) => {
                let message = Bilingual::new(format!("{cause:#}"), cause.to_string());
                Self::invalid(&Violations::from_iter([violation(cause.field.clone(), None, message)]))
            }
            Err(error) => Self::error(error, repetition),
        }
    }

    /// The response to a request that violates its spec.
    pub(crate) fn invalid(violations: &Violations) -> Self {
        let body = json!({
            "ok": false,
            "kind": "violations",
            "sent": false,
            "outcome": Outcome::NothingDone,
            "retry": "after-fix",
            "message": Bilingual::of("请求不符合规格，没有发出", "the request violates its spec, and was not sent"),
            "remedy": Bilingual::of("请按 violations 逐项改正", "correct what `violations` lists"),
            "violations": violations,
        });
        Self { status: 422, kind: "violations", effect: Effect::Nothing, code: None, body: body.to_string() }
    }

    fn error(error: &Error, repetition: Repetition<'_>) -> Self {
        let api_error = error.api_error();
        let code = api_error.and_then(|api_error| match &api_error.info {
            Some(info) => Some(info.code.to_string()),
            None => Some(api_error.code.to_string()).filter(|code| is_code(code)),
        });
        let kind = advice::kind(error);
        let mut body = json!({
            "ok": false,
            "kind": kind,
            "code": api_error.map(|api_error| &api_error.code),
            "sent": advice::is_sent(error),
            "outcome": error.outcome(),
            "retry": advice::retry(error),
            "message": Bilingual::new(error.message(Lang::Zh), error.message(Lang::En)),
            "remedy": advice::remedy(error, repetition),
            "rid": api_error.and_then(|api_error| api_error.rid.as_ref()),
        });
        if let (Outcome::Unknown, Repetition::HeldBack(key)) = (error.outcome(), repetition) {
            body["settle"] = Value::from(key.to_string());
        }
        let effect = match error.outcome() {
            Outcome::NothingDone => Effect::Nothing,
            Outcome::Unknown => Effect::Unknown,
        };
        Self { status: advice::status(error), kind, effect, code, body: body.to_string() }
    }
}

/// The response to a request that was refused before a call.
impl From<&Problem> for ApiResponse {
    fn from(problem: &Problem) -> Self {
        let kind = problem.kind();
        Self {
            status: problem.status(),
            kind,
            effect: Effect::Nothing,
            code: None,
            body: problem::body(problem).to_string(),
        }
    }
}

/// Whether a text has the form of an error code. Only codes are written to the log, because another text may contain
/// personal data.
fn is_code(text: &str) -> bool {
    let is_of_code = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (1..=64).contains(&text.len()) && text.chars().all(is_of_code) && digits <= 6
}

fn success(response: &Response<Reply>, warnings: &Violations) -> Value {
    // The signature was already verified. Callers don't need it.
    let fields = response.iter().filter(|(name, _)| *name != "sign");
    let reply: Map<String, Value> = fields.map(|(name, text)| (name.to_owned(), text.into())).collect();
    let mut body = json!({
        "ok": true,
        "reply": reply,
        "verification": response.verification(),
        "rid": null,
    });
    if let (false, Some(body)) = (warnings.is_empty(), body.as_object_mut()) {
        body.insert("warnings".to_owned(), json!(warnings));
    }
    body
}
