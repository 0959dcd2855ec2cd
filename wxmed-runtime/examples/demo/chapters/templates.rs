//! The message templates, filled with the document's samples and held against them.

use wxmed::spec::model::{ErratumState, Filler};
use wxmed::{Request, templates};

use super::{Page, Result, Stage, requests};

pub(super) fn tell(page: &mut Page<'_>, stage: &Stage) -> Result<()> {
    let messages = requests::messages()?;
    page.heading("The message templates as a user sees them · 用户看到的模板消息")?;
    page.sentence(
        "Each is rendered from a typed request, with the document's own sample texts in the places that the caller \
         fills and in those that the platform fills from the order, and each line is compared with the appendix. A \
         preview: since May 2023 the platform leaves first and remark out, and cuts the texts between.",
    )?;
    for message in &messages {
        let sent = message.to_fields();
        let sent = |name: &str| sent.iter().find(|(other, _)| other == name).map(|(_, text)| text.as_str());
        tell_one(page, stage, &sent)?;
    }
    Ok(())
}

fn tell_one<'t>(page: &mut Page<'_>, stage: &Stage, sent: &dyn Fn(&str) -> Option<&'t str>) -> Result<()> {
    let operation = wxmed::SendMsg::OPERATION.name;
    let set = &templates::SENDMSG;
    let value = sent(set.tag).ok_or("a message without its kind")?;
    let template = set.get(value).ok_or("a kind of message without a template")?;
    let described =
        stage.model.templates.iter().filter(|set| set.operation == operation).flat_map(|set| &set.templates);
    let described = described.filter(|template| template.value == value).flat_map(|template| &template.keywords);
    let fillers: Vec<_> = described.map(|keyword| (keyword.name.as_str(), &keyword.filler)).collect();

    page.label(format_args!("{} {} ({} = {value})", template.section, template.title, set.tag))?;
    let (mut by_caller, mut by_platform) = (Vec::new(), Vec::new());
    for (place, filler) in &fillers {
        match filler {
            Filler::Caller(field) if field == place => by_caller.push(field.clone()),
            Filler::Caller(field) => by_caller.push(format!("{field} ({place})")),
            Filler::Platform(what) => by_platform.push(format!("{} ({place})", what.zh)),
        }
    }
    page.sentence(format!(
        "the caller gives {}; the platform fills in {}",
        by_caller.join(", "),
        by_platform.join(", ")
    ))?;
    for erratum in &stage.model.errata {
        if erratum.state == ErratumState::Applied && erratum.target == format!("templates/{operation}.{value}") {
            page.sentence(format!("erratum {}: {}", erratum.id, erratum.why.en))?;
        }
    }
    let rendered = template.render(|keyword| {
        let (_, filler) = fillers.iter().find(|(place, _)| *place == keyword.name)?;
        match filler {
            Filler::Caller(field) => sent(field),
            Filler::Platform(_) => Some(keyword.sample),
        }
    });
    if rendered != template.sample {
        return Err(format!("the template of section {} differs from its sample", template.section).into());
    }
    rendered.iter().try_for_each(|line| page.good(line))?;
    page.sentence(format!(
        "equal to the document's sample, line by line: {} of {}",
        rendered.len(),
        template.sample.len()
    ))?;
    Ok(())
}
