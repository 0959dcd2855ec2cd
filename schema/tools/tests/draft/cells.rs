//! The meanings of a table's cells: the row for each cell, and its decisions.

use wxmed_tools::{Decision, DecisionKind, Draft};

use crate::support::{Holds, draft, of_kind, paths};

/// The draft of a table of one field, `f`.
#[track_caller]
pub(crate) fn of(headings: &[&str], cells: &[&str]) -> Draft {
    let table = format!("字段名\t{}\nf\t{}\n", headings.join("\t"), cells.join("\t"));
    draft("city/a/b", &[(Holds::Table, &table)])
}

/// The row of the field in the draft, without its name and its label.
pub(crate) fn row(draft: &Draft) -> String {
    let text = draft.text.split("fields:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
    let joined = lines.collect::<Vec<_>>().join(", ");
    let bare = joined.trim_start_matches("- ").trim_start_matches("{ ").trim_end_matches(" }");
    // A row of several lines may end with a mapping.
    let braces = bare.matches('{').count() - bare.matches('}').count();
    let bare = format!("{bare}{}", " }".repeat(braces));
    let pairs = bare.split(", ").filter(|pair| !pair.starts_with("name: ") && !pair.starts_with("label: "));
    pairs.collect::<Vec<_>>().join(", ")
}

/// The decisions about the field, except its English label and its JSON encoding as a number.
pub(crate) fn decisions(draft: &Draft) -> Vec<&Decision> {
    let is_own = |one: &&Decision| {
        one.path == "f"
            && one.kind != DecisionKind::English
            && one.kind != DecisionKind::Sensitive
            && one.proposal.as_deref() != Some("wire: number")
    };
    draft.decisions.iter().filter(is_own).collect()
}

/// In sections: a cell, its row, and the kinds of decisions with their proposals, separated by tabs.
const CASES: &str = include_str!("cells.tsv");

/// A text without blanks, because tidying adds and removes them.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Asserts that each cell of a section gives its row, and that its decisions quote it.
#[track_caller]
pub(crate) fn gives(headings: &[&str], cells: fn(&str) -> Vec<&str>, part: &str) {
    let mut wrong = Vec::new();
    let cases = CASES.split("# ").find_map(|cases| cases.strip_prefix(part)?.strip_prefix('\n')).unwrap();
    for case in cases.lines().take_while(|line| !line.is_empty()) {
        let mut columns = case.split('\t');
        let (cell, expected) = (columns.next().unwrap(), columns.next().unwrap());
        let questions: Vec<&str> = columns.collect();
        let draft = of(headings, &cells(cell));
        let decisions = decisions(&draft);
        let found: Vec<String> = decisions
            .iter()
            .map(|one| match &one.proposal {
                Some(proposal) => format!("{} {proposal}", one.kind.name()),
                None => one.kind.name().to_owned(),
            })
            .collect();
        let row = row(&draft);
        if row != expected || found != questions {
            wrong.push([vec![cell.to_owned(), row], found].concat().join("\t"));
        }
        let quotes = |one: &&Decision| one.evidence.iter().any(|evidence| bare(&evidence.text).contains(&bare(cell)));
        if !decisions.is_empty() && !cell.is_empty() && !decisions.iter().any(quotes) {
            wrong.push(format!("nothing quotes {cell:?}: {decisions:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

pub(crate) const TYPED: &[&str] = &["名称", "类型", "必填"];
const SIZED: &[&str] = &["名称", "类型", "长度", "必填"];
pub(crate) const NOTED: &[&str] = &["名称", "类型", "必填", "说明"];

#[test]
fn lengths_of_texts() {
    gives(SIZED, |cell| vec!["甲", "字符型", cell, "Y"], "lengths of texts");
}

#[test]
fn types_of_texts() {
    gives(TYPED, |cell| vec!["甲", cell, "Y"], "types of texts");
}

#[test]
fn types_of_numbers() {
    gives(TYPED, |cell| vec!["甲", cell, "Y"], "types of numbers");
}

#[test]
fn types_of_dates_and_lists() {
    gives(TYPED, |cell| vec!["甲", cell, "Y"], "types of dates and lists");
}

#[test]
fn dates_in_remarks() {
    gives(NOTED, |cell| vec!["甲", "N14", "Y", cell], "dates in remarks");
}

#[test]
fn remarks_on_amounts() {
    gives(NOTED, |cell| vec!["挂号费", "String", "Y", cell], "remarks on amounts");
}

#[test]
fn other_remarks() {
    gives(NOTED, |cell| vec!["甲", "String20", "Y", cell], "other remarks");
    gives(NOTED, |cell| vec!["甲", "List<String>", "Y", cell], "remarks on lists");
}

#[test]
fn different_units_in_the_prose_and_in_a_row_are_a_contradiction() {
    let table = "金额单位为分。\n字段名\t名称\t类型\t必填\t说明\na\t总费用\tString\tY\t\nb\t单价\tString\tY\t元, 四位小数\nc\t药费\tnumber(10,2)\tY\t\n";
    let draft = draft("city/a/b", &[(Holds::Table, table)]);
    assert!(draft.text.contains("name: a, label: 总费用, type: String, required: Y, format: fen"), "{}", draft.text);
    let b = r#"name: b, label: 单价, type: String, required: Y, format: decimal, decimals: 4"#;
    assert!(draft.text.contains(b), "{}", draft.text);
    let decisions = of_kind(&draft, DecisionKind::Contradiction);
    assert_eq!(decisions.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), ["b", "c"]);
    let quoted: Vec<&str> = decisions[0].evidence.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(quoted, ["元, 四位小数", "金额单位为分。"]);
}

#[test]
fn a_length_among_lengths_with_dots_is_fixed() {
    let table = "字段\t名称\t类型\t必填\na\t甲\tC4\tM\nb\t乙\tC..30\tO\n";
    let draft = draft("city/a/b", &[(Holds::Table, table)]);
    let decisions = of_kind(&draft, DecisionKind::Type);
    assert_eq!(decisions.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), ["a"]);
    assert_eq!(decisions[0].proposal.as_deref(), Some("pattern: \".{4}\""));
}

#[test]
fn a_type_and_a_different_length_are_a_contradiction() {
    let draft = of(SIZED, &["甲", "String20", "30", "Y"]);
    assert_eq!(row(&draft), "type: String20, required: Y");
    assert_eq!(paths(&draft, DecisionKind::Contradiction), ["f"]);
    let draft = of(SIZED, &["甲", "", "30", "Y"]);
    assert_eq!(row(&draft), "type: String30, required: Y");
    assert_eq!(paths(&draft, DecisionKind::Type), [""], "no type is stated");
}

/// The open decisions are the comments of the draft and its missing labels, each once.
#[test]
fn each_decision_is_a_comment_or_a_missing_label() {
    let table = "字段名\t名称\t类型\t长度\t必填\t说明\na\t甲\t字符\t6-20\tY\t见附录\nb\t金额\tN\t(10,2)\t\t\nb2\t\tList\t\tC\t\nxmlns\t丁\tblob\t\t?\t1：男，2：女\n";
    let draft = draft("city/a/b", &[(Holds::Table, table)]);
    let english = of_kind(&draft, DecisionKind::English).len();
    assert_eq!(draft.text.matches("# decide (").count(), draft.decisions.len() - english, "{}", draft.text);
}

const WITH_PRESENCE: &[&str] = &["名称", "类型", "必填", "说明"];

#[test]
fn the_sign_of_an_amount_is_read_or_becomes_a_decision() {
    for (ty, note, expected, own, all) in [
        (
            "数值型(16,2)",
            "单位：元，退费时为负数",
            "type: String, required: Y, format: decimal, range: { min: -99999999999999.99, max: 99999999999999.99 }, decimals: 2",
            1,
            0,
        ),
        ("String", "元，可为负", "type: String, required: Y, format: decimal, decimals: 2", 1, 0),
        ("String", "单位：分，退费为负", "type: String, required: Y, format: decimal, decimals: 0", 1, 0),
        ("String", "单位：元，不能为负", "type: String, required: Y, format: yuan", 0, 0),
        ("String", "单位：元", "type: String, required: Y, format: yuan", 0, 1),
        ("String", "单位：分", "type: String, required: Y, format: fen", 0, 1),
    ] {
        let draft = of(WITH_PRESENCE, &["基金支付金额", ty, "Y", note]);
        let found = paths(&draft, DecisionKind::Format);
        assert_eq!(found.iter().filter(|path| **path == "f").count(), own, "{note}");
        assert_eq!(found.iter().filter(|path| path.is_empty()).count(), all, "{note}");
        assert_eq!(row(&draft), expected, "{note}");
    }
    let whole = of(WITH_PRESENCE, &["金额", "int", "Y", "元"]);
    assert!(row(&whole).contains("format: yuan, decimals: 0"), "{}", row(&whole));
    assert!(paths(&whole, DecisionKind::Format).contains(&"f"));
    let minutes = of(WITH_PRESENCE, &["等待时间", "数值型", "Y", "单位：分"]);
    assert!(!row(&minutes).contains("fen"), "{}", row(&minutes));
    assert!(paths(&minutes, DecisionKind::Format).contains(&"f"));
}

#[test]
fn each_comment_cites_its_source() {
    let table = "字段名\t名称\t类型\t必填\t说明\na\t甲\tString\tY\t\n是 否\t乙\tString\tY\t第一行";
    let draft = draft("city/a/b", &[(Holds::Table, table)]);
    let left_out = draft.text.lines().find(|line| line.contains("# decide (left-out)")).unwrap();
    assert!(left_out.contains("(file0:3 “是否 | 乙 | String | Y | 第一行”)"), "{left_out}");
}

#[test]
fn less_common_headings_are_recognised() {
    let table = "数据元\t汉字说明\t型态\t宽度\t约束\t值域\na\t甲\t字符\t20\tM\t1：男，2：女\n";
    let draft = draft("city/a/b", &[(Holds::Table, table)]);
    assert!(draft.text.contains("name: a, label: 甲, type: String20, required: Y, codes: a"), "{}", draft.text);
}
