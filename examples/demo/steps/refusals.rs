//! Invalid requests: refused before they are sent, or by the platform.

use wxmed::payinsurance::GetMedInfo;
use wxmed::spec::model::{Model, StatedPresence};
use wxmed::{ContentError, Error, Preregister, Request};

use super::account::{API_KEY, WRONG_KEY};
use super::requests::{DOCUMENT_SAMPLE, FILLED_IN_BADLY, shenzhen};
use super::{Page, Result, Stage, ensure, requests, traffic};

pub(super) fn wrong_key(page: &mut Page<'_>, stage: &Stage) -> Result {
    page.sentence(
        "The client has a wrong API key, for example the AppSecret. Keys are never shown, neither the correct one nor \
         the wrong one.",
        "客户端拿到的不是商户的 API 密钥，比如误用了 AppSecret。无论对错，密钥都不显示。",
    )?;
    let client = stage.client_with_key(WRONG_KEY)?.build()?;
    let result = client.send(&requests::get_med_info()?);
    traffic::show(page, stage, &["stable_token", "getmedinfo"])?;
    match result {
        Err(error @ Error::Protocol(_)) => {
            refused(page, &error)?;
            ensure(error.api_error().is_some_and(|api_error| api_error.code == "签名失败"), "another rejection came")
        }
        Err(other) => Err(other.into()),
        Ok(_) => Err("a wrong signature was taken".into()),
    }
}

/// Prints the error that the program gets, and the remedy from the specs.
pub(super) fn refused(page: &mut Page<'_>, error: &Error) -> Result {
    page.label("What the program gets", "程序得到的错误")?;
    page.error(error)?;
    let row =
        error.api_error().and_then(|api_error| api_error.info.as_ref()).ok_or("the specs do not know the code")?;
    page.label("The remedy alone", "处理办法")?;
    Ok(page.sentence(&row.remedy.en, &row.remedy.zh)?)
}

const MISSING: &str = "idcard_md5";
const GIVEN: [(&str, &str); 2] = [("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"), ("name", "张三")];

pub(super) fn missing_field(page: &mut Page<'_>, stage: &Stage) -> Result {
    page.label("In Rust it does not compile", "在 Rust 里无法编译")?;
    let source = include_str!("../../../tests/builds/ui/missing_field.rs");
    let line =
        source.lines().find(|line| line.contains(".build()")).ok_or("the case of the compiler's test is gone")?;
    page.block(line.trim())?;
    let stderr = include_str!("../../../tests/builds/ui/missing_field.stderr");
    ensure(stderr.contains(MISSING), "the compiler does not name the field")?;
    page.block(&stderr.lines().take(6).collect::<Vec<_>>().join("\n"))?;

    page.label("GetMedInfo::from_fields, for names and texts", "由一组字段名与文本构造")?;
    match GetMedInfo::from_fields(GIVEN) {
        Err(violations) => {
            ensure(violations.keys() == [(MISSING, "required")], "other violations were found")?;
            page.violations(&violations)?;
        }
        Ok(_) => return Err("a request without a mandatory field was taken".into()),
    }
    ensure(stage.calls(&[])?.is_empty(), "something was sent")?;

    page.label("The platform's response", "平台的应答")?;
    page.sentence(
        "This client uses modified specs in which the field is optional, so that the request is sent without it.",
        "这个客户端使用修改过的规格，其中该字段为可选，因此请求缺少该字段也会发出。",
    )?;
    let specs = without_check(stage.specs.model());
    let client = stage.client_with_key(API_KEY)?.specs(specs).build()?;
    let result = client.call(GetMedInfo::OPERATION.name, GIVEN);
    traffic::show(page, stage, &["stable_token", "getmedinfo"])?;
    match result {
        Err(error @ Error::Protocol(_)) => {
            refused(page, &error)?;
            ensure(error.to_string().contains(MISSING), "the message does not name the field")
        }
        Err(other) => Err(other.into()),
        Ok(_) => Err("the platform took a request without a mandatory field".into()),
    }
}

fn without_check(model: &Model) -> Model {
    let mut model = model.clone();
    let operations = model.operations.iter_mut().filter(|operation| operation.name == GetMedInfo::OPERATION.name);
    let fields = operations.flat_map(|operation| &mut operation.request.fields);
    fields.filter(|field| field.name == MISSING).for_each(|field| field.presence = StatedPresence::Optional);
    model
}

pub(super) fn full_of_mistakes(page: &mut Page<'_>, stage: &Stage) -> Result {
    page.sentence(
        "Nothing is sent, and all violations are reported at once, with the field, its label and section, what to do, \
         and the rule's ID. Messages never contain the value itself.",
        "请求未发出，一次报告全部校验错误：字段、名称、章节、处理办法与规则编号。信息中不含字段的值。",
    )?;
    page.label("Preregister::from_fields, for names and texts", "由一组字段名与文本构造")?;
    page.block(&FILLED_IN_BADLY.iter().map(|(name, text)| format!("{name} = {text:?}\n")).collect::<String>())?;
    page.label("Violations", "校验错误")?;
    let Err(violations) = Preregister::from_fields(FILLED_IN_BADLY.iter().copied()) else {
        return Err("a request full of mistakes was taken".into());
    };
    page.violations(&violations)?;

    page.label("A city's rules: the document's own sample of section 1.3", "地方规则：文档 1.3 自己的样例")?;
    page.block(DOCUMENT_SAMPLE)?;
    page.label("Violations", "校验错误")?;
    match shenzhen::Registration::from_json(DOCUMENT_SAMPLE) {
        Err(ContentError::Invalid { violations, .. }) => page.violations(&violations)?,
        _ => return Err("the document's sample was taken, though its amounts do not add up".into()),
    }
    ensure(stage.calls(&[])?.is_empty(), "something was sent")
}
