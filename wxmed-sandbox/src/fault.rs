//! The effect of a stub on a call, described in the terms of the web console's form for faults.

mod titles;

use std::time::Duration;

use wxmed::Bilingual;
use wxmed::spec::model::{DocumentedError, Operation, Outcome, Retry, RetryAdvice};

use crate::stubs::StubResponse;

pub(crate) use titles::*;

/// A fault that was applied to a call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AppliedFault {
    /// The kind, as the control API lists it for stubs: `forged`, `hang` and others.
    pub kind: &'static str,
    /// The title, as in the web console's form.
    pub title: Bilingual,
    /// Whether the call was executed, and what happened to its response.
    pub effect: Bilingual,
    /// What the calling program should do.
    pub advice: Bilingual,
    /// Whether the call was executed. If so, an order may exist although the response doesn't show it.
    pub is_executed: bool,
}

impl AppliedFault {
    /// The fault of a stub. Whether the call was executed is set later by [`AppliedFault::with_execution`]. `error` is the
    /// row of the specs for the error that the stub returns, if there is one.
    pub(crate) fn of(
        response: &StubResponse,
        delay: Duration,
        operation: Option<&Operation>,
        error: Option<&DocumentedError>,
    ) -> Self {
        let is_safe = operation.is_none_or(|operation| operation.retry == Retry::Safe);
        Self {
            kind: response.kind(),
            title: title(response, delay),
            effect: match response {
                // Only the response of an operation can be changed.
                StubResponse::Forged
                | StubResponse::ForgedFailure
                | StubResponse::Unsigned
                | StubResponse::Fields(_)
                    if operation.is_none() =>
                {
                    became(&StubResponse::AsUsual, delay)
                }
                response => became(response, delay),
            },
            advice: match error {
                Some(error) => of_error(error, is_safe),
                None => advice(response, is_safe),
            },
            is_executed: response.executes(),
        }
    }

    /// Completes the fault when it is known whether the call itself would have succeeded.
    pub(crate) fn with_execution(self, is_done: bool) -> Self {
        let Self { effect, is_executed, .. } = &self;
        let effect = match (is_executed, is_done) {
            (true, true) => {
                Bilingual::new(format!("已执行，但{}", effect.zh), format!("Carried out, but {}", effect.en))
            }
            (true, false) => Bilingual::new(
                format!("请求本身被拒，没有执行；{}", effect.zh),
                format!("Not carried out, because the request itself was refused; {}", effect.en),
            ),
            (false, _) => Bilingual::new(format!("未执行：{}", effect.zh), format!("Not carried out: {}", effect.en)),
        };
        Self { is_executed: *is_executed && is_done, effect, ..self }
    }
}

/// What happened to the response.
fn became(response: &StubResponse, delay: Duration) -> Bilingual {
    match response {
        StubResponse::AsUsual if delay > Duration::ZERO => {
            let ms = delay.as_millis();
            Bilingual::new(format!("应答晚了 {ms} 毫秒"), format!("the response came {ms} ms late"))
        }
        StubResponse::AsUsual => Bilingual::of("应答照常", "the response was the usual one"),
        StubResponse::Forged => {
            Bilingual::of("应答是伪造的：签名不对", "the response was forged: its signature is wrong")
        }
        StubResponse::ForgedFailure => Bilingual::of(
            "应答是伪造的失败：result_code 为 FAIL，签名不对",
            "the response was a forged failure: result_code FAIL, with a wrong signature",
        ),
        StubResponse::Unsigned => Bilingual::of("应答被去掉了签名", "the response came without its signature"),
        StubResponse::Fields(_) => Bilingual::of("应答的字段被替换", "fields of the response were replaced"),
        StubResponse::ExecutedThen(_) => Bilingual::of(
            "应答被换成别的：程序没有收到平台的应答",
            "another response was sent in place of the platform's, which was never delivered",
        ),
        StubResponse::Gzip => Bilingual::of(
            "应答经 gzip 压缩，带有 content-encoding: gzip",
            "the response was compressed with gzip, and says so in content-encoding",
        ),
        StubResponse::Hang => Bilingual::of(
            "应答从未送达：连接一直没有数据",
            "the response was never delivered: the connection stayed silent",
        ),
        StubResponse::DropBeforeHead => Bilingual::of(
            "应答从未送达：连接在应答之前断开",
            "the response was never delivered: the connection was closed before it",
        ),
        StubResponse::DropInBody => Bilingual::of(
            "应答只送达一半，连接就断开了",
            "only half of the response was delivered, and the connection was closed",
        ),
        StubResponse::TokenRejected { .. }
        | StubResponse::Protocol { .. }
        | StubResponse::Business { .. }
        | StubResponse::Gateway { .. }
        | StubResponse::Envelope(_)
        | StubResponse::Status { .. }
        | StubResponse::Body(_)
        | StubResponse::Http(_) => {
            Bilingual::of("应答由故障给出，与请求内容无关", "the fault made the response, whatever the request was")
        }
    }
}

fn advice(response: &StubResponse, is_safe: bool) -> Bilingual {
    match response {
        StubResponse::TokenRejected { .. } => TOKEN_REJECTED,
        StubResponse::Protocol { .. } | StubResponse::Business { .. } => CORRECT_FIRST,
        StubResponse::Gateway { .. } => unsure(
            is_safe,
            "报出 errcode 与 errmsg；未知的错误码不能证明平台没有执行",
            "report errcode and errmsg; an unknown code doesn't prove that nothing was done",
        ),
        StubResponse::ForgedFailure => unsure(
            is_safe,
            "先验签再看 result_code：不可信任这个失败，按结果未知处理",
            "verify the signature before you look at result_code: don't trust this failure, and treat the outcome as \
             unknown",
        ),
        StubResponse::Forged | StubResponse::Unsigned => unsure(
            is_safe,
            "不可信任这个应答：不入账，不提示成功，按结果未知处理",
            "don't trust the response: book nothing, report no success, and treat the outcome as unknown",
        ),
        StubResponse::Gzip => unsure(
            is_safe,
            "按 content-encoding 解压后照常使用（多数 HTTP 库会自动解压）；读不出就报出可读的错误，按结果未知处理",
            "decompress it as content-encoding says, which most HTTP libraries do, and use it as usual; if it can't be \
             read, report a readable error, and treat the outcome as unknown",
        ),
        StubResponse::ExecutedThen(_) => unsure(
            is_safe,
            "报出可读的错误，不要崩溃；这样的应答不等于没有执行：按结果未知处理",
            "report a readable error and don't crash; such a response doesn't mean that nothing was done: treat the \
             outcome as unknown",
        ),
        StubResponse::Hang => unsure(
            is_safe,
            "用超时结束等待，按结果未知处理",
            "end the wait with a time-out, and treat the outcome as unknown",
        ),
        StubResponse::DropBeforeHead => unsure(
            is_safe,
            "连接断开不等于没有执行：按结果未知处理",
            "a closed connection doesn't mean that nothing was done: treat the outcome as unknown",
        ),
        StubResponse::DropInBody => unsure(
            is_safe,
            "收到的部分不完整，不要使用：按结果未知处理",
            "what has arrived is incomplete, so don't use it: treat the outcome as unknown",
        ),
        StubResponse::AsUsual => unsure(
            is_safe,
            "超时要长于正常的应答时间；超时之后按结果未知处理",
            "let the time-out be longer than usual responses take, and treat the outcome as unknown after it",
        ),
        StubResponse::Envelope(_) | StubResponse::Status { .. } | StubResponse::Body(_) | StubResponse::Http(_) => {
            unsure(
                is_safe,
                "报出可读的错误，不要崩溃；这样的应答不能证明平台没有执行",
                "report a readable error and don't crash; such a response doesn't prove that nothing was done",
            )
        }
        StubResponse::Fields(_) => Bilingual::of(
            "使用之前先核对应答：字段可能缺失，或不是预期的值",
            "check the response before you use it: fields may be missing, or others than expected",
        ),
    }
}

/// The advice for an error that the specs list.
fn of_error(error: &DocumentedError, is_safe: bool) -> Bilingual {
    match (error.refreshes_token, error.outcome, error.retry, is_safe) {
        (true, _, _, _) => TOKEN_REJECTED,
        (false, Outcome::NothingDone, RetryAdvice::AfterFix, _) => CORRECT_FIRST,
        (false, Outcome::NothingDone, RetryAdvice::Later, _) => Bilingual::of(
            "平台没有执行：稍后重试，逐次加长间隔",
            "nothing was done: try again later, a little longer each time",
        ),
        (false, Outcome::Unknown, RetryAdvice::AfterFix | RetryAdvice::Later, true) => Bilingual::of(
            "报出错误；这个调用只是查询，稍后重试，逐次加长间隔",
            "report the error; this call only looks something up, so try it again later, a little longer each time",
        ),
        (false, Outcome::Unknown, RetryAdvice::AfterFix | RetryAdvice::Later, false) => Bilingual::of(
            "这个应答不能说明平台是否执行了：按结果未知处理，先确认结果，确认没有执行才稍后重发",
            "the response doesn't tell a program whether the call was carried out: treat the outcome as unknown, confirm it \
             first, and send the request again later only if nothing was done",
        ),
    }
}

const TOKEN_REJECTED: Bilingual = Bilingual::of(
    "平台没有执行：换新的 token，把同一请求重发一次，且只重发一次",
    "nothing was done: fetch a new token, and send the same request once more, and only once",
);
const CORRECT_FIRST: Bilingual = Bilingual::of(
    "平台没有执行：报出应答里的错误，改正后再发送",
    "nothing was done: report the error in the response, and send again only after it is corrected",
);

/// The advice for an unknown outcome, depending on whether the operation may be repeated.
fn unsure(is_safe: bool, zh: &str, en: &str) -> Bilingual {
    match is_safe {
        true => Bilingual::new(
            format!("{zh}。这个调用只是查询，可以重试"),
            format!("{en}. This call only looks something up, and may be tried again"),
        ),
        false => Bilingual::new(
            format!("{zh}。不可直接重发，先确认结果"),
            format!("{en}. Don't just send it again: find out first what happened"),
        ),
    }
}
