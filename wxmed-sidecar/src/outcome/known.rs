//! Calls that are not made because an earlier one with the same key is in the way.

use serde_json::{Value, json};
use wxmed::{Bilingual, Outcome};

use super::{Answer, Effect};

/// What the journal has of an earlier call with the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Earlier {
    /// It is still in progress.
    InProgress,
    /// Its outcome is unknown.
    Unknown,
    /// It was another request.
    OtherRequest,
}

/// The response to a call that was not made. `since` is the time of the earlier call, in RFC 3339.
pub(crate) fn held_back(earlier: Earlier, since: Option<&str>) -> Answer {
    let (kind, outcome, retry) = match earlier {
        Earlier::InProgress => ("in-progress", Outcome::Unknown, "later"),
        Earlier::Unknown => ("outcome-unknown", Outcome::Unknown, "no"),
        Earlier::OtherRequest => ("other-request", Outcome::NothingDone, "after-fix"),
    };
    let (message, remedy) = texts(earlier);
    let mut body = json!({
        "ok": false,
        "kind": kind,
        "sent": false,
        "outcome": outcome,
        "retry": retry,
        "message": message,
        "remedy": remedy,
    });
    if let (Some(since), Some(body)) = (since, body.as_object_mut()) {
        body.insert("since".to_owned(), Value::from(since));
    }
    Answer { status: 409, kind, effect: Effect::Nothing, code: None, body: body.to_string() }
}

fn texts(earlier: Earlier) -> (Bilingual, Bilingual) {
    match earlier {
        Earlier::InProgress => (
            Bilingual::of("同一幂等键的调用正在进行", "a call with the same idempotency key is in progress"),
            Bilingual::of("请稍后用同一请求再查", "send the same request a moment later to get its response"),
        ),
        Earlier::Unknown => (
            Bilingual::of(
                "此前同一幂等键的调用结果未知，本次没有发出",
                "the outcome of an earlier call with the same idempotency key is unknown; this one was not sent",
            ),
            Bilingual::of(
                "请先向平台或医保局核实是否已经生效；确认没有生效后，加上 \"resend\": true 重发",
                "check with the platform or the bureau whether it was processed; once you know that it was not, send it \
                 again with \"resend\": true",
            ),
        ),
        Earlier::OtherRequest => (
            Bilingual::of(
                "使用此订单号或幂等键的另一内容不同的请求已经成功，本次没有发出",
                "a different request with this order number or idempotency key has succeeded; this one was not sent",
            ),
            Bilingual::of(
                "请用新的订单号，或原样重发先前的请求",
                "use a new order number, or repeat the earlier request unchanged",
            ),
        ),
    }
}
