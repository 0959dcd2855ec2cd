//! What to do about a violated rule.

use wxmed::{Bilingual, Rule};

/// What to change in a request that breaks a rule.
pub(crate) fn remedy(rule: &Rule) -> Bilingual {
    match rule {
        Rule::Required | Rule::Needs { .. } | Rule::NeededWhen { .. } => Bilingual::of(
            "填写该字段后重新签名；检查字段名的拼写，以及值是否在签名之后才为空",
            "give the field a value and sign again; check the spelling of its name",
        ),
        Rule::Length { .. } | Rule::LengthBytes { .. } => {
            Bilingual::of("缩短该值，不要截断到字符中间", "shorten the value, without cutting a character in half")
        }
        Rule::Format(_) | Rule::Pattern { .. } | Rule::Value { .. } => {
            Bilingual::of("按文档的格式填写该值", "write the value in the document's format")
        }
        Rule::Range { .. } | Rule::Decimals { .. } => Bilingual::of(
            "核对金额与数量的单位（元或分）与范围",
            "check the unit of the amount (yuan or fen) and its range",
        ),
        Rule::Code { .. } | Rule::SignType => Bilingual::of("改用代码表中的值", "use a value of the code table"),
        Rule::ChoiceMissing { of } => {
            Bilingual::new(format!("填写其中一个：{}", of.join("、")), format!("give one of {}", of.join(", ")))
        }
        Rule::ChoiceConflict { of } | Rule::Group { of, .. } => Bilingual::new(
            format!("按规则保留或补齐：{}", of.join("、")),
            format!("leave out or complete, as the rule says: {}", of.join(", ")),
        ),
        Rule::AbsentWhen { .. } | Rule::WrongCase { .. } | Rule::Computed => {
            Bilingual::of("删除该字段", "remove the field")
        }
        Rule::WhiteSpace | Rule::Invisible { .. } | Rule::ControlCharacter { .. } => {
            Bilingual::of("从值中去掉这些字符，再签名", "remove these characters from the value, then sign")
        }
        Rule::Name | Rule::UnknownName { .. } => Bilingual::of("改正字段名", "correct the name of the field"),
        Rule::Duplicate => Bilingual::of("只保留一个", "keep one of them"),
        Rule::BesideWrapper { wrapper } => {
            Bilingual::new(format!("移到 {wrapper} 之内"), format!("move it into {wrapper}"))
        }
        Rule::JsonType { expected } => {
            Bilingual::new(format!("改为 JSON {expected}"), format!("write a JSON {expected}"))
        }
        Rule::Items { .. } | Rule::Unique { .. } | Rule::Count { .. } => {
            Bilingual::of("改正列表的项数或重复的项", "correct the number of items, or the repeated item")
        }
        Rule::Constant { value } => {
            Bilingual::new(format!("填写固定值 {value}，或不填"), format!("write {value}, or leave the field out"))
        }
        Rule::Composed { .. } => {
            Bilingual::of("按规定的组成部分与次序拼接", "join the parts in the order that the rule gives")
        }
        Rule::Stated { .. } => Bilingual::of(
            "按规则的说明改正相关字段后重新签名",
            "correct the fields that the rule is about, and sign again",
        ),
        // The library may learn to check more.
        _ => Bilingual::of("按规则的说明改正该字段", "correct the field as the rule says"),
    }
}
