//! Errors of the document, and their corrections.

use super::keywords::{self, listed};
use super::shape::{may, must};
use super::{BILINGUAL, RANGE, Shape};

/// A file of errata.
pub static ERRATA: Shape = Shape {
    name: "errata",
    keys: &[
        must("errata", "针对的文档", "the document that they are about").any(),
        must("entries", "各条勘误", "the entries").list(&ERRATUM),
    ],
};

/// An erratum.
pub static ERRATUM: Shape = Shape {
    name: "erratum",
    keys: &[
        must("id", "固定不变的 ID", "the stable ID"),
        must("target", "针对什么：一个规格，或以路径指明的一行", "what it is about: a spec, or a row by its path"),
        may("set", "改什么；只作说明的不写", "what it changes; nothing if it only tells").mapping(&CHANGE),
        must("why", "错在哪里，写作 { zh, en }", "what is wrong, as { zh, en }").mapping(&BILINGUAL),
        must("evidence", "依据，写作 { zh, en }", "how that is known, as { zh, en }").mapping(&BILINGUAL),
        must("confidence", "`high`（高）、`medium`（中）或 `low`（低）", "`high`, `medium` or `low`")
            .keyword(|| listed(keywords::CONFIDENCE)),
        may("apply", "默认关闭、需要时才打开的，写 `on-request`", "`on-request` if it is off unless switched on")
            .keyword(|| listed(keywords::APPLY)),
    ],
};

/// What an erratum can change.
pub static CHANGE: Shape = Shape {
    name: "change of an erratum",
    keys: &[
        may("name", "报文中的名称；旧名仍可读入", "the name on the wire; the old one is still read"),
        may("label", "中文名", "the label").any(),
        may("en", "英文名", "the English label").any(),
        may("type", "类型", "the type").notation(),
        may("required", "单元格", "the cell").keyword(|| listed(keywords::REQUIRED)),
        may("format", "格式", "the format").keyword(|| listed(&keywords::formats())),
        may("wire", "在内容中以什么承载", "what carries it in a content").keyword(|| listed(keywords::ENCODING)),
        may("range", "取值范围，写作 { min, max }", "the amounts that it may be, as { min, max }").mapping(&RANGE),
        may("decimals", "最多几位小数", "the most decimal places").whole_number(),
        may("scale", "恰好几位小数", "the exact number of decimal places").whole_number(),
        may("pattern", "正则表达式", "the regular expression").written_by_others(),
        may("constant", "固定不变的值", "the only value").any(),
        may("min", "列表最少几项", "the fewest items of a list").whole_number(),
        may("max", "列表最多几项", "the most items of a list").whole_number(),
        may("codes", "代码表", "the code table"),
        may("default", "没有给出时的值", "the value where none is given").any(),
        may("length", "长度按什么计", "what the limit counts").keyword(|| listed(keywords::LENGTH)),
        may("sensitive", "是否绝不显示", "whether it is never shown").keyword(|| listed(keywords::YES)),
        may("note", "说明", "the note").mapping(&BILINGUAL),
        may("lines", "模板的各行", "the lines of a template").texts().any(),
    ],
};
