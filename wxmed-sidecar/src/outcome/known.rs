//! Responses to calls that are held back because of an earlier call with the same key.

use serde_json::{Value, json};
use wxmed::{Bilingual, Outcome};

use super::{ApiResponse, Effect, settling};
use crate::journal::CallKey;

/// The state of an earlier call with the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Earlier {
    /// The call is still in progress.
    InProgress,
    /// The outcome of the call is unknown.
    Unknown,
    /// The call had different fields.
    OtherRequest,
    /// The call is done, but it was sent with different fields, and it isn't known which request was processed.
    Ambiguous,
}

/// The response to a call that is held back because of an earlier call with this key. `since` is the time of the
/// earlier call, in RFC 3339.
pub(crate) fn held_back(earlier: Earlier, key: &CallKey, since: Option<&str>) -> ApiResponse {
    let (kind, outcome, retry) = match earlier {
        Earlier::InProgress => ("in-progress", Outcome::Unknown, "later"),
        Earlier::Unknown => ("outcome-unknown", Outcome::Unknown, "no"),
        Earlier::Ambiguous => ("other-request", Outcome::Unknown, "no"),
        Earlier::OtherRequest => ("other-request", Outcome::NothingDone, "after-fix"),
    };
    let (message, remedy) = texts(earlier, key);
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
    if earlier == Earlier::Unknown {
        body["settle"] = Value::from(key.to_string());
    }
    ApiResponse { status: 409, kind, effect: Effect::Nothing, code: None, body: body.to_string() }
}

fn texts(earlier: Earlier, key: &CallKey) -> (Bilingual, Bilingual) {
    match earlier {
        Earlier::InProgress => (
            Bilingual::of(
                "使用此订单号或幂等键的调用正在进行",
                "a call with this order number or idempotency key is in progress",
            ),
            Bilingual::of("请稍后用同一请求再查", "send the same request a moment later to get its response"),
        ),
        Earlier::Unknown => (
            Bilingual::of(
                "此前使用此订单号或幂等键的调用结果未知，本次没有发出",
                "the outcome of an earlier call with this order number or idempotency key is unknown; this one was not sent",
            ),
            settling::remedy(key),
        ),
        Earlier::OtherRequest => (
            Bilingual::of(
                "使用此订单号或幂等键的另一内容不同的请求已经成功，本次没有发出",
                "a different request with this order number or idempotency key has succeeded; this one was not sent",
            ),
            Bilingual::of(
                "请原样重发先前的请求，即可得到其应答；只有另一次新的挂号或订单才用新的编号。先前的字段见审计文件（如已开启）",
                "repeat the earlier request unchanged to get its response; use a new number only for a new registration or \
                 order. The fields of the earlier one are in the audit file, if there is one",
            ),
        ),
        Earlier::Ambiguous => (
            Bilingual::of(
                "此订单号或幂等键先后用于内容不同的请求，操作员登记为已生效，但无法确定生效的是哪一个；本次没有发出",
                "different requests were sent with this order number or idempotency key, and an operator has recorded that it is \
                 done; it isn't known which of them was processed. This one was not sent",
            ),
            Bilingual::of(
                "请在商户平台核实生效的内容，例如金额，并以它为准；不要再发送此订单",
                "look up at the merchant's platform what was processed, such as the amount, and go by that; don't send this order \
                 again",
            ),
        ),
    }
}
