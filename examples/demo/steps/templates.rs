//! The message templates, filled with the document's samples and compared with them.

use wxmed::spec::model::{Erratum, ErratumState, FilledBy};
use wxmed::{Lang, Request, templates};

use super::{Page, Result, Stage, requests};

pub(super) fn render(page: &mut Page<'_>, stage: &Stage) -> Result {
    let messages = requests::messages()?;
    page.sentence(
        "Each is rendered from a typed request, with the document's own sample texts in the places that the caller \
         fills and in those that the platform fills from the order, and each line is compared with the appendix. A \
         preview: since May 2023 the platform leaves first and remark out, and cuts the texts between.",
        "每条消息都由类型化的请求渲染而来，调用方与平台所填之处都用文档样例的文字，并逐行与附录比对。仅为预览：\
         2023 年 5 月起平台不再显示 first 与 remark，并会截断中间的文字。",
    )?;
    for message in &messages {
        let sent = message.to_fields();
        let sent = |name: &str| sent.iter().find(|(other, _)| other == name).map(|(_, text)| text.as_str());
        render_one(page, stage, &sent)?;
    }
    Ok(())
}

fn render_one<'t>(page: &mut Page<'_>, stage: &Stage, sent: &dyn Fn(&str) -> Option<&'t str>) -> Result {
    let operation = wxmed::SendMsg::OPERATION.name;
    let (model, set) = (stage.specs.model(), &templates::SENDMSG);
    let value = sent(set.tag).ok_or("a message without its kind")?;
    let template = set.get(value).ok_or("a kind of message without a template")?;
    let described = model.templates.iter().filter(|set| set.operation == operation).flat_map(|set| &set.templates);
    let described = described.filter(|template| template.value == value).flat_map(|template| &template.keywords);
    let fillers: Vec<_> = described.map(|keyword| (keyword.name.as_str(), &keyword.filler)).collect();

    page.caption(&format!("{} {} ({} = {value})", template.section, template.title, set.tag))?;
    let fills = |lang| filled_by(&fillers, lang);
    let ((caller, platform), (caller_zh, platform_zh)) = (fills(Lang::En), fills(Lang::Zh));
    page.sentence(
        format!("the caller gives {caller}; the platform fills in {platform}"),
        format!("调用方填 {caller_zh}；平台填 {platform_zh}"),
    )?;
    for erratum in &model.errata {
        if erratum.state == ErratumState::Applied && erratum.target == format!("templates/{operation}.{value}") {
            let Erratum { id, why, .. } = erratum;
            page.sentence(format!("erratum {id}: {}", why.en), format!("勘误 {id}：{}", why.zh))?;
        }
    }
    let rendered = template.render(|keyword| {
        let (_, filler) = fillers.iter().find(|(name, _)| *name == keyword.name)?;
        match filler {
            FilledBy::Caller(field) => sent(field),
            FilledBy::Platform(_) => Some(keyword.sample),
        }
    });
    if rendered != template.sample {
        return Err(format!("the template of section {} differs from its sample", template.section).into());
    }
    rendered.iter().try_for_each(|line| page.good_line(line))?;
    let (lines, all) = (rendered.len(), template.sample.len());
    page.sentence(
        format!("equal to the document's sample, line by line: {lines} of {all}"),
        format!("与文档样例逐行一致：{all} 行中的 {lines} 行"),
    )?;
    Ok(())
}

/// The fields that the caller fills in, and those that the platform does.
fn filled_by(fillers: &[(&str, &FilledBy)], lang: Lang) -> (String, String) {
    let (mut by_caller, mut by_platform) = (Vec::new(), Vec::new());
    for (name, filler) in fillers {
        match filler {
            FilledBy::Caller(field) if field == name => by_caller.push(field.clone()),
            FilledBy::Caller(field) => by_caller.push(format!("{field} ({name})")),
            FilledBy::Platform(what) => by_platform.push(format!("{} ({name})", what.in_lang(lang))),
        }
    }
    (by_caller.join(", "), by_platform.join(", "))
}
