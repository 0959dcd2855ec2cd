//! The meanings of the language's keywords.

use wxmed_compiler::grammar::Key;
use wxmed_compiler::model::{Event, Resource};
use wxmed_core::{Bilingual, Format};

/// The meaning of a keyword as the value of a key; empty if unknown.
pub(crate) fn meaning(key: &Key, keyword: &str) -> Bilingual {
    match (key.name, keyword) {
        ("format", "yyyyMMddHHmmss") => Format::Timestamp.demands(),
        ("format", keyword) => Format::by_name(keyword).map(Format::demands).unwrap_or_default(),
        ("after", keyword) => Event::by_name(keyword).map(Event::about).unwrap_or_default(),
        ("what" | "from", keyword) => Resource::by_name(keyword).map(Resource::about).unwrap_or_default(),
        ("nullable", "yes") => Bilingual::of("`null` 照样保留和发送", "`null` is kept, and sent as it came"),
        (_, "safe") => Bilingual::of("没有收到应答时可以重发", "it may be sent again if no response was received"),
        (_, "never") => Bilingual::of("重复发送可能重复执行", "sent twice it may do its work twice"),
        (_, "signed") => {
            Bilingual::of("文档的应答字段中列有 `sign`", "the document lists `sign` among the response's fields")
        }
        (_, "unsigned") => Bilingual::of("文档没有列出", "the document does not list it"),
        (_, "Y") => Bilingual::of("必填", "mandatory"),
        (_, "N") => Bilingual::of("可以省略", "may be left out"),
        (_, "二选") => Bilingual::of(
            "“二选一”的上半格：另有一个选择写出这两行",
            "the upper half of 二选一, one of two: a choice names both rows",
        ),
        (_, "一") => Bilingual::of("“二选一”的下半格", "the lower half of 二选一"),
        (_, "") => Bilingual::of(
            "与其中半格并列的空单元格：选择里写有这一行",
            "an empty cell beside one of the halves: a choice names the row",
        ),
        (_, "present") => Bilingual::of(
            "用于内容：键必须有，值可以为空",
            "in a content: the key must be there, its value may be empty",
        ),
        (_, "nonce") => Bilingual::of("随机串，每个请求都不同", "a random text, new for every request"),
        (_, "signature") => Bilingual::of("对其余全部字段的签名", "the signature over all other fields"),
        (_, "bytes") => Bilingual::of("UTF-8 字节数：超长即拒绝", "bytes of UTF-8: a longer value is refused"),
        (_, "characters") => Bilingual::of("字符数：超长即拒绝", "characters: a longer value is refused"),
        (_, "uncertain") => Bilingual::of(
            "文档没有说明：字符超长即拒绝，字节超长只警告",
            "the document does not say: too many characters are refused, too many bytes get a warning",
        ),
        (_, "at-most-one") => Bilingual::of("其中一个，或一个也没有", "one of the fields, or none"),
        (_, "at-least-one") => Bilingual::of("其中一个或更多", "one of the fields, or more"),
        (_, "all-or-none") => Bilingual::of("全部，或一个也没有", "all of the fields, or none"),
        (_, "string") => Bilingual::of("JSON 字符串，不论什么类型", "a JSON string, whatever the type is"),
        (_, "number") => Bilingual::of("JSON 数字", "a JSON number"),
        (_, "boolean") => Bilingual::of("JSON 的 true 或 false", "true or false in JSON"),
        (_, "json-text") => Bilingual::of(
            "内含 JSON 的 JSON 字符串：一个对象，或对象的列表",
            "a JSON string that holds JSON: an object, or a list of objects",
        ),
        (_, "closed") => Bilingual::of(
            "表中列出了全部值：发送其他值即拒绝",
            "the table lists every value: another is refused where it is sent",
        ),
        (_, "open") => Bilingual::of("可能还有其他值", "there may be others"),
        (_, "error") => Bilingual::of("违反规则的不发送", "what breaks the rule is not sent"),
        (_, "warning") => Bilingual::of("照样发送，并报告", "it is sent all the same, and reported"),
        (_, "high") => Bilingual::of("在多处见到，或显而易见", "seen in several places, or plain"),
        (_, "medium") => Bilingual::of("有一个可靠来源", "one good source"),
        (_, "low") => Bilingual::of("推断", "inferred"),
        (_, "yes") => Bilingual::of("是", "it is"),
        (_, "no") => Bilingual::of("否", "it is not"),
        (_, "refused") => Bilingual::of("换新的 access token 即可解决", "a new access token cures the error"),
        (_, "unknown") => {
            Bilingual::of("所请求的事仍可能已经完成", "what was asked for may have been done all the same")
        }
        (_, "beginning") => {
            Bilingual::of("信息以它开头，如 `签名失败 rid: …`", "the message begins with it, as `签名失败 rid: …` does")
        }
        (_, "after-name") => Bilingual::of(
            "信息以它开头，或在它之前只有一个字段名，如 `mch_id参数格式错误`",
            "the message begins with it, or with the name of a field and then it, as `mch_id参数格式错误` does",
        ),
        (_, "later") => Bilingual::of("同样的调用稍后可能成功", "the same call may succeed a moment later"),
        (_, "by-default") => Bilingual::of("默认打开，可以关闭", "it is on unless switched off"),
        (_, "on-request") => Bilingual::of("默认关闭，可以打开", "it is off unless switched on"),
        _ => Bilingual::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wxmed_compiler::grammar::{KeyValue, shapes};

    #[test]
    fn every_keyword_has_a_meaning_in_both_languages() {
        for key in shapes().iter().flat_map(|shape| shape.keys) {
            if let KeyValue::Keyword(keywords) = key.value {
                for keyword in keywords() {
                    let Bilingual { zh, en } = meaning(key, keyword);
                    assert!(!zh.is_empty() && !en.is_empty(), "`{}: {keyword}`", key.name);
                }
            }
        }
    }
}
