//! The steps of the transcript.

mod binding;
mod operations;
mod refusals;
mod silence;
mod templates;
mod tokens;
mod trust;

use std::io;

use wxmed::Bilingual;

use super::page::Page;
use super::stage::Stage;
use super::{Result, account, ensure, requests, traffic};

/// One step of the transcript. Steps that need no stage of their own share one.
struct Step {
    title: Bilingual,
    run: fn(&mut Page<'_>, &Stage) -> Result,
}

const fn step(english: &'static str, chinese: &'static str, run: fn(&mut Page<'_>, &Stage) -> Result) -> Step {
    Step { title: Bilingual::of(chinese, english), run }
}

const STEPS: &[Step] = &[
    step("Look up an insurance card: the first call", "查询医保卡信息：第一次调用", operations::look_up),
    step("Get a link for binding a card", "获取绑卡链接", operations::get_link),
    step("Announce a registration", "挂号报备接口", operations::announce),
    step("Announce a registration by a scanned code", "扫码挂号报备接口", operations::announce_scanned),
    step("Send a template message after payment by scanning", "扫码支付后代发模板消息接口", operations::send_message),
    step("A stale access token", "access_token 已失效", tokens::stale),
    step("An access token that is rejected in the XML", "XML 中返回的 access_token 错误", tokens::in_envelope),
    step("An access token that is rejected again", "access_token 一直被拒绝", tokens::stays_refused),
    step("A wrong key", "密钥错误：签名失败", refusals::wrong_key),
    step("A mandatory field that is missing", "缺少必填字段", refusals::missing_field),
    step("A form full of mistakes", "一份错误百出的表单", refusals::full_of_mistakes),
    step("No card is bound: 80004, the link, the card", "未绑卡：80004、绑卡链接、绑卡成功", binding::bind_card),
    step("A forged response", "伪造的应答", trust::forged),
    step("A read-only call without a response", "查询没有应答", silence::lookup),
    step("A registration whose outcome is unknown", "报备没有应答：结果未知", silence::registration),
    step("The message templates as a user sees them", "用户看到的模板消息", templates::render),
];

/// The result of the steps.
pub(crate) enum Summary {
    AllPassed,
    SomeFailed,
}

/// Runs every step, including those after a failed one.
///
/// # Errors
/// If the transcript can't be written, or the sandbox can't be started.
pub(crate) fn run(page: &mut Page<'_>) -> Result<Summary> {
    run_steps(STEPS, page)
}

fn run_steps(steps: &[Step], page: &mut Page<'_>) -> Result<Summary> {
    let stage = Stage::open()?;
    page.sentence(
        format!(
            "wxmed over HTTP: a client, and a sandbox that simulates the platform at {}. Every line below is computed as \
             you read, and every XML is what went over the wire. Persons and numbers are made up, or are the vendor \
             document's own. No API key, AppSecret or access token is shown.",
            stage.sandbox.url()
        ),
        format!(
            "wxmed（微信医保支付）走 HTTP 的完整过程：一端是客户端，另一端是在 {} 模拟平台的沙箱。以下每一行都是现场算出的，\
             每段 XML 都真实经过网络。人员与号码均为虚构，或取自文档。不显示任何 API 密钥、AppSecret 与 access_token。",
            stage.sandbox.url()
        ),
    )?;
    let mut failed = Vec::new();
    for step in steps {
        page.heading(&step.title)?;
        if let Err(error) = (step.run)(page, &stage) {
            if error.is::<io::Error>() {
                return Err(error);
            }
            page.bad(format!("this step did not end as it should: {error}"), format!("这一步的结果不对：{error:#}"))?;
            failed.push(&step.title);
        }
    }
    page.heading(&Bilingual::of("小结", "The end"))?;
    for title in &failed {
        page.bad(format!("did not end as it should: {}", title.en), format!("结果不对：{}", title.zh))?;
    }
    let (right, all) = (steps.len() - failed.len(), steps.len());
    let english = format!("{right} of {all} steps ended as they should.");
    let chinese = format!("{all} 步中有 {right} 步的结果符合预期。");
    if !failed.is_empty() {
        page.bad(english, chinese)?;
        return Ok(Summary::SomeFailed);
    }
    page.good(english, chinese)?;
    page.sentence(
        "examples/ has a program for each operation, docs/reference every field. When the platform says 签名失败, cargo \
         xtask explain-sign shows the string to sign for fields of yours.",
        "examples/ 里每个接口都有一个程序，docs/reference 列出全部字段。平台报“签名失败”时，用 cargo xtask explain-sign \
         查看待签名串。",
    )?;
    Ok(Summary::AllPassed)
}

#[cfg(test)]
mod tests {
    use super::super::page::Langs;
    use super::*;

    #[test]
    fn a_failed_step_is_named_and_the_next_one_is_run() {
        let steps = [
            step("A slip", "失误", |_, _| Err("the card was blue".into())),
            step("Another call", "另一次调用", |page, stage| {
                stage.client().send(&requests::get_med_info()?)?;
                traffic::show(page, stage, &["getmedinfo"])
            }),
            step("All is well", "一切正常", |page, _| Ok(page.good("it is", "正常")?)),
        ];
        let mut out = Vec::new();
        let summary = run_steps(&steps, &mut Page::new(&mut out, Langs::English)).unwrap();
        assert!(matches!(summary, Summary::SomeFailed));
        let text = anstream::adapter::strip_bytes(&out).into_vec();
        let text = String::from_utf8(text).unwrap();
        for line in [
            "✗ this step did not end as it should: the card was blue",
            "✗ this step did not end as it should: calls: stable_token, getmedinfo; expected:",
            "✓ it is",
            "✗ did not end as it should: A slip",
            "✗ did not end as it should: Another call",
            "✗ 1 of 3 steps ended as they should.",
        ] {
            assert!(text.contains(line), "{line}:\n{text}");
        }
    }
}
