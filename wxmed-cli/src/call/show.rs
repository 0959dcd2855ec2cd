//! Shows the result of a call.

use serde_json::{Map, Value, json};
use wxmed::{Bilingual, Error, Lang, Outcome, RawResponse, Reply, Response, RetryAdvice, Verification};
use wxmed_commands::output::{GOOD, line, remark, styled};

use crate::end::{Ended, Result, complain};
use crate::report::{self, Output};

/// How the result is shown.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub(super) output: Output,
    pub(super) raw: bool,
    pub(super) lang: Lang,
}

impl Shown {
    /// Shows a successful response.
    pub(super) fn response(self, response: &Response<Reply>) -> Result<Ended> {
        match self.output {
            Output::Json => {
                let reply: Map<String, Value> =
                    fields(response).map(|(name, text)| (name.into(), text.into())).collect();
                let mut object = json!({
                    "ok": true,
                    "reply": reply,
                    "verification": response.verification(),
                    "warnings": response.warnings(),
                });
                self.add_raw(&mut object, Some(response.raw()));
                report::json(&object)?;
            }
            Output::Human => self.table(response)?,
        }
        Ok(Ended::Fine)
    }

    fn table(self, response: &Response<Reply>) -> Result<()> {
        let width = fields(response).map(|(name, _)| name.len()).max().unwrap_or_default();
        for (name, text) in fields(response) {
            line(format_args!("{name:<width$}  {text}"))?;
        }
        let verification = match response.verification() {
            Verification::Verified => Bilingual::of("应答的签名正确", "the signature of the response is right"),
            Verification::UnsignedBySpecification => {
                Bilingual::of("按文档，此应答不带签名", "the response has no signature, as documented")
            }
        };
        line(styled(GOOD, verification.in_lang(self.lang)))?;
        if !response.warnings().is_empty() {
            remark(report::violations(response.warnings(), self.lang))?;
        }
        Ok(())
    }

    /// Shows an error, whether the request was sent or not.
    pub(super) fn error(self, error: &Error) -> Result<Ended> {
        match self.output {
            Output::Json => {
                let mut object = object(error);
                self.add_raw(&mut object, error.raw());
                report::json(&object)?;
            }
            Output::Human => match error {
                Error::Invalid(violations) => remark(report::violations(violations, self.lang))?,
                error => complain(&message(error), self.lang),
            },
        }
        Ok(if is_found(error) { Ended::Found } else { Ended::NotRun })
    }

    fn add_raw(self, object: &mut Value, raw: Option<&RawResponse>) {
        if let (true, Some(object)) = (self.raw, object.as_object_mut()) {
            object.insert("raw".to_owned(), raw.map(|raw| raw.text().into_owned()).into());
        }
    }
}

/// The fields of a response without its signature, which was already verified.
fn fields(response: &Response<Reply>) -> impl Iterator<Item = (&str, &str)> {
    response.iter().filter(|(name, _)| *name != "sign")
}

fn message(error: &Error) -> Bilingual {
    Bilingual::new(error.message(Lang::Zh), error.message(Lang::En))
}

/// Whether the call was rejected by the platform or by validation. All other errors mean that there was no response or
/// no call.
fn is_found(error: &Error) -> bool {
    match error {
        Error::Token(failure) => failure.api_error.is_some(),
        _ => matches!(
            error.kind(),
            "invalid" | "encode" | "gateway" | "protocol" | "business" | "signature" | "malformed"
        ),
    }
}

/// The error for programs.
fn object(error: &Error) -> Value {
    if let Error::Invalid(violations) = error {
        return json!({
            "ok": false,
            "kind": "violations",
            "sent": false,
            "outcome": "nothing-done",
            "violations": violations,
        });
    }
    let api_error = error.api_error();
    let info = api_error.and_then(|api_error| api_error.info.as_ref());
    json!({
        "ok": false,
        "kind": error.kind(),
        "code": api_error.map(|api_error| &api_error.code),
        "message": message(error),
        "remedy": info.map(|info| &info.remedy),
        "outcome": error.outcome(),
        "retry": retry(error),
        "status": error.status(),
        "rid": api_error.and_then(|api_error| api_error.rid.as_ref()),
    })
}

/// When the same call may be made again.
fn retry(error: &Error) -> &'static str {
    let info = error.api_error().and_then(|api_error| api_error.info.as_ref());
    match (error.outcome(), info.map(|info| info.retry)) {
        (Outcome::Unknown, _) => "no",
        (Outcome::NothingDone, Some(RetryAdvice::Later)) => "later",
        (Outcome::NothingDone, Some(RetryAdvice::AfterFix)) => "after-fix",
        (Outcome::NothingDone, None) if matches!(error, Error::Unanswered(_)) => "later",
        (Outcome::NothingDone, None) => "after-fix",
    }
}
