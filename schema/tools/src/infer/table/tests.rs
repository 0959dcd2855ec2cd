use std::collections::HashSet;

use super::{Row, Tables};
use crate::infer::account::Account;

fn read(text: &str, file: usize, known: &[&str]) -> Tables {
    let known: HashSet<String> = known.iter().map(|name| (*name).to_owned()).collect();
    super::read(text, file, &known, &mut Account::default())
}

fn shown(row: &Row) -> String {
    let text = |cell: &Option<super::Written>| cell.as_ref().map_or(String::new(), |cell| cell.text.clone());
    let required = row.required.as_ref().map_or(String::new(), |(cell, _)| cell.text.clone());
    let above: String = row.above.iter().map(|step| format!("{}.", step.name)).collect();
    [above + &row.name.text, text(&row.label), text(&row.ty), required, text(&row.note)].join("|")
}

#[track_caller]
fn rows(text: &str, known: &[&str], expected: &[&str]) {
    let table = read(text, 0, known);
    let rows: Vec<String> = table.blocks.iter().flat_map(|block| &block.rows).map(shown).collect();
    assert_eq!(rows, expected, "{text}");
}

const HEAD: &str = "字段名\t中文解释\t类型\t是否必填\t备注\n";

#[test]
fn rows_are_read_by_their_headings() {
    let text = format!(
        "1. 请求参数\n\n{HEAD}-----\t------\t----\t------\t----\n\n\nopenid\t用户标识\tString32\tY\t\nsign\t签名\tstring32\tY\n"
    );
    rows(&text, &[], &["openid|用户标识|String32|Y|", "sign|签名|string32|Y|"]);
    rows("| 字段 | 名称 | 类型 |\n|---|---|---|\n| a | 甲 | int |\n", &[], &["a|甲|int||"]);
    rows("a\t甲\tString32\tY\nb\t乙\tint\tN\n", &[], &["a|甲|String32|Y|", "b|乙|int|N|"]);
}

#[test]
fn wrapped_cells_are_joined() {
    let row = |lines: &str| format!("{HEAD}{lines}\n");
    let whole = ["hosp_out_trade_no|医院订单号 (商户订单号)|String64|Y|平台定义的订单号"];
    for lines in [
        "hosp_out_tra de_no\t医院订单号 (商户订单 号)\tString64\tY\t平台定义的订单号",
        "hosp_out_tra\nde_no\t医院订单号\n(商户订单号)\tString64\tY\t平台定义的\n订单号",
        "\"hosp_out_tra\nde_no\"\t\"医院订单号\n(商户订单号)\"\tString64\tY\t平台定义的订单号",
        "hosp_out_trade_no\t医院订单号 (商户订单号)\tString64\tY\t平台定义的\n\n\n\t\t\t\t订单号",
    ] {
        rows(&row(lines), &["hosp_out_trade_no"], &whole);
    }
}

#[test]
fn rows_with_numbers_are_joined_as_well() {
    let head = "序号\t字段\t名称\t数据类型\t长度\t必填\t说明\n";
    let text = format!(
        "{head}1\tjgbm\t定点机构\n编码\tString\t12\t是\t\n2\typ\nlist\t药品\t列表\n3\txh\t序号\t数值\t3\t是\n4\ta\t甲\n5\tb\t乙\tint\t\t否\n"
    );
    let expected =
        ["jgbm|定点机构编码|String|是|", "yplist|药品|列表||", "xh|序号|数值|是|", "a|甲|||", "b|乙|int|否|"];
    rows(&text, &[], &expected);
}

#[test]
fn nesting_is_indicated_by_dots_and_by_marks() {
    rows(
        &format!("{HEAD}list\t明细\tlist\tY\t\nlist[].a\t甲\tint\tY\t\n"),
        &[],
        &["list|明细|list|Y|", "list.a|甲|int|Y|"],
    );
    rows(
        &format!(
            "{HEAD}list\t明细\tlist\tY\t\n--a\t甲\tint\tY\t\n--b\t乙\tobject\tY\t\n----c\t丙\tint\tY\t\nd\t丁\tint\tY\t\n"
        ),
        &[],
        &["list|明细|list|Y|", "list.a|甲|int|Y|", "list.b|乙|object|Y|", "list.b.c|丙|int|Y|", "d|丁|int|Y|"],
    );
}

#[test]
fn prose_around_the_rows_is_kept() {
    let table = read(&format!("{HEAD}a\t甲\tint\tY\t\n\n金额单位为元，其中 a+b=c\n"), 3, &[]);
    assert_eq!(table.blocks.iter().map(|block| block.rows.len()).collect::<Vec<_>>(), [1]);
    assert_eq!(table.prose[0].text, "金额单位为元，其中 a+b=c");
    assert_eq!(table.prose[0].span.file, 3);
}

#[test]
fn no_text_causes_a_panic() {
    let text = format!("x\n{HEAD}\"a\n\t\"\n--b\t乙\t\tY\n|c|d|\n\t\t\t\t\t\tz\n...\t/\n\t\n-\t-\n");
    let chars: Vec<char> = text.chars().collect();
    for from in 0..chars.len() {
        for to in from..=chars.len() {
            let _ = read(&chars[from..to].iter().collect::<String>(), 0, &["a"]);
        }
    }
}
