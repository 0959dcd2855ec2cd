//! An order, and the states of its submissions to the platform.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The kinds of submissions, which must not be made twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// The registration itself.
    Registration,
    /// The message after payment.
    Message,
}

/// The state of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum State {
    /// It is recorded, and may be on its way.
    Sending,
    /// The platform has executed it.
    Done,
    /// The platform has not executed it: it can be submitted again.
    NotDone,
    /// The platform may have executed it: a person has to find out.
    Unknown,
}

impl Kind {
    pub(crate) const ALL: [Self; 2] = [Self::Registration, Self::Message];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Message => "message",
        }
    }
}

impl State {
    pub(crate) const ALL: [Self; 4] = [Self::Sending, Self::Done, Self::NotDone, Self::Unknown];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sending => "sending",
            Self::Done => "done",
            Self::NotDone => "not-done",
            Self::Unknown => "unknown",
        }
    }
}

/// An order as callers see it, without patients' data.
#[derive(Debug, Serialize)]
pub(crate) struct Order {
    pub(crate) order_number: String,
    pub(crate) registration: Submission,
    pub(crate) message: Option<Submission>,
}

impl Order {
    /// The state of one of its submissions, if it was ever made.
    pub(crate) fn state(&self, kind: Kind) -> Option<State> {
        match kind {
            Kind::Registration => Some(self.registration.state),
            Kind::Message => self.message.as_ref().map(|message| message.state),
        }
    }

    /// The response to the caller who requested this submission.
    pub(crate) fn submission_response(self, kind: Kind) -> SubmissionResponse {
        SubmissionResponse { order: self, kind }
    }
}

/// An order, with the status of one of its submissions.
pub(crate) struct SubmissionResponse {
    order: Order,
    kind: Kind,
}

/// 202 means that the result isn't known yet: look again later, and don't register under another number.
impl IntoResponse for SubmissionResponse {
    fn into_response(self) -> Response {
        let status = match self.order.state(self.kind) {
            Some(State::Done) => StatusCode::OK,
            Some(State::Sending | State::Unknown) => StatusCode::ACCEPTED,
            // A person has settled it while the call was still running.
            Some(State::NotDone) | None => StatusCode::CONFLICT,
        };
        (status, Json(self.order)).into_response()
    }
}

/// The state of a submission before it begins.
pub(crate) enum Earlier {
    /// It was never submitted, or the platform has not executed it.
    Nothing,
    /// It is executed, may be executed, or is being sent: don't send it again.
    Same(Box<Order>),
    /// Another form with this order number is registered.
    OtherForm,
    /// Another form with this order number may be registered, or is being sent.
    OtherFormUnsettled,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Submission {
    pub(crate) state: State,
    /// Seconds since the beginning of 1970.
    pub(crate) changed_at: i64,
    /// The reason for the state `not-done` or `unknown`: an error of wxmed as JSON.
    pub(crate) reason: Option<Value>,
    pub(crate) settled_by: Option<String>,
    pub(crate) note: Option<String>,
}

/// A submission that a person has to settle.
#[derive(Debug, Serialize)]
pub(crate) struct OpenSubmission {
    pub(crate) order_number: String,
    pub(crate) kind: Kind,
    #[serde(flatten)]
    pub(crate) submission: Submission,
}

/// A person's finding about a submission whose outcome was unknown.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Finding {
    Done,
    NotDone,
}

impl Finding {
    pub(crate) fn state(self) -> State {
        match self {
            Self::Done => State::Done,
            Self::NotDone => State::NotDone,
        }
    }
}
