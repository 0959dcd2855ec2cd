//! The JSON of a request that was refused before a call was made.

use serde_json::{Value, json};
use wxmed::Outcome;

use crate::problem::Problem;

pub(super) fn body(problem: &Problem) -> Value {
    let retry = if problem.is_passing() { "later" } else { "after-fix" };
    json!({
        "ok": false,
        "kind": problem.kind(),
        "sent": false,
        "outcome": Outcome::NothingDone,
        "retry": retry,
        "message": problem.message(),
        "remedy": problem.remedy(),
    })
}
