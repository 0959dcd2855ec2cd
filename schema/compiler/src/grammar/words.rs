//! The words of the language that stand for a choice: what the parser takes, and what is written about it.

use super::Word;
use crate::model::{
    CodeMatch, Confidence, Encoding, Exhaustiveness, LengthUnit, Null, Outcome, Required, Resource, ResponseSigning,
    Retry, RetryAdvice, Role, WireType,
};
use wxmed_core::{Bilingual, Format, GroupKind, Severity};

/// Words, what each stands for, and what that means.
pub(crate) type Keywords<T> = [(&'static str, T, Bilingual)];

pub(crate) const RETRY: &Keywords<Retry> = &[
    ("safe", Retry::Safe, Bilingual::of("没有收到应答时可以重发", "it may be sent again when no answer came")),
    ("never", Retry::Never, Bilingual::of("重复发送可能重复执行", "sent twice it may do its work twice")),
];
pub(crate) const ANSWER: &Keywords<ResponseSigning> = &[
    (
        "signed",
        ResponseSigning::Signed,
        Bilingual::of("文档的应答字段中列有 `sign`", "the document lists `sign` among the answer's fields"),
    ),
    ("unsigned", ResponseSigning::Unsigned, Bilingual::of("文档没有列出", "the document does not list it")),
];
pub(crate) const REQUIRED: &Keywords<Required> = &[
    ("Y", Required::Yes, Bilingual::of("必填", "mandatory")),
    ("N", Required::No, Bilingual::of("可以省略", "may be left out")),
    (
        "二选",
        Required::OneOfTwoAbove,
        Bilingual::of(
            "“二选一”的上半格：另有一个选择写出这两行",
            "the upper half of 二选一, one of two: a choice names both rows",
        ),
    ),
    ("一", Required::OneOfTwoBelow, Bilingual::of("“二选一”的下半格", "the lower half of 二选一")),
    (
        "",
        Required::Blank,
        Bilingual::of(
            "与其中半格并列的空单元格：选择里写有这一行",
            "an empty cell beside one of the halves: a choice names the row",
        ),
    ),
    (
        "present",
        Required::Present,
        Bilingual::of("用于内容：键必须有，值可以为空", "in a content: the key must be there, its value may be empty"),
    ),
];
pub(crate) const ROLE: &Keywords<Role> = &[
    ("nonce", Role::Nonce, Bilingual::of("随机串，每个请求都不同", "a random text, new for every request")),
    ("signature", Role::Signature, Bilingual::of("对其余全部字段的签名", "the signature over all other fields")),
];
pub(crate) const LENGTH: &Keywords<LengthUnit> = &[
    (
        "bytes",
        LengthUnit::Bytes,
        Bilingual::of("UTF-8 字节数：超长即拒绝", "bytes of UTF-8: a longer value is refused"),
    ),
    (
        "characters",
        LengthUnit::Characters,
        Bilingual::of("字符数：超长即拒绝", "characters: a longer value is refused"),
    ),
    (
        "uncertain",
        LengthUnit::Uncertain,
        Bilingual::of(
            "文档没有说明：字符超长即拒绝，字节超长只警告",
            "the document does not say: too many characters are refused, too many bytes get a warning",
        ),
    ),
];
pub(crate) const GIVE: &Keywords<GroupKind> = &[
    ("at-most-one", GroupKind::AtMostOne, Bilingual::of("其中一个，或一个也没有", "one of the fields, or none")),
    ("at-least-one", GroupKind::AtLeastOne, Bilingual::of("其中一个或更多", "one of the fields, or more")),
    ("all-or-none", GroupKind::AllOrNone, Bilingual::of("全部，或一个也没有", "all of the fields, or none")),
];
pub(crate) const WIRE: &Keywords<Encoding> = &[
    ("string", Encoding::Text, Bilingual::of("JSON 字符串，不论什么类型", "a JSON string, whatever the type is")),
    ("number", Encoding::Number, Bilingual::of("JSON 数字", "a JSON number")),
    (
        "json-text",
        Encoding::JsonText,
        Bilingual::of(
            "内含 JSON 的 JSON 字符串：一个对象，或对象的列表",
            "a JSON string that holds JSON: an object, or a list of objects",
        ),
    ),
];
pub(crate) const KIND: &Keywords<Exhaustiveness> = &[
    (
        "closed",
        Exhaustiveness::Closed,
        Bilingual::of(
            "表中列出了全部值：发送其他值即拒绝",
            "the table lists every value: another is refused where it is sent",
        ),
    ),
    ("open", Exhaustiveness::Open, Bilingual::of("可能还有其他值", "there may be others")),
];
pub(crate) const SEVERITY: &Keywords<Severity> = &[
    ("error", Severity::Error, Bilingual::of("违反规则的不发送", "what breaks the rule is not sent")),
    ("warning", Severity::Warning, Bilingual::of("照样发送，并报告", "it is sent all the same, and reported")),
];
pub(crate) const CONFIDENCE: &Keywords<Confidence> = &[
    ("high", Confidence::High, Bilingual::of("在多处见到，或显而易见", "seen in several places, or plain")),
    ("medium", Confidence::Medium, Bilingual::of("有一个可靠来源", "one good source")),
    ("low", Confidence::Low, Bilingual::of("推断", "inferred")),
];
pub(crate) const YES: &Keywords<bool> =
    &[("yes", true, Bilingual::of("是", "it is")), ("no", false, Bilingual::of("否", "it is not"))];
pub(crate) const TOKEN: &Keywords<bool> =
    &[("refused", true, Bilingual::of("换新的 access token 即可解决", "a new access token cures the error"))];
pub(crate) const DONE: &Keywords<Outcome> = &[(
    "unknown",
    Outcome::Unknown,
    Bilingual::of("所请求的事仍可能已经完成", "what was asked for may have been done all the same"),
)];
pub(crate) const MATCH: &Keywords<CodeMatch> = &[
    (
        "beginning",
        CodeMatch::Beginning,
        Bilingual::of("信息以它开头，如 `签名失败 rid: …`", "the message begins with it, as `签名失败 rid: …` does"),
    ),
    (
        "after-name",
        CodeMatch::AfterName,
        Bilingual::of(
            "信息以它开头，或在它之前只有一个字段名，如 `mch_id参数格式错误`",
            "the message begins with it, or with the name of a field and then it, as `mch_id参数格式错误` does",
        ),
    ),
];
pub(crate) const RETRY_ADVICE: &Keywords<RetryAdvice> = &[(
    "later",
    RetryAdvice::Later,
    Bilingual::of("同样的调用稍后可能成功", "the same call may succeed a moment later"),
)];
pub(crate) const NULLABLE: &Keywords<Null> =
    &[("yes", Null::Kept, Bilingual::of("`null` 照样保留和发送", "`null` is kept, and sent as it came"))];
pub(crate) const APPLY: &Keywords<bool> = &[
    ("by-default", true, Bilingual::of("默认打开，可以关闭", "it is on unless switched off")),
    ("on-request", false, Bilingual::of("默认关闭，可以打开", "it is off unless switched on")),
];
/// The types of the document's notation that are no text, and `object`.
/// The types, by each way in which the documents write them.
pub const NOTATION: &[(&str, WireType)] = &[
    ("Uint8", WireType::Uint8),
    ("UInt8", WireType::Uint8),
    ("uint8", WireType::Uint8),
    ("Uint32", WireType::Uint32),
    ("UInt32", WireType::Uint32),
    ("uint32", WireType::Uint32),
    ("Uint64", WireType::Uint64),
    ("UInt64", WireType::Uint64),
    ("uint64", WireType::Uint64),
    ("int", WireType::Int),
    ("Int", WireType::Int),
    ("object", WireType::Object),
];
/// The type of a row that has several values.
pub const LIST: &str = "list";
/// A text with or without a longest length, in the notation of the document.
pub const TEXTS: &str = "^[Ss]tring([1-9][0-9]*|[(][1-9][0-9]*[)])?$";
/// A notation of each type, and each form in which the document writes a text; for the person who wrote another.
pub const NOTATIONS: &[&str] =
    &["String", "String32", "String(14)", "string128", "Uint8", "Uint32", "Uint64", "int", "object", LIST];
/// A whole number without sign, as a text.
pub const WHOLE: &str = "^[0-9]+$";

/// Beside the other formats of dates, this one is looked for under its own look.
const TIMESTAMP: (&str, Format) = ("yyyyMMddHHmmss", Format::Timestamp);

/// The things that operations need and create.
pub(crate) fn things() -> [(&'static str, Resource, Bilingual); Resource::ALL.len()] {
    Resource::ALL.map(|thing| (thing.name(), thing, thing.about()))
}

/// The formats, and what each demands.
pub(crate) fn formats() -> Vec<(&'static str, Format, Bilingual)> {
    let known = Format::ALL.iter().map(|format| (format.name(), *format)).chain([TIMESTAMP]);
    known.map(|(word, format)| (word, format, format.demands())).collect()
}

/// The words of a table, and what they mean.
pub(super) fn listed<T>(words: &Keywords<T>) -> Vec<Word> {
    words.iter().map(|(word, _, about)| Word { word, about: about.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_has_a_notation() {
        for (word, ty) in NOTATION {
            let same = |word: &&str| NOTATION.iter().any(|(known, same)| known == word && same == ty);
            assert!(NOTATIONS.iter().any(same), "{word}");
        }
    }
}
