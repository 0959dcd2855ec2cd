//! Explains calls that were rejected although their signature and their fields are right.

use std::time::Duration;

use wxmed::codec::xml;
use wxmed::spec::model::{
    DocumentedError, ErrorCause, Operation, Outcome as ErrorOutcome, Resource, Retry, RetryAdvice,
};
use wxmed::{Bilingual, spec::nearest};

use super::Platform;
use crate::diagnosis::{Cause, Diagnosis};
use crate::endpoints::Endpoint;
use crate::history::RecordedCall;
use crate::http::HttpRequest;
use crate::order_number;
use crate::outcome::Outcome;
use crate::rejection::{GENERAL, General};
use crate::stubs::StubResponse;
use crate::target::Target;
use crate::user::OPENID;

/// The tables of the specs that list the errors of the gateway and of the endpoints.
const OF_GATEWAY: &str = "gateway";
const OF_ENDPOINTS: &str = "token";

impl Platform {
    /// Why a call was rejected, if neither its signature nor its fields explain it.
    pub(super) fn explained(
        &self,
        target: &Target<'_>,
        request: &HttpRequest,
        outcome: &Outcome,
        now: Duration,
    ) -> Option<Diagnosis> {
        match outcome {
            Outcome::Gateway(code) => {
                let row = self.error(target, &code.to_string())?;
                Some(of_row(row, None, target.operation()).into())
            }
            Outcome::Business(code) => {
                let row = self.error(target, code);
                let general = GENERAL.iter().find(|general| general.code == code);
                let missing = match (row.and_then(|row| row.when), general) {
                    (Some(ErrorCause::Missing(what)), _) => Some(what),
                    (Some(ErrorCause::Differs(_)), _) => None,
                    (None, general) => general.and_then(|general| general.missing),
                };
                let is_repeated = general.is_some_and(|general| general.is_repeated_order());
                let detail = match missing {
                    Some(Resource::Order) => Some(self.about_missing_order(target, request)),
                    Some(Resource::BoundCard) => Some(self.about_user(request)),
                    Some(Resource::Message | Resource::BindLink | Resource::AuthCode) => None,
                    None => None,
                };
                let maker = is_repeated.then(|| self.maker(target, request, now)).flatten();
                row.map(|row| of_row(row, detail.clone(), target.operation()))
                    .or_else(|| Some(of_general(general?, detail)))
                    .map(|cause| maker.iter().fold(cause, |cause, maker| maker.add_to(cause)).into())
            }
            Outcome::NotFound => match target {
                Target::Nothing => Some(self.about_path(&request.path).into()),
                Target::Endpoint(_) | Target::Operation(_) | Target::Page | Target::Code(_) | Target::Payment(_) => {
                    None
                }
            },
            Outcome::Success
            | Outcome::Protocol(_)
            | Outcome::ForeignHost
            | Outcome::ForeignOrigin
            | Outcome::Replaced => None,
        }
    }

    /// The row of the specs for a code. The operation's own table takes precedence.
    fn error(&self, target: &Target<'_>, code: &str) -> Option<&DocumentedError> {
        let model = self.specs.model();
        let table = |name: &'static str| {
            model.errors.iter().filter(move |table| table.name == name).flat_map(|table| &table.errors)
        };
        let own = target.operation().and_then(|own| model.operation(&own.name)).into_iter().flat_map(|one| &one.errors);
        let of_target = match target {
            Target::Endpoint(_) => table(OF_ENDPOINTS),
            Target::Operation(_) | Target::Page | Target::Code(_) | Target::Payment(_) | Target::Nothing => {
                table(OF_GATEWAY)
            }
        };
        own.chain(of_target).chain(table(OF_GATEWAY)).find(|row| row.code == code)
    }

    /// The row of the specs for the error that a stub returns.
    pub(super) fn stubbed_error(&self, target: &Target<'_>, stub: &StubResponse) -> Option<&DocumentedError> {
        match stub {
            StubResponse::Gateway { code, .. } => self.error(target, &code.to_string()),
            StubResponse::Business { code, .. } => self.error(target, code),
            StubResponse::AsUsual
            | StubResponse::TokenRejected { .. }
            | StubResponse::Protocol { .. }
            | StubResponse::Forged
            | StubResponse::ForgedFailure
            | StubResponse::Unsigned
            | StubResponse::ExecutedThen(_)
            | StubResponse::Gzip
            | StubResponse::Fields(_)
            | StubResponse::Envelope(_)
            | StubResponse::Status { .. }
            | StubResponse::Body(_)
            | StubResponse::Http(_)
            | StubResponse::Hang
            | StubResponse::DropBeforeHead
            | StubResponse::DropInBody => None,
        }
    }

    /// The calls that would have created the order in a request, newest first.
    pub(super) fn creators(
        &self,
        target: &Target<'_>,
        request: &HttpRequest,
    ) -> impl Iterator<Item = (&RecordedCall, &Operation)> {
        let numbers = target.operation().map(|operation| order_number::all(operation, &request.body));
        let numbers = numbers.unwrap_or_default();
        let creates = |operation: &&Operation| operation.creates.iter().any(|one| one.what == Resource::Order);
        let creators: Vec<&Operation> = self.specs.model().operations.iter().filter(creates).collect();
        let is_meant = move |call: &RecordedCall| call.order.as_ref().is_some_and(|order| numbers.contains(order));
        self.history.newest_first().filter(move |call| is_meant(call)).filter_map(move |call| {
            let operation = creators.iter().find(|operation| operation.path == call.request.path)?;
            Some((&**call, *operation))
        })
    }

    fn about_missing_order(&self, target: &Target<'_>, request: &HttpRequest) -> Bilingual {
        let Some((call, creator)) = self.creators(target, request).next() else {
            return Bilingual::of(
                "沙箱记录的调用中，没有以这个单号下单的",
                "none of the exchanges that are kept has announced an order with it",
            );
        };
        let (number, name) = (call.number, &creator.name);
        let is_done = call.is_executed();
        if !is_done && call.fault.is_some() {
            return Bilingual::new(
                format!("它的 {name} 是第 {number} 次调用，因故障没有执行"),
                format!("its {name} is exchange {number}, which was not carried out because of a fault"),
            );
        }
        if !is_done {
            return Bilingual::new(
                format!("它的 {name} 是第 {number} 次调用，被拒绝了"),
                format!("its {name} is exchange {number}, which was refused"),
            );
        }
        let needs = target.operation().into_iter().flat_map(|operation| {
            let by = operation.needs.iter().filter(|need| need.what == Resource::Order).flat_map(|need| &need.by);
            by.filter_map(|index| operation.request.fields.get(*index)).map(|row| row.name.as_str())
        });
        let names: Vec<&str> = needs.collect();
        Bilingual::new(
            format!(
                "第 {number} 次调用（{name}）创建过它：订单已不在，或用于查找的其他字段不同（{}）",
                names.join("、")
            ),
            format!(
                "exchange {number} ({name}) created it: the order is gone, or another field by which it is looked up \
                 differs ({})",
                names.join(", ")
            ),
        )
    }

    fn about_user(&self, request: &HttpRequest) -> Bilingual {
        let fields = xml::read(&request.body).unwrap_or_default();
        let sent = fields.get(OPENID).unwrap_or_default();
        match self.state.people().iter().any(|user| user.openid() == sent) {
            true => Bilingual::of(
                "这个 openid 是沙箱的测试用户，尚未绑卡",
                "the openid is that of a test user of the sandbox, who has bound no card yet",
            ),
            false => Bilingual::of(
                "这个 openid 不是沙箱的测试用户（“开始”页列有全部）",
                "the openid is not that of a test user of the sandbox; Start lists them",
            ),
        }
    }

    /// The cause for an unknown path. It doesn't repeat the path, which may contain a secret.
    fn about_path(&self, path: &str) -> Cause {
        let operations = self.specs.model().operations.iter().map(|operation| operation.path.as_str());
        let known: Vec<&str> = operations.chain(Endpoint::PATHS).collect();
        let near = nearest(path, known.iter().copied()).or_else(|| {
            let last = |path: &'_ str| path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
            let names: Vec<String> = known.iter().map(|path| last(path)).collect();
            let name = nearest(&last(path), names.iter().map(String::as_str))?;
            known.iter().zip(&names).find(|(_, known)| *known == name).map(|(path, _)| *path)
        });
        let title = Bilingual::of("路径不存在", "Nothing at this path");
        match near {
            Some(near) => Cause::new(
                NO_SUCH_PATH,
                title,
                Bilingual::new(
                    format!("沙箱没有这个路径；最接近的是 {near}"),
                    format!("there is nothing at this path; the nearest is {near}"),
                ),
                Bilingual::new(format!("改用 {near}"), format!("use {near}")),
            ),
            None => Cause::new(
                NO_SUCH_PATH,
                title,
                Bilingual::of("沙箱没有这个路径，也没有相近的", "there is nothing at this path, and none is like it"),
                Bilingual::new(format!("可用的路径：{}", known.join("、")), format!("there are {}", known.join(", "))),
            ),
        }
    }
}

const NO_SUCH_PATH: &str = "no-such-path";

fn of_row(row: &DocumentedError, detail: Option<Bilingual>, operation: Option<&Operation>) -> Cause {
    let is_safe = operation.is_none_or(|operation| operation.retry == Retry::Safe);
    let advice = match (row.refreshes_token, row.outcome, row.retry) {
        (true, _, _) => Bilingual::of("平台没有执行。", "Nothing was done."),
        (false, ErrorOutcome::NothingDone, RetryAdvice::AfterFix) => {
            Bilingual::of("平台没有执行；在此之前重试无用。", "Nothing was done; until then the same call fails again.")
        }
        (false, ErrorOutcome::NothingDone, RetryAdvice::Later) => {
            Bilingual::of("平台没有执行；可以稍后重试。", "Nothing was done; the same call may succeed later.")
        }
        (false, ErrorOutcome::Unknown, RetryAdvice::AfterFix | RetryAdvice::Later) if is_safe => Bilingual::of(
            "这个调用只是查询，可以稍后重试。",
            "This call only looks something up, and may be tried again later.",
        ),
        (false, ErrorOutcome::Unknown, RetryAdvice::AfterFix | RetryAdvice::Later) => Bilingual::of(
            "结果未知：重发之前先确认。",
            "The outcome is unknown: find out what happened before you send again.",
        ),
    };
    let meaning =
        Bilingual::new(format!("{}（{}）", row.meaning.zh, row.code), format!("{} ({})", row.meaning.en, row.code));
    Cause::new(
        row.name.replace('_', "-"),
        row.meaning.clone(),
        with_detail(&meaning, detail),
        Bilingual::new(format!("{} {}", row.remedy.zh, advice.zh), format!("{} {}", row.remedy.en, advice.en)),
    )
}

fn of_general(general: &General, detail: Option<Bilingual>) -> Cause {
    Cause::new(general.id(), general.meaning.clone(), with_detail(&general.meaning, detail), general.remedy.clone())
}

fn with_detail(text: &Bilingual, detail: Option<Bilingual>) -> Bilingual {
    match detail {
        Some(detail) => Bilingual::new(format!("{}；{}", text.zh, detail.zh), format!("{}; {}", text.en, detail.en)),
        None => text.clone(),
    }
}
