//! What earlier calls reveal about the key of a program.

use wxmed::codec::xml;
use wxmed::spec::model::{Operation, Role};

use super::Platform;
use crate::diagnosis::{Diagnosis, KeyEvidence, KeyHistory};
use crate::endpoints::Endpoint;
use crate::history::{Origin, RecordedCall};
use crate::http::HttpRequest;
use crate::outcome::Outcome;
use crate::target::Target;

/// The maximum number of earlier calls that are compared.
const MOST_COMPARED: usize = 100;

/// From how many failures in a row on the key is suspected, although it was right before.
const SUSPICIOUS: usize = 3;

impl Platform {
    /// Adds what the earlier calls of the program reveal about its key, if the signature can't be explained.
    pub(super) fn with_history(&self, diagnosis: Diagnosis, target: &Target<'_>, request: &HttpRequest) -> Diagnosis {
        if diagnosis.key() != KeyEvidence::Unexplained {
            return diagnosis;
        }
        match self.key_history(target, request) {
            Some(history) => diagnosis.with_history(history),
            None => diagnosis,
        }
    }

    fn key_history(&self, target: &Target<'_>, request: &HttpRequest) -> Option<KeyHistory> {
        let calls = || {
            let recent = self.history.newest_first().take(MOST_COMPARED);
            recent.filter(|call| call.origin == Origin::Program)
        };
        let is_right = |call: &&RecordedCall| key_of(call) == KeyEvidence::Right;
        let is_own = |call: &&RecordedCall| is_same_program(&call.request, request);
        // The current call isn't recorded yet.
        let fails_before = |number: usize| {
            let since = calls().take_while(|call| call.number > number);
            since.filter(|call| key_of(call) == KeyEvidence::Unexplained).count() + 1
        };
        let Some(right) = calls().map(|call| &**call).find(is_right) else {
            let fails = fails_before(0);
            return (fails > 1).then_some(KeyHistory::NeverRight { fails });
        };
        if !is_own(&right) {
            return None;
        }
        let has_same_values = |call: &&RecordedCall| {
            let operation = target.operation().filter(|operation| operation.path == call.request.path);
            operation.is_some_and(|operation| have_same_values(operation, &call.request, request))
        };
        let mut own = calls().map(|call| &**call).filter(is_right).filter(is_own);
        if let Some(RecordedCall { number: call, .. }) = own.find(has_same_values) {
            return Some(KeyHistory::SameValues { call: *call });
        }
        let call = right.number;
        Some(match fails_before(call) {
            fails if fails >= SUSPICIOUS => KeyHistory::FailsSince { call, fails },
            _ => KeyHistory::Right { call },
        })
    }
}

/// Whether two requests are probably of the same program: the same `User-Agent`, and no different accounts.
fn is_same_program(one: &HttpRequest, other: &HttpRequest) -> bool {
    const APPID: &str = "appid";
    let appid = |request: &HttpRequest| xml::read(&request.body).ok()?.get(APPID).map(str::to_owned);
    let is_other_account = appid(one).zip(appid(other)).is_some_and(|(one, other)| one != other);
    one.header("user-agent") == other.header("user-agent") && !is_other_account
}

/// Whether two requests have the same values, apart from what a program makes up for each request: the nonce, the
/// signature, the numbers of new resources, and times.
pub(super) fn have_same_values(operation: &Operation, one: &HttpRequest, other: &HttpRequest) -> bool {
    let is_made_up = |name: &str| {
        let index = operation.request.index_of(name);
        index.and_then(|index| Some((index, operation.request.fields.get(index)?))).is_some_and(|(index, row)| {
            let is_role = matches!(row.role, Role::Nonce | Role::Signature);
            is_role || row.format.calendar().is_some() || operation.creates.iter().any(|made| made.by.contains(&index))
        })
    };
    let values = |request: &HttpRequest| {
        let fields = xml::read(&request.body).ok()?;
        let kept = fields.iter().filter(|(name, _)| !is_made_up(name));
        let mut kept: Vec<(String, String)> = kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        kept.sort_unstable();
        Some(kept)
    };
    let values = |request| values(request).filter(|values| !values.is_empty());
    values(one).is_some_and(|found| values(other) == Some(found))
}

/// What a call reveals about the key that signed it.
fn key_of(call: &RecordedCall) -> KeyEvidence {
    let found = call.diagnosis.as_ref().map(Diagnosis::key).unwrap_or_default();
    match (found, &call.outcome) {
        (KeyEvidence::Right | KeyEvidence::Unexplained, _) => found,
        // Violations are checked only after the signature.
        (KeyEvidence::None, _) if !call.violations.is_empty() => KeyEvidence::Right,
        (KeyEvidence::None, Outcome::Success | Outcome::Business(_))
            if !call.is_stubbed && call.request.method == "POST" && Endpoint::at(&call.request.path).is_none() =>
        {
            KeyEvidence::Right
        }
        (KeyEvidence::None, _) => KeyEvidence::None,
    }
}
