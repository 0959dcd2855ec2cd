//! What is refused, by whom, and what is said about it.

use wxmed::payinsurance::GetMedInfo;
use wxmed::xml;
use wxmed::{Error, Preregister, Severity, Violations, read_answer};

use super::operations::broken_xml;
use super::platform::{self, SUCCESS};
use super::requests::{DOCUMENT_SAMPLE, FILLED_IN_BADLY, shenzhen};
use super::{Page, Result, Stage};

pub(super) fn tell(page: &mut Page<'_>, stage: &Stage) -> Result<()> {
    invalid(page)?;
    business(page, stage)?;
    forged(page, stage)
}

fn invalid(page: &mut Page<'_>) -> Result<()> {
    page.heading("A request that is refused before it is sent · 发送前就被拒绝的请求")?;
    page.sentence(
        "Nothing is sent, and everything that is wrong is said at once: the field, its label and section, what to do, \
         and the rule's ID. The value itself is never part of a message.",
    )?;
    page.label("Preregister::from_fields 由一组字段名与文本构造")?;
    page.block(&FILLED_IN_BADLY.iter().map(|(name, text)| format!("{name} = {text:?}\n")).collect::<String>())?;
    page.label("What is wrong 问题")?;
    let Err(violations) = Preregister::from_fields(FILLED_IN_BADLY.iter().copied()) else {
        return Err("a request full of mistakes was taken".into());
    };
    list(page, &violations)?;

    page.label("A city's rules 地方规则: the document's own sample of section 1.3")?;
    page.block(DOCUMENT_SAMPLE)?;
    page.label("What is wrong 问题")?;
    match shenzhen::Registration::from_json(DOCUMENT_SAMPLE) {
        Err(wxmed::ContentError::Invalid { violations, .. }) => list(page, &violations),
        _ => Err("the document's sample was taken, though its amounts do not add up".into()),
    }
}

fn list(page: &mut Page<'_>, violations: &Violations) -> Result<()> {
    for violation in violations {
        match violation.severity {
            Severity::Error => page.bad(format!("{violation}"))?,
            Severity::Warning => page.beside(format!("warning: {violation}"))?,
        }
        page.beside(format!("{violation:#}"))?;
    }
    Ok(())
}

fn business(page: &mut Page<'_>, stage: &Stage) -> Result<()> {
    let operation = stage.operation("getmedinfo")?;
    page.heading("A business error, and what to do about it · 业务错误与处理办法")?;
    let said = [("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "80004"), ("err_code_des", "未绑卡")];
    let body = platform::answer(operation, &said, stage.nonce.as_str(), &stage.key)?;
    page.label("What comes back 应答 XML")?;
    page.block(&broken_xml(&body, &xml::read(body.as_bytes())?))?;
    page.label("What the program gets 程序得到的错误")?;
    match read_answer::<GetMedInfo>(body, &stage.key) {
        Err(error @ Error::Business(_)) => {
            page.bad(error.to_string())?;
            page.beside(format!("{error:#}"))?;
            let Some(row) = error.refusal().and_then(|refusal| refusal.row.as_ref()) else {
                return Err("the specs do not know the code".into());
            };
            page.label("Its remedy, apart 处理办法")?;
            page.sentence(&*row.remedy.en)?;
            page.sentence(&*row.remedy.zh)?;
            Ok(())
        }
        _ => Err("a business error was not recognised".into()),
    }
}

fn forged(page: &mut Page<'_>, stage: &Stage) -> Result<()> {
    let operation = stage.operation("preregister")?;
    page.heading("A forged answer is caught · 识破伪造的应答")?;
    let content = r#"{"registration_order_pay":{"brlx":"1","cblx":"1"}}"#;
    let said = [&SUCCESS[..], &[("response_content", content)]].concat();
    let signed = platform::answer(operation, &said, stage.nonce.as_str(), &stage.key)?;
    read_answer::<Preregister>(signed.as_str(), &stage.key)?;
    page.sentence(
        "The platform signed this answer, and it was verified. Then one character was changed on the way: \
         brlx, the kind of patient, from 1 (medical insurance) to 9 (pays for themselves).",
    )?;
    let forged = signed.replacen(r#""brlx":"1""#, r#""brlx":"9""#, 1);
    page.label("What comes back 应答 XML")?;
    page.block(&broken_xml(&forged, &xml::read(forged.as_bytes())?))?;
    page.label("What the program gets 程序得到的错误")?;
    match read_answer::<Preregister>(forged, &stage.key) {
        Err(error @ Error::Signature(_)) => {
            page.bad(error.to_string())?;
            page.beside(format!("{error:#}"))?;
            page.sentence("The error carries the raw answer, and never the signature that would have been right.")?;
            Ok(())
        }
        _ => Err("a forged answer was taken".into()),
    }
}
