use super::difference;
use super::parts::{Entries, bilingual, entries, list, object, text};
use wxmed_compiler::model::{Erratum, FilledBy, MessageTemplate, TemplateKeyword, TemplateSet};
use wxmed_core::Json;

pub(super) fn export(before: &[TemplateSet], after: &[TemplateSet], errata: &[Erratum]) -> Json {
    let counterpart = |set: &TemplateSet, template: &MessageTemplate| {
        let sets = after.iter().filter(|other| other.name == set.name);
        sets.flat_map(|other| &other.templates).find(|other| other.value == template.value).cloned()
    };
    list(before.iter().flat_map(|set| {
        set.templates.iter().map(move |template| {
            let after = counterpart(set, template).unwrap_or_else(|| template.clone());
            Json::Object(one(set, template, &after, errata))
        })
    }))
}

fn one(set: &TemplateSet, before: &MessageTemplate, after: &MessageTemplate, errata: &[Erratum]) -> Entries {
    let of_set = format!("templates/{}", set.name);
    let of_template = format!("{of_set}.{}", before.value);
    let about = errata.iter().filter(|erratum| erratum.target == of_set || erratum.touches(&of_template));
    let mut all = entries([(&set.tag, tag_value(&before.value))]);
    all.extend(template_entries(before));
    all.extend(entries([
        ("operation", text(&set.operation)),
        ("set", text(&set.name)),
        ("section", text(&before.section)),
        ("effective", Json::Object(difference::keys(&template_entries(before), &template_entries(after)))),
        ("errata", list(about.map(|erratum| text(&erratum.id)))),
    ]));
    all
}

fn template_entries(template: &MessageTemplate) -> Entries {
    entries([
        ("title", text(&template.title)),
        ("lines", list(template.lines.iter().map(|line| text(line)))),
        ("keywords", list(template.keywords.iter().map(keyword))),
        ("sample", list(template.sample.iter().map(|line| text(line)))),
    ])
}

fn keyword(keyword: &TemplateKeyword) -> Json {
    let (filler, field, order) = match &keyword.filler {
        FilledBy::Caller(field) => ("caller", text(field), Json::Null),
        FilledBy::Platform(what) => ("platform", Json::Null, bilingual(what)),
    };
    object([
        ("name", text(&keyword.name)),
        ("filler", text(filler)),
        ("field", field),
        ("from_order", order),
        ("sample", text(&keyword.sample)),
    ])
}

/// A whole number is written as a JSON number.
fn tag_value(value: &str) -> Json {
    match value.parse::<u32>() {
        Ok(number) if number.to_string() == value => Json::Number(value.to_owned()),
        _ => text(value),
    }
}
