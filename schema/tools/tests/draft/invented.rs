//! Made-up cities.

use wxmed_compiler::model::{Encoding, StatedPresence, WireType};
use wxmed_tools::DecisionKind;

use crate::support::{Holds, content, draft, of_kind, paths};

const LABELS: &str = include_str!("jiangcheng/labels.json");
const SAMPLE: &str = include_str!("jiangcheng/sample.json");
const TABLE: &str = include_str!("jiangcheng/table.tsv");
const DRAFT: &str = include_str!("jiangcheng/draft.yaml");

#[test]
fn lists_numbers_dates_and_wrapped_cells() {
    let draft =
        draft("city/jiangcheng/visit", &[(Holds::Labels, LABELS), (Holds::Data, SAMPLE), (Holds::Table, TABLE)]);
    assert_eq!(draft.text, DRAFT);
    assert_eq!(draft.fields, 19);
    assert_eq!(paths(&draft, DecisionKind::Sensitive), ["grbh", "xm", "csrq", "lxdh", "zdlb"]);
    assert_eq!(paths(&draft, DecisionKind::Count), ["mxts"]);
    assert_eq!(paths(&draft, DecisionKind::Codes), ["xb"]);
    assert_eq!(paths(&draft, DecisionKind::OneSource), ["lsh_yyny"]);
    assert_eq!(paths(&draft, DecisionKind::LeftOut), [] as [&str; 0]);
    let rule = of_kind(&draft, DecisionKind::Rule);
    assert_eq!(rule[0].proposal.as_deref(), Some("check: sum(mxlb.je) = zje"));
    assert!(!draft.text.contains("王小明") && !draft.text.contains("330100199001011234"), "personal data is made up");
    for decision in &draft.decisions {
        let shown = format!("{decision:?}");
        assert!(!shown.contains("王小明") && !shown.contains("330100199001011234"), "{shown}");
    }
}

/// A document with keys that aren't identifiers, booleans, times, encrypted members, lists of lists, and remarks that
/// only a person can turn into rules.
#[test]
fn a_document_with_every_construct_is_drafted() {
    let files =
        [(Holds::Data, include_str!("yuncheng/sample.json")), (Holds::Table, include_str!("yuncheng/table.tsv"))];
    let draft = draft("city/yuncheng/settlement", &files);
    assert_eq!(draft.text, include_str!("yuncheng/draft.yaml"));
    assert_eq!(paths(&draft, DecisionKind::LeftOut), [] as [&str; 0]);
    assert!(!draft.text.contains("440300199001011234"), "personal data is made up");
}

/// The draft of a sample with labels and one with data.
#[track_caller]
fn of(labels: &str, data: &str) -> (wxmed_tools::Draft, wxmed_compiler::model::Content) {
    let mut files = vec![(Holds::Labels, labels)];
    if !data.is_empty() {
        files.push((Holds::Data, data));
    }
    let draft = draft("city/a/b", &files);
    let content = content(&draft.text);
    (draft, content)
}

#[test]
fn presence_follows_the_samples() {
    let labels = r#"{"a":"甲","b":"乙","c":"丙","d":"丁（选填）","e":"戊，可为空"}"#;
    let (draft, content) = of(labels, r#"{"a":"1","b":"","d":"x","e":"y"}"#);
    let presence: Vec<StatedPresence> = content.record.fields.iter().map(|field| field.presence).collect();
    use StatedPresence::{Optional, Present, Required};
    assert_eq!(presence, [Required, Present, Optional, Optional, Present]);
    assert_eq!(paths(&draft, DecisionKind::Presence), ["", "b", "c", "d", "e"]);
    let (draft, _) = of(labels, "");
    assert_eq!(paths(&draft, DecisionKind::Examples).len(), 1);
}

#[test]
fn amounts_need_a_unit() {
    let (draft, content) = of(r#"{"f":"挂号费"}"#, r#"{"f":900}"#);
    assert_eq!(content.record.fields[0].format.name(), "uint32");
    assert_eq!(paths(&draft, DecisionKind::Format), ["f"]);
    let (_, content) = of(r#"{"f":"挂号费（单位：分）"}"#, r#"{"f":900}"#);
    let field = &content.record.fields[0];
    assert_eq!((field.format.name(), field.encoding, field.ty), ("fen", Encoding::Number, WireType::Uint32));
    let (draft, content) = of(r#"{"f":"挂号费","g":"诊金"}"#, r#"{"f":"9.50","g":"10"}"#);
    assert!(content.record.fields.iter().all(|field| field.format.name() == "yuan"));
    assert_eq!(paths(&draft, DecisionKind::Format), ["f", "g", ""]);
    let (draft, content) = of(r#"{"f":"支付"}"#, r#"{"f":"现金"}"#);
    assert_eq!(content.record.fields[0].format.name(), "text");
    assert!(paths(&draft, DecisionKind::Format).is_empty());
}

#[test]
fn dates_are_read_from_remarks_and_from_values() {
    let (draft, content) = of(
        r#"{"a":"就诊日期","b":"时间（yyyyMMddHHmmss）","c":"生日（yyyy/MM/dd）","d":"流水号","e":"出院日期"}"#,
        r#"{"a":"20240305","b":"20240305083000","c":"1990/01/01","d":"20240305","e":""}"#,
    );
    let formats: Vec<&str> = content.record.fields.iter().map(|field| field.format.name()).collect();
    assert_eq!(formats, ["yyyyMMdd", "timestamp", "text", "text", "text"]);
    assert_eq!(paths(&draft, DecisionKind::Format), ["a", "c", "e"]);
}

#[test]
fn sums_are_proposed_only_if_there_is_one() {
    let labels = r#"{"a":"挂号费","b":"诊查费","c":"合计","d":"工本费"}"#;
    let (draft, content) = of(labels, r#"{"a":"9.00","b":"21.00","c":"30.00","d":"1.50"}"#);
    let rule = of_kind(&draft, DecisionKind::Rule);
    assert_eq!(rule.len(), 1);
    assert_eq!(rule[0].proposal.as_deref(), Some("check: a + b = c"));
    assert!(content.record.rules.is_empty());
    for data in [r#"{"a":"9.00","b":"21.00","c":"31.00","d":"1.50"}"#, r#"{"a":"9","b":"9","c":"18","d":"9"}"#] {
        assert!(of_kind(&of(labels, data).0, DecisionKind::Rule).is_empty(), "{data}");
    }
}

#[test]
fn colliding_names_are_changed() {
    let (_, content) = of(
        r#"{"b":{"x":"甲"},"self":"乙","build":"丙","payAuthNo":"丁","pay_auth_no":"戊","l":[{"b":{"y":"己"}}]}"#,
        "",
    );
    let fields = &content.record.fields;
    assert_ne!(fields[0].spelling, None, "`B` is the name of the content itself");
    let apis: std::collections::BTreeSet<_> = fields.iter().filter_map(|field| field.api.clone()).collect();
    assert_eq!(apis.len(), 3, "{apis:?}");
}

#[test]
fn a_table_alone_is_enough() {
    let table = "参数\t名称\t类型\t长度\t可空\n\
                 head.code\t医院编码\tVARCHAR2\t16\tN\n\
                 head.kind\t就诊类型\tCHAR\t1\t是\n";
    let draft = draft("city/a/b", &[(Holds::Table, table)]);
    let content = content(&draft.text);
    let names: Vec<&str> = content.record.fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["head"]);
    let head = content.record.fields[0].object.as_ref().unwrap();
    let rows: Vec<(&str, &str, StatedPresence)> =
        head.fields.iter().map(|field| (field.name.as_str(), field.notation.as_str(), field.presence)).collect();
    assert_eq!(rows, [("code", "String16", StatedPresence::Required), ("kind", "String1", StatedPresence::Optional)]);
    assert_eq!(paths(&draft, DecisionKind::Codes), ["head.kind"]);
}

#[test]
fn contradictions_become_decisions() {
    let table = "字段\t名称\t类型\t必填\na\t甲\tString2\tY\nb\t乙\tint\tY\nc\t丙\tString\tY\n";
    let files = [
        (Holds::Data, r#"{"a":"123","b":"x","d":1}"#),
        (Holds::Data, r#"{"a":"1","b":"2","d":"1"}"#),
        (Holds::Table, table),
    ];
    let draft = draft("city/a/b", &files);
    let mut found = paths(&draft, DecisionKind::Contradiction);
    found.sort_unstable();
    found.dedup();
    assert_eq!(found, ["", "a", "b", "d"]);
    assert!(draft.text.contains("breaks:"), "a sample that violates the draft has `breaks:`: {}", draft.text);
}

#[test]
fn personal_data_is_made_up_for_every_format() {
    for (label, value) in [("联系电话", "13812345678"), ("卡号", "6217000.5"), ("出生日期", "19850617")] {
        let (draft, _) = of(&format!(r#"{{"a":"{label}"}}"#), &format!(r#"{{"a":{value}}}"#));
        assert!(!draft.text.contains(value), "{}", draft.text);
        let shown = format!("{:?}", draft.decisions);
        assert!(!shown.contains(value), "{shown}");
    }
}

#[test]
fn personal_data_of_a_sample_without_labels_is_not_shown() {
    let data = r#"{"psn_name":"王小明","certno":"11010519491231002X","mobile":"13912345678","card_no":"6217000012345678901",
        "pwd":"abc987","addr":"江城市某区长江路99号","a":"李大海","b":"110105194912310021","c":"010-87654321",
        "d":"A98765432","e":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o","f":"1","g":"12.50","h":["赵四","1"],"i":{"xm":"钱五"}}"#;
    let draft = draft("city/a/b", &[(Holds::Data, data)]);
    for value in [
        "王小明",
        "11010519491231002X",
        "13912345678",
        "6217000012345678901",
        "987",
        "江城",
        "99号",
        "李大海",
        "110105194912310021",
        "87654321",
        "98765432",
        "oUpF8",
        "赵四",
        "钱五",
    ] {
        assert!(!draft.text.contains(value), "{value}: {}", draft.text);
        assert!(!format!("{:?}", draft.decisions).contains(value), "{value}");
    }
    assert!(draft.text.contains(r#""certno":"12345678912345678X","mobile":"12345678912""#), "{}", draft.text);
    assert!(draft.text.contains(r#""f":"1","g":12.50"#) || draft.text.contains(r#""f":"1","g":"12.50""#));
    let decisions = paths(&draft, DecisionKind::Sensitive);
    assert_eq!(
        decisions,
        ["psn_name", "certno", "mobile", "card_no", "pwd", "addr", "a", "b", "c", "d", "e", "h", "i.xm"]
    );
    let row = draft.text.split("name: e,").nth(1).unwrap().lines().next().unwrap();
    assert!(!row.contains("sensitive"), "it is a decision, and not drafted: {row}");
}

#[test]
fn complete_labels_indicate_personal_data() {
    for (label, name, is_a_persons) in [
        ("患者（本人）姓名", "患者（本人）姓名", true),
        ("就诊人（姓名）", "就诊人", true),
        ("门诊(住院)号", "门诊(住院)号", false),
        ("（新增）就诊号", "（新增）就诊号", false),
        ("人员编号", "人员编号", true),
        ("密码", "密码", true),
        ("电子凭证令牌", "电子凭证令牌", true),
        ("用户标识", "用户标识", true),
        ("就诊凭证编号", "就诊凭证编号", true),
        ("证件类型", "证件类型", false),
        ("医院标识", "医院标识", false),
    ] {
        let (draft, content) = of(&format!(r#"{{"a":"{label}"}}"#), "");
        assert_eq!(content.record.fields[0].label.zh, name);
        assert_eq!(!paths(&draft, DecisionKind::Sensitive).is_empty(), is_a_persons, "{label}");
    }
    let (_, content) = of(r#"{"f":"费用(元)合计"}"#, "");
    assert_eq!((&*content.record.fields[0].label.zh, content.record.fields[0].format.name()), ("费用(元)合计", "yuan"));
}
