//! Whether a field is mandatory, according to cells, headings, blanks and samples.

use wxmed_tools::DecisionKind;

use crate::cells::{TYPED, decisions, gives, of, row};
use crate::support::{Holds, draft, of_kind, paths};

#[test]
fn cells_on_presence() {
    gives(TYPED, |cell| vec!["甲", "String4", cell], "cells on presence");
}

/// Asserts the row and the decisions of a table that has a column with this heading.
#[track_caller]
fn under(heading: &str, cell: &str, required: &str, about_field: &[&str], about_all: usize) {
    let draft = of(&["名称", "类型", heading], &["甲", "String4", cell]);
    assert_eq!(row(&draft), format!("type: String4, required: {required}"), "{heading} {cell}");
    assert_eq!(
        decisions(&draft).iter().map(|one| one.kind.name()).collect::<Vec<_>>(),
        about_field,
        "{heading} {cell}"
    );
    let all = paths(&draft, DecisionKind::Presence).iter().filter(|path| path.is_empty()).count();
    assert_eq!(all, about_all, "{heading} {cell}");
}

#[test]
fn headings_on_presence() {
    under("是否必填", "Y", "Y", &[], 0);
    under("必选", "N", "N", &[], 0);
    under("是否可空", "Y", "N", &[], 0);
    under("允许为空", "否", "Y", &[], 0);
    under("可空", "非空", "Y", &[], 0);
    under("可空", "M", "Y", &[], 0);
    under("是否为空", "Y", "N", &[], 1);
    under("是否为空", "N", "N", &[], 1);
    under("是否为空", "非空", "Y", &[], 0);
    under("是否为空", "条件必填", "N", &["presence"], 0);
    under("M", "M", "Y", &[], 0);
    under("M", "O", "N", &[], 0);
    under("Mandatory", "C", "N", &["presence"], 0);
    under("Not Null", "Y", "Y", &[], 0);
    under("Not Null", "N", "N", &[], 0);
    under("Optional", "Y", "N", &[], 0);
    under("Optional", "N", "Y", &[], 0);
    under("Optional", "M", "Y", &[], 0);
    under("Is Null", "Y", "N", &[], 1);
    under("Is Null", "M", "Y", &[], 0);
    under("是否选填", "是", "N", &[], 0);
    under("是否选填", "M", "Y", &[], 0);
    under("可不填", "是", "N", &[], 0);
    under("可不填", "否", "Y", &[], 0);
    under("强制", "M", "Y", &[], 0);
    under("强制", "否", "N", &[], 0);
}

#[test]
fn an_ambiguous_column_becomes_one_decision_with_counts() {
    let table =
        "字段名\t名称\t类型\t是否为空\na\t甲\tString4\tY\nb\t乙\tString4\tN\nc\t丙\tString4\tY\nd\t丁\tString4\t\n";
    let draft = draft("city/a/b", &[(Holds::Table, table)]);
    let decisions = of_kind(&draft, DecisionKind::Presence);
    let [column] = decisions.as_slice() else { panic!("{decisions:?}") };
    assert!(column.message.en.contains("(2 × Y, 1 × N, 1 × blank)"), "{}", column.message);
    assert!(column.message.zh.contains("2 × Y，1 × N，1 × 空白"), "{:#}", column.message);
    let quoted: Vec<&str> = column.evidence.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(quoted, ["是否为空", "Y", "N", "Y"]);
    assert_eq!(draft.text.matches("required: N").count(), 4);
}

#[test]
fn a_table_without_the_column_becomes_one_decision() {
    let table = "字段名\t名称\t类型\na\t甲\tString4\nb\t乙\tString4\n";
    let alone = draft("city/a/b", &[(Holds::Table, table)]);
    assert_eq!(alone.text.matches("required: N").count(), 2);
    let decisions = of_kind(&alone, DecisionKind::Presence);
    assert_eq!(decisions.len(), 1);
    assert_eq!(decisions[0].evidence.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    let with_sample = draft("city/a/b", &[(Holds::Data, r#"{"a":"1"}"#), (Holds::Table, table)]);
    assert!(with_sample.text.contains("name: a, label: 甲, type: String4, required: Y"), "{}", with_sample.text);
    assert!(with_sample.text.contains("name: b, label: 乙, type: String4, required: N"), "{}", with_sample.text);
    assert!(paths(&with_sample, DecisionKind::Presence).contains(&""));
}

#[test]
fn a_field_that_is_in_no_table_becomes_a_decision() {
    let table = "字段名\t名称\t类型\t必填\na\t甲\tString4\tY\n";
    let draft = draft("city/a/b", &[(Holds::Data, r#"{"a":"1","b":"2"}"#), (Holds::Table, table)]);
    assert_eq!(paths(&draft, DecisionKind::Presence), ["b"]);
}
