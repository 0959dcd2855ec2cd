//! The JSON of a request that was refused before a call was made.

use serde_json::{Value, json};
use wxmed::Outcome;

use crate::problem::Problem;

pub(super) fn body(problem: &Problem) -> Value {
    let outcome = problem.outcome();
    let retry = match (outcome, problem.is_passing()) {
        (Outcome::Unknown, _) => "no",
        (Outcome::NothingDone, true) => "later",
        (Outcome::NothingDone, false) => "after-fix",
    };
    json!({
        "ok": false,
        "kind": problem.kind(),
        "sent": outcome == Outcome::Unknown,
        "outcome": outcome,
        "retry": retry,
        "message": problem.message(),
        "remedy": problem.remedy(),
    })
}
