//! Makes a call: it is prepared, recorded, sent, and recorded again.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use serde_json::json;
use wxmed::{Bilingual, Error};

use super::audited::{Details, Ended};
use super::{Request, Service, key};
use crate::attempts;
use crate::journal::{Begun, CallKey, JournalError, KeyError, Resend, StoredResponse, Ticket};
use crate::outcome::{ApiResponse, Earlier, Effect, Repetition, SUCCESS, held_back};
use crate::prepare::{Prepared, pairs, prepare};
use crate::problem::Problem;
use crate::redact::without_numbers;

/// A response, and its origin.
pub(crate) struct CallResponse {
    pub(crate) response: ApiResponse,
    /// Whether it is the response to an earlier call with the same key.
    pub(crate) is_repeated: bool,
}

impl From<ApiResponse> for CallResponse {
    fn from(response: ApiResponse) -> Self {
        Self { response, is_repeated: false }
    }
}

/// Whether a call may be made.
enum Permission {
    /// The call may be made. If it has a key, it is recorded as begun.
    Recorded(Option<Ticket>),
    /// The call is not made, because there is already a response.
    Responded(CallResponse),
}

impl Service {
    /// Makes a call. The future must not be dropped before it completes: run it in a separate task.
    pub(crate) async fn call(self: Arc<Self>, request: Request) -> CallResponse {
        let (start, began, operation) = (Instant::now(), Timestamp::now(), request.operation.clone());
        let (caller, merchant) = (request.caller.clone(), request.account.name().to_owned());
        let mut details = Details::default();
        let called = self.process(request, &mut details).await;
        let (elapsed, response) = (start.elapsed(), &called.response);
        let outcome = if called.is_repeated { "repeated" } else { response.kind };
        self.metrics.called(operation.name(), outcome, elapsed);
        let ended = Ended {
            began,
            elapsed,
            caller: &caller,
            merchant: &merchant,
            operation: &operation,
            response,
            outcome,
            details,
        };
        ended.log();
        if let Some(audit) = &self.audit {
            ended.record(audit);
        }
        called
    }

    async fn process(&self, request: Request, details: &mut Details) -> CallResponse {
        let Request { operation, account, matching, key, input, .. } = request;
        let resend = if input.resend { Resend::Allow } else { Resend::Refuse };
        let Prepared { fields, warnings } = match prepare(&self.specs, &operation, account.merchant(), matching, input)
        {
            Ok(prepared) => prepared,
            Err(violations) => {
                let response = ApiResponse::invalid(&violations);
                details.violations = violations;
                return response.into();
            }
        };
        let identities = key::identities(&operation, key.as_deref(), &fields);
        details.key = identities.first().cloned();
        let keys = identities.into_iter().map(|text| CallKey::new(account.name(), operation.name(), text));
        let keys = keys.collect::<Result<Vec<CallKey>, KeyError>>();
        let permission = match &keys {
            Ok(keys) => self.permission(keys, &key::compared(&operation, &fields), resend).await,
            Err(error) => Err(Problem::Malformed(Bilingual::new(format!("{error:#}"), error.to_string()))),
        };
        let ticket = match permission {
            Ok(Permission::Recorded(ticket)) => ticket,
            Ok(Permission::Responded(response)) => {
                details.unsent = fields;
                return response;
            }
            Err(problem) => {
                details.unsent = fields;
                return ApiResponse::from(&problem).into();
            }
        };
        let calling = account.client.call(operation.name(), pairs(&fields));
        let called = match &self.audit {
            None => calling.await,
            Some(audit) => {
                let (called, attempts) = attempts::collected(audit.wants_raw(), calling).await;
                details.attempts = attempts;
                called
            }
        };
        let unexpected = called.as_ref().err().filter(|error| !is_expected(error));
        details.error = unexpected.map(|error| without_numbers(&error.to_string()));
        details.rid = called.as_ref().err().and_then(|error| error.api_error()?.rid.clone());
        let repetition = keys.iter().flatten().next().map_or(Repetition::Sent, Repetition::HeldBack);
        let response = ApiResponse::of_call(&called, &warnings, repetition);
        if let Some(ticket) = ticket
            && let Err(error) = record(ticket, &response).await
        {
            tracing::error!(target: "wxmed::sidecar", %error, "the end of a call is not recorded yet");
        }
        response.into()
    }

    /// Begins the call under all of its keys or none.
    async fn permission(
        &self,
        keys: &[CallKey],
        fields: &[(&str, Cow<'_, str>)],
        resend: Resend,
    ) -> Result<Permission, Problem> {
        let digest = self.journal.digest(fields.iter().map(|(name, text)| (*name, &**text)));
        let (begun, index) = match keys.is_empty() {
            true => return Ok(Permission::Recorded(None)),
            false => self.journal.begin_all(keys, digest, resend).await.map_err(not_recorded)?,
        };
        let held = |state: Earlier, since: Option<Timestamp>| {
            let key = keys.get(index).ok_or_else(|| not_recorded(JournalError::NotInProgress))?;
            let since = since.map(|since| since.to_string());
            Ok(Permission::Responded(held_back(state, key, since.as_deref()).into()))
        };
        match begun {
            Begun::New(ticket) => Ok(Permission::Recorded(Some(ticket))),
            Begun::Finished(stored) => Ok(Permission::Responded(repeated(&stored))),
            Begun::InProgress { since } => held(Earlier::InProgress, Some(since)),
            Begun::Unknown { since } => held(Earlier::Unknown, Some(since)),
            Begun::OtherRequest => held(Earlier::OtherRequest, None),
            Begun::Ambiguous => held(Earlier::Ambiguous, None),
        }
    }
}

/// Whether an error is expected in daily operation, because the patient or the caller caused it.
fn is_expected(error: &Error) -> bool {
    matches!(error, Error::Business(_) | Error::Invalid(_) | Error::UnknownOperation(_))
}

/// A call that can't be recorded is not sent.
fn not_recorded(error: JournalError) -> Problem {
    tracing::error!(target: "wxmed::sidecar", %error, "a call could not be recorded, and was not sent");
    Problem::Internal(Bilingual::of(
        "无法写入数据文件，因此没有发出请求",
        "the journal could not be written, so the request was not sent",
    ))
}

async fn record(ticket: Ticket, response: &ApiResponse) -> Result<(), JournalError> {
    match response.effect {
        Effect::Done => {
            let stored = StoredResponse::new(response.status, response.kind, response.body.clone());
            ticket.finish(stored.with_code(response.code.clone())).await
        }
        Effect::Nothing => ticket.release().await,
        Effect::Unknown => ticket.unknown().await,
    }
}

/// The response to an earlier call, as far as it is stored.
fn repeated(stored: &StoredResponse) -> CallResponse {
    let kept = stored.body().and_then(|body| String::from_utf8(body.to_vec()).ok());
    let response = match kept {
        Some(body) => ApiResponse { status: stored.status(), kind: SUCCESS, effect: Effect::Done, code: None, body },
        None => ApiResponse::ok(json!({
            "ok": true,
            "reply": {},
            "verification": null,
            "rid": null,
            "message": Bilingual::of(
                "此请求此前已经成功；没有其应答：按配置未保存，或结果由 wxmed audit 登记",
                "this request has succeeded before; there is no response: it is not kept, as configured, or the result was \
                 recorded by wxmed audit",
            ),
        })),
    };
    CallResponse { response, is_repeated: true }
}
