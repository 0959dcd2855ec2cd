//! Nesting in bureaus' notations: a column for each level, numbers in brackets, tables side by side, envelopes of
//! samples.

use wxmed_compiler::{Options, Scope, Sources, compile};
use wxmed_core::Severity;
use wxmed_tools::{Decision, DecisionKind, Draft, undecided};

use crate::oracle;
use crate::support::{Holds, draft, of_kind, paths};

/// The draft of a table, of which nothing must be lost.
#[track_caller]
fn of_table(table: &str) -> Draft {
    let draft = draft("city/a/b", &[(Holds::Table, table)]);
    assert_eq!(oracle::lost(table, &draft), [], "{}", draft.text);
    draft
}

/// The paths of all fields.
fn fields(draft: &Draft) -> Vec<&str> {
    let mut paths = paths(draft, DecisionKind::English);
    paths.sort_unstable();
    paths
}

#[test]
fn names_in_columns_of_levels_are_nested() {
    for headings in
        ["一级\t二级\t三级", "第一级\t第二级\t第三级", "一级节点\t二级节点\t三级节点", "Level 1\tLevel 2\tLevel 3"]
    {
        let draft = of_table(&format!(
            "{headings}\t名称\t类型\t必填\njbxx\t\t\t基本信息\tObject\tY\n\tjydm\t\t交易代号\tString4\tY\n\
             \tfymx\t\t费用明细\tList\tN\n\t\txmmc\t项目名称\tString50\tY\nbz\t\t\t备注\tString200\tN\n"
        ));
        let expected = ["bz", "jbxx", "jbxx.fymx", "jbxx.fymx[].xmmc", "jbxx.jydm"];
        assert_eq!(fields(&draft), expected, "{headings}: {}", draft.text);
    }
}

#[test]
fn the_columns_of_outer_levels_may_be_filled() {
    let draft = of_table(
        "一级\t二级\t名称\t类型\t必填\njbxx\t\t基本信息\tObject\tY\njbxx\tjydm\t交易代号\tString4\tY\n\
         fymx\t\t费用明细\tList\tN\nfymx\txmmc\t项目名称\tString50\tY\nbz\t\t备注\tString200\tN\n",
    );
    assert_eq!(fields(&draft), ["bz", "fymx", "fymx[].xmmc", "jbxx", "jbxx.jydm"], "{}", draft.text);
}

#[test]
fn a_level_below_a_row_that_is_not_an_object_becomes_a_decision() {
    let draft = of_table(
        "一级\t二级\t名称\t类型\t必填\njbxx\t\t基本信息\tString8\tY\n\tjydm\t交易代号\tString4\tY\n\
         bz\t\t备注\tString200\tN\n",
    );
    let decisions = of_kind(&draft, DecisionKind::Nesting);
    assert!(decisions.iter().any(|one| one.evidence.iter().any(|quote| quote.text == "jydm")), "{decisions:?}");
}

#[test]
fn numbers_in_brackets_are_levels() {
    let rows = |numbers: [&str; 5]| {
        let cells = [
            "jbxx\t基本信息\tObject",
            "jydm\t交易代号\tString4",
            "fymx\t费用明细\tList",
            "xmmc\t项目名称\tString50",
            "bz\t备注\tString200",
        ];
        let rows = numbers.iter().zip(cells).map(|(number, cells)| format!("{number}\t{cells}\tY\n"));
        of_table(&format!("编号\t字段名\t名称\t类型\t必填\n{}", rows.collect::<String>()))
    };
    let nested = ["bz", "jbxx", "jbxx.fymx", "jbxx.fymx[].xmmc", "jbxx.jydm"];
    for numbers in [
        ["1", "1.1", "1.2", "1.2.1", "2"],
        ["（1）", "1.1", "1.2", "1.2.1", "（2）"],
        ["(1)", "1.1", "1.2", "1.2.1", "(2)"],
    ] {
        let draft = rows(numbers);
        assert_eq!(fields(&draft), nested, "{numbers:?}: {}", draft.text);
    }
    // Numbers in brackets are the inner ones if they follow others.
    let draft = of_table(
        "编号\t字段名\t名称\t类型\t必填\n1\tjbxx\t基本信息\tObject\tY\n（1）\tjydm\t交易代号\tString4\tY\n\
         （2）\tczy\t操作员\tString8\tY\n2\tfyxx\t费用信息\tObject\tY\n（1）\tje\t数额\tString8\tY\n3\tbz\t备注\tString9\tN\n",
    );
    assert_eq!(fields(&draft), ["bz", "fyxx", "fyxx.je", "jbxx", "jbxx.czy", "jbxx.jydm"], "{}", draft.text);
}

#[test]
fn of_tables_side_by_side_one_is_drafted_and_the_other_becomes_a_decision() {
    let table = "字段名\t名称\t类型\t必填\t字段名\t名称\t类型\t必填\njydm\t交易代号\tString4\tY\tretcode\t返回码\tString4\tY\n\
                 czygh\t操作员\tString20\tN\t\t\t\t\n";
    for table in
        [table.to_owned(), table.replace("必填\t字段名", "必填\t\t字段名").replace("Y\tretcode", "Y\t\tretcode")]
    {
        let draft = of_table(&table);
        assert_eq!(fields(&draft), ["czygh", "jydm"], "{}", draft.text);
        let is_other = |one: &&&Decision| one.message.en.contains("another table");
        let decisions = of_kind(&draft, DecisionKind::LeftOut);
        let other = decisions.iter().find(is_other).unwrap_or_else(|| panic!("{decisions:?}"));
        assert!(other.evidence.iter().any(|quote| quote.text.contains("retcode")), "{other:?}");
        // Each quotes only its own half of a line.
        assert!(other.evidence.iter().all(|quote| !quote.text.contains("jydm")), "{other:?}");
    }
}

#[test]
fn an_envelope_of_a_sample_becomes_a_decision() {
    let decision_paths = |sample: &str| {
        let draft = draft("city/a/b", &[(Holds::Data, sample)]);
        let decision_paths: Vec<String> = paths(&draft, DecisionKind::Nesting).into_iter().map(str::to_owned).collect();
        decision_paths
    };
    assert_eq!(decision_paths(r#"{"output":[{"jydm":"1"}]}"#), ["output"]);
    assert_eq!(decision_paths(r#"{"code":"0","data":{"jydm":"1"}}"#), ["data"]);
    assert_eq!(decision_paths(r#"{"code":"0","list":[{"jydm":"1"}]}"#), ["list"]);
    assert_eq!(decision_paths(r#"{"code":"0","data":"1","mine":{"jydm":"1"}}"#), [""; 0]);
}

#[test]
fn a_list_and_an_object_for_one_key_are_a_contradiction() {
    let (list, object) = (r#"{"output":[{"jydm":"1"}]}"#, r#"{"output":{"jydm":"1"}}"#);
    for files in [[list, object], [object, list]] {
        let draft = draft("city/a/b", &files.map(|text| (Holds::Data, text)));
        let decisions = of_kind(&draft, DecisionKind::Contradiction);
        let is_about_it =
            |one: &&Decision| one.path == "output" && one.message.en.contains("a list here and an object there");
        assert_eq!(decisions.into_iter().filter(is_about_it).count(), 1, "{}", draft.text);
        assert!(draft.text.contains("type: list"), "{}", draft.text);
    }
}

#[test]
fn each_meaning_of_a_code_that_is_not_in_english_is_undecided() {
    let table = "字段名\t名称\t类型\t必填\t说明\nlx\t类型\tString2\tY\t01：门诊；02：CT检查；03：住院\n";
    let draft = of_table(table);
    let mut sources = Sources::new();
    sources.add("b.yaml", "city/a/b", draft.text.clone());
    let options = Options { scope: Scope::Named, ..Options::default() };
    assert!(!compile(&sources, &options).1.has_errors());
    let undecided = undecided(&sources, 0, Severity::Error);
    for meaning in ["门诊", "CT检查", "住院"] {
        let is_about_meaning =
            |one: &&wxmed_compiler::Diagnostic| one.message == format!("the English words `{meaning}` are Chinese");
        assert_eq!(undecided.iter().filter(is_about_meaning).count(), 1, "{meaning}: {undecided:?}\n{}", draft.text);
    }
    assert!(undecided.has_errors());
}

#[test]
fn rows_of_csv_need_no_headings_where_a_type_in_quotes_has_a_comma() {
    let draft = of_table("cert_no,证号,\"Number(10,2)\",选填,单位（元）\njyfee/other,室号,\"Number(10,2)\",必填,\n");
    assert_eq!(fields(&draft), ["cert_no"], "{}", draft.text);
}
