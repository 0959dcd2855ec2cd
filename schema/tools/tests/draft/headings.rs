//! Lines between the rows of a table that begin another part.

use wxmed_tools::DecisionKind;

use crate::support::{Holds, draft, of_kind};

const ABOVE: &str =
    "序号\t字段名\t名称\t类型\t必填\t说明\n1\tpsn_no\t人员编号\tString30\tY\t\n2\tinsutype\t险种\tString6\tY\t";
const BELOW: &str = "\n1\tfund_pay_type\t基金支付方式\tString6\tY\t\n2\tfund_payamt\t支付金额\tString16\tY\t元\n";

#[test]
fn a_heading_directly_below_a_row_is_not_a_remark() {
    for (title, object) in [
        ("setldetail（结算基金分项信息，节点标识：setldetail）", "setldetail"),
        ("表 76 输出（节点标识：setldetail）", "setldetail"),
        ("二、参保信息（insuinfo，循环）", "insuinfo"),
        ("输出", ""),
        ("出参", ""),
        ("【输出】", ""),
    ] {
        let draft = draft("city/a/b", &[(Holds::Table, &format!("{ABOVE}\n{title}{BELOW}"))]);
        let decisions = of_kind(&draft, DecisionKind::Nesting);
        assert!(
            decisions.iter().any(|one| one.path == object && one.evidence[0].text == title),
            "{title}: {decisions:?}"
        );
        let english = of_kind(&draft, DecisionKind::English);
        let path = if object.is_empty() { "fund_payamt".to_owned() } else { format!("{object}.fund_payamt") };
        let path = if title.contains("循环") { path.replace('.', "[].") } else { path };
        assert!(english.iter().any(|one| one.path == path), "{title}: {}", draft.text);
        assert!(!draft.text.contains("insutype, label: 险种, type: String6, required: Y, note"), "{}", draft.text);
    }
}

#[test]
fn the_rest_of_a_remark_is_not_a_heading() {
    let draft = draft("city/a/b", &[(Holds::Table, &format!("{ABOVE}一级、\n二级医院必填{BELOW}"))]);
    assert!(of_kind(&draft, DecisionKind::Nesting).is_empty());
}

#[test]
fn restarting_running_numbers_become_a_decision() {
    let draft = draft("city/a/b", &[(Holds::Table, &format!("{ABOVE}{BELOW}"))]);
    let decisions = of_kind(&draft, DecisionKind::Table);
    assert!(decisions.iter().any(|one| one.message.en.contains("begin again at 1")), "{decisions:?}");
}

#[test]
fn the_root_is_not_an_object() {
    for root in ["ROOT", "root", "根节点", "-", "--"] {
        let table = format!("字段名\t名称\t类型\t必填\t父节点\na\t甲\tString\tY\t{root}\nb\t乙\tString\tY\t{root}\n");
        let draft = draft("city/a/b", &[(Holds::Table, &table)]);
        assert_eq!(draft.fields, 2, "{root}: {}", draft.text);
    }
}
