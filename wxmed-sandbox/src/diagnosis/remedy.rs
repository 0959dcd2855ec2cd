//! Remedies for violated rules.

use wxmed::spec::Format;
use wxmed::{Bilingual, Rule, Violation};

use super::context::Context;
use super::slip::slip;
use super::{reference, rule_fields};

/// The maximum number of codes that are listed.
const MOST_CODES: usize = 8;

/// The remedy for a violated rule. It doesn't repeat the sent value.
pub(crate) fn remedy(violation: &Violation, sent: Option<&str>, context: Context<'_>) -> Bilingual {
    match &violation.rule {
        Rule::Length { max, found } | Rule::LengthBytes { max, found } => {
            reference::too_long(&violation.path, (*max, *found), context).unwrap_or_else(|| of_rule(violation, sent))
        }
        Rule::Stated { id, message } => match rule_fields::of_rule(context.model, id, message).as_slice() {
            [] => of_rule(violation, sent),
            fields => {
                let named = |text: fn(&Bilingual) -> &str| fields.iter().map(text).collect::<Vec<_>>();
                Bilingual::new(
                    format!("按规则的说明核对 {}，改正后重新签名", named(|one| &one.zh).join("、")),
                    format!("check {}, correct them as the rule says, and sign again", named(|one| &one.en).join(", ")),
                )
            }
        },
        _ => of_rule(violation, sent),
    }
}

fn of_rule(violation: &Violation, sent: Option<&str>) -> Bilingual {
    match &violation.rule {
        Rule::Required | Rule::Needs { .. } | Rule::NeededWhen { .. } => Bilingual::of(
            "填写该字段后重新签名；检查字段名的拼写，以及值是否在签名之后才为空",
            "give the field a value and sign again; check the spelling of its name, and whether the value becomes empty \
             only after signing",
        ),
        Rule::Length { max, found } => Bilingual::new(
            format!("缩短到 {max} 个字符以内（现有 {found} 个），不要截断到字符中间"),
            format!("shorten it from {found} to at most {max} characters, without cutting one in half"),
        ),
        Rule::LengthBytes { max, found } => Bilingual::new(
            format!("缩短到 {max} 字节以内（现有 {found} 字节），不要截断到字符中间"),
            format!("shorten it from {found} to at most {max} bytes, without cutting a character in half"),
        ),
        Rule::Format(format) => of_format(*format, sent),
        Rule::Pattern { .. } => Bilingual::of("按文档的格式填写该值", "write the value in the document's format"),
        Rule::Value { .. } => Bilingual::of("按说明改正该值", "correct the value as described"),
        Rule::Range { .. } | Rule::Decimals { .. } => Bilingual::of(
            "核对金额与数量的单位（元或分）与范围",
            "check the unit of the amount (yuan or fen) and its range",
        ),
        Rule::Code { allowed } if !allowed.is_empty() => {
            let named = |text: fn(&Bilingual) -> &str| {
                let codes: Vec<String> =
                    allowed.iter().take(MOST_CODES).map(|(code, label)| format!("{code} {}", text(label))).collect();
                codes.join("、") + if allowed.len() > MOST_CODES { "…" } else { "" }
            };
            Bilingual::new(
                format!("改用代码表中的值：{}", named(|label| &label.zh)),
                format!("use a value of the code table: {}", named(|label| &label.en).replace('、', ", ")),
            )
        }
        Rule::Code { .. } => Bilingual::of("改用代码表中的值", "use a value of the code table"),
        Rule::SignType => Bilingual::new(
            format!("删除 {}，并用 MD5 签名", violation.path),
            format!("remove {}, and sign with MD5", violation.path),
        ),
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
        // `Rule` is non-exhaustive.
        _ => Bilingual::of("按规则的说明改正该字段", "correct the field as the rule says"),
    }
}

/// What to change in a value that doesn't match its format. The violation itself names what is expected.
fn of_format(format: Format, sent: Option<&str>) -> Bilingual {
    match sent.and_then(|text| slip(format, text)) {
        Some(slip) => {
            Bilingual::new(format!("{}。改正后重新签名", slip.zh), format!("{}. Correct it, and sign again", slip.en))
        }
        None => Bilingual::of(
            "检查程序怎样写出这个值，改正后重新签名",
            "check how your program writes the value, correct it, and sign again",
        ),
    }
}
