//! The titles of rules.

use wxmed::{Bilingual, Rule, Violation};

/// A short title, with the field.
pub(super) fn title(violation: &Violation) -> Bilingual {
    let (zh, en) = name(&violation.rule);
    match violation.path.as_str() {
        "" => Bilingual::new(zh, en),
        path => Bilingual::new(format!("{zh}：{path}"), format!("{en}: {path}")),
    }
}

fn name(rule: &Rule) -> (String, String) {
    let (zh, en) = match rule {
        Rule::Required => ("缺少必填字段", "Missing"),
        Rule::Length { .. } | Rule::LengthBytes { .. } => ("超长", "Too long"),
        Rule::Format(_) => ("格式不符", "Wrong format"),
        Rule::Range { .. } => ("超出范围", "Out of range"),
        Rule::Decimals { .. } | Rule::Scale { .. } => ("小数位不符", "Wrong decimal places"),
        Rule::Pattern { .. } => ("写法不符", "Wrong pattern"),
        Rule::Code { .. } => ("不在代码表中", "Not in the code table"),
        Rule::ChoiceMissing { .. } => ("多选一未填", "None of several given"),
        Rule::ChoiceConflict { .. } => ("多选一填了多个", "More than one of several given"),
        Rule::Needs { .. } | Rule::NeededWhen { .. } => ("缺少关联字段", "Missing, as others are given"),
        Rule::AbsentWhen { .. } | Rule::WrongCase { .. } | Rule::Computed => ("不应出现的字段", "Must not be given"),
        Rule::Group { .. } => ("成组的字段不全", "Group of fields"),
        Rule::WhiteSpace => ("首尾有空白", "White space at an end"),
        Rule::Invisible { .. } | Rule::ControlCharacter { .. } => ("不可见的字符", "Invisible character"),
        Rule::Name | Rule::UnknownName { .. } => ("字段名不符", "Wrong name of a field"),
        Rule::SignType => ("签名方式不符", "Unknown way to sign"),
        Rule::Duplicate => ("重复的字段", "Given twice"),
        Rule::BesideWrapper { .. } => ("位置不符", "In the wrong place"),
        Rule::JsonType { .. } => ("JSON 类型不符", "Wrong JSON type"),
        Rule::Items { .. } | Rule::Unique { .. } | Rule::Count { .. } => ("列表不符", "Wrong list"),
        Rule::Constant { .. } => ("不是固定值", "Not the fixed value"),
        Rule::Composed { .. } => ("组成不符", "Wrong parts"),
        Rule::Value { .. } => ("值不符", "Wrong value"),
        Rule::Stated { id, .. } => return (format!("不符合规则 {id}"), format!("Rule {id}")),
        // `Rule` is non-exhaustive.
        _ => ("不符合规则", "Rule"),
    };
    (zh.to_owned(), en.to_owned())
}
