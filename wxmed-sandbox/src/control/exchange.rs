//! The JSON of an exchange.

use std::time::Duration;

use serde::Serialize;
use wxmed::codec::{string_to_sign, xml};
use wxmed::spec::model::{Model, Operation, Record};
use wxmed::spec::schema::Privacy;
use wxmed::{Bilingual, Lang, Severity, Violation};

use super::base64;
use super::json::{Texts, timestamp};
use super::response_signature::ResponseSignature;
use crate::account::Account;
use crate::diagnosis::{
    Cause, Context, Diagnosis, Mistake, Offsets, SentValues, SignedText, document_names, remedy, signed_text,
};
use crate::history::RecordedCall;
use crate::http::{Delivery, HttpRequest, Reply};
use crate::platform::Platform;
use crate::resource::Issued;

/// The maximum number of characters of a sent value in a violation.
const LONGEST_SENT: usize = 100;

/// An exchange as an entry of the list.
#[derive(Serialize)]
pub(super) struct Summary<'a> {
    number: usize,
    at: String,
    method: &'a str,
    path: &'a str,
    operation: Option<&'a str>,
    order: Option<&'a str>,
    origin: &'static str,
    outcome: &'static str,
    message: Owned,
    rid: Option<&'a str>,
    status: u16,
    delivery: &'static str,
    elapsed_us: u64,
    wait: Option<WaitJson>,
    diagnosis: Option<Found<'a>>,
    fault: Option<FaultJson<'a>>,
}

/// How long the client waited for a response that a stub delayed or withheld. Without values, it still waits.
#[derive(Serialize)]
struct WaitJson {
    ended_by: Option<&'static str>,
    elapsed_us: Option<u64>,
}

/// The effect of a stub.
#[derive(Serialize)]
struct FaultJson<'a> {
    kind: &'static str,
    title: Texts<'a>,
    effect: Texts<'a>,
    advice: Texts<'a>,
    is_executed: bool,
}

/// A text in both languages, created for this response.
#[derive(Serialize)]
pub(super) struct Owned {
    pub(super) zh: String,
    pub(super) en: String,
}

impl From<Bilingual> for Owned {
    fn from(Bilingual { zh, en }: Bilingual) -> Self {
        Self { zh: zh.into_owned(), en: en.into_owned() }
    }
}

/// The first cause, and the other ones.
#[derive(Serialize)]
pub(super) struct Found<'a> {
    #[serde(flatten)]
    cause: CauseJson<'a>,
    also: Vec<CauseJson<'a>>,
}

#[derive(Serialize)]
struct CauseJson<'a> {
    id: &'a str,
    title: Texts<'a>,
    #[serde(flatten)]
    text: Texts<'a>,
    remedy: Texts<'a>,
    at: Option<PositionJson<'a>>,
}

#[derive(Serialize)]
struct PositionJson<'a> {
    field: Option<&'a str>,
    offset: Option<usize>,
}

/// An exchange with all details.
#[derive(Serialize)]
pub(super) struct Exchange<'a> {
    #[serde(flatten)]
    summary: Summary<'a>,
    is_stubbed: bool,
    request: RequestJson<'a>,
    response: ResponseJson<'a>,
    fields: Vec<FieldJson>,
    response_fields: Vec<FieldJson>,
    response_signature: Option<ResponseSignature>,
    string_to_sign: Option<String>,
    signed_string: Option<SignedJson>,
    violations: Vec<ViolationJson<'a>>,
    issued: Vec<IssuedJson<'a>>,
}

#[derive(Serialize)]
struct RequestJson<'a> {
    method: &'a str,
    path: &'a str,
    query: &'a str,
    headers: Vec<Header<'a>>,
    #[serde(flatten)]
    body: Body<'a>,
}

#[derive(Serialize)]
struct ResponseJson<'a> {
    status: u16,
    headers: Vec<Header<'a>>,
    #[serde(flatten)]
    body: Body<'a>,
    delay_ms: u64,
    delivery: &'static str,
}

#[derive(Serialize)]
pub(super) struct Header<'a> {
    pub(super) name: &'a str,
    pub(super) value: String,
}

/// A body as text, or as Base64 if it isn't UTF-8.
#[derive(Serialize)]
struct Body<'a> {
    body: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body_base64: Option<String>,
}

#[derive(Serialize)]
pub(super) struct FieldJson {
    name: String,
    label: Option<Owned>,
    value: String,
    offset: Option<usize>,
}

/// The string that the caller signed, if a known mistake explains the signature.
#[derive(Serialize)]
pub(super) struct SignedJson {
    text: String,
    key: &'static str,
    sign_type: &'static str,
    is_lower_case: bool,
    is_changed_later: bool,
}

#[derive(Serialize)]
pub(super) struct ViolationJson<'a> {
    path: &'a str,
    label: Texts<'a>,
    section: &'a str,
    source: Texts<'a>,
    rule: &'a str,
    severity: &'static str,
    message: Owned,
    problem: Owned,
    remedy: Owned,
    sent: Option<String>,
}

#[derive(Serialize)]
struct IssuedJson<'a> {
    resource: &'static str,
    name: &'a str,
    value: &'a str,
}

impl<'a> Summary<'a> {
    pub(super) fn of(call: &'a RecordedCall) -> Self {
        Self {
            number: call.number,
            at: timestamp(call.at),
            method: &call.request.method,
            path: &call.request.path,
            operation: call.operation.as_deref(),
            order: call.order.as_deref(),
            origin: call.origin.name(),
            outcome: call.outcome.kind(),
            message: Owned { zh: format!("{:#}", call.outcome), en: call.outcome.to_string() },
            rid: call.rid.as_deref(),
            status: call.reply.response.status,
            delivery: delivery(&call.reply),
            elapsed_us: microseconds(call.elapsed),
            wait: call.is_awaited().then(|| WaitJson {
                ended_by: call.wait.map(|wait| wait.ended_by.name()),
                elapsed_us: call.wait.map(|wait| microseconds(wait.elapsed)),
            }),
            diagnosis: call.diagnosis.as_ref().and_then(Found::of),
            fault: call.fault.as_ref().map(|fault| FaultJson {
                kind: fault.kind,
                title: Texts::of(&fault.title),
                effect: Texts::of(&fault.effect),
                advice: Texts::of(&fault.advice),
                is_executed: fault.is_executed,
            }),
        }
    }

    pub(super) fn number(&self) -> usize {
        self.number
    }
}

fn microseconds(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

impl<'a> Found<'a> {
    pub(super) fn of(diagnosis: &'a Diagnosis) -> Option<Self> {
        let mut causes = diagnosis.causes().map(CauseJson::of);
        Some(Self { cause: causes.next()?, also: causes.collect() })
    }
}

impl<'a> CauseJson<'a> {
    fn of(cause: &'a Cause) -> Self {
        let at = cause.at.as_ref().map(|at| PositionJson { field: at.field.as_deref(), offset: at.offset });
        Self {
            id: &cause.id,
            title: Texts::of(&cause.title),
            text: Texts::of(&cause.text),
            remedy: Texts::of(&cause.remedy),
            at,
        }
    }
}

impl<'a> Exchange<'a> {
    pub(super) fn of(call: &'a RecordedCall, platform: &Platform) -> Self {
        let operation = platform.model().operations.iter().find(|operation| operation.path == call.request.path);
        let fields = operation.and_then(|_| xml::read(&call.request.body).ok());
        let response_body = call.reply.response.body.as_slice();
        let response_fields = operation.and_then(|_| xml::read(response_body).ok());
        let rows = |of: fn(&Operation) -> &Record| operation.map(of);
        Self {
            summary: Summary::of(call),
            is_stubbed: call.is_stubbed,
            request: request(&call.request),
            response: response(&call.reply),
            string_to_sign: fields.as_ref().map(|fields| string_to_sign(fields.iter())),
            fields: fields
                .map(|fields| of_body(&fields, &call.request.body, rows(|one| &one.request)))
                .unwrap_or_default(),
            response_signature: operation.zip(response_fields.as_ref()).map(|(operation, fields)| {
                ResponseSignature::of(operation, &call.request.body, fields, platform.account().api_key())
            }),
            response_fields: response_fields
                .map(|fields| of_body(&fields, response_body, rows(|one| &one.response)))
                .unwrap_or_default(),
            signed_string: operation.and_then(|operation| {
                signed(&call.request.body, call.diagnosis.as_ref(), operation, platform.account())
            }),
            violations: {
                let values = SentValues::of(&call.request.body);
                call.violations
                    .iter()
                    .map(|one| violation(one, &values, Context { model: platform.model(), operation }))
                    .collect()
            },
            issued: call.issued.iter().map(issued).collect(),
        }
    }
}

/// The wrong string that the caller signed. `None` if the signature was right or can't be explained.
pub(super) fn signed(
    body: &[u8],
    diagnosis: Option<&Diagnosis>,
    operation: &Operation,
    account: &Account,
) -> Option<SignedJson> {
    let mut ids = diagnosis.into_iter().flat_map(Diagnosis::causes);
    ids.any(|cause| Mistake::by_id(&cause.id).is_some()).then_some(())?;
    let SignedText { text, key, sign_type, is_lower, is_changed_later } =
        signed_text(body, document_names(operation), account.into())?;
    Some(SignedJson { text, key, sign_type: sign_type.as_str(), is_lower_case: is_lower, is_changed_later })
}

pub(super) fn of_body(fields: &xml::Fields<'_>, body: &[u8], rows: Option<&Record>) -> Vec<FieldJson> {
    let offsets = Offsets::of(body);
    let field = |(name, value): (&str, &str)| {
        let row = rows.and_then(|rows| rows.field(name));
        FieldJson {
            name: name.to_owned(),
            label: row.map(|row| Owned { zh: row.label.zh.to_string(), en: row.label.en.to_string() }),
            value: value.to_owned(),
            offset: offsets.get(name),
        }
    };
    fields.iter().map(field).collect()
}

/// The headers, with credentials masked.
pub(super) fn headers(headers: &[(String, String)]) -> Vec<Header<'_>> {
    const SECRET: [&str; 3] = ["authorization", "cookie", "proxy-authorization"];
    let is_secret = |name: &str| SECRET.iter().any(|secret| name.eq_ignore_ascii_case(secret));
    let shown = |(name, value): &'_ (String, String)| if is_secret(name) { Privacy::MASK } else { value }.to_owned();
    headers.iter().map(|header| Header { name: &header.0, value: shown(header) }).collect()
}

fn body(bytes: &[u8]) -> Body<'_> {
    let body = std::str::from_utf8(bytes).ok();
    Body { body, body_base64: body.is_none().then(|| base64::encode(bytes)) }
}

fn request(request: &HttpRequest) -> RequestJson<'_> {
    let HttpRequest { method, path, query, headers: all, body: bytes } = request;
    RequestJson { method, path, query, headers: headers(all), body: body(bytes) }
}

fn response(reply: &Reply) -> ResponseJson<'_> {
    let Reply { response, delay, delivery: _ } = reply;
    ResponseJson {
        status: response.status,
        headers: headers(&response.headers),
        body: body(&response.body),
        delay_ms: u64::try_from(delay.as_millis()).unwrap_or(u64::MAX),
        delivery: delivery(reply),
    }
}

fn delivery(reply: &Reply) -> &'static str {
    match reply.delivery {
        Delivery::Whole => "whole",
        Delivery::Never => "never",
        Delivery::CutBeforeHead => "cut-before-head",
        Delivery::CutInBody => "cut-in-body",
    }
}

/// The JSON of a violation. The sent value is masked if any field with this name is sensitive.
pub(super) fn violation<'a>(violation: &'a Violation, values: &SentValues, context: Context<'_>) -> ViolationJson<'a> {
    let Violation { path, rule, severity, label, section, source } = violation;
    let sent = values.get(path);
    let remedy = remedy(violation, sent.as_deref(), context);
    ViolationJson {
        path,
        label: Texts::of(label),
        section,
        source: Texts::of(source),
        rule: rule.id(),
        severity: match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: Owned { zh: violation.message(Lang::Zh), en: violation.message(Lang::En) },
        problem: Owned { zh: rule.message(Lang::Zh), en: rule.message(Lang::En) },
        remedy: Owned { zh: remedy.zh.into_owned(), en: remedy.en.into_owned() },
        sent: sent.map(|text| match is_sensitive(context.model, path) {
            true => Privacy::MASK.to_owned(),
            false => text.chars().take(LONGEST_SENT).collect(),
        }),
    }
}

/// Whether a field with the last name of the path is sensitive in any table.
fn is_sensitive(model: &Model, path: &str) -> bool {
    fn in_record(record: &Record, name: &str) -> bool {
        record.fields.iter().any(|field| {
            let is_inside = || field.object.as_deref().is_some_and(|inner| in_record(inner, name));
            (field.sensitive && field.name == name) || is_inside()
        })
    }
    let name = path.rsplit(['.', ']']).next().unwrap_or(path).split('[').next().unwrap_or_default();
    let requests = model.operations.iter().map(|operation| &operation.request);
    let mut records = requests.chain(model.contents.iter().map(|content| &content.record));
    records.any(|record| in_record(record, name))
}

fn issued(issued: &Issued) -> IssuedJson<'_> {
    IssuedJson { resource: issued.what.name(), name: &issued.name, value: &issued.value }
}
