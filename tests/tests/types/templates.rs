//! The four messages of the document's appendix, and templates with unusual placeholders.

use std::collections::BTreeMap;

use wxmed::SendMsg;
use wxmed::rt::{FilledBy, Template, TemplateField};
use wxmed::templates::SENDMSG;
use wxmed_compiler::model::ExampleValue;
use wxmed_tests::specs::model;

/// The appendix, with the messages as a user sees them.
const APPENDIX: &str = include_str!("appendix.txt");

/// The value, the section and the lines of each message.
fn appendix() -> impl Iterator<Item = (&'static str, &'static str, Vec<&'static str>)> {
    APPENDIX.split("\n\n").map(|message| {
        let mut lines = message.lines();
        let (value, section) = lines.next().unwrap().split_once(' ').unwrap();
        (value, section, lines.collect())
    })
}

fn sample(keyword: &TemplateField) -> Option<&'static str> {
    Some(keyword.sample)
}

#[test]
fn the_samples_are_rendered_line_by_line() {
    assert_eq!(SENDMSG.all.len(), appendix().count());
    for (value, section, lines) in appendix() {
        let template = SENDMSG.get(value).unwrap();
        assert_eq!((template.section, template.sample), (section, &*lines));
        assert_eq!(template.render(sample), lines, "{section}");
    }
    assert!(SENDMSG.get("5").is_none());
}

/// The examples of the spec are the messages of the appendix, as a caller sends them.
#[test]
fn a_request_fills_the_callers_placeholders() {
    let operation = model().operation("sendmsg").unwrap();
    let mut filled = 0;
    for example in operation.examples.iter().filter(|example| example.title.zh.contains("附录")) {
        let ExampleValue::Fields(fields) = &example.value else { panic!() };
        let request = SendMsg::from_fields(fields.iter().map(|(name, text)| (name.as_str(), text.as_str()))).unwrap();
        let sent: BTreeMap<String, String> = request.to_fields().into_iter().collect();
        let template = SENDMSG.get(&sent[SENDMSG.tag]).unwrap();
        let lines = template.render(|keyword| match keyword.filler {
            FilledBy::Caller(field) => sent.get(field).map(String::as_str),
            FilledBy::Platform(..) => Some(keyword.sample),
        });
        assert_eq!(lines, template.sample, "{}", example.title);
        filled += 1;
    }
    assert_eq!(filled, appendix().count());
}

#[test]
fn the_callers_placeholders_are_the_fields_of_the_case() {
    let operation = model().operation("sendmsg").unwrap();
    for template in SENDMSG.all {
        let tag = operation.request.tag.as_ref().unwrap();
        let case = tag.cases.iter().find(|case| case.value == template.value).unwrap();
        let mut given: Vec<&str> = case.fields.iter().map(|row| operation.request.fields[*row].name.as_str()).collect();
        let callers = template.keywords.iter().filter_map(|keyword| match keyword.filler {
            FilledBy::Caller(field) => Some(field),
            FilledBy::Platform(..) => None,
        });
        let mut wanted: Vec<&str> = callers.collect();
        given.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(given, wanted, "{}: the message has exactly the fields of the case", template.section);
    }
}

#[test]
fn a_placeholder_without_a_text_stays_and_texts_are_not_expanded() {
    const fn keyword(name: &'static str) -> TemplateField {
        TemplateField { name, filler: FilledBy::Caller("x"), sample: "" }
    }
    const KEYWORDS: &[TemplateField] = &[keyword("a"), keyword("b")];
    let template = Template {
        value: "1",
        section: "",
        title: "",
        lines: &["{{a.DATA}}{{b.DATA}}", "{{c.DATA}} {{a", "{{ {{b.DATA}}", "", "{{b}}"],
        keywords: KEYWORDS,
        sample: &[],
    };
    let lines = template.render(|keyword| (keyword.name == "b").then_some("{{a.DATA}}"));
    assert_eq!(lines, ["{{a.DATA}}{{a.DATA}}", "{{c.DATA}} {{a", "{{ {{a.DATA}}", "", "{{b}}"]);
}
