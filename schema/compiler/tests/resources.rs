//! The resources and responses of operations: each error is reported at its position, and errata are applied.

use std::path::Path;

use wxmed_compiler::model::{ErrorCause, Model, Operation, Resource, Uses, ValueSource};
use wxmed_compiler::{Errata, Id, Options, Scope, Sources, compile};

/// An operation that needs a card, creates an order and echoes the nonce.
const SPEC: &str = r#"operation: look
path: /made/up
section: "9.1"
title: { zh: 虚构, en: made up }
retry: safe
answer: unsigned
needs:
  - { what: bound-card, by: [openid], same: [name], once: yes, within: 600 }
creates:
  - { what: order, by: [trade_no], lasts: hours }
request:
  fields:
    - { name: openid, label: 甲, type: String32, required: Y }
    - { name: name, label: 乙, type: String32, required: Y }
    - { name: trade_no, label: 丙, type: String32, required: N }
    - { name: count, label: 丁, type: Uint32, required: N }
    - { name: nonce_str, label: 戊, type: String32, required: Y, role: nonce }
    - { name: sign, label: 己, type: String32, required: Y, role: signature }
response:
  fields:
    - { name: nonce_str, label: 戊, type: String32, required: Y, role: nonce, echoes: nonce_str }
    - { name: card_no, label: 庚, type: String8, required: Y, from: bound-card }
    - { name: hours, label: 辛, type: Uint8, required: Y, sample: "2" }
errors:
  - code: "1"
    name: no_card
    zh: 无卡
    en: no card
    remedy: { zh: 绑卡, en: bind one }
    when: bound-card
  - code: "2"
    name: other_name
    zh: 姓名不符
    en: another name
    remedy: { zh: 核对, en: check it }
    when: name
"#;

fn compiled(text: &str, options: Options) -> (Model, Vec<(Id, String, String)>) {
    let mut sources = Sources::new();
    sources.add("look.yaml", "look", text.to_owned());
    let (model, diagnostics) = compile(&sources, &options);
    let reported = diagnostics.iter().map(|diagnostic| {
        let position = sources.position(diagnostic.span);
        let line = text.lines().nth(position.line - 1).unwrap_or_default();
        let from: String = line.chars().skip(position.column - 1).collect();
        (diagnostic.id, from, diagnostic.help.clone().unwrap_or_default())
    });
    let reported = reported.collect();
    (model, reported)
}

fn named() -> Options {
    Options { scope: Scope::Named, ..Options::default() }
}

/// Asserts that this change causes one error, which starts at this text and has this help. Returns the repaired
/// operation.
#[track_caller]
fn mistake(old: &str, new: &str, (id, at, help): (Id, &str, &str)) -> Operation {
    assert_eq!(SPEC.matches(old).count(), 1, "{old}");
    let (model, found) = compiled(&SPEC.replace(old, new), named());
    let [(found, from, helped)] = found.as_slice() else { panic!("{found:?}") };
    assert!(*found == id && from.starts_with(at) && helped.contains(help), "{found:?}");
    model.operations.into_iter().next().expect("the operation is repaired, not dropped")
}

#[test]
fn names_become_indices() {
    let (model, found) = compiled(SPEC, named());
    assert_eq!(found, []);
    let look = &model.operations[0];
    let [need] = look.needs.as_slice() else { panic!("{:?}", look.needs) };
    assert_eq!((need.what, need.by.as_slice(), need.same.as_slice()), (Resource::BoundCard, &[0][..], &[1][..]));
    assert_eq!((need.uses, need.within), (Uses::Once, Some(600)));
    let [creation] = look.creates.as_slice() else { panic!("{:?}", look.creates) };
    assert_eq!((creation.what, creation.by.as_slice(), creation.lasts), (Resource::Order, &[2][..], Some(2)));
    let causes: Vec<_> = look.errors.iter().map(|error| error.when).collect();
    assert_eq!(causes, [Some(ErrorCause::Missing(Resource::BoundCard)), Some(ErrorCause::Differs(1))]);
    let sources: Vec<_> = look.response.fields.iter().map(|field| field.value_source.clone()).collect();
    let (echo, sample) = (ValueSource::Echo(4), ValueSource::Sample("2".to_owned()));
    assert_eq!(sources, [echo, ValueSource::From(Resource::BoundCard), sample]);
    assert_eq!(look.echoes(), [("nonce_str", "nonce_str")]);
}

#[test]
fn once_no_is_the_default() {
    for often in ["once: no, ", ""] {
        let (model, found) = compiled(&SPEC.replace("once: yes, ", often), named());
        assert_eq!(found, []);
        assert_eq!(model.operations[0].needs[0].uses, Uses::Any, "{often}");
    }
}

#[test]
fn a_resource_is_identified_by_existing_fields() {
    let look = mistake("by: [openid]", "by: [opneid]", (Id::UnknownField, "opneid", "did you mean `openid`?"));
    assert!(look.needs[0].by.is_empty());
    mistake("same: [name]", "same: [name, nam]", (Id::UnknownField, "nam]", "did you mean `name`?"));
    mistake("by: [trade_no]", "by: [trade]", (Id::UnknownField, "trade]", "`openid`"));
    let look = mistake("by: [trade_no]", "by: [nonce_str]", (Id::WrongType, "nonce_str", "that the caller gives"));
    assert!(look.creates[0].by.is_empty());
    mistake("by: [openid]", "by: []", (Id::MissingKey, "[]", "list the request's fields"));
    mistake("by: [openid], ", "", (Id::MissingKey, "what: bound-card", "`by:`"));
}

#[test]
fn a_resource_is_known_and_listed_once() {
    let bound = "what: bound-card, by: [openid]";
    mistake(bound, "what: boundcard, by: [openid]", (Id::UnknownKeyword, "boundcard", "did you mean `bound-card`?"));
    let twice = "lasts: hours }\n  - { what: order }";
    let look = mistake("lasts: hours }", twice, (Id::DuplicateName, "what: order }", "one entry"));
    assert_eq!(look.creates.len(), 1);
    mistake("needs:\n  - {", "needs:\n  - order\n  - {", (Id::WrongShape, "order", ""));
}

#[test]
fn the_cause_of_an_error_is_a_needed_resource() {
    let look = mistake("when: bound-card", "when: bound-crad", (Id::UnknownResource, "bound-crad", "`bound-card`?"));
    assert_eq!(look.errors[0].when, None);
    mistake("when: name", "when: nam", (Id::UnknownResource, "nam", "did you mean `name`?"));
    mistake("when: bound-card", "when: order", (Id::UnknownResource, "order", "`bound-card`, `name`"));
    mistake("when: name", "when: openid", (Id::UnknownResource, "openid", "`bound-card`, `name`"));
}

#[test]
fn an_error_of_a_table_has_no_cause() {
    let table = "errors: shared\ntitle: { zh: 错误, en: errors }\nvalues:\n  - \
                 { code: a, name: a, zh: 甲, en: a, remedy: { zh: 甲, en: a }, when: order }\n";
    let (_, found) = compiled(table, named());
    assert!(matches!(found.as_slice(), [(Id::UnknownKey, at, _)] if at.starts_with("when: order")), "{found:?}");
}

#[test]
fn a_value_has_one_source() {
    let (id, card) = (Id::ResponseValue, "required: Y, from: bound-card");
    let look = mistake(card, "required: Y, from: bound-card, sample: x", (id, "bound-card, sample", "keep one"));
    assert_eq!(look.response.fields[1].value_source, ValueSource::Unstated);
    mistake(card, "required: Y, from: bound-card, echoes: name", (id, "name }", "keep one"));
    mistake("label: 乙,", "label: 乙, sample: x,", (id, "x, type", "rows of a response"));
    let signed = "role: signature }\nresponse:\n  fields:\n    \
                  - { name: sign, label: 己, type: String32, required: Y, role: signature, sample: x }";
    mistake("role: signature }\nresponse:\n  fields:", signed, (id, "x }", "except its signature"));
    let content = "content: made/up\nsection: \"1\"\ntitle: { zh: 虚构, en: made up }\nfields:\n  - \
                   { name: a, label: 甲, type: String, required: Y, from: order }\n";
    let (_, found) = compiled(content, named());
    assert!(matches!(found.as_slice(), [(Id::ResponseValue, at, _)] if at.starts_with("order }")), "{found:?}");
}

#[test]
fn a_value_comes_from_a_resource_of_the_operation() {
    let card = "from: bound-card";
    let look = mistake(card, "from: message", (Id::UnknownResource, "message", "there are `bound-card`, `order`"));
    assert_eq!(look.response.fields[1].value_source, ValueSource::Unstated);
    mistake(card, "from: card", (Id::UnknownKeyword, "card", "`bound-card`"));
    mistake("echoes: nonce_str", "echoes: nonce_st", (Id::UnknownField, "nonce_st }", "did you mean `nonce_str`?"));
    mistake("echoes: nonce_str", "echoes: sign", (Id::ResponseValue, "sign }", "does not come back"));
    let hours = "sample: \"2\"";
    mistake(hours, "echoes: name", (Id::ResponseValue, "name }", "a number only as a number"));
    mistake(hours, "echoes: count", (Id::ResponseValue, "count }", "of its type"));
}

#[test]
fn a_sample_fits_its_row() {
    let hours = "sample: \"2\"";
    for misfit in ["256", "02", "two", "\"\"", "\" 2\""] {
        let look = mistake(hours, &format!("sample: {misfit}"), (Id::ResponseValue, misfit, "make up"));
        assert_eq!(look.response.fields[2].value_source, ValueSource::Unstated);
    }
    for misfit in ["123456789", "医保卡"] {
        mistake("from: bound-card", &format!("sample: {misfit}"), (Id::ResponseValue, misfit, "make up"));
    }
}

const RENAMED: &str = r#"errata:
  - id: other-name
    target: look.request.FIELD
    set: { name: renamed }
    why: { zh: 印错, en: misprinted }
    evidence: { zh: 别处, en: elsewhere }
    confidence: high
"#;

#[test]
fn references_to_a_renamed_field_are_updated() {
    for field in ["openid", "name", "trade_no", "nonce_str"] {
        let text = format!("{SPEC}{}", RENAMED.replace("FIELD", field));
        let (model, found) = compiled(&text, named());
        assert_eq!(found, [], "{field}");
        let look = &model.operations[0];
        let names = |indices: &[usize]| -> Vec<String> {
            indices.iter().map(|index| look.request.fields[*index].name.clone()).collect()
        };
        let now = |name: &str| if name == field { "renamed".to_owned() } else { name.to_owned() };
        assert_eq!(names(&look.needs[0].by), [now("openid")]);
        assert_eq!(names(&look.needs[0].same), [now("name")]);
        assert_eq!(names(&look.creates[0].by), [now("trade_no")]);
        assert_eq!(look.errors[1].when, look.request.index_of(&now("name")).map(ErrorCause::Differs));
        assert_eq!(look.echoes(), [("nonce_str", now("nonce_str").as_str())]);
        let (_, found) = compiled(&text, Options { errata: Errata::None, ..named() });
        assert_eq!(found, [], "{field}");
    }
}

/// Templates also refer to the row of a tag, and to rows that exist in every case of it.
#[test]
fn template_references_to_a_renamed_field_are_updated() {
    for field in ["msg_type", "first", "discount"] {
        let mut sources = Sources::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs"), "specs").unwrap();
        let errata = RENAMED.replace("look.request.FIELD", &format!("sendmsg.request.{field}"));
        sources.add("more.yaml", "more", errata.replace("errata:", "errata: more\nentries:"));
        let (_, diagnostics) = compile(&sources, &Options::default());
        // Examples list violations under the old name, so ignore their errors.
        let others: Vec<_> = diagnostics.iter().filter(|diagnostic| diagnostic.id != Id::Example).collect();
        assert!(others.is_empty(), "{field}: {others:?}");
    }
}
