//! What the cells of a table mean: the row that each gives, and what is asked of it.

use wxmed_tools::{Decision, DecisionKind, Draft};

use crate::support::{Holds, draft, of_kind, paths};

/// The draft of a table of one field, `f`.
#[track_caller]
pub(crate) fn of(headings: &[&str], cells: &[&str]) -> Draft {
    let table = format!("字段名\t{}\nf\t{}\n", headings.join("\t"), cells.join("\t"));
    draft("city/a/b", &[(Holds::Table, &table)])
}

/// What the draft says of the field, but for its name and its label.
pub(crate) fn row(draft: &Draft) -> String {
    let text = draft.text.split("fields:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
    let joined = lines.collect::<Vec<_>>().join(", ");
    let bare = joined.trim_start_matches("- ").trim_start_matches("{ ").trim_end_matches(" }");
    // A row of several lines ends with a mapping now and then.
    let braces = bare.matches('{').count() - bare.matches('}').count();
    let bare = format!("{bare}{}", " }".repeat(braces));
    let pairs = bare.split(", ").filter(|pair| !pair.starts_with("name: ") && !pair.starts_with("label: "));
    pairs.collect::<Vec<_>>().join(", ")
}

/// What is to be decided of the field, beyond its English label and how JSON has a number.
pub(crate) fn asked(draft: &Draft) -> Vec<&Decision> {
    let is_own = |one: &&Decision| {
        one.path == "f"
            && one.kind != DecisionKind::English
            && one.kind != DecisionKind::Sensitive
            && one.proposal.as_deref() != Some("wire: number")
    };
    draft.decisions.iter().filter(is_own).collect()
}

/// A cell, the row that it gives, and the kinds of what is asked, with what is proposed.
pub(crate) type Case<'c> = (&'c str, &'c str, &'c [&'c str]);

/// A text without blanks, which tidying adds and removes.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Each cell gives its row, and what is asked quotes it.
#[track_caller]
pub(crate) fn gives(headings: &[&str], cells: fn(&str) -> Vec<&str>, cases: &[Case<'_>]) {
    let mut wrong = Vec::new();
    for (cell, expected, questions) in cases {
        let draft = of(headings, &cells(cell));
        let asked = asked(&draft);
        let found: Vec<String> = asked
            .iter()
            .map(|one| match &one.proposal {
                Some(proposal) => format!("{} {proposal}", one.kind.name()),
                None => one.kind.name().to_owned(),
            })
            .collect();
        let row = row(&draft);
        if row != *expected || found != *questions {
            wrong.push(format!("({cell:?}, {row:?}, &{found:?}),"));
        }
        let quotes = |one: &&Decision| one.evidence.iter().any(|evidence| bare(&evidence.text).contains(&bare(cell)));
        if !asked.is_empty() && !cell.is_empty() && !asked.iter().any(quotes) {
            wrong.push(format!("nothing quotes {cell:?}: {asked:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

pub(crate) const TYPED: &[&str] = &["名称", "类型", "必填"];
const SIZED: &[&str] = &["名称", "类型", "长度", "必填"];
pub(crate) const NOTED: &[&str] = &["名称", "类型", "必填", "说明"];

#[test]
fn lengths_of_texts() {
    gives(
        SIZED,
        |cell| vec!["甲", "字符型", cell, "Y"],
        &[
            ("20", "type: String20, required: Y", &[]),
            ("1,000", "type: String1000, required: Y", &[]),
            ("１０００", "type: String1000, required: Y", &[]),
            ("(20)", "type: String20, required: Y", &[]),
            ("≤20", "type: String20, required: Y", &[]),
            ("<=20", "type: String20, required: Y", &[]),
            ("不超过20", "type: String20, required: Y", &[]),
            ("20以内", "type: String20, required: Y", &[]),
            ("最大20位", "type: String20, required: Y", &[]),
            ("变长50", "type: String50, required: Y", &[]),
            ("0-50", "type: String50, required: Y", &[]),
            ("..50", "type: String50, required: Y", &[]),
            ("50字节", "type: String50, required: Y, length: bytes", &[]),
            ("50个汉字", "type: String50, required: Y, length: characters", &[]),
            ("不限", "type: String, required: Y", &[]),
            ("-", "type: String, required: Y", &[]),
            ("6-20", "type: String20, required: Y", &[r#"type pattern: ".{6,20}""#]),
            ("6～20位", "type: String20, required: Y", &[r#"type pattern: ".{6,20}""#]),
            ("定长18", "type: String18, required: Y", &[r#"type pattern: ".{18}""#]),
            ("18(定长)", "type: String18, required: Y", &[r#"type pattern: ".{18}""#]),
            ("15/18", "type: String18, required: Y", &[r#"type pattern: ".{15}|.{18}""#]),
            ("≥6", "type: String, required: Y", &[r#"type pattern: ".{6,}""#]),
            (
                "(10,2)",
                r#"type: String, required: Y, format: decimal, range: { min: -99999999.99, max: 99999999.99 }, decimals: 2"#,
                &[],
            ),
            ("见附录", "type: String, required: Y", &["type"]),
            ("0", "type: String, required: Y", &["type"]),
            ("20-6", "type: String, required: Y", &["type"]),
            ("约20", "type: String, required: Y", &["type"]),
            ("20/30/40", "type: String, required: Y", &["type"]),
            ("10,20", "type: String, required: Y", &["type"]),
        ],
    );
}

#[test]
fn types_of_texts() {
    gives(
        TYPED,
        |cell| vec!["甲", cell, "Y"],
        &[
            ("String32", "type: String32, required: Y", &[]),
            ("string128", "type: string128, required: Y", &[]),
            ("String(14)", "type: String(14), required: Y", &[]),
            ("STRING", "type: String, required: Y", &[]),
            ("varchar2(50)", "type: String50, required: Y", &[]),
            ("VARCHAR2(256)", "type: String256, required: Y", &[]),
            ("VARCHAR2(50 BYTE)", "type: String50, required: Y, length: bytes", &[]),
            ("nvarchar（2,000）", "type: String2000, required: Y", &[]),
            ("C4", "type: String4, required: Y", &[]),
            ("C..30", "type: String30, required: Y", &[]),
            ("AN..32", "type: String32, required: Y", &[]),
            ("CLOB", "type: String, required: Y", &[]),
            ("Text", "type: String, required: Y", &[]),
            ("字符20", "type: String20, required: Y", &[]),
            ("字符型（定长18）", "type: String18, required: Y", &[r#"type pattern: ".{18}""#]),
            ("String 加密", "type: String, required: Y", &["type"]),
            ("字符/数值", "type: String, required: Y", &["type"]),
            ("varchar(20) not null", "type: String, required: Y", &["type"]),
            ("blob", "type: String, required: Y", &["type"]),
            ("布尔", "type: String, required: Y", &["type"]),
            ("同上所述", "type: String, required: Y", &["type"]),
        ],
    );
}

#[test]
fn types_of_numbers() {
    let nine = r#", range: { min: -999999999, max: 999999999 }"#;
    gives(
        TYPED,
        |cell| vec!["甲", cell, "Y"],
        &[
            ("Uint8", "type: Uint8, required: Y", &[]),
            ("Uint64", "type: Uint64, required: Y", &[]),
            ("int", "type: int, required: Y", &[]),
            ("int(4)", r#"type: int, required: Y, range: { min: -9999, max: 9999 }"#, &[]),
            ("N9", &format!("type: int, required: Y{nine}"), &[]),
            ("int(11)", "type: int, required: Y", &["type type: Uint64"]),
            ("long", "type: Uint64, required: Y", &["type"]),
            ("BIGINT(20)", "type: Uint64, required: Y", &["type"]),
            ("N14", r#"type: Uint64, required: Y, range: { max: 99999999999999 }"#, &["type"]),
            ("number(10)", r#"type: Uint64, required: Y, range: { max: 9999999999 }"#, &["type"]),
            ("number(16,0)", r#"type: Uint64, required: Y, range: { max: 9999999999999999 }"#, &["type"]),
            (
                "number(16,6)",
                r#"type: String, required: Y, format: decimal, range: { min: -9999999999.999999, max: 9999999999.999999 }, decimals: 6"#,
                &[],
            ),
            (
                "N(12,2)",
                r#"type: String, required: Y, format: decimal, range: { min: -9999999999.99, max: 9999999999.99 }, decimals: 2"#,
                &[],
            ),
            (
                "decimal（4，4）",
                r#"type: String, required: Y, format: decimal, range: { min: -0.9999, max: 0.9999 }, decimals: 4"#,
                &[],
            ),
            ("number(38,2)", r#"type: String, required: Y, format: decimal, decimals: 2"#, &["type"]),
            ("double", "type: String, required: Y, format: decimal", &[]),
            ("double(8)", "type: String, required: Y, format: decimal", &["type"]),
            ("数值型", "type: String, required: Y, format: decimal", &[]),
        ],
    );
}

#[test]
fn types_of_dates_and_lists() {
    gives(
        TYPED,
        |cell| vec!["甲", cell, "Y"],
        &[
            ("日期型 yyyy-MM-dd", "type: String, required: Y, format: yyyy-MM-dd", &[]),
            ("datetime(yyyyMMddHHmmss)", "type: String, required: Y, format: timestamp", &[]),
            ("日期型", "type: String, required: Y", &["format"]),
            ("日期型(19)", "type: String19, required: Y", &["format"]),
            ("日期 yyyy/MM/dd", "type: String, required: Y", &["format"]),
            ("日期型 yyyy-MM-dd'T'HH:mm:ss", "type: String, required: Y", &["format"]),
            ("List<String>", "type: list, of: String, required: Y", &[]),
            ("字符串数组", "type: list, of: String, required: Y", &[]),
            ("int[]", "type: list, of: int, required: Y", &[]),
        ],
    );
}

#[test]
fn dates_in_remarks() {
    gives(
        NOTED,
        |cell| vec!["甲", "N14", "Y", cell],
        &[
            ("YYYYMMDDHHMMSS", "type: String14, required: Y, format: timestamp", &[]),
            ("格式：yyyyMMddHHmmss", "type: String14, required: Y, format: timestamp", &[]),
            ("yyyyMMddHHmmss，24小时制", "type: String14, required: Y, format: timestamp", &["note"]),
            ("yyyy-MM-dd HH:mm:ss", "type: String14, required: Y, format: yyyy-MM-dd HH:mm:ss", &["contradiction"]),
        ],
    );
}

#[test]
fn remarks_on_amounts() {
    gives(
        NOTED,
        |cell| vec!["挂号费", "String", "Y", cell],
        &[
            ("元", "type: String, required: Y, format: yuan", &[]),
            ("单位：元", "type: String, required: Y, format: yuan", &[]),
            ("单位（元）", "type: String, required: Y, format: yuan", &[]),
            ("单位：元，保留两位小数", "type: String, required: Y, format: yuan", &[]),
            ("元，精确到分", "type: String, required: Y, format: yuan", &[]),
            ("单位：分", "type: String, required: Y, format: fen", &[]),
            ("元, 四位小数", r#"type: String, required: Y, format: decimal, decimals: 4"#, &["format"]),
            ("分，两位小数", r#"type: String, required: Y, format: decimal, decimals: 2"#, &["contradiction", "note"]),
            ("单位：万元", "type: String, required: Y", &["format", "note"]),
            ("由单位分配", "type: String, required: Y", &["format format: yuan", "note"]),
            ("元，含挂号费", "type: String, required: Y, format: yuan", &["note"]),
        ],
    );
}

#[test]
fn other_remarks() {
    gives(
        NOTED,
        |cell| vec!["甲", "String20", "Y", cell],
        &[
            ("固定值 “2207”", "type: String20, required: Y", &[r#"note pattern: "2207""#]),
            ("默认为0", "type: String20, required: Y", &[r#"note default: "0""#]),
            ("见附录", "type: String20, required: Y", &["note"]),
            ("1-n", "type: String20, required: Y", &["note"]),
            ("必填", "type: String20, required: Y", &[]),
            ("可为空", "type: String20, required: present", &["presence"]),
            ("选填", "type: String20, required: Y", &["contradiction"]),
            ("当门诊时必填", "type: String20, required: Y", &["contradiction", "note"]),
            ("必填，见附录", "type: String20, required: Y", &["note"]),
        ],
    );
    gives(
        NOTED,
        |cell| vec!["甲", "List<String>", "Y", cell],
        &[
            ("1-n", "type: list, of: String, min: 1, required: Y", &[]),
            ("0..*", "type: list, of: String, required: Y", &[]),
            ("1-99条", "type: list, of: String, min: 1, max: 99, required: Y", &[]),
        ],
    );
}

#[test]
fn a_unit_of_the_prose_and_one_of_a_row_contradict_each_other() {
    let table = "金额单位为分。\n字段名\t名称\t类型\t必填\t说明\na\t总费用\tString\tY\t\nb\t单价\tString\tY\t元, 四位小数\nc\t药费\tnumber(10,2)\tY\t\n";
    let draft = draft("city/a/b", &[(Holds::Table, table)]);
    assert!(draft.text.contains("name: a, label: 总费用, type: String, required: Y, format: fen"), "{}", draft.text);
    let b = r#"name: b, label: 单价, type: String, required: Y, format: decimal, decimals: 4"#;
    assert!(draft.text.contains(b), "{}", draft.text);
    let asked = of_kind(&draft, DecisionKind::Contradiction);
    assert_eq!(asked.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), ["b", "c"]);
    let quoted: Vec<&str> = asked[0].evidence.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(quoted, ["元, 四位小数", "金额单位为分。"]);
}

#[test]
fn a_length_beside_lengths_with_dots_is_a_fixed_one() {
    let table = "字段\t名称\t类型\t必填\na\t甲\tC4\tM\nb\t乙\tC..30\tO\n";
    let draft = draft("city/a/b", &[(Holds::Table, table)]);
    let asked = of_kind(&draft, DecisionKind::Type);
    assert_eq!(asked.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), ["a"]);
    assert_eq!(asked[0].proposal.as_deref(), Some("pattern: \".{4}\""));
}

#[test]
fn a_type_and_a_length_that_differ_contradict_each_other() {
    let draft = of(SIZED, &["甲", "String20", "30", "Y"]);
    assert_eq!(row(&draft), "type: String20, required: Y");
    assert_eq!(paths(&draft, DecisionKind::Contradiction), ["f"]);
    let draft = of(SIZED, &["甲", "", "30", "Y"]);
    assert_eq!(row(&draft), "type: String30, required: Y");
    assert_eq!(paths(&draft, DecisionKind::Type), [""], "no type is stated");
}

/// The comments of the draft and its labels are what is undecided, each once.
#[test]
fn each_decision_is_a_comment_or_a_missing_label() {
    let table = "字段名\t名称\t类型\t长度\t必填\t说明\na\t甲\t字符\t6-20\tY\t见附录\nb\t金额\tN\t(10,2)\t\t\nb2\t\tList\t\tC\t\nxmlns\t丁\tblob\t\t?\t1：男，2：女\n";
    let draft = draft("city/a/b", &[(Holds::Table, table)]);
    let english = of_kind(&draft, DecisionKind::English).len();
    assert_eq!(draft.text.matches("# decide (").count(), draft.decisions.len() - english, "{}", draft.text);
}

const WITH_PRESENCE: &[&str] = &["名称", "类型", "必填", "说明"];

#[test]
fn the_sign_of_an_amount_is_read_or_asked() {
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
fn each_comment_says_where_it_comes_from() {
    let table = "字段名\t名称\t类型\t必填\t说明\na\t甲\tString\tY\t\n是 否\t乙\tString\tY\t第一行";
    let draft = draft("city/a/b", &[(Holds::Table, table)]);
    let left_out = draft.text.lines().find(|line| line.contains("# decide (left-out)")).unwrap();
    assert!(left_out.contains("(file0:3 “是否 | 乙 | String | Y | 第一行”)"), "{left_out}");
}

#[test]
fn headings_of_other_words() {
    let table = "数据元\t汉字说明\t型态\t宽度\t约束\t值域\na\t甲\t字符\t20\tM\t1：男，2：女\n";
    let draft = draft("city/a/b", &[(Holds::Table, table)]);
    assert!(draft.text.contains("name: a, label: 甲, type: String20, required: Y, codes: a"), "{}", draft.text);
}
