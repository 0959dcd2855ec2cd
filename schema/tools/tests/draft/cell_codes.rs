//! Codes in the remarks of a table.

use wxmed_tools::DecisionKind;

use crate::cells::{NOTED, of, row};
use crate::support::{of_kind, paths};

#[test]
fn codes_in_remarks() {
    for (note, codes, more) in [
        ("01挂号 02缴费", &["01", "02"][..], false),
        ("A.门诊 B.住院", &["A", "B"], false),
        ("（1）门诊（2）住院", &["1", "2"], false),
        ("1=门诊|2=住院", &["1", "2"], false),
        ("GH01 挂号 JF02 缴费", &["GH01", "JF02"], false),
        ("11 普通门诊 12 急诊", &["11", "12"], false),
        ("男(1)、女(2)", &["1", "2"], false),
        ("①男②女", &["1", "2"], false),
        ("1：男，2：女，其他见附录", &["1", "2"], true),
        ("01 普通 02 急诊 11~99 其他", &["01", "02"], true),
        ("0:未结算,1:已结算,2:已退费（默认0）", &["0", "1", "2"], true),
        ("11：普通门诊<br/>13：急诊", &["11", "13"], false),
        ("1,男 2,女", &["1", "2"], false),
        ("门诊(1)住院(2)", &["1", "2"], false),
        ("取值：1（男）、2（女）", &["1", "2"], true),
        ("男为1，女为2", &["1", "2"], false),
        ("长度为18：身份证", &[], true),
        ("医院审批标志为“0”或“2”时", &[], true),
        ("就诊凭证类型为“01”时填写电子凭证令牌，为“02”时填写身份证号", &[], true),
        ("1.必须填写 2.由医保局分配", &[], true),
        ("0～150", &[], true),
        ("15位或18位身份证号", &[], true),
    ] {
        let draft = of(NOTED, &["甲", "String", "Y", note]);
        let found: Vec<&str> = draft.text.lines().filter_map(|line| line.trim().strip_prefix("- { code: ")).collect();
        let found: Vec<&str> =
            found.iter().filter_map(|line| line.split(',').next()).map(|code| code.trim_matches('"')).collect();
        assert_eq!(found, codes, "{note}");
        assert_eq!(paths(&draft, DecisionKind::Note).contains(&"f"), more, "{note}");
        assert_eq!(paths(&draft, DecisionKind::Codes).is_empty(), codes.is_empty(), "{note}");
    }
}

#[test]
fn a_code_of_a_numeric_field_is_a_text_of_its_length() {
    let draft = of(NOTED, &["甲", "N1", "Y", "1：男，2：女"]);
    assert_eq!(row(&draft), "type: String1, required: Y, codes: f");
    let draft = of(NOTED, &["甲", "C1", "Y", "1：男，10：女"]);
    assert_eq!(paths(&draft, DecisionKind::Contradiction), ["f"]);
}

/// Codes with English meanings aren't read, and the decision says so.
#[test]
fn codes_that_were_not_read_become_decisions() {
    let draft = of(NOTED, &["就诊类型", "String", "Y", "1=outpatient,2=inpatient"]);
    let decisions = of_kind(&draft, DecisionKind::Codes);
    assert!(decisions[0].message.en.contains("none were read"), "{}", decisions[0].message);
    assert!(
        decisions[0].evidence.iter().any(|one| one.text == "1=outpatient,2=inpatient"),
        "{:?}",
        decisions[0].evidence
    );
}
