//! Broken files give a valid draft, or an error with its position, and never a panic.

use wxmed_tools::{DecisionKind, Draft, DraftError};

use crate::support::{Holds, draft, drafted, in_order, of_kind};

const LABELS: &str = include_str!("jiangcheng/labels.json");
const SAMPLE: &str = include_str!("jiangcheng/sample.json");
const TABLE: &str = include_str!("jiangcheng/table.tsv");
const SHIPPED_LABELS: &str = include_str!("shenzhen/labels-1.3.json");

/// Asserts the properties that hold for any files.
#[track_caller]
fn sound(files: &[(Holds, &str)]) -> Result<Draft, Vec<DraftError>> {
    let result = drafted("city/a/b", files);
    let is_in_source = |span: wxmed_compiler::model::Span| {
        files.get(span.file).is_some_and(|(_, text)| span.start <= span.end && text.get(span.start..).is_some())
    };
    match &result {
        Ok(draft) => {
            in_order(draft);
            let evidence = draft.decisions.iter().flat_map(|decision| &decision.evidence);
            evidence.for_each(|evidence| assert!(is_in_source(evidence.span), "{evidence:?}"));
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            errors
                .iter()
                .for_each(|error| assert!(is_in_source(error.span) && !error.message.en.is_empty(), "{error:?}"));
        }
    }
    result
}

/// About twenty prefixes and twenty suffixes of a text.
fn pieces(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let step = (chars.len() / 20).max(1);
    let cuts = (0..=chars.len()).step_by(step);
    cuts.flat_map(|cut| [chars[..cut].iter().collect(), chars[cut..].iter().collect()]).collect()
}

#[test]
fn truncated_files_are_handled() {
    for piece in pieces(LABELS).iter().chain(&pieces(SHIPPED_LABELS)) {
        let _ = sound(&[(Holds::Labels, piece)]);
    }
    for piece in pieces(SAMPLE) {
        let _ = sound(&[(Holds::Labels, LABELS), (Holds::Data, &piece)]);
    }
    for piece in pieces(TABLE) {
        let _ = sound(&[(Holds::Table, &piece)]);
        let _ = sound(&[(Holds::Data, SAMPLE), (Holds::Table, &piece)]);
    }
}

#[test]
fn files_without_one_punctuation_character_are_handled() {
    let marks: Vec<usize> = SAMPLE.char_indices().filter(|(_, c)| "\"{}[],:".contains(*c)).map(|(at, _)| at).collect();
    for at in marks.into_iter().step_by(5) {
        let without = format!("{}{}", &SAMPLE[..at], &SAMPLE[at + 1..]);
        let _ = sound(&[(Holds::Data, &without)]);
    }
}

#[test]
fn odd_samples_are_drafted() {
    for (labels, data) in [
        (r#"{"a":"","b":" ","c":"（）","d":"：1"}"#, ""),
        (r#"{"a":{},"b":[],"c":[[]],"d":[{}],"e":"戊"}"#, r#"{"a":{},"b":[],"c":[["x"]],"d":[{}],"e":null}"#),
        (r#"{"中文":"甲","a-b":"乙","1a":"丙","xmlns":"丁","ok":"戊"}"#, ""),
        (r#"{"a":"甲","a":"乙"}"#, r#"{"a":"1","a":"2"}"#),
        (r#"{"a":"甲"}"#, r#"{"a":{"b":1}}"#),
        (r#"{"a":{"b":"乙"}}"#, r#"{"a":"1"}"#),
        (r#"{"a":["甲"]}"#, r#"{"a":[1,"x",{"b":2},null]}"#),
        (r#"{"a":"甲"}"#, r#"{"a":1e400}"#),
        (r#"{"a":"金额（元）","b":"数量"}"#, r#"{"a":-1,"b":99999999999}"#),
        (r#"{"a":"状态 01：是 02：否"}"#, r#"{"a":1}"#),
        (r#"{"a":"状态 1：是 2：否","Draft":{"x":"甲"},"b":{"Builder":{"y":"乙"}}}"#, r#"{"a":7}"#),
        (r#"{"type":"类型","fn":"函数","Self":{"self":"甲"},"_":"乙","a":"丙"}"#, ""),
        (r#"{"code":"编码","Code":"编码","CODE":"编码"}"#, ""),
        ("{\"a\":\"甲\u{0}\u{7f}\u{feff}\u{202e}# x: 'y' \\\"z\"}", ""),
        (r#"{"a":"甲"}"#, "{\"a\":\"x\u{0}\u{7f}\u{202e}\"}"),
    ] {
        let mut files = vec![(Holds::Labels, labels)];
        if !data.is_empty() {
            files.push((Holds::Data, data));
        }
        if let Err(errors) = sound(&files) {
            panic!("{labels} {data}: {errors:?}");
        }
    }
}

#[test]
fn files_without_fields_are_rejected() {
    for text in ["", " ", "{}", "[]", "null", "医院编码", "{\"a\":{}}", "{\"a\":[]}", "{\"`\":\"文\"}"] {
        assert!(sound(&[(Holds::Labels, text)]).is_err(), "{text:?}");
        assert!(sound(&[(Holds::Data, text)]).is_err(), "{text:?}");
    }
    for text in ["", "医院编码", "\t\t\t", "字段名\t类型\n", "-\t-\n-\t-"] {
        assert!(sound(&[(Holds::Table, text)]).is_err(), "{text:?}");
    }
    let both = drafted("city/a/b", &[(Holds::Labels, "x"), (Holds::Data, "y")]).unwrap_err();
    assert_eq!(
        both.iter().map(|error| error.span.file).collect::<Vec<_>>(),
        [0, 1],
        "all errors are reported in one run"
    );
}

#[test]
fn an_unrelated_table_is_ignored() {
    let table = "字段名\t中文解释\t类型\nappid\t公众帐号\tString32\nmch_id\t商户号\tString32\n";
    let draft = draft("city/a/b", &[(Holds::Labels, r#"{"a":"甲"}"#), (Holds::Table, table)]);
    assert_eq!(draft.fields, 1);
    assert!(!draft.text.contains("appid"));
}

#[test]
fn lists_that_a_spec_cannot_have_are_quoted() {
    for (labels, quoted, drafted) in [
        (r#"{"a":"名","m":[["甲乙"],"丙"]}"#, "甲乙", "name: a"),
        (r#"{"a":"名","k":[[{"b":"项"}]]}"#, "项", "name: a"),
        (r#"{"a":"名","k":["值",{"b":"项"}]}"#, "值", "label: 项"),
    ] {
        let draft = draft("city/a/b", &[(Holds::Labels, labels)]);
        let left_out = of_kind(&draft, DecisionKind::LeftOut);
        assert!(left_out.iter().flat_map(|one| &one.evidence).any(|one| one.text == quoted), "{left_out:?}");
        assert!(draft.text.contains(drafted), "{}", draft.text);
        let rows: Vec<&str> = draft.text.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
        assert!(!rows.iter().any(|line| line.contains(&format!("label: {quoted}"))), "{}", draft.text);
    }
    let draft = draft("city/a/b", &[(Holds::Data, r#"{"a":"1","m":[["王小明",{}]]}"#)]);
    assert!(!draft.text.contains("王小明") && !format!("{:?}", draft.decisions).contains("王小明"));
}

#[test]
fn markup_is_rejected_with_its_format() {
    for (text, format) in [
        ("<!DOCTYPE html>\n<table><tr><td>字段名</td></tr></table>", "HTML"),
        ("<table><tr><td>字段名</td></tr></table>", "HTML"),
        ("<?xml version=\"1.0\"?><a><b>甲</b></a>", "XML"),
        ("<a>\n<b>甲</b>\n</a>", "XML"),
    ] {
        for holds in [Holds::Table, Holds::Labels, Holds::Data] {
            let errors = drafted("city/a/b", &[(holds, text)]).unwrap_err();
            assert!(errors[0].message.en.contains(format) && errors[0].message.zh.contains(format), "{errors:?}");
        }
    }
}

#[test]
fn invalid_labels_become_decisions() {
    let draft = draft("city/a/b", &[(Holds::Labels, r#"{"a":"名","nil":null,"exp":"{\"a\":1}"}"#)]);
    let decisions = of_kind(&draft, DecisionKind::Type);
    assert!(decisions.iter().any(|one| one.path == "nil" && one.evidence[0].text == "null"), "{decisions:?}");
    let exp = decisions.iter().find(|one| one.path == "exp").unwrap();
    assert_eq!(exp.proposal.as_deref(), Some("wire: json-text"));
    assert_eq!(exp.evidence[0].text, r#"{"a":1}"#);
}
